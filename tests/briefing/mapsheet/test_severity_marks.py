"""Marks on a sheet: gathered until none lies over another, and none of them lost."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from briefing.box import Box
from briefing.mapsheet import severity_marks
from briefing.mapsheet.severity_marks import Spot

FRAME = Box(0, 0, 400, 300)
SPOTS = st.lists(
    st.builds(
        Spot,
        st.tuples(st.floats(0, 400), st.floats(0, 300)),
        st.integers(1, 60),
        st.integers(1, 7),
        st.uuids().map(str),
    ),
    max_size=60,
)


@given(SPOTS)
def test_gathered_marks_keep_every_clash_the_gravest_severity_and_their_distance(spots: list[Spot]):
    kept = severity_marks.gathered(spots, FRAME, 1.0)
    assert sum(spot.n for spot in kept) == sum(spot.n for spot in spots)
    assert max((spot.severity or 0 for spot in kept), default=0) == max((spot.severity or 0 for spot in spots), default=0)
    assert all(FRAME.holds(spot.at, margin=severity_marks.radius(spot.n, 1.0)) for spot in kept)
    for one, other in combinations(kept, 2):
        assert math.dist(one.at, other.at) > severity_marks.radius(one.n, 1.0) + severity_marks.radius(other.n, 1.0)


@given(SPOTS)
def test_gathering_asks_not_in_which_order_the_spots_come(spots: list[Spot]):
    assert severity_marks.gathered(spots, FRAME, 1.0) == severity_marks.gathered(spots[::-1], FRAME, 1.0)


def test_the_picked_spot_leads_what_it_is_gathered_with():
    picked = Spot((100, 100), 1, 2, "picked", picked=True)
    kept = severity_marks.gathered([Spot((102, 100), 9, 7, "grave"), picked], FRAME, 1.0)
    assert kept == [Spot((100, 100), 10, 7, "picked", picked=True)]


@given(SPOTS, st.lists(st.tuples(st.floats(0, 380), st.floats(0, 280)), max_size=8))
def test_diamonds_are_all_kept_and_stand_clear_of_what_is_there(spots: list[Spot], corners: list[tuple[float, float]]):
    taken = [Box(x, y, 20, 20) for x, y in corners]
    found = severity_marks.beside(spots, taken, FRAME, 1.0)
    assert sum(spot.n for spot in found) == sum(spot.n for spot in spots)
    for one, other in combinations(found, 2):
        assert abs(one.at[0] - other.at[0]) + abs(one.at[1] - other.at[1]) >= severity_marks.DIAMOND_PT
    for spot in found:
        inside = [box for box in taken if box.holds(spot.at)]
        assert inside == []


def test_a_diamond_with_nothing_in_its_way_stays_on_its_place():
    assert severity_marks.beside([Spot((50, 60), 1, 0, "law")], [], FRAME, 1.0) == [Spot((50, 60), 1, 0, "law")]


def test_a_diamond_moves_off_a_mark_to_its_upper_right():
    (spot,) = severity_marks.beside([Spot((50, 60), 1, 0, "law")], [Box.between(40, 50, 60, 70)], FRAME, 1.0)
    assert spot.at[0] > 50
    assert spot.at[1] <= 60


def test_a_number_fits_its_mark():
    for n in (2, 10, 100, 1000):
        disc = severity_marks.disc(Spot((0, 0), n, 4, ""), 1.0)
        assert len(disc.number) * 0.6 * disc.number_pt < 2 * disc.radius_pt
