"""A package that must not be shown gives a page that says why, and never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.asgi import get
from tests.packages import CLASH
from tests.pages import opened, read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.packages import Copy


@pytest.mark.parametrize("path", ["", "reporting", "about"])
def test_every_page_shows_the_table_of_all_faults_and_no_traceback(monkeypatch: pytest.MonkeyPatch, copy: Copy, path: str):
    copy.cell("incidents", CLASH, lat_deg="91", lon_deg="0")
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    page = opened(path=path)
    assert [e.value for e in page.exception] == []
    assert page.title[0].value == "This data package cannot be shown"
    table = read(page)[0]
    assert list(table.columns) == ["File", "Row or id", "Column", "Value", "Expected"]
    assert sorted(table["Column"]) == ["lat_deg", "lon_deg"]
    assert sorted(table["Value"]) == [0, 91]


def test_a_directory_that_is_not_there_is_said_on_the_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOUNDINGS_DATA", str(tmp_path / "nowhere"))
    page = opened()
    assert [e.value for e in page.exception] == []
    assert "nowhere" in read(page)[0]["Expected"][0]


@pytest.mark.parametrize("path", ["/healthz", "/api/incidents.geojson", "/map/names-en.json"])
def test_the_routes_say_it_in_one_sentence_with_status_503(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str):
    monkeypatch.setenv("SOUNDINGS_DATA", str(tmp_path / "nowhere"))
    answer = get(path)
    assert answer.status == 503
    assert answer.json["error"].startswith("The data cannot be shown")


def test_a_mended_package_is_shown_without_a_restart(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    good = next(row["lat_deg"] for row in copy.rows("incidents") if row["id"] == CLASH)
    copy.cell("incidents", CLASH, lat_deg="91")
    assert get("/healthz").status == 503
    copy.cell("incidents", CLASH, lat_deg=good)
    assert get("/healthz").status == 200
