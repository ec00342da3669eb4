"""Facts along time: how many when, drawn to scale, a lane a company; then each of them, oldest first."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.model import edtf
from healthtech_cli.render.listing import add_facts, dates_width, footer, shown_rows, who_did_what
from healthtech_cli.render.terminal import Piece, Screen, cells, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from healthtech_cli.answer import Answer

_HEIGHTS = "▁▂▃▄▅▆▇█"
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def timeline_page(answer: Answer, limit: int | None) -> None:
    """The picture, then the facts with a mark in the lane of everyone they are about."""
    screen = Screen()
    lanes = answer.extra["lanes"]
    rows = shown_rows(answer.rows, limit)
    if answer.rows:
        _picture(screen, answer.rows, lanes)
        screen.blank()
    if len(lanes) > 1:
        _lanes(screen, rows, lanes)
    else:
        own = lanes[0]["id"] if lanes else None
        add_facts(screen, rows, [_words(fact, own) for fact in rows])
    screen.blank()
    screen.line((footer(answer, len(rows)), "dim"))
    screen.show()


def _lanes(screen: Screen, rows: Sequence[Any], lanes: Sequence[Any]) -> None:
    indent = 2 + dates_width(screen, rows) + 2
    for at, lane in enumerate(lanes):
        screen.line(" " * indent + "│ " * at + "┌ ", (lane["name"], "name"))
    marks = [" ".join("●" if fact["id"] in lane["facts"] else "│" for lane in lanes) for fact in rows]
    add_facts(screen, rows, [_words(fact, _only(fact, lanes)) for fact in rows], marks=marks)


def _only(fact: Any, lanes: Sequence[Any]) -> str | None:
    about: list[str] = [lane["id"] for lane in lanes if fact["id"] in lane["facts"]]
    return about[0] if len(about) == 1 else None


def _words(fact: Any, own: str | None) -> list[Piece]:
    """What happened in one piece; the actor is left out where its lane says it, or the statement does."""
    if fact["type"] in ("strategy", "forecast", "quote", "regulatory"):
        return [(fact["statement"], "")]
    actor, words = who_did_what(fact)
    if fact["actor"] and fact["actor"]["id"] == own:
        return [words]
    joint = ": " if fact["type"] == "metric" else " "
    return [(f"{actor[0]}{joint}{words[0]}", "")]


def _picture(screen: Screen, rows: Sequence[Any], lanes: Sequence[Any]) -> None:
    """One line of columns a lane, their height the number of facts, above an axis of years."""
    days = [(place(fact["date"]), fact) for fact in rows]
    first = int(min(day for day, _ in days))
    last = int(max(day for day, _ in days)) + 1
    names = [lane["name"] for lane in lanes] if len(lanes) > 1 else [""]
    left = max(map(cells, names))
    left = left + 4 if left else 2
    columns = min(screen.width - left - 1, max(24, (last - first) * 12))
    counts = []
    for at in range(len(names)):
        lane = [0] * columns
        for day, fact in days:
            if len(lanes) < 2 or fact["id"] in lanes[at]["facts"]:
                lane[min(columns - 1, int((day - first) / (last - first) * columns))] += 1
        counts.append(lane)
    most = max(max(lane) for lane in counts)
    for name, lane in zip(names, counts, strict=True):
        drawn = "".join(_HEIGHTS[-(-count * len(_HEIGHTS) // most) - 1] if count else " " for count in lane)
        screen.line(("  " + pad(name, left - 4) + "  " if name else "  "), (drawn.rstrip(), "name"))
    screen.line(" " * left, (_axis(first, last, columns), "dim"))
    dated = len(days)
    screen.line(" " * left, (f"{counted(dated, 'fact')} by date, at most {most} in a column", "dim"))


def _axis(first: int, last: int, columns: int) -> str:
    step = next((step for step in _STEPS if columns * step / (last - first) >= 5), _STEPS[-1])
    axis = ""
    for year in range(first, last):
        at = int((year - first) / (last - first) * columns)
        # a label that would touch the one before, or stick out, is left out
        if (year % step == 0 or year == first) and at >= len(axis) + bool(axis) and at + 4 <= columns:
            axis = axis.ljust(at) + f"{year:04d}"
    return axis


def place(date: str) -> float:
    """Where a date stands, in years: its middle, or the end that is known."""
    first, last = edtf.bounds(date)
    if first == edtf.FIRST_DAY:
        return _years(last)
    if last == edtf.LAST_DAY:
        return _years(first)
    return (_years(first) + _years(last)) / 2


def _years(day: str) -> float:
    return int(day[:4]) + (int(day[5:7]) - 1) / 12 + (int(day[8:]) - 1) / 366
