"""What records depend on beside their document: the program and its libraries, the patterns, what was asked for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import nevextract
from nevextract.find.model import NONE, shipped
from nevextract.patterns import patterns_folder

_PACKAGE = Path(nevextract.__file__).parent
_CODE = (".py",)
_NAME = re.compile(r"[\w.-]+")


def fingerprint(patterns: Sequence[Path], model: str, asked: str) -> str:
    """A hash of the program's files, all pattern files, the model, and `asked`, which spells out the options."""
    found = hashlib.sha256(f"{nevextract.__version__}\0{model}\0{asked}\0".encode("utf-8", "backslashreplace"))
    for file in (
        *_files(_PACKAGE, _CODE),
        *_files(patterns_folder()),
        *(file for folder in patterns for file in _files(Path(folder))),
        *_of_model(model),
    ):
        found.update(f"{file.name}\0{file.stat().st_size}\0".encode("utf-8", "backslashreplace"))
        found.update(file.read_bytes())
    for name in (*_libraries(), model):
        found.update(f"{name}\0{_version(name)}\0".encode())
    return found.hexdigest()


def patterns_hash(patterns: Sequence[Path]) -> str:
    """A hash of all pattern files, ours and those of `patterns`."""
    found = hashlib.sha256()
    for folder in (patterns_folder(), *map(Path, patterns)):
        for file in _files(folder):
            name = file.relative_to(folder).as_posix()
            found.update(f"{name}\0{file.stat().st_size}\0".encode("utf-8", "backslashreplace"))
            found.update(file.read_bytes())
    return found.hexdigest()


def _files(folder: Path, endings: Sequence[str] = ()) -> Iterator[Path]:
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return iter(sorted(p for p in found if not endings or p.suffix in endings))


def _of_model(model: str) -> tuple[Path, ...]:
    if model == NONE:
        return ()
    folder = _PACKAGE / "models" / model if model in shipped() else Path(model)
    return tuple(_files(folder)) if folder.is_dir() else ()


def _libraries() -> tuple[str, ...]:
    """The names of what nevextract builds on: another version may read a page or a PDF otherwise."""
    try:
        wanted = requires("nevextract") or []
    except PackageNotFoundError:  # run from a folder of sources
        return ()
    needed = (each for each in wanted if "extra ==" not in each)  # extras change no record
    return tuple(sorted({_NAME.match(each)[0] for each in needed}))  # type: ignore[index] # each begins with a name


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
