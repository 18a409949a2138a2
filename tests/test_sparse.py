"""Data with next to nothing in them, walked over every page, route and kind of file: each works, and says what is missing.

So it is with data whose computed waters cannot be shown: the rest is, and whose waters a clash is in is left open.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from briefing import notes
from briefing.__main__ import main
from briefing.draft import draft
from briefing.formats import WRITERS
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from layers.store import store
from question.view import View
from tests.asgi import get
from tests.packages import CLASH
from tests.pages import opened, said, turned
from tests.questions import LAYERS
from tests.sparse import SPARSE, sparse
from views.map.parts import PARTS
from views.map.rows import Documents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

    from tests.packages import Copy

pytestmark = pytest.mark.slow
# Every field that narrows, the lens and what is looked at, all at once.
EVERYTHING = {
    "states": "PHL,CHN", "role": "target", "from": "2000-01-01", "to": "9999-12-31", "severity": "2", "q": "ship",
    "origins": "2", "lens": "award", "layers": ",".join(LAYERS), "point": "115.9,9.7", "at": "115,9,6", "names": "vi",
}  # fmt: skip
OF_WATERS = {"eez": "PHL", "claimants": "2"}
QUESTIONS = ("", "claims", "trends", "briefing")
PAGES = (*QUESTIONS, "reporting", "about")
WATERLESS = "waters-missing"
# What Python and pandas print of a value that is not there.
LEFTOVERS = re.compile(r"\b(NaT|nan|NaN|<NA>|Traceback|inf)\b")
waterless = pytest.mark.parametrize("package", [WATERLESS], indirect=True)


@pytest.fixture(scope="module", params=SPARSE)
def package(request: pytest.FixtureRequest, small: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Copy]:
    """A package of each kind, by its name: made once, read and never written."""
    name = str(request.param)
    return name, sparse(small, tmp_path_factory.mktemp("sparse") / name, name)


@pytest.fixture(autouse=True)
def _shown(monkeypatch: pytest.MonkeyPatch, package: tuple[str, Copy]) -> None:
    monkeypatch.setenv("SOUNDINGS_DATA", str(package[1].path))


def words(page: AppTest) -> str:
    """Return all that a page says, its tables aside. Fails where it broke."""
    assert [error.message for error in page.exception] == []
    told = [
        block.value
        for kind in ("title", "subheader", "markdown", "caption", "info", "warning", "error")
        for block in page.get(kind)
    ]
    return "\n".join([said(page), *told]).replace("\\", "")


def test_the_package_has_no_fault(package: tuple[str, Copy]):
    name, copy = package
    # Waters that were made from other data are told of, and keep nothing else from being shown.
    assert [(f.file, f.column) for f in copy.faults()] == [("zones.geojson", "inputs")] * (name == "waters-missing")


def walked(query: Mapping[str, str], *, paths: tuple[str, ...] = PAGES) -> dict[str, str]:
    """Return the words of the pages at these paths under a link's query, the first page's first."""
    page = opened(query)
    told = {}
    for path in paths:
        told[path] = words(turned(page, path) if path else page)
    return told


@pytest.mark.parametrize("which", ["bare", "everything", "picked"])
def test_every_page_is_shown_in_plain_words(package: tuple[str, Copy], which: str):
    everything = EVERYTHING if package[0] == WATERLESS else EVERYTHING | OF_WATERS
    query = {"bare": {}, "everything": everything, "picked": {"selected": CLASH}}[which]
    if which == "picked" and CLASH not in store().ids:
        query = {"selected": next(iter(store().ids), "")}
    for told in walked(query, paths=PAGES if which == "bare" else QUESTIONS if which == "everything" else ("",)).values():
        assert LEFTOVERS.findall(told) == []
        assert "was not understood" not in told


@pytest.mark.parametrize("query", [{}, EVERYTHING])
def test_every_route_answers(package: tuple[str, Copy], query: dict[str, str]):
    held = store()
    for key in LAYERS:
        answer = get(f"/api/{key}.geojson", query)
        if held.without_waters and key in {"overlaps", "limits"}:
            assert (answer.status, answer.json) == (503, {"error": held.without_waters})
        else:
            assert answer.status == 200
            assert len(answer.json["features"]) == len(held.frames[key]) or query
    assert get("/healthz").json["features"] == len(held.ids)
    layered = [f"{kind}-{key}.json" for kind in Documents._fields for key in LAYERS]
    parts = [*PARTS, "base.js", "names-zh.json", *layered]
    assert [get(f"/map/{name}").status for name in parts] == [200] * len(parts)


def test_the_routes_of_the_waters_answer_or_say_why_not(package: tuple[str, Copy]):
    held = store()
    for path, query in (("/api/claims", {"lon": "115.9", "lat": "9.7", "lens": "award"}), ("/api/overlaps.json", {})):
        answer = get(path, query)
        assert answer.status == (503 if held.without_waters else 200)
        if held.without_waters:
            assert answer.json == {"error": held.without_waters}


def test_every_kind_of_file_is_written(package: tuple[str, Copy], tmp_path: Path):
    held, view = store(), View(layers=LAYERS)
    briefing = draft(held, view)
    job = Job(held, view, briefing, deck(held, briefing, sheet=compose.sheet))
    assert LEFTOVERS.findall(briefing.model_dump_json()) == []
    for suffix, write in WRITERS.items():
        path = tmp_path / f"record{suffix}"
        write(job, path, lambda _done, _words: None)
        # RIS has nothing but its references: of no report it is an empty file.
        bare = suffix == ".ris" and held.package.tables["reports"].empty
        assert (path.stat().st_size > 0) != bare
    collection = json.loads((tmp_path / "record.geojson").read_text(encoding="utf-8"))
    assert collection["filter"].endswith(held.without_waters)
    assert LEFTOVERS.findall((tmp_path / "record.csv").read_text(encoding="utf-8")) == []


def test_the_command_keeps_a_briefing_and_opens_it_again(
    package: tuple[str, Copy], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    kept, out = tmp_path / "kept.json", tmp_path / "record.csv"
    narrowed = ["--states", "PHL", "--to", "9999-12-31", "--lens", "award", "--layers", ",".join(LAYERS)]
    assert main([*narrowed, "--save", str(kept)]) == 0
    assert main(["--briefing", str(kept), "--out", str(out)]) == 0
    assert capsys.readouterr().err == f"{out} is written.\n"
    assert LEFTOVERS.findall(kept.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("package", ["empty", "no-incidents", "claims-alone"], indirect=True)
def test_a_record_without_clashes_says_that_none_is_on_record(package: tuple[str, Copy]):
    told = walked({}, paths=("", "trends", "about"))
    for path in ("", "trends"):
        assert "No reported clash is on record in this data package." in told[path]
        assert "clear them all" not in told[path]
    assert "No clash is on record in this data package, so there is nothing to count." in told["about"]
    assert "no clash is on record" in draft(store(), View()).scenes[0].caption.lower()


@pytest.mark.parametrize("package", ["empty", "claims-alone"], indirect=True)
def test_a_record_without_zones_says_so_in_place_of_the_matrix(package: tuple[str, Copy]):
    assert "No computed zone applies under this lens on this day" in words(opened(path="claims"))


@pytest.mark.parametrize("package", ["empty"], indirect=True)
def test_an_empty_record_says_that_it_holds_no_report(package: tuple[str, Copy]):
    assert "No report is on record in this data package." in words(opened(path="reporting"))
    assert "The record holds no clash and no report." in _deck_words()


@pytest.mark.parametrize("package", ["no-parties"], indirect=True)
def test_a_record_without_parties_says_why_there_is_no_table_by_state(package: tuple[str, Copy]):
    assert "No party of any clash that is dated to a month is on record" in words(opened(path="about"))


@waterless
def test_every_page_says_that_the_waters_cannot_be_shown_and_leaves_open_what_they_would_answer(package: tuple[str, Copy]):
    fault = store().without_waters
    assert fault
    for told in walked({}).values():
        assert f"{fault} Whatever a page, a table or a file says here" in told
    told = words(opened(OF_WATERS))
    for key, value in OF_WATERS.items():
        assert f"The link's “{key}={value}” cannot be answered. {fault} The page is shown without it." in told
    assert "No reported clash meets these filters" not in told


@waterless
def test_a_filter_by_waters_is_refused_by_route_and_command(
    package: tuple[str, Copy], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    answer = get("/api/incidents.geojson", OF_WATERS)
    assert answer.status == 400
    assert answer.json["error"].count("cannot be answered.") == len(OF_WATERS)
    assert get("/healthz").json["waters"] == store().without_waters
    assert main(["--eez", "PHL", "--out", str(tmp_path / "record.csv")]) == 2
    assert capsys.readouterr().err == f"The command's “eez=PHL” cannot be answered. {store().without_waters}\n"
    assert not list(tmp_path.iterdir())


@waterless
def test_a_deck_says_so_on_its_claims_scene_and_on_the_page_of_limits(package: tuple[str, Copy]):
    briefing = draft(store(), View())
    (scene,) = (scene for scene in briefing.scenes if scene.kind == "claims")
    assert scene.caption == notes.NO_WATERS
    assert "km²" not in f"{scene.caption} {scene.notes}"
    told = _deck_words()
    assert told.count(notes.NO_WATERS) > 1
    assert store().without_waters in told
    assert "no state is found to" not in told


@pytest.mark.parametrize("package", ["one-clash"], indirect=True)
def test_a_deck_with_waters_says_nothing_of_the_kind(package: tuple[str, Copy]):
    assert notes.NO_WATERS not in _deck_words()
    assert store().without_waters == ""


def _deck_words() -> str:
    briefing = draft(store(), View())
    return repr(deck(store(), briefing, sheet=compose.sheet).pages)
