"""What the desk proposes for a page: its events with their values, each with its quote, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desk import accounts, acts, event, event_days, harm, match, origins, parties, reading, states, vessels, whereabouts
from desk.publisher import LETTERHEAD, publisher_of
from desk.value import LONGEST_QUOTE, Value

if TYPE_CHECKING:
    from desk.blocks import Page
    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

# Acts that say little where others are told.
FOLLOWED = "followed"
FAINT = {"presence", "passage", FOLLOWED}


@dataclass(frozen=True)
class Proposal:
    """One event of a page: its kind, its values by field, and the rows of the record that it may be."""

    kind: str
    values: tuple[Value, ...]
    matches: tuple[match.Match, ...] = ()

    def of(self, field: str) -> list[Value]:
        """Return the values of one field."""
        return [value for value in self.values if value.field == field]


def proposals(page: Page) -> tuple[Article, list[Proposal]]:
    """Return a page made ready and what is proposed for it: one proposal an event, one of kind none where it has none."""
    article = reading.read(page)
    found = event.events(article)
    spoken = accounts.sayings(article)
    publisher = publisher_of(article)
    made = [_proposal(article, each, spoken, publisher) for each in found]
    made = [each for each in made if each.kind != "none"]
    return article, made or [Proposal("none", _page_values(article, publisher))]


def _proposal(article: Article, one: Event, spoken: list[accounts.Saying], publisher: Value | None) -> Proposal:
    places = whereabouts.places(article, one)
    place = next(iter(places), None)
    sides = parties.values(article, one, spoken)
    codes = {str(each.value) for each in sides}
    kinds = _types(article, one)
    # A clash has two sides, a page's second event may name one; where no act is told in known words it has a place.
    told = any(acts.clashes(each.shadow, article.language) for each in one.telling)
    if one.kind == "clash" and (len(codes) < (2 if one.headline else 1) or not (place or told)):
        return Proposal("none", ())
    values: list[Value] = [
        Value("kind", one.kind, *one.kind_quote, "acts told", f"its first paragraphs tell of a {one.kind}")
    ]
    values += [one.when] if one.when else []
    values += places
    if one.kind == "clash":
        values += whereabouts.position_values(article, one, str(place.value) if place else None)
        values += [*_agencies(article, one, codes, publisher), *_vessels(article, one), *kinds, *harm.values(article, one)]
    values += sides
    values += accounts.values(one, codes | ({"CHN"} if one.kind == "development" else set()), spoken)
    values += origins.values(article, one, spoken, str(publisher.value) if publisher else "", codes)
    values += _page_values(article, publisher)
    return Proposal(one.kind, tuple(values), tuple(_matches(one, place, values, codes)))


def _matches(one: Event, place: Value | None, values: list[Value], codes: set[str]) -> list[match.Match]:
    if not (one.when and place):
        return []
    table = "incidents" if one.kind == "clash" else "developments"
    types = {str(each.value) for each in values if each.field == "types"}
    ships = tuple(str(each.value) for each in values if each.field == "vessels")
    return match.matches(table, match.Told(event_days.span(one.when), str(place.value), types, codes, ships))


def _quote(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the clause around a span, as the quote of a value: no longer than a quote may be."""
    left = max(sentence.start, sentence.start + start - 60)
    right = min(sentence.end, sentence.start + end + 60)
    return (left, right) if right - left <= LONGEST_QUOTE else (sentence.start + start, sentence.start + end)


def _types(article: Article, one: Event) -> list[Value]:
    """Return the types of a clash, each once, by the first words that tell of it."""
    first: dict[str, Value] = {}
    for sentence in one.telling:
        for act in acts.clashes(sentence.shadow, article.language):
            start, end = sentence.start + act.start, sentence.start + act.end
            words = " ".join(article.page.text[start:end].split())
            first.setdefault(
                act.type,
                Value("types", act.type, start, end, "words of an act", f"“{words}” tells of {act.type.replace('_', ' ')}"),
            )
    strong = [value for name, value in first.items() if name not in FAINT]
    if strong or FOLLOWED not in first:
        return strong or list(first.values())
    return [replace(first[FOLLOWED], value="standoff", reasoning=first[FOLLOWED].reasoning.replace(FOLLOWED, "standoff"))]


def _agencies(article: Article, one: Event, codes: set[str], publisher: Value | None) -> list[Value]:
    """Return the forces of the parties that an event's sentences name, and the one on whose paper a statement stands."""
    first: dict[str, Value] = {}
    usual: dict[str, str] = {"militia": "CHN"}
    for sentence in one.sentences:
        for each in states.agencies(sentence.shadow, article.language, tuple(sorted(usual.items()))):
            usual |= {each.noun: each.state} if each.noun else {}
            if each.state in codes and not each.office and each.noun != "fishers":
                start, end = sentence.start + each.start, sentence.start + each.end
                words = " ".join(article.page.text[start:end].split())
                name = "Chinese law enforcement" if each.noun == "law_enforcement" and each.state == "CHN" else each.name
                first.setdefault(
                    name,
                    Value(
                        "agencies", name, start, end, "name of a force", f"“{words}” is the {name}", {"state": each.state}
                    ),
                )
    if publisher and publisher.rule == LETTERHEAD and publisher.more["state"] in codes and not publisher.more["office"]:
        first.setdefault(str(publisher.value), replace(publisher, field="agencies", reasoning="it speaks of its own ships"))
    return list(first.values())


def _vessels(article: Article, one: Event) -> list[Value]:
    """Return the ships of an event, each once, by its first mention; a bare number of a named ship is left out."""
    first: dict[str, Value] = {}
    numbers: set[str] = set()
    for sentence in one.sentences:
        found = vessels.vessels(sentence.shadow, article.page.text[sentence.start : sentence.end])
        for at, each in enumerate(found):
            named_before = (
                each.rule == "hull number"
                and at
                and re.search(r"(?:which|that|with|carr\w+|,)[^.;]{0,30}$", sentence.shadow[found[at - 1].end : each.start])
                and not found[at - 1].number
            )
            if (each.number and each.number in numbers) or named_before:
                continue
            numbers |= {each.number} - {""}
            start, end = sentence.start + each.start, sentence.start + each.end
            reasoning = f"“{article.page.text[start:end]}” names a ship"
            more = {"state": each.state} if each.state else {}
            first.setdefault(each.name.casefold(), Value("vessels", each.name, start, end, each.rule, reasoning, more))
    return list(first.values())


def _page_values(article: Article, publisher: Value | None) -> tuple[Value, ...]:
    values = [
        publisher,
        article.published,
        Value("language", article.language, 0, 0, "script and common words", "told by its script and its common words"),
    ]
    return tuple(value for value in values if value)


def as_json(article: Article, proposal: Proposal) -> dict[str, Any]:
    """Return a proposal in the form of a gold: each value beside its quote, and offsets and rules with it."""
    page = article.page

    def shown(value: Value) -> dict[str, Any]:
        quote = page.text[value.start : value.end] or None
        body = {
            "value": value.value,
            "quote": quote,
            "start": value.start,
            "end": value.end,
            "rule": value.rule,
            "reasoning": value.reasoning,
        }
        return (
            {key: content for key, content in body.items() if key != "value" or content is not None}
            | value.more
            | ({"others": list(value.others)} if value.others else {})
        )

    out: dict[str, Any] = {"file": page.file, "kind": {"value": proposal.kind, "quote": None}}
    for field in ("kind", "when", "place", "publisher", "published", "language"):
        found = proposal.of(field)
        if found:
            out[field] = shown(found[0])
            if field == "when":
                out[field].pop("value")
    for field in ("also_places", "position", "states", "agencies", "vessels", "types", "accounts", "origins"):
        out[field] = [shown(value) for value in proposal.of(field)]
    out["harm"] = {}
    for value in proposal.of("harm"):
        out["harm"].setdefault(value.more["column"], []).append(shown(value))
    best = match.sure(list(proposal.matches))
    out["match"] = {"value": best.id if best and proposal.kind == "clash" else None, "quote": None}
    out["matches"] = [{"id": each.id, "score": each.score, "reasons": list(each.reasons)} for each in proposal.matches[:5]]
    return out
