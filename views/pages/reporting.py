"""The Reporting page: every report, what it describes, whom it speaks for, and what rests on too little."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from files import references
from layers import filtered, incidents, layer, reported
from question import address, filtering, layer_keys
from record import archive
from record.evidence import newest_first
from views.parts import cards, chips, filters, pick_table
from views.parts.question import REPORT, WITHOUT, asked, bind, warn
from views.parts.question import address as address_of_page
from words import states, text
from words.dates import published_words
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd

    from record.evidence import Evidence, Report
    from views.parts.question import Question

PAGE_ROWS = 300


def page() -> None:
    """Show the reports; one is picked by a row or by the link's `report` key."""
    question, picked = _asked()
    filters.sidebar(question, layers=False)
    evidence = question.store.package.evidence
    admitted = filtered(question.store.frames, question.view.layers, question.view)
    st.title("Reporting")
    st.html(f'<p class="summary">{_summary(question)}</p>')
    chips.show(question)
    behind = references.reports(question.store, question.view)
    follows = _follows(question, len(behind))
    tabs = st.tabs(["All reports", "Resting on one origin", "One side's account only"])
    with tabs[0]:
        _all(evidence, question, picked, behind if follows else list(evidence.reports.values()))
    with tabs[1]:
        st.caption("A single report is one witness, and so are several that all go back to one wire or one statement.")
        _features(question, _one_origin(question, admitted if follows else None), "one")
    with tabs[2]:
        several = question.view.unit[1].capitalize()
        st.caption(
            f"{several} of which one party's own words are on record and another's are not: what captains, fishers or the "
            "press say is not their state's word. Silence of the record is not a denial."
        )
        _features(question, _one_side(question, admitted if follows else None), "side")


def _follows(question: Question, behind: int) -> bool:
    """Offer the reports behind the map's features or all, where the question narrows anything; tell which are chosen."""
    if not chips.parts(question):
        return False
    every = len(question.store.package.evidence.reports)
    words = {True: f"Behind what the question admits ({behind:,})", False: f"Of the whole record ({every:,})"}
    chosen = st.segmented_control(
        "Reports", [True, False], key="w-report-of", default=True, format_func=words.__getitem__, required=True
    )
    return chosen is not False


def _asked() -> tuple[Question, str]:
    """Return the question and the id of the report that the link picks, "" where none; what is not understood is said."""
    question, given = asked(besides=(REPORT,)), st.query_params.get_all(REPORT)
    warn(question)
    try:
        picked = address.single(given)
    except ValueError as expected:
        fault = f"was not understood: expected {expected}"
    else:
        if not picked or picked in question.store.package.evidence.reports:
            return question, picked
        fault = "is no report of this data set"
    st.warning(text.markdown(f"The link's {address.quoted('report', given)} {fault}. {WITHOUT}"))
    return question, ""


def _summary(question: Question) -> str:
    evidence = question.store.package.evidence
    publishers = {report.publisher for report in evidence.reports.values()}
    links = sum(map(len, reported.described(question.store).values()))
    dated = sum(bool(report.published) for report in evidence.reports.values())
    return (
        f"<b>{escape(text.count(len(evidence.reports), 'report'))}</b> of "
        f"{escape(text.count(len(publishers), 'publisher'))} "
        f'stand behind {escape(text.count(links, "link"))} to features. <span class="quiet">{dated:,} carry a date.</span>'
    )


def _all(evidence: Evidence, question: Question, picked: str, reports: Sequence[Report]) -> None:
    left, middle, right = st.columns([3, 2, 2])
    q = left.text_input("Search", key="w-report-q", placeholder="Title, publisher, what it says, its address, or a feature")
    classes = sorted({report.publisher_class for report in reports})
    kept = middle.multiselect("Class", classes, format_func=lambda word: word.replace("_", " "), placeholder="Any class")
    voices = sorted({report.voice for report in reports if report.voice})
    spoken = right.multiselect("In whose words", voices, format_func=states.name, placeholder="Any voice")
    found = [r for r in reports if (not kept or r.publisher_class in kept) and (not spoken or r.voice in spoken)]
    says = reported.says(question.store, found, q)
    listed = newest_first(report for report, said in zip(found, says, strict=True) if said)
    if picked:
        _record(evidence.reports[picked], question)
    if not evidence.reports:
        st.info("No report is on record in this data package.")
        return
    if not listed:
        st.info("No report meets these: shorten the search, or clear the class, the voice or the question.")
        return
    st.caption(f"{text.count(len(listed), 'report')}. {pick_table.HINT} for what it describes.")
    _table(listed[:PAGE_ROWS], question, picked)
    if len(listed) > PAGE_ROWS:
        st.caption(f"The newest {PAGE_ROWS} are listed; search to reach the others.")


def _table(reports: Sequence[Report], question: Question, picked: str) -> None:
    store = question.store
    steps = store.package.evidence.steps
    taken = [
        "; ".join(cards.step_words(step, store.package.evidence) for step in steps.get(report.id, ())) for report in reports
    ]
    rows = pd.DataFrame(
        {
            "Published": [published_words(report.published) for report in reports],
            "Title": [text.plain(report.words, longest=160) for report in reports],
            "Link": [text.url(report.url) for report in reports],
            "If it is gone": [archive.copies(report) for report in reports],
            "Publisher": [text.plain(report.publisher, longest=80) for report in reports],
            "Class": [report.publisher_class.replace("_", " ") for report in reports],
            "In the words of": [states.name(report.voice) if report.voice else "" for report in reports],
            "Language": [cards.LANGUAGES.get(report.language, report.language) for report in reports],
            "Describes": [len(reported.described(store).get(report.id, [])) for report in reports],
            "Taken from": taken,
        }
    )
    pick_table.show(
        rows,
        [report.id for report in reports],
        _choose,
        key="w-reports",
        name="Reports, the newest first",
        picked=picked,
        sortable=False,
        links={"Link": "Open", "If it is gone": archive.WORDS},
    )


def _choose(report: str) -> None:
    """Pick a report, or none, beside the question that is asked."""
    others = {key: values for key, values in address_of_page().items() if key != REPORT}
    st.query_params.from_dict(others | ({REPORT: [report]} if report else {}))


def _record(report: Report, question: Question) -> None:
    """Show one report and, a click away each, the features it describes."""
    evidence = question.store.package.evidence
    with st.container(border=True):
        st.html(f'<div class="card"><ul>{cards.report(report, evidence)}</ul></div>')
        items = ""
        for key, feature in reported.drawn(question.store, report.id):
            says = next((r.supports for r in evidence.of_feature(key, feature) if r.id == report.id), "")
            items += _item(question, key, feature, says)
        if items:
            st.html(f'<div class="card"><h3>What it describes</h3><ul>{items}</ul></div>')
        st.html(f'<span class="quiet">Read {escape(report.retrieved)} · {escape(report.id)}</span>')


def _item(question: Question, key: str, feature: str, note: str = "") -> str:
    row = question.frame(key).loc[feature]
    card = layer(key).describe(row, question.view)
    small = f"<small>{escape(note)}</small>" if note else ""
    kind = escape(card.kind or layer(key).TITLE.lower())
    title = cards.page_link("", replace(question.view, selected=feature), text.plain(card.title, longest=200))
    return f"<li>{title} ({kind}){small}</li>"


def _one_origin(question: Question, admitted: dict[str, gpd.GeoDataFrame] | None) -> list[tuple[str, str, str]]:
    evidence, listed = question.store.package.evidence, _listed(question, admitted)
    found = []
    for (key, feature), reports in evidence.cited.items():
        if feature in listed.get(key, ()) and evidence.origins(reports) == 1:
            found.append((key, feature, f"{text.count(len(reports), 'report')}, one origin"))
    return sorted(found)


def _listed(question: Question, admitted: dict[str, gpd.GeoDataFrame] | None) -> dict[str, pd.Index]:
    """Return the ids of each layer's features: those admitted, or of the whole record; of incidents those that count."""
    frames = {key: question.frame(key) for key in layer_keys.every()} if admitted is None else admitted
    listed = {key: frame.index for key, frame in frames.items()}
    if "incidents" in frames:
        listed["incidents"] = incidents.counted(frames["incidents"], question.view).index
    return listed


def _one_side(question: Question, admitted: dict[str, gpd.GeoDataFrame] | None) -> list[tuple[str, str, str]]:
    listed = _listed(question, admitted).get("incidents", pd.Index([]))
    found = []
    for row in question.frame("incidents").loc[listed].itertuples():
        silent = sorted(row.any - row.footing.speaking)
        if row.footing.speaking and silent:
            names = text.words([states.spoken(code) for code in silent])
            found.append(("incidents", row.id, f"{row.when}: no own words of {names} found"))
    return found


def _features(question: Question, found: list[tuple[str, str, str]], lead: str) -> None:
    q = st.text_input("Search", key=bind(f"w-{lead}-q", st.session_state.get(f"w-{lead}-q", "")))
    hay = pd.Series(
        [filtering.haystack([f, note, layer(k).describe(question.frame(k).loc[f]).title]) for k, f, note in found]
    )
    kept = [row for row, says in zip(found, filtering.says(hay.astype(object), q), strict=True) if says]
    st.caption(f"{text.count(len(kept), 'feature')}.")
    st.html(f'<div class="card"><ul>{"".join(_item(question, *row) for row in kept)}</ul></div>')
