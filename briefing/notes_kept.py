"""Speaker notes of the scenes that keep one subject, such as a picked feature or a point, and of those that tell of many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing import notes, wording
from briefing.notes import NO_WATERS, Told
from layers import layer
from record import method
from waters import measure
from waters.lens import SENTENCES
from words import states, text

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from briefing.answers import Answers
    from briefing.story import Kind


def _points(answers: Answers) -> Told:
    return Told(
        wording.sentences("each figure is counted from the data under the question that the foot names"),
        "",
        notes.evidence(answers.clashes, answers.view),
        wording.sentences(notes.doubt(answers.clashes), notes.COUNTS if len(answers.clashes) else ""),
    )


def _text(_answers: Answers) -> Told:
    return Told("", wording.sentences("these are the briefer's own words, not the record's"), "", "")


def _timeline(answers: Answers) -> Told:
    return Told(
        wording.sentences(
            f"{answers.view.unit[1]} and developments in order of time; what lasted is drawn as long as it did",
        ),
        notes.voices(answers.clashes),
        notes.evidence(answers.clashes, answers.view),
        wording.sentences("one thing after another is no cause of it", notes.doubt(answers.clashes)),
    )


def _feature(answers: Answers) -> Told:
    """Return what is known of the picked feature, in whose words, on how many reports."""
    row = answers.picked
    card = layer(answers.store.ids[answers.view.selected]).describe(row, answers.view)
    said = [f"{account.who}, by {account.report.publisher}: {account.says}" for account in card.accounts]
    silent = text.words([states.spoken(code) for code in card.silent], last="or")
    return Told(
        wording.sentences(f"{card.title}: {card.kicker}", card.summary),
        wording.sentences(*said, f"no account by {silent} was found" if silent else "", notes.SUMMED if said else ""),
        wording.sentences(_rests(row)),
        wording.sentences("a name on a map says nothing of whose a place is, and drawing a claim endorses nothing"),
    )


def _rests(row: pd.Series) -> str:
    origins = int(row.get("origins", 0))
    counted = [text.count(len(row["reports"]), "report")]
    counted += [text.count(origins, "independent origin")] if origins else []
    return f"it rests on {' of '.join(counted)}"


def _point(answers: Answers) -> Told:
    if answers.store.without_waters:
        return Told(NO_WATERS, SENTENCES[answers.view.lens], "", answers.store.without_waters)
    point = answers.view.point
    at = measure.position_words(point.lon_deg, point.lat_deg) if point else ""
    return Told(
        wording.sentences(f"every claim that the point {at} lies in, under both legal lenses"),
        " ".join(SENTENCES.values()),
        wording.sentences("each zone rests on an instrument, and each instrument stands with the report that carries it"),
        wording.sentences(
            "drawing a claim does not endorse it, and states differ on the award",
            "a position that may be off by more than its distance from a limit cannot be determined",
        ),
    )


def _bar(answers: Answers) -> Told:
    return Told(
        wording.sentences(f"the {answers.view.unit[1]} that one bar counts"),
        notes.voices(answers.clashes),
        notes.evidence(answers.clashes, answers.view),
        wording.sentences(notes.doubt(answers.clashes), notes.COUNTS),
    )


def _beside(answers: Answers) -> Told:
    return Told(
        wording.sentences("the same question twice: at the left as it is asked, at the right what it is compared with"),
        " ".join(SENTENCES[lens] for lens in dict.fromkeys(view.lens for view in answers.sides)),
        notes.evidence(answers.clashes, answers.view),
        wording.sentences("drawing a claim does not endorse it", notes.COUNTS, method.SILENCE),
    )


NOTES: dict[Kind, Callable[[Answers], Told]] = {
    "points": _points,
    "text": _text,
    "timeline": _timeline,
    "feature": _feature,
    "point": _point,
    "bar": _bar,
    "beside": _beside,
}
