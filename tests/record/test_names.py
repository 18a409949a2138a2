"""Place names in the reader's choice of language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from record import names

if TYPE_CHECKING:
    from record.reading import Package


def test_chinese_is_read_in_characters_wherever_a_place_has_some(shipped: Package):
    table = shipped.tables["names"]
    mine = table[(table["language"] == "zh") & ~table["ambiguous"]]
    written = set(mine.loc[[bool(re.search(names.HAN, name)) for name in mine["name"]], "place"])
    found = names.chosen(shipped, "zh")
    assert len(written) > 100
    assert [place for place in written if not re.search(names.HAN, found[place])] == []


def test_a_place_without_a_name_in_a_language_keeps_its_english_one(shipped: Package):
    english, malay = names.chosen(shipped, "en"), names.chosen(shipped, "ms")
    without = set(english) - set(shipped.tables["names"].query("language == 'ms'")["place"])
    assert without
    assert all(malay[place] == english[place] for place in without)
