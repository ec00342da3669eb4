"""What `check --fix` mends by itself: only what has one right answer that the store already knows."""

from __future__ import annotations

from typing import Any

from healthtech_cli import query
from healthtech_cli.store.writing import Change


def mend(change: Change) -> int:
    """Mend names that differ from their entity's, partners named twice, parents that are not there, and unverified
    entities that nothing is about; the number of rows changed.

    Everything else needs somebody who has read the document.
    """
    entities = change.rows("entities")
    redirects = change.rows("redirects")
    mended = 0
    for row in list(change.rows("facts").values()):
        new = _fact(row, entities, redirects)
        if new != row:
            change.update("facts", new)
            mended += 1
    for row in list(entities.values()):
        parent = row["parent"]
        if parent and parent["id"] not in entities and parent["id"] not in redirects:
            change.update("entities", {**row, "parent": None})
            mended += 1
    return mended + _forget_unused(change)


def _fact(row: Any, entities: Any, redirects: Any) -> Any:
    def named(role: Any) -> Any:
        entity = entities.get(role["id"]) if role else None
        if entity is None and role and role["id"] in redirects:
            entity = entities.get(redirects[role["id"]]["to"])
        return {"id": entity["id"], "name": entity["name"]} if entity else role

    partners = {partner["id"]: partner for partner in map(named, row["partners"])}
    return {**row, "actor": named(row["actor"]), "target": named(row["target"]), "partners": list(partners.values())}


def _forget_unused(change: Change) -> int:
    entities = change.rows("entities")
    facts: list[Any] = list(change.rows("facts").values())
    used = {party for row in facts for party in query.parties(row)}
    used |= {row["parent"]["id"] for row in entities.values() if row["parent"]}
    unused = [row["id"] for row in entities.values() if row.get("unverified") and row["id"] not in used]
    for entity_id in unused:
        change.remove("entities", entity_id)
    return len(unused)
