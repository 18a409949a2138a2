"""A briefing laid out as pages: the cover, each scene, every report cited, and the limits."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Protocol

from briefing import story
from briefing.answers import Answers
from briefing.mapsheet.compose import looks_at
from briefing.pages import cover_and_sources, scenes
from briefing.pages import short as short_pages
from briefing.pages.context import Stage
from briefing.pages.model import Deck
from briefing.pages.references import References
from briefing.story import MOST_SCENES
from words import dates

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefing.mapsheet.sheet import Sheet
    from briefing.marks import Mark
    from briefing.pages.model import Page
    from briefing.story import Briefing, Scene
    from files.write import Progress
    from layers.store import Store
    from question.view import View

SEVERAL = "several questions, each page its own"


class Cartography(Protocol):
    """Who draws a map of a view on a sheet of a size in points."""

    def __call__(
        self, store: Store, view: View, /, *, width_pt: float, height_pt: float, marks: tuple[Mark, ...] = ()
    ) -> Sheet:
        """Return the map, laid out, with the briefer's notes on it."""


def deck(store: Store, briefing: Briefing, *, sheet: Cartography, progress: Progress | None = None) -> Deck:
    """Return a briefing as pages. Raises InvalidBriefingError where a scene names what the data do not hold."""
    story.check(store, briefing)
    references = References(store.package.evidence.reports.values())
    stages = [_stage(scene, _answers(store, scene.view), references, sheet) for scene in briefing.scenes]
    short = briefing.length == "short"
    lined = _lined(stages)
    told = [
        replace(page, scene=number)
        for number, stage in enumerate(stages, start=1)
        for page in (_short(stage, briefing.points, number, lined) if short else scenes.pages(stage))
    ]
    # After all that is cited in words, so that a page's numbers follow one another. A short deck lists what it says alone.
    for number, stage in enumerate(stages):
        if stage.scene.kind in scenes.MAPPED and not short:
            if progress:
                progress(number / len(stages), f"map of scene {number + 1} of {len(stages)}")
            stage.cite_map()
    filters = {page.filter for page in told} or {""}
    bare = Deck(
        title=briefing.title,
        author=briefing.author,
        handling=briefing.handling,
        as_of=f"As of {dates.words(briefing.as_of)}" if briefing.as_of else cover_and_sources.held(store),
        version=store.package.version,
        filter=filters.pop() if len(filters) == 1 else SEVERAL,
        pages=(),
        sources=references.cited,
    )
    cover = cover_and_sources.cover(store, bare, briefing)
    listed = () if briefing.sources == "file" else (short_pages if short else cover_and_sources).sources(references.cited)
    limits = () if short else cover_and_sources.limits(store)
    return replace(bare, pages=(cover, *told, *listed, *limits))


def _lined(stages: Sequence[Stage]) -> int:
    """Return the number of the scene that tells what the lines on the maps rest on: of the claims, else the first map's."""
    kinds = [stage.scene.kind for stage in stages]
    return next((kinds.index(kind) + 1 for kind in ("claims", "map") if kind in kinds), 0)


def _short(stage: Stage, points: str, number: int, lined: int) -> tuple[Page, ...]:
    # The key points on the cover are of the question of the first scene.
    return short_pages.pages(replace(stage, lined=number == lined), said=points.splitlines() if number == 1 else ())


@lru_cache(maxsize=MOST_SCENES)
def _answers(store: Store, view: View) -> Answers:
    """Return the answers to a question, worked out once: a briefing is laid out anew at every word that is edited."""
    return Answers(store, view)


def _stage(scene: Scene, answers: Answers, references: References, sheet: Cartography) -> Stage:
    """Return a scene to be laid out, with the other side of its comparison where it is one."""
    sides = _same_ground(answers) if scene.kind == "beside" else (answers,)
    here, *others = (Stage(scene, side, references, _drawn(side, sheet, scene.marks)) for side in sides)
    return replace(here, beside=others[0] if others else None)


def _same_ground(answers: Answers) -> tuple[Answers, ...]:
    """Return both sides of a comparison with their maps looking at the same ground."""
    at = looks_at(answers.store, answers.view)
    return tuple(Answers(answers.store, replace(view, at=at)) for view in (answers.view, *answers.sides[1:]))


def _drawn(answers: Answers, sheet: Cartography, marks: tuple[Mark, ...]) -> Callable[[float, float], Sheet]:
    """Return who draws a finding's map, each size once."""

    @cache
    def drawn(width_pt: float, height_pt: float) -> Sheet:
        return sheet(answers.store, answers.view, width_pt=width_pt, height_pt=height_pt, marks=marks)

    return drawn
