"""Place names looked up by what a reader types: exact, then as beginning or whole words, then as a near spelling.

Names match names: notes are not searched, and how busy a place is ranks nothing. A near spelling is offered, never answered
for. rapidfuzz measures how near; the standard library's difflib was left aside, being slower by far on every name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz import fuzz

from question import filtering

if TYPE_CHECKING:
    import geopandas as gpd

How = Literal["exact", "part", "near"]
# Of a hundred, by letters put in and taken out: one wrong letter in six passes, one in five does not.
NEAREST = 82.0
SHORTEST_NEAR = 4
MOST_NEAR = 5


class Match(NamedTuple):
    """One place by one of its names: its id, the name as it is written, its language, and how it was found."""

    place: str
    name: str
    language: str
    how: How


def matches(places: gpd.GeoDataFrame, typed: str) -> list[Match]:
    """Return the places that a text names, one entry a place, by the best of three ways that finds any."""
    asked = _plain(typed)
    if not asked:
        return []
    known = list(_names(places))
    exact = [Match(place, name, language, "exact") for place, language, name, folded in known if folded == asked]
    if exact:
        return _one_each(exact)
    beginning = [one for one in known if one[3].startswith(asked)]
    words = [one for one in known if f" {asked} " in f" {one[3]} "]
    part = [Match(place, name, language, "part") for place, language, name, _ in [*beginning, *words]]
    return _one_each(part) or _near(known, asked)


def _near(known: list[tuple[str, str, str, str]], asked: str) -> list[Match]:
    """Return the places with names spelt much like a text, or beginning so: the nearest first."""
    squeezed = asked.replace(" ", "")
    if len(squeezed) < SHORTEST_NEAR:
        return []
    rated = [(_rate(folded.replace(" ", ""), squeezed), place, name, language) for place, language, name, folded in known]
    kept = sorted((one for one in rated if one[0] >= NEAREST), key=lambda one: -one[0])
    return _one_each([Match(place, name, language, "near") for _, place, name, language in kept])[:MOST_NEAR]


def _rate(name: str, asked: str) -> float:
    return max(fuzz.ratio(name, asked), fuzz.ratio(name[: len(asked)], asked))


def _names(places: gpd.GeoDataFrame) -> list[tuple[str, str, str, str]]:
    """Return every name as (place, language, name, folded name), a place's usual name first."""
    found = []
    for place, usual, by_language in zip(places.index, places["name"], places["names"], strict=True):
        listed = [("en", usual), *((language, name) for language, some in by_language.items() for name in some)]
        found += [(str(place), language, name, _plain(name)) for language, name in listed]
    return found


def _plain(words: str) -> str:
    return filtering.haystack([words]).strip()


def _one_each(some: list[Match]) -> list[Match]:
    found: dict[str, Match] = {}
    for match in some:
        found.setdefault(match.place, match)
    return list(found.values())
