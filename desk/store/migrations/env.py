"""What alembic runs: the steps, on the connection and in the transaction of whoever opens the store."""

from __future__ import annotations

from alembic import context

from desk.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
