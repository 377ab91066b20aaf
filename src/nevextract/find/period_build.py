"""From the slots of a matched shape to the expression that it stands for."""

from __future__ import annotations

from nevextract.find.period_expr import PeriodExpr
from nevextract.find.period_resolve import PAIR
from nevextract.find.period_shapes import Bound
from nevextract.patterns.periods import PeriodRule

MODES = frozenset({"state", "since", "after", "through", "by", "start"})
DAYS_OF_WEEK = 7
CENTURY = 2000
CALENDAR = 12
FIRST_DAYS = "first_days"


def build(rule: PeriodRule, bound: Bound, prefix: str | None) -> PeriodExpr | None:
    """The expression, or None where the numbers make none (2025-2019). `prefix` is the mode that words
    before give."""
    slots: dict[str, list[int]] = {}
    for role, value in bound:
        slots.setdefault(role, []).append(value)
    mode = prefix if prefix in MODES else rule.mode
    years = _years(rule, slots)
    if years is None:
        return None
    months = _months(rule, slots)
    if months is None:
        return None
    paired = rule.fiscal is not None and len(years) > 1 and years[1] == years[0] + 1
    if paired:  # "FY 2023-24" is one year
        years = years[1:]
    days = slots.get("day", [])
    count = rule.count
    if rule.kind not in ("months", "to_date") and "count" in slots:
        count = slots["count"][0]
    if "shift" in slots:
        count = slots["shift"][0]
    if "span" in slots:
        count = slots["span"][0]
    if rule.unit == FIRST_DAYS:
        days = [1, slots["count"][0]]
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
        year_shift=_only(slots, "fiscal_shift" if "fiscal_shift" in slots else "year_shift"),
        context_shift=_only(slots, "context_shift"),
        month=months[0] if months else None,
        month_last=months[-1] if months else None,
        day=days[0] if days else None,
        day_last=days[-1] if len(days) > 1 else None,
        count=count,
        unit=PAIR if rule.kind == "year" and (paired or _may_be_pair(slots, years)) else rule.unit,
        fiscal=CALENDAR if rule.fiscal is None and "fiscal_shift" in slots else rule.fiscal,
        fiscal_name=_only(slots, "fiscal_name"),
        part=_part(rule, slots),
    )


def _may_be_pair(slots: dict[str, list[int]], years: list[int]) -> bool:
    """Whether two years are written as one of accounts may be: "2022-23"."""
    return "short_year" in slots and len(years) > 1 and years[1] == years[0] + 1


def _part(rule: PeriodRule, slots: dict[str, list[int]]) -> int | None:
    """How many months of a year of accounts are over at the end of a part of it that the rule dates."""
    if rule.part_months is None:
        return None
    return rule.part_months * slots.get("part", [1])[0]


def _only(slots: dict[str, list[int]], role: str) -> int | None:
    return slots[role][0] if role in slots else None


def _years(rule: PeriodRule, slots: dict[str, list[int]]) -> list[int] | None:
    """No year, one, or the first and last; None where they do not make a span."""
    if "plan" in slots:
        return [slots["plan"][0], slots["plan"][0] + 4]
    years = list(slots.get("year", []))
    if "short_year" in slots and not years:  # "Aug 24/23": of 2024, beside the year before
        return [CENTURY + short for short in slots["short_year"][: 2 if rule.fiscal else 1]]
    if "short_year" in slots:
        years.append(years[0] // 100 * 100 + slots["short_year"][0])
    if len(years) > 1 and years[-1] == years[0] and rule.kind in ("day", "months"):
        return years[:1]
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
        case "first_quarters":
            quarters = count if "count" in slots else part
            return [1, quarters * 3] if quarters <= 4 else None
        case "first_months":
            return [1, count] if count <= 12 else None
        case "last_months":
            return [13 - count, 12] if count <= 12 else None
    months = slots.get("month", [])
    if rule.kind == "months" and not months:
        return None
    return [months[0], months[-1]] if months else []
