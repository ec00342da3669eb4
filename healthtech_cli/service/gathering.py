"""What leaves the store: the facts that pass the filters, with the entities and documents they refer to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

from healthtech_cli import __version__, query
from healthtech_cli.model.collection import Collection
from healthtech_cli.model.facts import Document, Entity, Fact
from healthtech_cli.service.filters import Asked
from healthtech_cli.service.listing import list_facts
from healthtech_cli.service.lookup import document_row
from healthtech_cli.store import Store


def gather(store: Store, asked: Asked, names: Sequence[str] = (), *, sort: str | None = None) -> Collection:
    """The facts about `names` (and their units) that pass the filters, newest first, and whatever they refer to.

    Where nothing was asked, every entity and document of the store comes along, also those no fact is about.
    """
    asked.companies = [*asked.companies, *names]
    answer = list_facts(store, asked, kind="facts", sort=sort)
    asked_for = {key: value for key, value in answer.query.items() if key != "command"}
    is_whole = not {key for key in asked_for if key != "sort"}
    return Collection(
        facts=answer.results,
        entities=list(store.entities) if is_whole else _entities(store, answer.results),
        documents=_documents(store, answer.results, is_whole=is_whole),
        query=asked_for,
        is_whole=is_whole,
        day=asked.today,
        source=os.path.basename(store.path) or store.label,
        version=__version__,
        warnings=answer.warnings,
        explanation=answer.explanation,
    )


def _entities(store: Store, facts: Sequence[Fact]) -> list[Entity]:
    wanted: dict[str, None] = {}
    waiting = [party for fact in facts for party in query.parties(fact)]
    while waiting:
        entity_id = waiting.pop()
        if entity_id in wanted:
            continue
        wanted[entity_id] = None
        entity = store.entity(entity_id)
        if entity and entity["parent"]:
            waiting.append(entity["parent"]["id"])
    return [entity for entity in store.entities if entity["id"] in wanted]


def _documents(store: Store, facts: Sequence[Fact], *, is_whole: bool) -> list[Document]:
    named = {one["document"] for fact in facts for one in fact["evidence"]}
    rows: list[Any] = [
        document_row(store, document) for document in store.documents if is_whole or document["id"] in named
    ]
    for row in rows:
        del row["facts"]
    return rows
