"""A database: foreign keys, full-text search over facts, and views that answer the common questions.

Opens in `sqlite3`, Datasette, DuckDB, spreadsheets with a driver. Dates are ISO text; `date` is EDTF as stated.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render import tabular

_FIGURES = ("amount", "currency", "amount_bound", "number", "unit", "number_bound")


def write(collection: Collection, path: str) -> None:
    """Write the database; the same collection gives the same tables."""
    connection = sqlite3.connect(path)
    try:
        connection.executescript(files(__package__).joinpath("schema.sql").read_text(encoding="utf-8"))
        with connection:
            for table, rows in _tables(collection):
                _insert(connection, table, rows)
            connection.execute("INSERT INTO facts_fts(facts_fts) VALUES('rebuild')")
        connection.execute("ANALYZE")
        connection.execute("VACUUM")
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        columns = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({marks})", [tuple(map(_plain, row.values())) for row in rows]
        )


def _plain(value: Any) -> Any:
    if isinstance(value, int) and abs(value) >= 2**63:
        return float(value)  # beyond SQLite's whole numbers
    return value.isoformat() if hasattr(value, "isoformat") else value


def _tables(collection: Collection) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    entities, documents = _entities(collection), _documents(collection)
    names = {
        entity["id"]: " ".join([entity["name"], *(alias["text"] for alias in entity["aliases"])]) for entity in entities
    }
    facts = collection.facts
    about = {
        "query": dumps(collection.query),
        "day": collection.day,
        "source": collection.source,
        "made_by": f"htq {collection.version}",
        "warnings": "; ".join(collection.warnings),
    }
    yield "about", [{"key": key, "value": value} for key, value in about.items()]
    yield "documents", documents
    yield "entities", [_entity(entity) for entity in entities]
    yield (
        "aliases",
        [
            {"entity_id": entity["id"], "text": alias["text"], "lang": alias["lang"], "origin": alias["origin"]}
            for entity in entities
            for alias in entity["aliases"]
        ],
    )
    yield "facts", [_fact(fact, names) for fact in facts]
    yield (
        "fact_partners",
        [
            {"fact_id": fact["id"], "position": at, "entity_id": one["id"]}
            for fact in facts
            for at, one in enumerate(fact["partners"], start=1)
        ],
    )
    yield (
        "fact_topics",
        [{"fact_id": fact["id"], "topic": topic} for fact in facts for topic in dict.fromkeys(fact["topics"])],
    )
    yield "evidence", [_exact(row, one) for fact in facts for row, one in _evidence(fact)]


def _entity(entity: Any) -> dict[str, Any]:
    return {
        "id": entity["id"],
        "name": entity["name"],
        "kind": entity["kind"],
        "parent_id": entity["parent"]["id"] if entity["parent"] else None,
        "country": entity["country"],
        "topics": tabular.joined(entity["topics"]),
        "note": entity.get("note"),
    }


def _fact(fact: Any, names: dict[str, str]) -> dict[str, Any]:
    row = _exact(tabular.fact_row(fact), fact)
    parties = [role for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    row["names"] = " ".join(dict.fromkeys(names.get(role["id"], role["name"]) for role in parties))
    for name in ("actor", "target", "partners", "partner_ids", "topics", "documents"):
        del row[name]
    return row


def _evidence(fact: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    return zip(tabular.evidence_rows(fact), fact["evidence"], strict=True)


def _exact(row: dict[str, Any], told: Any) -> dict[str, Any]:
    # whole numbers stay whole: SQLite keeps them apart from fractions
    money, value = told.get("money") or {}, told.get("value") or {}
    return {**row, "amount": money.get("amount"), "number": value.get("number")}


def _entities(collection: Collection) -> list[Any]:
    known: dict[str, Any] = {entity["id"]: entity for entity in collection.entities}
    named = [role for fact in collection.facts for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    named += [entity["parent"] for entity in collection.entities if entity["parent"]]
    for role in named:
        # a reference that leads nowhere must not keep the rest from being written
        blank: dict[str, Any] = {
            "kind": "company",
            "parent": None,
            "country": None,
            "aliases": [],
            "topics": [],
            "note": "not in store",
        }
        known.setdefault(role["id"], {**role, **blank})
    return list(known.values())


def _documents(collection: Collection) -> list[dict[str, Any]]:
    rows = {document["id"]: tabular.document_row(document) for document in collection.documents}
    for fact in collection.facts:
        for one in fact["evidence"]:
            blank: dict[str, Any] = dict.fromkeys(tabular.DOCUMENT_COLUMNS)
            rows.setdefault(one["document"], {**blank, "id": one["document"], "title": one["document"]})
    return list(rows.values())
