"""Run the examples of pattern files: every text under all patterns, what must be found and what must not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from nevextract.patterns import Pack
from nevextract.patterns.base import Example, PatternFile
from nevextract.patterns.general import GeneralWords
from nevextract.patterns.load import line_of
from nevextract.patterns.names import AliasFile
from nevextract.patterns.pack import Loaded
from nevextract.patterns.units import UnitWords
from nevextract.patterns_index import packs_of, pattern_files, rule_of, source_of
from nevextract.patterns_seen import Seen
from nevextract.pipeline import Extractor
from nevextract.read.lines import FURNITURE

GENERAL = "general"
NULLS = frozenset({"null", "~", ""})
ENTITIES = ("figures", "projects", "suppliers")
LISTS = (*ENTITIES, "quantities", "periods", "places", "organisations", "sentences")


@dataclass(frozen=True, slots=True)
class Problem:
    """An example that does not hold. `str()` reads "file:line: rule: reason"."""

    shown: str
    line: int | None
    rule: str
    reason: str
    text: str

    def __str__(self) -> str:
        where = f"{self.shown}:{self.line}" if self.line else self.shown
        return f"{where}: {self.rule}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Checked:
    """One file after its check: `examples` texts were run; `problems` is what did not hold."""

    item: Loaded
    examples: int
    problems: tuple[Problem, ...]


def check_patterns(
    language: str | None = None, extra: Sequence[Path] = (), ids: Sequence[str] = ()
) -> Iterator[Checked]:
    """Check the pattern files of a language (None: of all), or those of the ids alone.

    Raises `PatternError` where a file is broken.
    """
    extractor = Extractor(patterns=tuple(extra))
    for pack, item in pattern_files(packs_of(language, extra)):
        named = not ids or item.id in ids or rule_of(item) in ids
        if named and isinstance(item.spec, PatternFile):
            yield _check(item, item.spec, pack, extractor, source_of(item, extra))


def _check(item: Loaded, spec: PatternFile, pack: Pack, extractor: Extractor, source: str) -> Checked:
    problems = []

    def problem(key: str, index: int, reason: str, text: str) -> None:
        problems.append(Problem(item.shown, line_of(source, (key, index)), item.id, reason, text))

    for index, example in enumerate(spec.match):
        for reason in _unmet(example, item, pack, extractor):
            problem("match", index, reason, example.text)
    for index, text in enumerate(spec.no_match):
        found = UNWANTED.get(item.kind, _by_rule)(item, Seen(text, pack, extractor, general=_general(item)))
        if found:
            problem("no_match", index, f"must find nothing but finds {found}", text)
    return Checked(item, len(spec.match) + len(spec.no_match), tuple(problems))


def _unmet(example: Example, item: Loaded, pack: Pack, extractor: Extractor) -> Iterator[str]:
    """What an example asks for that is not found, or found otherwise."""
    try:
        published = date.fromisoformat(example.published) if example.published else None
    except ValueError:
        yield f"published is no date: {example.published!r}"
        return
    if item.kind == "metadata":  # here the date is what is looked for
        found = Seen(example.text, pack, extractor).document.published
        if found != published:
            yield f"published: wanted {published}, found {found}"
        return
    seen = Seen(example.text, pack, extractor, published, general=_general(item))
    for name in LISTS:
        wanted = getattr(example, name)
        if wanted is not None:
            got = getattr(seen.document if name in ENTITIES else seen, name)
            yield from compare(name, wanted, got)


def _general(item: Loaded) -> bool:
    """Whether only the reading of general text uses a file."""
    return isinstance(item.spec, GeneralWords) or (isinstance(item.spec, UnitWords) and item.spec.scope == GENERAL)


def compare(name: str, wanted: Sequence[Any], found: Sequence[Any]) -> Iterator[str]:
    """Why a list of finds is not the wanted one: number, order and each field that an entry names."""
    if len(wanted) != len(found):
        yield f"{name}: wanted {len(wanted)}, found {len(found)}: {'; '.join(map(_brief, found)) or 'none'}"
        return
    for number, (want, got) in enumerate(zip(wanted, found, strict=True), 1):
        if not isinstance(want, Mapping):
            if not agrees(want, got):
                yield f"{name} {number}: wanted {want!r}, found {got!r}"
            continue
        for key, value in want.items():
            try:
                actual = _field(got, key)
            except AttributeError:
                yield f"{name} {number}: there is no field {key!r}"
                continue
            if not agrees(value, actual):
                yield f"{name} {number}: {key}: wanted {value!r}, found {_brief(actual)}"


def _field(find: object, key: str) -> object:
    if key == "period" and hasattr(find, "period_start"):
        start, end = find.period_start, getattr(find, "period_end", None)
        return None if start is None and end is None else (start, end)
    return getattr(find, key)


def agrees(wanted: Any, found: Any) -> bool:
    """Whether a value found is the one that a pattern file spells out; scalars of a pattern file are text."""
    if isinstance(wanted, Mapping):
        return all(agrees(value, getattr(found, key, None)) for key, value in wanted.items())
    if isinstance(wanted, list):
        same = isinstance(found, Sequence) and not isinstance(found, str) and len(wanted) == len(found)
        return same and all(map(agrees, wanted, found))
    text = str(wanted)
    if found is None or found == ():
        return text in NULLS
    if isinstance(found, bool):
        return text.lower() == str(found).lower()
    if isinstance(found, int | float | Decimal):
        try:
            return Decimal(text) == Decimal(str(found))
        except InvalidOperation:
            return False
    return text == str(found)


def _brief(find: object) -> str:
    value = getattr(find, "value", None)
    if value is None:
        return str(find)
    parts = (getattr(find, name, None) for name in ("metric", "measure", "unit", "kind"))
    return " ".join(str(part) for part in (value, *parts) if part is not None)


# What must not be found in a `no_match` text, by the kind of the pattern file (see UNWANTED).
def _figures(item: Loaded, seen: Seen) -> str:
    return "; ".join(_brief(f) for f in seen.document.figures if f.rule == rule_of(item))


def _all_quantities(_: Loaded, seen: Seen) -> str:
    return "; ".join(map(_brief, seen.quantities))


def _own_quantities(item: Loaded, seen: Seen) -> str:
    spec = item.spec
    if not isinstance(spec, UnitWords):
        return ""
    tables = (spec.before, spec.after, spec.symbols, spec.nouns, spec.broken, spec.fallback, spec.closing)
    units = {unit for table in tables for unit in table} | set(spec.code_words)
    return "; ".join(_brief(q) for q in seen.quantities if q.unit in units)


def _inexact(_: Loaded, seen: Seen) -> str:
    return "; ".join(q.approximation for q in seen.quantities if q.approximation != "exact")


def _cues(item: Loaded, seen: Seen) -> str:
    return "; ".join(f"{c.kind} {c.value}" for c in seen.cues if c.kind == item.id)


def _splits(_: Loaded, seen: Seen) -> str:
    return " | ".join(seen.sentences) if len(seen.sentences) > 1 else ""


def _page_furniture(_: Loaded, seen: Seen) -> str:
    return "; ".join(seen.text[s.start : s.end] for s in seen.all_sentences if s.kind == FURNITURE)


def _aliases(item: Loaded, seen: Seen) -> str:
    spec = item.spec
    names = {name for names in spec.names.values() for name in names} if isinstance(spec, AliasFile) else set()
    return "; ".join(name for name in (*seen.places, *seen.organisations) if name in names)


def _listed(name: str) -> Callable[[Loaded, Seen], str]:
    return lambda _, seen: "; ".join(map(str, getattr(seen, name)))


def _records(name: str, field: str) -> Callable[[Loaded, Seen], str]:
    def found(_: Loaded, seen: Seen) -> str:
        values = (getattr(record, field) for record in getattr(seen.document, name))
        return "; ".join(str(value) for value in values if value)

    return found


def _by_rule(item: Loaded, seen: Seen) -> str:
    rule = rule_of(item)
    records = (record for name in ENTITIES for record in getattr(seen.document, name))
    return "; ".join(str(r.sentence) for r in records if r.rule == rule)


# A kind that is not listed here is checked by the rule of the records alone.
UNWANTED: dict[str, Callable[[Loaded, Seen], str]] = {
    "metric": _figures,
    "numbers": _all_quantities,
    "unit_words": _own_quantities,
    "general": _all_quantities,
    "approximation": _inexact,
    "cue": _cues,
    "periods": _listed("periods"),
    "places": _listed("places"),
    "organisations": _listed("organisations"),
    "aliases": _aliases,
    "name_lists": _records("figures", "members"),
    "products": _records("figures", "product"),
    "subjects": _records("figures", "subject"),
    "projects": _records("projects", "name"),
    "suppliers": _records("suppliers", "name"),
    "segment": _splits,
    "furniture": _page_furniture,
    "metadata": lambda _, seen: str(seen.document.published or ""),
}
