"""FollowTheMoney statements as JSON, one a line: each property of each entity by itself, with where it is from.

`origin` is the document that states a fact (the first, where there are several); `original_value` the document's own
words for a fact's date, where they are known. Ids are made as FollowTheMoney makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha1
from typing import Any

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import write_text
from healthtech_cli.render.exports.followthemoney import ALIAS_FIELDS, DATASET, clean, language, nodes

_NAMES = ("name", "ticker", "alias", *ALIAS_FIELDS.values())


def lines(collection: Collection) -> Iterator[str]:
    """One statement a line, those of an entity together, its id first."""
    for node in nodes(collection):
        raw = node.get("htq") or {}
        evidence = (raw.get("evidence") or [{}])[0]
        languages = {clean(alias["text"]): language(alias["lang"]) for alias in raw.get("aliases", ())}
        yield _line(node, "id", node["id"], origin=evidence.get("document"))
        for prop, values in node["properties"].items():
            for value in values:
                yield _line(
                    node,
                    prop,
                    value,
                    lang=languages.get(value) if prop in _NAMES else None,
                    original=evidence.get("date_as_stated") if prop == "date" else None,
                    origin=evidence.get("document"),
                )


def _line(
    node: dict[str, Any],
    prop: str,
    value: str,
    *,
    lang: str | None = None,
    original: str | None = None,
    origin: str | None,
) -> str:
    told = f"{DATASET}.{node['id']}.{prop}.{value}" + (f"@{lang}" if lang else "")
    statement = {
        "canonical_id": node["id"],
        "entity_id": node["id"],
        "prop": prop,
        "schema": node["schema"],
        "value": value,
        "dataset": DATASET,
        "lang": lang,
        "original_value": original,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": origin,
        "id": sha1(told.encode()).hexdigest(),
    }
    return dumps(statement) + "\n"


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    write_text(lines(collection), path)
