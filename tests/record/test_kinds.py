"""Forms in which people really bring tables and JSON: each is read right, or refused in one sentence that says where."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from record import columns, opening, reading, tables
from record.columns import PARTIAL
from record.faults import UnreadableFileError
from record.opening import File
from tests.packages import CLASH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from record.tables import Table
    from tests.packages import Copy

SCHEMA = {resource["name"]: resource for resource in reading.schema()["resources"]}
CSV = [resource for resource in SCHEMA.values() if resource["path"].endswith(".csv")]
DATES = [
    (resource["name"], field["name"], field["type"])
    for resource in reading.schema()["resources"]
    for field in resource.get("schema", {"fields": []})["fields"]
    if field["type"] == "date" or field.get("constraints", {}).get("pattern") == PARTIAL
]


def said(copy: Copy) -> list[str]:
    return [str(fault) for fault in copy.faults()]


def rewrite(copy: Copy, table: str, change: Callable[[bytes], bytes]) -> None:
    path = copy.path / f"{table}.csv"
    path.write_bytes(change(path.read_bytes()))
    copy.seal()


def first(copy: Copy, table: str, **cells: str) -> None:
    rows = copy.rows(table)
    rows[0] |= cells
    copy.write(table, rows)


# How a table is written.


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"\n", b"\r"),
        lambda content: content.rstrip(b"\n"),
        lambda content: content.replace(b"place,language,name,ambiguous", b"place, language ,name,\xc2\xa0ambiguous", 1),
        lambda content: content.replace(b"place,language", b'"place","language"', 1),
    ],
    ids=["byte order mark", "CR LF", "CR", "no last line end", "spaces in the header", "quotes in the header"],
)
def test_what_can_mean_one_thing_alone_is_read(copy: Copy, change: Callable[[bytes], bytes]):
    before = reading.read(copy.path).tables["names"]
    rewrite(copy, "names", change)
    assert said(copy) == []
    assert reading.read(copy.path).tables["names"].equals(before)


def test_columns_of_another_order_are_read_by_their_names(copy: Copy):
    before = reading.read(copy.path).tables["names"]
    order = ("preferred", "ambiguous", "name", "report", "place", "language")
    rows = [",".join(f'"{row[name]}"' for name in order) for row in copy.rows("names")]
    (copy.path / "names.csv").write_text("\n".join([",".join(order), *rows]), encoding="utf-8")
    copy.seal()
    assert reading.read(copy.path).tables["names"].equals(before)


HEADER = "place,language,name,ambiguous,preferred,report"
COMMAS = "expected commas between the cells"
NO_NUL = "text without NUL bytes (the file may be in UTF-16, or broken)"
COLUMNS = "one of the columns place, language, name, ambiguous, preferred, report"


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (b"", [f"names.csv, row 1: expected a header: {HEADER}."]),
        (b",,,\n", [f"names.csv, row 1: expected a header: {HEADER}."]),
        *(
            (
                HEADER.replace(",", mark).encode(),
                [f"names.csv, row 1: “{HEADER.replace(',', shown)}” stands there; {COMMAS} (the header has {words})."],
            )
            for mark, shown, words in ((";", ";", "“;”"), ("\t", "\t", "tabs"), ("|", "|", "“|”"))
        ),
        (
            b"place,language,name,preferred,report\n",
            ["names.csv, row 1, column ambiguous: expected a column of this name."],
        ),
        (
            HEADER.encode() + b",colour\n",
            [f"names.csv, row 1: “colour” stands there; expected {COLUMNS}."],
        ),
        (
            HEADER.encode() + b",\n",
            [f"names.csv, row 1: “a column without a name” stands there; expected {COLUMNS}."],
        ),
        (
            b"place,language,name,name,ambiguous,preferred,report\n",
            ["names.csv, row 1, column name: “name” stands there; expected each column once."],
        ),
        (
            HEADER.encode() + b"\na,en,A\nb,en,B,true,false,,C\n\nc\n",
            [
                "names.csv, row 2: “3 cells” stands there; expected 6 cells, as the header has.",
                "names.csv, row 3: “7 cells” stands there; expected 6 cells, as the header has.",
                "names.csv, row 4: “an empty row” stands there; expected 6 cells, as the header has.",
                "names.csv, row 5: “1 cell” stands there; expected 6 cells, as the header has.",
            ],
        ),
        (
            HEADER.encode() + b'\na,en,A,true,false,\nb,en,"B,true\n',
            ["names.csv, row 3: expected a quote that is closed: the one that opens in this row or before it never is."],
        ),
        (
            HEADER.encode() + b'\na,en,"A" or so,true\n',
            ["names.csv, row 2: expected a comma or the end of the row after a closing quote."],
        ),
        (
            HEADER.encode() + b"\na,en," + b"A" * 131_073 + b",true,false,\n",
            ["names.csv, row 2: expected cells of at most 131,072 characters."],
        ),
        (
            b"place,language,name,ambiguous\na,en,A\0,true\n",
            [f"names.csv, row 2: “NUL” stands there; expected {NO_NUL}."],
        ),
        (
            HEADER.encode("utf-16"),
            ["names.csv: expected text in UTF-8 (the file begins as UTF-16 does)."],
        ),
        (
            HEADER.encode("utf-16-le"),
            [f"names.csv, row 1: “NUL” stands there; expected {NO_NUL}."],
        ),
        (
            f"{HEADER}\nsubi-reef,vi,Đá Xu Bi,false\nsubi-reef,fil,Zamorá,false\n".encode("cp1258"),
            ["names.csv, row 2: “byte 0xD0” stands there; expected text in UTF-8."],
        ),
        (
            f"{HEADER}\nsubi-reef,zh,渚碧礁,false\n".encode("gb18030"),
            ["names.csv, row 2: “byte 0xB8” stands there; expected text in UTF-8."],
        ),
    ],
    ids=[
        "empty", "only commas", "semicolons", "tabs", "bars", "a column too few", "a column too many", "no name",
        "a column twice", "cells too few and too many", "open quote", "text after a quote", "cell too long", "NUL", "UTF-16",
        "UTF-16 without a mark", "Vietnamese code page", "GB 18030",
    ],
)  # fmt: skip
def test_a_table_of_another_form_is_refused_in_a_sentence(content: bytes, sentences: list[str]):
    with pytest.raises(UnreadableFileError) as raised:
        opening.sheet(File("names.csv", content), HEADER.split(","))
    assert [str(fault) for fault in raised.value.faults] == sentences


def test_a_package_with_such_a_table_is_refused_for_that_alone(copy: Copy):
    rewrite(copy, "names", lambda content: content.replace(b",", b";"))
    assert said(copy) == [f"names.csv, row 1: “{HEADER.replace(',', ';')}” stands there; {COMMAS} (the header has “;”)."]


# What stands in a cell.


@pytest.mark.parametrize(("cell", "means"), [("TRUE", True), ("False", False), ("1", True), ("0", False), ("tRuE", True)])
def test_a_boolean_is_read_as_spreadsheets_save_it(copy: Copy, cell: str, means: bool):  # noqa: FBT001
    first(copy, "parties", role_disputed=cell)
    first(copy, "names", ambiguous=cell)
    assert said(copy) == []
    tables = reading.read(copy.path).tables
    assert (tables["parties"]["role_disputed"].iloc[0], tables["names"]["ambiguous"].iloc[0]) == (means, means)


def refused(table: str, column: str, cell: str) -> str:
    """Return the sentence that refuses a cell in the second row of a table."""
    columns_ = {field["name"]: field for field in SCHEMA[table]["schema"]["fields"]}
    kept = "" if not columns_[column].get("constraints", {}).get("required") else "2000-01-01"
    _, faults = columns.read(SCHEMA[table]["path"], [kept, cell, kept], columns_[column])
    (fault,) = (fault for fault in faults if fault.row == "3")
    return str(fault)


@pytest.mark.parametrize("cell", ["yes", "T", " true", "wahr", "2", "真"])
def test_another_word_for_true_is_refused(cell: str):
    said_ = f"parties.csv, row 3, column role_disputed: “{cell}” stands there; expected true or false."
    assert refused("parties", "role_disputed", cell) == said_


@pytest.mark.parametrize(
    ("cell", "slip"),
    [
        ("115\u00a0000", " (a no-break space stands in it)"),
        ("1\u202f500", " (a no-break space stands in it)"),
        (" 115", " (a space stands in it)"),
        ("115 ", " (a space stands in it)"),
        ("\uff11\uff11\uff15", " (its digits are not 0 to 9)"),
        ("\u0661\u0661\u0665", " (its digits are not 0 to 9)"),
        ("1_15", " (an underscore stands in it)"),
        ("\u2212115", " (its minus is not “-”)"),
        ("\u2013115", " (its minus is not “-”)"),
        ("115,5", " (a comma or another separator stands in it)"),
        ("1,150", " (a comma or another separator stands in it)"),
        ("1'150", " (a comma or another separator stands in it)"),
        ("1.150.000", " (a comma or another separator stands in it)"),
        ("nan", ""),
        ("inf", ""),
        ("-", ""),
        ("n/a", ""),
        ("0x73", ""),
        ("115°", ""),
        ("1e999", ""),
        ("9" * 5000, ""),
    ],
    ids=ascii,
)
def test_a_number_of_another_writing_is_refused_and_its_slip_is_named(cell: str, slip: str):
    shown = cell if len(cell) <= 80 else f"{cell[:79]}…"
    for column, words in (("lon_deg", "a number such as 9.73"), ("killed", "a whole number such as 12")):
        sentence = f"incidents.csv, row 3, column {column}: “{shown}” stands there; expected {words}{slip}."
        assert refused("incidents", column, cell) == sentence


@pytest.mark.parametrize("cell", ["5.0", "1e3", "99999999999999999999"])
def test_a_whole_number_has_no_point_and_fits(cell: str):
    slip = " (a comma or another separator stands in it)" if "." in cell else ""
    sentence = f"incidents.csv, row 3, column killed: “{cell}” stands there; expected a whole number such as 12{slip}."
    assert refused("incidents", "killed", cell) == sentence


@pytest.mark.parametrize(("cell", "means"), [("115.5", 115.5), ("+115", 115.0), ("1.155e2", 115.5), ("0115", 115.0)])
def test_a_number_is_read_to_its_last_digit(copy: Copy, cell: str, means: float):
    copy.cell("incidents", CLASH, lon_deg=cell)
    assert reading.read(copy.path).tables["incidents"].loc[CLASH, "lon_deg"] == means


OUT_OF_CALENDAR = ("2024-02-30", "2023-02-29", "2024-06-31", "2024-13-01", "0000-01-01")


@pytest.mark.parametrize(("table", "column", "kind"), [date for date in DATES if date[0] != "claims"])
def test_a_date_that_no_calendar_has_is_refused_in_every_table(table: str, column: str, kind: str):
    whole = kind == "date"
    form = "a day of the calendar as YYYY-MM-DD" if whole else "a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD"
    cells = [*OUT_OF_CALENDAR, *(() if whole else ("2024-13", "2024-00", "0000"))]
    for cell in cells:
        assert refused(table, column, cell) == (
            f"{table}.csv, row 3, column {column}: “{cell}” stands there; expected {form}."
        )


@pytest.mark.parametrize("column", [column for table, column, _ in DATES if table == "claims"])
def test_a_date_that_no_calendar_has_is_refused_in_claims(copy: Copy, column: str):
    claims = copy.claims()
    cells = ("2016-02-30", "2016-13", "0000")
    for feature, cell in zip(claims["features"], cells, strict=False):
        feature["properties"] |= {"valid_from": None, "valid_to": None, "date": None, column: cell}
    copy.write_claims(claims)
    form = "a date of the calendar as YYYY, YYYY-MM or YYYY-MM-DD"
    assert said(copy) == [
        f"claims.geojson, feature {feature['id']}, property {column}: “{cell}” stands there; expected {form}."
        for feature, cell in zip(claims["features"], cells, strict=False)
    ]


def test_the_first_and_the_last_day_that_there_are_are_read(copy: Copy):
    copy.cell("incidents", CLASH, date_start="0001-01-01", date_end="9999-12-31")
    assert said(copy) == []
    dates = reading.read(copy.path).tables["incidents"].loc[CLASH, ["date_start", "date_end"]]
    assert [day.date() for day in dates] == [dt.date.min, dt.date.max]


DAYS = ("17/06/2024", "2024-6-17", "20240617", "2024-06-17T00:00", "2024年6月17日", "45460", "\uff12024-06-17", "2024-W25-1")


@pytest.mark.parametrize("cell", DAYS)
def test_a_day_of_another_form_is_refused(cell: str):
    assert refused("incidents", "date_start", cell) == (
        f"incidents.csv, row 3, column date_start: “{cell}” stands there; expected a day of the calendar as YYYY-MM-DD."
    )


@pytest.mark.parametrize("cell", ["June 2024", "2024/06", "24", "\uff12\uff10\uff12\uff14", "2024-06-17 "])
def test_a_date_of_another_form_is_refused(cell: str):
    assert refused("reports", "published", cell) == (
        f"reports.csv, row 3, column published: “{cell}” stands there; expected a date as YYYY, YYYY-MM or YYYY-MM-DD."
    )


def test_a_time_that_runs_backwards_is_refused_in_zones_and_claims_too(copy: Copy):
    zone = copy.rows("zones")[0]["id"]
    copy.cell("zones", zone, valid_from="1979-12-21", valid_to="1978")
    claims = copy.claims()
    claims["features"][0]["properties"] |= {"valid_from": "2002-11", "valid_to": "2002-10-30"}
    copy.write_claims(claims)
    first_claim = claims["features"][0]["id"]
    expected = stands("2002-10-30", "a date from 2002-11 on.")
    assert said(copy) == [
        f"claims.geojson, feature {first_claim}, property valid_to: {expected}",
        f"zones.csv, row {zone}, column valid_to: “1978” stands there; expected a date from 1979-12-21 on.",
    ]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http:///x", "an http(s) address with a host that a browser can open"),
        ("https://", "text of the form ^https?://\\S+$"),
        ("https://example.org:99999/", "an http(s) address with a host that a browser can open"),
        ("https://[::1", "an http(s) address with a host that a browser can open"),
        ("https://" + "x" * 5000 + ".org", "an http(s) address with a host that a browser can open"),
        ("https://reader:secret@example.org/", "an address without a user's name or password"),
        ("https://reader@example.org/", "an address without a user's name or password"),
        ("HTTPS://example.org/", "text of the form ^https?://\\S+$"),
        ("https://example.org/a b", "text of the form ^https?://\\S+$"),
        ("example.org", "text of the form ^https?://\\S+$"),
    ],
)
@pytest.mark.parametrize("column", ["url", "archive_url"])
def test_an_address_that_leads_nowhere_is_refused(column: str, address: str, expected: str):
    shown = address if len(address) <= 80 else f"{address[:79]}…"
    assert refused("reports", column, address) == (
        f"reports.csv, row 3, column {column}: “{shown}” stands there; expected {expected}."
    )


def test_a_cell_of_spaces_is_no_value(copy: Copy):
    copy.cell("incidents", CLASH, title="\u00a0 ")
    assert [(f.column, f.expected) for f in copy.faults()] == [("title", "a value: the cell must not be empty")]


def test_figures_of_accuracy_answer_to_boundaries(copy: Copy):
    zone = copy.rows("zones")[0]["id"]
    copy.cell("zones", zone, cut_accuracy_m="100;200;300")
    assert (
        f"zones.csv, row {zone}, column cut_accuracy_m: “100;200;300” stands there; expected as many figures as cut_by has "
        "ids, or none." in said(copy)
    )


# Claims, as GeoJSON.


GEOMETRY = "a GeoJSON geometry: LineString or MultiLineString or Polygon or MultiPolygon"
CLOSED = "rings of four positions or more that end where they begin"
PAIRS = "positions of two numbers, longitude and latitude"
REGION = "every point between 98 and 128 E, -6 and 27 N"
COLLECTION = "a GeoJSON FeatureCollection with a list of features"
VERSION = "text of 1 to 60 characters"
TEXTS = "a list of objects whose members are text"
PATHS = "a list of objects, each with a path that is text"
WHOLE = "text of whole characters (half of one stands there)"


def stands(value: str, expected: str) -> str:
    return f"“{value}” stands there; expected {expected}"


def line(coordinates: object) -> dict[str, object]:
    return {"type": "LineString", "coordinates": coordinates}


def area(coordinates: object) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": coordinates}


FIRST = "made-up-line"
PROPERTIES = {
    "id": FIRST,
    "claimant": "PHL",
    "name": "A line",
    "kind": "claim_line",
    "instrument": "A law of 1990",
    "status": "in force",
    "zone_rule": "None.",
    "completeness": "none",
    "precision_note": "None.",
    "summary": "A line.",
}


def document(
    *, geometry: object = None, members: Mapping[str, object] | None = None, **properties: object
) -> dict[str, Any]:
    """Return claims of one feature."""
    feature = {"type": "Feature", "id": FIRST, "properties": PROPERTIES | properties, "geometry": geometry}
    return {"type": "FeatureCollection", **(members or {}), "features": [feature]}


def claims_of(content: bytes | dict[str, Any]) -> tuple[Table | None, list[str]]:
    """Return a file of claims as it is read, and what is wrong with it."""
    written = content if isinstance(content, bytes) else json.dumps(content).encode()
    try:
        table, found = tables.claims(File("claims.geojson", written), SCHEMA["claims"]["schema"])
    except UnreadableFileError as error:
        return None, [str(fault) for fault in error.faults]
    return table, [str(fault) for fault in found.faults]


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.parametrize("within", [True, False])
@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", ""])
def test_claims_are_read_as_a_gis_saves_them(copy: Copy, beside: bool, within: bool, crs: str):  # noqa: FBT001
    before = reading.read(copy.path).claims
    claims = copy.claims()
    for feature in claims["features"]:
        identity = feature["id"]
        feature["id"] = identity if beside else None
        feature["properties"] |= {"id": identity}
        if not within:
            del feature["properties"]["id"]
    if crs:
        claims["crs"] = {"type": "name", "properties": {"name": crs}}
    copy.write_claims(claims)
    if beside or within:
        assert said(copy) == []
        assert reading.read(copy.path).claims.equals(before)
    else:
        faults = [
            f"claims.geojson, feature {n}: expected a feature with an id that is text." for n in range(1, len(before) + 1)
        ]
        assert said(copy) == faults


@pytest.mark.parametrize(
    ("crs", "shown"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}, "urn:ogc:def:crs:EPSG::3857"),
        ({"type": "name", "properties": {"name": "EPSG:4490"}}, "EPSG:4490"),
        ({"type": "link", "properties": {"href": "https://example.org/crs"}}, "a crs without a name"),
        (None, "a crs without a name"),
        ("EPSG:4326", "a crs without a name"),
        ({"properties": ["EPSG:4326"]}, "a crs without a name"),
    ],
)
def test_another_reference_system_is_refused(crs: object, shown: str):
    (sentence,) = claims_of(document(members={"crs": crs}))[1]
    assert sentence == (
        f"claims.geojson, property crs: “{shown}” stands there; expected WGS 84, longitude first, as RFC 7946 says: "
        "reproject the file to EPSG:4326."
    )


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("name", 7, stands("7", "text in quotes")),
        ("name", None, "expected a value: the cell must not be empty"),
        ("name", " ", "expected a value: the cell must not be empty"),
        ("name", ["a"], stands("[a]", "text in quotes")),
        ("claimant", "China", stands("China", "text of the form ^[A-Z]{3}$")),
        ("points_found", "6", stands("6", "a whole number")),
        ("points_found", 6.5, stands("6.5", "a whole number")),
        ("points_found", True, stands("true", "a whole number")),
        ("points_found", -1, stands("-1", "a number of at least 0")),
        ("accuracy_m", "100", stands("100", "a number")),
        ("accuracy_m", True, stands("true", "a number")),
        ("point_labels", "A;B", stands("A;B", "a list in square brackets")),
        ("point_labels", [1], stands("another list", "a list of texts")),
        ("known_points", [{"lon": 110, "lat": 10}], stands("another list", "points of a label, a lon and a lat")),
        (
            "approx_fill", [{"label": "A", "lon": "110", "lat": 10}],
            stands("[110, 10]", PAIRS),
        ),
        (
            "approx_fill", [{"label": "A", "lon": 10, "lat": 110}],
            stands("[10, 110]", REGION),
        ),
    ],
)  # fmt: skip
def test_a_property_of_another_type_is_refused(column: str, value: object, sentence: str):
    faults = claims_of(document(**dict[str, Any]({column: value})))[1]
    assert faults == [f"claims.geojson, feature {FIRST}, property {column}: {sentence}."]


def test_a_property_that_no_column_describes_is_refused():
    (fault,) = claims_of(document(fid=3))[1]
    assert fault.startswith(f"claims.geojson, feature {FIRST}, property fid: expected one of the properties id, claimant, ")


def test_a_list_that_was_saved_as_text_is_read():
    table, faults = claims_of(document(point_labels='["A", "B"]'))
    assert faults == []
    assert table
    assert table.cells["point_labels"] == ["['A', 'B']"]


def rewritten(old: str, new: str) -> list[str]:
    written = json.dumps(document(accuracy_m=None))
    assert old in written
    return claims_of(written.replace(old, new, 1).encode())[1]


def test_a_key_that_stands_twice_is_refused():
    assert rewritten('"claimant": ', '"claimant": "XXX", "claimant": ') == [
        f"claims.geojson, feature {FIRST}, property claimant: “claimant” stands there; expected each key once in an object."
    ]


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_json_has_not_is_refused(word: str):
    assert rewritten('"accuracy_m": null', f'"accuracy_m": {word}') == [
        f"claims.geojson: “{word}” stands there; expected JSON, which has no such number.",
        f"claims.geojson, feature {FIRST}, property accuracy_m: “{float(word)}” stands there; expected a number.",
    ]


def test_a_half_of_a_character_is_refused():
    assert rewritten('"name": "', '"name": "\\ud800') == [
        "claims.geojson: “'\\ud800A line'” stands there; expected text of whole characters (half of one stands there)."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "claims.geojson: expected JSON (Expecting value at line 1, column 1)."),
        (b'{"type": "Feat', 'claims.geojson: “"Feat” stands there; expected JSON (Unterminated string starting at line 1'),
        (b"[" * 100_000, "claims.geojson: expected JSON that nests less deep."),
        (b"[" * 5000 + b"]" * 5000, "claims.geojson: expected JSON that nests less deep."),
        (b"9" * 5000, "claims.geojson: expected JSON (Exceeds the limit (4300 digits)"),
        (b"\xff\xfe{\0}\0", "claims.geojson: expected text in UTF-8 (the file begins as UTF-16 does)."),
        (b"{}", f"claims.geojson: expected {COLLECTION}."),
        (b'{"type": "Feature"}', f"claims.geojson: expected {COLLECTION}."),
        (b'{"type": "FeatureCollection", "features": {}}', f"claims.geojson: expected {COLLECTION}."),
        (b'{"type": "FeatureCollection", "features": [7]}', "claims.geojson, feature 1: expected a GeoJSON Feature."),
        (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", "properties": null}]}',
            "claims.geojson, feature 1: “null” stands there; expected a feature with properties.",
        ),
        (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": 7, "properties": {}}]}',
            "claims.geojson, feature 1: “7” stands there; expected a feature with an id that is text.",
        ),
        (
            b'{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "a", "properties": {"id": "b"}}]}',
            "claims.geojson, feature 1: “a” stands there; expected the id of its properties, “b”.",
        ),
    ],
    ids=lambda part: part[:40] if isinstance(part, bytes) else "",
)  # fmt: skip
def test_a_file_that_is_no_collection_is_refused(content: bytes, sentence: str):
    (fault,) = claims_of(content)[1]
    assert fault.startswith(sentence)


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        ({"type": "Point", "coordinates": [110, 10]}, stands("Point", GEOMETRY)),
        ({"type": "GeometryCollection", "geometries": []}, stands("GeometryCollection", GEOMETRY)),
        (area([[[110, 10], [112, 12], [112, 10]]]), stands("a ring left open", CLOSED)),
        (area([[[110, 10], [112, 10], [112, 12], [110, 12]]]), stands("a ring left open", CLOSED)),
        (area([[[110, 10], [112, 12], [112, 10], [110, 12], [110, 10]]]),
         stands("Self-intersection[111 11]", "rings that do not cross themselves")),
        (area([]), stands("[]", "the coordinates of a Polygon")),
        (area([[]]), stands("[]", "lists of positions")),
        ({"type": "MultiPolygon", "coordinates": [[]]}, stands("[[…]]", "the coordinates of a MultiPolygon")),
        (line([[110, 10]]), stands("1 position", "lines of two positions or more")),
        (line([[110, 10], [110, 10]]),
         stands("Too few points in geometry component[110 10]", "a line of two different points or more")),
        (line([[110, 10], [111, "11"]]), stands("[111, 11]", PAIRS)),
        (line([[110, 10], [111, True]]), stands("[111, true]", PAIRS)),
        (line([[110, 10], [111, None]]), stands("[111, null]", PAIRS)),
        (line([[110, 10, 5], [111, 11, 5]]), stands("[110, 10, 5]", PAIRS)),
        (line([[10, 110], [11, 111]]), stands("[10, 110]", REGION)),
        (line([[110, 10], [10**400, 11]]), f"stands there; expected {REGION}"),
        (line({"0": [110, 10]}), stands("an object", "lists of positions")),
        ([], stands("[]", GEOMETRY)),
    ],
    ids=lambda part: json.dumps(part)[:60] if isinstance(part, dict) else "",
)  # fmt: skip
def test_a_geometry_is_read_as_it_stands_or_refused(geometry: object, sentence: str):
    (fault,) = claims_of(document(geometry=geometry))[1]
    assert fault.startswith(f"claims.geojson, feature {FIRST}, geometry: ")
    assert fault.endswith(f"{sentence}.")


# The descriptor.


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"version": None}, f"datapackage.json, property version: expected {VERSION}."),
        ({"version": 1.1}, f"datapackage.json, property version: “1.1” stands there; expected {VERSION}."),
        ({"version": " "}, f"datapackage.json, property version: “ ” stands there; expected {VERSION}."),
        ({"version": "9" * 61}, f"datapackage.json, property version: “{'9' * 59}…” stands there; expected {VERSION}."),
        ({"version": "\ud800"}, f"datapackage.json: “'\\ud800'” stands there; expected {WHOLE}."),
        ({"title": 7}, "datapackage.json, property title: “7” stands there; expected text."),
        ({"licenses": []}, "datapackage.json, property licenses: “[]” stands there; expected one licence or more."),
        ({"licenses": [7]}, f"datapackage.json, property licenses: “[7]” stands there; expected {TEXTS}."),
        ({"licenses": "MIT"}, f"datapackage.json, property licenses: “MIT” stands there; expected {TEXTS}."),
        ({"sources": [{"title": 7}]}, f"datapackage.json, property sources: “[an object]” stands there; expected {TEXTS}."),
        ({"resources": [7]}, f"datapackage.json, property resources: “[7]” stands there; expected {PATHS}."),
        ({"resources": [{"path": "a", "hash": 7}]},
         f"datapackage.json, property resources: “[an object]” stands there; expected {PATHS}."),
        ({"mass": math.nan}, "datapackage.json: “NaN” stands there; expected JSON, which has no such number."),
    ],
    ids=lambda part: ascii(part)[:40] if isinstance(part, dict) else "",
)  # fmt: skip
def test_a_descriptor_that_says_too_little_is_refused(copy: Copy, members: dict[str, object], sentence: str):
    path = copy.path / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | members), encoding="utf-8")
    assert said(copy) == [sentence]


@pytest.mark.parametrize("content", [b'{"version": "1", "x": ' + b"[" * 5000 + b"]" * 5000 + b"}", b"[" * 100_000])
def test_a_descriptor_that_nests_without_end_is_refused(copy: Copy, content: bytes):
    (copy.path / "datapackage.json").write_bytes(content)
    assert said(copy) == ["datapackage.json: expected JSON that nests less deep."]


def test_a_path_in_a_descriptor_opens_no_other_file(copy: Copy):
    path = copy.path / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    described["resources"].append({"name": "other", "path": "../../elsewhere.csv", "hash": "sha256:0"})
    path.write_text(json.dumps(described), encoding="utf-8")
    assert said(copy) == []


# Tables without rows, and the order of it all.


@pytest.mark.parametrize("resource", CSV, ids=lambda resource: resource["name"])
def test_a_column_without_rows_keeps_its_type(small: Path, resource: dict[str, Any]):
    schema = resource["schema"]
    kinds = {"integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[us]", "string": "object"}
    wanted = {field["name"]: kinds[field["type"]] for field in schema["fields"]}
    full = opening.opened(small, resource["path"])
    bare = File(resource["path"], full.content.splitlines(keepends=True)[0])
    for file in (full, bare):
        table, faults = tables.read(file, schema)
        frame = table.frame(schema["fields"])
        assert faults == []
        assert list(frame.dtypes.astype(str).items()) == list(wanted.items())
        assert bool(len(frame)) == (file is full)


def test_a_package_whose_tables_are_all_empty_is_read(copy: Copy):
    empty(copy)
    (sentence,) = said(copy)
    assert sentence == (
        "zones.geojson, property inputs: “claims.geojson, zones.csv” stands there; expected files made from this package's "
        "own: `python -m waters.derive DIRECTORY` computes them anew."
    )
    package = reading.read(copy.path)
    assert {len(frame) for frame in (*package.tables.values(), package.claims)} == {0}


def empty(copy: Copy) -> None:
    for resource in CSV:
        copy.write(resource["name"], [], seal=False)
    copy.write_claims(copy.claims() | {"features": []})


def test_faults_stand_in_the_order_of_files_and_rows(copy: Copy):
    incidents = copy.rows("incidents")
    for row in (incidents[2], incidents[0]):
        row["lat_deg"] = "91"
    incidents[1]["title"] = "China illegally boards boats"
    copy.write("incidents", incidents)
    first(copy, "names", ambiguous="perhaps")
    copy.add("reports", lambda _row: True, id="rpt-orphan", url="https://example.org/orphan")
    assert [(fault.file, fault.row) for fault in copy.faults()] == [
        ("reports.csv", "rpt-orphan"),
        ("incidents.csv", "2"),
        ("incidents.csv", incidents[1]["id"]),
        ("incidents.csv", "4"),
        ("names.csv", "2"),
    ]


def test_frames_hold_the_rows_that_were_checked(copy: Copy):
    package = reading.read(copy.path)
    for resource in CSV:
        rows, frame = copy.rows(resource["name"]), package.tables[resource["name"]]
        for field in resource["schema"]["fields"]:
            cells = [row[field["name"]] for row in rows]
            assert [written(value, field["type"]) for value in frame[field["name"]]] == [
                read(cell, field["type"]) for cell in cells
            ]


def written(value: object, kind: str) -> object:
    if kind == "string":
        return value
    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def read(cell: str, kind: str) -> object:
    readers: dict[str, Callable[[str], object]] = {
        "integer": int, "number": float, "date": dt.date.fromisoformat, "boolean": "true".__eq__,
    }  # fmt: skip
    return cell if kind == "string" else readers[kind](cell) if cell else None
