"""Bar charts of counts by severity: by place, and by month or year, with what a bar leaves out said beneath."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from briefing import wording
from briefing.pages import Chart
from layers import dates, incidents, palette, periods, severity, trends

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from briefing.finding import Finding

MOST_PLACES = 12
# A chart of more months than this is drawn by year.
MOST_MONTHS = 36
NO_BAR = trends.Bar("", (), (0,) * len(severity.NAMES))


def places(found: Finding) -> Chart:
    """Return one bar a place, most first; past the twelve with most, the others share a bar."""
    names = found.known.names(found.view.names)
    shown, rest = found.places[:MOST_PLACES], found.places[MOST_PLACES:]
    labels = [names[bar.key] for bar in shown]
    if rest:
        ids = [identity for bar in rest for identity in bar.ids]
        shown = (*shown, trends.bar(found.clashes.loc[ids]))
        labels.append(f"{len(rest):,} other places")
    return Chart("Clashes by place and severity", tuple(labels), _series(shown), horizontal=True)


def trend(found: Finding) -> Chart:
    """Return a bar a month from a year before the question's period to its end, or a bar a year where that is too long."""
    asked = incidents.filter(found.known.frames["incidents"], replace(found.view, start=None, end=None))
    window = _window(found, asked)
    months = pd.period_range(*window, freq="M")
    unit: trends.Unit = "month" if len(months) <= MOST_MONTHS else "year"
    begun = periods.within(asked, periods.Span(*dates.period(*window, unit)))
    counted = trends.by_time(asked.loc[list(begun.bar.ids)], unit)
    held = {bar.key: bar for bar in counted.bars}
    steps = [str(step) for step in (months if unit == "month" else pd.period_range(*window, freq="Y"))]
    return Chart(
        f"Clashes by the {unit} in which they began",
        tuple(dates.published_words(step) for step in steps),
        _series([held.get(step, NO_BAR) for step in steps]),
        note=_left_out(len(counted.coarse) + len(begun.unsure), unit),
    )


def _window(found: Finding, asked: gpd.GeoDataFrame) -> periods.Span:
    """Return the days that the chart reaches over, cut to the record's where they meet it."""
    record, end = found.known.frames["incidents"], found.comparison.now.span.end
    start = found.comparison.year_before.span.start
    if not found.view.start and len(asked):
        start = min(asked["first"].min().date(), end)
    if record.empty or start > record["last"].max().date() or end < record["first"].min().date():
        return periods.Span(start, end)
    return periods.Span(max(start, record["first"].min().date()), min(end, record["last"].max().date()))


def _left_out(n: int, unit: str) -> str:
    left = f"{wording.number(n)} known less precisely than to the {unit} {wording.verb(n, 'is', 'are')} left out"
    return wording.sentences(left) if n else ""


def _series(bars: Sequence[trends.Bar]) -> tuple[tuple[str, str, tuple[float, ...]], ...]:
    """Return one series for each severity that any bar has, from the mildest."""
    rows = [(level, tuple(float(bar.levels[level - 1]) for bar in bars)) for level in severity.NAMES]
    return tuple((f"{level} {severity.NAMES[level]}", palette.severity(level), row) for level, row in rows if any(row))
