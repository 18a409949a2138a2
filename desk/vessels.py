"""Ships in a text: by a prefix, by a hull number, by what kind of ship stands before a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desk import states, tables
from desk.page import shadow


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
        force = None if group == "ccgs" else _chinese_coast_guard(text, start)
        span = (force if force is not None else start, end)
        return _numbered(rule, span, match[group], coast_guard=group == "ccgs" or force is not None)
    if parts.get("ccg") or parts.get("zh"):
        zh = parts.get("zh") or ""
        return [Vessel(start, end, zh, "", rule, zh) if zh else _of_coast_guard(rule, match, text)]
    if rule == "coded":
        name = f"{match['code']}-{match['hull']}" if match["code"] in {"HQ", "KN"} else f"{match['code']} {match['hull']}"
        state = {"CCG": "CHN", "CMM": "CHN", "HQ": "VNM", "KN": "VNM", "CSB": "VNM"}.get(match["code"], "")
        return [Vessel(start, end, name, state, rule, match["hull"])]
    if rule == "registered":
        return [Vessel(start, end, words, "VNM", rule)]
    if rule in {"kind", "aside"}:
        return _of_kind(rule, match, original)
    state = tables.table("vessels")["prefixes"].get(parts.get("prefix") or "", "")
    name = (
        original[match.start("name") : match.end("name")]
        if rule in {"zh quoted", "zh quoted number", "zh quoted behind", "zh name", "zh survey"}
        else words
    )
    return [Vessel(start, end, name.strip(' "“”,.'), state, rule, parts.get("hull") or "")]


def _of_coast_guard(rule: str, match: re.Match[str], text: str) -> Vessel:
    """Return a ship of the China Coast Guard; of another state's, where that state is named right before 海警."""
    start, end, number = match.start(), match.end(), match["ccg"]
    before = text[:start].rstrip(" 的")
    flags = [each for each in states.named(before) if each.end == len(before) and each.state != "CHN"]
    if flags:
        # The quote begins with the state that makes it another's.
        return Vessel(flags[-1].start, end, number, flags[-1].state, rule, number)
    return Vessel(start, end, f"CCG {number}", "CHN", rule, number)


def _of_kind(rule: str, match: re.Match[str], original: str) -> list[Vessel]:
    """Return a ship named behind its kind; a state, a force or a word that opens a sentence is no name."""
    name = original[match.start("name") : match.end("name")].strip(" .,")
    plain = shadow(name)
    if states.named(plain) or states.agencies(plain, "en") or plain.split(" ")[0] in tables.table("vessels")["no_name"]:
        return []
    return [Vessel(match.start(), match.start("name") + len(name), name, "", rule)]


def _numbered(rule: str, span: tuple[int, int], numbers: str, *, coast_guard: bool) -> list[Vessel]:
    """Return a ship for each of some hull numbers, all with the span that proves them."""
    prefix, state = ("CCG ", "CHN") if coast_guard else ("", "")
    return [Vessel(*span, f"{prefix}{number}", state, rule, number) for number in re.findall(r"\d{2,5}", numbers)]


def _chinese_coast_guard(text: str, at: int) -> int | None:
    """Return where the China Coast Guard is named, where it is the force named last and shortly before a bare number."""
    before = [each for each in states.agencies(text, "en") if each.end <= at]
    if not before or before[-1].name != "China Coast Guard" or at - before[-1].end >= 60:
        return None
    other = re.search(r"militia|trawler|fishing|navy|destroyer|frigate", text[before[-1].end : at])
    return None if other else before[-1].start
