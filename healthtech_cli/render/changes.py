"""What a command changed, the log, and the kept copies, on a terminal."""

from __future__ import annotations

from typing import Any

from healthtech_cli.answer import Answer
from healthtech_cli.model.amounts import exact
from healthtech_cli.render.listing import shown_rows
from healthtech_cli.render.rows import flat
from healthtech_cli.render.terminal import Screen

_STYLES = {"removed": "conflict", "changed": "doubt"}


def change_lines(answer: Answer, limit: int | None) -> None:
    """One line a row that changed, and one a field of it: before and after."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    for row in rows:
        screen.line(
            (f"{row['action']:<9} ", _STYLES.get(row["action"], "")), (row["id"], "name"), f"  {row['text']}", hang=4
        )
        for one in row["fields"]:
            screen.line(f"    {one['field']}: ", (_told(one["before"]), "dim"), " → ", _told(one["after"]), hang=8)
    if len(rows) < len(answer.rows):
        screen.line((f"{len(rows)} of {len(answer.rows)} changed rows · --jsonl for all", "dim"))
    if rows:
        screen.show()


def _told(value: Any) -> str:
    if isinstance(value, dict) and "bound" in value:
        bound = "" if value["bound"] == "exact" else value["bound"].replace("_", " ") + " "
        unit = value.get("unit")
        return f"{bound}{value['number']:,} {unit}" if unit else f"{bound}{exact(value['amount'], value['currency'])}"
    if isinstance(value, list):
        return f"{len(value)} × {flat(value[-1])}" if len(value) > 1 else flat(value) or "–"
    return flat(value) or "–"


def log_lines(answer: Answer, limit: int | None) -> None:
    """One line a change: number, when, command, what it did."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    for row in rows:
        done = f"undone by {row['undone_by']}" if row["undone_by"] else ""
        counts = f"{len(row['rows'])} row{'s' if len(row['rows']) != 1 else ''}"
        screen.line(
            (f"{row['id']:>5}  ", "name"), (f"{row['at']}  ", "dim"), f"{row['command']:<8} ", row["summary"] or "",
            (f"  {counts}", "dim"), (f"  {done}" if done else "", "doubt"), hang=7,
        )  # fmt: skip
    if rows:
        screen.blank()
        screen.line((f"{len(rows)} of {len(answer.rows)} changes · htq undo CHANGE takes one back", "dim"))
        screen.show()


def copy_lines(answer: Answer, limit: int | None) -> None:
    """One line a kept state."""
    screen = Screen()
    head = [("state", "dim"), ("written", "dim"), ("facts", "dim"), ("entities", "dim"), ("changes", "dim"), ("", "")]
    body = [
        [
            (str(row["state"]), "name"), (row["written"], ""), (str(row["facts"]), ""), (str(row["entities"]), ""),
            (str(row["changes"]), ""), ("as it is now" if row["current"] else "", "dim"),
        ]
        for row in shown_rows(answer.rows, limit)
    ]  # fmt: skip
    if body:
        screen.columns([head, *body], right=(0, 2, 3, 4))
        screen.show()
