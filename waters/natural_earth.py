"""Building `data/land.geojson` and reading Natural Earth: `python -m waters.natural_earth` makes the file anew.

Natural Earth comes as TopoJSON in the npm package world-atlas, which GDAL reads.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import geopandas as gpd
import shapely
from shapely.geometry import MultiPolygon, Polygon

from record import derived, hashes, writing
from waters import measure

if TYPE_CHECKING:
    from pathlib import Path

FILE = derived.LAND
ID = derived.SINGLE[FILE]

# Wider than the region, so that a map panned past its edge still shows a coast.
CLIP_LON_DEG = (90.0, 135.0)
CLIP_LAT_DEG = (-14.0, 32.0)
# About 500 m on the equator and 420 m at 32 N. The source itself is cut to 0.0036 degrees of longitude.
TOLERANCE_DEG = 0.0045
PRECISION_DEG = 1e-3
SLIVER_KM2 = 0.2

ATLAS = "world-atlas@2.0.2"
ATLAS_LAND = "land-10m.json"
ATLAS_SHA256 = "9b9f584709c119d63fbadf484ce425260497697b7166be7a2fe360e8c0b171a8"


def build(world: gpd.GeoDataFrame) -> MultiPolygon:
    """Return the region's part of `world` (EPSG:4326), simplified, without slivers, valid and wound as RFC 7946 asks."""
    (west, east), (south, north) = CLIP_LON_DEG, CLIP_LAT_DEG
    # TopoJSON's quantised rings cross themselves here and there.
    clipped = world.geometry.make_valid().union_all().intersection(shapely.box(west, south, east, north))
    simple = clipped.simplify(TOLERANCE_DEG, preserve_topology=True)
    snapped = shapely.set_precision(simple, PRECISION_DEG)
    kept = [_without_ponds(part) for part in shapely.get_parts(snapped) if measure.area_km2(part) >= SLIVER_KM2]
    # West to east, so that a rebuilt file differs only where the coast does.
    kept.sort(key=lambda part: part.bounds)
    return shapely.orient_polygons(MultiPolygon(kept), exterior_cw=False)


def _without_ponds(polygon: Polygon) -> Polygon:
    return Polygon(polygon.exterior, [hole for hole in polygon.interiors if measure.area_km2(Polygon(hole)) >= SLIVER_KM2])


def write(land: MultiPolygon, path: Path) -> None:
    """Write `land` to `path` as compact GeoJSON of one feature, three decimals of a degree."""
    rings = [
        [[[round(lon, 3), round(lat, 3)] for lon, lat in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in land.geoms
    ]
    feature = {
        "type": "Feature",
        "id": ID,
        "properties": {"id": ID, "name": "Land"},
        "geometry": {"type": "MultiPolygon", "coordinates": rings},
    }
    collection = {"type": "FeatureCollection", "features": [feature]}
    writing.put(path, json.dumps(collection, separators=(",", ":")) + "\n")


def fetch(folder: Path, name: str = ATLAS_LAND, sha256: str = ATLAS_SHA256) -> Path:
    """Return the path of a file of world-atlas under `folder`, asking npm for the package where it is not there yet.

    Raises RuntimeError, in one sentence, where npm is missing or fails or the file is not the one expected.
    """
    path = folder / "package" / name
    if not path.is_file():
        npm = shutil.which("npm")
        if npm is None:
            raise RuntimeError(f"npm is needed to fetch {ATLAS}, and is not on the PATH")
        folder.mkdir(parents=True, exist_ok=True)
        packed = subprocess.run([npm, "pack", "--silent", ATLAS], cwd=folder, check=False, capture_output=True, text=True)
        if packed.returncode:
            raise RuntimeError(f"npm could not fetch {ATLAS}: {packed.stderr.strip() or 'it did not say why'}")
        shutil.unpack_archive(folder / packed.stdout.split()[-1], folder, filter="data")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != sha256:
        raise RuntimeError(f"{name} of {ATLAS} has SHA-256 {digest}, expected {sha256}; remove {folder}")
    return path


def main() -> None:
    """Fetch, build and write the shipped land, and refresh its hash where the package has a descriptor."""
    try:
        source = fetch(hashes.SHIPPED.parent / "build" / "world-atlas")
    except RuntimeError as fault:
        sys.exit(f"The land was left as it is: {fault}.")
    write(build(gpd.read_file(source, layer="land")), hashes.SHIPPED / FILE)
    if (hashes.SHIPPED / "datapackage.json").is_file():
        hashes.refresh(hashes.SHIPPED)


if __name__ == "__main__":
    main()
