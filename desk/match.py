"""Which clash or development of the record a page may describe: same place or near it, the same days, shared acts."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from desk.gazetteer import features
from record import reading
from waters import measure
from words import dates

NEAR_M = 30_000.0


@dataclass(frozen=True)
class Row:
    """A row of the record as far as a match asks: its id, title, days, precision, place, types or kind, states, ships."""

    id: str
    title: str
    first: dt.date
    last: dt.date
    precision: str
    places: tuple[str, ...]
    types: frozenset[str]
    states: frozenset[str]
    ships: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """A row that a page may describe, how much speaks for it, and why in plain words."""

    id: str
    score: float
    reasons: tuple[str, ...]


def rows(table: str) -> tuple[Row, ...]:
    """Return the record's incidents or developments, as the files stand."""
    files = [reading.place() / f"{name}.csv" for name in (table, "parties")]
    return _rows(table, tuple((str(path), path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _rows(table: str, _files: tuple[tuple[str, int], ...]) -> tuple[Row, ...]:
    states: dict[str, set[str]] = {}
    ships: dict[str, set[str]] = {}
    if table == "incidents":
        for party in _table("parties"):
            states.setdefault(party["incident"], set()).add(party["state"])
            ships.setdefault(party["incident"], set()).update(filter(None, party["vessels"].split(";")))
    return tuple(_row(row, states, ships) for row in _table(table))


def citing(address: str) -> list[str]:
    """Return the clashes and developments that the record tells by the page of this address."""
    mine = {row["id"] for row in _table("reports") if address and row["url"].rstrip("/") == address.rstrip("/")}
    layers = {"incidents", "developments"}
    return [row["feature"] for row in _table("citations") if row["report"] in mine and row["layer"] in layers]


def described(identity: str) -> dict[str, str]:
    """Return a clash or a development of the record as an editor is shown it: id, title, days. Empty words where gone."""
    for table in ("incidents", "developments"):
        for row in rows(table):
            if row.id == identity:
                last = f" to {row.last.isoformat()}" if row.last != row.first else ""
                return {"id": identity, "table": table, "title": row.title, "days": f"{row.first.isoformat()}{last}"}
    return {"id": identity, "table": "", "title": "", "days": ""}


def _table(name: str) -> list[dict[str, str]]:
    with (reading.place() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _row(row: dict[str, str], states: dict[str, set[str]], ships: dict[str, set[str]]) -> Row:
    start = dt.date.fromisoformat(row["date_start"])
    first, last = dates.period(
        start, dt.date.fromisoformat(row["date_end"]) if row["date_end"] else None, row["date_precision"]
    )
    types = row["types"].split(";") if "types" in row else [row["kind"]]
    mine = row["states"].split(";") if "states" in row else sorted(states.get(row["id"], ()))
    also = row.get("also_places", "").split(";")
    return Row(
        row["id"],
        row["title"],
        first,
        last,
        row["date_precision"],
        tuple(filter(None, [row["place"], *also])),
        frozenset(types),
        frozenset(mine),
        frozenset(_plain(ship) for ship in ships.get(row["id"], ())),
    )


@dataclass(frozen=True)
class Told:
    """What a page's event says of itself, as far as a match asks."""

    days: tuple[dt.date, dt.date]
    place: str
    types: set[str]
    states: set[str]
    ships: tuple[str, ...] = ()


def matches(table: str, told: Told) -> list[Match]:
    """Return the rows that a page's event may be, likeliest first; one a day apart is offered."""
    offered = [match for row in rows(table) if (match := _match(row, told))]
    return sorted(offered, key=lambda match: -match.score)


def sure(found: list[Match]) -> Match | None:
    """Return the one row that same days and same place speak for, and that stands clear of the next; else None."""
    if not found or found[0].score < 3:
        return None
    return found[0] if len(found) == 1 or found[0].score - found[1].score >= 0.5 else None


def _match(row: Row, told: Told) -> Match | None:
    apart = max((row.first - told.days[1]).days, (told.days[0] - row.last).days, 0)
    near = _near(row.places, told.place)
    if apart > 1 or near is None:
        return None
    shared, both = told.types & row.types, told.states & row.states
    if told.states and row.states and not both:
        return None
    exact = apart == 0 and row.precision == "day"
    hulls = [ship for ship in told.ships if _plain(ship) in row.ships]
    alike = 0.5 * (len(both) > 1) + 0.5 * (told.states == row.states)
    score = 1.5 * (apart == 0) + 0.5 * exact + near + 0.5 * bool(shared) + alike + 0.5 * bool(hulls)
    reasons = ["the same days" if apart == 0 else "a day apart", "the same place" if near == 1 else "near it"]
    reasons += [f"both tell of {word.replace('_', ' ')}" for word in sorted(shared)]
    reasons += ["the same states"] if told.states == row.states else []
    return Match(row.id, score, (*reasons, *(f"both name {ship}" for ship in hulls)))


def _plain(ship: str) -> str:
    return "".join(letter for letter in ship.casefold() if letter.isalnum())


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
