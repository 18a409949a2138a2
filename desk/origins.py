"""Where a page took its matter from: papers it relays, the steps behind them, leaks, and offices that spoke."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from desk import accounts, states, tables
from desk.grammar import names
from desk.page import shadow
from desk.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.accounts import Saying
    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

NO_NAME = {
    "It",
    "He",
    "She",
    "They",
    "The",
    "This",
    "That",
    "On",
    "In",
    "At",
    "But",
    "And",
    "A",
    "Its",
    "His",
    "Her",
    "We",
    "I",
    "Nobody",
    "Officials",
    "Chinese",
    "Philippine",
    "Manila",
    "Beijing",
    "Hanoi",
    "Tuesday",
    "Monday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
}


@lru_cache(maxsize=64)
def _rules(entry: str, language: str) -> tuple[re.Pattern[str], ...]:
    lists, name = tables.table("origins")[entry], tables.table("origins")["name"]
    parts = [part.replace("{name}", f"(?-i:{name})") for each in tables.languages(language) for part in lists.get(each, ())]
    return tuple(tables.compiled((part,)) for part in parts)


def values(article: Article, event: Event, spoken: list[Saying], publisher: str, parties: set[str]) -> list[Value]:
    """Return the origins of an event's sentences in the order of the chain; each step has the one before it as its way."""
    chain = _chain(article, event.sentences, publisher)
    allowed = parties | ({"CHN"} if event.kind == "development" else set())
    offices = [_office(article, each) for each in accounts.speakers(spoken, event.sentences) if each.state in allowed]
    return [*chain, *(each for each in offices if not _is(str(each.value), publisher))]


def _office(article: Article, saying: Saying) -> Value:
    start, end = saying.sentence.start + saying.start, saying.sentence.start + saying.end
    return Value(
        "origins",
        saying.agency,
        start,
        end,
        "office that speaks",
        f"“{article.page.text[start:end]}” speaks here",
        {"relation": "cites", "via": None, "state": saying.state},
    )


def _chain(article: Article, sentences: tuple[Sentence, ...], publisher: str) -> list[Value]:
    found: list[Value] = []
    for entry, rule in (("media", "paper that is relayed"), ("step", "who read or made it"), ("leak", "paper that leaked")):
        named = [value for sentence in sentences for value in _named(article, sentence, entry, rule)]
        # Who leaked a paper says more than that one leaked.
        for value in sorted(named, key=lambda each: not str(each.value).endswith(" leak")):
            same = {_plain(str(each.value)) for each in found}
            if _plain(value.value) not in same and not _is(value.value, publisher) and not _known(value, found):
                via = next((str(each.value) for each in reversed(found) if each.rule != rule or entry == "step"), None)
                found.append(replace(value, more=value.more | {"via": via}))
    return found


def _known(value: Value, found: list[Value]) -> bool:
    """Tell whether a leak stands already, or a name is a part of one that does."""
    leaks = [each for each in found if each.more["relation"] == "leak"]
    if value.more["relation"] == "leak":
        return bool(leaks)
    return any(
        _plain(str(value.value)) in _plain(str(each.value)) or _short(str(each.value)) == value.value for each in found
    )


def _short(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum()).removeprefix("the")


def _is(name: str, publisher: str) -> bool:
    return bool(publisher) and (_plain(name) in _plain(publisher) or _plain(publisher) in _plain(name))


def _named(article: Article, sentence: Sentence, entry: str, rule: str) -> Iterator[Value]:
    for pattern in _rules(entry, article.language):
        for match in pattern.finditer(sentence.shadow):
            parts = match.groupdict()
            key = next((each for each in ("leaker", "what", "bare") if parts.get(each)), "name")
            name = _tidy(article.page.text[sentence.start + match.start(key) : sentence.start + match.end(key)])
            if entry == "leak" and key == "leaker":
                name = f"{name} leak"
            if entry == "leak" and key == "bare":
                name = f"leaked {name}"
            if entry != "leak" and not _fit(shadow(name), article.language):
                continue
            start, end = sentence.start + match.start(), sentence.start + match.end()
            words = " ".join(article.page.text[start:end].split())
            yield Value(
                "origins", name, start, end, rule, f"“{words}”", {"relation": "leak" if entry == "leak" else "cites"}
            )


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" .,;:").removesuffix("'s").removesuffix("’s")


def _fit(name: str, language: str) -> bool:
    """Tell whether a name can be a paper's or an institute's: no state, no force, no pronoun, no weekday."""
    first = name.partition(" ")[0]
    if not name or first in NO_NAME or first.lower() in names("months", "en") or len(name) < 2 or re.fullmatch(r"\d+", name):
        return False
    whole = states.named(name)
    return not states.agencies(name, language) and not (whole and whole[0].end - whole[0].start == len(name))
