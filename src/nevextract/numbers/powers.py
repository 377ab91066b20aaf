"""Numbers with a power of ten: "1.5e9", "2.5e-3", "10^9", "6 x 10^23"."""

from __future__ import annotations

from decimal import Decimal

from nevextract.numbers.digits import digits_value
from nevextract.numbers.scan import Scan

_ONE, _TEN = Decimal(1), "10"
_RAISED, _RAISED_MINUS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"), "⁻"
_EXPONENT_DIGITS = 3


def power(s: Scan, i: int, value: Decimal) -> tuple[int, Decimal] | None:
    """ "1.5e9", "2.5e-3", "10^9", "6 x 10^23" at token i: the token after it, and its value. Only in general text."""
    general = s.words.general
    if general is None or i + 2 >= s.last:
        return None
    if s.tokens[i + 1].text in general.exponents and s.touches(i + 1):
        return _scaled_by(s, i + 2, value, touching=True)
    k = i
    if s.norm(i + 1) in s.words.labels.dimension_marks and s.tokens[i + 2].text == _TEN:
        k = i + 2
    elif s.tokens[i].text != _TEN:
        return None
    mantissa = value if k > i else _ONE
    if k + 1 >= s.last or not s.touches(k + 1):
        return None
    if s.tokens[k + 1].text in general.caret:
        return _scaled_by(s, k + 2, mantissa, touching=True)
    sign = -1 if s.tokens[k + 1].text == _RAISED_MINUS and s.touches(k + 2) else 1
    at = k + 1 if sign > 0 else k + 2
    raised = s.tokens[at].text.translate(_RAISED)
    if raised == s.tokens[at].text or not raised.isdecimal() or len(raised) >= _EXPONENT_DIGITS:
        return None
    return at + 1, _shift(mantissa, sign * int(raised))


def _scaled_by(s: Scan, k: int, value: Decimal, touching: bool) -> tuple[int, Decimal] | None:
    """A value times ten to the power of the whole number at token k, which may have a sign."""
    sign = 1
    if k < s.last and s.touches(k) and s.tokens[k].text in "+-−":
        sign, k = (1 if s.tokens[k].text == "+" else -1), k + 1
    if k >= s.last or (touching and not s.touches(k)):
        return None
    text = s.tokens[k].text
    return (k + 1, _shift(value, sign * int(text))) if text.isdecimal() and len(text) < _EXPONENT_DIGITS else None


def _shift(value: Decimal, power: int) -> Decimal:
    return Decimal(f"{value.scaleb(power):f}")


def is_power(s: Scan, i: int) -> bool:
    """Whether the digits at token i have an exponent."""
    value = digits_value(s.tokens[i].text)
    return value is not None and power(s, i, value) is not None
