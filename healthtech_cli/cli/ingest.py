"""The commands that read articles: `extract`, `ingest`."""

from __future__ import annotations

import time

from healthtech_cli.cli.emit import chosen_format, emit
from healthtech_cli.errors import UsageError
from healthtech_cli.render import out
from healthtech_cli.render.progress import ProgressBar
from healthtech_cli.service import ingest as service
from healthtech_cli.service.intake import Said
from healthtech_cli.store import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer
    from healthtech_cli.cli.declare import Request


def _said(request: Request) -> Said:
    return Said(
        published=request.text("published"),
        title=request.text("title"),
        url=request.text("url"),
        lang=request.text("lang"),
    )


def share(request: Request, dest: str) -> float | None:
    """A number between 0 and 1."""
    given = request.text(dest)
    if given is None:
        return None
    try:
        share = float(given)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        option = "--" + dest.replace("_", "-")
        raise UsageError(f'{option} "{given}" is not a number from 0 to 1', hint=f"write {option} 0.8")
    return share


def _jobs(request: Request) -> int:
    jobs = request.number("jobs")
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs must be 1 or more, not {jobs}")
    return jobs or 1


def extract_command(request: Request) -> int:
    """`extract`."""
    bar = ProgressBar("documents")
    try:
        answer = service.extract_files(
            open_store(request.text("store")),
            request.texts("files"),
            said=_said(request),
            min_confidence=share(request, "min_confidence") or 0.0,
            jobs=_jobs(request),
            progress=bar,
        )
    finally:
        bar.end()
    if request.text("sort"):
        from healthtech_cli.query import sort_rows
        from healthtech_cli.service.listing import sort_field

        answer.results = answer.rows = sort_rows(answer.rows, sort_field(request.need("sort")))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.extraction import extract_page

        extract_page(answer, limit)

    return emit(answer, request, screen) or (UsageError.exit if answer.extra["unread"] else 0)


def ingest_command(request: Request) -> int:
    """`ingest`."""
    form = chosen_format(request)
    orders = service.Orders(
        store=request.text("store"),
        at=time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        said=_said(request),
        min_confidence=share(request, "min_confidence") or 0.0,
        jobs=_jobs(request),
        again=request.flag("again"),
    )
    bar = ProgressBar("documents")
    try:
        report = service.ingest(request.texts("files"), orders, progress=bar)
    finally:
        bar.end()
    if report.created:
        out.message(f'htq: made the store "{report.created}" from the built-in facts')

    def screen(_: Answer, __: int | None) -> None:
        from healthtech_cli.render.extraction import ingest_page

        ingest_page(report)

    emit(report.to_answer(orders.min_confidence), request, screen)
    if form != "table":
        for row in report.rows:
            if row["outcome"] == "unreadable":
                out.message(f'htq: "{row["path"]}" {row["reason"]}')
    if report.is_interrupted:
        done = f"{len(report.rows):,} of {report.total:,} documents are done"
        out.message(f"htq: interrupted; {done}, the same command goes on from there")
        return 130
    return UsageError.exit if report.unread else 0
