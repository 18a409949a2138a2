"""Names of places in a text, by Aho-Corasick over the record's names and those that newspapers alone use."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from desk import states, tables, vessels
from desk.page import outermost, shadow
from record.opening import SHIPPED

WIDE = {"sea_area", "island_group", "area", "strait"}
# Islands so large that a name of theirs tells of a shore and no clash.
LARGE = {"palawan", "hainan-island", "taiwan"}
VIETNAMESE = re.compile(r"(?:Đá|Bãi(?: cạn| ngầm| đá)?|Đảo) ")
LAND = {"city", "port", "naval_base", "air_base", "area", "coast", "cable_landing"}


@dataclass(frozen=True)
class Feature:
    """A place of the record: its id, name, kind, position in degrees and how precisely that is known in metres."""

    id: str
    name: str
    kind: str
    lon_deg: float
    lat_deg: float
    precision_m: float


@dataclass(frozen=True)
class Spot:
    """A place's name in a text: where it stands, and the places that it may be, likeliest first."""

    start: int
    end: int
    places: tuple[str, ...]


@lru_cache(maxsize=1)
def features() -> dict[str, Feature]:
    """Return the record's places by id."""
    with (SHIPPED / "places.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["id"]: Feature(
                row["id"],
                row["name"],
                row["kind"],
                float(row["lon_deg"]),
                float(row["lat_deg"]),
                float(row["precision_m"] or 0),
            )
            for row in csv.DictReader(file)
        }


@lru_cache(maxsize=8)
def _names(language: str) -> ahocorasick.Automaton:
    """Return the automaton of all names, as a shadow has them, each with the places that it may be."""
    names: dict[str, list[tuple[int, str]]] = {}
    with (SHIPPED / "names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # A name that several places share is the wider one's, unless the page's own language tells.
            rank = (row["ambiguous"] == "true") + 2 * (row["language"] != language) - (features()[row["place"]].kind in WIDE)
            for form in {
                row["name"],
                _bare(row["name"]),
                row["name"][:1].upper() + row["name"][1:],
                row["name"][:1].lower() + row["name"][1:],
                *(_as_newspapers(row["name"]) if row["language"] == "vi" else ()),
            }:
                if len(form) > 1 and not (len(form) < 5 and form.islower()):
                    names.setdefault(shadow(form), []).append((rank, row["place"]))
    for place, forms in tables.table("short_names")["names"].items():
        for form in forms:
            names.setdefault(shadow(form), []).append((0, place))
    automaton = ahocorasick.Automaton()
    for name, places in names.items():
        automaton.add_word(name, (len(name), tuple(dict.fromkeys(place for _, place in sorted(places)))))
    automaton.make_automaton()
    return automaton


def _as_newspapers(name: str) -> list[str]:
    """Return a Vietnamese name with each word that newspapers have for a reef, a bank or an isle."""
    kind = VIETNAMESE.match(name)
    return [f"{word} {name[kind.end() :]}" for word in ("đá", "bãi", "đảo", "bãi cạn", "bãi đá")] if kind else []


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.replace("đ", "d").replace("Đ", "D"))
    return name if not plain[:1].isascii() else "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=4096)
def spots(text: str, language: str) -> tuple[Spot, ...]:
    """Return the places named in a sentence's shadow: longest names, at the edges of words, no ship's name, no street."""
    ships = [(each.start, each.end) for each in vessels.vessels(text, text)]
    found: list[Spot] = []
    for last, (length, places) in _names(language).iter(text):
        start, end = last - length + 1, last + 1
        if _edges(text, start, end) and not any(a <= start and end <= b for a, b in ships) and not _other(text, start, end):
            found.append(Spot(start, end, places))
    return tuple(outermost(found))


def _edges(text: str, start: int, end: int) -> bool:
    """Tell whether a name in an alphabet stands at the edges of words; Chinese and Japanese have none."""
    if not re.match(r"[A-Za-zÀ-ɏḀ-ỹĐđ]", text[start:end]):
        return True
    before, behind = text[start - 1 : start], text[end : end + 1]
    return not (before.isalnum() or before in {"/", "@"} or (before == "-" and start > 1)) and not (
        behind.isalnum() or behind == "-" or text[end : end + 2] == ".e"
    )


def _other(text: str, start: int, end: int) -> bool:
    """Tell whether a name means something else there: a street, a governor, an agency, a plain word."""
    words = text[start:end]
    behind = text[end : end + 24]
    if tables.pattern("craft", "land", "zh").match(behind) or (text[max(0, start - 1) : start], words) == ("东", "南沙"):
        return True
    if words in tables.table("short_names")["too_plain"]["words"] or (words.isupper() and words.isascii()):
        return True
    return any(each.start <= start and end <= each.end for each in states.agencies(text, "en")) and words != "Taiwan"
