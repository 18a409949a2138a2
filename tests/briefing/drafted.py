"""Briefings drafted from the shipped data, for the files that are made of their decks."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from briefing import cartography, layout
from briefing.deck import deck
from briefing.draft import draft
from briefing.formats import Job
from briefing.slides import Picture
from layers.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.ink import Sheet
    from briefing.pages import Deck
    from layers.store import Store

# Its places have Vietnamese names, and a report that it cites has a Chinese title.
SUMMER = View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31), names="vi")


def job(known: Store, view: View = SUMMER) -> Job:
    """Return the work of a drafted briefing: a page of every kind of scene."""
    briefing = draft(known, view, author="South China Sea desk", handling="For official use only")
    return Job(known, view, briefing, deck(known, briefing, sheet=cartography.sheet))


def silent(_done: float, _words: str) -> None:
    """Hear of progress and say nothing."""


def sheets(made: Deck) -> Iterator[Sheet]:
    """Return the maps of a deck as its slides lay them out."""
    for slide in layout.slides(made):
        for item in slide.items:
            if isinstance(item, Picture):
                yield item.map.sheet(item.box.width, item.box.height)


def squeezed(words: str) -> str:
    """Return words without what parts them: a file may break a line anywhere."""
    return "".join(words.split())
