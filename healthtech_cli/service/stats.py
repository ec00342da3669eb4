"""Counts of facts and deals by year, type, company and more."""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import Answer
from healthtech_cli.errors import UsageError
from healthtech_cli.model import edtf
from healthtech_cli.model.vocabulary import DEAL_TYPES, FACT_TYPES
from healthtech_cli.service import filters
from healthtech_cli.service.listing import about_amounts, explain
from healthtech_cli.service.sums import total_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.model.facts import Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

BY = ("year", "type", "company", "topic", "country", "document", "status")
FIELDS = ("key", "id", "facts", "deals", "sums", "sums.currency", "sums.low", "sums.high")


def stats(store: Store, by: str, asked: Asked, *, sort: str | None) -> Answer:
    """One row a year, type, company, topic, country, document or status, with facts, deals and sums of deals."""
    by = filters.one_of(by, BY, "grouping")
    wanted, resolved, remarks = filters.resolve(store, asked)
    kept, removed = store.select(wanted)
    if wanted.convert:
        kept = [{**fact, "converted": wanted.convert.of(fact)} for fact in kept]
    groups: dict[str, list[Fact]] = {}
    for fact in kept:
        for key in _keys(store, fact, by):
            groups.setdefault(key, []).append(fact)
    rows: list[Any] = [_row(store, by, key, facts) for key, facts in groups.items()]
    if sort:
        if sort.lstrip("-") not in FIELDS:
            raise UsageError(
                f'cannot sort by "{sort}"', suggestions=["facts", "deals", "key"], hint="facts, deals or key"
            )
        rows = query.sort_rows(rows, sort)
    elif by == "year":
        rows.sort(key=lambda row: row["key"])
    elif by == "type":
        rows.sort(key=lambda row: FACT_TYPES.index(row["key"]))
    else:
        rows.sort(key=lambda row: (-row["facts"], row["key"]))
    return Answer(
        "stats",
        query={"command": "stats", "by": by, **resolved},
        results=rows,
        columns=("key", "facts", "deals"),
        fields=FIELDS,
        warnings=[*remarks, *about_amounts(wanted, kept)],
        explanation="" if rows else explain(store, asked, wanted, removed, "facts"),
        extra={"by": by, "facts": len(kept)},
    )


def _row(store: Store, by: str, key: str, facts: list[Fact]) -> dict[str, Any]:
    deals = [fact for fact in facts if fact["type"] in DEAL_TYPES]
    entity = store.entity(key) if by == "company" else None
    return {
        "key": entity["name"] if entity else key,
        "id": key,
        "facts": len(facts),
        "deals": len(deals),
        "sums": total_of(deals),
    }


def _keys(store: Store, fact: Fact, by: str) -> list[str]:
    if by == "year":
        return [edtf.sort_key(fact["date"])[0][:4] if fact["date"] else "undated"]
    if by == "type":
        return [fact["type"]]
    if by == "status":
        return [fact["status"]]
    if by == "topic":
        return fact["topics"] or ["none"]
    if by == "document":
        return sorted({one["document"] for one in fact["evidence"]}) or ["none"]
    parties = list(dict.fromkeys(query.parties(fact)))
    if by == "company":
        return parties or ["none"]
    countries = {entity["country"] for entity in map(store.entity, parties) if entity and entity["country"]}
    return sorted(countries) or ["none"]
