"""DOCX, by python-docx: paragraphs and tables in their order, metadata from the file's properties."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from healthtech_cli.readers.base import ReadDocument, UnreadableError, checked, need
from healthtech_cli.readers.text import of_text

SUFFIXES = (".docx",)
MEMBER_LIMIT = 5000
UNPACKED_LIMIT = 200_000_000
XML_LIMIT = 60_000_000
_TABLE_DEPTH = 5


def is_docx(data: bytes) -> bool:
    """Whether the bytes are a ZIP archive that a word processor wrote."""
    return data.startswith(b"PK\x03\x04") and b"word/document.xml" in data


def read(data: bytes) -> ReadDocument:
    """The text; UnreadableError where the file is damaged or would unfold to more than the limits."""
    need("docx", "a DOCX file")
    _check_archive(data)
    from docx import Document
    from lxml import etree

    try:
        document = Document(io.BytesIO(data))
        text = "\n".join(_blocks(document, 0))
        about = document.core_properties
        title, author, language = about.title, about.author, about.language
        created = about.created
    except (
        KeyError,
        ValueError,
        AttributeError,
        zipfile.BadZipFile,
        etree.LxmlError,
        OSError,
        RecursionError,
    ) as error:
        raise UnreadableError(f"is a damaged DOCX file ({type(error).__name__})") from None
    except Exception as error:
        # python-docx has error classes of its own, PackageNotFoundError among them, with one base: Exception
        if type(error).__module__.startswith("docx"):
            raise UnreadableError(f"is a damaged DOCX file ({type(error).__name__})") from None
        raise
    found = of_text(checked(text), format="docx")
    if author == "python-docx" or not author:
        author = None
    found = replace(found, title=title.strip() or found.title, author=found.author or author, language=language or None)
    # 2013-12-23 is in the template that python-docx writes into every file
    if found.published is None and created is not None and str(created.date()) != "2013-12-23":
        found = replace(
            found,
            published=created.date().isoformat(),
            published_basis="inferred",
            published_from="creation date of the DOCX file",
        )
    return found


def _check_archive(data: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise UnreadableError("is a damaged DOCX file") from None
    names = [member.filename for member in members]
    if "word/document.xml" not in names:
        raise UnreadableError("is a ZIP archive that is no DOCX: unpack it first")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableError("is a DOCX file locked with a password")
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
    # zipfile itself stops at the size that a member declares, so the declared sizes can be believed as bounds
    if len(members) > MEMBER_LIMIT or unpacked > UNPACKED_LIMIT or xml > XML_LIMIT:
        raise UnreadableError(f"is a DOCX file that unfolds to {unpacked:,} bytes in {len(members):,} parts: too much")


def _blocks(container: Any, depth: int) -> list[str]:
    from docx.text.paragraph import Paragraph

    lines: list[str] = []
    for block in container.iter_inner_content():
        if isinstance(block, Paragraph):
            lines.append(block.text)
            continue
        for row in block.rows:
            cells: list[str] = []
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) not in seen and depth < _TABLE_DEPTH:  # a merged cell is listed once a column
                    seen.add(id(cell._tc))
                    cells.append(" ".join(_blocks(cell, depth + 1)).strip())
            lines.append(" | ".join(cell for cell in cells if cell))
    return lines
