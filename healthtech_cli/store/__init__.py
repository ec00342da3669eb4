"""Where documents, entities and facts are kept; the only package that knows TinyDB."""

from __future__ import annotations

from healthtech_cli.store.base import Store
from healthtech_cli.store.opening import open_store

__all__ = ["Store", "open_store"]
