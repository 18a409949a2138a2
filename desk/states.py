"""States, forces and offices in a text: where each is named, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desk import tables
from desk.page import outermost

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Named:
    """A state's word in a text, and whether it is a capital's name."""

    start: int
    end: int
    state: str
    capital: bool


@dataclass(frozen=True)
class Agency:
    """A force or office in a text: its usual English name, its state, what it is, and whether it is an office on land."""

    start: int
    end: int
    name: str
    state: str
    noun: str
    office: bool


def _edged(part: str) -> str:
    """Return a pattern that begins at a word's edge where it begins with a letter of an alphabet."""
    return rf"(?<![A-Za-zÀ-ɏḀ-ỹ]){part}" if re.match(r"[A-Za-zÀ-ɏḀ-ỹ(]", part) and not part.startswith("(?<") else part


@lru_cache(maxsize=1)
def _states() -> tuple[tuple[str, bool, re.Pattern[str]], ...]:
    rows = []
    for state, lists in tables.table("states").items():
        rows.append((state, False, tables.compiled(tuple(_edged(part) for part in lists["any"]))))
        if lists["capital"]:
            rows.append(
                (
                    state,
                    True,
                    tables.compiled(
                        tuple(_edged(part) + (r"(?!\w)" if part[0].isascii() else "") for part in lists["capital"])
                    ),
                )
            )
    return tuple(rows)


@lru_cache(maxsize=4096)
def named(text: str) -> tuple[Named, ...]:
    """Return the states named in a text, in order; a longer name hides one inside it."""
    found = [Named(*match.span(), state, capital) for state, capital, rule in _states() for match in rule.finditer(text)]
    found = [each for each in found if not re.match(r" (?:Sea|Post|Times|Daily|Morning|Inquirer|News)\b", text[each.end :])]
    found = [
        each
        for each in found
        if not (each.state in {"CHN", "IND"} and re.search(r"(?:South|East|Indo|Biển|Nam)[ -]?$", text[: each.start]))
    ]
    return tuple(outermost(found))


@lru_cache(maxsize=1)
def _agencies() -> tuple[tuple[str, dict[str, Any], re.Pattern[str]], ...]:
    table = tables.table("agencies")
    rows = [
        (name, entry, tables.compiled(tuple(_edged(part) for part in entry["words"])))
        for name, entry in table["names"].items()
    ]
    rows += [
        (noun, entry, tables.compiled(tuple(_edged(part) for part in entry["words"])))
        for noun, entry in table["nouns"].items()
    ]
    return tuple(rows)


@lru_cache(maxsize=4096)
def agencies(text: str, language: str, usual: tuple[tuple[str, str], ...] = ()) -> tuple[Agency, ...]:
    """Return the forces and offices in a sentence. `usual` gives a bare noun's state by what was told before."""
    found: list[Agency] = []
    for name, entry, rule in _agencies():
        if entry.get("language", language) != language:
            continue
        for match in rule.finditer(text):
            agency = _agency(name, entry, match, text, dict(usual))
            if agency:
                found.append(agency)
    return tuple(_longest(found))


def _longest(found: list[Agency]) -> Iterator[Agency]:
    for each in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        inside = [other for other in found if other is not each and other.start <= each.start and each.end <= other.end]
        if not any(
            (other.end - other.start, other.noun == "") > (each.end - each.start, each.noun == "") for other in inside
        ):
            yield each


def _agency(name: str, entry: dict[str, Any], match: re.Match[str], text: str, usual: dict[str, str]) -> Agency | None:
    start, end = match.span()
    office = bool(entry.get("office")) or bool(entry.get("company"))
    if "state" in entry:
        return Agency(start, end, name, entry["state"], "", office)
    state, start, end = _whose(name, start, end, text)
    state = state or usual.get(name, "")
    if not state:
        return None
    return Agency(start, end, full_name(name, state, text[start : end + 40]), state, name, office)


def _whose(noun: str, start: int, end: int, text: str) -> tuple[str, int, int]:
    """Return the state beside a noun, and the span of both: before it, behind it, or the capital in which it is."""
    around = named(text)
    posted = next(
        (each for each in around if text[each.end : each.end + 1] in {"驻", "駐"} and each.end < start <= each.end + 8), None
    )
    if posted and noun == "embassy":
        return posted.state, posted.start, end
    for each in reversed(around):
        gap = text[each.end : start]
        if (
            each.end <= start
            and (not each.capital or re.match(r"\x27s ", gap))
            and re.fullmatch(r"(?:\x27s?)?\s?(?:[Mm]aritime |[Nn]aval |国|籍|的|驻.{1,6}|人民|公务)?", gap)
        ):
            return each.state, each.start, end
    for each in around:
        gap = text[end : each.start]
        if each.start >= end and re.fullmatch(
            r"\s?(?:official |spokes\w+ |officer |statement )?(?:of |ng |in |sa |di |ở |tại |của |dari |from )?"
            r"(?:the )?(?:Cộng hòa )?",
            gap,
            re.IGNORECASE,
        ):
            return each.state, start, each.end
    opening = next(
        (
            each
            for each in around
            if each.capital and each.start < start and re.search(r"(?:^|[,;] )(?:In|Sa|Di|Tại|Ở|From) $", text[: each.start])
        ),
        None,
    )
    if opening and start - opening.end < 40 and noun != "embassy":
        return opening.state, start, end
    return "", start, end


def adjective_of(state: str) -> str:
    """Return a state's adjective in English, or its code."""
    return str(tables.table("titles")["adjectives"].get(state, state))


def full_name(noun: str, state: str, behind: str = "") -> str:
    """Return the usual English name of a state's force or office."""
    titles = tables.table("titles")
    adjective = adjective_of(state)
    plain = noun.replace("_", " ")
    if noun in titles["nouns"]:
        return str(titles[noun].get(state, f"{adjective} {titles['nouns'][noun]}"))
    if noun == "embassy":
        host = next((each for each in named(behind) if each.state != state), None)
        capital = titles["capitals"].get(host.state, "") if host else ""
        return f"{adjective} embassy in {capital}" if capital else f"{adjective} embassy"
    return f"{'Filipino' if state == 'PHL' and noun == 'fishers' else adjective} {plain}"


def party_words(text: str, language: str) -> Iterator[Named]:
    """Yield the states whose ships, planes or people a sentence names: a state's word beside one for those."""
    craft = tables.pattern("craft", "craft", language)
    for each in named(text):
        if each.capital:
            continue
        behind, before = text[each.end : each.end + 38], text[max(0, each.start - 28) : each.start]
        if language in {"zh", "ja", "ko", "th"}:
            near = craft.search(re.split(r"[，。；、]", text[each.end : each.end + 10])[0])
        else:
            word = rf"(?<!\w)(?:{craft.pattern})(?!\w)"
            near = re.match(rf"(?:\x27s?)?[ -](?:[\w-]+ ){{0,3}}{word}", behind, re.IGNORECASE)
            if not near and language in {"vi", "id", "ms", "fil"}:
                near = re.search(rf"{word}(?: \w+){{0,2}}(?: \d+)? (?:ng |milik |của )?$", before, re.IGNORECASE)
            near = near or re.search(rf"{word} (?:of|from|under) (?:the )?$", before, re.IGNORECASE)
        person = re.match(r"(?:Filipino|Pilipino)", text[each.start : each.end]) and re.match(r"s?\b", behind)
        if near or person:
            yield each
