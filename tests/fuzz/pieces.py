"""Bytes to text that looks like the news, so that chance gets past the first word: one byte picks one piece."""

from __future__ import annotations

PIECES = (
    *("sales", "production", "exports", "output value", "investment", "capacity", "revenue", "share", "net profit"),
    *("charging piles", "projects", "suppliers", "employees", "market share", "penetration rate", "deliveries"),
    *("vehicles", "units", "yuan", "RMB", "$", "€", "USD", "GWh", "tonnes", "mu", "square meters", "percent", "%"),
    *("percentage points", "kilometers", "kWh", "sets", "people", "companies", "per year", "a year", "each", "times"),
    *("fold", "million", "billion", "thousand", "hundred", "trillion", "crore", "dozen", "half", "third", "a quarter"),
    *("one", "two", "three", "twelve", "twenty", "first", "second", "No.", "top", "ranked", "rank", "doubled"),
    *("5", "7", "12", "3.5", "0.5", "1,250", "48.6", "2023", "2022", "2024", "07", "100,000", "12-13", "1/2", "4+2"),
    *("½", "²", "１２", "٣", "0", "00", "1e9", "99999999999999999999", "-3", "+8", "1.", ".5", "1,2,3", "3:15"),
    *("over", "more than", "about", "nearly", "at least", "up to", "less than", "between", "from", "to", "and", "or"),
    *("up", "down", "rose", "fell", "increase of", "grew by", "year-on-year", "from the previous month", "reached"),
    *(
        "accounting for",
        "of",
        "of which",
        "respectively",
        "including",
        "such as",
        "the",
        "a",
        "its",
        "by",
        "in",
        "with",
    ),
    *("January", "Feb", "Q1", "first half", "end of June", "this year", "last month", "by 2025", "since", "as of"),
    *("from January to November", "14th Five-Year Plan", "fiscal 2023", "May 3", "2023-11-30", "today", "so far"),
    *("will", "is expected to", "plans to", "aims to", "signed", "under construction", "put into operation", "phase"),
    *("Ningde", "Shanghai", "Bosch", "CATL", "SAIC Motor", "Lu Wei", "Hefei City", "Hungary", "the company", "base"),
    *("Project", "Co., Ltd.", "Industrial Park", "Plant", "Mr.", "chairman of", "said", "Inc.", "Group"),
    *(
        ", ",
        ". ",
        "; ",
        ": ",
        "(",
        ")",
        "\u201c",
        "\u201d",
        '"',
        "'s",
        "-",
        "\u2013",
        "\u2014",
        "/",
        "~",
        "+",
        "*",
        "#",
    ),
    *("\n", "\n\n", "\t", "|", " | ", "\r\n", "- ", "1. ", "|---|", "  ", "\u00a0", "\u2009", "\u00ad", "\u200f"),
    *("\u202e", "\x0c", "\x1b[31m", "\u2028", "\u0301", "\ufffd", "宁德", "亿元", "万辆", "，", "。", "（", "）"),
    *(
        "\U0001f697",
        "http://a.example/1?x=2",
        "Source:",
        "Copyright 2024",
        "Share",
        "Home>News",
        "=1+1",
        "<b>",
        "&nbsp;",
    ),
)


def words(data: bytes) -> str:
    """The pieces that the bytes pick, with a blank before most."""
    parts: list[str] = []
    high = False
    for number, byte in enumerate(data):
        if byte == 0xFF:  # what follows picks from the rest of the pieces, or is glued
            high = True
            continue
        parts.append(PIECES[byte % len(PIECES)])
        glued = high or (number < len(data) - 1 and data[number + 1] == 0xFF)
        high = False
        if not glued:
            parts.append(" ")
    return "".join(parts)


def text_of(data: bytes) -> str:
    """A text for the bytes: pieces, or the rest as it is, after what the first byte says."""
    if not data:
        return ""
    if data[0] & 3:
        return words(data[1:])
    return data[1:].decode("utf-8", errors="replace")
