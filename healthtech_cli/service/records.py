"""From what people and programs write to rows of the store: the short forms filled in, names resolved, ids made."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from healthtech_cli.model import validate
from healthtech_cli.model.amounts import parse_amount
from healthtech_cli.model.ids import is_id
from healthtech_cli.names import name_key
from healthtech_cli.names.ids import ascii_slug
from healthtech_cli.service.claims import fact_id
from healthtech_cli.store.writing import Change

Row = dict[str, Any]
Fault = tuple[str, str]
SURE = 0.98
_ALIKE = 0.8
# what answers add to a fact: read back without complaint, never stored
DERIVED = ("conflicts", "via", "score", "readings", "converted")
_HEDGES = {
    "about": "about", "around": "about", "~": "about", "circa": "about",
    "at least": "at_least", "more than": "at_least", "over": "at_least", ">": "at_least",
    "at most": "at_most", "up to": "at_most", "less than": "at_most", "under": "at_most", "<": "at_most",
}  # fmt: skip


class Parties:
    """Names and ids as people write them, resolved to entities: exactly, or as a new one that is marked unverified."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._index = change.names()
        self._fresh: dict[str, Row] = {}

    def known(self, entity_id: str) -> Row | None:
        """The entity of that id, also by the id it had before a merge."""
        moved = self._change.rows("redirects").get(entity_id)
        return self._change.rows("entities").get(moved["to"] if moved else entity_id)

    def learn(self, entity: Row) -> None:
        """Make the names of an entity that was just added known to the rows that follow."""
        for name in (entity["name"], *(alias["text"] for alias in entity["aliases"])):
            self._fresh.setdefault(name_key(name) or name, entity)

    def find(self, given: Any, path: str, *, kind: str) -> tuple[Row | None, list[Fault]]:
        """The reference that a name, `{"name": …}` or `{"id": …}` stands for, or what is wrong with it."""
        if isinstance(given, str):
            given = {"name": given}
        if not isinstance(given, dict):
            return None, [(path, "must be a name or an object with id and name")]
        unknown = [name for name in given if name not in ("id", "name")]
        if unknown:
            return None, [(f"{path}.{unknown[0]}", "is no field; an entity has id and name here")]
        name, entity_id = given.get("name"), given.get("id")
        if entity_id is not None:
            if not isinstance(entity_id, str) or not is_id(entity_id):
                return None, [(f"{path}.id", "is no id: lower-case letters, digits and single hyphens between them")]
            entity = self.known(entity_id)
            if entity:
                return _ref(entity), []
        faults = validate.text(name, f"{path}.name" if entity_id is not None else path)
        if faults:
            return None, faults
        return self._by_name(str(name).strip(), entity_id, path, kind)

    def _by_name(self, name: str, entity_id: str | None, path: str, kind: str) -> tuple[Row | None, list[Fault]]:
        fresh = self._fresh.get(name_key(name) or name)
        if fresh and entity_id in (None, fresh["id"]):
            return _ref(fresh), []
        if entity_id is None:
            moved = self._change.rows("redirects").get(name)
            if moved and (entity := self.known(name)):
                return _ref(entity), []
            found = self._index.resolve(name)
            exact = [one for one in found.candidates if one.score >= SURE]
            if found.match and found.match.score >= SURE:
                return _ref(self._change.rows("entities")[found.match.id]), []
            if len(exact) > 1:
                told = ", ".join(f"{one.name} ({one.id})" for one in exact[:4])
                return None, [(path, f'"{name}" may mean {told}; give the id')]
            near = [one for one in found.candidates if one.score >= _ALIKE]
            if near:
                told = f'"{name}" becomes a new entity; it is like {near[0].name} ({near[0].score:.2f})'
                self._change.warnings.append(f"{told}: if that is meant, name it {near[0].id}")
        entity = new_entity(name, kind=kind, entity_id=entity_id or self.free_id(name))
        self._change.insert("entities", entity)
        self._fresh[name_key(name) or name] = entity
        return _ref(entity), []

    def exact(self, name: str) -> Row | None:
        """The one entity of exactly that name, known before or just added."""
        fresh = self._fresh.get(name_key(name) or name)
        if fresh:
            return self.known(fresh["id"])
        match = self._index.resolve(name).match
        return self.known(match.id) if match and match.score >= SURE else None

    def free_id(self, name: str) -> str:
        """An id made of the name, numbered where another has it."""
        made = ascii_slug(name) or f"entity-{sha256(name.encode()).hexdigest()[:8]}"
        number, numbered = 1, made
        while numbered in self._change.rows("entities") or numbered in self._change.rows("redirects"):
            number += 1
            numbered = f"{made}-{number}"
        return numbered


def _ref(entity: Row) -> Row:
    return {"id": entity["id"], "name": entity["name"]}


def new_entity(name: str, *, kind: str, entity_id: str) -> Row:
    """Somebody a fact named whom the store did not know."""
    return {
        "id": entity_id, "name": name, "kind": kind, "parent": None, "country": None, "aliases": [], "topics": [],
        "unverified": True,
    }  # fmt: skip


def hedged(words: str) -> tuple[str, str]:
    """`more than 500M` as the bound and the rest."""
    text = words.strip()
    lowered = text.lower()
    for hedge in sorted(_HEDGES, key=len, reverse=True):
        if lowered.startswith(hedge):
            return _HEDGES[hedge], text[len(hedge) :].strip()
    return "exact", text


def money(given: Any) -> Any:
    """`about USD 3.9 bn` as an object; objects get the parts they lack; anything else comes back for the validator."""
    if isinstance(given, str):
        bound, words = hedged(given)
        try:
            amount, currency = parse_amount(words[:200])
        except ValueError:
            return given
        return {"amount": amount, "currency": currency, "bound": bound}
    return {"currency": None, "bound": "exact", **given} if isinstance(given, dict) else given


def value(given: Any) -> Any:
    """`about 41m active users` as an object; objects get the parts they lack; anything else comes back."""
    if isinstance(given, str):
        bound, words = hedged(given)
        number, _, unit = words.partition(" ")
        scale, _, rest = unit.partition(" ")
        for figure, what in ((f"{number}{scale}", rest), (number, unit)):
            try:
                amount, currency = parse_amount(figure[:200])
            except ValueError:
                continue
            if currency is None and what.strip():
                return {"number": amount, "unit": what.strip(), "bound": bound}
        return given
    return {"bound": "exact", **given} if isinstance(given, dict) else given


def words(given: Any) -> Any:
    """`pharmacy; ai` as a list; a list comes back."""
    return [part.strip() for part in given.split(";") if part.strip()] if isinstance(given, str) else given


def evidence(given: Any, fact_date: Any) -> Any:
    """Evidence with every field; the document alone may stand for it; quotes are dropped, they live in the texts."""
    if isinstance(given, str):
        given = words(given)
    if isinstance(given, dict):
        given = [given]
    if not isinstance(given, list):
        return given
    made: list[Any] = []
    for one in given:
        filled = {"document": one} if isinstance(one, str) else one
        if not isinstance(filled, dict):
            return given
        blank: Row = {
            "document": None, "start": None, "end": None,
            "date_basis": "stated" if fact_date or filled.get("date") else "none",
            "date_as_stated": None, "amount_as_stated": None, "actor_as_stated": None, "target_as_stated": None,
        }  # fmt: skip
        made.append({**blank, **filled, "quote": None})
    return made


def entity_kind(fact_type: Any, role: str) -> str:
    """What an unknown name most likely is, from its place in a fact."""
    if role == "target" and fact_type in ("launch", "expansion", "shutdown"):
        return "product"
    return "person" if role == "actor" and fact_type == "quote" else "company"


def complete_fact(given: Any, parties: Parties, change: Change, *, base: Row | None = None) -> tuple[Row, list[Fault]]:
    """A whole fact from what was given, `base` filling in for what was not; its faults if it is none.

    New entities are added to the transaction, which the caller gives up if there are faults.
    """
    if not isinstance(given, dict):
        return {}, [("", 'must be an object such as {"type": "launch", "statement": "…"}')]
    given = {name: one for name, one in given.items() if name not in DERIVED}
    faults = [(name, "is missing") for name in ("type", "statement") if base is None and name not in given]
    status = "announced" if given.get("type") == "forecast" else "completed"
    start: Row = base or {
        "id": None, "type": given.get("type"), "status": status,
        "actor": None, "target": None, "partners": [], "date": None, "money": None, "value": None, "label": None,
        "statement": given.get("statement"), "topics": [], "method": "import", "confidence": 1.0, "note": None,
        "evidence": [],
    }  # fmt: skip
    row = {**start, **given}
    if base is None:
        row["method"] = "import"
    if base is not None:
        given = _keeping(given, base)
        row = {**start, **given}
    row["money"], row["value"], row["topics"] = money(row["money"]), value(row["value"]), words(row["topics"])
    row["partners"] = words(row["partners"])
    faults += _unread_figures(row)
    row["evidence"] = evidence(row["evidence"], row["date"])
    faults += _resolve(row, given, parties)
    if faults:
        return row, faults
    if row["id"] is None:
        row["id"] = "to-be-made"
        faults = validate.fact_faults(row)
        if not faults:
            facts, redirects = change.rows("facts"), change.rows("redirects")
            row["id"] = fact_id(row, lambda one: one in facts or one in redirects)
    else:
        faults = validate.fact_faults(row)
    return row, faults or _references(row, change)


def _unread_figures(row: Row) -> list[Fault]:
    faults: list[Fault] = []
    if isinstance(row["money"], str):
        faults.append(("money", f"\"{row['money'][:60]}\" is not an amount: write 'USD 753 million' or 'over EUR 3bn'"))
    if isinstance(row["value"], str):
        faults.append(("value", f"\"{row['value'][:60]}\" is not a figure with its unit: write '41m active users'"))
    return faults


def _keeping(given: Row, base: Row) -> Row:
    """What was given for a known fact, with what a flat table cannot say taken from the fact: bounds, ids, spans."""
    kept = dict(given)
    for name in ("money", "value"):
        if isinstance(given.get(name), dict) and base[name]:
            kept[name] = {**base[name], **given[name]}
    for role in ("actor", "target"):
        if base[role] and given.get(role) in ({"name": base[role]["name"]}, base[role]["name"]):
            kept[role] = base[role]
    known = {one["name"]: one for one in base["partners"]}
    if isinstance(given.get("partners"), list):
        kept["partners"] = [
            known.get(one["name"], one) if isinstance(one, dict) and isinstance(one.get("name"), str) and len(one) == 1
            else one
            for one in given["partners"]
        ]  # fmt: skip
    if isinstance(given.get("evidence"), list):
        whole: list[Any] = []
        for one in given["evidence"]:
            document = one.get("document") if isinstance(one, dict) and len(one) == 1 else one
            same = [each for each in base["evidence"] if each["document"] == document] if type(document) is str else []
            whole.extend(each for each in (same or [one]) if each not in whole)
        kept["evidence"] = whole
    return kept


def _resolve(row: Row, given: Row, parties: Parties) -> list[Fault]:
    faults: list[Fault] = []
    for role in ("actor", "target"):
        if given.get(role) is not None:
            kind = entity_kind(row["type"], role)
            row[role], found = parties.find(given[role], role, kind=kind)
            faults += found
    if given.get("partners") is not None:
        if not isinstance(row["partners"], list):
            return [*faults, ("partners", "must be a list of names")]
        members: list[Row] = []
        for at, one in enumerate(row["partners"][: validate.LIST_LIMIT]):
            member, found = parties.find(one, f"partners[{at}]", kind="company")
            faults += found
            if member:
                members.append(member)
        row["partners"] = members
    return faults


def _references(row: Row, change: Change) -> list[Fault]:
    faults: list[Fault] = []
    for at, one in enumerate(row["evidence"]):
        document = change.rows("documents").get(one["document"])
        if document is None:
            reason = f'no document "{one["document"]}" in this store: htq ingest its text first, or leave evidence out'
            faults.append((f"evidence[{at}].document", reason))
        elif one["end"] is not None and one["end"] > document["length"]:
            reason = f"{one['end']:,} lies behind the document's end, {document['length']:,}"
            faults.append((f"evidence[{at}].end", reason))
    return faults


def complete_entity(given: Row, parties: Parties) -> tuple[Row, list[Fault]]:
    """A whole entity from what was given; needs a name and a kind."""
    blank: Row = {
        "id": None, "name": None, "kind": None, "parent": None, "country": None, "aliases": [], "topics": [],
    }  # fmt: skip
    row = {**blank, **given}
    if row["id"] is None and isinstance(row["name"], str):
        row["id"] = (
            ascii_slug(row["name"]) or f"entity-{sha256(row['name'].encode('utf-8', 'replace')).hexdigest()[:8]}"
        )
    row["topics"] = words(row["topics"])
    if isinstance(row["aliases"], list):
        row["aliases"] = [
            {"text": one, "lang": "und", "origin": "name"} if isinstance(one, str) else one for one in row["aliases"]
        ]
    faults = validate.entity_faults({**row, "parent": None})
    if not faults and row["parent"] is not None:
        row["parent"], faults = parties.find(row["parent"], "parent", kind="company")
        faults = faults or validate.entity_faults(row)
    return row, faults
