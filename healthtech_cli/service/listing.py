"""Lists of facts: by filter, by search, along time; each answer explains itself when it is empty."""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import CONVERTED_COLUMNS, FACT_COLUMNS, FACT_FIELDS, Answer
from healthtech_cli.errors import UsageError
from healthtech_cli.model import edtf
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.service import conflicts, filters
from healthtech_cli.service.family import family, find_entity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from typing import Any

    from healthtech_cli.model.facts import Entity, Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

WHAT = {"deals": "deals", "partnerships": "partnerships", "launches": "launches", "metrics": "figures"}


def list_facts(store: Store, asked: Asked, *, kind: str, sort: str | None = None) -> Answer:
    """The facts that pass the filters, newest first unless `sort` names a field."""
    wanted, resolved, remarks = filters.resolve(store, asked)
    kept, removed = store.select(wanted)
    order = sort_field(sort or "-date")
    if sort:
        resolved["sort"] = sort
    rows = query.sort_rows([complete(store, fact, wanted.convert) for fact in kept], order)
    what = WHAT.get(asked.scope, "facts")
    return Answer(
        kind,
        query={"command": kind, **resolved},
        results=rows,
        columns=columns(wanted),
        warnings=[*remarks, *_undated(store, wanted), *_amounts(store, wanted, kept, order)],
        explanation="" if rows else explain(store, asked, wanted, removed, what),
        extra={"what": what, "query": resolved, "store": store, **_tally(rows)},
    )


def _tally(rows: Sequence[Any]) -> dict[str, Any]:
    # sums only where every row is a deal: a list of all facts does not add up to anything
    from healthtech_cli.service.sums import tally

    return {"tally": tally(rows)} if rows and all(row["type"] in DEAL_TYPES for row in rows) else {}


def _undated(store: Store, wanted: query.Filter) -> list[str]:
    undated = store.undated(wanted) if wanted.since or wanted.until else 0
    return [f"{undated} without a date left out"] if undated else []


def _amounts(store: Store, wanted: query.Filter, kept: Sequence[Fact], order: str) -> list[str]:
    if wanted.convert and wanted.min_amount is not None:
        # what cannot be converted is below no minimum: it is left out, and that is said
        import copy

        anyhow = copy.copy(wanted)
        anyhow.min_amount = None
        return about_amounts(wanted, store.select(anyhow)[0])
    by_amount = order.lstrip("-") in ("amount", "money", "money.amount")
    return about_amounts(wanted, kept, compared=by_amount or wanted.min_amount is not None)


def sort_field(sort: str) -> str:
    """A field to sort by; UsageError names the nearest where it is unknown."""
    name = sort.lstrip("-")
    known = ("amount", *FACT_FIELDS)
    if name not in known:
        from healthtech_cli.service.nearest import nearest

        near = nearest(name, known)
        raise UsageError(
            f'cannot sort by "{name}"',
            suggestions=near,
            hint=(f"did you mean {near[0]}? " if near else "") + "date, amount, type, status, actor, target, id",
        )
    return sort


def columns(wanted: query.Filter) -> Sequence[str]:
    """The columns of a list of facts in a flat format: those of the conversion too where one was asked for."""
    return (*FACT_COLUMNS, *CONVERTED_COLUMNS) if wanted.convert else FACT_COLUMNS


def about_amounts(wanted: query.Filter, facts: Sequence[Fact], *, compared: bool | None = None) -> list[str]:
    """What was not converted and why; or that amounts of several currencies were compared as they stand."""
    if wanted.convert:
        from healthtech_cli.service.rates import told

        return told(facts, wanted.convert)
    if not (wanted.min_amount is not None if compared is None else compared):
        return []
    currencies = sorted({fact["money"]["currency"] or "no currency" for fact in facts if fact["money"]})
    return [f"amounts compared as stated, in {', '.join(currencies)}; --currency converts"] if currencies[1:] else []


def complete(store: Store, fact: Fact, convert: query.Convert | None = None) -> Fact:
    """The fact as answers show it: quotes from the texts at hand, conflicts told, money converted where asked."""
    shown = fact.copy()
    shown["evidence"] = [{**one, "quote": quote(store, one)} for one in fact["evidence"]]
    shown["conflicts"] = conflicts.fields_in_conflict(fact)
    if convert:
        shown["converted"] = convert.of(fact)
    return shown


def quote(store: Store, evidence: Any) -> str | None:
    """The words at the span, where the document's text is in the store."""
    text = store.text(evidence["document"]) if evidence["start"] is not None else None
    return text[evidence["start"] : evidence["end"]] if text is not None else None


def explain(store: Store, asked: Asked, wanted: query.Filter, removed: Collection[tuple[str, int]], what: str) -> str:
    """Why nothing matched, in a sentence: what there is, and which option stopped how many."""
    from healthtech_cli.service.explaining import explain as told

    return told(store, asked, wanted, what)


def timeline(store: Store, asked: Asked, names: Sequence[str], *, sort: str | None) -> Answer:
    """Dated facts, oldest first, of the named companies and their units."""
    asked.companies = [*asked.companies, *names]
    answer = list_facts(store, asked, kind="timeline", sort=sort or "date")
    undated = [row for row in answer.results if not row["date"]]
    if undated:
        answer.results = [row for row in answer.results if row["date"]]
        answer.rows = answer.results
        answer.warnings.append(f"{len(undated)} without a date left out")
        if not answer.rows:
            answer.explanation = "0 dated facts"
    found = {
        entity["id"]: entity for name in asked.companies for entity in (find_entity(store, name, guess=asked.guess)[0],)
    }
    answer.extra["lanes"] = [_lane(store, entity, answer.rows) for entity in found.values()]
    return answer


def _lane(store: Store, entity: Entity, rows: Sequence[Fact]) -> dict[str, Any]:
    ids = family(store, entity["id"])
    about = {fact["id"] for fact in rows if not ids.isdisjoint(query.parties(fact))}
    return {"id": entity["id"], "name": entity["name"], "facts": about}


def newest_first(facts: Sequence[Fact]) -> list[Fact]:
    """By date, newest first, undated last."""
    return query.sort_rows(list(facts), "-date")


def years(facts: Sequence[Fact]) -> tuple[str, str] | None:
    """The first and the last year that dated facts begin in."""
    found = sorted(edtf.sort_key(fact["date"])[0][:4] for fact in facts if fact["date"])
    return (found[0], found[-1]) if found else None


__all__ = [
    "FACT_COLUMNS",
    "complete",
    "explain",
    "list_facts",
    "newest_first",
    "quote",
    "sort_field",
    "timeline",
    "years",
]
