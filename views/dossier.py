"""The dossier at the right: the picked feature with its reporting, the point that was clicked, or what to look at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import claims, incidents, layer, measure, text
from views import cards, keep, share
from views.asking import ask, pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from views.asking import Asked

MOST_LISTED = 12


def show(asked: Asked, admitted: dict[str, gpd.GeoDataFrame]) -> None:
    """Show the picked feature; else what holds at the clicked point; else the newest of what the filters admit."""
    with st.container(key="dossier"):
        selected = asked.view.selected
        _actions(asked, selected)
        if selected:
            _feature(asked, admitted, asked.known.ids[selected], selected)
        elif st.session_state.get("point"):
            _point(asked, *st.session_state["point"])
        else:
            _overview(admitted)


def _actions(asked: Asked, selected: str) -> None:
    """Show what can be done with the view: copied as a link, kept as a scene, its picked feature closed."""
    left, middle, right = st.columns([4, 5, 3], gap="small")
    with left:
        share.link()
    with middle:
        keep.button(asked.view, kind="clash" if asked.known.ids.get(selected) == "incidents" else "map")
    if selected:
        right.button("Close", on_click=ask, kwargs={"selected": ""}, width="stretch")


def _feature(asked: Asked, admitted: dict[str, gpd.GeoDataFrame], key: str, identity: str) -> None:
    module, row = layer(key), asked.frame(key).loc[identity]
    evidence = asked.known.package.evidence
    if identity not in admitted[key].index:
        st.caption("This feature is outside the present filters, so it is not counted on the map or in the table.")
    shown = module.describe(row)
    st.html(cards.card(shown))
    st.html(cards.reports(module.sources(row), evidence))
    _mark(asked, admitted, key, identity)
    if key == "places":
        _listed("Reported clashes here", _at_place(asked.frame("incidents"), identity))
        _listed("Developments here", [d for d in asked.frame("developments").itertuples() if identity in d.places])
    _related(asked, shown.related)
    if key != "claims" and row.geometry is not None and not row.geometry.is_empty:
        _around(asked, row, key)


def _mark(asked: Asked, admitted: dict[str, gpd.GeoDataFrame], key: str, identity: str) -> None:
    """List what shares the picked feature's mark: nothing hides under another mark."""
    frame = asked.frame(key)
    if key == "incidents":
        same = incidents.same_mark(frame, identity)
    elif key == "developments" and frame.loc[identity, "place"]:
        same = frame[frame["place"] == frame.loc[identity, "place"]]
    else:
        return
    same = same[same.index.isin(admitted[key].index) & (same.index != identity)]
    if len(same):
        _listed("Also under this mark", list(same.itertuples()))


def _at_place(frame: gpd.GeoDataFrame, identity: str) -> list[Any]:
    return list(frame[frame["place"] == identity].itertuples())


def _listed(heading: str, rows: Sequence[Any]) -> None:
    """List features as buttons, the newest first, the rest behind one more click."""
    if not rows:
        return
    st.html(f'<div class="card"><h3>{text.escape(heading)} ({len(rows)})</h3></div>')
    for row in rows[:MOST_LISTED]:
        _button(row.id, f"{row.when}: {row.title}")
    if len(rows) > MOST_LISTED:
        with st.expander(f"{len(rows) - MOST_LISTED} more"):
            for row in rows[MOST_LISTED:]:
                _button(row.id, f"{row.when}: {row.title}")


def _button(identity: str, words: str, *, lead: str = "go") -> None:
    label = text.markdown(words, longest=160)
    st.button(label, key=f"{lead}-{identity}", type="tertiary", on_click=pick, args=(identity,))


def _related(asked: Asked, related: tuple[tuple[str, str], ...]) -> None:
    if not related:
        return
    st.html('<div class="card"><h3>Linked</h3></div>')
    for key, identity in related:
        row = asked.frame(key).loc[identity]
        _button(identity, layer(key).describe(row).title, lead="linked")


def _around(asked: Asked, row: pd.Series, key: str) -> None:
    """Show the place's own page, the claims that hold the position, and the nearest clashes."""
    at = row.geometry.centroid
    if key != "places" and row["place"]:
        st.html('<div class="card"><h3>The place</h3></div>')
        place = asked.frame("places").loc[row["place"]]
        away = measure.distances(at.x, at.y, [place["lon_deg"]], [place["lat_deg"]])[0]
        where = f", {measure.distance_words(away)} away" if away > 1 else ""
        name = asked.known.names(asked.view.names)[row["place"]]
        _button(row["place"], f"{name}: names, status, occupant{where}", lead="place")
    _claims(asked, at.x, at.y)
    frame = asked.frame("incidents")
    others = frame[frame.index != row["id"]]
    nearest = incidents.nearby(others, at.x, at.y)
    if nearest:
        st.html('<div class="card"><h3>Nearest reported clashes</h3></div>')
        for metres, identity in nearest:
            told = others.loc[identity]
            _button(identity, f"{measure.distance_words(metres)}: {told['title']}, {told['when']}", lead="near")


def _claims(asked: Asked, lon_deg: float, lat_deg: float) -> None:
    st.html('<div class="card"><h3>Published claim areas that hold this position</h3></div>')
    holding = claims.containing(asked.frame("claims"), lon_deg, lat_deg)
    for row in holding.itertuples():
        _button(row.id, f"{row.title}", lead="claim")
    st.caption(
        "Only areas that an instrument itself closes are tested; a dashed or open line encloses nothing here."
        if len(holding)
        else "None. Only areas that an instrument itself closes are tested; a dashed or open line encloses nothing here."
    )


def _point(asked: Asked, lon_deg: float, lat_deg: float) -> None:
    st.html(
        f'<div class="card"><div class="kicker">Clicked point</div><h2>{measure.position_words(lon_deg, lat_deg)}</h2></div>'
    )
    _claims(asked, lon_deg, lat_deg)
    frame = asked.frame("incidents")
    st.html('<div class="card"><h3>Nearest reported clashes</h3></div>')
    for metres, identity in incidents.nearby(frame, lon_deg, lat_deg):
        told = frame.loc[identity]
        _button(identity, f"{measure.distance_words(metres)}: {told['title']}, {told['when']}", lead="near")


def _overview(admitted: dict[str, gpd.GeoDataFrame]) -> None:
    st.html(
        '<div class="card"><p>Pick a mark on the map, a bar of the timeline or a row of the table. Each feature '
        "opens with what happened, in whose words, and every report behind it.</p></div>"
    )
    found = admitted["incidents"]
    if len(found):
        st.html('<div class="card"><h3>Gravest under these filters</h3></div>')
        for row in incidents.gravest(found, most=5).itertuples():
            _button(row.id, f"{row.when}: {row.title} (severity {row.severity})", lead="grave")
        st.html('<div class="card"><h3>Newest under these filters</h3></div>')
        for row in found.head(5).itertuples():
            _button(row.id, f"{row.when}: {row.title}", lead="newest")
    recent = admitted["developments"].head(4)
    if len(recent):
        st.html('<div class="card"><h3>Latest developments by then</h3></div>')
        for row in recent.itertuples():
            _button(row.id, f"{row.when}: {row.title}", lead="newest")
