"""From an answer to bytes: the format asked for, its fields, its limit, the terminal or a file."""

from __future__ import annotations

from healthtech_cli import codec
from healthtech_cli.errors import NegativeAnswerError, UsageError
from healthtech_cli.render import out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from healthtech_cli.answer import Answer
    from healthtech_cli.cli.declare import Request

FORMATS = ("json", "jsonl", "csv", "tsv", "md")


def chosen_format(request: Request) -> str:
    """The format asked for; `table` on a terminal and `tsv` elsewhere where none was."""
    asked = [name for name in FORMATS if request.flag(name)]
    if len(asked) > 1:
        raise UsageError(f"--{asked[0]} and --{asked[1]} cannot be used together", hint="choose one format")
    if asked:
        return asked[0]
    return "table" if out.is_terminal() and not request.text("output") else "tsv"


def emit(answer: Answer, request: Request, screen: Callable[[Answer, int | None], None] | None = None) -> int:
    """Print an answer and return the exit code; `screen` draws it for a terminal."""
    form = chosen_format(request)
    limit = request.number("limit")
    if limit is not None and limit < 0:
        raise UsageError(f"--limit must be 0 or more, not {limit}")
    fields = check_fields(request.split("fields"), answer)
    for warning in answer.warnings:
        if form in ("table", "csv", "tsv", "md"):
            out.message(f"htq: {warning}")
    if form == "table":
        from healthtech_cli.render import pager

        pager.allow(not request.flag("no_pager"))
    if form == "table" and screen and not fields:
        screen(answer, limit)
    elif form == "table":
        from healthtech_cli.render.listing import field_table

        field_table(answer, fields or list(answer.columns), limit)
    else:
        deliver(body(answer, form, fields, limit), request.text("output"))
    if not answer.rows and form not in ("json", "jsonl") and answer.explanation:
        out.message(f"htq: {answer.explanation}")
    if not answer.rows and request.flag("exit_status"):
        raise NegativeAnswerError("nothing matched")
    return 0


def body(answer: Answer, form: str, fields: list[str], limit: int | None) -> str:
    """The whole output of a machine format."""
    results = answer.results if limit is None else answer.results[:limit]
    rows = answer.rows if limit is None else answer.rows[:limit]
    if form in ("json", "jsonl"):
        if fields:
            from healthtech_cli.render.rows import narrow

            results = [narrow(result, fields) for result in results]
        if form == "jsonl":
            return "".join(codec.dumps(result) + "\n" for result in results)
        warnings = answer.warnings + ([answer.explanation] if not answer.results and answer.explanation else [])
        envelope = {
            "schema": f"htq/{answer.kind}/1",
            "query": answer.query,
            "total": len(answer.results),
            "returned": len(results),
            "truncated": len(results) < len(answer.results),
            "warnings": warnings,
            "results": results,
        }
        return codec.document(envelope, pretty=out.is_terminal())
    from healthtech_cli.render import rows as flat

    columns = fields or list(answer.columns)
    if form == "csv":
        return flat.csv(rows, columns)
    if form == "md":
        return flat.markdown(rows, columns, footnotes(answer, rows))
    return flat.tsv(rows, columns)


def footnotes(answer: Answer, rows: list[Any]) -> list[str]:
    """For a Markdown table of facts the citation of each, so that its proof goes where the table goes."""
    store = answer.extra.get("store")
    if store is None or not all("evidence" in row for row in rows):
        return []
    from healthtech_cli.render.citations import footnote
    from healthtech_cli.service.citing import citation

    return [footnote(citation(store, row)) for row in rows]


def deliver(text: str, path: str | None, *, store_path: str = "") -> None:
    """Print the text, or write it to a file whole or not at all; never to the store's own."""
    if not path:
        out.write(text)
        return

    def write(unfinished: str) -> None:
        with open(unfinished, "w", encoding="utf-8", newline="") as file:
            file.write(text)

    from healthtech_cli.service.exporting import replace

    replace(path, write, store_path=store_path)


def check_fields(fields: list[str], answer: Answer) -> list[str]:
    """The fields asked for; UsageError names the nearest where one is unknown."""
    for field in fields:
        if field not in answer.fields:
            from healthtech_cli.service.nearest import nearest

            near = nearest(field, answer.fields)
            raise UsageError(
                f'no field called "{field}"',
                suggestions=near,
                hint=(f"did you mean {near[0]}? " if near else "")
                + "fields: "
                + ", ".join(sorted(one for one in answer.fields if "." not in one)),
            )
    return fields
