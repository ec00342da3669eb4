"""Counts with bars."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.render.listing import shown_rows, span, wrap
from healthtech_cli.render.terminal import Screen, cells

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer
    from healthtech_cli.render.terminal import Piece

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_LEAST_BAR = 8
_LEAST_NAME = 16


def bar(share: float, columns: int) -> str:
    """A bar of block characters, to an eighth of a column; a share above zero always shows."""
    eighths = max(round(share * columns * 8), 1 if share > 0 else 0)
    return "█" * (eighths // 8) + (_EIGHTHS[eighths % 8] if eighths % 8 else "")


_MANY = {
    "company": "a fact counts once for each of them, a unit's own fact for the unit",
    "topic": "a fact counts once for each of them",
    "country": "a fact counts once for each of them",
    "document": "a fact counts once for each of them",
}


def _name(key: str, by: str) -> str:
    if key == "none" and by in _MANY:
        return f"no {by}"
    return key.replace("_", " ") if by == "type" else key


def bars(answer: Answer, limit: int | None) -> None:
    """One row a group: its name, a bar, facts, deals and what the deals sum up to."""
    screen = Screen()
    by = answer.extra["by"]
    rows = [{**row, "key": _name(row["key"], by)} for row in shown_rows(answer.rows, limit)]
    most = max((row["facts"] for row in rows), default=1)
    sums = [" + ".join(span(one) for one in row["sums"]) for row in rows]
    head = "stated in deals" if any(sums) else ""
    told = max(map(cells, [head, *sums]))
    # names are folded, never cut; where even that leaves no room the sums go: --json has them
    spare = screen.width - 18 - _LEAST_BAR
    if told > spare - _LEAST_NAME:
        sums, head, told = [""] * len(sums), "", 0
    names = min(max((cells(row["key"]) for row in rows), default=0), max(_LEAST_NAME, spare - told))
    room = max(_LEAST_BAR, min(40, screen.width - 18 - names - told))
    table: list[list[Piece]] = [[(by, "head"), ("", ""), ("facts", "head"), ("deals", "head")]]
    table[0].append((head, "head"))
    for row, total in zip(rows, sums, strict=True):
        name, *more = ("".join(words for words, _ in line) for line in wrap([(row["key"], "")], names))
        counts = [(str(row["facts"]), ""), (str(row["deals"] or ""), ""), (total, "dim")]
        table.append([(name, "name"), (bar(row["facts"] / most, room), ""), *counts])
        table.extend([(rest, "name"), ("", "")] for rest in more)
    screen.columns(table, right=(2, 3), indent=0)
    screen.blank()
    note = f" · {_MANY[by]}" if by in _MANY else ""
    facts = answer.extra["facts"]
    screen.line((f"{len(rows)} of {len(answer.rows)} · {counted(facts, 'fact')}{note}", "dim"))
    screen.show()
