"""`python -m briefing --states PHL,CHN --from 2024-06-01 --to 2024-08-31 --out june.pptx`: a briefing without the app.

argparse reads the command line, its options made from the keys of a link; click was left aside because a second table of
options would have to be kept beside that one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, get_args

from briefing import formats, picture_size
from briefing.story import Length, Sources
from question.complaints import briefly
from question.view import FIELDS, parse
from record.faults import InvalidPackageError
from words import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from question.address import Query

LINES = {
    "title": "the briefing's title",
    "author": "who it is by",
    "handling": "who may read it: a line on every page",
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say in one sentence what is wrong with the command."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}.\n")


def main(arguments: Sequence[str]) -> int:
    """Draft or open a briefing, save it and write it as a file; return the exit status."""
    options = vars(_parser().parse_args(arguments))
    try:
        query, lines = _understood(options)
        from briefing import command  # noqa: PLC0415 -- a command that is refused waits for no map and no frame

        command.run(query, lines, options)
    except (InvalidPackageError, ValueError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except OSError as fault:
        sys.stderr.write(f"“{fault.filename}” cannot be read or written: {fault.strerror}.\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m briefing", description="Write a briefing, a map or the data of a question as a file.")
    question = parser.add_argument_group("the question, as in a link of the app")
    for field in FIELDS:
        # Every value is kept, so that a key given twice is refused as in a link: argparse alone would take the last.
        question.add_argument(f"--{field.key}", help=field.meaning, metavar="…", action="append", default=[])
    output = parser.add_argument_group("the briefing")
    output.add_argument("--briefing", help="open this briefing instead of drafting one", metavar="FILE.json", type=Path)
    for name, meaning in LINES.items():
        output.add_argument(f"--{name}", help=meaning, metavar="…")
    output.add_argument("--as-of", help="the day that it describes, YYYY-MM-DD", metavar="…", type=_day)
    output.add_argument(
        "--length",
        help="short: ten slides at most (the default); full: every page",
        type=_one_of(get_args(Length)),
        metavar="…",
    )
    output.add_argument(
        "--sources",
        help="where the reports stand that are cited: appendix (the default), or file: a table beside the deck",
        type=_one_of(get_args(Sources)),
        metavar="…",
    )
    output.add_argument(
        "--template",
        help="a .potx or .pptx whose masters, colours and fonts the slides take",
        metavar="FILE.potx",
        type=Path,
    )
    output.add_argument("--notes", help="put the speaker's notes under each slide of a .pdf", action="store_true")
    output.add_argument("--size", help="of a .png or .svg, in pixels, such as 1920x1200", metavar="WxH")
    output.add_argument(
        "--dpi", help=f"dots per inch of a .png, {picture_size.DPI} unless asked otherwise", metavar="…", type=_whole_number
    )
    output.add_argument("--save", help="write the briefing itself to this file", metavar="FILE.json", type=Path)
    output.add_argument("--out", help=f"the file to write: {_suffixes()}", metavar="FILE", type=_out)
    return parser


def _suffixes() -> str:
    return ", ".join(formats.WRITERS)


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{value}” was not understood: expected a date written YYYY-MM-DD") from None


def _whole_number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) < 6):
        raise argparse.ArgumentTypeError(f"“{value}” was not understood: expected a whole number")
    return int(value)


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in words:
            expected = text.words(list(words), last="or")
            raise argparse.ArgumentTypeError(f"“{value}” was not understood: expected {expected}")
        return value

    return read


def _out(value: str) -> Path:
    path = Path(value)
    if not formats.suffix(path):
        raise argparse.ArgumentTypeError(f"“{value}” has no suffix of a file that can be written; there are {_suffixes()}")
    return path


def _understood(options: dict[str, Any]) -> tuple[Query, dict[str, Any]]:
    """Return a command's question and the lines that it gives. Raises ValueError where it asks for what cannot be.

    What only the data can tell, such as the id of a place, is held against them later.
    """
    query = {field.key: options[field.key] for field in FIELDS if any(options[field.key])}
    lines = {name: options[name] for name in (*LINES, "as_of", "length", "sources") if options[name]}
    out: Path | None = options["out"]
    if not (out or options["save"]):
        raise ValueError("Nothing to do: name a file to write with --out, or one to keep the briefing in with --save.")
    if options["template"] and (out is None or formats.suffix(out) != ".pptx"):
        raise ValueError("A template is for slides: name a file that ends in .pptx with --out, or leave out --template.")
    if options["notes"] and (out is None or formats.suffix(out) != ".pdf"):
        raise ValueError("Notes are put into a PDF alone: name a file that ends in .pdf with --out, or leave out --notes.")
    _pictured(options)
    if options["briefing"] and query:
        keys = ", ".join(f"--{key}" for key in query)
        raise ValueError(f"A briefing that is opened has its own questions: leave out {keys}, or leave out --briefing.")
    _, complaints = parse(query, whose="The command's")
    if complaints:
        raise ValueError("\n".join(briefly(complaints, "The command's")))
    return query, lines


def _pictured(options: dict[str, Any]) -> None:
    """Read the size of a picture in its place. Raises ValueError where it is none, or the file is no picture."""
    size, dpi, out = options["size"], options["dpi"], options["out"]
    if size is None and dpi is None:
        options["picture"] = None
        return
    if out is None or formats.suffix(out) not in {".png", ".svg"}:
        raise ValueError("A size is for pictures: name a file that ends in .png or .svg, or leave out --size and --dpi.")
    try:
        options["picture"] = picture_size.read(size or picture_size.DEFAULT, dpi or picture_size.DPI)
    except ValueError as fault:
        raise ValueError(f"{fault}.") from None


if __name__ == "__main__":
    # What is read and drawn is needed to the end: to look for what is not took a third of its time (1.6 s of 5.2 s).
    gc.disable()
    status = main(sys.argv[1:])
    # Nor is it looked for once more at the end.
    gc.freeze()
    sys.exit(status)
