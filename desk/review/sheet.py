"""The sheet of one event: its values as an editor has judged them, a list of items by field, as JSON holds them.

An item is a value with its quote, the rule that made it and its verdict. What an editor gives without a quote is an
editor's judgement, and needs a reason. Functions return new lists and leave those that they were given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk.store.errors import RefusedError
from desk.value import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Item = dict[str, Any]
Fields = dict[str, Any]
OPEN, ACCEPTED, REJECTED = "proposed", "accepted", "rejected"
JUDGEMENT = "editor's judgement"
# Fields that hold one value at most: to accept another rejects the one before.
SINGLE = ("kind", "when", "place", "position", "headline", "publisher", "published", "language")


def begun(items: Iterable[Item]) -> list[Item]:
    """Return what the rules propose for a field as the items of a sheet, none of them judged."""
    return [{**item, "verdict": OPEN, "why": ""} for item in items]


def judged(items: list[Item], at: int, verdict: str) -> list[Item]:
    """Return a field with one item accepted or rejected, or open again."""
    return [{**item, "verdict": verdict} if number == at else item for number, item in enumerate(items)]


def accepted_alone(items: list[Item], at: int) -> list[Item]:
    """Return a field of one value with this item accepted and the others rejected."""
    return [{**item, "verdict": ACCEPTED if number == at else REJECTED} for number, item in enumerate(items)]


def accepted(items: list[Item], at: int, field: str) -> list[Item]:
    """Return a field with one item accepted."""
    return accepted_alone(items, at) if field in SINGLE else judged(items, at, ACCEPTED)


def chosen(items: list[Item], at: int, other: int) -> list[Item]:
    """Return a field in which an item gives way to another candidate of its own, and becomes a candidate of that."""
    item = items[at]
    rivals = list(item["others"])
    rival = rivals[other]
    kept = {key: item[key] for key in ("value", "more", "start", "end", "quote", "reasoning")}
    rivals[other] = kept
    new = {**item, **rival, "others": rivals, "verdict": OPEN}
    return [new if number == at else each for number, each in enumerate(items)]


def added(items: list[Item], field: str, value: object, more: Mapping[str, Any], why: str) -> list[Item]:
    """Return a field with an editor's judgement, accepted. Raises RefusedError where it has no reason."""
    if not why.strip():
        raise RefusedError("A value without a quote is an editor's judgement and needs a reason: say why, then save again.")
    new = {"value": value, "more": dict(more), "start": 0, "end": 0, "quote": "", "rule": JUDGEMENT, "reasoning": ""}
    both = [*items, {**new, "others": [], "verdict": OPEN, "why": why.strip()}]
    return accepted(both, len(both) - 1, field)


def reasoned(items: list[Item], at: int, why: str) -> list[Item]:
    """Return a field with the reason for an item that has no quote."""
    return [{**item, "why": why.strip()} if number == at else item for number, item in enumerate(items)]


def taken(fields: Mapping[str, Any], field: str) -> list[Item]:
    """Return the accepted items of a field."""
    return [item for item in fields.get(field) or [] if item["verdict"] == ACCEPTED]


def value(fields: Mapping[str, Any], field: str) -> Any:  # noqa: ANN401 -- whatever the field holds
    """Return the accepted value of a field of one value, None where none is."""
    items = taken(fields, field)
    return items[0]["value"] if items else None


def more(fields: Mapping[str, Any], field: str) -> dict[str, Any]:
    """Return the further parts of the accepted value of a field of one value."""
    items = taken(fields, field)
    return dict(items[0]["more"]) if items else {}


def waiting(fields: Mapping[str, Any]) -> list[tuple[str, int]]:
    """Return the items that are neither accepted nor rejected, by field and number."""
    return [
        (field, number) for field in FIELDS for number, item in enumerate(fields.get(field) or []) if item["verdict"] == OPEN
    ]


def words(fields: Mapping[str, Any], field: str) -> str:
    """Return an editor's own words for a field, "" where there are none."""
    return str(fields.get(field) or "").strip()
