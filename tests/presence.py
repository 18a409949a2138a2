"""Words and presence alone, told from the files by a slow count of their own, to hold the fast one against."""

from __future__ import annotations

import csv
from functools import cache

from record import reading

ALONE = {"passage", "presence"}
HARM = ("killed", "injured", "vessels_sunk")


def filed() -> list[dict[str, str]]:
    """Return the rows of the shipped incidents as their file has them."""
    with (reading.SHIPPED / "incidents.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def apart() -> dict[str, dict[str, str]]:
    """Return the rows that are no clash, by id: no type but passage and presence, and no harm."""
    rows = (row for row in filed() if set(row["types"].split(";")) <= ALONE)
    return {row["id"]: row for row in rows if not any(int(row[name] or 0) for name in HARM)}
