"""Whose claims a position is in, on which instruments, and what lies near it: for a clicked point, a clash, a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from layers import incidents
from waters import areas, computed, measure, sentences, standing
from waters import lens as lenses
from waters.lens import LENSES, SENTENCES
from waters.measure import NAUTICAL_MILE_M
from waters.zones import KINDS
from words import states
from words.text import escape, link

if TYPE_CHECKING:
    import datetime as dt

    from shapely.geometry.base import BaseGeometry

    from views.parts.question import Question
    from waters.computed import Zone
    from waters.standing import Away, Standing

RADII_NM = (5, 12, 24, 50, 100, 200)
RADIUS_NM = 24
MOST_REPORTS = 4


def lens_sentence(question: Question) -> str:
    """Return what the view's lens means and as of when it is applied, as HTML."""
    day = question.view.end
    when = f"As of {day.day} {day:%B %Y}." if day else "As of today."
    return f'<p class="lens">{escape(SENTENCES[question.view.lens])} <b>{escape(when)}</b></p>'


def answer(question: Question, standing: Standing) -> str:
    """Return every claim that contains a position under both lenses, each with its instruments, as HTML."""
    waters = computed.load(question.store.package)
    if waters.fault:
        return f'<div class="card"><p>{escape(waters.fault)}</p></div>'
    day = question.view.end
    zones = sorted({*standing.inside, *standing.undetermined}, key=lambda zone: (states.name(zone.claimant), zone.kind))
    verdict = f"<p>{escape(sentences.verdict(standing, day))}</p>"
    if standing.setting.kind == "land":
        return f'<div class="card waters">{verdict}</div>'
    rows = "".join(_row(question, zone, standing, day) for zone in zones if zone.counts("claimed", day))
    heads = "".join(f'<th scope="col">{escape(words)}</th>' for words in LENSES.values())
    table = f'<table><tr><th scope="col">Claim</th>{heads}</tr>{rows}</table>' if rows else ""
    return f'<div class="card waters">{verdict}{table}</div>'


def across(question: Question, area: BaseGeometry) -> str:
    """Return how an area is shared among those who claim it under both lenses, in km² and shares, as HTML."""
    waters = computed.load(question.store.package)
    if waters.fault:
        return f'<div class="card"><p>{escape(waters.fault)}</p></div>'
    day = question.view.end
    by_lens = [areas.across(waters, area, lens, day) if lenses.applies(lens, day) else None for lens in LENSES]
    parts = [dict(sentences.portions(shared)) if shared else {} for shared in by_lens]
    whole = measure.area_km2(area)
    listed = dict.fromkeys(who for part in parts for who in part)
    rows = "".join(_portion(who, [part.get(who, 0) for part in parts], whole) for who in listed)
    heads = "".join(
        f'<th scope="col">{escape(words if shared else f"{words}: {lenses.BEFORE_AWARD}")}</th>'
        for words, shared in zip(LENSES.values(), by_lens, strict=True)
    )
    return (
        f'<div class="card waters"><p>This is an area of {whole:,.0f} km² and no point: here is what of it each set of '
        "states claims, and nothing is said of its middle.</p>"
        f'<table><tr><th scope="col">Claimed by just these</th>{heads}</tr>{rows}</table></div>'
    )


def _portion(who: str, km2: list[float], whole: float) -> str:
    cells = "".join(f"<td>{escape(_part(size, whole))}</td>" for size in km2)
    return f"<tr><td>{escape(who[:1].upper() + who[1:])}</td>{cells}</tr>"


def _part(km2: float, whole: float) -> str:
    return f"{km2:,.0f} km² ({km2 / whole:.0%})" if round(km2) else "none"


def _row(question: Question, zone: Zone, standing: Standing, day: dt.date | None) -> str:
    """Return one zone's line: what it is, its instruments, and the verdict under each lens."""
    claims = question.frame("claims")
    linked = ", ".join(
        f'<a href="./?selected={escape(claim)}" target="_self">{escape(claims.loc[claim, "instrument"], longest=120)}</a>'
        for claim in zone.instruments
    )
    reading = " A reading: no limit was published." if zone.reading else ""
    since = f" In force {zone.valid}." if zone.valid else ""
    good = f" Limit good to {measure.distance_words(zone.accuracy_m)}. {zone.award_note}"
    reports = computed.load(question.store.package).reports[zone.id][:MOST_REPORTS]
    pages = ", ".join(link(report.url, report.publisher, title=report.words) for report in reports)
    cells = "".join(f"<td>{escape(sentences.of_zone(zone, standing, lens, day))}</td>" for lens in LENSES)
    return (
        f"<tr><td><b>{escape(states.name(zone.claimant))}</b> {escape(KINDS[zone.kind])}<small>{linked}</small>"
        f"<details><summary>How it was drawn, and reports</summary>{escape(zone.note + since + reading + good)} "
        f"Reports: {pages}.</details></td>{cells}</tr>"
    )


def distances(question: Question, lon_deg: float, lat_deg: float) -> str:
    """Return how far the nearest named features and each claimant's shore lie, in nm and km, as HTML."""
    names = question.store.names(question.view.names)
    near = standing.features(question.frame("places"), lon_deg, lat_deg)
    shores = standing.coasts(computed.load(question.store.package), lon_deg, lat_deg)
    features = "".join(_away(names[away.name], away) for away in near)
    coasts = "".join(_away(f"Coast of {states.spoken(away.name)}", away) for away in shores)
    return f'<div class="card"><h3>Distances</h3><dl>{features}{coasts}</dl></div>'


def _away(name: str, away: Away) -> str:
    where = f"{measure.distance_words(away.metres)} to the {away.bearing}" if away.metres >= 1 else "here"
    return f"<dt>{escape(name)}</dt><dd>{escape(where)}</dd>"


def within(question: Question, lon_deg: float, lat_deg: float) -> list[tuple[float, str]]:
    """Let the reader choose a radius, and return what the view counts within it as (geodesic metres, id), nearest first."""
    radius = st.select_slider(
        f"{question.view.unit[1].capitalize()} within",
        RADII_NM,
        value=RADIUS_NM,
        key="w-radius",
        format_func=lambda nautical: f"{nautical} nm",
    )
    frame = incidents.counted(question.frame("incidents"), question.view)
    by_distance = incidents.nearby(frame, lon_deg, lat_deg, most=len(frame))
    return [pair for pair in by_distance if pair[0] <= radius * NAUTICAL_MILE_M]
