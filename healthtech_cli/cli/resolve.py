"""The command `resolve`: names as arguments or by the line, answers all at once or one by one."""

from __future__ import annotations

import sys

from healthtech_cli import codec
from healthtech_cli.answer import Answer
from healthtech_cli.cli.emit import check_fields, chosen_format, emit
from healthtech_cli.errors import BadInputError, NegativeAnswerError, UsageError
from healthtech_cli.render import out
from healthtech_cli.service.lookup import RESOLVE_FIELDS, resolve_each
from healthtech_cli.store import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from healthtech_cli.cli.declare import Request
    from healthtech_cli.store import Store

BAR_AFTER_S = 0.5
BAR_FROM = 100  # names; fewer are done before a bar can be read


def resolve_command(request: Request) -> int:
    """`resolve`."""
    given = request.texts("names")
    store = open_store(request.text("store"))
    if given == ["-"] and chosen_format(request) == "jsonl" and not request.text("output") and not request.text("sort"):
        sure = _stream(store, request)
    else:
        sure = _at_once(store, request, list(lines()) if given == ["-"] else given)
    if request.flag("exit_status") and not sure:
        raise NegativeAnswerError("not every name was found")
    return 0


def lines() -> Iterator[str]:
    """The lines of standard input without their ends; empty ones too, so that answers stay beside their rows.

    UTF-8 with or without a byte order mark; a byte that is not UTF-8 becomes a replacement character.
    """
    first = True
    for raw in sys.stdin.buffer:
        if first and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise BadInputError("the names on standard input are UTF-16", hint="save the file as UTF-8")
        line = raw.decode("utf-8-sig" if first else "utf-8", "replace")
        first = False
        yield line.rstrip("\r\n")


def _answer(names: Sequence[str], rows: list[dict[str, Any]]) -> Answer:
    return Answer(
        "resolve",
        query={"command": "resolve", "names": list(names)},
        results=rows,
        columns=("query", "match.id", "match.name", "score", "reason"),
        fields=RESOLVE_FIELDS,
    )


def _stream(store: Store, request: Request) -> bool:
    """Print each answer when it is known; whether every name was found."""
    from healthtech_cli.render.rows import narrow

    limit = request.number("limit")
    if limit is not None and limit < 0:
        raise UsageError(f"--limit must be 0 or more, not {limit}")
    fields = check_fields(request.split("fields"), _answer((), []))
    sure = True
    if limit == 0:
        return sure
    for at, row in enumerate(resolve_each(store, lines()), 1):
        out.write(codec.dumps(narrow(row, fields) if fields else row) + "\n")
        sys.stdout.flush()
        sure = sure and row["match"] is not None
        if at == limit:
            break
    return sure


def _at_once(store: Store, request: Request, names: Sequence[str]) -> bool:
    rows = list(_with_bar(resolve_each(store, names), names))
    if sort := request.text("sort"):
        from healthtech_cli.query import sort_rows

        check_fields([sort.lstrip("-")], _answer((), []))
        rows = sort_rows(rows, sort)
    given = request.texts("names")
    from healthtech_cli.render.resolved import resolved_table

    emit(_answer(given, rows), request, resolved_table)
    return all(row["match"] for row in rows)


def _with_bar(rows: Iterable[dict[str, Any]], names: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The same rows, with a progress bar on a terminal's standard error once they take longer than half a second."""
    if len(names) < BAR_FROM or not sys.stderr.isatty():
        yield from rows
        return
    import time

    started = time.monotonic()
    bar = None
    for at, row in enumerate(rows, 1):
        yield row
        if bar is None and time.monotonic() - started > BAR_AFTER_S:
            from healthtech_cli.render.progress import ProgressBar

            bar = ProgressBar("names")
        if bar is not None:
            bar(at, len(names), row["query"])
    if bar is not None:
        bar.end()
