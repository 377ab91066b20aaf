"""What the records of a document depend on beside the document: the program, its patterns and what was asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import nevextract
from nevextract.find.model import NONE, shipped
from nevextract.patterns import patterns_folder

_PACKAGE = Path(nevextract.__file__).parent
_CODE = (".py",)


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
    if model != NONE:
        found.update(f"{_version('spacy')}\0{_version(model)}".encode())
    return found.hexdigest()


def _files(folder: Path, endings: Sequence[str] = ()) -> Iterator[Path]:
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return iter(sorted(p for p in found if not endings or p.suffix in endings))


def _of_model(model: str) -> tuple[Path, ...]:
    if model == NONE:
        return ()
    folder = _PACKAGE / "models" / model if model in shipped() else Path(model)
    return tuple(_files(folder)) if folder.is_dir() else ()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
