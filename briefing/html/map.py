"""What the maps of the standalone deck are drawn from: each layer's own features, and the words behind their marks.

A layer's `draw` says what stands on the map, as on the Explore page, so the deck shows whatever layers there are. Shapes,
cards and reports are kept once for a whole deck, by id, however many of its scenes show them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import mapping

from briefing.box import Box
from briefing.mapsheet import briefer_notes, compose
from layers import filtered, laid, layer, marks_of
from question.view import ANY, View
from record import archive
from words import states, text
from words.dates import published_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

    from briefing.marks import Mark
    from layers.card import Card
    from layers.drawing import Feature
    from layers.look import Sign
    from layers.store import Store
    from record.evidence import Account, Report

Json = dict[str, Any]
# What was computed or thinned to this is written as whole steps of it.
STEP_DEG = 1e-3
# A map on paper with a scene's proportions, in points.
FRAME = Box(0.0, 0.0, 600.0, 410.0)
# Numbers that say something where they are 0: words alone, and a place that is always named.
TELLING = frozenset({"severity", "rank"})
LONGEST_SAID, LONGEST_SUMMARY = 420, 420


def scene(store: Store, view: View, notes: tuple[Mark, ...] = ()) -> Json:
    """Return one map: where it looks, its language, and features as [layer, id, position or geometry, properties]; notes.

    A point's position is [longitude, latitude], and a line or area that is kept once for the deck has none; `behind` holds
    the ids that share a mark, by the id that the mark goes by.
    """
    admitted = filtered(store.frames, laid(view.layers), view)
    drawn = [(key, feature) for key, frame in admitted.items() for feature in layer(key).draw(frame, view)]
    marks = [mark for key, frame in admitted.items() for mark in marks_of(key, frame, view)]
    return {
        "box": corners_deg(admitted, view),
        "layers": list(view.layers),
        "names": view.names,
        "lens": view.lens,
        "to": str(view.end or ""),
        "features": [_feature(store, key, feature) for key, feature in drawn],
        "behind": {mark.id: mark.ids for mark in marks if mark.n > 1},
        "legend": _legend(view, drawn),
        "point": list(view.point) if view.point else None,
        "notes": [note.model_dump() for note in notes],
        "noted": briefer_notes.MEANING if notes else "",
    }


def _feature(store: Store, key: str, feature: Feature) -> list[Any]:
    shape = feature.geometry
    position = shape["coordinates"] if shape["type"] == "Point" else shape
    # What only helps the drawing, as a picked clash's ring does, is no feature of the layer.
    kept = layer(key).LOOK.shapes or (shape["type"] != "Point" and feature.id in store.ids)
    numbers = {name: value for name, value in feature.numbers.items() if value or name in TELLING}
    return [key, feature.id, None if kept else position, numbers]


def _legend(view: View, drawn: Iterable[tuple[str, Feature]]) -> list[Json]:
    """Return the sections of a map's legend: marks first, then depths, then lines, each with the signs of what is drawn.

    Layers of the same signs share a section, under the heading of the lowest.
    """
    values: dict[str, set[object]] = {}
    for key, feature in drawn:
        values.setdefault(key, set()).update(feature.numbers.values())
    sections: dict[tuple[Sign, ...], tuple[str, set[object]]] = {}
    for key in sorted(laid(view.layers), key=lambda key: (not layer(key).LOOK.marks, layer(key).LOOK.ground != "depths")):
        lines = layer(key).legend(view).deck
        # A map without a clash has no key to clashes.
        if lines and key in values:
            _, held = sections.setdefault(lines.signs, (lines.heading, set()))
            held |= values.get(key, set())
    shown = [
        (heading, [sign for sign in signs if sign.of is None or sign.of in held])
        for signs, (heading, held) in sections.items()
    ]
    return [{"heading": heading, "signs": [_sign(sign) for sign in signs]} for heading, signs in shown if signs]


def _sign(sign: Sign) -> Json:
    return {name: value for name, value in sign._asdict().items() if value and name != "of"}


def corners_deg(admitted: dict[str, gpd.GeoDataFrame], view: View) -> list[list[float]]:
    """Return the corners that a map shows, [[south, west], [north, east]] in degrees: what the same map on paper shows."""
    west, south, east, north = compose.projected(view, admitted, FRAME, 1.0).bounds_deg
    return [[round(south, 4), round(west, 4)], [round(north, 4), round(east, 4)]]


def shapes(store: Store, scenes: Iterable[Json]) -> Json:
    """Return each line and area that a scene shows, by id: claims as published, what was computed from them stepped."""
    shown = {(key, identity) for scene in scenes for key, identity, position, _ in scene["features"] if position is None}
    drawn = {identity: (key, store.frames[key].geometry[identity]) for key, identity in sorted(shown)}
    return {
        identity: stepped(shape) if layer(key).LOOK.shapes else mapping(shape) for identity, (key, shape) in drawn.items()
    }


def stepped(shape: BaseGeometry) -> Json:
    """Return polygons as `areas`, or lines as `lines`, of thousandths of a degree.

    A ring or a line is one list of numbers: each point as its step from the one before, the first from 0, 0. That is a
    third of the size of GeoJSON. TopoJSON and geobuf write no smaller, and each would bring a reader into every deck.
    """
    parts = shapely.get_parts(shape)
    if shape.geom_type.endswith("Polygon"):
        return {"areas": [[_steps(ring) for ring in (part.exterior, *part.interiors)] for part in parts]}
    return {"lines": [_steps(part) for part in parts]}


def _steps(ring: BaseGeometry) -> list[int]:
    at = np.rint(shapely.get_coordinates(ring) / STEP_DEG).astype(int)
    steps: list[int] = np.diff(at, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return steps


def names(store: Store, scenes: Iterable[Json]) -> Json:
    """Return the places' names in each language that a scene has, by language and id."""
    languages = sorted({scene["names"] for scene in scenes})
    return {code: {place: text.plain(name, longest=80) for place, name in store.names(code).items()} for code in languages}


def cards(store: Store, scenes: Sequence[Json]) -> Json:
    """Return a card for every feature that a scene's marks stand for, by id."""
    shown = {
        identity
        for scene in scenes
        for feature in scene["features"]
        for identity in scene["behind"].get(feature[1], (feature[1],))
    }
    view = _seen(scenes)
    by_id = {}
    for identity in sorted(shown & store.ids.keys()):
        key = store.ids[identity]
        row = store.frames[key].loc[identity]
        by_id[identity] = card(layer(key).describe(row, view), layer(key).sources(row))
    return by_id


def _seen(scenes: Iterable[Json]) -> View:
    """Return the lens and last day of all scenes where they share them; each card says under which it was written."""
    seen = {(scene["lens"], scene["to"]) for scene in scenes}
    if len(seen) != 1:
        return ANY
    lens, day = seen.pop()
    return View(lens=lens, end=dt.date.fromisoformat(day) if day else None)


def reports(store: Store, ids: Iterable[str]) -> Json:
    """Return the reports of these ids, by id."""
    return {identity: report(store.package.evidence.reports[identity]) for identity in sorted(set(ids))}


def card(shown: Card, reports: Sequence[Report]) -> Json:
    """Return a feature's words in short, both accounts beside each other, and its reports' ids."""
    return {
        "title": text.plain(shown.title, longest=300),
        "kicker": text.plain(shown.kicker, longest=200),
        "summary": text.plain(shown.summary, longest=LONGEST_SUMMARY),
        "facts": [[text.plain(words, longest=240) for words in fact] for fact in shown.brief_facts],
        "sides": sides(shown.accounts, shown.silent, longest=LONGEST_SAID) if shown.accounts or shown.silent else None,
        "reports": [report.id for report in reports],
    }


def sides(accounts: Sequence[Account], silent: Sequence[str], *, longest: int = text.LONGEST) -> Json:
    """Return what each state says with the id of the report that carries it, and the states of which nothing was found."""
    spoken = [
        {"who": account.lead, "says": text.plain(account.says, longest=longest), "report": account.report.id}
        for account in accounts
    ]
    return {"accounts": spoken, "silent": [states.name(state) for state in silent]}


def report(report: Report) -> list[str]:
    """Return a report as its title, publisher, date in words, its address, and the day from which to look for copies of it.

    The address is "" where it is no http(s) URL; wording.js makes the address of the copies from both.
    """
    words, publisher = text.plain(report.words, longest=240), text.plain(report.publisher, longest=120)
    return [words, publisher, published_words(report.published), text.url(report.url), archive.day(report)]


def land(store: Store) -> Json:
    """Return the land under every map, stepped."""
    return stepped(layer("land").load(store.package).geometry.iloc[0])
