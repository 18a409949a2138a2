"""Publications, each an event that is only appended, and the phrases by which the same article is known again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from desk.store.migrations import appended

revision = "2"
down_revision = "1"
branch_labels = None
depends_on = None

TABLE = "publications"


def upgrade() -> None:
    """Make the two tables, and the triggers that keep publications only appended."""
    op.create_table(
        TABLE,
        _key(),
        *_text("version", "sha256", "decisions", "folder", "at", "issuer", "subject"),
    )
    op.create_table(
        "prints",
        _key(),
        sa.Column("page_id", sa.Integer, sa.ForeignKey("pages.id"), nullable=False, unique=True),
        *_text("address", "phrases"),
    )
    appended.guard(TABLE)


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
