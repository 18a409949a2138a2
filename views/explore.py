"""The first page: filters, map, dossier, timeline and table, all of one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers import layer, palette, severity, states, text
from layers.text import escape
from layers.view import LAYERS
from views import chart, dossier, figures, filters, table, timeline
from views.asking import asked, warn

if TYPE_CHECKING:
    import geopandas as gpd
    from streamlit.navigation.page import Page

    from views.asking import Asked

# What the map of this page keeps between runs; another page ends it.
KEPT = ("sent", "point")


def page() -> None:
    """Show the page. The map comes before all that does not decide what it shows, so that it is redrawn first."""
    question = asked()
    warn(question)
    filters.sidebar(question)
    admitted = {key: layer(key).filter(question.frame(key), question.view) for key in LAYERS}
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.html(f'<p class="summary" role="status">{summary(question, admitted)}</p>')
        chart.show(question, admitted)
        st.html(legend())
        if admitted["incidents"].empty:
            filters.relax(question)
    with right:
        dossier.show(question, admitted)
    with left:
        timeline.show(question)
    table.show(question, admitted)


def place() -> Page:
    """Return the page as the navigation and links to it know it."""
    return st.Page(page, title="Explore", url_path="explore", default=True)


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
    steps = "".join(figures.swatch(level, str(level)) for level in severity.NAMES)
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
