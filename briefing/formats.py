"""The kinds of file that a briefing leaves as: one table from a file name's suffix to the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing import data_files, html_deck, pdf_deck, picture, pptx_deck
from briefing.pages import Map

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.pages import Deck
    from briefing.story import Briefing
    from layers.store import Store
    from layers.view import View

# Called with the share done, 0 to 1, and what is being done in a few plain words.
Progress = Callable[[float, str], None]
PICTURE_PT = (960.0, 600.0)


@dataclass(frozen=True)
class Job:
    """What is to be written: the question and its data for a data file, the briefing and its pages for a deck."""

    known: Store
    view: View
    briefing: Briefing
    deck: Deck


def _picture(job: Job, path: Path, progress: Progress) -> None:
    """Write the first map of a deck with its title, caption and foot. Raises ValueError where the deck has none."""
    deck = job.deck
    found = ((page, block) for page in deck.pages for block in page.left if isinstance(block, Map))
    page, drawn = next(found, (None, None))
    if page is None or drawn is None:
        raise ValueError(f"{path.name} was not written: no scene of the briefing has a map.")
    progress(0.0, "Drawing the map")
    foot = (deck.handling, page.filter, deck.as_of and f"as of {deck.as_of}", f"data version {deck.version}")
    lines = picture.Lines(page.title, page.caption, " · ".join(filter(None, foot)))
    made = picture.svg if path.suffix.lower() == ".svg" else picture.png
    path.write_bytes(made(drawn.sheet(*PICTURE_PT), lines))
    progress(1.0, "The map is written")


WRITERS: dict[str, Callable[[Job, Path, Progress], None]] = {
    ".pptx": pptx_deck.write,
    ".pdf": pdf_deck.write,
    ".html": html_deck.write,
    ".svg": _picture,
    ".png": _picture,
    **dict.fromkeys(data_files.BY_SUFFIX, data_files.write),
}
