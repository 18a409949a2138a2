"""The shipped facts: whole, linked, even-handed, and nothing lost of what was researched."""

from __future__ import annotations

import csv
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from shapely.geometry import Point

from layers import land
from record import reading
from record.reading import parts
from tests.packages import CLASH, DEAL, SEED
from words import states, text

if TYPE_CHECKING:
    from record.reading import Package
    from tests.packages import Copy

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
# Beside a page's address, what a reader came from or which skin of the page was read.
TRACKING = re.compile(r"utm_|fbclid|clickfrom|from$|amp$")


def researched(what: str) -> list[dict[str, str]]:
    """Return what the research behind the data had of one kind: ids, and the ids of the reports that they rest on."""
    with (FIXTURES / "researched.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["what"] == what]
    assert rows, f"researched.csv has no {what}"
    return rows


def page(address: str) -> str:
    """Return an address without what does not change the page: scheme, www, mobile skin, dots, slashes, tracking."""
    found = urlsplit(address)
    host = re.sub(r"^(www|m|amp)\.|\.m(?=\.)", "", (found.hostname or "").rstrip("."))
    asked = [pair for pair in parse_qsl(found.query) if not TRACKING.match(pair[0])]
    return f"{host}{found.path.rstrip('/').lower()}{asked or ''}"


def words(value: str) -> list[str]:
    return re.findall(r"\w+", text.fold(value))


def runs(value: str, length: int = 8) -> set[tuple[str, ...]]:
    found = words(value)
    return {tuple(found[start : start + length]) for start in range(len(found) - length + 1)}


def hashed(run: tuple[str, ...]) -> str:
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:12]


def test_the_shipped_package_has_no_fault(whole: Copy):
    assert [str(fault) for fault in whole.faults()] == []


def test_the_descriptor_gives_every_column_a_description_and_a_type_and_every_file_sources_and_a_hash():
    for resource in reading.schema()["resources"]:
        assert resource["hash"].startswith("sha256:"), resource["name"]
        assert resource["sources"], resource["name"]
        for field in resource.get("schema", {}).get("fields", []):
            assert field["type"], f"{resource['name']}.{field['name']}"
            assert len(field["description"]) > 10, f"{resource['name']}.{field['name']}"
    assert reading.schema()["licenses"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", reading.schema()["version"])


def test_every_file_of_the_package_is_described(whole: Copy):
    described = {resource["path"] for resource in reading.schema()["resources"]} | {"datapackage.json"}
    assert {path.name for path in whole.path.iterdir()} == described


def test_every_clash_has_a_precision_of_date_and_position_and_two_states_or_more(shipped: Package):
    table = shipped.tables["incidents"]
    assert (table["precision_m"] > 0).all()
    assert set(table["date_precision"]) <= {"day", "month", "year"}
    states = shipped.tables["parties"].groupby("incident")["state"].nunique()
    assert [identity for identity in table.index if states.get(identity, 0) < 2] == []


def test_every_party_has_a_name_by_which_it_can_be_asked_for(shipped: Package):
    assert set(shipped.tables["parties"]["state"]) <= set(states.NAMES)


def test_every_place_has_a_precision(shipped: Package):
    assert (shipped.tables["places"]["precision_m"] > 0).all()


def test_a_state_has_one_account_of_an_event(shipped: Package):
    assert not shipped.tables["accounts"].duplicated(["layer", "feature", "state"]).any()


def test_an_account_of_a_state_is_of_a_party_or_of_a_state_that_speaks_of_the_event(shipped: Package):
    known = set(shipped.tables["parties"]["state"]) | {
        s for cell in shipped.tables["developments"]["states"] for s in parts(cell)
    }
    assert set(shipped.tables["accounts"]["state"]) <= known


def test_what_a_clash_says_of_a_states_part_or_words_comes_from_a_party_on_record(shipped: Package):
    parties = shipped.tables["parties"].groupby("incident")["state"].agg(set)
    for identity in shipped.tables["incidents"].index:
        spoke = {account.state for account in shipped.evidence.accounts("incidents", identity)}
        assert spoke <= parties[identity], f"{identity} has an account of a state that took no part"
        mine = shipped.tables["parties"][shipped.tables["parties"]["incident"] == identity]
        told = {state for cell in mine["role_reported_by"] for state in parts(cell)}
        assert told <= spoke, f"{identity} gives a role in the words of a state whose account is not there"
        assert len(spoke) > 1 or not mine["role_disputed"].any(), f"{identity} has a disputed role and one account"


def test_no_clash_is_drawn_on_land(shipped: Package):
    coast = land.load(shipped).geometry.iloc[0]
    ashore = [row.id for row in shipped.tables["incidents"].itertuples() if coast.covers(Point(row.lon_deg, row.lat_deg))]
    assert ashore == []


def test_a_name_of_two_places_is_told_to_be_ambiguous_for_one_of_them_at_least(shipped: Package):
    names = shipped.tables["names"]
    shared = names[names.groupby("name")["place"].transform("nunique") > 1]
    assert sorted(name for name, found in shared.groupby("name") if not found["ambiguous"].any()) == []


def test_no_page_stands_under_two_ids(shipped: Package):
    addresses = shipped.tables["reports"]["url"].map(page)
    assert sorted(shipped.tables["reports"].loc[addresses.duplicated(keep=False), "id"]) == []


def test_the_clash_of_17_june_2024_has_both_accounts_with_their_reports(shipped: Package):
    said = {account.state: account for account in shipped.evidence.accounts("incidents", CLASH)}
    for state in ("CHN", "PHL"):
        assert said[state].says
        assert text.url(said[state].report.url)
    assert said["CHN"].report.id != said["PHL"].report.id
    row = shipped.tables["incidents"].loc[CLASH]
    assert (str(row["date_start"].date()), row["date_precision"], row["place"]) == (
        "2024-06-17",
        "day",
        "second-thomas-shoal",
    )


def test_the_seed_event_is_there_and_bound_to_taiwan_the_philippine_claims_and_clashes(shipped: Package):
    rows = shipped.tables["developments"].loc[[DEAL, SEED]]

    def linked(column: str) -> set[str]:
        return {part for cell in rows[column] for part in parts(cell)}

    assert "TWN" in linked("states")
    assert linked("place") | linked("also_places") >= {"taiwan-strait", "philippines"} or "taiwan" in str(rows["place"])
    assert CLASH in linked("linked_incidents")
    claimants = {shipped.claims.loc[identity, "claimant"] for identity in linked("linked_claims")}
    assert "PHL" in claimants, "the seed's developments link to no Philippine claim (linked_claims)"


def test_the_seed_event_is_told_as_leaked_and_not_as_fact(shipped: Package):
    for identity in (DEAL, SEED):
        row = shipped.tables["developments"].loc[identity]
        assert "leak" in f"{row['title']} {row['summary']}".lower()


def test_our_summaries_share_no_eight_words_with_the_seed_article(shipped: Package):
    # The article is not ours to keep: what is kept is a hash of each eight words of it that follow each other.
    article = set((FIXTURES / "seed_article_runs.txt").read_text(encoding="utf-8").split())
    assert len(article) > 300
    ours = {"incidents": "summary", "developments": "summary", "accounts": "says", "citations": "supports"}
    said = [words for name, column in ours.items() for words in shipped.tables[name][column]]
    assert [words for words in said if article & {hashed(run) for run in runs(words)}] == []


def test_summaries_share_no_eight_words_with_what_a_report_is_called(shipped: Package):
    titles = set().union(*(runs(title) for title in shipped.tables["reports"]["title"]))
    for name in ("incidents", "developments"):
        assert [row.id for row in shipped.tables[name].itertuples() if titles & runs(row.summary)] == []


@pytest.mark.parametrize("table", ["incidents", "developments"])
def test_every_researched_event_is_there_or_merged_into_one_with_its_reports(shipped: Package, table: str):
    lost = []
    for event in researched(table):
        if event["id"] in shipped.tables[table].index:
            continue
        mine = set(parts(event["reports"]))
        cited = ({report.id for report in reports} for reports in shipped.evidence.cited.values())
        lost += [] if any(mine <= reports for reports in cited) else [event["id"]]
    assert lost == []


def test_every_researched_claim_is_there(shipped: Package):
    assert [row["id"] for row in researched("claims") if row["id"] not in shipped.claims.index] == []


def test_every_researched_place_of_the_region_that_has_a_report_is_there(shipped: Package):
    assert [row["id"] for row in researched("places") if row["id"] not in shipped.tables["places"].index] == []


def test_every_page_that_the_research_cites_is_there(shipped: Package):
    assert [row["id"] for row in researched("reports") if row["id"] not in shipped.tables["reports"].index] == []


def test_the_page_behind_every_researched_account_is_still_cited_there(shipped: Package):
    lost = [
        (row["id"], row["state"])
        for row in researched("accounts")
        if row["id"] in shipped.tables["incidents"].index
        and row["reports"] not in {report.id for report in shipped.evidence.of_feature("incidents", row["id"])}
    ]
    assert lost == []
