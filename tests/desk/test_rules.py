"""Single rules: acts, ships, forces, places, positions, and what is denied."""

from __future__ import annotations

import datetime as dt

import pytest

from desk import accounts, acts, gazetteer, harm, match, proposal, publisher, reading, states, vessels
from desk.page import assembled, shadow


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
        ("zh", "並以水砲噴射", {"water_cannon"}),
        ("en", "crews practised how to respond to ramming and water cannon", set()),
        ("en", "the exercise simulated a collision", set()),
        ("id", "kapal itu mencoba menabrak KRI", set()),
        ("id", "kapal itu menabrak KRI", {"collision"}),
        ("id", "nelayan itu ditembak", {"shooting"}),
        ("id", "kapal itu ditembak meriam air", {"water_cannon"}),
        ("zh", "扣押一艘橡皮艇", {"seizure"}),
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


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [
        ("en", "China said the boat had turned.", "CHN"),
        ("vi", "Trung Quốc nói tàu cá đã tự va vào tàu của họ.", "CHN"),
        ("en", "The Malaysian Maritime Enforcement Agency stopped two boats, its state director said.", "MYS"),
        ("en", "Chinese ships said by witnesses to be large came.", None),
        ("en", "The Philippine Coast Guard met the China Coast Guard, its spokesperson said.", None),
    ],
)
def test_a_state_or_a_forces_own_spokesman_speaks(language: str, text: str, state: str | None):
    page = assembled("a.txt", [("body", text)], {"lang": language})
    spoken = accounts.sayings(reading.read(page))
    assert [saying.state for saying in spoken] == ([state] if state else [])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Reef Bulletin, 6 November 2026", "Reef Bulletin"),
        ("The Reef Post Manila, 6 November 2026", "The Reef Post"),
        ("Cebu City, 6 November 2026", None),
        ("Manila, 6 November 2026", None),
        ("Friday, 6 November 2026", None),
        ("Published, 6 November 2026", None),
    ],
)
def test_a_publisher_is_no_town_and_no_day_of_the_week(head: str, name: str | None):
    article = reading.read(assembled("a.txt", [("byline", head), ("body", "A ship came near the reef on Monday.")], {}))
    told = publisher.publisher_of(article)
    assert (told.value if told else None) == name


def test_a_day_that_could_be_two_is_not_taken_from_a_search_of_the_page():
    blocks = [("byline", "Updated 07/08/2026 | Published 06/08/2026"), ("body", "A ship came near the reef on Monday.")]
    assert reading.read(assembled("a.html", blocks, {"htmldate": "2026-08-07"})).published is None
    told = reading.read(assembled("a.html", blocks, {"stamp": "2026-08-06T08:00:00Z"})).published
    assert told is not None
    assert told.value == "2026-08-06"


def test_one_of_those_hurt_is_no_second_figure():
    text = "3 thuyền viên bị thương, trong đó một người gãy tay."
    article = reading.read(assembled("a.txt", [("body", text)], {"lang": "vi"}))
    assert [value.value for value in harm.told(article, article.sentences[0])] == [3]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The boat overturned and a crewman drowned, the owner said.", [("killed", 1)]),
        ("Crewman drowned after the boats met.", [("killed", 1)]),
        ("The blow killed a young fisherman.", [("killed", 1)]),
        ("One crewman drowned and two were hurt.", [("killed", 1), ("injured", 2)]),
        ("A crewman nearly drowned before a boat came.", []),
        ("A crewman could have died, the skipper said.", []),
        ("The association denied that a fisherman had died.", []),
        ("The pump on deck died and the captain was tired.", []),
    ],
)
def test_one_person_who_died_is_told_without_a_number_and_whoever_nearly_did_is_not(text: str, told: list[tuple[str, int]]):
    article = reading.read(assembled("a.txt", [("body", text)], {"lang": "en"}))
    assert [(value.more["column"], value.value) for value in harm.told(article, article.sentences[0])] == told


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "A patrol ship of China's Bureau of Fisheries blocked the boat.", ["Chinese Bureau of Fisheries"]),
        ("en", "The Philippine Bureau of Fisheries said so.", ["Bureau of Fisheries and Aquatic Resources"]),
        ("en", "The Bureau of Fisheries and Aquatic Resources said so.", ["Bureau of Fisheries and Aquatic Resources"]),
        ("zh", "中国渔政局的船只靠近。", ["Chinese Bureau of Fisheries"]),
        # Of which state it is, the sentence does not say.
        ("en", "The Bureau of Fisheries said so.", []),
    ],
)
def test_a_bureau_of_fisheries_is_of_the_state_beside_it(language: str, text: str, names: list[str]):
    assert [each.name for each in states.agencies(shadow(text), language)] == names


def test_a_wire_that_cites_a_paper_is_a_chain():
    text = (
        "Two Chinese jets circled a Dutch helicopter near the Paracel Islands on Sunday, the Dutch defence ministry said, "
        "according to the Tideway news agency, which cited a report in De Kustbode."
    )
    page = assembled("a.txt", [("headline", "Chinese jets near Dutch helicopter"), ("body", text)], {"stamp": "2026-06-09"})
    _, (only,) = proposal.proposals(page)
    steps = [(value.value, value.more["via"]) for value in only.of("origins")]
    assert steps[:2] == [("Tideway", None), ("De Kustbode", "Tideway")]
    assert ("Dutch defence ministry", None) in steps


def test_a_dateline_makes_its_capital_no_party():
    text = "MANILA - Vietnam and Japan signed an agreement on Thursday on coast guard patrol ships in the South China Sea."
    page = assembled("a.txt", [("headline", "Vietnam and Japan sign"), ("body", text)], {"stamp": "2026-01-31"})
    _, (only,) = proposal.proposals(page)
    assert {value.value for value in only.of("states")} == {"VNM", "JPN"}


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
