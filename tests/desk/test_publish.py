"""From a made-up page to the next version of the data package, and what stops it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from desk import access
from desk.publish import package, publishing
from desk.review import needs, sheet, wording
from desk.store import opening, replay, roles, shown, work
from desk.store.author import Author
from desk.store.errors import RefusedError, StoreError
from record import reading
from record.checking import charged
from tests.desk.desking import ADDRESS, ANN, CLASH, OWN, PAGE, accepts, brought, decided, decides, write
from tests.desk.test_candidates import RETOLD as DEAL_PAGE
from tests.packages import CLASH as AYUNGIN
from tests.packages import DEAL, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desk.publish.publishing import Prepared
    from desk.review.opening import Proposer
    from desk.store.opening import Store

DAY = "2026-11-28"
BEN = Author("https://sign-in.example", "ben")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Store]:
    store = opening.opened(f"sqlite:///{tmp_path / 'desk.sqlite'}")
    roles.grant(store, ANN, ANN, "publisher")
    yield store
    store.close()


def ready(store: Store) -> Prepared:
    return publishing.prepared(store, reading.SHIPPED, DAY)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_an_accepted_page_becomes_a_package_without_a_fault_whose_diff_has_its_rows_alone(
    desk: Store, proposer: Proposer, tmp_path: Path
):
    decided(desk, proposer)
    made = ready(desk)
    assert made.stops == ()
    publishing.publish(desk, ANN, made, tmp_path / "next")
    assert reading.check(tmp_path / "next") == []
    clash = next(row for row in rows(tmp_path / "next", "incidents") if row["id"] == CLASH)
    assert (clash["place"], clash["types"], clash["date_start"]) == (
        "half-moon-shoal",
        "blocking;water_cannon",
        "2026-11-19",
    )
    assert (clash["injured"], clash["killed"], clash["title"]) == ("0", "", OWN["title"])
    parties = {row["state"]: row for row in rows(tmp_path / "next", "parties") if row["incident"] == CLASH}
    assert {state: (row["agency"], row["vessels"]) for state, row in parties.items()} == {
        "CHN": ("China Coast Guard", "CCG 5203"),
        "PHL": ("Philippine Coast Guard", "BRP Cabra"),
    }
    report = next(row for row in rows(tmp_path / "next", "reports") if row["url"] == ADDRESS)
    assert (report["publisher"], report["published"]) == ("Harbour Post", "2026-11-20")
    change = next(row for row in rows(tmp_path / "next", "changes") if row["feature"] == CLASH)
    assert (change["change"], change["date"], change["version"]) == ("added", DAY, made.edition.version)
    described = json.loads((tmp_path / "next" / "datapackage.json").read_text("utf-8"))
    assert described["version"] == made.edition.version != made.base.version
    lines = made.difference.splitlines()
    assert not [line for line in lines if line.startswith("-") and not line.startswith("--- a/")]
    assert any(line.startswith(f"+{CLASH},{OWN['title']}") for line in lines)


def test_what_is_published_is_not_published_again(desk: Store, proposer: Proposer, tmp_path: Path):
    decided(desk, proposer)
    publishing.publish(desk, ANN, ready(desk), tmp_path / "next")
    again = publishing.prepared(desk, tmp_path / "next", DAY)
    assert again.difference == ""
    assert again.stops == (f"Nothing is decided that the package of version {again.base.version} has not.",)


def test_two_desks_that_decide_the_same_in_another_order_publish_the_same_bytes(
    desk: Store, proposer: Proposer, tmp_path: Path
):
    other = opening.opened(f"sqlite:///{tmp_path / 'other.sqlite'}")
    roles.grant(other, ANN, ANN, "publisher")
    second = PAGE.replace(b"Half Moon Shoal", b"Sabina Shoal").replace(b"half-moon", b"sabina")
    for store, order in ((desk, (PAGE, second)), (other, (second, PAGE))):
        for content in order:
            decided(store, proposer, content=content)
    publishing.publish(desk, ANN, ready(desk), tmp_path / "one")
    publishing.publish(other, ANN, ready(other), tmp_path / "two")
    other.close()
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert len([row for row in rows(tmp_path / "one", "incidents") if row["id"].startswith("2026-11-19")]) == 2


def test_a_page_that_nobody_has_decided_on_stops_it_and_what_is_put_off_does_not(
    desk: Store, proposer: Proposer, tmp_path: Path
):
    decided(desk, proposer)
    work.bring(desk, ANN, "new.txt", b"Words of a page that nobody has read.")
    assert ready(desk).stops == ("1 page waits for a decision: new.txt.",)
    with pytest.raises(package.UnpublishedError, match="1 page waits for a decision"):
        publishing.publish(desk, ANN, ready(desk), tmp_path / "next")
    assert not (tmp_path / "next").exists()
    row = brought(desk, proposer, b"Words of a page that nobody has read.")
    decides(desk, row, "later")
    assert ready(desk).stops == ()


def test_a_decision_that_lacks_something_stops_it_with_a_sentence_for_each(desk: Store, proposer: Proposer):
    row = brought(desk, proposer)
    write(desk, row, address="harbour")
    decides(desk, row, "new clash")
    (sentence,) = ready(desk).stops
    for part in (
        "Accept or give when it was.",
        "values that wait",
        "Give the page's address",
        "Give a title",
        "Give a summary",
    ):
        assert part in sentence


def test_an_undone_decision_is_not_published(desk: Store, proposer: Proposer):
    row = decided(desk, proposer)
    proposal = shown.proposal(desk, row)
    assert proposal
    work.undo(desk, ANN, row, proposal.version)
    assert ready(desk).stops == ("1 page waits for a decision: page.html.",)
    assert ready(desk).difference == ""


def test_a_report_is_added_to_a_clash_and_a_column_corrected_with_its_correction(desk: Store, proposer: Proposer):
    row = brought(desk, proposer)
    accepts(desk, row)
    write(desk, row, **OWN, supports="A later look at the same day.", column="damage", new="A bent rail.")
    decides(desk, row, "corrects", AYUNGIN, "The page shows the rail.")
    made = ready(desk)
    assert made.stops == ()
    added = [line for line in made.difference.splitlines() if line.startswith("+") and not line.startswith("+++")]
    assert any(f"incidents,{AYUNGIN},rpt-harbour-post" in line for line in added)
    assert any(line.startswith(f"+{AYUNGIN}-damage-20261128,{DAY},incidents") for line in added)
    assert next(change for change in made.edition.changes if change.feature == AYUNGIN).what == "damage"
    assert made.edition.version == "2.0.1"


def test_an_editor_who_is_no_publisher_publishes_nothing(desk: Store, proposer: Proposer, tmp_path: Path):
    decided(desk, proposer)
    roles.grant(desk, ANN, BEN, "editor")
    with pytest.raises(RefusedError, match="needs the role publisher"):
        publishing.publish(desk, BEN, ready(desk), tmp_path / "next")
    assert not (tmp_path / "next").exists()


def test_a_title_that_takes_a_side_is_told_before_the_decision_and_never_drafted(desk: Store, proposer: Proposer):
    content = PAGE.replace(b"fired water cannon at", b"rammed")
    row = brought(desk, proposer, content)
    accepts(desk, row)
    proposal = shown.proposal(desk, row)
    assert proposal
    fields = {field: draft.value for field, draft in proposal.drafts.items()}
    assert "ramming" in [item["value"] for item in sheet.taken(fields, "types")]
    drafted = wording.title(fields, "Half Moon Shoal")
    assert "collision" in drafted
    assert charged(drafted) == ""
    said = needs.missing("new clash", None, fields | OWN | {"title": "Chinese cutter rammed a patrol ship"})
    assert said == ["The title says “rammed” and not whose word that is: say who says it, or use another word."]
    assert needs.missing("new clash", None, fields | OWN | {"title": drafted}) == []


def test_what_the_check_would_find_is_told_without_publishing(desk: Store, proposer: Proposer):
    headline = b"Water cannon used off Half Moon Shoal by two cutters"
    content = PAGE.replace(b"Water cannon used off Half Moon Shoal", headline)
    decided(desk, proposer, OWN | {"summary": f"Manila says: {headline.decode().lower()}."}, content)
    assert ready(desk).stops == ()
    (sentence,) = publishing.checked(ready(desk)).stops
    assert "our own words, not those of rpt-harbour-post" in sentence


def test_a_wire_that_the_record_has_for_an_event_stays_one_origin(desk: Store, proposer: Proposer):
    title, *paragraphs = DEAL_PAGE.strip().split("\n\n")[1:]
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    head = '<html lang="en"><head><meta property="og:site_name" content="Example Gazette"></head>'
    content = f"{head}<body><article><h1>{title}</h1><p>27 September 2025</p>{body}</article></body></html>"
    row = brought(desk, proposer, content.encode(), "https://example-gazette.example/deal")
    accepts(desk, row)
    write(desk, row, supports="Retells the leak at fourth hand.", publisher_class="independent_media")
    decides(desk, row, "adds a report", DEAL)
    made = ready(desk)
    assert made.stops == ()
    mine = {each["from_origin"] for each in made.edition.tables["origins"] if each["report"].startswith("rpt-example-gaz")}
    theirs = {each["from_origin"] for each in made.base.tables["origins"]}
    assert len(mine) == 3
    assert len(mine - theirs) == 1
    assert {"cnn-202509-airborne", "black-moon-2025-contracts"} <= mine


def test_a_folder_of_something_else_is_left_alone(desk: Store, proposer: Proposer, tmp_path: Path):
    decided(desk, proposer)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear all")
    with pytest.raises(package.UnpublishedError, match="holds no data package"):
        publishing.publish(desk, ANN, ready(desk), tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_what_goes_out_is_in_the_audit_and_what_does_not_is_not(desk: Store, proposer: Proposer, tmp_path: Path):
    decided(desk, proposer)
    (tmp_path / "mine").mkdir()
    with pytest.raises(package.UnpublishedError):
        publishing.publish(desk, ANN, ready(desk), tmp_path / "mine")
    assert shown.publications(desk) == []
    made = ready(desk)
    publishing.publish(desk, ANN, made, tmp_path / "next")
    (entry,) = shown.publications(desk)
    descriptor = (tmp_path / "next" / "datapackage.json").read_bytes()
    assert (entry["version"], entry["subject"], entry["folder"]) == (made.edition.version, "ann", str(tmp_path / "next"))
    assert entry["sha256"] == hashlib.sha256(descriptor).hexdigest()
    assert entry["decisions"].split() == [str(each.decision_id) for each in shown.standing(desk)]
    assert replay.faults(desk) == []
    for table in ("publications", "announcements"):
        for statement in (f"UPDATE {table} SET version = '9'", f"DELETE FROM {table}"):
            with pytest.raises(StoreError, match=f"{table} is only appended"), desk.writing() as connection:
                connection.execute(text(statement))
    assert len(shown.publications(desk)) == 1


def test_a_package_that_cannot_be_put_in_place_is_not_said_to_be_out(
    desk: Store, proposer: Proposer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    decided(desk, proposer)
    folder = tmp_path / "package"
    package_copy(reading.SHIPPED, folder)

    def fails(_draft: Path, _place: Path) -> None:
        raise package.UnpublishedError("This system cannot swap.")

    monkeypatch.setattr(package, "_exchange", fails)
    with pytest.raises(package.UnpublishedError, match="cannot swap"):
        publishing.publish(desk, ANN, ready(desk), folder)
    assert shown.publications(desk) == []
    assert replay.faults(desk) == []


@pytest.mark.slow
def test_a_publisher_who_is_killed_leaves_the_old_package_or_the_new_one(desk: Store, proposer: Proposer, tmp_path: Path):
    decided(desk, proposer)
    folder = tmp_path / "package"
    package.put(ready(desk).base, ready(desk).edition, folder)
    before = {path.name: path.read_bytes() for path in reading.SHIPPED.iterdir() if path.is_file()}
    after = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    environment = os.environ | {"SOUNDINGS_DESK": f"sqlite:///{tmp_path / 'desk.sqlite'}", "SOUNDINGS_EDITOR": "ann"}
    roles.grant(desk, ANN, Author(access.LOCAL, "ann"), "publisher")
    seen = set()
    for turn in range(6):
        work_folder = tmp_path / f"work-{turn}"
        package_copy(reading.SHIPPED, work_folder)
        command = [sys.executable, "-m", "desk", "publish", str(work_folder), "--day", DAY]
        child = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.8 + 0.7 * turn)
        child.send_signal(signal.SIGKILL)
        child.wait()
        stands = {path.name: path.read_bytes() for path in work_folder.iterdir() if path.is_file()}
        assert stands in (before, after)
        seen.add(stands == after)
    assert seen


def package_copy(source: Path, target: Path) -> None:
    target.mkdir()
    for path in source.iterdir():
        if path.is_file():
            (target / path.name).write_bytes(path.read_bytes())
