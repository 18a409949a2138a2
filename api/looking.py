"""The answers of `/api/find.json` and `/api/distance.json`: what the search and the ruler on the map show, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from layers import finding
from question import address, parsers
from waters import measure

if TYPE_CHECKING:
    from layers.store import Store
    from question.address import Query
    from waters.measure import Leg

MOST_POINTS = 40


def find(store: Store, query: Query) -> dict[str, Any]:
    """Return what a text may mean, by groups. Raises ValueError, in one sentence, for a query not understood."""
    groups = finding.find(store, address.taken(query, "q", str))
    return {
        "data_version": store.package.version,
        "groups": [
            {"layer": group.layer, "heading": group.heading, "found": [found._asdict() for found in group.found]}
            for group in groups
        ],
    }


def distance(_store: Store, query: Query) -> dict[str, Any]:
    """Return the geodesics along points on WGS 84. Raises ValueError, in one sentence, for a query not understood."""
    legs = measure.legs(address.taken(query, "line", _points))
    metres = sum(leg.metres for leg in legs)
    return {
        "legs": [_leg(leg) for leg in legs],
        "total": _measured(metres),
        "words": [_words(leg) for leg in legs],
        "total_words": measure.distance_words(metres),
    }


def _leg(leg: Leg) -> dict[str, Any]:
    azimuth = None if leg.azimuth_deg is None else round(leg.azimuth_deg, 2) % 360
    return _measured(leg.metres) | {"azimuth_deg": azimuth, "line_deg": leg.line_deg}


def _words(leg: Leg) -> str:
    bearing = "" if leg.azimuth_deg is None else f", {measure.azimuth_words(leg.azimuth_deg)} true"
    return f"{measure.distance_words(leg.metres)}{bearing}"


def _measured(metres: float) -> dict[str, float]:
    return {"nm": round(metres / measure.NAUTICAL_MILE_M, 3), "km": round(metres / 1000, 3)}


def _points(raw: str) -> list[tuple[float, float]]:
    pieces = raw.split(";")
    if not 2 <= len(pieces) <= MOST_POINTS:
        raise ValueError(f"2 to {MOST_POINTS} points as longitude,latitude, parted by semicolons")
    return [(point.lon_deg, point.lat_deg) for point in map(parsers.point, pieces)]
