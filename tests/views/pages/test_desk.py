"""The Desk page: who sees it, how a page comes in, and what is shown of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.access import LOCAL, Visit
from desk.fetching import fetch
from desk.fetching.guard import FetchError
from desk.review import sheet
from desk.store import opening, roles, shown, work
from desk.store.author import Author
from desk.store.errors import StoreError
from tests.desk import desking
from tests.pages import markup, opened, said
from views.parts import evidence, inbox, unpublished, visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.review.opening import Proposer
    from desk.store.opening import Store

ANN = Author(LOCAL, "ann")
HOSTILE = b"""<!doctype html><html lang="en"><body><article><h1>Ships <img src=x onerror=alert(1)> meet</h1>
<p class="byline">20 November 2026</p><p>A China Coast Guard ship fired water cannon at a Philippine vessel near Half Moon
Shoal on Thursday, &lt;script&gt;alert(2)&lt;/script&gt; Manila said.</p></article></body></html>"""


@pytest.fixture(autouse=True)
def _editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SOUNDINGS_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    monkeypatch.setenv("SOUNDINGS_EDITOR", "ann")
    monkeypatch.setattr(desking, "ANN", ANN)
    # Streamlit's tester has no connection that could come from somewhere.
    monkeypatch.setattr(visitor, "visit", lambda: Visit(near=True, host="localhost:8501"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = opening.opened()
    roles.grant(store, ANN, ANN, "publisher")
    yield store
    store.close()


def test_a_server_for_others_shows_no_desk_to_whoever_has_not_signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("SOUNDINGS_HOSTS", "soundings.example.org")
    page = opened()
    assert "desk" not in {info["url_pathname"] for info in page._registered_pages.values()}
    assert not (tmp_path / "desk.sqlite").exists()


def test_an_editor_of_this_machine_finds_an_empty_inbox():
    page = opened(path="desk")
    assert [each.value for each in page.exception] == []
    assert "ann, publisher." in said(page)
    assert page.info[0].value.startswith("No page yet")


def test_a_reader_opens_no_store(tmp_path: Path):
    page = opened()
    assert [each.value for each in page.exception] == []
    assert not (tmp_path / "desk.sqlite").exists()


def test_pasted_words_become_a_page_that_waits(desk: Store):
    page = opened(path="desk")
    page.text_area[0].set_value("A China Coast Guard ship fired water cannon at a Philippine boat on 19 November 2026.")
    page.text_input[0].set_value(desking.ADDRESS)
    page = page.button[0].click().run()
    assert [each.value for each in page.exception] == []
    (kept,) = shown.inbox(desk)
    assert (kept["address"], kept["subject"]) == (desking.ADDRESS, "ann")
    assert list(inbox.rows([kept], shown.states(desk))["State"]) == ["new"]


def test_words_that_the_store_refused_stay_in_their_fields(desk: Store, monkeypatch: pytest.MonkeyPatch):
    def refuses(*_: object) -> None:
        raise StoreError("The desk's store is locked: try again in a moment.")

    kept = ("A China Coast Guard ship fired water cannon.", desking.ADDRESS)
    page = opened(path="desk")
    page.text_area[0].set_value(kept[0])
    page.text_input[0].set_value(kept[1])
    with monkeypatch.context() as locked:
        locked.setattr(work, "bring", refuses)
        page = page.button[0].click().run()
    assert "store is locked" in page.error[0].value
    assert (page.text_area[0].value, page.text_input[0].value) == kept
    assert shown.inbox(desk) == []
    page = page.button[0].click().run()
    assert len(shown.inbox(desk)) == 1
    assert (page.text_area[0].value, page.text_input[0].value) == ("", "")


def test_addresses_beyond_what_is_fetched_at_once_and_those_that_failed_stay_in_the_field(
    desk: Store, monkeypatch: pytest.MonkeyPatch
):
    every = [f"https://news.example/{number}" for number in range(inbox.MOST_ADDRESSES + 2)]

    def fetches(address: str) -> fetch.Fetched:
        if address == every[3]:
            raise FetchError(f"{address} could not be fetched: 404.")
        return fetch.Fetched(address, address.encode(), "text/plain")

    monkeypatch.setattr(fetch, "fetch", fetches)
    page = opened(path="desk")
    page.text_area[1].set_value("\n".join(every))
    (button,) = [button for button in page.button if button.label == "Fetch them"]
    page = button.click().run()
    assert [each.value for each in page.exception] == []
    assert len(shown.inbox(desk)) == inbox.MOST_ADDRESSES - 1
    assert page.text_area[1].value.split() == [every[3], *every[inbox.MOST_ADDRESSES :]]
    assert "404" in page.error[0].value


def test_a_decided_clash_is_on_an_editors_map_and_on_no_readers(
    desk: Store, proposer: Proposer, monkeypatch: pytest.MonkeyPatch
):
    row = desking.decided(desk, proposer)
    (mark,) = unpublished.marks()
    assert (mark.proposal, mark.feature, mark.title) == (row, desking.CLASH, desking.OWN["title"])
    assert (round(mark.lon_deg), round(mark.lat_deg)) == (116, 9)
    proposal = shown.proposal(desk, row)
    assert proposal
    work.undo(desk, ANN, row, proposal.version)
    assert unpublished.marks() == []
    desking.decides(desk, row, "new clash")
    assert len(unpublished.marks()) == 1
    monkeypatch.setenv("SOUNDINGS_HOSTS", "soundings.example.org")
    assert unpublished.marks() == []


def test_whoever_has_no_role_or_reads_alone_sees_no_mark_and_is_told_whom_to_ask(
    desk: Store, proposer: Proposer, monkeypatch: pytest.MonkeyPatch
):
    desking.decided(desk, proposer)
    assert len(unpublished.marks()) == 1
    ben = Author("https://sign-in.example/a b", "ben")
    signed = Visit(near=True, host="localhost:8501", signed={"iss": ben.issuer, "sub": ben.subject})
    monkeypatch.setattr(visitor, "visit", lambda: signed)
    for role in ("none", "reader"):
        roles.grant(desk, ANN, ben, role)
        assert unpublished.marks() == []
        page = opened({"page": "1"}, path="desk")
        assert f"your role at this desk is {role}. Ask a publisher of this desk" in page.info[0].value
        assert page.code[0].value == "python -m desk grant 'https://sign-in.example/a b' ben editor"
        assert [each.label for each in page.button] == []
    roles.grant(desk, ANN, ben, "editor")
    assert len(unpublished.marks()) == 1


def test_what_a_decision_lacks_is_said_and_the_button_is_off_until_it_is_there(desk: Store, proposer: Proposer):
    row = desking.brought(desk, proposer)
    page = opened({"page": "1"}, path="desk")
    assert [each.value for each in page.exception] == []
    assert "Accept or give when it was." in said(page)
    assert page.button(key=f"w-desk-decide-{row}").disabled
    desking.accepts(desk, row)
    desking.write(desk, row, **desking.OWN)
    page = page.run()
    assert "Before this can be decided" not in said(page)
    page = page.button(key=f"w-desk-decide-{row}").click().run()
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.verdict == "new clash"
    assert page.success[0].value.replace("\\", "") == "Decided: new clash."
    page = page.button(key=f"w-desk-undo-{row}").click().run()
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.verdict == ""


def test_another_editors_change_is_shown_and_not_overwritten(desk: Store, proposer: Proposer):
    row = desking.brought(desk, proposer)
    page = opened({"page": "1"}, path="desk")
    desking.write(desk, row, title="Theirs")
    page = page.text_input(key=f"w-desk-title-{row}").set_value("Mine").run()
    assert 'ann set title from nothing to "Theirs"' in page.error[0].value.replace("\\", "")
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.drafts["title"].value == "Theirs"


def test_a_value_without_a_quote_needs_a_reason(desk: Store, proposer: Proposer):
    row = desking.brought(desk, proposer)
    page = opened({"page": "1"}, path="desk")
    page.selectbox[0].set_value("place")
    page.text_input[0].set_value("second-thomas-shoal")
    (give,) = [button for button in page.button if button.label == "Give it"]
    page = give.click().run()
    assert "needs a reason" in page.error[0].value
    page.selectbox[0].set_value("place")
    page.text_input[0].set_value("second-thomas-shoal")
    page.text_input[1].set_value("The photograph shows it.")
    (give,) = [button for button in page.button if button.label == "Give it"]
    page = give.click().run()
    assert [each.value for each in page.exception] == []
    proposal = shown.proposal(desk, row)
    assert proposal
    (taken,) = sheet.taken({field: draft.value for field, draft in proposal.drafts.items()}, "place")
    assert (taken["value"], taken["rule"], taken["why"]) == (
        "second-thomas-shoal",
        sheet.JUDGEMENT,
        "The photograph shows it.",
    )


def test_what_a_page_says_is_text_and_no_markup(desk: Store, proposer: Proposer):
    desking.brought(desk, proposer, HOSTILE)
    page = opened({"page": "1"}, path="desk")
    assert [each.value for each in page.exception] == []
    assert "<img" not in markup(page)
    assert "<script" not in markup(page)


def test_a_text_is_cut_where_highlights_begin_and_end_and_the_shortest_comes_first():
    assert evidence.pieces("one two three", 0, 13, [(0, 0, 13), (1, 4, 7)]) == [
        ("one ", [0]),
        ("two", [1, 0]),
        (" three", [0]),
    ]
    assert evidence.pieces("\U0001f6a2 ship", 0, 6, [(0, 2, 6)]) == [("\U0001f6a2 ", []), ("ship", [0])]
