"""Who says what: the sentences in which a state's force, office or people speak of the event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from desk import states, tables
from desk.value import LONGEST_QUOTE, Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

RULES = {True: "words of saying", False: "words of saying, speaker named before"}
ITS_OWN = re.compile(
    r"\bits (?:[\w-]+ ){0,3}?(?:spokes\w+|director(?:[- ]general)?|chief|head|commander|commandant|commissioner|captain)"
    r" (?:\w+ly )?$"
)
QUOTED = re.compile(r"\"[^\"]{8,}\"|「[^」]{4,}」|『[^』]{4,}』")


@dataclass(frozen=True)
class Saying:
    """A sentence in which somebody speaks: of which state, by which force or office ("": none), and where that is named."""

    sentence: Sentence
    state: str
    agency: str
    start: int
    end: int
    noun: str

    @property
    def named(self) -> bool:
        """Whether the sentence itself names the speaker."""
        return self.end > 0


def sayings(article: Article) -> list[Saying]:
    """Return the sentences in which a state speaks, in order; a pronoun has the speaker before it."""
    found: list[Saying] = []
    usual: dict[str, str] = {"militia": "CHN"}
    last: Saying | None = None
    for sentence in article.body:
        agencies = states.agencies(sentence.shadow, article.language, tuple(sorted(usual.items())))
        saying = _saying(article, sentence, agencies, last)
        usual |= {each.noun: each.state for each in agencies if each.noun}
        last = saying or (_subject(sentence, agencies) or last if not _silent(article, sentence) else None)
        if saying:
            found.append(saying)
    return found


def _own_spokesman(
    text: str, verb: re.Match[str], agencies: tuple[states.Agency, ...]
) -> tuple[str, str, int, int, str] | None:
    """Read "The agency detained two boats, its director said": who speaks is of the force named before."""
    speaks = ITS_OWN.search(text[: verb.start()])
    before = [each for each in agencies if speaks and each.end <= speaks.start() and each.noun not in {"fishers", "militia"}]
    # Between two states' forces "its" may be of either.
    if not before or len({each.state for each in before}) > 1:
        return None
    last = before[-1]
    return last.state, last.name, last.start, last.end, last.noun


def _silent(article: Article, sentence: Sentence) -> bool:
    return bool(tables.pattern("speech", "silent", article.language).search(sentence.shadow))


def _silent_clause(text: str, at: int, language: str) -> bool:
    """Tell whether the clause around a verb says that nothing was said; a "while" or a semicolon begins another."""
    breaks = [0, *(each.end() for each in re.finditer(r", (?:while|but|whereas)\b|;", text)), len(text)]
    clause = next(text[a:b] for a, b in pairwise(breaks) if a <= at < b or b == len(text))
    return bool(tables.pattern("speech", "silent", language).search(clause))


def _subject(sentence: Sentence, agencies: tuple[states.Agency, ...]) -> Saying | None:
    """Return whom a sentence opens with: the next may speak of them as "it" ("Its statement said")."""
    first = next((each for each in agencies if each.start < 4 and not each.noun.startswith("fishers")), None)
    return Saying(sentence, first.state, first.name, first.start, first.end, first.noun) if first else None


def _saying(article: Article, sentence: Sentence, agencies: tuple[states.Agency, ...], last: Saying | None) -> Saying | None:
    text, language = sentence.shadow, article.language
    verbs = list(tables.pattern("speech", "says", language).finditer(text))
    verbs = [each for each in verbs if not _silent_clause(text, each.start(), language)]
    if not verbs:
        return None
    bare = QUOTED.sub(lambda match: "_" * len(match[0]), text)
    for verb in verbs:
        if bare[verb.start() : verb.end()].startswith("_"):
            continue
        speaker = _speaker(bare, verb, agencies, language) or _own_spokesman(bare, verb, agencies)
        if speaker:
            return Saying(sentence, *speaker)
    capital = re.match(r"(?:The|A|Its) (?:\w+ ){0,2}(?:ministry|government|navy|military|coast guard) in ", text)
    if verbs and capital:
        where = next((each for each in states.named(text) if each.capital and each.start == capital.end()), None)
        return Saying(sentence, where.state, "", where.start, where.end, "") if where else None
    again = tables.pattern("speech", "again", language).search(text)
    if (
        verbs
        and last
        and (again or re.search(r"\"[, ]*(?:he|she|it|they|the spokes\w+|the statement|the master) (?:said|added)", text))
    ):
        if re.search(r"the (?:master|skipper|fisherman)", text):
            return None
        return Saying(sentence, last.state, last.agency, last.start if last.sentence == sentence else 0, 0, last.noun)
    return _counterpart(sentence, verbs, last) or _state_alone(sentence, verbs, language)


def _speaker(
    text: str, verb: re.Match[str], agencies: tuple[states.Agency, ...], language: str
) -> tuple[str, str, int, int, str] | None:
    """Return who speaks by a verb: the force or office right before it, or right behind it."""
    speakers = [each for each in agencies if each.noun not in {"fishers", "law_enforcement", "militia"}]
    before = [each for each in speakers if each.end <= verb.start() + 1 and _joined(text[each.end : verb.start()], language)]
    before = before or [each for each in speakers if language == "ja" and _topic(text, each.end, verb)]
    behind = [
        each
        for each in speakers
        if 0 <= each.start - verb.end() <= 48 and _follows(text[verb.end() : each.start], verb.group(), language)
    ]
    chosen = (before[-1:] or behind[:1]) if not _behind_first(verb.group()) else (behind[:1] or before[-1:])
    if not chosen:
        return None
    each = chosen[0]
    return each.state, each.name, each.start, each.end, each.noun


def _topic(text: str, end: int, verb: re.Match[str]) -> bool:
    """Tell whether a Japanese sentence has a speaker for its topic and a verb of saying for its end."""
    return (
        bool(re.match(r"の?(?:报道官|報道官|広報官|广报官|当局者|局長)?(?:は|も|が)", text[end:]))
        and verb.end() >= len(text) - 6
    )


def _behind_first(verb: str) -> bool:
    """Tell whether a word of saying has its speaker behind it, in the languages that say so."""
    return verb.lower().startswith(tuple(tables.table("speech")["behind_first"]["any"]))


def _joined(gap: str, language: str) -> bool:
    """Tell whether a speaker and the verb behind belong together: few words between, no other clause."""
    if language in {"zh", "ja", "ko"}:
        gap = gap.replace("_", "")
        return (
            len(gap) <= 22
            and not re.search(r"[。；]", gap)
            and not re.search(r"[，、].*[，、]", gap)
            and not re.search(r"(?:船|舰|艇)", gap)
        )
    if re.search(r"[;.]", gap) or len(gap) > 60:
        return False
    return not re.search(r",", gap) or bool(re.fullmatch(r"(?:,[^,]{2,45},)? ?(?:[\w-]+ ?){0,4}", gap))


def _follows(gap: str, verb: str, language: str) -> bool:
    if language in {"zh", "ja", "ko"}:
        return False
    if verb.lower() in {"said", "says", "told", "denied", "confirmed"}:
        return False
    return not re.search(r"[;.,]", gap) and len(gap.split()) <= 7 and _behind_first(verb)


def _counterpart(sentence: Sentence, verbs: list[re.Match[str]], last: Saying | None) -> Saying | None:
    """Read "its counterpart in Beijing": the same office of the other state."""
    found = re.search(r"\bcounterparts? in ", sentence.shadow)
    if not (found and last and verbs):
        return None
    capital = next((each for each in states.named(sentence.shadow) if each.capital and each.start == found.end()), None)
    if not capital:
        return None
    return Saying(sentence, capital.state, states.full_name(last.noun, capital.state), found.start(), capital.end, last.noun)


def _state_alone(sentence: Sentence, verbs: list[re.Match[str]], language: str) -> Saying | None:
    """Return a state that speaks by no named office: its capital, its side, its government."""
    people = tables.pattern("speech", "people", language)
    text = sentence.shadow
    for verb in verbs:
        for each in states.named(text):
            gap = text[each.end : verb.start()]
            side = (
                people.match(gap.lstrip(" '"))
                or (each.capital and (len(gap) < 14 or each.start == 0))
                or text[each.start : each.end].endswith("方")
            )
            ahead = re.search(rf"(?:{people.pattern}) (?:ng |sa )?$", text[: each.start], re.IGNORECASE)
            before = (
                0 <= len(gap) <= (60 if each.start == 0 and each.capital else 45)
                and each.end <= verb.start()
                and (side or ahead)
                and not re.search(r"[;,，。]", gap)
            )
            before = before or _itself(text, each, verb)
            behind = language == "fil" and each.capital and 0 <= each.start - verb.end() <= 10
            if before or behind:
                return Saying(sentence, each.state, "", each.start, each.end, "")
    return None


def _itself(text: str, state: states.Named, verb: re.Match[str]) -> bool:
    """Tell whether a sentence begins with a state that speaks: "China said", not "Chinese ships said"."""
    opening = re.fullmatch(r"(?:(?:But|And|Meanwhile,?|Later,?|Nhưng|Namun,?|Tetapi|但|而)\s?)?", text[: state.start])
    name = text[state.start : state.end]
    return (
        bool(opening)
        and not re.search(r"(?:ese|ine|ian|\x27s?|[^\W]ish|Filipin\w|American|Dutch|French)$", name)
        and (text[state.end : verb.start()].strip() in {"", "also", "has", "cũng", "đã", "juga", "则", "也"})
    )


def values(event: Event, parties: set[str], spoken: list[Saying]) -> list[Value]:
    """Return one account a party: the first sentence in which its force or office speaks of the event."""
    mine = [each for each in spoken if each.sentence in event.sentences and each.state in parties]
    speaking = dict.fromkeys(each.state for each in mine)
    return [_value(max((each for each in mine if each.state == state), key=_worth)) for state in speaking]


def _worth(saying: Saying) -> tuple[bool, bool, bool, int]:
    """Rank sentences of one state: one that says something, by a named speaker, in quoted words, then the earlier."""
    text = saying.sentence.shadow
    return len(text) > (45 if text.isascii() else 12), bool(saying.agency), bool(QUOTED.search(text)), -saying.sentence.start


def _value(saying: Saying) -> Value:
    start, end = saying.sentence.start, saying.sentence.end
    if end - start > LONGEST_QUOTE:
        end = start + LONGEST_QUOTE
    who = saying.agency or states.adjective_of(saying.state) + " side"
    return Value(
        "accounts",
        saying.state,
        start,
        end,
        RULES[saying.named],
        f"{who} speaks in this sentence",
        {"state": saying.state, "speaker": saying.agency, "named": saying.named},
    )


def speakers(spoken: list[Saying], sentences: tuple[Sentence, ...]) -> Iterator[Saying]:
    """Yield the first sentence of each named force or office that speaks in some sentences."""
    seen = set()
    for each in spoken:
        if each.agency and each.end and each.sentence in sentences and each.agency not in seen:
            seen.add(each.agency)
            yield each
