"""The server: the pages, the bundled map parts and the JSON routes, one ASGI app (`streamlit run app.py`)."""

from __future__ import annotations

import gc
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import streamlit as st

import api.routes
import views.map.parts
from layers.store import store
from record.faults import InvalidPackageError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@asynccontextmanager
async def ready(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Read the data before the first reader comes; a package with faults is shown as a page, not as a server that died.

    What has been read stays as long as the server: no collection of garbage need look at it again.
    """
    with suppress(InvalidPackageError):
        store()
    gc.collect()
    gc.freeze()
    yield {}


app = st.App("views/frame/main.py", routes=[*api.routes.ROUTES, *views.map.parts.ROUTES], lifespan=ready)
