"""The commands that defend an answer."""

from __future__ import annotations

from healthtech_cli.answer import counted
from healthtech_cli.cli.emit import deliver, emit
from healthtech_cli.cli.read import asked
from healthtech_cli.render import out
from healthtech_cli.store import open_store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer
    from healthtech_cli.cli.declare import Request


def cite_command(request: Request) -> int:
    """`cite`."""
    from healthtech_cli.errors import NegativeAnswerError
    from healthtech_cli.render.citations import render
    from healthtech_cli.service.citing import FORMATS, cite
    from healthtech_cli.service.filters import one_of

    form = one_of(request.text("format") or "text", FORMATS, "format")
    answer = cite(open_store(request.text("store")), request.texts("ids"))
    if request.flag("json") or request.flag("jsonl"):
        for row in answer.results:
            row.update({name: render([row], name) for name in ("text", "md", "bibtex")})
        return emit(answer, request)
    unproved = [row["id"] for row in answer.results if not row["sources"]] if form in ("bibtex", "csl") else []
    for one in unproved:
        out.message(f"htq: no document states {one} in this store: there is nothing to cite")
    deliver(render(answer.results, form), request.text("output"))
    return NegativeAnswerError.exit if unproved and len(unproved) == len(answer.results) else 0


def verify_command(request: Request) -> int:
    """`verify`."""
    from healthtech_cli.errors import NegativeAnswerError
    from healthtech_cli.service.verifying import verify

    answer = verify(open_store(request.text("store")), request.texts("names"), changed=request.text("with_"))
    if not answer.extra["documents"]:
        raise NegativeAnswerError(
            "nothing was verified: no document's text is at hand", hint="htq attach FILE, or htq verify FILE"
        )

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.verified import verified_page

        verified_page(answer, limit)

    emit(answer, request, screen)
    gone = sum(row["status"] == "gone" for row in answer.results)
    if gone:
        raise NegativeAnswerError(f"{gone} of {len(answer.results)} spans {'is' if gone == 1 else 'are'} gone")
    return 0


def check_command(request: Request) -> int:
    """`check`."""
    from healthtech_cli.cli.emit import chosen_format
    from healthtech_cli.errors import NegativeAnswerError
    from healthtech_cli.service.checking import CHECKS, check

    if request.flag("explain"):
        longest = max(map(len, CHECKS))
        deliver("".join(f"{name:<{longest}}  {what}\n" for name, (what, _) in CHECKS.items()), request.text("output"))
        return 0
    answer = check(open_store(request.text("store")), request.texts("names"))
    if request.flag("fix") and answer.results:
        _mend(request)
        answer = check(open_store(request.text("store")), request.texts("names"))
    if request.flag("suggest"):
        answer.columns = (*answer.columns, "suggestion")

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.faults import faults_page

        faults_page(answer, limit, suggest=request.flag("suggest"))

    # silent when fine: no header without rows, but JSON stays JSON
    if answer.results or chosen_format(request) in ("json", "jsonl"):
        emit(answer, request, screen)
    if answer.results:
        count = len(answer.results)
        raise NegativeAnswerError(f"{counted(count, 'fault')} found")
    return 0


def _mend(request: Request) -> None:
    from healthtech_cli.config import now
    from healthtech_cli.render import out
    from healthtech_cli.service.mending import mend
    from healthtech_cli.store.writing import writing

    with writing(request.text("store"), command="check", at=now()) as change:
        mended = mend(change)
        change.summary = f"{mended} faults mended"
    if mended:
        out.message(f"htq: {counted(mended, 'fault')} mended; htq undo takes it back")


def conflicts_command(request: Request) -> int:
    """`conflicts`."""
    from healthtech_cli.service.disputes import disputes

    answer = disputes(
        open_store(request.text("store")), request.texts("names"), asked(request), sort=request.text("sort")
    )

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.disputes import disputes_page

        disputes_page(answer, limit)

    return emit(answer, request, screen)
