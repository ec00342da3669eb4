"""The reading commands."""

from __future__ import annotations

from healthtech_cli.cli.emit import chosen_format, emit
from healthtech_cli.config import today
from healthtech_cli.render import out
from healthtech_cli.store import open_store, opening

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer
    from healthtech_cli.cli.declare import Request
    from healthtech_cli.service.filters import Asked


_LARGE = 10_000  # facts; the index of fewer is made before anybody wonders
_bar: Any = None


def _indexing(what: str, done: int, total: int) -> None:
    """Show that the index of a large store is being made."""
    global _bar
    if total < _LARGE:
        return
    from healthtech_cli.render.progress import ProgressBar

    if _bar is None or _bar.what != f"{what} indexed for faster look-ups":
        _bar = ProgressBar(f"{what} indexed for faster look-ups")
    _bar(done, total, "")
    if what == "words" and done + 1000 >= total:
        _bar.end()


opening.watcher = _indexing


def asked(request: Request, scope: str = "facts") -> Asked:
    """The common filters of a request."""
    from healthtech_cli.service.filters import Asked

    return Asked(
        scope=scope,
        companies=request.split("company"),
        types=request.split("type"),
        statuses=request.split("status"),
        topics=request.split("topic"),
        documents=request.split("document"),
        since=request.text("since"),
        until=request.text("until"),
        certain=request.flag("certain"),
        min_amount=request.text("min_amount"),
        currency=request.text("currency"),
        today=today(),
        guess=out.is_terminal() and chosen_format(request) == "table",
    )


def _facts_screen(answer: Answer, limit: int | None) -> None:
    from healthtech_cli.render.listing import facts_table

    facts_table(answer, limit)


def facts_command(request: Request) -> int:
    """`deals`, `partnerships`, `launches`, `metrics`, `facts`."""
    from healthtech_cli.service.listing import list_facts

    name = request.command.name
    answer = list_facts(open_store(request.text("store")), asked(request, name), kind=name, sort=request.text("sort"))
    return emit(answer, request, _facts_screen)


def timeline_command(request: Request) -> int:
    """`timeline`."""
    from healthtech_cli.service.listing import timeline

    answer = timeline(
        open_store(request.text("store")), asked(request), request.texts("names"), sort=request.text("sort")
    )

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.timeline import timeline_page

        timeline_page(answer, limit)

    return emit(answer, request, screen)


def compare_command(request: Request) -> int:
    """`compare`."""
    from healthtech_cli.service.compare import compare

    answer = compare(open_store(request.text("store")), request.texts("names"), asked(request))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.compare import comparison

        comparison(answer, limit)

    return emit(answer, request, screen)


def company_command(request: Request) -> int:
    """`company`."""
    from healthtech_cli.service.profile import company

    name = " ".join(request.texts("name"))
    answer = company(open_store(request.text("store")), name, asked(request), sort=request.text("sort"))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.company import company_page

        company_page(answer, limit)

    return emit(answer, request, screen)


def companies_command(request: Request) -> int:
    """`companies`."""
    from healthtech_cli.model.vocabulary import KINDS
    from healthtech_cli.service.filters import one_of
    from healthtech_cli.service.lookup import entities

    kinds = [one_of(kind, KINDS, "kind") for kind in request.split("kind")]
    everything = request.flag("all")
    answer = entities(
        open_store(request.text("store")),
        asked(request),
        kinds=kinds or (KINDS if everything else ("company", "subsidiary")),
        everything=everything,
        sort=request.text("sort"),
    )

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.listing import simple_table

        simple_table(
            answer,
            limit,
            lambda row: [
                (row["name"], "name"),
                (row["kind"], ""),
                (row["parent"]["name"] if row["parent"] else "", ""),
                (row["country"] or "", ""),
                (str(row["facts"]), ""),
                (str(row["deals"] or ""), ""),
                (" to ".join(dict.fromkeys(year for year in (row["first"], row["last"]) if year)), ""),
                (row["id"], "dim"),
            ],
            head=("name", "kind", "part of", "in", "facts", "deals", "years", "id"),
            right=(4, 5),
            whole=(1, 3, 6, 7),
            below=7,
            what="companies",
        )

    return emit(answer, request, screen)


def search_command(request: Request) -> int:
    """`search`."""
    from healthtech_cli.service.lookup import search

    answer = search(
        open_store(request.text("store")), " ".join(request.texts("text")), asked(request), sort=request.text("sort")
    )
    return emit(answer, request, _facts_screen)


def show_command(request: Request) -> int:
    """`show`."""
    from healthtech_cli.service.lookup import show

    answer = show(open_store(request.text("store")), request.texts("ids"))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.show import fact_pages

        fact_pages(answer, limit)

    return emit(answer, request, screen)


def documents_command(request: Request) -> int:
    """`documents`."""
    from healthtech_cli.service.lookup import documents

    answer = documents(open_store(request.text("store")))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.listing import simple_table

        simple_table(
            answer,
            limit,
            lambda row: [
                (row["id"], "name"),
                (row["published"] or "–", ""),
                (row["language"] + (f" from {row['translated_from']}" if row["translated_from"] else ""), ""),
                (str(row["facts"]), ""),
                ("yes" if row["has_text"] else "no", "" if row["has_text"] else "dim"),
                (row["title"], ""),
            ],
            head=("id", "published", "language", "facts", "text", "title"),
            right=(3,),
            whole=(0, 1, 2, 4),
            below=5,
            what="documents",
        )

    return emit(answer, request, screen)


def document_command(request: Request) -> int:
    """`document`."""
    from healthtech_cli.service.lookup import document

    answer = document(open_store(request.text("store")), request.need("id"), asked(request), sort=request.text("sort"))

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.document import document_page

        document_page(answer, limit)

    return emit(answer, request, screen)


def stats_command(request: Request) -> int:
    """`stats`."""
    from healthtech_cli.service.stats import stats

    answer = stats(
        open_store(request.text("store")), request.text("by") or "year", asked(request), sort=request.text("sort")
    )

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.bars import bars

        bars(answer, limit)

    return emit(answer, request, screen)
