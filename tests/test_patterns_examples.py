"""Every example of every pattern file holds, each text read under all patterns: one test a file."""

from __future__ import annotations

from functools import cache

import pytest

from nevextract.patterns.base import PatternFile
from nevextract.patterns_check import Checked, check_patterns
from nevextract.patterns_index import packs_of, pattern_files, rule_of

FILES = [rule_of(item) for _, item in pattern_files(packs_of(None)) if isinstance(item.spec, PatternFile)]


@cache
def checked() -> dict[str, Checked]:
    return {rule_of(result.item): result for result in check_patterns()}


@pytest.mark.parametrize("rule", FILES)
def test_examples_hold(rule: str) -> None:
    result = checked()[rule]
    assert [f"{problem}: {problem.text}" for problem in result.problems] == []
    assert result.examples >= 2, "a file has a text that must match and one that must not"


def test_every_file_with_an_id_is_checked() -> None:
    assert sorted(checked()) == sorted(FILES)
    assert len(FILES) >= 70
