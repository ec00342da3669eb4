"""When two facts are one claim, what id a claim gets, and how a second statement of it adds evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from healthtech_cli.model import edtf
from healthtech_cli.model.ids import slug
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.names.ids import ascii_slug
from healthtech_cli.service.conflicts import agree

Row = dict[str, Any]
READINGS = ("date", "money", "value")
# a second fact of these types about the same two parties is another one only if its date or figure says so
_BY_PARTIES = (*DEAL_TYPES, "partnership", "launch", "expansion", "shutdown")


def fact_id(fact: Row, is_taken: Callable[[str], bool]) -> str:
    """An id made of type, parties, subject and date: the same claim gets the same one; numbered where it is taken."""
    actor, target = (fact[role]["id"] if fact[role] else "" for role in ("actor", "target"))
    partners = "-".join(partner["id"] for partner in fact["partners"][:1]) if not target else ""
    subject = "" if target and not fact.get("label") else ascii_slug(fact.get("label") or "")
    if not subject and not target and not partners:
        subject = ascii_slug(fact["value"]["unit"] if fact["value"] else fact["statement"], length=40)
    who, whom = (ascii_slug(one, length=200) for one in (actor, target or partners))
    parts = [slug(fact["type"]), who, whom, subject, slug(fact["date"] or "")]
    made = "-".join(part for part in parts if part)[:180].strip("-") or "fact"
    number, numbered = 1, made
    while is_taken(numbered):
        number += 1
        numbered = f"{made}-{number}"
    return numbered


def bucket(fact: Row) -> tuple[str, str | None, str | None]:
    """What facts must have in common to be compared at all."""
    actor, target = fact["actor"], fact["target"]
    return fact["type"], actor["id"] if actor else None, target["id"] if target else None


def same_claim(one: Row, other: Row) -> bool:
    """Whether two facts, perhaps from two documents, state the same thing.

    The same parties, and dates and figures that can both be right. Facts that parties alone do not tell apart
    (figures, strategies, quotes) must also have the same subject: their label, their figure or their words.
    """
    if bucket(one) != bucket(other) or (one["status"] == "denied") != (other["status"] == "denied"):
        return False
    if {partner["id"] for partner in one["partners"]} != {partner["id"] for partner in other["partners"]}:
        return False
    labels = {slug(fact["label"]) for fact in (one, other) if fact.get("label")}
    by_parties = one["type"] in _BY_PARTIES and one["target"] is not None and len(labels) < 2
    for field in READINGS:
        mine, theirs = one[field], other[field]
        if mine is None or theirs is None:
            if mine != theirs and not by_parties:
                return False
        elif field == "date":
            if not edtf.overlap(mine, theirs):
                return False
        elif not _same_figure(field, mine, theirs):
            return False
    return by_parties or _subject(one) == _subject(other)


def _same_figure(field: str, one: Row, other: Row) -> bool:
    label = "currency" if field == "money" else "unit"
    return one[label] == other[label] and agree(field, one, other)


def _subject(fact: Row) -> str:
    return slug(fact.get("label") or fact["statement"], length=500)


class Claims:
    """The facts of a store, ready to be asked whether a claim is among them."""

    def __init__(self, facts: Iterable[Row]) -> None:
        self._buckets: dict[tuple[str, str | None, str | None], dict[str, Row]] = {}
        for fact in facts:
            self.put(fact)

    def put(self, fact: Row) -> None:
        """Take in a fact, new or altered."""
        self._buckets.setdefault(bucket(fact), {})[fact["id"]] = fact

    def find(self, fact: Row) -> Row | None:
        """The first known fact that is the same claim."""
        known = self._buckets.get(bucket(fact), {}).values()
        return next((one for one in known if same_claim(one, fact)), None)


def with_evidence(fact: Row, other: Row) -> Row:
    """The fact with the other's evidence added where it is new; readings that differ are kept with the evidence.

    What the fact did not know (date, money, value) it takes from the other. The fact itself is not altered.
    """
    joined = {**fact, "evidence": [dict(one) for one in fact["evidence"]]}
    places = {place(one) for one in joined["evidence"]}
    for field in READINGS:
        figure = joined["money"] or joined["value"]
        if joined[field] is None and other[field] is not None and (field == "date" or not figure):
            joined[field] = other[field]
    for one in other["evidence"]:
        if place(one) in places:
            continue
        added = dict(one)
        for field in READINGS:
            reading = added.get(field) or other[field]
            if reading is not None and reading != joined[field]:
                added[field] = reading
        joined["evidence"].append(added)
    return joined


def place(evidence: Row) -> tuple[str, int | None, int | None]:
    """Where evidence is: document, start, end."""
    return evidence["document"], evidence["start"], evidence["end"]
