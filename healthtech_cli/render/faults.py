"""Faults of a store on a terminal, by check."""

from __future__ import annotations

from healthtech_cli.render.listing import shown_rows
from healthtech_cli.render.terminal import Screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer


def faults_page(answer: Answer, limit: int | None, *, suggest: bool) -> None:
    """Each check's faults under its name; nothing at all where there are none."""
    if not answer.results:
        return
    screen = Screen()
    rows = shown_rows(answer.results, limit)
    for name in dict.fromkeys(row["check"] for row in rows):
        screen.blank()
        own = [row for row in rows if row["check"] == name]
        count = sum(row["check"] == name for row in answer.results)
        screen.line((name, "head"), f"  {count}")
        for row in own:
            screen.line("  ", (row["id"], "name"), f"  {row['message']}", hang=4)
            if suggest and row["suggestion"]:
                screen.line("    ", (row["suggestion"], "dim"), hang=6)
    screen.blank()
    if len(rows) < len(answer.results):
        screen.line((f"{len(rows)} of {len(answer.results)} · --limit {len(answer.results)} for all", "dim"))
    if not suggest:
        screen.line(("--suggest shows what would mend them, --explain what each check looks for", "dim"))
    screen.show()
