"""Rules that write text: a small context-free grammar with labelled rules, read from text files.

A file holds sections. `= name` or `= name LABEL` begins one; each line below is one way to write it, `3*` before a
line makes it three times as likely, `#` begins a comment line. In a line `{rule}` is what that rule writes and `[a|b|]`
one of the alternatives. A rule with a label makes a name; inside it no other names are made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from spans import Example, Span

WEIGHT = re.compile(r"(\d+)\* ?")
Terminal = Callable[[Random], str]


class GrammarError(Exception):
    """A grammar file names a rule that there is not, or has unbalanced brackets."""


@dataclass(frozen=True, slots=True)
class Slot:
    """`{name}`: what the rule of that name writes."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """`[a|b]`: one of several sequences."""

    ways: tuple[Sequence, ...]


Sequence = tuple["str | Slot | Choice", ...]


@dataclass(slots=True)
class Rule:
    """The ways to write something, each as often in the list as it is likely, and the label of what is written."""

    label: str | None
    ways: list[Sequence]


def parse(line: str) -> Sequence:
    """The parts of one line of a grammar. Raises `GrammarError` where brackets do not match."""
    parts, at = _parse(line, 0, "")
    if at != len(line):
        raise GrammarError(f"a bracket too many: {line}")
    return parts


def _parse(line: str, at: int, stop: str) -> tuple[Sequence, int]:
    parts: list[str | Slot | Choice] = []
    plain = ""
    while at < len(line) and not (stop and line[at] in stop):
        mark = line[at]
        if mark not in "{[":
            plain += mark
            at += 1
            continue
        if plain:
            parts.append(plain)
            plain = ""
        if mark == "{":
            end = line.find("}", at)
            if end < 0:
                raise GrammarError(f"an open bracket: {line}")
            parts.append(Slot(line[at + 1 : end]))
            at = end + 1
            continue
        ways = []
        while True:
            way, at = _parse(line, at + 1, "|]")
            ways.append(way)
            if at >= len(line):
                raise GrammarError(f"an open bracket: {line}")
            if line[at] == "]":
                break
        parts.append(Choice(tuple(ways)))
        at += 1
    if plain:
        parts.append(plain)
    return tuple(parts), at


def read_rules(paths: Iterable[Path]) -> dict[str, Rule]:
    """The rules of grammar files; a section that stands twice goes on."""
    rules: dict[str, Rule] = {}
    current: Rule | None = None
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip() or line.startswith("#"):
                continue
            if line.startswith("= "):
                name, *label = line[2:].split()
                current = rules.setdefault(name, Rule(label[0] if label else None, []))
                continue
            if current is None:
                raise GrammarError(f"{path}: a line before the first section: {line}")
            found = WEIGHT.match(line)
            times, text = (int(found[1]), line[found.end() :]) if found else (1, line)
            current.ways.extend([parse(text)] * times)
    return rules


class Writer:
    """Writes examples by rules and terminals (functions that write what no list can hold)."""

    def __init__(self, rules: Mapping[str, Rule], terminals: Mapping[str, Terminal]) -> None:
        self.rules = rules
        self._terminals = terminals
        for name, rule in rules.items():
            for way in rule.ways:
                self._check(name, way)

    def _check(self, name: str, way: Sequence) -> None:
        for part in way:
            if isinstance(part, Slot) and part.name not in self.rules and part.name not in self._terminals:
                raise GrammarError(f"{name}: there is no rule {part.name}")
            if isinstance(part, Choice):
                for each in part.ways:
                    self._check(name, each)

    def write(self, way: Sequence, random: Random) -> Example:
        """One text that `way` may write."""
        pieces: list[tuple[str, str | None]] = []
        self._expand(way, None, random, pieces)
        text = ""
        spans: list[Span] = []
        for piece, label in pieces:
            if label is not None and piece:
                spans.append(Span(len(text), len(text) + len(piece), label))
            text += piece
        return Example(text, tuple(spans))

    def _expand(self, way: Sequence, inside: str | None, random: Random, out: list[tuple[str, str | None]]) -> None:
        for part in way:
            if isinstance(part, str):
                out.append((part, None))
            elif isinstance(part, Choice):
                self._expand(random.choice(part.ways), inside, random, out)
            else:
                self._slot(part.name, inside, random, out)

    def _slot(self, name: str, inside: str | None, random: Random, out: list[tuple[str, str | None]]) -> None:
        rule = self.rules.get(name)
        if rule is None:
            out.append((self._terminals[name](random), None))
            return
        way = random.choice(rule.ways)
        if rule.label is None or inside is not None:
            self._expand(way, inside, random, out)
            return
        pieces: list[tuple[str, str | None]] = []
        self._expand(way, rule.label, random, pieces)
        out.append(("".join(piece for piece, _ in pieces), rule.label))
