"""Publications, each an event that is only appended, and the phrases by which the same article is known again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

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
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {TABLE}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_appended()"
        )
    else:
        _guard_sqlite()


def _key() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _guard_sqlite() -> None:
    refusal = f"BEGIN SELECT RAISE(ABORT, '{TABLE} is only appended'); END"
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {TABLE}_{act.lower()} BEFORE {act} ON {TABLE} {refusal}")
    # INSERT OR REPLACE deletes without a trigger: whatever is not the next one is refused before.
    rule = f"WHEN NEW.id IN (SELECT id FROM {TABLE})"  # noqa: S608 -- of our own name
    op.execute(f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} {rule} {refusal}")
