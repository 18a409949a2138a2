"""What Streamlit's server leaves open, set on the running one: it has no settings for these.

Streamlit starts uvicorn with its own choice of settings, before this app is loaded. The server is found by the task that
runs it; where there is none, in a test, nothing is set.
"""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any, NamedTuple

import uvicorn

if TYPE_CHECKING:
    from collections.abc import Iterable

# A connection that has sent no whole request, or takes nothing of its answer, is closed after this time.
PATIENCE_S = 30
LOOK_S = 1
# Long enough for the guard to answer an address that is too long, not uvicorn with a bare 400.
MOST_HEADER_BYTES = 400_000


class Stand(NamedTuple):
    """How far a connection is: its request, whether that was answered, and what of the answer still waits to be taken."""

    request: int
    answered: bool
    waiting: int

    @property
    def still(self) -> bool:
        """Whether the client is the one that must move."""
        return self.answered or self.waiting > 0


def running() -> tuple[uvicorn.Server | None, list[socket.socket]]:
    """Return the server of this event loop and the sockets that it listens on."""
    for task in asyncio.all_tasks():
        frame = getattr(task.get_coro(), "cr_frame", None)
        names = frame.f_locals if frame else {}
        if isinstance(names.get("self"), uvicorn.Server):
            return names["self"], list(names.get("sockets") or ())
    return None, []


def prepare(server: uvicorn.Server, listening: Iterable[socket.socket]) -> None:
    """Let answers go out at once and without a banner, and long addresses come in to be refused in words."""
    server.config.encoded_headers = [pair for pair in server.config.encoded_headers if pair[0] != b"server"]
    server.config.h11_max_incomplete_event_size = MOST_HEADER_BYTES
    for each in listening:
        # Inherited by each connection; asyncio sets it on sockets made with a protocol number alone.
        if each.family in {socket.AF_INET, socket.AF_INET6}:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


async def attend(server: uvicorn.Server) -> None:
    """Close, for as long as the server lives, connections whose clients do nothing."""
    since: dict[Any, tuple[Stand, float]] = {}
    while True:
        now = asyncio.get_running_loop().time()
        since = {connection: _since(connection, since.get(connection), now) for connection in _plain(server)}
        for connection, (stand, first) in since.items():
            if stand.still and now - first >= PATIENCE_S:
                connection.transport.abort()
        await asyncio.sleep(LOOK_S)


def _plain(server: uvicorn.Server) -> list[Any]:
    """Return the connections that are no websockets: those are asked by the server whether they live."""
    return [each for each in server.server_state.connections if hasattr(each, "cycle")]


def _since(connection: Any, before: tuple[Stand, float] | None, now: float) -> tuple[Stand, float]:  # noqa: ANN401 -- a protocol
    cycle = connection.cycle
    stand = Stand(id(cycle), cycle is None or cycle.response_complete, connection.transport.get_write_buffer_size())
    return before if before and before[0] == stand else (stand, now)
