"""A property that is worked out once."""

from __future__ import annotations

import pytest

from nevextract.once import once


class Counted:
    """Counts how often its property was worked out."""

    def __init__(self) -> None:
        self.times = 0

    @once
    def square(self) -> int:
        """The square of the times."""
        self.times += 1
        if self.times == 1:
            raise ValueError("not yet")
        return self.times**2


def test_it_is_worked_out_when_first_asked_for_and_kept() -> None:
    one, other = Counted(), Counted()
    with pytest.raises(ValueError, match="not yet"):
        _ = one.square
    assert (one.square, one.square, one.times) == (4, 4, 2)
    assert other.times == 0


def test_the_class_has_its_words() -> None:
    assert Counted.square.__doc__ == "The square of the times."
