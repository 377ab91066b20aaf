"""Sentences and what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.mentions import Sentence
from nevextract.patterns import Pack, load_pack
from nevextract.patterns.segmenting import FurnitureFile, SegmentFile
from nevextract.segment import MAX_SENTENCE, segment
from nevextract.tokens import tokenize


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("en")


def cut(text: str, pack: Pack) -> list[Sentence]:
    return segment(text, tokenize(text), pack)


def texts(text: str, pack: Pack) -> list[str]:
    return [text[s.start : s.end] for s in cut(text, pack)]


def kinds(text: str, pack: Pack) -> list[tuple[str, str]]:
    return [(s.kind, text[s.start : s.end]) for s in cut(text, pack)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Harbour Motor Co., Ltd. made 300 buses.", "Ridge Motor Inc. made 20."],
        ["The makers are Harbour Corp. Ltd. (Harbour), Ridge Co. Ltd., Tell Inc., and Pine.", "All grew."],
        ["The line belongs to Ridge Motor Ltd.", "The one next door does not."],
        ["The U.S. market took 3.5 percent.", "In the U.K. it was less."],
        ["Sales fell in the U.S.", "They rose in Asia."],
        ["No. 2 Plant makes approx. 3 million packs.", "Plant No. 3 makes more."],
        ["The answer is no.", "Harbour will not build it."],
        ["It opened on Nov. 20, 2020 and grew in Jan.-Jul. 2021.", "Then it closed."],
        ["Mr. J. R. Smith and Dr. Wong spoke.", "E.g. nothing was said of cost, i.e. of money."],
        ["It sold 7,000 vehicles (sets).", "About 38,000 units (sets) were exported."],
        ["“We grew,” he said.", "“We will grow.”", "She agreed."],
        ['"This year is good."', "He spoke for Harbour."],
        ["Is it enough? !", "Nobody knows……", "The end."],
        ["It rose by 3.5%.", "20 plants closed.", "1,250 people left."],
        ["The figures are old (see p. 5).", "(All are rounded. None is audited.)", "That is all."],
        ["One list; two lists; three lists, 20 units each.", "Next."],
        ["It sold 5 million.[1]", "Before, it sold 4 million. [2]", "Fine."],
        ["See www.ridge.com.cn and english.tellwood.gov.cn for more.", "Node.js is no site."],
        ["产量为30万辆。", "出口增长；利润下降！", "为什么？"],
    ],
)
def test_sentences_end_where_they_end(sentences: list[str], pack: Pack) -> None:
    assert texts(" ".join(sentences), pack) == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It made 2.66 million.Exports doubled.In 2020 it made 1.", 3),
        ("It cost 3 billion.2021 was better.", 2),
        ("Plant No.2 and Co.Ltd of the U.S.A. and JL.gov stay whole.", 1),
        ('He said "we grew."They left.', 2),
        ("a 5-year plan of approx.300 units", 1),
    ],
)
def test_full_stops_without_a_space(text: str, expected: int, pack: Pack) -> None:
    assert len(texts(text, pack)) == expected


def test_broken_lines_are_joined(pack: Pack) -> None:
    text = (
        "Harbour Motor sold two million cars in the first half of the year, five percent\n"
        "more than a year before, the company said on Monday. Its plant in the city of\n"
        "Tellwood, opened three years ago, made a third of them, and that of Ridge made\n"
        "Lima cars only.\n"
        "\n"
        "The rest came from\nAsia."
    )
    assert [" ".join(s.split()) for s in texts(text, pack)] == [
        "Harbour Motor sold two million cars in the first half of the year, five percent more than a year before, "
        "the company said on Monday.",
        "Its plant in the city of Tellwood, opened three years ago, made a third of them, and that of Ridge made "
        "Lima cars only.",
        "The rest came from Asia.",
    ]
    assert [s.paragraph for s in cut(text, pack)] == [0, 0, 1]
    assert {s.kind for s in cut(text, pack)} == {"prose"}


def test_a_heading_ends_at_its_line(pack: Pack) -> None:
    text = "Harbour builds a plant in Tellwood\nThe plant will make 20 GWh.\nII.Goals\nMore is to come."
    assert kinds(text, pack) == [
        ("heading", "Harbour builds a plant in Tellwood"),
        ("prose", "The plant will make 20 GWh."),
        ("heading", "II.Goals"),
        ("prose", "More is to come."),
    ]
    assert [s.paragraph for s in cut(text, pack)] == [0, 1, 2, 3]


def test_a_headline_may_hold_an_exclamation(pack: Pack) -> None:
    text = "6 billion yuan! Ridge shows its new plant\n\nIt is big."
    assert [kind for kind, _ in kinds(text, pack)] == ["heading", "heading", "prose"]


def test_items_and_rows(pack: Pack) -> None:
    text = (
        "Signed in May:\n- Pack plant: 3 billion yuan\n• Motor plant, 2 billion yuan\n1. Seats, 1 billion\n"
        "(2) Glass\n4-6. Three more\n\nMaker | Sales | Growth\nHarbour Motor 28,100 146% +9.8%\n"
        "Ridge\t6,200\t-7.6%\n"
    )
    assert kinds(text, pack) == [
        ("heading", "Signed in May:"),
        ("item", "- Pack plant: 3 billion yuan"),
        ("item", "• Motor plant, 2 billion yuan"),
        ("item", "1. Seats, 1 billion"),
        ("item", "(2) Glass"),
        ("item", "4-6. Three more"),
        ("row", "Maker | Sales | Growth"),
        ("row", "Harbour Motor 28,100 146% +9.8%"),
        ("row", "Ridge\t6,200\t-7.6%"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Home > News > Industry",
        "HOME / BUSINESS / WORLD",
        "Current position: Home > News 4711",
        "Company News  |  Industry News  |  Video",
        "Share - WeChat",
        "Print | Back to top",
        "Print Mail Large Medium  Small 0",
        "Leave a message",
        "An email address will not be published. Fields with a star are required.",
        "Copyright ©2022 Tellwood Herald. All rights reserved.",
        "京ICP备12345678号-6",
        "Tel: 0123-555****  |  Contact Us  |  Site Map",
        "Contact Tellwood: 12-345-5351****",
        "Disclaimer: nothing here is advice.",
        "Source: Tellwood Herald",
        "(Web editor: Ann, Bob)",
        "Previous: Harbour to get 300 buses",
        "Prev: none  Next: none",
        "Tags: bus, car, Ridge",
        "0 Comments    12 min read",
        "Publishtime:2021-02-03 10:20:30 Views:77",
        "Updated: Jun 8, 2021 english.tellwood.example.cn Print",
        "Posted on March 4, 2021 by admin",
        "(Xinhua) 08:42, July 13, 2021",
        "11 Jul2018",
        "By Ann Lee",
        "SOURCE Tellwood.com",
        "4f0b2c1e-77aa_w_3000_h_2000.jpg",
        "tellwood.example.com",
        "이 기사 좋아요 0    인쇄하기",
        "打印本页 关闭窗口",
    ],
)
def test_furniture(line: str, pack: Pack) -> None:
    after = "It is to make 20 percent more next year, when the second line is ready and the people for it are found."
    found = kinds(f"The plant in Tellwood makes 300 buses a year.\n\n{line}\n\n{after}", pack)
    assert (found[0][0], found[-1][0]) == ("prose", "prose")
    assert {kind for kind, _ in found[1:-1]} == {"furniture"}


@pytest.mark.parametrize(
    "line",
    [
        "The source of the growth was exports, up 20 percent.",
        "Next in line, Harbour: 13 GWh, a share of 24 percent.",
        "Contact lenses are made here, too, 3 million a year.",
        "Share of exports up to 20 percent",
        "Sharing economy grows 20 percent in Ridge",
        "Home appliances: sales of 300 million yuan",
        "Recommended retail price 200,000 yuan",
        "III.Policy of the city",
        "Share to rise to 20 percent",
        "Back to growth: sales up 5 percent",
        "Print sales fall by 5 percent",
        "Source materials cost 5 percent more",
        "Powered by exports, sales rise 5 percent",
        "Released in 2 million homes by June 5, 2021",
        "Location: Tellwood; investment: 3 billion yuan",
        "Recommendations: build 3 plants",
        "By staff numbers Ridge is the larger one",
        "Total investment: 3 billion yuan",
        "By 2025 Ridge will make 300,000 cars",
        "Exports | 20,000 | +9%",
        "Latest figures show growth of 5 percent",
        "Profit > 5 billion yuan, sales > 3 million cars",
        "Tellwood, 5 March 2024 - Ridge sold 300 buses last year, up 5 percent.",
        "TELLWOOD, March 5, 2024 – Ridge plans to put 2.5 billion yuan into",
    ],
)
def test_no_furniture(line: str, pack: Pack) -> None:
    text = f"The plant in Tellwood makes 300 buses a year.\n\n{line}\n\nIt is to make 20 percent more next year."
    assert "furniture" not in [kind for kind, _ in kinds(text, pack)]


def test_links_to_other_articles_are_furniture_up_to_prose(pack: Pack) -> None:
    back = (
        "Back in Tellwood the works council has asked for more time, since the move of the press shop takes until "
        "autumn and nobody knows where the 300 people of the night shift are to go."
    )
    text = f"Tellwood sold 300 buses in May, 9 percent more than before.\n\nRelated Posts\n5 cars we liked\n{back}"
    assert [kind for kind, _ in kinds(text, pack)] == ["prose", "furniture", "furniture", "prose"]
    inline = "Tellwood sold 300 buses in May, 9 percent more than before.\n\nAlso read: A tram\nA bus, a car\n"
    assert [kind for kind, _ in kinds(inline, pack)] == ["prose", "furniture", "furniture"]


def test_a_menu_above_the_headline_does_not_swallow_it(pack: Pack) -> None:
    text = "Latest news\nTop stories\nHarbour opens its third battery plant\n\nThe plant makes 20 GWh a year."
    assert kinds(text, pack)[2:] == [
        ("heading", "Harbour opens its third battery plant"),
        ("prose", "The plant makes 20 GWh a year."),
    ]


def test_furniture_at_the_end_of_a_paragraph(pack: Pack) -> None:
    text = "Harbour spoke of goodwill, of 2 sides and of 300 buses that go to the city. (Source: Tellwood Herald)"
    assert [kind for kind, _ in kinds(text, pack)] == ["prose", "furniture"]


@pytest.mark.parametrize(
    "line",
    [
        "A bus leaves the line in Tellwood. [Photo/Tellwood App]",
        "Buses in a yard. (Photo: Tellwood News Service)",
        "Buses in a yard, June 5, 2021. (File photo)",
        "Welders at work. (Tellwood Daily/Ann Lee)",
        "A girl looks at a bus in Tellwood, June 27, 2021. (Xinhua)",
        "Photo: buses on show",
        "Photo by our reporter Ann Lee",
    ],
)
def test_captions(line: str, pack: Pack) -> None:
    assert {kind for kind, _ in kinds(f"The plant makes 300 buses.\n\n{line}\n", pack)} == {"prose", "caption"}


def test_a_date_or_breadcrumb_before_the_headline_is_cut_off(pack: Pack) -> None:
    assert kinds(" date 2021-05-06 Ridge sells 300 buses in April\n\nIt did.", pack)[:2] == [
        ("furniture", "date 2021-05-06"),
        ("heading", "Ridge sells 300 buses in April"),
    ]
    assert kinds("Home » News » Ridge sells 300 buses in the month of April\n\nIt did.", pack)[:2] == [
        ("furniture", "Home » News »"),
        ("heading", "Ridge sells 300 buses in the month of April"),
    ]


def test_an_endless_sentence_is_cut(pack: Pack) -> None:
    text = "word, " * 2000
    assert max(s.end - s.start for s in cut(text, pack)) <= MAX_SENTENCE


@pytest.mark.parametrize("piece", ["word number 5 ", "Sales rose. ", "a b (c ", '"."', "U.S. ", "x | 5 | y\n", ". "])
def test_cost_is_linear(piece: str, pack: Pack, calls: Callable[[Callable[[], object]], int]) -> None:
    def cost(size: int) -> int:
        text = piece * (size // len(piece))
        tokens = tokenize(text)
        return calls(lambda: segment(text, tokens, pack))

    assert cost(80_000) < 4 * cost(20_000) * 1.35


_PIECES = [
    *("Ridge", "sold", "3.5", "million", "Co., Ltd.", ". ", ".", "! ", "?", "。", "\n", "\n\n", "\r\n", " ", "  "),
    *("\t", "|", "(", ")", '"', "”", "- ", "1. ", "Source: ", "Home > News", "……", "产量", "U.S.", "©", "[1]"),
    *("date 2020-01-02 ", "Related Posts\n", "\u2028", "\u00a0", "Photo: ", "By "),
]
_pieces = st.lists(st.sampled_from(_PIECES), max_size=60)


@settings(max_examples=300, deadline=None)
@given(st.one_of(_pieces.map("".join), _pieces.map(" ".join), st.text(max_size=200)))
def test_every_token_is_in_exactly_one_sentence(text: str) -> None:
    tokens = tokenize(text)
    sentences = segment(text, tokens, load_pack("en"))
    assert [i for s in sentences for i in range(s.first, s.last)] == list(range(len(tokens)))
    for s in sentences:
        assert s.start == tokens[s.first].start
        assert s.end == tokens[s.last - 1].end
        assert text[s.start : s.end] == text[s.start : s.end].strip()
    assert [s.paragraph for s in sentences] == sorted(s.paragraph for s in sentences)


@pytest.mark.parametrize(("kind", "model"), [("segment", SegmentFile), ("furniture", FurnitureFile)])
def test_examples_of_the_pattern_files(kind: str, model: type[SegmentFile] | type[FurnitureFile], pack: Pack) -> None:
    for example in pack.one(kind, model).match:
        assert [piece for what, piece in kinds(example.text, pack) if what != "furniture"] == example.sentences
    for text in pack.one(kind, model).no_match:
        assert [what for what, _ in kinds(text, pack)] in (["prose"], ["heading"])
