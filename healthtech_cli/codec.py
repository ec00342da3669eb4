"""The one JSON form: store, seeds and `--json` share it."""

from __future__ import annotations

import codecs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

# Code points that are unsafe although Python counts them as printable: fillers, joiners, variation selectors.
_PRINTABLE_YET_UNSAFE = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0"


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


def is_harmless(text: str) -> bool:
    """Whether the text has no unsafe code point, tab or line break; found out without looking at each character."""
    if not text.isprintable():
        return False
    if text.isascii():
        return True
    if any(char in text for char in _PRINTABLE_YET_UNSAFE):
        return False
    # only characters beyond U+FFFF, two units of UTF-16 each, are worth a look one by one
    return len(codecs.utf_16_le_encode(text)[0]) == 2 * len(text) or not any(is_unsafe(ord(char)) for char in text)


def dumps(value: Any, *, indent: int | None = None) -> str:
    """JSON text; printable characters as they are, unsafe code points as `\\u` escapes."""
    if indent is None:
        text = "".join(_encode(value))
        if is_harmless(text):
            return text
    else:
        import json

        text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
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
    try:
        # other encodings have a byte of zeros among the first four, or begin with a byte-order mark
        plain = text if isinstance(text, str) else "" if b"\0" in text[:4] else text.decode("utf-8", "surrogatepass")
        plain = plain.strip(" \t\r\n")
        value, end = _scan(plain, 0)
        if end == len(plain):
            return value
    except (StopIteration, ValueError):
        pass  # `json` says it better
    import json

    return json.loads(text)


class _Reading:
    """What the scanner asks about: everything as `json.loads` does by default."""

    strict = True
    object_hook = None
    object_pairs_hook = None
    parse_float = float
    parse_int = int

    @staticmethod
    def parse_constant(name: str) -> float:
        """NaN and the infinities."""
        return float(name)


def _no_json(value: object) -> object:
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


# The C half of the standard library's `json`, without the Python half: that imports `re`, and the two take half as long
# to load as a bare interpreter. Where the C half is missing, `json` does the same work.
try:
    from _json import encode_basestring, make_encoder, make_scanner
except ImportError:
    import json

    _scan: Any = json.JSONDecoder().raw_decode

    def _encode(value: object) -> Iterable[str]:
        return json.JSONEncoder(ensure_ascii=False, allow_nan=False).iterencode(value)
else:
    _scan = make_scanner(_Reading)  # type: ignore[arg-type]

    def _encode(value: object) -> Iterable[str]:
        encoder = make_encoder({}, _no_json, encode_basestring, None, ": ", ", ", False, False, False)
        chunks: Iterable[str] = encoder(value, 0)
        return chunks
