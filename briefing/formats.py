"""The kinds of file that a briefing leaves as: one table from a file name's suffix to the function that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import source_list
from briefing.html import deck as html_deck
from briefing.mapsheet import picture
from briefing.pages.model import Map
from briefing.pdf import deck as pdf_deck
from briefing.pptx import deck as pptx_deck
from files import write as data

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.job import Job
    from files.write import Progress

PICTURE_PT = (960.0, 600.0)


def _picture(job: Job, path: Path, progress: Progress) -> None:
    """Write the first map of a deck with its title, caption and foot. Raises ValueError where the deck has none."""
    deck = job.deck
    maps = ((page, block) for page in deck.pages for block in page.left if isinstance(block, Map))
    page, drawn = next(maps, (None, None))
    if page is None or drawn is None:
        raise ValueError(f"{path.name} was not written: no scene of the briefing has a map.")
    progress(0.0, "Drawing the map")
    foot = (deck.handling, page.filter, f"{deck.as_of[:1].lower()}{deck.as_of[1:]}", f"data version {deck.version}")
    lines = picture.Lines(page.title, page.caption, " · ".join(filter(None, foot)))
    drawing = picture.svg if path.suffix.lower() == ".svg" else picture.png
    path.write_bytes(drawing(drawn.sheet(*PICTURE_PT), lines))
    progress(1.0, "The map is written")


def _deck(writer: Callable[[Job, Path, Progress], None]) -> Callable[[Job, Path, Progress], None]:
    """Return a writer of decks that puts the sources beside one that does not list them."""

    def write_deck(job: Job, path: Path, progress: Progress) -> None:
        writer(job, path, progress)
        if job.briefing.sources == "file":
            source_list.write(job.deck.sources, path.with_name(f"{path.stem}-sources.csv"))

    return write_deck


def _data_file(job: Job, path: Path, progress: Progress) -> None:
    """Write what the job's View admits as data."""
    data.write(job.store, job.view, path, progress)


WRITERS: dict[str, Callable[[Job, Path, Progress], None]] = {
    ".pptx": _deck(pptx_deck.write),
    ".pdf": _deck(pdf_deck.write),
    ".html": _deck(html_deck.write),
    ".svg": _picture,
    ".png": _picture,
    **dict.fromkeys(data.WRITERS, _data_file),
}


def suffix(path: Path) -> str:
    """Return the suffix of WRITERS that a file's name ends with, "" where there is none."""
    return data.suffix(path, WRITERS)
