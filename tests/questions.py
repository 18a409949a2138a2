"""Views as hypothesis draws them: every field, any value that a link may carry."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from question import layer_keys
from question.view import NAMES, ROLES, At, View, parse
from record import severity
from words import states

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYERS = layer_keys.every()
DAYS = st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2100, 12, 31))
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)


def some(options: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(options), max_size=4).map(lambda kept: tuple(o for o in options if o in kept))


def normal(text: str) -> str:
    """Return search words as the page keeps them."""
    return parse({"q": text})[0].q


@st.composite
def views(draw: st.DrawFn, places: Sequence[str] = (), words: Sequence[str] = ()) -> View:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start and end and start > end:
        start, end = end, start
    ids = st.sampled_from(places) if places else IDS
    q = st.sampled_from(words) if words else st.text(max_size=30)
    return View(
        states=draw(some(list(states.NAMES))),
        role=draw(st.sampled_from(ROLES)),
        start=start,
        end=end,
        types=draw(some(severity.TYPES)),
        severity=draw(st.integers(1, 7)),
        place=draw(st.just("") | ids),
        q=normal(draw(st.just("") | q)),
        origins=draw(st.integers(1, 4)),
        layers=draw(some(LAYERS)),
        selected="" if places else draw(st.just("") | IDS),
        at=draw(st.none() | ats()),
        names=draw(st.sampled_from(list(NAMES))),
    )


def ats() -> st.SearchStrategy[At]:
    lon = st.floats(-180, 180).map(lambda degrees: round(degrees, 4) + 0.0)
    lat = st.floats(-85, 85).map(lambda degrees: round(degrees, 4) + 0.0)
    return st.builds(At, lon, lat, st.integers(0, 18))
