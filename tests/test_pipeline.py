"""From a text to its document: what goes in beside the text, what is turned down, and what it costs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest

from nevextract import extract
from nevextract.pipeline import Analysis, Extractor

Calls = Callable[[Callable[[], object]], int]

TEXT = (
    "Haoda opens a battery plant\n\n"
    "LUZHOU, May 12, 2023 -- The Haoda base produced 41,000 cars last year, up 9 percent.\n\n"
    "Its car has a range of 620 km. Shares of the maker rose 4.2 percent.\n"
)
CHINESE = "今年前五个月，全市新能源汽车产量达到四万一千辆，同比增长百分之九。产值超过五十亿元。"
EXTRACTOR = Extractor()


def analyse(text: str) -> Analysis:
    return EXTRACTOR.analyse(text)


def test_a_document_says_what_it_was_made_of() -> None:
    document = EXTRACTOR.extract(TEXT, id="news/haoda.txt")
    assert document.id == "news/haoda.txt"
    assert (document.language, document.title) == ("en", "Haoda opens a battery plant")
    assert document.published == date(2023, 5, 12)
    assert [(f.quote, f.metric, f.period_end) for f in document.figures] == [
        ("41,000 cars", "production", date(2022, 12, 31)),
        ("9 percent", "production", date(2022, 12, 31)),
    ]
    assert all(TEXT[f.start : f.end] == f.quote for f in document.figures)
    assert all(f.sentence in TEXT for f in document.figures)


def test_a_text_without_a_pack_of_its_language_gives_a_warning_and_no_figures() -> None:
    document = EXTRACTOR.extract(CHINESE, with_text=True, warnings=["read as gb18030"])
    assert (document.language, document.figures, document.projects, document.suppliers) == ("zh", (), (), ())
    assert document.text == CHINESE
    assert document.warnings == (
        "read as gb18030",
        "no patterns for the language 'zh': the text was read, nothing was extracted",
    )
    assert EXTRACTOR.analyse(CHINESE).rejections == ()


@pytest.mark.parametrize("text", ["", " \n\t\u3000\n", ".", "\u200b", "12", "***", "()", "\ufeff"])
def test_a_text_with_next_to_nothing_in_it(text: str) -> None:
    document = EXTRACTOR.extract(text, with_text=True)
    assert document.figures == ()
    assert document.text == text
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    "text", ["The", "The cars.", "Sales.\n\n\n", "Of 41,000", "percent", "up 9", "\ud800 sold 41 cars."]
)
def test_fragments_do_not_break_it(text: str) -> None:
    document = EXTRACTOR.extract(text)
    assert all(text[f.start : f.end] == f.quote for f in document.figures)


def test_the_text_is_kept_on_request_alone() -> None:
    assert EXTRACTOR.extract(TEXT).text is None
    assert EXTRACTOR.extract(TEXT, with_text=True).text == TEXT
    assert extract(TEXT, with_text=True).text == TEXT


def test_the_digest_is_of_the_text_unless_given() -> None:
    assert EXTRACTOR.extract("Café.").sha256 == hashlib.sha256("Café.".encode()).hexdigest()
    given = hashlib.sha256(b"source").hexdigest()
    assert EXTRACTOR.extract("Café.", sha256=given).sha256 == given


def test_a_date_that_is_given_overrides_that_of_the_text() -> None:
    document = EXTRACTOR.extract(TEXT, published=date(2020, 1, 2))
    assert document.published == date(2020, 1, 2)
    assert {f.period_end for f in document.figures} == {date(2019, 12, 31)}


def test_without_a_date_the_document_warns_and_the_figure_is_flagged() -> None:
    document = EXTRACTOR.extract("The base produced 41,000 cars last year.")
    assert document.published is None
    assert document.figures[0].flags == ("period_unresolved",)
    assert len(document.warnings) == 1
    dated = EXTRACTOR.extract("The base produced 41,000 cars last year.", published=date(2023, 5, 2))
    assert (dated.warnings, dated.figures[0].flags) == ((), ())


def test_warnings_of_the_reader_come_first() -> None:
    document = EXTRACTOR.extract("The base produced 41,000 cars last year.", warnings=["one", "two"])
    assert document.warnings[:2] == ("one", "two")
    assert len(document.warnings) == 3


def test_what_gives_no_figure_is_turned_down_with_a_reason() -> None:
    found = analyse(TEXT)
    rejections = {r.quote: r.reason for r in found.rejections}
    assert "620 km" in rejections
    assert "4.2 percent" in rejections
    assert all(r.reason and TEXT[r.start : r.end] == r.quote for r in found.rejections)
    assert [r.start for r in found.rejections] == sorted(r.start for r in found.rejections)
    taken = {(f.start, f.end) for f in found.document.figures}
    assert not taken & {(r.start, r.end) for r in found.rejections}


@pytest.mark.parametrize(
    ("text", "quote", "reasons"),
    [
        ("The car weighs 1,900 kg.", "1,900 kg", {"no_metric"}),
        ("Shares of the battery maker rose 4.2 percent in 2023.", "4.2 percent", {"not_sure_enough", "no_metric"}),
        ("The base sold 41 cars in May 2023.", "2023", {"year", "date", "period"}),
        ("The 38-year-old engineer sold 41 cars.", "38-year-old", {"age"}),
    ],
)
def test_reasons(text: str, quote: str, reasons: set[str]) -> None:
    found = {r.quote: r.reason for r in analyse(text).rejections}
    assert any(quote in q and r in reasons for q, r in found.items()), found


def test_a_reading_that_was_not_sure_enough_is_named() -> None:
    rejection = next(r for r in analyse(TEXT).rejections if r.quote == "4.2 percent")
    if rejection.reason == "not_sure_enough":
        assert rejection.detail
        assert "/" in rejection.detail


def test_every_number_is_a_figure_or_is_turned_down() -> None:
    text = "In 2023 the base sold 41,000 cars, up 9 percent, at 129,900 yuan each; the car does 620 km with 150 kW."
    found = analyse(text)
    spans = [(f.start, f.end) for f in found.document.figures] + [(r.start, r.end) for r in found.rejections]
    for number in ("2023", "41,000", "9", "129,900", "620", "150"):
        at = text.index(f" {number} ") + 1
        assert any(a <= at < b for a, b in spans), number


def test_analysis_has_tokens_and_sentences_of_the_text() -> None:
    found = analyse(TEXT)
    assert [TEXT[t.start : t.end] for t in found.tokens] == [t.text for t in found.tokens]
    assert TEXT[found.sentences[0].start : found.sentences[0].end] == "Haoda opens a battery plant"
    assert found.document == EXTRACTOR.extract(TEXT)


def test_many_texts_keep_their_order_and_do_not_touch_each_other() -> None:
    texts = [TEXT, "", CHINESE, TEXT.replace("41,000", "42,000")]
    documents = list(EXTRACTOR.pipe(iter(texts)))
    assert [d.id for d in documents] == ["0", "1", "2", "3"]
    assert [d.language for d in documents[::3]] == ["en", "en"]
    assert documents[0].figures == EXTRACTOR.extract(TEXT).figures
    assert documents[3].figures[0].value == 42000


def test_the_same_text_gives_the_same_document() -> None:
    assert Extractor().extract(TEXT).model_dump_json() == EXTRACTOR.extract(TEXT).model_dump_json()


REPORT = (
    "In {0} May 2023 the base at Haoda sold {1} cars, up {2}.5 percent, and its output value reached {1} million yuan. "
)
SHAPES = {
    "paragraphs": lambda n: "\n\n".join(REPORT.format("", 4100 + i, i % 90) for i in range(n)),
    "one line": lambda n: "".join(REPORT.format("", 4100 + i, i % 90) for i in range(n)),
    "the same again": lambda n: "\n\n".join([REPORT.format("", 4100, 9)] * n),
    "one sentence": lambda n: (
        "The base sold " + ", ".join(f"{100 + i} cars in district {i}" for i in range(2 * n)) + "."
    ),
    "a list of numbers": lambda n: "Sales were " + ", ".join(str(1000 + i) for i in range(4 * n)) + " cars.",
    "a list of names": lambda n: "Output, " * n + "and sales were 41 cars.",
    "brackets": lambda n: "Sales (" * n + "41 cars" + ")" * n + " rose.",
    "one metric, far apart": lambda n: "Sales of the " + "very " * (20 * n) + "new car were 4,100.",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_cost_grows_with_the_length_of_the_text(shape: str, calls: Calls) -> None:
    small, large = (calls(partial(EXTRACTOR.extract, SHAPES[shape](n))) for n in (30, 120))
    assert large < 4 * small * 1.35, f"four times the text takes {large / small:.1f} times the calls"


def test_the_cost_grows_with_the_length_of_one_sentence_full_of_years(calls: Calls) -> None:
    # Every figure is held against every period of its sentence; a sentence is cut at 3,000 characters.
    def dated(count: int) -> int:
        text = "The base sold " + ", ".join(f"{100 + i} cars in {1990 + i % 40}" for i in range(count)) + "."
        return calls(lambda: EXTRACTOR.extract(text))

    small, large = dated(250), dated(1000)
    assert large < 4 * small * 1.35, f"four times the text takes {large / small:.1f} times the calls"
