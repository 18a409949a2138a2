"""The legend of a map: what size, shade, dash, depth and shape say; which signs there are, each layer says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers import laid, layer, palette
from words.text import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from layers.look import Lines, Sign
    from question.view import View


def parts(view: View) -> list[Lines]:
    """Return the legend of the layers that a View shows: single signs first, then the lines."""
    legends = [layer(key).legend(view).page for key in laid(view.layers)]
    return sorted(filter(None, legends), key=lambda part: not part.signs or part.signs[0].kind == "line")


def html(parts: Iterable[Lines], *, label: str = "Legend") -> str:
    """Return parts of a legend one after the other."""
    return f'<div class="legend" aria-label="{escape(label)}">{"".join(map(_part, parts))}</div>'


def _part(part: Lines) -> str:
    heading = f"<span>{escape(part.heading)}</span>" if part.heading else ""
    return heading + "".join(map(_sign, part.signs))


def _sign(sign: Sign) -> str:
    """Return one sign with its words beside it."""
    words = escape(sign.words)
    if sign.kind == "line":
        return f'<span><u style="background:{_dashes(sign.colour, sign.dash)}"></u>{words}</span>'
    shape = {"diamond": ' class="dev"', "area": ' class="depth"'}.get(sign.kind, "")
    edge = f";border:1px solid {palette.EDGE}" if sign.kind in {"disc", "dot"} else ""
    return f'<span><i{shape} style="background:{sign.colour}{edge}"></i>{words}</span>'


def _dashes(colour: str, dash: str) -> str:
    """Return an SVG dash array as a CSS background: Streamlit takes SVG out of a page's HTML."""
    stops, at = [], 0
    for number, length in enumerate(int(part) for part in dash.split()):
        stop = "transparent" if number % 2 else colour
        stops.append(f"{stop} {at}px {at + length}px")
        at += length
    return f"repeating-linear-gradient(90deg,{','.join(stops)})" if stops else colour
