"""The first page: filters, map, dossier, timeline and table, all of one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers import layer, palette
from question.view import LAYERS
from record import severity
from views.map import folium_map
from views.parts import dossier, figures, filters, table, timeline
from views.parts.question import asked, warn
from words import states, text
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    from streamlit.navigation.page import Page

    from views.parts.question import Question


def page() -> None:
    """Show the page. The map comes before all that does not decide what it shows, so that it is redrawn first."""
    question = asked()
    warn(question)
    filters.sidebar(question)
    admitted = {key: layer(key).filter(question.frame(key), question.view) for key in LAYERS}
    left, right = st.columns([5, 3], gap="medium")
    with left:
        st.html(f'<p class="summary" role="status">{summary(question, admitted)}</p>')
        folium_map.show(question, admitted, page="Explore")
        st.html(legend(question.view.layers))
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


def summary(question: Question, admitted: dict[str, gpd.GeoDataFrame]) -> str:
    """Return the sentence over the map, with its counts, as HTML."""
    names = question.store.names(question.view.names)
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


def legend(layers: Sequence[str]) -> str:
    """Return the legend under a map that shows these layers: what size, shade, dash, depth and shape say, as HTML."""
    parts = {
        "overlaps": ("States that claim the water:", "".join(_depth(number) for number in range(2, 6))),
        "incidents": ("Clashes: size is how many, shade the gravest severity", _severities()),
        "developments": (f'<i class="dev" style="background:{palette.DEVELOPMENT}"></i>development', ""),
        "limits": (
            "Computed limits: in their claimants' colours and dashes, all but EEZs thin",
            "",
        ),
        "claims": ("Claim lines:", "".join(_line(code) for code in palette.CLAIMANTS)),
    }
    shown = "".join(f"<span>{lead}</span>{signs}" for key, (lead, signs) in parts.items() if key in layers)
    return f'<div class="legend" aria-label="Legend">{shown}</div>'


def _severities() -> str:
    return "".join(figures.swatch(level, str(level)) for level in severity.NAMES)


def _depth(number: int) -> str:
    return f'<span><i class="depth" style="background:{palette.overlaps(number)}"></i>{number}</span>'


def _line(code: str) -> str:
    dashes = _dashes(palette.claimant(code))
    return f'<span><u style="background:{dashes}"></u>{escape(states.name(code))}</span>'


def _dashes(look: palette.Claimant) -> str:
    """Return a claimant's dash array as a CSS gradient: Streamlit takes SVG out of a page's HTML."""
    stops, at = [], 0
    for number, length in enumerate(int(part) for part in look.dash.split()):
        colour = "transparent" if number % 2 else look.colour
        stops.append(f"{colour} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(stops)})"
