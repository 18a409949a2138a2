"""The files for containers: held to each other and to the app, and their command run where just an image's files lie."""

from __future__ import annotations

import fnmatch
import json
import re
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.browser.serving import ROOT, awaited, free_port

if TYPE_CHECKING:
    from pathlib import Path

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Return the Containerfile's instructions, each with its words."""
    lines = (ROOT / "Containerfile").read_text(encoding="utf-8").splitlines()
    return [(name, words) for name, _, words in (line.partition(" ") for line in lines if line and not line.startswith("#"))]


def of(name: str) -> list[str]:
    return [words for instruction, words in instructions() if instruction == name]


def carried(name: str) -> bool:
    """Tell whether a file or folder at the top goes into the image, as .dockerignore's lines say one after another."""
    there = True
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        pattern = line.removeprefix("!")
        if line and not line.startswith("#") and fnmatch.fnmatch(name, pattern):
            there = line.startswith("!")
    return there


def test_an_image_holds_the_rooms_that_readers_use_and_no_test():
    with (ROOT / "pyproject.toml").open("rb") as file:
        rooms = set(tomllib.load(file)["tool"]["importlinter"]["root_packages"])
    assert {room for room in rooms if carried(room)} == rooms
    assert all(carried(name) for name in ("app.py", "data", ".streamlit", "requirements.txt", "LICENSE", "THIRD-PARTY.md"))
    assert not any(carried(name) for name in (".git", "tests", ".venv", "node_modules", "docs"))


def test_an_image_installs_what_is_pinned_by_its_hash_and_runs_without_rights():
    known = {"FROM", "ARG", "COPY", "RUN", "WORKDIR", "USER", "ENV", "EXPOSE", "HEALTHCHECK", "CMD"}
    assert {name for name, _ in instructions()} == known
    assert any("--require-hashes" in words for words in of("RUN"))
    assert of("FROM")[-1] == "python:3.11-slim"
    (user,) = of("USER")
    assert user == COMPOSE["services"]["app-1"]["user"] == "10001:10001"


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_without_rights_and_writes_to_nothing_but_its_memory(name: str):
    service = COMPOSE["services"][name]
    assert service["user"].partition(":")[0] not in {"", "0", "root"}
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(place.startswith("/tmp:size=") for place in service["tmpfs"])
    assert service["mem_limit"]


def test_the_workers_are_reached_through_the_proxy_alone_and_reach_nobody():
    services = COMPOSE["services"]
    workers = {name for name in services if name != "proxy"}
    assert set(re.findall(r"server (\S+):8501", NGINX)) == workers
    assert COMPOSE["networks"]["inside"]["internal"] is True
    for name in workers:
        assert services[name]["networks"] == ["inside"]
        assert "ports" not in services[name]
    assert services["proxy"]["ports"] == ["127.0.0.1:8080:8080"]
    assert "listen 8080;" in NGINX
    assert all(services["proxy"]["depends_on"][name] == {"condition": "service_healthy"} for name in workers)
    assert services["proxy"]["volumes"] == ["./deploy/nginx.conf:/etc/nginx/soundings.conf:ro"]


def test_an_images_command_and_its_question_of_health_are_for_one_port():
    (port,) = of("EXPOSE")
    assert f"--server.port={port}" in json.loads(of("CMD")[0])
    assert f"127.0.0.1:{port}/healthz" in of("HEALTHCHECK")[0]


def test_an_engine_asks_for_health_also_where_the_image_holds_no_question():
    # Images in OCI's format hold none, and the proxy waits until the workers are healthy.
    asked = json.loads(of("HEALTHCHECK")[0].partition("CMD ")[2])
    for name in {*COMPOSE["services"]} - {"proxy"}:
        assert COMPOSE["services"][name]["healthcheck"]["test"] == ["CMD", *asked]


@pytest.mark.slow
def test_what_an_image_holds_serves_and_writes_nothing_beside_itself(tmp_path: Path):
    folder = tmp_path / "soundings"
    folder.mkdir()
    for each in filter(lambda path: carried(path.name) and path.name != "build", ROOT.iterdir()):
        if each.is_dir():
            shutil.copytree(each, folder / each.name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(each, folder)
    before = sorted(folder.rglob("*"))
    port = free_port()
    environment = {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}

    def command(words: str) -> list[str]:
        return [part.replace("8501", str(port)) for part in (sys.executable, *json.loads(words)[1:])]

    with subprocess.Popen(command(of("CMD")[0]), cwd=folder, env=environment, stderr=subprocess.DEVNULL) as process:
        try:
            awaited(f"http://127.0.0.1:{port}/healthz", process)
            asked = command(of("HEALTHCHECK")[0].partition("CMD ")[2])
            assert subprocess.run(asked, check=False, env=environment).returncode == 0
        finally:
            process.terminate()
    assert sorted(folder.rglob("*")) == before
    # And where nobody answers, it is not healthy.
    assert subprocess.run(asked, check=False, env=environment, stderr=subprocess.DEVNULL).returncode != 0
