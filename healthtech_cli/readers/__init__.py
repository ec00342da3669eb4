"""Documents in: bytes to an exact text and what the document says about itself, one file a format.

A format is recognised by its first bytes and, where those say nothing, by the file's suffix. Plain text and Markdown
need nothing else; HTML, PDF, DOCX and encodings other than UTF-8 need the extra `documents`.
"""

from __future__ import annotations

import os
from dataclasses import replace

from healthtech_cli.readers import docx, html, markdown, pdf, text
from healthtech_cli.readers.base import SIZE_LIMIT, MissingReaderError, ReadDocument, UnreadableError, load
from healthtech_cli.readers.encodings import guessed
from healthtech_cli.readers.headings import date_of_name

__all__ = ["SIZE_LIMIT", "SUFFIXES", "MissingReaderError", "ReadDocument", "UnreadableError", "read", "read_file"]

SUFFIXES = (*text.SUFFIXES, *markdown.SUFFIXES, *html.SUFFIXES, *pdf.SUFFIXES, *docx.SUFFIXES)
"""The files that are taken from a folder."""


def read_file(path: str, *, limit: int = SIZE_LIMIT, follow: bool = True) -> ReadDocument:
    """The document in a regular file; UnreadableError says why it cannot be read."""
    return read(load(path, limit=limit, follow=follow), name=os.path.basename(path))


def read(data: bytes, *, name: str = "") -> ReadDocument:
    """The document in these bytes; `name` is the file's, for its suffix and a date in it."""
    found = _read(data, os.path.splitext(name)[1].lower())
    if not found.published or found.published_basis == "inferred":
        day = date_of_name(os.path.splitext(name)[0])
        if day:
            return replace(found, published=day, published_basis="inferred", published_from="file name")
    return found


def _read(data: bytes, suffix: str) -> ReadDocument:
    if pdf.is_pdf(data):
        return pdf.read(data)
    if docx.is_docx(data):
        return docx.read(data)
    if html.is_html(data) or (suffix in html.SUFFIXES and b"<" in data[:4000]):
        return html.read(data)
    found = markdown.read(data) if suffix in markdown.SUFFIXES else text.read(data)
    encoding = guessed(data)
    return replace(found, encoding=encoding) if encoding else found
