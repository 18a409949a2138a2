"""What an editor gives without a quote: a field's words held to what the record can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from desk.store.errors import RefusedError
from record import descriptor
from words import dates, states

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fields that an editor may give, and what is typed for each.
GIVEN = {
    "when": "2026-11-19, 2026-11 or 2026; two days with a / between",
    "place": "an id of a place, such as second-thomas-shoal",
    "types": "a type, such as water_cannon",
    "harm": "a column and a number, such as injured 2",
    "states": "a state's code, such as PHL",
    "agencies": "a state's code and a force, such as PHL Philippine Coast Guard",
    "vessels": "a state's code and a name, such as PHL BRP Cabra",
    "accounts": "the code of the state whose word it is",
    "origins": "who said it before this page",
    "headline": "the page's title, as it stands there",
    "publisher": "who published the page",
    "published": "2026-11-20, 2026-11 or 2026",
    "language": "a code of two or three letters, such as en",
}
HARM = ("killed", "injured", "missing", "vessels_sunk")
DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def judgement(field: str, words: str, places: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """Return the value and its further parts that an editor's words for a field say. Raises RefusedError."""
    tidy = " ".join(words.split())
    made = _made(field, tidy, places) if tidy else None
    if made is None:
        raise RefusedError(f"{field.capitalize()} “{tidy}” was not understood: expected {GIVEN[field]}.")
    return made


def _made(field: str, tidy: str, places: Mapping[str, Any]) -> tuple[Any, dict[str, Any]] | None:
    if field == "when":
        return _when(tidy)
    if field == "harm":
        column, _, number = tidy.partition(" ")
        return (int(number), {"column": column}) if column in HARM and number.isdecimal() else None
    if field in {"agencies", "vessels"}:
        code, _, name = tidy.partition(" ")
        return (name, {"state": code}) if code in states.NAMES and name else None
    if field == "origins":
        return tidy, {"relation": "cites", "via": None}
    good = {
        "place": tidy in places,
        "types": tidy in types(),
        "states": tidy in states.NAMES,
        "accounts": tidy in states.NAMES,
        "published": _day(tidy),
        "language": bool(re.fullmatch("[a-z]{2,3}", tidy)),
    }
    return (tidy, {"state": tidy} if field == "accounts" else {}) if good.get(field, True) else None


def _when(tidy: str) -> tuple[str, dict[str, Any]] | None:
    start, _, end = tidy.partition("/")
    if not _day(start) or (end and not (_day(end) and len(end) == 10 == len(start) and end > start)):
        return None
    return start, {"start": start, "end": end or None, "precision": PRECISIONS[len(start)]}


def _day(words: str) -> bool:
    """Tell whether words are a day, a month or a year that the calendar has."""
    if not DAY.fullmatch(words):
        return False
    try:
        dates.published_words(words)
    except ValueError:
        return False
    return True


def types() -> tuple[str, ...]:
    """Return the types of a clash that the record knows."""
    return _choices("incidents", "types")


def kinds() -> tuple[str, ...]:
    """Return the kinds of a development that the record knows."""
    return _choices("developments", "kind")


def columns(table: str) -> list[str]:
    """Return the columns of a table that can be corrected."""
    return [str(field["name"]) for field in _fields(table) if field["name"] != "id"]


def _choices(table: str, column: str) -> tuple[str, ...]:
    constraints = next(field["constraints"] for field in _fields(table) if field["name"] == column)
    if "enum" in constraints:
        return tuple(constraints["enum"])
    return tuple(re.findall("[a-z_]+", constraints["pattern"].partition(")")[0].partition(":")[2]))


def _fields(table: str) -> list[dict[str, Any]]:
    resource = next(each for each in descriptor.schema()["resources"] if each["name"] == table)
    return list(resource["schema"]["fields"])
