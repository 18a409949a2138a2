"""Announcements: what is to go out, told before it does; only appended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "3"
down_revision = "2"
branch_labels = None
depends_on = None

TABLE = "announcements"
COLUMNS = ("version", "sha256", "decisions", "folder", "at", "issuer", "subject")


def upgrade() -> None:
    """Make the table, and the triggers that keep it only appended."""
    key = sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)
    op.create_table(TABLE, key, *(sa.Column(name, sa.Text, nullable=False) for name in COLUMNS))
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_appended()"
        )
    else:
        _guard_sqlite()


def _guard_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is only appended'); END"
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {TABLE}_{act.lower()} BEFORE {act} ON {TABLE} {refusal}")
    # INSERT OR REPLACE deletes without a trigger: whatever is not the next one is refused before.
    rule = f"WHEN NEW.id IN (SELECT id FROM {TABLE})"  # noqa: S608 -- of our own name
    op.execute(f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} {rule} {refusal}")
