"""From HTML to blocks: trafilatura tells which part of a page is the article, the tree tells what each block is.

trafilatura alone gives no kinds (headline, caption, correction) and mixes boxes in; readability-lxml was left aside as it
keeps no line of the byline. What is hidden or commented out is cut before anything is read, and nothing is run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import lxml.html
import trafilatura
from htmldate import find_date

from desk import page_head, tables
from desk.page import assembled, shadow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.blocks import Page

GONE = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "form",
    "button",
    "input",
    "select",
    "iframe",
    "svg",
    "object",
    "dialog",
)
BLOCKS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "figcaption",
    "blockquote",
    "pre",
    "td",
    "th",
    "dd",
    "dt",
    "caption",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "time",
    "center",
    "address",
)
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])|(?:left|top|text-indent)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
BOX = re.compile(
    r"\b(?:cookies?|consent|gdpr|ck|comments?|cmts?|disqus|related|rel|box-rel|most-?read|popular|trending|hot|newsletter|subscribe|share|sharing|social|soc"
    r"|tags?|ticker|breaking|crumbs?|breadcrumbs?|menu|navbar|nav|promo|teaser|next|prev|next-post|pn|pager|pagination|sidebar|side|wdg|widget|advert\w*|ad|ads"
    r"|sponsor\w*|outbrain|taboola|recommend\w*|footer|bottom|ft|foot|hidden|sr-only|visually-hidden|read-?more|readmore|editor|hamburger|copyright|login|ranking)\b",
    re.IGNORECASE,
)
CAPTION = re.compile(r"\b(?:caption|figcaption|credit|pic-?text|photo)\b", re.IGNORECASE)
BYLINE = re.compile(
    r"\b(?:byline|meta|entry-meta|auth|author|date|dateline|info|published|time|timestamp|pub)\b", re.IGNORECASE
)
STANDFIRST = re.compile(r"\b(?:dek|sub|subhead|standfirst|summary|entry-summary|lede|lead|intro|abstract)\b", re.IGNORECASE)
CORRECTION = re.compile(r"\b(?:correction|clarification|erratum)\b", re.IGNORECASE)
LONG = 60
MOST_LINKS = 0.5
DEEPEST = 200


def page(file: str, text: str) -> Page:
    """Return the article of an HTML page as blocks, with what its head says of it."""
    tree = lxml.html.document_fromstring(
        text or "<p></p>", parser=lxml.html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    )
    source = page_head.told(tree) | {"form": "html"}
    clean(tree)
    main = _main(tree, source.get("title", ""))
    parts = list(_typed(main, tree, source.get("title", "")))
    source["htmldate"] = find_date(text, original_date=True, extensive_search=False) or ""
    return assembled(file, parts, source)


def clean(tree: Any) -> None:  # noqa: ANN401 -- as above
    """Cut what is no article from a tree: scripts, forms, what is hidden, and boxes by their names."""
    for tag in list(tree.iter()):
        if not isinstance(tag.tag, str) or tag.getparent() is None or tag.tag in {"html", "head", "body"}:
            continue
        if tag.tag in GONE or _hidden(tag) or (_boxed(tag) and not _holds_article(tag)):
            tag.drop_tree()


def _hidden(tag: Any) -> bool:  # noqa: ANN401 -- as above
    return "hidden" in tag.attrib or tag.get("aria-hidden") == "true" or bool(HIDDEN.search(tag.get("style") or ""))


def _boxed(tag: Any) -> bool:  # noqa: ANN401 -- as above
    if tag.tag == "footer":
        return True
    words = re.sub(r"[_\s]+", " ", f"{tag.get('class') or ''} {tag.get('id') or ''} {tag.get('role') or ''}")
    return bool(BOX.search(words)) and not (tag.tag == "p" and CORRECTION.search(words))


def _holds_article(tag: Any) -> bool:  # noqa: ANN401 -- as above
    paragraphs = [each for each in tag.iter("p") if len(_words(each)) > LONG and _links(each) < MOST_LINKS]
    return len(paragraphs) >= 3


def _words(tag: Any) -> str:  # noqa: ANN401 -- as above
    return " ".join(tag.text_content().split())


def _links(tag: Any) -> float:  # noqa: ANN401 -- as above
    whole = len(_words(tag))
    return sum(len(_words(each)) for each in tag.iter("a")) / whole if whole else 1.0


def _main(tree: Any, title: str) -> Any:  # noqa: ANN401 -- as above
    """Return the smallest element that holds the paragraphs that trafilatura takes for the article, and its headline."""
    wanted = (
        trafilatura.extract(lxml.html.tostring(tree, encoding="unicode"), include_comments=False, favor_recall=True) or ""
    )
    wanted = "".join(wanted.split())
    long = [
        tag
        for tag in tree.iter("p", "div", "td", "li", "blockquote")
        if len(_own(tag)) > LONG / 2 and _links(tag) < MOST_LINKS
    ]
    long = [tag for tag in long if _paragraph(_own(tag))] or long
    chosen = [tag for tag in long if "".join(_own(tag).split())[:60] in wanted] or long
    if not chosen:
        return tree.body if tree.find("body") is not None else tree
    ancestors = [list(_lineage(tag)) for tag in chosen]
    most = max(len(_own(tag)) for tag in chosen)
    keep = [line for line, tag in zip(ancestors, chosen, strict=True) if len(_own(tag)) >= min(most, LONG / 2)]
    shared = [tag for tag in keep[0] if all(tag in line for line in keep)]
    main = shared[0] if shared else tree
    headline = _headline([(tag, _own(tag)) for tag in tree.iter("h1", "h2")], title)
    while (
        main.getparent() is not None and main.tag != "body" and all(_own(tag) != headline for tag in main.iter("h1", "h2"))
    ):
        main = main.getparent()
    return main


def _lineage(tag: Any) -> Iterator[Any]:  # noqa: ANN401 -- as above
    yield tag
    yield from tag.iterancestors()


def _own(tag: Any) -> str:  # noqa: ANN401 -- as above
    """Return an element's text without that of blocks inside it."""
    if not isinstance(tag.tag, str):
        return ""
    parts = [tag.text or ""]
    for child in tag:
        if isinstance(child.tag, str) and child.tag not in {*BLOCKS, "figure", "table"}:
            parts.append(" " if child.tag == "br" else _own(child))
        parts.append(child.tail or "")
    return re.sub(r"[ \t\r\n\f]+", " ", "".join(parts)).strip()


def _typed(main: Any, tree: Any, title: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 -- as above
    """Yield the blocks of an article, (kind, text) each, the headline first."""
    blocks = [
        (tag, _own(tag))
        for tag in main.iter()
        if isinstance(tag.tag, str) and tag.tag in (*BLOCKS, "b", "span")[: len(BLOCKS)]
    ]
    blocks = [(tag, text) for tag, text in blocks if text and _links(tag) < MOST_LINKS]
    headline = _headline([*blocks, *((tag, _own(tag)) for tag in tree.iter("h1", "h2"))], title)
    first = next((at for at, (tag, text) in enumerate(blocks) if _paragraph(text) and not _captioned(tag)), 0)
    if headline:
        yield "headline", headline
    for at, (tag, text) in enumerate(blocks):
        if text != headline:
            yield _kind(tag, text, before=at < first), text


def _paragraph(text: str) -> bool:
    """Tell whether a text is a paragraph: long, and it ends as a sentence does."""
    return len(text) > (LONG if text.isascii() else LONG / 3) and bool(
        re.search(r"[.。！？!?][\"'”’」』)）\]\u200f]*$", text)
    )


def _sentence(text: str) -> bool:
    return len(text) > LONG or bool(re.search(r"[.。！？!?]\W*$", text))


def _headline(blocks: list[tuple[Any, str]], title: str) -> str:
    heads = [text for tag, text in blocks if tag.tag in {"h1", "h2"} and text]
    plain = "".join(title.split())
    return next(
        (text for text in heads if "".join(text.split())[:40] in plain or (plain and plain in "".join(text.split()))),
        heads[0] if heads else "",
    )


def _captioned(tag: Any) -> bool:  # noqa: ANN401 -- as above
    return (
        tag.tag in {"figcaption", "caption"}
        or any(each.tag == "figure" for each in tag.iterancestors())
        or bool(CAPTION.search(tag.get("class") or ""))
    )


def _kind(tag: Any, text: str, *, before: bool) -> str:  # noqa: ANN401 -- as above
    """Return what a block is, by its element, its class and how it begins; `before` the first paragraph."""
    named = f"{tag.get('class') or ''} {tag.get('id') or ''}"
    plain = shadow(text)
    if _captioned(tag) or _begins("caption", plain):
        return "caption"
    if CORRECTION.search(named) or _begins("correction", plain):
        return "correction"
    if _begins("elsewhere", plain):
        return "tail"
    if tag.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
        return "heading"
    if before:
        return "standfirst" if STANDFIRST.search(named) or not (BYLINE.search(named) or re.search(r"\d", text)) else "byline"
    return "body" if _sentence(text) else "tail"


def _begins(entry: str, plain: str) -> bool:
    return any(tables.pattern("cues", entry, language).search(plain) for language in tables.table("cues")[entry])
