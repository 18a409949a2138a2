"""A typed position: what navigators and newspapers print, read in one way or refused with the ways in which it can be read.

Text is first brought to one set of marks (degree signs, primes, hyphens, digits and words of six languages), then split
into a latitude and a longitude by a strict grammar; lat-lon-parser turns each into degrees. geopy's own reader was left
aside: it reads "9 33 112 53" and minutes of 75 without a word. Alone, lat-lon-parser takes 95 N and drops U+2212.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lat_lon_parser import parse

from waters.measure import position_words

EXPECTED = "coordinates such as 9.733, 115.867 or 9°44′N 115°52′E"
LATITUDE, LONGITUDE = "NSφ", "EWλ"
LIMITS = {"latitude": 90, "longitude": 180}
# Before Unicode's own folding, which makes an "o" of an ordinal sign and two primes of a double one.
_MARKS = str.maketrans(
    dict.fromkeys("º˚ᵒ∘", "°")
    | dict.fromkeys("\u2032\u2018\u2019\u201b\u0060\u00b4\u02b9\u02bc\uff07", "'")
    | dict.fromkeys("\u2033\u201c\u201d\u201e\u201f\u02ba\u02dd\uff02", '"')
    | dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014\u2015\ufe63\uff0d", "-")
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
    | {"、": ","}
)
# English, Chinese and Japanese, Vietnamese, Indonesian and Malay; φ and λ stand for an axis without its hemisphere.
_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), mark)
    for pattern, mark in (
        ("北[纬緯]", "N"),
        ("南[纬緯]", "S"),
        ("[东東][经經経]", "E"),
        ("西[经經経]", "W"),
        ("度", "°"),
        ("分", "'"),
        ("秒", '"'),
        (r"vĩ (?:độ |tuyến )?bắc", "N"),
        (r"vĩ (?:độ |tuyến )?nam", "S"),
        (r"kinh (?:độ |tuyến )?đông", "E"),
        (r"kinh (?:độ |tuyến )?tây", "W"),
        (r"\bđộ\b", "°"),
        (r"\bphút\b", "'"),
        (r"\bgiây\b", '"'),
        (r"\b(?:LU|lintang utara|north)\b", "N"),
        (r"\b(?:LS|lintang selatan|south)\b", "S"),
        (r"\b(?:BT|bujur timur|east)\b", "E"),
        (r"\b(?:BB|bujur barat|west)\b", "W"),
        (r"\b(?:latitude|lat)\b[.:=]?", "φ"),
        (r"\b(?:longitude|long|lon|lng)\b[.:=]?", "λ"),
        (r"\bdeg(?:rees?)?\b\.?", "°"),
        (r"\bmin(?:utes?)?\b\.?", "'"),
        (r"\bsec(?:onds?)?\b\.?", '"'),
    )
)
_WHOLE, _NUMBER = r"\d+", r"\d+(?:[.,]\d+)?"
_FIGURES = re.compile(r"[\dNSEWφλ°'\"\s.,;:/|()\[\]+-]*\d[\dNSEWφλ°'\"\s.,;:/|()\[\]+-]*")
_AFTER_DEGREES, _AFTER_MINUTES = r"(?:\s*[°:-]\s*|\s+)", r"(?:\s*[':-]\s*|\s+)"
_COORDINATE = re.compile(
    rf"(?P<sign>[+-]?)\s*(?:(?P<d>{_NUMBER})\s*°?"
    rf"|(?P<dm>{_WHOLE}){_AFTER_DEGREES}(?P<m>{_NUMBER})\s*'?"
    rf"|(?P<dms>{_WHOLE}){_AFTER_DEGREES}(?P<ms>{_WHOLE}){_AFTER_MINUTES}(?P<s>{_NUMBER})\s*\"?)"
)
# "9°33' 112°53'": the second coordinate begins with the number before the second degree sign.
_TWO_MARKED = re.compile(r"([+-]?\d[^°]*°[^°]*?)[\s,;/|]*([+-]?\d[\d.,]*\s*°[^°]*)")
# Digits of a coordinate written without marks: degrees and minutes, or degrees, minutes and seconds.
_RUNS = {"latitude": {4: 2, 6: 2}, "longitude": {5: 3, 7: 3}}


class Position(NamedTuple):
    """A position on WGS 84, in degrees."""

    lon_deg: float
    lat_deg: float


def figures(typed: str) -> bool:
    """Tell whether a text is meant as a position: it has a digit and nothing that a position has not."""
    return _FIGURES.fullmatch(normal(typed)) is not None


def read(typed: str) -> Position:
    """Return the one position that a text can mean.

    Raises ValueError, in one sentence that quotes the text, where it means none or more than one.
    """
    try:
        return _read(normal(typed).strip("()[] \t"))
    except ValueError as why:
        raise ValueError(f"“{typed.strip()}” was not read as a position: {why}; expected {EXPECTED}.") from None


def normal(typed: str) -> str:
    """Return a text with one sign each for degrees, minutes, seconds, minus and hemispheres, and ASCII digits."""
    tidy = unicodedata.normalize("NFKC", typed.translate(_MARKS)).replace("''", '"')
    for words, mark in _WORDS:
        tidy = words.sub(f" {mark} " if mark.isalpha() else mark, tidy)
    tidy = re.sub(r"[nsew]", lambda letter: letter[0].upper(), tidy)
    return " ".join(tidy.split())


def _read(tidy: str) -> Position:
    letters = re.findall(r"[NSEWφλ]", tidy)
    if letters:
        return _lettered(tidy, letters)
    if "°" in tidy:
        halves = _TWO_MARKED.fullmatch(tidy)
        if not halves:
            raise ValueError("it has not two numbers of degrees")
        return _ordered(_degrees(halves[1], ""), _degrees(halves[2], ""))
    return _ordered(*_plain(tidy))


def _lettered(tidy: str, letters: list[str]) -> Position:
    """Read two coordinates that name their hemispheres, each before its figures or each behind them."""
    if len(letters) != 2 or len({letter in LATITUDE for letter in letters}) != 2:
        raise ValueError(f"it names {', '.join(letters)} where one of N and S and one of E and W belong")
    before, behind = tidy[0] in letters, tidy[-1] in letters
    if before == behind:
        raise ValueError("its letters stand neither both before nor both behind their figures")
    pieces = re.split(r"[NSEWφλ]", tidy)
    figures_of = pieces[1:] if before else pieces[:-1]
    degrees = {
        letter in LATITUDE: _degrees(piece.strip(" ,;/|"), letter) for letter, piece in zip(letters, figures_of, strict=True)
    }
    return Position(_within(degrees[False], "longitude"), _within(degrees[True], "latitude"))


def _degrees(piece: str, letter: str) -> float:
    """Return one coordinate in degrees. Raises ValueError with what is wrong with it."""
    tidy = _COORDINATE.fullmatch(_spread(piece, letter))
    if not tidy:
        raise ValueError(f"“{piece}” is no number of degrees, or of degrees, minutes and seconds")
    if tidy["sign"] and letter in {"N", "S", "E", "W"}:
        raise ValueError(f"“{piece}” has both a sign and the letter {letter}")
    sizes = [tidy[name] for name in ("d", "dm", "m", "dms", "ms", "s") if tidy[name]]
    for size, unit, most in zip(sizes, ("degrees", "minutes", "seconds"), (180, 59.999999, 59.999999), strict=False):
        if float(size.replace(",", ".")) > most:
            raise ValueError(f"{size} {unit} are more than a coordinate has")
    size = float(parse(" ".join(sizes)))
    return -size if tidy["sign"] == "-" or letter in {"S", "W"} else size


def _spread(piece: str, letter: str) -> str:
    """Return a run of digits such as 0933 or 11253.5 as degrees, minutes and seconds apart; anything else as it is."""
    digits, point, rest = re.sub(r",(?=\d)", ".", piece).partition(".")
    if not letter or not digits.isdecimal() or len(digits) < 4 or (rest and not rest.isdecimal()):
        return piece
    axis = "latitude" if letter in LATITUDE else "longitude"
    head = _RUNS[axis].get(len(digits))
    if head is None:
        raise ValueError(f"“{digits}” has {len(digits)} digits where a {axis} has {' or '.join(map(str, _RUNS[axis]))}")
    pairs = [digits[at : at + 2] for at in range(head, len(digits), 2)]
    return " ".join([digits[:head], *pairs]) + point + rest


def _plain(tidy: str) -> tuple[float, float]:
    """Return two numbers without marks or letters, points or commas before their decimals."""
    number, comma = r"[+-]?\d+(?:\.\d+)?", r"[+-]?\d+(?:,\d+)?"
    for separator, figure in ((r"\s*[;/|]\s*", f"(?:{number}|{comma})"), (r"(?:\s*,\s*|\s+)", number), (r",?\s+", comma)):
        halves = re.fullmatch(f"({figure}){separator}({figure})", tidy)
        if halves and not re.fullmatch(r"[+-]?\d+,\d+", tidy):
            first, second = (float(half.replace(",", ".")) for half in halves.groups())
            return first, second
    raise ValueError(_readings(tidy))


def _readings(tidy: str) -> str:
    """Return why figures without marks are no position, with the ways in which they can be read."""
    numbers = re.findall(r"\d+", tidy)
    if re.fullmatch(r"[+-]?\d+,\d+", tidy):
        return f"it can be the two numbers {numbers[0]} and {numbers[1]}, or the one number {tidy.replace(',', '.')}"
    if re.fullmatch(r"\d+(?:\s+\d+){3}", tidy):
        a, b, c, d = numbers
        return f"its four numbers can be {a}°{b}′ and {c}°{d}′ or numbers of degrees: mark which are which"
    if re.fullmatch(r"[+-]?\d+(?:\.\d+)?", tidy):
        return "it is one number, and a position has two"
    return "its figures are neither two numbers of degrees nor marked as degrees and minutes"


def _ordered(first: float, second: float) -> Position:
    """Return two coordinates without letters as a position: latitude first, unless only the other order can be."""
    lat, lon = (second, first) if abs(first) > LIMITS["latitude"] else (first, second)
    if abs(lon) <= LIMITS["latitude"] and first != second:
        either, other = position_words(second, first), position_words(first, second)
        raise ValueError(f"it can be {either} or {other}: write N or S and E or W")
    return Position(_within(lon, "longitude"), _within(lat, "latitude"))


def _within(degrees: float, axis: str) -> float:
    if abs(degrees) > LIMITS[axis]:
        raise ValueError(f"{degrees:g} degrees are no {axis}, which ends at {LIMITS[axis]}")
    return degrees
