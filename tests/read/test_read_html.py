"""HTML to text."""

from __future__ import annotations

from datetime import date

import pytest

from nevextract.errors import ReadError
from nevextract.read.extract import extract
from nevextract.read.origin import Extract

SENTENCE = (
    "The bus maker of Tellwood delivered 4,100 coaches to Lindhaven in the first half of 2023, its own report says."
)


def page(body: str, head: str = "") -> Extract:
    return extract(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html")


def test_blocks_are_parted_and_words_are_not() -> None:
    found = page(f"<p>{SENTENCE}</p><p>Out<b>put</b> rose\n to <i>1.2</i> GWh.<br>Exports fell.</p>")
    assert found.text == f"{SENTENCE}\n\nOutput rose to 1.2 GWh.\nExports fell.\n"


def test_lists_and_tables_are_lines() -> None:
    table = "<table><tr><th>Month</th><th>Cars</th></tr><tr><td>May\n2023</td><td>4,100</td></tr></table>"
    found = page(
        f"<article><p>{SENTENCE}</p>{table}<ul><li>One plant</li><li>Two ports</li></ul><p>{SENTENCE}</p></article>"
    )
    assert "\n\nMonth | Cars\nMay 2023 | 4,100\n\n- One plant\n- Two ports\n\n" in found.text


def test_the_whole_page_where_no_main_text_is_found() -> None:
    found = page("<nav>Home 12 cars</nav><p>Ridge sold 5 cars.</p><footer>900 shops</footer>")
    assert found.text == "Ridge sold 5 cars.\n"


def test_a_table_that_lays_out_the_page_is_read_as_text() -> None:
    long = " ".join([SENTENCE] * 4)
    found = page(f"<table><tr><td>menu</td><td><p>{long}</p><p>Second.</p></td></tr></table>")
    assert long in found.text
    assert "|" not in found.text


def test_what_is_not_shown_is_not_read() -> None:
    hidden = '<p style="display: none">9,999 cars</p><template>8,888 cars</template><p hidden>7,777 cars</p>'
    found = page(f"<script>var cars = 6666</script>{hidden}<p>{SENTENCE}</p><!-- 5,555 cars -->")
    assert found.text == f"{SENTENCE}\n"


def test_headline_and_date_come_from_the_metadata() -> None:
    head = '<meta property="og:title" content="Coaches for Lindhaven"><meta name="pubdate" content="2023-07-09">'
    found = page(f"<p>{SENTENCE}</p><p>{SENTENCE.replace('4,100', '900')}</p>", head)
    assert found.text.startswith("Coaches for Lindhaven\n\n")
    assert found.origin.title == "Coaches for Lindhaven"
    assert found.origin.published == date(2023, 7, 9)


def test_dates_of_other_articles_are_not_taken() -> None:
    links = "".join(f"<li>2024-0{n}-01 <a href=/{n}>The plant sells more of its coaches</a></li>" for n in range(1, 6))
    assert page(f"<article><p>{SENTENCE}</p><p>{SENTENCE}</p></article><ul>{links}</ul>").origin.published is None


def test_a_headline_stands_once() -> None:
    found = page(f"<article><h1>Coaches for  Lindhaven</h1><p>{SENTENCE}</p><p>{SENTENCE * 3}</p></article>")
    assert found.text.count("Coaches for Lindhaven") == 1


def test_captions_are_kept_and_marked() -> None:
    figure = "<figure><img src=x><figcaption>Crews load 60 coaches.</figcaption></figure>"
    old = '<div class="wp-caption-text">A hall for 80 coaches.</div>'
    found = page(f"<article><p>{SENTENCE}</p>{figure}<p>{SENTENCE * 2}</p>{old}<p>The end of it all.</p></article>")
    said = [found.text[a:b] for a, b in found.origin.captions]
    assert said == ["Crews load 60 coaches.", "A hall for 80 coaches."]


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("utf-8", "gb2312"), ("gb18030", "gb2312"), ("big5", "big5"), ("cp1252", "iso-8859-1"), ("utf-16", "utf-8")],
)
def test_the_encoding_is_the_one_that_the_bytes_are_in(encoding: str, charset: str) -> None:
    name = "Lindhaven – Zoë" if encoding == "cp1252" else "新能源汽車產量" if encoding == "big5" else "新能源汽车产量"
    markup = f'<html><head><meta charset="{charset}"></head><body><p>{name}: {SENTENCE}</p></body></html>'
    assert extract(markup.encode(encoding), "a.html").text == f"{name}: {SENTENCE}\n"


def test_a_page_is_known_by_its_content() -> None:
    markup = f"\n<!-- saved --><html><body><p>{SENTENCE}</p></body></html>".encode()
    assert extract(markup, "page.txt").text == f"{SENTENCE}\n"
    assert extract(SENTENCE.encode(), "page.html").text == SENTENCE


@pytest.mark.parametrize("name", ["a.html", "b.HTM", "n.zip!c.xhtml"])
def test_a_piece_of_a_page_is_known_by_its_ending(name: str) -> None:
    assert extract(b"It sold <b>4,100</b>&nbsp;cars.", name).text.split("\n")[0] == "It sold 4,100\u00a0cars."
    assert extract(b"Sales < 4,100 cars, margin > 3%.", name).text == "Sales < 4,100 cars, margin > 3%."


def test_nesting_too_deep_is_refused() -> None:
    with pytest.raises(ReadError) as caught:
        page("<div>" * 5000 + SENTENCE)
    assert caught.value.kind == "too_deep"
    assert "a.html" in str(caught.value)


def test_pieces_without_end() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 11_000_000}">'
    assert page(f"{picture}<p>{SENTENCE}</p>").text == f"{SENTENCE}\n"
    with pytest.raises(ReadError) as caught:
        page(f"<p>{'x ' * 6_000_000}</p>")
    assert caught.value.kind == "too_large"


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>1,000 cars</script>"])
def test_a_page_without_text(body: str) -> None:
    with pytest.raises(ReadError) as caught:
        page(body)
    assert caught.value.kind == "empty"


@pytest.mark.parametrize("sign", ["&#1;", "&#x1f;", "&#xfffe;", "&#xd800;", "&#0;", "\x01"])
def test_characters_that_a_tree_does_not_take(sign: str) -> None:
    figure = f"<figure><figcaption>Crews load {sign} coaches.</figcaption></figure>{sign}"
    found = page(f"<article><p>{SENTENCE}</p>{figure}<nav>x</nav>{sign} and more of it<p>{SENTENCE * 3}</p></article>")
    assert SENTENCE in found.text
    assert len(found.origin.captions) == 1


def test_entities_are_not_resolved_from_elsewhere() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "1,000 cars"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = extract(f"{bomb}<html><body><p>{SENTENCE} &b; &f;</p></body></html>".encode(), "a.html")
    assert "1,000" not in found.text.partition("says.")[2]
    assert "root:" not in found.text


PARAGRAPHS = "".join(
    f"<p>In May {year} the plant made 4,{year} coaches, its owner said in a report.</p>" for year in (2021, 2022, 2023)
)
LINKS = "".join(f'<li><a href="/{n}">Sales reach 55,555 units in month {n}</a></li>' for n in range(5))


@pytest.mark.parametrize(
    "around",
    [
        "<div class=right><h3>Hot news</h3><ul>%s</ul></div>",
        "<ul>%s</ul>",
        "<table><tr><td><ol>%s</ol></td></tr></table>",
    ],
)
@pytest.mark.parametrize("form", ["<article>%s</article>", "<table><tr><td>%s</td></tr></table>", "<div>%s</div>"])
def test_lists_of_links_are_no_text(around: str, form: str) -> None:
    links = around % LINKS
    found = page(links + form % PARAGRAPHS + links)
    assert "55,555" not in found.text
    assert [f"4,{year}" in found.text for year in (2021, 2022, 2023)] == [True] * 3


def test_a_text_with_links_in_it_stays() -> None:
    linked = PARAGRAPHS.replace("the plant", "<a href=/p>the plant</a>").replace("coaches", "<a href=/c>coaches</a>")
    assert page(f"<div>{linked}</div>").text == page(f"<div>{PARAGRAPHS}</div>").text


def test_a_page_of_links_alone_is_read() -> None:
    assert page(f"<ul>{LINKS}</ul>").text.count("55,555") == 5
