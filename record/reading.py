"""Reading a Data Package once: every frame is built from the very rows that were checked.

`datapackage.json` is the only schema. A package of another directory (`SOUNDINGS_DATA`) is held against the shipped one, so
a package can change what is known but not what a column means. Files are opened in `record.opening`, their cells become
values in `record.columns` (which says why no library reads them), and the rules between tables stand in `record.checking`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd

from record import checking, derived, descriptor, hashes, opening, tables
from record.derived import Derived
from record.evidence import Evidence
from record.faults import Fault, InvalidPackageError, UnreadableFileError

if TYPE_CHECKING:
    import pandas as pd

    from record.features import Collection
    from record.tables import Table

SHIPPED = hashes.SHIPPED


@dataclass(frozen=True, eq=False)
class Package:
    """A read and validated package: its descriptor, its tables by name, its claims, and the evidence behind each feature.

    `cells` holds the tables' cells as they stand in the files, `instruments` the claims' features, and `derived` the shapes
    that were computed, with what is wrong with them: a package may lack those and be shown all the same. Two packages are
    the same only where they are one object, so that what is computed from one can be kept by it.
    """

    path: Path
    descriptor: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    claims: gpd.GeoDataFrame
    evidence: Evidence
    cells: dict[str, Table]
    instruments: Collection
    derived: Derived

    @property
    def version(self) -> str:
        """The data version that every page and route shows."""
        return str(self.descriptor["version"])


@dataclass
class Gathered:
    """All that a package's files hold, and what is wrong with them."""

    schema: dict[str, Any]
    descriptor: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    claims: Collection | None = None
    derived: Derived = field(default_factory=Derived)
    faults: list[Fault] = field(default_factory=list)


def place() -> Path:
    """Return the package's directory: `SOUNDINGS_DATA` where it is set, else the shipped one."""
    return Path(os.environ.get("SOUNDINGS_DATA") or SHIPPED)


def schema() -> dict[str, Any]:
    """Return the shipped descriptor, the one schema of every package. Raises InvalidPackageError where it cannot be read."""
    try:
        return descriptor.schema()
    except UnreadableFileError as error:
        raise InvalidPackageError(SHIPPED, error.faults) from error


def check(path: Path) -> list[Fault]:
    """Return every fault of the package at `path`, those of its computed files too, in the order of files and rows."""
    try:
        found = _gathered(path, schema())
    except InvalidPackageError as error:
        return error.faults
    return checking.ordered([*found.faults, *found.derived.shown()], found.tables, found.schema)


def read(path: Path) -> Package:
    """Read and check the package at `path`. Raises InvalidPackageError with every fault.

    Files that are computed from the others may have faults: then `derived` says so, and what stands on them is left out.
    """
    found = _gathered(path, schema())
    if found.faults or not found.claims or found.derived.land.is_empty:
        raise InvalidPackageError(
            path, checking.ordered([*found.faults, *found.derived.shown()], found.tables, found.schema)
        )
    frames = {
        r["name"]: found.tables[r["name"]].frame(r["schema"]["fields"]) for r in found.schema["resources"] if "schema" in r
    }
    shapes = gpd.GeoSeries([feature.shape for feature in found.claims.features], frames["claims"].index, crs="EPSG:4326")
    claims = gpd.GeoDataFrame(frames.pop("claims"), geometry=shapes, crs="EPSG:4326")
    evidence = Evidence.of(frames)
    return Package(path, found.descriptor, frames, claims, evidence, found.tables, found.claims, found.derived)


def _gathered(path: Path, schema: dict[str, Any]) -> Gathered:
    """Open every file of a package once, and hold it against the schema and the others."""
    found = Gathered(schema)
    names = {opening.DESCRIPTOR, *derived.KINDS, *(resource["path"] for resource in schema["resources"])}
    try:
        opening.weigh_all(path, names)
    except UnreadableFileError as error:
        found.faults = error.faults
        return found
    files = []
    try:
        described, found.faults = descriptor.read(path)
        found.descriptor = {} if found.faults else described
    except UnreadableFileError as error:
        found.faults = error.faults
    for resource in schema["resources"]:
        if "schema" not in resource:
            continue
        try:
            file = opening.opened(path, resource["path"])
            files.append(file)
            _table(found, file, resource)
        except UnreadableFileError as error:
            found.faults += error.faults
    found.faults += descriptor.hashes(found.descriptor, files)
    # The rules walk along columns; a table that lacks one has been named already.
    whole = all(resource["name"] in found.tables for resource in schema["resources"] if "schema" in resource)
    if whole:
        found.faults += checking.rules(found.tables, schema)
    features = found.claims.features if found.claims else []
    found.derived = derived.gather(path, found.descriptor, found.tables if whole and not found.faults else {}, features)
    return found


def _table(found: Gathered, file: opening.File, resource: dict[str, Any]) -> None:
    if resource["path"].endswith(".csv"):
        table, faults = tables.read(file, resource["schema"])
    else:
        table, found.claims = tables.claims(file, resource["schema"])
        faults = found.claims.faults
    found.tables[resource["name"]] = table
    found.faults += faults


def parts(cell: object) -> tuple[str, ...]:
    """Return a `;`-joined cell as a tuple: "CHN;PHL" is ("CHN", "PHL"), "" is ()."""
    return tuple(part for part in str(cell or "").split(";") if part)


def unreadable(path: Path, why: str) -> InvalidPackageError:
    """Return the error for a package that cannot even be opened."""
    return InvalidPackageError(path, [Fault("datapackage.json", "", "", "", why)])
