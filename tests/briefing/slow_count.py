"""A second count of what a question finds, slow and plain, from the CSV rows alone: it shares no code with the product."""

from __future__ import annotations

import calendar
import csv
import datetime as dt
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]
Days = tuple[dt.date, dt.date]
LEVELS = {
    0: "passage presence", 1: "standoff survey_standoff", 2: "blocking harassment", 3: "air_intercept flares laser",
    4: "cable_cutting collision ramming water_cannon", 5: "boarding detention fishery_arrest seizure", 6: "shooting sinking",
}  # fmt: skip
LEVEL = {word: level for level, words in LEVELS.items() for word in words.split()}
HARM = ("killed", "injured", "missing", "vessels_sunk")
FIRST, LAST = dt.date.min, dt.date.max


def rows(table: str) -> list[Row]:
    """Return a table's rows as the file has them."""
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def month_end(day: dt.date) -> dt.date:
    """Return the last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def wide(day: dt.date, precision: str) -> Days:
    """Return the days that a date may mean."""
    if precision == "day":
        return day, day
    if precision == "month":
        return day.replace(day=1), month_end(day)
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)


def level(row: Row) -> int:
    """Return the severity that the facts of a row set."""
    levels = [LEVEL[word] for word in row["types"].split(";")]
    levels += [7] if int(row["killed"] or 0) else []
    levels += [6] if int(row["vessels_sunk"] or 0) else []
    levels += [5] if int(row["injured"] or 0) else []
    return max(levels)


@dataclass(frozen=True)
class Asked:
    """A question in plain values; `start` and `end` are open where they are None."""

    states: tuple[str, ...] = ()
    match: str = "any"
    role: str = "any"
    start: dt.date | None = None
    end: dt.date | None = None
    began: Days | None = None
    pairs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    severity: int = 1
    place: str = ""
    origins: int = 1


class Record:
    """The rows of the shipped package, and what they say of each clash and development."""

    def __init__(self) -> None:
        self.clashes = rows("incidents")
        self.developments = rows("developments")
        self.names = {row["id"]: row["name"] for row in rows("places")}
        # Names that hold a figure, which is no count, as “HYSY-981 first rig site”; the longest first.
        called = {form for name in self.names.values() for form in (name, f"w{name[1:]}") if any(map(str.isdigit, name))}
        self.numbered = sorted(called, key=len, reverse=True)
        self.parties: dict[str, list[Row]] = {}
        for row in rows("parties"):
            self.parties.setdefault(row["incident"], []).append(row)
        self.cited: dict[tuple[str, str], set[str]] = {}
        for row in rows("citations"):
            self.cited.setdefault((row["layer"], row["feature"]), set()).add(row["report"])
        self.own: dict[str, set[str]] = {}
        for row in rows("accounts"):
            if row["layer"] == "incidents" and not row["speaker"]:
                self.own.setdefault(row["feature"], set()).add(row["state"])

    @cached_property
    def group(self) -> dict[str, str]:
        """Each report with a name for all that took it from one another."""
        leads = {row["id"]: row["id"] for row in rows("reports")}

        def lead(node: str) -> str:
            while leads.setdefault(node, node) != node:
                node = leads[node]
            return node

        for row in rows("origins"):
            leads[lead(row["report"])] = lead(row["from_report"] or f"origin {row['from_origin']}")
        return {report: lead(report) for report in leads}

    def origins(self, layer: str, feature: str) -> int:
        """Return how many independent origins stand behind a feature."""
        return len({self.group[report] for report in self.cited[layer, feature]})

    def sides(self, incident: str) -> tuple[set[str], set[str], set[str]]:
        """Return who had a part in a clash, who acted and who was acted on."""
        parties = self.parties.get(incident, [])
        acting = {row["state"] for row in parties if row["role"] in {"initiator", "both"}}
        acted_on = {row["state"] for row in parties if row["role"] in {"target", "both"}}
        return {row["state"] for row in parties}, acting, acted_on

    def across(self, incident: str) -> set[str]:
        """Return the pairs that stood across from one another, as "CHN-PHL"."""
        every, acting, acted_on = self.sides(incident)
        pairs = set(combinations(sorted(every), 2))
        opposed = {(a, b) for a, b in pairs if (a in acting and b in acted_on) or (b in acting and a in acted_on)}
        return {"-".join(pair) for pair in opposed or pairs}

    def meant(self, incident: str, asked: Asked) -> bool:
        """Tell whether a clash is of the states that are asked for."""
        wanted = set(asked.states)
        if not wanted:
            return True
        if asked.match == "between" and len(wanted) > 1:
            return any(set(pair.split("-")) <= wanted for pair in self.across(incident))
        every, acting, acted_on = self.sides(incident)
        mine = {"any": every, "initiator": acting, "target": acted_on}[asked.role]
        return _enough(mine, asked)

    def found(self, asked: Asked) -> list[Row]:
        """Return the clashes that a question finds."""
        return [row for row in self.clashes if self._admitted(row, asked)]

    def _admitted(self, row: Row, asked: Asked) -> bool:
        first, last = touched(row)
        types, begun = set(row["types"].split(";")), begins(row)
        return (
            self.meant(row["id"], asked)
            and first <= (asked.end or LAST)
            and last >= (asked.start or FIRST)
            and (not asked.began or (asked.began[0] <= begun[0] and begun[1] <= asked.began[1]))
            and set(asked.pairs) <= self.across(row["id"])
            and set(asked.kinds) <= types
            and (not asked.types or bool(types & set(asked.types)))
            and level(row) >= asked.severity
            and asked.place in {"", row["place"]}
            and self.origins("incidents", row["id"]) >= asked.origins
        )

    def events(self, asked: Asked) -> list[Row]:
        """Return the developments that a question finds."""
        return [
            row
            for row in self.developments
            if (not asked.states or _enough(set(row["states"].split(";")), asked))
            and touched(row)[0] <= (asked.end or LAST)
            and touched(row)[1] >= (asked.start or FIRST)
            and (not asked.place or asked.place in {row["place"], *row["also_places"].split(";")})
            and self.origins("developments", row["id"]) >= asked.origins
        ]

    def voices(self, found: list[Row]) -> Counter[str]:
        """Return for how many clashes two states or more, one (by its code) or none speak for themselves."""
        counted: Counter[str] = Counter()
        for row in found:
            own = self.own.get(row["id"], set()) & self.sides(row["id"])[0]
            counted["several" if len(own) > 1 else next(iter(own), "none")] += 1
        return counted


def _enough(mine: set[str], asked: Asked) -> bool:
    wanted = set(asked.states)
    least = {"any": 1, "all": len(wanted), "between": min(2, len(wanted))}[asked.match]
    return len(mine & wanted) >= least


def touched(row: Row) -> Days:
    """Return the first and the last day that a row may touch."""
    start = dt.date.fromisoformat(row["date_start"])
    end = dt.date.fromisoformat(row["date_end"]) if row["date_end"] else start
    return wide(start, row["date_precision"])[0], wide(end, row["date_precision"])[1]


def begins(row: Row) -> Days:
    """Return the days on which a row may have begun."""
    return wide(dt.date.fromisoformat(row["date_start"]), row["date_precision"])


def ends(row: Row) -> Days:
    """Return the days on which a row may have ended."""
    return wide(dt.date.fromisoformat(row["date_end"] or row["date_start"]), row["date_precision"])


def beyond(found: list[Row], asked: Asked) -> dict[str, int]:
    """Return how many clashes reach beyond the dates asked for, and in which way."""
    start, end = asked.start or FIRST, asked.end or LAST
    counts = {"beyond": 0, "spanning": 0, "earlier": 0, "later": 0, "vague": 0}
    for row in found:
        if touched(row)[0] >= start and touched(row)[1] <= end:
            continue
        before, after = begins(row)[1] < start, ends(row)[0] > end
        counts["beyond"] += 1
        counts["spanning"] += before and after
        counts["earlier"] += before
        counts["later"] += after
        counts["vague"] += not (before or after)
    return counts


def period(record: Record, asked: Asked) -> Days:
    """Return the days that are compared with others."""
    if asked.began:
        return _held(asked.began)
    counted = [touched(row)[1] for row in record.clashes if level(row) >= min(asked.severity, 1)]
    last = max(counted)
    if asked.start:
        return _held((asked.start, asked.end or max(asked.start, last)))
    dense = next(dt.date.fromisoformat(row["last"]) for row in rows("coverage") if row["how"] == "dense")
    end = asked.end or min(dense, last)
    end = end if end == month_end(end) else end.replace(day=1) - dt.timedelta(days=1)
    end = _held((end, end))[0]
    return back(end.replace(day=1), 2), month_end(end)


def _held(days: Days) -> Days:
    first, last = (min(max(day, dt.date(1900, 1, 1)), dt.date(2100, 12, 31)) for day in days)
    return first, last


def back(day: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months before."""
    number = 12 * day.year + day.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)


def before(days: Days) -> list[Days]:
    """Return the period before, and the same a year earlier unless it would meet the one before."""
    start, end = days
    if start.day == 1 and end == month_end(end):
        long = 12 * (end.year - start.year) + end.month - start.month + 1
        one = back(start, long), start - dt.timedelta(days=1)
        year = back(start, 12), month_end(back(start, 12 - long + 1))
    else:
        one = start - (end - start) - dt.timedelta(days=1), start - dt.timedelta(days=1)
        same = dt.date(start.year - 1, start.month, 28 if (start.month, start.day) == (2, 29) else start.day)
        year = same, same + (end - start)
    return [one, year] if year[1] < one[0] else [one]


def began_in(found: list[Row], days: Days) -> tuple[list[Row], int]:
    """Return which clashes began within some days for certain, and how many more may have."""
    inside = [row for row in found if days[0] <= begins(row)[0] and begins(row)[1] <= days[1]]
    touching = [row for row in found if begins(row)[0] <= days[1] and begins(row)[1] >= days[0]]
    return inside, len(touching) - len(inside)
