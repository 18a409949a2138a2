"""Files of the briefing and of the present filter, made when they are asked for and then offered as a download."""

from __future__ import annotations

import mimetypes
import re
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from briefing import picture_size
from briefing.formats import WRITERS
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.mapsheet.picture import Whole
from briefing.pages.compose import deck
from files import records
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.story import Briefing
    from files.write import Progress
    from views.parts.question import Question

LONGEST_NAME = 60
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


class Written(NamedTuple):
    """One file, made."""

    name: str
    content: bytes


def job(question: Question, briefing: Briefing, template: bytes = b"", picture: Whole | None = None) -> Job:
    """Return what a writer is handed. Raises InvalidBriefingError where a scene names what the data do not hold."""
    return Job(
        question.store, question.view, briefing, deck(question.store, briefing, sheet=compose.sheet), template, picture
    )


def show(question: Question, briefing: Briefing) -> None:
    """Show the choice of files, and under it the one that was asked for."""
    suffix = st.selectbox("File", list(KINDS), format_func=lambda suffix: KINDS[suffix].words, key="w-file")
    holds = KINDS[suffix].holds
    kept = briefing
    if holds == "scene" and briefing.scenes:
        kept = _one_scene(briefing)
    elif holds == "data":
        kept = briefing.model_copy(update={"scenes": ()})
        st.caption("Data files hold the present filter's features, not the briefing's scenes.")
    template = _template() if suffix == ".pptx" else b""
    picture = _picture() if suffix in {".png", ".svg"} else None
    if st.button("Make the file", width="stretch", disabled=holds != "data" and not briefing.scenes):
        _make(suffix, lambda: job(question, kept, template, picture() if picture else None))


def _template() -> bytes:
    """Return the template that the reader brought, or nothing."""
    own = st.file_uploader(
        "Your own template (.potx or .pptx), if you have one",
        type=["potx", "pptx"],
        key="w-template",
        help="Its masters, colours and fonts are taken; its slides are not.",
    )
    return own.getvalue() if own else b""


def _picture() -> Callable[[], Whole]:
    """Ask how large the picture is to be, and return what reads it: refused, as a file is, when it is made."""
    columns = st.columns(3)
    values = [
        int(column.number_input(words, least, most, value, key=f"w-picture-{key}"))
        for column, (key, words, least, most, value) in zip(columns, PICTURE, strict=True)
    ]
    return lambda: Whole(*_sized(values))


def _sized(values: list[int]) -> tuple[int, int, int]:
    try:
        return picture_size.checked(*values)
    except ValueError as fault:
        raise ValueError(f"{fault}.") from None


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


def _make(suffix: str, work: Callable[[], Job]) -> None:
    bar = st.progress(0.0, "Laying the pages out")

    def tell(done: float, words: str) -> None:
        bar.progress(done, words)

    try:
        files = write_files(work(), suffix, tell)
    except ValueError as fault:
        st.error(text.markdown(str(fault)))
        return
    finally:
        bar.empty()
    for file in files:
        # The file goes with the next run of the page, so the download itself must not be one.
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        label = text.markdown(f"Download {file.name} ({len(file.content) / 1000:,.0f} kB)")
        st.download_button(label, file.content, file.name, kind, on_click="ignore", type="primary", width="stretch")


def write_files(work: Job, suffix: str, progress: Progress) -> list[Written]:
    """Return the file of this suffix, and whatever its writer puts beside it. Raises ValueError where it has no content."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{file_name(work, suffix)}{suffix}"
        WRITERS[suffix](work, path, progress)
        paths = sorted(Path(folder).iterdir(), key=lambda file: file != path)
        return [Written(file.name, file.read_bytes()) for file in paths]


def file_name(work: Job, suffix: str) -> str:
    """Return a file's name without its suffix: the filter of data or the briefing's title, and the data version."""
    about = records.about(work.store, work.view)
    return f"{named(about.filter if KINDS[suffix].holds == 'data' else work.briefing.title)}-data-{about.version}"


def named(title: str) -> str:
    """Return a title as a file's name: "Reported clashes, June to August 2024" is "reported-clashes-june-to-august-2024"."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare)[:LONGEST_NAME].strip("-") or "soundings"
