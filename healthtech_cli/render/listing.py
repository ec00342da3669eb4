"""Lists of facts, documents, companies on a terminal."""

from __future__ import annotations

from healthtech_cli.model.amounts import short
from healthtech_cli.render import phrases
from healthtech_cli.render.rows import flat, pick
from healthtech_cli.render.terminal import Piece, Screen, cells, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from healthtech_cli.answer import Answer

LIMIT = 50
WIDE = 120  # columns from which nothing is folded to save room
PROSE = 72  # a sentence narrower than this is a column of words


def shown_rows(rows: Sequence[Any], limit: int | None) -> list[Any]:
    """The rows that a table shows."""
    return list(rows[: LIMIT if limit is None else limit])


def facts_table(answer: Answer, limit: int | None) -> None:
    """One line a fact: date, what happened, who, whom, amount, status, document, id."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    add_facts(screen, rows, [who_did_what(fact) for fact in rows])
    screen.blank()
    screen.line((footer(answer, len(rows)), "dim"))
    screen.show()


def footer(answer: Answer, shown: int) -> str:
    """`14 of 14 deals · 5 without amount · --json for scripts`."""
    total = len(answer.rows)
    parts = [f"{shown} of {total} {answer.extra.get('what', 'facts')}"]
    if answer.extra.get("tally"):
        parts.extend(told(answer.extra["tally"]))
    disputed = sum(bool(row.get("conflicts")) for row in answer.rows)
    if disputed:
        parts.append(f"documents disagree on {disputed}")
    parts.append(f"--limit {total} for all" if shown < total else "--json for scripts")
    return " · ".join(parts)


def told(tally: Any) -> list[str]:
    """A tally in words: `USD 5.4 to 5.9 bn stated in 6`, `9 without amount`; what was left out and why."""
    sums = [f"{span(row)} {'in' if at else 'stated in'} {row['deals']}" for at, row in enumerate(tally["sums"])]
    parts = [", ".join(sums)] if sums else []
    for key, words in _LEFT_OUT:
        if tally[key]:
            parts.append(words.format(tally[key], "" if tally[key] == 1 else "s"))
    return parts


_LEFT_OUT = (
    ("conflicts", "{} amount{} disputed"),
    ("without", "{} without amount"),
    ("not_done", "{} not done, not added up"),
    ("impossible", "{} impossible figure{} left out"),
    ("unconverted", "{} not converted"),
    ("retold", "{} told twice, counted once"),
)


def span(row: Any) -> str:
    """A sum as a range where readings differ: `USD 5.4 to 5.9 bn`; two ends in one unit name it once."""
    low, high = short(row["low"], row["currency"]), short(row["high"], None)
    if low.endswith(f" {high}") or low == high:
        return low
    unit = high.rpartition(" ")[2]
    return f"{low.removesuffix(f' {unit}')} to {high}"


def who_did_what(fact: Any) -> list[Piece]:
    """The middle of a row: actor, verb, target with partners, or the statement where there is no such shape."""
    actor = fact["actor"]["name"] if fact["actor"] else "–"
    kind = fact["type"]
    if kind == "metric":
        return [(actor, "name"), (phrases.label(fact), "")]
    if kind in ("strategy", "forecast", "quote", "regulatory"):
        return [(actor, "name"), (fact["statement"], "")]
    verb = phrases.verb(fact)
    if fact["target"]:
        words = f"{verb} {fact['target']['name']}"
    elif fact.get("label"):
        words = f"{verb} {fact['label']}"
    else:
        words = verb if kind in ("ipo", "funding_round") else f"{verb} (not named)"
    if fact["partners"]:
        words += f" {'from' if kind == 'funding_round' else 'with'} {phrases.names(fact['partners'])}"
    if fact["value"]:
        # a bare figure at the end of the row would not say what it counts
        figure, unit = phrases.figure(fact), str(fact["value"]["unit"])
        words += f" ({figure})" if unit in words else f" ({figure} {unit})"
    return [(actor, "name"), (words, "")]


def doubt_of(fact: Any) -> Piece:
    """Status and doubts as one piece, red where documents disagree or something was denied."""
    words = ", ".join(part for part in (phrases.status(fact), phrases.doubts(fact)) if part)
    style = "conflict" if fact.get("conflicts") or fact["status"] in ("denied", "abandoned") else "doubt"
    return words, style


def add_facts(
    screen: Screen,
    rows: Sequence[Any],
    middles: Sequence[Sequence[Piece]],
    *,
    indent: int = 2,
    marks: Sequence[str] = (),
) -> None:
    """Aligned rows. Where room is short the document goes first, then the id to a second line; names are never cut.

    `marks` stand between date and text, a row each, in lanes that go on as rails below a row.
    """
    if not rows:
        return
    columns = _Columns(screen, rows, middles, indent=indent, lanes=cells(marks[0]) if marks else 0)
    for at, fact in enumerate(rows):
        columns.add(fact, middles[at], marks[at] if marks else "")


def dates_width(screen: Screen, rows: Sequence[Any]) -> int:
    """Columns that the dates of these rows take; on a narrow screen a range goes on two lines."""
    return max((cells(part) for fact in rows for part in _date_lines(screen, fact)), default=0)


def _date_lines(screen: Screen, fact: Any) -> list[str]:
    when = phrases.date(fact["date"])
    start, to, end = when.partition(" to ")
    return [start, f"to {end}"] if to and screen.width < WIDE else [when]


class _Columns:
    """Where the parts of a fact's row stand on this screen, and the drawing of one."""

    def __init__(
        self, screen: Screen, rows: Sequence[Any], middles: Sequence[Sequence[Piece]], *, indent: int, lanes: int
    ) -> None:
        self.screen = screen
        self.indent = indent
        self.date = dates_width(screen, rows)
        self.lanes = lanes
        self.figure = max(cells(_figure(fact)) for fact in rows)
        self.source = max(cells(phrases.sources(fact)) for fact in rows)
        ids = max(cells(fact["id"]) for fact in rows)
        firsts = [cells(middle[0][0]) for middle in middles if len(middle) > 1]
        self.first = max(firsts, default=0)
        self.left = indent + self.date + 2 + (lanes + 2 if lanes else 0)
        fixed = self.left + (self.first + 2 if self.first else 0) + (self.figure + 2 if self.figure else 0)
        widest = max(
            sum(cells(words) for words, _ in _with_doubt(fact, middle))
            for fact, middle in zip(rows, middles, strict=True)
        )
        spare = screen.width - fixed - min(PROSE, widest) - 2
        self.with_source = spare >= self.source + 2 + ids
        self.on_one_line = self.with_source or spare >= ids
        tail = (self.source + 2 if self.with_source else 0) + ids + 2 if self.on_one_line else 0
        self.room = min(max(16, screen.width - fixed - tail), widest)
        self.end = fixed + self.room

    def add(self, fact: Any, middle: Sequence[Piece], mark: str) -> None:
        """Draw one row."""
        wrapped = wrap(_with_doubt(fact, middle), self.room)
        dates = _date_lines(self.screen, fact)
        first = " " * self.indent + pad(dates.pop(0), self.date) + "  " + (mark + "  " if mark else "")
        line = self.screen.line(first)
        if self.first:
            lead = middle[0] if len(middle) > 1 else ("", "")
            line.add(pad(lead[0], self.first) + "  ", lead[1])
        for text, style in wrapped[0]:
            line.add(text, style)
        used = sum(cells(text) for text, _ in wrapped[0])
        if self.figure:
            line.add(" " * (self.room - used + 2) + pad(_figure(fact), self.figure, right=True))
        elif self.on_one_line:
            line.add(" " * (self.room - used))
        if self.on_one_line:
            source = pad(phrases.sources(fact), self.source) + "  " if self.with_source else ""
            line.add("  " + source, "dim").add(fact["id"], "dim")
        rail = mark.replace("●", "│") + "  " if mark else ""
        for pieces in self._below(fact, wrapped[1:], rail):
            when = dates.pop(0) if dates else ""
            start = " " * self.indent + pad(when, self.date) + "  " + rail
            size = sum(cells(words) for words, _ in pieces)
            if size > self.screen.width - self.left:
                start = " " * max(0, self.screen.width - size)  # a long id moves to the left rather than break
            self.screen.line(start, *pieces)
        if dates:
            self.screen.line(" " * self.indent + dates.pop(0))

    def _below(self, fact: Any, wrapped: Sequence[Sequence[Piece]], rail: str) -> list[list[Piece]]:
        """The lines under a row: the rest of the text, the conversion, the proof."""
        under = " " * (self.first + 2) if self.first else ""
        lines: list[list[Piece]] = [[(under, ""), *more] for more in wrapped]
        conversion = phrases.conversion(fact)
        if conversion:
            # its end where the figure that it explains ends
            lines.append([(" " * max(0, self.end - self.left - cells(conversion)) + conversion, "dim")])
        if not self.on_one_line:
            proof = f"{phrases.sources(fact)}  {fact['id']}"
            fits = self.left + cells(proof) <= self.screen.width
            lines += [[(part, "dim")] for part in ([proof] if fits else [phrases.sources(fact), fact["id"]])]
        return lines


def _figure(fact: Any) -> str:
    return phrases.figure(fact) if fact["money"] or fact["type"] == "metric" else ""


def _with_doubt(fact: Any, middle: Sequence[Piece]) -> list[Piece]:
    words, style = doubt_of(fact)
    return [middle[-1], (f"  {words}", style)] if words else [middle[-1]]


def wrap(pieces: Sequence[Piece], room: int) -> list[list[Piece]]:
    """Pieces broken into lines of at most `room` columns, at blanks, or between Chinese characters."""
    lines: list[list[Piece]] = [[]]
    used = 0
    for words, style in pieces:
        for token in _tokens(words):
            size = cells(token)
            if used and used + cells(token.rstrip()) > room:
                lines.append([])
                used = 0
                token = token.lstrip()
                size = cells(token)
            lines[-1].append((token, style))
            used += size
    return [_stripped(line) for line in lines if line] or [[("", "")]]


def _stripped(line: list[Piece]) -> list[Piece]:
    # The blank before a break would push what follows in the row out of its column.
    while len(line) > 1 and not line[-1][0].strip():
        line = line[:-1]
    return [*line[:-1], (line[-1][0].rstrip(), line[-1][1])]


def _tokens(words: str) -> list[str]:
    tokens: list[str] = []
    current = ""
    for char in words:
        if cells(char) == 2:
            if current:
                tokens.append(current)
            tokens.append(char)
            current = ""
            continue
        if current and current[-1] == " " and char != " ":
            tokens.append(current)
            current = ""
        current += char
    return [*tokens, current] if current else tokens


def field_table(answer: Answer, fields: Sequence[str], limit: int | None) -> None:
    """A plain table of chosen fields; the widest column wraps where the terminal is narrow."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    table = [[flat(pick(row, field)) or "–" for field in fields] for row in rows]
    widths = [max([cells(field), *(cells(row[at]) for row in table)]) for at, field in enumerate(fields)]
    spare = sum(widths) + 2 * (len(widths) - 1) - screen.width
    while spare > 0 and max(widths) > 12:
        widest = widths.index(max(widths))
        cut = min(spare, widths[widest] - max(12, *(width for at, width in enumerate(widths) if at != widest), 12)) or 1
        widths[widest] -= max(cut, 1)
        spare -= max(cut, 1)
    screen.line(*[(pad(field, width) + "  ", "head") for field, width in zip(fields, widths, strict=True)])
    for row in table:
        wrapped = [wrap([(cell, "")], width) for cell, width in zip(row, widths, strict=True)]
        for at in range(max(map(len, wrapped))):
            line = screen.line()
            for column, width in zip(wrapped, widths, strict=True):
                text = "".join(words for words, _ in column[at]) if at < len(column) else ""
                line.add(pad(text, width) + "  ")
    screen.blank()
    screen.line((f"{len(rows)} of {len(answer.rows)}", "dim"))
    screen.show()


def simple_table(
    answer: Answer,
    limit: int | None,
    cells_of: Callable[[Any], Sequence[Piece]],
    *,
    head: Sequence[str],
    right: Sequence[int] = (),
    what: str,
) -> None:
    """Aligned rows under a header, with a footer that counts them."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    if rows:
        screen.columns([[(name, "head") for name in head], *(cells_of(row) for row in rows)], right=right, indent=0)
        screen.blank()
    screen.line((f"{len(rows)} of {len(answer.rows)} {what}", "dim"))
    screen.show()
