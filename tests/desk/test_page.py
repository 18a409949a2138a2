"""The stored text: its blocks, its sentences and its shadow, with offsets that count code points."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from desk import encoding, html, page, plain
from desk.anchors import anchor

if TYPE_CHECKING:
    from desk.blocks import Page

ARTICLE = """<html><head><title>Boats meet off a shoal - Example Post</title></head><body>
<nav>Most read: storm</nav><article><h1>Boats meet off a shoal</h1><p class="byline">By staff, 18 June 2024</p>
<figure><figcaption>FILE: a boat in 2020</figcaption></figure>
<p>A supply boat and a cutter met off the shoal on Monday, the coast guard said in a statement that ran to two pages.</p>
<div class="related"><a href="/x">Other boats, 3 May</a></div>
<p style="display:none">Nobody may read this sentence at all, 1 May.</p>
<!-- <p>Nor this one, 2 May.</p> --><script>var a = "2031-01-31"</script>
<p>The cutter turned away after an hour, and both crews went home without a scratch on their hulls.</p></article>
<footer>(c) Example Post</footer></body></html>"""

MAIL = """From: a@example.org
Date: Fri, 4 Sep 2026 09:12:00 +0800
Subject: Laser seen

OFFICE

A laser was seen from our bridge at dawn, and nobody in the crew was hurt by it.
--{space}
Bye.
""".format(space=" ")


def kinds(read: Page) -> list[tuple[str, str]]:
    return [(block.kind, read.text[block.start : block.end][:12]) for block in read.blocks]


def test_an_html_page_keeps_its_article_and_tells_its_blocks():
    read = html.page("a.html", ARTICLE)
    assert kinds(read) == [
        ("headline", "Boats meet o"),
        ("byline", "By staff, 18"),
        ("caption", "FILE: a boat"),
        ("body", "A supply boa"),
        ("body", "The cutter t"),
    ]
    for gone in ("storm", "Other boats", "may read", "Nor this", "2031", "(c)"):
        assert gone not in read.text


def test_the_stored_text_is_nfc_and_offsets_are_code_points():
    read = html.page("a.html", ARTICLE.replace("supply boat", "tàu cá \U0001f6a2 boat"))
    assert read.text == unicodedata.normalize("NFC", read.text)
    block = next(block for block in read.blocks if block.kind == "body")
    assert read.text[block.start : block.end].startswith("A tàu cá \U0001f6a2 boat")


def test_a_shadow_is_as_long_as_its_text_and_reads_alike():
    text = "“東沙島”—Ren’ai\u00a0Jiao\u200f（16）"
    assert len(page.shadow(text)) == len(text)
    assert page.shadow(text) == '"东沙岛"—Ren\'ai Jiao (16)'


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("It sailed on Oct. 7 at 12:40 a.m. from port. It came back.", 2),
        ("The U.S. Navy said so. No. 2 was hit.", 2),
        ("中国海警局表示，已经驱离。菲方否认。", 2),
        ("1. At dawn it sailed. 2. At noon it came back.", 2),
    ],
)
def test_sentences_end_where_they_end(words: str, count: int):
    read = page.assembled("a.txt", [("body", words)], {})
    assert len(page.sentences(read)) == count


def test_a_page_labelled_in_an_old_set_is_read_in_the_larger_one():
    text = '<meta charset="gb2312"><p>赤瓜礁鎮</p>'
    assert encoding.decoded(text.encode("gb18030")) == text
    assert encoding.decoded(text.replace("gb2312", "utf-8").encode()) == text.replace("gb2312", "utf-8")


def test_a_mail_gives_its_subject_and_leaves_its_signature_out():
    read = plain.text("a.txt", MAIL)
    assert ("headline", "Laser seen") in kinds(read)
    assert read.source["stamp"].startswith("Fri, 04 Sep 2026")
    assert [kind for kind, _ in kinds(read)][-1] == "tail"


def test_a_quote_that_is_gone_or_stands_twice_is_lost():
    assert anchor("one two three", "two") == (4, 7)
    assert anchor("one two two", "two") is None
    assert anchor("one three", "two") is None
    assert anchor("one", "") is None


def test_a_page_without_end_is_cut_and_says_so():
    read = page.assembled("a.txt", [("body", "one")] * 5_000, {})
    assert len(read.blocks) == page.MOST_BLOCKS
    assert read.source["cut"] == "the page is longer than the desk reads"
    long = page.assembled("a.txt", [("body", "Aaa Bbb " * 2_000)], {})
    assert max(len(sentence.shadow) for sentence in page.sentences(long)) == page.LONGEST_SENTENCE
