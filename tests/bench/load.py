"""`python -m tests.bench.load`: many readers at once, each a websocket of Streamlit's own messages, on this machine alone.

A reader opens Explore, and then changes the question after a pause, again and again. What is timed is what a reader waits
for: from sending the change to the end of the page's script. Beside them somebody asks `/healthz` once a second.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Origin, Subprotocol

from tests.browser.serving import serving

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

# What readers ask, one after the other.
QUESTIONS = ("states=PHL", "states=VNM", "states=CHN", "states=PHL&from=2024-01-01", "q=cannon", "severity=4", "")
# No more than a reader of a laptop would wait for.
LONGEST_S = 120


class Crowd(NamedTuple):
    """How many readers there are, and how long each pauses between two changes, in seconds."""

    readers: int
    least_s: float
    most_s: float

    def __str__(self) -> str:
        return f"{self.readers} readers, {self.least_s:g} to {self.most_s:g} s"


class Waits(NamedTuple):
    """What readers waited for, in seconds: a first page, a change, an answer of `/healthz`."""

    first: list[float]
    change: list[float]
    health: list[float]


CROWDS = (Crowd(10, 3, 7), Crowd(100, 20, 40))


async def crowd(address: str, readers: Crowd, lasting_s: float) -> Waits:
    """Let readers come one after the other over a pause's time, and read for some time."""
    waits = Waits([], [], [])
    end = time.monotonic() + lasting_s
    chance = random.Random(1)
    comings = [(chance.uniform(0, readers.most_s), random.Random(number)) for number in range(readers.readers)]
    probing = asyncio.create_task(_probe(address, waits))
    await asyncio.gather(*(_read(address, readers, coming, waits, end) for coming in comings))
    probing.cancel()
    return waits


async def _read(address: str, readers: Crowd, coming: tuple[float, random.Random], waits: Waits, end: float) -> None:
    after_s, chance = coming
    await asyncio.sleep(after_s)
    stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    async with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, origin=Origin(address)) as socket:
        waits.first.append(await _run(socket, ""))
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(readers.least_s, readers.most_s))
            waits.change.append(await _run(socket, chance.choice(QUESTIONS)))


async def _run(socket: ClientConnection, query: str) -> float:
    """Ask for a run of the page under a query; return how long it took to its end."""
    message = BackMsg()
    message.rerun_script.query_string = query
    begun = time.perf_counter()
    await socket.send(message.SerializeToString())
    async with asyncio.timeout(LONGEST_S):
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await socket.recv(decode=False)))
            if answer.WhichOneof("type") == "script_finished":
                return time.perf_counter() - begun


async def _probe(address: str, waits: Waits) -> None:
    while True:
        begun = time.perf_counter()
        await asyncio.to_thread(_health, address)
        waits.health.append(time.perf_counter() - begun)
        await asyncio.sleep(1)


def _health(address: str) -> None:
    with urlopen(f"{address}/healthz") as answer:
        answer.read()


def main() -> None:
    """Run each crowd against a server of its own and print the table."""
    parser = argparse.ArgumentParser("python -m tests.bench.load", description="Time many readers at once.")
    parser.add_argument("--seconds", type=float, default=90, help="how long each crowd reads (default: 90)")
    lasting_s = parser.parse_args().seconds
    heads = ("readers, pause between changes", "first page p50 / p95", "change p50 / p95", "/healthz p95")
    sys.stdout.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
    for readers in CROWDS:
        with serving() as address:
            waits = asyncio.run(crowd(address, readers, lasting_s))
        parts = [f"{median(part):.2f} / {_p95(part):.2f} s" for part in waits[:2]]
        sys.stdout.write(f"| {readers} | {parts[0]} | {parts[1]} | {_p95(waits.health) * 1000:.0f} ms |\n")
        sys.stdout.flush()


def _p95(waits: list[float]) -> float:
    return quantiles(waits, n=20, method="inclusive")[-1] if len(waits) > 1 else waits[0]


if __name__ == "__main__":
    main()
