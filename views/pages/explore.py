"""The first page: filters, map with its bar of time, dossier and table, all of one question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers import layer, reach
from question import layer_keys
from question.view import View
from views.map import chart
from views.parts import dossier, filters, table
from views.parts.cards import page_link
from views.parts.question import asked, showing, warn
from waters import sentences
from words import text
from words.text import escape

if TYPE_CHECKING:
    import geopandas as gpd
    from streamlit.navigation.page import Page

    from views.parts.question import Question


# What a first sight shows: the overlaps lie quietly under the rest.
SHOWN = tuple(key for key in layer_keys.every() if key in {"overlaps", *layer_keys.shown()})


def page() -> None:
    """Show the page. The map comes before all that does not decide what it shows, so that it is drawn first."""
    plain = asked()
    question = showing(plain, SHOWN)
    warn(question)
    admitted = question.store.admitted(question.view)
    left, right = st.columns([7, 3], gap="small")
    with left:
        st.html(f'<h1 class="name">Soundings</h1><p class="summary" role="status">{summary(question, admitted)}</p>')
        chart.show(question, admitted, page="Explore", alone=not chart.drawn())
    if not chart.drawn():
        # The browser would draw the rest first.
        return
    filters.sidebar(question)
    with left:
        st.html(f'<p class="quiet">{page_link("trends", plain.view, f"Trends of these {question.view.unit[1]}")}</p>')
        if admitted["incidents"].empty:
            filters.relax(question)
    with right:
        filters.presence(question)
        dossier.show(plain, admitted)
    table.show(question, admitted)


def place() -> Page:
    """Return the page as the navigation and links to it know it."""
    return st.Page(page, title="Explore", url_path="explore", default=True)


def summary(question: Question, admitted: dict[str, gpd.GeoDataFrame]) -> str:
    """Return the sentence over the map, with its counts, as HTML."""
    names = question.store.names(question.view.names)
    view = question.view
    asked_for = view.sentence(place_names=names)
    shown = len(admitted["incidents"])
    (lead_key,) = (key for key in layer_keys.every() if layer(key).DATA.leads)
    lead = f"<b>{escape(text.count(shown, *layer(lead_key).TRAITS.named(question.view)))}</b>"
    beside = [key for key in reversed(layer_keys.shown()) if not layer(key).DATA.leads]
    # Places, which only say where, come last.
    beside.sort(key=lambda key: layer(key).LOOK.marks == "names")
    rest = [text.count(len(admitted[key]), *layer(key).TRAITS.called(question.view)) for key in beside]
    where = f" {escape(asked_for)}" if asked_for else " in the whole record"
    lens = f" Legal lens: {escape(sentences.seen(view.lens, view.end))}." if view.lens != View().lens else ""
    beyond = escape(reach.note(admitted[lead_key], view))
    return f'{lead}{where}.{lens} {beyond} <span class="quiet">Beside them {escape(text.words(rest))}.</span>'
