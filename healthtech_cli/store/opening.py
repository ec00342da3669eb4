"""Which store a command reads."""

from __future__ import annotations

import os

from healthtech_cli.config import store_path
from healthtech_cli.errors import StoreError
from healthtech_cli.store.base import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# Told what is being indexed, how many are done and how many there are, when a large store is opened for the first time.
watcher: Callable[[str, int, int], None] | None = None


def open_store(named: str | None = None) -> Store:
    """The store for reading: the named one, the user's own, or the built-in facts.

    Raises StoreError if a named store does not exist or a store cannot be read.
    """
    path, was_named = store_path(named)
    if not path:
        from healthtech_cli.store.seeds import open_seeds

        return open_seeds()
    if was_named and not os.path.exists(path):
        raise StoreError(
            f'there is no store at "{path}"',
            hint="check --store and HTQ_STORE; a command that writes (add, import, ingest, attach) creates it",
        )
    from healthtech_cli.store.tinydb_json import open_file

    return open_file(path, progress=watcher)
