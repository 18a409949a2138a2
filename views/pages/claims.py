"""The Claims page: whose claims is this in, the overlap atlas, the matrix of states by states, and the instruments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import altair as alt
import pandas as pd
import streamlit as st

from layers import layer, overlaps, palette, places
from question import whereabouts
from question.view import Point, View
from views.map import chart
from views.parts import days, dossier, plain_table, table
from views.parts import whose_claims as answers
from views.parts.question import ask, asked, bind, pick, point_at, showing, warn, whole
from waters import computed, sentences
from waters.lens import LENSES
from words import states, text
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from streamlit.navigation.page import Page

    from views.parts.question import Question
    from waters.computed import Share, Waters

# What this page's map shows where the link does not say.
SHOWN = ("overlaps", "limits", "claims")
MOST_SETS = 40
# How several states are meant of waters: between is two of them at least.
TOGETHER = {"any": "any of them", "all": "all of them", "between": "two of them"}
MOST_LISTED = 6
BEGIN_WITH = (
    "second-thomas-shoal",
    "scarborough-shoal",
    "vanguard-bank",
    "james-shoal",
    "reed-bank",
    "north-natuna-sea",
)


def page() -> None:
    """Show the page: the question and its lens, the atlas and the answer, then figures and instruments."""
    question = showing(asked(), SHOWN)
    warn(question)
    waters = computed.load(question.store.package)
    st.html('<h1 class="name">Claims</h1>')
    _question(question)
    admitted = question.store.admitted(question.view)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.html(f'<p class="summary" role="status">{_summary(question, waters)}</p>')
        chart.show(question, admitted, page="Claims")
    with right:
        dossier.show(question, admitted, kind="claims", overview=lambda: _overview(question))
    if not waters.fault:
        _figures(question, waters)


def place() -> Page:
    """Return the page as the navigation and links to it know it."""
    return st.Page(page, title="Claims", url_path="claims")


def _question(question: Question) -> None:
    """Show where to ask, the lens, and what the lens means."""
    left, between, middle, right = st.columns([5, 4, 4, 2], gap="medium", vertical_alignment="bottom")
    with left, st.form("whose", border=False):
        where, go = st.columns([4, 1], vertical_alignment="bottom")
        typed = where.text_input("Whose claims is this in?", placeholder="9.733, 115.867 · 9°44′N 115°52′E · a place's name")
        if go.form_submit_button("Ask", width="stretch") and typed:
            _find(question, typed)
    with left:
        _choice(question)
    between.multiselect(
        "Claimed by",
        list(palette.CLAIMANTS),
        key=bind("w-claims-states", [code for code in question.view.states if code in palette.CLAIMANTS]),
        on_change=whole(_choose_states),
        format_func=states.name,
        placeholder="Two states or more",
    )
    if len(question.view.states) > 1:
        between.radio(
            "Claimed by",
            list(TOGETHER),
            key=bind("w-claims-match", question.view.match),
            on_change=whole(lambda: ask(match=st.session_state["w-claims-match"])),
            format_func=lambda match: TOGETHER[match],
            horizontal=True,
            label_visibility="collapsed",
        )
    middle.segmented_control(
        "Legal lens",
        list(LENSES),
        key=bind("w-claims-lens", question.view.lens),
        on_change=whole(lambda: ask(lens=st.session_state["w-claims-lens"] or "claimed")),
        format_func=lambda lens: LENSES[lens],
        required=True,
    )
    with right:
        refused = days.show("As of", question.view.end, lambda day: ask(end=day), key="w-asof", last=True)
    days.say(refused)
    st.html(answers.lens_sentence(question))


def _choose_states() -> None:
    """Ask for the chosen states: with a second one, for the waters that they claim together."""
    chosen, before = states.ordered(st.session_state["w-claims-states"]), asked().view
    together = len(before.states) < 2 <= len(chosen)
    ask(states=chosen, match="all" if together else before.match)


def _find(question: Question, typed: str) -> None:
    """Answer for the one thing that a text means; several, or near spellings, are kept to be chosen from."""
    st.session_state.pop("spots", None)
    try:
        spots = whereabouts.find(question.frame("places"), typed)
    except ValueError as refused:
        st.warning(text.markdown(str(refused)))
        return
    spot = whereabouts.answered(spots)
    if spot is None:
        st.session_state["spots"] = (whereabouts.heading(spots, typed), spots)
        return
    _go(question, spot)
    st.rerun()


def _choice(question: Question) -> None:
    """Show the places that a text may mean: nothing moves until one of them is chosen."""
    heading, spots = st.session_state.get("spots", ("", []))
    if not spots:
        return

    def choose() -> None:
        chosen = st.session_state["w-spot"]
        if chosen is not None:
            _go(question, spots[chosen])

    st.selectbox(
        text.markdown(heading),
        range(len(spots)),
        index=None,
        key="w-spot",
        on_change=choose,
        format_func=lambda number: spots[number].label,
        placeholder="Choose one",
    )


def _go(question: Question, spot: whereabouts.Spot) -> None:
    """Ask about what was found: a position, a place at a point, or a place that is an area and has none."""
    st.session_state.pop("spots", None)
    st.session_state["matched"] = (spot.place, spot.matched)
    if not spot.place:
        point_at(spot.lon_deg, spot.lat_deg)
        return
    pick(spot.place)
    area = places.outline(question.frame("places"), spot.place, computed.load(question.store.package))
    if area is None:
        ask(point=Point(round(spot.lon_deg, 5), round(spot.lat_deg, 5)))


def _summary(question: Question, waters: Waters) -> str:
    """Return how much of the counted sea two states or more claim, among those asked for, as HTML."""
    view = question.view
    mine = overlaps.shares(waters, view)
    shared = computed.km2(computed.shared(mine, view.claimants))
    # One state's waters, or any of some states', are also those that it claims alone: both figures are told.
    alone = len(view.states) == 1 or (len(view.states) > 1 and view.match == "any")
    of = computed.km2(mine) if alone else shared
    who = sentences.names(view.states, last="or") if alone else overlaps.claimants_words(view)
    lead = f"<b>{of:,.0f} km²</b> claimed by {escape(who)}"
    if alone:
        lead += f", {shared:,.0f} km² of it by {'others too' if len(view.states) == 1 else 'two states or more'}"
    if view.claimants:
        lead += f" (where just {escape(text.count(view.claimants, 'state claims', 'states claim'))} the water)"
    share = of / waters.km2 if waters.km2 else 0
    return (
        f"{lead}: {share:.0%} of the {waters.km2:,.0f} km² of sea counted. {escape(LENSES[view.lens])}. "
        '<span class="quiet">Click the sea to ask whose claims hold there.</span>'
    )


def _overview(question: Question) -> None:
    """Show places to begin with, and the largest overlaps that the view shows, by who claims them together."""
    st.html(
        '<div class="card"><p>Click the sea, or type a position or a name: every claim that contains it opens here with its '
        "instruments and reports, under both lenses, with distances to coasts and features.</p><h3>Begin with</h3></div>"
    )
    view, waters = question.view, computed.load(question.store.package)
    names = question.store.names(view.names)
    for place in (identity for identity in BEGIN_WITH if identity in question.frame("places").index):
        dossier.button(place, names[place], lead="begin")
    shared = computed.shared(overlaps.shares(waters, view), view.claimants)
    if not shared:
        return
    st.html('<div class="card"><h3>Largest overlaps</h3></div>')
    for share in shared[:MOST_LISTED]:
        words = text.markdown(f"{sentences.waters(share.states)}: {share.km2:,.0f} km²", longest=160)
        narrowed = {"states": share.states, "match": "all", "claimants": len(share.states)}
        st.button(words, key=f"set-{'-'.join(share.states)}", type="tertiary", on_click=ask, kwargs=narrowed)
    left = shared[MOST_LISTED:]
    if left:
        km2 = sum(share.km2 for share in left)
        st.caption(f"{text.count(len(left), 'smaller overlap')} left out here: {km2:,.0f} km² together, listed below.")


def _figures(question: Question, waters: Waters) -> None:
    view = question.view
    shares = computed.shares(waters, view.lens, view.end)
    tabs = st.tabs(["States by states", "Every overlap", "Instruments", f"{view.unit[1].capitalize()} by waters"])
    with tabs[0]:
        _matrix(view, shares)
    with tabs[1]:
        _sets(view, waters, shares)
    with tabs[2]:
        table.listing(question, "claims", question.frame("claims"))
    with tabs[3]:
        frame = layer("incidents").filter(question.frame("incidents"), view)
        for by in ("eez", "claimants"):
            st.html(_groups(question, by, table.grouped(frame, view, by)))


def _matrix(view: View, shares: list[Share]) -> None:
    """Draw the area that each pair claims, and list it with its share and a link to its cells on the map."""
    pairs = computed.matrix(shares)
    if not pairs:
        st.caption("No computed zone applies under this lens on this day, so no area is claimed by any pair.")
        return
    rows = [
        (states.name(a), states.name(b), round(km2), km2 / pairs[a, a], _cells_link(view, tuple({a, b})))
        for (a, b), km2 in sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    ]
    columns = ["State", "With", "km²", "Share of the first", "On the map"]
    frame = pd.DataFrame(rows, columns=columns)
    cells = alt.Chart(frame, title="Square kilometres that both claim; on the diagonal, all that one claims").encode(
        x=alt.X("With:N", title=None, axis=alt.Axis(orient="top", labelAngle=0)), y=alt.Y("State:N", title=None)
    )
    shade = alt.Color("km²:Q", scale=alt.Scale(range=[palette.OVERLAPS[0], palette.OVERLAPS[-1]]), legend=None)
    light = alt.condition(alt.datum["km²"] > frame["km²"].max() / 3, alt.value("#ffffff"), alt.value("#22303a"))
    drawn = cells.mark_rect().encode(color=shade, tooltip=columns[:4]) + cells.mark_text(fontSize=11).encode(
        text=alt.Text("km²:Q", format=",d"), color=light
    )
    st.altair_chart(drawn.properties(height=300), width="stretch")
    plain_table.show(
        frame, "Areas that pairs of states claim", file="overlaps-by-pair", written=_written(columns[3], columns[4])
    )
    st.caption(CAVEAT)


def _sets(view: View, waters: Waters, shares: list[Share]) -> None:
    """List every set of states that claims waters together and with no others."""
    rows = [
        (
            sentences.names(share.states) or "no state is found to claim it",
            len(share.states),
            round(share.km2),
            share.km2 / waters.km2,
            _cells_link(view, share.states, exact=True) if len(share.states) > 1 else None,
        )
        for share in shares[:MOST_SETS]
    ]
    columns = ["Claimed by just these", "States", "km²", "Share of the sea", "On the map"]
    plain_table.show(
        pd.DataFrame(rows, columns=columns),
        "Areas by all the states that claim them",
        file="overlaps-by-set",
        written=_written(columns[3], columns[4]),
    )
    st.caption(
        f"Together they are the {waters.km2:,.0f} km² counted: the South China Sea within S-23's limits, land taken out."
        f"{_left_out(shares[MOST_SETS:])} {_not_computed(waters)}"
    )


def _left_out(rest: list[Share]) -> str:
    """Return how many sets a list leaves out, and how large they are together."""
    km2 = sum(share.km2 for share in rest)
    return f" {text.count(len(rest), 'smaller set')} left out here: {km2:,.0f} km² together." if rest else ""


def _not_computed(waters: Waters) -> str:
    """Return what of the counted sea lies in no computed zone, whatever the lens."""
    km2 = sum(row.km2 for row in waters.cells.itertuples() if not row.zones)
    return f"{km2:,.0f} km² lie in no computed zone." if km2 else ""


CAVEAT = (
    "Areas are geodesic. Where neighbours have agreed no limit that is public, each claim is drawn to its full reach, so an "
    "overlap here may be larger than what the states dispute; each zone's note says what it was measured from."
)


def _written(share: str, link: str) -> dict[str, Callable[[Any], str]]:
    """Return how the cells of a share and of a link are written."""
    return {
        share: lambda part: f"{part:.2%}",
        link: lambda address: f'<a href="{escape(address)}" target="_self">Show</a>',
    }


def _cells_link(view: View, codes: tuple[str, ...], *, exact: bool = False) -> str:
    shown = View(states=states.ordered(codes), match="all", lens=view.lens, end=view.end).settled()
    shown = replace(shown, layers=SHOWN, claimants=len(codes) if exact else 0)
    return f"./claims?{urlencode(shown.query())}"


def _groups(question: Question, by: str, grouped: dict[Any, list[int]]) -> str:
    """Return the clashes under the present filters by the waters they lie in, each group a link to Explore, as HTML."""
    items = ""
    for name, levels in grouped.items():
        words = table.group_words(by, name)
        count = text.count(len(levels), *question.view.unit)
        narrowed: dict[str, Any] = {by: (name,) if by == "eez" else name, "layers": View().layers}
        query = urlencode(replace(question.view, **narrowed).query())
        items += (
            f'<li><a href="./?{escape(query)}" target="_self">{escape(words)}</a>: {escape(count)}</li>'
            if name
            else (f"<li>{escape(words)}: {escape(count)}</li>")
        )
    heading = "Inside the EEZ claim of" if by == "eez" else "In waters claimed by"
    return f'<div class="card"><h3>{heading}</h3><ul>{items}</ul></div>'
