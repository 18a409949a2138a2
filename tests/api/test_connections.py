"""What is set on the running server: answers go out at once and unnamed, and clients that do nothing are let go."""

from __future__ import annotations

import asyncio
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import uvicorn

from api import connections
from tests.asgi import apart

if TYPE_CHECKING:
    import pytest


async def bare(_scope: Any, _receive: Any, _send: Any) -> None:  # noqa: ANN401 -- ASGI
    """Stand for an app."""


def test_the_server_is_found_by_the_task_that_runs_it_and_prepared():
    found: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 -- ASGI
        assert scope["type"] == "lifespan"
        await receive()
        found.extend(connections.running())
        await send({"type": "lifespan.startup.complete"})
        server.should_exit = True
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        apart(lambda: server.run(sockets=[listening]))
    assert found == [server, [listening]]


def test_where_no_server_runs_none_is_found():
    async def ask() -> Any:  # noqa: ANN401 -- whatever is found
        return connections.running()

    assert apart(lambda: asyncio.run(ask())) == (None, [])


def test_the_server_names_itself_nowhere_and_lets_no_answer_wait_for_another():
    server = uvicorn.Server(uvicorn.Config(bare))
    server.config.load()
    assert dict(server.config.encoded_headers)[b"server"] == b"uvicorn"
    with socket.socket() as listening:
        connections.prepare(server, [listening])
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    assert server.config.encoded_headers == []


class Connection:
    """A connection of one client, and what of its answer the client has not taken."""

    def __init__(self, *, answered: bool, waiting: int = 0, begun: bool = True) -> None:
        self.cycle = SimpleNamespace(response_complete=answered) if begun else None
        self.transport, self.waiting, self.gone = self, waiting, False

    def get_write_buffer_size(self) -> int:
        return self.waiting

    def abort(self) -> None:
        self.gone = True


def test_a_client_that_does_nothing_is_let_go_and_one_that_waits_for_us_is_not(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(connections, "PATIENCE_S", 0)
    monkeypatch.setattr(connections, "LOOK_S", 3600)
    silent, half = Connection(answered=False, begun=False), Connection(answered=True)
    deaf, waits = Connection(answered=False, waiting=9), Connection(answered=False)
    every = [silent, half, deaf, waits]
    # A websocket has no cycle of request and answer.
    server: Any = SimpleNamespace(server_state=SimpleNamespace(connections=[*every, SimpleNamespace()]))

    async def look() -> None:
        task = asyncio.create_task(connections.attend(server))
        await asyncio.sleep(0)
        task.cancel()

    apart(lambda: asyncio.run(look()))
    assert [each.gone for each in every] == [True, True, True, False]
