"""When two facts are one claim, what id a claim gets, and how a second statement of it adds evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Any

from healthtech_cli.model import edtf
from healthtech_cli.model.ids import slug
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.names.ids import ascii_slug
from healthtech_cli.service.conflicts import agree
from healthtech_cli.store.writing import Change

Row = dict[str, Any]
Key = tuple[str | None, ...]
Links = tuple[str, ...]
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
    """The facts of a transaction, ready to be asked whether a claim is among them; all `but` those of some ids."""

    def __init__(self, change: Change, *, but: Collection[str] = ()) -> None:
        self._known = Alike(change, _key, _links, but=but)

    def put(self, fact: Row) -> None:
        """Take in a fact, new or altered."""
        self._known.put(fact)

    def find(self, fact: Row) -> Row | None:
        """The first known fact that is the same claim."""
        return next((one for one in self._known.to(fact) if same_claim(one, fact)), None)


def _key(fact: Row) -> Key:
    """What facts that are one claim have in common: the bucket, and the subject where parties do not tell enough."""
    by_parties = fact["type"] in _BY_PARTIES and fact["target"] is not None
    return (*bucket(fact), None if by_parties else _subject(fact))


def _links(fact: Row) -> Links:
    return f"y:{fact['type']}", party("a", fact["actor"]), party("g", fact["target"])


def party(role: str, one: Row | None) -> str:
    """The term of the index for facts with this party, or without any in that role (`a` actor, `g` target)."""
    return f"p:{one['id']}" if one else f"{role}:"


class Alike:
    """The facts of a transaction by a key; `links` are terms of the index that all facts with a fact's key have.

    Where there is an index, a key's facts are fetched when they are first asked for; else all of them at once.
    """

    def __init__(
        self, change: Change, key: Callable[[Row], Key], links: Callable[[Row], Links], *, but: Collection[str] = ()
    ) -> None:
        self._change = change
        self._key = key
        self._links = links
        self._but = but
        self._by_key: dict[Key, dict[str, Row]] = {}
        self._fetched: set[Links] = set()
        rows = change.rows("facts")
        self._take_in(filter(None, rows.changed.values()) if change.is_indexed else rows.values())

    def put(self, fact: Row) -> None:
        """Take in a fact, new or altered."""
        self._of(fact)[fact["id"]] = fact

    def to(self, fact: Row) -> list[Row]:
        """The facts with the same key as this one, in the order in which they are kept."""
        return list(self._of(fact).values())

    def _of(self, fact: Row) -> dict[str, Row]:
        key = self._key(fact)
        if self._change.is_indexed:
            self._fetch(self._links(fact))
        return self._by_key.setdefault(key, {})

    def _fetch(self, links: Links) -> None:
        if links in self._fetched:
            return
        self._fetched.add(links)
        changed = self._change.rows("facts").changed
        found = (changed.get(one["id"], one) for one in self._change.linked(links))
        self._take_in(one for one in found if one is not None)

    def _take_in(self, facts: Iterable[Row]) -> None:
        for one in facts:
            if one["id"] not in self._but:
                self._by_key.setdefault(self._key(one), {}).setdefault(one["id"], one)


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
