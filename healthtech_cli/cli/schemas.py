"""JSON Schemas (draft 2020-12) of everything that `--json` prints."""

from __future__ import annotations

from healthtech_cli.errors import UsageError
from healthtech_cli.model.vocabulary import BOUNDS, DATE_BASES, FACT_TYPES, KINDS, ORIGINS, STATUSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TEXT = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
DAY_OR_DATE = {"type": "string", "pattern": r"^[0-9.][0-9./~?%-]{1,24}$"}


def _nullable(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _object(required: dict[str, Any], optional: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


DEFINITIONS: dict[str, Any] = {
    "ref": _object({"id": TEXT, "name": TEXT}),
    "money": _object(
        {
            "amount": {"type": "number"},
            "currency": _nullable({"type": "string", "pattern": "^[A-Z]{3}$"}),
            "bound": {"enum": list(BOUNDS)},
        }
    ),
    "converted": _object(
        {
            "amount": {"type": "number"},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "rate": {"type": "number", "exclusiveMinimum": 0},
            "rate_date": _nullable({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
        }
    ),
    "value": _object({"number": {"type": "number"}, "unit": TEXT, "bound": {"enum": list(BOUNDS)}}),
    "evidence": _object(
        {
            "document": TEXT,
            "start": _nullable(COUNT),
            "end": _nullable(COUNT),
            "date_basis": {"enum": list(DATE_BASES)},
            "date_as_stated": _nullable(TEXT),
            "amount_as_stated": _nullable(TEXT),
            "actor_as_stated": _nullable(TEXT),
            "target_as_stated": _nullable(TEXT),
            "quote": _nullable(TEXT),
        },
        {"date": DAY_OR_DATE, "money": _ref("money"), "value": _ref("value"), "note": TEXT},
    ),
    "fact": _object(
        {
            "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "type": {"enum": list(FACT_TYPES)},
            "status": {"enum": list(STATUSES)},
            "actor": _nullable(_ref("ref")),
            "target": _nullable(_ref("ref")),
            "partners": _list(_ref("ref")),
            "date": _nullable(DAY_OR_DATE),
            "money": _nullable(_ref("money")),
            "value": _nullable(_ref("value")),
            "statement": TEXT,
            "topics": _list(TEXT),
            "method": {"type": "string", "pattern": "^(curated|import|rule:.+)$"},
            "confidence": {"type": "number", "minimum": 0, "maximum": 1},
            "note": _nullable(TEXT),
            "evidence": _list(_ref("evidence")),
        },
        {
            "label": _nullable(TEXT),
            "conflicts": _list(TEXT),
            "converted": _nullable(_ref("converted")),
            "via": _nullable(_ref("ref")),
            "score": {"type": "number"},
        },
    ),
    "alias": _object({"text": TEXT, "lang": TEXT, "origin": {"enum": list(ORIGINS)}}),
    "sum": _object(
        {"currency": _nullable(TEXT), "low": {"type": "number"}, "high": {"type": "number"}, "deals": COUNT}
    ),
    "entity": _object(
        {
            "id": TEXT,
            "name": TEXT,
            "kind": {"enum": list(KINDS)},
            "parent": _nullable(_ref("ref")),
            "country": _nullable(TEXT),
            "aliases": _list(_ref("alias")),
            "topics": _list(TEXT),
        },
        {"note": _nullable(TEXT), "unverified": {"type": "boolean"}},
    ),
    "document": _object(
        {
            "id": TEXT,
            "title": TEXT,
            "publisher": _nullable(TEXT),
            "author": _nullable(TEXT),
            "published": _nullable(DAY_OR_DATE),
            "published_basis": {"enum": list(DATE_BASES)},
            "language": TEXT,
            "translated_from": _nullable(TEXT),
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "length": COUNT,
            "url": _nullable(TEXT),
            "has_text": {"type": "boolean"},
        },
        {"facts": {"anyOf": [COUNT, _list(_ref("fact"))]}, "published_from": _nullable(TEXT)},
    ),
}


def _extended(name: str, required: dict[str, Any]) -> dict[str, Any]:
    return {"allOf": [_ref(name), _object(required)]}


RESULTS: dict[str, Any] = {
    **{
        name: _ref("fact")
        for name in ("deals", "partnerships", "launches", "metrics", "facts", "timeline", "search", "show")
    },
    "company": _extended(
        "entity",
        {
            "units": _list(_object({"id": TEXT, "name": TEXT, "kind": {"enum": list(KINDS)}})),
            "counts": _object({"facts": COUNT, "documents": COUNT, "deals": COUNT, "by_type": {"type": "object"}}),
            "first": _nullable(TEXT),
            "last": _nullable(TEXT),
            "sums": _list(_ref("sum")),
            "facts": _list(_ref("fact")),
            "conflicts": _list(TEXT),
        },
    ),
    "companies": _extended(
        "entity", {"facts": COUNT, "deals": COUNT, "first": _nullable(TEXT), "last": _nullable(TEXT)}
    ),
    "conflicts": _object(
        {
            "id": TEXT,
            "field": {"enum": ["date", "money", "value", "actor", "target"]},
            "type": {"enum": list(FACT_TYPES)},
            "statement": TEXT,
            "date": _nullable(DAY_OR_DATE),
            "actor": _nullable(_ref("ref")),
            "target": _nullable(_ref("ref")),
            "readings": _list(
                _object(
                    {
                        "reading": {"type": ["string", "object"]},
                        "facts": _list(TEXT),
                        "documents": _list(TEXT),
                        "stated": _nullable({"type": "boolean"}),
                        "original": {"type": "boolean"},
                        "words": _list(TEXT),
                        "passages": _list({"type": "object"}),
                        "supported": {"type": "boolean"},
                    }
                )
            ),
            "verdict": TEXT,
            "tied": {"type": "boolean"},
            "note": _nullable(TEXT),
        }
    ),
    "cite": _object(
        {
            "id": TEXT,
            "statement": _nullable(TEXT),
            "sources": _list(
                _object({"document": {"type": "object"}, "places": _list(_object({"start": COUNT, "end": COUNT}))})
            ),
            "text": TEXT,
            "md": TEXT,
            "bibtex": TEXT,
        }
    ),
    "check": _object({"check": TEXT, "table": TEXT, "id": TEXT, "message": TEXT, "suggestion": _nullable(TEXT)}),
    "verify": _object(
        {
            "fact": TEXT,
            "document": TEXT,
            "status": {"enum": ["exact", "moved", "changed", "gone", "unknown"]},
            "start": COUNT,
            "end": COUNT,
            "new_start": _nullable(COUNT),
            "new_end": _nullable(COUNT),
            "words": _nullable(TEXT),
            "now": _nullable(TEXT),
        }
    ),
    "compare": _object(
        {
            "companies": _list(
                _object(
                    {
                        "id": TEXT,
                        "name": TEXT,
                        "facts": COUNT,
                        "documents": COUNT,
                        "deals": COUNT,
                        "sums": _list(_ref("sum")),
                        "conflicts": COUNT,
                        "without": COUNT,
                        "first": _nullable({"type": "object"}),
                        "last": _nullable({"type": "object"}),
                    }
                )
            ),
            "types": _list(_object({"key": TEXT, "counts": {"type": "object"}})),
            "years": _list(_object({"key": TEXT, "counts": {"type": "object"}})),
            "shared": _list(TEXT),
        }
    ),
    "documents": _extended("document", {"facts": COUNT}),
    "document": _extended("document", {"facts": _list(_ref("fact"))}),
    "resolve": _object(
        {
            "query": TEXT,
            "match": _nullable(_ref("ref")),
            "score": _nullable({"type": "number"}),
            "reason": _nullable(TEXT),
            "candidates": _list(
                _object(
                    {"id": TEXT, "name": TEXT, "score": {"type": "number"}, "reason": TEXT},
                    {"matched": TEXT, "owner": _nullable(TEXT)},
                )
            ),
        }
    ),
    "extract": _extended(
        "fact", {"unverified": _list(_object({"id": TEXT, "name": TEXT, "kind": {"enum": list(KINDS)}}))}
    ),
    "ingest": _object(
        {
            "path": TEXT,
            "document": _nullable(TEXT),
            "outcome": {"enum": ["stored", "attached", "known", "unreadable"]},
            "reason": _nullable(TEXT),
            "code": _nullable(TEXT),
            "language": _nullable(TEXT),
            "published": _nullable(DAY_OR_DATE),
            "published_from": _nullable(TEXT),
            "new_facts": COUNT,
            "added_evidence": COUNT,
            "known_facts": COUNT,
            "below_confidence": COUNT,
            "new_entities": COUNT,
            "to_review": COUNT,
        }
    ),
    "review": _object(
        {
            "kind": {"enum": ["name", "fact"]},
            "id": TEXT,
            "text": TEXT,
            "confidence": {"type": "number"},
            "document": _nullable(TEXT),
            "entity": _nullable(_ref("entity")),
            "fact": _nullable(_ref("fact")),
            "facts": _list(TEXT),
        }
    ),
    "stats": _object({"key": TEXT, "facts": COUNT, "deals": COUNT, "sums": _list(_ref("sum"))}, {"id": TEXT}),
    "changes": _object(
        {
            "action": {"enum": ["added", "changed", "removed", "attached", "unchanged", "restored"]},
            "kind": {"enum": ["document", "fact", "entity", "redirect", "store"]},
            "id": TEXT,
            "text": TEXT,
            "fields": _list(_object({"field": TEXT, "before": {}, "after": {}})),
        }
    ),
    "log": _object(
        {
            "id": TEXT,
            "at": TEXT,
            "command": TEXT,
            "summary": _nullable(TEXT),
            "undoes": _nullable(TEXT),
            "undone_by": _nullable(TEXT),
            "rows": _list(_object({"table": TEXT, "id": TEXT, "action": {"enum": ["added", "changed", "removed"]}})),
        }
    ),
    "restore": _object(
        {
            "state": COUNT,
            "written": TEXT,
            "facts": COUNT,
            "documents": COUNT,
            "entities": COUNT,
            "changes": COUNT,
            "bytes": COUNT,
            "file": TEXT,
            "current": {"type": "boolean"},
        }
    ),
}
ERROR = _object(
    {
        "schema": {"const": "htq/error/1"},
        "error": _object(
            {"code": TEXT, "message": TEXT, "suggestions": _list(TEXT), "exit": {"type": "integer"}}, {"hint": TEXT}
        ),
    }
)


def schema(name: str) -> dict[str, Any]:
    """The schema of one envelope, or of `error`, `fact`, `entity`, `document`."""
    if name == "error":
        return _whole("error", ERROR)
    if name in RESULTS:
        return _whole(name, _envelope(name))
    if name in DEFINITIONS:
        return _whole(name, _ref(name))
    from healthtech_cli.service.nearest import nearest

    near = nearest(name, [*RESULTS, *DEFINITIONS, "error"])
    raise UsageError(f'no schema called "{name}"', suggestions=near, hint="schemas: " + ", ".join(all_schemas()))


def _envelope(name: str) -> dict[str, Any]:
    return _object(
        {
            "schema": {"const": f"htq/{name}/1"},
            "query": {"type": "object"},
            "total": COUNT,
            "returned": COUNT,
            "truncated": {"type": "boolean"},
            "warnings": _list(TEXT),
            "results": _list(RESULTS[name]),
        }
    )


def _whole(name: str, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"htq/{name}/1",
        **body,
        "$defs": DEFINITIONS,
    }


def all_schemas() -> dict[str, Any]:
    """Every schema by its name."""
    return {name: schema(name) for name in (*RESULTS, "error")}
