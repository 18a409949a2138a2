"""What happened: the types of a clash and the acts of a development, by words, without what is denied or only nearly was."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from desk import tables

# Who tries to block somebody stands in the way; who tries to ram has not rammed.
DEEDS = {"ramming", "collision", "boarding", "seizure", "detention", "shooting", "sinking"}


@dataclass(frozen=True)
class Act:
    """An act told in a sentence: its type, where its words stand."""

    start: int
    end: int
    type: str


@lru_cache(maxsize=4096)
def clashes(text: str, language: str) -> tuple[Act, ...]:
    """Return the acts of a clash in a sentence's shadow, in order."""
    return _acts("types", tuple(tables.table("types")), text, language)


@lru_cache(maxsize=4096)
def deals(text: str, language: str) -> tuple[Act, ...]:
    """Return the acts of a development in a sentence's shadow, in order."""
    return _acts("deals", ("agreement", "act"), text, language)


def _acts(topic: str, entries: tuple[str, ...], text: str, language: str) -> tuple[Act, ...]:
    found = []
    for entry in entries:
        spans = [match.span() for match in tables.pattern(topic, entry, language).finditer(text)]
        found += [Act(start, end, entry) for start, end in spans if not _undone(entry, text, start, end, language)]
    return tuple(sorted(_apart(found), key=lambda act: act.start))


def _apart(found: list[Act]) -> list[Act]:
    """Return acts without a detention that is only the word of a seizure: a boat that was kept, and nobody in it."""
    seized = [each for each in found if each.type == "seizure"]
    return [
        each
        for each in found
        if each.type != "detention" or not any(one.start <= each.start and each.end <= one.end for one in seized)
    ]


def _undone(entry: str, text: str, start: int, end: int, language: str) -> bool:
    """Tell whether an act was not done: it is denied, or somebody only tried to do what counts when it is done."""
    tried = entry in DEEDS and tables.pattern("cues", "tried_before", language).search(text[max(0, start - 40) : start])
    return bool(tried) or denied(text, start, end, language)


def denied(text: str, start: int, end: int, language: str) -> bool:
    """Tell whether what stands there is said not to have been, or only nearly."""
    before = tables.pattern("cues", "not_before", language).search(text[max(0, start - 60) : start])
    behind = tables.pattern("cues", "not_behind", language).search(text[end : end + 40])
    return bool(before or behind)
