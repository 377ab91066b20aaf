"""The benchmark's articles: the same for a seed, no two alike, with figures in as many sentences as news has."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import texts

SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
ARTICLES = list(texts.articles(300))


def sentences(kind: str | None = None) -> list[str]:
    found = (part for a in ARTICLES if kind in (None, a.kind) for part in SENTENCES.split(a.text))
    return [part for part in found if len(part.split()) > 2]


def with_figures(found: list[str]) -> float:
    return sum(bool(re.search(r"\d", each)) for each in found) / len(found)


def test_an_article_depends_on_its_number_and_the_seed_alone() -> None:
    assert list(texts.articles(5, first=100)) == ARTICLES[100:105]
    assert texts.article(3, seed=21).text != ARTICLES[3].text


def test_no_other_process_writes_other_articles(tmp_path: Path) -> None:
    command = [sys.executable, texts.__file__, str(tmp_path), "--number", "20"]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONHASHSEED": "7"})
    assert (tmp_path / "000" / "000019.txt").read_text("utf-8") == ARTICLES[19].text


def test_no_document_is_repeated_and_hardly_a_sentence() -> None:
    found = sentences()
    assert len({a.text for a in ARTICLES}) == len(ARTICLES)
    assert len(set(found)) > 0.98 * len(found)


def test_words_are_as_varied_as_in_news() -> None:
    """Some 24 to 31 different words in 100 of 11,000 in news of the industry."""
    words = re.findall(r"\w+", " ".join(a.text for a in ARTICLES))[:11_000]
    assert 0.2 < len(set(words)) / len(words) < 0.32


def test_figures_stand_in_a_third_to_a_half_of_the_sentences_and_in_more_of_business_pages() -> None:
    news = with_figures(sentences("news"))
    assert 0.33 < news < 0.5
    assert with_figures(sentences("official")) > news
    assert with_figures(sentences("results")) > news
    assert with_figures(sentences("feature")) < news


def test_no_template_is_left_unfilled() -> None:
    assert [a.id for a in ARTICLES if re.search(r"[<{]\w+[>}]", a.text)] == []


def test_a_name_comes_back_within_its_article() -> None:
    """What is done for each name must not be done once for each sentence in the benchmark alone."""
    capitals = [re.findall(r"\b[A-Z][a-z]{4,}\b", a.text) for a in ARTICLES]
    again = sum(len(found) - len(set(found)) for found in capitals)
    assert again > 0.3 * sum(map(len, capitals))


def test_lengths_are_those_of_articles() -> None:
    lengths = sorted(len(a.text.encode()) for a in ARTICLES)
    assert 1_500 < lengths[150] < 3_500
    assert lengths[0] > 400
    assert lengths[-1] < 20_000


def test_a_long_text_has_the_length_asked_for_and_does_not_repeat_itself() -> None:
    text = texts.long_text(200_000)
    assert len(text.encode()) == 200_000
    paragraphs = [part for part in text.split("\n") if len(part) > 60]
    assert len(set(paragraphs)) > 0.99 * len(paragraphs)


def test_files_and_lines_hold_the_same_articles(tmp_path: Path) -> None:
    texts.write_files(tmp_path / "files", texts.articles(3))
    texts.write_lines(tmp_path / "all.jsonl", texts.articles(3))
    assert (tmp_path / "files" / "000" / "000002.txt").read_text("utf-8") == ARTICLES[2].text
    assert len((tmp_path / "all.jsonl").read_text("utf-8").splitlines()) == 3
