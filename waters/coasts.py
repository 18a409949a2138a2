"""Coasts: whose shore faces the sea where, from Natural Earth's countries. Zones are measured from it; it is not drawn.

`python -m waters.coasts` builds `data/coasts.geojson` anew. Only shores go in, no border on land, and none of the features
whose sovereignty is disputed: those stand in the places table, with every state that claims them.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from shapely.geometry import MultiLineString, mapping

from record import derived, hashes, reading, writing
from waters import measure, natural_earth

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from record.features import Collection

FILE = derived.COASTS
SOURCE = "countries-10m.json"
SOURCE_SHA256 = "3bc6f1d367a9bcec479841bae0e76092f512838411d0cef124e92eec4db45f79"
COUNTRIES = {
    "CHN": ("China", "Hong Kong", "Macao"), "TWN": ("Taiwan",), "VNM": ("Vietnam",), "PHL": ("Philippines",),
    "MYS": ("Malaysia",), "BRN": ("Brunei",), "IDN": ("Indonesia",),
}  # fmt: skip
# The shore is the drawn land's own, which lies up to 500 m from that of the source.
REACH_DEG = 0.015
DISPUTED = ("Spratly", "Paracel", "Scarborough", "Pratas", "Luconia", "Macclesfield")
DISPUTED_M = 15_000


def build(countries: gpd.GeoDataFrame, ground: BaseGeometry, disputed: BaseGeometry) -> dict[str, MultiLineString]:
    """Return each claimant's shore as lines in EPSG:4326 degrees, those within `disputed` left out.

    `countries` holds `name` and polygons; `ground` is the drawn land. A piece near two states' ground goes to the first.
    """
    shores = {}
    (west, east), (south, north) = natural_earth.CLIP_LON_DEG, natural_earth.CLIP_LAT_DEG
    # Where the land was clipped there is no shore.
    window = shapely.box(west + 0.01, south + 0.01, east - 0.01, north - 0.01)
    left = ground.boundary.intersection(window).difference(disputed)
    for state, names in COUNTRIES.items():
        own = countries[countries["name"].isin(names)].geometry.make_valid()
        near = own.intersection(window).union_all().buffer(REACH_DEG)
        shores[state] = MultiLineString([line for line in _lines(left.intersection(near)) if line.length > REACH_DEG / 10])
        left = left.difference(near)
    return shores


def _lines(shape: BaseGeometry) -> list[Any]:
    merged = shapely.line_merge(shapely.union_all([part for part in shapely.get_parts(shape) if "Line" in part.geom_type]))
    return list(shapely.get_parts(merged))


def read(path: Path) -> dict[str, BaseGeometry]:
    """Return each state's shore from a package's directory, or the shipped one. Raises UnreadableFileError."""
    return by_state(derived.one(path, FILE))


def by_state(collection: Collection) -> dict[str, BaseGeometry]:
    """Return the shores of a file of coasts by state."""
    shapes = collection.shapes()
    return {feature.properties["state"]: shapes[feature.id] for feature in collection.features}


def write(shores: dict[str, MultiLineString], path: Path) -> None:
    """Write the shores to `path` as compact GeoJSON, one feature a state, three decimals of a degree."""
    features = [
        {
            "type": "Feature",
            "id": f"coast-{state.lower()}",
            "properties": {"id": f"coast-{state.lower()}", "state": state},
            "geometry": mapping(shapely.set_precision(shore, natural_earth.PRECISION_DEG)),
        }
        for state, shore in shores.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    writing.put(path, json.dumps(collection, separators=(",", ":")) + "\n")


def main() -> None:
    """Fetch the countries, build the shores from the shipped land and places, and refresh the package's hashes."""
    try:
        source = natural_earth.fetch(hashes.SHIPPED.parent / "build" / "world-atlas", SOURCE, SOURCE_SHA256)
    except RuntimeError as fault:
        sys.exit(f"The coasts were left as they are: {fault}.")
    package = reading.read(hashes.SHIPPED)
    ground = shapely.union_all([package.derived.land])
    places = package.tables["places"]
    rows = places[places["group"].str.startswith(DISPUTED)]
    rows = rows[rows["precision_m"] <= DISPUTED_M]
    rings = [measure.ring(row.lon_deg, row.lat_deg, DISPUTED_M) for row in rows.itertuples()]
    write(build(gpd.read_file(source, layer="countries"), ground, shapely.union_all(rings)), hashes.SHIPPED / FILE)
    hashes.refresh(hashes.SHIPPED)


if __name__ == "__main__":
    main()
