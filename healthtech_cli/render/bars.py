"""Counts with bars."""

from __future__ import annotations

from healthtech_cli.render.listing import shown_rows, span
from healthtech_cli.render.terminal import Screen, cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer
    from healthtech_cli.render.terminal import Piece

_EIGHTHS = " ▏▎▍▌▋▊▉█"


def bar(share: float, columns: int) -> str:
    """A bar of block characters, to an eighth of a column; a share above zero always shows."""
    eighths = max(round(share * columns * 8), 1 if share > 0 else 0)
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


def bars(answer: Answer, limit: int | None) -> None:
    """One row a group: its name, a bar, facts, deals and what the deals sum up to."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    most = max((row["facts"] for row in rows), default=1)
    sums = [" + ".join(span(one) for one in row["sums"][:2]) for row in rows]
    names = max((cells(row["key"]) for row in rows), default=0)
    room = max(10, min(40, screen.width - names - 18 - max((cells(one) for one in sums), default=0)))
    table: list[list[Piece]] = [
        [
            (answer.extra["by"], "head"),
            ("", ""),
            ("facts", "head"),
            ("deals", "head"),
            ("stated in deals", "head") if any(sums) else ("", ""),
        ]
    ]
    for row, total in zip(rows, sums, strict=True):
        table.append(
            [
                (row["key"], "name"),
                (bar(row["facts"] / most, room), ""),
                (str(row["facts"]), ""),
                (str(row["deals"] or ""), ""),
                (total, "dim"),
            ]
        )
    screen.columns(table, right=(2, 3), indent=0)
    screen.blank()
    note = (
        " · a fact counts once for each of them"
        if answer.extra["by"] in ("company", "topic", "country", "document")
        else ""
    )
    screen.line((f"{len(rows)} of {len(answer.rows)} · {answer.extra['facts']} facts{note}", "dim"))
    screen.show()
