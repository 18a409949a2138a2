"""Bar charts of counts by severity: by place, and by month or year, with what a bar leaves out said beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from briefing import wording
from briefing.pages.model import Chart
from layers import incidents, palette, periods, trends
from record import coverage, severity
from words import dates

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from briefing.answers import Answers

MOST_PLACES = 12
# A chart of more months than this is drawn by year.
MOST_MONTHS = 36
NO_BAR = trends.Bar("", (), (0,) * len(severity.NAMES))


def places(answers: Answers) -> Chart:
    """Return one bar a place, most first; past the twelve with most, the others share a bar."""
    names = answers.store.names(answers.view.names)
    shown, rest = answers.places[:MOST_PLACES], answers.places[MOST_PLACES:]
    labels = [names[bar.key] for bar in shown]
    if rest:
        ids = [identity for bar in rest for identity in bar.ids]
        shown = (*shown, trends.bar(answers.clashes.loc[ids]))
        labels.append(f"{len(rest):,} other places")
    return Chart(f"{answers.view.unit[1].capitalize()} by place and severity", tuple(labels), series(shown), horizontal=True)


def trend(answers: Answers) -> Chart:
    """Return a bar a month from a year before the question's period to its end, or a bar a year where that is too long."""
    asked = incidents.filter(answers.store.frames["incidents"], periods.undated(answers.view))
    window = _window(answers, asked)
    months = pd.period_range(*window, freq="M")
    unit: trends.Unit = "month" if len(months) <= MOST_MONTHS else "year"
    whole = periods.Span(*dates.period(*window, unit))
    begun = periods.within(asked, whole)
    counted = trends.by_time(asked.loc[list(begun.bar.ids)], unit)
    held = {bar.key: bar for bar in counted.bars}
    steps = [str(step) for step in (months if unit == "month" else pd.period_range(*window, freq="Y"))]
    return Chart(
        f"{answers.view.unit[1].capitalize()} by the {unit} in which they began",
        tuple(dates.published_words(step) for step in steps),
        series([held.get(step, NO_BAR) for step in steps]),
        note=wording.sentences(
            _left_out(len(counted.coarse) + len(begun.unsure), unit),
            f"each {unit} is counted whole, the first and the last beyond the dates chosen"
            if _beyond(answers, whole)
            else "",
            "" if answers.comparison.note else coverage.note(answers.store.package, window.end),
        ),
    )


def _window(answers: Answers, asked: gpd.GeoDataFrame) -> periods.Span:
    """Return the days that the chart reaches over: what was asked, cut to the record where they meet."""
    now = answers.comparison.now.span
    start, end = now.year_before().start, now.end
    if asked.empty:
        return periods.Span(start, end)
    record = incidents.counted(answers.store.frames["incidents"], answers.view)
    first, last = record["first"].min().date(), record["last"].max().date()
    start = start if answers.view.start else asked["first"].min().date()
    end = end if answers.view.end else max(last, end)
    apart = start > last or end < first or start > end
    return periods.Span(min(start, end), end) if apart else periods.Span(max(start, first), min(end, last))


def _beyond(answers: Answers, whole: periods.Span) -> bool:
    """Tell whether the first or the last bar holds days that were not asked for."""
    early = answers.view.start and whole.start < answers.comparison.now.span.year_before().start
    return bool(early or (answers.view.end and whole.end > answers.view.end))


def _left_out(n: int, unit: str) -> str:
    left = f"{wording.number(n)} known less precisely than to the {unit} {wording.verb(n, 'is', 'are')} left out"
    return left if n else ""


def series(bars: Sequence[trends.Bar]) -> tuple[tuple[str, str, tuple[float, ...]], ...]:
    """Return one series for each severity that any bar has, from the mildest."""
    rows = [(level, tuple(float(bar.levels[level]) for bar in bars)) for level in severity.NAMES]
    return tuple((f"{level} {severity.NAMES[level]}", palette.severity(level), row) for level, row in rows if any(row))
