"""All rules that can give a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from nevextract.assemble.project_names import RULES as PROJECT_RULES
from nevextract.assemble.supplier_rules import RULES as SUPPLIER_RULES
from nevextract.output.formats import Kind
from nevextract.patterns import available_languages, load_pack
from nevextract.patterns_index import rule_of

_OF_KIND = {Kind.projects: PROJECT_RULES, Kind.suppliers: SUPPLIER_RULES}


def known_rules(languages: Iterable[str], kinds: Iterable[Kind], extra: Sequence[Path] = ()) -> frozenset[str]:
    """The rules of the languages that have patterns, for records of the kinds: the metrics' files, and what finds
    projects and suppliers. Raises `PatternError` where a pattern file is broken."""
    found: set[str] = set()
    for language in set(languages) & set(available_languages(tuple(extra))):
        pack = load_pack(language, tuple(extra))
        for kind in kinds:
            if kind is Kind.figures:
                found |= {rule_of(item) for item in pack.files.get("metric", ())}
            else:
                found |= {f"{language}/{rule}" for rule in _OF_KIND[kind]}
    return frozenset(found)
