"""The headline and the date of publication."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.patterns import load_pack
from nevextract.patterns.segmenting import MetadataFile
from nevextract.read.metadata import Metadata, metadata
from nevextract.tokens import tokenize

BODY = "\n\nThe plant in Tellwood made 300 buses in May, and on June 1, 2019 it opened a second line for 200 more.\n"


def read(text: str) -> Metadata:
    return metadata(text, tokenize(text), load_pack("en"))


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Harbour sells more\n\n2024-03-05 09:12 Source: Hill Daily", "2024-03-05"),
        ("Harbour sells more\n\nSource: Hill Daily 2024-03-05 09:12:33", "2024-03-05"),
        (" date 2021-01-02 Ridge sells 300 buses", "2021-01-02"),
        ("Ridge sells 300 buses\n\nUpdated: Jun 8, 2021 english.example.cn Print", "2021-06-08"),
        ("Ridge sells 300 buses\n( example.com )    Updated : 2021-01-03    Print | Share", "2021-01-03"),
        ("Ridge sells 300 buses\nPublished: 2021-08-08 10:02 | Editor: Ann", "2021-08-08"),
        ("Ridge sells 300 buses\nAuthor:LeeDate:2021-8-22", "2021-08-22"),
        ("Ridge sells 300 buses\n Date:2021-10-18 13:16:55    Hits:286", "2021-10-18"),
        ("Ridge sells 300 buses\n发布日期:2021-09-06 浏览次数:217", "2021-09-06"),
        ("한국 | 기사입력 2021/09/03 [17:33]\n\nRidge sells 300 buses", "2021-09-03"),
        ("Ridge sells 300 buses\n\nOct 3, 2021 13:05 GMT+8", "2021-10-03"),
        ("Ridge sells 300 buses\n\n2021-07-30    RD.gov", "2021-07-30"),
        ("HOME > News\n11 Jul2021\nRidge sells 300 buses", "2021-07-11"),
        ("Ridge sells 300 buses\n\n(Xinhua) 15:26, August 20, 2021", "2021-08-20"),
        ("example.cn| Updated: January 16, 2021 L M S\nRidge sells 300 buses", "2021-01-16"),
        ("Ridge sells 300 buses\nUpdated 10:02, Thursday, June 10, 2021", "2021-06-10"),
        ("Posted on March 4, 2021 by admin\nRidge sells 300 buses", "2021-03-04"),
        ("TELLWOOD, Ridgeland, Nov. 20, 2021 /PRNewswire/ -- Ridge sold 300 buses.", "2021-11-20"),
        ("TELLWOOD, Nov. 20, 2021 -- Ridge sold 300 buses.", "2021-11-20"),
        ("Published: 2021-03-02\nUpdated: 2021-03-09\nRidge sells 300 buses", "2021-03-02"),
        ("Ridge sells 300 buses\nTellwood Evening Herald, November 3, 2021", "2021-11-03"),
        ("2021-08-20 09:41:07 From ridge.cn\nRidge sells 300 buses", "2021-08-20"),
        ("TELLWOOD, Ridgeland, Oct. 6, 2021 /RidgeFeed/ -- Ridge sold 300 buses.", "2021-10-06"),
        ("Ridge sells 300 buses\n\nRNA | Tellwood | Nov 5, 2021 04:12 PM IST", "2021-11-05"),
        ("Ridge sells 300 buses\n\nHerald ICT | 07/31 2021 | Views 43", "2021-07-31"),
        ("Ridge sells 300 buses\n\n5 November 2021 10:15 CET - by Ann Lee - 4 min read", "2021-11-05"),
        ("Ridge sells 300 buses\n\nBy RNA | 07/06/2021 - 11:40", "2021-06-07"),
        ("Ridge sells 300 buses\n\nBy RNA | 07.09.2021 - 11:40\n\nOn Monday, July 5, buses were sold.", "2021-07-09"),
        # a dateline is what counts where the page has a later stamp
        ("Published: 2022-03-02\n\nTELLWOOD, Nov. 20, 2021 /PRNewswire/ -- Ridge sold buses.", "2021-11-20"),
        ("Published: 2022-03-02\n\nTELLWOOD, Nov. 20 (Xinhua) -- Ridge sold buses.", "2021-11-20"),
        # printed a day after it was written, not reprinted
        ("(Xinhua) 08:42, July 13, 2021\n\nTELLWOOD, July 12 (Xinhua) -- Ridge sold buses.", "2021-07-13"),
    ],
)
def test_published(head: str, published: str) -> None:
    found = read(head + BODY)
    assert found.published is not None
    assert found.published.isoformat() == published


@pytest.mark.parametrize(
    "text",
    [
        "Ridge sells 300 buses",
        "Ridge sells 300 buses\n\nDuring a briefing on December 28, 2021, Ridge spoke of 300 buses.",
        "Ridge sells 300 buses\n\nA bus in a yard, June 5, 2021. (File photo)",
        "Ridge sells 300 buses\nPublishtime:1970-01-01 08:00:00 Views:31",
        "Ridge sells 300 buses\n\nCopyright © 2021 Tellwood Herald",
        "Ridge, Tellwood, September 3 (Reporter Ann Lee) Ridge sold 300 buses.",
        "TELLWOOD, July 12 (Xinhua) -- Ridge sold 300 buses.",
        "Wuld, October 17, 2021, afternoon, Hall 3: Ridge spoke of 300 buses.",
        "Ridge sells 300 buses\nUpdated: 2021-13-45",
        "Ridge sells 300 buses\nThe hall in Tellwood, November 3, 2021",
        "Ridge sells 300 buses\nRidge sold in a day 300 buses, 31/12/2021",
        "The report was updated June 8, 2021 and names 300 buses.",
    ],
)
def test_not_published(text: str) -> None:
    assert read(text + BODY).published is None


def test_dateline_without_a_year() -> None:
    assert read("TELLWOOD, July 12 (Xinhua) -- Ridge sold 300 buses.").dateline == (7, 12)
    assert read("Ridge, Tellwood, September 3 (Reporter Ann Lee) Ridge sold buses.").dateline == (9, 3)
    assert read("On July 12 (a Monday) Ridge sold buses.").dateline is None


def test_the_date_stands_where_it_says() -> None:
    text = "Ridge sells 300 buses\nUpdated: Jun 8, 2021\n"
    span = read(text).published_span
    assert span is not None
    assert text[slice(*span)] == "Jun 8, 2021"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Ridge sells 300 buses in May", "Ridge sells 300 buses in May"),
        (" date 2021-01-02 Ridge sells 300 buses", "Ridge sells 300 buses"),
        ("Home > News\nNews\n\nRidge sells 300 buses in May", "Ridge sells 300 buses in May"),
        ("Position: Home > News 32\n\nRidge sells 300 buses in May", "Ridge sells 300 buses in May"),
        ("Tellwood, Ridgeland\n\nRidge sells 300 buses in May", "Ridge sells 300 buses in May"),
        ("govt.example.cn\n\nIndustries\n\nRidge sells buses", "Ridge sells buses"),
        ("Home » News » Ridge sells 300 buses in the month of May", "Ridge sells 300 buses in the month of May"),
        ("300 buses! Ridge shows what it can", "300 buses! Ridge shows what it can"),
        ("Who sells the most buses of all?", "Who sells the most buses of all?"),
        ("Original title: Ridge sells 300 buses in May", "Ridge sells 300 buses in May"),
        ("Home > News", None),
        ("", None),
    ],
)
def test_title(head: str, title: str | None) -> None:
    assert read(head + BODY).title == title


def test_examples_of_the_pattern_file() -> None:
    spec = load_pack("en").one("metadata", MetadataFile)
    for example in spec.match:
        found = read(example.text).published
        assert (found.isoformat() if found else None) == example.published
    for text in spec.no_match:
        assert read(text).published is None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["Updated: ", "date ", "(Xinhua) ", "Date:2021-8-22", "June 5, 2021 "]))
def test_any_text_can_be_read(text: str, piece: str) -> None:
    for order in (piece + text, text + "\n" + piece):
        read(order)
