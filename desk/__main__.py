"""The desk's commands: read pages, bring them into the store, list them, publish what is decided, give a role."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desk import commands, intake, proposal
from desk.store import roles
from desk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.proposal import Proposal
    from desk.reading import Article


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Returns 0, or 1 where a file could not be read."""
    parser = argparse.ArgumentParser(prog="python -m desk", description=__doc__)
    subcommands = parser.add_subparsers(dest="command", required=True)
    read = subcommands.add_parser("read", help="print what is proposed for each file, each value with its quote")
    read.add_argument("files", nargs="+", type=Path, metavar="FILE")
    read.add_argument("--json", action="store_true", help="one JSON object a line and event")
    bring = subcommands.add_parser("bring", help="store files as they came; the same bytes are recognised")
    bring.add_argument("files", nargs="+", type=Path, metavar="FILE")
    fetched = subcommands.add_parser("fetch", help="fetch pages by their addresses and store them")
    fetched.add_argument("addresses", nargs="+", metavar="ADDRESS")
    feeds = subcommands.add_parser("feeds", help="fetch once the new pages of feeds; for cron or a systemd timer")
    feeds.add_argument("list", type=Path, metavar="FILE", help="a text file with a feed's address a line")
    subcommands.add_parser("list", help="print the pages that are stored, the newest first")
    publish = subcommands.add_parser("publish", help="write the next version of the data package to a folder")
    publish.add_argument("folder", type=Path, metavar="DIR", help="new, or a package that the new one takes the place of")
    publish.add_argument("--dry", action="store_true", help="only print how it would differ, and what stops it")
    today = dt.datetime.now(dt.UTC).date()
    publish.add_argument("--day", type=dt.date.fromisoformat, default=today, help="the day of the version (default: today)")
    grant = subcommands.add_parser("grant", help="give a person of a sign-in a role at this desk")
    grant.add_argument("issuer", help="who signs the person in: the provider's address, or “proxy”")
    grant.add_argument("subject", help="how the issuer names the person")
    grant.add_argument("role", choices=roles.RANKS)
    options = parser.parse_args(arguments)
    try:
        return int(bool(_done(options)))
    except StoreError as error:
        print(error, file=sys.stderr)
        return 1


def _done(options: argparse.Namespace) -> int:
    """Do what a command asks. Returns how many faults there were."""
    acts: dict[str, Callable[[], int]] = {
        "read": lambda: _read(options.files, as_json=options.json),
        "bring": lambda: commands.bring(options.files),
        "fetch": lambda: commands.fetched(options.addresses),
        "feeds": lambda: commands.collect(options.list),
        "list": commands.listing,
        "publish": lambda: commands.publish(options.folder, options.day.isoformat(), dry=options.dry),
        "grant": lambda: commands.grant(options.issuer, options.subject, options.role),
    }
    return acts[options.command]()


def _read(files: list[Path], *, as_json: bool) -> int:
    faults = 0
    with intake.Reader() as reader:
        for path in files:
            try:
                article, made = proposal.proposals(reader.read(path))
            except intake.UnreadablePageError as error:
                print(error, file=sys.stderr)
                faults += 1
                continue
            for each in made:
                print(json.dumps(proposal.as_json(article, each), ensure_ascii=False) if as_json else words(article, each))
    return int(bool(faults))


def words(article: Article, one: Proposal) -> str:
    """Return a proposal as lines: field, value, quote and rule."""
    lines = [f"{article.page.file}: {one.kind}"]
    for value in one.values:
        quote = " ".join(article.page.text[value.start : value.end].split())
        shown = value.value if value.value is not None else f"{value.more.get('lat_deg')} {value.more.get('lon_deg')}"
        lines.append(f"  {value.field}: {shown} — “{quote}” ({value.rule}: {value.reasoning})")
    lines += [f"  may be {each.id}: {', '.join(each.reasons)}" for each in one.matches[:3]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
