"""Packages of any size: the shipped one, with incidents resampled from its own rows at other dates and positions."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
from typing import TYPE_CHECKING

from record import hashes, reading
from record.region import REGION_LAT_DEG, REGION_LON_DEG

if TYPE_CHECKING:
    from pathlib import Path

SEED = 20240617
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2026, 5, 31)
SPREAD_DEG = 1.5

Row = dict[str, str]


def write(folder: Path, incidents: int) -> Path:
    """Write a package with so many incidents into a new folder and return it. The same number gives the same package."""
    shutil.copytree(reading.SHIPPED, folder)
    chance = random.Random(SEED)
    tables = {name: _read(folder / f"{name}.csv") for name in ("incidents", "parties", "accounts", "citations")}
    behind = {name: _by_incident(tables[name]) for name in ("parties", "accounts", "citations")}
    shipped = list(tables["incidents"])
    for number in range(incidents - len(shipped)):
        row = chance.choice(shipped)
        identity = f"synthetic-{number}"
        tables["incidents"].append(row | {"id": identity} | _when(row, chance) | _where(row, chance))
        for name, rows in behind.items():
            column = "incident" if name == "parties" else "feature"
            tables[name] += [cells | {column: identity} for cells in rows.get(row["id"], [])]
    for name, table in tables.items():
        _write(folder / f"{name}.csv", table)
    hashes.refresh(folder)
    return folder


def _when(row: Row, chance: random.Random) -> Row:
    start = dt.date.fromisoformat(row["date_start"])
    end = dt.date.fromisoformat(row["date_end"] or row["date_start"])
    day = FIRST + dt.timedelta(days=chance.randrange((LAST - FIRST).days))
    return {"date_start": str(day), "date_end": str(day + (end - start)) if row["date_end"] else ""}


def _where(row: Row, chance: random.Random) -> Row:
    return {
        column: f"{min(max(chance.gauss(float(row[column]), SPREAD_DEG), low), high):.5f}"
        for column, (low, high) in (("lon_deg", REGION_LON_DEG), ("lat_deg", REGION_LAT_DEG))
    }


def _by_incident(rows: list[Row]) -> dict[str, list[Row]]:
    by_incident: dict[str, list[Row]] = {}
    for row in rows:
        if row.get("layer", "incidents") == "incidents":
            by_incident.setdefault(row.get("incident") or row["feature"], []).append(row)
    return by_incident


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
