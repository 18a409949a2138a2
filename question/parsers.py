"""What a URL's value may be: each parser returns what it read, or raises ValueError with what was expected."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from words import text
from words.dates import period, published_period

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from collections.abc import Set as AbstractSet

LONGEST_Q = 200
# A number as JSON and our own addresses have it; Python would take "1_0" and "nan" too.
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


class At(NamedTuple):
    """Where the map looks: WGS 84 degrees and a web-map zoom level, in quarters."""

    lon_deg: float
    lat_deg: float
    zoom: float


class Days(NamedTuple):
    """A range of days, both ends inclusive."""

    start: dt.date
    end: dt.date


class Point(NamedTuple):
    """A point that was asked about: WGS 84 degrees."""

    lon_deg: float
    lat_deg: float


def one_of(options: Collection[str]) -> Callable[[str], str]:
    """Return a parser that takes one of some words."""

    def read(raw: str) -> str:
        if raw not in options:
            raise ValueError(f"one of {', '.join(options)}")
        return raw

    return read


def some_of(options: Collection[str]) -> Callable[[str], tuple[str, ...]]:
    """Return a parser of a comma-separated list of some words; it keeps their order."""

    def read(raw: str) -> tuple[str, ...]:
        chosen = [part.strip() for part in raw.split(",") if part.strip()]
        unknown = [part for part in chosen if part not in options]
        if unknown or not chosen:
            raise ValueError(f"a comma-separated list of {', '.join(options)}")
        return tuple(option for option in options if option in chosen)

    return read


DAY = "a date written YYYY-MM-DD"


def day(raw: str) -> dt.date:
    """Read a date written YYYY-MM-DD."""
    try:
        return dt.datetime.strptime(raw, "%Y-%m-%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise ValueError(DAY) from None


def typed_day(raw: str, *, last: bool = False) -> dt.date:
    """Read a day as a reader types it: of a month or a year, YYYY-MM or YYYY, its first day or its `last`.

    >>> typed_day("2024-06", last=True)
    datetime.date(2024, 6, 30)
    """
    expected = "a day as YYYY-MM-DD, or a month or a year as YYYY-MM or YYYY"
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{1,2}){0,2}", raw):
        raise ValueError(expected)
    try:
        return published_period(raw)[last]
    except ValueError:
        raise ValueError(expected) from None


def began(raw: str) -> Days:
    """Read the days in which something began: a day, a month or a year, or two days joined by ".."."""
    expected = "YYYY, YYYY-MM or YYYY-MM-DD, or two such days joined by “..”"
    first, dots, last = raw.partition("..")
    try:
        start = day(first) if dots else typed_day(first)
        end = day(last) if dots else typed_day(first, last=True)
    except ValueError:
        raise ValueError(expected) from None
    if start > end:
        raise ValueError(f"{expected}, the earlier first")
    return Days(start, end)


def write_began(value: Days) -> str:
    """Write such days as short as they can be told."""
    for length, precision in ((4, "year"), (7, "month"), (10, "day")):
        if period(value.start, None, precision) == value:
            return f"{value.start}"[:length]
    return f"{value.start}..{value.end}"


def pairs(codes: AbstractSet[str]) -> Callable[[str], tuple[str, ...]]:
    """Return a parser of a comma-separated list of pairs of states, such as "CHN-PHL"."""

    def read(raw: str) -> tuple[str, ...]:
        listed = [sorted(part.strip().split("-")) for part in raw.split(",") if part.strip()]
        if not listed or any(len(set(pair)) != 2 or not codes >= set(pair) for pair in listed):
            raise ValueError("a comma-separated list of pairs of states such as CHN-PHL")
        return tuple(sorted({"-".join(pair) for pair in listed}))

    return read


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return a parser of a whole number within limits."""

    def read(raw: str) -> int:
        if not re.fullmatch(r"[0-9]{1,4}", raw) or not low <= int(raw) <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return int(raw)

    return read


def identity(raw: str) -> str:
    """Read an id: lower case, hyphens."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", raw):
        raise ValueError("an id in lower case with hyphens")
    return raw


def number(raw: str) -> float:
    """Read a decimal number. Raises ValueError where it is none."""
    if not _NUMBER.fullmatch(raw.strip()):
        raise ValueError("a decimal number")
    return float(raw)


def at(raw: str) -> At:
    """Read where the map looks."""
    try:
        lon, lat, zoom = (number(part) for part in raw.split(","))
    except ValueError:
        lon, lat, zoom = 999.0, 0.0, 0.0
    inside = abs(lon) <= 180 and abs(lat) <= 85 and 0 <= zoom <= 18
    if not inside:
        raise ValueError("longitude,latitude,zoom in degrees (such as 115.8,9.7,8)")
    return At(round(lon, 4), round(lat, 4), round(4 * zoom) / 4)


def write_at(value: At) -> str:
    """Write where the map looks."""
    return f"{value.lon_deg:.7g},{value.lat_deg:.7g},{value.zoom:g}"


def point(raw: str) -> Point:
    """Read a point that was asked about."""
    try:
        lon, lat = (number(part) for part in raw.split(","))
    except ValueError:
        lon, lat = 999.0, 0.0
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        raise ValueError("longitude,latitude in degrees (such as 115.8667,9.7333)")
    return Point(round(lon, 5), round(lat, 5))


def write_point(value: Point) -> str:
    """Write a point that was asked about."""
    return f"{value.lon_deg:.8g},{value.lat_deg:.8g}"


def search(raw: str) -> str:
    """Read search words: a longer search than a page takes is refused, for a part of it would find other things."""
    sought = text.plain(raw, longest=len(raw) + 1).strip()
    if len(sought) > LONGEST_Q:
        raise ValueError(f"at most {LONGEST_Q} characters")
    return sought


def listed(value: tuple[str, ...]) -> str:
    """Write a list."""
    return ",".join(value)
