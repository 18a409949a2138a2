"""The Trends page: when, between whom, where and how grave; one period beside two others; what is new.

A bar is opened by a click or by the list under its chart, and leads to the clashes behind it; the table has its figures.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import altair as alt
import streamlit as st

from briefing import chart_file
from briefing.making import named
from layers import incidents, periods, reach, trends
from views.parts import add_to_briefing, bars, cards, chips, facets, figures, filters, share
from views.parts.question import asked, warn
from words import text
from words.dates import words as day_words
from words.text import escape

if TYPE_CHECKING:
    import datetime as dt

    import geopandas as gpd

    from views.parts.facets import Facet
    from views.parts.question import Question

TIME_PX = 400
MOST_BARS = 16
MOST_REPORTS = 30
PADDING = {"left": 0, "right": 8, "top": 4, "bottom": 4}


def page() -> None:
    """Show the page."""
    question = asked()
    warn(question)
    filters.sidebar(question, layers=False)
    found = incidents.filter(question.frame("incidents"), question.view)
    _head(question, found)
    if found.empty:
        filters.relax(question)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _in_time(question, found)
    compared = periods.compare(question.store.package, question.frame("incidents"), question.view)
    with right:
        st.subheader("One period beside others")
        st.html(figures.comparison(compared, question.view))
    left, right = st.columns(2, gap="medium")
    with left:
        _ranked(question, facets.by_pair(question, found))
        _ranked(question, facets.by_place(question, found))
    with right:
        _ranked(question, facets.by_type(question, found))
        _news(question, compared.now.span.start)


def _head(question: Question, rows: gpd.GeoDataFrame) -> None:
    """Show what is asked, and what can be done with it: this is the place for whatever acts on the whole page."""
    sentence = question.view.sentence(place_names=question.store.names(question.view.names)) or "in the whole record"
    count = escape(text.count(len(rows), *(f"reported {words}" for words in question.view.unit)))
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.title("Trends")
    explore = cards.page_link("", question.view, "See them on the map")
    left.html(
        f'<p class="summary" role="status"><b>{count}</b> {escape(sentence)}. {escape(reach.note(rows, question.view))} '
        f'<span class="quiet">{explore}.</span></p>'
        f"{figures.legend(question.view)}"
    )
    with left:
        filters.presence(question)
        chips.show(question)
    with right:
        share.link()
        add_to_briefing.button(question.view, kind="trend")


def _in_time(question: Question, rows: gpd.GeoDataFrame) -> None:
    """Show the bars of time: of days with the months around them where few days are asked for, else of months or years."""
    span = periods.short(question.view)
    wide: trends.Unit = "year" if trends.unit(rows, question.view.start, question.view.end) == "year" else "month"
    unit: trends.Unit = "day" if span else wide
    time = facets.by_time(question, rows, unit)
    height = TIME_PX // 2 if span else TIME_PX
    _facet(question, time, bars.in_time(time.bars, unit, question.view, span=span).properties(height=height))
    if span:
        wide_span = periods.around(span)
        around = replace(periods.undated(question.view), start=wide_span.start, end=wide_span.end)
        admitted = incidents.filter(question.frame("incidents"), around)
        months = facets.by_month_around(question, around, admitted)
        asked_for = {bar.key for bar in months.bars.bars if facets.meets(bar.key, span)}
        chart = bars.in_time(months.bars, "month", question.view, outlined=asked_for, span=wide_span)
        _facet(question, months, chart.properties(height=height))


def _ranked(question: Question, facet: Facet) -> None:
    more = len(facet.bars.bars) - MOST_BARS
    cut = f"The {MOST_BARS} with the most {facet.several}; the table has {more} more." if more > 0 else ""
    chart = bars.ranked(facet.bars, facet.words, question.view, name=facet.name.capitalize(), most=MOST_BARS)
    _facet(question, facet._replace(note=f"{facet.note} {cut}".strip()), chart)


def _facet(question: Question, facet: Facet, chart: alt.Chart) -> None:
    """Show a chart, the clashes of the bar that is open, and the table."""
    # A key of its own for each question: a chart that came back with its selection would open that bar once more.
    key = f"w-chart-{facet.key}-{hash(question.view)}"
    st.altair_chart(
        chart.add_params(alt.selection_point(name="bar", fields=["key"], on="click")).properties(
            title=facet.title, padding=PADDING, description=f"{facet.title}. The table under the chart has the same figures."
        ),
        key=key,
        on_select=lambda: _clicked(facet.key, st.session_state[key]["selection"]),
        selection_mode=["bar"],
        width="stretch",
    )
    if facet.note:
        st.caption(facet.note)
    _opened(question, facet)
    with st.expander(f"Table: {facet.several} by {facet.name}"):
        st.html(figures.table(facet.name, facet.bars, facet.words, facet.narrowed, question.view))
        _files(question, facet)


def _files(question: Question, facet: Facet) -> None:
    """Offer the chart's figures and the chart itself as files, made when they are asked for."""
    name = f"{named(facet.title)}-data-{question.store.package.version}"
    lying = facet.key not in {"time", "around"}
    figures_file, picture_file = st.columns(2)
    figures_file.download_button(
        "Figures (CSV)",
        lambda: chart_file.table(facet.bars, facet.words, question.view),
        f"{name}.csv",
        "text/csv",
        key=f"w-csv-{facet.key}",
        on_click="ignore",
        width="stretch",
    )
    picture_file.download_button(
        "Picture (PNG)",
        lambda: chart_file.png(question.store, question.view, facet.title, facet.bars, facet.words, lying=lying),
        f"{name}.png",
        "image/png",
        key=f"w-png-{facet.key}",
        on_click="ignore",
        width="stretch",
    )


def _clicked(facet: str, chosen: dict[str, Any]) -> None:
    bar: list[dict[str, str]] = chosen.get("bar") or []
    st.session_state[f"w-open-{facet}"] = bar[0]["key"] if bar else ""


def _opened(question: Question, facet: Facet) -> None:
    """Offer every bar in a list, for whoever cannot click one, and show the clashes behind the one that is open."""
    key, held = f"w-open-{facet.key}", {bar.key: bar for bar in facet.bars.bars}
    if st.session_state.get(key) not in held:
        st.session_state[key] = ""
    opened = st.selectbox(
        f"Open a bar of “{facet.title}”",
        ["", *held],
        key=key,
        format_func=lambda one: f"{facet.words(one)} ({len(held[one].ids)})" if one else "Click a bar, or choose one here",
        label_visibility="collapsed",
    )
    if opened:
        rows = question.frame("incidents").loc[list(held[opened].ids)]
        st.html(figures.behind(facet.words(opened), rows, facet.narrowed(opened)))
        add_to_briefing.button(facet.narrowed(opened), kind="bar", key=f"keep-{facet.key}")


def _news(question: Question, since: dt.date) -> None:
    """Show what is new since the compared period began: one day decides both."""
    frame, package = question.frame("incidents"), question.store.package
    found = periods.news(package, frame, question.view, since)
    until = f", up to {day_words(question.view.end)}" if question.view.end else ""
    st.subheader(f"New since {day_words(since)}{until}")
    clashes = frame.loc[list(found.clashes.bar.ids)]
    with st.expander(f"{text.count(len(clashes), *question.view.unit)} that began"):
        st.html(f'<div class="card">{figures.items(clashes, replace(question.view, start=since))}</div>')
    with st.expander(text.count(len(found.reports), "report published", "reports published")):
        listed = "".join(cards.report(one, package.evidence) for one in found.reports[:MOST_REPORTS])
        st.html(f'<div class="card"><ol>{listed}</ol></div>')
        cut = f"The newest {MOST_REPORTS} are listed. " if len(found.reports) > MOST_REPORTS else ""
        st.caption(f"{cut}{text.count(found.undated, 'report')} more without a date that would tell.")
    with st.expander(f"{text.count(len(found.corrections), 'correction')} to the whole record"):
        for row in found.corrections.itertuples():
            st.html(cards.correction(row, package.evidence))
    st.caption(
        f"{question.view.unit[1].capitalize()} and the reports behind them are those that the filters admit. Set “From” at "
        "the left for another day."
    )
