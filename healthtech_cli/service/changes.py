"""Changing what the store says: add, edit, remove, merge, unmerge, undo, each a transaction that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from healthtech_cli.errors import AmbiguousError, BadInputError, NotFoundError, UsageError
from healthtech_cli.model import validate
from healthtech_cli.service import records
from healthtech_cli.service.claims import READINGS, Claims, place, with_evidence
from healthtech_cli.store.writing import Change

Row = dict[str, Any]
KEPT = ("documents", "entities", "facts")
_NAMES = {"documents": "document", "entities": "entity", "facts": "fact", "redirects": "redirect"}


def results(change: Change) -> list[Row]:
    """What the transaction changed, one object a row: action, kind, id, its words, and each field before and after."""
    made: list[Row] = []
    for table, row_id, before, after in change.touched():
        row = after or before or {}
        action = "added" if before is None else "removed" if after is None else "changed"
        fields = [
            {"field": name, "before": (before or {}).get(name), "after": (after or {}).get(name)}
            for name in dict.fromkeys([*(before or {}), *(after or {})])
            if before is not None and after is not None and before.get(name) != after.get(name)
        ]
        told = row.get("statement") or row.get("name") or row.get("title") or row.get("to") or ""
        if table == "entities" and before is None:
            told += f" ({row['kind']}{', unverified' if row.get('unverified') else ''})"
        made.append({"action": action, "kind": _NAMES[table], "id": row_id, "text": told, "fields": fields})
    order = ("document", "fact", "entity", "redirect")
    made.sort(key=lambda one: order.index(one["kind"]))
    return made


def raise_faults(faults: Sequence[validate.Fault], what: str) -> None:
    """BadInputError that lists the faults of one row, if there are any."""
    if faults:
        path, reason = faults[0]
        message = f"{what}: {validate.told(path or 'it', reason)}"
        more = [validate.told(*one) for one in faults[1:8]]
        if len(faults) > 8:
            more.append(f"and {len(faults) - 8} more")
        raise BadInputError(message, hint="; ".join(more) or "nothing was changed")


def add_fact(change: Change, given: Any) -> str:
    """Add a fact, or its evidence to the fact that is the same claim; the id of either.

    BadInputError names the fields at fault.
    """
    parties = records.Parties(change)
    fact, faults = records.complete_fact(given, parties, change)
    raise_faults(faults, "the fact cannot be added")
    change.summary = fact["statement"]
    return put_fact(change, fact, Claims(change), was_named=bool(given.get("id")))


def put_fact(change: Change, fact: Row, claims: Claims, *, was_named: bool) -> str:
    """Store a checked fact: under its own id if it was given one, else as evidence of the same claim, else as new."""
    facts = change.rows("facts")
    if was_named:
        moved = change.rows("redirects").get(fact["id"])
        if moved:
            known: Row | None = facts[moved["to"]]
        elif fact["id"] in facts:
            change.update("facts", {**fact, "method": facts[fact["id"]]["method"]})
            claims.put(facts[fact["id"]])
            return str(fact["id"])
        else:
            known = None
    else:
        known = claims.find(fact)
    if known is None:
        change.insert("facts", fact)
        claims.put(fact)
        return str(fact["id"])
    change.update("facts", with_evidence(known, fact))
    claims.put(facts[known["id"]])
    return str(known["id"])


def find_row(change: Change, row_id: str) -> tuple[str, Row]:
    """The table and row that an id names, also by the id it had before a merge; NotFoundError with the nearest ids."""
    moved = change.rows("redirects").get(row_id)
    for table in ("facts", "entities", "documents"):
        row = change.rows(table).get(moved["to"] if moved else row_id)
        if row is not None:
            return table, row
    from healthtech_cli.service.nearest import nearest

    near = nearest(row_id, [one for table in KEPT for one in change.rows(table)])
    raise NotFoundError(
        f'no fact, entity or document "{row_id}" in this store',
        suggestions=near,
        hint=f"nearest: {', '.join(near)}" if near else "htq facts lists them",
    )


def edit(change: Change, row_id: str, given: Row) -> str:
    """Set fields of a fact, entity or document; its id. None as a value clears a field."""
    table, row = find_row(change, row_id)
    change.summary = f"{row['id']}: {', '.join(given)}"
    if not given:
        raise UsageError(f'nothing to change in "{row_id}"', hint="name a field: --date 2018-10, --set country=US")
    if "id" in given:
        raise UsageError("an id cannot be changed: others refer to it", hint="htq merge joins two entities")
    given = nested(given, row)
    parties = records.Parties(change)
    if table == "facts":
        fact, faults = records.complete_fact(given, parties, change, base=row)
        for name in ("partners", "topics"):
            fact[name] = fact[name] or []
        raise_faults(faults, f'"{row_id}" stays as it was')
        change.update("facts", fact)
    elif table == "entities":
        entity, faults = records.complete_entity({**row, **given}, parties)
        raise_faults(faults, f'"{row_id}" stays as it was')
        change.update("entities", entity)
        if _is_below(change, entity["id"], entity["parent"]):
            raise BadInputError(f'"{row_id}" stays as it was: parent {entity["parent"]["id"]} is one of its own units')
        rename(change, entity)
    else:
        for name in ("sha256", "length"):
            if name in given:
                raise UsageError(f"{name} is a property of the text and cannot be edited", hint="htq ingest FILE")
        document = {**row, **given}
        raise_faults(validate.document_faults(document), f'"{row_id}" stays as it was')
        change.update("documents", document)
    return str(row["id"])


def nested(given: Row, row: Row) -> Row:
    """`money.amount` and the like put into the object they are part of."""
    whole: Row = {}
    for path, value in given.items():
        name, dot, rest = path.partition(".")
        if not dot:
            whole[name] = value
            continue
        inner = whole.get(name, row.get(name))
        whole[name] = {**(inner if isinstance(inner, dict) else {}), rest: value}
    return whole


def _is_below(change: Change, entity_id: str, parent: Row | None) -> bool:
    seen: set[str] = set()
    while parent and parent["id"] not in seen:
        if parent["id"] == entity_id:
            return True
        seen.add(parent["id"])
        above = change.rows("entities").get(parent["id"])
        parent = above["parent"] if above else None
    return False


def rename(change: Change, entity: Row) -> None:
    """Give every reference to an entity the name that it has now."""
    _point(change, entity["id"], entity)


def _point(change: Change, old_id: str, entity: Row) -> set[str]:
    """Make whatever refers to an id refer to an entity, by its id and name; the ids of the facts that did."""
    ref = {"id": entity["id"], "name": entity["name"]}
    moved: set[str] = set()
    for fact in list(change.rows("facts").values()):
        if any(one and one["id"] == old_id for one in (fact["actor"], fact["target"], *fact["partners"])):
            partners = [ref if one["id"] == old_id else one for one in fact["partners"]]
            roles = {role: ref if fact[role] and fact[role]["id"] == old_id else fact[role] for role in _ROLES}
            unique = list({one["id"]: one for one in partners}.values())
            change.update("facts", {**fact, **roles, "partners": unique})
            moved.add(fact["id"])
    for other in list(change.rows("entities").values()):
        if other["parent"] and other["parent"]["id"] == old_id:
            change.update("entities", {**other, "parent": None if other["id"] == entity["id"] else ref})
    return moved


_ROLES = ("actor", "target")


def remove(change: Change, ids: Sequence[str]) -> None:
    """Remove facts; entities and documents only once nothing refers to them (UsageError says what does)."""
    for row_id in ids:
        table, row = find_row(change, row_id)
        users = _users(change, table, row["id"], {*ids})
        if users:
            what = _NAMES[table]
            hint = "remove those first" + (", or join it with another: htq merge" if table == "entities" else "")
            raise UsageError(
                f'{what} "{row["id"]}" cannot be removed: {len(users)} others refer to it, such as {users[0]}',
                suggestions=users[:3],
                hint=hint,
            )
        change.remove(table, row["id"])
        for old in [one for one in change.rows("redirects").values() if one["to"] == row["id"]]:
            change.remove("redirects", old["id"])
    change.summary = ", ".join(ids)[:500]


def _users(change: Change, table: str, row_id: str, going: set[str]) -> list[str]:
    if table == "facts":
        return []
    facts = [one for one in change.rows("facts").values() if one["id"] not in going]
    if table == "documents":
        return [one["id"] for one in facts if any(each["document"] == row_id for each in one["evidence"])]
    named = [
        one["id"]
        for one in facts
        if any(r and r["id"] == row_id for r in (one["actor"], one["target"], *one["partners"]))
    ]
    units = [
        one["id"]
        for one in change.rows("entities").values()
        if one["parent"] and one["parent"]["id"] == row_id and one["id"] not in going
    ]
    return named + units


def entity_named(change: Change, name: str) -> Row:
    """The entity of an id or an exact name; NotFoundError or AmbiguousError."""
    parties = records.Parties(change)
    entity = parties.known(name)
    if entity:
        return entity
    from healthtech_cli.names import require

    found = change.names().resolve(name)
    if found.match and found.match.score < records.SURE:
        raise AmbiguousError(
            f'"{name}" is nobody\'s exact name; it may mean {found.match.name}',
            suggestions=[found.match.id],
            hint=f"name it by its id: {found.match.id}",
        )
    return change.rows("entities")[require(found).id]


def merge(change: Change, kept_name: str, others: Sequence[str]) -> None:
    """Make one entity of several: the first stays, the others' ids, names, facts and units become its own.

    Facts that are then the same claim become one, with the evidence of all; their ids keep working.
    """
    kept_id = entity_named(change, kept_name)["id"]
    moved: set[str] = set()
    for name in others:
        other = entity_named(change, name)
        if other["id"] == kept_id:
            raise UsageError(f'"{name}" already is {kept_id}', hint="name two different entities")
        kept = change.rows("entities")[kept_id]
        if _is_below(change, other["id"], kept["parent"]):
            # what goes away cannot stay above what it goes into
            kept = {**kept, "parent": other["parent"] if other["parent"] and other["parent"]["id"] != kept_id else None}
        change.remove("entities", other["id"])
        change.update("entities", {**kept, **_joined(kept, other)})
        moved |= _point(change, other["id"], change.rows("entities")[kept_id])
        change.insert("redirects", {"id": other["id"], "to": kept_id})
        for old in [one for one in change.rows("redirects").values() if one["to"] == other["id"]]:
            change.update("redirects", {**old, "to": kept_id})
    change.summary = f"{', '.join(others)} into {kept_id}"
    _join_claims(change, moved)


def _joined(kept: Row, other: Row) -> Row:
    known = {kept["name"].casefold(), *(one["text"].casefold() for one in kept["aliases"])}
    named = [{"text": other["name"], "lang": "und", "origin": "name"}, *other["aliases"]]
    fresh = [one for one in named if one["text"].casefold() not in known]
    joined: Row = {
        "aliases": [*kept["aliases"], *{one["text"].casefold(): one for one in fresh}.values()],
        "topics": list(dict.fromkeys([*kept["topics"], *other["topics"]])),
        "country": kept["country"] or other["country"],
        "parent": kept["parent"]
        or (other["parent"] if other["parent"] and other["parent"]["id"] != kept["id"] else None),
    }
    return joined


def _join_claims(change: Change, moved: set[str]) -> None:
    facts = change.rows("facts")
    claims = Claims(change, but=moved)
    for fact in [facts[fact_id] for fact_id in facts if fact_id in moved]:
        known = claims.find(fact)
        if known is None:
            claims.put(fact)
            continue
        joined = with_evidence(known, fact)
        change.update("facts", joined)
        claims.put(joined)
        change.remove("facts", fact["id"])
        change.put("redirects", {"id": fact["id"], "to": known["id"]})
        for old in [one for one in change.rows("redirects").values() if one["to"] == fact["id"]]:
            change.update("redirects", {**old, "to": known["id"]})


def unmerge(change: Change, entity_id: str) -> None:
    """Bring back an entity that was merged into another, with the facts and units that were its own.

    Edits made since are kept. UsageError if the id was never merged.
    """
    if entity_id not in change.rows("redirects"):
        near = [one["id"] for one in change.rows("redirects").values()][:5]
        raise UsageError(
            f'"{entity_id}" was not merged into anything',
            suggestions=near,
            hint=f"merged: {', '.join(near)}" if near else "nothing is merged in this store",
        )
    record = next(
        (
            one
            for one in reversed(list(change.rows("changes").values()))
            if any(
                row["table"] == "redirects" and row["id"] == entity_id and row["before"] is None for row in one["rows"]
            )
        ),
        None,
    )
    before = {(row["table"], row["id"]): row["before"] for row in record["rows"]} if record else {}
    entity = before.get(("entities", entity_id))
    if record is None or entity is None:
        raise UsageError(f'"{entity_id}" was no entity when it was merged', hint="htq log shows what was merged when")
    kept_id = change.rows("redirects")[entity_id]["to"]
    change.remove("redirects", entity_id)
    change.insert("entities", entity)
    _take_back_names(change, kept_id, before.get(("entities", kept_id)), entity)
    ref = {"id": entity["id"], "name": entity["name"]}
    for (table, row_id), row in before.items():
        if row is None or row_id in (entity_id, kept_id):
            continue
        if table == "facts":
            _split_fact(change, row, ref, before)
        elif table == "entities" and row["parent"] and row["parent"]["id"] == entity_id:
            now = change.rows("entities").get(row_id)
            if now and now["parent"] and now["parent"]["id"] == kept_id:
                change.update("entities", {**now, "parent": ref})
    change.summary = f"{entity_id} out of {kept_id}"


def _take_back_names(change: Change, kept_id: str, was: Row | None, entity: Row) -> None:
    kept = change.rows("entities").get(kept_id)
    if kept is None or was is None:
        return
    own = {one["text"].casefold() for one in was["aliases"]}
    theirs = {entity["name"].casefold(), *(one["text"].casefold() for one in entity["aliases"])} - own
    back: Row = {"aliases": [one for one in kept["aliases"] if one["text"].casefold() not in theirs]}
    gained = set(entity["topics"]) - set(was["topics"])
    back["topics"] = [one for one in kept["topics"] if one not in gained]
    for name in ("country", "parent"):
        if was[name] is None and kept[name] == entity[name]:
            back[name] = None
    change.update("entities", {**kept, **back})


def _split_fact(change: Change, was: Row, ref: Row, before: dict[tuple[str, str], Row | None]) -> None:
    """Give a fact its part in the entity back; one that had become another's evidence becomes a fact again."""
    moved = change.rows("redirects").get(was["id"])
    if moved:
        change.remove("redirects", was["id"])
        change.insert("facts", was)
        holder, alone = change.rows("facts").get(moved["to"]), before.get(("facts", moved["to"]))
        if holder and alone:
            given = [place(one) for one in was["evidence"]]
            own = [place(one) for one in alone["evidence"]]
            left = [one for one in holder["evidence"] if place(one) in own or place(one) not in given]
            filled = {name for name in READINGS if alone[name] is None and holder[name] == was[name]}
            change.update("facts", {**holder, "evidence": left, **dict.fromkeys(filled)})
        return
    now = change.rows("facts").get(was["id"])
    if now is None:
        return
    partner_ids = [one["id"] for one in was["partners"]]
    back: Row = {role: ref for role in _ROLES if was[role] and was[role]["id"] == ref["id"]}
    if ref["id"] in partner_ids:
        others = [one for one in now["partners"] if one["id"] in partner_ids or one in was["partners"]]
        back["partners"] = [*others, ref]
    change.update("facts", {**now, **back})


def undone(change_rows: Mapping[str, Row]) -> dict[str, str]:
    """Which changes are taken back now, and by which; an undo that is itself undone counts no longer."""
    taken: dict[str, str] = {}
    for row in reversed(list(change_rows.values())):
        if row.get("undoes") and row["id"] not in taken:
            taken[row["undoes"]] = row["id"]
    return taken


def undo(change: Change, number: str | None) -> str:
    """Take back a change (the latest that is not taken back and no undo, unless named); the number of the one undone.

    UsageError where there is none, or where a later change altered the same rows.
    """
    done = change.rows("changes")
    taken = undone(done)
    if number is None:
        open_ones = [one for one in done.values() if one["id"] not in taken and not one.get("undoes")]
        if not open_ones:
            redo = [one["id"] for one in done.values() if one.get("undoes") and one["id"] not in taken]
            hint = f"htq undo {redo[-1]} brings back what change {redo[-1]} took" if redo else "htq log is empty"
            raise UsageError("nothing is left to undo", hint=hint)
        record = open_ones[-1]
    else:
        found = done.get(number)
        if found is None and not (number.isascii() and number.isdecimal()):
            raise UsageError(f'"{number[:60]}" is no number of a change', hint="htq log lists the changes")
        if found is None:
            raise NotFoundError(f'no change "{number}" in the log', hint="htq log lists the changes")
        record = found
        if record["id"] in taken:
            raise UsageError(
                f"change {number} is undone already", hint=f"htq undo {taken[record['id']]} brings it back"
            )
    _take_back(change, record)
    change.undoes = record["id"]
    change.summary = f"change {record['id']} ({record['command']})"
    return str(record["id"])


def _take_back(change: Change, record: Row) -> None:
    later = [one for one in change.rows("changes").values() if int(one["id"]) > int(record["id"])]
    for row in record["rows"]:
        table, row_id, before = row["table"], row["id"], row["before"]
        now = change.rows(table).get(row_id)
        touching = [
            (one["id"], each["before"])
            for one in later
            for each in one["rows"]
            if (each["table"], each["id"]) == (table, row_id)
        ]
        if touching and touching[0][1] != now:
            raise UsageError(
                f"change {record['id']} cannot be undone: {row_id} was changed again by change {touching[-1][0]}",
                suggestions=[touching[-1][0]],
                hint=f"htq undo {touching[-1][0]} first",
            )
        if before is None and now is not None:
            change.remove(table, row_id)
        elif before is not None:
            change.put(table, before)
    _check_references(change, record)


def _check_references(change: Change, record: Row) -> None:
    gone = {row["id"] for row in record["rows"] if row["table"] == "entities"} - set(change.rows("entities"))
    if not gone:
        return
    for fact in change.rows("facts").values():
        for one in (fact["actor"], fact["target"], *fact["partners"]):
            if one and one["id"] in gone:
                raise UsageError(
                    f"change {record['id']} cannot be undone: fact {fact['id']} is about {one['id']}, which it added",
                    suggestions=[fact["id"]],
                    hint=f"htq rm {fact['id']} first, or undo the change that added it",
                )
