"""A sheet as SVG and PNG: the same every time, its text text, its links links, and nothing typed becomes markup."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from briefing import fonts
from briefing.mapsheet import compose, picture
from briefing.mapsheet.sheet import Disc, Pen, Sheet, Words
from layers import palette
from layers.store import store
from tests.briefing import sheets
from words import text

if TYPE_CHECKING:
    from layers.store import Store
    from tests.packages import Copy

SVG = "{http://www.w3.org/2000/svg}"
LINES = picture.Lines("June to August 2024", "11 clashes involving the Philippines", "For official use · 24 November 2026")


@pytest.fixture(scope="module")
def summer(store: Store) -> Sheet:
    return sheets.sheet(store, sheets.SUMMER)


def tree(made: bytes) -> ET.Element:
    return ET.fromstring(made)


def lines(root: ET.Element) -> list[str]:
    return ["".join(line.itertext()) for line in root.iter(f"{SVG}text")]


def test_the_same_sheet_makes_the_same_bytes(store: Store):
    view, _ = store.parse(sheets.SUMMER)
    one, other = (picture.svg(sheets.drawn(store, view, (960, 540)), LINES) for _ in range(2))
    assert one == other


def test_every_line_of_the_sheet_and_around_it_is_text(summer: Sheet):
    found = lines(tree(picture.svg(summer, LINES)))
    numbers = [disc.number for disc in sheets.discs(summer, "incidents", "developments", "legend") if disc.number]
    assert sorted(found) == sorted([*(line.text for line in sheets.words(summer)), *numbers, *LINES])


def test_every_run_names_the_font_that_draws_it(store: Store):
    root = tree(picture.svg(sheets.sheet(store, {"names": "zh"})))
    for run in root.iter(f"{SVG}tspan"):
        assert {run.get("font-family", "").split(",")[0].strip("'")} == {one.family for one in fonts.runs(run.text)}


def test_every_mark_with_a_report_is_a_link_to_it(summer: Sheet):
    links = [item.link for item in summer.items if not isinstance(item, Words) and item.link]
    assert len(links) > 20
    found = [link.get("href") for link in tree(picture.svg(summer)).iter(f"{SVG}a")]
    assert sorted(filter(None, found)) == sorted(links)


def test_a_picture_without_lines_is_the_sheet_and_its_margin(summer: Sheet):
    root = tree(picture.svg(summer))
    width, height = summer.width_pt + 2 * picture.MARGIN_PT, summer.height_pt + 2 * picture.MARGIN_PT
    assert root.get("viewBox") == f"0 0 {width:g} {height:g}"
    assert root.get("width") == f"{width:g}pt"


def test_a_png_has_two_pixels_a_point_and_shows_the_sea(summer: Sheet):
    image = Image.open(io.BytesIO(picture.png(summer)))
    assert image.size == tuple(2 * round(side + 2 * picture.MARGIN_PT) for side in (summer.width_pt, summer.height_pt))
    frame = sheets.frame(summer)
    at = (2 * (picture.MARGIN_PT + frame.left + 30), 2 * (picture.MARGIN_PT + frame.top + 30))
    sea = tuple(int(palette.SEA[i : i + 2], 16) for i in (1, 3, 5))
    assert image.convert("RGB").getpixel((int(at[0]), int(at[1]))) == sea


@pytest.mark.parametrize("name", ["Second Thomas Shoal", "Bãi Cỏ Mây", "仁爱礁"])
def test_a_name_is_drawn_as_wide_as_it_was_measured_and_not_as_boxes(name: str):
    """A font that lacks a character draws a box for each: all boxes are alike, so the drawing of a name would be too."""
    drawn = []
    for words in (name, "\uffff" * len(name)):
        sheet = Sheet(300, 30, (Words("places", (5, 20), words, 16, "#000000"),), "", "")
        image = Image.open(io.BytesIO(picture.png(sheet))).convert("L").point(lambda value: 255 * (value < 128))
        drawn.append(image.crop((36, 36, 636, 96)))
    assert drawn[0].tobytes() != drawn[1].tobytes()
    left, _, right, _ = drawn[0].getbbox() or (0, 0, 0, 0)
    assert (right - left) / 2 == pytest.approx(fonts.width(name, 16), rel=0.06)


def test_a_link_that_is_no_web_address_is_left_out():
    disc = Disc("incidents", (10, 10), 5, Pen("#ffffff"), link="javascript:alert(1)", words="x")
    assert not list(tree(picture.svg(Sheet(20, 20, (disc,), "", ""))).iter(f"{SVG}a"))


def test_nothing_that_a_package_says_becomes_markup(hostile: Copy, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOUNDINGS_DATA", str(hostile.path))
    known = store()
    made = picture.svg(sheets.sheet(known, {"names": "vi"}), picture.Lines("zqx</text><script>alert(1)</script>"))
    root = tree(made)
    known_tags = {"svg", "title", "rect", "g", "a", "path", "circle", "text", "tspan"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= known_tags
    assert [link for link in root.iter(f"{SVG}a") if not text.url(link.get("href"))] == []
    assert "zqx</text><script>alert(1)</script>" in lines(root)
    assert [name for element in root.iter() for name in element.keys() if name.startswith("on")] == []  # noqa: SIM118
    assert picture.png(sheets.sheet(known, {})).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "whole", [picture.Whole(1920, 1200, 200), picture.Whole(1601, 1103, 144), picture.Whole(3000, 2000, 300)]
)
def test_a_picture_is_as_large_and_as_dense_as_is_asked_and_nothing_stands_outside(store: Store, whole: picture.Whole):
    view, _ = store.parse(sheets.SUMMER)
    size = picture.room(LINES, whole)
    sheet = sheets.drawn(store, view, size)
    drawn = Image.open(io.BytesIO(picture.png(sheet, LINES, whole=whole)))
    assert drawn.size == (whole.width_px, whole.height_px)
    assert drawn.info["dpi"] == pytest.approx((whole.dpi, whole.dpi), abs=0.02)
    width, height = whole.size_pt
    assert size[0] == pytest.approx(width - 2 * picture.MARGIN_PT)
    root = tree(picture.svg(sheet, LINES, whole=whole))
    assert root.get("viewBox") == f"0 0 {picture._n(width)} {picture._n(height)}"
    around = picture._height(LINES, size[0], compose.type_scale(*size))
    assert around + size[1] == pytest.approx(height, abs=0.5)


def test_a_picture_says_how_dense_it_is_unless_asked(summer: Sheet):
    assert Image.open(io.BytesIO(picture.png(summer, LINES))).info["dpi"] == pytest.approx((144, 144), abs=0.02)
