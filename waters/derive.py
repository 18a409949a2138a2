"""`python -m waters.derive [DIRECTORY]`: compute the zones, their limits and the cells of a data package.

They are kept in `zones.geojson`, `limits.geojson`, `cells.geojson` and `archipelagos.geojson` with the hashes of what they
were made from, so that a package whose claims have changed since is never shown with yesterday's waters.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import mapping

from record import derived, hashes, reading, writing
from record.derived import ARCHIPELAGOS, CELLS, LIMITS, WHOLE, ZONES
from record.faults import InvalidPackageError
from record.reading import parts
from waters import archipelagos, cells, coasts, zones
from waters.measure import area_km2

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from record.features import Collection, Feature
    from record.reading import Package

DECIMALS_DEG = 1e-4
METRE_DEG = 1 / 111_000
# A limit may be drawn this much of its own accuracy beside where it was computed, and never more than 200 m.
COARSEST_DEG = 0.002
# The drawn land stands in for the shore itself: a zone ends there, but that end is no limit of a claim.
SHORE_DEG = 0.02
# A limit as it is drawn lies this near to the boundary that it follows.
ALONG_DEG = 0.01
# Land farther than this from the sea ends no zone.
NEAR_DEG = 2


def derive(folder: Path) -> None:
    """Compute and write the four files of a package, with progress on the terminal.

    Raises InvalidPackageError for a package with other faults than these files have, ValueError for an empty zone.
    """
    package = reading.read(folder)
    from rich.progress import track  # noqa: PLC0415 -- every page reads this module, and few processes compute zones

    zoned, ground = rows(package), ground_of(package)
    shapes = {
        row["id"]: found
        for row, found in track(zip(zoned, zones.build(zoned, ground), strict=True), "Computing zones", total=len(zoned))
    }
    made = inputs(package)
    drawn = [
        _feature(row["id"], _thinned(shapes[row["id"]], row), km2=round(area_km2(shapes[row["id"]]), 1)) for row in zoned
    ]
    _write(folder / ZONES, drawn, made)
    _write(
        folder / LIMITS,
        limits(zoned, {part["id"]: shapely.geometry.shape(part["geometry"]) for part in drawn}, ground),
        made,
    )
    dividing = {row["id"]: shapes[row["id"]] for row in zoned if row["kind"] in zones.DIVIDING}
    found = cells.divide(dividing, ground.sea.difference(ground.land))
    _write(folder / CELLS, (_feature(c.id, c.shape, zones=list(c.zones), km2=round(c.km2, 3)) for c in found), made)
    _write(folder / ARCHIPELAGOS, gaps(package, ground.coasts), made)


def inputs(package: Package) -> dict[str, str]:
    """Return the SHA-256 of everything that a package's zones, limits and cells are made from, by file."""
    sums = {name: package.derived.collections[name].sha256 for name in WHOLE}
    return derived.inputs(package.cells, package.instruments.features, sums)


def rows(package: Package) -> list[dict[str, str]]:
    """Return the rows of a package's zones as their file has them."""
    table = package.cells["zones"]
    return [dict(zip(table.cells, row, strict=True)) for row in table.records(*table.cells)]


def ground_of(package: Package) -> zones.Ground:
    """Return what a package's zones are measured from. Raises ValueError where it cannot be read."""
    files = package.derived.collections
    wrong = [fault for name in WHOLE for fault in files[name].faults]
    if wrong:
        raise ValueError(str(wrong[0]).removesuffix("."))
    return zones.Ground(
        coasts=coasts.by_state(files[derived.COASTS]),
        land=shapely.union_all([package.derived.land]),
        claims={feature.id: found for feature in package.instruments.features if (found := _drawn(feature))},
        places={
            identity: shapely.Point(float(lon), float(lat))
            for identity, lon, lat in package.cells["places"].records("id", "lon_deg", "lat_deg")
        },
        sea=sea_of(package),
        unmeasured=_by_state(files[derived.GROUND], derived.UNMEASURED),
        closings=_by_state(files[derived.GROUND], derived.CLOSING),
    )


def _by_state(found: Collection, kind: str) -> dict[str, BaseGeometry]:
    """Return the shapes of one kind of the ground's features, by state."""
    shapes: dict[str, list[BaseGeometry]] = {}
    for feature in found.features:
        if feature.properties["kind"] == kind and feature.shape:
            shapes.setdefault(feature.properties["state"], []).append(feature.shape)
    return {state: shapely.union_all(parts) if parts[1:] else parts[0] for state, parts in shapes.items()}


def sea_of(package: Package) -> BaseGeometry:
    """Return the sea that a package's waters are counted in, in EPSG:4326."""
    return package.derived.collections[derived.SEA].shapes()[derived.SINGLE[derived.SEA]]


def _drawn(feature: Feature) -> BaseGeometry | None:
    """Return an instrument's geometry; a line is led on through the points that it is given for drawing alone."""
    fill = [(point["lon"], point["lat"]) for point in feature.properties.get("approx_fill") or []]
    if not fill:
        return feature.shape
    return shapely.LineString([*(shapely.line_merge(feature.shape).coords if feature.shape else []), *fill])


def limits(
    zoned: Iterable[Mapping[str, str]], shapes: Mapping[str, BaseGeometry], ground: zones.Ground
) -> Iterator[dict[str, Any]]:
    """Yield each zone's limit without the shore, its area as drawn, and again what runs along a boundary less well known."""
    land = ground.land.intersection(ground.sea.buffer(NEAR_DEG))
    # Where the computed waters end, and at the shore, a shape ends and no claim does.
    ends = shapely.union_all([land.boundary, ground.window.boundary]).buffer(SHORE_DEG)
    for row in zoned:
        edge = shapes[row["id"]].boundary.difference(ends)
        yield _limit(row["id"], "", edge, km2=area_km2(shapes[row["id"]]))
        for line in parts(row["cut_by"]) if row["cut_accuracy_m"] else ():
            yield _limit(row["id"], line, edge.intersection(ground.claims[line].buffer(ALONG_DEG)))


def gaps(package: Package, shores: Mapping[str, BaseGeometry]) -> Iterator[dict[str, Any]]:
    """Yield where the archipelagic baselines of each state that claims some may run, coordinates unrounded as limits'."""
    for state in derived.archipelagic(package.instruments.features):
        shape = archipelagos.gaps(state, shores)
        properties = {"id": derived.gaps_id(state), "state": state}
        geometry = None if shape.is_empty else mapping(shape)
        yield {"type": "Feature", "id": properties["id"], "properties": properties, "geometry": geometry}


def _limit(zone: str, along: str, line: BaseGeometry, **measured: float) -> dict[str, Any]:
    """Return one limit as a feature, its coordinates unrounded: a point of it is told from one a hair beside it."""
    identity = derived.limit_id(zone, along)
    properties = {"id": identity, "zone": zone, "along": along, **measured}
    return {
        "type": "Feature",
        "id": identity,
        "properties": properties,
        "geometry": None if line.is_empty else mapping(line),
    }


def _thinned(found: BaseGeometry, row: dict[str, str]) -> BaseGeometry:
    return found.simplify(min(float(row["accuracy_m"]) / 10 * METRE_DEG, COARSEST_DEG), preserve_topology=True)


def _feature(identity: str, found: BaseGeometry, **properties: object) -> Any:  # noqa: ANN401 -- a GeoJSON feature
    snapped = shapely.set_precision(found, DECIMALS_DEG)
    geometry = mapping(shapely.orient_polygons(snapped, exterior_cw=False))
    return _short({"type": "Feature", "id": identity, "properties": {"id": identity, **properties}, "geometry": geometry})


def _write(path: Path, features: Iterable[dict[str, Any]], made: dict[str, str]) -> None:
    """Write one feature a line, so that a rebuilt file differs only where a zone does."""
    head = f'{{"type":"FeatureCollection","inputs":{json.dumps(made, sort_keys=True)},"features":[\n'
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    writing.put(path, f"{head}{lines}\n]}}\n")


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
    except InvalidPackageError as error:
        sys.exit(f"The zones were left as they are: {error}")
    except ValueError as fault:
        sys.exit(f"The zones were left as they are: {fault}.")
    hashes.refresh(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
