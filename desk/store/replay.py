"""The audit read anew: whether its chain holds, and whether the rows are what it tells."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.store.ledger import FIRST, digest
from desk.store.schema import AUDIT, AUDITED, PAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from desk.store.opening import Store

Rows = dict[tuple[str, int], dict[str, Any]]


def faults(store: Store) -> list[str]:
    """Return what is wrong with the audit or with the rows it tells of, one sentence each: none where all holds."""
    with store.reading() as connection:
        entries = [dict(each) for each in connection.execute(select(AUDIT).order_by(AUDIT.c.number)).mappings()]
        return [*chain(entries), *_differences(replayed(entries), rows(connection)), *_pages(connection)]


def head(store: Store) -> tuple[int, str]:
    """Return the last entry's number and hash: kept elsewhere, they tell an audit that was cut short."""
    with store.reading() as connection:
        last = connection.execute(select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)).first()
    return (last.number, last.hash) if last else (0, FIRST)


def chain(entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a sentence for each entry that is not what it was when it was written, or does not follow the one before."""
    number, before = 0, FIRST
    for entry in entries:
        number += 1
        if entry["number"] != number:
            yield f"Audit entry {number} is missing."
            number = entry["number"]
        elif entry["before"] != before:
            yield f"Audit entry {number} does not follow entry {number - 1}."
        if digest(entry) != entry["hash"]:
            yield f"Audit entry {number} was changed after it was written."
        before = entry["hash"]


def replayed(entries: Iterable[Mapping[str, Any]]) -> Rows:
    """Return the rows that the audit tells of, by table and id."""
    told: Rows = {}
    for entry in entries:
        row = told.setdefault((entry["table_name"], entry["row_id"]), {"id": entry["row_id"]})
        row[entry["column_name"]] = json.loads(entry["new"])
    return told


def rows(connection: Connection) -> Rows:
    """Return the rows as they stand, by table and id; a page without its bytes, which its SHA-256 stands for."""
    stand: Rows = {}
    for table in AUDITED:
        columns = [column for column in table.c if column is not PAGES.c.content]
        for row in connection.execute(select(*columns)).mappings():
            stand[table.name, row["id"]] = dict(row)
    return stand


def _differences(told: Rows, stand: Rows) -> Iterator[str]:
    for key in sorted(told.keys() | stand.keys()):
        name, row_id = key
        if key not in stand:
            yield f"Row {row_id} of {name} is in the audit and not in the store."
        elif key not in told:
            yield f"Row {row_id} of {name} is in the store and not in the audit."
        elif told[key] != stand[key]:
            yield f"Row {row_id} of {name} is not what the audit tells."


def _pages(connection: Connection) -> Iterator[str]:
    for page in connection.execute(select(PAGES.c.id, PAGES.c.sha256, PAGES.c.content)):
        if hashlib.sha256(page.content).hexdigest() != page.sha256:
            yield f"The bytes of page {page.id} are not those that came."
