"""A workbook: facts, evidence, companies, documents; frozen headers, real days and numbers, links to the proof."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from healthtech_cli.model.collection import Collection
from healthtech_cli.render import tabular
from healthtech_cli.render.out import visible
from healthtech_cli.render.question import question

FIRST_EXCEL_DAY = date(1900, 3, 1)  # before it, Excel counts a 29 February 1900 that never was
CELL_LIMIT = 32_000
WIDE = {"statement": 70, "note": 50, "quote": 60, "title": 50, "aliases": 40, "id": 44, "fact_id": 44, "sha256": 20}
_HIDDEN = ("actor_id", "target_id", "partner_ids")


class _Book:
    """The workbook and the looks its cells share."""

    def __init__(self, path: str, day: str) -> None:
        # words from documents are never formulas, numbers or links, whatever they look like
        options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        self.file = xlsxwriter.Workbook(path, options)
        self.file.set_properties({"title": "htq", "created": datetime.fromisoformat(day)})
        top = {"valign": "top"}
        self.head = self.file.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6", **top})
        self.text = self.file.add_format({**top, "text_wrap": True})
        self.day = self.file.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self.number = self.file.add_format({**top, "num_format": "#,##0.######"})
        self.whole = self.file.add_format({**top, "num_format": "#,##0"})
        self.link = self.file.add_format({**top, "font_color": "#0B5394", "underline": 1})

    def sheet(self, name: str, columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> Worksheet:
        """A sheet with a frozen header and a filter; hidden columns hold what only programs need."""
        sheet = self.file.add_worksheet(name)
        for at, column in enumerate(columns):
            sheet.write_string(0, at, column.replace("_", " "), self.head)
            options = {"hidden": True} if column in _HIDDEN else {}
            sheet.set_column(at, at, WIDE.get(column, 16), None, options)
        for line, row in enumerate(rows, start=1):
            for at, column in enumerate(columns):
                self.cell(sheet, line, at, row.get(column))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        return sheet

    def cell(self, sheet: Worksheet, line: int, at: int, value: Any) -> None:
        """One value as what it is: text, day, number, yes or no; nothing where it is unknown."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_boolean(line, at, value, self.text)
        elif isinstance(value, (int, float)):
            sheet.write_number(line, at, value, self.whole if float(value).is_integer() else self.number)
        elif isinstance(value, date) and value >= FIRST_EXCEL_DAY:
            sheet.write_datetime(line, at, datetime(value.year, value.month, value.day), self.day)
        else:
            sheet.write_string(line, at, visible(str(value))[:CELL_LIMIT], self.text)


def write(collection: Collection, path: str) -> None:
    """Write the workbook."""
    book = _Book(path, collection.day)
    facts = [{"proof": None, **tabular.fact_row(fact)} for fact in collection.facts]
    passages = [row for fact in collection.facts for row in tabular.evidence_rows(fact)]
    columns = ("proof", *(column for column in tabular.FACT_COLUMNS if column != "id"), "id")
    sheet = book.sheet("Facts", columns, facts)
    proof = book.sheet("Evidence", tabular.EVIDENCE_COLUMNS, passages)
    first: dict[str, int] = {}
    for line, row in enumerate(passages, start=1):
        first.setdefault(row["fact_id"], line)
    lines = {fact["id"]: line for line, fact in enumerate(facts, start=1)}
    for fact_id, line in lines.items():
        if fact_id in first:
            sheet.write_url(line, 0, f"internal:'Evidence'!A{first[fact_id] + 1}", book.link, "evidence")
    for line, row in enumerate(passages, start=1):
        target = f"internal:'Facts'!A{lines[row['fact_id']] + 1}"
        proof.write_url(line, 0, target, book.link, visible(row["fact_id"]))
    book.sheet("Companies", tabular.ENTITY_COLUMNS, [tabular.entity_row(entity) for entity in _named(collection)])
    book.sheet("Documents", tabular.DOCUMENT_COLUMNS, [tabular.document_row(one) for one in collection.documents])
    book.sheet("About", ("what", "is"), _about(collection))
    book.file.close()


def _named(collection: Collection) -> list[Any]:
    named = {
        role["id"] for fact in collection.facts for role in (fact["actor"], fact["target"], *fact["partners"]) if role
    }
    return [entity for entity in collection.entities if entity["id"] in named]


def _about(collection: Collection) -> list[dict[str, Any]]:
    told = {
        "asked": question(collection.query),
        "asked on": date.fromisoformat(collection.day),
        "from": collection.source,
        "facts": len(collection.facts),
        "documents": len(collection.documents),
        "date": "EDTF: ~ about, ../ or /.. open, a/b from a to b; earliest and latest are the days it may mean",
        "bound": "the document's own hedge: exact, about, at least, at most",
        "start, end": "characters of the document's text, counted from 0, end not included",
        "made by": f"htq {collection.version}",
        **{f"remark {at}": warning for at, warning in enumerate(collection.warnings, start=1)},
    }
    return [{"what": what, "is": value} for what, value in told.items()]
