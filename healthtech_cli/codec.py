"""The one JSON form: store, seeds and `--json` share it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

SCHEMA_VERSION = 1


def is_unsafe(code: int) -> bool:
    """Whether a code point could steer a terminal or hide text: C0 but tab and line feed, DEL, C1, bidi controls,
    zero-width and other format characters, line separators, tags, surrogates."""
    if code < 0x20:
        return code not in (0x09, 0x0A)
    if code < 0x7F:
        return False
    return (
        code <= 0x9F
        or code == 0xAD
        or code in (0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0)
        or 0x180B <= code <= 0x180F
        or 0x200B <= code <= 0x200F
        or 0x2028 <= code <= 0x202E
        or 0x2060 <= code <= 0x206F
        or 0xD800 <= code <= 0xDFFF
        or 0xFFF0 <= code <= 0xFFFB
        or 0x1BCA0 <= code <= 0x1BCA3
        or 0x1D173 <= code <= 0x1D17A
        or 0xE0000 <= code <= 0xE0FFF
    )


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON text; printable characters as they are, unsafe code points as `\\u` escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    if text.isascii() and "\x7f" not in text:
        return text
    return "".join(_escape(char) if is_unsafe(ord(char)) else char for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def document(envelope: dict[str, Any], *, pretty: bool = False) -> str:
    """An envelope as text: a field a line and a result a line, or indented throughout for a person's terminal.

    The standard library indents in pure Python, which takes ten times as long; a line a result also greps and diffs.
    """
    if pretty:
        return dumps(envelope, indent=2) + "\n"
    lines = [f"  {dumps(key)}: {dumps(value)}" for key, value in envelope.items() if key != "results"]
    results = ",\n".join("    " + dumps(result) for result in envelope["results"])
    lines.append('  "results": [\n' + results + "\n  ]" if results else '  "results": []')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def loads(text: str | bytes) -> Any:
    """Decode JSON; ValueError names the position of a fault."""
    return json.loads(text)


def read_lines(lines: Iterable[str]) -> Iterator[Any]:
    """Decode JSON Lines, skipping blank lines."""
    for line in lines:
        if line.strip():
            yield json.loads(line)
