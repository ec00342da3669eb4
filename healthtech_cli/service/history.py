"""What was changed when, and the states to go back to."""

from __future__ import annotations

import os
import time
from typing import Any

from healthtech_cli.answer import Answer
from healthtech_cli.errors import NotFoundError, StoreError, UsageError
from healthtech_cli.service.changes import undone
from healthtech_cli.store import Store, durable, layout
from healthtech_cli.store.writing import Change, target_path

Row = dict[str, Any]
LOG_FIELDS = ("id", "at", "command", "summary", "undoes", "undone_by", "rows", "rows.table", "rows.id", "rows.action")
COPY_FIELDS = ("state", "written", "facts", "documents", "entities", "changes", "bytes", "file", "current")
_RESTORED = ("documents", "entities", "facts", "redirects")


def log(store: Store, row_id: str | None) -> Answer:
    """The changes of a store, newest first; only those that touched one id if that is given."""
    rows: list[Any] = store.table("changes")
    taken = undone({row["id"]: row for row in rows})
    results = [
        {
            "id": row["id"], "at": row["at"], "command": row["command"], "summary": row["summary"],
            "undoes": row.get("undoes"), "undone_by": taken.get(row["id"]),
            "rows": [{"table": one["table"], "id": one["id"], "action": one["action"]} for one in row["rows"]],
        }
        for row in reversed(rows)
        if row_id is None or any(one["id"] == row_id for one in row["rows"])
    ]  # fmt: skip
    return Answer(
        "log",
        query={"command": "log", **({"id": row_id} if row_id else {})},
        results=results,
        columns=("id", "at", "command", "summary", "undoes", "undone_by", "rows.id"),
        fields=LOG_FIELDS,
        explanation="" if results else f"no change of {row_id}" if row_id else "nothing was changed in this store yet",
    )


def copies(named: str | None) -> Answer:
    """The good states of a store that are kept, newest first, and whether the store itself is one of them."""
    path, label = target_path(named)
    current = _current(path)
    results: list[Row] = []
    for file, head, written in durable.good_copies(path):
        _, rest = layout.read_file(file)
        counts = {name: len(rows) for name, rows in layout.raw_tables(rest).items()}
        results.append(
            {
                "state": head.revision, "written": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(written)),
                **{name: counts.get(name, 0) for name in ("facts", "documents", "entities", "changes")},
                "bytes": os.path.getsize(file), "file": file,
                "current": current is not None and current.sha256 == head.sha256,
            }
        )  # fmt: skip
    return Answer(
        "restore",
        query={"command": "restore", "store": label},
        results=results,
        columns=COPY_FIELDS[:7],
        fields=COPY_FIELDS,
        explanation="" if results else f'no copies of the store "{label}" are kept',
    )


def _current(path: str) -> layout.Head | None:
    try:
        return layout.read_file(path)[0]
    except (OSError, layout.Damage):
        return None


def is_damaged(named: str | None) -> bool:
    """Whether the store is there but cannot be read."""
    path, _ = target_path(named)
    return os.path.lexists(path) and _current(path) is None


def pick(named: str | None, state: str | None) -> tuple[str, layout.Head]:
    """The copy to go back to: the state asked for, else the newest good one."""
    path, label = target_path(named)
    kept = durable.good_copies(path)
    if not kept:
        raise StoreError(f'no good copy of the store "{label}" is kept', hint="move it away to start again")
    if state is None:
        return kept[0][0], kept[0][1]
    for file, head, _ in kept:
        if str(head.revision) == state:
            return file, head
    known = [str(head.revision) for _, head, _ in kept]
    raise NotFoundError(f'no state "{state}" is kept', suggestions=known, hint=f"kept: {', '.join(known)}")


def go_back(change: Change, state: str) -> int:
    """Make the rows of a kept state the store's again, as a change that can be undone; how many rows differ."""
    file, head = pick(change.path, state)
    _, rest = layout.read_file(file)
    for table in _RESTORED:
        wanted = {row["id"]: row for row in layout.decode_table(rest, table)}
        for row_id in [one for one in change.rows(table) if one not in wanted]:
            change.remove(table, row_id)
        for row in wanted.values():
            change.put(table, row)
    change.summary = f"state {head.revision}"
    return len(change.touched())


def repair(
    named: str | None, state: str | None, *, timeout_s: float = durable.LOCK_TIMEOUT_S
) -> tuple[str, layout.Head]:
    """Put a good copy in the place of a damaged store, which is kept beside the copies; where to, and the state."""
    path, label = target_path(named)
    file, head = pick(named, state)
    durable.check_writable(path)
    with durable.Lock(path, holder="restore", timeout_s=timeout_s):
        if _current(path) is not None:
            raise UsageError(f'the store "{label}" is not damaged any more', hint="htq restore --list")
        number = 1
        while os.path.lexists(aside := os.path.join(durable.copies_folder(path), f"damaged-{number}")):
            number += 1
        with open(file, "rb") as good:
            data = good.read()

        def keep_damaged() -> None:
            os.rename(path, aside)

        try:
            durable.replace(path, [data], before_rename=keep_damaged)
        except OSError as error:
            raise durable.not_writable(path, error) from error
    return aside, head
