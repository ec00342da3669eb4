"""Texts of known documents: recognised by what they say, whatever the file is called or how it is encoded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from healthtech_cli.errors import NotFoundError
from healthtech_cli.service.importing import read_input
from healthtech_cli.store.layout import digest
from healthtech_cli.store.texts import SIZE_LIMIT
from healthtech_cli.store.writing import Change

# tried in this order; a wrong guess cannot do harm, because only the text that was hashed has its SHA-256
ENCODINGS = ("utf-8-sig", "utf-16", "gb18030", "big5", "cp1252", "iso8859-15", "utf-16-le", "utf-16-be", "shift_jis")


def readings(data: bytes) -> Iterator[str]:
    """Every text that the bytes may stand for: encodings, with and without a mark, line ends of other systems."""
    seen: set[str] = set()
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            continue
        unix = text.replace("\r\n", "\n").replace("\r", "\n")
        windows = unix.replace("\n", "\r\n")
        for ends in (text, "\ufeff" + text, unix, windows):
            stripped = ends.rstrip("\r\n")
            for reading in (ends, stripped, stripped + "\n", stripped + "\r\n"):
                if reading not in seen:
                    seen.add(reading)
                    yield reading


def recognise(change: Change, data: bytes) -> tuple[dict[str, Any], str] | None:
    """The document whose text this is, and that text; None where the store knows none."""
    by_sha = {document["sha256"]: document for document in change.rows("documents").values()}
    for text in readings(data):
        document = by_sha.get(digest(text.encode("utf-8", "surrogatepass")))
        if document:
            return document, text
    return None


def attach(change: Change, files: Sequence[str]) -> list[dict[str, Any]]:
    """Keep the texts of known documents; one object a file that says which it was.

    NotFoundError names the files that no document of the store has; the others are not kept either.
    """
    made: list[dict[str, Any]] = []
    unknown: list[str] = []
    store = change.store
    for name in files:
        found = recognise(change, read_input(name, SIZE_LIMIT))
        if found is None:
            unknown.append(name)
            continue
        document, text = found
        action = "unchanged" if store.text(document["id"]) is not None else "attached"
        change.keep_text(text)
        told = f"{name}, {len(text):,} characters"
        made.append({"action": action, "kind": "document", "id": document["id"], "text": told, "fields": []})
    if unknown:
        listed = ", ".join(f'"{name}"' for name in unknown[:5]) + (" and more" if len(unknown) > 5 else "")
        raise NotFoundError(
            f"no document of this store has the text of {listed}: nothing was attached",
            suggestions=[document["id"] for document in change.rows("documents").values()][:5],
            hint=f"to extract its facts and store it: htq ingest {unknown[0]}",
        )
    change.summary = ", ".join(one["id"] for one in made)[:500]
    return made
