"""Rows of `import` out of files in other programs' forms: FollowTheMoney as htq exports it, LangExtract's JSON Lines.

* FollowTheMoney: the object that each line carries under `htq`. Lines that only draw links of such an object say
  nothing new. A line that htq did not write is a fault: its fields do not say what htq's facts need.
* LangExtract: a document with its text and extractions, whose `char_interval` counts the same code points as htq's
  spans. `extraction_class` is the type of a fact; `attributes` are fields of one, and what htq has no field for becomes
  its note. The document is known by the SHA-256 of its text; the text itself is not kept (`attach` does that).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from healthtech_cli.model import validate
from healthtech_cli.model.ids import slug
from healthtech_cli.model.vocabulary import FACT_TYPES

Row = dict[str, Any]
Rows = Iterator[tuple[str, Any]]
# attributes of an extraction that are fields of a fact, by the names people give them
ATTRIBUTES = {
    **{name: name for name in ("actor", "target", "partners", "date", "money", "value", "status", "topics", "label")},
    **{name: name for name in ("statement", "note", "confidence")},
    "amount": "money",
    "price": "money",
    "buyer": "actor",
    "investor": "actor",
    "company": "actor",
}
EXACT = "match_exact"


class Unfit(ValueError):
    """A line in a form that is known, of a thing that htq does not keep."""


def form_of(first: Any) -> str | None:
    """`ftm` or `langextract` where an object looks like a line of one, else None."""
    if not isinstance(first, dict):
        return None
    if "extractions" in first:
        return "langextract"
    return "ftm" if {"schema", "properties"} <= first.keys() and "results" not in first else None


def ftm_rows(rows: Rows) -> Rows:
    """The objects that FollowTheMoney lines carry."""
    for place, node in rows:
        if not isinstance(node, dict) or "properties" not in node:
            yield place, node if isinstance(node, Exception) else Unfit("is no FollowTheMoney entity")
        elif isinstance(node.get("htq"), dict):
            yield place, node["htq"]
        elif node.get("datasets") != ["htq"]:
            schema = str(node.get("schema"))[:40]
            yield place, Unfit(f"is a {schema} that htq did not write: it lacks what a fact needs (give CSV or JSON)")


def langextract_rows(rows: Rows, documents: Mapping[str, Row]) -> Rows:
    """A document where it is new, then a fact for each extraction of it."""
    by_text = {document["sha256"]: document["id"] for document in documents.values()}
    taken = set(documents)
    for place, told in rows:
        if not isinstance(told, dict) or not isinstance(told.get("text"), str) or not told["text"].strip():
            yield place, told if isinstance(told, Exception) else Unfit("is no LangExtract document with a text")
            continue
        text, digest = told["text"], _digest(told["text"])
        if digest is None:
            yield place, Unfit("holds half a character (a lone surrogate)")
            continue
        if digest not in by_text:
            document = _document(told, digest, taken)
            by_text[digest] = document["id"]
            taken.add(document["id"])
            yield place, document
        extractions = told.get("extractions") or []
        for number, one in enumerate(extractions if isinstance(extractions, list) else [extractions], 1):
            yield place, _fact(one, number, text, by_text[digest])


def _digest(text: str) -> str | None:
    try:
        return sha256(text.encode()).hexdigest()
    except UnicodeEncodeError:
        return None


def _document(told: Row, digest: str, taken: set[str]) -> Row:
    name = str(told.get("document_id") or f"document-{digest[:8]}")[:200]
    made = slug(name) or f"document-{digest[:8]}"
    number, own_id = 1, made
    while own_id in taken:
        number += 1
        own_id = f"{made}-{number}"
    return {"id": own_id, "title": name, "language": "und", "sha256": digest, "length": len(told["text"])}


def _fact(one: Any, number: int, text: str, document_id: str) -> Row | Unfit:
    where = f"extractions[{number - 1}]"
    if not isinstance(one, dict):
        return Unfit(f"{where} must be an object")
    kind = str(one.get("extraction_class") or "").strip().lower().replace(" ", "_").replace("-", "_")
    if kind not in FACT_TYPES:
        return Unfit(f'{where}.extraction_class "{kind[:60]}" is none of {", ".join(FACT_TYPES)}')
    fact: Row = {"type": kind, "evidence": [{"document": document_id}]}
    notes = []
    attributes = one.get("attributes") or {}
    for name, value in attributes.items() if isinstance(attributes, dict) else ():
        field = ATTRIBUTES.get(name.strip().lower())
        if field and field not in fact and value not in ("", None, []):
            fact[field] = _number(value) if field == "confidence" else value
        elif value not in ("", None, []):
            notes.append(f"{name}: {'; '.join(map(str, value)) if isinstance(value, list) else value}")
    fault = _place(one.get("char_interval"), text, fact["evidence"][0])
    if fault:
        return Unfit(f"{where}.char_interval {fault}")
    status = one.get("alignment_status")
    if status and status != EXACT:
        notes.append(f"the span is not the extracted text to the letter ({str(status)[:40]})")
    fact.setdefault("statement", one.get("extraction_text"))
    if notes:
        fact["note"] = ". ".join([*([str(fact["note"])] if fact.get("note") else []), *notes])[: validate.TEXT_LIMIT]
    return fact


def _place(interval: Any, text: str, evidence: Row) -> str | None:
    """Put an interval into the evidence; what is wrong with it, or None."""
    if interval is None:
        return None
    if not isinstance(interval, dict):
        return "must be an object"
    start, end = interval.get("start_pos"), interval.get("end_pos")
    if start is None and end is None:
        return None
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        return f"{start} to {end} does not lie in the text of {len(text):,} characters"
    evidence.update(start=start, end=end)
    return None


def _number(value: Any) -> Any:
    try:
        return float(value) if isinstance(value, str) else value
    except ValueError:
        return value
