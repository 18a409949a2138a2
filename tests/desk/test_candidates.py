"""What an editor is offered for a page: values with quotes and rivals, the chain that it came by, and rows of the record."""

from __future__ import annotations

from typing import Any

import pytest

from desk import candidates, child, proof, proposal
from desk.value import Value
from tests.packages import DEAL

# The deal of the record in fresh words, as a paper tells it that cites another, which cites those who read leaked papers.
RETOLD = """Example Gazette, 27 September 2025

Moscow to fit out Chinese paratroopers, papers suggest

Russia has agreed to arm and train a Chinese airborne battalion, according to leaked contracts studied by a think tank, Example Gazette reports, citing CNN.

Russia in 2023 agreed to sell vehicles and parachute systems to China, according to documents leaked by the Black Moon group and
reviewed by the Royal United Services Institute (RUSI).

The equipment would give China new options against Taiwan, the Philippines and other island states, the analysts wrote.
"""  # noqa: E501 -- a paragraph of the page is one line


@pytest.fixture(scope="module")
def event() -> dict[str, Any]:
    (only,) = candidates.of(child.parsed("gazette.txt", RETOLD.encode()))
    return only


def values(event: dict[str, Any], field: str) -> list[Any]:
    return [item["value"] for item in event["fields"].get(field, [])]


def test_a_deal_told_at_fourth_hand_is_a_development_with_its_chain(event: dict[str, Any]):
    assert values(event, "kind") == ["development"]
    assert values(event, "when") == ["2023"]
    assert values(event, "states") == ["RUS", "CHN"]
    assert values(event, "place") == ["taiwan"]
    assert values(event, "also_places") == ["philippines"]
    assert values(event, "publisher") == ["Example Gazette"]
    assert values(event, "published") == ["2025-09-27"]
    steps = [(item["value"], item["more"]["via"]) for item in event["fields"]["origins"]]
    assert [name for name, _ in steps] == ["CNN", "Royal United Services Institute", "Black Moon leak"]
    assert steps[-1][1] == "Royal United Services Institute"


def test_each_value_has_its_quote_but_the_language(event: dict[str, Any]):
    text = child.parsed("gazette.txt", RETOLD.encode()).text
    for field, items in event["fields"].items():
        for item in items:
            assert item["quote"] == text[item["start"] : item["end"]]
            assert bool(item["quote"]) == (field != "language"), field


def test_it_is_matched_to_the_deal_of_the_record_before_all_others(event: dict[str, Any]):
    first, *others = event["matches"]
    assert (first["id"], first["sure"]) == (DEAL, True)
    assert "the same states" in first["reasons"]
    assert not any(each["sure"] for each in others)


def test_a_page_that_the_record_has_is_told_by_its_address():
    address = "https://news.az/news/russia-to-equip-and-train-chinese-airborne-battalion-leaked-documents-reveal"
    page = child.parsed("a.html", f'<html><head><link rel="canonical" href="{address}/"></head><body><p>Words.</p>'.encode())
    (event,) = candidates.of(page)
    assert DEAL in [each["id"] for each in event["matches"]]
    assert event["matches"][0]["reasons"] == ["the record has this very page"]


def test_a_rival_place_comes_with_words_of_its_own(event: dict[str, Any]):
    rivals = event["fields"]["place"][0]["others"]
    assert {each["value"]: each["quote"] for each in rivals}["philippines"] == "Philippines"


def test_what_is_offered_follows_from_its_quote_by_its_rule(event: dict[str, Any]):
    article, _ = proposal.proposals(child.parsed("gazette.txt", RETOLD.encode()))
    for field in ("when", "place", "also_places", "states", "published"):
        for item in event["fields"][field]:
            value = Value(field, item["value"], item["start"], item["end"], item["rule"], "", item["more"])
            assert proof.holds(article, value), field
