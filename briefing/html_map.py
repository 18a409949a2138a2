"""What the maps of the standalone deck are drawn from: each layer's own features, and the words behind their marks.

A layer's `draw` says what stands on the map, as on the Explore page, so the deck shows whatever layers there are. Shapes,
cards and reports are kept once for a whole deck, by id, however many of its scenes show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shapely.geometry import mapping

from briefing import cartography, overlays
from briefing.projection import Box
from layers import drawing, incidents, layer, palette, severity, states, text
from layers.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd

    from layers.card import Card
    from layers.evidence import Account, Report
    from layers.store import Store
    from layers.view import View

Json = dict[str, Any]
# Lines and areas are drawn once for the deck and named by id in its scenes.
SHARED = "claims"
# A map on paper with a scene's proportions, in points.
FRAME = Box(0.0, 0.0, 600.0, 410.0)
LONGEST_SAID, LONGEST_SUMMARY = 420, 420
# The facts of a card that a listener asks for; the rest is in the app.
FACTS = ("When", "Where", "Severity", "Instrument", "Status", "Disputed by", "Position", "Occupied by", "Claimed by")


def scene(known: Store, view: View) -> Json:
    """Return one map: where it looks, its features as [layer, GeoJSON feature], the ids behind each mark, the names."""
    admitted = {key: layer(key).filter(known.frames[key], view) for key in overlays.DRAWN if key in view.layers}
    drawn = {key: drawing.features(layer(key).draw(frame, view)) for key, frame in admitted.items()}
    names = known.names(view.names)
    return {
        "box": box(admitted, view),
        "layers": list(view.layers),
        "features": [[key, feature] for key, found in drawn.items() for feature in found],
        "behind": {one: ids for key, frame in admitted.items() for one, ids in _behind(key, frame).items() if len(ids) > 1},
        "names": {place: text.plain(names[place], longest=80) for place in admitted["places"].index}
        if "places" in admitted
        else {},
    }


def _behind(key: str, frame: gpd.GeoDataFrame) -> dict[str, tuple[str, ...]]:
    """Return all ids that share a mark, by each of them: a mark goes by whichever is picked, or by the gravest."""
    if key == "incidents":
        marks = [mark.ids for mark in incidents.marks(frame)]
    elif key == "developments":
        marks = [tuple(found.index) for place, found in frame.groupby("place", sort=False) if place]
    else:
        marks = []
    return {identity: ids for ids in marks for identity in ids}


def box(admitted: dict[str, gpd.GeoDataFrame], view: View) -> list[list[float]]:
    """Return the corners that a map shows, [[south, west], [north, east]] in degrees: what the same map on paper shows."""
    west, south, east, north = cartography.chart(view, admitted, FRAME, 1.0).bounds_deg
    return [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]


def shapes(scenes: Iterable[Json]) -> Json:
    """Return the geometry of each claim that a scene shows, by id, and take it out of the scenes."""
    drawn = [feature for scene in scenes for key, feature in scene["features"] if key == SHARED]
    return {feature["id"]: feature.pop("geometry") for feature in drawn}


def cards(known: Store, scenes: Sequence[Json]) -> tuple[Json, Json]:
    """Return a card for every feature that a scene's marks stand for, and the reports that the cards cite, both by id."""
    shown = {feature["id"] for scene in scenes for _, feature in scene["features"]}
    shown |= {identity for scene in scenes for ids in scene["behind"].values() for identity in ids}
    found, cited = {}, {}
    for identity in sorted(shown & known.ids.keys()):
        key = known.ids[identity]
        row = known.frames[key].loc[identity]
        reports = layer(key).sources(row)
        found[identity] = card(layer(key).describe(row), reports)
        cited.update({one.id: report(one) for one in reports})
    return found, cited


def card(shown: Card, reports: Sequence[Report]) -> Json:
    """Return a feature's words in short, both accounts beside each other, and its reports' ids."""
    return {
        "title": text.plain(shown.title, longest=300),
        "kicker": text.plain(shown.kicker, longest=200),
        "summary": text.plain(shown.summary, longest=LONGEST_SUMMARY),
        "facts": [[text.plain(part, longest=240) for part in fact] for fact in shown.facts if fact.label in FACTS],
        "sides": sides(shown.accounts, shown.silent) if shown.accounts or shown.silent else None,
        "reports": [one.id for one in reports],
    }


def sides(accounts: Sequence[Account], silent: Sequence[str], *, longest: int = LONGEST_SAID) -> Json:
    """Return what each state says with the report that carries it, and the states of which nothing was found."""
    told = [
        {"who": states.name(one.state), "says": text.plain(one.says, longest=longest), "report": report(one.report)}
        for one in accounts
    ]
    return {"accounts": told, "silent": [states.name(state) for state in silent]}


def report(found: Report) -> list[str]:
    """Return a report as its title, publisher, date in words, and its address or "" where that is no http(s) URL."""
    words = text.plain(found.words, longest=240)
    return [words, text.plain(found.publisher, longest=120), published_words(found.published), text.url(found.url)]


def look() -> Json:
    """Return colours, dashes and names for the legend and the lines, from the one palette."""
    lines = palette.CLAIMANTS | {"other": palette.OTHER}
    return {
        "severity": [[level, name, palette.severity(level)] for level, name in severity.NAMES.items()],
        "development": palette.DEVELOPMENT,
        "lines": {state: look._asdict() for state, look in lines.items()},
        "claimants": [
            {"state": state, "name": states.name(state), **look._asdict()} for state, look in palette.CLAIMANTS.items()
        ],
    }


def land(known: Store) -> Json:
    """Return the land under every map, as one GeoJSON geometry."""
    found: Json = mapping(layer("land").load(known.package).geometry.iloc[0])
    return found
