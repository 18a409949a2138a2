"""Measures: what was asked, how long it took, of which data; and the lines of the log that say the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from api import measures, outgoing
from api.measures import Measures
from tests.pages import opened
from tests.served import application, ask
from words import lines

if TYPE_CHECKING:
    from layers.store import Store

LINE = re.compile(r"# TYPE [a-z_]+ (counter|gauge|histogram)|[a-z_]+(\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*\})? [0-9.]+")
HERE = ("127.0.0.1", 1)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Measures:
    fresh = Measures()
    monkeypatch.setattr(measures, "MEASURES", fresh)
    monkeypatch.setattr(outgoing, "MEASURES", fresh)
    return fresh


def test_requests_are_counted_by_what_they_are_for_and_how_they_were_answered(counted: Measures, store: Store):
    for path in ("/healthz", "/healthz", "/api/nothing", "/breaks", "/api/breaks"):
        ask(path)
    text = ask("/metrics", client=HERE).body.decode()
    assert all(map(LINE.fullmatch, text.splitlines()))
    for line in (
        'soundings_requests_total{place="/healthz",status="200"} 2',
        'soundings_requests_total{place="/api",status="404"} 1',
        'soundings_requests_total{place="/api",status="500"} 1',
        'soundings_requests_total{place="page",status="500"} 1',
        'soundings_request_seconds_count{place="/healthz"} 2',
        'soundings_request_seconds_bucket{place="/healthz",le="+Inf"} 2',
        f'soundings_data_info{{version="{store.package.version}",status="ok"}} 1',
        "soundings_files_waiting 0",
    ):
        assert line in text.splitlines()


def test_strangers_make_no_new_names(counted: Measures):
    for n in range(50):
        ask(f"/{n}/x")
    names = {line.partition("{")[2] for line in counted.lines() if line.startswith("soundings_requests_total")}
    assert len(names) == 1


def test_measures_are_read_on_this_machine_alone_unless_it_is_set():
    assert ask("/metrics").status == 404
    assert ask("/metrics", client=HERE).status == 200
    assert ask("/metrics", client=HERE, headers=[("X-Forwarded-For", "192.0.2.7")]).status == 404
    assert ask("/metrics", app=application(metrics_for_all=True)).status == 200
    assert ask("/metrics", client=HERE, method="POST").status == 405


def test_a_run_of_a_page_is_counted_and_told(monkeypatch: pytest.MonkeyPatch):
    told: list[tuple[str, dict[str, object]]] = []
    monkeypatch.setattr(lines, "told", lambda kind, **fields: told.append((kind, fields)))
    opened(path="about")
    assert [(kind, fields["page"]) for kind, fields in told] == [("run", "About")]
    assert 'soundings_run_seconds_count{page="About"}' in "\n".join(measures.MEASURES.lines())


def test_the_line_of_a_request_says_neither_who_asked_nor_what_for(monkeypatch: pytest.MonkeyPatch):
    told: list[dict[str, object]] = []
    monkeypatch.setattr(lines, "told", lambda _kind, **fields: told.append(fields))
    ask("/_stcore/upload_file/a-session/a-file", query_string=b"q=confidential", client=("192.0.2.77", 1))
    (line,) = told
    assert line["path"] == "/_stcore/upload_file"
    assert not {"192.0.2.77", "confidential", "a-session", "a-file"} & set(" ".join(map(str, line.values())).split())


@pytest.mark.parametrize("path", ["/api/places.geojson", "/map/nothing", "/map/x\n"])
def test_the_line_of_a_request_says_how_many_bytes_were_sent(monkeypatch: pytest.MonkeyPatch, path: str):
    told: list[dict[str, object]] = []
    monkeypatch.setattr(lines, "told", lambda _kind, **fields: told.append(fields))
    sent = len(ask(path).body)
    assert sent
    assert [line["bytes"] for line in told] == [sent]


def test_a_fault_is_counted():
    counts = Measures()
    counts.fault()
    assert "soundings_faults_total 1" in counts.lines()
