"""Citations: the documents that state a fact, with the place of the passage in the text that its hash names."""

from __future__ import annotations

from healthtech_cli.answer import Answer
from healthtech_cli.errors import NotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from healthtech_cli.model.facts import Fact
    from healthtech_cli.store import Store

FORMATS = ("text", "md", "bibtex", "csl")


def cite(store: Store, ids: Sequence[str]) -> Answer:
    """One citation a fact (or document) named, each with its sources; NotFoundError where an id is unknown."""
    rows = [_citation(store, one) for one in dict.fromkeys(ids)]
    return Answer("cite", query={"command": "cite", "ids": list(ids)}, results=rows, fields=("id",))


def _citation(store: Store, cited: str) -> dict[str, Any]:
    fact = store.fact(cited)
    if fact:
        return citation(store, fact)
    document = store.document(cited)
    if document:
        return {"id": document["id"], "statement": None, "sources": [{"document": document, "places": []}]}
    from healthtech_cli.service.nearest import nearest

    near = nearest(cited, [one for table in ("facts", "documents") for one in store.ids(table, like=cited)])
    raise NotFoundError(
        f'no fact or document "{cited}" in this store',
        suggestions=near,
        hint=f"nearest: {near[0]}" if near else "htq facts and htq documents list them",
    )


def citation(store: Store, fact: Fact) -> dict[str, Any]:
    """A fact's sources in the order of its evidence, a document once with all its places."""
    sources: dict[str, dict[str, Any]] = {}
    for one in fact["evidence"]:
        document = store.document(one["document"]) or {"id": one["document"], "title": one["document"]}
        source = sources.setdefault(one["document"], {"document": document, "places": []})
        if one["start"] is not None:
            source["places"].append({"start": one["start"], "end": one["end"]})
    return {"id": fact["id"], "statement": fact["statement"], "sources": list(sources.values())}
