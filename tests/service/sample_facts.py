"""Facts for tests, with only what a test is about written out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def ref(name: str | None) -> dict[str, str] | None:
    return {"id": name.lower().replace(" ", "-"), "name": name} if name else None


def money(amount: float, currency: str | None = "USD", bound: str = "exact") -> dict[str, Any]:
    return {"amount": amount, "currency": currency, "bound": bound}


def evidence(document: str = "one", **kept: Any) -> dict[str, Any]:
    return {
        "document": document,
        "start": 0,
        "end": 5,
        "date_basis": "stated",
        "date_as_stated": None,
        "amount_as_stated": None,
        "actor_as_stated": None,
        "target_as_stated": None,
        "quote": None,
        **kept,
    }


def fact(
    id: str, type: str = "acquisition", *, actor: str | None = "Buyer", target: str | None = "Bought", **kept: Any
) -> Any:
    return {
        "id": id,
        "type": type,
        "status": "completed",
        "actor": ref(actor),
        "target": ref(target),
        "partners": [],
        "date": "2018-09",
        "money": None,
        "value": None,
        "label": None,
        "statement": f"Statement of {id}.",
        "topics": [],
        "method": "curated",
        "confidence": 1.0,
        "note": None,
        "evidence": [evidence()],
        **kept,
    }


def document(id: str, **kept: Any) -> dict[str, Any]:
    return {
        "id": id,
        "title": f"Title of {id}",
        "publisher": None,
        "author": None,
        "published": "2020",
        "published_basis": "stated",
        "language": "en",
        "translated_from": None,
        "sha256": id.encode().hex().ljust(64, "0")[:64],
        "length": 1000,
        "url": None,
        "has_text": False,
        **kept,
    }


def entity(name: str, kind: str = "company", **kept: Any) -> dict[str, Any]:
    own = ref(name)
    assert own
    return {**own, "kind": kind, "parent": None, "country": None, "aliases": [], "topics": [], **kept}


def store_of(facts: list[Any], documents: list[Any] | None = None, texts: dict[str, str] | None = None) -> Any:
    """A store in memory; entities are made from the facts' parties."""
    from healthtech_cli.store.base import Store

    named = {
        one["id"]: one["name"] for fact in facts for one in (fact["actor"], fact["target"], *fact["partners"]) if one
    }
    tables = {
        "facts": facts,
        "documents": documents or [document(name) for name in ("one", "two", "three")],
        "entities": [entity(name) for name in named.values()],
        "redirects": [],
    }
    by_hash = {row["sha256"]: row["id"] for row in tables["documents"]}
    return Store(
        label="a test",
        path="",
        load=lambda name: tables[name],
        read_text=lambda sha256: (texts or {}).get(by_hash[sha256]),
    )


def write_jsonl(path: Path, rows: list[Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
