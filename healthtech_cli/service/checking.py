"""Named checks of a store: what each looks for, every fault it finds, and what would mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from healthtech_cli import query
from healthtech_cli.answer import Answer
from healthtech_cli.model import edtf
from healthtech_cli.model.currencies import CODES
from healthtech_cli.model.validate import ROW_FAULTS, told
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.service import conflicts, sums
from healthtech_cli.service.filters import one_of
from healthtech_cli.store import Store
from healthtech_cli.store.layout import digest

FIELDS = ("check", "table", "id", "message", "suggestion")
SCALE = 100  # two readings of one figure that are this far apart are one reading in the wrong scale
MOST_DEAL = 10**12  # no deal of any field has cost as much, in whatever currency prices are told in
MOST_MONEY = 10**14  # as much as the whole world's product of a year, in dollars
NEAR = 400  # characters around a span in which the figure it states must stand


class Fault:
    """One thing that is wrong, in a sentence, with the command that would mend it where there is one."""

    __slots__ = ("message", "row", "suggestion", "table")

    def __init__(self, table: str, row: str, message: str, suggestion: str = "") -> None:
        self.table = table
        self.row = row
        self.message = message
        self.suggestion = suggestion


def check(store: Store, names: Sequence[str]) -> Answer:
    """One row a fault, by check in their order, then in the order of the store."""
    chosen = [one_of(name, tuple(CHECKS), "check") for name in names] or list(CHECKS)
    sound = Sound(store)
    rows = [
        {
            "check": name,
            "table": fault.table,
            "id": fault.row,
            "message": fault.message,
            "suggestion": fault.suggestion or None,
        }
        for name in CHECKS
        if name in chosen
        for fault in CHECKS[name][1](sound)
    ]
    return Answer(
        "check",
        query={"command": "check", "checks": chosen},
        results=rows,
        columns=("check", "table", "id", "message"),
        fields=FIELDS,
        extra={"checks": chosen},
    )


class Sound:
    """The store's rows that have the right shape, which every check but `schema` looks at."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.misshapen: list[Fault] = []
        self.facts = self._sound("facts")
        self.entities = self._sound("entities")
        self.documents = self._sound("documents")
        self.by_id = {row["id"]: row for row in self.entities}
        self.documents_by_id = {row["id"]: row for row in self.documents}

    def _sound(self, table: str) -> list[Any]:
        kept = []
        for number, row in enumerate(self.store.table(table), start=1):
            faults = ROW_FAULTS[table](row)
            named = row.get("id") if isinstance(row, dict) else None
            name = named if isinstance(named, str) else f"row {number}"
            self.misshapen += [Fault(table, name, told(path, reason), _edit(name, path)) for path, reason in faults]
            if not faults:
                kept.append(row)
        return kept


def _edit(row_id: str, field: str) -> str:
    name = field.partition("[")[0].partition(".")[0]
    return f"htq edit {row_id} --set {name}=VALUE" if name and " " not in row_id else ""


def _schema(sound: Sound) -> Iterator[Fault]:
    yield from sound.misshapen
    for table in ("facts", "entities", "documents"):
        seen: set[str] = set()
        for row in sound.store.table(table):
            row_id = row.get("id") if isinstance(row, dict) else None
            if isinstance(row_id, str) and row_id in seen:
                yield Fault(table, row_id, "its id is another row's too")
            seen.add(str(row_id))


def _spans(sound: Sound) -> Iterator[Fault]:
    for fact in sound.facts:
        for one in fact["evidence"]:
            document = sound.documents_by_id.get(one["document"])
            if document is None or one["start"] is None:
                continue
            place = f"characters {one['start']} to {one['end']} of {one['document']}"
            mend = f"htq edit {fact['id']} --document {one['document']} --span START:END"
            if one["end"] > document["length"]:
                yield Fault("facts", fact["id"], f"{place} lie behind its end at {document['length']}", mend)
                continue
            yield from _words(sound, fact, one, place, mend)
    for document in sound.documents:
        text = sound.store.text(document["id"])
        if text is not None and digest(text.encode("utf-8", "surrogatepass")) != document["sha256"]:
            yield Fault("documents", document["id"], "its stored text is not the one of its SHA-256", "htq attach FILE")


def _words(sound: Sound, fact: Any, one: Any, place: str, mend: str) -> Iterator[Fault]:
    text = sound.store.text(one["document"])
    if text is None:
        return
    if not text[one["start"] : one["end"]].strip():
        yield Fault("facts", fact["id"], f"{place} are blank", mend)
    near = text[max(0, one["start"] - NEAR) : one["end"] + NEAR]
    for key in ("date_as_stated", "amount_as_stated"):
        # a date may have been told once, far above
        if one[key] and one[key] not in (near if key == "amount_as_stated" else text):
            yield Fault("facts", fact["id"], f'"{one[key]}" ({key}) does not stand at or near {place}', mend)


def _dates(sound: Sound) -> Iterator[Fault]:
    for fact in sound.facts:
        mend = f"htq edit {fact['id']} --date DATE"
        for one in fact["evidence"]:
            reading = one.get("date") or fact["date"]
            if one.get("date") and one["date_basis"] == "none":
                message = f"{one['document']} gives a date of its own, {one['date']}, whose basis is none"
                yield Fault("facts", fact["id"], message, mend)
            if one["date_basis"] != "none" and not reading:
                message = f"the date of {one['document']} is {one['date_basis']}, but there is none"
                yield Fault("facts", fact["id"], message, mend)
            document = sound.documents_by_id.get(one["document"])
            if not reading or not document or not document["published"] or fact["type"] not in DEAL_TYPES:
                continue
            done = fact["status"] in ("completed", "ended")
            if done and edtf.bounds(reading)[0] > edtf.bounds(document["published"])[1]:
                message = f"done in {reading}, after {one['document']}, which states it, was published"
                yield Fault("facts", fact["id"], f"{message} ({document['published']})", mend)


def _currencies(sound: Sound) -> Iterator[Fault]:
    for fact in sound.facts:
        for holder in (fact, *fact["evidence"]):
            money = holder.get("money")
            if money and money["currency"] is not None and money["currency"] not in CODES:
                mend = f"htq edit {fact['id']} --money 'USD {money['amount']}'"
                yield Fault("facts", fact["id"], f"{money['currency']} is no ISO 4217 currency", mend)


def _roles(sound: Sound) -> Iterator[Fault]:
    bought: dict[tuple[str, str], Any] = {}
    for fact in sound.facts:
        actor, target = fact["actor"], fact["target"]
        clear = f"htq edit {fact['id']} --clear target"
        partners = [one["id"] for one in fact["partners"]]
        if actor and target and actor["id"] == target["id"] and fact["type"] in DEAL_TYPES and fact["type"] != "ipo":
            yield Fault("facts", fact["id"], f"{actor['name']} is on both sides of the deal", clear)
        for role, one in (("actor", actor), ("target", target)):
            if one and one["id"] in partners:
                yield Fault("facts", fact["id"], f"{one['name']} is {role} and partner")
        if len(set(partners)) < len(partners):
            yield Fault("facts", fact["id"], "a partner is named twice")
        # what a rule read in the passive ("was sold in 2020") names no buyer: a matter for review
        if fact["type"] in DEAL_TYPES and not actor and not fact["method"].startswith("rule:"):
            yield Fault("facts", fact["id"], "a deal without actor", f"htq edit {fact['id']} --actor NAME")
        if fact["type"] == "acquisition" and not target:
            yield Fault("facts", fact["id"], "an acquisition of nobody", f"htq edit {fact['id']} --target NAME")
        yield from _names(sound, fact)
        if fact["type"] != "acquisition" or not actor or not target or fact["status"] in sums.NOT_DONE:
            continue
        other = bought.get((target["id"], actor["id"]))
        if other:
            yield Fault("facts", fact["id"], f"buyer and bought are the other way round in {other['id']}")
        bought[actor["id"], target["id"]] = fact


def _names(sound: Sound, fact: Any) -> Iterator[Fault]:
    for role in [one for one in (fact["actor"], fact["target"], *fact["partners"]) if one]:
        entity = sound.store.entity(role["id"])
        if entity and entity["id"] == role["id"] and entity["name"] != role["name"]:
            yield Fault(
                "facts", fact["id"], f'{role["id"]} is called "{role["name"]}" here and "{entity["name"]}" there'
            )


def _duplicates(sound: Sound) -> Iterator[Fault]:
    for group in conflicts.deals_once(fact for fact in sound.facts if fact["type"] in DEAL_TYPES):
        if len(group) > 1:
            others = ", ".join(fact["id"] for fact in group[1:])
            mend = f"htq merge {group[0]['id']} {others.replace(', ', ' ')}"
            yield Fault("facts", group[0]["id"], f"the same deal as {others}", mend)
    seen: dict[Any, str] = {}
    for fact in sound.facts:
        same = (fact["type"], fact["statement"].casefold(), fact["date"])
        if same in seen:
            yield Fault("facts", fact["id"], f"says the same as {seen[same]}", f"htq merge {seen[same]} {fact['id']}")
        seen.setdefault(same, fact["id"])
    yield from _alike(sound)


def _alike(sound: Sound) -> Iterator[Fault]:
    names: dict[tuple[str, str], str] = {}
    for entity in sound.entities:
        key = (entity["kind"], entity["name"].casefold())
        if key in names:
            mend = f"htq merge {names[key]} {entity['id']}"
            yield Fault("entities", entity["id"], f'called "{entity["name"]}" like {names[key]}', mend)
        names.setdefault(key, entity["id"])
    hashes: dict[str, str] = {}
    for document in sound.documents:
        if document["sha256"] in hashes:
            yield Fault("documents", document["id"], f"the same text as {hashes[document['sha256']]}")
        hashes.setdefault(document["sha256"], document["id"])


def _orphans(sound: Sound) -> Iterator[Fault]:
    mentioned = {party for fact in sound.facts for party in query.parties(fact)}
    parents = {entity["parent"]["id"] for entity in sound.entities if entity["parent"]}
    for fact in sound.facts:
        for party in query.parties(fact):
            if sound.store.entity(party) is None:
                yield Fault("facts", fact["id"], f'it is about "{party}", which the store does not have')
    for entity in sound.entities:
        parent = entity["parent"]
        if parent and sound.store.entity(parent["id"]) is None:
            mend = f"htq edit {entity['id']} --clear parent"
            yield Fault("entities", entity["id"], f'part of "{parent["id"]}", which the store does not have', mend)
        if entity.get("unverified") and entity["id"] not in mentioned | parents:
            yield Fault("entities", entity["id"], "an unverified name that no fact is about", f"htq rm {entity['id']}")
    yield from _circles(sound)


def _circles(sound: Sound) -> Iterator[Fault]:
    cleared: set[str] = set()
    for start in sound.by_id:
        path: list[str] = []
        at = start
        while at in sound.by_id and at not in cleared and at not in path:
            path.append(at)
            parent = sound.by_id[at]["parent"]
            at = parent["id"] if parent else ""
        if at in path:
            yield Fault("entities", at, "part of itself, by way of " + ", ".join(path[path.index(at) :]))
        cleared.update(path)


def _evidence(sound: Sound) -> Iterator[Fault]:
    for fact in sound.facts:
        mend = f"htq edit {fact['id']} --document ID --span START:END"
        if not fact["evidence"]:
            yield Fault("facts", fact["id"], "no document states it", mend)
        for one in fact["evidence"]:
            if one["document"] not in sound.documents_by_id:
                yield Fault("facts", fact["id"], f'its document "{one["document"]}" is not in the store', mend)
            elif one["start"] is None:
                yield Fault("facts", fact["id"], f"no place in {one['document']} is given", mend)


def _sums(sound: Sound) -> Iterator[Fault]:
    for fact in sound.facts:
        if sums.is_impossible(fact):
            continue  # the note has said so, and nothing adds it up
        mend = f"htq edit {fact['id']} --note 'impossible: WHY'"
        money, value = fact["money"], fact["value"]
        if money and money["amount"] > (MOST_DEAL if fact["type"] in DEAL_TYPES else MOST_MONEY):
            yield Fault("facts", fact["id"], f"{money['currency'] or ''} {money['amount']:,} cannot be right", mend)
        if money and money["amount"] < 0 and fact["type"] in DEAL_TYPES:
            yield Fault("facts", fact["id"], "a deal of less than nothing", mend)
        if value and "percent" in value["unit"] and value["number"] > 100 and _is_share(value["unit"]):
            yield Fault("facts", fact["id"], f"{value['number']} {value['unit']} is more than the whole", mend)
        for field, figure, label in (("money", "amount", "currency"), ("value", "number", "unit")):
            yield from _scales(fact, field, figure, label)


def _is_share(unit: str) -> bool:
    return any(word in unit for word in ("stake", "share", "penetration", "of all", "coverage"))


def _scales(fact: Any, field: str, figure: str, label: str) -> Iterator[Fault]:
    read = [reading for reading, _ in conflicts.readings(fact, field)]
    for reading in read[1:]:
        low, high = sorted((abs(read[0][figure]), abs(reading[figure])))
        if read[0][label] == reading[label] and low * SCALE <= high:
            message = f"readings of {low:,} and {high:,} {reading[label]} are {SCALE} times apart or more"
            yield Fault("facts", fact["id"], message, f"htq show {fact['id']}")


CHECKS: dict[str, tuple[str, Callable[[Sound], Iterator[Fault]]]] = {
    "schema": ("every row has its fields, of the right kind, and an id of its own", _schema),
    "spans": ("spans lie in their documents, and what they state stands there where the text is at hand", _spans),
    "dates": ("dates and their bases fit, and no deal is done after the document that tells it", _dates),
    "currencies": ("currencies are codes of ISO 4217", _currencies),
    "roles": ("nobody is on two sides of a deal, deals have the parties they need, names are the entities'", _roles),
    "duplicates": ("no deal, statement, name or text is there twice", _duplicates),
    "orphans": ("facts, entities and parents lead to what the store has, and not in a circle", _orphans),
    "evidence": ("every fact has a document that the store has, and a place in it", _evidence),
    "sums": ("figures are possible, and readings of one figure are in one scale", _sums),
}
