"""The page of a company."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.fact_types import SECTIONS, TYPES
from healthtech_cli.render import phrases
from healthtech_cli.render.countries import COUNTRIES
from healthtech_cli.render.listing import add_facts, span, who_did_what
from healthtech_cli.render.terminal import Piece, Screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer

SECTION_LIMIT = 10
NAMES_SHOWN = 8
UNITS_SHOWN = 10


def company_page(answer: Answer, limit: int | None) -> None:
    """Who it is, its deals, what it started and closed, its figures and plans, what is disputed, what to ask next."""
    profile = answer.results[0]
    screen = Screen()
    _head(screen, profile)
    screen.blank()
    screen.line(_summary(profile))
    own = profile["id"]
    most = SECTION_LIMIT if limit is None else limit
    for section in SECTIONS:
        facts = [fact for fact in profile["facts"] if TYPES[fact["type"]].section == section]
        if not facts:
            continue
        screen.blank()
        screen.line((section, "head"))
        add_facts(screen, facts[:most], [_middle(fact, own) for fact in facts[:most]])
        if len(facts) > most:
            kinds = ",".join(dict.fromkeys(fact["type"] for fact in facts))
            screen.line("  ", (f"{most} of {len(facts)}: htq facts --company {own} --type {kinds}", "dim"))
    _disputes(screen, profile)
    screen.blank()
    screen.line(("Next: " + " · ".join(_next(profile)), "dim"), hang=6)
    screen.show()


def _head(screen: Screen, profile: Any) -> None:
    place = f", {COUNTRIES.get(profile['country'], profile['country'])}" if profile["country"] else ""
    owner = f", part of {profile['parent']['name']}" if profile["parent"] else ""
    screen.line((profile["name"], "title"), f"   {profile['kind']}{owner}{place}")
    others = [
        alias
        for alias in profile["aliases"]
        if alias["origin"] != "machine-translation" and alias["text"] != profile["name"]
    ]
    wrong = [alias["text"] for alias in profile["aliases"] if alias["origin"] == "machine-translation"]
    if others:
        told = list(
            dict.fromkeys(_alias(alias) for alias in sorted(others, key=lambda alias: alias["origin"] == "ticker"))
        )
        more = f" · {len(told) - NAMES_SHOWN} more" if len(told) > NAMES_SHOWN + 1 else ""
        screen.line("also     ", " · ".join(told[:NAMES_SHOWN] if more else told) + more, hang=9)
    if wrong:
        screen.line("misread  ", (" · ".join(wrong), "doubt"), (" in machine translations", "dim"), hang=9)
    units = _units(profile)
    if units:
        screen.line("units    ", ", ".join(units), hang=9)
    if profile.get("note"):
        screen.line("note     ", (profile["note"], "doubt"), hang=9)


def _alias(alias: Any) -> str:
    return f"{alias['text']} (formerly)" if alias["origin"] == "former" else str(alias["text"])


def _units(profile: Any) -> list[str]:
    parties = {
        role["id"] for fact in profile["facts"] for role in (fact["actor"], fact["target"], *fact["partners"]) if role
    }
    told = {unit["id"]: unit["name"] for unit in profile["units"] if unit["id"] in parties}
    silent = len(profile["units"]) - len(told)
    joined: dict[str, str] = {}
    own = profile["id"]
    for fact in reversed(profile["facts"]):
        target = fact["target"]
        if not target or not fact["actor"] or fact["actor"]["id"] != own or target["id"] == own:
            continue
        if fact["type"] == "acquisition" and fact["status"] in ("completed", "announced"):
            joined[target["id"]] = f"{target['name']} (bought {phrases.date(fact['date'])})"
        elif fact["type"] == "joint_venture":
            end = next(
                (
                    one["date"]
                    for one in profile["facts"]
                    if one["type"] == "shutdown" and one["target"] and one["target"]["id"] == target["id"]
                ),
                None,
            )
            joined[target["id"]] = f"{target['name']} (joint, {phrases.date(fact['date'])}" + (
                f" to {end})" if end else ")"
            )
    more = [f"{silent} more without facts"] if silent and told else [f"{silent} without facts"] if silent else []
    # what was bought or founded comes first: its date is news, and a long list is cut
    names = list((joined | {unit: name for unit, name in told.items() if unit not in joined}).values())
    if len(names) > UNITS_SHOWN + 1:
        return [*names[:UNITS_SHOWN], f"{len(names) - UNITS_SHOWN + silent} more"]
    return [*names, *more]


def _summary(profile: Any) -> str:
    counts = profile["counts"]
    when = (
        f", {profile['first']} to {profile['last']}"
        if profile["first"] and profile["first"] != profile["last"]
        else f", {profile['first']}"
        if profile["first"]
        else ""
    )
    units = " with its units" if any(fact.get("via") for fact in profile["facts"]) else ""
    parts = [f"{counted(counts['facts'], 'fact')}{units} in {counted(counts['documents'], 'document')}{when}"]
    if counts["deals"]:
        sums = " + ".join(f"{span(row)} in {row['deals']}" for row in profile["sums"])
        parts.append(counted(counts["deals"], "deal") + (f", stated: {sums}" if sums else ""))
    if profile["conflicts"]:
        times = {1: "once", 2: "twice"}.get(len(profile["conflicts"]), f"{len(profile['conflicts'])} times")
        parts.append(f"documents disagree {times}")
    return " · ".join(parts)


def _middle(fact: Any, own: str) -> list[Piece]:
    unit = f"{fact['via']['name']} " if fact.get("via") else ""
    if fact["type"] == "metric":
        subject = fact["actor"]["name"] + ": " if fact["actor"] and fact["actor"]["id"] != own else ""
        return [(subject + phrases.label(fact), "")]
    if fact["type"] in ("strategy", "forecast", "quote", "regulatory"):
        return [(fact["statement"], "")]
    actor = fact["actor"]
    if actor and actor["id"] == own:
        return [(who_did_what(fact)[1][0], "")]
    if fact["target"] and fact["target"]["id"] == own and actor:
        partners = f" with {phrases.names(fact['partners'])}" if fact["partners"] else ""
        return [(f"{phrases.verb(fact, from_target=True)} {actor['name']}{partners}", "")]
    row = who_did_what(fact)
    return [(f"{row[0][0]} {row[1][0]}" if actor else f"{unit}{row[1][0]}", "")]


def _disputes(screen: Screen, profile: Any) -> None:
    disputed = [fact for fact in profile["facts"] if fact["conflicts"]]
    if not disputed:
        return
    screen.blank()
    screen.line(("Documents disagree", "head"))
    for fact in disputed:
        for field in fact["conflicts"]:
            said: dict[str, list[str]] = {}
            for one in fact["evidence"]:
                reading = one.get(field) or fact[field]
                words = one["date_as_stated" if field == "date" else "amount_as_stated"]
                figures = {"money": None, "value": None, field: reading}
                givers = said.setdefault(reading if field == "date" else phrases.figure(figures), [])
                givers.extend(
                    part for part in (f'"{words}"' if words else "", one["document"]) if part not in ("", *givers)
                )
            about = fact["target"] or fact["actor"]
            screen.line(
                "  ",
                (f"{about['name'] if about else ''} {fact['type'].replace('_', ' ')}, {field}: ", "conflict"),
                " · ".join(f"{reading} ({', '.join(givers)})" for reading, givers in said.items()),
                hang=4,
            )
            screen.line("    ", (fact["id"], "dim"))


def _next(profile: Any) -> list[str]:
    own = profile["id"]
    steps = [f"htq show {profile['facts'][0]['id']}"] if profile["facts"] else []
    return [*steps, f"htq timeline {own}", f"htq company {own} --json"]
