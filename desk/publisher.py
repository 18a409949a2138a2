"""Who published a page: by its head, a wire's dateline, a mail's heading, or the page's own word of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk import gazetteer, reading, states
from desk.grammar import names
from desk.value import Value

if TYPE_CHECKING:
    from desk.reading import Article

# Words that say of the date what it is.
PRINTED = re.compile(
    r"(?:published|updated|posted|date|terbit|diterbitkan|dipublikasikan|cập nhật|đăng|ngày|tarikh|inilathala)\b",
    re.IGNORECASE,
)
LETTERHEAD = "heading of a statement"


def publisher_of(article: Article) -> Value | None:
    """Return a page's publisher: by its head, a wire's dateline, a mail's heading, or the page's own word of itself."""
    source = article.page.source
    text = article.page.text
    if source.get("publisher"):
        name = source["publisher"]
        at = text.find(name)
        return Value(
            "publisher", name, max(at, 0), max(at, 0) + len(name) * (at >= 0), "head of the page", "named by the page's head"
        )
    for sentence in article.sentences:
        wire = reading.WIRE.match(sentence.shadow)
        if wire:
            start = sentence.start + wire.start("name")
            return Value("publisher", wire["name"], start, start + len(wire["name"]), "dateline", "named in the dateline")
    return _mailed(article) or _dated_line(article) or _own_word(article)


def _mailed(article: Article) -> Value | None:
    if article.page.source.get("form") != "mail":
        return None
    for block in article.page.blocks:
        if block.kind == "byline":
            found = states.agencies(article.shadow[block.start : block.end], article.language)
            if found:
                each = found[0]
                return Value(
                    "publisher",
                    each.name,
                    block.start + each.start,
                    block.start + each.end,
                    LETTERHEAD,
                    "its letterhead",
                    {"state": each.state, "office": each.office},
                )
    sender = re.match(r"\"?([^<\"]+)", article.page.source.get("from", ""))
    return (
        Value("publisher", sender[1].strip(), 0, 0, "sender", "the mail's sender") if sender and sender[1].strip() else None
    )


def _dated_line(article: Article) -> Value | None:
    """Read "Reef Bulletin, 6 November 2026": a name before the printed date, in a line of its own."""
    if not (article.published and article.published.end):
        return None
    block = next(
        (each for each in article.page.blocks if each.start <= article.published.start < each.end and each.kind == "byline"),
        None,
    )
    found = (
        re.match(r"([A-Z][\w&' .-]{3,60}?)[,|] ", article.shadow[block.start : article.published.start]) if block else None
    )
    if not (found and block):
        return None
    name = found[1]
    # A letterhead's next line, or what stands alone, may be the town or the day of the week.
    head, _, behind = name.rpartition(" ")
    if head and _town(behind) and not _town(head):
        name = head
    if _town(name) or name.lower() in names("days", article.language) or PRINTED.match(name):
        return None
    return Value("publisher", name, block.start, block.start + len(name), "line of the date", "named before the date")


def _town(name: str) -> bool:
    """Tell whether a name is a capital's or a place's, and no more."""
    spans = [(each.start, each.end) for each in states.named(name) if each.capital]
    spans += [(each.start, each.end) for each in gazetteer.spots(name, "en")]
    return (0, len(name)) in spans or bool(re.search(r" (?:City|Town|Province|Island)$", name))


def _own_word(article: Article) -> Value | None:
    """Read "News.Az reports, citing CNN": the paper that cites another is the page itself where its head names none."""
    for sentence in article.body[:3]:
        found = re.search(r"((?:[A-Z][\w.-]*)(?: [A-Z][\w.-]*)*) reports?, citing", sentence.shadow)
        if found:
            start = sentence.start + found.start(1)
            return Value(
                "publisher",
                found[1],
                start,
                start + len(found[1]),
                "the page's word of itself",
                "it reports, citing another",
            )
    return None
