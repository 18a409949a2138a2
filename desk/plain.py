"""From plain text, mail and PDF to blocks."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pypdfium2

from desk import tables
from desk.encoding import decoded
from desk.page import assembled, shadow

if TYPE_CHECKING:
    from collections.abc import Callable
    from email.message import MIMEPart

    from desk.blocks import Page

MAIL = re.compile(r"\A(?:[A-Za-z][A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}\n")
MOST_PAGES = 60
HYPHENS = ("\x02", "\ufffe", "\u00ad")


def text(file: str, words: str) -> Page:
    """Return a plain text as blocks: a mail's head, paragraphs between empty lines, and what follows `-- `."""
    whole = words.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    head = MAIL.match(whole)
    source = {"form": "mail" if head else "text"}
    parts: list[tuple[str, str]] = []
    if head:
        source |= _headers(head.group())
        for line in head.group().strip().split("\n"):
            subject = line.startswith("Subject: ")
            parts.append(("headline", line.removeprefix("Subject: ")) if subject else ("header", line))
    body, mark, signature = whole[head.end() if head else 0 :].partition("\n-- \n")
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", body)]
    parts += _kinds([each for each in paragraphs if each], mail=bool(head))
    return assembled(file, [*parts, ("tail", " ".join((mark + signature).split()))], source)


def _headers(head: str) -> dict[str, str]:
    message = email.message_from_string(head, policy=email.policy.default)
    return {
        "from": str(message.get("From", "")),
        "stamp": str(message.get("Date", "")),
        "title": str(message.get("Subject", "")),
    }


def _kinds(paragraphs: list[str], *, mail: bool) -> list[tuple[str, str]]:
    """Return paragraphs with their kinds: what stands before the first long one is headline and byline."""
    first = next((at for at, words in enumerate(paragraphs) if _paragraph(words)), len(paragraphs))
    parts, headline = [], mail
    for at, words in enumerate(paragraphs):
        kind = _kind(shadow(words), before=at < first)
        if kind == "byline" and not headline and len(words) > 15 and not re.search(r"\d", words) and not words.isupper():
            kind, headline = "headline", True
        parts.append((kind, words))
    return parts


def _paragraph(words: str) -> bool:
    return len(words) > 60 and bool(re.search(r"[.!?。！？][\"'”’)\]」』]*$", words.strip()))


def _kind(words: str, *, before: bool) -> str:
    for entry, kind in (("elsewhere", "tail"), ("caption", "caption"), ("correction", "correction")):
        if any(tables.pattern("cues", entry, language).search(words) for language in tables.table("cues")[entry]):
            return kind
    if before:
        return "byline"
    if re.fullmatch(r"\(?[^.]{0,60}\)?|ENDS.*", words) and not re.search(r"[。！？]", words):
        return "tail" if words.startswith(("(", "ENDS")) or re.search(r"\d", words) else "heading"
    return "body"


def mail(file: str, content: bytes, html_page: Callable[[str, str], Page]) -> Page:
    """Return a mail's page: its From, Date and Subject, and its plain text, or its HTML where it has no plain text."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    head = "".join(f"{name}: {message[name]}\n" for name in ("From", "Date", "Subject") if message[name])
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    raw = body.get_payload(decode=True) if body is not None else b""
    words = _part(raw if isinstance(raw, bytes) else b"", body)
    if body is not None and body.get_content_type() == "text/html":
        inner = html_page(file, words)
        words = "\n\n".join(inner.text[block.start : block.end] for block in inner.blocks)
    return text(file, f"{head}\n{words}")


def archived(content: bytes) -> str:
    """Return the HTML of a saved web archive: the first part that is HTML."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    part = next((each for each in message.walk() if each.get_content_type() == "text/html"), None)
    raw = part.get_payload(decode=True) if part is not None else b""
    return _part(raw if isinstance(raw, bytes) else b"", part)


def _part(raw: bytes, body: MIMEPart | None) -> str:
    charset = body.get_content_charset() if body is not None else None
    try:
        return raw.decode(charset or "utf-8")
    except (UnicodeDecodeError, LookupError):
        return decoded(raw)


def pdf(file: str, content: bytes) -> Page:
    """Return a PDF's text as blocks: lines joined, hyphens at their ends taken away, and headings told by their length."""
    document = pypdfium2.PdfDocument(content)
    lines: list[str] = []
    for number in range(min(len(document), MOST_PAGES)):
        whole = document[number].get_textpage().get_text_bounded()
        for hyphen in HYPHENS:
            whole = whole.replace(f"{hyphen}\r\n", hyphen).replace(hyphen, "")
        lines += [" ".join(line.split()) for line in re.sub(r"(?<=[a-z])- (?=[a-z])", "", whole).split("\n")]
    title = str(document.get_metadata_dict().get("Title", ""))
    return assembled(file, _pdf_blocks([line for line in lines if line], title), {"form": "pdf", "title": title})


def _pdf_blocks(lines: list[str], title: str) -> list[tuple[str, str]]:
    body = sorted(len(line) for line in lines)[len(lines) // 2] if lines else 0
    parts: list[tuple[str, str]] = []
    started = tail = False
    for at, line in enumerate(lines):
        tail = tail or any(
            tables.pattern("cues", "elsewhere", each).search(line) for each in tables.table("cues")["elsewhere"]
        )
        closed = not parts or bool(re.search(r"[.!?。！？][\"'”’)\]]*$", parts[-1][1])) or parts[-1][0] != "body"
        heading = (
            closed
            and not re.search(r"[.,;。]$", line)
            and len(line) < body * 0.75
            and (at + 1 < len(lines))
            and line[:1].isupper()
            and lines[at + 1][:1].isupper()
        )
        kind = "tail" if tail else "heading" if started and heading else "body"
        if not started and kind == "body":
            kind = _front(line, title, parts, lines[at + 1] if at + 1 < len(lines) else "")
            started = kind == "body"
        if kind == "body" and parts and parts[-1][0] == "body":
            last = parts.pop()[1]
            short = closed and len(lines[at - 1]) < body * 0.8
            parts += [("body", last), ("body", line)] if short else [("body", f"{last} {line}")]
        else:
            parts.append((kind, line))
    return parts


def _front(line: str, title: str, parts: list[tuple[str, str]], following: str) -> str:
    """Return what a line before the first paragraph is."""
    if title and "".join(line.split()).lower() in "".join(title.split()).lower():
        return "headline"
    if line.isupper() or re.search(r"\bNo\. \d", line):
        return "tail"
    if following[:1].islower() or re.search(r"[.。,]$", line):
        return "body"
    if re.search(r"(?:19|20)\d\d", line):
        return "byline"
    return "standfirst" if any(kind == "headline" for kind, _ in parts) else "headline"
