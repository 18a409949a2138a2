"""Data files: what is written is what the map shows, and comes back the same from any program that opens it."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from files import csv_zip, records, suffixes
from files.write import BY_SUFFIX, WRITERS
from files.write import write as write_file
from layers import layer, marks
from layers.store import store
from question.view import View
from tests.briefing.reopening import reopen
from tests.examples import percent
from tests.packages import CLASH
from tests.questions import LAYERS, some, views
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from layers.store import Store
    from tests.briefing.reopening import Rows
    from tests.packages import Copy

# Every layer there is, those that a page does not show unasked among them.
ALL = View(layers=LAYERS)

SUMMER = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
each = pytest.mark.parametrize("suffix", list(BY_SUFFIX))
STEP_DEG = 1e-6
# Formats that are XML, which has no word for controls.
XML = {".kml", ".xlsx"}


def write(store: Store, view: View, path: Path) -> Path:
    write_file(store, view, path, ignore)
    return path


def ignore(share: float, words: str) -> None:
    """Show no progress."""


def shown(store: Store, view: View, found: Rows) -> dict[str, gpd.GeoDataFrame]:
    """Return what the map shows of the layers that a file holds."""
    return {key: layer(key).filter(store.frames[key], view) for key in found}


def same(found: Any, wanted: Any) -> bool:  # noqa: ANN401 -- a shape or none
    if wanted is None or wanted.is_empty:
        return found is None
    # KML writes a shape of one part as that part.
    parts = [[part.normalize() for part in getattr(shape, "geoms", [shape])] for shape in (found, wanted)]
    return all(a.equals_exact(b, STEP_DEG) for a, b in zip(*parts, strict=True))


@pytest.mark.slow
@each
def test_the_whole_record_comes_back_with_the_same_ids_positions_and_pages(suffix: str, store: Store, tmp_path: Path):
    found = reopen(write(store, ALL, tmp_path / f"all{suffix}"), ALL)
    assert set(found) == ({"incidents"} if suffix in {".csv", ".parquet"} else set(LAYERS))
    for key, frame in shown(store, ALL, found).items():
        rows = found[key]
        assert list(rows["id"]) == list(frame.index)
        assert list(rows["urls"]) == [tuple(report.url for report in cell) for cell in frame["reports"]]
        differ = [i for i, a, b in zip(frame.index, rows.geometry, frame.geometry, strict=True) if not same(a, b)]
        assert differ == []


@pytest.mark.slow
@each
def test_dates_come_back_as_iso_text_with_their_precision(suffix: str, store: Store, tmp_path: Path):
    whole = replace(ALL, severity=0)
    found = reopen(write(store, whole, tmp_path / f"all{suffix}"), whole)
    for key in {"incidents", "developments"} & set(found):
        frame = store.frames[key]
        assert [str(day)[:10] for day in found[key]["date_start"]] == [str(day.date()) for day in frame["date_start"]]
        assert list(found[key]["date_precision"]) == list(frame["date_precision"])
        assert "month" in set(found[key]["date_precision"])


@each
def test_claims_keep_their_shapes_and_those_without_one_survive(suffix: str, store: Store, tmp_path: Path):
    alone = View(layers=("claims",))
    rows = reopen(write(store, alone, tmp_path / f"claims{suffix}"), alone)["claims"]
    frame = store.frames["claims"]
    assert list(rows["id"]) == list(frame.index)
    assert rows.geometry.isna().sum() == frame.geometry.isna().sum() > 0
    assert [i for i, a, b in zip(frame.index, rows.geometry, frame.geometry, strict=True) if not same(a, b)] == []


@pytest.mark.slow
@given(data=st.data())
@percent(12)
def test_every_file_holds_as_many_features_as_the_map_and_its_marks_show(data: st.DataObject):
    known = store()
    busy = list(known.frames["incidents"]["place"].value_counts().index[:5])
    mild = st.builds(View, states=some(["CHN", "PHL", "VNM", "MYS"]), severity=st.integers(0, 5), layers=some(LAYERS))
    view = data.draw(mild | views(places=busy, words=["shoal", "仁爱礁", "cable", "zzz"]))
    assume(view.layers)
    with TemporaryDirectory() as folder:
        for suffix in BY_SUFFIX:
            found = reopen(write(known, view, Path(folder) / f"some{suffix}"), view)
            frames = shown(known, view, found)
            assert {key: list(rows["id"]) for key, rows in found.items()} == {k: list(f.index) for k, f in frames.items()}
            if "incidents" in found:
                drawn = sum(mark.n for mark in marks.at_positions(frames["incidents"]))
                assert len(found["incidents"]) == drawn


@pytest.mark.parametrize("suffix", [".csv", ".zip", ".geojson"])
def test_one_version_and_filter_make_one_file_whatever_is_picked_or_looked_at(suffix: str, store: Store, tmp_path: Path):
    first = write(store, SUMMER, tmp_path / f"first{suffix}").read_bytes()
    looked = replace(SUMMER, selected=CLASH, names="zh")
    other = tmp_path / "other"
    other.mkdir()
    assert write(store, looked, other / f"first{suffix}").read_bytes() == first
    if suffix == ".csv":
        assert (other / "first.datapackage.json").read_bytes() == (tmp_path / "first.datapackage.json").read_bytes()


def question(path: Path) -> dict[str, str]:
    """Return the first sheet of a workbook under the names that the other files have."""
    names = {"Question": "filter", "Question as a link's query": "query", "Data version": "version", "Licence": "licence"}
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        rows = book["Question"].iter_rows(values_only=True)
        return {names[str(name)]: str(words or "") for name, words in rows if name in names}


def said(path: Path) -> dict[str, str]:
    """Return what a file says of itself."""
    told: dict[str, Callable[[], Any]] = {
        ".csv": lambda: json.loads(path.with_suffix(csv_zip.SIDECAR).read_text(encoding="utf-8")),
        ".zip": lambda: json.loads(zipfile.ZipFile(path).read("datapackage.json")),
        ".geojson": lambda: json.loads(path.read_text(encoding="utf-8")),
        ".gpkg": lambda: pyogrio.read_info(path, layer="incidents")["dataset_metadata"],
        ".kml": lambda: dict.fromkeys(("version", "filter"), path.read_text(encoding="utf-8")),
        ".parquet": lambda: gpd.read_parquet(path).attrs,
        ".xlsx": lambda: question(path),
    }
    found: dict[str, str] = told[path.suffix]()
    return found


@each
def test_every_file_says_its_data_version_and_its_filter(suffix: str, store: Store, tmp_path: Path):
    found = said(write(store, SUMMER, tmp_path / f"june{suffix}"))
    assert store.package.version in found["version"]
    assert "involving the Philippines, 1 June to 31 August 2024" in found["filter"]
    if suffix != ".kml":
        assert found["query"] == "states=PHL&from=2024-06-01&to=2024-08-31"
        assert found["licence"].startswith("https://creativecommons.org/")


@each
def test_a_question_with_markup_in_it_does_no_harm(suffix: str, store: Store, tmp_path: Path):
    asked = View(q="shoal ]]><script>alert(1)</script> =1&2")
    path = write(store, asked, tmp_path / f"asked{suffix}")
    assert set(reopen(path, asked)) <= set(LAYERS)
    if suffix == ".kml":
        assert "<script" not in path.read_text(encoding="utf-8")
    else:
        assert said(path)["filter"] == f"matching “{asked.q}”"


@each
def test_a_filter_that_nothing_passes_makes_a_file_of_no_features(suffix: str, store: Store, tmp_path: Path):
    nothing = View(q="zzz")
    found = reopen(write(store, nothing, tmp_path / f"none{suffix}"), nothing)
    assert found
    assert {len(rows) for rows in found.values()} == {0}


def test_a_geoparquet_file_of_no_rows_has_the_columns_and_types_of_any_other(store: Store, tmp_path: Path):
    some = gpd.read_parquet(write(store, SUMMER, tmp_path / "some.parquet"))
    none = gpd.read_parquet(write(store, View(q="zzz"), tmp_path / "none.parquet"))
    assert list(none.columns) == list(some.columns)
    assert none.crs == some.crs == "EPSG:4326"


def test_geoparquet_keeps_accounts_and_parties_as_lists(store: Store, tmp_path: Path):
    rows = gpd.read_parquet(write(store, SUMMER, tmp_path / "some.parquet")).set_index("id")
    assert {account["state"] for account in rows.loc[CLASH, "accounts"]} >= {"CHN", "PHL"}
    assert {party["role_disputed"] for party in rows.loc[CLASH, "parties"]} <= {True, False}


def test_a_geopackage_has_a_layer_a_map_layer_and_tables_that_lead_back_to_the_features(store: Store, tmp_path: Path):
    asked = replace(SUMMER, layers=LAYERS)
    path = write(store, asked, tmp_path / "june.gpkg")
    assert [name for name, _ in pyogrio.list_layers(path)] == [*LAYERS, *records.RELATED, "layer_styles"]
    for key in LAYERS:
        told = pyogrio.read_info(path, layer=key)
        assert told["crs"] == "EPSG:4326"
        assert told["geometry_type"] == ("Point" if key in {"places", "developments", "incidents"} else "Unknown")
    reports = pyogrio.read_dataframe(path, layer="reports")
    wanted = {
        (key, identity, report.url)
        for key in LAYERS
        for identity, cell in layer(key).filter(store.frames[key], asked)["reports"].items()
        for report in cell
    }
    assert set(reports[["layer", "feature", "url"]].itertuples(index=False, name=None)) == wanted
    accounts = pyogrio.read_dataframe(path, layer="accounts")
    assert set(accounts.loc[accounts["feature"] == CLASH, "state"]) >= {"CHN", "PHL"}


@pytest.mark.slow
def test_a_placemark_spans_the_days_that_its_date_may_mean(store: Store, tmp_path: Path):
    rows = reopen(write(store, ALL, tmp_path / "all.kml"), ALL)["incidents"].set_index("id")
    frame = layer("incidents").filter(store.frames["incidents"], ALL)
    assert [str(day)[:10] for day in rows["begin"]] == [str(day.date()) for day in frame["first"]]
    assert [str(day)[:10] for day in rows["end"]] == [str(day.date()) for day in frame["last"]]


SPOILT = {
    "title": '=HYPERLINK("http://127.0.0.1/","open")',
    "damage": "+1+1",
    "position_note": "@SUM(A1)\tzqx]]><script>alert(1)</script>",
    "summary": "\uff1d1 and \x01 then \u202egnp.exe",
}


@each
def test_hostile_texts_come_back_as_text(suffix: str, hostile: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    titles = {row["id"]: row["title"] for row in hostile.rows("incidents")}
    rows = reopen(write(store(), ALL, tmp_path / f"bad{suffix}"), ALL)["incidents"]
    for identity, title in zip(rows["id"], rows["title"], strict=True):
        kept = titles[identity] if suffix not in XML else text.plain(titles[identity], longest=1_000_000)
        assert title == kept


@each
def test_formulas_markup_and_controls_do_no_harm(suffix: str, copy: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    copy.cell("incidents", CLASH, **SPOILT)
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    rows = reopen(write(store(), ALL, tmp_path / f"bad{suffix}"), ALL)["incidents"].set_index("id")
    for column, spoilt in SPOILT.items():
        found = rows.loc[CLASH, column]
        if suffix in {".csv", ".zip"}:
            assert found == f"'{spoilt}"
        elif suffix == ".xlsx":
            assert found == text.plain(spoilt)
        elif suffix == ".kml":
            assert found == text.plain(spoilt).replace("]]>", "]] >")
        else:
            assert found == spoilt
    if suffix == ".kml":
        assert "<" not in rows.loc[CLASH, "description"]
        assert "<" not in "".join(rows["Name"])


def test_a_suffix_that_is_not_known_is_refused_with_those_that_are(store: Store, tmp_path: Path):
    with pytest.raises(ValueError, match=r"“june\.shp” has no suffix of a data file; there are \.csv, .*\.bib\."):
        write(store, ALL, tmp_path / "june.shp")


def test_a_view_without_layers_is_refused_in_words(store: Store, tmp_path: Path):
    with pytest.raises(ValueError, match=r"nothing to write to june\.kml: the view shows no layer"):
        write(store, View(layers=()), tmp_path / "june.kml")


def test_a_file_that_cannot_be_finished_leaves_the_one_before_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = write(store, SUMMER, tmp_path / "june.gpkg")
    before = path.read_bytes()

    def fail(store: Store, view: View, path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError("disk full")

    monkeypatch.setitem(WRITERS, ".gpkg", fail)
    with pytest.raises(OSError, match="disk full"):
        write(store, SUMMER, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["june.gpkg"]


def test_numbers_stay_numbers_in_a_table(store: Store, tmp_path: Path):
    rows = pd.read_csv(write(store, ALL, tmp_path / "all.csv"))
    for column in ("lon_deg", "lat_deg", "precision_m", "killed", "severity", "origins"):
        assert pd.api.types.is_numeric_dtype(rows[column]), column


def test_the_suffixes_that_a_command_may_name_are_those_that_are_written():
    assert list(BY_SUFFIX) == list(suffixes.FEATURES)
    assert [*suffixes.FEATURES, *suffixes.REFERENCES] == list(WRITERS)
