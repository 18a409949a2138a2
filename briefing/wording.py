"""Sentences from counts: whole in the singular, the plural and the empty case, with no word that the data do not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.periods import Span
from question.view import View
from words import dates, text

if TYPE_CHECKING:
    import pandas as pd

    from briefing.answers import Answers
    from layers.store import Store

# A longer title does not stand on two lines of a slide.
LONGEST_TITLE = 120
# More names than this in a row are not read.
MOST_NAMED = 3
_SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WATERS = {"sea_area", "strait"}
_WITH_ARTICLE = {*_WATERS, "island_group"}


def clashes(n: int, view: View) -> str:
    """Return "no clash", "1 clash" or "23 clashes"; "incidents" where the view counts words and presence alone too."""
    return text.count(n, *view.unit) if n else f"no {view.unit[0]}"


def article(noun: str) -> str:
    """Return a noun with its article: "a clash", "an incident"."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def number(n: int) -> str:
    """Return a count as running prose has it: "none", "three", but "11"."""
    return _SMALL[n] if n < len(_SMALL) else f"{n:,}"


def of_them(n: int, whole: int) -> str:
    """Return a part of what was just counted as the subject of a sentence: "it", "both of them", "three of them"."""
    if n == whole:
        return "it" if n == 1 else "both of them" if n == 2 else "all of them"
    return f"{number(n)} of them"


def gravest(n: int, view: View) -> str:
    """Return "the clash" or "the three gravest clashes"."""
    one, several = view.unit
    return f"the {one}" if n == 1 else f"the {number(n)} gravest {several}"


def verb(n: int, one: str, many: str) -> str:
    """Return the form of a verb that goes with a count; none takes the singular."""
    return one if n <= 1 else many


def sentences(*parts: str) -> str:
    """Return the parts that say something as sentences: a capital letter before each, one full stop behind."""
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def title(words: str, shorter: str) -> str:
    """Return words as a title, or the shorter ones where they are too long for it."""
    chosen = words if len(words) <= LONGEST_TITLE else shorter
    return f"{chosen[:1].upper()}{chosen[1:]}"


def several(view: View) -> bool:
    """Tell whether a question narrows more than one thing besides dates: its words then stand between commas."""
    return len(view.without("dates").phrases()) > 1


def narrowed(answers: Answers) -> str:
    """Return all that a question narrows but its dates, as it follows a noun: " involving the Philippines", or ""."""
    names = {answers.view.place: spoken(answers.store, answers.view.place, answers.view.names)}
    words = answers.view.without("dates").sentence(place_names=names)
    return f" {words}" if words else ""


def asked(answers: Answers, *, otherwise: str = "") -> str:
    """Return all that a question asks as it follows a noun, its dates last; `otherwise` stands for no other narrowing."""
    words, when = narrowed(answers) or otherwise, dated(answers.view)
    return f"{words}{',' if several(answers.view) and when.startswith(' ') else ''}{when}"


def dated(view: View) -> str:
    """Return a question's dates as they follow a noun: ", June to August 2024", " since 1 June 2024", or ""."""
    if view.start and view.end:
        return f", {Span(view.start, view.end).words}"
    words = View(start=view.start, end=view.end).sentence()
    return f" {words}" if words else ""


def between(view: View) -> str:
    """Return a question's dates as they follow a verb: " between 1 June and 31 August 2024", " since 1 June 2024", or ""."""
    if not (view.start and view.end):
        return dated(view)
    words = dates.words(view.start, view.end)
    return f" between {words.replace(' to ', ' and ')}" if " to " in words else f" on {words}"


def touched(view: View) -> str:
    """Return a question's dates as they follow "touches": "1 June to 31 August 2024", "the time since 1 June 2024"."""
    words = View(start=view.start, end=view.end).sentence()
    return words if view.start and view.end else f"the time {words}"


def during(period: Span) -> str:
    """Return a period as it follows a verb: "in June 2024", "from June to August 2024", "on 17 June 2024"."""
    words = period.words
    return f"from {words}" if " to " in words else f"{'in' if period.whole_months else 'on'} {words}"


def years(rows: pd.DataFrame) -> str:
    """Return the years of clashes as they follow a verb: "for 2024" or "from 1974 to 2026"."""
    first, last = rows["first"].min().year, rows["last"].max().year
    return f"for {first}" if first == last else f"from {first} to {last}"


def spoken(store: Store, place: str, language: str) -> str:
    """Return a place's name as a sentence says it: "the Paracel Islands", "Sabina Shoal"; in other languages as it is."""
    name, frame = store.names(language).get(place, place), store.frames["places"]
    if language != "en" or place not in frame.index:
        return name
    if name.startswith("Waters"):
        return f"w{name[1:]}"
    common = name.partition(" (")[0].rpartition(" ")[2].islower()
    return f"the {name}" if common or frame.loc[place, "kind"] in _WITH_ARTICLE else name


def where(store: Store, place: str, language: str) -> str:
    """Return a place as it follows a verb: "at Sabina Shoal", "in the South China Sea"."""
    waters = store.frames["places"]["kind"].get(place) in _WATERS
    return f"{'in' if waters else 'at'} {spoken(store, place, language)}"


def concentrated(answers: Answers) -> str:
    """Return where the clashes of a question gather, as it follows a comma; "" where the question names the place."""
    bars, whole = answers.places, len(answers.clashes)
    if not bars or answers.view.place:
        return ""
    most = len(bars[0].ids)
    top = [bar for bar in bars if len(bar.ids) == most]
    named = text.words([where(answers.store, bar.key, answers.view.names) for bar in top[:MOST_NAMED]])
    if len(bars) == 1:
        return named if whole == 1 else f"{of_them(whole, whole)} {named}"
    if 2 * most > whole:
        return f"most of them {named} ({most:,})"
    if len(top) == 1:
        return f"more of them {named} ({most:,}) than at any other place"
    if len(top) <= MOST_NAMED:
        return f"one each {named}" if most == 1 else f"most often {named} ({most:,} each)"
    return "each at another place" if most == 1 else f"at {len(bars):,} places, none of which saw more than {most:,}"
