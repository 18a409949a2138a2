"""Where the store is, how it is opened, and its reading and writing transactions."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine, event, make_url, text

from desk.store.errors import StoreError
from desk.store.place import named, own
from desk.store.speaking import spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
# Seconds that a write waits for another one.
PATIENCE = 30.0
# Any number that no other program takes in the same database.
OPENING = 7_061_728


@dataclass(frozen=True)
class Store:
    """An open store."""

    engine: Engine

    def close(self) -> None:
        """Close its connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the store. Raises StoreError."""
        level = {"isolation_level": "REPEATABLE READ"} if _served(self.engine) else {}
        with spoken(), self.engine.execution_options(**level).begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection that writes alone, all or nothing: the audit is one chain. Raises StoreError."""
        with spoken(), self.engine.execution_options(writes=True).begin() as connection:
            if _served(self.engine):
                connection.execute(text("LOCK TABLE audit IN EXCLUSIVE MODE"))
            yield connection


def place() -> str:
    """Return the store's SQLAlchemy URL: SOUNDINGS_DESK, or a SQLite file in the user's data folder."""
    return named() or URL.create("sqlite", database=str(own())).render_as_string(hide_password=False)


def begun() -> bool:
    """Tell whether there is a store at its place, without making one."""
    url = make_url(place())
    return url.get_backend_name() != "sqlite" or bool(url.database and Path(url.database).is_file())


def opened(address: str | None = None, *, patience: float = PATIENCE) -> Store:
    """Open the store at a SQLAlchemy URL, made or brought up to date first. Raises StoreError."""
    with spoken():
        url = make_url(address or place())
        if url.get_backend_name() not in {"sqlite", "postgresql"} or (
            url.drivername == "sqlite" and url.database in {None, "", ":memory:"}
        ):
            raise StoreError(
                f"SOUNDINGS_DESK names a store of kind {url.drivername!r}; expected sqlite:///FILE or postgresql+psycopg://…"
            )
        store = Store(
            _served_engine(url, patience) if url.get_backend_name() == "postgresql" else _file_engine(url, patience)
        )
        try:
            _bring_up_to_date(store)
        except BaseException:
            store.close()
            raise
    return store


def _served(engine: Engine) -> bool:
    return engine.dialect.name == "postgresql"


def _served_engine(url: URL, patience: float) -> Engine:
    # A connection that died while idle is replaced before it is used; a lock that is held for long is told.
    options = f"-c lock_timeout={round(patience * 1000)}"
    url = url.set(drivername="postgresql+psycopg")
    return create_engine(url, pool_pre_ping=True, pool_size=10, connect_args={"options": options, "connect_timeout": 10})


def _file_engine(url: URL, patience: float) -> Engine:
    folder = Path(url.database or "").resolve().parent
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # The stored pages are for editors alone; SQLite gives its further files the same permissions.
        (folder / Path(url.database or "").name).touch(mode=0o600)
    except OSError as error:
        raise StoreError(
            f"The desk's store cannot be made in {folder} ({error.strerror}); name another place by SOUNDINGS_DESK."
        ) from error
    engine = create_engine(url, connect_args={"timeout": patience})

    @event.listens_for(engine, "connect")
    def _prepare(raw: Any, _: object) -> None:  # noqa: ANN401 -- whatever the driver's connection is
        raw.isolation_level = None  # the driver begins nothing by itself
        for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON"):
            raw.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A write that took its lock late could find its reading out of date.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")

    return engine


def _bring_up_to_date(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)
    with store.engine.begin() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision == steps.get_current_head():
        return
    if revision not in {None, *(step.revision for step in steps.walk_revisions())}:
        raise StoreError(f"The desk's store was made by a newer Soundings (form {revision}); open it with that one.")
    with store.engine.execution_options(writes=True).begin() as connection:
        if _served(store.engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": OPENING})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
