"""The desk's store on SQLite and PostgreSQL: what is brought, drafted and decided, by whom, and its audit."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from desk import intake
from desk.store import errors, opening, replay, roles, shown, work
from desk.store.author import Author
from desk.store.schema import AUDIT, METADATA

if TYPE_CHECKING:
    from pathlib import Path

    from desk.store.opening import Store

ANN, BEN = Author("https://sign-in.example", "ann"), Author("https://sign-in.example", "ben")


@pytest.fixture
def desk(desk_store: Store) -> Store:
    roles.grant(desk_store, ANN, ANN, "publisher")
    roles.grant(desk_store, ANN, BEN, "editor")
    return desk_store


@pytest.fixture
def row(desk: Store) -> int:
    page = work.bring(desk, ANN, "page.html", b"<p>words</p>", "https://news.example/1")
    return work.propose(desk, ANN, page.page_id)


def version(store: Store, row: int) -> int:
    proposal = shown.proposal(store, row)
    assert proposal
    return proposal.version


def verdict(store: Store, row: int) -> str:
    proposal = shown.proposal(store, row)
    assert proposal
    return proposal.verdict


def test_what_the_migrations_make_is_what_the_code_writes_to(desk_store: Store):
    with desk_store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_file_is_written_ahead_fully_synchronous_with_foreign_keys_and_for_its_owner_alone(tmp_path: Path):
    store = opening.opened(f"sqlite:///{tmp_path / 'new' / 'desk.sqlite'}")
    with store.reading() as connection:
        settings = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert settings == ["wal", 2, 1]
    store.close()
    assert (tmp_path / "new").stat().st_mode & 0o077 == 0
    assert (tmp_path / "new" / "desk.sqlite").stat().st_mode & 0o077 == 0


def test_the_store_is_in_the_users_data_folder_or_where_soundings_desk_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.delenv("SOUNDINGS_DESK", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert opening.place() == f"sqlite:///{tmp_path}/soundings/desk.sqlite"
    monkeypatch.setenv("SOUNDINGS_DESK", "postgresql+psycopg://desk@db/desk")
    assert opening.place() == "postgresql+psycopg://desk@db/desk"


def test_a_page_is_kept_as_it_came_and_the_same_bytes_are_recognised(desk: Store):
    content = bytes(range(256))
    page = work.bring(desk, ANN, "page.html", content, "https://news.example/1")
    again = work.bring(desk, BEN, "copy.html", content, "https://mirror.example/1")
    assert (page.known, again.known) == (False, True)
    assert page.page_id == again.page_id
    assert shown.content(desk, page.page_id) == content
    (listed,) = shown.inbox(desk)
    assert listed["sha256"] == hashlib.sha256(content).hexdigest()
    assert (listed["name"], listed["address"], listed["subject"]) == ("page.html", "https://news.example/1", "ann")
    with desk.reading() as connection:
        addresses = connection.exec_driver_sql("SELECT address, subject FROM arrivals ORDER BY id").all()
    assert [tuple(each) for each in addresses] == [("https://news.example/1", "ann"), ("https://mirror.example/1", "ben")]


def test_a_page_that_is_too_large_is_refused(desk: Store):
    with pytest.raises(errors.RefusedError, match=r"big\.html has 10,485,761 bytes"):
        work.bring(desk, ANN, "big.html", bytes(intake.LARGEST + 1))
    assert shown.inbox(desk) == []


def test_drafts_are_kept_per_field_and_the_second_of_two_is_shown_the_firsts(desk: Store, row: int):
    quote = {"value": "second-thomas-shoal", "quote": "仁愛礁", "start": 4, "end": 7}
    seen = work.draft(desk, ANN, row, work.Sketch("place", quote), 0)
    assert work.draft(desk, BEN, row, work.Sketch("kind", "clash"), 0) == 1
    work.draft(desk, BEN, row, work.Sketch("place", {"value": "sabina-shoal"}, why="the map says so"), seen)
    with pytest.raises(
        errors.ConflictError, match=r"ben set place from .*second-thomas-shoal.* to .*sabina-shoal"
    ) as conflict:
        work.draft(desk, ANN, row, work.Sketch("place", {"value": "mine"}), seen)
    (change,) = conflict.value.changes
    assert (change.subject, change.field) == ("ben", "place")
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.drafts["place"].value == {"value": "sabina-shoal"}
    assert proposal.drafts["kind"].value == "clash"


def test_nobody_decides_on_what_changed_since_they_looked(desk: Store, row: int):
    seen = version(desk, row)
    work.draft(desk, BEN, row, work.Sketch("kind", "development"), 0)
    with pytest.raises(errors.ConflictError, match='ben set kind from nothing to "development"'):
        work.decide(desk, ANN, row, work.Decision("new clash"), seen)
    seen = version(desk, row)
    work.decide(desk, BEN, row, work.Decision("later"), seen)
    with pytest.raises(errors.ConflictError, match="ben set verdict from nothing to later"):
        work.decide(desk, ANN, row, work.Decision("new clash"), seen)
    assert verdict(desk, row) == "later"


def test_a_decision_is_undone_by_an_event_and_the_one_before_stands_again(desk: Store, row: int):
    work.decide(desk, ANN, row, work.Decision("later", why="no time"), version(desk, row))
    work.decide(desk, BEN, row, work.Decision("corrects", target="2024-06-17-a"), version(desk, row))
    work.undo(desk, ANN, row, version(desk, row), "wrong row")
    assert verdict(desk, row) == "later"
    work.undo(desk, ANN, row, version(desk, row))
    assert verdict(desk, row) == work.UNDECIDED
    with pytest.raises(errors.RefusedError, match="no decision to undo"):
        work.undo(desk, ANN, row, version(desk, row))
    verdicts = [each["new"] for each in shown.history(desk, row) if each["table_name"] == "decisions"]
    assert '"later"' in verdicts
    assert '"corrects"' in verdicts
    assert replay.faults(desk) == []


@pytest.mark.parametrize(("name", "may"), [("none", False), ("reader", False), ("editor", True), ("publisher", True)])
def test_a_role_is_checked_in_each_write(desk: Store, row: int, name: str, may: bool):  # noqa: FBT001 -- a case of the table
    work.draft(desk, BEN, row, work.Sketch("kind", "clash"), 0)
    roles.grant(desk, ANN, BEN, name, "moved on")
    if may:
        assert work.draft(desk, BEN, row, work.Sketch("kind", "none"), 1) == 2
        return
    for write in (
        lambda: work.draft(desk, BEN, row, work.Sketch("kind", "none"), 1),
        lambda: work.decide(desk, BEN, row, work.Decision("later"), version(desk, row)),
        lambda: work.undo(desk, BEN, row, version(desk, row)),
        lambda: work.bring(desk, BEN, "a.txt", b"a"),
    ):
        with pytest.raises(errors.RefusedError, match=f"ben has the role {name} at this desk"):
            write()
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.drafts["kind"].value == "clash"


def test_only_a_publisher_gives_roles_and_a_subject_of_another_issuer_is_another_person(desk: Store):
    with pytest.raises(errors.RefusedError, match="needs the role publisher"):
        roles.grant(desk, BEN, BEN, "publisher")
    with pytest.raises(errors.RefusedError, match="ann has the role none"):
        work.bring(desk, Author("https://other.example", "ann"), "a.txt", b"a")


@pytest.mark.parametrize("table", ["audit", "decisions"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET why = 'x'", "DELETE FROM {}"])
def test_the_store_refuses_to_change_what_is_only_appended(desk: Store, row: int, table: str, statement: str):
    work.decide(desk, ANN, row, work.Decision("later"), version(desk, row))
    before = replay.head(desk)
    with pytest.raises(errors.StoreError, match=f"{table} is only appended"), desk.writing() as connection:
        connection.exec_driver_sql(statement.format(table))
    assert replay.head(desk) == before
    assert replay.faults(desk) == []


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_an_audit_entry_is_not_replaced_either(desk: Store):
    with pytest.raises(errors.StoreError, match="audit is only appended"), desk.writing() as connection:
        connection.exec_driver_sql("INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE number = 1")


def test_the_audit_replays_into_the_same_rows_and_one_changed_byte_is_told(desk: Store, row: int):
    work.draft(desk, BEN, row, work.Sketch("place", {"value": "仁愛礁"}), 0)
    work.decide(desk, ANN, row, work.Decision("new clash"), version(desk, row))
    with desk.reading() as connection:
        entries = [dict(each) for each in connection.execute(AUDIT.select().order_by(AUDIT.c.number)).mappings()]
        assert replay.replayed(entries) == replay.rows(connection)
    assert replay.faults(desk) == []
    for spoiled in ("new", "old", "why", "subject", "at", "column_name", "before", "hash"):
        changed = [each.copy() for each in entries]
        changed[-1][spoiled] = (changed[-1][spoiled] or "") + "x"
        assert list(replay.chain(changed))
    assert list(replay.chain(entries[:3] + entries[4:])) == [
        "Audit entry 4 is missing.",
    ]


def test_a_row_that_was_changed_past_the_audit_is_told(desk: Store, row: int):
    work.draft(desk, BEN, row, work.Sketch("place", "here"), 0)
    with desk.writing() as connection:
        connection.exec_driver_sql("""UPDATE drafts SET value = '"there"' WHERE id = 1""")
        connection.execute(sqlalchemy.text("UPDATE pages SET content = :content"), {"content": b"<p>sword</p>"})
    assert replay.faults(desk) == [
        "Row 1 of drafts is not what the audit tells.",
        "The bytes of page 1 are not those that came.",
    ]


def test_a_text_that_no_store_can_hold_is_refused_in_a_sentence(desk: Store, row: int):
    for sign in ("\0", "\ud800"):
        with pytest.raises(errors.RefusedError, match="has a sign that no text has"):
            work.draft(desk, ANN, row, work.Sketch(sign, "x"), 0)
    with pytest.raises(errors.RefusedError, match="cannot be kept"):
        work.draft(desk, ANN, row, work.Sketch("kind", float("nan")), 0)
    work.draft(desk, ANN, row, work.Sketch("kind", "a\0b"), 0)
    proposal = shown.proposal(desk, row)
    assert proposal
    assert proposal.drafts["kind"].value == "a\0b"
    assert replay.faults(desk) == []


def test_a_store_of_a_later_form_is_left_alone(desk: Store, address: str):
    with desk.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '999'")
    with pytest.raises(errors.StoreError, match="made by a newer Soundings"):
        opening.opened(address)


def test_a_full_disk_is_one_sentence_and_the_draft_is_still_there(tmp_path: Path):
    store = opening.opened(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    roles.grant(store, ANN, ANN, "publisher")
    row = work.propose(store, ANN, work.bring(store, ANN, "a.txt", b"a").page_id)
    work.draft(store, ANN, row, work.Sketch("kind", "clash"), 0)
    with store.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(errors.StoreError, match=r"^The disk of the desk's store is full: nothing was changed"):
        work.draft(store, ANN, row, work.Sketch("kind", "x" * 100_000), 1)
    proposal = shown.proposal(store, row)
    assert proposal
    assert proposal.drafts["kind"] == shown.Draft("clash", 1)
    assert replay.faults(store) == []
    store.close()


def test_a_locked_file_is_one_sentence_and_the_draft_is_still_there(tmp_path: Path):
    file = tmp_path / "desk.sqlite"
    store = opening.opened(f"sqlite:///{file}", patience=0.1)
    roles.grant(store, ANN, ANN, "publisher")
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(errors.StoreError, match=r"^The desk's store is locked by another program: nothing was changed"):
        work.bring(store, ANN, "a.txt", b"a")
    other.close()
    assert work.bring(store, ANN, "a.txt", b"a").known is False
    store.close()


@pytest.mark.slow
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_lost_connection_is_one_sentence_and_the_next_write_goes_through(postgresql: str, desk: Store, row: int):
    with pytest.raises(errors.StoreError, match=r"^The connection to the desk's store is lost"):
        _write_cut_off(desk, postgresql)
    assert work.draft(desk, ANN, row, work.Sketch("kind", "clash"), 0) == 1
    assert replay.faults(desk) == []


def _write_cut_off(store: Store, server: str) -> None:
    killer = sqlalchemy.create_engine(server + "postgres", isolation_level="AUTOCOMMIT")
    with store.writing() as connection:
        backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        with killer.connect() as other:
            other.exec_driver_sql(f"SELECT pg_terminate_backend({backend}, 5000)")
        killer.dispose()
        connection.exec_driver_sql("SELECT 1")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://desk@db/desk", "of kind 'mysql'; expected sqlite"),
        ("sqlite://", "of kind 'sqlite'; expected sqlite"),
        ("no address", "cannot be used"),
        ("postgresql+psycopg://desk@127.0.0.1:1/desk", "connection to the desk's store is lost"),
        ("sqlite:////dev/null/desk.sqlite", "cannot be made in /dev/null"),
    ],
)
def test_a_store_that_cannot_be_opened_is_one_sentence(address: str, words: str):
    with pytest.raises(errors.StoreError, match=words) as error:
        opening.opened(address)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_store_is_one_sentence(tmp_path: Path):
    (tmp_path / "desk.sqlite").write_bytes(b"words, no tables" * 100)
    with pytest.raises(errors.StoreError, match="is no SQLite file"):
        opening.opened(f"sqlite:///{tmp_path / 'desk.sqlite'}")


def test_what_stands_is_told_with_its_fields_and_what_waits_by_its_page(desk: Store, row: int):
    assert shown.undecided(desk) == ["page.html"]
    work.draft(desk, ANN, row, work.Sketch("title", "Ships meet"), 0)
    work.decide(desk, ANN, row, work.Decision("later"), version(desk, row))
    work.decide(desk, BEN, row, work.Decision("new clash", None, "seen"), version(desk, row))
    (decided,) = shown.standing(desk)
    assert (decided.verdict, decided.fields, decided.why, decided.page_id) == (
        "new clash",
        {"title": "Ships meet"},
        "seen",
        1,
    )
    assert shown.undecided(desk) == []
    work.undo(desk, ANN, row, version(desk, row))
    assert [each.verdict for each in shown.standing(desk)] == ["later"]
    work.undo(desk, ANN, row, version(desk, row))
    assert shown.standing(desk) == []
    assert shown.states(desk) == {1: [""]}


def test_a_page_is_known_by_the_address_that_it_first_came_with(desk: Store):
    page = work.bring(desk, ANN, "page.html", b"<p>words</p>").page_id
    work.bring(desk, ANN, "page.html", b"<p>words</p>", "https://news.example/1")
    kept = shown.page(desk, page)
    assert kept
    assert (kept["address"], kept["content"]) == ("https://news.example/1", b"<p>words</p>")
    assert shown.came_from(desk, "https://news.example/1")
    assert not shown.came_from(desk, "https://news.example/2")
    work.bring(desk, ANN, "new.html", b"<p>new</p>")
    assert shown.undecided(desk) == ["page.html", "new.html"]


def test_an_event_is_opened_once_with_what_was_proposed_for_it(desk: Store):
    page = work.bring(desk, ANN, "page.html", b"<p>words</p>").page_id
    first = work.propose(desk, ANN, page, 0, (work.Sketch("place", "a reef"),))
    assert work.propose(desk, BEN, page, 0, (work.Sketch("place", "another"),)) == first
    proposal = shown.proposal(desk, first)
    assert proposal
    assert proposal.drafts["place"].value == "a reef"
    assert shown.of_page(desk, page) == [first]
    assert replay.faults(desk) == []
