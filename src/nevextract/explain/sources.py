"""Where a rule stands: the file and line of the phrase that made a find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from nevextract.find.cues import NEGATIVE, Cue
from nevextract.lexicon import Lexicon, PhraseError
from nevextract.patterns import Pack
from nevextract.patterns.pack import Loaded
from nevextract.patterns_index import rule_of, source_of
from nevextract.tokens import NUMBER, Token

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_EXAMPLES = frozenset({"id", "title", "source", "match", "no_match"})
_UNITS, _PERIODS = "unit_words", "periods"


class _Entry(NamedTuple):
    """A word or phrase of a pattern file: the keys that lead to it, and its line; `is_key`: it is the last of them."""

    keys: tuple[str, ...]
    text: str
    line: int
    is_key: bool = False


class Sources:
    """The places of a pack's rules. `extra` are the folders that the pack was loaded with, after ours."""

    def __init__(self, pack: Pack, extra: Sequence[Path] = ()) -> None:
        self._extra = tuple(extra)
        self._by_rule = {rule_of(item): item for items in pack.files.values() for item in items}
        self._units = pack.files.get(_UNITS, ())
        self._periods = pack.files.get(_PERIODS, ())
        self._known: dict[tuple[str, ...], str | None] = {}
        "what was looked up before, by rule and words: texts say the same words again and again"

    def of_cue(self, cue: Cue, tokens: Sequence[Token]) -> str | None:
        """`patterns/en/metrics/exports.yml:12`: the phrase of the cue's side that its words match."""
        key = ("cue", cue.rule, cue.side, *(t.norm for t in tokens[cue.first : cue.last]))
        if key not in self._known:
            self._known[key] = self._cue(cue, tokens)
        return self._known[key]

    def _cue(self, cue: Cue, tokens: Sequence[Token]) -> str | None:
        item = self._by_rule.get(cue.rule.removesuffix(NEGATIVE))
        if item is None:
            return None
        side = "negative" if cue.rule.endswith(NEGATIVE) else cue.side
        found = [e for e in self._entries(item) if not e.is_key and _matches(e.text, tokens, cue.first, cue.last)]
        found.sort(key=lambda e: (side not in e.keys, e.line))
        return f"{item.shown}:{found[0].line}" if found else item.shown

    def of_rule(self, rule: str) -> str | None:
        """The file of a rule named by its path ("en/metrics/exports") or, with a part of it, by its id
        ("organisations.company")."""
        if ("rule", rule) not in self._known:
            self._known["rule", rule] = self._rule(rule)
        return self._known["rule", rule]

    def _rule(self, rule: str) -> str | None:
        item = self._by_rule.get(rule.removesuffix(NEGATIVE))
        if item is None:
            stem = rule.split(".", 1)[0]
            named = sorted((name.count("/"), name) for name in self._by_rule if name.rsplit("/", 1)[-1] == stem)
            item = self._by_rule[named[0][1]] if named else None
        return None if item is None else item.shown

    def of_period(self, rule: str) -> str | None:
        """The line of a rule of `periods.yml`."""
        if ("period", rule) not in self._known:
            self._known["period", rule] = self._period(rule)
        return self._known["period", rule]

    def _period(self, rule: str) -> str | None:
        for item in self._periods:
            for entry in self._entries(item):
                if entry.keys[:2] == ("rules", rule):
                    return f"{item.shown}:{entry.line}"
        return None

    def of_unit(self, unit: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
        """The line of the longest word for a unit that stands in tokens [first, last)."""
        key = ("unit", unit, *(t.norm for t in tokens[first:last] if t.kind != NUMBER))
        if key not in self._known:
            self._known[key] = self._unit(unit, tokens, first, last)
        return self._known[key]

    def _unit(self, unit: str, tokens: Sequence[Token], first: int, last: int) -> str | None:
        best: tuple[int, str] | None = None
        for item in self._units:
            for entry in self._entries(item):
                if entry.is_key or unit not in entry.keys:
                    continue
                size = max((_length(entry.text, tokens, i, last) for i in range(first, last)), default=0)
                if size and (best is None or size > best[0]):
                    best = (size, f"{item.shown}:{entry.line}")
        return best[1] if best else None

    def _entries(self, item: Loaded) -> tuple[_Entry, ...]:
        return _entries(source_of(item, self._extra))


@lru_cache(maxsize=128)
def _entries(source: str) -> tuple[_Entry, ...]:
    return tuple(_walk(yaml.compose(source, Loader=_Loader), ()))


def _walk(node: Any, keys: tuple[str, ...]) -> Iterator[_Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if not keys and key.value in _EXAMPLES:
                continue
            inner = (*keys, str(key.value))
            yield _Entry(inner, str(key.value), key.start_mark.line + 1, is_key=True)
            yield from _walk(value, inner)
    elif isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _walk(child, keys)
    elif isinstance(node, yaml.ScalarNode):
        yield _Entry(keys, str(node.value), node.start_mark.line + 1)


@lru_cache(maxsize=8192)
def _lexicon(phrase: str) -> Lexicon[bool]:
    try:
        return Lexicon([(phrase, True)])
    except PhraseError:  # a number, a name: no phrase, so it matches nothing
        return Lexicon()


def _matches(phrase: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    return any(hit.last == last for hit in _lexicon(phrase).at(tokens, first, last))


def _length(phrase: str, tokens: Sequence[Token], first: int, last: int) -> int:
    hit = _lexicon(phrase).longest(tokens, first, last)
    return hit.last - hit.first if hit else 0
