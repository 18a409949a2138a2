"""The page of that peer: the clashes as tutorials draw them, one folium.CircleMarker each, shown by st_folium."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

from tests.bench.choices import STATES, clashes

st.set_page_config(page_title="Circles", layout="wide")
chosen = st.multiselect("States", STATES)
rows = clashes(tuple(chosen))
chart = folium.Map(location=(12.2, 114.2), zoom_start=5, tiles=None)
# What folium asks other hosts for is asked of this one, as the app does: the bench runs without a network.
chart.default_js, chart.default_css = [("leaflet", "/leaflet.js")], [("leaflet", "/leaflet.css")]
for row in rows.itertuples():
    folium.CircleMarker((row.lat_deg, row.lon_deg), radius=5, popup=row.id).add_to(chart)
st_folium(chart, height=520, use_container_width=True, returned_objects=["last_object_clicked"])
