"""XLSX, which desks open: a sheet a layer, one of reports, and one with the question, the data version and the licence.

XlsxWriter writes it: python-pptx needs it already. openpyxl was left aside, since it takes a text that begins with `=` for a
formula; here a text is written as a text, and one that would run where it is typed anew is marked as text besides.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import xlsxwriter

from files import csv_zip, dates, records
from layers import layer
from words import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from layers.store import Store
    from question.view import View

# Excel's own: a sheet's name, an address, addresses on a sheet, and the day that its calendar begins with.
LONGEST_NAME, LONGEST_ADDRESS, MOST_ADDRESSES = 31, 2079, 65_530
FIRST_DAY = dt.date(1900, 3, 1)
WIDTH = 24
ADDRESSES = ("url", "archive_url", "archived_copies")
CUT = " [cut: a cell holds no more]"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(store: Store, view: View, path: Path) -> None:
    """Write the question, the layers shown and the reports behind them as sheets of one workbook."""
    layers = {key: records.rows(store, view, key) for key in view.layers}
    sheets = {layer(key).TITLE: csv_zip.sheet(rows) for key, rows in layers.items()}
    sheets["Reports"] = records.related(layers, "reports")
    with xlsxwriter.Workbook(path, OPTIONS) as book:
        book.set_properties({"title": "Soundings", "subject": f"Data version {store.package.version}"})
        formats = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "guarded": book.add_format({"quote_prefix": True}),
        }
        _about(book.add_worksheet("Question"), _lines(store, view), formats)
        for name, table in sheets.items():
            _table(book.add_worksheet(name[:LONGEST_NAME]), dates.beside(table), formats)


def _lines(store: Store, view: View) -> dict[str, str]:
    """Return what the workbook says of itself, a line each."""
    about, package = records.about(store, view), store.package.descriptor
    return {
        "Question": about.filter,
        "Question as a link's query": about.query,
        "Data version": about.version,
        "Coverage and limits": str(package.get("description", "")),
        "Licence": about.licence,
        "Dates": f"A column that ends in {dates.ENDING} is the text beside it as a date, where it names a day; how much is "
        "known of the days of a clash or a development stands in date_precision. A day before March 1900 is text alone.",
    }


def _about(sheet: Worksheet, lines: Mapping[str, str], formats: Mapping[str, Format]) -> None:
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, 5 * WIDTH)
    for row, (name, words) in enumerate(lines.items()):
        sheet.write_string(row, 0, name, formats["head"])
        _cell(sheet, (row, 1), words, formats)


def _table(sheet: Worksheet, table: pd.DataFrame, formats: Mapping[str, Format]) -> None:
    """Write a table under a row of names that stays in sight and filters."""
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, formats["head"])
    for row, cells in enumerate(table.itertuples(index=False, name=None), start=1):
        for column, value in enumerate(cells):
            put = _link if table.columns[column] in ADDRESSES else _cell
            put(sheet, (row, column), value, formats)
    sheet.set_column(0, len(table.columns) - 1, WIDTH)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _cell(sheet: Worksheet, cell: tuple[int, int], value: Any, formats: Mapping[str, Format]) -> None:  # noqa: ANN401 -- whatever a cell holds
    """Write one cell, by row and column, as what it is: a text, a number, a truth or a day; nothing stays empty."""
    if isinstance(value, str):
        words = fitting(value)
        sheet.write_string(*cell, words, formats["guarded"] if text.cell(words) != words else None)
    elif pd.isna(value):
        return
    elif isinstance(value, dt.date):
        if value >= FIRST_DAY:
            sheet.write_datetime(*cell, dt.datetime.combine(value, dt.time()), formats["day"])
    elif pd.api.types.is_bool(value):
        sheet.write_boolean(*cell, bool(value))
    else:
        sheet.write_number(*cell, value)


def _link(sheet: Worksheet, cell: tuple[int, int], value: Any, formats: Mapping[str, Format]) -> None:  # noqa: ANN401 -- as above
    """Write the address of a page of the web as a link, and anything else as a cell."""
    address = text.ascii_url(value) if cell[0] <= MOST_ADDRESSES // len(ADDRESSES) else ""
    if address and len(address) <= LONGEST_ADDRESS:
        sheet.write_url(*cell, address, string=fitting(value))
    else:
        _cell(sheet, cell, value, formats)


def fitting(value: str) -> str:
    """Return a text without what XML has no word for, cut where it is longer than a cell of Excel holds, saying so."""
    words = text.plain(value, longest=len(value))
    units = words.encode("utf-16-le")
    if len(units) <= 2 * csv_zip.LONGEST_CELL:
        return words
    return units[: 2 * (csv_zip.LONGEST_CELL - len(CUT))].decode("utf-16-le", "ignore") + CUT
