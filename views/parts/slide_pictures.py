"""Pictures of a briefing's slides while it is edited: as the files will have them, each drawn once for what stands on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from briefing import story
from briefing.mapsheet import compose, picture
from briefing.pages.compose import deck
from briefing.pages.model import Map
from briefing.slides import ink, layout
from briefing.slides.model import Picture

if TYPE_CHECKING:
    from briefing.slides.model import Placed, Slide
    from briefing.story import Briefing
    from layers.store import Store

# Enough for a page that shows a slide at a third of a screen's width.
PIXELS_PER_PT = 0.8
# A map is the slowest part of a slide, and no word of a scene changes it.
_sheet = lru_cache(maxsize=64)(compose.sheet)


def slides(store: Store, briefing: Briefing) -> tuple[Slide, ...]:
    """Return a briefing's slides, the cover first. Raises InvalidBriefingError where the data lack what a scene names."""
    return _slides(store, story.write(briefing))


@lru_cache(maxsize=8)
def _slides(store: Store, file: str) -> tuple[Slide, ...]:
    return layout.slides(deck(store, story.read(file), sheet=_sheet))


def png(slide: Slide) -> bytes:
    """Return the picture of a slide."""
    return _png(_Keyed(_key(slide), slide))


@dataclass(frozen=True)
class _Keyed:
    """A slide by what is seen of it: its drawings are functions, and no two of them are equal."""

    key: str
    slide: Slide = field(compare=False)


@lru_cache(maxsize=300)
def _png(keyed: _Keyed) -> bytes:
    return picture.bare_png(ink.sheet(keyed.slide), pixels_per_pt=PIXELS_PER_PT)


def _key(slide: Slide) -> str:
    return repr((slide.title, slide.foot, [_seen(item) for item in slide.items]))


def _seen(item: Placed) -> object:
    """Return what decides how a thing looks."""
    if isinstance(item, Picture) and isinstance(item.map, Map):
        return item.box, item.map.view, item.map.marks
    return item
