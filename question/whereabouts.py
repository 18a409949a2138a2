"""From what a reader types to a point: coordinates in decimal degrees or degrees, minutes and seconds, or a place's name.

geopy reads coordinates; names are looked up in the data set, in any of its languages. A gazetteer service was left aside:
the page works with the network off.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from geopy.point import Point

from question import filtering
from waters import measure
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

# "9 44 0 N": geopy wants marks between the numbers, and would read this as something else without a word.
_SPACED = re.compile(r"(\d+(?:\.\d+)?)\s+(\d+(?:\.\d+)?)(?:\s+(\d+(?:\.\d+)?))?\s*([NSEW])", re.IGNORECASE)
_FIGURES = re.compile(r"^[\d\s.,;°º'′\u2019\"″\u201dNSEWnsew+-]+$")
EXPECTED = "coordinates such as 9.733, 115.867 or 9°44′N 115°52′E, or a place's name"
MOST = 8


class Spot(NamedTuple):
    """A point that a text may mean: its name, WGS 84 degrees, and how precisely it is known in metres."""

    name: str
    lon_deg: float
    lat_deg: float
    precision_m: float = 0.0


def find(places: gpd.GeoDataFrame, typed: str) -> list[Spot]:
    """Return what the text may mean, the best first. Raises ValueError with one clear sentence where it means nothing."""
    said = text.plain(typed, longest=120).strip()
    if _FIGURES.match(said) and re.search(r"\d", said):
        return [_coordinates(said)]
    found = places[filtering.says(places["hay"], said)] if said else places.iloc[:0]
    if found.empty:
        raise ValueError(f"“{said}” is neither a position nor a place of this data set: expected {EXPECTED}.")
    spots = [Spot(row.name_, row.lon_deg, row.lat_deg, float(row.precision_m)) for row in _best(found, said)]
    return spots[:MOST]


def _best(rows: gpd.GeoDataFrame, said: str) -> list[Any]:
    """Return the rows, those first of which a name is just what was said, then the busiest."""
    exact = [any(text.fold(n) == text.fold(said) for some in names.values() for n in some) for names in rows["names"]]
    order = rows.assign(exact=exact, name_=rows["name"]).sort_values(["exact", "clashes"], ascending=False, kind="stable")
    return list(order.itertuples())


def _coordinates(said: str) -> Spot:
    marked = _SPACED.sub(lambda m: f"{m[1]}°{m[2]}'{m[3] + chr(34) if m[3] else ''}{m[4]}", said)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        try:
            point = Point.from_string(marked)
        except ValueError:
            point = _swapped(marked)
    lon, lat = float(point.longitude), float(point.latitude)
    return Spot(measure.position_words(lon, lat), lon, lat)


def _swapped(said: str) -> Point:
    """Read "115.867, 9.733": in this region a first number over 90 can only be the longitude."""
    parts = [part for part in re.split(r"[,;\s]+", said) if part]
    try:
        return Point(float(parts[1]), float(parts[0]))
    except (ValueError, IndexError):
        raise ValueError(f"“{said}” could not be read as a position: expected {EXPECTED}.") from None
