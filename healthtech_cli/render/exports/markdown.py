"""A document for reading and for a repository: sections of facts, each with a footnote that leads to its passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthtech_cli.fact_types import SECTIONS, TYPES
from healthtech_cli.model.collection import Collection
from healthtech_cli.render import phrases
from healthtech_cli.render.exports import write_text
from healthtech_cli.render.question import question
from healthtech_cli.render.rows import escape_markdown


def lines(collection: Collection) -> Iterator[str]:
    """Title, what was asked, a table a section, the documents, the footnotes."""
    facts = collection.facts
    yield f"# What technology companies do in health care\n\n{escape_markdown(question(collection.query))}. "
    yield f"{len(facts)} facts in {len(collection.documents)} documents, {collection.day}.\n"
    for section in SECTIONS:
        members = [fact for fact in facts if TYPES[fact["type"]].section == section]
        if members:
            yield f"\n## {section}\n\n| date | what | figure | status |\n| --- | --- | ---: | --- |\n"
            yield from map(_row, members)
    yield "\n## Documents\n\n| id | title | published | language |\n| --- | --- | --- | --- |\n"
    for document in collection.documents:
        cells = (document["id"], document["title"], document["published"] or "", document["language"])
        yield "| " + " | ".join(map(escape_markdown, cells)) + " |\n"
    yield "\n"
    for fact in facts:
        note = [f"note: {escape_markdown(fact['note'])}"] if fact["note"] else []
        yield f"[^{fact['id']}]: " + "; ".join([*map(_passage, fact["evidence"]), *note]) + "\n"


def _row(fact: Any) -> str:
    status = ", ".join(part for part in (fact["status"], "documents disagree" if fact.get("conflicts") else "") if part)
    cells = (phrases.date(fact["date"]), fact["statement"], phrases.figure(fact), status)
    date, statement, figure, state = map(escape_markdown, cells)
    return f"| {date} | {statement}[^{fact['id']}] | {figure} | {state} |\n"


def _passage(evidence: Any) -> str:
    place = f", characters {evidence['start']} to {evidence['end']}" if evidence["start"] is not None else ""
    stated = [evidence[key] for key in ("date_as_stated", "amount_as_stated") if evidence[key]]
    words = f": {escape_markdown(' · '.join(stated))}" if stated else ""
    return f"{escape_markdown(evidence['document'])}{place}{words}"


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    write_text(lines(collection), path)
