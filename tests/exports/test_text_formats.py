"""CSV, JSON Lines and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import csv as csv_export
from healthtech_cli.render.exports import jsonl, markdown

Written = Callable[[str, Collection], Path]


def test_csv_has_a_row_a_fact_with_all_its_passages(amazon: Collection, written: Written) -> None:
    """The `passages` cell is the fact's evidence to the letter."""
    with written("csv", amazon).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [fact["id"] for fact in amazon.facts]
    assert [json.loads(row["passages"]) for row in rows] == [fact["evidence"] for fact in amazon.facts]
    haven = next(row for row in rows if row["id"] == "joint-venture-amazon-haven-2018-01")
    assert haven["partners.id"] == "jpmorgan-chase; berkshire-hathaway"


def test_csv_has_no_cell_that_a_spreadsheet_runs(hostile: Collection) -> None:
    """Text that begins like a formula gets an apostrophe, control characters become visible."""
    text = "".join(csv_export.lines(hostile))
    for row in csv.reader(io.StringIO(text)):
        assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in row)
    assert "\x1b" not in text and "\u202e" not in text


def test_jsonl_is_what_the_store_keeps(amazon: Collection) -> None:
    """Documents, then entities, then facts, each object as it is."""
    rows = [json.loads(line) for line in jsonl.lines(amazon)]
    assert rows == [*amazon.documents, *amazon.entities, *amazon.facts]


def test_a_filter_takes_along_whatever_its_facts_refer_to(amazon: Collection) -> None:
    """Parties, their owners, and the documents of the passages are all there, and no one else."""
    entities = {entity["id"] for entity in amazon.entities}
    parties = {
        role["id"] for fact in amazon.facts for role in (fact["actor"], fact["target"], *fact["partners"]) if role
    }
    owners = {entity["parent"]["id"] for entity in amazon.entities if entity["parent"]}
    assert parties | owners == entities
    assert {one["document"] for fact in amazon.facts for one in fact["evidence"]} == {
        document["id"] for document in amazon.documents
    }


def test_markdown_footnotes_lead_to_every_passage(amazon: Collection) -> None:
    """Each fact refers to one footnote, which says where its passages are."""
    text = "".join(markdown.lines(amazon))
    for fact in amazon.facts:
        note = next(line for line in text.splitlines() if line.startswith(f"[^{fact['id']}]:"))
        assert text.count(f"[^{fact['id']}]") == 2
        assert all(str(one["start"]) in note for one in fact["evidence"])


def test_markdown_of_hostile_words_is_inert(hostile: Collection) -> None:
    """No tag, no cell border, no control character of a document's gets through."""
    text = "".join(markdown.lines(hostile))
    assert "<script" not in text and "\x1b" not in text
    rows = [line for line in text.splitlines() if line.startswith("| 1850")]
    assert len(rows) == 1 and rows[0].replace("\\|", "").count("|") == 5
