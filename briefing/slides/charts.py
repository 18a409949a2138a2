"""A chart as ink: bars, their axis and key laid out for a size, as a native chart of the same figures would show them.

Matplotlib was left aside: it would bring fonts and text measuring of its own for two kinds of bars.
"""

from __future__ import annotations

import calendar
import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefing import fonts
from briefing.box import Box
from briefing.mapsheet.sheet import Path, Pen, Sheet, Words
from briefing.slides.model import INK, MUTED, RULE, Style
from briefing.slides.typeset import fit

if TYPE_CHECKING:
    from briefing.mapsheet.sheet import Item
    from briefing.pages.model import Chart
    from briefing.slides.model import Para

LABEL = Style(10, colour=MUTED)
MOST_STEPS = 5
LABEL_SHARE, LABEL_LINES = 0.38, 2
BAR_SHARE, WIDEST_BAR_PT = 0.68, 56.0
ROOM_PT, KEY_PT = 6.0, 8.0
_MONTH = re.compile(rf"\b({'|'.join(calendar.month_name[1:])})\b")
BASELINE = 0.36  # of the type size: from the middle of a line down to its baseline


class Scale(NamedTuple):
    """A value axis from nothing: its last value and the step between its lines, in whole numbers from 1."""

    last: int
    step: int


def sums(chart: Chart) -> list[float]:
    """Return the sum of each bar."""
    return [sum(values) for values in zip(*(series[2] for series in chart.series), strict=True)]


def scale(chart: Chart) -> Scale:
    """Return the axis that a chart's highest bar asks for: steps of 1, 2 or 5 times a power of ten."""
    highest = max(sums(chart), default=0.0)
    rough = max(1.0, highest / MOST_STEPS)
    power = 10 ** math.floor(math.log10(rough))
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)
    return Scale(max(step, math.ceil(highest / step) * step), step)


def left_pt(chart: Chart) -> float:
    """Return how far from the left edge upright bars begin: after the figures of their axis."""
    return fonts.width(f"{scale(chart).last:,}", LABEL.size_pt) + ROOM_PT


def roomy(chart: Chart, width_pt: float) -> bool:
    """Tell whether every bar has room for its sum; sums that would touch are left to the axis."""
    if chart.horizontal:
        return True
    band = (width_pt - left_pt(chart)) / max(1, len(chart.categories))
    return max((fonts.width(f"{total:,g}", LABEL.size_pt) for total in sums(chart)), default=0.0) < band


def every(chart: Chart, width_pt: float) -> int:
    """Return which of the names under upright bars are written: 1 for every one, 2 for every second, and so on."""
    words = [word for name in chart.categories for word in name.split()]
    widest = max((fonts.room(word, LABEL.size_pt) for word in words), default=0.0) + ROOM_PT
    return max(1, math.ceil(widest * len(chart.categories) / max(width_pt, 1.0)))


def shortened(chart: Chart, width_pt: float) -> Chart:
    """Return an upright chart with its months cut to "Jun 2024" where their whole names leave no room for each other."""
    if chart.horizontal or every(chart, width_pt) == 1:
        return chart
    return replace(chart, categories=tuple(_MONTH.sub(lambda month: month[0][:3], name) for name in chart.categories))


def sheet(chart: Chart, width_pt: float, height_pt: float) -> Sheet:
    """Return a chart as ink on a sheet of this size."""
    key = _key(chart, width_pt, height_pt)
    top = min((item.at[1] for item in key if isinstance(item, Words)), default=height_pt) - 3 * ROOM_PT
    room = Box(0.0, 0.0, width_pt, top if len(chart.series) > 1 else height_pt)
    bars = _lying(chart, room) if chart.horizontal else _standing(shortened(chart, width_pt), room)
    return Sheet(width_pt, height_pt, (*bars, *key), "", "")


def _key(chart: Chart, width_pt: float, height_pt: float) -> list[Item]:
    """Return the names of the series with their colours, in rows at the foot; one series needs none."""
    if len(chart.series) < 2:
        return []
    rows: list[list[tuple[str, str, float]]] = [[]]
    for name, colour, _ in chart.series:
        advance = KEY_PT + ROOM_PT + fonts.width(name, LABEL.size_pt) + 3 * ROOM_PT
        if rows[-1] and sum(taken for _, _, taken in rows[-1]) + advance > width_pt:
            rows.append([])
        rows[-1].append((name, colour, advance))
    key: list[Item] = []
    for number, row in enumerate(reversed(rows)):
        x, y = 0.0, height_pt - 4 - number * LABEL.size_pt * 1.5
        for name, colour, advance in row:
            key.append(_rect(Box(x, y - KEY_PT, KEY_PT, KEY_PT), colour))
            key.append(Words("chart", (x + KEY_PT + ROOM_PT, y), name, LABEL.size_pt, LABEL.colour))
            x += advance
    return key


def _standing(chart: Chart, room: Box) -> list[Item]:
    axis = scale(chart)
    left = left_pt(chart)
    step = every(chart, room.width - left)
    band = (room.width - left) / max(1, len(chart.categories))
    named = [fit(name, (LABEL,), step * band - 2, LABEL_LINES) for name in chart.categories[::step]]
    foot = max((para.height_pt for para in named), default=0.0) + ROOM_PT
    plot = Box(left, LABEL.size_pt * 1.4, room.width - left, room.height - foot - LABEL.size_pt * 1.4)
    totals = sums(chart)
    shown = roomy(chart, room.width)
    items = [item for value in range(0, axis.last + 1, axis.step) for item in _level(plot, value, axis)]
    for number, _ in enumerate(chart.categories):
        middle = plot.left + (number + 0.5) * band
        items += _column(_segments(chart, number), middle, min(band * BAR_SHARE, WIDEST_BAR_PT), plot, axis)
        if totals[number] and shown:
            top = plot.top + plot.height * (1 - totals[number] / axis.last)
            items.append(Words("chart", (middle, top - 3), f"{totals[number]:,g}", LABEL.size_pt, INK, "middle"))
        if number % step == 0:
            items += _lines(named[number // step], middle, plot.bottom + ROOM_PT, "middle")
    return items


def _level(plot: Box, value: int, axis: Scale) -> list[Item]:
    y = plot.top + plot.height * (1 - value / axis.last)
    pen = Pen(stroke=RULE if value else MUTED, width_pt=0.5)
    at = plot.left - ROOM_PT, y + BASELINE * LABEL.size_pt
    return [
        Path("chart", (((plot.left, y), (plot.right, y)),), closed=False, pen=pen),
        Words("chart", at, f"{value:,}", LABEL.size_pt, LABEL.colour, "end"),
    ]


def _segments(chart: Chart, number: int) -> list[tuple[str, float]]:
    """Return the segments of one bar as (colour, value), the first series first."""
    return [(colour, values[number]) for _, colour, values in chart.series]


def _column(segments: list[tuple[str, float]], middle: float, width: float, plot: Box, axis: Scale) -> list[Item]:
    """Return the segments of one upright bar, the first series lowest."""
    bar: list[Item] = []
    y = plot.bottom
    for colour, value in segments:
        height = plot.height * value / axis.last
        y -= height
        if height:
            bar.append(_rect(Box(middle - width / 2, y, width, height), colour))
    return bar


def _lying(chart: Chart, room: Box) -> list[Item]:
    names = [fit(name, (LABEL,), room.width * LABEL_SHARE, LABEL_LINES) for name in chart.categories]
    widest = max((fonts.width(row, LABEL.size_pt) for para in names for row in para.lines), default=0.0)
    highest = max([*sums(chart), 1.0])
    plot = Box(widest + 2 * ROOM_PT, 0.0, room.width - widest - 2 * ROOM_PT, room.height)
    plot = plot._replace(width=plot.width - fonts.width(f"{highest:,g}", LABEL.size_pt) - 2 * ROOM_PT)
    band = room.height / max(1, len(names))
    items: list[Item] = []
    for number, name in enumerate(names):
        middle = plot.top + (number + 0.5) * band
        items += _lines(name, plot.left - ROOM_PT, middle - name.height_pt / 2, "end")
        items += _row(_segments(chart, number), middle, min(band * BAR_SHARE, WIDEST_BAR_PT / 2), plot, highest)
    foot = ((plot.left, room.top), (plot.left, room.bottom))
    return [*items, Path("chart", (foot,), closed=False, pen=Pen(stroke=MUTED, width_pt=0.5))]


def _row(segments: list[tuple[str, float]], middle: float, height: float, plot: Box, highest: float) -> list[Item]:
    """Return the segments of one lying bar, the first series at the left, and their sum."""
    bar: list[Item] = []
    x = plot.left
    for colour, value in segments:
        width = plot.width * value / highest
        if width:
            bar.append(_rect(Box(x, middle - height / 2, width, height), colour))
        x += width
    total = sum(value for _, value in segments)
    at = x + ROOM_PT, middle + BASELINE * LABEL.size_pt
    return [*bar, Words("chart", at, f"{total:,g}", LABEL.size_pt, INK)]


def _rect(box: Box, colour: str) -> Path:
    return Path("chart", (box.corners,), closed=True, pen=Pen(fill=colour))


def _lines(para: Para, x: float, top: float, anchor: str) -> list[Item]:
    """Return the lines of a name, the first of them under `top`."""
    size, leading = para.style.size_pt, para.leading_pt
    return [
        Words("chart", (x, top + (number + 0.5) * leading + BASELINE * size), row, size, para.style.colour, anchor)
        for number, row in enumerate(para.lines)
    ]
