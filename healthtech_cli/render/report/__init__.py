"""A page for the colleague who will never open a terminal: one HTML file, nothing fetched, every figure with its proof.

Made by Jinja2 with escaping on; what documents say is also made visible first (no control or bidi characters). A
content security policy allows the page's own style and script, by their digests, and nothing else.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from healthtech_cli import query
from healthtech_cli.answer import counted
from healthtech_cli.fact_types import SECTIONS, TYPES
from healthtech_cli.model.amounts import exact, short
from healthtech_cli.model.collection import Collection
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.render import phrases
from healthtech_cli.render.out import visible
from healthtech_cli.render.question import PLURALS, question
from healthtech_cli.render.report import passages, timeline

LARGEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the page is made of; `lanes` are companies with the ids of their units, `text` gives a document's text."""

    collection: Collection
    tally: dict[str, Any]
    disputes: list[Any]
    lanes: list[timeline.Lane]
    text: Callable[[str], str | None]


def page(report: Report) -> str:
    """The whole page."""
    environment = Environment(
        loader=DictLoader({name: _file(name) for name in ("page.html.j2",)}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    environment.globals.update(
        date=phrases.date,
        figure=phrases.figure,
        exact=_exact,
        plural=counted,
        span=_span,
        language=lambda tag: phrases.LANGUAGES.get(tag, tag),
        passage=lambda one: passages.around(report.text(one["document"]), one["start"], one["end"]),
        reading=_reading,
        parties=query.parties,
        doubt=_doubt,
        link=_link,
    )
    style, script = _file("page.css"), _file("page.js")
    return environment.get_template("page.html.j2").render(**_told(report), style=Markup(style), script=Markup(script))


def _told(report: Report) -> dict[str, Any]:
    collection = report.collection
    facts = collection.facts
    deals = [fact for fact in facts if fact["type"] in DEAL_TYPES]
    style, script = _file("page.css"), _file("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; "
        "form-action 'none'"
    )
    return {
        "policy": policy,
        "title": _title(collection),
        "question": question(collection.query),
        "collection": collection,
        "facts": facts,
        "deals": deals,
        "tally": report.tally,
        "disputes": report.disputes,
        "sections": [
            (section, [fact for fact in facts if TYPES[fact["type"]].section == section]) for section in SECTIONS
        ],
        "largest": _largest(deals),
        "years": _years(deals),
        "first_of_year": _first_of_year(deals),
        "picture": timeline.picture(facts, report.lanes),
        "types": [(name, PLURALS[name]) for name in TYPES if any(fact["type"] == name for fact in facts)],
        "entities": {entity["id"]: entity for entity in collection.entities},
        "documents": {document["id"]: document for document in collection.documents},
        "stated_in": {
            document["id"]: sum(any(one["document"] == document["id"] for one in fact["evidence"]) for fact in facts)
            for document in collection.documents
        },
        "first_in": {
            one["document"]: fact["id"] for fact in reversed(facts) for one in fact["evidence"]
        },
    }  # fmt: skip


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _shown(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _title(collection: Collection) -> str:
    companies = [one["name"] for one in collection.query.get("companies", ())]
    about = ", ".join(companies[:3]) + (f" and {len(companies) - 3} more" if len(companies) > 3 else "")
    return f"{about} in health care" if companies else "Technology companies in health care"


def _largest(deals: list[Any]) -> list[Any]:
    """The deals to tell first: those that came about and have the largest amounts, one currency after the other."""
    done = [deal for deal in deals if deal["money"] and deal["status"] in ("completed", "announced", "ended")]
    order = {code: at for at, code in enumerate(dict.fromkeys(_currency(deal) for deal in done))}
    ranked = sorted(done, key=lambda deal: (-_amount(deal), order[_currency(deal)], deal["id"]))
    return ranked[:LARGEST]


def _currency(deal: Any) -> str:
    return str((deal.get("converted") or deal["money"])["currency"])


def _amount(deal: Any) -> float:
    return float((deal.get("converted") or deal["money"])["amount"])


def _years(deals: list[Any]) -> list[tuple[str, list[Any]]]:
    """Deals by the year in which they may have begun, oldest first, years without one between them included."""
    found: dict[str, list[Any]] = {}
    for deal in deals:
        found.setdefault(query.year(deal), []).append(deal)
    dated = sorted(year for year in found if year != "undated")
    if dated and int(dated[-1]) - int(dated[0]) < 30:
        dated = [f"{year:04d}" for year in range(int(dated[0]), int(dated[-1]) + 1)]
    return [(year, found.get(year, [])) for year in [*dated, *(["undated"] if "undated" in found else [])]]


def _first_of_year(deals: list[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for deal in deals:
        found.setdefault(query.year(deal), deal["id"])
    return {fact_id: year for year, fact_id in found.items()}


def _exact(fact: Any) -> str:
    bounds = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}
    if fact.get("money"):
        return bounds[fact["money"]["bound"]] + exact(fact["money"]["amount"], fact["money"]["currency"])
    if fact.get("value"):
        return f"{bounds[fact['value']['bound']]}{phrases.number(fact['value']['number'])} {fact['value']['unit']}"
    return ""


def _span(row: Any) -> str:
    low = short(row["low"], row["currency"])
    return low if row["low"] == row["high"] else f"{low} to {short(row['high'], None)}"


def _reading(said: Any) -> str:
    if isinstance(said, str):
        return phrases.date(said)
    if "amount" in said:
        return _exact({"money": said})
    return _exact({"value": said}) if "number" in said else str(said["name"])


def _doubt(fact: Any) -> str:
    return ", ".join(part for part in (phrases.status(fact), phrases.doubts(fact)) if part)


def _link(url: str | None) -> str | None:
    """The address where it may be followed: the web, nothing that runs."""
    return url if url and url.lower().startswith(("https://", "http://")) else None
