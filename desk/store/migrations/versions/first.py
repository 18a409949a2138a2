"""The first form of the store: seven tables, and the triggers that keep the audit and the decisions only appended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None
branch_labels = None
depends_on = None

APPENDED = ("audit", "decisions")


def upgrade() -> None:
    """Make the tables and their triggers."""
    _pages()
    _work()
    _people()
    if op.get_bind().dialect.name == "postgresql":
        _guard_postgresql()
    else:
        _guard_sqlite()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _to(name: str, table: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=False)


def _pages() -> None:
    op.create_table(
        "pages",
        _key(),
        sa.Column("sha256", sa.Text, nullable=False, unique=True),
        *_text("name"),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "arrivals", _key(), _to("page_id", "pages"), sa.Column("address", sa.Text), *_text("at", "issuer", "subject")
    )


def _work() -> None:
    op.create_table(
        "proposals",
        _key(),
        _to("page_id", "pages"),
        _number("event"),
        *_text("verdict"),
        _number("version"),
        sa.UniqueConstraint("page_id", "event"),
    )
    op.create_table(
        "drafts",
        _key(),
        _to("proposal_id", "proposals"),
        *_text("field", "value"),
        _number("version"),
        sa.UniqueConstraint("proposal_id", "field"),
    )
    op.create_table(
        "decisions",
        _key(),
        _to("proposal_id", "proposals"),
        *_text("verdict"),
        sa.Column("target", sa.Text),
        *_text("fields"),
        sa.Column("undoes", sa.Integer, sa.ForeignKey("decisions.id"), unique=True),
        *_text("why", "at", "issuer", "subject"),
    )


def _people() -> None:
    op.create_table(
        "roles", _key(), *_text("issuer", "subject", "role"), _number("version"), sa.UniqueConstraint("issuer", "subject")
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        *_text("at", "issuer", "subject", "table_name"),
        _number("row_id"),
        *_text("column_name"),
        sa.Column("old", sa.Text),
        *_text("new", "why", "before", "hash"),
    )


def _guard_sqlite() -> None:
    for table in APPENDED:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is only appended'); END"
            )
    # INSERT OR REPLACE deletes without a trigger: whatever is not the next one is refused before.
    for table, key in (("audit", "number"), ("decisions", "id")):
        op.execute(
            f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} WHEN NEW.{key} IN (SELECT {key} FROM {table}) "  # noqa: S608 -- of our own names
            f"BEGIN SELECT RAISE(ABORT, '{table} is only appended'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION only_appended() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is only appended', TG_TABLE_NAME; END $$"
    )
    for table in APPENDED:
        op.execute(
            f"CREATE TRIGGER {table}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_appended()"
        )
