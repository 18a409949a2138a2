"""Views as hypothesis draws them: every field, any value that a link may carry."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from question import beside, layer_keys
from question.view import MATCHES, NAMES, ROLES, At, Days, Point, View, parse
from record import footing, severity
from waters.lens import LENSES, applies
from words import states

if TYPE_CHECKING:
    from collections.abc import Sequence

LAYERS = layer_keys.every()
DAYS = st.dates(min_value=dt.date(1970, 1, 1), max_value=dt.date(2100, 12, 31))
PAIRS = ("CHN-PHL", "CHN-VNM", "CHN-MYS", "IDN-VNM")
IDS = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,3}", fullmatch=True)


def some(options: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(options), max_size=4).map(lambda kept: tuple(o for o in options if o in kept))


def normal(text: str) -> str:
    """Return search words as the page keeps them."""
    return parse({"q": text})[0].q


def strategies(places: Sequence[str] = (), words: Sequence[str] = ()) -> dict[str, st.SearchStrategy[Any]]:
    """Return what each field of the View is drawn from; with `places` no feature is picked that no data hold."""
    ids = st.sampled_from(places) if places else IDS
    q = st.sampled_from(words) if words else st.text(max_size=30)
    return {
        "states": some(list(states.NAMES)),
        "match": st.sampled_from(list(MATCHES)),
        "role": st.sampled_from(ROLES),
        "start": st.none() | DAYS,
        "end": st.none() | DAYS,
        # What a bar leads to narrows much: most questions ask for none of the three.
        "began": st.none() | st.none() | st.tuples(DAYS, DAYS).map(lambda days: Days(*sorted(days))),
        "pairs": st.just(()) | st.just(()) | st.sampled_from(PAIRS).map(lambda pair: (pair,)),
        "kinds": st.just(()) | st.just(()) | some(severity.TYPES),
        "types": some(severity.TYPES),
        "severity": st.integers(0, 7),
        "place": st.just("") | ids,
        "q": (st.just("") | q).map(normal),
        "origins": st.integers(1, 4),
        "rests": st.just(()) | some(list(footing.RESTS)),
        "lens": st.sampled_from(list(LENSES)),
        # Each of these two leaves few clashes: most questions ask for neither.
        "eez": st.just(()) | some(states.CLAIMANTS),
        "claimants": st.just(0) | st.integers(1, 7),
        "layers": some(LAYERS),
        "selected": st.just("") if places else st.just("") | IDS,
        "point": st.none() | points(),
        "at": st.none() | ats(),
        "names": st.sampled_from(list(NAMES)),
        "beside": st.sampled_from(["", "claimed", "2016-07-12", "1999-12-31"]),
    }


@st.composite
def views(draw: st.DrawFn, places: Sequence[str] = (), words: Sequence[str] = ()) -> View:
    values = {name: draw(strategy) for name, strategy in strategies(places, words).items()}
    if values["start"] and values["end"]:
        values["start"], values["end"] = sorted((values["start"], values["end"]))
    if not applies(values["lens"], values["end"]):
        values["lens"] = "claimed"
    view = View(**values)
    # Whatever is compared with itself is compared with nothing.
    view = replace(view, beside="" if beside.fault(view) else view.beside)
    return view.settled() if view.match == "between" else view


def points() -> st.SearchStrategy[Point]:
    lon = st.floats(-180, 180).map(lambda degrees: round(degrees, 5) + 0.0)
    lat = st.floats(-90, 90).map(lambda degrees: round(degrees, 5) + 0.0)
    return st.builds(Point, lon, lat)


def ats() -> st.SearchStrategy[At]:
    lon = st.floats(-180, 180).map(lambda degrees: round(degrees, 4) + 0.0)
    lat = st.floats(-85, 85).map(lambda degrees: round(degrees, 4) + 0.0)
    return st.builds(At, lon, lat, st.integers(0, 18))
