"""The workbook, opened by openpyxl and pandas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.model.collection import Collection

pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
Written = Callable[[str, Collection], Path]


def columns(sheet: Any) -> dict[str, int]:
    return {cell.value: at for at, cell in enumerate(sheet[1])}


def test_headers_are_frozen_and_filtered(amazon: Collection, written: Written) -> None:
    """Every sheet keeps its header in sight and can be filtered."""
    book = openpyxl.load_workbook(written("xlsx", amazon))
    assert book.sheetnames == ["Facts", "Evidence", "Companies", "Documents", "About"]
    assert all(sheet.freeze_panes == "B2" and sheet.auto_filter.ref for sheet in book)


def test_days_are_days_and_amounts_numbers(amazon: Collection, written: Written) -> None:
    """PillPack's price can be added up, its first day compared; unknown cells are empty."""
    sheet = openpyxl.load_workbook(written("xlsx", amazon))["Facts"]
    at = columns(sheet)
    row = next(row for row in sheet.iter_rows() if row[at["id"]].value == "acquisition-amazon-pillpack-2018-09")
    assert row[at["amount"]].value == 753_000_000
    assert row[at["date earliest"]].value == datetime(2018, 9, 1) and row[at["date earliest"]].is_date
    assert row[at["number"]].value is None


def test_links_lead_to_the_evidence_and_back(amazon: Collection, written: Written) -> None:
    """A fact's link names the row of its first passage, whose link names the fact's."""
    book = openpyxl.load_workbook(written("xlsx", amazon))
    facts, evidence = book["Facts"], book["Evidence"]
    at = columns(facts)
    for row in facts.iter_rows(min_row=2):
        place = row[0].hyperlink.location
        assert place.startswith("'Evidence'!")
        passage = evidence[place.split("!")[1]]
        assert passage.value == row[at["id"]].value
        assert passage.hyperlink.location == f"'Facts'!A{row[0].row}"


def test_hostile_words_are_text(hostile: Collection, written: Written) -> None:
    """No formula, no link made of a document's words; dates before Excel's calendar are text."""
    book = openpyxl.load_workbook(written("xlsx", hostile))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    sheet = book["Facts"]
    assert sheet.cell(2, columns(sheet)["date earliest"] + 1).value == "1850-02-01"


def test_pandas_reads_it(amazon: Collection, written: Written) -> None:
    """One row a fact, types as they are."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.read_excel(written("xlsx", amazon), sheet_name="Facts")
    assert len(frame) == len(amazon.facts)
    assert frame["date earliest"].dtype.kind == "M" and frame["amount"].dtype.kind == "f"
