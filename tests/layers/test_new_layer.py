"""One module and one line in `question.layer_keys.LISTED` make a layer: it is on every page, file, deck, map and route.

The layer is `tests.layers.wrecks`. Nothing tells the app of it but its place among the modules and its line in the list.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import pyogrio
import pytest
from pypdf import PdfReader

from briefing import story
from briefing.formats import WRITERS
from briefing.html import deck as html_deck
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from files import csv_zip, records
from files.write import BY_SUFFIX
from layers import browser_looks, filtered, layer
from layers import store as stores
from question import layer_keys
from question.layer_keys import Listed
from question.view import View, parse
from tests import pages
from tests.asgi import get
from tests.briefing import sheets
from tests.briefing.drafted import silent, squeezed
from tests.briefing.reopening import reopen
from tests.layers import wrecks
from views.map import base, chart, rows
from views.parts import legend
from views.parts.question import Question

if TYPE_CHECKING:
    import pathlib

    from briefing.mapsheet.sheet import Disc, Path
    from layers.store import Store

KEY = wrecks.KEY
ALONE = View(layers=(KEY,))
POINTS = {"wreck-alder", "wreck-birch"}
SHAPES = {"wreck-trail", "wreck-field"}


@pytest.fixture(autouse=True)
def _listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, f"layers.{KEY}", wrecks)
    monkeypatch.setattr(layer_keys, "LISTED", (*layer_keys.LISTED, Listed(KEY)))


@pytest.fixture
def listed_store() -> Store:
    return stores.store()


@pytest.fixture
def job(listed_store: Store) -> Job:
    scene = story.Scene(kind="map", query=ALONE.query(), title="Wrecks", caption="", notes="")
    briefing = story.build(title="Wrecks", data_version=listed_store.package.version, scenes=(scene,))
    return Job(listed_store, ALONE, briefing, deck(listed_store, briefing, sheet=compose.sheet))


def test_the_address_knows_it_and_shows_it_unasked():
    assert KEY in View().layers
    view, complaints = parse({"layers": KEY})
    assert (view.layers, complaints) == ((KEY,), [])


def test_the_page_offers_it_lists_it_and_explains_its_signs():
    page = pages.opened({"layers": KEY})
    assert not page.exception
    (choice,) = (group for group in page.button_group if group.key == "w-layers")
    assert wrecks.TITLE in choice.options
    (table,) = pages.listed(page)
    assert list(table.columns) == ["Wreck", "Depth in metres"]
    assert len(table) == len(wrecks.FEATURES)
    signs = {sign.words: sign.colour for part in legend.parts(ALONE) for sign in part.signs}
    assert signs == dict.fromkeys(("one wreck", "trail of one", "field of many"), wrecks.COLOUR)
    assert "4 wrecks" in pages.said(pages.opened({}))


@pytest.mark.parametrize("identity", list(wrecks.FEATURES))
def test_a_picked_one_has_a_dossier_with_its_reports(listed_store: Store, identity: str):
    page = pages.opened({"layers": KEY, "selected": identity})
    assert not page.exception
    words = pages.said(page)
    title, depth, _ = wrecks.FEATURES[identity]
    (report,) = listed_store.frames[KEY].loc[identity, "reports"]
    assert [part for part in (title, f"{depth} m", report.url) if part not in words] == []
    # A point lies in somebody's claims, and near to clashes; a line or an area in many.
    assert ("Whose claims this is in" in words) == (identity in POINTS)


@pytest.mark.slow
def test_every_other_page_opens_with_it():
    for path in ("claims", "trends", "reporting", "briefing", "about"):
        assert not pages.opened({}, path=path).exception
    (keys,) = (table.value for table in pages.opened({}, path="about").table if "Meaning" in table.value)
    assert KEY in keys.loc["layers", "Meaning"]


def test_its_route_answers_and_the_others_name_it():
    collection = get(f"/api/{KEY}.geojson").json
    assert {feature["id"] for feature in collection["features"]} == set(wrecks.FEATURES)
    assert all(feature["properties"]["reports"] for feature in collection["features"])
    assert KEY in get("/api/weather.geojson").json["error"]


@pytest.mark.parametrize("suffix", list(BY_SUFFIX))
def test_every_data_file_holds_it(listed_store: Store, tmp_path: pathlib.Path, suffix: str):
    path = tmp_path / f"wrecks{suffix}"
    BY_SUFFIX[suffix](listed_store, ALONE, path)
    rows = reopen(path, ALONE)[KEY]
    assert list(rows["id"]) == list(wrecks.FEATURES)
    assert list(rows["depth_m"]) == [depth for _, depth, _ in wrecks.FEATURES.values()]
    assert all(urls[0].startswith("http") for urls in rows["urls"])
    assert [shape.geom_type for shape in rows.geometry] == [shape.geom_type for _, _, shape in wrecks.FEATURES.values()]


def test_its_files_say_what_it_is_and_what_its_columns_mean(listed_store: Store, tmp_path: pathlib.Path):
    path = tmp_path / "wrecks.csv"
    csv_zip.write(listed_store, ALONE, path)
    (resource,) = json.loads(path.with_suffix(csv_zip.SIDECAR).read_text(encoding="utf-8"))["resources"]
    assert (resource["title"], resource["description"]) == (wrecks.TITLE, wrecks.DATA.about)
    means = {field["name"]: field["description"] for field in resource["schema"]["fields"]}
    assert means["depth_m"] == wrecks.DATA.means["depth_m"]
    assert all(means.values())
    BY_SUFFIX[".gpkg"](listed_store, ALONE, tmp_path / "wrecks.gpkg")
    assert [KEY, "Unknown"] in pyogrio.list_layers(tmp_path / "wrecks.gpkg").tolist()
    assert not records.WORKING - {"geometry"} & set(means)


def test_a_sheet_draws_its_points_lines_and_areas_in_its_colour_and_its_legend_says_so(listed_store: Store):
    sheet = sheets.drawn(listed_store, ALONE, (960, 540))
    assert {disc.id for disc in sheets.discs(sheet, KEY)} == POINTS
    assert {path.id for path in sheets.paths(sheet, KEY)} == SHAPES
    drawn: list[Disc | Path] = [*sheets.discs(sheet, KEY), *sheets.paths(sheet, KEY)]
    assert {item.pen.stroke for item in sheets.paths(sheet, KEY) if not item.closed} == {wrecks.COLOUR}
    assert {item.pen.fill for item in drawn if item.pen.fill} == {wrecks.COLOUR}
    assert all(item.link.startswith("http") and item.words for item in drawn)
    assert [words for words in ("Wrecks as charted:", "one wreck", "trail of one") if words not in sheets.read(sheet)] == []


@pytest.mark.parametrize("suffix", [".pptx", ".pdf", ".html", ".svg", ".png"])
def test_every_kind_of_deck_and_picture_is_written_with_it(job: Job, tmp_path: pathlib.Path, suffix: str):
    path = tmp_path / f"wrecks{suffix}"
    WRITERS[suffix](job, path, silent)
    assert path.stat().st_size > 1_000
    if suffix == ".pdf":
        words = squeezed("".join(page.extract_text() for page in PdfReader(path).pages))
        assert squeezed("field of many") in words
    (report,) = {report.url for row in job.store.frames[KEY]["reports"] for report in row}
    assert report in {source.url for source in job.deck.sources}


def test_a_standalone_deck_draws_it_explains_it_and_opens_its_cards(job: Job):
    data = html_deck.data(job.store, job.deck)
    (scene,) = _maps(data)
    drawn = {identity: place for key, identity, place, _ in scene["features"] if key == KEY}
    assert set(drawn) == set(wrecks.FEATURES)
    assert {identity for identity, place in drawn.items() if place is None} == SHAPES == set(data["shapes"])
    (part,) = scene["legend"]
    assert [sign["words"] for sign in part["signs"]] == ["one wreck", "trail of one", "field of many"]
    assert data["look"]["layers"][KEY]["colour"] == wrecks.COLOUR
    for identity, (title, depth, _) in wrecks.FEATURES.items():
        card = data["cards"][identity]
        assert (card["title"], card["facts"]) == (title, [["Depth", f"{depth} m", ""]])
        assert all(data["reports"][report][3].startswith("http") for report in card["reports"])


def _maps(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for page in data["pages"] for block in (*page["left"], *page["right"]) if block["kind"] == "map"]


def test_the_live_map_is_handed_its_features_and_how_to_draw_them():
    shown = pages.opened({"layers": KEY})
    assert not shown.exception
    held = stores.store()
    view = View(layers=(KEY,))
    message = chart.message(Question(held, view, []), filtered(held.frames, layer_keys.every(), view), flight=0)
    columns, shapes = rows.rows(held, KEY), json.loads(rows.of_shapes(held, KEY).body)
    assert message["shown"] == [KEY]
    marked = {identity for identity, at in zip(columns["id"], columns["at"], strict=True) if at}
    assert marked | set(shapes) == set(wrecks.FEATURES)
    assert set(shapes) == SHAPES == {columns["id"][row] for row, *_ in message["layers"][KEY]["drawn"]}
    assert f'"{KEY}": feature_group_' in base.script.__wrapped__()
    look = browser_looks()["layers"][KEY]
    assert (look["marks"], look["ground"], look["colour"], look["dash"]) == ("diamonds", "strokes", wrecks.COLOUR, "3 2")
    assert look["units"] == ("wreck", "wrecks")


def test_it_goes_by_its_key_as_every_layer_does():
    assert layer(KEY) is wrecks
