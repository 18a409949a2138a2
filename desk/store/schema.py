"""The store's tables. Times are UTC in ISO 8601, values are JSON: the same text on each database, so one hash holds."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=True)


def _author() -> tuple[Column[str], ...]:
    return (
        Column("at", Text, nullable=False),
        Column("issuer", Text, nullable=False),
        Column("subject", Text, nullable=False),
    )


# The bytes as they came. The same bytes are one page, however often they come; each coming is an arrival.
PAGES = Table(
    "pages",
    METADATA,
    _key(),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
ARRIVALS = Table(
    "arrivals",
    METADATA,
    _key(),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("address", Text),
    *_author(),
)
# One event that a page tells of, as the desk works on it. Its version rises with every draft and decision.
PROPOSALS = Table(
    "proposals",
    METADATA,
    _key(),
    Column("page_id", ForeignKey("pages.id"), nullable=False),
    Column("event", Integer, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("page_id", "event"),
)
DRAFTS = Table(
    "drafts",
    METADATA,
    _key(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("proposal_id", "field"),
)
# `fields` are the drafts as they were decided on; an undoing names the decision that it undoes and has no verdict.
DECISIONS = Table(
    "decisions",
    METADATA,
    _key(),
    Column("proposal_id", ForeignKey("proposals.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("target", Text),
    Column("fields", Text, nullable=False),
    Column("undoes", ForeignKey("decisions.id"), unique=True),
    Column("why", Text, nullable=False),
    *_author(),
)
ROLES = Table(
    "roles",
    METADATA,
    _key(),
    Column("issuer", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("issuer", "subject"),
)


def _published(name: str) -> Table:
    columns = [Column(each, Text, nullable=False) for each in ("version", "sha256", "decisions", "folder")]
    return Table(name, METADATA, _key(), *columns, *_author())


# A version of the data package that went out: the hash of its descriptor, which holds those of its tables, the decisions
# that stood, and the folder that it went to. It is announced before.
ANNOUNCEMENTS = _published("announcements")
PUBLICATIONS = _published("publications")
# The phrases by which the same article is known again, and the address that the page itself names.
PRINTS = Table(
    "prints",
    METADATA,
    _key(),
    Column("page_id", ForeignKey("pages.id"), nullable=False, unique=True),
    Column("address", Text, nullable=False),
    Column("phrases", Text, nullable=False),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    *_author(),
    Column("table_name", Text, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("column_name", Text, nullable=False),
    Column("old", Text),
    Column("new", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

# What the audit tells of, and may be made anew from it.
AUDITED = (PAGES, ARRIVALS, PROPOSALS, DRAFTS, DECISIONS, ROLES, ANNOUNCEMENTS, PUBLICATIONS, PRINTS)
