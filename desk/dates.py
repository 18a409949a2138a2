"""Dates in a text by a grammar of its own: where each stands, which days it means, and how that was reckoned."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desk import tables
from desk.page import shadow
from desk.reckoning import READERS, dated, on_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.grammar import Grammar, Mention


def day_first(text: str, language: str, published: dt.date | None) -> bool | None:
    """Tell whether 3/4 is the third of April, by what the page itself proves; None where nothing does.

    A number above twelve proves its own order; a page in another language than English is day first.
    """
    first = second = 0
    for a, b in re.findall(r"(?<![\d/.-])([0-3]?\d)[/.-]([0-3]?\d)[/.-](?:19|20|25)\d\d(?!\d)", text):
        first += int(a) > 12 >= int(b)
        second += int(b) > 12 >= int(a)
    if bool(first) != bool(second):
        return bool(first)
    if language != "en":
        return True
    if published:
        for a, b, y in re.findall(r"(?<![\d/.-])([0-3]?\d)[/.-]([0-3]?\d)[/.-]((?:19|20)\d\d)(?!\d)", text):
            if (
                int(y) == published.year
                and int(a) != int(b)
                and published.day in {int(a), int(b)}
                and published.month in {int(a), int(b)}
            ):
                return int(a) == published.day
    return None


def mentions(text: str, grammar: Grammar) -> list[Mention]:
    """Return the dates of a text's shadow in order; of forms that overlap, the one whose rule comes first."""
    found: list[Mention] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return not any(start < last and first < end for first, last in taken)

    for name, rule in grammar.rules():
        for match in rule.finditer(text):
            if free(*match.span()):
                # What no calendar has is no date, and no part of it is one.
                taken.append(match.span())
                mention = _read(name, match, grammar)
                found += [mention] if mention else []
    for each in _relative(text, grammar):
        if free(each.start, each.end):
            taken.append((each.start, each.end))
            found.append(each)
    return _years(sorted(found, key=lambda mention: mention.start))


def _years(found: list[Mention]) -> list[Mention]:
    """Return dates with "of that year" read from the date before."""
    return [_that_year(mention, found[at - 1] if at else None) for at, mention in enumerate(found)]


def _that_year(mention: Mention, before: Mention | None) -> Mention:
    if not before or "of that year" not in mention.reasoning:
        return mention
    first = mention.first.replace(year=before.first.year)
    return replace(
        mention, first=first, last=first, year_given=True, reasoning=f"“of that year”, {before.first.year} → {first}"
    )


def _read(name: str, match: re.Match[str], grammar: Grammar) -> Mention | None:
    """Return what one match of a rule means, or None where it is no day of any calendar."""
    try:
        return READERS[name](match, grammar)
    except (ValueError, KeyError):
        return None


def _relative(text: str, grammar: Grammar) -> Iterator[Mention]:
    """Yield days counted from publication ("yesterday"), and steps from the event told before ("two days earlier")."""
    if not grammar.published:
        return
    for language in tables.languages(grammar.language):
        for word, offset in tables.table("dates")["offsets"].get(language, {}).items():
            edge = r"\b" if word.isascii() else ""
            for match in re.finditer(f"{edge}{re.escape(shadow(word))}{edge}", text, re.IGNORECASE):
                yield dated(match, grammar.published + dt.timedelta(days=offset), "day", on_page(grammar), given=False)
        for rule in tables.table("dates")["earlier"].get(language, ()):
            for match in tables.compiled((rule,)).finditer(text):
                step = _step(match, language)
                if step:
                    mention = dated(match, grammar.published, "day", f" = {step:+d} from the event told before", given=False)
                    yield replace(mention, step=step)


def _step(match: re.Match[str], language: str) -> int:
    parts = match.groupdict()
    if parts.get("back1") or parts.get("on1"):
        return -1 if parts.get("back1") else 1
    count = number(parts["n"] or "", language)
    return 0 if count is None else -count if parts.get("back") else count


def number(words: str, language: str) -> int | None:
    """Return a number written in digits or in the words of a page's languages; None where it is neither."""
    plain = words.strip().lower().replace(",", "")
    if plain.isdecimal():
        return int(plain)
    for each in tables.languages(language):
        value = {shadow(word).lower(): size for word, size in tables.table("dates")["numbers"].get(each, {}).items()}.get(
            plain
        )
        if value is not None:
            return int(value)
    return None


def of_a_word(text: str, mention: Mention, language: str) -> bool:
    """Tell whether a date is the day of a statement, a paper or a plan, by the words around it."""
    before = text[max(0, mention.start - 45) : mention.start]
    behind = text[mention.end : mention.end + 30]
    if re.match(r" local time|, local time", behind):
        return False
    if (
        language == "ja"
        and before.endswith("は")
        and behind.startswith("、")
        and re.search(r"(?:発表|表明|発言|批判|主張|公表)した|明らかにした|述べた", text)
    ):
        return True
    # "X cho biết sáng 12/7, …": a part of a day behind the word of saying, and a clause behind the date, is what is told.
    if language == "vi" and behind.startswith(",") and re.search(r"(?:sáng|trưa|chiều|tối|đêm)\s+(?:ngày )?$", before):
        return False
    return bool(tables.pattern("dates", "word_before", language).search(before)) or bool(
        tables.pattern("dates", "word_behind", language).search(behind)
    )
