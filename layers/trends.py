"""Trends: clashes counted by time, pair of states, place and type, each bar with its tension figure and the terms of it.

Every figure carries the ids of the clashes behind it, so that a page or a file can lead to each. A clash counts on its first
day: one known to the month counts in its month and in no day, one known to the year in neither. The counting is not left to
Vega's own aggregation, because tables and files need the same figures as the charts.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

import pandas as pd

from question.view import Days
from record import severity
from words import dates, states

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from question.view import View

Unit = Literal["day", "month", "year"]
MOST_DAYS = 100
MOST_MONTHS_DAYS = 6 * 366
_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}


class Term(NamedTuple):
    """One term of the tension figure: `n` clashes of a severity add `n` times that severity."""

    severity: int
    name: str
    n: int
    adds: int


class Bar(NamedTuple):
    """The clashes that share a key: their ids, newest first, and how many have each severity, 0 to 7."""

    key: str
    ids: tuple[str, ...]
    levels: tuple[int, ...]

    @property
    def tension(self) -> int:
        """The sum of the clashes' severities: a count in which a graver clash weighs more, and no more than that."""
        return sum(term.adds for term in self.terms)

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the tension figure adds up from, the gravest last."""
        return tuple(
            Term(level, severity.NAMES[level], n, level * n) for level, n in zip(severity.NAMES, self.levels, strict=True)
        )


class Bars(NamedTuple):
    """Bars in the order to draw them, and the clashes that none of them holds.

    `coarse` are dated less precisely than a bar is wide; `earlier` had begun before the first day asked for.
    """

    bars: tuple[Bar, ...]
    coarse: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()

    def frame(self) -> pd.DataFrame:
        """Return `key`, `severity` and `n`, one row for each shade of each bar."""
        rows = [(bar.key, term.severity, term.n) for bar in self.bars for term in bar.terms if term.n]
        return pd.DataFrame(rows, columns=["key", "severity", "n"])

    def timed(self) -> pd.DataFrame:
        """Return the frame of bars of time with `start` and `end`: the first day and the day after the last, at 0 h UTC."""
        frame = self.frame()
        spans = [dates.published_period(key) for key in frame["key"]]
        days = {"start": [first for first, _ in spans], "end": [_day_after(last) for _, last in spans]}
        return frame.assign(**{name: pd.to_datetime(stamps, utc=True) for name, stamps in days.items()})


def _day_after(day: dt.date) -> dt.date:
    """Return the next day; the last day that there is has none and stands for it."""
    return day + dt.timedelta(days=1) if day < dt.date.max else day


def unit(rows: gpd.GeoDataFrame, start: dt.date | None, end: dt.date | None) -> Unit:
    """Return how wide bars of time best are for the chosen dates, or for the span of what was found."""
    if rows.empty:
        return "year"
    first = start or rows["first"].min().date()
    days = ((end or rows["last"].max().date()) - first).days
    return "day" if days <= MOST_DAYS else "month" if days <= MOST_MONTHS_DAYS else "year"


def by_time(rows: gpd.GeoDataFrame, wide: Unit = "month", *, start: dt.date | None = None) -> Bars:
    """Count by day, month or year of the first day, in order of time; keys are "2024-06-17", "2024-06" or "2024"."""
    fine = rows["date_precision"].isin(dates.PRECISIONS[: dates.PRECISIONS.index(wide) + 1])
    keys = rows["date_start"].dt.strftime(_FORMATS[wide])
    early = fine & pd.Series([_ends_before(key, start) for key in keys], index=rows.index, dtype=bool)
    counted = _bars(rows[fine & ~early], [(key,) for key in keys[fine & ~early]])
    return Bars(tuple(sorted(counted)), tuple(rows.index[~fine]), tuple(rows.index[early]))


def _ends_before(key: str, day: dt.date | None) -> bool:
    return day is not None and dates.published_period(key)[1] < day


def by_pair(rows: gpd.GeoDataFrame) -> Bars:
    """Count by unordered pair of states, most first; keys are "CHN-PHL".

    A clash of three states counts in each pair that stood across from one another in it: two that one state is reported to
    have acted on are no pair. `match=between` asks for the same pairs.
    """
    return _most_first(rows, [sorted(pairs) for pairs in rows["pairs"]])


def by_place(rows: gpd.GeoDataFrame) -> Bars:
    """Count by place, most first; keys are places' ids."""
    return _most_first(rows, [(place,) for place in rows["place"]])


def by_type(rows: gpd.GeoDataFrame) -> Bars:
    """Count by type, most first; a clash of several types counts in each."""
    return _most_first(rows, [sorted(kinds) for kinds in rows["kinds"]])


def _most_first(rows: gpd.GeoDataFrame, keys: list[Iterable[str]]) -> Bars:
    return Bars(tuple(sorted(_bars(rows, keys), key=lambda bar: (-len(bar.ids), bar.key))))


def _bars(frame: gpd.GeoDataFrame, keys: Iterable[Iterable[str]]) -> list[Bar]:
    held: dict[str, list[tuple[str, int]]] = {}
    for identity, level, mine in zip(frame.index, frame["severity"], keys, strict=True):
        for key in mine:
            held.setdefault(key, []).append((identity, level))
    return [_bar(key, rows) for key, rows in held.items()]


def bar(rows: gpd.GeoDataFrame, key: str = "") -> Bar:
    """Return one bar of all that was found."""
    return _bar(key, list(zip(rows.index, rows["severity"], strict=True)))


def _bar(key: str, rows: list[tuple[str, int]]) -> Bar:
    counted = Counter(level for _, level in rows)
    return Bar(key, tuple(identity for identity, _ in rows), tuple(counted[level] for level in severity.NAMES))


def at_time(view: View, key: str) -> View:
    """Return the view narrowed to a bar of time that is not empty: just the clashes that the bar holds."""
    first, last = dates.published_period(key)
    start, end = view.began or (first, last)
    return replace(view, began=Days(max(start, first), min(end, last)))


def at_pair(view: View, key: str) -> View:
    """Return the view narrowed to a pair's bar: just the clashes that the bar holds.

    It asks for what happened between the two, unless the view already asks for more than one of them at least. It stays as
    it is for a state that no link can name.
    """
    named = states.ordered(key.split("-"))
    if len(named) < 2:
        return view
    either = not view.states or (view.match == view.role == "any" and not set(named).isdisjoint(view.states))
    if view.pairs or not either:
        return replace(view, pairs=tuple(sorted({*view.pairs, key})))
    return replace(view, states=named, match="between", role="any")


def at_type(view: View, key: str) -> View:
    """Return the view narrowed to a type's bar: just the clashes that the bar holds."""
    if view.types or view.kinds:
        return replace(view, kinds=tuple(word for word in severity.TYPES if word in {*view.kinds, key}))
    return replace(view, types=(key,))
