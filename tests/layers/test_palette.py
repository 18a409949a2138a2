"""Colours that hold in grey print and for the common colour-vision types."""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from layers import palette, severity


def luminance(colour: str) -> float:
    """Return WCAG's relative luminance of an sRGB colour."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


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


@pytest.mark.parametrize(("level", "step"), [(0, 0), (1, 0), (7, 6), (99, 6)])
def test_a_level_off_the_ramp_takes_its_end(level: int, step: int):
    assert palette.severity(level) == palette.SEVERITY[step]
