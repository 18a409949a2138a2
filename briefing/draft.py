"""A first briefing from a question: scenes whose titles and captions say what the data say, and nothing more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

from briefing import notes, story, wording
from briefing.finding import Finding
from layers import dates, text
from layers.view import At

if TYPE_CHECKING:
    import datetime as dt
    from typing import Unpack

    from briefing.story import Briefing, Kind, Scene
    from layers.store import Store
    from layers.view import View

# How near the locator map of a clash looks, by how far off its position may be: metres, and the zoom of a web map.
ZOOMS = ((30_000.0, 8), (100_000.0, 7))
FARTHEST_ZOOM = 6
# How many places a caption names.
MOST_PLACES = 5


class Lines(TypedDict, total=False):
    """What stands on every page: each left out is as a Briefing has it, and the title is made from the question."""

    title: str
    author: str
    handling: str
    as_of: dt.date | None


def draft(known: Store, view: View, **lines: Unpack[Lines]) -> Briefing:
    """Return a briefing on a view: map, places, trend, the gravest clashes, whose claims they lie in, developments.

    Where nothing clashed, the scenes that would have nothing to show are left out. Whatever the view picks is not. Raises
    InvalidBriefingError where a line is too long for a page.
    """
    found = Finding(known, replace(view, selected=""))
    scenes = [_situation(found), _trend(found), _developments(found)]
    if len(found.clashes):
        grave = [_clash(found, row) for row in found.grave.itertuples()]
        scenes = [scenes[0], _places(found), scenes[1], *grave, _claims(found), scenes[2]]
    title = lines.pop("title", "") or _title(found)
    return story.made(title=title, data_version=known.package.version, scenes=tuple(scenes), **lines)


def _title(found: Finding) -> str:
    asked, span = wording.narrowed(found), wording.span(found.view)
    words = ", ".join(part for part in (f"reported clashes{asked or ' in the South China Sea'}", span) if part)
    return wording.title(words, "Reported clashes in the South China Sea")


def _scene(found: Finding, kind: Kind, title: str, caption: str, **changes: Any) -> Scene:  # noqa: ANN401 -- a View's fields
    """Return a scene of a question, its words no longer than a briefing takes."""
    asked = Finding(found.known, replace(found.view, **changes))
    return story.Scene(
        kind=kind,
        query=asked.view.query(),
        title=text.plain(title, longest=story.LONGEST_LINE),
        caption=text.plain(caption, longest=story.LONGEST_CAPTION),
        notes=text.plain(notes.of(kind, asked), longest=story.LONGEST_NOTES),
    )


def _situation(found: Finding) -> Scene:
    n, asked, span = len(found.clashes), wording.narrowed(found), wording.span(found.view)
    said = f"{wording.clashes(n)}{asked}" if asked or span else f"{wording.clashes(n)} on record"
    title = wording.title(", ".join(part for part in (said, span) if part), f"{wording.clashes(n)} under this filter")
    return _scene(found, "map", title, situation(found))


def situation(found: Finding) -> str:
    """Return in a sentence or two how many clashes a question finds, when, and where they gather."""
    n, asked, when = len(found.clashes), wording.narrowed(found), wording.between(found.view)
    lead = f"{wording.clashes(n)}{asked}{',' * (', ' in asked)}"
    if not n:
        return wording.sentences(f"{lead} is on record{when}", "silence is no calm: what nobody reported is missing")
    verb = wording.were(n) if found.view.end else "has been" if n == 1 else "have been"
    said = f"{verb} reported{when}" if when else f"{'is' if n == 1 else 'are'} on record {wording.years(found.clashes)}"
    gathered = wording.concentrated(found)
    return wording.sentences(f"{lead} {said}{', ' * bool(gathered)}{gathered}", _begun(found))


def _begun(found: Finding) -> str:
    n, whole = len(found.earlier), len(found.clashes)
    if not n or not found.view.start:
        return ""
    who = "it" if whole == 1 else "both" if whole == n == 2 else f"{wording.number(n)} of them"
    return f"{who} had begun before {dates.words(found.view.start)} and {wording.were(n)} still under way"


def _places(found: Finding) -> Scene:
    n, lead = len(found.clashes), found.places[0]
    most = len(lead.ids)
    place = wording.where(found.known, lead.key, found.view.names)
    if len(found.places) == 1:
        title = f"{'the one clash' if n == 1 else f'all {n:,} clashes'} {wording.were(n)} reported {place}"
    elif most > 1 and most > len(found.places[1].ids):
        title = f"{most:,} of {n:,} clashes were reported {place}"
    else:
        title = f"{n:,} clashes were reported at {len(found.places):,} places"
    vague = int((found.clashes["position_basis"] == "general area").sum())
    caption = wording.sentences(
        _listed(found),
        f"{wording.number(vague)} of {n:,} {'is' if vague == 1 else 'are'} placed in a general area only" if vague else "",
    )
    return _scene(found, "places", wording.title(title, f"{n:,} clashes by place"), caption)


def _listed(found: Finding) -> str:
    """Return "Sabina Shoal (6), Subi Reef (2) and 4 other places"."""
    told = [f"{wording.spoken(found.known, bar.key, found.view.names)} ({len(bar.ids):,})" for bar in found.places]
    if len(told) > MOST_PLACES:
        told[MOST_PLACES - 1 :] = [f"{len(told) - MOST_PLACES + 1:,} other places"]
    return text.words(told)


def _trend(found: Finding) -> Scene:
    now, before, earlier, _, note = found.comparison
    n, m, k = (len(period.bar.ids) for period in (now, before, earlier))
    length = now.span.length.removeprefix("1 ")
    ago = f"{'on' if length == 'day' else 'in'} the {length} before"
    others = f"{m or 'none'} {ago}, {k or 'none'} a year earlier"
    title = f"{wording.clashes(n)} began {wording.during(now.span)}; {others}"
    sums = f"{before.bar.tension:,} {ago} and {earlier.bar.tension:,} a year earlier"
    caption = wording.sentences(
        f"the sum of severities is {now.bar.tension:,}, against {sums}",
        _outside(found),
        f"{wording.number(len(now.unsure))} more may belong here, being dated to a month or a year only"
        if now.unsure
        else "",
        note,
    )
    return _scene(found, "trend", wording.title(title, f"{wording.clashes(n)} began in the period"), caption)


def _outside(found: Finding) -> str:
    n = len(found.earlier)
    return f"{wording.number(n)} that had begun earlier {'is' if n == 1 else 'are'} not counted here" if n else ""


def _clash(found: Finding, row: Any) -> Scene:  # noqa: ANN401 -- a pandas row has no better type
    zoom = next((zoom for metres, zoom in ZOOMS if row.precision_m <= metres), FARTHEST_ZOOM)
    place = found.known.names(found.view.names)[row.place]
    caption = wording.sentences(
        f"{row.when}, {place}",
        f"severity {row.severity} of 7 ({row.severity_why})",
        wording.evidence(row.reports, row.origins),
    )
    at = At(round(row.lon_deg, 4), round(row.lat_deg, 4), zoom)
    return _scene(found, "clash", row.title, caption, selected=row.id, at=at)


def _claims(found: Finding) -> Scene:
    held = [bool(len(found.holding(row))) for _, row in found.grave.iterrows()]
    caption = wording.sentences(
        f"{_inside(sum(held), len(held))} an area that a published instrument closes",
        "a dashed or open line encloses nothing here, and a claim without published coordinates cannot be tested",
    )
    return _scene(found, "claims", f"Whose claims {wording.gravest(len(held))} lie{'s' * (len(held) == 1)} in", caption)


def _inside(held: int, whole: int) -> str:
    if whole == 1:
        return f"its position {'lies' if held else 'does not lie'} in"
    if held in {0, whole}:
        return f"{'each' if held else 'none'} of their positions lies in"
    return f"{wording.number(held)} of their {wording.number(whole)} positions {'lies' if held == 1 else 'lie'} in"


def _developments(found: Finding) -> Scene:
    n, shown, span = len(found.recent), len(found.developments), wording.span(found.view)
    if n:
        newest = found.recent.iloc[0]
        title = f"{text.count(n, 'development')}{', ' if span else ' on record'}{span}"
        caption = f"the latest, {newest['when']}: {newest['title']}"
    else:
        title = "No development is on record for the period"
        caption = f"{text.count(shown, 'earlier one')} {'is' if shown == 1 else 'are'} on the map" if shown else ""
    return _scene(found, "developments", title, wording.sentences(caption))
