"""CSV tables and their descriptor: proved by frictionless, which reads the same language as the shipped data."""

from __future__ import annotations

import csv
import json
import zipfile
from typing import TYPE_CHECKING

import frictionless
import pandas as pd
import pytest

from files import csv_zip, records
from question.view import View
from record import hashes
from tests.questions import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from layers.store import Store

# Every layer there is, those that a page does not show unasked among them.
ALL = View(layers=LAYERS)


@pytest.fixture(scope="module")
def folder(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with the whole record as one table, and as the tables of a zip, unpacked."""
    found = tmp_path_factory.mktemp("tables")
    csv_zip.write(store, ALL, found / "all.csv")
    csv_zip.write_zip(store, ALL, found / "all.zip")
    with zipfile.ZipFile(found / "all.zip") as file:
        file.extractall(found / "zip")
    return found


@pytest.mark.parametrize("name", ["all.datapackage.json", "zip/datapackage.json"])
def test_the_descriptor_is_true_of_its_tables(folder: Path, name: str):
    report = frictionless.validate(str(folder / name))
    assert report.flatten(["type", "fieldName", "rowNumber", "note"]) == []
    assert report.valid


@pytest.mark.parametrize("name", ["all.datapackage.json", "zip/datapackage.json"])
def test_the_descriptor_gives_every_column_a_meaning_and_every_table_its_hash(folder: Path, name: str):
    for resource in frictionless.Package(str(folder / name)).resources:
        file = (folder / name).parent / str(resource.path)
        with file.open(encoding=csv_zip.ENCODING, newline="") as lines:
            header = next(csv.reader(lines))
        assert [field.name for field in resource.schema.fields] == header
        assert all(len(field.description or "") > 10 for field in resource.schema.fields)
        assert resource.hash == hashes.measured(file.read_bytes())["hash"]


def test_the_zip_holds_each_layer_shown_and_what_belongs_to_its_features(folder: Path):
    names = {path.name for path in (folder / "zip").iterdir()}
    assert names == {"datapackage.json", *(f"{name}.csv" for name in (*LAYERS, *records.RELATED))}


def test_the_related_tables_lead_back_to_their_features(folder: Path, store: Store):
    for name in records.RELATED:
        rows = pd.read_csv(folder / "zip" / f"{name}.csv")
        assert len(rows)
        assert [pair for pair in zip(rows["layer"], rows["feature"], strict=True) if store.ids[pair[1]] != pair[0]] == []


def test_every_derived_column_that_is_described_is_in_some_table(folder: Path):
    columns = {column for path in (folder / "zip").glob("*.csv") for column in pd.read_csv(path, nrows=0).columns}
    assert set(records.DERIVED) <= columns


def test_one_table_holds_the_clashes_or_else_the_first_layer_shown():
    assert csv_zip.one_layer(ALL) == "incidents"
    assert csv_zip.one_layer(View(layers=("claims", "places"))) == "claims"


def described(store: Store, summary: dict[str, str]) -> str:
    """Return what the descriptor says of the clashes once these have other summaries, by id."""
    rows = csv_zip.sheet(records.rows(store, View(), "incidents"))
    table = rows.assign(summary=[summary.get(row, cell) for row, cell in zip(rows["id"], rows["summary"], strict=True)])
    member = csv_zip.Member("incidents", table, csv_zip.dumps(table))
    (resource,) = json.loads(csv_zip.descriptor(store, View(), {"incidents.csv": member}))["resources"]
    return str(resource["description"])


def test_the_descriptor_names_the_cells_that_a_spreadsheet_would_cut_and_the_file_holds_them_whole(store: Store):
    table = records.rows(store, View(), "incidents")
    first, second, *others = table["id"]
    fits = described(store, {first: "x" * csv_zip.LONGEST_CELL})
    assert "spreadsheet" not in fits
    told = described(store, {first: "x" * (csv_zip.LONGEST_CELL + 1), second: "y" * csv_zip.LONGEST_CELL})
    assert told.startswith(fits)
    assert "Of the column “summary”, 1 cell is longer than the 32,767 characters" in told
    assert f": {first}. This file holds them whole" in told
    many = described(store, dict.fromkeys([first, second, *others[:6]], "x" * 40_000))
    assert "8 cells are longer than the 32,767 characters (UTF-16 code units) that a spreadsheet such as Excel" in many
    assert many.count("and 3 more") == 1
    long = pd.DataFrame({"id": ["a"], "summary": ["x" * 40_000]})
    assert b"x" * 40_000 in csv_zip.dumps(long)


def test_length_is_counted_as_a_spreadsheet_counts_it_and_of_what_is_written():
    half = csv_zip.LONGEST_CELL // 2
    lengths = {"a": "\U0001f6a2" * half, "b": "\U0001f6a2" * (half + 1), "c": "=" + "x" * (csv_zip.LONGEST_CELL - 1)}
    table = pd.DataFrame({"feature": list(lengths), "says": list(lengths.values())})
    (sentence,) = csv_zip._long_columns(table)
    assert "2 cells are longer" in sentence
    assert ": b and c. " in sentence


def test_no_cell_of_the_shipped_record_is_too_long(folder: Path):
    for name in ("all.datapackage.json", "zip/datapackage.json"):
        assert "spreadsheet" not in (folder / name).read_text(encoding="utf-8")
