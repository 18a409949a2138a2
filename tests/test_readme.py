"""The README holds what the code and the data hold, and the code and the data hold what the README says."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from briefing.formats import WRITERS
from layers import layer
from question.view import FIELDS, parse
from record import reading
from tests.questions import LAYERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RESOURCES = reading.schema()["resources"]


def section(heading: str) -> str:
    """Return the text under a heading, up to the next one of its level or above."""
    level = heading.index(" ")
    found = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{level}}} |\Z)", README, re.MULTILINE | re.DOTALL)
    assert found, f"README.md has no heading “{heading}”"
    return found[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table, its two heading rows left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_it_opens_with_the_two_commands():
    opening = README.split("## ")[0]
    assert re.search(r"make run.*\n.*make test", opening)


def test_every_url_key_is_there_with_its_meaning_and_no_other():
    told = [(f"`{field.key}`", field.meaning) for field in FIELDS]
    assert [(key, meaning) for key, meaning in rows(section("## The address is the question"))] == told


def test_every_layer_is_there_with_its_title_and_no_other():
    told = {key.strip("`"): words for key, words in rows(section("## Layers"))}
    assert list(told) == ["land", *LAYERS]
    assert [key for key in told if not told[key].startswith(layer(key).TITLE)] == []


@pytest.mark.parametrize("resource", RESOURCES, ids=[resource["path"] for resource in RESOURCES])
def test_every_column_of_a_table_is_there_with_type_and_meaning_and_no_other(resource: dict[str, object]):
    found = section(f"### {resource['path']}")
    schema = resource.get("schema", {"fields": []})
    assert isinstance(schema, dict)
    told = [[f"`{field['name']}`", field["type"], field["description"]] for field in schema["fields"]]
    assert rows(found) == told
    assert schema["fields"] or len(found) > 40


def test_no_table_is_told_that_is_not_there():
    assert re.findall(r"^### (\S+\.(?:csv|geojson))$", README, re.MULTILINE) == [resource["path"] for resource in RESOURCES]


def test_every_file_that_it_names_and_every_picture_is_there():
    linked = re.findall(r"!?\[[^]]*\]\((?!https?:)([^)#]+)\)", README)
    named = re.findall(r"`((?:layers|views|tests|data)/[\w./]+\.\w+)`", README)
    assert sorted(path for path in {*linked, *named} if not (ROOT / path).exists()) == []


def test_every_command_that_it_names_is_one_of_the_makefile():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", re.sub(r"[^`\n]*$", "", README)))
    assert {"run", "test"} <= {command for command in named if f"`make {command}`" in README or f"make {command} " in README}
    assert {command for command in named if f"`make {command}`" in README} <= targets


def test_every_setting_of_the_code_is_told_and_no_other():
    sources = [ROOT / "Makefile", ROOT / "app.py", *(ROOT / "layers").glob("*.py"), *(ROOT / "views").glob("*.py")]
    used = {name for path in sources for name in re.findall(r"\bSOUNDINGS_[A-Z]+\b", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"\bSOUNDINGS_[A-Z]+\b", section("## Settings"))) == used


def test_its_example_of_a_route_is_a_question_that_the_route_understands():
    found = re.search(r"curl '([^']+)'", README)
    assert found
    address = urlsplit(found[1])
    assert re.fullmatch(rf"/api/({'|'.join(LAYERS)})\.geojson", address.path)
    assert parse(dict(parse_qsl(address.query)))[1] == []


def test_every_kind_of_file_is_there_and_no_other():
    told = [cell for heading in ("## Briefings", "## Data files") for cell, _ in rows(section(heading))]
    assert re.findall(r"`(\.\w+)`", " ".join(told)) == list(WRITERS)


def test_its_example_of_a_briefing_is_a_question_that_the_command_understands():
    found = re.search(r"python -m briefing (--.+)$", README, re.MULTILINE)
    assert found
    options = dict(zip(found[1].split()[::2], found[1].split()[1::2], strict=True))
    assert Path(options.pop("--out")).suffix in WRITERS
    assert parse({key.removeprefix("--"): value for key, value in options.items()})[1] == []


def test_the_rooms_that_it_names_are_the_rooms_that_there_are():
    told = {cell.strip("`/") for cell, _ in rows(section("## The rooms"))}
    assert [room for room in told if not (ROOT / room).exists()] == []
    assert {path.parent.name for path in ROOT.glob("*/*.py")} - {"build"} <= told
