"""A briefing's file: what is written is read back the same, and what is no briefing is refused with one sentence."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import story
from briefing.story import Briefing, InvalidBriefingError, Scene, opened, read, write
from tests.packages import CLASH
from tests.questions import views

if TYPE_CHECKING:
    from layers.store import Store

SCENE = {"kind": "map", "query": {"states": "PHL"}, "title": "A map"}


def file(**fields: object) -> str:
    return json.dumps({"title": "June"} | fields)


def scene(**fields: object) -> str:
    return file(scenes=[SCENE | fields])


def refusal(content: str, known: Store | None = None) -> str:
    with pytest.raises(InvalidBriefingError) as refused:
        read(content, store=known)
    return str(refused.value)


LINES = st.text(st.characters(codec="utf-8"), max_size=40)
TITLES = LINES.filter(lambda words: bool(story._line(words)))
QUERIES = views().map(lambda view: view.query())
SCENES = st.builds(Scene, kind=st.sampled_from(story.KINDS), query=QUERIES, title=TITLES, caption=LINES, notes=LINES)
BRIEFINGS = st.builds(
    Briefing,
    title=TITLES,
    author=LINES,
    handling=LINES,
    as_of=st.none() | st.dates(),
    length=st.sampled_from(["full", "short"]),
    sources=st.sampled_from(["appendix", "file"]),
    points=LINES,
    data_version=LINES,
    scenes=st.lists(SCENES, max_size=4).map(tuple),
)


@given(BRIEFINGS)
def test_what_is_written_is_read_back_the_same_and_written_alike(briefing: Briefing):
    content = write(briefing)
    assert read(content) == briefing
    assert write(read(content)) == content


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ('{"title": "June", "title": "July"}', "title"),
        (
            '{"title": "June", "scenes": [{"kind": "map", "query": {"states": "PHL", "states": "CHN"}, "title": "A"}]}',
            "states",
        ),
        ('{"title": "June", "scenes": [{"kind": "map", "kind": "trend", "query": {}, "title": "A map"}]}', "kind"),
    ],
)
def test_a_key_given_twice_is_refused_and_named(content: str, key: str):
    assert refusal(content) == f"The briefing is refused: “{key}” stands twice in one object; expected it once."


@given(BRIEFINGS, st.booleans())
def test_a_file_is_opened_with_or_without_the_mark_of_its_encoding(briefing: Briefing, marked: bool):  # noqa: FBT001
    assert opened((b"\xef\xbb\xbf" if marked else b"") + write(briefing).encode()) == briefing


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(InvalidBriefingError, match=r"^The file is no briefing: it is not UTF-8 text\.$"):
        opened("{}".encode("utf-16"))


def test_a_file_is_json_in_one_order_of_keys_with_a_newline_at_its_end():
    content = write(Briefing(title="Zhōngyè Dǎo 中业岛", as_of=dt.date(2024, 8, 31), scenes=(Scene.model_validate(SCENE),)))
    assert content.endswith("}\n")
    assert "中业岛" in content
    found = json.loads(content)
    assert list(found) == ["title", "author", "handling", "as_of", "length", "sources", "points", "data_version", "scenes"]
    assert list(found["scenes"][0]) == ["kind", "query", "title", "caption", "notes"]
    assert found["as_of"] == "2024-08-31"


def test_a_query_is_kept_as_a_link_writes_it():
    kept = Scene(kind="map", query={"to": "2024-08-31", "states": "PHL,CHN", "severity": "1"}, title="A map").query
    assert list(kept.items()) == [("states", "CHN,PHL"), ("to", "2024-08-31")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "The file is no briefing: it is not JSON (EOF while parsing a value at line 1 column 0)."),
        ("[]", "The file is no briefing: expected an object with a title and scenes."),
        ("3", "The file is no briefing: expected an object with a title and scenes."),
        ('{"type": "FeatureCollection"}', "The briefing is refused: “title”: it is missing."),
        (file(title=" \u202e "), "The briefing is refused: “title”: expected some words."),
        (file(title="x" * 241), "The briefing is refused: “title”: expected at most 240 characters."),
        (file(colour="red"), "The briefing is refused: “colour”: a briefing has no such field."),
        (file(as_of="soon"), "The briefing is refused: “as_of”: “soon” stands there; expected a date written YYYY-MM-DD."),
        (file(as_of=86400), "The briefing is refused: “as_of”: “86400” stands there; expected a date written YYYY-MM-DD."),
        (scene(colour="red"), "The briefing is refused: scene 1, “colour”: a briefing has no such field."),
        (scene(caption="x" * 1201), "The briefing is refused: scene 1, “caption”: expected at most 1200 characters."),
        (file(scenes=[SCENE] * 61), "The briefing is refused: “scenes”: expected at most 60 of them."),
    ],
)
def test_what_is_no_briefing_is_refused_with_one_sentence(content: str, said: str):
    assert refusal(content) == said


def test_a_value_that_no_link_has_is_refused_with_what_was_expected():
    said = refusal(scene(query={"to": "soon"}))
    place = "The briefing is refused: scene 1, “query”: "
    assert said == f"{place}the query's “to=soon” was not understood: expected a date written YYYY-MM-DD."


def test_dates_that_run_backwards_are_refused_with_what_to_do():
    said = refusal(scene(query={"from": "2024-08-31", "to": "2024-06-01"}))
    assert said.endswith("the query's dates run backwards (2024-08-31 to 2024-06-01); swapped, they would make a range.")


def test_a_kind_that_is_none_is_quoted_with_those_that_there_are():
    said = refusal(scene(kind="pie"))
    assert said.startswith("The briefing is refused: scene 1, “kind”: “pie” stands there; expected one of ")
    assert [kind for kind in story.KINDS if f"'{kind}'" not in said] == []


def test_a_key_that_no_link_has_is_refused_with_those_that_there_are():
    said = refusal(scene(query={"country": "PHL"}))
    assert "scene 1, “query”: the query's “country” is not a key of a question; the keys are states, " in said


def test_a_file_that_nobody_wrote_by_hand_is_refused_before_it_is_read():
    said = refusal(" " * (story.LONGEST_FILE + 1))
    assert said == "The file is no briefing: it is longer than 2,000,000 characters."


@given(st.text() | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps))
def test_no_text_does_worse_than_be_refused(content: str):
    assert refusal(content).endswith(".")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"query": {"place": "atlantis"}}, "scene 1: the query's “place=atlantis” was not understood: expected an id"),
        ({"query": {"selected": "no-such-clash"}}, "scene 1: the query's “selected=no-such-clash” was not understood"),
        ({"kind": "clash", "query": {}}, "scene 1: a scene of the kind “clash” must pick a clash."),
        ({"kind": "clash", "query": {"selected": "subi-reef"}}, "scene 1: a scene of the kind “clash” must pick a clash."),
    ],
)
def test_what_the_data_do_not_hold_is_refused_where_they_are_known(store: Store, fields: dict[str, object], said: str):
    content = scene(**fields)
    assert read(content).scenes[0].kind in story.KINDS
    assert said in refusal(content, store)


def test_a_scene_that_picks_a_clash_is_opened(store: Store):
    opened = read(scene(kind="clash", query={"selected": CLASH}), store=store)
    assert opened.scenes[0].view.selected == CLASH
