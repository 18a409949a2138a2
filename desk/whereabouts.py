"""Where it happened: the place of the record, and a position where the page gives one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desk import gazetteer, reading, states, tables
from desk.gazetteer import LAND, LARGE, WIDE, features
from desk.value import Value
from question import positions
from waters import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

# Places of the record that are states: a clash is never at one, a deal only where it bears on one that takes no part.
STATES = {"philippines": "PHL", "taiwan": "TWN"}
# A name from which a distance longer than this is counted tells little of where something was.
FAR_M = 55_000.0


@lru_cache(maxsize=1)
def _patterns() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Return the patterns of the table of bearings with its lists put in."""
    table = tables.table("bearings")
    points = "|".join(sorted(map(re.escape, table["bearings"]), key=len, reverse=True))
    found = {}
    for name, written in table["patterns"].items():
        several = written if isinstance(written, list) else [written]
        lists = {"{points}": points, "{unit}": table["patterns"]["unit"], "{number}": table["patterns"]["number"]}
        for word, text in lists.items():
            several = [each.replace(word, text) for each in several]
        found[name] = tuple(re.compile(each, re.IGNORECASE) for each in several)
    return found


def _pattern(name: str) -> re.Pattern[str]:
    return _patterns()[name][0]


def _metres(match: re.Match[str]) -> float:
    """Return a distance in metres, by how its unit begins."""
    unit = match["unit"].lower()
    return float(match["n"].replace(",", ".")) * next(
        float(size) for mark, size in tables.table("bearings")["units"].items() if unit.startswith(mark)
    )


def places(article: Article, event: Event) -> list[Value]:
    """Return the place of an event, and behind it the states that a deal bears on too, each with its own quote.

    The place is the one named most closely with its acts, a feature before the sea that it lies in.
    """
    scores: dict[str, float] = {}
    quotes: dict[str, tuple[float, int, int]] = {}
    for sentence, weight in event.weighted():
        for spot in named_here(article, sentence, development=event.kind == "development"):
            place_id = spot.places[0]
            value = weight * _share(article, event, sentence, spot)
            if not value:
                continue
            scores[place_id] = scores.get(place_id, 0.0) + value
            if place_id not in quotes or value > quotes[place_id][0] + 1:
                quotes[place_id] = (value, sentence.start + spot.start, sentence.start + spot.end)
    if not scores:
        return []
    acting = {each.state for sentence in event.telling[:1] for each in states.named(sentence.shadow)}
    scores = {each: score for each, score in scores.items() if STATES.get(each) not in acting}
    if not scores:
        return []
    ranked = sorted(scores, key=lambda each: -scores[each])
    ranked = _narrowest(ranked, scores)
    ranked.sort(key=lambda each: each == "philippines")
    if ranked[0] == "philippines":
        return []
    first = _named_place(article, "place", ranked[0], quotes[ranked[0]], tuple(ranked[1:4]))
    also = [each for each in ranked[1:] if each in STATES]
    return [first, *(_named_place(article, "also_places", each, quotes[each]) for each in also)]


def _named_place(
    article: Article, field: str, place_id: str, quote: tuple[float, int, int], others: tuple[str, ...] = ()
) -> Value:
    """Return a place as a value, proved by its name in the text."""
    _, start, end = quote
    reasoning = f"“{article.page.text[start:end]}” is a name of {features()[place_id].name}"
    return Value(field, place_id, start, end, "name of a place", reasoning, {}, others)


def _share(article: Article, event: Event, sentence: Sentence, spot: gazetteer.Spot) -> float:
    """Return how much of a sentence's weight a place in it has: least where a ship was only bound for it."""
    kind = features()[spot.places[0]].kind
    land = event.kind == "clash" and (kind in LAND or spot.places[0] in LARGE)
    before = sentence.shadow[max(0, spot.start - 70) : spot.start]
    if event.kind == "clash" and tables.pattern("craft", "bound", article.language).search(before):
        return 0.0 if land else 0.2
    if _far(sentence, spot):
        return 0.1
    return 0.45 if kind in WIDE else 0.35 if land else 1.0


def _far(sentence: Sentence, spot: gazetteer.Spot) -> bool:
    """Tell whether a name is only what a long distance is counted from."""
    for match in _pattern("away").finditer(sentence.shadow):
        metres = _metres(match)
        if 0 <= spot.start - match.end() <= 6 and metres > FAR_M:
            return True
    return False


def _narrowest(ranked: list[str], scores: dict[str, float]) -> list[str]:
    """Put a feature before the group or sea that is named with it, where it has at least a third of its weight."""
    if features()[ranked[0]].kind not in WIDE:
        return ranked
    narrower = [
        each for each in ranked[1:] if features()[each].kind not in WIDE | LAND and scores[each] * 3 >= scores[ranked[0]]
    ]
    near = [each for each in narrower if _inside(each, ranked[0])]
    return [*near[:1], *(each for each in ranked if each not in near[:1])]


def _inside(narrow: str, wide: str) -> bool:
    a, b = features()[narrow], features()[wide]
    metres = float(measure.distances(a.lon_deg, a.lat_deg, [b.lon_deg], [b.lat_deg])[0])
    return wide == "south-china-sea" or metres < 350_000


def named_here(article: Article, sentence: Sentence, *, development: bool = False) -> Iterator[gazetteer.Spot]:
    """Yield the places in a sentence that may be its own: no dateline, not where somebody spoke, came from or went."""
    text = sentence.shadow
    dateline = reading.DATELINE.match(text)
    for spot in gazetteer.spots(text, article.language):
        if spot.places[0] in STATES and not development:
            continue
        before = text[max(0, spot.start - 70) : spot.start]
        if dateline and spot.end <= dateline.end():
            continue
        if _pattern("speaker_at").search(before):
            continue
        yield spot


def position_values(article: Article, event: Event, at: str | None) -> list[Value]:
    """Return the positions that an event's sentences give: coordinates, else distances with a bearing, else a distance."""
    found = [value for sentence in event.sentences for value in coordinates(article, sentence)]
    if found:
        return found[:1]
    found = [value for sentence in event.sentences for value in bearings(article, sentence, at)]
    return found[:2]


def coordinates(article: Article, sentence: Sentence) -> Iterator[Value]:
    """Yield the position that a sentence gives in degrees, within the region."""
    for pattern in _patterns()["coordinates"]:
        for match in pattern.finditer(sentence.shadow):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            try:
                spot = positions.read(re.sub(r"\b(?:and|và|dan)\b", ",", match.group()))
            except ValueError:
                continue
            if 90 < spot.lon_deg < 140 and -15 < spot.lat_deg < 40:
                more = {
                    "basis": "reported coordinates",
                    "lon_deg": round(spot.lon_deg, 5),
                    "lat_deg": round(spot.lat_deg, 5),
                }
                yield Value(
                    "position",
                    None,
                    start,
                    end,
                    "coordinates",
                    f"“{article.page.text[start:end]}” read as degrees and minutes",
                    more,
                )
                return


def bearings(article: Article, sentence: Sentence, at: str | None) -> Iterator[Value]:
    """Yield the positions that a sentence gives by a distance and a bearing; `at` is what "the shoal" means."""
    text = sentence.shadow
    chinese = article.language in {"zh", "ja"}
    for match in _pattern("away_cjk" if chinese else "away").finditer(text):
        origin = _origin(article, text, match, at)
        if origin is None:
            continue
        place, first, last = origin
        if features()[place].kind in WIDE | {"coast"}:
            continue
        yield _away(sentence, match, place, (min(first, match.start()), max(last, match.end())))


def _away(sentence: Sentence, match: re.Match[str], place: str, span: tuple[int, int]) -> Value:
    """Return the position at a distance and a bearing from a place; the span names that too."""
    metres, feature = _metres(match), features()[place]
    azimuth = tables.table("bearings")["bearings"][match["point"].lower()]
    lon, lat = measure.destination(feature.lon_deg, feature.lat_deg, azimuth, metres)
    distance_nm = round(metres / measure.NAUTICAL_MILE_M, 2)
    more = {
        "basis": "distance and bearing", "lon_deg": round(lon, 5), "lat_deg": round(lat, 5), "distance_nm": distance_nm,
        "bearing": match["point"], "from": place, "precision_m": round(max(feature.precision_m, 0.1 * metres)),
    }  # fmt: skip
    reasoning = f"{distance_nm:g} nm at {azimuth:g}° from {feature.name}"
    start, end = sentence.start + span[0], sentence.start + span[1]
    return Value("position", None, start, end, "distance and bearing", reasoning, more)


def _origin(article: Article, text: str, match: re.Match[str], at: str | None) -> tuple[str, int, int] | None:
    """Return what a distance is counted from and where that is named: behind it, or before it in some languages."""
    spots = gazetteer.spots(text, article.language)
    if article.language in {"zh", "ja"}:
        near = [
            each for each in spots if each.end <= match.start() and not re.search("[。；]", text[each.end : match.start()])
        ]
        return (
            (near[-1].places[0], near[-1].start, near[-1].end) if near else (at, match.start(), match.end()) if at else None
        )
    behind = next((each for each in spots if 0 <= each.start - match.end() <= 6), None)
    before = [each for each in spots if 0 <= match.start() - each.end <= 12 and article.language == "vi"]
    named = behind or (before[-1] if before else None)
    if named:
        return named.places[0], named.start, named.end
    itself = _pattern("itself").match(text[match.end() :])
    return (at, match.start(), match.end() + itself.end()) if at and itself else None
