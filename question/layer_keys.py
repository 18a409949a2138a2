"""Which layers there are: the one list that a new layer is written into, beside its own module in `layers/`.

It stands below the modules, because a question names layers and knows nothing else of them.
"""

from __future__ import annotations

from typing import NamedTuple


class Listed(NamedTuple):
    """A layer's word in the address and under `data/`, and whether a question shows it that names no layers."""

    key: str
    shown: bool = True


# From the ground up, as they lie on the map. The overlaps are one choice away.
LISTED = (
    Listed("overlaps", shown=False),
    Listed("limits", shown=False),
    Listed("claims"),
    Listed("places"),
    Listed("developments"),
    Listed("incidents"),
)


def every() -> tuple[str, ...]:
    """Return the keys of all layers, from the ground up."""
    return tuple(listed.key for listed in LISTED)


def shown() -> tuple[str, ...]:
    """Return the keys of the layers that are shown where a question names none."""
    return tuple(listed.key for listed in LISTED if listed.shown)
