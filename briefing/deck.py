"""A briefing laid out as pages: each scene, then the limits; every kind of file adds its cover and the sources."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Protocol

from briefing import limits, scenes, story
from briefing.desk import Desk
from briefing.finding import Finding
from briefing.pages import Deck
from briefing.references import References
from layers import dates

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.ink import Sheet
    from briefing.story import Briefing
    from layers.store import Store
    from layers.view import View

SEVERAL = "several, each page its own"


class Cartography(Protocol):
    """Who draws a map of a view on a sheet of a size in points."""

    def __call__(self, known: Store, view: View, /, *, width_pt: float, height_pt: float) -> Sheet:
        """Return the map, laid out."""


def deck(known: Store, briefing: Briefing, *, sheet: Cartography) -> Deck:
    """Return a briefing as pages. Raises InvalidBriefingError where a scene names what the data do not hold."""
    story.check(known, briefing)
    references = References(known.package.evidence.reports.values())
    desks = [Desk(scene, found := Finding(known, scene.view), references, _drawn(found, sheet)) for scene in briefing.scenes]
    pages = [page for desk in desks for page in scenes.KINDS[desk.scene.kind](desk)]
    filters = {page.filter for page in pages} or {""}
    return Deck(
        title=briefing.title,
        author=briefing.author,
        handling=briefing.handling,
        as_of=_as_of(known, briefing),
        version=_version(known, briefing),
        filter=filters.pop() if len(filters) == 1 else SEVERAL,
        pages=(*pages, *limits.pages(known)),
        sources=references.cited,
    )


def _version(known: Store, briefing: Briefing) -> str:
    """Return the version of the data that the figures are of, and that of the words where it is another."""
    version, drafted = known.package.version, briefing.data_version
    return f"{version} (titles and captions were written on {drafted})" if drafted not in {"", version} else version


def _as_of(known: Store, briefing: Briefing) -> str:
    """Return the briefing's date in words, else the day on which the data were put together; "" where neither is told."""
    if briefing.as_of:
        return dates.words(briefing.as_of)
    try:
        return dates.words(dt.date.fromisoformat(str(known.package.descriptor.get("created", ""))[:10]))
    except ValueError:
        return ""


def _drawn(found: Finding, sheet: Cartography) -> Callable[[float, float], Sheet]:
    """Return who draws a finding's map, each size once."""

    @cache
    def drawn(width_pt: float, height_pt: float) -> Sheet:
        return sheet(found.known, found.view, width_pt=width_pt, height_pt=height_pt)

    return drawn
