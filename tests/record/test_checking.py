"""What is wrong with a package is said, all of it, each in one sentence that names file, row, column and expectation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from layers.store import settle, store
from record import hashes, opening, reading
from record.check import main
from record.faults import Fault, InvalidPackageError, UnfitError, UnreadableFileError
from record.geometry import AREAS, MOST_POSITIONS, drawn
from tests.packages import CLASH, SEED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packages import Copy


def only(found: list[Fault]) -> Fault:
    assert len(found) == 1, [str(fault) for fault in found]
    return found[0]


def test_the_small_package_that_these_tests_spoil_has_no_fault(copy: Copy):
    assert copy.faults() == []


def test_a_fault_reads_as_one_sentence():
    assert str(Fault("incidents.csv", "7", "lat_deg", "91", "a latitude")) == (
        "incidents.csv, row 7, column lat_deg: “91” stands there; expected a latitude."
    )
    assert str(Fault("names.csv", "", "", "", "the file to be there")) == "names.csv: expected the file to be there."


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("date_start", "17 June 2024", "a day of the calendar as YYYY-MM-DD"),
        ("date_precision", "hour", "day"),
        ("lon_deg", "0", "at least 98"),
        ("lat_deg", "61.5", "at most 27"),
        ("lat_deg", "north", "a number such as 9.73"),
        ("precision_m", "0", "at least"),
        ("precision_m", "", "must not be empty"),
        ("types", "quarrel", "text of the form"),
        ("killed", "-1", "at least"),
        ("title", "x" * 121, "text of at most 120 characters"),
        ("status", "certain", "one of"),
        ("place", "atlantis", "places"),
        ("date_end", "2024-06-16", "a day from 2024-06-17 on"),
        ("title", "China illegally boards boats", "illegally"),
    ],
)
def test_a_bad_cell_is_named_by_file_row_column_and_expectation(copy: Copy, column: str, value: str, said: str):
    copy.cell("incidents", CLASH, **{column: value})
    fault = next(fault for fault in copy.faults() if said in fault.expected)
    number = str([row["id"] for row in copy.rows("incidents")].index(CLASH) + 2)
    assert fault.file == "incidents.csv"
    assert fault.row in {number, CLASH}
    # A foreign key is held by the row; the sentence names the column.
    assert column in str(fault)
    if value and fault.column:
        assert value[:40] in str(fault)


def test_a_date_range_that_runs_backwards_is_found_in_developments_too(copy: Copy):
    copy.cell("developments", SEED, date_end="2025-01-01")
    fault = only(copy.faults())
    assert (fault.row, fault.column, fault.value) == (SEED, "date_end", "2025-01-01")


def test_a_missing_column_is_named(copy: Copy):
    path = copy.path / "incidents.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("status", "state_of_play", 1), encoding="utf-8")
    copy.seal()
    assert any("status" in str(fault) and fault.file == "incidents.csv" for fault in copy.faults())


def test_an_id_that_stands_twice_is_found(copy: Copy):
    copy.add("incidents", lambda row: row["id"] == CLASH)
    assert any(fault.file == "incidents.csv" and CLASH in str(fault) for fault in copy.faults())


def test_an_id_that_is_no_permanent_word_is_found(copy: Copy):
    copy.cell("places", copy.rows("places")[0]["id"], id="Row 7")
    assert any(fault.file == "places.csv" and fault.value == "Row 7" for fault in copy.faults())


def test_an_address_that_is_not_of_the_web_is_found(copy: Copy):
    report = copy.rows("reports")[0]["id"]
    copy.cell("reports", report, url="javascript:alert(1)")
    fault = only(copy.faults())
    assert (fault.file, fault.column, fault.value) == ("reports.csv", "url", "javascript:alert(1)")


@pytest.mark.parametrize("layer", ["incidents", "developments", "places", "claims"])
def test_a_feature_without_a_report_is_found_in_every_layer(copy: Copy, layer: str):
    feature = next(row["feature"] for row in copy.rows("citations") if row["layer"] == layer)
    copy.drop("citations", lambda row: (row["layer"], row["feature"]) == (layer, feature))
    expected = ["at least one report in citations.csv"]
    assert [fault.expected for fault in copy.faults() if (fault.file, fault.row) == (layer, feature)] == expected


def test_a_report_that_nothing_cites_is_found(copy: Copy):
    copy.add("reports", lambda _row: True, id="rpt-orphan", url="https://example.org/orphan")
    fault = only(copy.faults())
    assert (fault.file, fault.row) == ("reports.csv", "rpt-orphan")
    assert "orphan" in fault.expected


def test_a_report_that_another_was_taken_from_is_no_orphan(copy: Copy):
    copy.add("reports", lambda _row: True, id="rpt-source", url="https://example.org/source")
    cited = copy.rows("citations")[0]["report"]
    copy.add("origins", lambda _row: True, id="x--y", report=cited, from_report="rpt-source", from_origin="")
    assert copy.faults() == []


def test_an_account_needs_a_feature_that_is_there_and_a_report_that_it_cites(copy: Copy):
    other = next(r["report"] for r in copy.rows("citations") if r["layer"] == "claims")
    copy.add("accounts", lambda row: row["feature"] == CLASH, feature="no-such-clash", state="VNM", report=other)
    copy.add("accounts", lambda row: row["feature"] == CLASH, state="MYS", report=other)
    found = copy.faults()
    assert {(fault.column, fault.value) for fault in found} >= {("feature", "no-such-clash"), ("report", other)}


@pytest.mark.parametrize("column", ["also_places", "linked_claims", "linked_incidents"])
def test_an_id_in_a_list_must_be_there(copy: Copy, column: str):
    copy.cell("developments", SEED, **{column: "no-such-id"})
    fault = only(copy.faults())
    assert (fault.row, fault.column, fault.value) == (SEED, column, "no-such-id")


def test_a_report_that_is_not_there_is_found_wherever_it_is_named(copy: Copy):
    for table in ("citations", "accounts", "origins"):
        copy.add(table, lambda _row: True, report="rpt-nowhere", **({"id": "a--b"} if table == "origins" else {}))
    assert {f.file for f in copy.faults() if "reports" in str(f)} >= {"citations.csv", "accounts.csv", "origins.csv"}


def test_one_state_has_one_account_of_a_feature(copy: Copy):
    copy.add("accounts", lambda row: row["feature"] == CLASH, says="Something else.")
    assert any(fault.file == "accounts.csv" for fault in copy.faults())


@pytest.mark.parametrize(
    ("title", "charged"),
    [
        ("Chinese ship rams Philippine boat", True),
        ("China harasses survey ship", True),
        ("Vessel intrudes into Vietnamese territory", True),
        ("Philippines says Chinese ship rams its boat", False),
        ("Ships collide; each accuses the other of ramming", False),
        ("China Coast Guard and Philippine boats collide", False),
    ],
)
def test_a_charged_word_in_a_title_must_be_somebodys(copy: Copy, title: str, charged: bool):  # noqa: FBT001
    copy.cell("incidents", CLASH, title=title)
    assert [(fault.row, fault.column) for fault in copy.faults()] == [(CLASH, "title")] * charged


def test_a_summary_that_repeats_a_pages_title_is_found(copy: Copy):
    words = "Coast guard ships met off the shoal early on Monday, officials said"
    copy.cell("reports", copy.rows("reports")[0]["id"], title=words)
    copy.cell("incidents", CLASH, summary=f"It is told so: {words.lower()}.")
    fault = only(copy.faults())
    assert (fault.row, fault.column) == (CLASH, "summary")
    assert "our own words" in fault.expected


def test_a_geometry_outside_the_region_is_found(copy: Copy):
    found = copy.claims()
    found["features"][0]["geometry"] = {"type": "LineString", "coordinates": [[10, 50], [11, 51]]}
    copy.write_claims(found)
    fault = next(fault for fault in copy.faults() if fault.column == "geometry")
    assert fault.row == found["features"][0]["id"]
    assert "between 98 and 128 E, -6 and 27 N" in fault.expected


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[110, 10], [112, 12], [112, 10], [110, 12], [110, 10]]]},
        {"type": "Blob", "coordinates": []},
        {"type": "Point"},
        {"type": "Polygon", "coordinates": [[[110, "x"]]]},
        {"type": "LineString", "coordinates": []},
        {"type": "Point", "coordinates": [float("nan"), 5]},
        "POINT (110 10)",
    ],
    ids=["bow tie", "unknown type", "no coordinates", "text", "empty", "not a number", "well-known text"],
)
def test_a_geometry_that_cannot_be_drawn_is_found(copy: Copy, geometry: object):
    found = copy.claims()
    found["features"][0]["geometry"] = geometry
    copy.write_claims(found)
    assert {fault.row for fault in copy.faults() if fault.column == "geometry"} == {found["features"][0]["id"]}


def test_a_file_that_was_changed_without_its_hash_is_found(copy: Copy):
    rows = copy.rows("names")
    rows[0]["name"] += " "
    copy.write("names", rows, seal=False)
    fault = only(copy.faults())
    assert fault.file == "names.csv"
    assert "make data" in fault.expected


@pytest.mark.parametrize("name", ["incidents.csv", "claims.geojson", "datapackage.json"])
def test_a_missing_file_is_named(copy: Copy, name: str):
    (copy.path / name).unlink()
    fault = only(copy.faults())
    assert (fault.file, fault.expected) == (name, "the file to be there")


@pytest.mark.parametrize("name", ["claims.geojson", "datapackage.json"])
@pytest.mark.parametrize("content", ["{", "[]", "null", "7", '{"features": 1}', '{"features": [1]}', ""])
def test_a_json_file_that_cannot_be_read_is_a_fault_and_no_crash(copy: Copy, name: str, content: str):
    (copy.path / name).write_text(content, encoding="utf-8")
    found = copy.faults()
    assert found
    assert all(name in fault.file for fault in found)


@pytest.mark.parametrize("content", [b"", b"id,title\n", b"\xff\xfe\x00", b'id,"title\nx', b"\x00"])
def test_a_table_that_cannot_be_read_is_a_fault_and_no_crash(copy: Copy, content: bytes):
    (copy.path / "incidents.csv").write_bytes(content)
    copy.seal()
    assert any("incidents" in str(fault) for fault in copy.faults())


def test_all_faults_are_told_at_once(copy: Copy):
    copy.cell("incidents", CLASH, lat_deg="91", killed="many")
    copy.cell("places", copy.rows("places")[0]["id"], kind="castle")
    assert {(f.file, f.column) for f in copy.faults()} >= {
        ("incidents.csv", "lat_deg"), ("incidents.csv", "killed"), ("places.csv", "kind"),
    }  # fmt: skip


def test_faults_of_the_schema_and_of_the_other_rules_are_told_at_once(copy: Copy):
    copy.cell("developments", SEED, date_end="2025-01-01")
    copy.cell("incidents", CLASH, lat_deg="91", title="China illegally boards boats")
    copy.add("reports", lambda _row: True, id="rpt-orphan", url="https://example.org/orphan")
    assert {(f.file, f.column) for f in copy.faults()} >= {
        ("incidents.csv", "lat_deg"), ("developments.csv", "date_end"), ("incidents.csv", "title"), ("reports.csv", ""),
    }  # fmt: skip


def test_reading_a_faulty_package_raises_all_its_faults(copy: Copy):
    copy.cell("incidents", CLASH, lat_deg="91", lon_deg="0")
    with pytest.raises(InvalidPackageError, match="2 faults in the data package") as raised:
        reading.read(copy.path)
    assert len(raised.value.faults) == 2


def test_a_directory_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOUNDINGS_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(InvalidPackageError, match=r"SOUNDINGS_DATA.*nowhere is none"):
        store()


def test_an_empty_directory_lacks_every_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOUNDINGS_DATA", str(tmp_path))
    with pytest.raises(InvalidPackageError) as raised:
        store()
    assert {"datapackage.json", "incidents.csv", "claims.geojson"} <= {fault.file for fault in raised.value.faults}


def test_an_empty_setting_means_the_shipped_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOUNDINGS_DATA", "")
    assert reading.place() == reading.SHIPPED


def test_an_edited_package_is_read_anew(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    before = store()
    assert store() is before
    copy.cell("incidents", CLASH, summary="Told anew.")
    settle()
    assert store().frames["incidents"].loc[CLASH, "summary"] == "Told anew."


def test_the_check_command_prints_every_fault_and_says_so_in_its_status(copy: Copy, capsys: pytest.CaptureFixture[str]):
    assert main([str(copy.path)]) == 0
    assert "0 faults" in capsys.readouterr().out
    copy.cell("incidents", CLASH, lat_deg="91")
    assert main([str(copy.path)]) == 1
    said = capsys.readouterr().out
    assert "incidents.csv, row" in said
    assert said.endswith("1 fault\n")


def test_refreshing_hashes_names_what_changed_and_nothing_else(copy: Copy):
    rows = copy.rows("names")
    copy.write("names", rows[:-1], seal=False)
    assert hashes.refresh(copy.path) == ["names.csv"]
    assert hashes.refresh(copy.path) == []


def test_hashes_are_left_alone_where_a_file_is_missing(copy: Copy):
    descriptor = (copy.path / "datapackage.json").read_bytes()
    (copy.path / "names.csv").unlink()
    with pytest.raises(SystemExit, match="left as they are"):
        hashes.main([str(copy.path)])
    assert (copy.path / "datapackage.json").read_bytes() == descriptor


def test_a_package_may_not_loosen_the_schema(copy: Copy):
    path = copy.path / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        for field in resource.get("schema", {}).get("fields", []):
            field.pop("constraints", None)
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    copy.cell("incidents", CLASH, lat_deg="61.5")
    assert only(copy.faults()).column == "lat_deg"


@pytest.mark.parametrize("path", ["../../../../../../etc/passwd", "/etc/passwd", "linked.csv"])
def test_no_file_outside_the_package_is_opened_or_hashed(copy: Copy, path: str):
    (copy.path / "linked.csv").symlink_to("/etc/passwd")
    before = json.loads((copy.path / "datapackage.json").read_text(encoding="utf-8"))
    before["resources"].append({"name": "passwords", "path": path})
    written = json.dumps(before)
    (copy.path / "datapackage.json").write_text(written, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="expected a file inside the package"):
        copy.seal()
    assert (copy.path / "datapackage.json").read_text(encoding="utf-8") == written


def test_a_table_of_too_many_rows_is_refused_where_it_ends(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setattr(opening, "MOST_ROWS", 5)
    said = [str(fault) for fault in copy.faults() if fault.file == "incidents.csv"]
    assert said == ["incidents.csv, row 7: expected at most 5 rows."]


def test_a_shape_of_too_many_positions_is_refused_before_it_is_drawn():
    ring = [[lon / 1000, 0] for lon in range(MOST_POSITIONS)] + [[0, 1], [0, 0]]
    with pytest.raises(UnfitError, match="at most 200,000 positions in a shape"):
        drawn({"type": "Polygon", "coordinates": [ring]}, AREAS)
