"""What no single pattern file can tell: that the files of a pack fit one another."""

from __future__ import annotations

from collections.abc import Iterable

from nevextract.errors import PatternError
from nevextract.patterns.metrics import MetricPattern
from nevextract.patterns.names import AliasFile
from nevextract.patterns.pack import Loaded
from nevextract.patterns.units import UnitList

MONEY = "money"


def check_metrics(files: Iterable[Loaded]) -> None:
    """Raise `PatternError` where a metric is measured in a unit that no unit file knows, or names an unknown metric."""
    every = tuple(files)
    known = {MONEY}
    for file in every:
        if isinstance(file.spec, UnitList):
            known.update(file.spec.units)
            known.update(unit.dimension for unit in file.spec.units.values())
    metrics = {file.id for file in every if isinstance(file.spec, MetricPattern)}
    for file in every:
        spec = file.spec
        if not isinstance(spec, MetricPattern):
            continue
        for unit in (*spec.units, *spec.decides, *([spec.bare] if spec.bare else [])):
            if unit not in known and not (len(unit) == 3 and unit.isupper()):
                reason = f"unknown unit or dimension {unit!r}; patterns/common/units.yml lists them"
                raise PatternError(reason, path=file.shown, rule=spec.id)
        for other in (
            *spec.goes_with,
            *spec.implied_by,
            *spec.yields_to,
            *([spec.rate_metric] if spec.rate_metric else []),
        ):
            if other not in metrics:
                raise PatternError(f"there is no metric {other!r}", path=file.shown, rule=spec.id)


def check_aliases(files: Iterable[Loaded]) -> None:
    """Raise `PatternError` where two files give one name to different places, or to different organisations."""
    seen: dict[tuple[str, str], tuple[str, str]] = {}
    for file in files:
        if not isinstance(file.spec, AliasFile):
            continue
        for form, others in file.spec.names.items():
            for name in (form, *others):
                before, shown = seen.setdefault((file.spec.of, name), (form, file.shown))
                if before != form:
                    reason = f"{name!r} cannot stand for {form!r}: in {shown} it stands for {before!r}"
                    raise PatternError(reason, path=file.shown, rule=file.id)
