"""A GeoJSON FeatureCollection (RFC 7946) as a list of features, each with its id, its properties and its shape.

QGIS writes `id` into `properties` and a `crs` member beside the features; both are read where they can mean one thing alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from record.faults import Fault, UnfitError, brief
from record.geometry import WORLD, drawn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from record.geometry import Box
    from record.opening import Document

# Names of WGS 84, longitude first: RFC 7946 knows no other system.
WGS84 = {
    "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84", "OGC:CRS84",
    "EPSG:4326", "urn:ogc:def:crs:EPSG::4326",
}  # fmt: skip


class Kind(NamedTuple):
    """What the features of a file may be: their types of geometry, where they may lie, and whether they may have none."""

    geometry: tuple[str, ...]
    box: Box = WORLD
    empty: bool = False


class Feature(NamedTuple):
    """One feature: its id, its properties, its geometry as the file has it, and its shape in EPSG:4326."""

    id: str
    properties: dict[str, Any]
    geometry: Any
    shape: BaseGeometry | None


@dataclass
class Collection:
    """The features of a file that can be read, its other members, what is wrong with it, and the hash of its bytes."""

    members: dict[str, Any] = field(default_factory=dict)
    features: list[Feature] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sha256: str = ""

    def shapes(self) -> dict[str, BaseGeometry]:
        """Return the shapes of the features that have one, by id."""
        return {feature.id: feature.shape for feature in self.features if feature.shape}


def collection(name: str, document: Document, kind: Kind) -> Collection:
    """Return the features of a file. A feature that has no id, or two, is named by its number and left out."""
    value, faults = document
    rows = value.get("features") if isinstance(value, dict) else None
    if not isinstance(rows, list) or value.get("type") != "FeatureCollection":
        return Collection(faults=[*faults, Fault(name, "", "", "", "a GeoJSON FeatureCollection with a list of features")])
    found = Collection({key: part for key, part in value.items() if key != "features"}, [], [*faults, *_crs(name, value)])
    for number, row in enumerate(rows, start=1):
        try:
            identity, properties = _identified(row)
        except UnfitError as error:
            found.faults.append(Fault(name, str(number), "", error.value, error.expected))
            continue
        try:
            shape = _shape(row.get("geometry"), kind)
        except UnfitError as error:
            found.faults.append(Fault(name, identity, "geometry", error.value, error.expected))
            shape = None
        found.features.append(Feature(identity, properties, row.get("geometry"), shape))
    found.faults += _doubled(name, found.features)
    return found


def _crs(name: str, value: dict[str, Any]) -> Iterator[Fault]:
    if "crs" not in value:
        return
    crs = value["crs"]
    properties = crs.get("properties") if isinstance(crs, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(named, str) or named not in WGS84:
        words = named if isinstance(named, str) else "a crs without a name"
        yield Fault(name, "", "crs", words, "WGS 84, longitude first, as RFC 7946 says: reproject the file to EPSG:4326")


def _identified(row: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401 -- whatever JSON holds
    """Return a feature's id, which may stand beside its properties or among them, and the properties."""
    if not isinstance(row, dict) or row.get("type") != "Feature":
        raise UnfitError("a GeoJSON Feature")
    properties = row.get("properties")
    if not isinstance(properties, dict):
        raise UnfitError("a feature with properties", brief(properties))
    ids = [held["id"] for held in (row, properties) if held.get("id") is not None]
    if not ids or not all(isinstance(identity, str) and identity for identity in ids):
        raise UnfitError("a feature with an id that is text", brief(ids[0]) if ids else "")
    if ids[0] != ids[-1]:
        raise UnfitError(f"the id of its properties, “{ids[-1]}”", ids[0])
    return ids[0], properties


def _shape(geometry: Any, kind: Kind) -> BaseGeometry | None:  # noqa: ANN401 -- whatever JSON holds
    if geometry is None and kind.empty:
        return None
    return drawn(geometry, kind.geometry, kind.box)


def _doubled(name: str, features: list[Feature]) -> Iterator[Fault]:
    seen: set[str] = set()
    for feature in features:
        if feature.id in seen:
            yield Fault(name, feature.id, "id", feature.id, "an id that no other feature has")
        seen.add(feature.id)
