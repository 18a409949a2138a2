from __future__ import annotations

import json
import os
import signal
import struct
import threading
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from briefing import making, story, workshop
from briefing.draft import draft
from briefing.making import Order
from briefing.workshop import Limits, Workshop
from layers import store as stores
from question.view import View
from tests.briefing.drafted import SUMMER
from tests.browser.serving import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.workshop import Task
    from layers.store import Store

ODD = "tests.briefing.odd_jobs"


@pytest.fixture
def shop() -> Iterator[Workshop]:
    with closing(Workshop(ODD)) as begun:
        yield begun


def order(act: str) -> Order:
    return Order(act, "", (), str(ROOT), "")


def begun(shop: Workshop, act: str) -> Task:
    """Return a task that has told how far it is, and goes no further."""
    task = shop.take(order(act))
    half = threading.Event()
    while task.done < 0.5:
        half.wait(0.05)
    return task


def pid(shop: Workshop) -> int:
    """Return the worker that made a file, by its own word."""
    task = shop.take(order("tell"))
    assert task.wait()
    return int(task.files[0].content)


def test_one_worker_makes_file_after_file_in_the_order_in_which_they_came(shop: Workshop):
    first = begun(shop, "wait")
    others = [shop.take(order(act)) for act in ("second", "third")]
    assert [shop.before(task) for task in (first, *others)] == [0, 1, 2]
    shop.cancel(first)
    assert all(task.wait() for task in others)
    assert [task.files[0].name for task in others] == ["second.txt", "third.txt"]
    assert pid(shop) == pid(shop) != os.getpid()


def test_what_is_cancelled_ends_without_a_file_and_the_next_is_made(shop: Workshop):
    made, waits = begun(shop, "wait"), shop.take(order("waits"))
    shop.cancel(waits)
    assert waits.ended
    shop.cancel(made)
    assert made.wait()
    assert [(task.files, task.fault) for task in (made, waits)] == [([], workshop.CANCELLED)] * 2
    assert pid(shop)


def test_a_file_that_is_made_cannot_be_cancelled_any_more(shop: Workshop):
    task = shop.take(order("tell"))
    assert task.wait()
    shop.cancel(task)
    assert task.files
    assert not task.cancelled


@pytest.mark.parametrize(
    ("act", "limits", "words"),
    [
        ("wait", Limits(clock_s=2), "takes more than 2 seconds"),
        ("work", Limits(processor_s=1), "takes more than 1 seconds"),
        ("hold", Limits(), "needs more than 1000 MB of memory"),
        ("die", Limits(), "came to an end"),
        ("refuse", Limits(), "There is nothing in it."),
        ("break", Limits(), "the server's log says what"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_the_next_file_is_made(act: str, limits: Limits, words: str):
    with closing(Workshop(ODD, limits)) as shop:
        task = shop.take(order(act))
        assert task.wait()
        assert words in task.fault
        assert "/a/folder" not in task.fault
        assert not task.files
        assert pid(shop)


def test_a_worker_that_is_killed_from_outside_is_one_sentence_and_the_next_file_is_made(shop: Workshop):
    before = pid(shop)
    task = begun(shop, "wait")
    os.kill(before, signal.SIGKILL)
    assert task.wait()
    assert task.fault == workshop.GONE
    assert pid(shop) != before


def test_a_worker_that_died_while_it_had_nothing_to_do_is_replaced(shop: Workshop):
    before = pid(shop)
    os.kill(before, signal.SIGKILL)
    assert shop._worker
    shop._worker.process.wait()
    assert pid(shop) != before


def test_no_more_wait_than_will_be_made_while_a_reader_is_there(shop: Workshop):
    begun(shop, "wait")
    waiting = [shop.take(order("waits")) for _ in range(workshop.MOST_WAITING + 1)]
    assert [task.ended for task in waiting] == [False] * workshop.MOST_WAITING + [True]
    assert waiting[-1].fault == workshop.FULL


def test_a_worker_that_cannot_be_begun_costs_one_file_and_no_queue(monkeypatch: pytest.MonkeyPatch, shop: Workshop):
    def full(*_: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    with monkeypatch.context() as machine:
        machine.setattr(workshop, "Worker", full)
        task = shop.take(order("tell"))
        assert task.wait(60)
    assert task.fault == workshop.GONE
    assert pid(shop)


def test_each_file_is_counted_whatever_came_of_it(shop: Workshop):
    made, waits = begun(shop, "wait"), [shop.take(order("waits")) for _ in range(workshop.MOST_WAITING + 1)]
    for task in [*waits, made]:
        shop.cancel(task)
    assert made.wait()
    assert pid(shop)
    # One was refused at the door, and one made at the end.
    assert shop.outcomes == {"given up": workshop.MOST_WAITING + 1, "refused": 1, "made": 1}


def test_an_idle_worker_goes_and_another_comes_with_the_next_order():
    with closing(Workshop(ODD, Limits(idle_s=0))) as shop:
        before, maker = pid(shop), shop._maker
        if maker:
            maker.join()
        assert shop._worker is None
        assert pid(shop) != before


def test_no_worker_outlives_its_workshop(shop: Workshop):
    task = begun(shop, "wait")
    assert shop._worker
    shop.close()
    assert shop._worker is None
    assert task.ended


@pytest.mark.slow
def test_a_worker_makes_the_same_files_as_the_process_that_asks(store: Store):
    view = SUMMER
    briefing = draft(store, view, length="short")
    with closing(Workshop()) as shop:
        deck, data = shop.take(making.of_briefing(briefing, ".html")), shop.take(making.of_view(view, ".geojson"))
        assert deck.wait()
        assert data.wait()
    assert (deck.fault, data.fault) == ("", "")
    assert data.files == making.of_data(store, view, ".geojson", lambda *_: None)
    assert [file.name for file in deck.files] == [f"{making.named(briefing.title)}-data-{store.package.version}.html"]


@pytest.mark.slow
def test_a_file_is_not_made_of_other_data_than_were_asked(store: Store):
    with closing(Workshop()) as shop:
        task = shop.take(Order(".csv", "", (), str(ROOT / "data"), "another state"))
        assert task.wait()
    assert "the data are just being changed" in task.fault


def test_an_order_holds_a_briefing_or_a_question_as_words_and_the_state_of_the_data(store: Store):
    view = View(states=("PHL",))
    data = making.of_view(view, ".csv")
    assert data.query == (("states", "PHL"),)
    assert data.digest == stores.digest() != ""
    written = making.of_briefing(story.build(title="June"), ".pptx").briefing
    assert story.read(written).title == "June"


@pytest.mark.slow
def test_an_order_that_went_through_json_is_made_with_its_template_and_size(store: Store):
    briefing = draft(store, SUMMER)
    briefing = briefing.model_copy(update={"scenes": briefing.scenes[:1]})

    def made(
        suffix: str, *, template: bytes = b"", picture: tuple[int, int, int] | None = None, notes: bool = False
    ) -> list[bytes]:
        order = making.of_briefing(briefing, suffix, template=template, picture=picture, notes=notes)
        return [file.content for file in making.made(json.loads(json.dumps(order.plain())), lambda *_: None)]

    (picture,) = made(".png", picture=(800, 500, 96))
    assert struct.unpack(">II", picture[16:24]) == (800, 500)
    with pytest.raises(ValueError, match=r"\.$"):
        made(".png", picture=(90_000, 500, 96))
    with pytest.raises(ValueError, match="template"):
        made(".pptx", template=b"PK no template")
    for notes in (False, True):
        (document,) = made(".pdf", notes=notes)
        assert ("Speaker's notes" in PdfReader(BytesIO(document)).pages[0].extract_text()) == notes
