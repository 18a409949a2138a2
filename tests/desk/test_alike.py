"""The same article and the same wire, known again at the desk: offered with the reason, and never decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import __main__ as command
from desk import child, phrases
from desk.review import alike
from desk.store import opening, replay, roles, shown, work
from tests.desk.desking import ANN, CLASH, PAGE, decided

if TYPE_CHECKING:
    from pathlib import Path

    from desk.review.opening import Proposer
    from desk.store.opening import Store

FIRST = (
    "A China Coast Guard cutter fired water cannon at a Philippine patrol vessel near Half Moon Shoal on Thursday, in an "
    "encounter that lasted less than an hour and left a rail bent, the Philippine Coast Guard said."
)
WIRE = (
    FIRST,
    "The cutter first blocked the path of the vessel and then turned towards the open sea, a spokesperson told the wire.",
    "The China Coast Guard said that its ship had acted in line with the law and had told the other vessel to leave.",
)
OTHER_WORDS = (
    "Manila says one of its patrol ships was sprayed by a Chinese cutter close to Half Moon Shoal on Thursday, and that "
    "a railing was damaged in the meeting, which took some forty minutes. Beijing answers that its crew kept to the law "
    "and asked the foreign ship to go away. Nobody on either side was reported to have come to any harm that day."
)


def page(*paragraphs: str, head: str = "", name: str = "Harbour Post") -> bytes:
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta property="og:site_name" content="{name}">{head}</head><body><article>'
        f"<h1>Water cannon used off the shoal, {name} learns</h1><p>20 November 2026</p>{body}</article></body></html>"
    ).encode()


@pytest.fixture
def desk(desk_store: Store) -> Store:
    roles.grant(desk_store, ANN, ANN, "publisher")
    return desk_store


def bring(desk: Store, content: bytes, address: str | None = None) -> int:
    return work.bring(desk, ANN, "page.html", content, address).page_id


def test_a_wire_that_another_paper_cut_and_reset_is_offered_as_the_same_wire(desk: Store, proposer: Proposer):
    first = bring(desk, page(*WIRE))
    second = bring(desk, page(*WIRE[:2], "More in the evening edition, with a map of the waters around.", name="Reef Daily"))
    third = bring(desk, page(OTHER_WORDS, name="Other Daily"))
    alike.complete(desk, ANN, proposer)
    like = alike.earlier(desk)
    assert [each.page_id for each in like[second]] == [first]
    assert like[second][0].reason.startswith(f"perhaps the same wire as page {first}: ")
    assert first not in like
    assert third not in like
    assert [each.page_id for each in alike.beside(desk, first)] == [second]
    assert shown.states(desk) == {}


def test_the_same_article_under_another_address_is_offered_as_that(desk: Store, proposer: Proposer):
    first = bring(desk, page(*WIRE), "https://post.example/one")
    second = bring(desk, page(*WIRE, head="<!-- fetched again -->"), "https://mirror.example/two")
    alike.complete(desk, ANN, proposer)
    (like,) = alike.earlier(desk)[second]
    assert like.reason == f"the same article as page {first}: 100 of 100 phrases of five words are the same"


def test_an_address_is_the_same_whatever_sent_the_reader_there(desk: Store, proposer: Proposer):
    first = bring(desk, page(*WIRE), "https://www.post.example/one/?utm_source=mail")
    second = bring(desk, page(OTHER_WORDS), "http://post.example/one")
    canonical = '<link rel="canonical" href="https://post.example/one">'
    third = bring(desk, page("A page that was written anew.", head=canonical))
    fourth = bring(desk, page("A page of its own."), "https://post.example/one?id=4")
    alike.complete(desk, ANN, proposer)
    like = alike.earlier(desk)
    assert like[second][0].reason.startswith(f"the same address as page {first}")
    assert {each.page_id for each in like[third]} == {first, second}
    assert fourth not in like


def test_both_chinese_scripts_are_one_article():
    simple = "中国海警舰艇九月十二日在仙宾礁附近海域对菲律宾公务船喷射水炮，菲方称船艏受损，中方称依法采取管控措施。"
    old = "中國海警艦艇九月十二日在仙賓礁附近海域對菲律賓公務船噴射水炮，菲方稱船艏受損，中方稱依法採取管控措施。"
    one, other = (phrases.of(child.parsed("a.html", page(each))) for each in (simple, old))
    assert len(one) > 30
    assert one == other


def test_what_a_like_page_was_decided_to_be_is_offered(desk: Store, proposer: Proposer):
    first = decided(desk, proposer)
    copy = bring(desk, PAGE + b"<!-- again -->")
    alike.complete(desk, ANN, proposer)
    assert list(alike.decided(desk, copy)) == [CLASH]
    assert alike.decided(desk, 1) == {}
    proposal = shown.proposal(desk, first)
    assert proposal
    work.undo(desk, ANN, first, proposal.version)
    assert alike.decided(desk, copy) == {}


def test_a_page_that_cannot_be_read_is_asked_once_and_the_audit_holds(desk: Store, proposer: Proposer):
    bring(desk, b"%PDF-1.7 and nothing of a PDF")
    alike.complete(desk, ANN, proposer)
    assert shown.without_print(desk) == []
    assert alike.earlier(desk) == {}
    assert replay.faults(desk) == []


def test_the_command_line_says_what_a_page_is_like(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("SOUNDINGS_DESK", f"sqlite:///{tmp_path / 'desk.sqlite'}")
    (tmp_path / "a.html").write_bytes(page(*WIRE))
    (tmp_path / "b.html").write_bytes(page(*WIRE, name="Reef Daily"))
    assert command.main(["bring", str(tmp_path / "a.html"), str(tmp_path / "b.html")]) == 0
    *_, line = capsys.readouterr().out.splitlines()
    assert line.startswith("b.html: ")
    assert "as page 1" in line
    store = opening.opened(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    assert len(shown.prints(store)) == 2
    store.close()
