"""Reads the corpus: our own sentences with the facts that are to be found in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.pipeline import extract
from healthtech_cli.extract.rules.cast import core, slug
from healthtech_cli.model.facts import Document, Entity, Fact

CORPUS = Path(__file__).parent.parent / "corpus"
SEEDS = Path(__file__).parent.parent.parent / "seeds"
PUBLISHED = "2024-05-15"


@cache
def entities() -> tuple[Entity, ...]:
    """The built-in entities."""
    return tuple(
        json.loads(line) for line in (SEEDS / "entities.jsonl").read_text(encoding="utf-8").splitlines() if line
    )


@cache
def _ids() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entity in entities():
        for name in (entity["name"], entity["id"], *(alias["text"] for alias in entity["aliases"])):
            found.setdefault(fold(name), set()).add(entity["id"])
    return found


def lines() -> Iterator[tuple[str, str, int, dict[str, Any]]]:
    """Language, type, line number and content of every line of the corpus."""
    for path in sorted(CORPUS.glob("*/*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            yield path.parent.name, path.stem, number, json.loads(line)


def facts_of(text: str, lang: str) -> list[Fact]:
    """What extraction finds in a sentence that stands alone."""
    document = Document(
        id="line",
        title="",
        publisher=None,
        author=None,
        published=PUBLISHED,
        published_basis="stated",
        language=lang,
        translated_from=None,
        sha256="",
        length=len(text),
        url=None,
        has_text=True,
    )
    return extract(document, text, entities()).facts


def faults(row: dict[str, Any], lang: str, kind: str) -> list[str]:
    """What is wrong with the facts found in the line; empty if nothing is."""
    found = [fact for fact in facts_of(row["text"], lang) if fact["type"] == kind]
    wrong: list[str] = []
    left = list(found)
    for wanted in row["facts"]:
        hit = next((fact for fact in left if _same_parties(wanted, fact)), None)
        if hit is None:
            wrong.append(f"missing {wanted}")
            continue
        left.remove(hit)
        wrong += _slots(wanted, hit)
    wrong += [f"too much: {fact['statement']}" for fact in left]
    return wrong


def _slots(wanted: dict[str, Any], fact: Fact) -> list[str]:
    wrong: list[str] = []
    if wanted["status"] != fact["status"]:
        wrong.append(f"status {fact['status']}, not {wanted['status']}")
    if wanted.get("date") and wanted["date"] != (fact["date"] or "").rstrip("~"):
        wrong.append(f"date {fact['date']}, not {wanted['date']}")
    money = fact["money"]
    told = None if money is None else {"amount": money["amount"], "currency": money["currency"]}
    if "value" in wanted:
        if fact["value"] is None or fact["value"]["number"] != wanted["value"]:
            wrong.append(f"value {fact['value']}, not {wanted['value']}")
    elif told != wanted["money"]:
        wrong.append(f"money {told}, not {wanted['money']}")
    if wanted["type"] != "joint_venture":
        for partner in wanted["partners"]:
            if not any(_same(partner, ref["name"], ref["id"], None) for ref in fact["partners"]):
                wrong.append(f"partner {partner} missing")
    return wrong


def _same_parties(wanted: dict[str, Any], fact: Fact) -> bool:
    evidence = fact["evidence"][0]
    target = fact["target"]
    if (wanted["target"] is None) != (target is None):
        return False
    if target is not None and not _same(wanted["target"], target["name"], target["id"], evidence["target_as_stated"]):
        return False
    actor = fact["actor"]
    if wanted["type"] == "joint_venture" and actor is not None:
        founders = [wanted["actor"], *wanted["partners"]]
        told = [actor, *fact["partners"]]
        return len(told) == len(founders) and all(
            any(_same(name, ref["name"], ref["id"], None) for ref in told) for name in founders
        )
    if (
        wanted["type"] == "partnership"
        and actor is not None
        and target is not None
        and _same(wanted["actor"], target["name"], target["id"], None)
    ):
        return _same(wanted["target"], actor["name"], actor["id"], None)
    if wanted["actor"] is None or actor is None:
        return wanted["actor"] is None and actor is None
    return _same(wanted["actor"], actor["name"], actor["id"], evidence["actor_as_stated"])


def _same(wanted: str, name: str, entity_id: str, stated: str | None) -> bool:
    meant = _ids().get(fold(wanted), set())
    if meant:
        return entity_id in meant
    return core(wanted) in (core(name), core(stated or name)) or slug(core(wanted)) == entity_id
