"""Reading a store file. TinyDB can open the same file, but is not needed, nor imported, to look something up."""

from __future__ import annotations

import os

from healthtech_cli.errors import StoreError
from healthtech_cli.store import index, layout
from healthtech_cli.store.base import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def open_file(path: str, *, progress: Callable[[str, int, int], None] | None = None) -> Store:
    """The store in a file, read once and checked; StoreError says what is wrong with it and what to do.

    Where an index of the very bytes of the file is at hand, or worth its making, the answers come from there.

    Symbolic links are followed; copies and texts are beside the file that they lead to.
    """
    real = os.path.realpath(path)
    if os.path.lexists(real + ".unfinished"):
        from healthtech_cli.store.durable import tidy

        tidy(real)
    from healthtech_cli.store.texts import reader

    source = index.Source(real, [real])
    connection = index.opened(source, lambda sha256: layout.read_file(real)[0].sha256 == sha256)
    if connection is not None:
        return _indexed(connection, path, real, lambda name: _loader(path, read_checked(path)[1])(name))
    head, rest = read_checked(path)
    load = _loader(path, rest)
    if not index.is_settling(source):
        connection = index.ready(
            source, _streamed(path, rest), sha256=head.sha256, revision=head.revision, progress=progress
        )
    if connection is not None:
        return _indexed(connection, path, real, load)
    store = Store(label=path, path=real, load=load, read_text=reader(real))
    store.revision = head.revision
    return store


def _loader(path: str, rest: bytes) -> Callable[[str], list[Any]]:
    def load(name: str) -> list[Any]:
        try:
            return layout.decode_table(rest, name)
        except layout.Damage as damage:
            raise damaged(path, damage) from None

    return load


def _streamed(path: str, rest: bytes) -> Callable[[str], layout.StreamedRows]:
    def load(name: str) -> layout.StreamedRows:
        try:
            return layout.StreamedRows(rest, name)
        except layout.Damage as damage:
            raise damaged(path, damage) from None

    return load


def _indexed(connection: Any, path: str, real: str, load: Callable[[str], list[Any]]) -> Store:
    from healthtech_cli.store.indexed import IndexedStore
    from healthtech_cli.store.texts import reader

    return IndexedStore(connection, label=path, path=real, load=load, read_text=reader(real))


def read_checked(path: str) -> tuple[layout.Head, bytes]:
    """The head and the rest of a store file; StoreError where it is damaged, too new, or cannot be opened."""
    try:
        return layout.read_file(path)
    except layout.Damage as damage:
        raise damaged(path, damage) from None
    except OSError as error:
        reason = f"cannot be read: {error.strerror}"
        raise layout.unreadable(path, reason, hint="check --store and HTQ_STORE") from error


def damaged(path: str, damage: layout.Damage) -> StoreError:
    """The error for a damaged store, with the way back to its newest good copy."""
    from healthtech_cli.store.durable import good_copies

    if "newer htq" in str(damage):
        return layout.unreadable(path, str(damage), hint="install that version, or name another store with --store")
    copies = good_copies(os.path.realpath(path))
    if copies:
        hint = f'htq restore --store "{path}" goes back to the newest good copy (state {copies[0][1].revision})'
    elif "not a store" in str(damage) or "regular file" in str(damage):
        hint = "check --store and HTQ_STORE"
    else:
        hint = "no good copy is kept beside it: move it away, and the next write starts from the built-in facts"
    return layout.unreadable(path, str(damage), hint=hint)
