"""Runs of readers go one after the other, in the order in which they came, and one that takes long holds up nobody."""

from __future__ import annotations

import threading

import pytest

from views.frame.gate import Gate


def waiting(gate: Gate, many: int) -> None:
    """Wait until so many stand at a gate, the one inside among them."""
    while len(gate._waiting) < many:
        threading.Event().wait(0.001)


def test_runs_go_through_one_after_the_other_in_their_order():
    gate, done, inside = Gate(patience_s=60), [], []

    def run(number: int) -> None:
        with gate.passed():
            inside.append(number)
            assert len(inside) == 1
            done.append(number)
            inside.remove(number)

    with gate.passed():
        threads = []
        for number in range(20):
            threads.append(threading.Thread(target=run, args=(number,)))
            threads[-1].start()
            waiting(gate, number + 2)
        assert done == []
    for thread in threads:
        thread.join()
    assert done == list(range(20))
    assert not gate._waiting


def test_a_run_that_takes_long_is_passed_and_ends_in_its_own_time():
    gate, go_on, passed = Gate(patience_s=0.01), threading.Event(), threading.Event()

    def slow() -> None:
        with gate.passed():
            go_on.wait()

    def quick() -> None:
        with gate.passed():
            passed.set()

    first = threading.Thread(target=slow)
    first.start()
    waiting(gate, 1)
    second = threading.Thread(target=quick)
    second.start()
    passed.wait()
    second.join()
    assert first.is_alive()
    go_on.set()
    first.join()
    assert not gate._waiting


def test_a_run_that_fails_or_is_stopped_gives_up_its_turn():
    gate = Gate()

    def fails() -> None:
        with gate.passed():
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not gate._waiting
