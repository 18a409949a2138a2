"""From what a reader types to a point: a position (`question.positions`), or a place's name.

Names are looked up in the data set, in any of its languages. A gazetteer service was left aside:
the page works with the network off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from question import filtering, positions
from waters import measure
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

EXPECTED = f"{positions.EXPECTED}, or a place's name"
MOST = 8


class Spot(NamedTuple):
    """A point that a text may mean: its name, WGS 84 degrees, and how precisely it is known in metres."""

    name: str
    lon_deg: float
    lat_deg: float
    precision_m: float = 0.0


def find(places: gpd.GeoDataFrame, typed: str) -> list[Spot]:
    """Return what the text may mean, the best first. Raises ValueError with one clear sentence where it means nothing."""
    words = text.plain(typed, longest=120).strip()
    if positions.figures(words):
        lon, lat = positions.read(words)
        return [Spot(measure.position_words(lon, lat), lon, lat)]
    rows = places[filtering.says(places["hay"], words)] if words else places.iloc[:0]
    if rows.empty:
        raise ValueError(f"“{words}” is neither a position nor a place of this data set: expected {EXPECTED}.")
    spots = [Spot(row.name_, row.lon_deg, row.lat_deg, float(row.precision_m)) for row in _best(rows, words)]
    return spots[:MOST]


def _best(rows: gpd.GeoDataFrame, words: str) -> list[Any]:
    """Return the rows, those first of which a name is just these words, then the busiest."""
    exact = [any(text.fold(n) == text.fold(words) for some in names.values() for n in some) for names in rows["names"]]
    order = rows.assign(exact=exact, name_=rows["name"]).sort_values(["exact", "clashes"], ascending=False, kind="stable")
    return list(order.itertuples())
