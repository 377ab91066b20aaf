"""Ages: "a 26-year-old", "aged 26", "Jane Roe, 26, said"."""

from __future__ import annotations

from nevextract.numbers.digits import digits_value
from nevextract.numbers.scan import Draft, Scan
from nevextract.tokens import WORD

AGE = "age"
_AGE_DIGITS, _AGE_OPENERS = 2, frozenset("(（,")


def beside_name(s: Scan, i: int) -> bool:
    """Whether two digits stand between marks behind two capitalised words, as a person's age does."""
    text, k = s.tokens[i].text, i + 1
    if (
        i - 3 < s.first
        or s.tokens[i - 1].text not in _AGE_OPENERS
        or k >= s.last
        or len(text) != _AGE_DIGITS
        or not text.isdecimal()
        or text[0] == "0"
    ):
        return False
    names = s.tokens[i - 3 : i - 1]
    if s.words.general is not None and _between_commas(s, i):
        return True
    if not all(t.kind == WORD and t.text[0].isupper() and not t.text.isupper() for t in names):
        return False
    closed = s.tokens[k].text in (",)）" if s.tokens[i - 1].text != "," else ",")
    return closed and s.touches(k) and s.same_line(i) and names[1].norm not in s.words.dates.months


def _between_commas(s: Scan, i: int) -> bool:
    """Whether two digits stand between commas behind a word and before another: "the striker, 24, has"."""
    before, k = s.tokens[i - 2], i + 2
    if s.tokens[i - 1].text != "," or s.tokens[i + 1].text != "," or k >= s.last or not s.same_line(i):
        return False
    words = before.kind == s.tokens[k].kind == WORD and s.touches(i - 1) and s.touches(i + 1)
    return words and before.norm not in s.words.dates.months and s.norm(k) not in s.words.joiners


def named_age(s: Scan, i: int) -> Draft | None:
    """The age behind a name, between marks: "Jane Roe, 26, said", "Jane Roe (26)"."""
    if s.words.general is None or not beside_name(s, i):
        return None
    value = digits_value(s.tokens[i].text)
    unit = s.words.general.age_unit
    return None if value is None else Draft(i, i + 1, i, i + 1, value, unit=unit, kind="measure", form=AGE)


def attach_age(s: Scan, d: Draft) -> None:
    """Make a finished draft an age where the words around it say so."""
    general = s.words.general
    if general is None:
        return
    if d.unit is not None and s.words.table.dimension(d.unit) == "time":
        k = d.last + s.hyphen(d.last)
        hit = general.age_after.longest(s.tokens, k, s.last) if k < s.last and s.same_line(k) else None
        if hit is not None:
            d.last, d.form = hit.last, AGE
        return
    if d.unit is None and d.kind == "bare" and d.noun is None and s.behind(general.age_before, d.first) is not None:
        d.unit, d.kind, d.form = general.age_unit, "measure", AGE
