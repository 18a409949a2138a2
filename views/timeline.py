"""The timeline under the map: clashes by year, month or day, as fine as the chosen dates allow and no finer than known.

An event known to the month adds nothing to a day's bar; the caption says how many such events the bars leave out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from layers import filtering, incidents, palette, severity
from layers.dates import PRECISIONS, period
from views.asking import ask

if TYPE_CHECKING:
    import geopandas as gpd

    from views.asking import Asked

Unit = Literal["day", "month", "year"]
HEIGHT_PX = 96
MOST_DAYS = 100
MOST_MONTHS_DAYS = 6 * 366


def show(asked: Asked) -> None:
    """Draw the bars; a click on one narrows the dates to it, a brush to what it covers."""
    view = asked.view
    frame = asked.frame("incidents")
    tests = incidents.masks(frame, view)
    found = frame.loc[filtering.together(tests)]
    unit = resolution(found, view.start, view.end)
    bars, left_out = binned(found, unit)
    chart = _chart(bars, unit)
    st.altair_chart(
        chart, key="w-timeline", on_select=lambda: _narrow(unit), selection_mode=["brush", "bar"], width="stretch"
    )
    note = f"Clashes by {unit} of their first day. Click a bar or drag over some to narrow the dates."
    if left_out:
        note += f" {left_out} known less precisely than to the {unit} left out."
    left, right = st.columns([5, 1])
    left.caption(note)
    if view.start or view.end:
        right.button("All dates", on_click=ask, kwargs={"start": None, "end": None}, width="stretch")


def resolution(found: gpd.GeoDataFrame, start: dt.date | None, end: dt.date | None) -> Unit:
    """Return the unit of the bars for the chosen dates, or for the span of what was found."""
    if found.empty:
        return "year"
    first = start or found["first"].min().date()
    days = ((end or found["last"].max().date()) - first).days
    return "day" if days <= MOST_DAYS else "month" if days <= MOST_MONTHS_DAYS else "year"


def binned(found: gpd.GeoDataFrame, unit: Unit) -> tuple[pd.DataFrame, int]:
    """Return `start`, `end`, `severity`, `n` for each bar, and how many events are known less precisely than `unit`."""
    fine = PRECISIONS[: PRECISIONS.index(unit) + 1]
    known = found[found["date_precision"].isin(fine)]
    spans = [period(day.date(), None, unit) for day in known["date_start"]]
    rows = pd.DataFrame(
        {
            "start": pd.to_datetime([span[0] for span in spans]),
            "end": pd.to_datetime([span[1] + dt.timedelta(days=1) for span in spans]),
            "severity": known["severity"].to_numpy(),
        }
    )
    return rows.groupby(["start", "end", "severity"]).size().rename("n").reset_index(), len(found) - len(known)


def _chart(bars: pd.DataFrame, unit: Unit) -> alt.Chart:
    levels = list(severity.NAMES)
    date = {"day": "%-d %B %Y", "month": "%B %Y", "year": "%Y"}[unit]
    chart: alt.Chart = (
        alt.Chart(bars)
        .mark_bar(binSpacing=0.5, cursor="pointer")
        .encode(
            x=alt.X("start:T", title=None, axis=alt.Axis(grid=False)),
            x2="end:T",
            y=alt.Y("sum(n):Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=3)),
            color=alt.Color("severity:O", scale=alt.Scale(domain=levels, range=list(palette.SEVERITY)), legend=None),
            order=alt.Order("severity:O", sort="descending"),
            tooltip=[
                alt.Tooltip("start:T", title=unit.capitalize(), format=date),
                alt.Tooltip("severity:O", title="Severity"),
                alt.Tooltip("n:Q", title="Clashes"),
            ],
        )
        .add_params(
            alt.selection_interval(name="brush", encodings=["x"]),
            alt.selection_point(name="bar", fields=["start"], on="click"),
        )
        .properties(height=HEIGHT_PX, padding={"left": 4, "right": 8, "top": 4, "bottom": 0})
    )
    return chart


def _narrow(unit: Unit) -> None:
    chosen: dict[str, Any] = st.session_state["w-timeline"]["selection"]
    brush, bar = chosen.get("brush") or {}, chosen.get("bar") or []
    if brush.get("start"):
        low, high = (_day(stamp) for stamp in sorted(brush["start"]))
        ask(start=low, end=high)
    elif bar:
        start, end = period(_day(bar[0]["start"]), None, unit)
        ask(start=start, end=end)


def _day(stamp: float) -> dt.date:
    return dt.datetime.fromtimestamp(stamp / 1000, tz=dt.UTC).date()
