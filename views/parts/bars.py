"""Bars of clashes, drawn the same on every page: shade says how grave, length how many."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import altair as alt

from layers import palette
from record import severity
from words import text
from words.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from layers.trends import Bars, Unit
    from question.view import View

TICKS = {"day": "%-d %b", "month": "%b %Y", "year": "%Y"}
# The last tick is the end of the last bar and the begin of none.
INNER = "datum.index < 1 ? datum.label : ''"
EDGE_PX, OUTLINE_PX = 0.6, 2.5
# Stands out from both themes' grounds.
OUTLINE = "#0072b2"
# A row of lying bars, and what the title above and the scale below them take.
ROW_PX, FRAME_PX = 24, 88
LABEL_PX = 190


def in_time(
    counted: Bars, unit: Unit, view: View, *, outlined: Container[str] = (), span: tuple[dt.date, dt.date] | None = None
) -> alt.Chart:
    """Return upright bars along time, the mildest clashes at the foot; bars of the `outlined` keys have a blue edge.

    They stand on all days of a `span`, else from the first of them to the last.

    Days have no time zone, so the scale is in UTC: in the reader's own a bar's first day would be another one.
    """
    frame = counted.timed()
    frame = frame.assign(
        called=[published_words(key) for key in frame["key"]], outlined=[key in outlined for key in frame["key"]]
    )
    ends = (day.isoformat() for day in (span[0], span[1] + dt.timedelta(days=1))) if span else ()
    scale = alt.Scale(type="utc", domain=[*ends]) if span else alt.Scale(type="utc")
    ticks = alt.Axis(grid=False, format=TICKS[unit], tickCount=unit, labelAlign="left", labelOverlap=True, labelExpr=INNER)
    chart: alt.Chart = (
        _bars(frame, view, binSpacing=0.5)
        .encode(x=alt.X("start:T", title=None, axis=ticks, scale=scale), x2="end:T")
        .encode(y=alt.Y("sum(n):Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=3)))
        .encode(tooltip=[alt.Tooltip("called:N", title=unit.capitalize()), *_tooltips(view)])
        .encode(strokeWidth=alt.condition("datum.outlined", alt.value(OUTLINE_PX), alt.value(EDGE_PX)))
        .encode(stroke=alt.condition("datum.outlined", alt.value(OUTLINE), alt.value(palette.EDGE)))
    )
    return chart


def ranked(counted: Bars, words: Callable[[str], str], view: View, *, name: str, most: int) -> alt.Chart:
    """Return lying bars, the longest first, each called by `words` of its key and its count; `name` says what a key is."""
    kept = counted.bars[:most]
    called = _called({bar.key: f"{words(bar.key)} ({len(bar.ids)})" for bar in kept})
    frame = counted.frame()
    frame = frame[frame["key"].isin(called)]
    label = alt.Axis(labelLimit=LABEL_PX, ticks=False, domain=False)
    chart: alt.Chart = (
        _bars(frame.assign(called=frame["key"].map(called)), view)
        .encode(y=alt.Y("called:N", title=None, sort=list(called.values()), axis=label))
        .encode(x=alt.X("sum(n):Q", title=None, stack="zero", axis=alt.Axis(tickMinStep=1, tickCount=4)))
        .encode(tooltip=[alt.Tooltip("called:N", title=name), *_tooltips(view)])
        .properties(height=ROW_PX * len(kept) + FRAME_PX)
    )
    return chart


def _called(labels: dict[str, str]) -> dict[str, str]:
    """Return labels that no two bars share: Vega would draw two places of one name as one."""
    shared = Counter(labels.values())
    return {key: f"{label} · {key}" if shared[label] > 1 else label for key, label in labels.items()}


def left_out(counted: Bars, unit: Unit, words: tuple[str, str]) -> str:
    """Return the sentence on what no bar of time holds, called by `words` for one and several; "" where there is none."""
    coarse, earlier = len(counted.coarse), len(counted.earlier)
    precision = {"day": "the month or the year", "month": "the year", "year": ""}[unit]
    counts = [f"{text.count(coarse, *words)} known only to {precision}"] if coarse else []
    counts += [f"{text.count(earlier, *words)} that began before these dates and went on"] if earlier else []
    return f"Left out: {text.words(counts)}." if counts else ""


def _tooltips(view: View) -> list[alt.Tooltip]:
    return [alt.Tooltip("severity:O", title="Severity"), alt.Tooltip("n:Q", title=view.unit[1].capitalize())]


def _bars(frame: Any, view: View, **mark: Any) -> alt.Chart:  # noqa: ANN401 -- pandas is untyped here, and a mark takes what Vega knows
    described = [f"{row.called}, severity {row.severity}: {row.n}" for row in frame.itertuples()]
    levels = list(severity.shown(view.severity))
    shades = alt.Scale(domain=levels, range=[palette.severity(level) for level in levels])
    chart: alt.Chart = (
        alt.Chart(frame.assign(said=described))
        .mark_bar(cursor="pointer", stroke=palette.EDGE, strokeWidth=EDGE_PX, **mark)
        .encode(color=alt.Color("severity:O", scale=shades, legend=None), order=alt.Order("severity:O", sort="ascending"))
        # What a click gives back: Vega forgets a field that no channel names.
        .encode(detail="key:N", description="said:N")
    )
    return chart
