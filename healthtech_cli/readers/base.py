"""What a reader gives: the text exactly as decoded, and what the document says about itself, with where it says it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass

from healthtech_cli.errors import BadInputError

SIZE_LIMIT = 20_000_000
"""Bytes of a file; more are not read."""
TEXT_LIMIT = 10_000_000
"""Code points of a text: what a small file of another format may unfold to."""


class UnreadableError(BadInputError):
    """A document that cannot be read; `message` is the end of a sentence about it ("is a folder")."""

    code = "unreadable"


class MissingReaderError(UnreadableError):
    """A document whose reader is not installed."""

    code = "not_installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDocument:
    """A text (code points as decoded, line ends kept) and its metadata; None is what the document does not say.

    `published` is EDTF; `published_basis` as in the contract; `published_from` says in words where it stands.
    """

    text: str
    format: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: str = "none"
    published_from: str | None = None
    url: str | None = None
    language: str | None = None
    encoding: str | None = None
    """What the bytes were taken for where nothing says it and they are not UTF-8."""


def need(module: str, what: str) -> None:
    """MissingReaderError with what to install where a module is not there."""
    from importlib.util import find_spec

    if find_spec(module) is None:
        raise MissingReaderError(f'is {what}, which needs more than htq alone: pip install "htq[documents]"')


def load(path: str, *, limit: int = SIZE_LIMIT, follow: bool = True) -> bytes:
    """The bytes of a regular file of at most `limit` bytes; UnreadableError for anything else.

    The file is opened without waiting (a named pipe would block for ever) and checked after it is open, so that it
    cannot be exchanged in between. `follow` is for links that a user names; those found in a folder are refused.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if not follow:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags)
    except ValueError:
        raise UnreadableError("has a name that no file can have") from None
    except OSError as error:
        if not follow and os.path.islink(path):
            raise UnreadableError("is a link; name the file itself") from None
        raise UnreadableError(f"cannot be opened: {error.strerror}") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(f"is {_kind(status.st_mode)}, not a file")
        if status.st_size > limit:
            raise UnreadableError(_too_large(status.st_size, limit))
        with open(descriptor, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}") from None
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise UnreadableError(_too_large(len(data), limit))
    return data


def _too_large(size: int, limit: int) -> str:
    return f"has {size:,} bytes; htq reads documents of up to {limit:,}"


def _kind(mode: int) -> str:
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
    ):
        if test(mode):
            return name
    return "something else"


def checked(text: str) -> str:
    """The text; UnreadableError where there is nothing to read in it or too much."""
    if len(text) > TEXT_LIMIT:
        raise UnreadableError(f"holds {len(text):,} characters; htq reads texts of up to {TEXT_LIMIT:,}")
    if not any(char.isalnum() for char in text):
        raise UnreadableError("holds no text")
    return text
