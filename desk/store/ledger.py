"""Every write goes through here: the row and its audit entries in one transaction, each with the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from desk.store.author import check
from desk.store.errors import Change, ConflictError, RefusedError
from desk.store.schema import AUDIT, DRAFTS, PAGES, PROPOSALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row, RowMapping, Table

    from desk.store.author import Author

FIRST = "0" * 64
HASHED = ("number", "at", "issuer", "subject", "table_name", "row_id", "column_name", "old", "new", "why", "before")
# Columns that tell a person what changed.
SHOWN = ("value", "verdict", "role")


@dataclass(frozen=True)
class Entry:
    """One write of one author, at one time, for one reason."""

    connection: Connection
    author: Author
    why: str
    at: str

    @property
    def stamp(self) -> dict[str, str]:
        """When and by whom, as columns."""
        return {"at": self.at, "issuer": self.author.issuer, "subject": self.author.subject}


def entry(connection: Connection, author: Author, why: str = "") -> Entry:
    """Return an entry that is made now."""
    return Entry(connection, author, why, datetime.now(UTC).isoformat(timespec="microseconds"))


def packed(value: object) -> str:
    """Return a value as JSON, the same for equal values. Raises RefusedError where JSON cannot hold it."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise RefusedError(
            f"A value cannot be kept ({error}); expected text, numbers, lists and names as JSON has them."
        ) from error


def digest(values: Mapping[str, Any]) -> str:
    """Return the hash of an audit entry: SHA-256 of all that it says, the hash before it among that."""
    return hashlib.sha256(packed([values[name] for name in HASHED]).encode()).hexdigest()


def add(making: Entry, table: Table, values: dict[str, Any]) -> int:
    """Add a row with its audit entries. Returns its id."""
    check(values)
    row_id = int(making.connection.execute(insert(table).values(values).returning(table.c.id)).scalar_one())
    told = {name: value for name, value in values.items() if (table.name, name) != (PAGES.name, "content")}
    _append(making, table, row_id, {name: (None, packed(value)) for name, value in told.items()})
    return row_id


def change(making: Entry, table: Table, row: RowMapping, version: int, values: dict[str, Any]) -> None:
    """Change a row that is still at a version, with its audit entries. Raises ConflictError where another was faster."""
    check(values)
    values = values | {"version": version + 1}
    statement = update(table).where(table.c.id == row["id"], table.c.version == version).values(values)
    if making.connection.execute(statement).rowcount != 1:
        raise ConflictError(*_since(making.connection, table, row, version))
    changed = {name: (packed(row[name]), packed(value)) for name, value in values.items() if row[name] != value}
    _append(making, table, row["id"], changed)


def _append(making: Entry, table: Table, row_id: int, changed: Mapping[str, tuple[str | None, str]]) -> None:
    last = making.connection.execute(select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)).first()
    number, before = (int(last.number), str(last.hash)) if last else (0, FIRST)
    check({"why": making.why})
    entries = []
    # The version comes last: what stands after it came after it.
    for name in sorted(changed, key=lambda name: (name == "version", name)):
        number += 1
        old, new = changed[name]
        values = {"number": number, "table_name": table.name, "row_id": row_id, "column_name": name, "old": old, "new": new}
        values |= {"why": making.why, "before": before, **making.stamp}
        before = values["hash"] = digest(values)
        entries.append(values)
    making.connection.execute(insert(AUDIT), entries)


def _since(connection: Connection, table: Table, row: RowMapping, version: int) -> tuple[str, tuple[Change, ...]]:
    mine = (AUDIT.c.table_name == table.name) & (AUDIT.c.row_id == row["id"])
    mark = connection.execute(
        select(AUDIT.c.number).where(mine, AUDIT.c.column_name == "version", AUDIT.c.new == packed(version))
    ).scalar()
    fields = {int(row["id"]): str(row["field"])} if table is DRAFTS else {}
    if table is PROPOSALS:
        drafts = connection.execute(select(DRAFTS.c.id, DRAFTS.c.field).where(DRAFTS.c.proposal_id == row["id"]))
        fields = {int(each.id): str(each.field) for each in drafts}
        mine |= (AUDIT.c.table_name == DRAFTS.name) & AUDIT.c.row_id.in_(fields)
    shown = AUDIT.c.column_name.in_(SHOWN)
    entries = connection.execute(select(AUDIT).where(mine, shown, AUDIT.c.number > (mark or 0)).order_by(AUDIT.c.number))
    changes = tuple(
        Change(each.at, each.subject, _named(each, fields), json.loads(each.old or "null"), json.loads(each.new))
        for each in entries
    )
    return f"{table.name.removesuffix('s')} {row['id']}".capitalize(), changes


def _named(each: Row[Any], fields: dict[int, str]) -> str:
    return fields[each.row_id] if each.table_name == DRAFTS.name else str(each.column_name)
