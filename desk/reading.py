"""A page made ready for the rules: its language, its sentences, its day of publication, and the dates in it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from desk import dates, tables
from desk.grammar import Grammar
from desk.page import OWN, sentences, shadow
from desk.value import Value

if TYPE_CHECKING:
    from desk.blocks import Page
    from desk.grammar import Mention
    from desk.page import Sentence

# Words that a text of one language has in every few lines.
COMMON = {
    "en": "the of and to in that was by on with for from",
    "vi": "của và các một cho trong với được đã không tàu",
    "id": "yang dan di dengan untuk dari itu pada adalah karena bahwa tidak kepada ini",
    "ms": "yang dan di dengan untuk dari itu pada ialah kerana bahawa tidak kepada ini telah",
    "fr": "le la les des une dans pour sur avec est au aux par",
    "es": "el la los las una en por con para del que fue",
    "de": "der die das und mit auf von ein eine bei dem den",
    "fil": "ang ng sa mga at na ay ito noong may",
}
PRINTED = ("byline", "header", "tail")
WIRE = re.compile(
    r"^[A-ZÀ-Ý][\w .,'-]{2,60}?,? (?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?))(?:,? \d{4})? "
    r"\((?P<name>[A-Z][^()]{2,40})\) *-"
)
DATELINE = re.compile(r"^[A-ZÀ-Ý][A-ZÀ-Ý .'-]+(?:, [A-Z][\w .]+)?(?:, [^()-]{3,20})?(?: ?\([^)]*\))? ?(?:--|—|-) ")


@dataclass(frozen=True)
class Article:
    """A page, its shadow, sentences, language, grammar of dates, and the dates of its own words."""

    page: Page
    shadow: str
    sentences: tuple[Sentence, ...]
    language: str
    grammar: Grammar
    published: Value | None

    @property
    def own(self) -> tuple[Sentence, ...]:
        """The sentences of the page's own words: headline, standfirst, body."""
        return tuple(each for each in self.sentences if each.kind in OWN)

    @property
    def body(self) -> tuple[Sentence, ...]:
        """The sentences of its paragraphs."""
        return tuple(each for each in self.sentences if each.kind == "body")

    def mentions(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Return the dates in a sentence, their offsets counted in the page."""
        return _mentions(sentence, self.grammar)


@lru_cache(maxsize=4096)
def _mentions(sentence: Sentence, grammar: Grammar) -> tuple[Mention, ...]:
    found = dates.mentions(sentence.shadow, grammar)
    return tuple(replace(each, start=each.start + sentence.start, end=each.end + sentence.start) for each in found)


def read(page: Page) -> Article:
    """Return a page ready for the rules."""
    whole = shadow(page.text)
    language = language_of(page, whole)
    order = dates.day_first(whole, language, None)
    rough = Grammar(language, None, order)
    published = _published(page, whole, rough)
    day = dt.date.fromisoformat(published.value) if published else None
    grammar = Grammar(language, day, dates.day_first(whole, language, day))
    return Article(page, whole, tuple(sentences(page)), language, grammar, published)


def language_of(page: Page, whole: str) -> str:
    """Return a page's language: by its script, else by its common words, else by what it says of itself."""
    letters = re.sub(r"[^\w]|\d", "", whole) or "a"
    if len(re.findall("[\u3040-\u30ff]", letters)) * 10 > len(letters):
        return "ja"
    if len(re.findall("[\u3400-\u9fff]", letters)) * 5 > len(letters):
        return "zh"
    if len(re.findall("[\u0e00-\u0e7f]", letters)) * 5 > len(letters):
        return "th"
    if len(re.findall("[\uac00-\ud7a3]", letters)) * 5 > len(letters):
        return "ko"
    stated = page.source.get("lang", "").split("-")[0].lower().replace("tl", "fil")
    words = re.findall(r"\w+", whole.lower())
    counts = {name: sum(words.count(each) for each in common.split()) for name, common in COMMON.items()}
    best = max(counts, key=lambda name: (counts[name], name == stated))
    return stated if stated in counts and counts[stated] >= 0.8 * counts[best] and counts[stated] else best


def _published(page: Page, whole: str, grammar: Grammar) -> Value | None:
    """Return the day that the page prints, else the day of its stamp, with its place in the text where it has one."""
    stamp = _stamp(page.source.get("stamp", "")) or _unless_guessed(_stamp(page.source.get("htmldate", "")), whole, grammar)
    near = dt.date.fromisoformat(stamp) if stamp else None
    order = dates.day_first(whole, grammar.language, near) if near else grammar.day_first
    grammar = replace(grammar, day_first=order)
    blocks = [block for block in page.blocks if block.kind in PRINTED]
    before = [
        block
        for block in blocks
        if block.start <= next((each.start for each in page.blocks if each.kind == "body"), len(whole))
    ]
    for block in before:
        words = whole[block.start : block.end]
        for mention in dates.mentions(words, grammar):
            close = near is None or abs((mention.first - near).days) <= 3
            changed = re.search(
                r"(?:modified|(?:last )?updated(?: on)?|diperbarui|dikemas kini|Kemas kini|更新|cập nhật)\W*$",
                words[: mention.start],
                re.IGNORECASE,
            )
            if mention.precision == "day" and mention.year_given and close and (not changed or mention.first == near):
                start, end = block.start + mention.start, block.start + mention.end
                return Value("published", mention.first.isoformat(), start, end, "printed date", mention.reasoning)
    return _of_wire(page, whole, near) or (
        Value("published", stamp, 0, 0, "stamp", "the page prints no date; its stamp says so") if stamp else None
    )


def _unless_guessed(stamp: str, whole: str, grammar: Grammar) -> str:
    """Return a day that was searched in a page, "" where it is 3/4 of a page that proves no order: that is a guess."""
    if not stamp or grammar.day_first is not None:
        return stamp
    day = dt.date.fromisoformat(stamp)
    numerals = re.findall(r"(?<![\d/.-])([0-3]?\d)[/.-]([0-3]?\d)[/.-]((?:19|20)\d\d)(?!\d)", whole)
    guessed = any({int(a), int(b)} == {day.day, day.month} and day.day != day.month for a, b, _ in numerals)
    return "" if guessed else stamp


def _of_wire(page: Page, whole: str, near: dt.date | None) -> Value | None:
    """Return the day of a wire's dateline, whose year stands in its time group or in the dates of its text."""
    for block in page.blocks:
        found = WIRE.match(whole[block.start : block.end].lstrip())
        if not found:
            continue
        group = re.search(r"\b\d{6}Z ([A-Z]{3}) (\d\d)\b", whole)
        years = [int(each) for each in re.findall(r"\b20\d\d\b", whole)]
        year = near.year if near else 2000 + int(group[2]) if group else max(years, default=0)
        if not year:
            return None
        grammar = Grammar("en", dt.date(year, 12, 31), None)
        read = dates.mentions(found["date"], grammar)
        if read:
            start = block.start + found.start("date")
            return Value(
                "published",
                read[0].first.isoformat(),
                start,
                start + len(found["date"]),
                "dateline",
                f"dateline, year {year}",
            )
    return None


def _stamp(words: str) -> str:
    found = re.match(r"(\d{4}-\d\d-\d\d)", words)
    if found:
        return found[1]
    try:
        return parsedate_to_datetime(words).date().isoformat() if words else ""
    except ValueError:
        return ""


def cue(entry: str, sentence: Sentence, language: str) -> bool:
    """Tell whether a sentence has one of a list of cues."""
    return bool(tables.pattern("cues", entry, language).search(sentence.shadow))
