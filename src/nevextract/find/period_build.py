"""From the slots of a matched shape to the expression that it stands for."""

from __future__ import annotations

from nevextract.find.period_expr import PeriodExpr
from nevextract.find.period_shapes import Bound
from nevextract.patterns.periods import PeriodRule

MODES = frozenset({"state", "since", "through", "by", "start"})
DAYS_OF_WEEK = 7
CENTURY = 2000
LAST_QUARTER = 4


def build(rule: PeriodRule, bound: Bound, prefix: str | None) -> PeriodExpr | None:
    """The expression, or None where the numbers make none (2025-2019). `prefix` is the mode that words
    before give."""
    slots: dict[str, list[int]] = {}
    for role, value in bound:
        slots.setdefault(role, []).append(value)
    mode = prefix if prefix in MODES else rule.mode
    years = _years(slots)
    if years is None:
        return None
    months = _months(rule, slots)
    if months is None:
        return None
    if rule.unit == "fiscal_quarter" and years:
        years = [years[-1] - (slots["part"][0] != LAST_QUARTER)]
    days = slots.get("day", [])
    count = rule.count
    if rule.kind not in ("months", "to_date") and "count" in slots:
        count = slots["count"][0]
    if "shift" in slots:
        count = slots["shift"][0]
    if rule.unit == "week" and rule.kind == "day":
        last = slots["part"][0] * DAYS_OF_WEEK
        days = [last - DAYS_OF_WEEK + 1, last]
    if rule.kind == "day" and len(days) > 1 and months[0:1] == months[-1:] and days[-1] <= days[0]:
        return None
    return PeriodExpr(
        kind="year" if rule.kind == "plan" else rule.kind,
        mode=mode if mode in MODES else "within",
        year=years[0] if years else None,
        year_last=years[1] if len(years) > 1 else None,
        year_shift=_only(slots, "year_shift"),
        context_shift=_only(slots, "context_shift"),
        month=months[0] if months else None,
        month_last=months[-1] if months else None,
        day=days[0] if days else None,
        day_last=days[-1] if len(days) > 1 else None,
        count=count,
        unit="quarter" if rule.unit == "fiscal_quarter" else rule.unit,
    )


def _only(slots: dict[str, list[int]], role: str) -> int | None:
    return slots[role][0] if role in slots else None


def _years(slots: dict[str, list[int]]) -> list[int] | None:
    """No year, one, or the first and last; None where they do not make a span."""
    if "plan" in slots:
        return [slots["plan"][0], slots["plan"][0] + 4]
    years = list(slots.get("year", []))
    if "short_year" in slots and not years:  # "Aug 24/23": of 2024, beside the year before
        return [CENTURY + slots["short_year"][0]]
    if "short_year" in slots:
        years.append(years[0] // 100 * 100 + slots["short_year"][0])
    if len(years) > 1 and years[-1] <= years[0]:
        return None
    return [years[0], years[-1]] if len(years) > 1 else years


def _months(rule: PeriodRule, slots: dict[str, list[int]]) -> list[int] | None:
    """First and last month, nothing where the rule is not about months, None where the numbers do not fit."""
    count = slots.get("count", [rule.count or 1])[0]
    part = slots.get("part", [rule.count or count])[-1]
    match rule.unit:
        case "half":
            return [part * 6 - 5, part * 6]
        case "quarter" if rule.kind == "months":
            return [part * 3 - 2, part * 3]
        case "fiscal_quarter":  # from April to March
            first = 1 if part == LAST_QUARTER else part * 3 + 1
            return [first, first + 2]
        case "first_quarters":
            quarters = count if "count" in slots else part
            return [1, quarters * 3] if quarters <= 4 else None
        case "first_months":
            return [1, count] if count <= 12 else None
    months = slots.get("month", [])
    if rule.kind == "months" and not months:
        return None
    return [months[0], months[-1]] if months else []
