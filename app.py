"""The server: the pages, the bundled map parts and the JSON routes, one ASGI app (`streamlit run app.py`)."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.middleware import Middleware

import api.routes
import views.map.parts
from api import connections, measures, settings
from api.guard import Guard
from layers.store import store
from record.faults import InvalidPackageError
from views.frame import policy
from words import lines

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

# How long a page's run keeps the interpreter while an answer waits for it: a fifth of what Python gives, and an answer
# needs several turns. Under two readers who never paused, `/healthz` took 28 to 47 ms (p95) instead of 70 to 78.
TURN_S = 0.001


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read the data before the first reader comes; a package with faults is shown as a page, not as a server that died.

    What has been read stays as long as the server: no collection of garbage need look at it again.
    """
    with suppress(InvalidPackageError):
        store()
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(TURN_S)
    server, listening = connections.running()
    if server is None:
        yield {}
        return
    connections.prepare(server, listening)
    watching = asyncio.create_task(connections.attend(server))
    yield {}
    watching.cancel()


SETTINGS = settings.of(os.environ)
lines.begin(requests=SETTINGS.log_requests, fault=measures.MEASURES.fault)
app = st.App(
    "views/frame/main.py",
    routes=[*api.routes.ROUTES, *views.map.parts.ROUTES, *api.routes.BEYOND],
    lifespan=ready,
    middleware=[Middleware(Guard, settings=SETTINGS, policy=policy.pages())],
)
