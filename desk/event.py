"""Which of a page's sentences tell its own event, and which its past: the day, the kind, and the sentences of each event."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desk import acts, dates, gazetteer, states, tables, vessels
from desk.reading import DATELINE, cue
from desk.value import Value
from words import dates as spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.grammar import Mention
    from desk.page import Sentence
    from desk.reading import Article

# A clash older than this many days before a page is its background, unless the page's first words tell it.
FRESH_DAYS = 45
LEAD_DAYS = 300
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
    past = _past(article, body)
    own = [each for each in body if each not in past]
    head = [each for each in article.sentences if each.kind == "headline"]
    kind = _kind(article, own, head)
    if kind == "none" or not own:
        return []
    when = _when(article, own, kind)
    if when is None and not _told_first(article, own, kind):
        return []
    second = _second(article, body, own, when, head) if kind == "clash" and when else []
    dated = _dated_past(article, body, when)
    mine = tuple(each for each in own if each not in dated and each not in second)
    first = _event(article, kind, _longer(article, mine, when) if when else None, mine, tuple(head))
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


def _past(article: Article, body: list[Sentence]) -> set[Sentence]:
    """Return the sentences that say they tell of the past, what follows in the paragraph, and what such a heading heads."""
    past: set[Sentence] = set()
    heading = block = False
    number = -1
    for sentence in [each for each in article.sentences if each.kind in {"body", "heading"}]:
        if sentence.kind == "heading":
            heading = cue("background", sentence, article.language) and not cue("unsure", sentence, article.language)
            continue
        if sentence.block != number:
            number, block = sentence.block, False
        block = (
            block
            or _year_before(article, sentence)
            or (cue("background", sentence, article.language) and not _dated_fresh(article, sentence))
        )
        if (block or heading) and sentence in body:
            past.add(sentence)
    lead = body[0] if body else None
    return past - {lead} if lead and not _old(article, lead) else past


def _year_before(article: Article, sentence: Sentence) -> bool:
    """Tell whether a sentence opens with a year before the page's own, as what is recalled does."""
    opening = re.match(r"(?:In|Noong|Pada(?: tahun)?|Tahun|Năm) ((?:19|20)\d\d)\b", sentence.shadow)
    day = article.grammar.published
    return bool(opening and day and int(opening[1]) < day.year)


def _dated_fresh(article: Article, sentence: Sentence) -> bool:
    """Tell whether a sentence dates an act near the page's day, so that "previously" makes it no background."""
    day = article.grammar.published
    fresh = [
        each
        for each in article.mentions(sentence)
        if day and each.precision == "day" and each.step is None and 0 <= (day - each.last).days <= 3
    ]
    return (
        bool(fresh)
        and bool(acts.clashes(sentence.shadow, article.language))
        and article.language == "en"
        and "first" not in sentence.shadow
    )


def _old(article: Article, sentence: Sentence) -> bool:
    day = article.grammar.published
    return any(day and (day - each.days[1]).days > FRESH_DAYS and each.year_given for each in article.mentions(sentence))


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
    return bool(people) and bool(_of_acts(article, lead))


def candidates(article: Article, own: list[Sentence], kind: str) -> list[tuple[float, Mention]]:
    """Return the dates that may be the event's with their weight: those told with its acts, near the page's day, first."""
    read = acts.clashes if kind == "clash" else acts.deals
    day = article.grammar.published
    ranked: list[tuple[float, Mention]] = []
    last = own[-1] if own else None
    for number, sentence in enumerate(own):
        telling = bool(read(sentence.shadow, article.language))
        beside = any(each.block == sentence.block and read(each.shadow, article.language) for each in own)
        for mention in article.mentions(sentence):
            if mention.step is not None or (day and mention.first > day):
                continue
            if _of_a_word(article, sentence, mention):
                continue
            age = (day - mention.days[1]).days if day else 0
            weight = (
                3.0 * telling + 2.0 * (beside and not telling) + 2.0 * (number == 0) + 1.0 * (number < 3) - 0.25 * number
            )
            weight -= (
                4.0 * (age > (LEAD_DAYS if number == 0 else FRESH_DAYS)) * (kind == "clash")
                + 2.5 * (mention.precision == "year") * (kind == "clash")
                + 0.5 * (mention.precision == "month")
            )
            weight -= 0.75 * (mention.start - sentence.start) / max(1, sentence.end - sentence.start)
            weight += 1.5 * (mention.last > mention.first)
            ranked.append((weight, mention))
    return sorted(ranked, key=lambda each: -each[0]) if last else []


def _when(article: Article, own: list[Sentence], kind: str) -> Value | None:
    ranked = candidates(article, [*own, *_corrected(article)], kind)
    if not ranked or (kind == "clash" and ranked[0][0] < 0):
        return None
    mention = ranked[0][1]
    others = tuple(dict.fromkeys(each.first.isoformat() for _, each in ranked[1:] if each.first != mention.first))[:3]
    return _value(mention, others)


def _corrected(article: Article) -> list[Sentence]:
    """Return what a correction says now, without what it withdraws."""
    return [each for each in article.sentences if each.kind == "correction" and not cue("withdrawn", each, article.language)]


def _value(mention: Mention, others: tuple[str, ...] = ()) -> Value:
    end = mention.last.isoformat() if mention.last > mention.first else None
    more = {"start": mention.known, "end": end, "precision": mention.precision}
    return Value("when", more["start"], mention.start, mention.end, "date in the text", mention.reasoning, more, others)


def span(when: Value) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of an event."""
    parts = [int(part) for part in when.more["start"].split("-")]
    first = dt.date(*([*parts, 1, 1])[:3])
    end = dt.date.fromisoformat(when.more["end"]) if when.more["end"] else None
    return spoken.period(first, end, when.more["precision"])


def _dated_past(article: Article, body: list[Sentence], when: Value | None) -> set[Sentence]:
    """Return the sentences that date what they tell before the event, and those behind them in the paragraph."""
    day = article.grammar.published or dt.date.min + dt.timedelta(days=30)
    first = span(when)[0] if when else day - dt.timedelta(days=7)
    past: set[Sentence] = set()
    number, block = -1, False
    for sentence in body:
        if sentence.block != number:
            number, block = sentence.block, False
        days = [each.days for each in _of_acts(article, sentence) if not _since(sentence, each)]
        fresh = any(
            each.days[1] >= first for each in article.mentions(sentence) if each.step is None and each.days[0] <= day
        )
        block = (block or any(b < first for _, b in days)) and not fresh
        if block:
            past.add(sentence)
    return past


def _since(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a date is only when something began that goes on."""
    before = sentence.shadow[: mention.start - sentence.start]
    words = sentence.shadow[mention.start - sentence.start : mention.end - sentence.start]
    return bool(re.search(r"\b(?:since|sejak|từ|mula(?: noong)?)\s*$", before)) or words.lower().startswith("since ")


def _of_acts(article: Article, sentence: Sentence) -> list[Mention]:
    """Return a sentence's dates but those of a word or a dateline, and steps."""
    return [each for each in article.mentions(sentence) if each.step is None and not _of_a_word(article, sentence, each)]


def _of_a_word(article: Article, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a date is that of a dateline, a statement or a plan."""
    dateline = DATELINE.match(sentence.shadow)
    if dateline and mention.end - sentence.start <= dateline.end():
        return True
    local = replace(mention, start=mention.start - sentence.start, end=mention.end - sentence.start)
    return dates.of_a_word(sentence.shadow, local, article.language)


def _longer(article: Article, mine: tuple[Sentence, ...], when: Value) -> Value:
    """Return an event's days with the next one, where a sentence goes on "a day later" with acts of its own."""
    first, last = span(when)
    if when.more["end"] or when.more["precision"] != "day":
        return when
    for sentence in mine:
        steps = [
            each for each in article.mentions(sentence) if each.step and each.step > 0 and each.start - sentence.start < 25
        ] or _next_day(article, sentence, last)
        if (
            steps
            and acts.clashes(sentence.shadow, article.language)
            and not tables.pattern("speech", "says", article.language).search(sentence.shadow[:70])
        ):
            end = last + dt.timedelta(days=steps[0].step or 0)
            named = [each for each in article.mentions(sentence) if each.step is None and each.first == end]
            why = f"{when.reasoning}; “{article.page.text[steps[0].start : steps[0].end]}” it went on → {end}"
            if named or first < end <= (article.grammar.published or end):
                return Value(
                    "when",
                    when.value,
                    when.start,
                    when.end,
                    "date in the text, and a later day",
                    why,
                    when.more | {"end": end.isoformat()},
                    when.others,
                )
    return when


def _next_day(article: Article, sentence: Sentence, last: dt.date) -> list[Mention]:
    """Return the date that a sentence opens with where it is the day after the event's last, as a step of one day."""
    named = [each for each in _of_acts(article, sentence) if each.precision == "day" and each.start - sentence.start < 25]
    return [replace(each, step=1) for each in named if each.first == last + dt.timedelta(days=1)][:1]


def _second(
    article: Article, body: list[Sentence], own: list[Sentence], when: Value, head: list[Sentence]
) -> list[Sentence]:
    """Return the paragraphs of a second event: a near day, acts of its own, and its place in the headline."""
    first, last = span(when)
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
    named = [each for each in _of_acts(article, sentence) if each.precision == "day"]
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
    first, _ = span(when)
    sentence = sentences[0]
    named = [each for each in _of_acts(article, sentence) if each.precision == "day"]
    steps = [each for each in article.mentions(sentence) if each.step is not None]
    mention = named[0] if named else steps[0]
    value = _value(mention)
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
