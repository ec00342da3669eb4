"""Companies side by side: one column each, rows by type and year, counts, sums, first and last moves."""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import Answer
from healthtech_cli.errors import UsageError
from healthtech_cli.model import edtf
from healthtech_cli.model.vocabulary import DEAL_TYPES, FACT_TYPES
from healthtech_cli.service import filters
from healthtech_cli.service.family import family, find_entity
from healthtech_cli.service.listing import about_amounts, explain
from healthtech_cli.service.sums import tally

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from healthtech_cli.model.facts import Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

# What a company does, as against what is said, counted or foreseen of it.
MOVES = (*DEAL_TYPES, "partnership", "launch", "expansion", "shutdown", "regulatory")
FIELDS = ("companies", "types", "years", "shared")
_UNDONE = ("planned", "rumoured", "denied", "abandoned")


def compare(store: Store, names: Sequence[str], asked: Asked) -> Answer:
    """One result with a column a company and its units; `asked` narrows the facts that are counted."""
    columns: dict[str, dict[str, Any]] = {}
    remarks: list[str] = []
    for name in names:
        entity, remark = find_entity(store, name, guess=asked.guess)
        columns[entity["id"]] = {"id": entity["id"], "name": entity["name"]}
        remarks += [remark] if remark else []
    if len(columns) < 2:
        raise UsageError("compare needs two different companies", hint="htq compare amazon tencent")
    wanted, resolved, more = filters.resolve(store, asked)
    kept, removed = store.select(wanted)
    if wanted.convert:
        kept = [{**fact, "converted": wanted.convert.of(fact)} for fact in kept]
    facts = {one: _about(kept, family(store, one)) for one in columns}
    for one, column in columns.items():
        column.update(_summary(facts[one]))
    result = {
        "companies": list(columns.values()),
        "types": _counts(facts, lambda fact: fact["type"], FACT_TYPES),
        "years": _counts(facts, query.year, None),
        "shared": [fact["id"] for fact in kept if sum(fact in told for told in facts.values()) > 1],
    }
    counted = {fact["id"]: fact for told in facts.values() for fact in told}
    empty = not counted
    asked.companies = asked.companies or list(columns)
    resolved["companies"] = [{"id": column["id"], "name": column["name"]} for column in columns.values()]
    return Answer(
        "compare",
        query={"command": "compare", **resolved},
        results=[result],
        rows=[] if empty else _rows(result),
        columns=("group", "key", *columns),
        fields=("group", "key", *columns),
        result_fields=FIELDS,
        warnings=[*remarks, *more, *about_amounts(wanted, list(counted.values()))],
        explanation=explain(store, asked, wanted, removed, "facts") if empty else "",
    )


def _about(facts: Sequence[Fact], ids: frozenset[str]) -> list[Fact]:
    return [fact for fact in facts if not ids.isdisjoint(query.parties(fact))]


def _summary(facts: list[Fact]) -> dict[str, Any]:
    deals = [fact for fact in facts if fact["type"] in DEAL_TYPES]
    moves = [fact for fact in facts if fact["type"] in MOVES and fact["status"] not in _UNDONE and _is_placed(fact)]
    moves.sort(key=lambda fact: edtf.sort_key(fact["date"]))
    return {
        "facts": len(facts),
        "documents": len({one["document"] for fact in facts for one in fact["evidence"]}),
        "deals": len(deals),
        **tally(deals),
        "first": _move(moves[0]) if moves else None,
        "last": _move(moves[-1]) if moves else None,
    }


def _is_placed(fact: Fact) -> bool:
    # "by 2022" and "since 2014" say too little about when to be first or last
    return fact["date"] is not None and ".." not in fact["date"]


def _move(fact: Fact) -> dict[str, Any]:
    kept = ("id", "date", "type", "status", "actor", "target", "partners", "label", "statement")
    return {key: fact.get(key) for key in kept}


def _counts(facts: dict[str, list[Fact]], key: Any, order: Sequence[str] | None) -> list[dict[str, Any]]:
    found: dict[str, dict[str, int]] = {}
    for one, told in facts.items():
        for fact in told:
            row = found.setdefault(key(fact), dict.fromkeys(facts, 0))
            row[one] += 1
    keys = sorted(found, key=lambda name: (order.index(name) if order else 0, name))
    return [{"key": name, "counts": found[name]} for name in keys]


def _rows(result: dict[str, Any]) -> list[dict[str, Any]]:
    companies = result["companies"]
    rows: list[dict[str, Any]] = [
        {"group": "all", "key": key, **{one["id"]: one[key] for one in companies}}
        for key in ("facts", "documents", "deals")
    ]
    for group, counted in (("type", result["types"]), ("year", result["years"])):
        rows += [{"group": group, "key": row["key"], **row["counts"]} for row in counted]
    currencies = list(dict.fromkeys(row["currency"] for one in companies for row in one["sums"]))
    for currency in currencies:
        for end in ("low", "high"):
            sums = {
                one["id"]: next((r[end] for r in one["sums"] if r["currency"] == currency), None) for one in companies
            }
            rows.append({"group": f"sum {end}", "key": currency, **sums})
    for key in ("conflicts", "without"):
        rows.append({"group": "deals", "key": key, **{one["id"]: one[key] for one in companies}})
    for end in ("first", "last"):
        moves = {one["id"]: f"{one[end]['date']} {one[end]['id']}" if one[end] else None for one in companies}
        rows.append({"group": "move", "key": end, **moves})
    return rows
