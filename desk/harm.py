"""Harm that an event's sentences tell: people hurt, killed, missing, ships sunk; and that none came to harm, where said."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from desk import acts, dates, tables
from desk.reading import cue
from desk.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

COLUMNS = {"injured": "injured", "killed": "killed", "missing": "missing", "sunk": "vessels_sunk"}
MOST = 2


@lru_cache(maxsize=16)
def _number(language: str) -> str:
    words = {word for each in tables.languages(language) for word in tables.table("dates")["numbers"].get(each, {})}
    written = "|".join(sorted(map(re.escape, words - {"a", "an", "isa"}), key=len, reverse=True))
    edge = "" if language in {"zh", "ja", "ko"} else r"(?<![\w.,/-])"
    return rf"{edge}(?P<n>\d{{1,4}}|{written})"


@lru_cache(maxsize=64)
def _rules(entry: str, language: str) -> tuple[re.Pattern[str], ...]:
    lists = tables.table("harm")[entry]
    parts = [part for each in tables.languages(language) for part in lists.get(each, ())]
    return tuple(tables.compiled((part.replace("{n}", _number(language)),)) for part in parts)


def values(article: Article, event: Event) -> list[Value]:
    """Return an event's harm in order, each figure of a column once, the first told first; at most two figures a column."""
    found: list[Value] = []
    for sentence in event.sentences:
        if cue("unsure", sentence, article.language):
            continue
        for value in told(article, sentence):
            same = [each for each in found if each.more["column"] == value.more["column"]]
            if value.value not in [each.value for each in same] and len(same) < MOST:
                found.append(value)
    return found


def told(article: Article, sentence: Sentence) -> Iterator[Value]:
    """Yield the figures of one sentence by where they stand."""
    figures = list(_figures(article, sentence))
    ones = [each for each in _ones(article, sentence) if not (figures and _part(article, sentence, each.start))]
    found = [*figures, *ones, *_none(article, sentence)]
    yield from sorted(found, key=lambda value: value.start)


def _figures(article: Article, sentence: Sentence) -> Iterator[Value]:
    told = False
    for entry, column in COLUMNS.items():
        for rule in _rules(entry, article.language):
            for match in rule.finditer(sentence.shadow):
                size = _size(match, article.language)
                part = _part(article, sentence, sentence.start + match.start())
                inner = tables.pattern("harm", "not_inside", article.language).search(match.group())
                denied = acts.denied(sentence.shadow, match.start(), match.end(), article.language)
                # "Ten were hurt, three of them badly": a part of a figure told before; alone it is the figure.
                if size and not ((part and told) or inner or denied):
                    told = True
                    yield _value(article, sentence, match, (column, size), "number beside a word of harm")


def _part(article: Article, sentence: Sentence, start: int) -> bool:
    """Tell whether a figure is a part of one told before: "three were hurt, one of whom broke an arm"."""
    before = sentence.shadow[max(0, start - sentence.start - 40) : start - sentence.start]
    return bool(tables.pattern("harm", "part", article.language).search(before))


def _size(match: re.Match[str], language: str) -> int | None:
    parts = match.groupdict()
    if parts.get("n1"):
        return 1
    size = dates.number(parts["n"], language) if parts.get("n") else None
    # A longer number beside a word of harm is a hull's.
    return size if size is not None and size < 1000 else None


def _ones(article: Article, sentence: Sentence) -> Iterator[Value]:
    for entry, column in (("one_injured", "injured"), ("one_killed", "killed")):
        for rule in _rules(entry, article.language):
            for match in rule.finditer(sentence.shadow):
                inner = tables.pattern("harm", "not_inside", article.language).search(match.group())
                if not (inner or acts.denied(sentence.shadow, match.start(), match.end(), article.language)):
                    yield _value(article, sentence, match, (column, 1), "one person and what befell them")


def _none(article: Article, sentence: Sentence) -> Iterator[Value]:
    for entry, column in (("none_injured", "injured"), ("none_killed", "killed")):
        for rule in _rules(entry, article.language):
            for match in rule.finditer(sentence.shadow):
                yield _value(article, sentence, match, (column, 0), "words that none came to harm")


def _value(article: Article, sentence: Sentence, match: re.Match[str], figure: tuple[str, int], rule: str) -> Value:
    column, size = figure
    start, end = sentence.start + match.start(), sentence.start + match.end()
    words = " ".join(article.page.text[start:end].split())
    return Value("harm", size, start, end, rule, f"“{words}” → {column.replace('_', ' ')} {size}", {"column": column})
