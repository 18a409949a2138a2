"""A table as a native table: a heading row, links in the cells, thin rules between the rows and no other lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from briefing.pptx.text import fill
from briefing.slides.model import CELL_PAD_PT, MUTED, RULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.slides.model import Grid

# PowerPoint's own style without fills and lines.
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
RULE_EMU, HEAD_RULE_EMU = 6350, 12700


def add(slide: Any, grid: Grid, relate: Callable[[str], str]) -> Any:  # noqa: ANN401 -- pptx ships no types
    """Put a table on a slide and return its frame."""
    frame = slide.shapes.add_table(len(grid.rows), len(grid.widths), *(Pt(length) for length in grid.box))
    table = frame.table
    table.horz_banding = False
    frame._element.find(f".//{qn('a:tableStyleId')}").text = NO_STYLE  # noqa: SLF001 -- pptx has no name for it
    for column, width in zip(table.columns, grid.widths, strict=True):
        column.width = Pt(width)
    for number, (row, height, paras) in enumerate(zip(table.rows, grid.heights, grid.rows, strict=True)):
        row.height = Pt(height)
        for cell, para, right in zip(row.cells, paras, grid.right, strict=True):
            cell.margin_left = cell.margin_right = Pt(CELL_PAD_PT[0])
            cell.margin_top = cell.margin_bottom = Pt(CELL_PAD_PT[1])
            cell.vertical_anchor = MSO_ANCHOR.TOP
            fill(cell._tc.txBody, [para], relate, align="r" if right else "l")  # noqa: SLF001
            _ruled(cell._tc.get_or_add_tcPr(), MUTED if number == 0 else RULE, HEAD_RULE_EMU if number == 0 else RULE_EMU)  # noqa: SLF001
    return frame


def _ruled(cell: Any, colour: str, width_emu: int) -> None:  # noqa: ANN401
    inner = f'<a:solidFill><a:srgbClr val="{colour[1:].upper()}"/></a:solidFill>'
    cell.insert(0, parse_xml(f'<a:lnB {nsdecls("a")} w="{width_emu}">{inner}</a:lnB>'))
