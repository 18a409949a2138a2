"""What can be drawn: one module a layer, and the few shapes and measures they share."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, cast

from question.view import LAYERS

if TYPE_CHECKING:
    from layers.protocol import Layer

__all__ = ["LAYERS", "layer"]


def layer(key: str) -> Layer:
    """Return the layer module of a key in `question.view.LAYERS`, or of the base layer `land`."""
    if key not in {*LAYERS, "land"}:
        raise KeyError(f"“{key}” is no layer; there are {', '.join(LAYERS)}.")
    return cast("Layer", import_module(f"layers.{key}"))
