"""Where it happened: the place of the record, and a position where the page gives coordinates or a distance and a bearing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk import gazetteer, reading, states, tables
from desk.gazetteer import LAND, WIDE, features
from desk.value import Value
from question import positions
from waters import measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.event import Event
    from desk.page import Sentence
    from desk.reading import Article

# Places of the record that are states: a clash is never at one, a deal only where it bears on one that takes no part.
STATES = {"philippines": "PHL", "taiwan": "TWN"}
# A name from which a distance longer than this is counted tells little of where something was.
FAR_M = 55_000.0
BEARINGS = {
    "north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135, "south": 180, "southwest": 225, "south-west": 225,
    "west": 270, "northwest": 315, "north-west": 315, "north-northeast": 22.5, "east-northeast": 67.5, "east-southeast": 112.5, "south-southeast": 157.5,
    "south-southwest": 202.5, "west-southwest": 247.5, "west-northwest": 292.5, "north-northwest": 337.5,
    "东北": 45, "东南": 135, "西南": 225, "西北": 315, "北": 0, "东": 90, "南": 180, "西": 270,
    "đông bắc": 45, "đông nam": 135, "tây nam": 225, "tây bắc": 315, "bắc": 0, "đông": 90, "nam": 180, "tây": 270,
    "timur laut": 45, "tenggara": 135, "barat daya": 225, "barat laut": 315, "utara": 0, "timur": 90, "selatan": 180, "barat": 270, "tenggara timur": 112.5,
    "hilagang-silangan": 45, "hilagang silangan": 45, "timog-silangan": 135, "timog silangan": 135, "timog-kanluran": 225, "timog kanluran": 225,
    "hilagang-kanluran": 315, "hilagang kanluran": 315, "hilaga": 0, "silangan": 90, "timog": 180, "kanluran": 270,
}  # fmt: skip
UNITS = {
    "nautical": measure.NAUTICAL_MILE_M, "nm": measure.NAUTICAL_MILE_M, "n": measure.NAUTICAL_MILE_M, "浬": measure.NAUTICAL_MILE_M, "海里": measure.NAUTICAL_MILE_M,
    "hải": measure.NAUTICAL_MILE_M, "mil": measure.NAUTICAL_MILE_M, "batu": measure.NAUTICAL_MILE_M, "milya": measure.NAUTICAL_MILE_M, "nautikal": measure.NAUTICAL_MILE_M,
    "k": 1000.0, "公": 1000.0, "mi": 1609.344,
}  # fmt: skip
_POINTS = "|".join(sorted(map(re.escape, BEARINGS), key=len, reverse=True))
_UNIT = r"(?P<unit>nautical miles?|nm\b|n\.?m\.|浬|海里|hải lý|mil laut|batu nautika|milya(?:ng)? nautikal|nautical na milya|kilometres?|kilometers?|km\b|公里|miles?\b|キロ)"
_NUMBER = r"(?P<n>\d+(?:[.,]\d+)?)"
AWAY = re.compile(
    rf"{_NUMBER}[ -]?{_UNIT} (?:\([^()]{{0,24}}\) ?)?(?:to the |ở phía |về phía |phía |di sebelah |sebelah |arah |sa )?(?P<point>{_POINTS})(?:ern|wards?)?(?: of| from| ng| dari| của| to the| daripada|,)?(?: the| đảo| quần đảo| bãi)?",
    re.IGNORECASE,
)
AWAY_ZH = re.compile(rf"(?P<point>东北|东南|西南|西北|北|东|南|西)(?:方向?|部|侧|面)?(?:约|大约|外)?{_NUMBER} ?{_UNIT}")
AWAY_VI = re.compile(
    rf"(?P<point>{_POINTS})[^.\d]{{0,30}}?(?:khoảng |chừng |sekitar |kira-kira |mga )?{_NUMBER} {_UNIT}", re.IGNORECASE
)
COORDINATES = re.compile(
    r"(?:\b[NS] ?)?\d{1,2}(?: ?[°º-] ?| degrees? | độ |度)\d{0,2}(?:[.,]\d+)?(?: ?['′’分-]| minutes?| phút)? ?(?:\d{1,2}(?:[.,]\d+)? ?(?:\"|″|''|秒))? ?(?:[NS]\b|north\b|south\b|vĩ (?:độ )?[Bb]ắc|LU\b|[北南]纬)?,?;?(?: and| và| dan|,)? ?"
    r"(?:\b[EW] ?)?\d{2,3}(?: ?[°º-] ?| degrees? | độ |度)\d{0,2}(?:[.,]\d+)?(?: ?['′’分-]| minutes?| phút)? ?(?:\d{1,2}(?:[.,]\d+)? ?(?:\"|″|''|秒))? ?(?:[EW]\b|east\b|west\b|kinh (?:độ )?[Đđ]ông|BT\b)",
    re.IGNORECASE,
)
COORDINATES_ZH = re.compile(
    r"北纬 ?\d{1,2}度(?:\d{1,2}(?:\.\d+)?分)?(?:\d{1,2}秒)?[，、 ]*东经 ?\d{2,3}度(?:\d{1,2}(?:\.\d+)?分)?(?:\d{1,2}秒)?"
)
SPACED = re.compile(r"\b\d{1,2} \d{1,2}(?:\.\d+)? ?[NS],? ?(?:and )?\d{2,3} \d{1,2}(?:\.\d+)? ?[EW]\b")
DECIMAL = re.compile(r"\b\d{1,2}\.\d{2,}(?:°|º)? ?N?,? (?:and )?\d{3}\.\d{2,}(?:°|º)? ?E?\b")
ITSELF = re.compile(
    r"^ ?(?:the |this |that )?(?:shoals?|reefs?|islands?|islets?|atoll|banks?|feature|cay|outpost|field|rig|platform|rock|group)\b",
    re.IGNORECASE,
)
SPEAKER_AT = re.compile(
    r"(?:officer|official|officials|spokes\w+|commander|embassy|reporter|crews?|authorities|governor|mayor)[\w ,]{0,20} (?:in|at|on|from|ở|tại|di|sa) $",
    re.IGNORECASE,
)


def place(article: Article, event: Event) -> Value | None:
    """Return the place of an event: the one named most closely with its acts, a feature before the sea that it lies in."""
    scores: dict[str, float] = {}
    quotes: dict[str, tuple[float, int, int]] = {}
    for sentence, weight in event.weighted():
        for spot in named_here(article, sentence, development=event.kind == "development"):
            place_id = spot.places[0]
            kind = features()[place_id].kind
            value = (
                0.3 * weight
                if _far(sentence, spot)
                else weight * (0.45 if kind in WIDE else 0.35 if kind in LAND and event.kind == "clash" else 1.0)
            )
            scores[place_id] = scores.get(place_id, 0.0) + value
            if place_id not in quotes or value > quotes[place_id][0] + 1:
                quotes[place_id] = (value, sentence.start + spot.start, sentence.start + spot.end)
    if not scores:
        return None
    acting = {each.state for sentence in event.telling[:1] for each in states.named(sentence.shadow)}
    scores = {each: score for each, score in scores.items() if STATES.get(each) not in acting}
    if not scores:
        return None
    ranked = sorted(scores, key=lambda each: -scores[each])
    ranked = _narrowest(ranked, scores)
    _, start, end = quotes[ranked[0]]
    name = features()[ranked[0]].name
    return Value(
        "place",
        ranked[0],
        start,
        end,
        "name of a place",
        f"“{article.page.text[start:end]}” is a name of {name}",
        others=tuple(ranked[1:4]),
    )


def _far(sentence: Sentence, spot: gazetteer.Spot) -> bool:
    """Tell whether a name is only what a long distance is counted from."""
    for match in AWAY.finditer(sentence.shadow):
        unit = match["unit"].lower()
        metres = float(match["n"].replace(",", ".")) * next(size for mark, size in UNITS.items() if unit.startswith(mark))
        if 0 <= spot.start - match.end() <= 6 and metres > FAR_M:
            return True
    return False


def _narrowest(ranked: list[str], scores: dict[str, float]) -> list[str]:
    """Put a feature before the group or sea that is named with it, where it has at least a third of its weight."""
    if features()[ranked[0]].kind not in WIDE:
        return ranked
    narrower = [
        each for each in ranked[1:] if features()[each].kind not in WIDE | LAND and scores[each] * 3 >= scores[ranked[0]]
    ]
    near = [each for each in narrower if _inside(each, ranked[0])]
    return [*near[:1], *(each for each in ranked if each not in near[:1])]


def _inside(narrow: str, wide: str) -> bool:
    a, b = features()[narrow], features()[wide]
    metres = float(measure.distances(a.lon_deg, a.lat_deg, [b.lon_deg], [b.lat_deg])[0])
    return wide == "south-china-sea" or metres < 350_000


def named_here(article: Article, sentence: Sentence, *, development: bool = False) -> Iterator[gazetteer.Spot]:
    """Yield the places in a sentence that may be an event's: not the dateline, not where somebody spoke, came from or went."""
    text = sentence.shadow
    dateline = reading.DATELINE.match(text)
    for spot in gazetteer.spots(text, article.language):
        if spot.places[0] in STATES and not (development and spot.places[0] == "taiwan"):
            continue
        before = text[max(0, spot.start - 70) : spot.start]
        if dateline and spot.end <= dateline.end():
            continue
        if SPEAKER_AT.search(before) or (
            not development and tables.pattern("craft", "bound", article.language).search(before)
        ):
            continue
        yield spot


def position_values(article: Article, event: Event, at: str | None) -> list[Value]:
    """Return the positions that an event's sentences give: coordinates, else distances with a bearing, else a distance."""
    found = [value for sentence in event.sentences for value in _coordinates(article, sentence)]
    if found:
        return found[:1]
    found = [value for sentence in event.sentences for value in _bearings(article, sentence, at)]
    return found[:2]


def _coordinates(article: Article, sentence: Sentence) -> Iterator[Value]:
    for pattern in (COORDINATES, COORDINATES_ZH, SPACED, DECIMAL):
        for match in pattern.finditer(sentence.shadow):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            try:
                spot = positions.read(re.sub(r"\b(?:and|và|dan)\b", ",", match.group()))
            except ValueError:
                continue
            if 90 < spot.lon_deg < 140 and -15 < spot.lat_deg < 40:
                more = {
                    "basis": "reported coordinates",
                    "lon_deg": round(spot.lon_deg, 5),
                    "lat_deg": round(spot.lat_deg, 5),
                }
                yield Value(
                    "position",
                    None,
                    start,
                    end,
                    "coordinates",
                    f"“{article.page.text[start:end]}” read as degrees and minutes",
                    more,
                )
                return


def _bearings(article: Article, sentence: Sentence, at: str | None) -> Iterator[Value]:
    text = sentence.shadow
    chinese = article.language in {"zh", "ja"}
    for match in (AWAY_ZH if chinese else AWAY).finditer(text):
        origin = _origin(article, text, match, at)
        if origin is None:
            continue
        unit = match["unit"].lower()
        metres = float(match["n"].replace(",", ".")) * next(size for mark, size in UNITS.items() if unit.startswith(mark))
        azimuth = BEARINGS[match["point"].lower()]
        feature = features()[origin]
        lon, lat = measure.destination(feature.lon_deg, feature.lat_deg, azimuth, metres)
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if chinese:
            start = max(sentence.start, start - 8)
        more = {
            "basis": "distance and bearing", "lon_deg": round(lon, 5), "lat_deg": round(lat, 5), "distance_nm": round(metres / measure.NAUTICAL_MILE_M, 2),
            "bearing": match["point"], "from": origin, "precision_m": round(max(feature.precision_m, 0.1 * metres)),
        }  # fmt: skip
        yield Value(
            "position",
            None,
            start,
            end,
            "distance and bearing",
            f"{metres / 1852:g} nm at {azimuth:g}° from {feature.name}",
            more,
        )


def _origin(article: Article, text: str, match: re.Match[str], at: str | None) -> str | None:
    """Return what a distance is counted from: named behind it, or right before it as Chinese, Japanese and Vietnamese do."""
    if article.language in {"zh", "ja"}:
        return _origin_before(article, text, match.start(), at)
    before = [each for each in gazetteer.spots(text, article.language) if 0 <= match.start() - each.end <= 12]
    return _origin_behind(article, text, match.end(), at) or (
        before[-1].places[0] if before and article.language == "vi" else None
    )


def _origin_behind(article: Article, text: str, end: int, at: str | None) -> str | None:
    spot = next((each for each in gazetteer.spots(text, article.language) if 0 <= each.start - end <= 6), None)
    if spot:
        return spot.places[0]
    return at if ITSELF.match(text[end:]) or re.match(r" ?(?:it|there)\b", text[end:]) else None


def _origin_before(article: Article, text: str, start: int, at: str | None) -> str | None:
    near = [
        each
        for each in gazetteer.spots(text, article.language)
        if each.end <= start and not re.search(r"[。；]", text[each.end : start])
    ]
    return near[-1].places[0] if near else at
