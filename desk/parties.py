"""Which states take part in an event: whose ships, forces or people its acts name, or who strikes a deal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk import states, tables, vessels
from desk.reading import DATELINE
from desk.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk import accounts
    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

# What must speak for a state before it is a party: one sentence of the event's acts, or two others.
PARTY = 2.0


def values(article: Article, one: Event, spoken: list[accounts.Saying]) -> list[Value]:
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
    dateline = DATELINE.match(first.shadow)
    for each in states.named(first.shadow):
        # Where a page was written makes nobody a party.
        if dateline and each.end <= dateline.end():
            continue
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
