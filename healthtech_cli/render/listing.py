"""Lists of facts, documents, companies on a terminal."""

from __future__ import annotations

from healthtech_cli.model.amounts import short
from healthtech_cli.render import phrases
from healthtech_cli.render.rows import flat, picked
from healthtech_cli.render.terminal import Line, Piece, Screen, cells, pad

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from healthtech_cli.answer import Answer

LIMIT = 50
WIDE = 120  # columns from which nothing is folded to save room
PROSE = 72  # columns that a sentence needs beside its proof
NARROW = 28  # a text narrower than this is a column of words
_LEAST = 16  # columns that a text gets on the narrowest screen


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
    """Aligned rows. Where room is short document and id go to a second line; names are never cut.

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
        fixed = self.left + (self.figure + 2 if self.figure else 0)
        if self.first and screen.width - fixed - self.first - 2 < _LEAST:
            self.first = 0
        self.joined = not self.first
        fixed += self.first + 2 if self.first else 0
        texts = [self._text(fact, middle) for fact, middle in zip(rows, middles, strict=True)]
        widest = max(sum(cells(words) for words, _ in text) for text in texts)
        below = min(max(_LEAST - 4, screen.width - fixed), widest)
        beside = min(screen.width - fixed - self.source - ids - 4, widest)
        # document and id stand beside the text unless the lines that this adds are more than it saves
        self.on_one_line = beside == widest or (
            beside >= (PROSE if widest > PROSE else NARROW)
            and sum(len(wrap(text, beside)) for text in texts) <= sum(len(wrap(text, below)) + 1 for text in texts)
        )
        self.room = beside if self.on_one_line else below
        self.end = fixed + self.room

    def _text(self, fact: Any, middle: Sequence[Piece]) -> list[Piece]:
        text = _with_doubt(fact, middle)
        return [(f"{middle[0][0]} ", middle[0][1]), *text] if self.joined and len(middle) > 1 else text

    def add(self, fact: Any, middle: Sequence[Piece], mark: str) -> None:
        """Draw one row."""
        wrapped = wrap(self._text(fact, middle), self.room)
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
            line.add(f"  {pad(phrases.sources(fact), self.source)}  {fact['id']}", "dim")
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
            # rather to the left than on two lines, but not over the lanes
            fits = (self.left if rail else self.indent) + cells(proof) <= self.screen.width
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


def folded(
    screen: Screen,
    rows: Sequence[Sequence[Piece]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
    below: int | None = None,
) -> None:
    """Rows under a header, as `fitted` makes them."""
    for lines in fitted(screen, rows, right=right, whole=whole, below=below, head=True):
        screen.lines.extend(lines)


def fitted(
    screen: Screen,
    rows: Sequence[Sequence[Piece]],
    *,
    right: Sequence[int] = (),
    whole: Sequence[int] = (),
    below: int | None = None,
    indent: int = 0,
    head: bool = False,
) -> list[list[Line]]:
    """The lines of each row, aligned and no wider than the screen: long cells wrap in their column, the widest first.

    Columns in `right` stand to the right and are never wrapped, nor are those in `whole`. Where even that leaves no
    room, the column `below` goes to a line of its own under its row; where there is none at all, the cells of a row
    follow one another. Columns without words but a head are left out.
    """
    columns = [[row[at][0] for row in rows if at < len(row)] for at in range(len(rows[0]))]
    widths = [max(map(cells, column), default=0) if any(column[head:]) else 0 for column in columns]
    least = [
        width
        if at in right or at in whole
        else min(width, max(_LEAST if width > NARROW else 0, _longest_word(column) + (2 if at == 0 else 0)))
        for at, (width, column) in enumerate(zip(widths, columns, strict=True))
    ]
    moved = below if below is not None and _across(least, indent) > screen.width else None
    kept = [at for at, width in enumerate(widths) if width and at != moved]
    if _across([least[at] for at in kept], indent) > screen.width:
        return [[_flowing(row, indent)] for row in rows]
    spare = _across([widths[at] for at in kept], indent) - screen.width
    for _ in range(max(spare, 0)):
        widest = max(kept, key=lambda at: (widths[at] > least[at], widths[at]))
        if widths[widest] <= least[widest]:
            break
        widths[widest] -= 1
    drawn: list[list[Line]] = []
    for number, row in enumerate(rows):
        drawn.append([])
        wrapped = {
            at: [[row[at]]]
            if cells(row[at][0]) <= widths[at]
            else _hanging(row[at], widths[at], 2 if at == kept[0] else 0)
            for at in kept
            if at < len(row)
        }
        for part in range(max(map(len, wrapped.values()), default=0)):
            line = Line(" " * indent)
            for at, column in wrapped.items():
                text = "".join(words for words, _ in column[part]) if part < len(column) else ""
                line.add(pad(text, widths[at], right=at in right), row[at][1]).add("  ")
            drawn[-1].append(line)
        if moved is not None and (number or not head) and row[moved][0]:
            drawn[-1].append(Line(" " * (indent + 2), row[moved], hang=indent + 2))
    return drawn


def _hanging(cell: Piece, columns: int, hang: int) -> list[list[Piece]]:
    # what goes on in the first column is indented, lest it look like another row
    first, *more = wrap([cell], columns - hang)
    return [first, *([(" " * hang, ""), *line] for line in more)]


def _flowing(row: Sequence[Piece], indent: int) -> Line:
    line = Line(" " * indent, hang=indent + 2)
    for words, style in row:
        if words:
            line.add(words, style).add("  ")
    return line


def _longest_word(column: Sequence[str]) -> int:
    return max((cells(token.rstrip()) for words in column for token in _tokens(words)), default=0)


def _across(widths: Sequence[int], indent: int) -> int:
    shown = [width for width in widths if width]
    return indent + sum(shown) + 2 * (len(shown) - 1)


def field_table(answer: Answer, fields: Sequence[str], limit: int | None) -> None:
    """A plain table of chosen fields; the widest column wraps where the terminal is narrow."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    table = [[(flat(cell) or "–", "") for cell in picked(row, fields)] for row in rows]
    folded(screen, [[(field, "head") for field in fields], *table])
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
    whole: Sequence[int] = (),
    below: int | None = None,
    what: str = "",
    footer: Callable[[int], str] | None = None,
) -> None:
    """Aligned rows under a header, with a footer that counts them; `whole` and `below` as in `folded`."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    if rows:
        table = [[(name, "head") for name in head], *(cells_of(row) for row in rows)]
        folded(screen, table, right=right, whole=whole, below=below)
        screen.blank()
    screen.line((footer(len(rows)) if footer else f"{len(rows)} of {len(answer.rows)} {what}", "dim"))
    screen.show()
