"""The map of the Explore page: a base that never changes, and the layers that do, handed over as folium groups.

Layers say what is drawn as plain features; they become folium's here and nowhere else. folium writes text raw into
JavaScript, so a feature carries ids and numbers alone, and the browser's half (`Soundings` in map.js) turns them into marks.
st_folium mounts the map anew when its base changes, so the base is the same for every question. Panning and zooming rerun
nothing: map.js writes where the map looks into the address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.utilities import JsCode
from jinja2 import Template
from shapely.geometry import Point
from streamlit_folium import st_folium

from briefing.html.deck import SHARED_SCRIPTS
from layers import browser_looks, drawing, layer
from question.view import Point as Asking
from views.map import parts
from views.parts.question import ask

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from layers.drawing import Feature
    from views.parts.question import Question

CENTRE_DEG = (12.2, 114.2)
ZOOM = 5
HEIGHT_PX = 520
# Relative to the component's frame, so that the app works under any base path.
PARTS = "../../map/"


class ChartMap(folium.Map):
    """A folium map whose scripts and styles come from this app: no other host is asked."""

    default_js = [(name, f"{PARTS}{name}.js") for name in ("leaflet", *SHARED_SCRIPTS, *parts.SCRIPTS)]  # noqa: RUF012 -- folium's own field
    default_css = [(name, f"{PARTS}{name}.css") for name in ("leaflet", "marks", "map")]  # noqa: RUF012


class Start(MacroElement):
    """Hands the map to map.js with the claimants' colours and dashes, and with how each layer is drawn."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "Soundings.start({{ this._parent.get_name() }}, {{ this.options | tojson }});"
        "{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.options = browser_looks()


def base() -> folium.Map:
    """Return the map without its layers: always the same."""
    # map.js answers a change of size itself: Leaflet's own answer would move the middle that the address names.
    chart = ChartMap(
        location=CENTRE_DEG, zoom_start=ZOOM, tiles=None, zoom_control=False, min_zoom=4, max_zoom=13, track_resize=False
    )
    chart.add_child(Start())
    return chart


def leave(page: str) -> None:
    """Forget what the maps of other pages sent: a map is mounted anew when the reader comes back."""
    for key in [key for key in st.session_state if str(key).startswith("sent-") and key != f"sent-{page}"]:
        del st.session_state[key]


def show(question: Question, admitted: dict[str, gpd.GeoDataFrame], *, page: str) -> None:
    """Draw the layers that the view asks for on a page's map, and take a click as a pick."""
    groups = [group(key, layer(key).draw(admitted[key], question.view)) for key in question.view.layers]
    st_folium(
        base(),
        key=f"chart-{page}",
        height=HEIGHT_PX,
        use_container_width=True,
        feature_group_to_add=[*groups, flight_to(question, st.session_state.get("fly", 0))],
        returned_objects=["last_active_drawing", "last_clicked"],
        on_change=lambda: _clicked(page),
    )


def group(key: str, features: Iterable[Feature]) -> folium.FeatureGroup:
    """Return a new FeatureGroup of one GeoJson, drawn by map.js under the layer's `key`.

    st_folium changes the groups that it is given, so none may be kept.
    """
    layer_group = folium.FeatureGroup(name=key, control=False)
    drawn = folium.GeoJson(
        {"type": "FeatureCollection", "features": [feature.geojson() for feature in features]},
        control=False,
        point_to_layer=JsCode(f"(f, at) => Soundings.mark('{key}', f, at)"),
        on_each_feature=JsCode(f"(f, l) => Soundings.each('{key}', f, l)"),
        style=JsCode(f"f => Soundings.style('{key}', f)"),
        pane=key,
    )
    # folium's template would clear the style that map.js gives; it asks this flag alone.
    drawn.style = False
    layer_group.add_child(drawn)
    return layer_group


def flight_to(question: Question, flight: int) -> folium.FeatureGroup:
    """Return where the picked feature lies and the number of the flight there: map.js flies once a number."""
    selected, point = question.view.selected, question.view.point
    shape = question.frame(question.store.ids[selected]).loc[selected].geometry if selected else point and Point(point)
    if shape is None or shape.is_empty:
        return group("look", [])
    west, south, east, north = (round(degrees, drawing.DECIMALS) for degrees in shape.bounds)
    corners = {"type": "Point", "coordinates": [west, south]}
    asked_for = int(not selected)
    return group("look", [drawing.feature("look", corners, flight=flight, east=east, north=north, point=asked_for)])


def _clicked(page: str) -> None:
    """Take a click on a mark or a line as a pick; on the open sea as the question what is claimed there."""
    sent: dict[str, Any] = st.session_state.get(f"chart-{page}") or {}
    before = st.session_state.get(f"sent-{page}", {})
    st.session_state[f"sent-{page}"] = sent
    feature, point = sent.get("last_active_drawing"), sent.get("last_clicked")
    if feature and feature != before.get("last_active_drawing"):
        ask(selected=str(feature["id"]), point=None)
    elif point and point != before.get("last_clicked"):
        ask(selected="", point=Asking(round(point["lng"], 5), round(point["lat"], 5)))
