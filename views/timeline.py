"""The timeline under the map: clashes by year, month or day, as fine as the chosen dates allow and no finer than known.

An event known to the month adds nothing to a day's bar; the caption says how many such events the bars leave out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st

from layers import incidents, trends
from layers.dates import published_period
from layers.text import escape
from views import bars
from views.asking import ask
from views.cards import page_link

if TYPE_CHECKING:
    from views.asking import Asked

HEIGHT_PX = 96


def show(asked: Asked) -> None:
    """Draw the bars; a click on one narrows the dates to it, a brush to what it covers."""
    view = asked.view
    found = incidents.filter(asked.frame("incidents"), view)
    unit = trends.unit(found, view.start, view.end)
    counted = trends.by_time(found, unit, start=view.start)
    st.altair_chart(
        _chart(counted, unit),
        key="w-timeline",
        on_select=_narrow,
        selection_mode=["brush", "bar"],
        width="stretch",
    )
    left, right = st.columns([5, 1])
    note = f"Clashes by {unit} of their first day. Click a bar or drag over some to narrow the dates."
    trend = page_link("trends", view, "Trends of these clashes")
    left.html(f'<p class="quiet">{escape(f"{note} {bars.left_out(counted, unit)}")} {trend}</p>')
    if view.start or view.end:
        right.button("All dates", on_click=ask, kwargs={"start": None, "end": None}, width="stretch")


def _chart(counted: trends.Bars, unit: trends.Unit) -> alt.Chart:
    chart: alt.Chart = (
        bars.in_time(counted, unit)
        .add_params(
            alt.selection_interval(name="brush", encodings=["x"]),
            alt.selection_point(name="bar", fields=["key"], on="click"),
        )
        .properties(height=HEIGHT_PX, padding={"left": 4, "right": 8, "top": 4, "bottom": 0})
    )
    return chart


def _narrow() -> None:
    chosen: dict[str, Any] = st.session_state["w-timeline"]["selection"]
    brush, bar = chosen.get("brush") or {}, chosen.get("bar") or []
    if brush.get("start"):
        low, high = (_day(stamp) for stamp in sorted(brush["start"]))
        ask(start=low, end=high)
    elif bar:
        start, end = published_period(bar[0]["key"])
        ask(start=start, end=end)


def _day(stamp: float) -> dt.date:
    return dt.datetime.fromtimestamp(stamp / 1000, tz=dt.UTC).date()
