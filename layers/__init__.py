"""What can be drawn: one module a layer, and the few shapes and measures they share."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from layers import look, marks, palette
from question import layer_keys
from question.view import View

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas as gpd

    from layers.marks import Mark
    from layers.protocol import Layer


def layer(key: str) -> Layer:
    """Return the layer module of a key in `question.layer_keys`, or of the base layer `land`."""
    if key not in {*layer_keys.every(), "land"}:
        raise KeyError(f"“{key}” is no layer; there are {', '.join(layer_keys.every())}.")
    return cast("Layer", import_module(f"layers.{key}"))


def filtered(frames: Mapping[str, gpd.GeoDataFrame], keys: Iterable[str], view: View) -> dict[str, gpd.GeoDataFrame]:
    """Return the rows of some layers that a View admits, by key, in the keys' order."""
    return {key: layer(key).filter(frames[key], view) for key in keys}


def laid(keys: Iterable[str]) -> tuple[str, ...]:
    """Return some layers' keys in the order in which a map is laid out: lines and areas from the ground up, then marks.

    Discs come first, since they stand on their places, then diamonds and names, the topmost of a kind first: each keeps
    clear of those before it, whose marks lie over its own.
    """
    wanted = set(keys)
    ordered = [key for key in layer_keys.every() if key in wanted]
    ground = [key for key in ordered if not layer(key).LOOK.marks]
    marked = [key for key in reversed(ordered) if layer(key).LOOK.marks]
    return (*ground, *sorted(marked, key=lambda key: look.MARKS.index(layer(key).LOOK.marks)))


def browser_looks() -> dict[str, Any]:
    """Return what a browser draws by, as marks.js has it: claimants' lines, depths, and how each layer is drawn.

    `order` lists the layers from the ground up: whoever writes JSON may sort the keys of an object.
    """
    lines = palette.CLAIMANTS | {"other": palette.OTHER}
    return {
        "lines": {state: line._asdict() for state, line in lines.items()},
        "depths": palette.OVERLAPS,
        "order": list(layer_keys.every()),
        "layers": {key: _browser_look(layer(key)) for key in layer_keys.every()},
    }


def _browser_look(module: Layer) -> dict[str, Any]:
    drawn = module.LOOK
    return {
        "marks": drawn.marks,
        "ground": drawn.ground,
        **drawn.line()._asdict(),
        "shapes": drawn.shapes,
        "units": module.TRAITS.named(View()),
        "wide": module.TRAITS.named(View(severity=0)),
    }


def marks_of(key: str, rows: gpd.GeoDataFrame, view: View) -> list[Mark]:
    """Return the marks of a layer's rows: gathered as the layer says, else one for each point that it draws."""
    module = layer(key)
    if module.TRAITS.marks:
        return module.TRAITS.marks(rows, view)
    points = (feature for feature in module.draw(rows, view) if feature.geometry["type"] == "Point")
    return [marks.of_point(point) for point in points] if module.LOOK.marks else []
