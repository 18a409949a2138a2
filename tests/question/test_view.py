"""The question: what a link says, what the page says it says, and what it says of a link that it does not understand."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields, replace
from functools import partial
from operator import ne
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import find, given
from hypothesis import strategies as st

from layers import incidents
from question.view import FIELDS, KEYS, LONGEST_Q, TESTS, At, View, parse
from tests.questions import LAYERS, strategies, views

if TYPE_CHECKING:
    from layers.store import Store


@given(views())
def test_a_link_opens_the_view_that_it_was_made_from(view: View):
    link = urlencode(view.query())
    assert parse(dict(parse_qsl(link))) == (view, [])


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=12), st.text(max_size=40), max_size=6))
def test_any_query_gives_a_view_that_can_be_linked_to_again(query: dict[str, str]):
    view, complaints = parse(query)
    assert parse(view.query()) == (view, [])
    assert all(sentence.endswith(".") for sentence in complaints)


@given(st.dictionaries(st.sampled_from(KEYS), st.text(min_size=1, max_size=40), max_size=6))
def test_each_value_is_either_in_the_view_or_in_a_complaint(query: dict[str, str]):
    view, complaints = parse(query)
    said = " ".join(complaints)
    for field in FIELDS:
        if query.get(field.key) and f"“{field.key}=" not in said and "backwards" not in said:
            assert getattr(view, field.name) == field.parse(query[field.key])


def test_an_empty_link_asks_for_everything():
    assert parse({}) == (View(), [])
    assert View().query() == {}
    assert View().sentence() == ""


def test_every_attribute_of_the_view_has_one_key_and_a_meaning():
    assert sorted(field.name for field in FIELDS) == sorted(field.name for field in fields(View))
    assert len(set(KEYS)) == len(KEYS)
    assert all(field.meaning for field in FIELDS)


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("states", "XXX", "comma-separated list of CHN"),
        ("states", "chn", "comma-separated list of CHN"),
        ("role", "victim", "one of any, initiator, target"),
        ("from", "17.06.2024", "a date written YYYY-MM-DD"),
        ("from", "2023-02-29", "a date written YYYY-MM-DD"),
        ("to", "soon", "a date written YYYY-MM-DD"),
        ("types", "quarrel", "comma-separated list of air_intercept"),
        ("severity", "8", "a whole number from 0 to 7"),
        ("severity", "-1", "a whole number from 0 to 7"),
        ("severity", "4.5", "a whole number from 0 to 7"),
        ("place", "Second Thomas", "an id in lower case with hyphens"),
        ("origins", "-1", "a whole number from 1 to 20"),
        ("layers", "weather", "comma-separated list of overlaps, limits, claims"),
        ("selected", "<b>", "an id in lower case with hyphens"),
        ("at", "115.8,9.7", "longitude,latitude,zoom"),
        ("at", "nan,nan,nan", "longitude,latitude,zoom"),
        ("at", "200,0,5", "longitude,latitude,zoom"),
        ("names", "tlh", "one of en, zh, vi, fil, ms, id"),
    ],
)
def test_a_value_that_is_not_understood_is_quoted_with_what_was_expected(key: str, value: str, expected: str):
    view, complaints = parse({key: value})
    assert view == View()
    assert len(complaints) == 1
    assert complaints[0].startswith(f"The link's “{key}={value}” was not understood")
    assert expected in complaints[0]


def test_a_key_that_is_not_known_is_named_with_those_that_are():
    _, complaints = parse({"country": "PHL"})
    assert complaints == [f"The link's “country” is not a key of a question; the keys are {', '.join(KEYS)}."]


def test_each_bad_part_of_a_link_gets_its_own_sentence_and_the_good_parts_stay():
    view, complaints = parse({"states": "PHL", "severity": "9", "from": "x", "pony": "1"})
    assert view == View(states=("PHL",))
    assert len(complaints) == 3


@pytest.mark.parametrize(
    ("query", "complaint"),
    [
        (
            {"states": ["PHL", "CHN"]},
            "“states=PHL&states=CHN” was not understood: expected the key once, its values joined by",
        ),
        ({"states": ["PHL", "PHL"]}, "“states=PHL&states=PHL” was not understood: expected the key once"),
        ({"severity": ["4", "5"]}, "“severity=4&severity=5” was not understood: expected the key once."),
        ({"to": ["2024-01-01", ""]}, "“to=2024-01-01&to=” was not understood: expected the key once."),
        (
            {"q": "\ufffd\ufffd\u026a\ufffd"},
            "was not understood: expected text in UTF-8, and its bytes are of another encoding.",
        ),
        ({"q": "\udce9"}, "“q=” was not understood: expected text in UTF-8"),
        ({"place": "second-thomas-shoal\ufffd"}, "expected text in UTF-8"),
        ({"q": "cable\0ship"}, "“q=cableship” was not understood: expected text without control characters."),
        ({"states": "PHL\0"}, "expected text without control characters."),
        ({"place": "x" * 100_000}, "expected an id of this data set."),
    ],
)
def test_what_cannot_be_read_whole_is_left_out_and_said(store: Store, query: dict[str, list[str]], complaint: str):
    view, complaints = store.parse(query)
    assert view == View()
    assert len(complaints) == 1
    assert complaint in complaints[0]
    assert len(complaints[0]) < 200


def test_one_value_of_a_key_is_read_alike_alone_and_in_a_list():
    assert parse({"states": ["PHL,CHN"], "severity": ["4"], "q": []}) == parse({"states": "PHL,CHN", "severity": "4"})


def test_many_keys_that_are_not_known_are_one_sentence_that_names_the_first():
    _, complaints = parse({f"k{number}": "1" for number in range(1000)})
    assert complaints == [
        f"The link's “k0”, “k1”, “k2” and 997 more are not keys of a question; the keys are {', '.join(KEYS)}."
    ]


def test_a_page_says_what_became_of_what_was_left_out_and_not_of_dates_that_it_kept():
    query = {"severity": "9", "pony": "1", "from": "2024-08-31", "to": "2024-06-01"}
    _, complaints = parse(query, then="The page is shown without it.")
    assert [complaint.endswith(" The page is shown without it.") for complaint in complaints] == [True, True, False]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("severity", "\uff14"),
        ("at", "1_15.8,9.7,8"),
        ("at", "inf,9.7,8"),
        ("point", "\uff11\uff11\uff15,9.7"),
        ("point", "115.8,9.7,8"),
        ("point", "115.8;9.7"),
        ("point", "nan,9.7"),
        ("point", "181,9.7"),
    ],
)
def test_a_number_is_one_as_our_own_links_write_it(key: str, value: str):
    view, complaints = parse({key: value})
    assert (view, len(complaints)) == (View(), 1)


def test_ids_that_the_data_do_not_hold_are_said(store: Store):
    view, complaints = store.parse({"place": "atlantis", "selected": "no-such-clash"})
    assert view == View()
    assert ["atlantis" in complaints[0], "no-such-clash" in complaints[1]] == [True, True]


def test_swapped_dates_are_put_right_and_said():
    view, complaints = parse({"from": "2024-08-31", "to": "2024-06-01"})
    assert (view.start, view.end) == (dt.date(2024, 6, 1), dt.date(2024, 8, 31))
    assert "2024-08-31 to 2024-06-01" in complaints[0]
    assert "swapped" in complaints[0]


def test_a_complaint_quotes_a_long_value_cut_and_without_direction_marks():
    _, complaints = parse({"severity": "\u202e" + "9" * 500})
    assert len(complaints[0]) < 160
    assert "\u202e" not in complaints[0]


def test_a_search_longer_than_the_longest_is_refused_rather_than_cut():
    assert parse({"q": "x" * LONGEST_Q}) == (View(q="x" * LONGEST_Q), [])
    for longer in (LONGEST_Q + 1, 5000):
        view, complaints = parse({"q": "x" * longer})
        assert view == View()
        assert complaints[0].endswith("was not understood: expected at most 200 characters.")


def test_no_layer_at_all_is_a_choice_that_a_link_keeps():
    assert View(layers=()).query() == {"layers": "none"}
    assert parse({"layers": "none"})[0].layers == ()


def test_lists_follow_one_order_so_that_equal_questions_have_equal_links():
    assert parse({"states": "PHL,CHN"})[0] == parse({"states": "CHN, PHL"})[0]
    assert parse({"layers": "incidents,claims"})[0].layers == tuple(key for key in LAYERS if key in {"incidents", "claims"})


def test_a_position_keeps_four_decimals_in_a_link():
    at = At(115.8123, 9.7056, 8)
    assert parse(View(at=at).query())[0].at == at


def test_the_sentence_says_every_filter_in_words():
    view, _ = parse({
        "states": "CHN,PHL", "from": "2024-06-01", "to": "2024-08-31", "types": "water_cannon,ramming", "severity": "4",
        "place": "second-thomas-shoal", "q": "ayungin", "origins": "2",
    })  # fmt: skip
    assert view.sentence(place_names={"second-thomas-shoal": "Second Thomas Shoal"}) == (
        "involving China or the Philippines, 1 June to 31 August 2024, of ramming or water cannon, of severity 4 or more, "
        "matching “ayungin”, resting on 2 or more independent origins, at Second Thomas Shoal"
    )


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"states": "CHN", "role": "initiator"}, "with acts attributed to China"),
        ({"states": "PHL", "role": "target"}, "with acts reported against the Philippines"),
        ({"role": "target"}, ""),
        ({"from": "2024-06-17"}, "since 17 June 2024"),
        ({"to": "2024-06-17"}, "up to 17 June 2024"),
        ({"from": "2024-06-17", "to": "2024-06-17"}, "17 June 2024"),
        ({"layers": "claims", "names": "vi", "at": "115,9,8"}, ""),
    ],
)
def test_the_sentence_speaks_of_filters_alone(query: dict[str, str], sentence: str):
    assert parse(query)[0].sentence() == sentence


LOOKS = tuple(field.name for field in FIELDS if field.does == "looks")
FILTERS = tuple(field.name for field in FIELDS if field.does == "filters")


@pytest.mark.slow
def test_every_field_is_drawn_and_not_at_its_default_alone():
    assert list(strategies()) == [field.name for field in fields(View)]
    for name, strategy in strategies().items():
        default = getattr(View(), name)
        assert find(strategy, partial(ne, default)) != default


@given(views())
def test_clearing_the_filters_keeps_what_is_looked_at(view: View):
    clear = view.relaxed()
    assert clear.sentence() == ""
    assert (clear.layers, clear.selected, clear.at, clear.names) == (view.layers, view.selected, view.at, view.names)
    assert (clear.lens, clear.point) == (view.lens, view.point)


@given(views(), st.sampled_from(FILTERS))
def test_clearing_the_filters_clears_each(view: View, name: str):
    assert getattr(view.relaxed(), name) == getattr(View(), name)
    assert view.relaxed() == replace(view, **{field: getattr(View(), field) for field in FILTERS})


@given(views(), views(), st.sampled_from(LOOKS))
def test_views_that_differ_in_what_is_looked_at_ask_the_same(view: View, other: View, name: str):
    same = replace(view, **{name: getattr(other, name)})
    assert same.unseen() == view.unseen()
    assert same.relaxed().unseen() == view.relaxed().unseen()
    assert same.sentence() == view.sentence()


@given(views())
def test_dropping_a_test_drops_its_filters_and_no_other(view: View):
    for test in TESTS:
        mine = {field.name for field in FIELDS if field.narrows == test}
        dropped = view.without(test)
        assert mine
        assert all(getattr(dropped, name) == getattr(View(), name) for name in mine)
        assert replace(dropped, **{name: getattr(view, name) for name in mine}) == view


def test_each_filter_is_a_test_of_the_clashes_and_each_test_a_filter(store: Store):
    assert set(incidents.masks(store.frames["incidents"], View())) == set(TESTS)
    assert set(FILTERS) | set(LOOKS) | {"lens", "layers"} == {field.name for field in FIELDS}


@given(views())
def test_every_part_of_a_question_has_a_phrase_that_one_name_takes_away_and_no_other(view: View):
    parts = view.parts()
    names = [name for name, _ in parts]
    assert len(set(names)) == len(names)
    for name, phrase in parts:
        assert view.without(name).parts() == [part for part in parts if part != (name, phrase)]
    settled = view.relaxed() if view.lens == "claimed" else replace(view.relaxed(), lens="claimed")
    assert settled.parts() == []


def test_every_filter_and_the_lens_have_a_part_by_the_table_alone():
    asks = {
        "states": {"states": "CHN"}, "dates": {"to": "2024-06-17"}, "types": {"types": "ramming"},
        "severity": {"severity": "0"}, "place": {"place": "sabina-shoal"}, "q": {"q": "reef"}, "origins": {"origins": "2"},
        "rests": {"rests": "both"}, "began": {"began": "2024-06"}, "pairs": {"pairs": "CHN-PHL"},
        "kinds": {"kinds": "ramming"}, "eez": {"eez": "PHL"}, "claimants": {"claimants": "2"}, "lens": {"lens": "award"},
    }  # fmt: skip
    assert set(asks) == {*TESTS, "lens"}
    assert {name: [part for part, _ in parse(query)[0].parts()] for name, query in asks.items()} == {n: [n] for n in asks}


def test_the_parts_stand_in_the_order_of_the_sentence_and_the_lens_is_one_though_it_narrows_nothing():
    view, _ = parse({"states": "PHL", "lens": "award", "place": "sabina-shoal", "q": "reef"})
    phrases = [phrase for _, phrase in view.parts(place_names={"sabina-shoal": "Sabina Shoal"})]
    assert phrases == [
        "involving the Philippines",
        "matching “reef”",
        "claims counted after the 2016 award",
        "at Sabina Shoal",
    ]
    assert "award" not in view.sentence()
    assert "award" in replace(view, eez=("PHL",)).sentence()
