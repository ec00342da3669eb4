"""Facts, companies and documents as flat rows of plain Python values: for notebooks, Parquet and workbooks.

Column names have underscores, not dots, so that SQL and attribute access take them unquoted. Dates come three times: as
stated (EDTF), and as the first and the last day they may mean (None where the interval is open on that side).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from healthtech_cli.model import edtf

Row = dict[str, Any]
FACT_COLUMNS = (
    "id",
    "date",
    "date_earliest",
    "date_latest",
    "type",
    "status",
    "actor",
    "actor_id",
    "target",
    "target_id",
    "partners",
    "partner_ids",
    "amount",
    "currency",
    "amount_bound",
    "number",
    "unit",
    "number_bound",
    "label",
    "statement",
    "topics",
    "documents",
    "conflicts",
    "note",
    "method",
    "confidence",
)
EVIDENCE_COLUMNS = (
    "fact_id",
    "position",
    "document_id",
    "start",
    "end",
    "quote",
    "date_basis",
    "date_as_stated",
    "amount_as_stated",
    "actor_as_stated",
    "target_as_stated",
    "date",
    "amount",
    "currency",
    "amount_bound",
    "number",
    "unit",
    "number_bound",
    "note",
)
ENTITY_COLUMNS = ("id", "name", "kind", "parent", "parent_id", "country", "aliases", "topics", "note")
DOCUMENT_COLUMNS = (
    "id",
    "title",
    "publisher",
    "author",
    "published",
    "published_earliest",
    "published_latest",
    "published_basis",
    "language",
    "translated_from",
    "length",
    "sha256",
    "url",
    "has_text",
)


def days(stated: str | None) -> tuple[date | None, date | None]:
    """The first and the last day that an EDTF date may mean, None on an open side or where there is no date."""
    if not stated:
        return None, None
    first, last = edtf.bounds(stated)
    return _day(first, edtf.FIRST_DAY), _day(last, edtf.LAST_DAY)


def _day(day: str, open_end: str) -> date | None:
    # the year 0000 is EDTF but no year of Python's calendar
    return None if day == open_end or day.startswith("0000") else date.fromisoformat(day)


def exact(number: int | float | None) -> Decimal | None:
    """The number as it is written in JSON, to the last digit."""
    return None if number is None else Decimal(repr(number))


def joined(words: Sequence[str]) -> str | None:
    """A list as one cell, None where it is empty."""
    return "; ".join(words) or None


def fact_row(fact: Any) -> Row:
    """One fact in `FACT_COLUMNS`; amounts and numbers as floats, lists joined with `; `."""
    earliest, latest = days(fact["date"])
    documents = dict.fromkeys(one["document"] for one in fact["evidence"])
    return {
        "id": fact["id"],
        "date": fact["date"],
        "date_earliest": earliest,
        "date_latest": latest,
        "type": fact["type"],
        "status": fact["status"],
        "actor": _role(fact["actor"], "name"),
        "actor_id": _role(fact["actor"], "id"),
        "target": _role(fact["target"], "name"),
        "target_id": _role(fact["target"], "id"),
        "partners": joined([one["name"] for one in fact["partners"]]),
        "partner_ids": joined([one["id"] for one in fact["partners"]]),
        **figures(fact),
        "label": fact.get("label"),
        "statement": fact["statement"],
        "topics": joined(fact["topics"]),
        "documents": joined(list(documents)),
        "conflicts": joined(fact.get("conflicts") or []),
        "note": fact["note"],
        "method": fact["method"],
        "confidence": float(fact["confidence"]),
    }


def figures(told: Mapping[str, Any]) -> Row:
    """Money and value of a fact, or of one document's reading of it, as columns."""
    money, value = told.get("money") or {}, told.get("value") or {}
    return {
        "amount": _float(money.get("amount")),
        "currency": money.get("currency"),
        "amount_bound": money.get("bound"),
        "number": _float(value.get("number")),
        "unit": value.get("unit"),
        "number_bound": value.get("bound"),
    }


def evidence_rows(fact: Any) -> list[Row]:
    """One row a passage in `EVIDENCE_COLUMNS`; `date` and figures only where this document reads otherwise."""
    return [
        {
            "fact_id": fact["id"],
            "position": at,
            "document_id": one["document"],
            "start": one["start"],
            "end": one["end"],
            "quote": one.get("quote"),
            "date_basis": one["date_basis"],
            "date_as_stated": one["date_as_stated"],
            "amount_as_stated": one["amount_as_stated"],
            "actor_as_stated": one["actor_as_stated"],
            "target_as_stated": one["target_as_stated"],
            "date": one.get("date"),
            **figures(one),
            "note": one.get("note"),
        }
        for at, one in enumerate(fact["evidence"], start=1)
    ]


def entity_row(entity: Any) -> Row:
    """One entity in `ENTITY_COLUMNS`, then whatever counts it carries."""
    counts = {key: entity[key] for key in ("facts", "deals", "first", "last") if key in entity}
    return {
        "id": entity["id"],
        "name": entity["name"],
        "kind": entity["kind"],
        "parent": _role(entity["parent"], "name"),
        "parent_id": _role(entity["parent"], "id"),
        "country": entity["country"],
        "aliases": joined([alias["text"] for alias in entity["aliases"]]),
        "topics": joined(entity["topics"]),
        "note": entity.get("note"),
        **counts,
    }


def document_row(document: Any) -> Row:
    """One document in `DOCUMENT_COLUMNS`, then the number of its facts where it is known."""
    earliest, latest = days(document["published"])
    row = {column: document.get(column) for column in DOCUMENT_COLUMNS}
    row["published_earliest"], row["published_latest"] = earliest, latest
    return {**row, "facts": document["facts"]} if isinstance(document.get("facts"), int) else row


def _role(role: Mapping[str, str] | None, key: str) -> str | None:
    return role[key] if role else None


def _float(number: int | float | None) -> float | None:
    # one type a column: Polars refuses a column that is whole numbers at first and fractions later
    return None if number is None else float(number)
