"""Notes on a map sheet: where they stand, cut at its edge, clear of names, and words that stay words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from briefing.mapsheet import briefer_notes, compose, labels, picture
from briefing.mapsheet.sheet import Disc, Path, Words
from briefing.marks import Mark
from question.view import At, Point, View
from tests.packages import HOSTILE
from waters import measure

if TYPE_CHECKING:
    from briefing.mapsheet.sheet import Sheet
    from layers.store import Store

SPRATLYS = View(at=At(115.9, 9.75, 7))
SIZE: dict[str, Any] = {"width_pt": 560.0, "height_pt": 390.0}
RING = Mark(kind="ring", at=(115.867, 9.733), km=30, words="Around here")
ARROW = Mark(kind="arrow", at=(117.3, 9.0), to=(116.5, 9.7), words="From there")
TEXT = Mark(kind="text", at=(115.0, 10.4), words="Watch this")


def notes(sheet: Sheet) -> list[Path | Disc | Words]:
    return [item for item in sheet.items if item.layer == briefer_notes.KEY]


def spot(store: Store, lon_deg: float, lat_deg: float) -> tuple[float, float]:
    """Return where a position stands on the sheet."""
    sheet = compose.sheet(store, View(at=SPRATLYS.at, point=Point(lon_deg, lat_deg)), **SIZE)
    (cross,) = [item for item in notes(sheet) if isinstance(item, Disc)]
    return cross.at


def test_a_ring_is_drawn_at_its_radius(store: Store):
    (ring,) = [item for item in notes(compose.sheet(store, SPRATLYS, **SIZE, marks=(RING,))) if isinstance(item, Path)]
    west, east = (spot(store, *measure.destination(*RING.at, way, 30_000)) for way in (270.0, 90.0))
    xs = [x for x, _ in ring.rings[0]]
    assert (min(xs), max(xs)) == pytest.approx((west[0], east[0]), abs=0.5)
    assert not notes(compose.sheet(store, SPRATLYS, **SIZE))


def test_an_arrow_ends_in_a_head_whose_tip_is_what_it_points_at(store: Store):
    sheet = compose.sheet(store, SPRATLYS, **SIZE, marks=(ARROW, TEXT))
    line, head = [item for item in notes(sheet) if isinstance(item, Path)]
    assert head.closed
    assert not line.closed
    tip, tail = head.rings[0][0], line.rings[0][0]
    assert math.dist(spot(store, *(ARROW.to or (0, 0))), tip) < 0.1
    # The line goes on where the head points.
    neck = line.rings[0][-1]
    assert math.dist(tail, neck) + math.dist(neck, tip) == pytest.approx(math.dist(tail, tip), abs=0.05)


@pytest.mark.parametrize(
    "mark",
    [
        Mark(kind="text", at=(0, 0), words="Far off"),
        Mark(kind="ring", at=(10, 50), km=5, words="Far off"),
        Mark(kind="arrow", at=(10, 50), to=(11, 50), words="Far off"),
    ],
)
def test_what_lies_off_the_map_is_left_out(store: Store, mark: Mark):
    assert not notes(compose.sheet(store, SPRATLYS, **SIZE, marks=(mark,)))


def test_words_of_notes_stay_inside_the_map_and_no_name_stands_under_them(store: Store):
    edge = Mark(kind="text", at=(117.6, 9.3), words="As long as words may be at the very edge of a map")
    sheet = compose.sheet(store, SPRATLYS, **SIZE, marks=(RING, TEXT, edge))
    frame = next(item for item in sheet.items if item.layer == "neatline")
    assert isinstance(frame, Path)
    right = max(x for x, _ in frame.rings[0])
    said = [item for item in notes(sheet) if isinstance(item, Words)]
    assert len(said) == 3
    names = [item for item in sheet.items if isinstance(item, Words) and item.layer == "places"]
    for words in said:
        box = labels.box(words)
        assert box.right <= right
        for name in names:
            other = labels.box(name)
            apart = other.right <= box.left or other.left >= box.right or other.bottom <= box.top or other.top >= box.bottom
            assert apart, name.text


def test_the_legend_says_whose_the_notes_are(store: Store):
    sheet = compose.sheet(store, SPRATLYS, **SIZE, marks=(TEXT,))
    panel = " ".join(item.text for item in sheet.items if isinstance(item, Words))
    assert "briefer's own notes" in panel
    bare = " ".join(item.text for item in compose.sheet(store, SPRATLYS, **SIZE).items if isinstance(item, Words))
    assert "briefer" not in bare


def test_the_point_that_is_asked_about_is_in_the_middle_of_its_map(store: Store):
    sheet = compose.sheet(store, View(point=Point(115.867, 9.733)), **SIZE)
    (cross,) = [item for item in notes(sheet) if isinstance(item, Disc)]
    frame = next(item for item in sheet.items if item.layer == "neatline")
    assert isinstance(frame, Path)
    xs, ys = zip(*frame.rings[0], strict=True)
    assert cross.at == pytest.approx(((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2), abs=1)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_of_a_note_are_words_in_a_picture(store: Store, words: str):
    mark = Mark(kind="text", at=(115.0, 10.4), words=words[:60])
    drawn = picture.svg(compose.sheet(store, SPRATLYS, **SIZE, marks=(mark,)))
    root = ET.fromstring(drawn)
    assert not [element for element in root.iter() if element.tag.endswith(("script", "img"))]
    assert "".join(mark.words.split())[:20] in "".join("".join(root.itertext()).split())
