"""Load pattern files: YAML without type guessing, validated, every error with file, line and rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from nevextract.errors import LanguageError, PatternError
from nevextract.patterns.base import PatternFile, Spec
from nevextract.patterns.consistency import check_aliases, check_metrics
from nevextract.patterns.pack import Loaded, Pack
from nevextract.patterns.registry import kind_of

_BaseLoader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
COMMON = "common"


def patterns_folder() -> Path:
    """The folder of the patterns that come with nevextract: in the installed package, else in the checkout."""
    packaged = Path(__file__).parents[1] / "_patterns"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "patterns"


def available_languages(extra: Sequence[Path] = ()) -> tuple[str, ...]:
    """Codes of the languages that have a pattern pack, sorted."""
    folders = (patterns_folder(), *extra)
    found = {d.name for f in folders if f.is_dir() for d in f.iterdir() if d.is_dir() and d.name != COMMON}
    return tuple(sorted(found))


def load_pack(language: str, extra: Sequence[Path] = ()) -> Pack:
    """The patterns of `language`: ours, overlaid by the folders of `extra` in order.

    A file of an extra folder replaces the file of the same kind and id; any other is added. Raises `LanguageError`
    for a language without a pack and `PatternError` for a broken file or a missing folder.
    """
    return _load_pack(language, tuple(extra))


@lru_cache(maxsize=16)
def _load_pack(language: str, extra: tuple[Path, ...]) -> Pack:
    for folder in extra:
        if not folder.is_dir():
            raise PatternError("no such folder of patterns", path=folder)
    if language not in available_languages(extra):
        known = ", ".join(available_languages(extra))
        raise LanguageError(f"no patterns for the language {language!r}; there are packs for: {known}")
    loaded: dict[tuple[str, str], Loaded] = {}
    lists: dict[str, Path] = {}
    for root in (patterns_folder(), *extra):
        seen: dict[tuple[str, str], Loaded] = {}
        for part in (COMMON, language):
            for path in _files(root / part):
                name = path.relative_to(root / part).as_posix()
                if path.suffix == ".tsv":
                    lists[name] = path
                    continue
                item = _load_file(path, name, shown=path.relative_to(root.parent).as_posix())
                key = (item.kind, item.id)
                if key in seen:
                    reason = f"the id stands in {seen[key].shown} already"
                    raise PatternError(reason, path=item.shown, rule=item.id)
                seen[key] = item
        loaded.update(seen)
    check_metrics(loaded.values())
    check_aliases(loaded.values())
    by_kind: dict[str, list[Loaded]] = {}
    for (kind, _), item in sorted(loaded.items()):
        by_kind.setdefault(kind, []).append(item)
    return Pack(language, {kind: tuple(items) for kind, items in by_kind.items()}, lists)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(p for p in folder.rglob("*") if p.suffix in {".yml", ".yaml", ".tsv"} and p.is_file())


def _load_file(path: Path, name: str, shown: str) -> Loaded:
    found = kind_of(name)
    if found is None:
        raise PatternError("no kind of pattern file goes by this name; see docs/patterns.md", path=shown)
    kind, model = found
    spec = parse(path.read_text("utf-8"), model, shown)
    identity = spec.id if isinstance(spec, PatternFile) else name
    if isinstance(spec, PatternFile) and path.stem != spec.id:
        raise PatternError(f"the file is named {path.name!r} but its id is {spec.id!r}", path=shown, rule=spec.id)
    return Loaded(kind, identity, shown, spec)


def parse(source: str, model: type[Spec], shown: str) -> Spec:
    """Read one pattern file from its text. `shown` is how errors name it."""
    try:
        data = _plain(yaml.compose(source, Loader=_BaseLoader), shown)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PatternError(f"not YAML: {error.problem}", path=shown, line=line) from error
    except yaml.YAMLError as error:
        raise PatternError(f"not YAML: {error}", path=shown) from error
    if not isinstance(data, dict):
        raise PatternError("a pattern file is a YAML mapping", path=shown, line=1)
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        line = line_of(source, first["loc"])
        where = ".".join(str(part) for part in first["loc"])
        rule = data.get("id") if isinstance(data.get("id"), str) else None
        raise PatternError(f"{where}: {first['msg']}", path=shown, line=line, rule=rule) from error


def _plain(node: Any, shown: str, above: tuple[Any, ...] = ()) -> Any:
    """The text, list or mapping of a node: no type is guessed, no key may stand twice. None for no node."""
    if node is None or isinstance(node, yaml.ScalarNode):
        return None if node is None else node.value
    if any(node is each for each in above):
        raise PatternError("a part of the file holds itself", path=shown, line=node.start_mark.line + 1)
    inside = (*above, node)
    if isinstance(node, yaml.SequenceNode):
        return [each.value if type(each) is yaml.ScalarNode else _plain(each, shown, inside) for each in node.value]
    found: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise PatternError("a key is not text", path=shown, line=key.start_mark.line + 1)
        if key.value in found:
            raise PatternError(f"the key {key.value!r} stands twice", path=shown, line=key.start_mark.line + 1)
        found[key.value] = _plain(value, shown, inside)
    return found


def line_of(source: str, location: tuple[int | str, ...]) -> int | None:
    """The line of a value inside the YAML source, or of the nearest thing around it."""
    node = yaml.compose(source, Loader=_BaseLoader)
    line: int | None = node.start_mark.line + 1 if node else None
    for part in location:
        if isinstance(node, yaml.MappingNode):
            pair = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
