"""Single rules: acts, ships, forces, places, positions, and what is denied."""

from __future__ import annotations

import datetime as dt

import pytest

from desk import acts, gazetteer, match, states, vessels
from desk.page import shadow


def types(text: str, language: str = "en") -> set[str]:
    return {act.type for act in acts.clashes(shadow(text), language)}


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The cutter turned its water cannon on the boat", {"water_cannon"}),
        ("en", "water cannon was not used", set()),
        ("en", "the two ships nearly collided", set()),
        ("en", "China denied that flares had been used", set()),
        ("en", "a rig in Block 06-01", set()),
        ("zh", "对其施放水炮，并横在航道前方加以拦阻", {"water_cannon", "blocking"}),
        ("zh", "险些酿成碰撞", set()),
        ("zh", "沒有任何碰撞", set()),
        ("vi", "tàu bị phun vòi rồng", {"water_cannon"}),
        ("id", "kapal itu dibayangi", {"standoff"}),
        ("fil", "hinarang ang bangka", {"blocking"}),
        ("ja", "放水を受け", {"water_cannon"}),
    ],
)
def test_acts_are_told_by_words_and_not_where_they_are_denied(language: str, text: str, told: set[str]):
    assert types(text, language) == told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BRP Example Bay and KRI Contoh-376 met CCG 5901", ["BRP Example Bay", "KRI Contoh-376", "CCG 5901"]),
        ("China Coast Guard ships 5901 and 2204 came", ["CCG 5901", "CCG 2204"]),
        ("a militia trawler with bow number 1987", ["1987"]),
        ("tàu QNg 91234 TS", ["QNg 91234 TS"]),
        ("海警5203舰和4409号船", ["CCG 5203", "4409"]),
        ("the survey ship Contoh Maru 3 worked", ["Contoh Maru 3"]),
        ("the ship from China", []),
    ],
)
def test_ships_are_named_by_prefix_number_or_kind(text: str, names: list[str]):
    assert [vessel.name for vessel in vessels.vessels(shadow(text), text)] == names


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "China’s coast guard said", "China Coast Guard"),
        ("en", "In Beijing a coast guard spokesman said", "China Coast Guard"),
        ("en", "the foreign ministry in Hanoi said", "Vietnamese foreign ministry"),
        ("zh", "中国驻菲律宾使馆否认", "Chinese embassy in Manila"),
        ("zh", "海巡署表示", "Coast Guard Administration"),
        ("vi", "Bộ Ngoại giao Trung Quốc", "Chinese foreign ministry"),
        ("fil", "ng China Coast Guard", "China Coast Guard"),
        ("ja", "フィリピン沿岸警備隊は", "Philippine Coast Guard"),
    ],
)
def test_a_force_is_of_the_state_beside_it(language: str, text: str, name: str):
    assert name in {agency.name for agency in states.agencies(shadow(text), language)}


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "near Bajo de Masinloc", ["scarborough-shoal"]),
        ("en", "a parcel of rice came to Subic", ["subic-bay"]),
        ("en", "Recto Avenue under water, PAGASA says", []),
        ("en", "off Ren’ai Jiao", ["second-thomas-shoal"]),
        ("en", "F/B Bagong Pag-asa sailed", []),
        ("zh", "在赤瓜礁附近", ["johnson-south-reef"]),
        ("zh", "東沙島周邊", ["pratas-island"]),
        ("vi", "gần quần đảo Hoàng Sa", ["paracel-islands"]),
        ("vi", "gần Hoàng Sa", ["paracel-islands"]),
        ("ja", "セカンド・トーマス礁で", ["second-thomas-shoal"]),
    ],
)
def test_places_are_whole_names_and_no_lookalikes(language: str, text: str, places: list[str]):
    assert [spot.places[0] for spot in gazetteer.spots(shadow(text), language)] == places


def test_the_record_is_matched_by_day_and_place_and_a_neighbour_is_only_offered():
    day = dt.date(2025, 8, 11)
    found = match.matches("incidents", match.Told((day, day), "scarborough-shoal", {"collision"}, {"CHN", "PHL"}))
    best = match.sure(found)
    assert best is not None
    assert best.id == "2025-08-11-scarborough-shoal-collision"
    assert "the same days" in best.reasons
    next_day = dt.date(2025, 8, 12)
    offered = match.matches(
        "incidents", match.Told((next_day, next_day), "scarborough-shoal", {"collision"}, {"CHN", "PHL"})
    )
    assert offered
    assert match.sure(offered) is None


def test_a_coast_guard_named_in_chinese_is_of_the_state_before_it():
    told = vessels.vessels(*(shadow("菲律宾海警9701船进入，中国海警5301舰警告"),) * 2)
    assert [(each.name, each.state) for each in told] == [("9701", "PHL"), ("CCG 5301", "CHN")]


def test_a_reef_has_the_word_that_a_vietnamese_paper_gives_it():
    assert [spot.places[0] for spot in gazetteer.spots(shadow("gần đảo Bông Bay"), "vi")] == ["bombay-reef"]
