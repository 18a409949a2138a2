"""A first briefing from a question: scenes whose titles and captions say what the data say, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

from briefing import kept, notes, situation, story, wording
from briefing.answers import Answers
from briefing.worded import worded
from layers import overlaps
from question.view import View
from record import severity
from waters.lens import LENSES
from words import text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from typing import Unpack

    from briefing.story import Briefing, Kind, Length, Scene, Sources
    from layers.store import Store

# How many places a caption names.
MOST_PLACES = 5


# So few clashes, or those of a single day, need no charts.
FEW = 3


class Lines(TypedDict, total=False):
    """What stands on every page: each left out is as a Briefing has it, and the title is made from the question."""

    title: str
    author: str
    handling: str
    as_of: dt.date | None
    sources: Sources
    points: str


def draft(store: Store, view: View, *, length: Length = "full", **lines: Unpack[Lines]) -> Briefing:
    """Return a briefing on a view: map, places, trend, the gravest clashes, whose claims they lie in, developments.

    Where nothing clashed, the scenes that would have nothing to show are left out. Whatever the view picks is not. A short
    one has its key points on the first page, takes a slide a scene and ten at most, four where few things clashed or a day
    is asked for. Raises InvalidBriefingError where a line is too long for a page.
    """
    found = Answers(store, replace(view, selected="", point=None))
    scenes = [_situation(found), _trend(found), _developments(found)]
    if len(found.clashes):
        grave = [_clash(found, row) for row in found.grave.itertuples()]
        scenes = [scenes[0], _places(found), scenes[1], *grave, _claims(found), scenes[2]]
    if length == "short" and len(found.clashes):
        lines["points"] = situation.key_points(found)
        # The first of the key points says it on the slide before.
        scenes[0] = scenes[0].model_copy(update={"caption": ""})
        if len(found.clashes) <= FEW or (view.start and view.start == view.end):
            scenes = [scenes[0], grave[0]]
    elif length == "short":
        scenes = [scenes[0], scenes[2]] if len(found.developments) else scenes[:1]
    title = lines.pop("title", "") or _title(found)
    return story.build(title=title, data_version=store.package.version, scenes=tuple(scenes), length=length, **lines)


def scene(store: Store, view: View, kind: Kind) -> Scene:
    """Return one scene that keeps a view as it is, worded by the data; one of the kind “clash” must pick a clash.

    One of the kind “feature” must pick a feature, one of “point” ask about a point, and one of “beside” compare.
    """
    if kind in kept.OWN:
        return _WORDED[kind](Answers(store, view))
    found = Answers(store, replace(view, selected=""))
    if kind == "clash":
        (row,) = store.frames["incidents"].loc[[view.selected]].itertuples()
        drafted = _clash(found, row)
    else:
        drafted = _WORDED[kind](found)
    return drafted.model_copy(update={"query": view.query()})


def _title(answers: Answers) -> str:
    several = answers.view.unit[1]
    words = f"reported {several}{wording.asked(answers, otherwise=' in the South China Sea')}"
    return wording.title(words, f"Reported {several} in the South China Sea: a selection")


def _situation(answers: Answers) -> Scene:
    lead = wording.clashes(len(answers.clashes), answers.view)
    n, day = len(answers.reach.beyond), answers.view.start == answers.view.end
    beyond = (
        f"; {wording.number(n)} {wording.verb(n, 'reaches', 'reach')} beyond the {'day' if day else 'dates'}" if n else ""
    )
    title = wording.title(f"{lead}{wording.asked(answers) or ' on record'}{beyond}", f"{lead} under this filter{beyond}")
    return worded(answers, "map", title, situation.words(answers))


def _were(n: int) -> str:
    return wording.verb(n, "was", "were")


def _places(answers: Answers) -> Scene:
    one, several = answers.view.unit
    if not answers.places:
        return worded(answers, "places", f"No {one} by place", notes.nothing(answers.view))
    n, lead = len(answers.clashes), answers.places[0]
    most, place = len(lead.ids), wording.where(answers.store, lead.key, answers.view.names)
    if len(answers.places) == 1:
        who = {1: f"the one reported {one}", 2: f"both reported {several}"}.get(n, f"all {n:,} reported {several}")
        title = f"{who} {_were(n)} {place}"
    elif most > len(answers.places[1].ids):
        title = f"{most:,} of {n:,} reported {several} {_were(most)} {place}"
    else:
        title = f"{n:,} reported {several} were at {len(answers.places):,} places"
    vague = int((answers.clashes["position_basis"] == "general area").sum())
    placed = f"{wording.of_them(vague, n)} {wording.verb(vague, 'is', 'are')} placed in a general area only" if vague else ""
    caption = wording.sentences(_listed(answers), placed)
    return worded(answers, "places", wording.title(title, f"{n:,} {several} by place"), caption)


def _listed(answers: Answers) -> str:
    """Return "Sabina Shoal (6), Subi Reef (2) and 4 other places"."""
    told = [f"{wording.spoken(answers.store, bar.key, answers.view.names)} ({len(bar.ids):,})" for bar in answers.places]
    if len(told) > MOST_PLACES:
        told[MOST_PLACES - 1 :] = [f"{len(told) - MOST_PLACES + 1:,} other places"]
    return text.words(told)


def _trend(answers: Answers) -> Scene:
    now, n = answers.comparison.now, len(answers.comparison.now.bar.ids)
    title = situation.change(answers)
    sums = text.words([f"{one.bar.tension:,} {when}" for when, one in answers.comparison.others])
    any_at_all = n or any(one.bar.ids for _, one in answers.comparison.others)
    outside, unsure = len(answers.earlier), len(now.unsure)
    left_out = f"{wording.number(outside)} that had begun earlier {wording.verb(outside, 'is', 'are')} not counted here"
    caption = wording.sentences(
        f"the sum of severities is {now.bar.tension:,}, against {sums}" if any_at_all else "",
        left_out if outside else "",
        f"{wording.number(unsure)} more may belong here, being dated to a month or a year only" if unsure else "",
        answers.comparison.note,
    )
    return worded(answers, "trend", wording.title(title, f"{wording.clashes(n, answers.view)} began in the period"), caption)


def _clash(answers: Answers, row: Any) -> Scene:  # noqa: ANN401 -- a pandas row has no better type
    place = answers.store.names(answers.view.names)[row.place]
    caption = wording.sentences(
        f"{row.when}, {place}",
        f"{severity.words(row.severity)} ({row.severity_why})",
        # Whose it is; what other reports say of it stands with the harm on the page.
        f"harm counted: {row.harm_of.partition(';')[0]}" if row.harm_of else "",
        f"rests on {row.footing.words}",
    )
    return worded(answers, "clash", row.title, caption, selected=row.id, at=None)


def _claims(answers: Answers) -> Scene:
    changes: dict[str, Any] = {"layers": ("overlaps", "claims", "incidents"), "selected": ""}
    title = "Whose claims these waters lie in"
    if answers.store.without_waters:
        return worded(answers, "claims", title, notes.NO_WATERS, **changes)
    shared = [len(answers.standing(row, answers.view.lens).claimants) > 1 for _, row in answers.grave.iterrows()]
    km2, who = sum(share.km2 for share in answers.shared), overlaps.claimants_words(answers.view)
    # That a claim counts as claimed goes without saying; what is left of it after the award does not.
    under = "" if answers.view.lens == "claimed" else f", {LENSES[answers.view.lens].lower()}"
    caption = wording.sentences(
        f"{km2:,.0f} km² of the sea are claimed at once by {who}{under}",
        f"{_inside(sum(shared), len(shared), answers.view)} waters that two states or more claim" if shared else "",
    )
    return worded(answers, "claims", title, caption, **changes)


def _inside(held: int, whole: int, view: View) -> str:
    one, several = view.unit
    if whole == 1:
        return f"the {one} {'lies' if held else 'does not lie for certain'} in"
    if held == whole:
        return f"each of the gravest {several} lies in"
    lies = wording.verb(held, "lies", "lie")
    return f"{wording.number(held)} of the {wording.number(whole)} gravest {several} {lies} for certain in"


def _developments(answers: Answers) -> Scene:
    n, asked = len(answers.developments), wording.asked(Answers(answers.store, _of_developments(answers.view)))
    lead = text.count(n, "development") if n else "no development"
    title = wording.title(f"{lead}{asked or ' on record'}", f"{lead} under this filter")
    if not n:
        return worded(answers, "developments", title, "")
    newest = answers.developments.iloc[0]
    caption = f"the latest to begin, {newest['when']}: {newest['title']}"
    return worded(answers, "developments", title, wording.sentences(caption))


def _of_developments(view: View) -> View:
    """Return what of a question narrows its developments; what is asked of two states is no event “between” them."""
    match = "all" if view.match == "between" and len(view.states) == overlaps.LEAST else view.match
    return View(
        states=view.states,
        match=match,
        start=view.start,
        end=view.end,
        place=view.place,
        q=view.q,
        origins=view.origins,
        names=view.names,
    )


_WORDED: dict[Kind, Callable[[Answers], Scene]] = {
    "points": kept.points,
    "text": kept.own_text,
    "timeline": kept.timeline,
    "feature": kept.feature,
    "point": kept.point,
    "bar": kept.bar,
    "beside": kept.beside,
    "map": _situation,
    "places": _places,
    "trend": _trend,
    "claims": _claims,
    "developments": _developments,
}
