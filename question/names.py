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
    sought = _plain(typed)
    if not sought:
        return []
    entries = list(_names(places))
    exact = [Match(place, name, language, "exact") for place, language, name, folded in entries if folded == sought]
    if exact:
        return _one_each(exact)
    beginning = [entry for entry in entries if entry[3].startswith(sought)]
    words = [entry for entry in entries if f" {sought} " in f" {entry[3]} "]
    part = [Match(place, name, language, "part") for place, language, name, _ in [*beginning, *words]]
    return _one_each(part) or _near(entries, sought)


def _near(entries: list[tuple[str, str, str, str]], sought: str) -> list[Match]:
    """Return the places with names spelt much like a text, or beginning so: the nearest first."""
    squeezed = sought.replace(" ", "")
    if len(squeezed) < SHORTEST_NEAR:
        return []
    rated = [(_rate(folded.replace(" ", ""), squeezed), place, name, language) for place, language, name, folded in entries]
    kept = sorted((candidate for candidate in rated if candidate[0] >= NEAREST), key=lambda candidate: -candidate[0])
    return _one_each([Match(place, name, language, "near") for _, place, name, language in kept])[:MOST_NEAR]


def _rate(name: str, sought: str) -> float:
    return max(fuzz.ratio(name, sought), fuzz.ratio(name[: len(sought)], sought))


def _names(places: gpd.GeoDataFrame) -> list[tuple[str, str, str, str]]:
    """Return every name as (place, language, name, folded name), a place's usual name first."""
    entries = []
    for place, usual, by_language in zip(places.index, places["name"], places["names"], strict=True):
        listed = [("en", usual), *((language, name) for language, some in by_language.items() for name in some)]
        entries += [(str(place), language, name, _plain(name)) for language, name in listed]
    return entries


def _plain(words: str) -> str:
    return filtering.haystack([words]).strip()


def _one_each(some: list[Match]) -> list[Match]:
    by_place: dict[str, Match] = {}
    for match in some:
        by_place.setdefault(match.place, match)
    return list(by_place.values())
