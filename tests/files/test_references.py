"""Reports as references: read by rispy and bibtexparser, which have no part in writing them."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import bibtexparser
import pytest
import rispy

from files import references
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

ALL = View(layers=LAYERS, severity=0)
SUMMER = View(states=("PHL",), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
BAD = r'Brace { and } \ 50% of $1 & a_b #1 ~x ^ @misc{x, "quoted"'


def written(store: Store, view: View, path: Path) -> Path:
    write(store, view, path, lambda _done, _words: None)
    return path


def behind(store: Store, view: View) -> dict[str, tuple[str, str, str]]:
    """Return title, publisher and date of every report that a feature shown rests on, by id."""
    cells = [cell for key in view.layers for cell in layer(key).filter(store.frames[key], view)["reports"]]
    return {report.id: (report.title, report.publisher, report.published) for cell in cells for report in cell}


def ris(path: Path) -> list[dict[str, str]]:
    return list(rispy.loads(path.read_bytes().decode("utf-8")))


def bibtex(path: Path) -> list[dict[str, str]]:
    library = bibtexparser.parse_string(path.read_text(encoding="utf-8"))
    assert library.failed_blocks == []
    return [{"ID": entry.key} | {field.key: field.value for field in entry.fields} for entry in library.entries]


@pytest.mark.parametrize("view", [ALL, SUMMER, View(q="zzz")])
def test_every_report_comes_back_once_from_each_format(store: Store, tmp_path: Path, view: View):
    wanted = sorted(behind(store, view))
    assert sorted(row["id"] for row in ris(written(store, view, tmp_path / "a.ris"))) == wanted
    assert sorted(row["ID"] for row in bibtex(written(store, view, tmp_path / "a.bib"))) == wanted
    with written(store, view, tmp_path / "a.reports.csv").open(encoding="utf-8-sig", newline="") as lines:
        assert sorted(row["id"] for row in csv.DictReader(lines)) == wanted


def test_what_a_report_gives_comes_back_and_what_it_does_not_give_has_no_field(store: Store, tmp_path: Path):
    wanted = behind(store, ALL)
    seen = set()
    for row in ris(written(store, ALL, tmp_path / "a.ris")):
        title, publisher, published = wanted[row["id"]]
        assert (row.get("title", ""), row["publisher"]) == (" ".join(title.split()), publisher)
        assert row.get("date", "").strip("/").replace("/", "-") == published
        assert row.get("year", "") == published[:4]
        assert row["database_provider"] == f"Soundings, data version {store.package.version}"
        assert "authors" not in row
        seen.add(len(published))
    assert seen == {0, 4, 7, 10}
    for row in bibtex(written(store, ALL, tmp_path / "a.bib")):
        _, _, published = wanted[row["ID"]]
        assert row.get("date", "") == published
        assert "author" not in row


def test_a_reference_in_ris_ends_its_lines_as_ris_asks_and_begins_each_with_a_tag(store: Store, tmp_path: Path):
    content = written(store, ALL, tmp_path / "a.ris").read_bytes()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert [line for line in lines if line and line[2:6] != b"  - "] == []


def test_braces_backslashes_and_line_ends_do_no_harm(copy: Copy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    report = next(row["id"] for row in copy.rows("reports") if row["id"] in clash_reports(copy))
    copy.cell("reports", report, title=BAD, publisher="=A\u2028ER  - ")
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    found = {row["ID"]: row for row in bibtex(written(current(), ALL, tmp_path / "a.bib"))}
    assert sorted(found) == sorted(behind(current(), ALL))
    title = found[report]["title"]
    for mark, spelling in sorted(references.SPELT.items(), key=lambda pair: pair[0] == "\\"):
        title = title.replace(spelling, mark)
    assert title.strip("{}") == BAD
    rows = {row["id"]: row for row in ris(written(current(), ALL, tmp_path / "a.ris"))}
    assert (rows[report]["title"], rows[report]["publisher"]) == (BAD, "=A ER -")
    content = written(current(), ALL, tmp_path / "a.reports.csv").read_text(encoding="utf-8-sig")
    assert "'=A" in content


def clash_reports(copy: Copy) -> set[str]:
    return {row["report"] for row in copy.rows("citations") if row["feature"] == CLASH}


def test_a_filter_with_an_entry_in_it_makes_none(store: Store, tmp_path: Path):
    asked = replace(SUMMER, q="@misc{x, title={y}}")
    path = written(store, asked, tmp_path / "a.bib")
    assert bibtex(path) == []
    assert f"data version {store.package.version}" in path.read_text(encoding="utf-8")
