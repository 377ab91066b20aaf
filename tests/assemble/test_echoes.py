"""Numbers that say again what another sentence has said, and what it costs to look for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nevextract.assemble.echoes import Told, Untold, echoes
from nevextract.mentions import Quantity


def number(value: str, approximation: str = "exact") -> Quantity:
    return Quantity(Decimal(value), "GWh", 0, 1, 0, 1, "measure", approximation=approximation)


def told(sentence: int, value: str, metric: str = "capacity") -> Told:
    return Told(sentence, number(value), metric, "level")


def meaning(line: Untold, *others: Told) -> tuple[str, str] | None:
    return echoes(others, [line]).get((line.sentence, line.slot))


@pytest.mark.parametrize(
    ("stated", "approximation", "heading", "found"),
    [
        ("207.4", "exact", False, True),
        ("200", "over", True, True),  # cut off
        ("200", "over", False, False),  # only a heading rounds
        ("210", "under", True, True),
        ("230", "under", True, False),
        ("205", "about", True, True),
        ("205", "exact", True, False),
        ("100", "over", True, False),
        ("420", "under", True, False),
    ],
)
def test_a_line_states_again_what_a_sentence_stated(
    stated: str, approximation: str, heading: bool, found: bool
) -> None:
    line = Untold(0, 0, number(stated, approximation), heading)
    assert meaning(line, told(3, "207.4")) == (("capacity", "level") if found else None)


def test_a_sentence_says_nothing_again_of_itself() -> None:
    line = Untold(3, 1, number("207.4"), False)
    assert meaning(line, told(3, "207.4")) is None
    assert meaning(line, told(3, "207.4"), told(3, "207.4"), told(5, "207.4"), told(5, "207.4")) is not None


def test_two_meanings_tell_nothing() -> None:
    line = Untold(0, 0, number("207.4"), False)
    assert meaning(line, told(2, "207.4"), told(3, "207.4", "production"), told(4, "207.4")) is None


def test_the_same_number_a_thousand_times_is_kept_twice() -> None:
    often = [told(sentence, "207.4") for sentence in range(1000)]
    lines = [Untold(sentence, 1, number("207.4"), False) for sentence in range(1000)]
    assert len(echoes(often, lines)) == 1000
