"""The texts of documents, each in a file named by the SHA-256 of its UTF-8 bytes, readable by the user alone."""

from __future__ import annotations

import os

from healthtech_cli.store import layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

SIZE_LIMIT = 64 << 20


def texts_folder(path: str) -> str:
    """Where the texts of a store are kept: beside it, called after it."""
    return os.path.splitext(path)[0] + ".texts"


def text_name(path: str, sha256: str) -> str | None:
    """The file of one text; None for what is no SHA-256, so that no store can name a file elsewhere."""
    if len(sha256) != 64 or not all(char in "0123456789abcdef" for char in sha256):
        return None
    return os.path.join(texts_folder(path), sha256 + ".txt")


def reader(path: str) -> Callable[[str], str | None]:
    """A function that gives the text of a SHA-256, None where it is not kept or no longer what it was."""
    known: dict[str, str | None] = {}

    def read(sha256: str) -> str | None:
        if sha256 not in known:
            known[sha256] = read_text(path, sha256)
        return known[sha256]

    return read


def read_text(path: str, sha256: str) -> str | None:
    """One text, exactly as it was hashed; None where it is not kept or was altered."""
    name = text_name(path, sha256)
    if name is None:
        return None
    try:
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if status.st_mode & 0o170000 != 0o100000 or status.st_size > SIZE_LIMIT:
                return None
            data = file.read(SIZE_LIMIT + 1)
        return data.decode("utf-8") if layout.digest(data) == sha256 else None
    except (OSError, UnicodeDecodeError):
        return None
