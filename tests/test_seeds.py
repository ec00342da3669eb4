"""The built-in facts: every line well formed, every reference known, every span proving what it should."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.config import seeds_folder
from healthtech_cli.model import edtf
from healthtech_cli.model.vocabulary import BOUNDS, DATE_BASES, DEAL_TYPES, FACT_TYPES, KINDS, ORIGINS, STATUSES

SEEDS = Path(seeds_folder())
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CURRENCIES = {"USD", "EUR", "CNY", "HKD", "GBP"}
FACT_KEYS = {
    "id", "type", "status", "actor", "target", "partners", "date", "money", "value", "label", "statement", "topics",
    "method", "confidence", "note", "evidence",
}  # fmt: skip


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (SEEDS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


DOCUMENTS, ENTITIES, FACTS = rows("documents"), rows("entities"), rows("facts")


def documents_folder() -> Path | None:
    """Where the texts are: `HTQ_DOCUMENTS`, or a folder beside the checkout."""
    named = os.environ.get("HTQ_DOCUMENTS")
    candidates = [Path(named)] if named else [Path(__file__).parents[2] / "shared" / "seeds"]
    return next((folder for folder in candidates if folder.is_dir()), None)


def texts() -> dict[str, str]:
    folder = documents_folder()
    if folder is None:
        pytest.skip("the texts of the built-in documents are not at hand")
    return {path.stem: path.open(encoding="utf-8", newline="").read() for path in sorted(folder.glob("*.txt"))}


def test_the_five_documents_state_more_than_330_facts_and_170_entities() -> None:
    """The five documents state more than 330 facts about more than 170 entities."""
    named = {role["id"] for fact in FACTS for role in (fact["actor"], fact["target"], *fact["partners"]) if role}
    assert len(DOCUMENTS) == 5
    assert len(FACTS) > 330
    assert len(ENTITIES) > 170
    assert len(named) > 100


@pytest.mark.parametrize("table", [DOCUMENTS, ENTITIES, FACTS], ids=["documents", "entities", "facts"])
def test_ids_are_unique_and_plain(table: list[dict[str, Any]]) -> None:
    """No two rows share an id, and ids hold letters, digits and hyphens only."""
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids)
    assert [one for one in ids if not ID.fullmatch(one)] == []


def test_every_reference_is_known_by_its_name() -> None:
    """Actors, targets, partners, parents and documents exist and carry the name their entity has."""
    names = {entity["id"]: entity["name"] for entity in ENTITIES}
    documents = {document["id"] for document in DOCUMENTS}
    for fact in FACTS:
        for role in (fact["actor"], fact["target"], *fact["partners"]):
            assert role is None or names.get(role["id"]) == role["name"], fact["id"]
        assert {one["document"] for one in fact["evidence"]} <= documents, fact["id"]
    for entity in ENTITIES:
        assert entity["parent"] is None or names.get(entity["parent"]["id"]) == entity["parent"]["name"], entity["id"]


def test_no_entity_is_its_own_ancestor() -> None:
    """Parents lead upwards and end."""
    parents = {entity["id"]: entity["parent"]["id"] if entity["parent"] else None for entity in ENTITIES}
    for start in parents:
        seen = set()
        at: str | None = start
        while at is not None:
            assert at not in seen, start
            seen.add(at)
            at = parents[at]


def test_vocabularies_are_closed() -> None:
    """Types, statuses, bounds, bases, kinds and origins are the contract's."""
    for fact in FACTS:
        assert set(fact) == FACT_KEYS, fact["id"]
        assert fact["type"] in FACT_TYPES and fact["status"] in STATUSES, fact["id"]
        assert fact["method"] == "curated" and fact["confidence"] == 1.0, fact["id"]
        assert fact["evidence"], fact["id"]
        assert all(one["date_basis"] in DATE_BASES for one in fact["evidence"]), fact["id"]
    for entity in ENTITIES:
        assert entity["kind"] in KINDS, entity["id"]
        assert all(alias["origin"] in ORIGINS and alias["text"].strip() for alias in entity["aliases"]), entity["id"]


def test_figures_are_plain_and_one_a_fact() -> None:
    """A fact has money or a value, never both; a metric has one; amounts are positive numbers in a known currency."""
    for fact in FACTS:
        assert not (fact["money"] and fact["value"]), fact["id"]
        assert fact["type"] != "metric" or fact["money"] or fact["value"], fact["id"]
        for holder in (fact, *fact["evidence"]):
            money, value = holder.get("money"), holder.get("value")
            if money:
                assert money["currency"] in CURRENCIES and money["bound"] in BOUNDS, fact["id"]
                assert isinstance(money["amount"], (int, float)) and money["amount"] > 0, fact["id"]
            if value:
                assert value["unit"].strip() and value["bound"] in BOUNDS, fact["id"]
                assert isinstance(value["number"], (int, float)), fact["id"]


def test_dates_are_edtf_and_say_where_they_come_from() -> None:
    """A date is EDTF; a fact without one has no basis for it."""
    for fact in FACTS:
        assert fact["date"] is None or edtf.is_date(fact["date"]), fact["id"]
        for one in fact["evidence"]:
            reading = one.get("date") or fact["date"]
            assert edtf.is_date(reading) if reading else one["date_basis"] == "none", fact["id"]


def test_deals_have_the_parties_their_type_needs() -> None:
    """A buyer is never what it buys, and a deal names who did it."""
    for fact in FACTS:
        if fact["type"] in DEAL_TYPES:
            assert fact["actor"], fact["id"]
            assert not fact["target"] or fact["target"]["id"] != fact["actor"]["id"], fact["id"]


def test_spans_lie_in_their_documents() -> None:
    """Every span is inside its document's length and not empty."""
    lengths = {document["id"]: document["length"] for document in DOCUMENTS}
    for fact in FACTS:
        for one in fact["evidence"]:
            assert 0 <= one["start"] < one["end"] <= lengths[one["document"]], fact["id"]
            assert one["quote"] is None, fact["id"]


def test_documents_are_the_ones_that_were_read() -> None:
    """The texts at hand have the SHA-256 and length that the store knows."""
    found = texts()
    for document in DOCUMENTS:
        text = found[document["id"]]
        assert hashlib.sha256(text.encode()).hexdigest() == document["sha256"]
        assert len(text) == document["length"]


def test_stated_words_stand_in_the_document() -> None:
    """Names, figures and dates as stated are in the document's text, the figure inside the span or near it."""
    found = texts()
    for fact in FACTS:
        for one in fact["evidence"]:
            text = found[one["document"]]
            near = text[max(0, one["start"] - 400) : one["end"] + 400]
            for key in ("date_as_stated", "amount_as_stated", "actor_as_stated", "target_as_stated"):
                assert one[key] is None or one[key] in text, (fact["id"], key)
            assert one["amount_as_stated"] is None or one["amount_as_stated"] in near, fact["id"]


def test_no_sentence_of_a_document_is_in_the_project() -> None:
    """No run of 60 characters (30 in Chinese) of a document stands in the built-in facts."""
    found = texts()
    for name, text in found.items():
        size = 30 if name.startswith("zh") else 60
        flat = re.sub(r"\s+", " ", text)
        runs = {flat[at : at + size] for at in range(len(flat) - size + 1)}
        for fact in FACTS:
            for words in (fact["statement"], fact["note"] or ""):
                assert not any(words[at : at + size] in runs for at in range(len(words) - size + 1)), fact["id"]
