"""An explanation as a tree for the terminal; in a pipe the same without colours and line breaks of its own."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from nevextract.explain import Explanation, Number, Option, Part, Reason, Seen
from nevextract.output.table import amount, clean, period
from nevextract.records import Figure

# Cues that every sentence is full of.
_SMALL = frozenset({"link", "boundary", "coordination", "frame"})
_BEST = 4
_REASONS = 6
_UNBROKEN = 100_000


def write_tree(stream: TextIO, found: Explanation, *, terminal: bool, everything: bool = False) -> None:
    """Write the tree. `everything`: small words, all readings and all reasons too."""
    plain = bool(os.environ.get("NO_COLOR")) or not terminal
    console = Console(
        file=stream,
        color_system=None if plain else "auto",
        force_terminal=terminal,
        width=None if terminal else _UNBROKEN,
        highlight=False,
    )
    published = f", published {found.published}" if found.published else ""
    tree = Tree(Text(clean(f"{found.id}{published}"), style="bold"))
    for warning in found.warnings:
        tree.add(_text(f"warning: {warning}", "yellow"))
    if not found.parts:
        tree.add(_text("no number stands here"))
    for part in found.parts:
        _add_part(tree, part, everything)
    console.print(tree)


def _text(words: str, style: str = "") -> Text:
    return Text(clean(words), style=style)


def _add_part(tree: Tree, part: Part, everything: bool) -> None:
    branch = tree.add(_text(f"line {part.line}, {part.kind}: {part.text}"))
    seen = [s for s in part.seen if everything or s.kind not in _SMALL]
    if seen:
        found = branch.add(_text("found", "dim"))
        for each in seen:
            found.add(_seen(each))
    if not part.numbers:
        branch.add(_text("no number stands here"))
    for number in part.numbers:
        _add_number(branch, number, everything)


def _seen(seen: Seen) -> Text:
    means = f" = {seen.means}" if seen.means else ""
    side = f", {seen.side}" if seen.side else ""
    line = _text(f"{seen.kind} \u201c{seen.text}\u201d{means}{side}")
    return _with_source(line, seen.source or seen.rule)


def _with_source(line: Text, source: str | None) -> Text:
    return line.append(f"  {clean(source)}", style="cyan") if source else line


def _add_number(branch: Tree, number: Number, everything: bool) -> None:
    head = _text(f"\u201c{number.quote}\u201d", "bold").append(f" at {number.start}", style="dim")
    at = branch.add(head)
    if number.read_as:
        at.add(_with_source(_text(f"read as {number.read_as}"), number.unit_source))
    for figure, sure in zip(number.figures, number.sure, strict=True):
        _add_figure(at, figure, sure)
    if number.reason:
        none = at.add(_text(f"no figure ({number.reason})", "yellow"))
        for words in number.missing:
            none.add(_text(words))
    for note in number.notes:
        at.add(_text(f"note: {note}"))
    if number.options:
        _add_options(at.add(_text("readings weighed", "dim")), number.options, everything)


def _add_figure(at: Tree, figure: Figure, sure: Iterable[Reason]) -> None:
    when = period(figure.period_start, figure.period_end) or "no period"
    words = [
        f"{figure.metric} {figure.measure}: {amount(figure)}",
        when + (f" (\u201c{figure.period_text}\u201d)" if figure.period_text else ""),
        figure.status or "no status",
        figure.subject or "no subject",
        *([figure.location] if figure.location else []),
        *([f"same as {figure.same_as}"] if figure.same_as else []),
        *figure.flags,
    ]
    branch = at.add(_text(f"figure {figure.id}: {'; '.join(words)}", "green"))
    grounds = "; ".join(f"{r.says} {r.adds:+.1f}" for r in sure)
    branch.add(_text(f"confidence {figure.confidence:.2f}: {grounds}"))


def _add_options(branch: Tree, options: tuple[Option, ...], everything: bool) -> None:
    shown = options if everything else options[:_BEST]
    for option in shown:
        name = f"{option.metric}/{option.measure}" if option.metric else "no figure"
        cue = f", \u201c{option.cue}\u201d" if option.cue else ""
        style = "bold green" if option.chosen and option.metric else "bold" if option.chosen else ""
        outcome = "chosen" if option.chosen else "lost"
        words = f"{outcome}: {name}, score {option.score:.1f}, p {option.probability:.2f}{cue}"
        at = branch.add(_with_source(_text(words, style), option.source))
        if option.lost:
            at.add(_text(option.lost))
        if option.chosen or everything:
            reasons = (*option.reasons, *option.gains)
            for reason in reasons if everything else reasons[:_REASONS]:
                times = f" \u00d7 {reason.value:g}" if reason.value != 1 else ""
                at.add(_text(f"{reason.adds:+.2f} {reason.says} ({reason.name} {reason.weight:+g}{times})"))
            _add_rest(at, len(reasons) - _REASONS, everything, "reasons")
    _add_rest(branch, len(options) - _BEST, everything, "readings")


def _add_rest(branch: Tree, left: int, everything: bool, what: str) -> None:
    if left > 0 and not everything:
        branch.add(_text(f"{left} more {what}; --all shows them", "dim"))
