"""Disagreements on a terminal: the statement, then its readings, the better supported one first, and why."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.model.amounts import exact
from healthtech_cli.render import phrases
from healthtech_cli.render.listing import shown_rows
from healthtech_cli.render.terminal import Screen, cells, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer

_ON = {"date": "the date", "money": "the amount", "value": "the figure", "actor": "who did it", "target": "to whom"}


def disputes_page(answer: Answer, limit: int | None) -> None:
    """Every dispute, then how many there are."""
    screen = Screen()
    rows = shown_rows(answer.results, limit)
    for row in rows:
        screen.blank()
        _dispute(screen, row)
    screen.blank()
    total = len(answer.results)
    count = counted(total, "conflict")
    more = f" · {len(rows)} shown, --limit {total} for all" if len(rows) < total else ""
    screen.line((f"{count}{more}" + (" · htq show ID for the passages" if rows else ""), "dim"))
    screen.show()


def _dispute(screen: Screen, row: Any) -> None:
    screen.line((row["statement"], "head"), hang=2)
    several = len({document for reading in row["readings"] for document in reading["documents"]}) > 1
    who = "documents disagree on" if several else "one document, two readings of"
    screen.line((f"{who} {_ON[row['field']]}", "conflict"), "  ", (row["id"], "dim"), hang=2)
    said = [reading_of(reading["reading"]) for reading in row["readings"]]
    width = max(map(cells, said))
    for words, reading in zip(said, row["readings"], strict=True):
        mark = "better  " if reading["supported"] else "        "
        line = screen.line(("  " + (mark if not row["tied"] else "tied    "), "head"), hang=12 + width)
        line.add(pad(words, width) + "  ", "name" if reading["supported"] else "")
        line.add(_support(row, reading), "")
        stated = " · ".join(f"“{words}”" for words in reading["words"])
        if stated:
            line.add(f"  {stated}", "dim")
    screen.line("  ", (row["verdict"], "" if not row["tied"] else "doubt"), hang=2)
    if row["note"]:
        screen.line("  ", ("note: ", "doubt"), row["note"], hang=8)


def _support(row: Any, reading: Any) -> str:
    parts = [", ".join(reading["documents"]) or "no document"]
    if row["field"] == "date" and reading["documents"]:
        parts.append("stated" if reading["stated"] else "inferred")
    if reading["documents"] and not reading["original"]:
        parts.append("translated")
    return ", ".join(parts)


def reading_of(reading: Any) -> str:
    """A date, an amount in full, a figure with its unit, or a name."""
    if isinstance(reading, str):
        return phrases.date(reading)
    if "amount" in reading:
        return phrases.BOUND_MARKS[reading["bound"]] + exact(reading["amount"], reading["currency"])
    if "number" in reading:
        return f"{phrases.BOUND_MARKS[reading['bound']]}{phrases.number(reading['number'])} {reading['unit']}"
    return str(reading["name"])
