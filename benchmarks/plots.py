"""Two small plots with logarithmic scales, as SVG text."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

INK, GRID = "#333333", "#dddddd"
COLOURS = ("#1f6f8b", "#d1495b", "#66a182", "#8d6a9f", "#edae49", "#555555")
WIDTH, LABELS, RIGHT, ROW = 760, 300, 70, 28


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = INK) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


def _rule(x1: float, y1: float, x2: float, y2: float, colour: str = GRID) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _svg(height: float, title: str, parts: Iterable[str]) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img" '
        f'font-family="sans-serif" font-size="12">'
    )
    back = f'<rect width="{WIDTH}" height="{height:.0f}" fill="white"/>'
    return "\n".join([head, f"<title>{escape(title)}</title>", back, _text(10, 18, title), *parts, "</svg>"]) + "\n"


def _powers(values: Sequence[float]) -> range:
    """The powers of ten that all values lie between."""
    return range(math.floor(math.log10(min(values))), math.ceil(math.log10(max(values))) + 1)


def bars(title: str, rows: Sequence[tuple[str, float]]) -> str:
    """A bar for each (label, value above 0)."""
    powers = _powers([value for _, value in rows])
    unit = (WIDTH - LABELS - RIGHT) / max(1, len(powers) - 1)
    bottom = 34 + ROW * len(rows)
    parts = []
    for step, power in enumerate(powers):
        x = LABELS + unit * step
        parts += [_rule(x, 28, x, bottom), _text(x, bottom + 16, f"{10.0**power:g}", "middle")]
    for at, (label, value) in enumerate(rows):
        y = 34 + ROW * at
        width = max(1.0, unit * (math.log10(value) - powers[0]))
        parts.append(_text(LABELS - 8, y + 14, label, "end"))
        parts.append(f'<rect x="{LABELS}" y="{y}" width="{width:.1f}" height="{ROW - 10}" fill="{COLOURS[0]}"/>')
        parts.append(_text(LABELS + width + 6, y + 14, f"{value:.3g}"))
    return _svg(bottom + 26, title, parts)


def lines(title: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """A line for each name through its (x, y), both above 0."""
    across = _powers([x for points in series.values() for x, _ in points])
    up = _powers([y for points in series.values() for _, y in points])
    left, top, bottom, right = 60.0, 34.0, 330.0, float(WIDTH - 290)
    x_unit, y_unit = (right - left) / max(1, len(across) - 1), (bottom - top) / max(1, len(up) - 1)

    def place(x: float, y: float) -> tuple[float, float]:
        return left + x_unit * (math.log10(x) - across[0]), bottom - y_unit * (math.log10(y) - up[0])

    parts = []
    for power in across:
        x, _ = place(10.0**power, 10.0 ** up[0])
        parts += [_rule(x, top, x, bottom), _text(x, bottom + 16, f"{10**power:,}", "middle")]
    for power in up:
        _, y = place(10.0 ** across[0], 10.0**power)
        parts += [_rule(left, y, right, y), _text(left - 6, y + 4, f"{10.0**power:g}", "end")]
    for at, (name, points) in enumerate(series.items()):
        colour = COLOURS[at % len(COLOURS)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in (place(*point) for point in sorted(points)))
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [_rule(right + 14, 50 + 20 * at, right + 34, 50 + 20 * at, colour)]
        parts.append(_text(right + 40, 54 + 20 * at, name))
    return _svg(bottom + 30, title, parts)
