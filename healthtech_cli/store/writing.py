"""Changing a store: TinyDB on a storage that loses nothing, and transactions of several changes that are one.

`JsonFile` is a storage class for TinyDB. Commands use `writing`, which takes the lock, reads and checks the store,
collects changes, and writes them all at once, together with the record by which `undo` takes them back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from tinydb.storages import Storage

from healthtech_cli import codec
from healthtech_cli.config import data_folder, store_path
from healthtech_cli.errors import StoreError
from healthtech_cli.names import NameIndex
from healthtech_cli.store import durable, index, layout, texts
from healthtech_cli.store.base import Store
from healthtech_cli.store.indexed import IndexedStore
from healthtech_cli.store.seeds import TABLES as SEEDED
from healthtech_cli.store.seeds import read_table
from healthtech_cli.store.tables import Lines, Rows, found_lines, lines_of
from healthtech_cli.store.tinydb_json import damaged, read_checked

Tables = dict[str, dict[str, Any]]
Touched = tuple[str, str, dict[str, Any] | None, dict[str, Any] | None]
"""A table, the id of one of its rows, the row before and after."""


class JsonFile(Storage):
    """A storage for TinyDB that replaces its file whole, keeps copies, and never overwrites what it cannot read.

    `TinyDB("store.json", storage=JsonFile)` reads and writes a store of htq. TinyDB reads and writes in two steps;
    a write is refused with StoreError if the file was changed in between.
    """

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = os.path.realpath(path)
        self._seen = -1

    def read(self) -> Tables | None:
        """All tables, None where there is no file yet; StoreError where it is damaged."""
        durable.tidy(self.path)
        if not os.path.exists(self.path):
            self._seen = 0
            return None
        head, rest = read_checked(self.path)
        self._seen = head.revision
        try:
            raw = layout.raw_tables(rest)
        except layout.Damage as damage:
            raise damaged(self.path, damage) from None
        return {name: {key: codec.loads(row) for key, row in rows.items()} for name, rows in raw.items()}

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file; StoreError, the old one still there, where that fails."""
        with durable.Lock(self.path, holder="TinyDB"):
            head = read_checked(self.path)[0] if os.path.exists(self.path) else None
            revision = head.revision if head else 0
            if self._seen not in (-1, revision):
                raise StoreError(f'the store "{self.path}" was changed by somebody else', hint="read it again first")
            commit(self.path, {name: _ascending(rows) for name, rows in data.items()}, head)
            self._seen = revision + 1


def commit(
    path: str, tables: Mapping[str, Mapping[str, Any] | Sequence[bytes | memoryview]], head: layout.Head | None
) -> tuple[int, bool]:
    """Make the tables the store's next state, on the disk; its revision, and whether a copy of it could be kept."""
    durable.check_writable(path)
    revision = next_revision(path, head)
    try:
        data = layout.encode_pieces(tables, revision)
    except ValueError as error:
        raise _no_json(error) from error

    def keep_before() -> None:
        if head is not None:
            durable.keep_before(path, head)

    try:
        durable.replace(path, data, before_rename=keep_before)
    except OSError as error:
        raise durable.not_writable(path, error) from error
    return revision, durable.keep_after(path, data, revision)


def _no_json(error: ValueError) -> StoreError:
    return StoreError(f"a value cannot be kept in JSON: {error}", hint="nothing was changed")


def _ascending(rows: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(sorted(rows.items(), key=lambda one: int(one[0])))


def next_revision(path: str, head: layout.Head | None) -> int:
    """One more than any state of this store that there is or was: copies are named by it."""
    if head is not None:
        return head.revision + 1
    copies = durable.good_copies(path)
    return copies[0][1].revision + 1 if copies else 1


class Change:
    """One transaction: what it found, and what it will leave. Nothing is written before it ends, or if it fails.

    `store` is the state found, for looking things up; `rows` shows a table with the changes made so far. After the
    end, `number` is the change's id in the log (None where nothing changed).
    """

    def __init__(
        self, *, path: str, label: str, head: layout.Head | None, tables: Mapping[str, Lines], command: str, at: str
    ):
        self.path = path
        self.label = label
        self.head = head
        self.command = command
        self.at = at
        self.number: str | None = None
        self.revision = head.revision if head else 0
        self.copied = True
        self.created = head is None
        self.undoes: str | None = None
        self.summary: str | None = None
        self.warnings: list[str] = []
        self._tables = dict(tables)
        self._before: dict[tuple[str, str], dict[str, Any] | None] = {}
        self._now: dict[str, Rows] = {}
        self._texts: dict[str, str] = {}
        self._indexed = self._open_index()

    def _open_index(self) -> IndexedStore | None:
        connection = index.of_state(self.path, self.head.sha256) if self.head else None
        if connection is None:
            return None
        return IndexedStore(
            connection, label=self.label, path=self.path, load=self._load, read_text=texts.reader(self.path)
        )

    def _load(self, table: str) -> list[Any]:
        if table not in self._tables:
            return []
        try:
            return self._tables[table].rows()
        except layout.Damage as damage:
            raise damaged(self.path, damage) from None

    def rows(self, table: str) -> Rows:
        """The rows of a table by id, with this transaction's changes. Not to be altered: hand a new row to `update`."""
        if table not in self._now:
            find = None
            if self._indexed is not None and table in index.TABLES:
                indexed = self._indexed

                def find(row_id: str) -> Any:
                    return indexed.row(table, row_id)

            self._now[table] = Rows(lambda: self._load(table), find)
        return self._now[table]

    def names(self) -> NameIndex:
        """The names of all entities as they are now."""
        entities = self.rows("entities")
        if self._indexed is not None and not entities.changed:
            return self._indexed.named()
        return NameIndex(entities.values())

    @property
    def is_indexed(self) -> bool:
        """Whether there is an index of the state as found."""
        return self._indexed is not None

    def linked(self, terms: Sequence[str]) -> list[dict[str, Any]]:
        """The facts as found that have all these terms of the index (`y:launch`, `p:amazon`), without this
        transaction's changes; LookupError where there is no index."""
        if self._indexed is None:
            raise LookupError("there is no index of this store")
        return self._indexed.linked(terms)

    @property
    def store(self) -> Store:
        """The state with this transaction's changes, as the reading side sees a store."""
        read_kept = texts.reader(self.path)

        def read_text(sha256: str) -> str | None:
            return self._texts.get(sha256) or read_kept(sha256)

        return _View(self, read_text)

    def insert(self, table: str, row: dict[str, Any]) -> None:
        """Add a row; its id must be new."""
        rows = self.rows(table)
        if row["id"] in rows:
            raise ValueError(f"{table} has a row {row['id']} already")
        self._remember(table, row["id"])
        rows.put(row)

    def update(self, table: str, row: dict[str, Any]) -> None:
        """Put another row in the place of the one with its id."""
        rows = self.rows(table)
        if row == rows[row["id"]]:
            return
        self._remember(table, row["id"])
        rows.put(row)

    def put(self, table: str, row: dict[str, Any]) -> None:
        """Insert or update."""
        (self.update if row["id"] in self.rows(table) else self.insert)(table, row)

    def remove(self, table: str, row_id: str) -> None:
        """Take a row away."""
        rows = self.rows(table)
        if row_id not in rows:
            raise KeyError(row_id)
        self._remember(table, row_id)
        rows.drop(row_id)

    def keep_text(self, text: str) -> str:
        """Keep a text with the store when the transaction ends; its SHA-256."""
        sha256 = layout.digest(text.encode())
        self._texts[sha256] = text
        return sha256

    def _remember(self, table: str, row_id: str) -> None:
        self._before.setdefault((table, row_id), self.rows(table).get(row_id))

    def touched(self) -> list[Touched]:
        """Table, id, row before and row after of everything that is different now."""
        found = [(table, row_id, row, self.rows(table).get(row_id)) for (table, row_id), row in self._before.items()]
        return [one for one in found if one[2] != one[3]]

    def commit(self) -> None:
        """Write the texts, then the changes and their record as one new state of the store."""
        changed = self.touched()
        if not changed and not self._texts:
            return
        durable.check_writable(self.path)
        self._write_texts()
        if not changed and not self.created:
            return
        pieces = self._pieces([*changed, *self._record(changed)])
        follower = index.Follower(self.path, self.head.sha256) if self.head else None
        if self._indexed is not None:
            self._indexed.close()  # or the index could not be written
        self.revision, self.copied = commit(self.path, pieces, self.head)
        if follower:
            follower.follow(changed)

    def _pieces(self, changed: Sequence[Touched]) -> dict[str, Sequence[bytes | memoryview]]:
        edits: dict[str, list[tuple[str, Any, Any]]] = {}
        for table, row_id, before, after in changed:
            edits.setdefault(table, []).append((row_id, before, after))
        pieces: dict[str, Sequence[bytes | memoryview]] = {}
        for name, lines in self._tables.items():
            try:
                pieces[name] = lines.edited(edits[name]) if name in edits else lines.pieces()
            except layout.Damage as damage:
                raise damaged(self.path, damage) from None
            except ValueError as error:
                raise _no_json(error) from error
        return pieces

    def _record(self, changed: Sequence[Touched]) -> list[Touched]:
        """The row of the log that says what was changed, none where only texts were kept."""
        if not changed:
            return []
        number = self._tables["changes"].last_number() + 1
        row: dict[str, Any] = {
            "id": str(number),
            "at": self.at,
            "command": self.command,
            "summary": self.summary,
            "rows": [
                {
                    "table": table,
                    "id": row_id,
                    "action": "added" if before is None else "removed" if after is None else "changed",
                    "before": before,
                }
                for table, row_id, before, after in changed
            ],
        }
        if self.undoes:
            row["undoes"] = self.undoes
        self.number = str(number)
        return [("changes", row["id"], None, row)]

    def _write_texts(self) -> None:
        for sha256, text in self._texts.items():
            name = texts.text_name(self.path, sha256)
            if name is None or texts.read_text(self.path, sha256) is not None:
                continue
            try:
                os.makedirs(os.path.dirname(name), mode=0o700, exist_ok=True)
                durable.replace_beside(self.path, name, text.encode(), mode=0o600)
            except OSError as error:
                raise durable.not_writable(self.path, error) from error


class _View(Store):
    """A transaction as the reading side sees a store."""

    def __init__(self, change: Change, read_text: Callable[[str], str | None]) -> None:
        super().__init__(
            label=change.label,
            path=change.path,
            load=lambda name: list(change.rows(name).values()),
            read_text=read_text,
        )
        self._change = change

    def _row(self, table: str, row_id: str) -> Any:
        return self._change.rows(table).get(row_id)


def target_path(named: str | None, *, make_folder: bool = False) -> tuple[str, str]:
    """The file that a writing command changes, links followed, and what messages call it."""
    path, was_named = store_path(named)
    if not path:
        path = os.path.join(data_folder(), "store.json")
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    if not os.path.isdir(folder) and (was_named or make_folder):
        if was_named:
            raise StoreError(f'there is no folder "{folder}" for the store "{path}"', hint="make it, or check --store")
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
        except OSError as error:
            raise durable.not_writable(path, error) from error
    return real, path


def starting_tables() -> dict[str, Lines]:
    """The built-in facts as the tables of a new store."""
    return lines_of({name: {str(at): row for at, row in enumerate(read_table(name), 1)} for name in SEEDED})


@contextmanager
def writing(
    named: str | None, *, command: str, at: str, timeout_s: float = durable.LOCK_TIMEOUT_S, dry_run: bool = False
) -> Iterator[Change]:
    """A transaction on the named store, the user's own, or a new one made from the built-in facts.

    When the block ends without an error, everything is on the disk; with one, nothing has changed. `at` is the time
    for the log. StoreError where the store is damaged, locked by somebody else, or cannot be written.
    """
    path, label = target_path(named, make_folder=not dry_run)
    if dry_run:
        yield _begin(path, label, command, at)
        return
    durable.check_writable(path)
    with durable.Lock(path, holder=command, timeout_s=timeout_s):
        durable.forget(path + durable.UNFINISHED)
        change = _begin(path, label, command, at)
        yield change
        change.commit()


def _begin(path: str, label: str, command: str, at: str) -> Change:
    if not os.path.lexists(path):
        return Change(path=path, label=label, head=None, tables=starting_tables(), command=command, at=at)
    head, rest = read_checked(path)
    try:
        tables = found_lines(rest)
    except layout.Damage as damage:
        raise damaged(path, damage) from None
    return Change(path=path, label=label, head=head, tables=tables, command=command, at=at)
