"""The scripts that run in a browser: linted, formatted, typed and tried out in Node, where it is installed."""

from __future__ import annotations

import ast
import datetime as dt
import json
import random
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefing.html import deck
from layers import filtered
from question import layer_keys
from question.view import View
from record import severity
from views.map import chart, rows
from views.map import parts as map_parts
from views.parts.question import Question
from words import states

if TYPE_CHECKING:
    from layers.store import Store

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ROOT / "node_modules" / ".bin"
SUITES = sorted(path.name for path in (ROOT / "tests" / "js").glob("*.test.js"))
NO_NODE = "no Node on this machine (looked for node): the scripts' own tests are skipped"
NO_TOOLS = "node_modules is not there: tests/js/install.sh installs it where npm is (`make check` and `make test` call it)"
SCRIPT = re.compile(r"\bfunction\b.*\(|=>|\b(const|let|var) \w+ =|\b(document|window)\.\w")
ROOMS = ("api", "briefing", "files", "layers", "question", "record", "views", "waters", "words")


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)


def tool(name: str) -> Path:
    if not (TOOLS / name).is_file() or not shutil.which("node"):
        pytest.skip(NO_TOOLS)
    return TOOLS / name


@cache
def _counts(suite: str) -> tuple[dict[str, int], str]:
    done = run("node", "--test", "--test-reporter=tap", f"tests/js/{suite}")
    return {word: int(number) for word, number in re.findall(r"^# (\w+) (\d+)$", done.stdout, re.MULTILINE)}, done.stdout


@pytest.mark.skipif(not shutil.which("node"), reason=NO_NODE)
@pytest.mark.parametrize("suite", SUITES)
def test_what_the_scripts_compute_is_right(suite: str):
    counts, output = _counts(suite)
    written = len(re.findall(r"^test\(", (ROOT / "tests" / "js" / suite).read_text(encoding="utf-8"), re.MULTILINE))
    assert counts.get("fail") == 0, output
    assert counts["pass"] == counts["tests"] == written > 0


def test_there_are_suites():
    assert len(SUITES) >= 5


def test_biome_finds_nothing_to_better_in_the_scripts():
    done = run(tool("biome"), "check", "--error-on-warnings")
    assert done.returncode == 0, done.stdout + done.stderr
    (checked,) = re.findall(r"Checked (\d+) files", done.stdout + done.stderr)
    assert int(checked) >= len(html_scripts()) + len(SUITES)


def test_the_scripts_hold_to_their_types():
    done = run(tool("tsc"), "--project", "tsconfig.json", "--listFilesOnly")
    assert {str(path) for path in html_scripts()} <= set(done.stdout.split("\n"))
    done = run(tool("tsc"), "--project", "tsconfig.json")
    assert (done.returncode, done.stdout) == (0, "")


def html_scripts() -> list[Path]:
    return sorted(path for folder in (deck.STATIC, map_parts.STATIC) for path in folder.glob("*.js"))


def test_every_script_is_served_or_stands_in_the_deck_or_is_a_part_of_a_page():
    ours = {path for path in (*map_parts.PARTS.values(), *deck.SCRIPTS) if path.suffix == ".js"}
    pages = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "views").rglob("*.py"))
    ours |= {path for path in html_scripts() if f'static("{path.name}")' in pages or f'js="{path.name}"' in pages}
    assert set(html_scripts()) <= ours


def test_the_map_loads_each_script_that_it_needs_from_this_app():
    assert {f"{name}.js" for name in map_parts.SCRIPTS} == {"base.js", *map_parts.PARTS} - {"land.geojson"}
    assert ("leaflet", "base", *deck.SHARED_SCRIPTS, *map_parts.OWN) == map_parts.SCRIPTS


def strings(path: Path) -> list[str]:
    """Return the strings of a module, those that document it left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in documents)
    return [node.value for node in found if isinstance(node.value, str)]


def test_no_script_stands_in_a_python_string():
    modules = [ROOT / "app.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
    scripts = [text for path in modules for text in strings(path) if SCRIPT.search(text)]
    assert scripts == []


def test_the_tools_are_pinned_and_the_lock_file_names_no_registry():
    package = (ROOT / "package.json").read_text(encoding="utf-8")
    versions = re.findall(r'"(?:@?[\w/-]+)": "([^"]+)"', package.split('"devDependencies"')[1])
    assert len(versions) >= 4
    assert [version for version in versions if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert not re.search(r"https?:|\"resolved\"", lock)
    assert lock.count('"integrity"') == lock.count('"node_modules/')


@pytest.mark.skipif(not shutil.which("node"), reason=NO_NODE)
def test_the_browser_admits_what_the_server_does(store: Store, tmp_path: Path):
    """Over random questions, id for id: of clashes, developments and places, by states, severity and types."""
    drawn = random.Random(20160712)
    every, questions, expected = list(states.NAMES), [], []
    sent = {key: rows.rows(store, key) for key in ("incidents", "developments", "places")}
    for number in range(120):
        view = View(
            states=states.ordered(drawn.sample(every, drawn.randint(0, 4))),
            match=drawn.choice(["any", "all", "between"]),
            severity=drawn.randint(0, 5),
            types=tuple(drawn.sample(severity.TYPES, drawn.choice([0, 0, 1, 3]))),
            start=dt.date(drawn.randint(1990, 2024), 1, 1) if number % 2 else None,
            q=drawn.choice(["", "", "coast guard", "Scarborough"]),
        ).settled()
        admitted = filtered(store.frames, layer_keys.every(), view)
        told = chart.message(Question(store, view, []), admitted, flight=0)
        for key, columns in sent.items():
            questions.append({"rows": columns, "asked": told["asked"], "but": told["layers"][key]["but"]})
            expected.append(store.frames[key].index.isin(admitted[key].index).astype(int).tolist())
    asked = tmp_path / "asked.json"
    asked.write_text(json.dumps(questions), encoding="utf-8")
    done = run("node", "tests/js/admitted.js", asked)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected
    assert sum(0 < sum(on) < len(on) for on in expected) > 60
