"""The waters: every computed zone with its instruments and reports, the cells that they divide the sea into, what counts.

A lens and an as-of date only choose among zones; areas were taken when the cells were derived.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.geometry import LineString, Polygon

from record import derived
from record.evidence import gathered
from record.reading import parts
from waters import coasts, derive, zones

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from record.evidence import Report
    from record.features import Feature
    from record.reading import Package


# One claim is no overlap.
OVERLAP = 2


class Zone(NamedTuple):
    """One zone as its row has it. `first` is the first day it is claimed, `last` the day on which it ceased."""

    id: str
    claimant: str
    kind: str
    counts_as_eez: bool
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
    """Zones by id, their shapes, limits, reports and areas in km², the cells, the sea, the shores, the land; or why none.

    `archipelagic` holds, by state, what is missing of archipelagic baselines that cannot be drawn in full, `gaps` roughly
    where those may run. There is one object a package: what is worked out from it is remembered by that.
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
    gaps: dict[str, BaseGeometry] = field(default_factory=dict)
    areas: dict[str, float] = field(default_factory=dict)

    @property
    def km2(self) -> float:
        """The area counted, land taken out."""
        return float(self.cells["km2"].sum())


@lru_cache(maxsize=2)
def load(package: Package) -> Waters:
    """Return a package's waters; where its derived files are faulty or stale, none, and one sentence that says so."""
    found = package.derived
    if found.fault:
        return Waters({}, {}, {}, {}, _cells([], {}), Polygon(), {}, found.land, found.fault, _archipelagic(package))
    zoned = {row.id: _zone(row) for row in package.tables["zones"].itertuples()}
    reports = {identity: _reports(package, zone) for identity, zone in zoned.items()}
    sea = derive.sea_of(package)
    shapely.prepare([found.land, sea])
    shapes = found.collections[derived.ZONES].shapes()
    lines = {feature.id: feature.shape or LineString() for feature in found.collections[derived.LIMITS].features}
    areas = {f.id: float(f.properties["km2"]) for f in found.collections[derived.LIMITS].features if f.id in zoned}
    limits = {name: _limits(zoned[name], lines) for name in shapes}
    cells = _cells(found.collections[derived.CELLS].features, zoned)
    shores = coasts.by_state(found.collections[derived.COASTS])
    missing = _archipelagic(package)
    drawn = {f.properties["state"]: f.shape for f in found.collections[derived.ARCHIPELAGOS].features if f.shape}
    gaps = {state: drawn[state] for state in missing if state in drawn}
    return Waters(zoned, shapes, limits, reports, cells, sea, shores, found.land, "", missing, gaps, areas)


def _archipelagic(package: Package) -> dict[str, str]:
    """Return, by state, what was found of archipelagic baselines of which not every base point was found."""
    rows = package.claims[package.claims["kind"] == "archipelagic_baseline"]
    columns = [rows[name] for name in ("claimant", "completeness", "points_found", "points_total")]
    return {state: _missing(points, total) for state, whole, points, total in zip(*columns, strict=True) if whole != "full"}


def _missing(points: float, total: float) -> str:
    if pd.isna(total):
        return "their base points were not found"
    return f"{int(points)} of their {int(total)} base points were found"


def _limits(zone: Zone, lines: dict[str, BaseGeometry]) -> tuple[Limit, ...]:
    """Return a zone's limit, and again what of it runs along a boundary that is less well known."""
    along = zip(zone.cut_by, zone.cut_accuracy_m, strict=False)
    beside = [Limit(lines[derived.limit_id(zone.id, line)], metres) for line, metres in along]
    return Limit(lines[zone.id], zone.accuracy_m), *beside


def _zone(row: Any) -> Zone:  # noqa: ANN401 -- a pandas row has no better type
    get = row._asdict()
    since, until = get["valid_from"], get["valid_to"]
    valid = f"{since or 'an unknown day'} to {until}" if until else f"since {since}" if since else ""
    known = {name: get[name] for name in Zone._fields if name in get}
    known["instruments"] = parts(get["instruments"])
    known |= {name: bool(get[name]) for name in ("reading", "counts_as_eez")}
    known |= {"accuracy_m": int(get["accuracy_m"]), "valid": valid}
    known |= {"cut_by": parts(get["cut_by"]), "cut_accuracy_m": tuple(int(m) for m in parts(get["cut_accuracy_m"]))}
    return Zone(**known, first=_day(get["valid_from"]), last=_day(get["valid_to"]))


def _day(value: str) -> dt.date | None:
    """Return the first day that a date of any precision may mean."""
    if not value:
        return None
    year, month, day = ([int(part) for part in value.split("-")] + [1, 1])[:3]
    return dt.date(year, month, day)


def _reports(package: Package, zone: Zone) -> tuple[Report, ...]:
    return gathered(package.evidence.of_feature("claims", claim) for claim in zone.instruments)


def _cells(features: list[Feature], zoned: dict[str, Zone]) -> gpd.GeoDataFrame:
    rows = [feature.properties for feature in features]
    frame = pd.DataFrame(
        {
            "id": np.array([feature.id for feature in features], dtype=object),
            "zones": [tuple(zoned[name] for name in row["zones"]) for row in rows],
            "km2": np.array([row["km2"] for row in rows], dtype=float),
        }
    )
    shapes = gpd.GeoSeries([feature.shape for feature in features], crs="EPSG:4326")
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


def shared(found: Iterable[Share], many: int = 0) -> list[Share]:
    """Return of some shares those that two states or more claim, or just `many`."""
    return [share for share in found if (len(share.states) == many if many else len(share.states) >= OVERLAP)]


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
