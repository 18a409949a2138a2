"""The map of a page: a component in the page itself, told by each run what is asked, and telling what a reader did.

It needs no run of the page to pan, zoom, point, switch layers or play: the browser has every row (`views/map/rows.py`), and
a message says which of them a question admits. Panning writes where the map looks into the address.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st
from shapely.geometry import Point

from layers import drawing, filtered, layer
from question import layer_keys
from question.beside import other
from question.view import Point as Asking
from question.view import View
from record import severity
from views.map import parts, rows
from views.parts import chips, desk_door, legend
from views.parts.component import component
from views.parts.question import ask, asked, heard, pick, point_at, showing, whole
from waters import sentences
from waters.lens import LENSES, applies
from words import dates, states

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    import geopandas as gpd

    from layers.look import Lines
    from views.parts.question import Question

# What the browser asks by itself (`views/static/asking.js`), when nothing of it is asked.
UNASKED: dict[str, Any] = {"states": (), "match": View().match, "severity": min(severity.NAMES), "types": ()}
# The session's key for a map that stands in its tab.
DRAWN = "map-drawn"
# The session's key for the turn of what was heard last of what a reader did on a map.
TURN = "map-turn"

_component = component("chart", html='<div id="map_div"></div>', js="chart.js", isolate_styles=False)


def show(question: Question, admitted: dict[str, gpd.GeoDataFrame], *, page: str, alone: bool = False) -> None:
    """Draw what a View admits on a page's map, and take what a reader does on it.

    A map that is `alone` asks for the rest of its page as soon as it stands.
    """
    key = f"chart-{page}"
    done: dict[str, Callable[[Any], None]] = {
        "picked": _picked,
        "found": partial(_found, question),
        "point": _pointed,
        "layers": partial(_layered, question),
        "dates": _dated,
        "beside": _compared,
        "asked": _asked,
        "dropped": _dropped,
    }

    def take(event: str) -> Callable[[], None]:
        return whole(lambda: _take(done[event], heard(key, event)))

    _component(
        key=key,
        data=message(question, admitted, flight=st.session_state.get("fly", 0), turn=st.session_state.get(TURN, 0))
        | {"alone": alone},
        height="content",
        on_picked_change=take("picked"),
        on_found_change=take("found"),
        on_point_change=take("point"),
        on_layers_change=take("layers"),
        on_dates_change=take("dates"),
        on_beside_change=take("beside"),
        on_asked_change=take("asked"),
        on_dropped_change=take("dropped"),
        on_drawn_change=lambda: _drew(heard(key, "drawn")),
    )


def drawn() -> bool:
    """Return whether a map stands in the reader's tab: until then the parts around it would hold it back."""
    return bool(st.session_state.get(DRAWN))


def _drew(sent: Any) -> None:  # noqa: ANN401 -- what the browser sent
    if sent is not None:
        st.session_state[DRAWN] = True


def _take(act: Callable[[Any], None], sent: Any) -> None:  # noqa: ANN401 -- what the browser sent
    if sent is not None:
        st.session_state[TURN] = sent["turn"]
        act(sent["value"])


def message(question: Question, admitted: dict[str, gpd.GeoDataFrame], *, flight: int, turn: int = 0) -> dict[str, Any]:
    """Return what the browser must know of a question: which rows of which layers, how they are drawn, where to look.

    `turn` says which of a reader's deeds on the map was heard last: to a later one the message is no answer.
    """
    view = question.view
    return {
        "scripts": parts.scripts(),
        "styles": parts.styles(),
        "layers": _layers(question, admitted),
        "shown": list(view.layers),
        "picked": view.selected,
        "names": view.names,
        "legend": [_signs(part) for part in legend.parts(view)],
        "wide": view.severity < severity.CLASH,
        "from": _day(view.start),
        "to": _day(view.end),
        "look": _look(question, admitted, flight),
        "words": _side(view),
        "beside": _beside(question),
        "besides": [(lens, words) for lens, words in LENSES.items() if lens != view.lens and applies(lens, view.end)],
        "compared": view.beside,
        "chips": chips.parts(question),
        "asked": {name: getattr(view, name) for name in ("states", "match", "role", "severity", "types")},
        "turn": turn,
        "unpublished": desk_door.marks(),
    }


def _layers(question: Question, admitted: dict[str, gpd.GeoDataFrame]) -> dict[str, Any]:
    return {key: _layer(question, key, admitted[key]) for key in layer_keys.every()}


def _beside(question: Question) -> dict[str, Any] | None:
    """Return what is drawn on the other side of the bar, where two questions are compared."""
    view = other(question.view)
    if view is None:
        return None
    compared = replace(question, view=view)
    return {
        "words": _side(view),
        "layers": _layers(compared, filtered(question.store.frames, layer_keys.every(), view)),
    }


def _side(view: View) -> str:
    """Return what one side of a comparison is called."""
    seen = sentences.seen(view.lens, view.end)
    since = f"since {dates.words(view.start)}" if view.start else ""
    happened = (
        f"{view.unit[1]} {since}{' ' * bool(since)}up to that day" if view.end else since and f"{view.unit[1]} {since}"
    )
    return ", ".join(filter(None, (f"{seen[0].upper()}{seen[1:]}", happened)))


def _layer(question: Question, key: str, admitted: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return which rows of a layer are drawn; of lines and areas also how, which may hang on the lens and its day."""
    frame, module, view = question.frame(key), layer(key), question.view
    told: dict[str, Any] = {"of": rows.of_rows(question.store, key).version, "on": rows.bits(admitted.index, frame)}
    if "first" in frame and (view.start or view.end):
        told["ever"] = rows.bits(question.store.rows(key, view.without("dates")).index, frame)
    if rows.held(question.store, key):
        told["but"] = rows.bits(question.store.rows(key, replace(view, **UNASKED)).index, frame)
    if module.LOOK.ground or module.LOOK.shapes:
        told["drawn"] = _drawn(question, key, admitted)
    if module.TRAITS.marks and view.selected in admitted.index:
        picked = module.draw(admitted.loc[[view.selected]], view)
        told["around"] = [feature.geojson() for feature in picked if feature.geometry["type"] != "Point"]
    return told


def _drawn(question: Question, key: str, admitted: gpd.GeoDataFrame) -> list[list[Any]]:
    """Return each line and area as its row's number, how it is drawn, and what it says where the rows say otherwise."""
    module, first = layer(key), rows.said(question.store, key)
    said = {str(row.Index): module.TRAITS.says(row) for row in admitted.itertuples()}
    drawn = (f for f in module.draw(admitted, question.view) if module.LOOK.shapes or f.geometry["type"] != "Point")
    return [[first[f.id][0], f.numbers, *([said[f.id]] if said[f.id] != first[f.id][1] else [])] for f in drawn]


def _signs(part: Lines) -> dict[str, Any]:
    return {
        "heading": part.heading,
        "signs": [(sign.kind, sign.words, sign.colour, sign.dash, sign.of, sign.title) for sign in part.signs],
    }


def _look(question: Question, admitted: dict[str, gpd.GeoDataFrame], flight: int) -> dict[str, Any] | None:
    """Return where the picked feature or the asked point lies and the number of the flight there, or None."""
    selected, point = question.view.selected, question.view.point
    shape = question.frame(question.store.ids[selected]).loc[selected].geometry if selected else point and Point(point)
    if shape is None or shape.is_empty:
        return None
    west, south, east, north = (round(degrees, drawing.DECIMALS) for degrees in shape.bounds)
    outside = bool(selected) and selected not in admitted[question.store.ids[selected]].index
    bounds = {"west": west, "south": south, "east": east, "north": north}
    return {"flight": flight, **bounds, "point": not selected, "outside": outside}


def _day(day: Any) -> int | None:  # noqa: ANN401 -- a date or None
    return None if day is None else day.toordinal() - rows.EPOCH


def _picked(sent: Any) -> None:  # noqa: ANN401 -- what the browser sent
    """Take a click on a mark or a line as a pick; what else lies there is offered beside it."""
    st.session_state["under"] = [str(identity) for identity in sent["ids"]]
    ask(selected=str(sent["ids"][0]), point=None)


def _found(question: Question, sent: Any) -> None:  # noqa: ANN401
    """Take what was chosen of a search: a feature, whose layer is switched on, or a position; the map goes there."""
    if not isinstance(sent, str):
        point_at(float(sent[0]), float(sent[1]))
        return
    shown = {*question.view.layers, question.store.ids[sent]}
    if shown != {*question.view.layers}:
        _shown(shown)
    pick(sent)


def _pointed(sent: Any) -> None:  # noqa: ANN401
    """Take a click on the open sea as the question what is claimed there."""
    ask(selected="", point=Asking(round(float(sent[0]), drawing.DECIMALS), round(float(sent[1]), drawing.DECIMALS)))


def _layered(question: Question, sent: Any) -> None:  # noqa: ANN401
    """Switch layers: those shown stay as they are but for the ones that the browser names."""
    _shown(_ticked(showing(asked(), question.view.layers).view.layers, sent))


def _shown(keys: set[str]) -> None:
    ask(layers=tuple(key for key in layer_keys.every() if key in keys))


def _ticked(held: Iterable[str], ticks: Mapping[str, bool]) -> set[str]:
    """Return what is held with what was ticked, and without what was unticked."""
    return {key for key in (*held, *ticks) if ticks.get(key, True)}


def _asked(sent: Any) -> None:  # noqa: ANN401
    """Take what a reader changed of the question on the map: all else stays as it is asked, perhaps at the left."""
    changes: dict[str, Any] = {}
    if "ticks" in sent:
        changes["states"] = states.ordered(_ticked(asked().view.states, sent["ticks"]))
        # A part is one of states: where none is asked for, no part is.
        changes |= {} if changes["states"] else {"role": View().role}
    if "match" in sent:
        changes["match"] = str(sent["match"])
    if "severity" in sent:
        changes["severity"] = int(sent["severity"])
    if "types" in sent:
        changes["types"] = tuple(word for word in severity.TYPES if word in sent["types"])
    ask(**changes)


def _dropped(sent: Any) -> None:  # noqa: ANN401
    chips.remove(*map(str, sent))


def _compared(sent: Any) -> None:  # noqa: ANN401
    ask(beside=str(sent))


def _dated(sent: Any) -> None:  # noqa: ANN401
    start, end = (None if day is None else dt.date.fromordinal(int(day) + rows.EPOCH) for day in sent)
    ask(start=start, end=end)
