"""The made-up pages: what is proposed for them is right, whole and proved, and no trap is taken."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from desk import proof, proposal
from desk.value import LONGEST_QUOTE
from tests.desk import golds

if TYPE_CHECKING:
    from tests.desk.golds import Read

pytestmark = pytest.mark.slow
# What is asked of pages that nobody has seen; the pages here, by which the rules were made, must do no worse.
LEAST = dict.fromkeys(golds.FIELDS, (0.95, 0.9)) | {"harm": (0.9, 0.9), "vessels": (0.9, 0.9)}
OF_THE_PAGE = ("publisher", "published", "language")


@pytest.mark.parametrize("field", golds.FIELDS)
def test_values_are_right_and_whole(pages: dict[str, Read], field: str):
    tally: Counter[str] = Counter()
    for page in pages.values():
        events = golds.events(page)
        for gold, one in events[:1] if field in OF_THE_PAGE else events:
            tally += golds.compared(gold, one, field)
    precision, recall = LEAST[field]
    assert tally["right"] >= precision * (tally["right"] + tally["wrong"]), tally
    assert tally["right"] >= recall * (tally["right"] + tally["missed"]), tally


def test_no_trap_is_taken(pages: dict[str, Read]):
    taken = []
    for name, page in pages.items():
        shown = [proposal.as_json(page.article, one) for one in page.proposals]
        for trap in page.gold["traps"]:
            field, value = trap["field"], trap["value"]
            values = [each for one in shown for each in golds.proposed(one, field)]
            if field == "when":
                hit = any(part.startswith(value) for each in values for part in each.split("/"))
            else:
                hit = golds.plain(value) in map(golds.plain, values)
            taken += [(name, field, value)] if hit else []
    assert taken == []


def test_every_value_has_a_short_quote_from_the_stored_text(pages: dict[str, Read]):
    for name, page in pages.items():
        whole = " ".join(page.gold["texts"][0].split())
        for one in page.proposals:
            for value in one.values:
                if value.field in {"language", "publisher", "published"} or one.kind == "none":
                    continue
                quote = page.article.page.text[value.start : value.end]
                assert 0 < len(quote) <= LONGEST_QUOTE, (name, value)
                assert " ".join(quote.split()) in whole, (name, value)
                assert value.rule, (name, value)
                assert value.reasoning, (name, value)


def test_every_value_follows_from_its_quote_by_its_rule(pages: dict[str, Read]):
    proved = 0
    for name, page in pages.items():
        for one in page.proposals:
            for value in one.values:
                if value.field in proof.CHECKS and value.end > value.start:
                    assert proof.holds(page.article, value), (name, value)
                    proved += 1
    assert proved > 500


def test_a_page_without_an_event_proposes_no_value_of_one(pages: dict[str, Read]):
    for page in pages.values():
        for one in page.proposals:
            if one.kind == "none":
                assert {value.field for value in one.values} <= {"publisher", "published", "language"}


def test_nothing_hidden_or_run_is_in_the_stored_text(pages: dict[str, Read]):
    text = pages["e16-hostile.html"].article.page.text
    assert "Gabriela Silang" not in text
    assert "70 people died" not in text
    assert "laser hurt" not in text
    assert "<script>alert(1)</script>" in text
