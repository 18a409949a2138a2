"""One chart as a file: its figures as a table, and its bars as a picture that says what was asked and of which data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from briefing.mapsheet import picture
from briefing.pages import charts as pages
from briefing.pages import cover_and_sources
from briefing.pages.model import Chart
from briefing.slides import charts
from files import csv_zip, records
from record import severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.store import Store
    from layers.trends import Bar, Bars
    from question.view import View

WIDTH_PT, HEIGHT_PT, ROW_PT = 720.0, 360.0, 22.0
MOST_BARS = 40


def table(bars: Bars, words: Callable[[str], str], view: View) -> bytes:
    """Return the figures of bars as CSV, every text guarded: key, name, a column a severity, their sum, the tension."""
    shown = severity.shown(view.severity)
    rows = [
        {
            "key": bar.key,
            "name": words(bar.key),
            **{f"severity_{level}": bar.levels[level] for level in shown},
            "all": len(bar.ids),
            "tension": bar.tension,
        }
        for bar in bars.bars
    ]
    columns = ["key", "name", *(f"severity_{level}" for level in shown), "all", "tension"]
    return csv_zip.dumps(pd.DataFrame(rows, columns=columns))


def png(store: Store, view: View, title: str, bars: Bars, words: Callable[[str], str], *, lying: bool) -> bytes:  # noqa: PLR0913 -- each is one thing that a chart has
    """Return bars as a PNG with their title, how many there are more, the question, the coverage and the data version."""
    shown = bars.bars[:MOST_BARS] if lying else _without_gaps(bars.bars)
    more = len(bars.bars) - len(shown) if lying else 0
    chart = Chart(title, tuple(words(bar.key) for bar in shown), pages.series(shown), horizontal=lying)
    height = ROW_PT * len(shown) + 80.0 if lying else HEIGHT_PT
    about = records.about(store, view)
    foot = f"{about.filter[:1].upper()}{about.filter[1:]} · {cover_and_sources.held(store)} · data version {about.version}"
    lines = picture.Lines(title, f"The {MOST_BARS} with the most; {more:,} more are left out." if more else "", foot)
    return picture.png(charts.sheet(chart, WIDTH_PT, height), lines, scale=1.2)


def _without_gaps(bars: tuple[Bar, ...]) -> tuple[Bar, ...]:
    """Return bars of time with an empty one for each day, month or year between them that has none."""
    held = {bar.key: bar for bar in bars}
    if not held:
        return ()
    steps = pd.period_range(bars[0].key, bars[-1].key, freq={4: "Y", 7: "M", 10: "D"}[len(bars[0].key)])
    return tuple(held.get(str(step), pages.NO_BAR._replace(key=str(step))) for step in steps)
