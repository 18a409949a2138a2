"""A line of time as ink: marks along it in proportion to their days, and beside it, evenly spaced, what the named ones were.

Matplotlib and Vega were left aside as for the charts: neither keeps the names apart, and a deck's shapes stay shapes.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from briefing.box import Box
from briefing.mapsheet.sheet import Disc, Path, Pen, Sheet, Words
from briefing.slides.model import INK, LINK, MUTED, RULE, Style
from briefing.slides.typeset import fit
from layers import palette

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefing.box import Point
    from briefing.mapsheet.sheet import Item
    from briefing.pages.model import Entry, Timeline

WORDS, TICK = Style(12), Style(9.5, colour=MUTED)
LINE_X_PT, WHEN_X_PT, WHAT_X_PT = 64.0, 104.0, 256.0
MARK_PT, SMALL_PT, EDGE_PT = 5.0, 3.2, 8.0
LEAST_ROW_PT, MOST_ROW_PT = 16.0, 34.0
# A scale of so few days counts them one by one, of so few months these.
MOST_DAYS, MOST_MONTHS, MOST_TICKS = 21, 30, 14
# What reads the sheet out says this after it, where a map says its projection.
READING = "Time runs from top to bottom"


class _Scale(NamedTuple):
    """The first day at the top and the day after the last at the foot, with their places in points."""

    first: dt.date
    days: int
    top: float
    bottom: float

    def at(self, day: dt.date) -> float:
        """Return how far down a day begins; one beyond an end stands at it."""
        passed = min(max((day - self.first).days, 0), self.days)
        return self.top + (self.bottom - self.top) * passed / self.days


def _scale(timeline: Timeline, height_pt: float) -> _Scale:
    """Return the line of time: of all days that the entries touch, or cut to those that were asked for."""
    first = timeline.start or min(entry.first for entry in timeline.entries)
    last = timeline.end or max(entry.last for entry in timeline.entries)
    return _Scale(first, max(1, (last - first).days + 1), EDGE_PT, height_pt - EDGE_PT)


def sheet(timeline: Timeline, width_pt: float, height_pt: float) -> Sheet:
    """Return a line of time on a sheet of this size."""
    scale = _scale(timeline, height_pt)
    named = [entry for entry in timeline.entries if entry.named]
    rows = spaced([_middle(entry, scale) for entry in named], EDGE_PT, height_pt - EDGE_PT)
    items: list[Item] = [_line((LINE_X_PT, scale.top), (LINE_X_PT, scale.bottom), MUTED, 1.2), *_ticks(scale)]
    # The longest lies lowest, so that none is hidden.
    lasting = sorted(timeline.entries, key=lambda entry: entry.first - entry.last)
    items += [_span(entry, scale) for entry in lasting if entry.last > entry.first]
    items += [_leader(_middle(entry, scale), row) for entry, row in zip(named, rows, strict=True)]
    items += [_mark(entry, scale) for entry in sorted(timeline.entries, key=lambda entry: entry.named)]
    for entry, row in zip(named, rows, strict=True):
        items += _words(entry, row, width_pt)
    return Sheet(width_pt, height_pt, tuple(items), READING, "")


def spaced(wanted: Sequence[float], top: float, bottom: float) -> list[float]:
    """Return rows as near to the wanted heights as they can stand without meeting, in order, between top and bottom."""
    least = min(MOST_ROW_PT, max(LEAST_ROW_PT, (bottom - top) / max(1, len(wanted))))
    least = min(least, (bottom - top) / max(1, len(wanted) - 1)) if len(wanted) > 1 else least
    rows = [min(max(at, top), bottom) for at in wanted]
    for number in range(1, len(rows)):
        rows[number] = max(rows[number], rows[number - 1] + least)
    floor = bottom
    for number in reversed(range(len(rows))):
        rows[number] = min(rows[number], floor)
        floor = rows[number] - least
    return rows


def _middle(entry: Entry, scale: _Scale) -> float:
    return (scale.at(entry.first) + scale.at(entry.last + dt.timedelta(days=1))) / 2


def _line(start: Point, end: Point, colour: str, width_pt: float) -> Path:
    return Path("time", ((start, end),), closed=False, pen=Pen("", colour, width_pt))


def _ticks(scale: _Scale) -> Iterator[Item]:
    """Return the days, months or years along the line, as many as there is room for."""
    days = list(_steps(scale))
    every = -(-len(days) // MOST_TICKS)
    for day, words in days[::every]:
        y = scale.at(day)
        yield _line((LINE_X_PT - 5, y), (LINE_X_PT, y), MUTED, 0.8)
        yield Words("time", (LINE_X_PT - 8, y + TICK.size_pt * 0.36), words, TICK.size_pt, TICK.colour, "end")


def _steps(scale: _Scale) -> Iterator[tuple[dt.date, str]]:
    if scale.days <= MOST_DAYS:
        for day in (scale.first + dt.timedelta(days=number) for number in range(scale.days)):
            yield day, f"{day.day} {day:%b}"
        return
    last = scale.first + dt.timedelta(days=scale.days - 1)
    months = 12 * (last.year - scale.first.year) + last.month - scale.first.month
    if months <= MOST_MONTHS:
        for number in range(12 * scale.first.year + scale.first.month - 1, 12 * last.year + last.month):
            day = dt.date(number // 12, number % 12 + 1, 1)
            yield max(day, scale.first), f"{day:%b %Y}"
        return
    for year in range(scale.first.year + (scale.first > dt.date(scale.first.year, 1, 1)), last.year + 1):
        yield dt.date(year, 1, 1), str(year)


def _span(entry: Entry, scale: _Scale) -> Path:
    y, to_y = scale.at(entry.first), scale.at(entry.last + dt.timedelta(days=1))
    return _line((LINE_X_PT, y), (LINE_X_PT, to_y), entry.colour, 4.0)


def _leader(at: float, row: float) -> Path:
    points: tuple[Point, ...] = ((LINE_X_PT, at), (LINE_X_PT + 16, row), (WHEN_X_PT - 6, row))
    return Path("time", (points,), closed=False, pen=Pen("", RULE, 0.8))


def _mark(entry: Entry, scale: _Scale) -> Disc:
    pen = Pen(entry.colour, palette.EDGE, 0.6)
    radius = MARK_PT if entry.named else SMALL_PT
    at = LINE_X_PT, _middle(entry, scale)
    return Disc("time", at, radius, pen, diamond=entry.development, link=entry.link, words=f"{entry.when}: {entry.words}")


def _words(entry: Entry, row: float, width_pt: float) -> Iterator[Words]:
    """Return when an entry was and what it was, each on one line."""
    y = row + WORDS.size_pt * 0.36
    room = Box.between(WHAT_X_PT, 0, width_pt, 0).width
    when = fit(entry.when, (TICK._replace(size_pt=11.0), TICK), WHAT_X_PT - WHEN_X_PT - 8, 1)
    what = fit(entry.words, (WORDS, WORDS._replace(size_pt=11.0), WORDS._replace(size_pt=10.0)), room, 1)
    yield Words("time", (WHEN_X_PT, y), when.words, when.style.size_pt, MUTED)
    yield Words("time", (WHAT_X_PT, y), what.words, what.style.size_pt, LINK if entry.link else INK)
