"""Reading a Data Package: `datapackage.json` is the only schema, and this the only module that opens its files.

A package of another directory (`SOUNDINGS_DATA`) is held against the shipped schema, so a package can change what is known
but not what a column means. pandas reads and frictionless validates; pandera's Table Schema reader was left aside because it
checks neither foreign keys between files nor the files' hashes.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd

from record import checking, hashes
from record.evidence import Evidence
from record.faults import Fault, InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import Iterable

SHIPPED = hashes.SHIPPED
_PANDAS = {"integer": "Int64", "number": "float64", "boolean": "boolean"}


@dataclass(frozen=True, eq=False)
class Package:
    """A read and validated package: its descriptor, its tables by name, its claims, and the evidence behind each feature.

    Two packages are the same only where they are one object, so that what is computed from one can be kept by it.
    """

    path: Path
    descriptor: dict[str, Any]
    tables: dict[str, pd.DataFrame]
    claims: gpd.GeoDataFrame
    evidence: Evidence

    @property
    def version(self) -> str:
        """The data version that every page and route shows."""
        return str(self.descriptor["version"])


def place() -> Path:
    """Return the package's directory: `SOUNDINGS_DATA` where it is set, else the shipped one."""
    return Path(os.environ.get("SOUNDINGS_DATA") or SHIPPED)


def schema() -> dict[str, Any]:
    """Return the shipped descriptor, the one schema of every package."""
    found: dict[str, Any] = json.loads((SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    return found


def read(path: Path) -> Package:
    """Read and check the package at `path`. Raises InvalidPackageError with every fault."""
    faults = checking.check(path, schema())
    if faults:
        raise InvalidPackageError(path, faults)
    descriptor = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
    tables = {
        resource["name"]: table(path / resource["path"], resource["schema"]["fields"])
        for resource in schema()["resources"]
        if resource["path"].endswith(".csv")
    }
    claims = gpd.read_file(path / "claims.geojson")
    if claims.empty:
        # GDAL knows no column of a collection without a feature.
        (fields,) = (resource["schema"]["fields"] for resource in schema()["resources"] if resource["name"] == "claims")
        claims = gpd.GeoDataFrame({field["name"]: [] for field in fields}, geometry=[], crs="EPSG:4326")
    claims = claims.set_index("id", drop=False).rename_axis(None)
    return Package(path, descriptor, tables, claims, Evidence.of(tables))


def table(path: Path, fields: Iterable[dict[str, Any]]) -> pd.DataFrame:
    """Read one CSV with the types that its schema names; text columns hold "" where a cell is empty."""
    kinds = {field["name"]: field["type"] for field in fields}
    frame = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    for column, kind in kinds.items():
        if kind == "date":
            frame[column] = pd.to_datetime(frame[column].replace("", None), format="%Y-%m-%d")
        elif kind == "boolean":
            frame[column] = frame[column].map({"true": True, "false": False}).astype("boolean")
        elif kind in _PANDAS:
            frame[column] = pd.to_numeric(frame[column].replace("", None)).astype(_PANDAS[kind])
        else:
            frame[column] = frame[column].astype("object")
    return frame.set_index("id", drop=False).rename_axis(None) if "id" in kinds else frame


def parts(cell: object) -> tuple[str, ...]:
    """Return a `;`-joined cell as a tuple: "CHN;PHL" is ("CHN", "PHL"), "" is ()."""
    return tuple(part for part in str(cell or "").split(";") if part)


def unreadable(path: Path, why: str) -> InvalidPackageError:
    """Return the error for a package that cannot even be opened."""
    return InvalidPackageError(path, [Fault("datapackage.json", "", "", "", why)])
