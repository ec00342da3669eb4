"""What a report is made of, from a store and a question."""

from __future__ import annotations

from collections import Counter

from healthtech_cli.model.collection import Collection
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.render.report import Report
from healthtech_cli.render.report.timeline import KINDS, Lane
from healthtech_cli.service.disputes import disputes
from healthtech_cli.service.family import family
from healthtech_cli.service.filters import Asked
from healthtech_cli.service.sums import tally
from healthtech_cli.store import Store

LANES = 7


def report(store: Store, asked: Asked, collection: Collection) -> Report:
    """The report on a collection that was gathered for the same question."""
    told = {fact["id"] for fact in collection.facts}
    disputed = disputes(store, [], asked).results
    return Report(
        collection=collection,
        tally=tally(fact for fact in collection.facts if fact["type"] in DEAL_TYPES),
        disputes=[one for one in disputed if one["id"] in told],
        lanes=_lanes(store, collection),
        text=store.text,
    )


def _lanes(store: Store, collection: Collection) -> list[Lane]:
    """The companies asked for, or those with most events, each with its units; then the rest."""
    asked = [one["id"] for one in collection.query.get("companies", ())]
    if not asked:
        heads = Counter(
            _head(store, party["id"])
            for fact in collection.facts
            if fact["type"] in KINDS and fact["date"]
            for party in [fact["actor"] or fact["target"]]
            if party
        )
        asked = [head for head, _ in sorted(heads.items(), key=lambda pair: (-pair[1], pair[0]))[:LANES]]
    lanes = [Lane(name=_name(store, one), members=family(store, one)) for one in asked]
    return [*lanes, Lane(name="Others", members=None)]


def _head(store: Store, entity_id: str) -> str:
    """The entity at the top of an entity's owners."""
    seen = {entity_id}
    while True:
        entity = store.entity(entity_id)
        parent = entity["parent"]["id"] if entity and entity["parent"] else None
        if parent is None or parent in seen:
            return entity_id
        seen.add(parent)
        entity_id = parent


def _name(store: Store, entity_id: str) -> str:
    entity = store.entity(entity_id)
    return entity["name"] if entity else entity_id
