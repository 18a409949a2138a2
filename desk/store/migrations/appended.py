"""What keeps a table only appended, for the steps that make one. Like them it never changes: a store may begin at any."""

from __future__ import annotations

from alembic import op


def guard(table: str) -> None:
    """Let a table's rows be neither changed nor taken away. On PostgreSQL the first step's function refuses it."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_appended BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_appended()"
        )
        return
    refusal = f"BEGIN SELECT RAISE(ABORT, '{table} is only appended'); END"
    for act in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER {table}_{act.lower()} BEFORE {act} ON {table} {refusal}")
    # INSERT OR REPLACE deletes without a trigger: whatever is not the next one is refused before.
    rule = f"WHEN NEW.id IN (SELECT id FROM {table})"  # noqa: S608 -- of our own name
    op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} {rule} {refusal}")
