"""Files for other programs: one module a format, found by name, imported only when it is asked for.

Each has `write(collection, path)`, which writes a whole new file; those of text formats also have `lines(collection)`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Protocol

from healthtech_cli.model.collection import Collection


class Exporter(Protocol):
    """What a module of this package offers."""

    def write(self, collection: Collection, path: str) -> None:
        """Write the file at `path`, which does not exist yet or is empty."""

    def lines(self, collection: Collection) -> Iterator[str]:
        """The file's text in pieces; text formats only."""


# name: (module, suffixes it is guessed from, distribution extra that it needs)
FORMATS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "csv": ("csv", (".csv",), ""),
    "jsonl": ("jsonl", (".jsonl", ".ndjson"), ""),
    "sqlite": ("sqlite", (".sqlite", ".sqlite3", ".db"), ""),
    "parquet": ("parquet", (".parquet",), "parquet"),
    "xlsx": ("xlsx", (".xlsx",), "xlsx"),
    "md": ("markdown", (".md",), ""),
    "ftm": ("ftm", (".ftm.json", ".ftm.jsonl", ".ijson"), ""),
    "ftm-statements": ("ftm_statements", (".statements.json", ".statements.jsonl"), ""),
}
TEXT = ("csv", "jsonl", "md", "ftm", "ftm-statements")


def exporter(name: str) -> Exporter:
    """The module of a format; ImportError where what it needs is not installed."""
    module: Exporter = importlib.import_module(f"{__name__}.{FORMATS[name][0]}")
    return module


def guess(path: str) -> str | None:
    """The format that a file's name tells, the longest suffix first."""
    known = sorted(((suffix, name) for name, (_, suffixes, _) in FORMATS.items() for suffix in suffixes), key=_length)
    return next((name for suffix, name in known if path.lower().endswith(suffix)), None)


def _length(pair: tuple[str, str]) -> int:
    return -len(pair[0])


def write_text(lines: Iterator[str], path: str) -> None:
    """Write pieces of text as UTF-8 with the line ends they have."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
