"""What the grammar's lists cannot hold: numbers, made-up words, names of the gazetteers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random

from grammar import Terminal

HERE = Path(__file__).parent
COMMON = HERE.parent / "patterns" / "common" / "lists"
WORLD = HERE.parent / "patterns" / "en" / "lists" / "world_places.tsv"
VOWELS, CONSONANTS = "aeiou", "bcdfglmnprstv"
ENDS = ("a", "o", "ex", "on", "is", "ia", "tec", "tek", "era", "um", "ix", "or", "co", "en", "ys", "al", "vo", "tron")


def rows(path: Path) -> list[list[str]]:
    """The rows of a list of the project, without comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def words(name: str) -> list[str]:
    """The entries of grammar/lists/<name>.txt, separated by commas or lines."""
    lines = (HERE / "grammar" / "lists" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("#")]
    return [word.strip() for line in kept for word in line.split(",") if word.strip()]


def terminals() -> dict[str, Terminal]:
    """All terminals by the name that the grammar gives them."""
    syllables = words("syllables")
    given = words("given_syllables")
    surnames = [row[0] for row in rows(COMMON / "surnames.tsv")]
    made: dict[str, Terminal] = {
        "root": partial(_root, syllables),
        "pinyin": partial(_pinyin, syllables),
        "given": partial(_given, given),
        "surname": partial(_pick, surnames),
        "west_first": partial(_pick, words("west_first")),
        "west_last": partial(_pick, words("west_last")),
        "coined": _coined,
        "acronym": _acronym,
        "digits": lambda r: str(r.randint(1, 9)),
        "int": _integer,
        "dec": lambda r: f"{r.uniform(0, 99):.{r.choice((1, 1, 2))}f}",
        "small": lambda r: str(r.randint(2, 60)),
        "year": lambda r: str(r.randint(2009, 2026)),
        "day": lambda r: str(r.randint(1, 31)),
        "model_digits": lambda r: r.choice((str(r.randint(1, 9)), str(r.randint(1, 99)), f"{r.randint(0, 9):03d}")),
        "capital": lambda r: r.choice("ABCDEFGHIJKLMNPQRSTUVWXYZ"),
    }
    made.update(_places())
    made.update(_organisations())
    return made


def _places() -> dict[str, Terminal]:
    listed = rows(COMMON / "china_places.tsv")
    by_kind: dict[str, list[str]] = {}
    for row in listed:
        by_kind.setdefault(f"cn_{row[1]}", []).append(row[0])
    well_known = [row[0] for row in listed if row[1] == "city" and row[3] == "alone"]
    for row in rows(WORLD):
        by_kind.setdefault(f"w_{row[1]}", []).append(row[0])
    lists = {"cn_known": well_known, **by_kind}
    return {name: partial(_pick, names) for name, names in lists.items()}


def _organisations() -> dict[str, Terminal]:
    by_kind: dict[str, list[str]] = {}
    for row in rows(COMMON / "organisations.tsv"):
        by_kind.setdefault(f"known_{row[1] if len(row) > 1 else 'company'}", []).append(row[0])
    return {name: partial(_pick, names) for name, names in by_kind.items()}


def _pick(names: Sequence[str], random: Random) -> str:
    return random.choice(names)


def _pinyin(syllables: Sequence[str], random: Random) -> str:
    return "".join(random.choice(syllables) for _ in range(random.choice((2, 2, 2, 3)))).capitalize()


def _root(syllables: Sequence[str], random: Random) -> str:
    """A company's own name as it is spelt in Latin letters: "Huaxin", "Ao Niu", "HuaXin", "Zhongke Huaxin"."""
    way = random.random()
    parts = [random.choice(syllables) for _ in range(random.choice((2, 2, 2, 2, 2, 2, 2, 3, 3, 4)))]
    if way < 0.84 or len(parts) > 3:
        name = "".join(parts).capitalize()
    elif way < 0.90:
        name = " ".join(part.capitalize() for part in parts)
    elif way < 0.94:
        name = "".join(part.capitalize() for part in parts)
    elif way < 0.97:
        name = f"{''.join(parts[:2]).capitalize()} {_pinyin(syllables, random)}"
    else:
        name = "".join(parts).upper()
    return name


def _given(syllables: Sequence[str], random: Random) -> str:
    parts = [random.choice(syllables) for _ in range(random.choice((1, 2, 2, 2)))]
    if len(parts) == 2 and random.random() < 0.06:
        return (
            f"{parts[0].capitalize()}-{parts[1]}" if random.random() < 0.5 else " ".join(p.capitalize() for p in parts)
        )
    joint = "'" if len(parts) == 2 and parts[1][0] in "aeo" else ""
    return joint.join(parts).capitalize()


def _coined(random: Random) -> str:
    """A made-up trade name: "Voltera", "Nexor"."""
    word = "".join(random.choice(CONSONANTS) + random.choice(VOWELS) for _ in range(random.choice((1, 1, 2))))
    word += random.choice(CONSONANTS) + random.choice(ENDS)
    return word.upper() if random.random() < 0.08 else word.capitalize()


def _acronym(random: Random) -> str:
    return "".join(random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(random.choice((2, 3, 3, 3, 4, 4, 5))))


def _integer(random: Random) -> str:
    number = int(10 ** random.uniform(1, 6.5))
    if number > 10_000:
        number -= number % random.choice((1, 10, 100, 1000))
    return f"{number:,}" if random.random() < 0.85 else str(number)
