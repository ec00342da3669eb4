"""The output boundary: every byte htq prints goes through here, with the text of strangers made harmless.

`visible` turns code points that steer a terminal or hide text into something one can see. A test forbids printing
anywhere else in the package.
"""

from __future__ import annotations

import os
import sys

from healthtech_cli.codec import is_harmless, is_unsafe


def visible(text: str) -> str:
    r"""The text with unsafe code points shown as `\x1b` or `\u{202e}`; printable text comes back unchanged."""
    if is_harmless(text) or is_harmless(text.replace("\n", " ").replace("\t", " ")):
        return text
    return "".join(_name(char) if is_unsafe(ord(char)) else char for char in text)


def one_line(text: str) -> str:
    """`visible`, with line breaks and tabs as spaces: for a cell of a table."""
    return text if is_harmless(text) else " ".join(visible(text).split())


def _name(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"


def write(text: str) -> None:
    """Print plain text on standard output, made visible; the caller ends its lines."""
    sys.stdout.write(visible(text))


def message(text: str) -> None:
    """Print one message on standard error, made visible."""
    sys.stdout.flush()
    sys.stderr.write(visible(text) + "\n")


def transient(text: str) -> None:
    """Put one line of text in the place of the last one on standard error, a terminal; the empty text takes it away."""
    sys.stderr.write("\r\x1b[K" + visible(text))
    sys.stderr.flush()


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def width() -> int:
    """Columns of the terminal, `COLUMNS` before what it says itself; 80 where neither is known."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def utf8() -> None:
    """Make both streams UTF-8 whatever the locale says: names come in every script."""
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", "") or ""
        if encoding.lower().replace("-", "") != "utf8" and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
