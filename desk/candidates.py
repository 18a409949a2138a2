"""What the rules propose for a page, as plain data for an editor: each value with its quote, its rule and its rivals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import gazetteer, proposal
from desk.match import citing, described, sure
from desk.value import FIELDS

if TYPE_CHECKING:
    from desk.blocks import Page
    from desk.match import Match
    from desk.proposal import Proposal
    from desk.reading import Article
    from desk.value import Value

MOST_MATCHES = 5
HEADLINE = "headline of the page"


def of(page: Page) -> list[dict[str, Any]]:
    """Return a page's events in its order: the values of each by field, and the rows of the record that it may be."""
    article, made = proposal.proposals(page)
    known = citing(page.source.get("address", ""))
    return [_event(article, each, known) for each in made]


def _event(article: Article, event: Proposal, known: list[str]) -> dict[str, Any]:
    fields = {field: [_item(article, value) for value in event.of(field)] for field in FIELDS}
    fields["headline"] = _headline(article)
    best = None if known else sure(list(event.matches))
    others = [each for each in event.matches if each.id not in known]
    return {
        "fields": {field: items for field, items in fields.items() if items},
        "matches": [*(_same_page(each) for each in known), *(_likely(each, best) for each in others[:MOST_MATCHES])],
    }


def _same_page(identity: str) -> dict[str, Any]:
    return described(identity) | {"reasons": ["the record has this very page"], "sure": True}


def _likely(row: Match, best: Match | None) -> dict[str, Any]:
    return described(row.id) | {"reasons": list(row.reasons), "sure": row == best}


def _item(article: Article, value: Value) -> dict[str, Any]:
    return {
        "value": value.value,
        "more": value.more,
        **_quoted(article, value.start, value.end),
        "rule": value.rule,
        "reasoning": value.reasoning,
        "others": [_rival(article, value, other) for other in value.others],
    }


def _quoted(article: Article, start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "quote": article.page.text[start:end]}


def _headline(article: Article) -> list[dict[str, Any]]:
    block = next((each for each in article.page.blocks if each.kind == "headline"), None)
    if block is None:
        return []
    quoted = _quoted(article, block.start, block.end)
    words = " ".join(quoted["quote"].split())
    return [{"value": words, "more": {}, **quoted, "rule": HEADLINE, "reasoning": "its headline", "others": []}]


def _rival(article: Article, value: Value, other: Any) -> dict[str, Any]:  # noqa: ANN401 -- a place's id or a day
    """Return another candidate with the words that it stands on; without any where the page has none of its own."""
    found = _of_place(article, str(other)) if value.field == "place" else _of_day(article, str(other))
    return found or {"value": other, "more": {}, "start": 0, "end": 0, "quote": "", "reasoning": ""}


def _of_place(article: Article, place: str) -> dict[str, Any] | None:
    for sentence in article.own:
        for spot in gazetteer.spots(sentence.shadow, article.language):
            if place in spot.places:
                quoted = _quoted(article, sentence.start + spot.start, sentence.start + spot.end)
                name = gazetteer.features()[place].name
                return {"value": place, "more": {}, **quoted, "reasoning": f"“{quoted['quote']}” is a name of {name}"}
    return None


def _of_day(article: Article, day: str) -> dict[str, Any] | None:
    for sentence in article.own:
        for mention in article.mentions(sentence):
            if mention.first.isoformat() == day:
                more = {"start": mention.known, "end": None, "precision": mention.precision}
                quoted = _quoted(article, mention.start, mention.end)
                return {"value": more["start"], "more": more, **quoted, "reasoning": mention.reasoning}
    return None
