"""Evidence: how many independent origins stand behind a feature, and where its news came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.evidence import Evidence, Report, connected
from tests.packages import CLASH, SEED

if TYPE_CHECKING:
    from record.reading import Package

STEP = ("report", "from_report", "from_origin")


def evidence(reports: str, steps: list[tuple[str, str, str]]) -> Evidence:
    """Return the evidence of reports named by one letter each, all of them cited by one clash."""
    columns = [name for name in Report._fields if name not in {"supports", "retrieved"}]
    table = pd.DataFrame([dict.fromkeys(columns, "") | {"id": one} for one in reports])
    table["retrieved"] = pd.to_datetime("2026-11-22")
    origins = pd.DataFrame(steps, columns=list(STEP)).assign(origin_title="", relation="cites", note="")
    cited = pd.DataFrame(
        [("incidents", "x", one, "") for one in reports], columns=["layer", "feature", "report", "supports"]
    )
    said = pd.DataFrame(columns=["layer", "feature", "state", "says", "report"])
    return Evidence.of({"reports": table, "origins": origins, "citations": cited, "accounts": said})


def counted(reports: str, steps: list[tuple[str, str, str]]) -> int:
    found = evidence(reports, steps)
    return found.origins(found.of_feature("incidents", "x"))


@pytest.mark.parametrize(
    ("steps", "origins"),
    [
        ([], 3),
        ([("a", "b", "")], 2),
        ([("a", "", "wire"), ("b", "", "wire")], 2),
        ([("a", "b", ""), ("b", "c", "")], 1),
        ([("a", "", "wire"), ("b", "", "other")], 3),
        ([("a", "", "wire"), ("b", "a", ""), ("c", "", "wire")], 1),
    ],
)
def test_reports_that_share_an_origin_count_once(steps: list[tuple[str, str, str]], origins: int):
    assert counted("abc", steps) == origins


def test_an_origin_with_the_name_of_a_report_is_not_that_report():
    assert counted("ab", [("a", "", "b")]) == 2


LETTERS = st.sampled_from("abcdef")


@given(st.lists(st.tuples(LETTERS, LETTERS, st.just(""))))
def test_circles_of_origins_end_and_another_link_never_adds_an_origin(steps: list[tuple[str, str, str]]):
    found = evidence("abcdef", steps)
    for report in "abcdef":
        assert len(found.chain(report)) <= len(steps)
    assert 1 <= counted("abcdef", [*steps, ("a", "b", "")]) <= counted("abcdef", steps) <= 6


def test_a_chain_goes_from_the_report_back_to_its_origin():
    chain = evidence("abc", [("b", "c", ""), ("a", "b", ""), ("c", "", "leak")]).chain("a")
    assert [step.report for step in chain] == ["a", "b", "c"]


def test_a_report_with_no_step_stands_for_itself():
    assert evidence("a", []).chain("a") == []


def test_the_seed_articles_chain_ends_in_the_leaked_papers(shipped: Package):
    found = shipped.evidence
    newsaz = next(r for r in found.of_feature("developments", SEED) if "newsaz" in r.id or r.publisher == "News.Az")
    chain = found.chain(newsaz.id)
    said = " ".join(step.origin_title for step in chain)
    assert [word for word in ("CNN", "RUSI", "Leaked") if word not in said] == []
    assert "leak" in {step.relation for step in chain}


def test_reports_of_one_leak_are_fewer_origins_than_reports(shipped: Package):
    reports = shipped.evidence.of_feature("developments", SEED)
    assert 1 <= shipped.evidence.origins(reports) < len(reports)


def test_a_feature_that_is_not_there_has_no_reports_and_no_accounts(shipped: Package):
    assert shipped.evidence.of_feature("incidents", "nowhere") == ()
    assert shipped.evidence.accounts("incidents", "nowhere") == ()


def test_accounts_stand_in_the_order_of_their_states(shipped: Package):
    states = [account.state for account in shipped.evidence.accounts("incidents", CLASH)]
    assert states == sorted(states)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=20))
def test_what_links_connect_is_one_part_as_networkx_finds_it(links: list[tuple[int, int]]):
    graph: nx.Graph[int] = nx.Graph(links)
    graph.add_nodes_from(range(10))
    by_number: dict[int, list[int]] = {}
    for node in graph:
        by_number.setdefault(connected(range(10), links)[node], []).append(node)
    assert sorted(map(sorted, by_number.values())) == sorted(map(sorted, nx.connected_components(graph)))
