"""Which clash or development of the record a page may describe: same place or near it, the same days, shared acts."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from desk.gazetteer import features
from record.opening import SHIPPED
from waters import measure
from words import dates

NEAR_M = 30_000.0


@dataclass(frozen=True)
class Row:
    """A row of the record as far as a match asks: its id, days, precision, place, types or kind, and states."""

    id: str
    first: dt.date
    last: dt.date
    precision: str
    places: tuple[str, ...]
    types: frozenset[str]
    states: frozenset[str]


@dataclass(frozen=True)
class Match:
    """A row that a page may describe, how much speaks for it, and why in plain words."""

    id: str
    score: float
    reasons: tuple[str, ...]


@lru_cache(maxsize=2)
def rows(table: str) -> tuple[Row, ...]:
    """Return the record's incidents or developments."""
    states: dict[str, set[str]] = {}
    if table == "incidents":
        for party in _table("parties"):
            states.setdefault(party["incident"], set()).add(party["state"])
    return tuple(_row(row, states) for row in _table(table))


def _table(name: str) -> list[dict[str, str]]:
    with (SHIPPED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _row(row: dict[str, str], states: dict[str, set[str]]) -> Row:
    start = dt.date.fromisoformat(row["date_start"])
    first, last = dates.period(
        start, dt.date.fromisoformat(row["date_end"]) if row["date_end"] else None, row["date_precision"]
    )
    types = row["types"].split(";") if "types" in row else [row["kind"]]
    mine = row["states"].split(";") if "states" in row else sorted(states.get(row["id"], ()))
    also = row.get("also_places", "").split(";")
    return Row(
        row["id"],
        first,
        last,
        row["date_precision"],
        tuple(filter(None, [row["place"], *also])),
        frozenset(types),
        frozenset(mine),
    )


def matches(table: str, days: tuple[dt.date, dt.date], place: str, types: set[str], states: set[str]) -> list[Match]:
    """Return the rows that a page's event may be, likeliest first; one a day apart is offered."""
    found = [match for row in rows(table) if (match := _match(row, days, place, types, states))]
    return sorted(found, key=lambda match: -match.score)


def sure(found: list[Match]) -> Match | None:
    """Return the one row that same days and same place speak for, and that stands clear of the next; else None."""
    if not found or found[0].score < 3:
        return None
    return found[0] if len(found) == 1 or found[0].score - found[1].score >= 0.5 else None


def _match(row: Row, days: tuple[dt.date, dt.date], place: str, types: set[str], states: set[str]) -> Match | None:
    apart = max((row.first - days[1]).days, (days[0] - row.last).days, 0)
    near = _near(row.places, place)
    if apart > 1 or near is None:
        return None
    shared, both = types & row.types, states & row.states
    if states and row.states and not both:
        return None
    exact = apart == 0 and row.precision == "day"
    score = 1.5 * (apart == 0) + 0.5 * exact + near + 0.5 * bool(shared) + 0.5 * (len(both) > 1)
    reasons = ["the same days" if apart == 0 else "a day apart", "the same place" if near == 1 else "near it"]
    return Match(row.id, score, tuple(reasons + [f"both tell of {word.replace('_', ' ')}" for word in sorted(shared)]))


def _near(places: tuple[str, ...], place: str) -> float | None:
    if place in places:
        return 1.0
    a = features().get(place)
    for each in places:
        b = features().get(each)
        if (
            a
            and b
            and float(measure.distances(a.lon_deg, a.lat_deg, [b.lon_deg], [b.lat_deg])[0]) <= max(NEAR_M, b.precision_m)
        ):
            return 0.6
    return None
