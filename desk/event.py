"""Which of a page's sentences tell its own event, and which its past: the day, the kind, and the sentences of each event."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import acts, background, event_days, gazetteer, states, tables, vessels
from desk.reading import cue
from desk.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.page import Sentence
    from desk.reading import Article

# What may befall ships without a quarrel; how many sentences of a quarrel make a clash where no act is told in known words.
ACCIDENTS = {"collision", "sinking", "followed", "presence", "passage"}
DISPUTES = 2
SECOND_DAYS = 10


@dataclass(frozen=True)
class Event:
    """An event of a page: its kind, its day, its sentences, those that tell its acts, and the headline."""

    kind: str
    when: Value | None
    sentences: tuple[Sentence, ...]
    telling: tuple[Sentence, ...]
    headline: tuple[Sentence, ...] = ()
    kind_quote: tuple[int, int] = (0, 0)

    def weighted(self) -> Iterator[tuple[Sentence, float]]:
        """Yield the event's sentences with how much each tells of where it was: the first and those of its acts most."""
        for number, sentence in enumerate(self.sentences):
            yield sentence, 1.0 + 3.0 * (sentence in self.telling) + 3.0 * (number == 0) - min(number, 10) * 0.05
        for sentence in self.headline:
            yield sentence, 1.5


def events(article: Article) -> list[Event]:
    """Return a page's own events: one, two where the headline tells of both, none where it is a page of another kind."""
    body = [each for each in article.body if not cue("correction", each, article.language)]
    past = background.recalled(article, body)
    own = [each for each in body if each not in past]
    head = [each for each in article.sentences if each.kind == "headline"]
    kind = _kind(article, own, head)
    if kind == "none" or not own:
        return []
    when = event_days.when_of(article, own, kind)
    if when is None and not _told_first(article, own, kind):
        return []
    second = _second(article, body, own, when, head) if kind == "clash" and when else []
    dated = background.dated_before(article, body, when)
    mine = tuple(each for each in own if each not in dated and each not in second)
    first = _event(article, kind, event_days.longer(article, mine, when) if when else None, mine, tuple(head))
    if kind == "clash" and not first.telling:
        return []
    return [first, *([_second_event(article, second, when)] if second and when else [])]


def _told_first(article: Article, own: list[Sentence], kind: str) -> bool:
    """Tell whether the first sentence tells an act, so that an event without a day is no background."""
    read = acts.clashes if kind == "clash" else acts.deals
    return bool(read(own[0].shadow, article.language))


def _event(article: Article, kind: str, when: Value | None, mine: tuple[Sentence, ...], head: tuple[Sentence, ...]) -> Event:
    read = acts.clashes if kind == "clash" else acts.deals
    telling = tuple(
        each for each in mine if read(each.shadow, article.language) and not cue("unsure", each, article.language)
    )
    if not telling and kind == "clash" and _met(article, mine[0]):
        telling = mine[:1]
    sentence = telling[0] if telling else mine[0]
    return Event(kind, when, mine, telling, head, (sentence.start, min(sentence.end, sentence.start + 400)))


def _kind(article: Article, own: list[Sentence], head: list[Sentence]) -> str:
    """Return clash, development or none, by the acts in the headline and the first paragraphs."""
    language = article.language
    front = [each for each in article.sentences if each.kind in {"headline", "standfirst", "byline"}]
    if any(cue("opinion", each, language) for each in front) or any(
        cue("sport", each, language) for each in [*head, *own[:1]]
    ):
        return "none"
    blocks = sorted({each.block for each in own})
    lead = [each for each in own if each.block in blocks[:2]]
    near = [each for each in own if each.block in blocks[:5]]
    clash = [each for each in near if acts.clashes(each.shadow, language) and not cue("unsure", each, language)]
    deal = [
        each
        for each in lead
        if acts.deals(each.shadow, language) and tables.pattern("deals", "arms", language).search(each.shadow)
    ]
    early = [each for each in [*lead, *head] if acts.clashes(each.shadow, language)]
    if any(cue("weather", each, language) for each in [*head, *lead[:1]]) and not [
        each for each in [*head, *lead[:1]] if acts.clashes(each.shadow, language)
    ]:
        return "none"
    parties = {each.state for sentence in [*head, *near] for each in states.named(sentence.shadow)}
    parties |= {each.state for sentence in near for each in states.agencies(sentence.shadow, language)}
    parties |= {each.state for sentence in near for each in vessels.vessels(sentence.shadow, sentence.shadow) if each.state}
    first_deal = min((own.index(each) for each in deal), default=99)
    strong = [each for each in clash if {act.type for act in acts.clashes(each.shadow, language)} - ACCIDENTS]
    first_clash = min((own.index(each) for each in (strong or clash)), default=99)
    if deal and parties and (first_deal < first_clash or not early) and first_clash != 0:
        return "development"
    disputes = sum(cue("dispute", each, language) for each in [*head, *own])
    if len(parties) >= 2 and ((strong and (disputes + len(clash) >= 2 or own[0] in strong)) or (clash and disputes)):
        return "clash"
    return "clash" if len(parties) >= 2 and disputes >= DISPUTES and _met(article, own[0]) else "none"


def _met(article: Article, lead: Sentence) -> bool:
    """Tell whether a page's first sentence has the ships or people of a state, and a day."""
    people = [*states.party_words(lead.shadow, article.language), *vessels.vessels(lead.shadow, lead.shadow)]
    return bool(people) and bool(event_days.of_acts(article, lead))


def _second(
    article: Article, body: list[Sentence], own: list[Sentence], when: Value, head: list[Sentence]
) -> list[Sentence]:
    """Return the paragraphs of a second event: a near day, acts of its own, and its place in the headline."""
    first, last = event_days.span(when)
    for sentence in own:
        if sentence.block == own[0].block or not acts.clashes(sentence.shadow, article.language):
            continue
        day = _day_of_second(article, sentence, first)
        if day is None or first <= day <= last or abs((day - first).days) > SECOND_DAYS:
            continue
        if _headlined(article, sentence, head, own[0]):
            return [each for each in body if each.block == sentence.block and each.start >= sentence.start]
    return []


def _day_of_second(article: Article, sentence: Sentence, first: dt.date) -> dt.date | None:
    named = [each for each in event_days.of_acts(article, sentence) if each.precision == "day"]
    steps = [each for each in article.mentions(sentence) if each.step is not None]
    if named:
        return named[0].first
    return first + dt.timedelta(days=steps[0].step or 0) if steps else None


def _headlined(article: Article, sentence: Sentence, head: list[Sentence], lead: Sentence) -> bool:
    """Tell whether the headline names a place of a sentence that the first paragraph does not, or an act of it alone."""

    def places(each: Sentence) -> set[str]:
        return {spot.places[0] for spot in gazetteer.spots(each.shadow, article.language)}

    def types(each: Sentence) -> set[str]:
        return {act.type for act in acts.clashes(each.shadow, article.language)}

    own = places(sentence) - places(lead)
    fresh = own | (types(sentence) - types(lead))
    above = [each for each in article.sentences if each.kind == "heading" and each.block == sentence.block - 1]
    told = {name for each in [*head, *above] for name in places(each) | types(each)}
    # A headline says "Subi" where the text says "Subi Reef".
    words = {gazetteer.features()[place].name.split(" ")[0] for place in own}
    short = any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", each.shadow) for each in [*head, *above] for word in words)
    return bool(own) and (bool(fresh & told) or short)


def _second_event(article: Article, sentences: list[Sentence], when: Value) -> Event:
    first, _ = event_days.span(when)
    sentence = sentences[0]
    named = [each for each in event_days.of_acts(article, sentence) if each.precision == "day"]
    steps = [each for each in article.mentions(sentence) if each.step is not None]
    mention = named[0] if named else steps[0]
    value = event_days.value_of(mention)
    if not named:
        day = first + dt.timedelta(days=mention.step or 0)
        value = Value(
            "when",
            day.isoformat(),
            mention.start,
            mention.end,
            "step from the first event",
            f"{mention.reasoning}: {first} → {day}",
            {"start": day.isoformat(), "end": None, "precision": "day"},
        )
    return _event(article, "clash", value, tuple(sentences), ())
