"""The days of an event: which of a page's dates are its own, and how far it went on."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from desk import acts, dates, tables
from desk.reading import DATELINE, cue
from desk.value import Value
from words import dates as spoken

if TYPE_CHECKING:
    from desk.grammar import Mention
    from desk.page import Sentence
    from desk.reading import Article

# A clash older than this many days before a page is its background, unless the page's first words tell it.
FRESH_DAYS = 45
LEAD_DAYS = 300


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


def when_of(article: Article, own: list[Sentence], kind: str) -> Value | None:
    """Return the day of a page's event, the likeliest of its dates; None where none is likely."""
    ranked = candidates(article, [*own, *_corrected(article)], kind)
    if not ranked or (kind == "clash" and ranked[0][0] < 0):
        return None
    mention = ranked[0][1]
    others = tuple(dict.fromkeys(each.first.isoformat() for _, each in ranked[1:] if each.first != mention.first))[:3]
    return value_of(mention, others)


def _corrected(article: Article) -> list[Sentence]:
    """Return what a correction says now, without what it withdraws."""
    return [each for each in article.sentences if each.kind == "correction" and not cue("withdrawn", each, article.language)]


def value_of(mention: Mention, others: tuple[str, ...] = ()) -> Value:
    """Return a date as the value of when an event was."""
    end = mention.last.isoformat() if mention.last > mention.first else None
    more = {"start": mention.known, "end": end, "precision": mention.precision}
    return Value("when", more["start"], mention.start, mention.end, "date in the text", mention.reasoning, more, others)


def span(when: Value) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of an event."""
    parts = [int(part) for part in when.more["start"].split("-")]
    first = dt.date(*([*parts, 1, 1])[:3])
    end = dt.date.fromisoformat(when.more["end"]) if when.more["end"] else None
    return spoken.period(first, end, when.more["precision"])


def of_acts(article: Article, sentence: Sentence) -> list[Mention]:
    """Return a sentence's dates but those of a word or a dateline, and steps."""
    return [each for each in article.mentions(sentence) if each.step is None and not _of_a_word(article, sentence, each)]


def _of_a_word(article: Article, sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a date is that of a dateline, a statement or a plan."""
    dateline = DATELINE.match(sentence.shadow)
    if dateline and mention.end - sentence.start <= dateline.end():
        return True
    local = replace(mention, start=mention.start - sentence.start, end=mention.end - sentence.start)
    return dates.of_a_word(sentence.shadow, local, article.language)


def longer(article: Article, mine: tuple[Sentence, ...], when: Value) -> Value:
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
    named = [each for each in of_acts(article, sentence) if each.precision == "day" and each.start - sentence.start < 25]
    return [replace(each, step=1) for each in named if each.first == last + dt.timedelta(days=1)][:1]
