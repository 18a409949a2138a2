"""Tables set into rooms: columns wide enough for their words, rows as high as their cells, the heading on every slide."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing import fonts
from briefing.slides.model import CELL_PAD_PT, MUTED, Grid, Style
from briefing.slides.typeset import MOST_HEAD_LINES, SHARE_USED, after, fit, inked, line, scaled, set_para

if TYPE_CHECKING:
    from briefing.box import Box
    from briefing.pages.model import Cell, Table
    from briefing.slides.model import Para

CELL, HEAD = Style(11), Style(11, bold=True, colour=MUTED)
LONGEST_WORD = 24
_NUMBER = re.compile(r"[\d.,%+\u2212-]*")


@dataclass(frozen=True)
class Rows:
    """A table whose columns have their shares of the width, and which of them are set to the right."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    right: tuple[bool, ...]


def of(table: Table, width_pt: float) -> Rows:
    """Return a table as it is set into a column of this width."""
    return Rows(table.headings, table.rows, _shares(table, width_pt), _numeric(table))


def _shares(table: Table, width_pt: float) -> tuple[float, ...]:
    """Return the columns' shares, moved as far as each needs for its longest word to stand unbroken."""
    wanted = [share * width_pt for share in table.shares]
    least = [_least(table, column) for column in range(len(wanted))]
    lack = sum(max(0.0, need - width) for need, width in zip(least, wanted, strict=True))
    spare = sum(max(0.0, width - need) for need, width in zip(least, wanted, strict=True))
    if not lack or lack > spare:
        return table.shares
    given = [need + max(0.0, width - need) * (1 - lack / spare) for need, width in zip(least, wanted, strict=True)]
    return tuple(width / width_pt for width in given)


def _least(table: Table, column: int) -> float:
    """Return the width in points of a column's longest word, addresses left aside."""
    words = {word for row in table.rows for word in row[column].words.split() if len(word) <= LONGEST_WORD}
    widths = [fonts.room(word, CELL.size_pt) for word in words]
    widths += [fonts.room(word, HEAD.size_pt, bold=True) for word in table.headings[column].split()]
    return max(widths, default=0.0) / SHARE_USED + 2 * CELL_PAD_PT[0]


def _numeric(table: Table) -> tuple[bool, ...]:
    """Tell which columns hold nothing but numbers: these are set to the right."""
    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.headings)
    return tuple(all(_NUMBER.fullmatch(cell.words) for cell in column) and bool(column) for column in columns)


def set_rows(table: Rows, box: Box, scale: float, *, fresh: bool) -> tuple[Grid | None, Rows | None]:
    """Return the heading row with as many rows as fit, and the rows that do not.

    In a fresh room, one that nothing stands in yet, some rows always fit: the first is parted if it is too high.
    """
    widths = tuple(share * box.width for share in table.shares)
    head = tuple(
        fit(words, (scaled(HEAD, scale),), width - 2 * CELL_PAD_PT[0], MOST_HEAD_LINES)
        for words, width in zip(table.heads, widths, strict=True)
    )
    room = box.height - _height(head)
    rows = _fitting(table.rows, widths, room, scale)
    waiting = table.rows[len(rows) :]
    if fresh and waiting and not rows:
        row, rest = _cut(waiting[0], _row(waiting[0], widths, scale), room)
        rows, waiting = [row], (rest, *waiting[1:])
    if waiting and not rows:
        return None, table
    heights = tuple(_height(row) for row in (head, *rows))
    grid = Grid(box._replace(height=sum(heights)), widths, heights, (head, *rows), table.right)
    return grid, replace(table, rows=waiting) if waiting else None


def _row(cells: tuple[Cell, ...], widths: tuple[float, ...], scale: float) -> tuple[Para, ...]:
    return tuple(
        set_para(line(cell.words, inked(CELL, cell.link), link=cell.link), width - 2 * CELL_PAD_PT[0], scale)
        for cell, width in zip(cells, widths, strict=True)
    )


def _height(row: tuple[Para, ...]) -> float:
    return max(para.height_pt for para in row) + 2 * CELL_PAD_PT[1]


def _fitting(
    rows: tuple[tuple[Cell, ...], ...], widths: tuple[float, ...], room_pt: float, scale: float
) -> list[tuple[Para, ...]]:
    fitting: list[tuple[Para, ...]] = []
    for cells in rows:
        row = _row(cells, widths, scale)
        room_pt -= _height(row)
        if room_pt < 0:
            break
        fitting.append(row)
    return fitting


def _cut(cells: tuple[Cell, ...], row: tuple[Para, ...], room_pt: float) -> tuple[tuple[Para, ...], tuple[Cell, ...]]:
    """Return the lines of one row that fit, and a row of those that do not."""
    most = int((room_pt - 2 * CELL_PAD_PT[1]) // max(para.leading_pt for para in row))
    rest = tuple(cell._replace(words=after(para.words, para.lines[:most])) for cell, para in zip(cells, row, strict=True))
    return tuple(para._replace(lines=para.lines[:most]) for para in row), rest
