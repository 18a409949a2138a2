"""From cells to values by Table Schema: its types and constraints, in one pass over a column.

The same cells that are checked become the frame, so that nothing is read by two sets of rules. A cell that stands in
many rows is read once. Two libraries were measured on the shipped tables and left aside. frictionless takes 0.84 s of CPU,
of it 0.45 s for foreign keys, and hands out rows that would have to be made into frames again. pandera takes 0.54 s, its
reader of Table Schema refuses an empty cell in a column of whole numbers, and it knows no keys between tables.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import operator
import re
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
import pandas as pd

from record.faults import Fault, UnfitError
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

Field = dict[str, Any]
NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?([eE][+-]?\d{1,3})?", re.ASCII)
WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# What makes a number of a spreadsheet or a page none, the likeliest first.
SLIPS = (
    (re.compile(r"[\u00a0\u2007\u202f]"), "a no-break space stands in it"),
    (re.compile(r"\s"), "a space stands in it"),
    (re.compile(r"(?![0-9])\d"), "its digits are not 0 to 9"),
    (re.compile(r"_"), "an underscore stands in it"),
    (re.compile(r"[\u2010-\u2015\u2212\ufe63\uff0d]"), "its minus is not “-”"),
    (re.compile(r"[,.'\u2019\u066b\u066c]"), "a comma or another separator stands in it"),
)
# A text column of this form holds dates that may lack a day or a month.
PARTIAL = r"^\d{4}(-\d{2}(-\d{2})?)?$"
ADDRESS = "^https?://"
EMPTY = "a value: the cell must not be empty"


def _number(cell: str) -> float:
    value = float(cell) if NUMBER.fullmatch(cell) else math.inf
    if not math.isfinite(value):
        raise UnfitError(f"a number such as 9.73{_slip(cell)}")
    return value


def _whole(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise UnfitError(f"a whole number such as 12{_slip(cell)}")
    return int(cell)


def _slip(cell: str) -> str:
    return next((f" ({words})" for pattern, words in SLIPS if re.search(r"\d", cell) and pattern.search(cell)), "")


def _day(cell: str) -> str:
    if not DAY.fullmatch(cell) or not _in_calendar(cell):
        raise UnfitError("a day of the calendar as YYYY-MM-DD")
    return cell


def _in_calendar(cell: str) -> bool:
    try:
        dt.date.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _truth(cell: str) -> bool:
    words = {"true": True, "1": True, "false": False, "0": False}
    if cell.lower() not in words:
        raise UnfitError("true or false")
    return words[cell.lower()]


def _as_is(cell: str) -> str:
    return cell


def _json(kinds: tuple[type, ...], words: str) -> Callable[[Any], Any]:
    """Return a reader that takes JSON values of some types alone; Python counts true and false among the numbers."""

    def read(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
        if type(value) not in kinds or (isinstance(value, float) and not math.isfinite(value)):
            raise UnfitError(words)
        return value

    return read


def _array(value: Any) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """Return a list; a GIS that knows no lists saves one as the text of its JSON."""
    try:
        value = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list):
        raise UnfitError("a list in square brackets")
    return value


CSV: Mapping[str, Callable[[str], Any]] = {
    "string": _as_is, "integer": _whole, "number": _number, "boolean": _truth, "date": _day,
}  # fmt: skip
JSON: Mapping[str, Callable[[Any], Any]] = {
    "string": _json((str,), "text in quotes"), "integer": _json((int,), "a whole number"),
    "number": _json((int, float), "a number"), "boolean": _json((bool,), "true or false"), "array": _array,
}  # fmt: skip


# Table Schema's constraints on one value: what makes the test of a bound, and what is expected where it fails.
RULES: Mapping[str, tuple[Callable[[Any], Callable[[Any], object]], str]] = {
    "minimum": (lambda least: partial(operator.le, least), "a number of at least {}"),
    "maximum": (lambda most: partial(operator.ge, most), "a number of at most {}"),
    "maxLength": (lambda most: lambda value: len(value) <= most, "text of at most {} characters"),
    "enum": (lambda words: words.__contains__, "one of {}"),
    "pattern": (lambda pattern: re.compile(pattern, re.ASCII).fullmatch, "text of the form {}"),
}
CONSTRAINTS = {*RULES, "required", "unique"}


def reader(field: Field, readers: Mapping[str, Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """Return what reads the cells of a field that are not empty, text or JSON; it raises UnfitError where one is not fit."""
    read, tests, form = readers[field["type"]], _tests(field.get("constraints", {})), _form(field)
    if not tests:
        return read

    def value(cell: Any) -> Any:  # noqa: ANN401 -- text, or JSON
        held = read(cell)
        for fits, expected in tests:
            if not fits(held):
                raise UnfitError(expected)
        if form:
            form(held)
        return held

    return value


def _tests(constraints: Mapping[str, Any]) -> list[tuple[Callable[[Any], object], str]]:
    """Return a test for each constraint on one value, and what it expects."""
    tests = []
    for name, bound in constraints.items():
        if name in RULES:
            test, words = RULES[name]
            expected = words.format(", ".join(bound) if name == "enum" else bound)
            tests.append((test(bound), _calendar(expected, constraints)))
    return tests


def _form(field: Field) -> Callable[[str], None] | None:
    """Return what holds a text of a known pattern to more than its pattern says."""
    pattern = field.get("constraints", {}).get("pattern", "")
    if pattern == PARTIAL:
        return _partial
    return _address if pattern.startswith(ADDRESS) else None


def _calendar(words: str, constraints: Mapping[str, Any]) -> str:
    return "a date as YYYY, YYYY-MM or YYYY-MM-DD" if constraints.get("pattern") == PARTIAL else words


def _partial(cell: str) -> None:
    if not _in_calendar(f"{cell}-01-01"[:10] if len(cell) != 7 else f"{cell}-01"):
        raise UnfitError("a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD")


def _address(cell: str) -> None:
    if not text.ascii_url(cell):
        raise UnfitError("an http(s) address with a host that a browser can open")
    if urlsplit(cell).username is not None:
        raise UnfitError("an address without a user's name or password")


def read(file: str, cells: Sequence[str], field: Field) -> tuple[list[Any], list[Fault]]:
    """Return a column's values, None where a cell is empty, and its faults. Text stays as it is, "" where it is empty."""
    constraints, distinct = field.get("constraints", {}), set(cells)
    values, wrong = _read(distinct, field)
    if constraints.get("required"):
        wrong |= {cell: EMPTY for cell in distinct if not cell.strip()}
    faults = _faults(file, cells, field["name"], wrong)
    if constraints.get("unique"):
        faults += doubled(file, field["name"], cells)
    return ([] if wrong else [values[cell] for cell in cells]), faults


def _read(distinct: Iterable[str], field: Field) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the values of different cells, and what is expected where one is not fit."""
    values: dict[str, Any] = {}
    wrong = {}
    value = reader(field, CSV)
    for cell in distinct:
        try:
            values[cell] = value(cell) if cell else None
        except UnfitError as error:
            wrong[cell] = error.expected
    return values | ({"": ""} if field["type"] == "string" else {}), wrong


def _faults(file: str, cells: Sequence[str], name: str, wrong: Mapping[str, str]) -> list[Fault]:
    if not wrong:
        return []
    return [Fault(file, str(row), name, cell, wrong[cell]) for row, cell in enumerate(cells, start=2) if cell in wrong]


def doubled(file: str, name: str, keys: Sequence[Any]) -> list[Fault]:
    """Return a fault for each key that a row before it has, among those that are not empty."""
    return list(_doubled(file, name, keys)) if len(set(keys)) < len(keys) else []


def _doubled(file: str, name: str, keys: Sequence[Any]) -> Iterator[Fault]:
    first: dict[Any, int] = {}
    for row, key in enumerate(keys, start=2):
        if key and first.setdefault(key, row) != row:
            words = key if isinstance(key, str) else ", ".join(key)
            yield Fault(file, str(row), name, words, f"a value that no other row has (row {first[key]} has it)")


def series(values: list[Any], kind: str) -> Any:  # noqa: ANN401 -- numpy's and pandas' arrays
    """Return a column's values as an array whose type its schema says, also where there are none."""
    if kind == "date":
        return np.array(["NaT" if value is None else value for value in values], dtype="datetime64[us]")
    if kind == "number":
        return np.array([math.nan if value is None else value for value in values], dtype="float64")
    if kind in {"integer", "boolean"}:
        missing = np.fromiter((value is None for value in values), dtype=bool, count=len(values))
        filled = np.fromiter(
            (value or 0 for value in values), dtype="int64" if kind == "integer" else bool, count=len(values)
        )
        return (pd.arrays.IntegerArray if kind == "integer" else pd.arrays.BooleanArray)(filled, missing)
    return pd.Series(values, dtype="object")


def frame(columns: Mapping[str, list[Any]], fields: Sequence[Field]) -> pd.DataFrame:
    """Return a table's columns of values as a frame, by id where it has one."""
    made = pd.DataFrame({field["name"]: series(columns[field["name"]], field["type"]) for field in fields})
    return made.set_index("id", drop=False).rename_axis(None) if "id" in columns else made
