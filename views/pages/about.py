"""The About page: method, the severity rule, limits, coverage computed from the data, version, licences, corrections."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import altair as alt
import pandas as pd
import streamlit as st

from layers import incidents, palette, periods
from question.view import FIELDS
from record import coverage, method
from views.parts import cards, plain_table, whats_new
from views.parts.question import asked, warn
from words import states, text
from words.dates import words as day_words
from words.text import link

if TYPE_CHECKING:
    import geopandas as gpd

    from views.parts.question import Question

METHOD = f"""
Soundings lays overlapping claims, reported vessel clashes, strategic places and regional developments over one
another and links each to the reporting that describes it. It takes no side. {method.TITLES} {method.ACCOUNTS}
Names of places follow your choice; English names are those of the US Board on Geographic Names. {method.CLAIMS}

**Evidence.** {method.RESTS} {method.ORIGINS} The number of origins stands beside the number of reports. A publisher
counts as state media where a state or a ruling party owns or funds it; a public broadcaster whose independence the law
protects counts as independent. A lost page is no retraction.

**Whose words.** What a captain, fishers, the press or the other side say for a state is told as theirs: only its
government, forces, officials and state media speak for it.

**Words or presence only.** A passage that was called out by radio, or a patrol that met nobody, is on record and is no
clash: severity 0 is left out of whatever counts clashes, and one choice brings it in.

**{method.PRECISION}** {method.MONTHS} Any range of dates that touches a clash finds it. A position is the
reported one, else a geodesic distance and bearing from a named feature, else the feature itself; the ring around a
picked clash is the radius within which it happened. {method.DISTANCES}
"""
LIMITS = """
Land is drawn at about 500 m: small features, Scarborough Shoal and Pratas among them, appear as places, not as land.
Where coordinates of a claim were never published, or were digitised by a third party without a clear licence, nothing
is drawn and the instrument's card says so. The map is in Web Mercator, so areas grow towards the poles; no distance
or area is measured on it.
"""


def page() -> None:
    """Show the page."""
    question = asked()
    warn(question)
    st.title("About Soundings")
    st.caption(f"Data version {text.markdown(question.store.package.version)}")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.subheader("Method")
        st.markdown(METHOD)
        st.subheader("Limits")
        reach = method.reach(text.markdown(coverage.words(question.store.package)))
        st.markdown(f"**{method.SILENCE}** {reach} {LIMITS}")
        st.subheader("Links and routes")
        _routes()
    with right:
        st.subheader("Severity")
        st.caption(method.SEVERITY)
        st.table(pd.DataFrame(method.severity_rule(), columns=["Level", "Name", "Set by"]), hide_index=True)
        st.subheader("Licences and sources")
        st.html(_licences(question))
    st.subheader("Coverage")
    _coverage(question)
    st.subheader("What is new")
    whats_new.show(question)
    st.subheader("Corrections")
    _corrections(question)


def _routes() -> None:
    st.markdown(
        "The address of the Explore page is the question: these keys make it up, and `GET /api/incidents.geojson` (and "
        "every other layer likewise) answers the same question as RFC 7946 GeoJSON with each feature's reports. "
        "`GET /api/claims?lon=&lat=` says whose claims a point is in, `GET /api/overlaps.json` how the claims overlap, "
        "`GET /api/changes.json?since=` what is new, `GET /api/find.json?q=` what some words may mean, and "
        "`GET /api/distance.json?line=115.9,9.7;117.76,15.14` the way from point to point on WGS 84."
    )
    rows = pd.DataFrame([(field.key, field.meaning) for field in FIELDS], columns=["Key", "Meaning"])
    st.table(rows.set_index("Key"))


def _licences(question: Question) -> str:
    found = question.store.package.descriptor
    licences = [link(one.get("path"), one.get("title") or one.get("name")) for one in found.get("licenses", [])]
    sources = [link(one.get("path"), one.get("title")) for one in found.get("sources", [])]
    items = "".join(f"<li>{words}</li>" for words in [*licences, *sources])
    return f'<div class="card"><ul>{items}</ul></div>'


def _coverage(question: Question) -> None:
    view = question.view
    frame = incidents.counted(question.frame("incidents"), view)
    if frame.empty:
        st.caption(f"No {view.unit[0]} is on record in this data package, so there is nothing to count.")
        return
    monthly = frame[frame["date_precision"] != "year"]
    table = pd.DataFrame(
        [
            (row.first.strftime("%Y-%m"), row.first.year, states.name(code))
            for row in monthly.itertuples()
            for code in row.any
        ],
        columns=["Month", "Year", "State"],
    )
    last = frame["last"].max()
    _stretches(question, frame)
    st.caption(
        f"Computed from the data: {text.count(len(frame), *view.unit)}, {frame['first'].min():%Y} to {last:%B %Y}. "
        "An empty cell means that no report is on record, not that nothing happened."
    )
    if table.empty:
        st.caption(f"No party of any {view.unit[0]} that is dated to a month is on record, so there is no table by state.")
        return
    several = view.unit[1].capitalize()
    grid = table.groupby(["Year", "State"]).size().rename(several).reset_index()
    st.altair_chart(_cells(grid, several), width="stretch")
    with st.expander("Coverage by month and state, as a table"):
        wide = table.pivot_table(index="Month", columns="State", values="Year", aggfunc="count", fill_value=0)
        months = pd.period_range(wide.index.min(), wide.index.max(), freq="M").astype(str)
        by_month = wide.reindex(months, fill_value=0).sort_index(ascending=False).rename_axis("Month").reset_index()
        plain_table.show(by_month, "Coverage by month and state", file="coverage")


def _stretches(question: Question, frame: gpd.GeoDataFrame) -> None:
    """Show how densely each stretch of time is filled, as the data set says, beside what is on record in it."""
    rows = [
        (
            row.how.capitalize(),
            f"after {day_words(row.span.start - dt.timedelta(days=1))}"
            if row.span.end == periods.LAST_DAY
            else f"to {day_words(row.span.end)}",
            f"{row.clashes:,}",
            f"{row.reports:,}",
            row.note,
        )
        for row in periods.filled(question.store.package, frame)
    ]
    several = question.view.unit[1].capitalize()
    st.table(pd.DataFrame(rows, columns=["Filled", "Days", several, "Reports", "What to bear in mind"]), hide_index=True)
    st.caption(
        "Counted from the data: what is dated for certain within each stretch, by the day on which it began or came out."
    )


def _cells(grid: pd.DataFrame, several: str) -> alt.Chart:
    """Return a cell a year and state; a year without a report is a gap to be seen, not to be closed up."""
    years = list(range(grid["Year"].min(), grid["Year"].max() + 1))
    along = alt.X("Year:O", title=None, scale=alt.Scale(domain=years), axis=alt.Axis(labelOverlap=True))
    shade = alt.Color(f"{several}:Q", scale=alt.Scale(range=[palette.SEVERITY[1], palette.SEVERITY[-1]]), legend=None)
    chart: alt.Chart = (
        alt.Chart(grid)
        .mark_rect(stroke=palette.EDGE, strokeWidth=0.6)
        .encode(x=along, y=alt.Y("State:N", title=None), color=shade, tooltip=["Year", "State", several])
        .properties(height=260)
    )
    return chart


def _corrections(question: Question) -> None:
    table = question.store.package.tables["corrections"]
    if table.empty:
        st.caption("None so far.")
    for row in table.sort_values("date", ascending=False).itertuples():
        st.html(cards.correction(row, question.store.package.evidence))
