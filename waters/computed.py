"""The waters: every computed zone with its instruments and reports, the cells that they divide the sea into, what counts.

A lens and an as-of date only choose among zones; areas were taken when the cells were derived.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import shape

from record.evidence import newest_first
from record.reading import parts
from waters import coasts, derive, zones

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from record.evidence import Report
    from record.reading import Package

# The drawn land stands in for the shore itself: a zone ends there, but that end is no limit of a claim.
SHORE_DEG = 0.02
# A limit as it is drawn lies this near to the boundary that it follows.
ALONG_DEG = 0.01


# One claim is no overlap.
OVERLAP = 2


class Zone(NamedTuple):
    """One zone as its row has it. `first` is the first day it is claimed, `last` the day on which it ceased."""

    id: str
    claimant: str
    kind: str
    name: str
    instruments: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    award: str
    award_note: str
    reading: bool
    accuracy_m: int
    cut_by: tuple[str, ...]
    cut_accuracy_m: tuple[int, ...]
    basis: str
    note: str
    valid: str

    def counts(self, lens: str, day: dt.date | None) -> bool:
        """Tell whether the zone counts under a lens on a day; None asks for what applies now."""
        if lens == "award" and self.award == "set_aside":
            return False
        if day is None:
            return self.last is None
        return (self.first is None or self.first <= day) and (self.last is None or day < self.last)


class Limit(NamedTuple):
    """A part of a zone's limit in EPSG:4326, and how far it may lie from the one meant, in metres."""

    line: BaseGeometry
    accuracy_m: int


@dataclass(frozen=True, eq=False)
class Waters:
    """Zones by id, their shapes, limits and reports, the cells, the sea, the shores, the land; or why there are none.

    `archipelagic` holds, by state, what is missing of archipelagic baselines that cannot be drawn in full. There is one
    object a package: what is worked out from it is remembered by that.
    """

    zones: dict[str, Zone]
    shapes: dict[str, BaseGeometry]
    limits: dict[str, tuple[Limit, ...]]
    reports: dict[str, tuple[Report, ...]]
    cells: gpd.GeoDataFrame
    sea: BaseGeometry
    shores: dict[str, BaseGeometry]
    land: BaseGeometry
    fault: str = ""
    archipelagic: dict[str, str] = field(default_factory=dict)

    @property
    def km2(self) -> float:
        """The area counted, land taken out."""
        return float(self.cells["km2"].sum())


@lru_cache(maxsize=2)
def load(package: Package) -> Waters:
    """Return a package's waters; where its derived files are missing or stale, none, and one sentence that says so."""
    table = package.tables["zones"]
    zoned = {row.id: _zone(row) for row in table.itertuples()}
    reports = {identity: _reports(package, zone) for identity, zone in zoned.items()}
    shores = coasts.read(package.path)
    sea = gpd.read_file(derive.place(package.path, "sea.geojson")).geometry.iloc[0]
    land = gpd.read_file(derive.place(package.path, "land.geojson")).geometry.iloc[0]
    open_lines = _archipelagic(package)
    fault = _fault(package.path)
    if fault:
        return Waters({}, {}, {}, {}, _cells([], {}), sea, shores, land, fault, open_lines)
    shapes = {f["id"]: shape(f["geometry"]) for f in _features(package.path, derive.ZONES)}
    # Where the computed waters end, and at the shore, a shape ends and no claim does.
    near = land.intersection(sea.buffer(2))
    ends = shapely.union_all([near.boundary, sea.buffer(zones.MARGIN_DEG).boundary]).buffer(SHORE_DEG)
    lines = derive.lines(package.path)
    limits = {name: _limits(zoned[name], drawn.boundary.difference(ends), lines) for name, drawn in shapes.items()}
    cells = _cells(_features(package.path, derive.CELLS), zoned)
    return Waters(zoned, shapes, limits, reports, cells, sea, shores, land, archipelagic=open_lines)


def _archipelagic(package: Package) -> dict[str, str]:
    """Return, by state, what was found of archipelagic baselines of which not every base point was found."""
    rows = package.claims[package.claims["kind"] == "archipelagic_baseline"]
    columns = [rows[name] for name in ("claimant", "completeness", "points_found", "points_total")]
    return {state: _found(found, total) for state, whole, found, total in zip(*columns, strict=True) if whole != "full"}


def _found(points: float, total: float) -> str:
    if pd.isna(total):
        return "their base points were not found"
    return f"{int(points)} of their {int(total)} base points were found"


def _limits(zone: Zone, edge: BaseGeometry, lines: dict[str, BaseGeometry]) -> tuple[Limit, ...]:
    """Return a zone's limit, and again what of it runs along a boundary that is less well known."""
    along = [(lines[name].buffer(ALONG_DEG), metres) for name, metres in zip(zone.cut_by, zone.cut_accuracy_m, strict=False)]
    return Limit(edge, zone.accuracy_m), *(Limit(edge.intersection(beside), metres) for beside, metres in along)


def _zone(row: Any) -> Zone:  # noqa: ANN401 -- a pandas row has no better type
    get = row._asdict()
    since, until = get["valid_from"], get["valid_to"]
    valid = f"{since or 'an unknown day'} to {until}" if until else f"since {since}" if since else ""
    known = {name: get[name] for name in Zone._fields if name in get}
    known["instruments"] = parts(get["instruments"])
    known |= {"reading": bool(get["reading"]), "accuracy_m": int(get["accuracy_m"]), "valid": valid}
    known |= {"cut_by": parts(get["cut_by"]), "cut_accuracy_m": tuple(int(m) for m in parts(get["cut_accuracy_m"]))}
    return Zone(**known, first=_day(get["valid_from"]), last=_day(get["valid_to"]))


def _day(value: str) -> dt.date | None:
    """Return the first day that a date of any precision may mean."""
    if not value:
        return None
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def _reports(package: Package, zone: Zone) -> tuple[Report, ...]:
    found = {r.id: r for claim in zone.instruments for r in package.evidence.of_feature("claims", claim)}
    return newest_first(found.values())


def _features(path: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(derive.place(path, name).read_text(encoding="utf-8"))["features"]
    return found


def _fault(path: Path) -> str:
    """Return why the derived files cannot be shown with this package, or ""."""
    files = [derive.place(path, name) for name in (derive.ZONES, derive.CELLS)]
    made = [json.loads(file.read_text(encoding="utf-8"))["inputs"] for file in files]
    now = derive.inputs(path)
    stale = sorted({name for one in made for name in now if one.get(name) != now[name]})
    if not stale:
        return ""
    return (
        f"The computed waters were made from another {', '.join(stale)} than this package holds, so none are shown; "
        "`python -m waters.derive DIRECTORY` computes them anew."
    )


def _cells(features: list[dict[str, Any]], zoned: dict[str, Zone]) -> gpd.GeoDataFrame:
    rows = [feature["properties"] for feature in features]
    frame = pd.DataFrame(
        {
            "id": [row["id"] for row in rows],
            "zones": [tuple(zoned[name] for name in row["zones"]) for row in rows],
            "km2": np.array([row["km2"] for row in rows], dtype=float),
        }
    )
    shapes = gpd.GeoSeries([shape(feature["geometry"]) for feature in features], crs="EPSG:4326")
    return gpd.GeoDataFrame(frame, geometry=shapes, crs="EPSG:4326").set_index("id", drop=False).rename_axis(None)


def claimants(zoned: Iterable[Zone], lens: str, day: dt.date | None) -> frozenset[str]:
    """Return the states whose zones among these count under a lens on a day."""
    return frozenset(zone.claimant for zone in zoned if zone.kind in zones.DIVIDING and zone.counts(lens, day))


class Share(NamedTuple):
    """An area that exactly these states claim: its square kilometres and its cells' ids."""

    states: tuple[str, ...]
    km2: float
    cells: tuple[str, ...]


def shares(waters: Waters, lens: str, day: dt.date | None) -> list[Share]:
    """Return the sea by the exact set of states that claim it, the largest first: together they are the sea."""
    found: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for row in waters.cells.itertuples():
        found.setdefault(tuple(sorted(claimants(row.zones, lens, day))), []).append((row.id, row.km2))
    made = [Share(codes, sum(km2 for _, km2 in mine), tuple(cell for cell, _ in mine)) for codes, mine in found.items()]
    return sorted(made, key=lambda share: (-share.km2, share.states))


def shared(waters: Waters, lens: str, day: dt.date | None, states: Iterable[str] = (), many: int = 0) -> list[Share]:
    """Return of the shares those that two states or more claim, all of `states` among them, or just `many`."""
    wanted = set(states)
    return [
        share
        for share in shares(waters, lens, day)
        if wanted <= set(share.states) and (len(share.states) == many if many else len(share.states) >= OVERLAP)
    ]


def km2(found: Iterable[Share], *states: str) -> float:
    """Return the square kilometres that all of some states claim, alone or with others: what every figure is made of."""
    return sum(share.km2 for share in found if set(states) <= set(share.states))


def matrix(found: Iterable[Share]) -> dict[tuple[str, str], float]:
    """Return square kilometres by pair of states, both ways; (a, a) is all that a claims."""
    listed = list(found)
    pairs = {pair for share in listed for pair in product(share.states, repeat=2)}
    return {(a, b): km2(listed, a, b) for a, b in sorted(pairs)}


def shape_of(waters: Waters, zone: str) -> BaseGeometry:
    """Return a zone's shape in EPSG:4326, prepared for many questions."""
    found = waters.shapes[zone]
    shapely.prepare(found)
    return found
