"""Companies side by side on a terminal."""

from __future__ import annotations

from healthtech_cli.render import phrases
from healthtech_cli.render.bars import bar
from healthtech_cli.render.listing import told, who_did_what, wrap
from healthtech_cli.render.terminal import Piece, Screen, cells, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer

_BAR = 16
_WIDEST = 44


def comparison(answer: Answer, limit: int | None) -> None:
    """A column a company: what there is, by type, by year with bars, sums, first and last moves."""
    result = answer.results[0]
    companies = result["companies"]
    screen = Screen()
    head = max(
        cells(row["key"].replace("_", " ")) for row in [*result["types"], *result["years"], {"key": "documents"}]
    )
    room = min(_WIDEST, max(10, (screen.width - head - 2) // len(companies) - 2))
    grid = _Grid(screen, head, room)
    grid.row("", [[(one["name"], "title")] for one in companies])
    grid.row("", [[(one["id"], "dim")] for one in companies])
    grid.row("", [[("with its units", "dim")] for _ in companies])
    for key in ("facts", "documents", "deals"):
        grid.row(key, [[(str(one[key] or "–"), "")] for one in companies])
    grid.row("stated", [[("\n".join(told(one)) or "–", "")] for one in companies])
    for title, rows in (("By type", result["types"]), ("By year", result["years"])):
        if not rows:
            continue
        screen.blank()
        screen.line((title, "head"))
        most = max(count for row in rows for count in row["counts"].values())
        for row in rows[: limit if limit is not None else len(rows)]:
            counts = [row["counts"][one["id"]] for one in companies]
            grid.row(row["key"].replace("_", " "), [_count(count, most, room) for count in counts])
    screen.blank()
    screen.line(("Moves", "head"))
    for end in ("first", "last"):
        grid.row(end, [_move(one[end]) for one in companies])
    screen.blank()
    shared = len(result["shared"])
    both = f"{shared} facts about more than one of them, counted for each · " if shared else ""
    screen.line((f"{both}htq timeline {' '.join(_ids(answer))}", "dim"))
    screen.show()


def _ids(answer: Answer) -> list[str]:
    return [one["id"] for one in answer.results[0]["companies"]]


def _count(count: int, most: int, room: int) -> list[Piece]:
    if not count:
        return [("–", "dim")]
    columns = min(_BAR, room - 5)
    return [(f"{count:<4}", ""), (bar(count / most, columns), "")]


def _move(move: Any) -> list[Piece]:
    if not move:
        return [("–", "dim")]
    fact = {"money": None, "value": None, **move}
    return [(f"{phrases.date(move['date'])} ", ""), (" ".join(words for words, _ in who_did_what(fact)), "")]


class _Grid:
    """Rows with a label and one cell a company, long cells broken into lines."""

    def __init__(self, screen: Screen, head: int, room: int) -> None:
        self.screen = screen
        self.head = head
        self.room = room

    def row(self, label: str, row: list[list[Piece]]) -> None:
        """Add one row."""
        wrapped = [[line for part in _split(cell) for line in wrap(part, self.room)] for cell in row]
        for at in range(max(map(len, wrapped))):
            line = self.screen.line(pad(label if at == 0 else "", self.head) + "  ")
            for cell in wrapped:
                pieces = cell[at] if at < len(cell) else [("", "")]
                for words, style in pieces:
                    line.add(words, style)
                line.add(" " * (self.room + 2 - sum(cells(words) for words, _ in pieces)))


def _split(cell: list[Piece]) -> list[list[Piece]]:
    if len(cell) != 1:
        return [cell]
    words, style = cell[0]
    return [[(part, style)] for part in words.split("\n")]
