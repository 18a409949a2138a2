"""What the search on the map offers."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

from layers import finding
from record.hashes import SHIPPED
from tests.asgi import get

if TYPE_CHECKING:
    from layers.store import Store

SECOND_THOMAS = "2024-06-17-second-thomas-shoal-boarding"


def groups(store: Store, typed: str) -> dict[str, list[str]]:
    return {group.layer: [one.id for one in group.found] for group in finding.find(store, typed)}


@pytest.mark.parametrize(
    "typed",
    [
        "17 June 2024",
        "17 Jun 2024",
        "2024-06-17",
        "June 17, 2024",
        "17th June 2024",
        "17/06/2024",
        "17.06.2024",
        "2024/06/17",
        "2024年6月17日",
    ],
)
def test_a_day_is_a_day_however_it_is_written(store: Store, typed: str):
    found = groups(store, typed)["incidents"]
    assert found[0] == SECOND_THOMAS
    incidents = store.frames["incidents"].loc[found]
    assert (incidents["date_start"].dt.strftime("%Y-%m-%d") <= "2024-06-17").all()
    assert (incidents["last"].dt.strftime("%Y-%m-%d") >= "2024-06-17").all()


def test_a_name_is_found_in_any_language_and_a_near_one_is_offered_as_such(store: Store):
    for typed in ("Second Thomas Shoal", "仁爱礁", "Ayungin Shoal"):
        assert groups(store, typed)["places"] == ["second-thomas-shoal"]
    (places,) = (group for group in finding.find(store, "philipines") if group.layer == "places")
    assert places.found[0].detail == "spelt much like it"


def test_names_of_the_data_find_their_places(store: Store):
    with (SHIPPED / "names.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[::40]
    for row in rows:
        assert row["place"] in groups(store, row["name"])["places"], row


def test_titles_come_before_what_only_mentions_the_words(store: Store):
    found = groups(store, "Manila")["incidents"]
    titled = ["manila" in store.frames["incidents"].loc[identity, "title"].casefold() for identity in found]
    assert any(titled)
    assert titled == sorted(titled, reverse=True)


@pytest.mark.parametrize("typed", ["2024-02-30", "2024-13", "03/04/2024", "17 June", "June 17", "31.02.2024"])
def test_what_is_meant_as_a_day_and_is_none_or_may_be_two_says_how_a_day_is_written(store: Store, typed: str):
    with pytest.raises(ValueError, match="expected a day such as 17 June 2024"):
        finding.find(store, typed)


@pytest.mark.slow
def test_a_title_finds_its_row_first_or_after_others_of_that_title_whole_or_broken_off(store: Store):
    for key in ("incidents", "developments", "claims"):
        frame = store.frames[key]
        for identity, title in list(frame["title"].items())[::15]:
            for typed in (title, title[:-3]):
                found = groups(store, typed).get(key, [])
                assert identity in found, typed
                held = [typed.casefold() in frame.loc[one, "title"].casefold() for one in found]
                assert held == sorted(held, reverse=True) or held[0], typed


def test_a_position_is_one_and_what_is_none_says_why(store: Store):
    (group,) = finding.find(store, "15-08.2N 117-45.6E")
    assert (group.layer, group.found[0].id) == ("", "")
    assert (group.found[0].lon_deg, group.found[0].lat_deg) == pytest.approx((117.76, 15.13667), abs=1e-5)
    with pytest.raises(ValueError, match="one number, and a position has two"):
        finding.find(store, "9.5")


@pytest.mark.parametrize("typed", ["", " ", "<b>", "<b>x</b>", "\u202e", "no such thing 9z"])
def test_what_means_nothing_finds_nothing(store: Store, typed: str):
    assert groups(store, typed) == {}


def test_the_route_says_what_was_found():
    answer = get("/api/find.json", {"q": "Second Thomas Shoal"})
    assert answer.status == 200
    assert next(group for group in answer.json["groups"] if group["layer"] == "places")["found"][0]["id"] == (
        "second-thomas-shoal"
    )
    assert get("/api/find.json", {"q": "9.5"}).status == 400


def test_distances_are_those_of_the_ellipsoid():
    answer = get("/api/distance.json", {"line": "115.8667,9.7333;117.76,15.1367;118,15"}).json
    geod = Geod(ellps="WGS84")
    azimuth, _, metres = geod.inv(115.8667, 9.7333, 117.76, 15.1367)
    first, second = answer["legs"]
    assert (first["km"], first["nm"], first["azimuth_deg"]) == pytest.approx(
        (metres / 1000, metres / 1852, azimuth), abs=0.006
    )
    assert answer["total"]["km"] == pytest.approx(first["km"] + second["km"], abs=0.002)
    assert answer["words"][0] == f"{metres / 1852:.0f} nm ({metres / 1000:.0f} km), 019° true"
    # What is drawn bends with the geodesic, and is as long.
    lons, lats = zip(*first["line_deg"], strict=True)
    assert geod.line_length(lons, lats) == pytest.approx(metres, rel=1e-9)


def test_a_leg_without_length_has_no_bearing_and_a_line_goes_on_over_the_antimeridian():
    still = get("/api/distance.json", {"line": "115,9;115,9"}).json
    assert (still["legs"][0]["azimuth_deg"], still["words"]) == (None, ["0 m"])
    over = get("/api/distance.json", {"line": "170,5;-170,5"}).json["legs"][0]["line_deg"]
    assert all(abs(a[0] - b[0]) < 1 for a, b in pairwise(over))
    assert over[-1] == pytest.approx([190, 5])
    west = get("/api/distance.json", {"line": "115,9;114.9999,12"}).json["legs"][0]["azimuth_deg"]
    assert 0 <= west < 360


@pytest.mark.parametrize("line", ["", "115,9", "115,9;999,2", "115,9;x,y", ";".join(["115,9"] * 41)])
def test_a_line_that_is_none_is_refused_in_one_sentence(line: str):
    answer = get("/api/distance.json", {"line": line})
    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert answer.json["error"].endswith(".")
