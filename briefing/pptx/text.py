"""Set paragraphs as DrawingML: each run in its language, sizes and line distances in points, links as relationships."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from briefing import families, fonts
from briefing.pptx.theme import PANOSE
from briefing.slides.model import BULLET, INDENT_PT, INK, LINK, MUTED
from briefing.slides.typeset import after

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefing.slides.model import Para, Style

EMU_PT = 12700
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
# The language that a family's script is mostly written for, where there is one.
_LANGUAGES = {
    families.CHINESE: "zh-CN",
    **{
        f"{families.LATIN} {script}": tag
        for script, tag in (
            *(("Arabic", "ar-SA"), ("Armenian", "hy-AM"), ("Bengali", "bn-BD"), ("Devanagari", "hi-IN")),
            *(("Ethiopic", "am-ET"), ("Georgian", "ka-GE"), ("Gujarati", "gu-IN"), ("Gurmukhi", "pa-IN")),
            *(("Hebrew", "he-IL"), ("Kannada", "kn-IN"), ("Khmer", "km-KH"), ("Lao", "lo-LA"), ("Malayalam", "ml-IN")),
            *(("Myanmar", "my-MM"), ("Oriya", "or-IN"), ("Sinhala", "si-LK"), ("Tamil", "ta-IN"), ("Telugu", "te-IN")),
            ("Thai", "th-TH"),
        )
    },
}
# Colours that the theme names, so that a reader who changes the theme changes the text.
_THEMED = {INK: "tx1", MUTED: "tx2"}


def language(words: str, family: str) -> str:
    """Return the language tag of a run: what its letters can tell, else British English, which the sentences are in."""
    if family in _LANGUAGES:
        return _LANGUAGES[family]
    return "vi-VN" if _VIETNAMESE.search(words) else "en-GB"


def _faces(family: str) -> str:
    """Return the name of a further script's family, with what PowerPoint chooses another by where it is not installed."""
    if family in {*families.PLAIN, families.EMOJI, ""}:
        return ""
    return "".join(f'<a:{kind} typeface="{family}" panose="{PANOSE}"/>' for kind in ("latin", "ea", "cs"))


def colour(value: str) -> str:
    """Return an sRGB "#rrggbb" as DrawingML, by the theme's name where it has one."""
    if value in _THEMED:
        return f'<a:schemeClr val="{_THEMED[value]}"/>'
    return srgb(value)


def srgb(value: str) -> str:
    """Return an sRGB "#rrggbb" as DrawingML, whatever the theme."""
    return f'<a:srgbClr val="{value[1:].upper()}"/>'


def runs(words: str, style: Style, *, link: str = "", effect: str = "", themed: bool = True) -> str:
    """Return words as runs. `link` is a relationship's id; a link's colour is left to the theme.

    Words on a ground of our own are not `themed`: a theme's letters may be white.
    """
    ink = colour(style.colour) if themed else srgb(style.colour)
    fill = "" if link and style.colour == LINK else f"<a:solidFill>{ink}</a:solidFill>"
    click = f"<a:hlinkClick r:id={quoteattr(link)}/>" if link else ""
    size, bold = round(style.size_pt * 100), ' b="1"' if style.bold else ' b="0"'
    return "".join(
        f'<a:r><a:rPr lang="{language(run.text, run.family)}" sz="{size}"{bold} dirty="0">'
        f"{fill}{effect}{_faces(run.family)}{click}</a:rPr>"
        f"<a:t>{escape(run.text)}</a:t></a:r>"
        for run in fonts.runs(words)
    )


def fill(body: Any, paras: Iterable[Para], relate: Callable[[str], str], *, align: str = "l") -> None:  # noqa: ANN401 -- pptx ships no types
    """Replace the paragraphs of a text body, an element of any kind that holds them."""
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for para in paras:
        body.append(parse_xml(_paragraph(para, relate, align)))
    if body.find(qn("a:p")) is None:
        body.append(parse_xml(f"<a:p {nsdecls('a')}/>"))


def _paragraph(para: Para, relate: Callable[[str], str], align: str) -> str:
    hanging, mark = "", ""
    if para.bullet:
        indent = round(INDENT_PT * EMU_PT)
        hanging, mark = f' marL="{indent}" indent="-{indent}"', f'<a:buFont typeface="Arial"/><a:buChar char="{BULLET}"/>'
    spacing = (
        f'<a:lnSpc><a:spcPts val="{round(para.leading_pt * 100)}"/></a:lnSpc>'
        f'<a:spcAft><a:spcPts val="{round(para.after_pt * 100)}"/></a:spcAft>'
    )
    content = _linked(para, relate(para.link)) if para.link else runs(para.words, para.style)
    return f'<a:p {nsdecls("a", "r")}><a:pPr algn="{align}"{hanging}>{spacing}{mark}</a:pPr>{content}</a:p>'


def _linked(para: Para, link: str) -> str:
    """Return a link as a run a line with what parts the lines between them: LibreOffice breaks one run inside a word."""
    pieces, rest = [], para.words
    for row in para.lines:
        gap = rest[len(row) : len(rest) - len(after(rest, [row]))]
        pieces += [runs(row, para.style, link=link), runs(gap, para.style) if gap else ""]
        rest = after(rest, [row])
    return "".join(pieces)
