"""Announcements: what is to go out, told before it does; only appended."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk.store.migrations import appended

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
    appended.guard(TABLE)
