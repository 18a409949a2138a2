"""A briefing with every kind of scene that keeps a subject or tells of many, for the files that are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import draft as drafts
from briefing import story
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.marks import Mark
from briefing.pages.compose import deck

if TYPE_CHECKING:
    from briefing.story import Briefing, Kind, Length, Scene
    from layers.store import Store

SUMMER = {"states": "CHN,PHL", "from": "2024-06-01", "to": "2024-08-31"}
HARM = "<b onclick=alert(1)>Here</b>"
MARKS = (
    Mark(kind="ring", at=(115.867, 9.733), km=30, words="Ring words"),
    Mark(kind="arrow", at=(117.3, 9.0), to=(116.5, 9.7), words="Arrow words"),
    Mark(kind="text", at=(115.0, 10.4), words=HARM),
)
BODY = f"First of our words.\n- A point.\n- Another {HARM}.\nLast of our words."
SUBJECTS: tuple[tuple[Kind, dict[str, str]], ...] = (
    ("points", SUMMER),
    ("text", SUMMER),
    ("timeline", SUMMER),
    ("feature", SUMMER | {"selected": "sabina-shoal"}),
    ("feature", {"selected": "2002-11-04-asean-china-declaration"}),
    ("feature", {"selected": "chn-mainland-baselines-1996"}),
    ("point", {"point": "115.867,9.733"}),
    ("bar", {"began": "2024-08", "states": "PHL"}),
    ("beside", {"beside": "award", "layers": "overlaps,claims"}),
    ("beside", SUMMER | {"beside": "2024-07-31"}),
    ("map", SUMMER | {"at": "115.9,9.75,8"}),
)


def scene(store: Store, kind: Kind, query: dict[str, str]) -> Scene:
    """Return one scene as “Add to briefing” keeps it."""
    view, complaints = store.parse(query)
    assert not complaints
    return drafts.scene(store, view, kind)


def briefing(store: Store, length: Length = "short") -> Briefing:
    """Return one scene of each, the briefer's own words and notes on the map among them."""
    scenes = [scene(store, kind, query) for kind, query in SUBJECTS]
    scenes[1] = scenes[1].model_copy(update={"body": BODY})
    scenes[-1] = scenes[-1].model_copy(update={"marks": MARKS})
    return story.build(title="Every kind", length=length, scenes=tuple(scenes))


def job(store: Store, length: Length = "short") -> Job:
    """Return the work of it."""
    return job_of(store, briefing(store, length))


def job_of(store: Store, told: Briefing) -> Job:
    """Return the work of any briefing."""
    return Job(store, store.parse({})[0], told, deck(store, told, sheet=compose.sheet))
