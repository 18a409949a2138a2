"""What the desk proposes for a page: its events with their values, each with its quote, and what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desk import accounts, acts, event, harm, match, origins, reading, states, tables, vessels, whereabouts
from desk.value import LONGEST_QUOTE, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.blocks import Page
    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

# Acts that say little where others are told.
FOLLOWED = "followed"
FAINT = {"presence", "passage", FOLLOWED}
PARTY = 2.0
LETTERHEAD = "heading of a statement"


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
    place = whereabouts.place(article, one)
    parties = _parties(article, one, spoken)
    codes = {str(each.value) for each in parties}
    kinds = _types(article, one)
    # A clash has two sides, a page's second event may name one; where no act is told in known words it has a place.
    told = any(acts.clashes(each.shadow, article.language) for each in one.telling)
    if one.kind == "clash" and (len(codes) < (2 if one.headline else 1) or not (place or told)):
        return Proposal("none", ())
    values: list[Value] = [
        Value("kind", one.kind, *one.kind_quote, "acts told", f"its first paragraphs tell of a {one.kind}")
    ]
    values += [one.when] if one.when else []
    values += [place] if place else []
    if one.kind == "clash":
        values += whereabouts.position_values(article, one, str(place.value) if place else None)
        values += [*_agencies(article, one, codes, publisher), *_vessels(article, one), *kinds, *harm.values(article, one)]
    values += parties
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
    return match.matches(table, match.Told(event.span(one.when), str(place.value), types, codes, ships))


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


def _parties(article: Article, one: Event, spoken: list[accounts.Saying]) -> list[Value]:
    """Return the states that take part: whose ships, forces or people the event's acts name; in a deal, whom it names."""
    weights: dict[str, float] = {}
    quotes: dict[str, tuple[int, int]] = {}

    def add(state: str, weight: float, start: int, end: int) -> None:
        weights[state] = weights.get(state, 0.0) + weight
        quotes.setdefault(state, (start, end))

    for state, weight, start, end in _evidence(article, one):
        add(state, weight, start, end)
    for saying in spoken:
        if (
            one.kind == "clash"
            and saying.sentence in one.sentences
            and saying.state in weights
            and not saying.sentence.shadow.count("radar")
        ):
            add(saying.state, 1.0, saying.sentence.start, saying.sentence.end)
    found = [state for state, weight in weights.items() if weight >= PARTY]
    found += _other_side(one, spoken, found, quotes)
    return [
        Value(
            "states",
            state,
            *quotes[state],
            "whose ships, forces or people",
            f"“{' '.join(article.page.text[slice(*quotes[state])].split())}” is of {state}",
        )
        for state in found
    ]


def _other_side(
    one: Event, spoken: list[accounts.Saying], found: list[str], quotes: dict[str, tuple[int, int]]
) -> list[str]:
    """Return the one state that answers for itself, where the acts name only one side of a clash."""
    if one.kind != "clash" or len(found) != 1 or not one.headline:
        return []
    answers = {each.state: each for each in reversed(spoken) if each.sentence in one.sentences and each.agency and each.end}
    others = [state for state in answers if state not in found]
    if len(others) != 1:
        return []
    said = answers[others[0]]
    quotes[others[0]] = (said.sentence.start + said.start, said.sentence.start + said.end)
    return others


def _evidence(article: Article, one: Event) -> Iterator[tuple[str, float, int, int]]:
    if one.kind == "development":
        yield from _dealers(article, one)
        return
    language = article.language
    core = [each for each in one.sentences if each in one.telling or each == one.sentences[0]]
    for sentence in [*core, *(each for each in one.sentences if each not in core)]:
        if _comment(article, sentence, one):
            continue
        named = _named(article, sentence)
        # Outside the sentences of its acts a state counts once a sentence, and one such sentence makes it no party.
        for state in dict.fromkeys(state for state, _, _ in named):
            start, end = next((start, end) for other, start, end in named if other == state)
            yield state, PARTY if sentence in core else 1.0, start, end
    for sentence in one.headline:
        for each in states.party_words(sentence.shadow, language):
            yield each.state, 1.0, *_stretch(sentence, each.start, each.end)


def _named(article: Article, sentence: Sentence) -> list[tuple[str, int, int]]:
    """Return the states that a sentence names by their people, forces and ships, with the spans that do so."""
    people = states.party_words(sentence.shadow, article.language)
    forces = [each for each in states.agencies(sentence.shadow, article.language) if not each.office]
    ships = [
        each for each in vessels.vessels(sentence.shadow, article.page.text[sentence.start : sentence.end]) if each.state
    ]
    return [
        *((each.state, *_stretch(sentence, each.start, each.end)) for each in people),
        *((each.state, sentence.start + each.start, sentence.start + each.end) for each in forces),
        *((each.state, sentence.start + each.start, sentence.start + each.end) for each in ships),
    ]


def _stretch(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Return the span of a state's word with the few words behind it that say what is of that state."""
    behind = re.match(r"(?:\x27s)?(?: [\w-]+){1,3}|[^，。；、]{1,8}", sentence.shadow[end:])
    return sentence.start + start, sentence.start + end + (behind.end() if behind else 0)


def _comment(article: Article, sentence: Sentence, one: Event) -> bool:
    """Tell whether a sentence only has an outsider's comment: it tells no act, and a verb of saying has its first words."""
    if sentence in one.telling or sentence == one.sentences[0]:
        return False
    return bool(tables.pattern("speech", "says", article.language).search(sentence.shadow[:110])) or bool(
        re.search(r"\bcalled\b|\burged\b|\bally\b", sentence.shadow)
    )


def _dealers(article: Article, one: Event) -> Iterator[tuple[str, float, int, int]]:
    """Yield the states that a deal's first sentence and its headline name, but those that it is only set against."""
    first = one.telling[0] if one.telling else one.sentences[0]
    aside = tables.pattern("deals", "with_no_part", article.language)
    for each in states.named(first.shadow):
        if not aside.search(first.shadow[max(0, each.start - 40) : each.start]) and not _office_word(article, first, each):
            yield each.state, PARTY if not each.capital else 1.0, *_stretch(first, each.start, each.end)
    for sentence in one.headline:
        for each in states.named(sentence.shadow):
            yield each.state, 1.0, *_stretch(sentence, each.start, each.end)


def _office_word(article: Article, sentence: Sentence, each: states.Named) -> bool:
    return any(
        agency.start <= each.start < agency.end and agency.office
        for agency in states.agencies(sentence.shadow, article.language)
    ) or bool(re.match(r" (?:think tank|newspaper|newsletter|magazine|broadcaster|institute)", sentence.shadow[each.end :]))


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


def publisher_of(article: Article) -> Value | None:
    """Return a page's publisher: by its head, a wire's dateline, a mail's heading, or the page's own word of itself."""
    source = article.page.source
    text = article.page.text
    if source.get("publisher"):
        name = source["publisher"]
        at = text.find(name)
        return Value(
            "publisher", name, max(at, 0), max(at, 0) + len(name) * (at >= 0), "head of the page", "named by the page's head"
        )
    for sentence in article.sentences:
        wire = reading.WIRE.match(sentence.shadow)
        if wire:
            start = sentence.start + wire.start("name")
            return Value("publisher", wire["name"], start, start + len(wire["name"]), "dateline", "named in the dateline")
    return _mailed(article) or _dated_line(article) or _own_word(article)


def _mailed(article: Article) -> Value | None:
    if article.page.source.get("form") != "mail":
        return None
    for block in article.page.blocks:
        if block.kind == "byline":
            found = states.agencies(article.shadow[block.start : block.end], article.language)
            if found:
                each = found[0]
                return Value(
                    "publisher",
                    each.name,
                    block.start + each.start,
                    block.start + each.end,
                    LETTERHEAD,
                    "its letterhead",
                    {"state": each.state, "office": each.office},
                )
    sender = re.match(r"\"?([^<\"]+)", article.page.source.get("from", ""))
    return (
        Value("publisher", sender[1].strip(), 0, 0, "sender", "the mail's sender") if sender and sender[1].strip() else None
    )


def _dated_line(article: Article) -> Value | None:
    """Read "Reef Bulletin, 6 November 2026": a name before the printed date, in a line of its own."""
    if not (article.published and article.published.end):
        return None
    block = next(
        (each for each in article.page.blocks if each.start <= article.published.start < each.end and each.kind == "byline"),
        None,
    )
    found = (
        re.match(r"([A-Z][\w&' .-]{3,60}?)[,|] ", article.shadow[block.start : article.published.start]) if block else None
    )
    return (
        Value("publisher", found[1], block.start, block.start + found.end(1), "line of the date", "named before the date")
        if found and block
        else None
    )


def _own_word(article: Article) -> Value | None:
    """Read "News.Az reports, citing CNN": the paper that cites another is the page itself where its head names none."""
    for sentence in article.body[:3]:
        found = re.search(r"((?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*)*) reports?, citing", sentence.shadow)
        if found:
            start = sentence.start + found.start(1)
            return Value(
                "publisher",
                found[1],
                start,
                start + len(found[1]),
                "the page's word of itself",
                "it reports, citing another",
            )
    return None


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
    for field in ("position", "states", "agencies", "vessels", "types", "accounts", "origins"):
        out[field] = [shown(value) for value in proposal.of(field)]
    out["harm"] = {}
    for value in proposal.of("harm"):
        out["harm"].setdefault(value.more["column"], []).append(shown(value))
    best = match.sure(list(proposal.matches))
    out["match"] = {"value": best.id if best and proposal.kind == "clash" else None, "quote": None}
    out["matches"] = [{"id": each.id, "score": each.score, "reasons": list(each.reasons)} for each in proposal.matches[:5]]
    return out
