"""The first page: filters, map, dossier, timeline and table, all of one question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from layers import filtering, incidents, layer, palette, severity, states, text
from layers.text import escape
from layers.view import LAYERS
from views import chart, dossier, filters, table, timeline
from views.asking import ask, asked

if TYPE_CHECKING:
    import geopandas as gpd

    from views.asking import Asked

# What the map of this page keeps between runs; another page ends it.
KEPT = ("sent", "point")


def page() -> None:
    """Show the page. The map comes before all that does not decide what it shows, so that it is redrawn first."""
    question = asked()
    for complaint in question.complaints:
        st.warning(text.markdown(complaint))
    filters.sidebar(question)
    admitted = {key: layer(key).filter(question.frame(key), question.view) for key in LAYERS}
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.html(f'<p class="summary" role="status">{summary(question, admitted)}</p>')
        chart.show(question, admitted)
        st.html(legend())
        if admitted["incidents"].empty:
            relax(question)
    with right:
        dossier.show(question, admitted)
    with left:
        timeline.show(question)
    table.show(question, admitted)


def leave() -> None:
    """Forget where the map was: it is mounted anew when the reader comes back."""
    for key in KEPT:
        st.session_state.pop(key, None)


def summary(question: Asked, admitted: dict[str, gpd.GeoDataFrame]) -> str:
    """Return the sentence over the map, with its counts, as HTML."""
    names = question.known.names(question.view.names)
    asked_for = question.view.sentence(place_names=names)
    shown = len(admitted["incidents"])
    lead = f"<b>{escape(text.count(shown, 'reported clash', 'reported clashes'))}</b>"
    rest = [
        text.count(len(admitted["developments"]), "development"),
        text.count(len(admitted["claims"]), "claim instrument"),
        text.count(len(admitted["places"]), "place"),
    ]
    where = f" {escape(asked_for)}" if asked_for else " in the whole record"
    return f'{lead}{where}. <span class="quiet">Beside them {escape(text.words(rest))}.</span>'


def legend() -> str:
    """Return the legend under the map: what size, shade, dash and shape say."""
    steps = "".join(f'<span><i style="background:{palette.severity(level)}"></i>{level}</span>' for level in severity.NAMES)
    lines = "".join(
        f'<span><u style="background:{_dashes(look)}"></u>{escape(states.name(code))}</span>'
        for code, look in palette.CLAIMANTS.items()
    )
    development = f'<span><i class="dev" style="background:{palette.DEVELOPMENT}"></i>development</span>'
    return (
        f'<div class="legend" aria-label="Legend"><span>Clashes: size is how many, shade the gravest severity</span>{steps}'
        f"{development}<span>Claim lines:</span>{lines}</div>"
    )


def _dashes(look: palette.Claimant) -> str:
    """Return a claimant's dash array as a CSS gradient: Streamlit takes SVG out of a page's HTML."""
    stops, at = [], 0
    for number, length in enumerate(int(part) for part in look.dash.split()):
        colour = "transparent" if number % 2 else look.colour
        stops.append(f"{colour} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(stops)})"


def relax(question: Asked) -> None:
    """Say which single filter, taken away, would bring clashes back."""
    frame, view = question.frame("incidents"), question.view
    tests = incidents.masks(frame, view)
    gains = {name: int(filtering.together(tests, without=name).sum()) for name in tests}
    best = max(gains, key=lambda name: gains[name])
    if not gains[best]:
        st.info("No reported clash meets these filters, and no single one of them is to blame: clear them all at the left.")
        return
    fields: dict[str, dict[str, Any]] = {
        "dates": {"start": None, "end": None},
        "severity": {"severity": 1},
        "origins": {"origins": 1},
    }
    fields |= {"states": {"states": (), "role": "any"}, "types": {"types": ()}, "place": {"place": ""}, "q": {"q": ""}}
    words = {"q": "search words", "origins": "independent origins"}.get(best, best)
    st.info(f"No reported clash meets these filters. Without the {words} there are {gains[best]}.")
    st.button(f"Drop the {words}", on_click=ask, kwargs=fields[best])
