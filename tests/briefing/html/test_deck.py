"""The standalone deck: all of a briefing in one file that asks for nothing, with every word in it as text."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiLineString, MultiPolygon, shape

from briefing.draft import draft
from briefing.html import deck as html_deck
from briefing.html import map as html_map
from briefing.job import Job
from briefing.mapsheet import compose
from briefing.pages.compose import deck
from briefing.pages.model import Cell, Page, Prose, Sides, Table
from layers import incidents, layer, palette, places
from layers.store import store
from question.view import View
from record import severity
from tests.examples import percent
from tests.packages import CLASH, HOSTILE
from tests.questions import LAYERS, views
from words import states, text

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from layers.store import Store
    from tests.packages import Copy

SUMMER = View(states=("CHN", "PHL"), start=dt.date(2024, 6, 1), end=dt.date(2024, 8, 31))
Json = dict[str, Any]


class Reader(HTMLParser):
    """What a browser makes of a page: its elements with their attributes, and the text inside scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {"script": [], "style": [], "data": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, found = self.elements[-1] if self.elements else ("", {})
        kind = "data" if found.get("type") == "application/json" else tag
        if kind in self.inside and data.strip():
            self.inside[kind].append(data)

    @property
    def tags(self) -> list[str]:
        return [tag for tag, _ in self.elements]

    @property
    def policy(self) -> str:
        return next(found["content"] or "" for tag, found in self.elements if found.get("http-equiv"))


def job(store: Store, view: View = SUMMER, scenes: int = 0) -> Job:
    """Return the work of a drafted briefing, its scenes repeated up to a number."""
    drafted = draft(store, view, handling="INTERNAL USE ONLY", author="Desk for maritime affairs")
    if scenes:
        drafted = drafted.model_copy(update={"scenes": (drafted.scenes * scenes)[:scenes]})
    return Job(store, view, drafted, deck(store, drafted, sheet=compose.sheet))


@pytest.fixture(scope="module")
def summer(store: Store) -> Job:
    return job(store)


@pytest.fixture(scope="module")
def page(summer: Job) -> Reader:
    return Reader(html_deck.html(summer))


@pytest.fixture(scope="module")
def told(summer: Job) -> Json:
    return html_deck.data(summer.store, summer.deck)


def maps(told: Json) -> list[Json]:
    return [block for one in told["pages"] for block in (*one["left"], *one["right"]) if block["kind"] == "map"]


def strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [part for pair in value.items() for one in pair for part in strings(one)]
    if isinstance(value, (list, tuple)):
        return [part for one in value for part in strings(one)]
    return [value] if isinstance(value, str) else []


def test_the_file_holds_our_scripts_our_styles_and_the_data_and_nothing_that_loads(page: Reader):
    assert page.tags.count("script") == 1 + len(html_deck.SCRIPTS)
    assert page.tags.count("style") == len(html_deck.STYLES)
    assert set(page.tags) == {"html", "head", "meta", "title", "style", "body", "noscript", "script"}
    assert [found for _, found in page.elements if {"src", "href"} & set(found)] == []


def test_the_policy_in_the_file_allows_these_scripts_and_no_connection(page: Reader):
    assert page.policy.startswith("default-src 'none'; ")
    scripts = page.policy.split(";")[1].split()
    assert scripts[0] == "script-src"
    digests = [hashlib.sha256(one.encode()).digest() for one in page.inside["script"]]
    hashes = [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
    assert scripts[1:] == hashes
    assert len(hashes) == len(html_deck.SCRIPTS)
    assert "connect-src" not in page.policy


def test_no_style_and_no_script_names_another_file(page: Reader):
    assert len(page.inside["style"]) == len(html_deck.STYLES)
    for one in (*page.inside["style"], *page.inside["script"]):
        assert not re.search(r"@import|sourceMappingURL", one)
    for one in page.inside["style"]:
        assert not re.search(r"url\((?!data:)", one)


@pytest.mark.parametrize("harm", ["x = '</script>'", "/* </STYLE> */", "x = '<!--'"])
def test_a_part_that_would_end_its_own_element_is_refused(tmp_path: Path, harm: str):
    part = tmp_path / "part.js"
    part.write_text(harm, encoding="utf-8")
    with pytest.raises(ValueError, match=r"part\.js cannot stand inside a page"):
        html_deck._inline(part)


def test_the_data_in_the_file_are_what_the_deck_says(page: Reader, told: Json):
    (raw,) = page.inside["data"]
    assert json.loads(raw) == json.loads(json.dumps(told))


def test_every_page_of_the_deck_is_a_scene_in_its_order(summer: Job, told: Json):
    titles = [re.sub(r" \(continued\)$| \(\d+ of \d+\)$", "", one["title"]) for one in told["pages"]]
    assert list(dict.fromkeys(titles)) == [page.title for page in summer.deck.pages]
    assert told["pages"][0]["role"] == "cover"
    notes = [one["notes"] for one in told["pages"] if one["notes"]]
    assert notes == [page.notes for page in summer.deck.pages if page.notes]


def test_handling_line_date_version_and_filter_travel_with_the_deck(summer: Job, told: Json):
    for name in ("title", "author", "handling", "as_of", "version", "filter"):
        assert told[name] == getattr(summer.deck, name)
    filters = {one["filter"] for one in told["pages"] if one["role"] == "scene"}
    assert filters == {page.filter for page in summer.deck.pages if page.role == "scene"}


def test_each_report_of_the_deck_stands_once_under_its_number_with_its_address(summer: Job, told: Json):
    lists = [one["left"][0] for one in told["pages"] if one["role"] == "sources"]
    assert [block["first"] for block in lists] == [1 + html_deck.SOURCES_A_SCENE * n for n in range(len(lists))]
    ids = [identity for block in lists for identity in block["reports"]]
    assert ids == [report.id for report in summer.deck.sources]
    assert [told["reports"][one][3] for one in ids] == [report.url for report in summer.deck.sources]


ROWS = st.lists(st.tuples(st.text(max_size=400), st.text(max_size=40)), max_size=60)


@given(ROWS, st.booleans())
@percent(60)
def test_a_long_table_goes_on_on_further_scenes_and_loses_no_row(rows: list[tuple[str, str]], accounts: bool):  # noqa: FBT001
    table = Table(("What", "When"), tuple((Cell(a), Cell(b)) for a, b in rows), (0.7, 0.3), note="Newest first.")
    before = (Sides((), ("CHN",)),) if accounts else ()
    found = list(html_deck.continued(Page("Clashes", (*before, table), caption="All of them.", notes="Slowly.")))
    tables = [one for part in found for one in part.left if isinstance(one, Table)]
    assert [row for one in tables for row in one.rows] == list(table.rows)
    assert all(one.rows for one in tables[1:])
    assert [one.note for one in tables] == [""] * (len(tables) - 1) + ["Newest first."]
    assert [part.title for part in found] == ["Clashes"] + ["Clashes (continued)"] * (len(found) - 1)
    assert [part.notes for part in found] == ["Slowly."] + [""] * (len(found) - 1)
    assert found[0].left[: len(before)] == before


def test_a_page_without_a_table_stays_one_scene():
    page = Page("Words", (Prose(("One.",)),), (Table(("A",), ((Cell("b"),),) * 99, (1.0,)),))
    assert list(html_deck.continued(page)) == [page]


@pytest.mark.slow
@given(data=st.data())
@percent(25)
def test_a_map_counts_what_the_view_admits_whatever_is_asked(data: st.DataObject):
    known = store()
    busy = list(known.frames["incidents"]["place"].value_counts().index[:5])
    view = data.draw(views(places=busy, words=["shoal", "cable", "zzz"]))
    scene = html_map.scene(known, view)
    for key in view.layers:
        admitted = layer(key).filter(known.frames[key], view)
        drawn = [one for one in scene["features"] if one[0] == key and not one[3].get("ring")]
        behind = [identity for one in drawn for identity in scene["behind"].get(one[1], (one[1],))]
        shown = admitted if key in {"incidents", "places"} else admitted[admitted.geometry.notna()]
        assert sorted(behind) == sorted(shown.index)
        if key in {"incidents", "developments"}:
            assert sum(one[3]["n"] for one in drawn) == len(behind)
    (south, west), (north, east) = scene["box"]
    assert south < north
    assert west < east


def test_a_map_shows_the_same_waters_as_the_map_on_paper(store: Store):
    (south, west), (north, east) = html_map.scene(store, View(selected=CLASH))["box"]
    row = store.frames["incidents"].loc[CLASH]
    assert (west + east) / 2 == pytest.approx(row["lon_deg"], abs=0.05)
    assert (south + north) / 2 == pytest.approx(row["lat_deg"], abs=0.05)


def test_a_picked_clash_has_its_ring_and_stands_for_all_at_its_mark(store: Store):
    scene = html_map.scene(store, View(selected=CLASH))
    assert [one[2]["type"] for one in scene["features"] if one[3].get("ring")] == ["Polygon"]
    (picked,) = [one for one in scene["features"] if one[3].get("picked") and one[0] == "incidents"]
    assert picked[1] == CLASH
    clashes = incidents.filter(store.frames["incidents"], View())
    assert set(scene["behind"][CLASH]) == set(clashes.index[clashes["place"] == clashes.loc[CLASH, "place"]])


def test_every_mark_opens_a_card_with_its_reports_and_both_accounts(store: Store, told: Json):
    for scene in maps(told):
        for key, identity, _, said in scene["features"]:
            for one in () if said.get("ring") else scene["behind"].get(identity, [identity]):
                found = told["cards"][one]
                assert found["reports"] == [report.id for report in layer(key).sources(store.frames[key].loc[one])]
                assert all(told["reports"][report][3].startswith("http") for report in found["reports"])
    sides = told["cards"][CLASH]["sides"]
    assert [side["who"] for side in sides["accounts"]] == ["China says", "Philippines says"]
    assert all(side["says"] and side["report"] in told["reports"] for side in sides["accounts"])


def test_each_line_and_area_is_kept_once_claims_as_they_were_published(store: Store, told: Json):
    shared = {"claims", "limits", "overlaps"}
    drawn = {one[1] for scene in maps(told) for one in scene["features"] if one[0] in shared}
    assert set(told["shapes"]) == drawn
    assert all(one[2] is None for scene in maps(told) for one in scene["features"] if one[0] in shared)
    claims = {one: drawn for one, drawn in told["shapes"].items() if store.ids[one] == "claims"}
    assert claims
    for identity, drawn in claims.items():
        assert shape(drawn).equals(store.frames["claims"].loc[identity].geometry)


def points(steps: list[int]) -> NDArray[np.float64]:
    """Read a stepped ring or line as geometry.js does."""
    return np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / 1000


def unstepped(kept: Json) -> BaseGeometry:
    if "lines" in kept:
        return MultiLineString([points(steps) for steps in kept["lines"]])
    rings = [[points(steps) for steps in rings] for rings in kept["areas"]]
    return MultiPolygon([(outer, holes) for outer, *holes in rings])


def test_the_land_is_what_it_was(store: Store, told: Json):
    land = layer("land").load(store.package).geometry.iloc[0]
    assert unstepped(told["land"]).equals_exact(land, tolerance=1e-9)


@pytest.mark.parametrize("key", ["overlaps", "limits"])
def test_what_was_computed_is_what_it_was_to_a_thousandth_of_a_degree(store: Store, key: str):
    scene = html_map.scene(store, View(layers=(key,)))
    kept = html_map.shapes(store, [scene])
    assert kept
    for identity, drawn in kept.items():
        assert unstepped(drawn).hausdorff_distance(store.frames[key].geometry[identity]) < 1e-3


def test_place_names_come_in_the_language_of_each_scene(store: Store):
    scenes = [html_map.scene(store, View(names=code)) for code in ("zh", "vi", "zh")]
    found = html_map.names(store, scenes)
    assert sorted(found) == ["vi", "zh"]
    assert found["zh"]["second-thomas-shoal"] == store.names("zh")["second-thomas-shoal"]


@pytest.mark.parametrize("layers", [("claims",), ("limits",), ("limits", "claims")])
def test_the_legend_names_the_claimants_whose_lines_are_drawn_in_the_palettes_order_and_no_other(
    store: Store, layers: tuple[str, ...]
):
    view = View(layers=(*layers, "incidents"), states=("VNM", "CHN"))
    _, part = html_map.scene(store, view)["legend"]
    assert part["heading"] == ("Claim lines, thinner the computed limits:" if "limits" in layers else "Claim lines:")
    rows = [layer(key).filter(store.frames[key], view) for key in layers]
    drawn = {code for frame in rows for code in frame.loc[frame.geometry.notna(), "claimant"]}
    assert drawn
    assert [sign["words"] for sign in part["signs"]] == [states.name(code) for code in palette.CLAIMANTS if code in drawn]
    # No clash and no claim of Japan's is on record.
    assert html_map.scene(store, View(layers=("claims", "incidents"), states=("JPN",)))["legend"] == []


def test_a_map_without_a_clash_or_a_development_has_no_key_to_them(store: Store):
    view = View(
        layers=("claims", "developments", "incidents"), states=("BRN",), start=dt.date(2024, 3, 1), end=dt.date(2024, 3, 31)
    )
    headings = [part["heading"] for part in html_map.scene(store, view)["legend"]]
    assert headings == ["Claim lines:"]


def test_a_place_that_is_always_named_says_so(store: Store):
    features = html_map.scene(store, SUMMER)["features"]
    ranks = {identity: numbers["rank"] for key, identity, _, numbers in features if key == "places"}
    assert {identity for identity, rank in ranks.items() if rank == 0} == set(places.ALWAYS)


def test_the_legend_names_the_ends_of_severity(store: Store):
    (part,) = html_map.scene(store, View(layers=("incidents",)))["legend"]
    assert part["heading"].endswith("shade the gravest, 1 presence to 7 death")
    assert [sign["title"] for sign in part["signs"]] == [step.name for step in severity.STEPS if step.level]
    (wide,) = html_map.scene(store, View(layers=("incidents",), severity=0))["legend"]
    assert wide["heading"].endswith("shade the gravest, 0 words or presence only to 7 death")
    assert [sign["title"] for sign in wide["signs"]] == list(severity.NAMES.values())


def test_a_view_without_layers_is_a_map_without_marks(store: Store):
    scene = html_map.scene(store, View(layers=()))
    assert scene["features"] == []
    assert scene["layers"] == []


@pytest.mark.slow
@pytest.mark.parametrize(("view", "most"), [(SUMMER, 1_000_000), (View(), 2_000_000)], ids=["a summer", "the whole record"])
def test_twelve_scenes_stay_small(store: Store, view: View, most: int):
    assert len(html_deck.html(job(store, view, scenes=12)).encode()) < most


def test_the_file_is_written_as_utf_8_and_tells_how_far_it_is(summer: Job, tmp_path: Path):
    steps: list[float] = []
    path = tmp_path / "june.html"
    html_deck.write(summer, path, lambda done, _words: steps.append(done))
    assert path.read_text(encoding="utf-8") == html_deck.html(summer)
    assert steps == sorted(steps)
    assert steps[-1] == 1.0


@pytest.fixture(scope="module")
def poisoned(hostile: Copy) -> Job:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOUNDINGS_DATA", str(hostile.path))
        return job(store(), View(layers=LAYERS))


def test_hostile_words_stay_inside_the_data_as_text(poisoned: Job):
    page = Reader(html_deck.html(poisoned))
    assert set(page.tags) == {"html", "head", "meta", "title", "style", "body", "noscript", "script"}
    assert page.tags.count("script") == 1 + len(html_deck.SCRIPTS)
    (raw,) = page.inside["data"]
    assert not set("<>&\u2028\u2029") & set(raw)
    said = " ".join(strings(json.loads(raw)))
    assert HOSTILE[0] in said
    assert "zqx</script>" in said
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "ftp://x", "https://"])
def test_an_address_that_is_no_web_address_becomes_none(store: Store, address: str):
    (found, *_) = store.package.evidence.reports.values()
    assert text.url(found.url)
    assert html_map.report(found._replace(url=address))[3] == ""
    assert html_deck._cell(Cell("words", address)) == ["words", ""]
