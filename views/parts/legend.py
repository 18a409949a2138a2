"""The legend of a map: what size, shade, dash, depth and shape say; which signs there are, each layer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import laid, layer, palette
from words.text import escape

if TYPE_CHECKING:
    from layers.look import Lines, Sign
    from question.view import View


def parts(view: View) -> list[Lines]:
    """Return the legend of the layers that a View shows: single signs first, then the lines."""
    legends = [layer(key).legend(view).page for key in laid(view.layers)]
    return sorted(filter(None, legends), key=lambda part: not part.signs or part.signs[0].kind == "line")


def html(part: Lines) -> str:
    """Return a legend of discs as HTML, under the name of what they mean."""
    heading, signs = escape(part.heading), "".join(map(_sign, part.signs))
    return f'<div class="legend" aria-label="{heading.rstrip(":")}"><span>{heading}</span>{signs}</div>'


def _sign(sign: Sign) -> str:
    """Return a disc with its words beside it."""
    return f'<span><i style="background:{sign.colour};border:1px solid {palette.EDGE}"></i>{escape(sign.words)}</span>'
