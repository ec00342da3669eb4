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
    return [(actor, "name"), (words, "")]


def doubt_of(fact: Any) -> Piece:
    """Status and doubts as one piece, red where documents disagree or something was denied."""
    words = ", ".join(part for part in (phrases.status(fact), phrases.doubts(fact)) if part)
    style = "conflict" if fact.get("conflicts") or fact["status"] in ("denied", "abandoned") else "doubt"
    return words, style


def add_facts(screen: Screen, rows: Sequence[Any], middles: Sequence[Sequence[Piece]], *, indent: int = 2) -> None:
    """Aligned rows. Where room is short the document goes first, then the id to a second line; names are never cut."""
    if not rows:
        return
    dates = [phrases.date(fact["date"]) for fact in rows]
    figures = [phrases.figure(fact) for fact in rows]
    doubts = [doubt_of(fact) for fact in rows]
    sources = [phrases.sources(fact) for fact in rows]
    date_width = max(map(cells, dates))
    figure_width = max(map(cells, figures))
    source_width = max(map(cells, sources))
    id_width = max(cells(fact["id"]) for fact in rows)
    first_width = max(cells(middle[0][0]) for middle in middles) if any(len(middle) > 1 for middle in middles) else 0
    fixed = (
        indent + date_width + 2 + (first_width + 2 if first_width else 0) + (figure_width + 2 if figure_width else 0)
    )
    middle_width = min(
        PROSE,
        max(
            cells(middle[-1][0]) + (2 + cells(doubt[0]) if doubt[0] else 0)
            for middle, doubt in zip(middles, doubts, strict=True)
        ),
    )
    spare = screen.width - fixed - middle_width - 2
    with_source = spare >= source_width + 2 + id_width
    on_one_line = with_source or spare >= id_width
    tail = (source_width + 2 if with_source else 0) + id_width + 2 if on_one_line else 0
    room = max(16, screen.width - fixed - tail)
    room = min(
        room,
        max(
            cells(middle[-1][0]) + (2 + cells(doubt[0]) if doubt[0] else 0)
            for middle, doubt in zip(middles, doubts, strict=True)
        ),
    )
    blank = " " * (indent + date_width + 2)
    for fact, when, middle, amount, doubt, source in zip(rows, dates, middles, figures, doubts, sources, strict=True):
        words: list[Piece] = [middle[-1]]
        if doubt[0]:
            words.append((f"  {doubt[0]}", doubt[1]))
        wrapped = wrap(words, room)
        lead = first_width and len(middle) > 1
        line = screen.line(" " * indent, pad(when, date_width) + "  ")
        if first_width:
            line.add(pad(middle[0][0] if lead else "", first_width) + "  ", middle[0][1] if lead else "")
        for text, style in wrapped[0]:
            line.add(text, style)
        used = sum(cells(text) for text, _ in wrapped[0])
        if figure_width:
            line.add(" " * (room - used + 2) + pad(amount, figure_width, right=True))
        elif on_one_line:
            line.add(" " * (room - used))
        if on_one_line:
            line.add("  " + (pad(source, source_width) + "  " if with_source else ""), "dim").add(fact["id"], "dim")
        under = blank + (" " * (first_width + 2) if first_width else "")
        conversion = phrases.conversion(fact)
        for more in wrapped[1:]:
            follow = screen.line(under)
            for text, style in more:
                follow.add(text, style)
        if conversion:
            # its end where the figure that it explains ends
            screen.line((" " * max(cells(blank), fixed + room - cells(conversion)) + conversion, "dim"))
        if not on_one_line:
            proof = f"{source}  {fact['id']}"
            if cells(blank) + cells(proof) <= screen.width:
                screen.line(blank, (proof, "dim"))
            else:
                screen.line(blank, (source, "dim"))
                screen.line(blank, (fact["id"], "dim"))


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
