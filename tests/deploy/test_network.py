"""What the server asks of the network, as the kernel sees it: nothing but this machine, whoever comes from wherever."""

from __future__ import annotations

import asyncio
import ipaddress
import re
import shutil
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from websockets.exceptions import InvalidStatus

from tests.asgi import apart
from tests.browser.serving import serving
from tests.visiting import visit

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.slow, pytest.mark.skipif(shutil.which("strace") is None, reason="no strace")]
ADDRESS = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
PATIENCE_S = 120
FOREIGN = ("https://evil.example", "http://203.0.113.9:8501", "http://localhost.evil.example")


def addresses(trace: str) -> set[str]:
    """Return every address that the calls of a trace name.

    >>> sorted(addresses('connect(3, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, 16) = 0'))
    ['192.0.2.1']
    """
    return {old or new for old, new in ADDRESS.findall(trace)}


def test_a_trace_names_its_addresses():
    six = 'connect(9, {sa_family=AF_INET6, inet_pton(AF_INET6, "2001:db8::1", &sin6_addr)}, 28) = 0'
    assert addresses(f"{six}\nconnect(3, {{sa_family=AF_UNIX}})") == {"2001:db8::1"}


def test_no_look_up_leaves_the_machine(tmp_path: Path):
    trace = tmp_path / "trace"
    # `-D`: the server stays the process that was started, and can be ended.
    watched = ("strace", "-D", "-f", "--seccomp-bpf", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o", str(trace))
    with serving(watched=watched) as address:
        assert apart(lambda: asyncio.run(visit(address, address))) == "FINISHED_SUCCESSFULLY"
        for origin in FOREIGN:
            with pytest.raises(InvalidStatus, match="403"):
                apart(partial(asyncio.run, visit(address, origin)))
            for path in ("/", "/_stcore/health", "/_stcore/host-config", "/api/incidents.geojson"):
                with suppress(HTTPError), urlopen(Request(f"{address}{path}", headers={"Origin": origin})) as answer:
                    answer.read()
        with suppress(HTTPError), urlopen(Request(f"{address}/healthz", headers={"Host": "evil.example"})) as answer:
            answer.read()
    called = trace.read_text(encoding="utf-8", errors="replace")
    # It has seen the server at work, and nothing that left.
    assert "sendto(" in called or "sendmsg(" in called
    assert {each for each in addresses(called) if not ipaddress.ip_address(each).is_loopback} == set()
