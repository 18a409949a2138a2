"""What is accepted at the desk and not published yet: marks on the map for editors alone."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy.exc import SQLAlchemyError

from desk.publish import base, identity, rows
from desk.review.needs import NEW
from desk.store import opening, replay, roles, shown
from desk.store.errors import StoreError
from record import opening as files
from record import reading
from record.faults import UnreadableFileError
from views.parts import editor, visitor
from words import dates

if TYPE_CHECKING:
    from desk.publish.base import Base
    from desk.store.opening import Store


class Mark(NamedTuple):
    """A clash or development that is decided on and not published, with its position in EPSG:4326 degrees."""

    proposal: int
    page: int
    feature: str
    title: str
    days: str
    lon_deg: float
    lat_deg: float
    precision_m: float


def marks() -> list[Mark]:
    """Return the marks for this session: none for whoever is no editor, and none where there is no desk yet."""
    if not (visitor.there() and opening.begun()):
        return []
    try:
        store = editor.store()
        # Whoever has an account at the provider may have signed in: the role tells an editor.
        if not roles.works(roles.of(store, visitor.author())):
            return []
        return _marks(store, replay.head(store), _base(*_stamp()))
    except (StoreError, SQLAlchemyError, UnreadableFileError, OSError):
        # The map is there without them; the Desk page says what is wrong.
        return []


def message() -> list[dict[str, Any]]:
    """Return the marks as the map has them."""
    return [
        {
            "at": [mark.lat_deg, mark.lon_deg],
            "radius": mark.precision_m,
            "says": f"Unpublished: {mark.title}, {mark.days}",
            "page": mark.page,
        }
        for mark in marks()
    ]


def _stamp() -> tuple[str, int]:
    path = reading.place() / files.DESCRIPTOR
    return str(reading.place()), path.stat().st_mtime_ns


@lru_cache(maxsize=2)
def _base(_place: str, _time_ns: int) -> Base:
    return base.read(reading.place())


@lru_cache(maxsize=8)
def _marks(store: Store, _head: tuple[int, str], before: Base) -> list[Mark]:
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return [mark for decided in shown.standing(store) if decided.verdict in NEW and (mark := _mark(decided, before, today))]


def _mark(decided: shown.Decided, before: Base, today: str) -> Mark | None:
    """Return the mark of a decision, None where it is published, lacks something or has no place."""
    try:
        made, _ = rows.of(decided, before, {}, today)
    except rows.Unpublishable:
        return None
    feature = next((each.row for each in made if each.table in NEW.values()), None)
    place = before.places.get(feature["place"]) if feature else None
    if feature is None or place is None:
        return None
    at = feature if "lon_deg" in feature else place
    when = str(decided.fields["when"][0]["value"]) if decided.fields.get("when") else feature["date_start"]
    return Mark(
        decided.proposal_id,
        decided.page_id,
        identity.feature(decided.verdict, decided.fields),
        feature["title"],
        dates.published_words(feature["date_start"] if len(when) == 10 else when),
        float(at["lon_deg"]),
        float(at["lat_deg"]),
        float(at["precision_m"] or rows.NEAR_M),
    )
