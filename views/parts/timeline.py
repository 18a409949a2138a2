"""The timeline under the map: clashes by year, month or day, as fine as the chosen dates allow and no finer than known.

An event known to the month adds nothing to a day's bar; the caption says how many such events the bars leave out.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st

from layers import incidents, trends
from views.parts import bars
from views.parts.cards import page_link
from views.parts.question import ask
from words.dates import published_period
from words.text import escape

if TYPE_CHECKING:
    from question.view import View
    from views.parts.question import Question

HEIGHT_PX = 96


def show(question: Question) -> None:
    """Draw the bars; a click on one narrows the dates to it, a brush to what it covers."""
    view = question.view
    rows = incidents.filter(question.frame("incidents"), view)
    unit = trends.unit(rows, view.start, view.end)
    counted = trends.by_time(rows, unit, start=view.start)
    # A key of its own for each range: a chart that came back with its brush would narrow the dates once more.
    key = f"w-timeline-{view.start}-{view.end}"
    st.altair_chart(
        _chart(counted, unit, view),
        key=key,
        on_select=lambda: _narrow(st.session_state[key]["selection"]),
        selection_mode=["brush", "bar"],
        width="stretch",
    )
    several = view.unit[1]
    note = f"{several.capitalize()} by {unit} of their first day. Click a bar or drag over some to narrow the dates."
    trend = page_link("trends", view, f"Trends of these {several}")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(f'<p class="quiet">{escape(f"{note} {bars.left_out(counted, unit, view.unit)}")} {trend}</p>')
        if view.start or view.end:
            st.button("All dates", on_click=ask, kwargs={"start": None, "end": None})


def _chart(counted: trends.Bars, unit: trends.Unit, view: View) -> alt.Chart:
    chart: alt.Chart = (
        bars.in_time(counted, unit, view)
        .add_params(
            alt.selection_interval(name="brush", encodings=["x"]),
            alt.selection_point(name="bar", fields=["key"], on="click"),
        )
        .properties(height=HEIGHT_PX, padding={"left": 4, "right": 8, "top": 4, "bottom": 6})
    )
    return chart


def _narrow(chosen: dict[str, Any]) -> None:
    brush, bar = chosen.get("brush") or {}, chosen.get("bar") or []
    if brush.get("start"):
        low, high = (_day(stamp) for stamp in sorted(brush["start"]))
        ask(start=low, end=high)
    elif bar:
        start, end = published_period(bar[0]["key"])
        ask(start=start, end=end)


def _day(stamp: float) -> dt.date:
    return dt.datetime.fromtimestamp(stamp / 1000, tz=dt.UTC).date()
