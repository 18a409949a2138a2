"""The Claims page: whose claims is this in, the lenses, the atlas's figures, and the routes that answer the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefing.answers import Answers
from layers import overlaps
from question.view import View
from record.severity import CLASH
from tests.asgi import get
from tests.pages import address, listed, markup, opened, read, said
from views.parts import table
from waters import computed, sentences
from waters.lens import LENSES, SENTENCES
from words import states

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

    from layers.store import Store
    from tests.packages import Copy

SHOAL = {"point": "115.8667,9.7333"}


def fine(page: AppTest) -> AppTest:
    assert [one.value for one in page.exception] == []
    return page


@pytest.mark.parametrize("lens", LENSES)
def test_the_page_says_what_its_lens_means_and_as_of_when(lens: str):
    page = fine(opened({"lens": lens, "to": "2020-06-30"}, path="claims"))
    assert SENTENCES[lens] in said(page)
    assert "As of 30 June 2020." in said(page)


@pytest.mark.parametrize("match", ["all", "between"])
@pytest.mark.parametrize("lens", LENSES)
def test_its_sentence_is_the_sum_of_the_shared_waters(store: Store, lens: str, match: str):
    page = fine(opened({"lens": lens, "states": "CHN,PHL", "match": match}, path="claims"))
    found = computed.shares(computed.load(store.package), lens, None)
    km2 = sum(share.km2 for share in found if {"CHN", "PHL"} <= set(share.states))
    assert f"<b>{km2:,.0f} km²</b> claimed by China and the Philippines: " in summary(page)


def test_its_sentence_tells_what_any_of_some_states_claim_and_how_much_of_it_with_others(store: Store):
    page = fine(opened({"states": "CHN,PHL"}, path="claims"))
    found = [s for s in computed.shares(computed.load(store.package), "claimed", None) if {"CHN", "PHL"} & set(s.states)]
    km2, shared = (sum(share.km2 for share in found if len(share.states) >= least) for least in (1, 2))
    assert f"<b>{km2:,.0f} km²</b> claimed by China or the Philippines, {shared:,.0f} km² of it by two" in summary(page)


def test_a_second_state_asks_for_the_waters_of_both_and_the_choice_beside_it_for_those_of_either(store: Store):
    page = fine(opened({"states": "CHN"}, path="claims"))
    page = fine(page.multiselect(key="w-claims-states").set_value(["CHN", "PHL"]).run())
    assert (address(page)["states"], address(page)["match"]) == ("CHN,PHL", "all")
    page = fine(page.radio(key="w-claims-match").set_value("any").run())
    assert "match" not in address(page)
    page = fine(page.multiselect(key="w-claims-states").set_value(["PHL"]).run())
    assert address(page) == {"states": "PHL"}


def test_a_point_is_answered_under_both_lenses_with_instruments_and_reports(store: Store):
    page = said(fine(opened(SHOAL, path="claims")))
    assert "As claimed: in waters claimed by China, Malaysia, the Philippines and Taiwan" in page
    assert "After the 2016 award: in waters claimed by Malaysia and the Philippines" in page
    assert "selected=phl-kalayaan-pd1596" in page
    report = computed.load(store.package).reports["phl-kalayaan-polygon"][0]
    assert report.url in page
    assert re.search(r"Coast of the Philippines</dt><dd>10\d nm \(1\d\d km\) to the SE", page)


def test_a_place_that_is_typed_becomes_the_point():
    page = fine(opened(path="claims"))
    page.text_input[0].set_value("Scarborough Shoal")
    page = fine(next(button for button in page.button if button.label == "Ask").click().run())
    lon, lat = (float(part) for part in address(page)["point"].split(","))
    assert (lon, lat) == pytest.approx((117.77, 15.17), abs=0.1)


def test_words_that_mean_no_place_are_refused_in_one_sentence():
    page = fine(opened(path="claims"))
    page.text_input[0].set_value("Atlantis")
    page = fine(next(button for button in page.button if button.label == "Ask").click().run())
    assert [one.value for one in page.warning] == [
        one.value for one in page.warning if "neither a position nor a place" in one.value
    ]
    assert len(page.warning) == 1


def typed(words: str, query: dict[str, str] | None = None) -> AppTest:
    page = fine(opened(query, path="claims"))
    page.text_input[0].set_value(words)
    return fine(next(button for button in page.button if button.label == "Ask").click().run())


def test_an_answer_is_headed_by_the_place_and_the_name_by_which_it_was_found():
    page = typed("仁爱礁")
    assert address(page)["selected"] == "second-thomas-shoal"
    assert "<h2>Second Thomas Shoal</h2><p>Found by 仁爱礁, a name in Chinese.</p>" in markup(page)
    assert "After the 2016 award: in waters claimed by Malaysia and the Philippines" in said(page)


@pytest.mark.parametrize(("words", "offered"), [("Chigua", 2), ("Luzon", 3), ("philipines", 1)])
def test_several_places_or_a_near_spelling_are_a_choice_and_move_nothing_until_one_is_chosen(words: str, offered: int):
    page = typed(words)
    assert address(page) == {}
    choice = page.selectbox(key="w-spot")
    assert (choice.value, len(choice.options)) == (None, offered)
    assert words in choice.label
    page = fine(choice.select_index(0).run())
    assert address(page)["selected"]
    assert not [one for one in page.selectbox if one.key == "w-spot"]


def test_land_is_no_sea_that_no_state_claims():
    page = fine(opened({"point": "121,23.7"}, path="claims"))
    # The table of every overlap has a row of what no state claims.
    answer = "\n".join(e.proto.body for e in page.html if 'class="figures plain"' not in e.proto.body)
    assert "On land as drawn here. The nearest coast is that of Taiwan" in answer
    assert "no state is found to claim" not in answer


@pytest.mark.parametrize("words", ["Spratly Islands", "West Philippine Sea", "Taiwan"])
def test_an_area_is_answered_with_shares_and_never_by_its_middle(words: str):
    page = typed(words)
    assert "point" not in address(page)
    assert "and no point: here is what of it each set of states claims" in said(page)
    assert re.search(r"<td>China[^<]* Taiwan[^<]*</td><td>[\d,]+ km² \(\d+%\)</td>", said(page))
    assert "As claimed: in waters" not in said(page)


def test_a_clash_in_a_general_area_is_answered_with_shares(store: Store):
    frame = store.frames["incidents"]
    clash = frame[frame["position_basis"] == "general area"].index[0]
    assert "and no point: here is what of it" in said(fine(opened({"selected": clash})))


def summary(page: AppTest) -> str:
    """Return the sentence over the map."""
    return next(one for one in said(page).splitlines() if 'class="summary"' in one)


@pytest.mark.parametrize("lens", LENSES)
def test_headline_matrix_list_route_deck_and_map_give_one_figure(store: Store, lens: str):
    sea = computed.load(store.package)
    page = fine(opened({"lens": lens, "states": "CHN"}, path="claims"))
    mine = computed.km2(computed.shares(sea, lens, None), "CHN")
    shared = sum(share.km2 for share in computed.shared(overlaps.shares(sea, View(states=("CHN",), lens=lens))))
    assert re.findall(r"([\d,]+) km²", summary(page))[:2] == [f"{mine:,.0f}", f"{shared:,.0f}"]
    matrix = next(one for one in read(page) if "With" in one)
    assert matrix[(matrix["State"] == "China") & (matrix["With"] == "China")].iloc[0]["km²"] == round(mine)
    route = get("/api/overlaps.json", {"lens": lens}).json
    assert route["matrix_km2"]["CHN"]["CHN"] == pytest.approx(mine, abs=0.06)
    view = View(states=("CHN",), lens=lens)
    assert sum(share.km2 for share in Answers(store, view).shared) == pytest.approx(shared)
    assert overlaps.filter(store.frames["overlaps"], view)["km2"].sum() == pytest.approx(shared)


@pytest.mark.parametrize("lens", LENSES)
def test_the_largest_overlaps_are_sets_of_states_each_once_under_the_lens(store: Store, lens: str):
    page = fine(opened({"lens": lens}, path="claims"))
    shared = computed.shared(computed.shares(computed.load(store.package), lens, None))
    labels = [button.label.replace("\\", "") for button in page.button if (button.key or "").startswith("set-")]
    assert labels == [f"{sentences.waters(share.states)}: {share.km2:,.0f} km²" for share in shared[: len(labels)]]
    assert len({label.rsplit(":", 1)[0] for label in labels}) == len(labels) > 3
    assert "left out here" in " ".join(one.value for one in page.caption)


def test_under_the_award_no_cell_is_called_by_who_claims_it_without(store: Store):
    view = View(lens="award")
    frame = overlaps.filter(store.frames["overlaps"], view)
    for row, held in zip(frame.itertuples(), overlaps.claimed(frame, view), strict=True):
        assert row.title == sentences.waters(held)
    wide = max(frame.index, key=lambda identity: store.frames["overlaps"].loc[identity, "title"].count(","))
    page = said(fine(opened({"lens": "award", "selected": wide}, path="claims")))
    assert f"<h2>{frame.loc[wide, 'title']}</h2>" in page
    assert "overlapping claims · after the 2016 award, as of today" in page


def test_the_first_page_names_the_lens_where_it_is_not_the_usual_one():
    assert "Legal lens: after the 2016 award, as of today." in summary(fine(opened({"lens": "award"})))
    assert "award" not in summary(fine(opened()))


def test_a_day_before_the_award_cannot_be_seen_after_it():
    query = {"lens": "award", "to": "2015-06-30"}
    page = fine(opened(query, path="claims"))
    assert any(
        "the award is of 12 July 2016; before it there is “as claimed” alone" in one.value.replace("\\", "")
        for one in page.warning
    )
    assert SENTENCES["claimed"] in said(page)
    answer = get("/api/overlaps.json", query)
    assert (answer.status, "the award is of 12 July 2016" in answer.json["error"]) == (400, True)
    before = fine(opened({"to": "2015-06-30", **SHOAL}, path="claims"))
    assert "After the 2016 award: the award is of 12 July 2016." in said(before)


def test_the_route_says_what_a_position_is():
    land, sea = (get("/api/claims", {"lon": lon, "lat": lat}).json for lon, lat in (("121", "23.7"), ("115.8667", "9.7333")))
    assert (land["setting"]["kind"], land["in_counted_sea"], land["claimed_by_none"]) == ("land", False, False)
    assert (land["says"], sea["setting"]["kind"]) == ("on land", "sea")
    assert sea["says"].startswith("in waters claimed by China, Malaysia, the Philippines and Taiwan (")


def test_each_pairs_link_shows_just_the_cells_that_both_claim(store: Store):
    page = fine(opened(path="claims"))
    matrix = next(one for one in read(page) if "With" in one)
    row = matrix[(matrix["State"] == "China") & (matrix["With"] == "Philippines")].iloc[0]
    view, complaints = store.parse(dict(parse_qsl(urlsplit(row["On the map"]).query)))
    assert complaints == []
    shown = overlaps.filter(store.frames["overlaps"], view)
    assert shown["km2"].sum() == pytest.approx(row["km²"], abs=1)


def test_each_sets_link_shows_just_the_cells_of_these_states_and_no_others(store: Store):
    page = fine(opened({"lens": "award"}, path="claims"))
    sets = next(one for one in read(page) if "Claimed by just these" in one)
    for row in sets[sets["States"] > 1].head(5).itertuples():
        view, _ = store.parse(dict(parse_qsl(urlsplit(row[5]).query)))
        shown = overlaps.filter(store.frames["overlaps"], view)
        assert shown["km2"].sum() == pytest.approx(row[3], abs=1)
        assert {frozenset(found) for found in overlaps.claimed(shown, view)} == {frozenset(view.states)}


def test_waters_made_from_other_claims_are_not_shown_and_the_page_says_why(monkeypatch: pytest.MonkeyPatch, copy: Copy):
    collection = copy.claims()
    drawn = next(f for f in collection["features"] if f["id"] == "phl-kalayaan-pd1596")
    drawn["geometry"]["coordinates"][0][1][0] += 0.5
    copy.write_claims(collection)
    monkeypatch.setenv("SOUNDINGS_DATA", str(copy.path))
    page = fine(opened(path="claims"))
    assert len(page.error) == 1
    told = page.error[0].value.replace("\\", "")
    assert "made from another claims.geojson than this package holds" in told
    assert "`python -m waters.derive DIRECTORY`" in told


def test_the_route_answers_whose_claims_a_point_is_in():
    found = get("/api/claims", {"lon": "115.8667", "lat": "9.7333", "lens": "award"}).json
    assert found["claimants"] == ["MYS", "PHL"]
    assert {zone["id"] for zone in found["zones"]} >= {"phl-eez"}
    assert all(zone["reports"] and zone["instruments"] for zone in found["zones"])
    assert found["nearest_coasts"][0]["name"] == "PHL"
    assert found["in_counted_sea"] is True


def test_no_scarborough_baseline_before_it_was_declared():
    query = {"lon": "117.76", "lat": "15.15"}

    def zones(day: str) -> set[str]:
        return {zone["id"] for zone in get("/api/claims", query | {"to": day}).json["zones"]}

    assert "chn-scarborough-internal-waters" not in zones("2024-11-09")
    assert "chn-scarborough-internal-waters" in zones("2024-11-10")
    assert "chn-scarborough-territorial-sea-1992" in zones("2024-11-09")


@pytest.mark.parametrize("lens", LENSES)
def test_the_matrix_route_adds_up_and_is_symmetric(lens: str):
    found = get("/api/overlaps.json", {"lens": lens}).json
    assert sum(one["km2"] for one in found["sets"]) == pytest.approx(found["km2"], rel=1e-4)
    matrix = found["matrix_km2"]
    assert all(matrix[a][b] == matrix[b][a] <= matrix[a][a] for a in matrix for b in matrix)
    assert set(matrix) <= set(states.NAMES)


@pytest.mark.parametrize(
    ("path", "query", "said_of_it"),
    [
        ("/api/claims", {"lat": "9"}, "“lon” says nothing: expected decimal degrees from -180 to 180."),
        ("/api/claims", {"lon": "x", "lat": "9"}, "“lon” says “x”: expected decimal degrees"),
        ("/api/claims", {"lon": "115", "lat": "99"}, "“lat” says “99”"),
        ("/api/claims", {"lon": "115", "lat": "9", "lens": "pony"}, "one of claimed, award"),
        ("/api/overlaps.json", {"pony": "1"}, "“pony” is not a key of this route; it knows lens, to."),
        ("/api/overlaps.json", {"to": "soon"}, "YYYY-MM-DD"),
    ],
)
def test_a_question_that_the_routes_do_not_understand_is_refused_in_words(path: str, query: dict[str, str], said_of_it: str):
    answer = get(path, query)
    assert answer.status == 400
    assert said_of_it in answer.json["error"]


@pytest.mark.parametrize("key", ["overlaps", "limits"])
def test_the_map_gets_the_shape_of_every_feature_that_it_may_be_told_to_show(store: Store, key: str):
    shapes = get(f"/map/shapes-{key}.json").json
    assert set(shapes) == set(store.frames[key].index)


def test_clashes_are_filtered_by_the_waters_they_lie_in(store: Store):
    view = View(eez=("PHL",), lens="award")
    page = fine(opened(view.query()))
    frame = store.frames["incidents"]
    clashes = frame[frame["severity"] >= CLASH]
    expected = [row.id for row in clashes.itertuples() if "PHL" in row.standing.under("award", None).eez]
    assert list(listed(page)[0].index) == expected[: table.PAGE_ROWS]
    assert len(expected) > 0
    assert f"{len(expected)} reported clashes" in said(page).replace("</b>", "")
    assert "inside the EEZ claim of the Philippines" in said(page)


def test_clashes_are_grouped_by_how_many_states_claim_the_waters(store: Store):
    page = fine(opened())
    page = fine(page.segmented_control(key="w-group").set_value("claimants").run())
    (rows,) = listed(page)
    assert rows["Clashes"].astype(int).sum() == (store.frames["incidents"]["severity"] >= CLASH).sum()
