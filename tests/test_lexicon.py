"""Phrases and the trie that finds them."""

from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nevextract.lexicon import MAX_EXPANSIONS, Lexicon, PhraseError, expand
from nevextract.tokens import HYPHENS, Token, tokenize


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("exports reached", ["exports reached"]),
        ("export(|s|ed|ing)", ["export", "exported", "exporting", "exports"]),
        ("increase|rise of", ["increase of", "rise of"]),
        ("the? output", ["output", "the output"]),
        ("the? total? output", ["output", "the output", "the total output", "total output"]),
        ("a|the? plant", ["a plant", "plant", "the plant"]),
        ("(up|down)stream maker(|s)", ["downstream maker", "downstream makers", "upstream maker", "upstream makers"]),
        ("facilit(y|ies)(|')", ["facilities", "facilities '", "facility", "facility '"]),
        ("year-on-year", ["year on year"]),
        ("Year On YEAR", ["year on year"]),
        ("city’s", ["city 's"]),
        ("the?", ["the"]),  # what may be missing may still be all there is
        ("of which ?", ["of which ?"]),  # a mark of its own is no sign of the phrase language
        ("y/y", ["y / y"]),
        ("产量", ["产 量"]),
        ("  two   words ", ["two words"]),
    ],
)
def test_expand(phrase: str, expected: list[str]) -> None:
    assert [" ".join(words) for words in expand(phrase)] == expected


@given(st.lists(st.text(st.characters(categories=["L", "Zs", "Pd"]), min_size=1, max_size=8), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_a_phrase_without_marks_of_the_language_is_its_words(parts: list[str]) -> None:
    phrase = " ".join(parts)
    words = [tuple(token.norm for part in phrase.split() for token in tokenize(part) if token.text not in HYPHENS)]
    if words == [()]:
        with pytest.raises(PhraseError):
            expand(phrase)
    else:
        assert expand(phrase) == words


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "no word"),
        ("   ", "no word"),
        ("-", "no word"),
        ("export(s", "brackets"),
        ("exports)", "brackets"),
        ("export((s))", "brackets"),
        ("a|b(c|d)", "either"),
        ("(a|b)c|d", "either"),
        (" ".join(["a|b"] * 13), "more than"),
    ],
)
def test_malformed_phrases(phrase: str, reason: str) -> None:
    with pytest.raises(PhraseError, match=reason):
        expand(phrase)


def test_a_phrase_may_stand_for_just_as_many_sequences() -> None:
    assert len(expand(" ".join(["a|b"] * 12))) == MAX_EXPANSIONS


def found(lexicon: Lexicon[str], text: str) -> list[tuple[str, str]]:
    tokens = tokenize(text)
    return [(text[tokens[h.first].start : tokens[h.last - 1].end], h.value) for h in lexicon.scan(tokens)]


@pytest.mark.parametrize("text", ["year on year", "year-on-year", "Year‑on‐year", "year\non\tyear", "year - on year"])
def test_hyphens_and_white_space_are_the_same(text: str) -> None:
    for phrase in ("year on year", "year-on-year"):
        assert found(Lexicon([(phrase, "yoy")]), f"grew {text} again") == [(text, "yoy")]


@pytest.mark.parametrize("text", ["year, on year", "years on year", "year on", "yearonyear", "year/on/year"])
def test_nothing_else_parts_the_words_of_a_phrase(text: str) -> None:
    assert found(Lexicon([("year on year", "yoy")]), text) == []


def test_a_hit_begins_and_ends_at_a_word() -> None:
    lexicon = Lexicon([("export value", "v")])
    tokens = tokenize("its - export - value - rose")
    assert [(h.first, h.last) for h in lexicon.scan(tokens)] == [(2, 5)]


def test_longest_first_and_none_inside_another() -> None:
    lexicon = Lexicon([("output", "o"), ("output value", "ov"), ("value", "v"), ("output value of cars", "ovc")])
    tokens = tokenize("output value of trucks, value of output")
    assert [h.value for h in lexicon.at(tokens, 0)] == ["ov", "o"]
    assert [h.value for h in lexicon.scan(tokens)] == ["ov", "v", "o"]
    assert lexicon.longest(tokens, 0) == (0, 2, "ov")
    assert lexicon.longest(tokens, 2) is None


def test_several_values_for_one_phrase_each_once() -> None:
    lexicon = Lexicon([("exports", "volume"), ("exports", "value"), ("exports|sales", "volume")])
    assert [v for _, v in found(lexicon, "exports fell")] == ["value", "volume"]


def test_no_phrase_passes_the_limit() -> None:
    lexicon = Lexicon([("output", "o"), ("output value", "ov")])
    tokens = tokenize("output value")
    assert [h.value for h in lexicon.at(tokens, 0, 1)] == ["o"]
    assert lexicon.at(tokens, 1, 1) == []
    assert lexicon.at(tokens, 7) == []


def test_names_are_literal_and_keep_their_case() -> None:
    lexicon = Lexicon.from_names([("Nan", "county"), ("Hua'an", "city"), ("A|B (C)", "odd"), ("-", "nothing")])
    assert found(lexicon, "nan NAN Nan Hua’an A|B (C) A") == [
        ("Nan", "county"),
        ("Hua’an", "city"),
        ("A|B (C)", "odd"),
    ]


def test_an_empty_lexicon_is_false_and_finds_nothing() -> None:
    empty: Lexicon[str] = Lexicon()
    assert not empty
    assert Lexicon([("a", "a")])
    assert found(empty, "a b") == []


def test_a_bad_phrase_stops_the_lexicon() -> None:
    with pytest.raises(PhraseError):
        Lexicon([("fine", 1), ("bro(ken", 2)])


WORDS = st.lists(st.sampled_from(["a", "b", "ab", "7", "产"]), min_size=1, max_size=3)
PIECES = st.lists(
    st.tuples(st.sampled_from(["a", "B", "ab", "7", "产", ",", "-"]), st.sampled_from([" ", "-", "  "])), max_size=14
)


def naive(entries: list[tuple[list[str], int]], tokens: list[Token]) -> set[tuple[int, int, int]]:
    """Every place where the words of an entry stand in a row, hyphens between them left out."""
    hits = set()
    for (words, value), first in product(entries, range(len(tokens))):
        i, rest = first, list(words)
        while rest and i < len(tokens):
            if i > first and tokens[i].text in HYPHENS:
                i += 1
            elif tokens[i].norm == rest[0]:
                i += 1
                rest.pop(0)
            else:
                break
        if not rest:
            hits.add((first, i, value))
    return hits


@settings(max_examples=200)
@given(st.lists(st.tuples(WORDS, st.integers(0, 3)), max_size=5), PIECES)
def test_the_trie_finds_what_a_naive_search_finds(
    entries: list[tuple[list[str], int]], pieces: list[tuple[str, str]]
) -> None:
    tokens = tokenize("".join(word + gap for word, gap in pieces))
    lexicon = Lexicon((" ".join(words), value) for words, value in entries)
    hits = [hit for i in range(len(tokens)) for hit in lexicon.at(tokens, i)]
    assert {tuple(hit) for hit in hits} == naive(entries, tokens)
    assert len(hits) == len(set(hits))
    for i in range(len(tokens)):
        ends = [hit.last for hit in lexicon.at(tokens, i)]
        assert ends == sorted(ends, reverse=True)


@settings(max_examples=100)
@given(st.lists(st.tuples(WORDS, st.integers(0, 3)), max_size=5), PIECES)
def test_a_scan_leaves_out_nothing_but_what_lies_inside(
    entries: list[tuple[list[str], int]], pieces: list[tuple[str, str]]
) -> None:
    tokens = tokenize("".join(word + gap for word, gap in pieces))
    lexicon = Lexicon((" ".join(words), value) for words, value in entries)
    spans = sorted({(h.first, h.last) for h in lexicon.scan(tokens)})
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for first, last, _ in naive(entries, tokens):
        assert any(first < b and a < last for a, b in spans)


@given(st.lists(st.sampled_from(["plant", "output", "of", "the", "-", "car"]), max_size=12), st.data())
def test_starts_leave_out_no_phrase(words: list[str], data: st.DataObject) -> None:
    tokens = tokenize(" ".join(words))
    lexicon = Lexicon([("output of", 1), ("plant", 2), ("car plant", 3)])
    first = data.draw(st.integers(0, len(tokens)))
    stop = data.draw(st.integers(first, len(tokens)))
    starts = lexicon.starts(tokens, first, stop)
    begun = [i for i in range(first, stop) if lexicon.at(tokens, i, stop)]
    assert set(begun) <= set(starts)
    assert lexicon.anywhere(tokens, first, stop) == bool(begun)


def test_a_phrase_may_go_on_behind_the_tokens_it_may_begin_at() -> None:
    tokens = tokenize("the output of cars")
    lexicon = Lexicon([("output of", 1)])
    assert not lexicon.anywhere(tokens, 0, 2)
    assert lexicon.anywhere(tokens, 0, 2, 3)


def test_a_phrase_ends_where_its_last_word_does() -> None:
    tokens = tokenize("the output of cars")
    lexicon = Lexicon([("output of", 1)])
    assert [lexicon.ends_at(tokens, last) for last in range(5)] == [False, False, False, True, False]
    assert not lexicon.ends_at(tokens, 3, 2)


def test_grouped_values_stand_for_the_same_phrases() -> None:
    listed = [("output", 1), ("output of", 2), ("output", 3)]
    lexicon = Lexicon(listed).grouped(tuple)
    tokens = tokenize("output of cars")
    assert lexicon.ends(tokens, 0) == [(1, [(1, 3)]), (2, [(2,)])]
    assert lexicon.ends_at(tokens, 2)
