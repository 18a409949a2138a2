"""Files of the briefing and of the present filter, made when they are asked for and then offered as a download."""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from briefing import making as orders
from briefing import picture_size
from views.parts import making
from words import text

if TYPE_CHECKING:
    from briefing.making import Order
    from briefing.story import Briefing
    from views.parts.question import Question

KEY = "file"
# Of a picture: a key, what is asked, the least, the most, and what it is unless asked otherwise.
PICTURE = (
    ("width", "Width, pixels", 400, picture_size.MOST_PX, 1920),
    ("height", "Height, pixels", 280, picture_size.MOST_PX, 1200),
    ("dpi", "Dots per inch", picture_size.LEAST_DPI, picture_size.MOST_DPI, picture_size.DPI),
)


class Kind(NamedTuple):
    """A kind of file: what a reader calls it, and whether it holds the briefing, one scene's map or the filter's data."""

    words: str
    holds: str


KINDS = {
    ".pptx": Kind("Slides to edit (PPTX)", "briefing"),
    ".pdf": Kind("Document (PDF)", "briefing"),
    ".html": Kind("Standalone deck with live maps (HTML)", "briefing"),
    ".png": Kind("Picture of a scene's map (PNG)", "scene"),
    ".svg": Kind("Drawing of a scene's map (SVG)", "scene"),
    ".xlsx": Kind("Workbook (XLSX)", "data"),
    ".csv": Kind("Table (CSV)", "data"),
    ".zip": Kind("All tables (CSV in a ZIP)", "data"),
    ".geojson": Kind("Features (GeoJSON)", "data"),
    ".gpkg": Kind("Layers for GIS (GeoPackage)", "data"),
    ".kml": Kind("Placemarks (KML)", "data"),
    ".parquet": Kind("Columns (GeoParquet)", "data"),
    ".reports.csv": Kind("Reports, each once (CSV)", "data"),
    ".ris": Kind("Reports for Zotero, EndNote and the like (RIS)", "data"),
    ".bib": Kind("Reports for LaTeX (BibTeX)", "data"),
}


def show(question: Question, briefing: Briefing) -> None:
    """Show the choice of files, and under it the one that was asked for."""
    suffix = st.selectbox("File", list(KINDS), format_func=lambda suffix: KINDS[suffix].words, key="w-file")
    order = _order(question, briefing, suffix)
    empty = KINDS[suffix].holds != "data" and not briefing.scenes
    if st.button("Make the file", width="stretch", disabled=empty):
        making.begin(KEY, order)
    # In a place of its own, so that nothing below it moves.
    with st.container():
        _outcome(order)


def _order(question: Question, briefing: Briefing, suffix: str) -> Order:
    """Return what is made of the present question or briefing; of a picture, the reader chooses the scene and the size."""
    holds = KINDS[suffix].holds
    if holds == "data":
        st.caption("Data files hold the present filter's features, not the briefing's scenes.")
        return orders.of_view(question.view, suffix)
    kept = _one_scene(briefing) if holds == "scene" and briefing.scenes else briefing
    template = _template() if suffix == ".pptx" else b""
    notes = suffix == ".pdf" and st.checkbox(
        "With the speaker's notes", key="w-notes", help="Under each slide, on upright pages; they are for who speaks."
    )
    picture = _picture() if holds == "scene" else None
    return orders.of_briefing(kept, suffix, template=template, picture=picture, notes=notes)


def _template() -> bytes:
    """Return the template that the reader brought, or nothing."""
    own = st.file_uploader(
        "Your own template (.potx or .pptx), if you have one",
        type=["potx", "pptx"],
        key="w-template",
        help="Its masters, colours and fonts are taken; its slides are not.",
    )
    content = own.getvalue() if own else b""
    if own and not content:
        st.error("The template is empty and is not taken: choose another, or the slides have the look of this app.")
    return content


def _picture() -> tuple[int, int, int]:
    """Return how large the picture is to be: what is too large is refused, as a file is, when it is made."""
    columns = st.columns(3)
    width_px, height_px, dpi = (
        int(column.number_input(words, least, most, value, key=f"w-picture-{key}"))
        for column, (key, words, least, most, value) in zip(columns, PICTURE, strict=True)
    )
    return width_px, height_px, dpi


def _one_scene(briefing: Briefing) -> Briefing:
    """Return the briefing with the one scene that the reader chooses."""
    numbers = range(len(briefing.scenes))
    chosen = st.selectbox(
        "Scene",
        numbers,
        format_func=lambda n: f"{n + 1}. {text.plain(briefing.scenes[n].title, longest=60)}",
        key="w-of-scene",
    )
    # A short briefing tells of a clash without its map.
    return briefing.model_copy(update={"scenes": (briefing.scenes[chosen],), "length": "full"})


def _outcome(order: Order) -> None:
    """Show how far the file is, or the file; one that was ordered of something else than the page shows now is given up."""
    task = making.task(KEY)
    if task is None:
        return
    if task.order != order:
        making.forget(KEY)
        st.caption("What the file is made of was changed: make it again.")
    elif not task.ended:
        making.progress(KEY)
    elif task.fault:
        (st.caption if task.cancelled else st.error)(text.markdown(task.fault))
    for file in task.files if task.order == order else ():
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        label = text.markdown(f"Download {file.name} ({len(file.content) / 1000:,.0f} kB)")
        st.download_button(label, file.content, file.name, kind, on_click="ignore", type="primary", width="stretch")
