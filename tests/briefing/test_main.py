"""`python -m briefing`: each kind of file from a filter or a saved briefing, and one sentence for what cannot be done."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from pypdf import PdfReader

from briefing import story
from briefing.__main__ import main
from briefing.formats import WRITERS
from question.view import FIELDS

if TYPE_CHECKING:
    from pathlib import Path

JUNE = ["--states", "PHL,CHN", "--from", "2024-06-01", "--to", "2024-06-30"]


@pytest.fixture(autouse=True)
def _small(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOUNDINGS_DATA", str(small))


def complaint(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return what a command that cannot be done says on standard error."""
    try:
        status = main(arguments)
    except SystemExit as left:
        status = int(str(left.code))
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    return err


@pytest.mark.slow
@pytest.mark.parametrize("suffix", WRITERS)
def test_each_kind_of_file_is_written(suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / f"june{suffix.upper()}"
    assert main([*JUNE, "--out", str(path)]) == 0
    assert path.stat().st_size > 0
    assert capsys.readouterr().err == f"{path} is written.\n"


def test_the_help_names_every_key_with_its_meaning_and_every_suffix(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    told = "".join(capsys.readouterr().out.split())
    assert [field.key for field in FIELDS if f"--{field.key}…{field.meaning.replace(' ', '')}" not in told] == []
    assert [suffix for suffix in WRITERS if suffix not in told] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--states", "PHL", "--states", "CHN"],
            "“states=PHL&states=CHN” was not understood: expected the key once, its values joined by commas.",
        ),
        (["--severity", "4", "--severity", "4"], "“severity=4&severity=4” was not understood: expected the key once."),
        (["--q", "\udcc4\udccf"], "“q=” was not understood: expected text in UTF-8, and its bytes are of another encoding."),
        (["--q", "x" * 300], f"“q={'x' * 59}…” was not understood: expected at most 200 characters."),
    ],
)
def test_a_command_is_held_to_what_a_link_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
):
    path = tmp_path / "june.csv"
    assert complaint(capsys, *arguments, "--out", str(path)) == f"The command's {sentence}\n"
    assert not path.exists()


def test_each_bad_value_is_said_in_one_sentence_and_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "june.csv"
    said = complaint(capsys, "--states", "Philippines", "--from", "June", "--out", str(path)).splitlines()
    assert said[0].startswith(
        "The command's “states=Philippines” was not understood: expected a comma-separated list of CHN"
    )
    assert said[1] == "The command's “from=June” was not understood: expected a date written YYYY-MM-DD."
    assert len(said) == 2
    assert not path.exists()


def test_a_suffix_that_is_not_known_is_said_with_those_that_are(capsys: pytest.CaptureFixture[str]):
    said = complaint(capsys, *JUNE, "--out", "june.docx")
    assert (
        said == f"Argument --out: “june.docx” has no suffix of a file that can be written; there are {', '.join(WRITERS)}.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--length", "long", "--save", "x.json"],
            "Argument --length: “long” was not understood: expected full or short.\n",
        ),
        ([], "Nothing to do: name a file to write with --out, or one to keep the briefing in with --save.\n"),
        (["--country", "PHL", "--save", "x.json"], "Unrecognized arguments: --country PHL.\n"),
        (
            ["--as-of", "today", "--save", "x.json"],
            "Argument --as-of: “today” was not understood: expected a date written YYYY-MM-DD.\n",
        ),
        (
            ["--title", "x" * 241, "--save", "x.json"],
            "The briefing is refused: “title”: expected at most 240 characters.\n",
        ),
        (
            ["--briefing", "x.json", "--states", "PHL", "--names", "zh", "--out", "x.csv"],
            "A briefing that is opened has its own questions: leave out --states, --names, or leave out --briefing.\n",
        ),
        (
            ["--briefing", "not-there.json", "--out", "x.csv"],
            "“not-there.json” cannot be read or written: No such file or directory.\n",
        ),
        (
            [*JUNE, "--layers", "none", "--out", "x.csv"],
            "There is nothing to write to x.csv: the view shows no layer. Show at least one.\n",
        ),
        (
            [*JUNE, "--save", "no-such-folder/x.json"],
            "“no-such-folder/x.json” cannot be read or written: No such file or directory.\n",
        ),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert complaint(capsys, *arguments) == said
    assert list(tmp_path.iterdir()) == []


def test_a_picture_needs_a_map(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "words.json"
    scene = {"kind": "trend", "query": {}, "title": "Only bars"}
    file.write_text(json.dumps({"title": "Words", "scenes": [scene]}), encoding="utf-8")
    said = complaint(capsys, "--briefing", str(file), "--out", str(tmp_path / "words.svg"))
    assert said == "words.svg was not written: no scene of the briefing has a map.\n"


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "june.json"
    file.write_bytes(b"\xff\xfe\x00")
    refused = complaint(capsys, "--briefing", str(file), "--out", "x.csv")
    assert refused == "The file is no briefing: it is not UTF-8 text.\n"


def test_a_file_that_notepad_saved_is_opened(tmp_path: Path):
    june, saved = tmp_path / "june.json", tmp_path / "again.json"
    june.write_bytes(b"\xef\xbb\xbf" + json.dumps({"title": "June"}).encode())
    assert main(["--briefing", str(june), "--save", str(saved)]) == 0
    assert json.loads(saved.read_text(encoding="utf-8"))["title"] == "June"


def test_a_saved_briefing_is_opened_again_under_other_lines(tmp_path: Path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert main([*JUNE, "--title", "June", "--handling", "Internal", "--save", str(first)]) == 0
    assert main(["--briefing", str(first), "--author", "Duty desk", "--as-of", "2024-06-30", "--save", str(second)]) == 0
    before = story.read(first.read_text(encoding="utf-8"))
    after = story.read(second.read_text(encoding="utf-8"))
    assert (after.title, after.handling, after.author, str(after.as_of)) == ("June", "Internal", "Duty desk", "2024-06-30")
    assert after.scenes == before.scenes


def test_a_draft_is_short_unless_all_of_it_is_asked_for(tmp_path: Path):
    briefings = []
    for number, options in enumerate(([], ["--length", "full"], ["--sources", "file"])):
        path = tmp_path / f"{number}.json"
        assert main([*JUNE, *options, "--save", str(path)]) == 0
        briefings.append(story.read(path.read_text(encoding="utf-8")))
    assert [briefing.length for briefing in briefings] == ["short", "full", "short"]
    assert [briefing.sources for briefing in briefings] == ["appendix", "appendix", "file"]
    assert [bool(briefing.points) for briefing in briefings] == [True, False, True]


def test_the_data_of_a_saved_briefing_are_those_of_its_first_scene(tmp_path: Path):
    saved, direct, opened = tmp_path / "june.json", tmp_path / "direct.geojson", tmp_path / "opened.geojson"
    assert main([*JUNE, "--save", str(saved), "--out", str(direct)]) == 0
    assert main(["--briefing", str(saved), "--out", str(opened)]) == 0
    assert opened.read_bytes() == direct.read_bytes()


@pytest.mark.parametrize(
    "arguments", [["--state", "PHL"], ["--states", "PHX", "--out", "june.pptx"], ["--out", "june.docx"]]
)
def test_a_command_is_refused_before_anything_heavy_is_imported(arguments: list[str]):
    told = (
        "import sys\nfrom briefing.__main__ import main\ntry:\n    status = main(sys.argv[1:])\n"
        "except SystemExit as left:\n    status = left.code\n"
        "print(status, *sorted({'pandas', 'geopandas', 'numpy', 'shapely', 'pptx', 'fpdf', 'fontTools'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", told, *arguments], capture_output=True, text=True, check=True)
    assert run.stdout == "2\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--out", "m.pptx", "--size", "900x900"],
            "A size is for pictures: name a file that ends in .png or .svg, or leave out",
        ),
        (["--out", "m.png", "--size", "900"], "“900” was not understood: expected a width and a height in pixels, such as"),
        (
            ["--out", "m.png", "--size", "9x9"],
            "A picture of 9 by 9 pixels is too small for a map at 144 dpi: 760 by 520 are",
        ),
        (["--out", "m.png", "--size", "90000x9"], "A picture of 90,000 by 9 pixels is too large: 12,000 a side and"),
        (["--out", "m.png", "--dpi", "9"], "“9” was not understood: expected 72 to 600 dots per inch."),
        (["--out", "m.png", "--dpi", "many"], "Argument --dpi: “many” was not understood: expected a whole number."),
    ],
)
def test_a_size_that_no_picture_has_is_refused(arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]):
    try:
        status: object = main(arguments)
    except SystemExit as left:
        status = left.code
    assert status == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_notes_are_put_under_the_slides_of_a_pdf_and_of_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "day.pdf"
    day = ["--from", "2024-06-17", "--to", "2024-06-17"]
    assert main([*day, "--notes", "--out", str(path)]) == 0
    assert "Speaker's notes" in PdfReader(path).pages[0].extract_text()
    assert main([*day, "--notes", "--out", str(tmp_path / "day.pptx")]) == 2
    told = "Notes are put into a PDF alone: name a file that ends in .pdf with --out, or leave out --notes.\n"
    assert capsys.readouterr().err.endswith(told)


def test_a_picture_has_the_size_and_density_that_are_asked_for(tmp_path: Path):
    path = tmp_path / "june.png"
    assert main([*JUNE, "--size", "1600x1000", "--dpi", "120", "--out", str(path)]) == 0
    with Image.open(path) as drawn:
        assert drawn.size == (1600, 1000)
        assert drawn.info["dpi"] == pytest.approx((120, 120), abs=0.02)
