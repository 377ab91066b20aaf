"""The language of a text, by the script of its letters and, within a script, by its commonest words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from nevextract.errors import PatternError
from nevextract.patterns.load import COMMON, parse, patterns_folder
from nevextract.patterns.segmenting import LanguagesFile

UNDETERMINED = "und"
LIST = "languages.yml"
SAMPLE = 50_000
MAX_HEADLINE = 12
MAX_COUNTED = 200  # letters that are faster counted one by one than all at once
# A letter of these scripts says about as much as this many Latin letters.
_WEIGHTS = {"CJK": 2.5, "HIRAGANA": 2.5, "KATAKANA": 2.5, "HANGUL": 2.5}
_MIN_KANA_SHARE = 0.1
_WORD = re.compile(r"[^\W\d_]+")


def detect_language(text: str, extra: Sequence[Path] = ()) -> str:
    """The ISO 639-1 code of a text's main language ("en", "zh", ...), or "und" where nothing tells it.

    The script that most of the text is written in decides first: an English article below a Chinese headline is
    "en". Looks at the first 50,000 characters. `extra` are folders of patterns; their lists of languages
    go before ours.
    """
    sample = text[:SAMPLE]
    scripts = _scripts(sample)
    if not scripts:
        return UNDETERMINED
    japanese = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if japanese and japanese >= _MIN_KANA_SHARE * (japanese + scripts["CJK"]):
        scripts["HIRAGANA"] = japanese + scripts.pop("CJK", 0)
    main = max(sorted(scripts), key=lambda script: scripts[script] * _WEIGHTS.get(script, 1))
    file = _languages(tuple(extra))
    spoken = [language for language in file.languages if main in language.scripts]
    if not spoken:
        return UNDETERMINED
    if not any(language.words for language in spoken):
        return spoken[0].code
    words = Counter(_WORD.findall(sample.casefold()))
    hits = {language.code: sum(words.get(word, 0) for word in language.words) for language in spoken}
    best = max(hits, key=lambda code: hits[code])  # of equals the first in the file
    short = words.total() <= MAX_HEADLINE
    if hits[best] > (1 if short else 0):
        return best
    return file.headlines if short else UNDETERMINED


def _scripts(text: str) -> Counter[str]:
    """How many letters of each script a text has, by the first word of their Unicode names."""
    found: Counter[str] = Counter()
    letters = {c for c in set(text) if c.isalpha()}
    counts = Counter(text) if len(letters) > MAX_COUNTED else {letter: text.count(letter) for letter in letters}
    for letter in letters:
        found[_script(letter)] += counts[letter]
    return found


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split(" ", 1)[0].split("-", 1)[0]


@lru_cache(maxsize=16)
def _languages(extra: tuple[Path, ...]) -> LanguagesFile:
    """The list of languages: that of the last extra folder that has one, else ours."""
    found = [path for folder in reversed(extra) if (path := folder / COMMON / LIST).is_file()]
    path = found[0] if found else patterns_folder() / COMMON / LIST
    shown = path.relative_to(path.parents[2]).as_posix()
    spec = parse(path.read_text("utf-8"), LanguagesFile, shown)
    if not isinstance(spec, LanguagesFile):  # parse gives what it is asked for; this tells the type checker
        raise PatternError("not a list of languages", path=path)
    return spec
