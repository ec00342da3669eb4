"""One row a fact, nothing left out: `import` reads it back as it was.

Columns have the names of `--fields`. Ids of partners, and topics, are joined with `; `, which no id holds; the
`passages` of a fact are JSON in one cell, because there may be several.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import write_text
from healthtech_cli.render.rows import csv_lines

COLUMNS = (
    "id",
    "date",
    "type",
    "status",
    "actor.id",
    "actor.name",
    "target.id",
    "target.name",
    "partners.id",
    "partners.name",
    "money.amount",
    "money.currency",
    "money.bound",
    "value.number",
    "value.unit",
    "value.bound",
    "label",
    "statement",
    "topics",
    "method",
    "confidence",
    "note",
    "conflicts",
    "evidence.document",
    "passages",
)


def lines(collection: Collection) -> Iterator[str]:
    """The header, then a line a fact."""
    yield from csv_lines(map(_row, collection.facts), COLUMNS)


def _row(fact: Any) -> dict[str, Any]:
    # a semicolon in a name would look like one more partner; its id says who is meant
    partners = [{**one, "name": one["name"].replace(";", ",")} for one in fact["partners"]]
    return {**fact, "partners": partners, "passages": dumps(fact["evidence"])}


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    write_text(lines(collection), path)
