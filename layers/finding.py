"""What a reader may mean by some words: features of any layer by their names and titles, a day, a position, place names.

Everything that the search on the map offers is found here and nowhere else; it offers, and decides nothing.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from layers import layer
from question import filtering, parsers, positions, whereabouts
from question.view import View
from waters import measure
from words import text

if TYPE_CHECKING:
    import geopandas as gpd

    from layers.store import Store

LONGEST = 80
# A letter alone means nothing; a sign of Chinese does, and takes three bytes.
FEWEST_BYTES = 2
# The layers whose rows are found by words, as they are offered; places are found by their names alone.
BY_WORDS = ("incidents", "developments", "claims")
# How a day, a month or a year is written in words.
_WRITTEN = {"%d %B %Y": "%Y-%m-%d", "%d %b %Y": "%Y-%m-%d", "%B %Y": "%Y-%m", "%b %Y": "%Y-%m"}


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
    words = text.plain(typed, longest=LONGEST).strip()
    if len(filtering.haystack([words]).strip().encode()) < FEWEST_BYTES:
        return []
    days = period(words)
    groups = [] if days else _whereabouts(store, words)
    for key in BY_WORDS:
        frame = store.frames[key]
        rows = _of_days(frame, *days) if days else _of_words(frame, words)
        groups.append(Group(key, _heading(key), [_found(key, row) for row in rows.itertuples()]))
    return [group for group in groups if group.found]


def period(words: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day that a text names: "17 June 2024", "June 2024", "2024-06", "2024"; else None."""
    written = words
    for pattern, plain in _WRITTEN.items():
        try:
            written = dt.datetime.strptime(words, pattern).replace(tzinfo=dt.UTC).strftime(plain)
        except ValueError:
            continue
    try:
        return parsers.typed_day(written), parsers.typed_day(written, last=True)
    except ValueError:
        return None


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
    rows = frame.loc[filtering.says(frame["hay"], words)]
    titled = filtering.says(rows["title"].map(lambda title: filtering.haystack([title])), words)
    return rows.assign(titled=titled).sort_values(["titled", "first"], ascending=False, kind="stable", na_position="last")


def _of_days(frame: gpd.GeoDataFrame, start: dt.date, end: dt.date) -> gpd.GeoDataFrame:
    """Return the rows that begin in some days, then those that ended and only touch them; what still holds is of no day."""
    within = frame["first"].between(pd.Timestamp(start), pd.Timestamp(end))
    touching = filtering.touches(frame["first"], frame["last"], start, end) & frame["first"].notna() & frame["last"].notna()
    rows = frame.assign(within=within).loc[within | touching]
    return rows.sort_values(["within", "first"], ascending=False, kind="stable")


def _found(key: str, row: Any) -> Found:  # noqa: ANN401 -- a pandas row has no better type
    """Return a row by its title, and what else it says where it is pointed at."""
    return Found(str(row.Index), str(row.title), layer(key).TRAITS.says(row).removeprefix(f"{row.title}, "))
