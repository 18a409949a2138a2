"""A Card and its reports as HTML: the one place where a page's own markup meets words from the data, all of them escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from record import archive
from words import states, text
from words.dates import published_words
from words.text import escape, link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from layers.card import Card, Fact
    from question.view import View
    from record.evidence import Account, Evidence, Report, Step

LANGUAGES = {
    "en": "English", "zh": "Chinese", "vi": "Vietnamese", "fil": "Filipino", "tl": "Filipino", "id": "Indonesian",
    "ms": "Malay", "ja": "Japanese", "fr": "French", "de": "German", "ru": "Russian", "it": "Italian", "es": "Spanish",
    "ro": "Romanian", "ar": "Arabic", "sv": "Swedish", "uk": "Ukrainian", "hi": "Hindi", "pt": "Portuguese",
    "ceb": "Cebuano",
}  # fmt: skip
RELATIONS = {"republishes": "republishes", "rewrites": "rewrites", "cites": "cites", "leak": "draws on"}


def page_link(page: str, view: View, words: str) -> str:
    """Return a link to a page of the app, "" for Explore, that asks the same question there."""
    query = urlencode(view.query(), safe=",")
    return f'<a href="{escape(f"./{page}?{query}")}" target="_self">{escape(words)}</a>'


def card(shown: Card) -> str:
    """Return title, summary and facts."""
    facts = "".join(f"<dt>{escape(fact.label)}</dt><dd>{_fact(fact)}</dd>" for fact in shown.facts if fact.words)
    return (
        f'<div class="card"><div class="kicker">{escape(shown.kicker)}</div><h2>{escape(shown.title, longest=300)}</h2>'
        f"<p>{escape(shown.summary)}</p>{sides(shown.accounts, shown.silent)}<h3>Facts</h3><dl>{facts}</dl></div>"
    )


def _fact(fact: Fact) -> str:
    return f"{escape(fact.words)}<small>{escape(fact.note)}</small>" if fact.note else escape(fact.words)


def sides(accounts: Sequence[Account], silent: Sequence[str]) -> str:
    """Return each state's account beside the others', and who has none on record."""
    if not accounts and not silent:
        return ""
    told = "".join(
        f'<div class="side" lang="en"><b>{escape(account.lead)}</b>{escape(account.says)}'
        f"<small>{link(account.report.url, account.report.publisher, title=account.report.words)}, "
        f"{escape(published_words(account.report.published))}</small></div>"
        for account in accounts
    )
    none = "".join(
        f'<div class="side none"><b>{escape(states.name(state))}</b>No account of this event found.</div>'
        for state in silent
    )
    return f'<h3>In whose words</h3><div class="sides">{told}{none}</div>'


def reports(reports: Sequence[Report], evidence: Evidence) -> str:
    """Return every report with its publisher, class, voice, date, language, links and origin."""
    origins = evidence.origins(tuple(reports))
    head = f"{text.count(len(reports), 'report')}, {text.count(origins, 'independent origin')}"
    rows = "".join(report(one, evidence) for one in reports)
    return f'<div class="card"><h3>Reporting: {escape(head)}</h3><ol>{rows}</ol></div>'


def report(one: Report, evidence: Evidence) -> str:
    """Return one report as a list item; its record on the Reporting page is one click away."""
    facts = [one.publisher, published_words(one.published), one.publisher_class.replace("_", " ")]
    facts += [LANGUAGES.get(one.language, one.language)]
    facts += [f"in the words of {states.spoken(one.voice)}"] if one.voice else []
    copies = f" · {link(one.archive_url, 'archived copy')}" if one.archive_url else ""
    copies += f" · {link(archive.copies(one), archive.WORDS)}" if archive.copies(one) else ""
    taken = "".join(f"<small>{escape(step_words(step, evidence))}</small>" for step in evidence.chain(one.id))
    says = f"<small>{escape(one.supports)}</small>" if one.supports else ""
    return (
        f"<li>{link(one.url, one.words)}<small>{escape(' · '.join(facts))}{copies} · "
        f'<a href="reporting?report={escape(one.id)}" target="_self">its record</a></small>{says}{taken}</li>'
    )


def step_words(step: Step, evidence: Evidence) -> str:
    """Return one step of a chain of origins in words: "republishes Reuters wire story, 17 June 2024"."""
    origin = evidence.reports.get(step.from_report)
    source = f"{origin.publisher}, {published_words(origin.published)}" if origin else step.origin_title
    teller = evidence.reports[step.report].publisher
    return f"{teller} {RELATIONS.get(step.relation, step.relation)} {source}"


def correction(row: Any, evidence: Evidence) -> str:  # noqa: ANN401 -- a pandas row has no better type
    """Return one row of the corrections: when, where, from what to what, why, and the report that shows it."""
    report = evidence.reports.get(row.report)
    whence = link(report.url, report.publisher) if report else ""
    return (
        f'<div class="card"><p><b>{row.date:%d %B %Y}</b>, {escape(f"{row.table} · {row.row} · {row.column}")}: '
        f"“{escape(row.old)}” became “{escape(row.new)}”. {escape(row.why)} {whence}</p></div>"
    )
