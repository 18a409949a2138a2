"""A reader without a browser: the pages' websocket, opened and run once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

if TYPE_CHECKING:
    from collections.abc import Mapping

PATIENCE_S = 120


async def visit(address: str, origin: str, headers: Mapping[str, str] | None = None) -> str:
    """Open the pages' connection from a page of some origin, let a page run to its end, and return what ended it."""
    stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    protocols = [Subprotocol("streamlit")]
    async with connect(
        stream, subprotocols=protocols, max_size=None, origin=Origin(origin), additional_headers=headers
    ) as opened:
        message = BackMsg()
        message.rerun_script.query_string = ""
        await opened.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE_S):
            while True:
                answer = ForwardMsg()
                answer.ParseFromString(bytes(await opened.recv(decode=False)))
                if answer.WhichOneof("type") == "script_finished":
                    return str(ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished))
