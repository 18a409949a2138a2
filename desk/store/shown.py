"""What is read of the store: pages, a proposal with its drafts, and the history of either."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.store.schema import ARRIVALS, AUDIT, DECISIONS, DRAFTS, PAGES, PROPOSALS

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from desk.store.opening import Store


@dataclass(frozen=True)
class Draft:
    """A field as it stands, and the version to write it anew with."""

    value: Any
    version: int


@dataclass(frozen=True)
class Proposal:
    """An event of a page on the desk: its verdict ("" where undecided), its version, and its drafts by field."""

    id: int
    page_id: int
    event: int
    verdict: str
    version: int
    drafts: dict[str, Draft]


def inbox(store: Store) -> list[RowMapping]:
    """Return the pages as they came: id, name, sha256, when first, from where, by whom; the newest first."""
    first = select(func.min(ARRIVALS.c.id)).group_by(ARRIVALS.c.page_id)
    wanted = select(
        PAGES.c.id, PAGES.c.name, PAGES.c.sha256, ARRIVALS.c.at, ARRIVALS.c.address, ARRIVALS.c.issuer, ARRIVALS.c.subject
    )
    with store.reading() as connection:
        pages = connection.execute(
            wanted.join_from(PAGES, ARRIVALS).where(ARRIVALS.c.id.in_(first)).order_by(PAGES.c.id.desc())
        )
        return list(pages.mappings())


def content(store: Store, page_id: int) -> bytes | None:
    """Return a page's bytes as they came, None where there is no such page."""
    with store.reading() as connection:
        return connection.execute(select(PAGES.c.content).where(PAGES.c.id == page_id)).scalar()


def proposal(store: Store, proposal_id: int) -> Proposal | None:
    """Return a proposal with its drafts, None where there is no such one."""
    with store.reading() as connection:
        row = connection.execute(select(PROPOSALS).where(PROPOSALS.c.id == proposal_id)).mappings().first()
        drafts = connection.execute(select(DRAFTS).where(DRAFTS.c.proposal_id == proposal_id).order_by(DRAFTS.c.field)).all()
    fields = {each.field: Draft(json.loads(each.value), each.version) for each in drafts}
    return Proposal(**row, drafts=fields) if row else None


def history(store: Store, proposal_id: int) -> list[RowMapping]:
    """Return all that was ever written of a proposal, its drafts and its decisions: the audit's entries, oldest first."""
    of = {table.name: select(table.c.id).where(table.c.proposal_id == proposal_id) for table in (DRAFTS, DECISIONS)}
    mine = (AUDIT.c.table_name == PROPOSALS.name) & (AUDIT.c.row_id == proposal_id)
    for name, rows in of.items():
        mine |= (AUDIT.c.table_name == name) & AUDIT.c.row_id.in_(rows)
    with store.reading() as connection:
        return list(connection.execute(select(AUDIT).where(mine).order_by(AUDIT.c.number)).mappings())
