"""The first map of a briefing as a file: a drawing (SVG) or a picture (PNG) with its title, caption, legend and foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.mapsheet import picture
from briefing.pages.model import Map

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from briefing.job import Job

PICTURE_PT = (960.0, 600.0)


def write(job: Job, path: Path, progress: Callable[[float, str], None]) -> None:
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
    size = picture.room(lines, job.picture) if job.picture else PICTURE_PT
    path.write_bytes(drawing(drawn.sheet(*size), lines, whole=job.picture))
    progress(1.0, "The map is written")
