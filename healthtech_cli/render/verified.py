"""What became of spans, on a terminal: a line a document, then every span that is not where it was."""

from __future__ import annotations

from healthtech_cli.render.listing import shown_rows, wrap
from healthtech_cli.render.terminal import Piece, Screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer

_STYLES = {"exact": "", "moved": "doubt", "changed": "doubt", "gone": "conflict", "unknown": "dim"}


def verified_page(answer: Answer, limit: int | None) -> None:
    """Counts by document, then the spans that moved, changed or are gone, with the words then and now."""
    screen = Screen()
    table: list[list[Piece]] = []
    for one in answer.extra["documents"]:
        told = ", ".join(f"{one[status]} {status}" for status in _STYLES if one[status]) or "no spans"
        style = "conflict" if one["gone"] else "doubt" if one["moved"] or one["changed"] else ""
        text = "the text that was read" if one["same"] else "another text"
        table.append([(one["document"], "name"), (told, style), (f"{text} ({one['source']})", "dim")])
    screen.columns(table, indent=0)
    odd = [row for row in answer.results if row["status"] != "exact"]
    for row in shown_rows(odd, limit):
        screen.blank()
        _span(screen, row)
    screen.blank()
    more = len(odd) - len(shown_rows(odd, limit))
    if more:
        screen.line((f"{more} more: --limit {len(odd)}", "dim"))
    screen.line((f"{len(answer.results)} spans, {len(answer.results) - len(odd)} exact", "dim"))
    screen.show()


def _quoted(screen: Screen, label: str, words: str) -> None:
    # Chinese has no blanks to break at: it is broken between characters, and begins beside its label
    for at, pieces in enumerate(wrap([(" ".join(words.split()), "")], screen.width - 7)):
        screen.line((f"  {label}  " if at == 0 else " " * 7, "dim"), *pieces)


def _span(screen: Screen, row: Any) -> None:
    place = f"{row['document']}, characters {row['start']} to {row['end']}"
    to = f", now {row['new_start']} to {row['new_end']}" if row["new_start"] is not None else ""
    screen.line((row["status"], _STYLES[row["status"]]), f"  {place}{to}  ", (row["fact"], "dim"), hang=2)
    if row["words"]:
        _quoted(screen, "was", row["words"])
    if row["status"] == "changed" and row["now"]:
        _quoted(screen, "now", row["now"])
    if row["status"] == "unknown":
        screen.line(("  its words were not kept: attach the text that was read to compare", "dim"))
