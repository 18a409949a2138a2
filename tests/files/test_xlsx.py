"""The workbook: read by openpyxl, which has no part in writing it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pyogrio
import pytest
from pyarrow import parquet

from files import csv_zip, dates, xlsx
from files.write import write
from layers import layer
from layers.store import store as current
from question.view import View
from tests.packages import CLASH
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store
    from tests.packages import Copy

SUMMER = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31), layers=LAYERS)
CLASHES = layer("incidents").TITLE


def written(store: Store, path: Path) -> Path:
    write(store, SUMMER, path, lambda _done, _words: None)
    return path


@pytest.fixture(scope="module")
def book(store: Store, tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written(store, tmp_path_factory.mktemp("book") / "june.xlsx"))


def rows(book: openpyxl.Workbook, sheet: str) -> list[dict[str, object]]:
    names, *cells = book[sheet].iter_rows(values_only=True)
    return [dict(zip(names, row, strict=True)) for row in cells]


def test_it_has_a_sheet_for_the_question_each_layer_and_the_reports(book: openpyxl.Workbook, store: Store):
    assert book.sheetnames == ["Question", *(layer(key).TITLE for key in LAYERS), "Reports"]
    lines = dict(book["Question"].iter_rows(values_only=True))
    assert lines["Data version"] == store.package.version
    assert "silence is no calm" in str(lines["Coverage and limits"])
    assert "/by/4.0/" in str(lines["Licence"])


def test_dates_are_dates_beside_their_text_and_precision(book: openpyxl.Workbook, store: Store):
    for row in rows(book, CLASHES):
        day = row["date_start_as_date"]
        assert isinstance(day, dt.datetime)
        assert day.date().isoformat() == row["date_start"]
        assert row["date_precision"] == store.frames["incidents"].loc[row["id"], "date_precision"]
    texts = {str(row["date"]): row["date_as_date"] for row in rows(book, layer("claims").TITLE)}
    assert {day is None for day in texts.values()} == {True, False}
    assert [date for date, day in texts.items() if day and str(day)[:10] != date] == []
    assert [date for date, day in texts.items() if len(date) < 10 and day] == []


def test_links_lead_to_pages_of_the_web_alone(book: openpyxl.Workbook):
    links = [cell.hyperlink.target for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert links
    assert {link.split(":")[0] for link in links} <= {"http", "https"}


def test_no_cell_is_a_formula_and_no_other_address_is_a_link(copy: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    copy.cell(
        "incidents", CLASH, title='=HYPERLINK("http://127.0.0.1/","open")', damage="+1+1", summary="internal:'Question'!A1"
    )
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    book = openpyxl.load_workbook(written(current(), tmp_path / "bad.xlsx"))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    names, *cells = book[CLASHES].iter_rows()
    spoilt = next(row for row in cells if row[0].value == CLASH)
    found = {str(name.value): cell for name, cell in zip(names, spoilt, strict=True)}
    assert (found["title"].data_type, found["title"].quotePrefix) == ("s", True)
    assert str(found["damage"].value) == "+1+1"
    assert found["summary"].hyperlink is None


def test_a_text_that_no_cell_holds_is_cut_and_says_so():
    long = "\U0001f6a2" * csv_zip.LONGEST_CELL
    cut = xlsx.fitting(long)
    assert cut.endswith(xlsx.CUT)
    assert csv_zip.LONGEST_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= csv_zip.LONGEST_CELL
    assert xlsx.fitting("x" * csv_zip.LONGEST_CELL) == "x" * csv_zip.LONGEST_CELL


def test_dates_are_dates_in_a_geopackage_and_in_geoparquet_also_of_no_rows(store: Store, tmp_path: Path):
    for name, view in (("some", SUMMER), ("none", View(q="zzz", layers=LAYERS))):
        write(store, view, tmp_path / f"{name}.gpkg", lambda _done, _words: None)
        for key, column in (("incidents", "date_start"), ("claims", "date"), ("reports", "published")):
            told = pyogrio.read_info(tmp_path / f"{name}.gpkg", layer=key)
            assert dict(zip(told["fields"], told["ogr_types"], strict=True))[f"{column}{dates.ENDING}"] == "OFTDate"
        write(store, view, tmp_path / f"{name}.parquet", lambda _done, _words: None)
        assert str(parquet.read_schema(tmp_path / f"{name}.parquet").field("date_end_as_date").type) == "date32[day]"
    for row in parquet.read_table(tmp_path / "some.parquet").to_pylist():
        assert row["date_start_as_date"].isoformat() == row["date_start"]


@pytest.mark.parametrize("words", ["2024-06", "2024", "", None, "2024-13-01", "20240601", "2024-W01-1"])
def test_what_names_no_day_is_no_date(words: str | None):
    assert dates._day(words) is None
