"""Notes on a map in a briefing's file: kept as written, refused in one sentence, and older files that have none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import story
from briefing.marks import LONGEST_WORDS, MOST_MARKS, Mark
from briefing.story import Briefing, InvalidBriefingError, Scene

SCENE: dict[str, Any] = {"kind": "map", "query": {}, "title": "A map"}
POSITIONS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
WORDS = st.text(st.characters(codec="utf-8"), max_size=LONGEST_WORDS)
ARROWS = st.tuples(POSITIONS, POSITIONS).filter(lambda ends: ends[0] != ends[1])
MARKS = st.one_of(
    st.builds(lambda ends, words: Mark(kind="arrow", at=ends[0], to=ends[1], words=words), ARROWS, WORDS),
    st.builds(lambda at, km, words: Mark(kind="ring", at=at, km=km, words=words), POSITIONS, st.floats(0.1, 2000), WORDS),
    st.builds(lambda at, words: Mark(kind="text", at=at, words=f"x{words}"[:LONGEST_WORDS]), POSITIONS, WORDS),
)


def file(**fields: object) -> str:
    return json.dumps({"title": "June", "scenes": [SCENE | fields]})


@given(st.lists(MARKS, max_size=4).map(tuple), st.text(st.characters(codec="utf-8"), max_size=60))
def test_notes_and_own_words_are_read_back_as_they_were_written(marks: tuple[Mark, ...], body: str):
    briefing = Briefing(title="x", scenes=(Scene(**SCENE, marks=marks, body=body),))
    assert story.read(story.write(briefing)) == briefing


def test_a_file_from_before_there_were_notes_opens_and_is_written_as_it_was():
    old = json.dumps(
        {
            "title": "June",
            "author": "",
            "handling": "",
            "as_of": None,
            "length": "full",
            "sources": "appendix",
            "points": "",
            "data_version": "1.0.0",
            "scenes": [SCENE | {"caption": "Said.", "notes": "Noted."}],
        }
    )
    briefing = story.read(old)
    assert (briefing.scenes[0].marks, briefing.scenes[0].body) == ((), "")
    assert json.loads(story.write(briefing)) == json.loads(old)


RING, ARROW, TEXT = ({"kind": kind, "at": [115, 9]} for kind in ("ring", "arrow", "text"))
REFUSED: list[tuple[object, str]] = [
    (RING, "“marks”, number 1: a note of the kind “ring” has “km”, its radius."),
    (ARROW, "“marks”, number 1: a note of the kind “arrow” has “to”, the position that it points at."),
    (ARROW | {"to": [115, 9]}, "“marks”, number 1: an arrow points at another position than its own."),
    (TEXT, "“marks”, number 1: a note of the kind “text” has “words”."),
    (TEXT | {"words": "x", "km": 3}, "“marks”, number 1: a note of the kind “text” has no “km”: rings alone have."),
    (TEXT | {"words": "x" * 61}, "“marks”, number 1, “words”: expected at most 60 characters."),
    (RING | {"at": [215, 9], "km": 3}, "“marks”, number 1, “at”: input should be less than or equal to 180."),
    (RING | {"at": [115, 99], "km": 3}, "“marks”, number 1, “at”: input should be less than or equal to 90."),
    (RING | {"km": 0}, "“marks”, number 1, “km”: input should be greater than or equal to 0.1."),
    (RING | {"km": 3, "colour": "red"}, "“marks”, number 1, “colour”: a briefing has no such field."),
    (
        {"kind": "blob", "at": [115, 9]},
        "“marks”, number 1, “kind”: “blob” stands there; expected one of 'arrow', 'ring' or 'text'.",
    ),
]


@pytest.mark.parametrize(("mark", "said"), REFUSED)
def test_a_note_that_cannot_be_drawn_is_refused_in_one_sentence(mark: object, said: str):
    with pytest.raises(InvalidBriefingError) as refused:
        story.read(file(marks=[mark]))
    assert str(refused.value) == f"The briefing is refused: scene 1, {said}"


def test_more_notes_than_a_map_bears_and_longer_words_than_a_slide_are_refused():
    ring = RING | {"km": 3}
    with pytest.raises(InvalidBriefingError, match=f"scene 1, “marks”: expected at most {MOST_MARKS} of them"):
        story.read(file(marks=[ring] * (MOST_MARKS + 1)))
    with pytest.raises(InvalidBriefingError, match="scene 1, “body”: expected at most 4000 characters"):
        story.read(file(kind="text", body="x" * 4001))
