"""Ships in a text: by a prefix, by a hull number, by what kind of ship stands before a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from desk import states

NAME = r"(?:(?:[A-ZĐÀ-Ý][\w'.À-ɏḀ-ỹ-]*)(?: (?:(?:de|la|del|dos|das|al)(?= [A-Z])|[A-ZĐÀ-Ý][\w'À-ɏḀ-ỹ-]*|[IVX]+|No\. ?\d+|\d{1,2}(?![\d:.%/])))*)"
PREFIXES = {
    "BRP": "PHL", "KRI": "IDN", "KN": "IDN", "KP": "IDN", "KD": "MYS", "USS": "USA", "USNS": "USA", "USCGC": "USA", "HMAS": "AUS",
    "HMCS": "CAN", "HMNZS": "NZL", "HMS": "GBR", "JS": "JPN", "INS": "IND", "ROKS": "KOR", "ROCS": "TWN",
}  # fmt: skip
CIVIL = r"(?:F/B|FB|M/B|M/V|MV|ML|M/L|M/T|MT|FV|F/V|RV|R/V|LCT|FBCA|MBCA|MTUG|KM|KLM|KIA|KG)"
NUMBERS = r"(?P<numbers>(?:[A-Z]{1,4}[ -])?\d{2,5}(?:(?:, | and | dan | và | at | & |、|和|及)(?:[A-Z]{1,4}[ -])?\d{2,5})*)"
KINDS = (
    "survey ship", "survey vessel", "research ship", "research vessel", "destroyer", "frigate", "corvette", "tug", "tugboat", "tanker", "drillship",
    "supply ship", "supply boat", "trawler", "fishing boat", "fishing vessel", "patrol ship", "patrol boat", "patrol vessel", "landing ship", "cutter",
    "minesweeper", "gunboat", "kapal survei", "kapal riset", "kapal bekalan", "kapal tinjauan", "kapal penyelidikan", "kapal patroli", "kapal peronda",
    "tàu khảo sát", "tàu thăm dò", "tàu nghiên cứu", "freighter", "submarine", "training ship", "warship",
)  # fmt: skip
RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("prefix", re.compile(rf"\b(?P<prefix>{'|'.join(PREFIXES)}) (?P<name>{NAME})(?:[ -]?\(?(?:(?<=-)|(?<=\()|(?<= ))(?P<hull>\d{{2,4}})\)?)?")),
    ("civil", re.compile(rf"(?<![\w/]){CIVIL} +(?P<name>[\"“]?{NAME}(?: ?-?\d+)?)")),
    ("coded", re.compile(r"\b(?P<code>CCG|CMM|HQ|KN|CSB|PV|TBP|KIA|MMEA|DN)[ -]?(?P<hull>\d{2,5})\b")),
    ("registered", re.compile(r"\b(?P<name>[A-ZĐ][A-Za-zĐđ]{0,2}[a-zA-Z]?[ -]?\d{5}(?: ?TS)?)\b")),
    ("coast guard hull", re.compile(r"(?i:China Coast Guard|Chinese coast guard|(?:pengawal|penjaga) pantai China|hải cảnh(?: Trung Quốc)?)(?i: (?:ship|vessel|cutter|kapal|tàu))?(?i:,? (?:number(?:ed)?|no\.|hull|bernombor|bernomor|số hiệu|mang số hiệu))?,? (?P<ccgs>\d{3,5}(?:(?:, | and | dan | và | at )\d{3,5})*)\b")),
    ("hai canh", re.compile(r"(?:中国)?海警(?P<ccg>\d{3,5})(?:号|舰|船|艇)*")),
    ("hull number", re.compile(rf"(?i:(?:hull|bow|side|pennant|body) (?:numbers?|nos?\.)|hulls?|(?:had|with|bore|bearing|carr\w+) the numbers?|numbered|bernombor|bernomor(?: lambung)?|(?:mang )?số hiệu|numero(?:ng)?(?: ng katawan)?|舷号)(?i: were| was| is)?:? ?{NUMBERS}")),
    ("vessel number", re.compile(r"(?i:\b(?:vessels?|ships?|cutters?|kapal|tàu|barko) )(?P<numbers>\d{3,5}(?: and \d{3,5})?)\b(?! (?:tons?|metres|meters|people|times))")),
    ("zh number", re.compile(r"(?<![\d年月日海警])(?P<zh>\d{3,5})(?:号船|号舰|号艇|号|舰|艇|船)(?!人)")),
    ("zh name", re.compile(r"(?P<name>[\u4e00-\u9fff]{2}[一二三四五六七八九十\d]{1,3}号)(?:船|舰|艇|轮)?")),
    ("zh quoted", re.compile(r"[“\"「『](?P<name>[^”\"」』，。]{1,10})[”\"」』]号?(?:巡逻舰|补给船|[舰船轮艇])")),
    ("zh survey", re.compile(r"(?P<name>(?:向阳红|海洋地质|海洋石油|大洋|科学|实验)\d{1,3}号?)")),
    ("ja number", re.compile(r"海警(?P<ccg>\d{4,5})")),
    ("named survey", re.compile(r"\b(?P<name>(?:Xiang Yang Hong|Haiyang Dizhi|Hai Yang Di Zhi|Hai Yang Shi You|Hải Dương|Da Yang|Shi Yan|Nan Feng|Hai Xun|Haixun|Hai Jian|Yu Zheng|Zhong Guo Yu Zheng|Tong Ji|Ke Xue)(?: Địa chất)?(?: Hao)? ?-?\d*)")),
    ("kind", re.compile(rf"(?i:\b(?:{'|'.join(KINDS)}),? )(?P<name>{NAME})")),
    ("aside", re.compile(rf"(?i:\b(?:ship|boat|vessel|trawler|cutter|destroyer|frigate)), (?:the )?(?P<name>{NAME}),")),
)  # fmt: skip


@dataclass(frozen=True)
class Vessel:
    """A ship in a text: its name or number, where it stands, the state whose it is where the name tells, and the rule."""

    start: int
    end: int
    name: str
    state: str
    rule: str
    number: str = ""


@lru_cache(maxsize=4096)
def vessels(text: str, original: str) -> tuple[Vessel, ...]:
    """Return the ships in a sentence's shadow, in order; names are cut from the original. The earlier rule holds a span."""
    found: list[Vessel] = []
    for rule, pattern in RULES:
        for match in pattern.finditer(text):
            if any(match.start() < each.end and each.start < match.end() for each in found):
                continue
            found += _read(rule, match, text, original)
    return tuple(sorted(found, key=lambda each: each.start))


def _read(rule: str, match: re.Match[str], text: str, original: str) -> list[Vessel]:
    parts = match.groupdict()
    start, end = match.span()
    words = original[start:end].strip()
    if parts.get("ccgs"):
        at = match.start("ccgs")
        return [
            _numbered(rule, at + each.start(), at + each.end(), each.group(), coast_guard=True)
            for each in re.finditer(r"\d{3,5}", match["ccgs"])
        ]
    if parts.get("ccg"):
        return [Vessel(start, end, f"CCG {parts['ccg']}", "CHN", rule, parts["ccg"] or "")]
    if parts.get("zh"):
        return [Vessel(start, end, match["zh"], "", rule, match["zh"])]
    if parts.get("numbers"):
        at = match.start("numbers")
        coast_guard = _chinese_coast_guard(text, start)
        return [
            _numbered(rule, at + each.start(), at + each.end(), each.group(), coast_guard=coast_guard)
            for each in re.finditer(r"\d{2,5}", match["numbers"])
        ]
    if rule == "coded":
        name = f"{match['code']}-{match['hull']}" if match["code"] in {"HQ", "KN"} else f"{match['code']} {match['hull']}"
        state = {"CCG": "CHN", "CMM": "CHN", "HQ": "VNM", "KN": "VNM", "CSB": "VNM"}.get(match["code"], "")
        return [Vessel(start, end, name, state, rule, match["hull"])]
    if rule == "registered":
        return [Vessel(start, end, words, "VNM", rule)]
    if rule in {"kind", "aside"}:
        return _of_kind(rule, match, original)
    state = PREFIXES.get(parts.get("prefix") or "", "")
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


def _numbered(rule: str, start: int, end: int, number: str, *, coast_guard: bool) -> Vessel:
    return Vessel(start, end, f"CCG {number}" if coast_guard else number, "CHN" if coast_guard else "", rule, number)


def _chinese_coast_guard(text: str, at: int) -> bool:
    """Tell whether the force named last before a bare number, within the sentence, is the China Coast Guard."""
    before = [each for each in states.agencies(text, "en") if each.end <= at]
    return (
        bool(before)
        and before[-1].name == "China Coast Guard"
        and at - before[-1].end < 60
        and not re.search(r"militia|trawler|fishing|navy|destroyer|frigate", text[before[-1].end : at])
    )
