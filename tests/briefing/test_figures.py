"""Every figure in what a briefing says, held to a second count from the CSV rows alone: none may be left over."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing import situation
from briefing.answers import Answers
from briefing.draft import draft
from layers.store import store
from question.view import View
from tests import questions
from tests.briefing import slow_count
from tests.briefing.slow_count import HARM, Asked, Record
from tests.examples import percent
from words import states

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.story import Scene

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# How dates are said, the longest first; what is left of a sentence then has no figure but counts.
DATES = (
    rf"\d{{1,2}}(?: {MONTH})?(?: \d{{4}})? (?:to|and) \d{{1,2}} {MONTH} \d{{4}}",
    rf"\d{{1,2}} {MONTH}(?: \d{{4}})?",
    rf"{MONTH}(?: \d{{4}})? to {MONTH} \d{{4}}",
    rf"{MONTH} \d{{4}}",
    r"(?:for|from) \d{4}(?: to \d{4})?",
)
N = r"(?:[\d,]+|no|none|one|two|three|four|five|six|seven|eight|nine)"
THEM = rf"(?:it|both of them|all of them|{N} of them)"
FIELDS = ("states", "match", "role", "start", "end", "began", "pairs", "kinds", "types", "severity", "place", "origins")
PLACES = ("", "", "", "sabina-shoal", "scarborough-shoal", "gulf-of-tonkin", "paracel-islands")


@cache
def record() -> Record:
    return Record()


def number(words: str, whole: int = 0) -> int:
    """Return the count that a word or a figure says; `whole` is that of which "all of them" are all."""
    first = words.casefold().split()[0]
    if first in {"it", "both", "all"}:
        return {"it": 1, "both": 2, "all": whole}[first]
    return 0 if first == "no" else SMALL.index(first) if first in SMALL else int(first.replace(",", ""))


class Check:
    """Words whose figures are taken away one after the other, each held to what it should be."""

    def __init__(self, words: str, asked: str, *, named: bool = False) -> None:
        # The question's own words may hold figures, as “severity 4 or more” does: they are what was asked, and no count.
        self.words = words
        for phrase in filter(None, asked.split(", ")):
            self.words = self.words.replace(phrase, "", 1)
        self.words = re.sub(r"of severity \d or more|in (?:the|as) (?:\d+ )?\w+ (?:\w+ )?before", "", self.words)
        # Where places are listed, each with its count, their names stay.
        for name in () if named else record().numbered:
            self.words = self.words.replace(name, "")
        for pattern in DATES:
            self.words = re.sub(pattern, "", self.words)

    def count(self, pattern: str, *expected: int, whole: int = 0, must: bool = False) -> None:
        """Hold each figure that a pattern finds to what was counted, and take its words away."""
        match = re.search(pattern, self.words, re.IGNORECASE)
        assert match or not must, f"{pattern} is nowhere in {self.words}"
        if match:
            said = tuple(number(words, whole) for words in match.groups())
            assert said == expected, f"{match[0]!r} of {self.words!r} should say {expected}"
            self.words = self.words.replace(match[0], "", 1)

    def nothing_left(self) -> None:
        """Hold what is left to have no figure in it."""
        assert not re.search(r"\d", self.words), self.words


@st.composite
def asked(draw: st.DrawFn) -> View:
    """Return a question of what the slow count understands; most are of days on which something on record began or ended."""
    drawn = draw(questions.views())
    view = View(
        **{field: getattr(drawn, field) for field in FIELDS if field != "place"}, place=draw(st.sampled_from(PLACES))
    )
    few: dict[str, Any] = {
        "states": (),
        "match": "any",
        "types": (),
        "pairs": (),
        "kinds": (),
        "began": None,
        "role": "any",
        "origins": 1,
    }
    first, last = sorted(draw(st.tuples(st.sampled_from(edges()), st.sampled_from(edges()))))
    bounds = draw(st.sampled_from([(first, last), (first, first), (first, None), (None, last), (None, None)]))
    busy = replace(view, start=bounds[0], end=bounds[1])
    return draw(st.sampled_from([view.settled(), replace(busy, **few), replace(busy, **few, place="", severity=1)]))


@cache
def edges() -> list[dt.date]:
    """Return the days on which a clash or a development on record began or ended, and the day after each."""
    rows = (*record().clashes, *record().developments)
    days = {dt.date.fromisoformat(row[column]) for row in rows for column in ("date_start", "date_end") if row[column]}
    return sorted({*days, *(day + dt.timedelta(days=1) for day in days)})


def plain(view: View) -> Asked:
    values = {field: getattr(view, field) for field in FIELDS}
    return Asked(**values | {"began": tuple(view.began) if view.began else None})


@pytest.mark.slow
@percent(300)
@given(asked())
def test_every_figure_of_a_briefing_is_that_of_a_second_count(view: View):
    known = store()
    briefing = draft(known, view)
    said = known.names("en").get(view.place, "")
    for scene in briefing.scenes:
        if scene.kind in HOLDS:
            HOLDS[scene.kind](view, scene, view.sentence(place_names={view.place: said}))
    found = record().found(plain(view))
    if found:
        _points(view, situation.key_points(Answers(known, view)), view.sentence(place_names={view.place: said}))


def _map(view: View, scene: Scene, narrowed: str) -> None:
    found = record().found(plain(view))
    title = Check(scene.title, narrowed)
    title.count(rf"({N}) (?:clash|incident)", len(found), must=True)
    title.count(rf"; ({N}) reach(?:es)? beyond", slow_count.beyond(found, plain(view))["beyond"])
    assert ("beyond" in scene.title) == bool(slow_count.beyond(found, plain(view))["beyond"])
    title.nothing_left()
    caption = Check(scene.caption, narrowed)
    _situation(view, caption)
    caption.nothing_left()
    _notes(view, Check(scene.notes, narrowed))


def _situation(view: View, caption: Check) -> None:
    found = record().found(plain(view))
    whole, lie = len(found), slow_count.beyond(found, plain(view))
    places = slow_count.Counter(row["place"] for row in found)
    caption.count(rf"({N}) (?:clash|incident)", whole, must=True)
    top = max(places.values(), default=0)
    caption.count(rf"(?:most|more) of them [^.]*? \(({N})\)", top)
    caption.count(rf"most often [^.]*? \(({N}) each\)", top)
    caption.count(rf"at ({N}) places, none of which saw more than ({N})", sum(n == top for n in places.values()), top)
    # What happened then is told apart from what only touches these days.
    assert not (lie["beyond"] and "happened" in caption.words)
    for key, pattern in (
        ("spanning", rf"({THEM}) had begun before (?:and|\S* and) went on after"),
        ("earlier", rf"({THEM}) had begun before"),
        ("later", rf"({THEM}) went on after"),
        ("vague", rf"({THEM}) (?:is|are) dated to a month or a year that reaches"),
    ):
        # What spans the dates is told apart, and neither of the other two counts it again.
        n = lie[key] - (lie["spanning"] if key in {"earlier", "later"} else 0)
        assert bool(re.search(pattern, caption.words, re.IGNORECASE)) == bool(n)
        caption.count(pattern, n, whole=whole)


def _notes(view: View, notes: Check) -> None:
    found = record().found(plain(view))
    # Instruments are no rows of a CSV: their number is held elsewhere.
    notes.words = re.sub(r"[\d,]+ claim instruments? and", "and", notes.words)
    notes.count(r"Beside them and ([\d,]+) developments?", len(record().events(plain(view))))
    _voices(found, notes)
    reports = {report for row in found for report in record().cited["incidents", row["id"]]}
    notes.count(rf"({N}) reports? of ({N}) (?:clash|incident)", len(reports), len(found))
    single = sum(record().origins("incidents", row["id"]) == 1 for row in found)
    notes.count(rf"({N}) of the \w+ rests? on one independent origin", single)
    notes.count(rf"({N}) rests? on (?:a )?weak pages? alone", sum(row["weak"] == "true" for row in found))
    coarse = sum(row["date_precision"] != "day" for row in found)
    notes.count(rf"({N}) (?:is|are) dated to a month or a year only", coarse)
    furthest = max((float(row["precision_m"]) for row in found), default=0)
    match = re.search(r"to within (?:[\d,.]+ nm \()?([\d,.]+) (k?m)\)?", notes.words)
    if match:
        metres = float(match[1].replace(",", "")) * (1000 if match[2] == "km" else 1)
        assert metres == pytest.approx(furthest, rel=0.05)
        notes.words = notes.words.replace(match[0], "")
    notes.nothing_left()


def _voices(found: list[slow_count.Row], words: Check) -> None:
    voices = record().voices(found)
    words.count(rf"of two states or more for ({N})", voices["several"])
    words.count(rf"of no state for ({N})", voices["none"])
    for code in voices.keys() - {"several", "none"}:
        words.count(rf"of (?:the )?{states.NAMES[code]} alone for ({N})", voices[code], must=True)


def _places(view: View, scene: Scene, narrowed: str) -> None:
    found = record().found(plain(view))
    counts = slow_count.Counter(row["place"] for row in found)
    title, caption = Check(scene.title, ""), Check(scene.caption, narrowed, named=True)
    title.count(rf"({N}) of ({N}) reported", max(counts.values()), len(found))
    title.count(rf"({N}) reported \w+ were at ({N}) places", len(found), len(counts))
    title.count(rf"(?:the|all) ({N}) reported", len(found))
    assert "Both" not in scene.title or len(found) == 2
    title.nothing_left()
    by_name = {record().names[place].casefold(): n for place, n in counts.items()}
    for name in sorted(by_name, key=len, reverse=True):
        caption.count(rf"{re.escape(name)} \(({N})\)", by_name[name])
    named = len(re.findall(r"\(\d", scene.caption))
    caption.count(rf"({N}) other places", len(counts) - named)
    general = sum(row["position_basis"] == "general area" for row in found)
    caption.count(rf"({THEM}) (?:is|are) placed in a general area", general, whole=len(found))
    caption.nothing_left()
    _notes(view, Check(scene.notes, narrowed))


def _compared(view: View) -> tuple[list[int], list[int], int]:
    """Return how many clashes began in the period and those beside it, their sums of severities, and how many more may."""
    every = record().found(replace_dates(plain(view)))
    now = slow_count.period(record(), plain(view))
    began = [slow_count.began_in(every, days) for days in (now, *slow_count.before(now))]
    sums = [sum(slow_count.level(row) for row in rows) for rows, _ in began]
    return [len(rows) for rows, _ in began], sums, began[0][1]


def replace_dates(question: Asked) -> Asked:
    """Return a question of any time."""
    return replace(question, start=None, end=None, began=None)


def _trend(view: View, scene: Scene, narrowed: str) -> None:
    counts, sums, unsure = _compared(view)
    title, caption = Check(scene.title, ""), Check(scene.caption, narrowed)
    if "began in the period" not in scene.title:
        others = ", ".join([rf"({N})[^,;]*"] * (len(counts) - 1))
        title.count(rf"({N}) (?:clash|incident)\w* began [^;]*; {others}$", *counts, must=True)
    else:
        title.count(rf"({N}) (?:clash|incident)", counts[0], must=True)
    title.nothing_left()
    against = " and ".join([rf"({N})[^.]*?"] * (len(sums) - 1))
    caption.count(rf"sum of severities is ({N}), against {against}\.", *sums)
    earlier = slow_count.beyond(record().found(plain(view)), plain(view))["earlier"]
    caption.count(rf"({N}) that had begun earlier (?:is|are) not counted", earlier)
    caption.count(rf"({N}) more may belong here", unsure)
    caption.nothing_left()


def _developments(view: View, scene: Scene, narrowed: str) -> None:
    events = record().events(plain(view))
    title, notes = Check(scene.title, narrowed), Check(scene.notes, narrowed)
    title.count(rf"({N}) developments?", len(events), must=True)
    title.nothing_left()
    notes.count(rf"({N}) developments? that touch", len(events))
    single = sum(record().origins("developments", row["id"]) == 1 for row in events)
    notes.count(rf"({N}) of ({N}) rests? on one independent origin", single, len(events))
    notes.nothing_left()


def _points(view: View, words: str, narrowed: str) -> None:
    found = record().found(plain(view))
    # The gravest is called by its title, which is no count.
    gravest = max(
        found,
        key=lambda row: (
            slow_count.level(row), *(int(row[harm] or 0) for harm in HARM), row["date_start"], [-ord(c) for c in row["id"]],
        ),
    )  # fmt: skip
    check = Check("\n".join(line for line in words.splitlines() if not line.startswith("The gravest")), narrowed)
    assert f"The gravest: {gravest['title']}, " in words
    counts, _, _ = _compared(view)
    _situation(view, check)
    others = ", ".join([rf"({N})[^,;.]*"] * (len(counts) - 1))
    check.count(rf"({N}) (?:clash|incident)\w* began [^;]*; {others}", *counts, must=True)
    harm = {column: sum(int(row[column] or 0) for row in found) for column in HARM}
    for column in HARM[:3]:
        check.count(rf"({N}) {column}", harm[column])
    check.count(rf"({N}) vessels? sunk", harm["vessels_sunk"])
    _voices(found, check)
    check.nothing_left()


HOLDS: dict[str, Callable[[View, Scene, str], None]] = {
    "map": _map,
    "places": _places,
    "trend": _trend,
    "developments": _developments,
}
