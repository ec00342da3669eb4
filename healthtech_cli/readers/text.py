"""Plain text: as it is, its metadata from the lines at its top."""

from __future__ import annotations

from healthtech_cli.readers.base import ReadDocument, checked
from healthtech_cli.readers.encodings import decode
from healthtech_cli.readers.headings import read_heading

SUFFIXES = (".txt", ".text")


def read(data: bytes) -> ReadDocument:
    """The document; UnreadableError where the bytes are no text."""
    return of_text(checked(decode(data)), format="text")


def of_text(text: str, *, format: str) -> ReadDocument:
    """A document of a text that has no other metadata than its first lines."""
    heading = read_heading(text)
    return ReadDocument(
        text=text,
        format=format,
        title=heading.title,
        author=heading.author,
        published=heading.published,
        published_basis="stated" if heading.published else "none",
        published_from=heading.published_from,
        url=heading.url,
    )
