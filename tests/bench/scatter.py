"""A peer of the bench: the same clashes as pydeck's ScatterplotLayer."""

from __future__ import annotations

import pydeck
import streamlit as st

from tests.bench.choices import STATES, clashes

st.set_page_config(page_title="Scatter", layout="wide")
chosen = st.multiselect("States", STATES)
rows = clashes(tuple(chosen))
points = pydeck.Layer("ScatterplotLayer", rows, get_position=["lon_deg", "lat_deg"], get_radius=9_000, pickable=True)
sight = pydeck.ViewState(latitude=12.2, longitude=114.2, zoom=4)
st.pydeck_chart(pydeck.Deck([points], initial_view_state=sight, map_provider=None), height=520)
st.html(f'<p class="answer">{", ".join(chosen) or "Nothing"}</p>')
