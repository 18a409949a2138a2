"""Scenes that keep one subject as it was picked, and those that tell of many: worded by the data, as a draft's are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefing import notes, situation, wording
from briefing.worded import worded
from layers import filtered, layer, overlaps
from question.view import View
from waters import computed, measure, sentences
from waters.lens import LENSES
from words import dates, text

if TYPE_CHECKING:
    from briefing.answers import Answers
    from briefing.story import Kind, Scene

# These keep what is picked, asked about or compared as it is.
OWN: frozenset[Kind] = frozenset({"points", "text", "timeline", "feature", "point", "bar", "beside"})


def points(answers: Answers) -> Scene:
    """Return the scene of key points: three to five sentences that the data say of the question."""
    several = f"reported {answers.view.unit[1]}"
    title = wording.title(f"Key points: {several}{wording.asked(answers) or ' on record'}", f"Key points: {several}")
    return worded(answers, "points", title, "", body="\n".join(situation.points(answers)))


def own_text(answers: Answers) -> Scene:
    """Return a scene of the briefer's own words, of which none are written yet."""
    return worded(answers, "text", "In our words", "")


def timeline(answers: Answers) -> Scene:
    """Return the scene of the clashes and the developments in order of time."""
    counted = wording.clashes(len(answers.clashes), answers.view)
    beside = text.count(len(answers.developments), "development") if len(answers.developments) else "no development"
    title = f"In order of time: {counted} and {beside}{wording.asked(answers)}"
    return worded(answers, "timeline", wording.title(title, f"In order of time: {counted} and {beside}"), "")


def feature(answers: Answers) -> Scene:
    """Return the scene of the picked feature; where the filters leave it out, they are left out themselves."""
    picked = answers.view.selected
    key = answers.store.ids[picked]
    card = layer(key).describe(answers.picked, answers.view)
    kind = card.kind or card.kicker
    view = replace(answers.view, layers=tuple(dict.fromkeys((*answers.view.layers, key))))
    if picked not in filtered(answers.store.frames, (key,), view)[key].index:
        view = view.relaxed()
    caption = wording.sentences(
        kind.replace(" · ", ", "), f"{text.count(len(answers.picked['reports']), 'report')} on record"
    )
    return worded(answers, "feature", card.title, caption, **_changed(answers.view, view))


def _changed(before: View, after: View) -> dict[str, Any]:
    """Return the fields of a View by which one differs from another."""
    return {name: value for name, value in vars(after).items() if value != getattr(before, name)}


def point(answers: Answers) -> Scene:
    """Return the scene of a point: whose claims it lies in, under both lenses."""
    spot = answers.view.point
    if spot is None:
        raise ValueError("a scene of a point needs the point that was asked about")
    where = measure.position_words(spot.lon_deg, spot.lat_deg)
    return worded(answers, "point", f"Whose claims is {where} in?", _verdict(answers))


def _verdict(answers: Answers) -> str:
    """Return whose waters the point is in under each lens, or what it is where that is no open sea."""
    if answers.store.without_waters:
        return notes.NO_WATERS
    spot, day = answers.spot, answers.view.end
    if spot.under("claimed", day).setting.kind != "sea":
        return sentences.verdict(spot, day)
    return " ".join(f"{words}: {sentences.whose(spot, lens, day)}." for lens, words in LENSES.items())


def bar(answers: Answers) -> Scene:
    """Return the scene of the clashes behind one bar, which the question asks for."""
    lead = wording.clashes(len(answers.clashes), answers.view)
    title = wording.title(f"{lead}{wording.asked(answers) or ' on record'}", f"{lead} under this filter")
    return worded(answers, "bar", title, situation.words(answers))


def beside(answers: Answers) -> Scene:
    """Return the scene of two questions beside each other: two lenses, or two last days."""
    names = side_words(answers)
    title = f"{names[0]} beside {names[1][:1].lower()}{names[1][1:]}"
    return worded(answers, "beside", wording.title(title, "Two questions beside each other"), _against(answers))


def side_words(answers: Answers) -> list[str]:
    """Return what the sides of a comparison are called: by their lenses where these differ, else by their dates."""
    if len({view.lens for view in answers.sides}) == 1:
        return [_capital(dates_words(view)) for view in answers.sides]
    return [f"{LENSES[view.lens]}{f', as of {dates.words(view.end)}' if view.end else ''}" for view in answers.sides]


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def dates_words(view: View) -> str:
    """Return a question's dates in words, "the whole record" where it has none."""
    return View(start=view.start, end=view.end).sentence() or "the whole record"


def _against(answers: Answers) -> str:
    """Return by how much the sides differ: in clashes, or in the waters that two states or more claim."""
    if len({view.lens for view in answers.sides}) == 1:
        counts = [wording.clashes(len(side.clashes), side.view) for side in answers.pair]
        return wording.sentences(", against ".join(counts))
    if answers.store.without_waters:
        return notes.NO_WATERS
    areas = [f"{computed.km2(side.shared):,.0f} km²" for side in answers.pair]
    return wording.sentences(f"claimed by {overlaps.claimants_words(answers.view)}: {areas[0]}, against {areas[1]}")
