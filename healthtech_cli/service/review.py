"""What waits for a person: names the store did not know, facts a rule is not sure of; and what the person decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthtech_cli import query
from healthtech_cli.answer import Answer
from healthtech_cli.errors import NotFoundError
from healthtech_cli.names import NameIndex
from healthtech_cli.service import changes, records
from healthtech_cli.service.filters import known_document
from healthtech_cli.store import Store
from healthtech_cli.store.writing import Change

Row = dict[str, Any]

FIELDS = ("kind", "id", "text", "confidence", "document", "entity", "fact", "facts")
COLUMNS = FIELDS[:5]
CORRECTABLE = ("type", "status", "actor", "target", "date", "money", "value", "statement")
_NEAR = 0.8
_DEALS = ("acquisition", "investment", "funding_round", "ipo", "joint_venture", "partnership", "launch", "expansion")


def queue(
    store: Store, *, below: float, documents: Sequence[str] = (), names: bool = True, facts: bool = True
) -> Answer:
    """What is to be reviewed: names first, those of most facts before others, then facts as their texts have them."""
    wanted = {known_document(store, one) for one in documents}
    in_scope = [one for one in store.facts if not wanted or any(e["document"] in wanted for e in one["evidence"])]
    items = (_names(store, in_scope) if names else []) + (_facts(in_scope, below) if facts else [])
    return Answer(
        "review",
        query={"command": "review", "below": below, "documents": sorted(wanted)},
        results=items,
        columns=COLUMNS,
        fields=FIELDS,
        explanation="" if items else "nothing to review: every name is verified, every fact sure enough",
    )


def _names(store: Store, facts: Sequence[Any]) -> list[Row]:
    about: dict[str, list[Any]] = {one["id"]: [] for one in store.entities if one.get("unverified")}
    for fact in facts:
        for party in _parties(fact):
            if party in about:
                about[party].append(fact)
    items: list[Row] = []
    for entity in store.entities:
        named_by = about.get(entity["id"])
        if named_by:
            items.append(
                {
                    "kind": "name", "id": entity["id"], "text": f"{entity['name']} ({entity['kind']})",
                    "confidence": max(one["confidence"] for one in named_by), "document": _document(named_by[0]),
                    "entity": entity, "fact": None, "facts": [one["id"] for one in named_by],
                }
            )  # fmt: skip
    return sorted(items, key=lambda item: (-len(item["facts"]), item["id"]))


def _facts(facts: Sequence[Any], below: float) -> list[Row]:
    doubtful = [one for one in facts if one["method"] != "curated" and one["confidence"] < below]
    doubtful.sort(key=lambda one: (_document(one) or "", one["evidence"][0]["start"] or 0 if one["evidence"] else 0))
    return [
        {
            "kind": "fact", "id": one["id"], "text": one["statement"], "confidence": one["confidence"],
            "document": _document(one), "entity": None, "fact": one, "facts": [one["id"]],
        }
        for one in doubtful
    ]  # fmt: skip


def _document(fact: Any) -> str | None:
    return fact["evidence"][0]["document"] if fact["evidence"] else None


def _parties(fact: Any) -> list[str]:
    return list(dict.fromkeys(query.parties(fact)))


def near_names(store: Store, entity: Any) -> list[tuple[str, str, float]]:
    """Verified entities with a name like this one's: name, id, score."""
    others = [one for one in store.entities if not one.get("unverified")]
    found = NameIndex(others).resolve(entity["name"]).candidates
    return [(one.name, one.id, one.score) for one in found if one.score >= _NEAR][:3]


def accept_name(change: Change, entity_id: str) -> None:
    """The entity is one: the next document is read for it."""
    entity = _entity(change, entity_id)
    change.update("entities", {name: value for name, value in entity.items() if name != "unverified"})
    change.summary = f"{entity_id} accepted"


def correct_name(change: Change, entity_id: str, *, name: str, kind: str) -> str:
    """Give the entity another name and kind, its old name an alias; or join it with the known one of that name.

    The id of the entity that remains.
    """
    entity = _entity(change, entity_id)
    known = _known(change, name, but=entity_id)
    if known is not None:
        changes.merge(change, known, [entity_id])
        return known
    accept_name(change, entity_id)
    # what the documents call it stays its alias, or it would not be found there again
    aliases = list(entity["aliases"])
    if name.casefold() != entity["name"].casefold():
        aliases.append({"text": entity["name"], "lang": "und", "origin": "name"})
    changes.edit(change, entity_id, {"name": name, "kind": kind, "aliases": aliases})
    change.summary = f"{entity_id} corrected"
    return entity_id


def _known(change: Change, name: str, *, but: str) -> str | None:
    others = [one for one in change.rows("entities").values() if one["id"] != but]
    found = NameIndex(others).resolve(name).match
    return found.id if found is not None and found.score >= records.SURE else None


def reject_name(change: Change, entity_id: str) -> int:
    """It is no entity: remove it with the facts it acts or is acted on in; how many those were."""
    _entity(change, entity_id)
    gone = 0
    for fact in list(change.rows("facts").values()):
        if any(fact[role] and fact[role]["id"] == entity_id for role in ("actor", "target")):
            change.remove("facts", fact["id"])
            gone += 1
        elif any(one["id"] == entity_id for one in fact["partners"]):
            partners = [one for one in fact["partners"] if one["id"] != entity_id]
            change.update("facts", {**fact, "partners": partners})
    changes.remove(change, [entity_id])
    change.summary = f"{entity_id} rejected"
    return gone


def facts_of(store: Store, entity_id: str) -> int:
    """How many facts go when this name is rejected."""
    facts: Sequence[Any] = store.facts
    return sum(any(one[role] and one[role]["id"] == entity_id for role in ("actor", "target")) for one in facts)


def accept_fact(change: Change, fact_id: str) -> None:
    """Somebody has read the passage: the fact is as sure as facts get; how it was found stays on record."""
    change.update("facts", {**_fact(change, fact_id), "confidence": 1.0})
    change.summary = f"{fact_id} accepted"


def correct_fact(change: Change, fact_id: str, given: Row) -> None:
    """Set fields of a fact, as `edit` takes them, and accept it; BadInputError where one is wrong."""
    _fact(change, fact_id)
    changes.edit(change, fact_id, given)
    accept_fact(change, fact_id)
    change.summary = f"{fact_id} corrected"


def reject_fact(change: Change, fact_id: str) -> None:
    """The passage does not say it: remove the fact, and entities that nobody verified and no fact names any more."""
    fact = _fact(change, fact_id)
    change.remove("facts", fact_id)
    named = {party for one in change.rows("facts").values() for party in _parties(one)}
    entities = change.rows("entities")
    for party in _parties(fact):
        if party not in named and party in entities and entities[party].get("unverified"):
            changes.remove(change, [party])
    change.summary = f"{fact_id} rejected"


def told_again(fact: Any, given: Row) -> str | None:
    """The sentence for a corrected deal, in our words; None where its kind has no such sentence."""
    from healthtech_cli.extract.rules.statements import deal

    row = {**fact, **given}
    if row["type"] not in _DEALS:
        return None
    actor, target = (one["name"] if isinstance(one, dict) else one for one in (row["actor"], row["target"]))
    money = records.money(row["money"])
    if money is not None and not isinstance(money, dict):
        return None
    partners = [one["name"] for one in row["partners"]]
    return deal(row["type"], row["status"], actor, target, partners, row["date"], money)  # type: ignore[arg-type]


def _entity(change: Change, entity_id: str) -> Row:
    entity = change.rows("entities").get(entity_id)
    if entity is None:
        raise NotFoundError(f'"{entity_id}" is no longer in this store')
    return entity


def _fact(change: Change, fact_id: str) -> Row:
    fact = change.rows("facts").get(fact_id)
    if fact is None:
        raise NotFoundError(f'"{fact_id}" is no longer in this store')
    return fact
