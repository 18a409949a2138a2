"""The dossier at the right: the picked feature with its reporting, the point that was clicked, or what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers import incidents, layer
from record import severity
from views.parts import add_to_briefing, cards, share, whose_claims
from views.parts.question import ask, bind, pick, whole
from waters import measure, standing
from waters.computed import load
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    import pandas as pd

    from briefing.story import Kind
    from views.parts.question import Question
    from waters.standing import Standing

MOST_LISTED = 12
# Kinds of places that stand above the sea and are smaller than what the drawn land shows.
DRY = {"island", "rock", "outpost"}


def show(
    question: Question,
    admitted: dict[str, gpd.GeoDataFrame],
    *,
    kind: Kind = "map",
    overview: Callable[[], None] | None = None,
) -> None:
    """Show the picked feature; else what holds at the clicked point; else an overview, the newest admitted unless given."""
    with st.container(key="dossier"):
        selected = question.view.selected
        _actions(question, selected, kind)
        if selected:
            _feature(question, admitted, question.store.ids[selected], selected, whose_first=kind == "claims")
        elif question.view.point:
            point(question, *question.view.point)
        elif overview:
            overview()
        else:
            _overview(admitted)


def _actions(question: Question, selected: str, kind: Kind) -> None:
    """Show what can be done with the view: copied as a link, kept as a scene, its picked feature closed."""
    left, middle, right = st.columns([4, 5, 3], gap="small")
    with left:
        share.link()
    with middle:
        add_to_briefing.button(question.view, kind=_scene(question) or kind)
    if selected or question.view.point:
        right.button("Close", on_click=ask, kwargs={"selected": "", "point": None}, width="stretch")


def _scene(question: Question) -> Kind | None:
    """Return the kind of scene that keeps what is open: the picked feature, the point, or the comparison; None for none."""
    view = question.view
    if view.selected:
        return layer(question.store.ids[view.selected]).TRAITS.scene or "feature"
    return "point" if view.point else "beside" if view.beside else None


def _feature(
    question: Question, admitted: dict[str, gpd.GeoDataFrame], key: str, identity: str, *, whose_first: bool
) -> None:
    """Show a feature with its reports; where claims are asked about, whose claims a place lies in comes first."""
    module, row = layer(key), question.frame(key).loc[identity]
    shown = module.describe(row, question.view)
    _chooser(question, admitted, key, identity)
    whose_first = whose_first and shown.place == identity
    if whose_first:
        _named(question, row)
        _whose(question, row, key)
    evidence = question.store.package.evidence
    if identity not in admitted[key].index:
        st.caption("This feature is outside the present filters, so it is not counted on the map or in the table.")
    st.html(cards.card(shown))
    st.html(cards.reports(module.sources(row), evidence))
    for section in module.TRAITS.beside(row, question.store.frames, question.view):
        _listed(question, section.heading, section.ids)
    _related(question, shown.related)
    if row.geometry is not None and row.geometry.geom_type == "Point" and not row.geometry.is_empty:
        _around(question, row, key, shown.place, whose=not whose_first)


def _chooser(question: Question, admitted: dict[str, gpd.GeoDataFrame], key: str, identity: str) -> None:
    """Offer all that lies under the picked feature's mark or under the click: nothing hides under anything else."""
    here = _here(question, admitted, key, identity)
    if len(here) < 2:
        return
    at = here.index(identity)
    st.selectbox(
        f"{at + 1} of {len(here)} at this position",
        here,
        key=bind("w-here", identity),
        format_func=lambda other: _graded(question, other),
        on_change=whole(lambda: ask(selected=st.session_state["w-here"])),
    )
    with st.container(horizontal=True, key="here"):
        for words, to in (("Previous", at - 1), ("Next", at + 1)):
            other = here[to % len(here)]
            st.button(words, key=f"here-{words}", on_click=ask, kwargs={"selected": other}, disabled=not 0 <= to < len(here))


def _here(question: Question, admitted: dict[str, gpd.GeoDataFrame], key: str, identity: str) -> list[str]:
    """Return what shares the picked feature's mark, in its layer's order, then what else a click met."""
    same_mark = layer(key).TRAITS.same_mark
    shown = {other for rows in admitted.values() for other in rows.index}
    mark = list(same_mark(question.frame(key), identity).index) if same_mark else [identity]
    clicked = st.session_state.get("under", [])
    met = clicked if identity in clicked else []
    return [other for other in dict.fromkeys([*mark, *met]) if other == identity or other in shown]


def _graded(question: Question, identity: str) -> str:
    """Return what a feature is called, after its date and before its severity where it has them."""
    row = question.frame(question.store.ids[identity]).loc[identity]
    words = _dated(question, identity)
    return f"{words} ({severity.short(row['severity'])})" if "severity" in row else words


def _listed(question: Question, heading: str, ids: Sequence[str]) -> None:
    """List features as buttons in their order, the newest first, the rest behind one more click."""
    if not ids:
        return
    st.html(f'<div class="card"><h3>{text.escape(heading)} ({len(ids)})</h3></div>')
    for identity in ids[:MOST_LISTED]:
        button(identity, _dated(question, identity))
    if len(ids) > MOST_LISTED:
        with st.expander(f"{len(ids) - MOST_LISTED} more"):
            for identity in ids[MOST_LISTED:]:
                button(identity, _dated(question, identity))


def _dated(question: Question, identity: str) -> str:
    """Return what a feature is called, after its date where it has one."""
    key = question.store.ids[identity]
    row = question.frame(key).loc[identity]
    name = row[layer(key).DATA.title]
    return f"{row['when']}: {name}" if "when" in row else str(name)


def button(identity: str, words: str, *, lead: str = "go") -> None:
    """Show a feature as a button that picks it."""
    label = text.markdown(words, longest=160)
    st.button(label, key=f"{lead}-{identity}", type="tertiary", on_click=pick, args=(identity,))


def _related(question: Question, related: tuple[tuple[str, str], ...]) -> None:
    if not related:
        return
    st.html('<div class="card"><h3>Linked</h3></div>')
    for key, identity in related:
        linked = layer(key).describe(question.frame(key).loc[identity], question.view)
        button(identity, f"{linked.title} ({linked.kind})" if linked.kind else linked.title, lead="linked")


def _named(question: Question, row: pd.Series) -> None:
    """Head the answer with the place that was found, and with the name by which it was."""
    name = question.store.names(question.view.names)[row["id"]]
    place, matched = st.session_state.get("matched", ("", ""))
    by = f"<p>Found by {text.escape(matched)}.</p>" if matched and place == row["id"] else ""
    note = f"<p>{text.escape(row['note'])}</p>" if row["note"] else ""
    st.html(
        f'<div class="card"><div class="kicker">Whose claims is this in?</div><h2>{text.escape(name)}</h2>{by}{note}</div>'
    )


def _whose(question: Question, row: pd.Series, key: str) -> None:
    """Show the claims that hold a feature's position or, where it is an area, how the area is shared."""
    area = layer(key).TRAITS.area(row, question.store.frames, load(question.store.package))
    if area is not None:
        st.html(whose_claims.across(question, area))
        return
    at = row.geometry
    held = row["standing"] if "standing" in row else _standing(question, at.x, at.y, row.get("precision_m", 0.0))
    st.html(whose_claims.answer(question, held))
    if row.get("kind") in DRY and held.setting.kind != "land":
        st.caption("The feature is drawn as a point: the answer is for the waters around it.")


def _around(question: Question, row: pd.Series, key: str, at_place: str, *, whose: bool) -> None:
    """Show the place's own page, the claims that hold the position unless they stand above, and the nearest clashes."""
    at = row.geometry
    if at_place and at_place != row["id"]:
        st.html('<div class="card"><h3>The place</h3></div>')
        place = question.frame("places").loc[at_place]
        away = measure.distances(at.x, at.y, [place["lon_deg"]], [place["lat_deg"]])[0]
        where = f", {measure.distance_words(away)} away" if away > 1 else ""
        name = question.store.names(question.view.names)[at_place]
        button(at_place, f"{name}: names, status, occupant{where}", lead="place")
    if whose:
        st.html('<div class="card"><h3>Whose claims this is in</h3></div>')
        _whose(question, row, key)
    counted = incidents.counted(question.frame("incidents"), question.view)
    others = counted[counted.index != row["id"]]
    _near(others, incidents.nearby(others, at.x, at.y), f"Nearest reported {question.view.unit[1]}")


def _standing(question: Question, lon_deg: float, lat_deg: float, precision_m: float = 0.0) -> Standing:
    return standing.at(load(question.store.package), lon_deg, lat_deg, precision_m=float(precision_m))


def _near(frame: gpd.GeoDataFrame, found: Sequence[tuple[float, str]], heading: str) -> None:
    """List clashes with their distance, as buttons."""
    if found:
        st.html(f'<div class="card"><h3>{text.escape(heading)} ({len(found)})</h3></div>')
    for metres, identity in found:
        told = frame.loc[identity]
        button(identity, f"{measure.distance_words(metres)}: {told['title']}, {told['when']}", lead="near")


def point(question: Question, lon_deg: float, lat_deg: float) -> None:
    """Show whose claims a point is in, how far coasts and features lie, and the clashes within a radius."""
    where = measure.position_words(lon_deg, lat_deg)
    st.html(f'<div class="card"><div class="kicker">Whose claims is this in?</div><h2>{where}</h2></div>')
    st.html(whose_claims.answer(question, _standing(question, lon_deg, lat_deg)))
    st.html(whose_claims.distances(question, lon_deg, lat_deg))
    heading = f"Reported {question.view.unit[1]} within that distance"
    _near(question.frame("incidents"), whose_claims.within(question, lon_deg, lat_deg), heading)


def _overview(admitted: dict[str, gpd.GeoDataFrame]) -> None:
    st.html(
        '<div class="card"><p>Pick a mark or a line on the map, days on the bar of time, or a row of the table. Each '
        "feature opens with what happened, in whose words, and every report behind it.</p></div>"
    )
    found = admitted["incidents"]
    if len(found):
        st.html('<div class="card"><h3>Gravest under these filters</h3></div>')
        gravest = incidents.gravest(found, most=5)
        for identity, words, level in zip(gravest.index, _titled(gravest), gravest["severity"], strict=True):
            button(identity, f"{words} ({severity.short(level)})", lead="grave")
        st.html('<div class="card"><h3>Newest under these filters</h3></div>')
        _newest(found.iloc[:5])
    recent = admitted["developments"].iloc[:4]
    if len(recent):
        st.html('<div class="card"><h3>Latest developments under these filters</h3></div>')
        _newest(recent)


def _newest(rows: gpd.GeoDataFrame) -> None:
    for identity, words in zip(rows.index, _titled(rows), strict=True):
        button(identity, words, lead="newest")


def _titled(rows: gpd.GeoDataFrame) -> list[str]:
    """Return what happened when, a row each: by columns, since a tuple a row costs a class of its own at each run."""
    return [f"{when}: {title}" for when, title in zip(rows["when"], rows["title"], strict=True)]
