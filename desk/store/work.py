"""What an editor does: bring a page, open an event of it, draft a field, decide, undo. Each is one transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk import intake
from desk.store import ledger, roles
from desk.store.author import check
from desk.store.errors import RefusedError
from desk.store.schema import ARRIVALS, DECISIONS, DRAFTS, PAGES, PRINTS, PROPOSALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, RowMapping, Table

    from desk.store.author import Author
    from desk.store.ledger import Entry
    from desk.store.opening import Store

VERDICTS = (
    "adds a report",
    "adds the other side's account",
    "corrects",
    "new clash",
    "new development",
    "not for us",
    "later",
)
UNDECIDED = ""


@dataclass(frozen=True)
class Brought:
    """A page's id, and whether its bytes were there before."""

    page_id: int
    known: bool


@dataclass(frozen=True)
class Sketch:
    """What a field is drafted as: anything that JSON holds (the value, its quote and rule), and why, where it is asked."""

    field: str
    value: Any
    why: str = ""


@dataclass(frozen=True)
class Decision:
    """What is decided: the verdict, the row of the record that it is about, and why."""

    verdict: str
    target: str | None = None
    why: str = ""


def bring(store: Store, by: Author, name: str, content: bytes, address: str | None = None) -> Brought:
    """Store a page as it came. The same bytes are recognised, and their coming again is noted."""
    if len(content) > intake.LARGEST:
        raise RefusedError(f"{name} has {len(content):,} bytes, more than the {intake.LARGEST:,} that the desk takes.")
    digest = hashlib.sha256(content).hexdigest()
    with store.writing() as connection:
        making = _begun(connection, by, "brought")
        known = connection.execute(select(PAGES.c.id).where(PAGES.c.sha256 == digest)).scalar()
        page_id = known or ledger.add(making, PAGES, {"sha256": digest, "name": name, "content": content})
        ledger.add(making, ARRIVALS, {"page_id": page_id, "address": address, **making.stamp})
    return Brought(page_id, known is not None)


def keep_print(store: Store, by: Author, page_id: int, address: str, phrases: Iterable[str]) -> None:
    """Keep the phrases of a page that has none yet, and the address that it names itself ("" for none)."""
    with store.writing() as connection:
        making = _begun(connection, by, "read")
        _row(connection, PAGES, page_id, PAGES.c.id)
        if connection.execute(select(PRINTS.c.id).where(PRINTS.c.page_id == page_id)).first() is None:
            ledger.add(making, PRINTS, {"page_id": page_id, "address": address, "phrases": " ".join(phrases)})


def propose(store: Store, by: Author, page_id: int, event: int = 0, sketches: tuple[Sketch, ...] = ()) -> int:
    """Open one event of a page for work, with what is proposed for its fields. Returns its id.

    Whoever opens it again gets the same id, and finds its fields as they were left.
    """
    with store.writing() as connection:
        making = _begun(connection, by, "opened")
        _row(connection, PAGES, page_id, PAGES.c.id)
        same = (PROPOSALS.c.page_id == page_id) & (PROPOSALS.c.event == event)
        there = connection.execute(select(PROPOSALS.c.id).where(same)).scalar()
        if there:
            return int(there)
        proposal_id = ledger.add(making, PROPOSALS, {"page_id": page_id, "event": event, "verdict": UNDECIDED, "version": 1})
        for sketch in sketches:
            new = {"proposal_id": proposal_id, "field": sketch.field, "value": ledger.packed(sketch.value), "version": 1}
            ledger.add(making, DRAFTS, new)
        return proposal_id


def draft(store: Store, by: Author, proposal_id: int, sketch: Sketch, version: int) -> int:
    """Keep what an editor has made of a field so far. Returns the draft's new version.

    `version` is that of the draft which the editor saw, 0 where there was none. Raises ConflictError where another editor
    was faster, StoreError where the store could not write or the person may not.
    """
    check({"field": sketch.field})
    with store.writing() as connection:
        making = _begun(connection, by, sketch.why)
        proposal = _row(connection, PROPOSALS, proposal_id)
        same = (DRAFTS.c.proposal_id == proposal_id) & (DRAFTS.c.field == sketch.field)
        row = connection.execute(select(DRAFTS).where(same)).mappings().first()
        if row:
            ledger.change(making, DRAFTS, row, version, {"value": ledger.packed(sketch.value)})
        else:
            version = 0
            new = {"proposal_id": proposal_id, "field": sketch.field, "value": ledger.packed(sketch.value), "version": 1}
            ledger.add(making, DRAFTS, new)
        # Whoever is about to decide on the proposal has not seen this draft.
        ledger.change(making, PROPOSALS, proposal, int(proposal["version"]), {})
    return version + 1


def decide(store: Store, by: Author, proposal_id: int, decision: Decision, version: int) -> int:
    """Decide on a proposal as its drafts stand, appended as an event. Returns the decision's id.

    Raises ConflictError where any draft or decision came in since the version that the editor saw, StoreError where the
    store could not write or the person may not.
    """
    if decision.verdict not in VERDICTS:
        raise RefusedError(f"{decision.verdict!r} is no verdict; expected one of {', '.join(VERDICTS)}.")
    with store.writing() as connection:
        making = _begun(connection, by, decision.why)
        proposal = _row(connection, PROPOSALS, proposal_id)
        ledger.change(making, PROPOSALS, proposal, version, {"verdict": decision.verdict})
        drafts = connection.execute(select(DRAFTS.c.field, DRAFTS.c.value).where(DRAFTS.c.proposal_id == proposal_id))
        fields = ledger.packed({each.field: json.loads(each.value) for each in drafts})
        made = {"verdict": decision.verdict, "target": decision.target, "fields": fields, "undoes": None}
        return _decision(making, proposal_id, made)


def undo(store: Store, by: Author, proposal_id: int, version: int, why: str = "") -> int:
    """Undo the decision that stands, by one more event; the one before it stands again. Returns the undoing's id."""
    with store.writing() as connection:
        making = _begun(connection, by, why)
        proposal = _row(connection, PROPOSALS, proposal_id)
        standing = _standing(connection, proposal_id)
        verdict = str(standing[-2]["verdict"]) if len(standing) > 1 else UNDECIDED
        # A conflict is told before the lack of a decision, which may be its effect.
        ledger.change(making, PROPOSALS, proposal, version, {"verdict": verdict})
        if not standing:
            raise RefusedError(f"Proposal {proposal_id} has no decision to undo.")
        undone = {"verdict": UNDECIDED, "target": None, "fields": "{}", "undoes": standing[-1]["id"]}
        return _decision(making, proposal_id, undone)


def _begun(connection: Connection, by: Author, why: str) -> Entry:
    roles.require(connection, by, "editor")
    return ledger.entry(connection, by, why)


def _row(connection: Connection, table: Table, row_id: int, *columns: Any) -> RowMapping:  # noqa: ANN401 -- any column
    row = connection.execute(select(*(columns or (table,))).where(table.c.id == row_id)).mappings().first()
    if row is None:
        raise RefusedError(f"The desk has no {table.name.removesuffix('s')} {row_id}; reload its list.")
    return row


def _decision(making: Entry, proposal_id: int, values: dict[str, Any]) -> int:
    return ledger.add(making, DECISIONS, {"proposal_id": proposal_id, **values, "why": making.why, **making.stamp})


def _standing(connection: Connection, proposal_id: int) -> list[RowMapping]:
    rows = connection.execute(select(DECISIONS).where(DECISIONS.c.proposal_id == proposal_id).order_by(DECISIONS.c.id))
    standing: list[RowMapping] = []
    for row in rows.mappings():
        if row["undoes"] is None:
            standing.append(row)
        else:
            standing.pop()
    return standing
