"""The map of the Explore page: a base that never changes, and the layers that do, handed over as folium groups.

st_folium mounts the map anew when its base changes, so the base is the same for every question. Panning and zooming rerun
nothing: map.js writes where the map looks into the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import streamlit as st
from branca.element import MacroElement
from jinja2 import Template
from streamlit_folium import st_folium

from layers import drawing, layer, palette
from views.asking import ask

if TYPE_CHECKING:
    import geopandas as gpd

    from views.asking import Asked

KEY = "chart"
CENTRE_DEG = (12.2, 114.2)
ZOOM = 5
HEIGHT_PX = 520
# Relative to the component's frame, so that the app works under any base path.
PARTS = "../../map/"


class ChartMap(folium.Map):
    """A folium map whose scripts and styles come from this app: no other host is asked."""

    default_js = [(name, f"{PARTS}{name}.js") for name in ("leaflet", "marks", "map")]  # noqa: RUF012 -- folium's own field
    default_css = [(name, f"{PARTS}{name}.css") for name in ("leaflet", "marks", "map")]  # noqa: RUF012


class Start(MacroElement):
    """Hands the map to map.js with the claimants' colours and dashes."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Soundings.start({{ this._parent.get_name() }}, {{ this.options | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        looks = palette.CLAIMANTS | {"other": palette.OTHER}
        self.options = {"palette": {state: look._asdict() for state, look in looks.items()}}


def base() -> folium.Map:
    """Return the map without its layers: always the same."""
    # map.js answers a change of size itself: Leaflet's own answer would move the middle that the address names.
    chart = ChartMap(
        location=CENTRE_DEG, zoom_start=ZOOM, tiles=None, zoom_control=False, min_zoom=4, max_zoom=13, track_resize=False
    )
    chart.add_child(Start())
    return chart


def show(asked: Asked, admitted: dict[str, gpd.GeoDataFrame]) -> None:
    """Draw the layers that the view asks for, and take a click as a pick."""
    groups = [layer(key).draw(admitted[key], asked.view) for key in asked.view.layers]
    st_folium(
        base(),
        key=KEY,
        height=HEIGHT_PX,
        use_container_width=True,
        feature_group_to_add=[*groups, look(asked, st.session_state.get("fly", 0))],
        returned_objects=["last_active_drawing", "last_clicked"],
        on_change=_clicked,
    )


def look(asked: Asked, flight: int) -> folium.FeatureGroup:
    """Return where the picked feature lies and the number of the flight there: map.js flies once a number."""
    selected = asked.view.selected
    shape = asked.frame(asked.known.ids[selected]).loc[selected].geometry if selected else None
    if shape is None or shape.is_empty:
        return drawing.group("look", [])
    west, south, east, north = (round(degrees, drawing.DECIMALS) for degrees in shape.bounds)
    corners = {"type": "Point", "coordinates": [west, south]}
    return drawing.group("look", [drawing.feature("look", corners, flight=flight, east=east, north=north)])


def _clicked() -> None:
    """Take a click on a mark or a line as a pick; on the open sea as the question what is claimed there."""
    sent: dict[str, Any] = st.session_state.get(KEY) or {}
    before = st.session_state.get("sent", {})
    st.session_state["sent"] = sent
    feature, point = sent.get("last_active_drawing"), sent.get("last_clicked")
    if feature and feature != before.get("last_active_drawing"):
        st.session_state["point"] = None
        ask(selected=str(feature["id"]))
    elif point and point != before.get("last_clicked"):
        st.session_state["point"] = (point["lng"], point["lat"])
        ask(selected="")
