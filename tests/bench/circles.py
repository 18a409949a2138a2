"""A peer of the bench: the same clashes drawn by st_folium, with Leaflet served beside the page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.responses import FileResponse
from starlette.routing import Route
from xstatic.pkg import leaflet


def _served(name: str) -> Route:
    return Route(f"/{name}", lambda _request: FileResponse(Path(leaflet.BASE_DIR) / name))


app = st.App(str(Path(__file__).with_name("circles_page.py")), routes=[_served("leaflet.js"), _served("leaflet.css")])
