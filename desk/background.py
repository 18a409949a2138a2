"""A page's background: the sentences that recall what was before its own event, by their words or by their dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desk import acts, event_days
from desk.reading import cue

if TYPE_CHECKING:
    from desk.grammar import Mention
    from desk.page import Sentence
    from desk.reading import Article
    from desk.value import Value


def recalled(article: Article, body: list[Sentence]) -> set[Sentence]:
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
    return any(
        day and (day - each.days[1]).days > event_days.FRESH_DAYS and each.year_given for each in article.mentions(sentence)
    )


def dated_before(article: Article, body: list[Sentence], when: Value | None) -> set[Sentence]:
    """Return the sentences that date what they tell before the event, and those behind them in the paragraph."""
    day = article.grammar.published or dt.date.min + dt.timedelta(days=30)
    first = event_days.span(when)[0] if when else day - dt.timedelta(days=7)
    past: set[Sentence] = set()
    number, block = -1, False
    for sentence in body:
        if sentence.block != number:
            number, block = sentence.block, False
        days = [each.days for each in event_days.of_acts(article, sentence) if not _since(sentence, each)]
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
