"""The severity rule: facts in, a level and its reason out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record import severity
from record.severity import STEPS, TYPES

TYPE_SETS = st.frozensets(st.sampled_from(TYPES), max_size=6)
HARM = st.fixed_dictionaries({name: st.integers(0, 99) for name in ("killed", "injured", "sunk")})


def test_there_are_eight_steps_from_nought_and_no_type_stands_on_two():
    assert [step.level for step in STEPS] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert len(set(TYPES)) == len(TYPES) == sum(len(step.types) for step in STEPS)


@pytest.mark.parametrize(("word", "level"), [(word, step.level) for step in STEPS for word in step.types])
def test_a_type_alone_reaches_its_step_and_is_the_reason(word: str, level: int):
    assert severity.severity([word]) == (level, severity.type_words(word))


@pytest.mark.parametrize(("fact", "level"), [("injured", 5), ("sunk", 6), ("killed", 7)])
def test_harm_reaches_its_step_whatever_the_type(fact: str, level: int):
    reached, why = severity.severity(["blocking"], **{fact: 1})
    assert reached == level
    assert why.startswith("1 ")


@given(TYPE_SETS, HARM, st.sampled_from(TYPES), st.sampled_from(["killed", "injured", "sunk"]))
def test_another_fact_never_lowers_the_level(types: frozenset[str], harm: dict[str, int], word: str, fact: str):
    before = severity.severity(types, **harm)[0]
    assert severity.severity(types | {word}, **harm)[0] >= before
    assert severity.severity(types, **(harm | {fact: harm[fact] + 1}))[0] >= before


@given(TYPE_SETS, HARM)
def test_the_level_is_named_and_always_has_a_reason(types: frozenset[str], harm: dict[str, int]):
    level, why = severity.severity(types, **harm)
    assert level in severity.NAMES
    assert why


@given(TYPE_SETS, HARM)
def test_words_and_presence_alone_are_no_clash_and_any_act_or_harm_makes_one(types: frozenset[str], harm: dict[str, int]):
    level, _ = severity.severity(types, **harm)
    alone = bool(types) and types <= set(STEPS[0].types) and not any(harm.values())
    assert (level < severity.CLASH) == alone


def test_what_is_counted_has_the_name_that_the_least_level_gives_it():
    assert severity.unit(1) == severity.unit(7) == ("clash", "clashes")
    assert severity.unit(0) == ("incident", "incidents")
    assert list(severity.shown(1)) == list(severity.shown(5)) == [1, 2, 3, 4, 5, 6, 7]
    assert list(severity.shown(0)) == [0, 1, 2, 3, 4, 5, 6, 7]


def test_a_level_in_words_never_calls_words_or_presence_a_clash():
    assert severity.words(4) == "severity 4 of 7"
    assert severity.words(0) == "words or presence only: not counted as a clash"
    assert [severity.short(level) for level in (0, 3)] == ["words or presence only", "severity 3"]


def test_a_word_that_the_rule_does_not_know_raises_no_alarm():
    assert severity.severity(["quarrel"])[0] == 1
    assert severity.severity([]) == (1, "presence")
