"""The documents hold what the code and the data hold, and the code and the data hold what the documents say."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import metadata
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from api.routes import ROUTES
from briefing.formats import WRITERS
from layers import layer
from question import layer_keys
from question.view import FIELDS, parse
from record import reading
from tests.documents import BLOCKS, MARKED, ROOT, filled

PATHS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "LICENSES").glob("*.md"))]
DOCUMENTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PATHS}
README = DOCUMENTS["README.md"]
EVERYTHING = "\n".join(DOCUMENTS.values())
RESOURCES = reading.schema()["resources"]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ROOMS = sorted({path.parent.name for path in ROOT.glob("*/*.py")} - {"build"})
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)

each = pytest.mark.parametrize("document", DOCUMENTS)


def section(document: str, heading: str) -> str:
    """Return the text under a heading, up to the next one of its level or above."""
    level = heading.index(" ")
    text = re.search(rf"^{re.escape(heading)}$(.*?)(?=^#{{1,{level}}} |\Z)", DOCUMENTS[document], re.MULTILINE | re.DOTALL)
    assert text, f"{document} has no heading “{heading}”"
    return text[1]


def rows(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table, its two heading rows left out."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def anchors(document: str) -> set[str]:
    """Return what a link can name in a document, as code hosts make it of the headings."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(DOCUMENTS[document])}


def commands(document: str) -> set[str]:
    """Return the targets of make that a document names: in a line of code, or in a fence."""
    fenced = [word for block in FENCE.findall(DOCUMENTS[document]) for word in re.findall(r"\bmake ([a-z]+)\b", block)]
    return {*fenced, *re.findall(r"`make ([a-z]+)`", DOCUMENTS[document])}


def test_the_readme_opens_with_the_two_commands():
    opening = README.split("## ")[0]
    assert re.search(r"make run.*\n.*make test", opening)


def test_the_readme_is_read_in_a_few_minutes():
    assert len(README.splitlines()) <= 150


def test_the_readme_leads_to_every_other_document():
    linked = set(re.findall(r"\]\(([^)#:]+\.md)", README))
    assert DOCUMENTS.keys() - {"README.md"} <= linked


def test_every_url_key_is_there_with_its_meaning_and_no_other():
    keys = [(f"`{field.key}`", field.meaning) for field in FIELDS]
    assert [(key, meaning) for key, meaning in rows(section("docs/api.md", "## The address is the question"))] == keys


def test_every_layer_is_there_with_its_title_and_no_other():
    lines = {key.strip("`"): words for key, words in rows(section("docs/data.md", "## Layers"))}
    assert list(lines) == ["land", *layer_keys.every()]
    assert [key for key in lines if not lines[key].startswith(layer(key).TITLE)] == []
    assert [key for key in lines if len(lines[key]) < len(layer(key).TITLE) + 20] == []


@pytest.mark.parametrize("resource", RESOURCES, ids=[resource["path"] for resource in RESOURCES])
def test_every_column_of_a_table_is_there_with_type_and_meaning_and_no_other(resource: dict[str, object]):
    text = section("docs/data.md", f"### {resource['path']}")
    schema = resource.get("schema", {"fields": []})
    assert isinstance(schema, dict)
    columns = [[f"`{field['name']}`", field["type"], field["description"]] for field in schema["fields"]]
    assert rows(text) == columns
    assert schema["fields"] or len(text) > 40


def test_no_table_is_told_that_is_not_there():
    assert re.findall(r"^### (\S+\.(?:csv|geojson))$", EVERYTHING, re.MULTILINE) == [
        resource["path"] for resource in RESOURCES
    ]


@each
def test_what_is_written_by_a_command_is_what_the_command_writes(document: str):
    assert filled(DOCUMENTS[document]) == DOCUMENTS[document], "`make docs` writes it anew"


def test_every_block_that_the_command_knows_stands_in_one_document():
    assert sorted(block[1] for block in MARKED.findall(EVERYTHING)) == sorted(BLOCKS)


@each
def test_every_file_that_it_names_and_every_picture_is_there(document: str):
    folder = (ROOT / document).parent
    linked = [path for path, _ in re.findall(r"!?\[[^]]*\]\((?![a-z]+:)([^)#]+)(#[^)]*)?\)", DOCUMENTS[document])]
    named = re.findall(rf"`((?:{'|'.join([*ROOMS, 'data', 'docs'])})/[\w./]+\.\w+)`", DOCUMENTS[document])
    assert sorted(path for path in linked if not (folder / path).exists()) == []
    assert sorted(path for path in named if not (ROOT / path).exists()) == []


@each
def test_every_heading_that_a_link_leads_to_is_there(document: str):
    folder = (ROOT / document).parent
    links = re.findall(r"\]\((?![a-z]+:)([^)#]*)#([^)]+)\)", DOCUMENTS[document])
    targets = [((folder / path).resolve().relative_to(ROOT).as_posix() if path else document, name) for path, name in links]
    assert [(path, name) for path, name in targets if name not in anchors(path)] == []


@each
def test_every_command_that_it_names_is_one_of_the_makefile(document: str):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert commands(document) <= targets


def test_the_readme_names_the_two_commands():
    assert {"run", "test"} <= commands("README.md")


@each
def test_every_module_that_it_runs_is_there(document: str):
    for name in re.findall(r"python -m ([\w.]+)", DOCUMENTS[document]):
        # What a changelog says was once so.
        if document == "CHANGELOG.md" and name == "layers.check":
            continue
        path = ROOT / name.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), name


def test_every_setting_of_the_code_is_told_and_no_other():
    code = [path for room in ROOMS if room != "tests" for path in ROOT.glob(f"{room}/**/*.py")]
    sources = [ROOT / "Makefile", ROOT / "app.py", *code]
    used = {name for path in sources for name in re.findall(r"\bSOUNDINGS_[A-Z]+\b", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"\bSOUNDINGS_[A-Z]+\b", section("docs/running.md", "## Settings"))) == used
    assert set(re.findall(r"\bSOUNDINGS_[A-Z]+\b", EVERYTHING)) == used


@pytest.mark.parametrize("document", ["README.md", "docs/api.md"])
def test_its_example_of_a_route_is_a_question_that_the_route_understands(document: str):
    example = re.search(r"curl '([^']+)'", DOCUMENTS[document])
    assert example
    address = urlsplit(example[1])
    assert re.fullmatch(rf"/api/({'|'.join(layer_keys.every())})\.geojson", address.path)
    assert parse(dict(parse_qsl(address.query)))[1] == []


def test_every_route_is_there_and_no_other():
    paths = [f"`{route.path}`" for route in ROUTES if route.path != "/api/{rest:path}"]
    assert sorted(path for path, _ in rows(section("docs/api.md", "## JSON routes").split("###")[0])) == sorted(paths)


def test_every_kind_of_file_is_there_and_no_other():
    tables = [("docs/briefings.md", "## Kinds of file"), ("docs/data.md", "## Data files")]
    suffixes = [cell for document, heading in tables for cell, _ in rows(section(document, heading))]
    assert re.findall(r"`(\.[\w.]+)`", " ".join(suffixes)) == list(WRITERS)
    assert re.findall(r"`(\.[\w.]+)`", section("README.md", "## A briefing or a file, without the app")) == [
        suffix for suffix in WRITERS if suffix != ".pptx"
    ]


@pytest.mark.parametrize("document", ["README.md", "docs/briefings.md"])
def test_its_example_of_a_briefing_is_a_question_that_the_command_understands(document: str):
    example = re.search(r"python -m briefing (--.+)$", DOCUMENTS[document], re.MULTILINE)
    assert example
    options = dict(zip(example[1].split()[::2], example[1].split()[1::2], strict=True))
    assert Path(options.pop("--out")).suffix in WRITERS
    assert parse({key.removeprefix("--"): value for key, value in options.items()})[1] == []


def test_the_rooms_that_the_readme_names_are_the_rooms_that_there_are():
    named = {cell.strip("`/") for cell, _ in rows(section("README.md", "## The rooms"))}
    assert [room for room in named if not (ROOT / room).exists()] == []
    assert set(ROOMS) <= named


def declared(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~\[ ]", requirement)[0] for requirement in requirements]


@pytest.mark.parametrize(
    ("heading", "requirements"),
    [("## Installed to run", PROJECT["dependencies"]), ("## Installed to test", PROJECT["optional-dependencies"]["dev"])],
    ids=["run", "test"],
)
def test_every_package_is_named_with_its_licence_and_no_other(heading: str, requirements: list[str]):
    licences = dict(rows(section("THIRD-PARTY.md", heading)))
    assert list(licences) == declared(requirements)
    # A package that declares its licence as an expression is taken at its word.
    words = {name: metadata(name).get("License-Expression") or licences[name] for name in licences}
    assert licences == words
    assert all(licences.values())


def test_every_package_that_is_installed_is_pinned_with_its_hash():
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        packages = [line for line in lines if line and not line.startswith("#")]
        assert [line for line in packages if not re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", line)] == []
        assert packages
    assert "--require-hashes" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_licences_are_files_and_those_that_the_metadata_name():
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert [pattern for pattern in PROJECT["license-files"] if not list(ROOT.glob(pattern))] == []
    licence = reading.schema()["licenses"][0]
    assert f"]({licence['path']})" in DOCUMENTS[f"LICENSES/{licence['name'].removesuffix('.md')}.md"]


def test_every_test_that_keeps_a_promise_is_there():
    promises = rows(section("SECURITY.md", "## What is promised, and by which test"))
    assert promises
    for promise, tests in promises:
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", tests)
        assert named, promise
        for path, name in named:
            assert f"\ndef {name}(" in (ROOT / path).read_text(encoding="utf-8"), f"{path} has no {name}"


def test_the_changelog_tells_of_the_present_data_version_and_of_what_comes_after():
    versions = re.findall(r"^## \[(.+?)\](?: - (\d{4}-\d{2}-\d{2}))?$", DOCUMENTS["CHANGELOG.md"], re.MULTILINE)
    assert versions[0] == ("Unreleased", "")
    assert versions[1][0] == reading.schema()["version"]
    numbers = [[int(part) for part in version.split(".")] for version, _ in versions[1:]]
    assert numbers == sorted(numbers, reverse=True)
    assert all(day for _, day in versions[1:])
    kinds = re.findall(r"^### (\w+)$", DOCUMENTS["CHANGELOG.md"], re.MULTILINE)
    assert set(kinds) <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


@pytest.mark.parametrize(("folder", "options"), [("", ""), ("build/wheelhouse", "--no-index --find-links build/wheelhouse")])
def test_packages_come_from_a_wheelhouse_alone_where_one_is_named(folder: str, options: str):
    command = ["make", "--dry-run", "--always-make", "run", f"WHEELHOUSE={folder}"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (line,) = [line for line in told.splitlines() if " pip install " in line and "requirements.txt" in line]
    assert "--require-hashes" in line
    assert (options in line) if options else ("--no-index" not in line)
