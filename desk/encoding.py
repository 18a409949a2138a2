"""From bytes to text: which encoding a file is in, by its own mark, its declaration, and what its bytes can be."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# What pages say and what they mean: a page labelled with an old set is written in the larger one.
LARGER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "ascii": "utf-8",
    "big5": "big5hkscs",
}
DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]+)""")


def decoded(content: bytes) -> str:
    """Return the text of bytes: by a mark, as UTF-8 where they are that, as declared, or as charset-normalizer tells.

    UTF-8 goes before the declaration: bytes of another set are hardly ever valid UTF-8, and pages that say so err.
    """
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    declared = DECLARED.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    for encoding in ("utf-8", LARGER.get(name, name)):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return _guessed(content)


def _guessed(content: bytes) -> str:
    best = from_bytes(content).best()
    return str(best) if best else content.decode("utf-8", errors="replace")
