"""PDF, by pypdfium2 in a process of its own: lines that the page's width broke are joined again.

The text without those breaks is what is stored and what spans point into. The process has a memory limit, is killed
when a file takes too long, and is kept for the next file: starting it costs more than reading one.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import struct
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import replace
from typing import Any

from healthtech_cli.readers.base import ReadDocument, UnreadableError, checked, need
from healthtech_cli.readers.headings import date_of_stamp
from healthtech_cli.readers.text import of_text

SUFFIXES = (".pdf",)
TIME_LIMIT_S = 30.0
_REASONS = {
    "password": "is a PDF locked with a password",
    "broken": "is a damaged PDF",
    "memory": "is a PDF that takes too much memory",
}
_BREAK = re.compile("\r\n|[\r\n\f]")
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]")
_BULLET = re.compile(r"\s*(?:[•●▪■◦‣–—*·-]|\(?\d{1,2}[.)、])\s")
_SENTENCE_END = '.!?。！？:：”"»'
_KEEPS_HYPHEN = re.compile(r"(?:und|oder|bzw|and|or|en|of)\b")


def is_pdf(data: bytes) -> bool:
    """Whether the bytes are those of a PDF."""
    return b"%PDF-" in data[:1024]


def read(data: bytes, *, time_limit_s: float = TIME_LIMIT_S) -> ReadDocument:
    """The text of all pages; UnreadableError where the file is damaged, locked, a picture, or takes too long."""
    need("pypdfium2", "a PDF")
    answer = _child.ask(data, time_limit_s)
    if "error" in answer:
        raise UnreadableError(_REASONS[str(answer["error"])])
    text = unwrap(answer["pages"])
    if not any(char.isalnum() for char in text):
        raise UnreadableError("is a PDF without text, only pictures of it: run a text recognition first")
    found = of_text(checked(text), format="pdf")
    about: dict[str, str] = answer["about"]
    title = about.get("Title", "").strip()
    if title and not re.search(r"\.(docx?|indd|qxd|tmp|html?)$|^(untitled|microsoft word)", title, re.IGNORECASE):
        found = replace(found, title=title)
    found = replace(found, author=found.author or about.get("Author", "").strip() or None)
    if found.published is None:
        stamp = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", about.get("CreationDate", ""))
        day = date_of_stamp("-".join(stamp.groups())) if stamp else None
        if day:
            found = replace(found, published=day, published_basis="inferred", published_from="creation date of the PDF")
    return found


class _Child:
    """The process that reads PDF files: started when first needed, again after it was killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, data: bytes, time_limit_s: float) -> dict[str, Any]:
        """What it answers; UnreadableError if it ends or takes longer than the limit."""
        process = self._process or self._start()
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(time_limit_s, kill)
        timer.daemon = True
        timer.start()
        assert process.stdin is not None and process.stdout is not None
        try:
            process.stdin.write(struct.pack(">Q", len(data)) + data)
            process.stdin.flush()
            head = process.stdout.read(8)
            body = process.stdout.read(struct.unpack(">Q", head)[0]) if len(head) == 8 else b""
            answer: dict[str, Any] = json.loads(body)
            return answer
        except BaseException as error:
            self.stop()
            if late.is_set():
                raise UnreadableError(f"is a PDF that takes more than {time_limit_s:g} seconds") from None
            if isinstance(error, (OSError, ValueError)):
                raise UnreadableError("is a PDF that its reader cannot take") from None
            raise
        finally:
            timer.cancel()

    def _start(self) -> subprocess.Popen[bytes]:
        # -P: the folder of this file must not come first on the path, its html.py would stand for Python's own
        command = [sys.executable, "-P", "-E", os.path.join(os.path.dirname(os.path.abspath(__file__)), "pdf_child.py")]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
        )
        return self._process

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                try:
                    if pipe is not None:
                        pipe.close()
                except OSError:
                    pass


_child = _Child()
atexit.register(_child.stop)


def unwrap(pages: list[str]) -> str:
    """The text of the pages with paragraphs on one line each; running heads and page numbers left out.

    PDFium gives U+0002 for a hyphen at the end of a line and the break after it.
    """
    lines_of = [[line.strip() for line in _BREAK.split(page.replace("\x02", "-\n"))] for page in pages]
    lines_of = [[line for line in lines if line] for lines in lines_of]
    lines = [line for page in _without_running_heads(lines_of) for line in page]
    if not lines:
        return ""
    widths = sorted(_width(line) for line in lines)
    full = widths[int(len(widths) * 0.9)] * 0.75
    paragraphs = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        if _goes_on(last, line, full):
            paragraphs[-1] = _joined(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        last = line
    return "\n".join(paragraphs)


def _width(line: str) -> int:
    return len(line) + len(_WIDE.findall(line))


def _goes_on(line: str, following: str, full: float) -> bool:
    if _BULLET.match(following):
        return False
    if _width(line) >= full or line[-1] == "-":
        return True
    return following[:1].islower() and line[-1] not in _SENTENCE_END


def _joined(paragraph: str, line: str) -> str:
    last, first = paragraph[-1], line[:1]
    if last in "-\xad" and paragraph[-2:-1].isalpha() and first.islower():
        return paragraph + " " + line if _KEEPS_HYPHEN.match(line) else paragraph[:-1] + line
    if last == "-" and paragraph[-2:-1].isalnum():
        return paragraph + line  # US-|Dollar
    return paragraph + line if _WIDE.match(last) or _WIDE.match(first) else paragraph + " " + line


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    edges = Counter(key for page in pages for key in {_shape(line) for line in page[:2] + page[-2:]})
    often = {key for key, count in edges.items() if count >= 3 and count * 2 >= len(pages)}
    kept: list[list[str]] = []
    for page in pages:
        inner = [
            line
            for at, line in enumerate(page)
            if not ((at < 2 or at >= len(page) - 2) and (_shape(line) in often or _is_page_number(line)))
        ]
        kept.append(inner)
    return kept


def _shape(line: str) -> str:
    # "Annual report 2021 | 17": the number changes; a whole sentence that differs in a number alone is no head
    return re.sub(r"\d+", "#", line) if len(line) <= 40 else line


def _is_page_number(line: str) -> bool:
    return (
        re.fullmatch(
            r"[-–—\s]*(?:page|seite|pagina|第)?\s*\d{1,4}\s*(?:页|頁)?\s*(?:(?:/|of|von|van)\s*\d{1,4})?[-–—\s]*",
            line,
            re.IGNORECASE,
        )
        is not None
    )
