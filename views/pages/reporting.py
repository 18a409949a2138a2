"""The Reporting page: every report, what it describes, whom it speaks for, and what rests on too little."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from layers import incidents, layer
from question import address, filtering, layer_keys
from record import archive
from record.evidence import newest_first
from views.parts import cards
from views.parts.question import WITHOUT, asked, bind, warn
from words import states, text
from words.dates import published_words
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from record.evidence import Evidence, Report
    from views.parts.question import Question

PAGE_ROWS = 300
# The grid's own keys, which nothing on it tells.
ROW = "Choose a row by its box, or with the arrow keys and Shift + Space,"


def page() -> None:
    """Show the reports; one is picked by a row or by the link's `report` key."""
    question, picked = _asked()
    evidence = question.store.package.evidence
    described = describes(question)
    st.title("Reporting")
    st.html(f'<p class="summary">{_summary(question, described)}</p>')
    tabs = st.tabs(["All reports", "Resting on one origin", "One side's account only"])
    with tabs[0]:
        _all(evidence, described, question, picked)
    with tabs[1]:
        st.caption("A single report is one witness, and so are several that all go back to one wire or one statement.")
        _features(question, _one_origin(question), "one")
    with tabs[2]:
        several = question.view.unit[1].capitalize()
        st.caption(
            f"{several} of which one party's own words are on record and another's are not: what captains, fishers or the "
            "press say is not their state's word. Silence of the record is not a denial."
        )
        _features(question, _one_side(question), "side")


def _asked() -> tuple[Question, str]:
    """Return the question and the id of the report that the link picks, "" where none; what is not understood is said."""
    question, given = asked(besides=("report",)), st.query_params.get_all("report")
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


def describes(question: Question) -> dict[str, list[tuple[str, str]]]:
    """Return the (layer, feature id) pairs that each report describes."""
    found: dict[str, list[tuple[str, str]]] = {}
    for (key, feature), reports in question.store.package.evidence.cited.items():
        for report in reports:
            found.setdefault(report.id, []).append((key, feature))
    return found


def _summary(question: Question, described: dict[str, list[tuple[str, str]]]) -> str:
    evidence = question.store.package.evidence
    publishers = {report.publisher for report in evidence.reports.values()}
    links = sum(len(found) for found in described.values())
    dated = sum(bool(report.published) for report in evidence.reports.values())
    return (
        f"<b>{escape(text.count(len(evidence.reports), 'report'))}</b> of "
        f"{escape(text.count(len(publishers), 'publisher'))} "
        f'stand behind {escape(text.count(links, "link"))} to features. <span class="quiet">{dated:,} carry a date.</span>'
    )


def _all(evidence: Evidence, described: dict[str, list[tuple[str, str]]], question: Question, picked: str) -> None:
    left, middle, right = st.columns([3, 2, 2])
    q = left.text_input("Search", key="w-report-q", placeholder="Title, publisher, what it says, or a feature")
    classes = sorted({report.publisher_class for report in evidence.reports.values()})
    kept = middle.multiselect("Class", classes, format_func=lambda word: word.replace("_", " "), placeholder="Any class")
    voices = sorted({report.voice for report in evidence.reports.values() if report.voice})
    spoken = right.multiselect("In whose words", voices, format_func=states.name, placeholder="Any voice")
    found = [
        r for r in evidence.reports.values() if (not kept or r.publisher_class in kept) and (not spoken or r.voice in spoken)
    ]
    hay = pd.Series([_hay(report, described, question) for report in found], dtype=object)
    listed = newest_first(report for report, kept_one in zip(found, filtering.says(hay, q), strict=True) if kept_one)
    if picked:
        _record(evidence.reports[picked], described, question)
    if not evidence.reports:
        st.info("No report is on record in this data package.")
        return
    if not listed:
        st.info("No report meets these: shorten the search, or clear the class and the voice.")
        return
    st.caption(f"{text.count(len(listed), 'report')}. {ROW} for what it describes.")
    _table(listed[:PAGE_ROWS], evidence, described)
    if len(listed) > PAGE_ROWS:
        st.caption(f"The newest {PAGE_ROWS} are listed; search to reach the others.")


def _hay(report: Report, described: dict[str, list[tuple[str, str]]], question: Question) -> str:
    titles = [question.frame(key).loc[feature, layer(key).DATA.title] for key, feature in _drawn(report, described)]
    return filtering.haystack([report.id, report.title, report.publisher, states.name(report.voice), *titles])


def _drawn(report: Report, described: dict[str, list[tuple[str, str]]]) -> list[tuple[str, str]]:
    return [pair for pair in described.get(report.id, []) if pair[0] in layer_keys.every()]


def _table(reports: Sequence[Report], evidence: Evidence, described: dict[str, list[tuple[str, str]]]) -> None:
    rows = pd.DataFrame(
        {
            "Published": [published_words(r.published) for r in reports],
            "Title": [text.plain(r.words, longest=160) for r in reports],
            "Link": [text.url(r.url) or None for r in reports],
            "If it is gone": [archive.copies(r) or None for r in reports],
            "Publisher": [text.plain(r.publisher, longest=80) for r in reports],
            "Class": [r.publisher_class.replace("_", " ") for r in reports],
            "In the words of": [states.name(r.voice) if r.voice else "" for r in reports],
            "Language": [cards.LANGUAGES.get(r.language, r.language) for r in reports],
            "Describes": [len(described.get(r.id, [])) for r in reports],
            "Taken from": [
                "; ".join(cards.step_words(step, evidence) for step in evidence.steps.get(r.id, ())) for r in reports
            ],
        }
    )
    ids = [report.id for report in reports]
    st.dataframe(
        rows,
        key="w-reports",
        on_select=lambda: _choose(ids),
        selection_mode="single-row",
        column_config={
            "Link": st.column_config.LinkColumn(display_text="Open"),
            "If it is gone": st.column_config.LinkColumn(display_text=archive.WORDS),
        },
        hide_index=True,
        height=520,
        width="stretch",
    )


def _choose(ids: list[str]) -> None:
    rows = st.session_state["w-reports"]["selection"]["rows"]
    st.query_params.from_dict({"report": ids[rows[0]]} if rows else {})


def _record(report: Report, described: dict[str, list[tuple[str, str]]], question: Question) -> None:
    """Show one report and, a click away each, the features it describes."""
    evidence = question.store.package.evidence
    with st.container(border=True):
        st.html(f'<div class="card"><ul>{cards.report(report, evidence)}</ul></div>')
        items = ""
        for key, feature in _drawn(report, described):
            says = next((r.supports for r in evidence.of_feature(key, feature) if r.id == report.id), "")
            items += _item(question, key, feature, says)
        if items:
            st.html(f'<div class="card"><h3>What it describes</h3><ul>{items}</ul></div>')
        st.html(f'<span class="quiet">Read {escape(report.retrieved)} · {escape(report.id)}</span>')


def _item(question: Question, key: str, feature: str, note: str = "") -> str:
    row = question.frame(key).loc[feature]
    card = layer(key).describe(row, question.view)
    small = f"<small>{escape(note)}</small>" if note else ""
    where = f"./?selected={escape(feature)}"
    kind = escape(card.kind or layer(key).TITLE.lower())
    return f'<li><a href="{where}" target="_self">{escape(card.title, longest=200)}</a> ({kind}){small}</li>'


def _one_origin(question: Question) -> list[tuple[str, str, str]]:
    evidence, listed = question.store.package.evidence, _listed(question)
    found = []
    for (key, feature), reports in evidence.cited.items():
        if feature in listed.get(key, ()) and evidence.origins(reports) == 1:
            found.append((key, feature, f"{text.count(len(reports), 'report')}, one origin"))
    return sorted(found)


def _listed(question: Question) -> dict[str, pd.Index]:
    """Return the ids of each layer's features: of incidents those that the question counts."""
    counted = {"incidents": incidents.counted(question.frame("incidents"), question.view)}
    return {key: counted.get(key, question.frame(key)).index for key in layer_keys.every()}


def _one_side(question: Question) -> list[tuple[str, str, str]]:
    frame = incidents.counted(question.frame("incidents"), question.view)
    found = []
    for row in frame.itertuples():
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
