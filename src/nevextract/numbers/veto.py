"""Numbers that state no quantity: dates, years, times of day, codes, names, labels."""

from __future__ import annotations

from nevextract.mentions import NotQuantity
from nevextract.numbers.ages import beside_name
from nevextract.numbers.dates import clock, dated, decade, measured, refused, scaled, year
from nevextract.numbers.digits import VULGAR
from nevextract.numbers.numeral import money_after
from nevextract.numbers.scan import Scan
from nevextract.numbers.specifications import specification_end
from nevextract.numbers.suffix import noun_at, unit_at
from nevextract.tokens import HYPHENS, MARK, NUMBER, WORD

_JOINTS = frozenset("-/–.:：年月日")
_COLONS = frozenset(":：")
_LIST_CLOSERS = frozenset(".)）、")
_INLINE = frozenset(",-–/&'\"“”‘’()（）")
_QUOTES = frozenset("\"“”'‘’「」")
_LONGEST_YEAR, _LONGEST_LABEL, _LONGEST_NUMBER = 4, 3, 10
_SCORE, _CITED = 2, 20
_COUNTED_FROM = 10
"so many things behind 'in the workshop' are counted; a smaller number may be the workshop's"


def veto(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """Why the digits at token i are no quantity, and the token after them; None where they may be one."""
    for rule in _RULES:
        found = rule(s, i)
        if found is not None:
            return found
    last = specification_end(s, i) if s.words.general is None else i
    return refused(s, i, last, "specification") if last > i else None


def _phoned(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "+86 512 5351 0000"."""
    k = i + 1
    if i == s.first or s.tokens[i - 1].text not in "+＋" or not s.touches(i) or not s.tokens[i].text.isdecimal():
        return None
    while k < s.last and (s.tokens[k].kind == NUMBER or s.tokens[k].text in "-()"):
        k += 1
    digits = sum(len(t.text) for t in s.tokens[i:k] if t.kind == NUMBER)
    return refused(s, i, k, "phone") if k > i + 1 and digits > 6 and s.tokens[k - 1].kind == NUMBER else None


def _joined(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """Digits joined to digits by marks without space: dates, times, telephone numbers, "4+3", scores."""
    tokens = s.tokens
    if s.norm(i + 1) == "+" and s.touches(i + 2) and len(tokens[i + 2].text) == 1 and tokens[i + 2].text.isupper():
        return refused(s, i, i + 3, "label")
    if not s.touches(i + 1) or tokens[i + 1].text not in "-/–:：+.年月×~":
        return None
    k, joints, parts = i, "", [tokens[i].text]
    while (
        s.touches(k + 1)
        and s.touches(k + 2)
        and (tokens[k + 2].kind == NUMBER or (tokens[k + 1].text == "+" and len(tokens[k + 2].text) == 1))
    ):
        if tokens[k + 1].text not in "-/–:：+.年月":
            break
        joints += tokens[k + 1].text
        parts.append(tokens[k + 2].text)
        k += 2
    if not joints:
        return refused(s, i, i + 2, "year") if tokens[i + 1].text == "年" and len(parts[0]) == _LONGEST_YEAR else None
    if s.touches(k + 1) and tokens[k + 1].text == "日":
        k += 1
    reason = _joined_reason(s, joints, parts, k + 1)
    if reason in ("phone", "identifier") and parts[0][0] == "0":
        while k + 1 < s.last and s.tokens[k + 1].kind == NUMBER and s.same_line(k + 1):
            k += 1
    return refused(s, i, k + 1, reason) if reason else None


def _joined_reason(s: Scan, joints: str, parts: list[str], after: int) -> str | None:
    """What joined digits are, or None for a range, which a unit or growing ends show."""
    whole = all(part.isdecimal() for part in parts)
    if "+" in joints:
        return "label"
    if ":" in joints or "：" in joints:
        return "clock" if whole else "score"
    if "年" in joints or "月" in joints:
        return "date"
    yearlike = [part for part in parts if part.isdecimal() and len(part) == _LONGEST_YEAR and part[:2] in ("19", "20")]
    if len(parts) == 2:
        if "/" in joints:
            linked = s.words.fractions.links.longest(s.tokens, after, s.last) if after < s.last else None
            return ("date" if yearlike else "identifier") if linked is None else None
        if yearlike and whole and unit_at(s, after) is None and noun_at(s, after) is None:
            return "year" if parts[0] in yearlike and len(parts[1]) in (2, 4) else "identifier"
        if whole and joints in "-–" and unit_at(s, after) is None and s.norm(after) not in s.words.magnitudes:
            low, high = int(parts[0]), int(parts[1])
            if parts[0][0] == "0" or parts[1][0] == "0":
                return "identifier"
            return "score" if low >= high else None
        return None
    if yearlike or (len(parts) == 3 and all(len(p) <= 2 for p in parts)):
        return "date"
    return "phone" if whole else "identifier"


def _glued(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """Digits glued to letters ("A17", "5G", "CO2"), codes of many digits, and digits without a value."""
    tokens, text = s.tokens, s.tokens[i].text
    if s.touches(i):
        before = tokens[i - 1]
        if before.kind == WORD and not ("\u3400" <= before.text[-1] <= "\u9fff"):
            return refused(s, i, i + 1, "model_name")
        if before.text in "_#@&=?" or (before.text in "'’" and len(text) == 2):
            return refused(s, i, i + 1, "identifier")
        coded = before.text in HYPHENS and s.touches(i - 1) and tokens[i - 2].kind == WORD
        if coded and unit_at(s, i + 1) is None and noun_at(s, i + 1) is None and not scaled(s, i + 1):
            return refused(s, i, i + 1, "model_name")
    if s.touches(i + 1):
        after = tokens[i + 1]
        coded = after.text == "." and s.touches(i + 2) and s.tokens[i + 2].text.isupper()
        if after.text in "_@" or coded:
            return refused(s, i, i + 1, "identifier")
        if (
            after.kind == WORD
            and after.text[0] not in "'’"
            and after.norm not in VULGAR
            and not _known_suffix(s, i + 1)
        ):
            han = "\u3400" <= after.text[0] <= "\u9fff"
            return refused(s, i, i + 1, "identifier" if han else "model_name")
    if len(text) > _LONGEST_NUMBER and text.isdecimal() and unit_at(s, i + 1) is None:
        return refused(s, i, i + 1, "identifier")
    return None


def _known_suffix(s: Scan, k: int) -> bool:
    words, token = s.words, s.tokens[k]
    return (
        token.text in words.magnitude_symbols
        or (token.text in words.money_symbols and money_after(s, k + 1))
        or token.norm in words.magnitudes
        or token.norm in VULGAR
        or token.norm in words.dates.ordinal_endings
        or unit_at(s, k) is not None
        or words.times.fold.longest(s.tokens, k, s.last) is not None
        or words.times.times.longest(s.tokens, k, s.last) is not None
        or words.dates.clock_after.longest(s.tokens, k, s.last) is not None
        or words.units.nouns.longest(s.tokens, k, s.last) is not None
    )


def _cited(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "[4]" and "[6, 19]" are citations; digits alone in quotation marks are a code."""
    if i == s.first or i + 1 >= s.last:
        return None
    before, after = s.tokens[i - 1].text, s.tokens[i + 1].text
    if before == "[":
        k = i + 1
        while k < min(s.last, i + _CITED) and (s.tokens[k].kind == NUMBER or s.tokens[k].text in ",;-–"):
            k += 1
        return refused(s, i, k, "citation") if k < s.last and s.tokens[k].text == "]" else None
    if before in _QUOTES and after in _QUOTES and s.touches(i) and s.touches(i + 1):
        return refused(s, i, i + 1, "label")
    return None


def _aged(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "26-year-old", "Jane Roe (52)", "Jane Roe, 52, said"."""
    if s.words.general is not None:
        return None
    if beside_name(s, i):
        return refused(s, i, i + 1, "age")
    if not (s.norm(i + 1).startswith("y") or s.hyphen(i + 1)):
        return None
    k = i + 2 if s.hyphen(i + 1) else i + 1
    hit = s.words.dates.age_after.longest(s.tokens, k, s.last) if k < s.last else None
    return refused(s, i, hit.last, "age") if hit else None


def _labelled(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "phase 2", "page 1", "Model 3": a short number after a word that numbers things."""
    text = s.tokens[i].text
    if not s.same_line(i) if i > s.first else False:
        return None
    joint = s.tokens[i - 1].text if i - 1 > s.first else ""
    coded = joint in _COLONS and s.tokens[i - 2].text.isupper()  # "(HKEX: 9863)"
    end = i - 1 if joint in (".", "-", "/") or coded else i
    label = s.behind(s.words.labels.before, end)
    lettered = s.touches(i + 1) and _is_letter(s, i + 1)
    if label is not None and lettered and not money_after(s, i + 2):
        return refused(s, i, i + 2, "label")
    if label is None or measured(s, i + 1) or _counts_behind(s, label[0], i):
        return None
    if len(text) > _LONGEST_LABEL and not (text.isdecimal() and noun_at(s, i + 1) is None):
        return None
    last = i + 1
    if s.hyphen(last) and s.tokens[last + 1].kind == NUMBER:
        last += 2
    if s.norm(last) in s.words.labels.of and last + 1 < s.last and s.tokens[last + 1].kind == NUMBER:
        last = last if noun_at(s, last + 2) is not None or measured(s, last + 2) else last + 2
    return refused(s, i, last, "label")


def _is_letter(s: Scan, k: int) -> bool:
    """Whether token k is one capital letter with nothing joined to it: "Section 14B"."""
    text = s.tokens[k].text
    return len(text) == 1 and text.isupper() and not (s.touches(k + 1) and s.tokens[k + 1].kind != MARK)


def _counts_behind(s: Scan, label: int, i: int) -> bool:
    """ "in the workshop 480 robots": behind an article the word at token `label` is no name, and the number counts."""
    text = s.tokens[i].text
    if s.norm(label - 1) not in s.words.labels.determiners or not s.tokens[label].text.islower():
        return False
    return text.isdecimal() and int(text) >= _COUNTED_FROM and noun_at(s, i + 1) is not None


def _crossed(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "20 x 30" is the size of a thing."""
    if s.norm(i + 1) in s.words.labels.dimension_marks and i + 2 < s.last and s.tokens[i + 2].kind == NUMBER:
        return refused(s, i, i + 3, "dimensions")
    return None


def _scored(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "won 3 – 1": two short numbers with a free dash between and nothing measured or counted behind."""
    k = i + 2
    if k >= s.last or s.tokens[i + 1].text not in s.words.ranges.marks or s.touches(i + 1) or s.touches(k):
        return None
    pair = (s.tokens[i].text, s.tokens[k].text)
    if not all(text.isdecimal() and len(text) <= _SCORE for text in pair) or not s.same_line(k):
        return None
    if measured(s, k + 1) or scaled(s, k + 1) or noun_at(s, k + 1) is not None:
        return None
    return refused(s, i, k + 1, "score")


def _listed(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "1." or "(2)" at the head of a line."""
    tokens = s.tokens
    text = tokens[i].text
    if not text.isdecimal() or len(text) > 2 or not s.touches(i + 1) or tokens[i + 1].text not in _LIST_CLOSERS:
        return None
    b = i - 1 if i > s.first and tokens[i - 1].text in "(（" else i
    heads = b == s.first or not s.same_line(b)
    bracketed = b < i and tokens[i + 1].text in ")）"
    if not (heads or bracketed) or (tokens[i + 1].text == "." and i + 2 >= s.last):
        return None
    return refused(s, i, i + 2, "list_number")


def _named(s: Scan, i: int) -> tuple[NotQuantity, int] | None:
    """ "Avita 12": a short bare number after a capitalised word inside a sentence."""
    text = s.tokens[i].text
    if i - 2 < s.first or not text.isdecimal() or len(text) > _LONGEST_LABEL:
        return None
    name, before = s.tokens[i - 1], s.tokens[i - 2]
    if name.kind != WORD or not name.text[0].isupper() or name.norm in s.words.labels.model_stops or not s.same_line(i):
        return None
    if not s.same_line(i - 1) or (before.kind == MARK and before.text not in _INLINE) or name.norm in s.words.cardinals:
        return None
    if unit_at(s, i + 1) is not None or scaled(s, i + 1) or _counts(s, i + 1):
        return None
    if i + 1 < s.last and s.tokens[i + 1].kind == MARK and s.tokens[i + 1].text in "%％+-–~":
        return None
    if s.norm(i + 1) in s.words.ranges.to and i + 2 < s.last and s.tokens[i + 2].kind == NUMBER:
        return None
    return refused(s, i, i + 1, "model_name")


def _counts(s: Scan, k: int) -> bool:
    """Whether a noun at token k is counted by the number before it; in general text none in the singular is."""
    noun = noun_at(s, k)
    if noun is None or s.words.general is None:
        return noun is not None
    last, units = s.norm(noun.last - 1), s.words.units
    return last.endswith(units.plural_endings) or last in units.plurals


def address_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where web and mail addresses stand in text[start:end]: digits in them are no numbers."""
    spans = []
    for mark in ("://", "www.", "@"):
        at = text.find(mark, start, end)
        while at >= 0:
            a, b = at, at + len(mark)
            while a > start and not text[a - 1].isspace() and at - a < 80:
                a -= 1
            while b < end and not text[b].isspace():
                b += 1
            spans.append((a, b))
            at = text.find(mark, b, end)
    return sorted(spans)


_RULES = (
    _phoned, _joined, decade, _glued, _cited, dated, clock, _aged, _labelled, _crossed, _scored, _listed, year, _named,
)  # fmt: skip
