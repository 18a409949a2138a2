"""Ships in a text: by a prefix, by a hull number, by what kind of ship stands before a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desk import states, tables


@dataclass(frozen=True)
class Vessel:
    """A ship in a text: its name or number, where it stands, the state whose it is where the name tells, and the rule."""

    start: int
    end: int
    name: str
    state: str
    rule: str
    number: str = ""


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rules of the table with its lists put in, in order."""
    table = tables.table("vessels")
    lists = {"{prefixes}": "|".join(table["prefixes"]), "{kinds}": "|".join(table["kinds"])}
    lists |= {f"{{{word}}}": table[word] for word in ("civil", "numbers", "name")}
    rules = []
    for rule, pattern in table["rules"].items():
        for word, text in lists.items():
            pattern = pattern.replace(word, text)  # noqa: PLW2901 -- list after list is put in
        rules.append((rule, re.compile(pattern)))
    return tuple(rules)


@lru_cache(maxsize=4096)
def vessels(text: str, original: str) -> tuple[Vessel, ...]:
    """Return the ships in a sentence's shadow, in order; names are cut from the original. The earlier rule holds a span."""
    found: list[Vessel] = []
    for rule, pattern in _rules():
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            found += _read(rule, match, text, original)
    return tuple(sorted(found, key=lambda each: each.start))


def _read(rule: str, match: re.Match[str], text: str, original: str) -> list[Vessel]:
    parts = match.groupdict()
    start, end = match.span()
    words = original[start:end].strip()
    if parts.get("ccgs") or parts.get("numbers"):
        group = "ccgs" if parts.get("ccgs") else "numbers"
        coast_guard = group == "ccgs" or _chinese_coast_guard(text, start)
        return _numbered(rule, match.start(group), match[group], coast_guard=coast_guard)
    if parts.get("ccg") or parts.get("zh"):
        number = parts.get("ccg") or parts.get("zh") or ""
        return [
            Vessel(
                start, end, f"CCG {number}" if parts.get("ccg") else number, "CHN" if parts.get("ccg") else "", rule, number
            )
        ]
    if rule == "coded":
        name = f"{match['code']}-{match['hull']}" if match["code"] in {"HQ", "KN"} else f"{match['code']} {match['hull']}"
        state = {"CCG": "CHN", "CMM": "CHN", "HQ": "VNM", "KN": "VNM", "CSB": "VNM"}.get(match["code"], "")
        return [Vessel(start, end, name, state, rule, match["hull"])]
    if rule == "registered":
        return [Vessel(start, end, words, "VNM", rule)]
    if rule in {"kind", "aside"}:
        return _of_kind(rule, match, original)
    state = tables.table("vessels")["prefixes"].get(parts.get("prefix") or "", "")
    name = original[match.start("name") : match.end("name")] if rule in {"zh quoted", "zh name", "zh survey"} else words
    return [Vessel(start, end, name.strip(' "“”,'), state, rule, parts.get("hull") or "")]


def _of_kind(rule: str, match: re.Match[str], original: str) -> list[Vessel]:
    """Return a ship named behind its kind; a state, a force or a place there is no name."""
    name = original[match.start("name") : match.end("name")].strip(" .,")
    if (
        states.named(name)
        or states.agencies(name, "en")
        or re.match(
            r"(?:The|In|On|At|Its|It|A|He|She|They|CCG|BRP|F/B|ML|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
            name,
        )
    ):
        return []
    return [Vessel(match.start("name"), match.start("name") + len(name), name, "", rule)]


def _numbered(rule: str, at: int, numbers: str, *, coast_guard: bool) -> list[Vessel]:
    """Return a ship for each of some hull numbers that begin at a place of the text."""
    return [
        Vessel(
            at + each.start(),
            at + each.end(),
            f"CCG {each.group()}" if coast_guard else each.group(),
            "CHN" if coast_guard else "",
            rule,
            each.group(),
        )
        for each in re.finditer(r"\d{2,5}", numbers)
    ]


def _chinese_coast_guard(text: str, at: int) -> bool:
    """Tell whether the force named last before a bare number, within the sentence, is the China Coast Guard."""
    before = [each for each in states.agencies(text, "en") if each.end <= at]
    return (
        bool(before)
        and before[-1].name == "China Coast Guard"
        and at - before[-1].end < 60
        and not re.search(r"militia|trawler|fishing|navy|destroyer|frigate", text[before[-1].end : at])
    )
