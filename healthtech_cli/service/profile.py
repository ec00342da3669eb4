"""The page of one company, product, institution or person."""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import FACT_FIELDS, Answer
from healthtech_cli.model.vocabulary import DEAL_TYPES, FACT_TYPES
from healthtech_cli.service import filters
from healthtech_cli.service.family import find_entity, units
from healthtech_cli.service.listing import about_amounts, columns, complete, explain, newest_first, years
from healthtech_cli.service.sums import total_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.model.facts import Entity, Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

PROFILE_FIELDS = (
    "id",
    "name",
    "kind",
    "parent",
    "parent.id",
    "parent.name",
    "country",
    "aliases",
    "aliases.text",
    "aliases.lang",
    "aliases.origin",
    "topics",
    "units",
    "units.id",
    "units.name",
    "units.kind",
    "counts",
    "counts.facts",
    "counts.documents",
    "counts.deals",
    "first",
    "last",
    "sums",
    "facts",
    *(f"facts.{field}" for field in FACT_FIELDS),
    "conflicts",
)


def company(store: Store, name: str, asked: Asked, *, sort: str | None = None) -> Answer:
    """Everything the store has about one entity; a parent's page includes its units' facts, marked by `via`."""
    entity, remark = find_entity(store, name, guess=asked.guess)
    wanted, resolved, remarks = filters.resolve(store, asked)
    below = units(store, entity["id"])
    members = {unit["id"]: unit["name"] for unit in below}
    ids = frozenset([entity["id"], *members])
    about, removed = store.select(wanted, about=ids)
    marked = [_marked(store, fact, entity, members, wanted.convert) for fact in about]
    shown = query.sort_rows(marked, sort) if sort else newest_first(marked)
    result = _summary(entity, below, shown)
    remarks = [*remarks, *about_amounts(wanted, about)]
    empty = "" if shown else f"no facts about {entity['name']}"
    if not shown and removed:
        asked.companies = [entity["name"]]
        empty = explain(
            store,
            asked,
            wanted,
            [("--company", store.size() - len(about) - sum(gone for _, gone in removed)), *removed],
            "facts",
        )
    return Answer(
        "company",
        query={"command": "company", "name": name, "company": {"id": entity["id"], "name": entity["name"]}, **resolved},
        results=[result],
        rows=shown,
        columns=columns(wanted),
        result_fields=PROFILE_FIELDS,
        warnings=[remark, *remarks] if remark else remarks,
        explanation=empty,
        extra={"store": store},
    )


def _marked(store: Store, fact: Fact, entity: Entity, members: dict[str, str], convert: query.Convert | None) -> Any:
    row: dict[str, Any] = dict(complete(store, fact, convert))
    parties = query.parties(fact)
    via = None if entity["id"] in parties else next(party for party in parties if party in members)
    row["via"] = {"id": via, "name": members[via]} if via else None
    return row


def _summary(entity: Entity, below: list[Entity], facts: list[Any]) -> dict[str, Any]:
    span = years(facts)
    ranked = sorted(facts, key=lambda fact: FACT_TYPES.index(fact["type"]))
    deals = [fact for fact in ranked if fact["type"] in DEAL_TYPES]
    return {
        **entity,
        "units": [{"id": unit["id"], "name": unit["name"], "kind": unit["kind"]} for unit in below],
        "counts": {
            "facts": len(facts),
            "documents": len({one["document"] for fact in facts for one in fact["evidence"]}),
            "deals": len(deals),
            "by_type": {
                name: sum(fact["type"] == name for fact in ranked)
                for name in dict.fromkeys(fact["type"] for fact in ranked)
            },
        },
        "first": span[0] if span else None,
        "last": span[1] if span else None,
        "sums": total_of(deals),
        "facts": facts,
        "conflicts": [fact["id"] for fact in facts if fact["conflicts"]],
    }
