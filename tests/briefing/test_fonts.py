"""Fonts: every character of the data has one, lines are as wide as they are said to be, nothing shows as an empty box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont
from fpdf.fonts import CORE_FONTS_CHARWIDTHS
from hypothesis import given
from hypothesis import strategies as st

from briefing import arial, breaking, cutting, families, fonts
from words import text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.packages import Copy

NAMES = ["Second Thomas Shoal", "Bãi Cỏ Mây", "仁爱礁", "Pag-asa Island (中業島)", "Đá Chữ Thập"]
LINES = st.text(st.characters(codec="utf-8"), max_size=120)


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Noto Sans cut at both weights, in a cache that is empty at first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        families.static.cache_clear()
        found = {bold: families.static(families.LATIN, bold=bold) for bold in (False, True)}
    families.static.cache_clear()
    return found


def characters(path: Path) -> set[str]:
    with TTFont(path, lazy=True) as font:
        return {chr(code) for code in font.getBestCmap()}


def bare(clusters: Iterable[str]) -> list[str]:
    """Return clusters without white space, and none that is nothing else."""
    return [cluster for cluster in (re.sub(r"\s", "", cluster) for cluster in clusters) if cluster]


def test_every_character_of_the_data_is_drawn_by_a_font(whole: Copy):
    written = {c for file in whole.path.iterdir() if file.suffix in {".csv", ".geojson"} for c in file.read_text("utf-8")}
    assert {"仁", "ỏ", "”"} <= written
    assert sorted(c for c in written - {"\n"} if fonts.covered(c) != c) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_run_is_drawn_whole_by_the_font_that_it_names(name: str, cut: dict[bool, Path]):
    files = {families.LATIN: cut[False], families.CHINESE: families.static(families.CHINESE)}
    runs = fonts.runs(name)
    assert "".join(run.text for run in runs) == name
    assert [run for run in runs if not set(run.text) <= characters(files[run.family])] == []


@given(LINES)
def test_no_text_whatever_has_a_character_without_a_font(line: str):
    runs = fonts.runs(line)
    assert "".join(run.text for run in runs) == fonts.one_line(line)
    assert all(fonts._draws(run.family, cluster) for run in runs if run.family for cluster in fonts.clusters(run.text))
    drawn = fonts.pieces(line, 10)
    assert "".join(piece.text for piece in drawn) == fonts.covered(line)
    assert {piece.family for piece in drawn} <= set(families.FILES)
    codes = {(piece.family, ord(c)) for piece in drawn for c in piece.text}
    assert all(code in families.drawn(family) for family, code in codes if code not in fonts._UNSEEN)


def test_what_no_font_draws_is_one_note_in_plain_words():
    assert fonts.covered("a ship \U0001f6a2\nleft") == "a ship \U0001f6a2 left"
    assert fonts.covered("said: ᏣᎳᎩ, ᎦᏬᏂ.") == "said: [text in Cherokee script, not shown here]."
    note = "[text in Hangul script, not shown here]"
    assert fonts.covered("한국 배 12 배") == f"{note} 12 {note}"
    assert fonts.covered("a\ue000b \U0001faea") == "a[sign, not shown here]b [emoji, not shown here]"
    assert [run.text for run in fonts.runs("said: ᏣᎳᎩ, ᎦᏬᏂ.")] == ["said: ", "ᏣᎳᎩ, ᎦᏬᏂ", "."]


@given(LINES)
def test_a_text_is_noted_once_and_otherwise_left_as_it_is(line: str):
    assert fonts.covered(fonts.covered(line)) == fonts.covered(line)
    assert fonts.covered(fonts.noted(" ".join(line.split("\n")))) == fonts.covered(line)
    assert fonts.noted("Two  lines\nof\t中文") == "Two  lines\nof\t中文"


@pytest.mark.slow
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", ["Second Thomas Shoal", "Bãi Cỏ Mây", "15°09.1′N"])
def test_a_line_is_as_wide_as_the_cut_font_makes_it(name: str, bold: bool, cut: dict[bool, Path]):  # noqa: FBT001 -- a parameter
    with TTFont(cut[bold], lazy=True) as font:
        advances = sum(font["hmtx"][font.getBestCmap()[ord(c)]][0] for c in name)
    assert fonts.width(name, 12, bold=bold) == pytest.approx(advances * 12 / 1000, rel=2e-3)


@pytest.mark.slow
def test_cut_fonts_carry_the_family_and_their_weight(cut: dict[bool, Path]):
    for bold, path in cut.items():
        with TTFont(path, lazy=True) as font:
            assert font["name"].getDebugName(1) == families.LATIN
            assert font["OS/2"].usWeightClass == (families.BOLD if bold else families.REGULAR)
            assert "fvar" not in font


@pytest.mark.slow
def test_a_font_is_cut_once_and_then_read_from_the_cache(cut: dict[bool, Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(cut[True].parents[1]))
    monkeypatch.setattr(cutting, "cut", lambda *_: pytest.fail("it was cut again"))
    families.static.cache_clear()
    assert families.static(families.LATIN, bold=True) == cut[True]
    families.static.cache_clear()


def test_where_the_cache_cannot_be_written_a_temporary_directory_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("no directory can be made under a file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert families._folder().is_dir()


@given(LINES, st.floats(30, 400), st.booleans())
def test_wrapped_lines_are_no_wider_than_asked_and_lose_nothing(line: str, width_pt: float, bold: bool):  # noqa: FBT001
    lines = breaking.wrap(line, 10, width_pt, bold=bold)
    assert all(fonts.width(one, 10, bold=bold) <= width_pt or len(fonts.clusters(one)) == 1 for one in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", fonts.one_line(line))
    assert bare(cluster for one in lines for cluster in fonts.clusters(one)) == bare(fonts.clusters(fonts.one_line(line)))


def test_lines_break_at_spaces_and_between_chinese_characters_but_not_before_a_full_stop():
    assert breaking.wrap("Manila protests on Monday", 10, 70) == ["Manila", "protests on", "Monday"]
    lines = breaking.wrap("中国海警局说菲律宾船只冲撞。", 10, 130)
    assert lines == ["中国海警局说菲律宾船只冲", "撞。"]


def test_a_word_wider_than_the_line_is_cut_and_a_long_text_ends():
    assert all(breaking.wrap("https://example.org/" + "a" * 80, 10, 100))
    assert len(breaking.wrap("x" * 100_000, 10, 100)) < text.LONGEST


def test_arial_is_as_wide_as_fpdf2_knows_helvetica_to_be():
    for bold, name in ((False, "helvetica"), (True, "helveticaB")):
        widths = CORE_FONTS_CHARWIDTHS[name]
        letters = [*map(chr, range(0x20, 0x7F)), *"ÀÉîöÑç", *"‘’“”–—…•€°²±ßæø"]  # noqa: RUF001 -- the signs that a page has
        known = [widths[letter.encode("cp1252").decode("latin-1")] for letter in letters]
        assert [arial.width(letter, bold=bold) * 1000 for letter in letters] == pytest.approx(known)
    assert arial.width("Ạ", bold=False) == arial.width("A", bold=False)
    assert arial.width("中", bold=False) == 0.0


@given(st.text("Manila 2024—ö…é", max_size=40))
def test_a_line_has_room_for_noto_sans_and_for_arial(line: str):
    for bold in (False, True):
        room = fonts.room(line, 10, bold=bold)
        assert room >= fonts.width(line, 10, bold=bold) - 1e-6
        assert room >= 10 * sum(arial.width(character, bold=bold) for character in line) - 1e-6
