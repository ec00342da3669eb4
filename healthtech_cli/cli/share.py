"""The commands that hand facts to others: export, report, mcp."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.cli.emit import deliver
from healthtech_cli.cli.read import asked
from healthtech_cli.errors import NegativeAnswerError, UsageError
from healthtech_cli.render import out
from healthtech_cli.store import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.cli.declare import Request
    from healthtech_cli.model.collection import Collection
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store


def _gather(request: Request, store: Store, question: Asked) -> Collection:
    from healthtech_cli.service.gathering import gather

    collection = gather(store, question, request.texts("names"), sort=request.text("sort"))
    for warning in collection.warnings:
        out.message(f"htq: {warning}")
    if not collection.facts and collection.explanation:
        out.message(f"htq: {collection.explanation}")
    if not collection.facts and request.flag("exit_status"):
        raise NegativeAnswerError("nothing matched")
    return collection


def export_command(request: Request) -> int:
    """`export`."""
    from healthtech_cli.render.exports import TEXT
    from healthtech_cli.service import exporting

    path = request.text("output")
    form = exporting.chosen_format(request.text("to"), path)
    if not path and form not in TEXT:
        raise UsageError(f"--to {form} cannot be printed", hint=f"name a file: -o facts.{form}")
    writer = exporting.exporter(form)
    store = open_store(request.text("store"))
    collection = _gather(request, store, asked(request))
    if not path:
        for line in writer.lines(collection):
            out.write(line)
        return 0
    exporting.export(collection, form, path, store_path=store.path)
    out.message(f"htq: {_count(collection)} written to {path}")
    return 0


def _count(collection: Collection) -> str:
    facts, documents = len(collection.facts), len(collection.documents)
    return f"{counted(facts, 'fact')} of {counted(documents, 'document')}"


def report_command(request: Request) -> int:
    """`report`."""
    path = request.text("output")
    if not path and out.is_terminal():
        raise UsageError("a page is for a file, not for the terminal", hint="htq report amazon -o amazon.html")
    from healthtech_cli.render.report import page
    from healthtech_cli.service.reporting import report

    store = open_store(request.text("store"))
    question = asked(request)
    collection = _gather(request, store, question)
    text = page(report(store, question, collection))
    deliver(text, path, store_path=store.path)
    if path:
        out.message(f"htq: {_count(collection)} on one page, {path}")
    return 0


def mcp_command(request: Request) -> int:
    """`mcp`."""
    from healthtech_cli.service import exporting

    try:
        from healthtech_cli.mcp_server import server
    except ModuleNotFoundError as error:
        raise exporting.missing_extra(error, "mcp", "mcp") from error
    named = request.text("store")
    open_store(named)  # what is wrong with the store is said now, not at the first question
    server(named).run("stdio")
    return 0
