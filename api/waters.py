"""The answers of `/api/claims` and `/api/overlaps.json`: what the Claims page shows, as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from question import address, parsers
from waters import computed, sentences, standing
from waters.lens import SENTENCES
from words import text

if TYPE_CHECKING:
    import datetime as dt

    from layers.store import Store
    from question.address import Query
    from question.view import View
    from waters.computed import Waters, Zone
    from waters.standing import Away


def at_point(store: Store, query: Query) -> dict[str, Any]:
    """Return every zone that contains a point, or may. Raises ValueError, in one sentence, for a query not understood."""
    lon, lat = (_degrees(query, key, most) for key, most in (("lon", 180), ("lat", 90)))
    view, sea = _view(store, query), computed.load(store.package)
    position = standing.at(sea, lon, lat).under(view.lens, view.end)
    return {
        **_header(store, view),
        "point": {"lon_deg": lon, "lat_deg": lat},
        "setting": {"kind": position.setting.kind, "words": position.setting.sentence},
        "in_counted_sea": position.in_sea,
        "says": sentences.whose(position, view.lens, view.end),
        "claimants": list(position.claimants),
        "claimed_by_none": position.claimed_by_none,
        "undetermined": list(position.doubtful),
        "zones": [_zone(sea, zone, "inside") for zone in position.inside]
        + [_zone(sea, zone, sentences.UNSURE) for zone in position.undetermined],
        "nearest_features": [_away(away) for away in standing.features(store.frames["places"], lon, lat)],
        "nearest_coasts": [_away(away) for away in standing.coasts(sea, lon, lat)],
    }


def matrix(store: Store, query: Query) -> dict[str, Any]:
    """Return the sea by who claims it. Raises ValueError, in one sentence, for a query not understood."""
    view, sea = _view(store, query), computed.load(store.package)
    shares = computed.shares(sea, view.lens, view.end)
    pairs = computed.matrix(shares)
    names = sorted({a for a, _ in pairs})
    return {
        **_header(store, view),
        "km2": round(sea.km2, 1),
        "claimed_by_two_or_more_km2": round(sum(s.km2 for s in computed.shared(shares)), 1),
        "matrix_km2": {a: {b: round(pairs.get((a, b), 0.0), 1) for b in names} for a in names},
        "sets": [{"states": list(s.states), "km2": round(s.km2, 1), "cells": list(s.cells)} for s in shares],
    }


def _degrees(query: Query, key: str, most: int) -> float:
    raw = address.taken(query, key, str)
    try:
        value = parsers.number(raw)
    except ValueError:
        value = float("nan")
    if not abs(value) <= most:
        value_words = f"“{text.plain(raw, longest=40)}”" if raw else "nothing"
        raise ValueError(f"“{key}” says {value_words}: expected decimal degrees from -{most} to {most}.")
    return value


def _view(store: Store, query: Query) -> View:
    view, complaints = store.parse({key: query[key] for key in ("lens", "to") if key in query})
    if complaints:
        raise ValueError(" ".join(complaints))
    return view


def _header(store: Store, view: View) -> dict[str, Any]:
    return {
        "version": store.package.version,
        "lens": view.lens,
        "lens_means": SENTENCES[view.lens],
        "as_of": str(view.end) if view.end else None,
    }


def _zone(sea: Waters, zone: Zone, verdict: str) -> dict[str, Any]:
    columns = {
        name: getattr(zone, name) for name in ("id", "claimant", "kind", "name", "award", "award_note", "reading", "note")
    }
    return columns | {
        "verdict": verdict,
        "accuracy_m": zone.accuracy_m,
        "valid_from": _iso(zone.first),
        "valid_to": _iso(zone.last),
        "instruments": list(zone.instruments),
        "reports": [{"id": r.id, "publisher": r.publisher, "url": r.url} for r in sea.reports[zone.id]],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _away(away: Away) -> dict[str, Any]:
    return {
        "name": away.name,
        "km": round(away.metres / 1000, 2),
        "nm": round(away.metres / 1852, 2),
        "bearing": away.bearing,
    }
