"""The files that `make land` and `make zones` write: shapes that are as untrusted as tables, and what they were made from.

A package may bring its own or stand on the shipped ones. What is wrong with them takes the computed waters away and leaves
the rest: clashes, places, claims and developments need none of these files but the land, and the shipped land can stand in.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from shapely.geometry import Polygon

from record import descriptor, opening
from record.faults import Fault, UnreadableFileError, brief
from record.features import Collection, Kind, collection
from record.geometry import AREAS, LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from record.features import Feature
    from record.tables import Table

LAND, COASTS, SEA, GROUND = "land.geojson", "coasts.geojson", "sea.geojson", "ground.geojson"
ZONES, CELLS, LIMITS = "zones.geojson", "cells.geojson", "limits.geojson"
ARCHIPELAGOS = "archipelagos.geojson"
KINDS = {
    LAND: Kind(AREAS), COASTS: Kind(LINES), SEA: Kind(AREAS), GROUND: Kind((*AREAS, *LINES)),
    # A zone may end at the shore alone, and then has no limit.
    ZONES: Kind(AREAS), CELLS: Kind(AREAS), LIMITS: Kind(LINES, empty=True),
    # A state may have no coast here.
    ARCHIPELAGOS: Kind(AREAS, empty=True),
}  # fmt: skip
# Those that are one feature, and its id.
SINGLE = {LAND: "land", SEA: "south-china-sea"}
# What computed files are made from whole, and what they say that they were made from.
WHOLE, COMPUTED = (LAND, COASTS, SEA, GROUND), (ZONES, CELLS, LIMITS, ARCHIPELAGOS)
# What the ground says besides: stretches of shore from which a state measures no zone, and the line that closes an open one.
UNMEASURED, CLOSING = "unmeasured_shore", "closing_line"
GROUND_KINDS = {UNMEASURED: AREAS, CLOSING: LINES[:1]}
# What of a zone's row its shape depends on: a note may be reworded without a rebuild.
MEASURED = ("id", "claimant", "kind", "basis", "coast", "lines", "features", "inner_nm", "outer_nm", "cut_by", "accuracy_m")
STATE = re.compile("[A-Z]{3}")


@dataclass(frozen=True)
class Derived:
    """The derived files of a package, their faults, and the inputs that have changed since they were computed."""

    collections: dict[str, Collection] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    stale: tuple[str, ...] = ()
    land: BaseGeometry = field(default_factory=Polygon)

    @property
    def fault(self) -> str:
        """Why the computed waters cannot be shown, in one or two sentences, or ""."""
        if self.stale:
            return (
                f"The computed waters were made from another {', '.join(self.stale)} than this package holds, so none are "
                "shown; `python -m waters.derive DIRECTORY` computes them anew."
            )
        more = " `python -m record.check DIRECTORY` lists all that is wrong with them." if len(self.faults) > 1 else ""
        return f"The computed waters cannot be shown. {self.faults[0]}{more}" if self.faults else ""

    @property
    def land_fault(self) -> str:
        """Why the shipped land is drawn in place of the package's own, or ""."""
        mine = [fault for fault in self.faults if fault.file == LAND]
        return f"The package's own land cannot be drawn, so the shipped one stands in for it. {mine[0]}" if mine else ""

    def shown(self) -> list[Fault]:
        """Return everything that is wrong, the files that are out of date among it."""
        words = "files made from this package's own: `python -m waters.derive DIRECTORY` computes them anew"
        old = [Fault(ZONES, "", "inputs", ", ".join(self.stale), words)] if self.stale else []
        return [*self.faults, *old]


def gather(folder: Path, described: dict[str, Any], tables: dict[str, Table], claims: Iterable[Feature]) -> Derived:
    """Return a package's derived files, held against the hashes that its descriptor records.

    What they were made from can only be told where no table is missing; `tables` is empty where one is.
    """
    collections = {name: _read(folder, name, described) for name in KINDS}
    faults = [fault for found in collections.values() for fault in found.faults]
    stale: tuple[str, ...] = ()
    if tables and not faults:
        stale = _stale(collections, inputs(tables, claims, {name: collections[name].sha256 for name in WHOLE}))
        faults += [] if stale else [*_fitting(collections, tables["zones"]), *_spanning(collections[ARCHIPELAGOS], claims)]
    # A package whose own land cannot be drawn stands on the shipped one, as a package does that brings none.
    land = collections[LAND] if not collections[LAND].faults else _read(opening.SHIPPED, LAND, {})
    return Derived(collections, tuple(faults), stale, Polygon() if land.faults else land.shapes()[SINGLE[LAND]])


def one(folder: Path, name: str) -> Collection:
    """Return one derived file of a package, or the shipped one. Raises UnreadableFileError with all its faults."""
    found = _read(folder, name, {})
    if found.faults:
        raise UnreadableFileError(*found.faults)
    return found


def _read(folder: Path, name: str, described: dict[str, Any]) -> Collection:
    own = (folder / name).is_file()
    try:
        file = opening.opened(folder if own else opening.SHIPPED, name)
        found = _collection(file)
    except UnreadableFileError as error:
        return Collection(faults=error.faults)
    faults = [*found.faults, *(descriptor.hashes(described, [file]) if own else ())]
    faults += FORMS[name](found) if not faults else ()
    return replace(found, faults=faults, sha256=file.sha256)


@lru_cache(maxsize=2 * len(KINDS))
def _collection(file: opening.File) -> Collection:
    """Return the features of a file, to be read and never changed: few of the shapes of an edited package are new."""
    return collection(file.name, opening.document(file), KINDS[file.name])


def inputs(tables: dict[str, Table], claims: Iterable[Feature], sums: dict[str, str]) -> dict[str, str]:
    """Return the SHA-256 of everything that the shapes of zones and cells are made from, by file."""
    rows = [dict(zip(MEASURED, row, strict=True)) for row in tables["zones"].records(*MEASURED)]
    used = {part for row in rows for column in ("lines", "features", "cut_by") for part in row[column].split(";")}
    lines = [[f.id, f.geometry, f.properties.get("approx_fill")] for f in claims if f.id in used]
    points = [list(row) for row in tables["places"].records("id", "lon_deg", "lat_deg") if row[0] in used]
    parts = {
        "claims.geojson": sorted(lines, key=str),
        "places.csv": sorted(points),
        "zones.csv": [list(row.values()) for row in rows],
    }
    made = {name: hashlib.sha256(json.dumps(part, sort_keys=True).encode()).hexdigest() for name, part in parts.items()}
    return made | {name: sums[name] for name in WHOLE}


def _stale(collections: dict[str, Collection], now: dict[str, str]) -> tuple[str, ...]:
    made = [collections[name].members["inputs"] for name in COMPUTED]
    return tuple(sorted({name for then in made for name in now if then.get(name) != now[name]}))


def _single(name: str) -> Callable[[Collection], Iterator[Fault]]:
    def check(found: Collection) -> Iterator[Fault]:
        ids = [feature.id for feature in found.features]
        if ids != [SINGLE[name]]:
            yield Fault(name, "", "", ", ".join(ids)[:60] or "no feature", f"one feature, {SINGLE[name]}")

    return check


def _of_states(name: str, found: Collection) -> Iterator[Fault]:
    for feature in found.features:
        state = feature.properties.get("state")
        if not isinstance(state, str) or not STATE.fullmatch(state):
            yield Fault(name, feature.id, "state", brief(state), "a state's code of three letters")


def _ground(found: Collection) -> Iterator[Fault]:
    yield from _of_states(GROUND, found)
    closed: set[str] = set()
    for feature in found.features:
        kind, state = feature.properties.get("kind"), str(feature.properties.get("state"))
        if kind not in GROUND_KINDS:
            yield Fault(GROUND, feature.id, "kind", brief(kind), f"one of {', '.join(GROUND_KINDS)}")
        elif feature.geometry["type"] not in GROUND_KINDS[kind]:
            expected = f"a {' or '.join(GROUND_KINDS[kind])} for the kind {kind}"
            yield Fault(GROUND, feature.id, "geometry", feature.geometry["type"], expected)
        if kind == CLOSING and state in closed:
            yield Fault(GROUND, feature.id, "state", state, f"one feature a state of the kind {CLOSING}")
        closed |= {state} if kind == CLOSING else set()


def _coasts(found: Collection) -> Iterator[Fault]:
    yield from _of_states(COASTS, found)
    if not found.features:
        yield Fault(COASTS, "", "", "no feature", "a feature a state")


def _zones(found: Collection) -> Iterator[Fault]:
    yield from _made(ZONES, found)
    yield from _areas(ZONES, found.features)


def _cells(found: Collection) -> Iterator[Fault]:
    yield from _made(CELLS, found)
    yield from _areas(CELLS, found.features)
    for feature in found.features:
        zones = feature.properties.get("zones")
        if not isinstance(zones, list) or not all(isinstance(zone, str) for zone in zones) or len(set(zones)) < len(zones):
            yield Fault(CELLS, feature.id, "zones", brief(zones), "a list of ids of zones.csv, each once")


def _limits(found: Collection) -> Iterator[Fault]:
    yield from _made(LIMITS, found)
    yield from _areas(LIMITS, [feature for feature in found.features if feature.properties.get("along") == ""])
    for feature in found.features:
        for name in ("zone", "along"):
            if not isinstance(feature.properties.get(name), str):
                yield Fault(LIMITS, feature.id, name, brief(feature.properties.get(name)), "text")


def _archipelagos(found: Collection) -> Iterator[Fault]:
    yield from _made(ARCHIPELAGOS, found)
    yield from _of_states(ARCHIPELAGOS, found)


def _made(name: str, found: Collection) -> Iterator[Fault]:
    made = found.members.get("inputs")
    if not isinstance(made, dict) or not all(isinstance(digest, str) for digest in made.values()):
        yield Fault(name, "", "inputs", brief(made), "the hashes of what the file was made from")


def _areas(name: str, features: list[Feature]) -> Iterator[Fault]:
    for feature in features:
        km2 = feature.properties.get("km2")
        if isinstance(km2, bool) or not isinstance(km2, (int, float)) or not 0 <= km2 < math.inf:
            yield Fault(name, feature.id, "km2", brief(km2), "square kilometres, a number of at least 0")


FORMS: dict[str, Callable[[Collection], Iterator[Fault]]] = {
    LAND: _single(LAND), COASTS: _coasts, SEA: _single(SEA), GROUND: _ground, ZONES: _zones, CELLS: _cells,
    LIMITS: _limits, ARCHIPELAGOS: _archipelagos,
}  # fmt: skip


def _fitting(collections: dict[str, Collection], zones: Table) -> Iterator[Fault]:
    """Hold the computed files against the zones of the table: each has a shape and its limits, and no other is named."""
    ids = zones.cells["id"]
    shapes, limits = collections[ZONES].shapes(), {feature.id for feature in collections[LIMITS].features}
    for zone in shapes:
        if zone not in set(ids):
            yield Fault(ZONES, zone, "id", zone, "an id of zones.csv")
    for feature in collections[CELLS].features:
        for zone in feature.properties["zones"]:
            if zone not in set(ids):
                yield Fault(CELLS, feature.id, "zones", zone, "an id of zones.csv")
    for zone, lines, metres in zones.records("id", "cut_by", "cut_accuracy_m"):
        if zone not in shapes:
            yield Fault(ZONES, zone, "", "", "a shape of every zone in zones.csv")
        along = lines.split(";") if metres else []
        for name in (zone, *(limit_id(zone, line) for line in along)):
            if name not in limits:
                yield Fault(LIMITS, name, "", "", "a limit of every zone in zones.csv")


def limit_id(zone: str, along: str) -> str:
    """Return the id of a zone's limit, or of the part of it that runs along an instrument."""
    return f"{zone}--{along}" if along else zone


def _spanning(found: Collection, claims: Iterable[Feature]) -> Iterator[Fault]:
    """Hold the gaps between islands against the claims: each state that claims archipelagic baselines has its own."""
    there = {feature.id: feature.properties["state"] for feature in found.features}
    for state in archipelagic(claims):
        if there.get(gaps_id(state)) != state:
            yield Fault(ARCHIPELAGOS, gaps_id(state), "", "", "an area of every state that claims archipelagic baselines")


def archipelagic(claims: Iterable[Feature]) -> list[str]:
    """Return the states that claim archipelagic baselines, in the order of their codes."""
    return sorted({f.properties["claimant"] for f in claims if f.properties["kind"] == "archipelagic_baseline"})


def gaps_id(state: str) -> str:
    """Return the id of the feature that says where a state's archipelagic baselines may run."""
    return f"archipelago-{state.lower()}"
