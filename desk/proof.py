"""The proof of a value: its quote found again, exact and once, and the value made again from the quote by its rule."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from desk import acts, dates, gazetteer, harm, states, tables, vessels, whereabouts
from desk.page import Sentence, shadow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.reading import Article
    from desk.value import Value


def holds(article: Article, value: Value) -> bool:
    """Tell whether a value follows from its quote alone by its rule; from the page's day too, where a date needs it."""
    quote = article.shadow[value.start : value.end]
    check = CHECKS.get(value.field)
    return bool(quote) and check is not None and check(article, value, quote)


def _when(article: Article, value: Value, quote: str) -> bool:
    wanted = _day(value.more["start"])
    found = dates.mentions(quote, article.grammar)
    return any(each.step is not None or each.first == wanted for each in found)


def _day(words: str) -> dt.date:
    parts = [int(part) for part in words.split("-")]
    return dt.date(*([*parts, 1, 1])[:3])


def _published(article: Article, value: Value, quote: str) -> bool:
    return any(each.first.isoformat()[5:] == str(value.value)[5:] for each in dates.mentions(quote, article.grammar))


def _place(article: Article, value: Value, quote: str) -> bool:
    return any(value.value in each.places for each in gazetteer.spots(quote, article.language))


def _position(article: Article, value: Value, _quote: str) -> bool:
    sentence = Sentence(value.start, value.end, article.shadow[value.start : value.end], "body", 0)
    found = [*whereabouts.coordinates(article, sentence), *whereabouts.bearings(article, sentence, value.more.get("from"))]
    return any(
        (each.more["lon_deg"], each.more["lat_deg"]) == (value.more["lon_deg"], value.more["lat_deg"]) for each in found
    )


def _state(article: Article, value: Value, quote: str) -> bool:
    found = {each.state for each in states.named(quote)} | {each.state for each in states.agencies(quote, article.language)}
    return value.value in found | {each.state for each in vessels.vessels(quote, quote)}


def _agency(article: Article, value: Value, quote: str) -> bool:
    every = tuple((noun, str(value.more["state"])) for noun in tables.table("agencies")["nouns"])
    return any(each.state == value.more["state"] for each in states.agencies(quote, article.language, every))


def _vessel(_article: Article, value: Value, quote: str) -> bool:
    plain = shadow(str(value.value))
    return any(shadow(each.name) == plain for each in vessels.vessels(quote, quote))


def _type(article: Article, value: Value, quote: str) -> bool:
    told = {act.type for act in acts.clashes(quote, article.language)}
    return value.value in told or (value.value == "standoff" and "followed" in told)


def _harm(article: Article, value: Value, _quote: str) -> bool:
    sentence = Sentence(value.start, value.end, article.shadow[value.start : value.end], "body", 0)
    return any((each.value, each.more) == (value.value, value.more) for each in harm.told(article, sentence))


def _account(article: Article, value: Value, quote: str) -> bool:
    says = bool(tables.pattern("speech", "says", article.language).search(quote))
    named = {each.state for each in states.named(quote)} | {each.state for each in states.agencies(quote, article.language)}
    return says and (not value.more["named"] or value.value in named or bool(value.more["speaker"]))


def _origin(article: Article, value: Value, quote: str) -> bool:
    if value.rule == "office that speaks":
        every = tuple((noun, str(value.more["state"])) for noun in tables.table("agencies")["nouns"])
        found = states.agencies(quote, article.language, every)
        return any(each.state == value.more["state"] for each in found) or "counterpart" in quote
    words = re.sub(r" leak$|^leaked (?=\w+$)", "", str(value.value))
    return shadow(words) in " ".join(quote.split())


def _kind(article: Article, value: Value, quote: str) -> bool:
    read = acts.clashes if value.value == "clash" else acts.deals
    return bool(read(quote, article.language) or states.named(quote) or vessels.vessels(quote, quote))


CHECKS: dict[str, Callable[[Article, Value, str], bool]] = {
    "kind": _kind,
    "when": _when,
    "published": _published,
    "place": _place,
    "also_places": _place,
    "position": _position,
    "states": _state,
    "agencies": _agency,
    "vessels": _vessel,
    "types": _type,
    "harm": _harm,
    "accounts": _account,
    "origins": _origin,
}
