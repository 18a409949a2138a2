"""The made-up pages, read once, and the desk's store on each database."""

from __future__ import annotations

import secrets
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import psycopg
import pytest

from desk.store import opening
from tests.desk import golds, servers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.store.opening import Store


@pytest.fixture(scope="session")
def pages() -> dict[str, golds.Read]:
    return golds.every()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """A server's address, without a database's name; skips where no PostgreSQL can be had."""
    with servers.postgresql() as address:
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store: a file, then a database of a real server."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite'}"
    server = str(request.getfixturevalue("postgresql"))
    name = f"desk_{secrets.token_hex(8)}"
    with psycopg.connect(server.replace("+psycopg", "") + "postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server + name


@pytest.fixture
def desk_store(address: str) -> Iterator[Store]:
    """An open store that has no pages and no roles."""
    store = opening.opened(address)
    yield store
    store.close()


@pytest.fixture
def plain_main(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that starts runs the main module anew, and a test of a page leaves that page as the main module."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
