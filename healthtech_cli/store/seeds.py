"""The built-in facts: `seeds/*.jsonl`, one object a line, read only, also from an installed wheel."""

from __future__ import annotations

import os

from healthtech_cli import codec
from healthtech_cli.config import seeds_folder
from healthtech_cli.errors import StoreError
from healthtech_cli.store import index
from healthtech_cli.store.base import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

TABLES = ("documents", "entities", "facts")


def read_table(name: str) -> list[Any]:
    """The rows of one built-in table; StoreError if the package is damaged."""
    if name not in TABLES:
        return []
    path = os.path.join(seeds_folder(), f"{name}.jsonl")
    try:
        with open(path, encoding="utf-8") as lines:
            # one call of the decoder for the whole table: a third of the time of one call a line
            rows: list[Any] = codec.loads("[" + ",".join(lines) + "]")
            return rows
    except (OSError, ValueError) as error:
        raise StoreError(f"the built-in facts cannot be read: {error}", hint="install htq again") from error


def _no_text(_sha256: str) -> None:
    return None


def open_seeds() -> Store:
    """The built-in facts as a store without texts."""
    folder = seeds_folder()
    source = index.Source(folder, [os.path.join(folder, f"{name}.jsonl") for name in TABLES])
    connection = index.opened(source) or index.ready(source, read_table)
    if connection is not None:
        from healthtech_cli.store.indexed import IndexedStore

        return IndexedStore(connection, label="the built-in facts", path="", load=read_table, read_text=_no_text)
    return Store(label="the built-in facts", path="", load=read_table, read_text=_no_text)
