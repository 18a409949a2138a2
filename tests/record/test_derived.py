"""Computed files are as untrusted as tables: each fault is named, the waters are left out, and the rest is shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from layers.land import load as load_land
from layers.store import store
from record import derived, hashes, reading
from record.check import main
from record.faults import InvalidPackageError
from tests.packages import Copy, compute_waters, duplicate
from tests.questions import LAYERS
from waters import computed, derive

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def archipelagic(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small package with the archipelagic baselines that are claimed in the shipped one, and what they stand on."""
    copy, whole = duplicate(small, tmp_path_factory.mktemp("islands") / "data"), Copy(reading.SHIPPED)
    added = [feature for feature in whole.claims()["features"] if feature["properties"]["kind"] == "archipelagic_baseline"]
    claims = copy.claims()
    claims["features"] += [
        feature | {"properties": feature["properties"] | {"coordinate_report": None}} for feature in added
    ]
    ids = {feature["id"] for feature in added}
    cited = [row for row in whole.rows("citations") if row["feature"] in ids]
    there = {row["id"] for row in copy.rows("reports")}
    named = {row["report"] for row in cited} - there
    copy.write("citations", [*copy.rows("citations"), *cited], seal=False)
    copy.write("reports", [*copy.rows("reports"), *(row for row in whole.rows("reports") if row["id"] in named)], seal=False)
    copy.write_claims(claims)
    compute_waters(copy.path)
    copy.seal()
    return copy.path


@pytest.fixture
def islands(archipelagic: Path, tmp_path: Path) -> Copy:
    """A package with archipelagic baselines that this test alone may spoil."""
    return duplicate(archipelagic, tmp_path / "islands")


def spoil(copy: Copy, name: str, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """Change a computed file, seal the package, and return what is wrong with it."""
    path = copy.path / name
    found = json.loads(path.read_text(encoding="utf-8"))
    change(found)
    path.write_text(json.dumps(found), encoding="utf-8")
    copy.seal()
    return [str(fault) for fault in copy.faults()]


def shown(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> str:
    """Hold that the app starts on a package with all that needs no waters, and return what it says of them."""
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    frames = store().frames
    assert set(frames) == set(LAYERS)
    assert {name for name, frame in frames.items() if frame.empty} == {"overlaps", "limits"}
    waters = computed.load(store().package)
    assert (waters.zones, waters.shapes, waters.km2) == ({}, {}, 0)
    return waters.fault


def first(**properties: object) -> Callable[[dict[str, Any]], object]:
    return lambda found: found["features"][0]["properties"].update(properties)


def bare(found: dict[str, Any]) -> None:
    found["features"].clear()


def geometry(value: object) -> Callable[[dict[str, Any]], object]:
    return lambda found: found["features"][0].update(geometry=value)


BOW_TIE = {"type": "Polygon", "coordinates": [[[110, 10], [112, 12], [112, 10], [110, 12], [110, 10]]]}
OPEN = {"type": "Polygon", "coordinates": [[[110, 10], [112, 10], [112, 12], [110, 12]]]}
FAR = {"type": "Polygon", "coordinates": [[[110, 100], [112, 100], [112, 102], [110, 100]]]}
POINT = {"type": "Point", "coordinates": [110, 10]}
KM2 = "square kilometres, a number of at least 0"
IDS = "a list of ids of zones.csv, each once"
UNCROSSED = "rings that do not cross themselves"
CLOSED = "rings of four positions or more that end where they begin"
WORLD = "every point between -180 and 180 E, -90 and 90 N"
HASHES = "the hashes of what the file was made from"
AREA = "a GeoJSON geometry: Polygon or MultiPolygon"
LINE = "a GeoJSON geometry: LineString or MultiLineString"
COLLECTION = "a GeoJSON FeatureCollection with a list of features"


@pytest.mark.parametrize(
    ("name", "change", "sentence"),
    [
        ("cells", first(zones=["nowhere"]), "property zones: “nowhere” stands there; expected an id of zones.csv."),
        ("cells", first(zones="nowhere"), f"property zones: “nowhere” stands there; expected {IDS}."),
        ("cells", first(zones=None), f"property zones: “null” stands there; expected {IDS}."),
        ("cells", first(zones=["a", "a"]), f"property zones: “[a, a]” stands there; expected {IDS}."),
        ("cells", first(km2="134"), f"property km2: “134” stands there; expected {KM2}."),
        ("cells", first(km2=True), f"property km2: “true” stands there; expected {KM2}."),
        ("cells", first(km2=-1), f"property km2: “-1” stands there; expected {KM2}."),
        ("cells", first(km2=None), f"property km2: “null” stands there; expected {KM2}."),
        ("cells", geometry(None), f"geometry: “null” stands there; expected {AREA}."),
        ("cells", geometry(POINT), f"geometry: “Point” stands there; expected {AREA}."),
        ("zones", geometry(BOW_TIE), f"geometry: “Self-intersection[111 11]” stands there; expected {UNCROSSED}."),
        ("zones", geometry(OPEN), f"geometry: “a ring left open” stands there; expected {CLOSED}."),
        ("zones", geometry(FAR), f"geometry: “[110, 100]” stands there; expected {WORLD}."),
        ("zones", first(km2="1"), f"property km2: “1” stands there; expected {KM2}."),
        ("limits", geometry(POINT), f"geometry: “Point” stands there; expected {LINE}."),
        ("limits", first(along=7), "property along: “7” stands there; expected text."),
        ("limits", first(km2=None), f"property km2: “null” stands there; expected {KM2}."),
        ("coasts", first(state="China"), "property state: “China” stands there; expected a state's code of three letters."),
        ("coasts", first(state=None), "property state: “null” stands there; expected a state's code of three letters."),
        ("coasts", geometry(POINT), f"geometry: “Point” stands there; expected {LINE}."),
        ("sea", geometry(BOW_TIE), f"geometry: “Self-intersection[111 11]” stands there; expected {UNCROSSED}."),
        ("sea", geometry(None), f"geometry: “null” stands there; expected {AREA}."),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",
)  # fmt: skip
def test_a_faulty_feature_is_named_and_takes_only_the_waters_away(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[dict[str, Any]], object], sentence: str
):
    identity = json.loads((copy.path / f"{name}.geojson").read_text(encoding="utf-8"))["features"][0]["id"]
    fault = f"{name}.geojson, feature {identity}, {sentence}"
    assert spoil(copy, f"{name}.geojson", change) == [fault]
    assert shown(copy, monkeypatch) == f"The computed waters cannot be shown. {fault}"


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("sea", bare, "sea.geojson: “no feature” stands there; expected one feature, south-china-sea."),
        ("coasts", bare, "coasts.geojson: “no feature” stands there; expected a feature a state."),
        ("cells", lambda found: found.pop("features"), f"cells.geojson: expected {COLLECTION}."),
        ("zones", lambda found: found.pop("inputs"), f"property inputs: “null” stands there; expected {HASHES}."),
        ("zones", lambda found: found.update(inputs={"a": 1}),
         f"property inputs: “an object” stands there; expected {HASHES}."),
        ("cells", lambda found: found["features"][0].update(properties=None),
         "“null” stands there; expected a feature with properties."),
        ("cells", lambda found: found["features"].append(7), "expected a GeoJSON Feature."),
        ("cells", lambda found: found["features"].append(found["features"][0]), "expected an id that no other feature has."),
        ("zones", lambda found: found["features"].pop(), "expected a shape of every zone in zones.csv."),
        ("limits", lambda found: found["features"].pop(), "expected a limit of every zone in zones.csv."),
        ("archipelagos", lambda found: found.pop("inputs"), f"property inputs: “null” stands there; expected {HASHES}."),
        ("cells", lambda found: found.update(crs={"properties": {"name": "EPSG:3857"}}), "reproject the file to EPSG:4326."),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",
)  # fmt: skip
def test_a_faulty_file_is_named_and_takes_only_the_waters_away(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, name: str, change: Callable[[dict[str, Any]], object], fault: str
):
    (sentence,) = spoil(copy, f"{name}.geojson", change)
    assert sentence.startswith(f"{name}.geojson")
    assert sentence.endswith(fault)
    assert shown(copy, monkeypatch) == f"The computed waters cannot be shown. {sentence}"


EVERY = "an area of every state that claims archipelagic baselines"
CODE = "a state's code of three letters"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (geometry(POINT), f"geometry: “Point” stands there; expected {AREA}."),
        (geometry(BOW_TIE), f"geometry: “Self-intersection[111 11]” stands there; expected {UNCROSSED}."),
        (first(state=7), f"property state: “7” stands there; expected {CODE}."),
        (first(state="MYS"), f"expected {EVERY}."),
        (lambda found: found["features"].pop(0), f"expected {EVERY}."),
        (lambda found: found["features"][0].update(properties=None), "expected a feature with properties."),
    ],
    ids=lambda part: part[:40] if isinstance(part, str) else "",
)
def test_faulty_gaps_between_islands_take_only_the_waters_away(
    islands: Copy, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], object], fault: str
):
    (sentence,) = spoil(islands, derived.ARCHIPELAGOS, change)
    assert sentence.startswith("archipelagos.geojson, feature ")
    assert sentence.endswith(fault)
    assert shown(islands, monkeypatch) == f"The computed waters cannot be shown. {sentence}"


@pytest.mark.slow
def test_a_state_of_islands_without_a_coast_here_has_no_gaps_and_the_waters_are_shown(islands: Copy):
    claims = islands.claims()
    for feature in claims["features"]:
        if feature["properties"]["kind"] == "archipelagic_baseline":
            feature["properties"].update(claimant="JPN")
    islands.write_claims(claims)
    assert [fault.expected for fault in islands.faults()] == [EVERY]
    derive.derive(islands.path)
    islands.seal()
    waters = computed.load(reading.read(islands.path))
    assert (waters.fault, waters.gaps, set(waters.archipelagic)) == ("", {}, {"JPN"})


BROKEN = {
    "cut short": (b'{"type":"FeatureCollection","features":[{"ty', "JSON (Unterminated string"),
    "no JSON": (b"PK\x03\x04", "JSON (Expecting value at line 1, column 1)"),
    "empty": (b"", "JSON (Expecting value at line 1, column 1)"),
    "nested 5,000 deep": (b"[" * 5000 + b"]" * 5000, "JSON that nests less deep"),
    "nested 100,000 deep": (b'{"features":' + b"[" * 100_000, "JSON that nests less deep"),
}


@pytest.mark.parametrize("name", ["zones", "cells", "limits", "archipelagos", "coasts", "sea"])
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_takes_only_the_waters_away(copy: Copy, monkeypatch: pytest.MonkeyPatch, name: str, how: str):
    content, expected = BROKEN[how]
    (copy.path / f"{name}.geojson").write_bytes(content)
    copy.seal()
    (fault,) = (str(fault) for fault in copy.faults())
    assert fault.startswith(f"{name}.geojson: ")
    assert f"expected {expected}" in fault
    assert shown(copy, monkeypatch) == f"The computed waters cannot be shown. {fault}"


def test_a_computed_file_of_another_hash_is_named(copy: Copy, monkeypatch: pytest.MonkeyPatch):
    path = copy.path / derived.CELLS
    path.write_bytes(path.read_bytes() + b"\n")
    (fault,) = (str(fault) for fault in copy.faults())
    assert fault.startswith("cells.geojson: “sha256:")
    assert "run `make data`" in fault
    assert fault in shown(copy, monkeypatch)


def test_where_several_things_are_wrong_the_first_is_said_and_where_to_find_the_others(
    copy: Copy, monkeypatch: pytest.MonkeyPatch
):
    first_fault, *others = spoil(copy, derived.CELLS, first(km2="1", zones=7))
    assert len(others) == 1
    more = "`python -m record.check DIRECTORY` lists all that is wrong with them."
    assert shown(copy, monkeypatch) == f"The computed waters cannot be shown. {first_fault} {more}"


@pytest.mark.parametrize(
    "change", [geometry(BOW_TIE), geometry(OPEN), geometry(None), lambda found: found["features"].clear()]
)
def test_a_package_whose_land_cannot_be_drawn_stands_on_the_shipped_one_and_says_so(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], object]
):
    (fault,) = spoil(copy, derived.LAND, change)
    assert fault.startswith("land.geojson")
    assert fault in shown(copy, monkeypatch)
    package = store().package
    assert package.derived.land_fault == (
        f"The package's own land cannot be drawn, so the shipped one stands in for it. {fault}"
    )
    assert load_land(package).geometry.iloc[0].equals(load_land(reading.read(reading.SHIPPED)).geometry.iloc[0])


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_land_does_not_keep_the_app_from_starting(copy: Copy, monkeypatch: pytest.MonkeyPatch, how: str):
    (copy.path / derived.LAND).write_bytes(BROKEN[how][0])
    copy.seal()
    assert "land.geojson: " in shown(copy, monkeypatch)


def test_a_package_without_any_land_that_can_be_drawn_is_refused(
    copy: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr("record.opening.SHIPPED", tmp_path)
    (copy.path / derived.LAND).write_bytes(b"")
    described = json.loads((reading.SHIPPED / "datapackage.json").read_text(encoding="utf-8"))
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    copy.seal()
    with pytest.raises(InvalidPackageError, match=r"land\.geojson: expected JSON"):
        reading.read(copy.path)


def test_files_made_from_other_inputs_are_listed_by_the_check(copy: Copy, capsys: pytest.CaptureFixture[str]):
    zone = copy.rows("zones")[0]["id"]
    copy.cell("zones", zone, outer_nm="24", inner_nm="12")
    assert main([str(copy.path)]) == 1
    assert capsys.readouterr().out == (
        "zones.geojson, property inputs: “zones.csv” stands there; expected files made from this package's own: "
        f"`python -m waters.derive DIRECTORY` computes them anew.\n{copy.path}: 1 fault\n"
    )


def test_a_package_that_brings_no_computed_files_stands_on_the_shipped_ones(copy: Copy):
    for name in derived.KINDS:
        (copy.path / name).unlink()
    assert [fault.column for fault in copy.faults()] == ["inputs"]


@pytest.mark.parametrize("command", [main, hashes.main])
def test_a_command_says_what_it_does_and_what_its_status_means(
    command: Callable[[list[str]], object], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as raised:
        command(["--help"])
    assert raised.value.code == 0
    assert "Exit status: 0 " in capsys.readouterr().out
    with pytest.raises(SystemExit) as raised:
        command(["one", "two"])
    assert raised.value.code == 2
