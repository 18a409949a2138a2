"""The tables of a package: each file's cells as they stand, their values, and the faults of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from record import columns, opening
from record.faults import Fault, UnfitError, UnreadableFileError, brief
from record.features import Kind, collection
from record.geometry import AREAS, LINES, Box, drawn
from record.region import REGION_LAT_DEG, REGION_LON_DEG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

    from record.features import Collection, Feature
    from record.opening import File

REGION = Box(REGION_LON_DEG[0], REGION_LAT_DEG[0], REGION_LON_DEG[1], REGION_LAT_DEG[1])
CLAIMS = Kind((*LINES, *AREAS), REGION, empty=True)
# Properties of claims that hold single points.
POINTS = ("known_points", "approx_fill")


@dataclass(frozen=True)
class Table:
    """A table: its cells as text by column, for the rules between tables, and its values, for its frame.

    `rows` names each row as a fault does: by its number in the file, or by its id in a GeoJSON file.
    """

    file: str
    cells: dict[str, list[str]]
    values: dict[str, list[Any]]
    rows: list[str]

    def records(self, *names: str) -> Iterator[tuple[str, ...]]:
        """Return some columns of each row as text."""
        return zip(*(self.cells[name] for name in names), strict=True)

    def frame(self, fields: list[dict[str, Any]]) -> pd.DataFrame:
        """Return the values as a frame."""
        return columns.frame(self.values, fields)


def read(file: File, schema: dict[str, Any]) -> tuple[Table, list[Fault]]:
    """Return a CSV's table and what is wrong with its cells. Raises UnreadableFileError where its form is wrong."""
    fields = schema["fields"]
    sheet = opening.sheet(file, [field["name"] for field in fields])
    faults: list[Fault] = []
    values = {}
    for field in fields:
        values[field["name"]], wrong = columns.read(file.name, sheet.columns[field["name"]], field)
        faults += wrong
    keys = schema.get("primaryKey") or []
    if isinstance(keys, list) and len(keys) > 1:
        joined = list(zip(*(sheet.columns[key] for key in keys), strict=True))
        faults += columns.doubled(file.name, ", ".join(keys), joined)
    return Table(file.name, sheet.columns, values, [str(number + 2) for number in range(sheet.length)]), faults


def claims(file: File, schema: dict[str, Any]) -> tuple[Table, Collection]:
    """Return the claims' properties as a table, and their features with all faults. Raises UnreadableFileError."""
    found = collection(file.name, opening.document(file), CLAIMS)
    # A feature that could not be named was left out, and rules between tables would blame others for it.
    if any(fault.row.isdecimal() for fault in found.faults) or (found.faults and not found.features):
        raise UnreadableFileError(*found.faults)
    names = [field["name"] for field in schema["fields"]]
    readers = [(field, columns.reader(field, columns.JSON)) for field in schema["fields"]]
    values: dict[str, list[Any]] = {name: [] for name in names}
    for feature in found.features:
        found.faults += _unknown(file.name, feature, names)
        for field, reader in readers:
            value, faults = _property(file.name, feature, field, reader)
            values[field["name"]].append(value)
            found.faults += faults
    cells = {name: ["" if value is None else str(value) for value in several] for name, several in values.items()}
    return Table(file.name, cells, values, [feature.id for feature in found.features]), found


def _unknown(file: str, feature: Feature, names: list[str]) -> Iterator[Fault]:
    for name in feature.properties:
        if name not in names:
            yield Fault(file, feature.id, name, "", f"one of the properties {', '.join(names)}")


def _property(file: str, feature: Feature, field: dict[str, Any], reader: Callable[[Any], Any]) -> tuple[Any, list[Fault]]:
    """Return one property's value, and "" or None where it has none, as a table's column has it."""
    name, none = field["name"], "" if field["type"] == "string" else None
    cell = feature.id if name == "id" else feature.properties.get(name)
    required = field.get("constraints", {}).get("required")
    if cell is None or cell == "" or (required and isinstance(cell, str) and not cell.strip()):
        return none, [Fault(file, feature.id, name, "", columns.EMPTY)] if required else []
    try:
        value = reader(cell)
        for part in value if field["type"] == "array" else ():
            _point(part) if name in POINTS else _label(part)
    except UnfitError as error:
        return none, [Fault(file, feature.id, name, error.value or brief(cell), error.expected)]
    return value, []


def _point(part: Any) -> None:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(part, dict) or set(part) != {"label", "lon", "lat"} or not isinstance(part["label"], str):
        raise UnfitError("points of a label, a lon and a lat", "another list")
    drawn({"type": "LineString", "coordinates": [[part["lon"], part["lat"]], [REGION.west, REGION.south]]}, LINES, REGION)


def _label(part: Any) -> None:  # noqa: ANN401 -- whatever JSON holds
    if not isinstance(part, str):
        raise UnfitError("a list of texts", "another list")
