"""The map without its question: what folium makes, once for the process, and the browser keeps.

folium's Map and a FeatureGroup a layer are rendered to one script, which the app serves beside the pages. Nothing that the
data say is in it: layers reach the browser as rows and shapes (`views/map/rows.py`) and a question as a message
(`views/map/chart.py`), so no text is ever written into JavaScript.
"""

from __future__ import annotations

import json
from functools import cache
from string import Template
from typing import Any

import folium

from layers import browser_looks, layer, palette
from question import layer_keys
from record import severity
from views.parts.static import static
from words import states

# What a first sight holds, south-west and north-east: from the Natuna Islands to Taiwan.
HOME_DEG = ((2.0, 105.0), (25.6, 122.2))
FURTHEST, NEAREST = 4, 13
# The region with room around it, in degrees: the map cannot be pushed out of it.
SOUTH, NORTH, WEST, EAST = -24, 46, 78, 150
# Where the claimants' names stand on the drawn land: latitude and longitude.
NAMED_DEG = {
    "CHN": (23.6, 111.5),
    "TWN": (23.7, 121.0),
    "VNM": (12.9, 108.2),
    "PHL": (17.0, 121.2),
    "MYS": (4.2, 102.2),
    "BRN": (4.45, 114.6),
    "IDN": (-0.4, 113.8),
}


@cache
def script() -> str:
    """Return the script that defines `SoundingsBase(element)`: it makes the map in an element of a page.

    It returns Leaflet's map, its layer groups by the layers' keys, and how each layer is drawn.
    """
    (south, west), (north, east) = HOME_DEG
    chart = folium.Map(
        # The map fits the whole of it as soon as it knows its size.
        location=((south + north) / 2, (west + east) / 2),
        zoom_start=FURTHEST,
        tiles=None,
        zoom_control=False,
        attribution_control=True,
        # folium's own names for these two reach tiles alone.
        minZoom=FURTHEST,
        maxZoom=NEAREST,
        # The map answers a change of size itself: Leaflet's own answer would move the middle that the address names.
        track_resize=False,
        scroll_wheel_zoom=False,
        max_bounds=True,
        min_lat=SOUTH,
        max_lat=NORTH,
        min_lon=WEST,
        max_lon=EAST,
        max_bounds_viscosity=1.0,
        bounce_at_zoom_limits=False,
        # Steps are whole levels; a view that is fitted may lie between two.
        zoom_snap=0.25,
        zoom_delta=1,
    )
    groups = {key: folium.FeatureGroup(name=key, control=False).add_to(chart) for key in layer_keys.every()}
    figure: Any = chart.get_root()
    figure.render()
    return Template(static("base.js.in")).substitute(
        id=json.dumps(chart.get_name()),
        map=chart.get_name(),
        folium=figure.script.render(),
        groups=", ".join(f"{json.dumps(key)}: {group.get_name()}" for key, group in groups.items()),
        looks=json.dumps(_looks()),
    )


def _looks() -> dict[str, Any]:
    """Return how everything is drawn and named on the map, and what can be asked on it."""
    return browser_looks() | {
        "severities": palette.SEVERITY,
        "titles": {key: layer(key).TITLE for key in layer_keys.every()},
        "home": HOME_DEG,
        "named": [(states.name(code), at) for code, at in NAMED_DEG.items()],
        "states": list(states.NAMES.items()),
        "levels": list(severity.NAMES.items()),
        "types": [(word, severity.type_words(word)) for word in severity.TYPES],
        "clash": severity.CLASH,
    }
