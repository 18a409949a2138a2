"""`python -m waters.derive [DIRECTORY]`: compute the zones and cells of a data package from its instruments.

They are kept in `zones.geojson` and `cells.geojson` with the hashes of what they were made from, so that a package whose
claims have changed since is never shown with yesterday's waters.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import shapely
from rich.progress import track
from shapely.geometry import mapping, shape

from record import hashes
from record.reading import parts
from waters import cells, coasts, zones
from waters.measure import area_km2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

ZONES, CELLS = "zones.geojson", "cells.geojson"
WHOLE = ("land.geojson", coasts.FILE, "sea.geojson")
# What of a zone's row its shape depends on: a note may be reworded without a rebuild.
MEASURED = ("id", "claimant", "kind", "basis", "coast", "lines", "features", "inner_nm", "outer_nm", "cut_by", "accuracy_m")
DECIMALS_DEG = 1e-4
METRE_DEG = 1 / 111_000
# A limit may be drawn this much of its own accuracy beside where it was computed, and never more than 200 m.
COARSEST_DEG = 0.002


def place(folder: Path, name: str) -> Path:
    """Return a package's own file, or the shipped one where it brings none."""
    return folder / name if (folder / name).is_file() else hashes.SHIPPED / name


def inputs(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of everything that the shapes of a package's zones and cells are made from, by file."""
    rows = _rows(folder)
    used = {part for row in rows for column in ("lines", "features", "cut_by") for part in parts(row[column])}
    claims = [[f["id"], f["geometry"], f["properties"].get("approx_fill")] for f in _claims(folder) if f["id"] in used]
    points = [[p["id"], p["lon_deg"], p["lat_deg"]] for p in _places(folder) if p["id"] in used]
    zoned = [[row[column] for column in MEASURED] for row in rows]
    told = {"claims.geojson": sorted(claims, key=str), "places.csv": sorted(points), "zones.csv": zoned}
    made = {name: json.dumps(found, sort_keys=True).encode() for name, found in told.items()}
    made |= {name: place(folder, name).read_bytes() for name in WHOLE}
    return {name: hashlib.sha256(content).hexdigest() for name, content in made.items()}


def derive(folder: Path) -> None:
    """Compute and write both files of a package, with progress on the terminal. Raises ValueError for an empty zone."""
    rows = _rows(folder)
    ground = _ground(folder)
    shapes = {
        row["id"]: found
        for row, found in track(zip(rows, zones.build(rows, ground), strict=True), "Computing zones", total=len(rows))
    }
    made = inputs(folder)
    drawn = (
        _feature(row["id"], _thinned(shapes[row["id"]], row), km2=round(area_km2(shapes[row["id"]]), 1)) for row in rows
    )
    _write(folder / ZONES, drawn, made)
    dividing = {row["id"]: shapes[row["id"]] for row in rows if row["kind"] in zones.DIVIDING}
    found = cells.divide(dividing, ground.sea.difference(ground.land))
    _write(folder / CELLS, (_feature(c.id, c.shape, zones=list(c.zones), km2=round(c.km2, 3)) for c in found), made)


def _rows(folder: Path) -> list[dict[str, str]]:
    return _table(folder / "zones.csv")


def _places(folder: Path) -> list[dict[str, str]]:
    return _table(folder / "places.csv")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _claims(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "claims.geojson").read_text(encoding="utf-8"))["features"]
    return found


def _ground(folder: Path) -> zones.Ground:
    return zones.Ground(
        coasts=coasts.read(folder),
        land=gpd.read_file(place(folder, "land.geojson")).geometry.union_all(),
        claims=lines(folder),
        places={row["id"]: shapely.Point(float(row["lon_deg"]), float(row["lat_deg"])) for row in _places(folder)},
        sea=gpd.read_file(place(folder, "sea.geojson")).geometry.iloc[0],
    )


def lines(folder: Path) -> dict[str, BaseGeometry]:
    """Return the geometry of each of a package's instruments that has one to compute with, in EPSG:4326, by id."""
    return {feature["id"]: found for feature in _claims(folder) if (found := _drawn(feature))}


def _drawn(feature: dict[str, Any]) -> BaseGeometry | None:
    """Return an instrument's geometry; a line is led on through the points that it is given for drawing alone."""
    found = shape(feature["geometry"]) if feature["geometry"] else None
    fill = [(point["lon"], point["lat"]) for point in feature["properties"].get("approx_fill") or []]
    if not fill:
        return found
    return shapely.LineString([*(shapely.line_merge(found).coords if found else []), *fill])


def _thinned(found: BaseGeometry, row: dict[str, str]) -> BaseGeometry:
    return found.simplify(min(float(row["accuracy_m"]) / 10 * METRE_DEG, COARSEST_DEG), preserve_topology=True)


def _feature(identity: str, found: BaseGeometry, **properties: object) -> dict[str, Any]:
    snapped = shapely.set_precision(found, DECIMALS_DEG)
    geometry = mapping(shapely.orient_polygons(snapped, exterior_cw=False))
    return {"type": "Feature", "id": identity, "properties": {"id": identity, **properties}, "geometry": geometry}


def _write(path: Path, features: Iterable[dict[str, Any]], made: dict[str, str]) -> None:
    """Write one feature a line, so that a rebuilt file differs only where a zone does."""
    head = f'{{"type":"FeatureCollection","inputs":{json.dumps(made, sort_keys=True)},"features":[\n'
    lines = ",\n".join(json.dumps(_short(feature), separators=(",", ":")) for feature in features)
    path.write_text(f"{head}{lines}\n]}}\n", encoding="utf-8", newline="\n")


def _short(value: Any) -> Any:  # noqa: ANN401 -- whatever GeoJSON holds
    """Return coordinates without the digits that rounding in binary leaves behind."""
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_short(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def main(arguments: list[str]) -> None:
    """Derive the package in the directory named, or the shipped one, and refresh its hashes."""
    folder = Path(arguments[0]) if arguments else hashes.SHIPPED
    try:
        derive(folder)
    except ValueError as fault:
        sys.exit(f"The zones were left as they are: {fault}.")
    hashes.refresh(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
