"""What a reader may mean by some words: features of any layer by their names and titles, a day, a position, place names.

Everything that the search on the map offers is found here and nowhere else; it offers, and decides nothing.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

from layers import layer
from question import filtering, parsers, positions, whereabouts
from question.view import View
from waters import measure
from words import text

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from layers.store import Store

LONGEST = 200
# A letter alone means nothing; a sign of Chinese does, and takes three bytes.
FEWEST_BYTES = 2
MONTHS_A_YEAR = 12
# The layers whose rows are found by words, as they are offered; places are found by their names alone.
BY_WORDS = ("incidents", "developments", "claims")
# How a day or a month is written, as strptime has it; a year is none of these. Numerals with the year last are read apart.
_DAYS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y/%m/%d", "%Y年%m月%d日")
_MONTHS = ("%B %Y", "%b %Y", "%Y年%m月")
_NUMERALS = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
_MEANT_AS_DAY = re.compile(r"\d{4}-\d{1,2}(-\d{1,2})?|\d{4}/\d{1,2}(/\d{1,2})?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_HOW = "expected a day such as 17 June 2024 or 2024-06-17, or a month or a year"


class Found(NamedTuple):
    """One thing that was found: a feature's id or, of a position, "" with its WGS 84 degrees; and what is said of it."""

    id: str
    words: str
    detail: str = ""
    lon_deg: float | None = None
    lat_deg: float | None = None


class Group(NamedTuple):
    """What was found of one layer, the likeliest first; of a position `layer` is ""."""

    layer: str
    heading: str
    found: list[Found]


def find(store: Store, typed: str) -> list[Group]:
    """Return what a text may mean, by groups, each the likeliest first; [] where nothing is meant.

    Raises ValueError with one clear sentence where it is a position that cannot be read.
    """
    words = text.plain("".join(sign for sign in typed if unicodedata.category(sign) != "Cf"), longest=LONGEST).strip()
    letters = all(len(word.encode()) < FEWEST_BYTES for word in filtering.haystack([words]).split())
    if letters and not positions.figures(words):
        return []
    days = period(words)
    groups = [] if days else _whereabouts(store, words)
    for key in BY_WORDS:
        frame = store.frames[key]
        rows = _of_days(frame, *days) if days else _of_words(frame, words)
        groups.append(Group(key, _heading(key), [_found(key, row) for row in rows.itertuples()]))
    return [group for group in groups if group.found]


def period(words: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a text names: "17 June 2024", "June 2024", "2024-06", "2024"; else None.

    Raises ValueError, in one sentence, for what is meant as a day and is none, or may be two.
    """
    written = _iso(_ORDINAL.sub("", words).replace(",", " ").replace("Sept ", "Sep "))
    try:
        return parsers.typed_day(written), parsers.typed_day(written, last=True)
    except ValueError:
        if _MEANT_AS_DAY.fullmatch(written) or _of_any_year(written):
            raise ValueError(f"“{words}” was not read as a day: {_HOW}.") from None
        return None


def _iso(words: str) -> str:
    """Return a day or a month that is written in words or numerals as YYYY-MM-DD or YYYY-MM, anything else as it is."""
    words = " ".join(words.split())
    for patterns, plain in ((_DAYS, "%Y-%m-%d"), (_MONTHS, "%Y-%m")):
        for pattern in patterns:
            try:
                return dt.datetime.strptime(words, pattern).replace(tzinfo=dt.UTC).strftime(plain)
            except ValueError:
                continue
    numerals = _NUMERALS.fullmatch(words)
    # Of 03/04/2024 nobody knows which is the month.
    if numerals and int(numerals[1]) > MONTHS_A_YEAR:
        return f"{numerals[3]}-{int(numerals[2]):02d}-{int(numerals[1]):02d}"
    return words


def _of_any_year(words: str) -> bool:
    """Tell whether a text is a day and a month without a year."""
    dated = f"{words} 2024"
    return any(sign.isdigit() for sign in words) and _iso(dated) != dated


def _heading(key: str) -> str:
    """Return what stands over the features of a layer, of whatever severity."""
    return layer(key).TRAITS.named(View(severity=0))[1].capitalize()


def _whereabouts(store: Store, words: str) -> list[Group]:
    """Return the position that a text is, or the places that it names."""
    try:
        spots = whereabouts.find(store.frames["places"], words)
    except ValueError:
        if positions.figures(words):
            raise
        return []
    if not spots[0].place:
        spot = spots[0]
        position = measure.position_words(spot.lon_deg, spot.lat_deg)
        return [Group("", "Position", [Found("", position, "whose claims lie there", spot.lon_deg, spot.lat_deg)])]
    nearly = {"near": "spelt much like it", "part": "a part of its name"}
    found = [
        Found(spot.place, spot.name, ", ".join(filter(None, (spot.matched, nearly.get(spot.how, ""))))) for spot in spots
    ]
    return [Group("places", _heading("places"), found)]


def _of_words(frame: gpd.GeoDataFrame, words: str) -> gpd.GeoDataFrame:
    """Return the rows that hold every word, those with all of them in the title first, then the newest."""
    rows = frame.loc[_says(frame["hay"], words)]
    titled = _says(rows["title"].map(lambda title: filtering.haystack([title])), words)
    return rows.assign(titled=titled).sort_values(["titled", "first"], ascending=False, kind="stable", na_position="last")


def _says(hay: pd.Series, words: str) -> NDArray[np.bool_]:
    """Tell which rows hold every word or, where none does, all but the last and one that begins as the last does."""
    whole = filtering.says(hay, words)
    *rest, last = filtering.haystack([words]).split()
    if whole.any():
        return whole
    beginning = np.fromiter((f" {last}" in line for line in hay), dtype=bool, count=len(hay))
    both: NDArray[np.bool_] = filtering.says(hay, " ".join(rest)) & beginning
    return both


def _of_days(frame: gpd.GeoDataFrame, start: dt.date, end: dt.date) -> gpd.GeoDataFrame:
    """Return the rows that begin in some days, then those that ended and only touch them; what still holds is of no day."""
    within = frame["first"].between(pd.Timestamp(start), pd.Timestamp(end))
    touching = filtering.touches(frame["first"], frame["last"], start, end) & frame["first"].notna() & frame["last"].notna()
    rows = frame.assign(within=within).loc[within | touching]
    return rows.sort_values(["within", "first"], ascending=False, kind="stable")


def _found(key: str, row: Any) -> Found:  # noqa: ANN401 -- a pandas row has no better type
    """Return a row by its title, and what else it says where it is pointed at."""
    return Found(str(row.Index), str(row.title), layer(key).TRAITS.says(row).removeprefix(f"{row.title}, "))
