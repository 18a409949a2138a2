"""Colours that hold in grey print and for the common colour-vision types."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from layers import palette
from record import severity
from tests.colours import contrast, luminance


def test_every_colour_is_a_full_hex_code():
    colours = [look.colour for look in [*palette.CLAIMANTS.values(), palette.OTHER]]
    assert all(re.fullmatch(r"#[0-9A-Fa-f]{6}", one) for one in [*colours, *palette.SEVERITY, palette.DEVELOPMENT])


@pytest.mark.parametrize(("one", "other"), list(combinations(palette.CLAIMANTS, 2)))
def test_two_claimants_differ_in_hue_and_in_dash(one: str, other: str):
    first, second = palette.claimant(one), palette.claimant(other)
    assert first.colour.lower() != second.colour.lower()
    assert first.dash != second.dash


def test_a_dash_array_says_how_long_each_stroke_and_gap_is():
    for look in palette.CLAIMANTS.values():
        lengths = [int(part) for part in look.dash.split()]
        assert len(lengths) % 2 == 0
        assert min(lengths) > 0


def test_a_state_without_a_drawing_is_grey_and_unbroken():
    assert palette.claimant("KIR") == palette.OTHER


def test_severity_has_a_step_each_and_darkens_step_by_step_even_in_grey():
    assert len(palette.SEVERITY) == len(severity.STEPS)
    for lighter, darker in pairwise(palette.SEVERITY):
        assert contrast(lighter, darker) > 1.1
        assert luminance(lighter) > luminance(darker)


@pytest.mark.parametrize(("level", "step"), [(-1, 0), (0, 0), (1, 1), (7, 7), (99, 7)])
def test_a_level_off_the_ramp_takes_its_end(level: int, step: int):
    assert palette.severity(level) == palette.SEVERITY[step]


def test_the_web_map_and_the_charts_stand_on_the_same_ground():
    sheet = (
        (Path(__file__).parents[2] / "briefing" / "html" / "static" / "marks.css")
        .read_text(encoding="utf-8")
        .partition("}")[0]
    )
    ground = {"sea": palette.SEA, "land": palette.LAND, "coast": palette.COAST, "line": palette.GRATICULE}
    ground |= {"ink": palette.INK, "halo": palette.HALO}
    assert [name for name, colour in ground.items() if f"--{name}: {colour};" not in sheet] == []
