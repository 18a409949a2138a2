"""How clashes are counted on the Trends page: what a bar is, how it is called, and what asks for its clashes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from layers import trends
from record import severity
from views.parts import bars
from words import states, text
from words.dates import published_period, published_words

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd

    from layers import periods
    from layers.trends import Bars
    from question.view import View
    from views.parts.question import Question


class Facet(NamedTuple):
    """One way to count: its key, what a bar is, the bars, how one is called, and the View that asks for its clashes.

    `several` is what they count, and `note` says how.
    """

    key: str
    name: str
    bars: Bars
    words: Callable[[str], str]
    narrowed: Callable[[str], View]
    several: str
    note: str = ""

    @property
    def title(self) -> str:
        """The chart's title."""
        return f"{self.several.capitalize()} by {self.name} and severity"


def by_time(question: Question, rows: gpd.GeoDataFrame, unit: trends.Unit) -> Facet:
    """Count by day, month or year of the first day."""
    counted = trends.by_time(rows, unit, start=question.view.start)
    finer = " Narrow the dates to six years or less to see months." if unit == "year" else ""
    return Facet(
        "time",
        unit,
        counted,
        published_words,
        lambda key: trends.at_time(question.view, key),
        question.view.unit[1],
        f"By {unit} of their first day. {bars.left_out(counted, unit, question.view.unit)}{finer}",
    )


def meets(key: str, span: periods.Span) -> bool:
    """Tell whether a bar of time holds any day of a span."""
    first, last = published_period(key)
    return first <= span.end and last >= span.start


def by_month_around(question: Question, around: View, rows: gpd.GeoDataFrame) -> Facet:
    """Count by the months of a view that reaches around the question's few days."""
    counted = trends.by_time(rows, "month", start=around.start)
    return Facet(
        "around",
        "month around these days",
        counted,
        published_words,
        lambda key: trends.at_time(around, key),
        question.view.unit[1],
        "Whole months, half a year to either side; those that hold the days asked for have a blue edge. "
        f"{bars.left_out(counted, 'month', question.view.unit)}".rstrip(),
    )


def by_pair(question: Question, rows: gpd.GeoDataFrame) -> Facet:
    """Count by pair of states."""
    return Facet(
        "pair",
        "pair of states",
        trends.by_pair(rows),
        lambda key: text.words([states.name(code) for code in key.split("-")]),
        lambda key: trends.at_pair(question.view, key),
        question.view.unit[1],
        f"{_one(question)} of three states counts in each pair that stood across from one another in it.",
    )


def by_type(question: Question, rows: gpd.GeoDataFrame) -> Facet:
    """Count by type."""
    return Facet(
        "type",
        "type",
        trends.by_type(rows),
        lambda key: severity.type_words(key).capitalize(),
        lambda key: trends.at_type(question.view, key),
        question.view.unit[1],
        f"{_one(question)} of several types counts in each of them.",
    )


def by_place(question: Question, rows: gpd.GeoDataFrame) -> Facet:
    """Count by place."""
    names = question.store.names(question.view.names)
    return Facet(
        "place",
        "place",
        trends.by_place(rows),
        lambda key: text.plain(names[key], longest=80),
        lambda key: replace(question.view, place=key),
        question.view.unit[1],
    )


def _one(question: Question) -> str:
    """Return what is counted as the subject of a sentence: "A clash" or "An incident"."""
    one = question.view.unit[0]
    return f"{'An' if one[0] in 'aeiou' else 'A'} {one}"
