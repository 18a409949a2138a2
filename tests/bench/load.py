"""`python -m tests.bench.load`: many readers at once, each a websocket of Streamlit's own messages, on this machine alone.

A reader opens Explore (the map, and the rest when the map is drawn), and then changes the question after a pause, again and
again. What is timed is what a reader waits for: from sending the change to the end of the page's script. Beside them
somebody asks `/healthz` once a second.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from statistics import median, quantiles
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit
from urllib.request import urlopen

from streamlit.components.v2.bidi_component.constants import EVENT_DELIM
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.state.session_state import STREAMLIT_INTERNAL_KEY_PREFIX
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


class Run(NamedTuple):
    """How long a run took, in seconds, the id of its map's component, and the hash of its page."""

    seconds: float
    chart: str
    page: str


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
        map_alone = await _run(socket, "")
        whole = await _run(socket, "", before=map_alone)
        waits.first.append(map_alone.seconds + whole.seconds)
        while time.monotonic() < end:
            await asyncio.sleep(chance.uniform(readers.least_s, readers.most_s))
            waits.change.append((await _run(socket, chance.choice(QUESTIONS))).seconds)


async def _run(socket: ClientConnection, query: str, *, before: Run | None = None) -> Run:
    """Ask for a run of the page under a query, and tell the map's component of the run `before` that its map is drawn."""
    message = BackMsg()
    message.rerun_script.query_string = query
    if before:
        message.rerun_script.page_script_hash = before.page
        told = message.rerun_script.widget_states.widgets.add()
        told.id = f"{STREAMLIT_INTERNAL_KEY_PREFIX}_{before.chart}{EVENT_DELIM}events"
        told.json_trigger_value = json.dumps([{"event": "drawn", "value": True}])
    begun, chart, page, widgets = time.perf_counter(), "", "", 0
    await socket.send(message.SerializeToString())
    async with asyncio.timeout(LONGEST_S):
        while True:
            answer = ForwardMsg()
            answer.ParseFromString(bytes(await socket.recv(decode=False)))
            element = answer.delta.new_element
            chart = element.bidi_component.id if element.bidi_component.component_name == "chart" else chart
            widgets += element.HasField("multiselect")
            page = answer.navigation.page_script_hash or page
            if answer.WhichOneof("type") == "script_finished":
                if before and not widgets:
                    raise RuntimeError("The page's filters did not come: what is timed would be the map alone.")
                return Run(time.perf_counter() - begun, chart, page)


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
