"""The commands that change the store: arguments in, what changed out."""

from __future__ import annotations

from typing import Any

from healthtech_cli.answer import Answer
from healthtech_cli.cli.declare import Request
from healthtech_cli.cli.emit import emit
from healthtech_cli.config import now
from healthtech_cli.errors import BadInputError, UsageError
from healthtech_cli.render import out
from healthtech_cli.service import attaching, changes, history, importing
from healthtech_cli.store import open_store
from healthtech_cli.store.writing import Change, writing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, Any]
_WARNINGS = 20
COLUMNS = ("action", "kind", "id", "text")
FIELDS = (*COLUMNS, "fields", "fields.field", "fields.before", "fields.after")


def _change(request: Request, act: Callable[[Change], list[Row] | None]) -> int:
    """Run one transaction and print what it changed, once that is on the disk."""
    dry_run = request.flag("dry_run")
    command = request.command.name
    with writing(request.text("store"), command=command, at=now(), dry_run=dry_run) as change:
        rows = act(change)
        results = (rows or []) + changes.results(change)
    if change.created and change.revision:
        out.message(f'htq: made the store "{change.label}" from the built-in facts')
    answer = Answer(
        "changes",
        query={"command": command, "dry_run": dry_run, "change": change.number, "store": change.label},
        results=results,
        columns=COLUMNS,
        fields=FIELDS,
        warnings=_some(change.warnings),
        explanation="" if results else "nothing to change: the store says so already",
    )
    emit(answer, request, _screen)
    if dry_run:
        out.message("htq: nothing was changed (--dry-run)")
    elif change.number:
        out.message(f"htq: change {change.number}; htq undo takes it back")
    if not change.copied:
        out.message("htq: the change is stored, but no copy of this state could be kept beside it")
    return 0


def _some(warnings: list[str]) -> list[str]:
    left = len(warnings) - _WARNINGS
    return [*warnings[:_WARNINGS], f"{left} more names are like known ones"] if left > 0 else list(warnings)


def _screen(answer: Answer, limit: int | None) -> None:
    from healthtech_cli.render.changes import change_lines

    change_lines(answer, limit)


def attach_command(request: Request) -> int:
    """`attach`."""
    return _change(request, lambda change: attaching.attach(change, request.texts("files")))


def add_command(request: Request) -> int:
    """`add`."""
    words = request.text("statement") or ""
    given: Any = _fields(request)
    if words == "-" or words.lstrip().startswith("{"):
        text = importing.decoded(importing.read_input("-"), "standard input") if words == "-" else words
        try:
            read = importing.decode_strictly(text)
        except importing.BadRow as fault:
            raise BadInputError(f"the fact {fault}", hint='write {"type": "launch", "statement": "…"}') from None
        del given["statement"]
        given = {**read, **given} if isinstance(read, dict) else read

    def act(change: Change) -> None:
        changes.add_fact(change, given)

    return _change(request, act)


def _fields(request: Request) -> Row:
    """The fields of a fact that options name."""
    given: Row = {
        name: request.text(name)
        for name in ("statement", "type", "status", "actor", "target", "date", "money", "value", "label", "note")
        if request.text(name) is not None
    }
    if "type" in given:
        given["type"] = given["type"].replace("-", "_")
    for option, name in (("partner", "partners"), ("topic", "topics")):
        if request.texts(option):
            given[name] = request.texts(option)
    if request.text("document"):
        given["evidence"] = [{"document": request.text("document"), **_span(request.text("span"))}]
    elif request.text("span"):
        raise UsageError("--span needs a document", hint="--document ID --span START:END")
    return given


def _span(text: str | None) -> Row:
    if text is None:
        return {}
    start, _, end = text.replace("-", ":").partition(":")
    if not (start.isdecimal() and end.isdecimal() and len(text) < 25):
        raise UsageError(f'--span "{text}" is no place in a document', hint="write START:END, such as 2238:2273")
    return {"start": int(start), "end": int(end)}


def edit_command(request: Request) -> int:
    """`edit`."""
    given = _fields(request)
    evidence = given.pop("evidence", None)
    for one in request.texts("set"):
        name, equals, value = one.partition("=")
        if not equals or not name.strip():
            raise UsageError(f'--set "{one}" sets nothing', hint="write --set FIELD=VALUE, such as country=US")
        given[name.strip()] = _plain_or_json(value)
    for name in request.split("clear"):
        given[name] = [] if name in ("partners", "topics", "aliases", "evidence") else None

    def act(change: Change) -> None:
        if evidence:
            _, row = changes.find_row(change, request.need("id"))
            given["evidence"] = [*row.get("evidence", []), *evidence]
        changes.edit(change, request.need("id"), given)

    return _change(request, act)


def _plain_or_json(text: str) -> Any:
    if text[:1] in ('"', "[", "{") or text in ("null", "true", "false") or text.lstrip("-")[:1].isdigit():
        try:
            value = importing.decode_strictly(text)
        except importing.BadRow:
            return text
        # 2018 is a year more often than a number: fields that hold numbers are inside objects
        return value if not isinstance(value, (int, float)) or isinstance(value, bool) else _number_or_text(value, text)
    return text


def _number_or_text(value: int | float, text: str) -> Any:
    return text if len(text) == 4 and text.isdecimal() else value


def rm_command(request: Request) -> int:
    """`rm`."""

    def act(change: Change) -> None:
        changes.remove(change, request.texts("ids"))

    return _change(request, act)


def import_command(request: Request) -> int:
    """`import`."""
    files = request.texts("files")
    if files.count("-") > 1:
        raise UsageError("standard input can be read once", hint="give - once")
    texts = [(name, importing.decoded(importing.read_input(name), name)) for name in files]

    def act(change: Change) -> None:
        read = 0
        for name, text in texts:
            form = importing.form_of(name, text, request.text("from_"))
            rows = importing.read_rows(text, form, change.rows("documents"))
            read += importing.import_rows(change, rows, name)["read"]
        change.summary = f"{', '.join(files[:5])}: {read} rows"

    return _change(request, act)


def merge_command(request: Request) -> int:
    """`merge`."""

    def act(change: Change) -> None:
        changes.merge(change, request.need("kept"), request.texts("others"))

    return _change(request, act)


def unmerge_command(request: Request) -> int:
    """`unmerge`."""

    def act(change: Change) -> None:
        changes.unmerge(change, request.need("id"))

    return _change(request, act)


def undo_command(request: Request) -> int:
    """`undo`."""
    said: list[str] = []

    def act(change: Change) -> None:
        said.append(changes.undo(change, request.text("change")))

    code = _change(request, act)
    if not request.flag("json") and not request.flag("dry_run"):
        out.message(f"htq: change {said[0]} is taken back")
    return code


def log_command(request: Request) -> int:
    """`log`."""

    def screen(answer: Answer, limit: int | None) -> None:
        from healthtech_cli.render.changes import log_lines

        log_lines(answer, limit)

    answer = history.log(open_store(request.text("store")), request.text("id"))
    sort = request.text("sort")
    if sort:
        from healthtech_cli.query import sort_rows

        if sort.lstrip("-") not in history.LOG_FIELDS:
            raise UsageError(f'cannot sort by "{sort.lstrip("-")}"', hint="id, at, command, summary")
        answer.results = answer.rows = sort_rows(answer.results, sort)
    return emit(answer, request, screen)


def restore_command(request: Request) -> int:
    """`restore`."""
    named, state = request.text("store"), request.text("state")
    damaged = history.is_damaged(named)
    if request.flag("list") or (state is None and not damaged):

        def screen(answer: Answer, limit: int | None) -> None:
            from healthtech_cli.render.changes import copy_lines

            copy_lines(answer, limit)

        code = emit(history.copies(named), request, screen)
        if not request.flag("list"):
            out.message("htq: the store is not damaged; htq restore STATE goes back to one of these")
        return code
    if not damaged:
        wanted = str(state)

        def act(change: Change) -> None:
            history.go_back(change, wanted)

        return _change(request, act)
    if request.flag("dry_run"):
        file, head = history.pick(named, state)
        out.message(f'htq: would go back to state {head.revision} in "{file}"; nothing was changed (--dry-run)')
        return 0
    aside, head = history.repair(named, state)
    result = {"action": "restored", "kind": "store", "id": str(head.revision), "text": aside, "fields": []}
    query = {"command": "restore", "dry_run": False, "change": None, "store": named}
    answer = Answer("changes", query=query, results=[result], columns=COLUMNS, fields=FIELDS)
    emit(answer, request, _screen)
    out.message(f'htq: the store is back at state {head.revision}; the damaged file is kept as "{aside}"')
    return 0
