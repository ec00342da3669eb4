"""Single things by name or id: facts, documents, entities, names, words."""

from __future__ import annotations

from healthtech_cli import names, query
from healthtech_cli.answer import Answer
from healthtech_cli.errors import NotFoundError
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.service import filters
from healthtech_cli.service.listing import about_amounts, columns, complete, explain, list_facts, years

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

DOCUMENT_FIELDS = (
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "published_basis",
    "language",
    "translated_from",
    "sha256",
    "length",
    "url",
    "has_text",
    "facts",
)
ENTITY_FIELDS = (
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
    "facts",
    "deals",
    "first",
    "last",
)
MANY = 50
RESOLVE_FIELDS = (
    "query",
    "match",
    "match.id",
    "match.name",
    "score",
    "reason",
    "candidates",
    "candidates.id",
    "candidates.name",
    "candidates.score",
    "candidates.reason",
    "candidates.matched",
    "candidates.owner",
)


def show(store: Store, ids: Sequence[str]) -> Answer:
    """Facts in full; NotFoundError with the nearest ids if one is unknown."""
    rows: list[Any] = []
    for fact_id in ids:
        fact = store.fact(fact_id)
        if fact is None:
            from healthtech_cli.service.nearest import nearest

            near = nearest(fact_id, store.ids("facts", like=fact_id))
            raise NotFoundError(
                f'no fact "{fact_id}" in this store',
                suggestions=near,
                hint=f"nearest: {near[0]}" if near else "htq facts lists them",
            )
        rows.append(complete(store, fact))
    return Answer("show", query={"command": "show", "ids": list(ids)}, results=rows, extra={"store": store})


def documents(store: Store) -> Answer:
    """All documents with how many facts each states."""
    rows = [document_row(store, document) for document in store.documents]
    return Answer(
        "documents",
        query={"command": "documents"},
        results=rows,
        columns=("id", "published", "language", "translated_from", "title", "publisher", "facts", "has_text", "sha256"),
        fields=DOCUMENT_FIELDS,
        explanation="no documents in this store",
    )


def document_row(store: Store, document: Any) -> dict[str, Any]:
    """The document with `has_text` as it is now and the number of its facts."""
    count = store.stated_in(document["id"])
    return {**document, "has_text": store.text(document["id"]) is not None, "facts": count}


def document(store: Store, document_id: str, asked: Asked, *, sort: str | None) -> Answer:
    """One document; its facts in the order in which it states them."""
    known = filters.known_document(store, document_id)
    asked.documents = [known]
    answer = list_facts(store, asked, kind="document", sort=sort)
    if not sort:
        answer.rows.sort(
            key=lambda fact: min((one["start"] or 0) for one in fact["evidence"] if one["document"] == known)
        )
    result = document_row(store, store.document(known))
    result["facts"] = answer.rows
    answer.results = [result]
    answer.result_fields = DOCUMENT_FIELDS
    answer.query["id"] = known
    return answer


def entities(store: Store, asked: Asked, *, kinds: Sequence[str], everything: bool, sort: str | None) -> Answer:
    """Entities of some kinds with how many facts are about them; `everything`: those without facts too."""
    wanted, resolved, remarks = filters.resolve(store, asked)
    kept, removed = store.select(wanted)
    by_entity: dict[str, list[Any]] = {}
    for fact in kept:
        for party in dict.fromkeys(query.parties(fact)):
            by_entity.setdefault(party, []).append(fact)
    rows: list[Any] = []
    for entity in store.entities:
        facts = by_entity.get(entity["id"], [])
        if entity["kind"] not in kinds or (not facts and not everything):
            continue
        dated = years(facts)
        rows.append(
            {
                **entity,
                "facts": len(facts),
                "deals": sum(fact["type"] in DEAL_TYPES for fact in facts),
                "first": dated[0] if dated else None,
                "last": dated[1] if dated else None,
            }
        )
    rows = query.sort_rows(rows, sort) if sort else sorted(rows, key=lambda row: (-row["facts"], row["id"]))
    return Answer(
        "companies",
        query={"command": "companies", **resolved},
        results=rows,
        columns=("id", "name", "kind", "parent.name", "country", "facts", "deals", "first", "last", "aliases.text"),
        fields=ENTITY_FIELDS,
        warnings=remarks,
        explanation="" if rows else explain(store, asked, wanted, removed, "companies"),
    )


def resolve(store: Store, asked: Iterable[str]) -> list[dict[str, Any]]:
    """One object a name, in order: what it means, how sure that is and why, and the candidates."""
    return list(resolve_each(store, asked))


def resolve_each(store: Store, asked: Iterable[str]) -> Iterator[dict[str, Any]]:
    """`resolve`, one answer as soon as its name is there."""
    index = store.named()
    for at, name in enumerate(asked):
        if at == MANY:  # from here on it pays to have all names at hand
            index = names.NameIndex(store.entities)
        yield resolution_row(index.resolve(name))


def resolution_row(found: names.Resolution) -> dict[str, Any]:
    """A resolution as JSON has it."""
    match = found.match
    return {
        "query": found.query,
        "match": {"id": match.id, "name": match.name} if match else None,
        "score": match.score if match else None,
        "reason": match.reason if match else "ambiguous" if found.ambiguous else None,
        "candidates": [
            {
                "id": one.id,
                "name": one.name,
                "score": one.score,
                "reason": one.reason,
                "matched": one.matched,
                "owner": one.owner,
            }
            for one in found.candidates
        ],
    }


def search(store: Store, text: str, asked: Asked, *, sort: str | None) -> Answer:
    """Facts whose statement or names hold all the words, best first; misspelt words count less."""
    wanted, resolved, remarks = filters.resolve(store, asked)
    scored, removed = store.search(text, wanted)
    rows: list[Any] = [{**complete(store, fact, wanted.convert), "score": score} for score, fact in scored]
    if sort:
        rows = query.sort_rows(rows, sort)
    return Answer(
        "search",
        query={"command": "search", "text": text, **resolved},
        results=rows,
        columns=columns(wanted),
        warnings=[*remarks, *about_amounts(wanted, [fact for _, fact in scored])],
        explanation=""
        if rows
        else (
            explain(store, asked, wanted, removed, "facts")
            if removed is not None
            else f'no fact holds the words "{text}"'
        ),
        extra={"what": "facts", "query": resolved, "store": store},
    )
