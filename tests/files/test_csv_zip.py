"""CSV tables and their descriptor: proved by frictionless, which reads the same language as the shipped data."""

from __future__ import annotations

import csv
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
