"""What the fields of a figure are called in SDMX: its cross-domain concepts and their code lists."""

from __future__ import annotations

CONCEPTS: tuple[tuple[str, str, str], ...] = (
    ("metric", "INDICATOR", "a code list of its own: the ids of the metrics"),
    ("measure", "TRANSFORMATION", "a code list of its own: level, change, share, contribution, rank"),
    ("value", "OBS_VALUE", "a range's lower end; value_max goes into COMMENT_OBS"),
    ("unit", "UNIT_MEASURE", "ISO 4217 for money; else a code list of its own, with UCUM names in describe_unit"),
    ("", "UNIT_MULT", "always 0: values are in base units"),
    ("location_code", "REF_AREA", "ISO 3166-1 alpha-2; in China GB/T 2260, CN for CL_AREA"),
    (
        "period_start, period_end",
        "TIME_PERIOD",
        "2023, 2023-S1, 2023-Q4, 2023-11; else a range such as 2023-01-01/P334D",
    ),
    ("period_start, period_end", "FREQ", "A, S, Q, M or D where the period is one of these; else none"),
    ("status", "OBS_STATUS", "actual is A, expected is F; target has no code: F, with the word in COMMENT_OBS"),
    ("basis", "BASE_PER", "year_on_year, month_on_month, ... or the period compared with"),
    ("approximation, flags, quote", "COMMENT_OBS", "no code says over, at_most, ...; a flag may be U in OBS_STATUS"),
    ("subject, product, of, per", "", "dimensions of your own, in the words of the text"),
    ("confidence", "", "an attribute of your own; CONF_STATUS is about secrecy"),
)
"""Fields of a figure ("" where we have none), SDMX concept ("" where it has none), and what to know of the two."""
