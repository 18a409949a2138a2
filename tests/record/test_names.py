"""Place names in the reader's choice of language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from record import names

if TYPE_CHECKING:
    from record.reading import Package


def test_chinese_is_read_in_characters_wherever_a_place_has_some(shipped: Package):
    table = shipped.tables["names"]
    mine = table[(table["language"] == "zh") & ~table["ambiguous"]]
    written = set(mine.loc[[bool(names.HAN.search(name)) for name in mine["name"]], "place"])
    for language in names.SCRIPTS:
        labels = names.chosen(shipped, language)
        assert len(written) > 100
        assert [place for place in written if not names.HAN.search(labels[place])] == []


@pytest.mark.parametrize(
    ("language", "place", "name"),
    [
        ("zh", "scarborough-shoal", "黄岩岛"),
        ("zh-hant", "scarborough-shoal", "黃岩島"),
        ("zh", "second-thomas-shoal", "仁爱礁"),
        ("zh-hant", "second-thomas-shoal", "仁愛礁"),
        ("zh", "sabina-shoal", "仙宾礁"),
        ("zh-hant", "taiwan-strait", "臺灣海峽"),
        ("fil", "south-china-sea", "Dagat Timog Tsina"),
        ("fil", "scarborough-shoal", "Bajo de Masinloc"),
    ],
)
def test_the_usual_name_comes_first_in_the_script_asked_for(shipped: Package, language: str, place: str, name: str):
    assert names.chosen(shipped, language)[place] == name


def test_a_name_of_one_script_stands_wherever_a_place_has_one_of_it(shipped: Package):
    simplified, traditional = names.chosen(shipped, "zh"), names.chosen(shipped, "zh-hant")
    without = {"lincoln-island", "money-island", "north-island-paracels", "po-toi"}
    assert {place for place, name in simplified.items() if set(name) & set("島灣灘黃")} <= without
    # Where the data have a place's name in simplified characters alone, those are shown.
    table = shipped.tables["names"]
    own = table[(table["language"] == "zh") & ~table["ambiguous"]]
    written = {place: "".join(rows["name"]) for place, rows in own.groupby("place")}
    lacking = {place for place, words in written.items() if not set(words) & set("島灣灘黃")}
    assert {place for place, name in traditional.items() if set(name) & set("岛湾滩黄")} <= lacking


def test_a_preferred_name_is_one_a_place_language_and_script(shipped: Package):
    table = shipped.tables["names"]
    marked = table[table["preferred"].fillna(value=False)]
    assert not marked["ambiguous"].any()
    alone = marked[marked["language"] != "zh"].groupby(["place", "language"]).size()
    assert (alone == 1).all()
    told = marked[marked["report"] != ""]
    titles = shipped.tables["reports"]["title"]
    assert len(told) > 10
    assert [
        row.name for row in told.itertuples(index=False) if row.name.casefold() not in titles[row.report].casefold()
    ] == []


def test_a_place_without_a_name_in_a_language_keeps_its_english_one(shipped: Package):
    english, malay = names.chosen(shipped, "en"), names.chosen(shipped, "ms")
    without = set(english) - set(shipped.tables["names"].query("language == 'ms'")["place"])
    assert without
    assert all(malay[place] == english[place] for place in without)
