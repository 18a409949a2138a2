"""What is read of the store: pages, a proposal with its drafts, and the history of either."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.store.schema import ARRIVALS, AUDIT, DECISIONS, DRAFTS, PAGES, PRINTS, PROPOSALS, PUBLICATIONS

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


def page(store: Store, page_id: int) -> RowMapping | None:
    """Return a page as it came: its name, bytes, SHA-256, and the first address and time that it came with."""
    wanted = select(PAGES, ARRIVALS.c.address, ARRIVALS.c.at).join_from(PAGES, ARRIVALS).where(PAGES.c.id == page_id)
    with store.reading() as connection:
        # The first that has an address: a file that was dropped before has none.
        return connection.execute(wanted.order_by(ARRIVALS.c.address.is_(None), ARRIVALS.c.id)).mappings().first()


def came_from(store: Store, address: str) -> bool:
    """Tell whether a page has come from this address."""
    with store.reading() as connection:
        return connection.execute(select(ARRIVALS.c.id).where(ARRIVALS.c.address == address).limit(1)).first() is not None


@dataclass(frozen=True)
class Print:
    """A page's phrases, and the addresses that it came from or names itself."""

    page_id: int
    name: str
    addresses: frozenset[str]
    phrases: frozenset[str]


def without_print(store: Store) -> list[int]:
    """Return the ids of the pages whose phrases are not kept yet."""
    wanted = select(PAGES.c.id).where(PAGES.c.id.not_in(select(PRINTS.c.page_id))).order_by(PAGES.c.id)
    with store.reading() as connection:
        return [int(row.id) for row in connection.execute(wanted)]


def prints(store: Store) -> list[Print]:
    """Return the phrases of the pages, the first that came first."""
    wanted = select(PRINTS, PAGES.c.name).join_from(PRINTS, PAGES).order_by(PRINTS.c.page_id)
    addresses: dict[int, set[str]] = {}
    with store.reading() as connection:
        rows = connection.execute(wanted).all()
        for row in connection.execute(select(ARRIVALS.c.page_id, ARRIVALS.c.address)):
            addresses.setdefault(row.page_id, set()).add(row.address or "")
    return [
        Print(
            row.page_id, row.name, frozenset(addresses[row.page_id] | {row.address}) - {""}, frozenset(row.phrases.split())
        )
        for row in rows
    ]


def publications(store: Store) -> list[RowMapping]:
    """Return what was published from this desk, the newest first: version, hash, decisions, folder, when and by whom."""
    with store.reading() as connection:
        return list(connection.execute(select(PUBLICATIONS).order_by(PUBLICATIONS.c.id.desc())).mappings())


def of_page(store: Store, page_id: int) -> list[int]:
    """Return the ids of a page's proposals, in the order of its events."""
    wanted = select(PROPOSALS.c.id).where(PROPOSALS.c.page_id == page_id).order_by(PROPOSALS.c.event)
    with store.reading() as connection:
        return [int(row.id) for row in connection.execute(wanted)]


@dataclass(frozen=True)
class Decided:
    """A decision that stands: what, on which row, with the fields as they were, and of which page it is."""

    proposal_id: int
    verdict: str
    target: str | None
    fields: dict[str, Any]
    why: str
    page_id: int
    came: str
    decision_id: int = 0


def standing(store: Store) -> list[Decided]:
    """Return the decisions that stand, one a proposal, by the proposals' ids."""
    undone = select(DECISIONS.c.undoes).where(DECISIONS.c.undoes.is_not(None))
    last = (
        select(func.max(DECISIONS.c.id))
        .where(DECISIONS.c.undoes.is_(None), DECISIONS.c.id.not_in(undone))
        .group_by(DECISIONS.c.proposal_id)
    )
    came = select(func.min(ARRIVALS.c.at)).where(ARRIVALS.c.page_id == PROPOSALS.c.page_id).scalar_subquery()
    wanted = (
        select(DECISIONS, PROPOSALS.c.page_id, came.label("came"))
        .join_from(DECISIONS, PROPOSALS, DECISIONS.c.proposal_id == PROPOSALS.c.id)
        .where(DECISIONS.c.id.in_(last))
        .order_by(DECISIONS.c.proposal_id)
    )
    with store.reading() as connection:
        rows = connection.execute(wanted).all()
    return [
        Decided(
            row.proposal_id,
            row.verdict,
            row.target,
            json.loads(row.fields),
            row.why,
            row.page_id,
            str(row.came)[:10],
            row.id,
        )
        for row in rows
    ]


def undecided(store: Store) -> list[str]:
    """Return the names of the pages of which an event waits for a decision, or which nobody has opened."""
    waits = select(PROPOSALS.c.page_id).where(PROPOSALS.c.verdict == "")
    opened = select(PROPOSALS.c.page_id)
    wanted = select(PAGES.c.name).where(PAGES.c.id.in_(waits) | PAGES.c.id.not_in(opened)).order_by(PAGES.c.id)
    with store.reading() as connection:
        return [str(row.name) for row in connection.execute(wanted)]


def states(store: Store) -> dict[int, list[str]]:
    """Return the verdicts of each page's events by the page's id, "" where undecided."""
    by_page: dict[int, list[str]] = {}
    with store.reading() as connection:
        for row in connection.execute(select(PROPOSALS.c.page_id, PROPOSALS.c.verdict).order_by(PROPOSALS.c.id)):
            by_page.setdefault(row.page_id, []).append(row.verdict)
    return by_page


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
