"""Bytes to text: what is marked, then UTF-8, then a guess among the encodings of our four languages."""

from __future__ import annotations

import codecs

from healthtech_cli.readers.base import UnreadableError, need

_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What the guess chooses from. cp1250 and its neighbours are left out: they take Dutch and German for Polish.
_CANDIDATES = ["cp1252", "gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be", "mac_roman", "cp850"]
_SAMPLE = 200_000
# A smaller repertoire under the same bytes: decoding with the larger one loses nothing.
_WIDER = {
    "gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "big5": "big5hkscs", "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252", "latin-1": "cp1252", "latin_1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
_BINARY = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file: save it as DOCX or PDF"),
    (b"{\\rtf", "an RTF file: save it as DOCX or plain text"),
    (b"PK\x03\x04", "a ZIP archive that is no DOCX: unpack it first"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive: unpack it first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)


_WESTERN = frozenset("ÄÖÜäöüßÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛàáâãåæçèéêëìíîïñòóôõøùúûœŒ")
_SIGNS = frozenset("€§°±²³·»«¿¡£©®–—‘’“”„…•\xa0´×½™")
_UNMARKED = 40
"""Bytes; in less, zeros in every other place do not make UTF-16 of what has no mark."""


def guessed(data: bytes) -> str | None:
    """The encoding that `decode` guesses where nothing says it and it is not UTF-8; None where there is no guess."""
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if _western(data) else _guessed_name(data)
    return None


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text, line ends and a UTF-8 byte-order mark kept; UnreadableError for what is no text.

    `declared` is what the document calls its encoding; it is believed after UTF-8, and only where it fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name) or _refuse(data)
    for start, what in _BINARY:
        if data.startswith(start):
            raise UnreadableError(f"is {what}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text and "\0" not in text:
        return text
    if declared:
        text = _declared(data, declared)
        if text:
            return text
    if data:
        return _guess(data) or _refuse(data)
    raise UnreadableError("is empty")


def _declared(data: bytes, declared: str) -> str:
    name = declared.strip().strip("'\"").lower()
    try:
        codec = codecs.lookup(_WIDER.get(name, name))
    except (LookupError, ValueError):
        return ""
    # codecs such as `zip` and `rot13` are no encodings of text
    return _strict(data, codec.name) if getattr(codec, "_is_text_encoding", True) else ""


def _strict(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return ""
    return "" if _is_noise(text) else text


def _is_noise(text: str) -> bool:
    """Whether what was decoded has the control characters that no text has."""
    sample = text[:_SAMPLE]
    controls = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f\x1a\x1b") or "\x7f" <= char < "\xa0")
    return controls * 200 > len(sample) or "\0" in sample


def _guess(data: bytes) -> str:
    for name in ("utf-16-le", "utf-16-be"):
        # without a mark: every other byte of western text is zero
        zeros = data[(name == "utf-16-le") : 2000 : 2].count(0)
        if zeros * 4 > min(len(data), 2000) // 2:
            return _strict(data, name) if len(data) >= _UNMARKED else ""
    if b"\0" in data:
        return ""
    western = _western(data)
    if western:
        return western
    name = _guessed_name(data) or ""
    return _strict(data, name) if name else ""


def _western(data: bytes) -> str:
    """The text as cp1252 where it reads like a western language: few letters beyond ASCII, and in their places.

    A short text has too few of them for a guess by frequency, which takes `für` for a text of DOS.
    """
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return ""
    others = [at for at, char in enumerate(text) if char > "\x7f"]
    if len(others) * 5 > len(text):
        return ""
    for at in others:
        char = text[at]
        between = text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
        if char not in _WESTERN and (char not in _SIGNS or (between and char != "’")):
            return ""
        if char in _WESTERN and text[at : at + 3].isalpha() and not any(one.isascii() for one in text[at : at + 3]):
            return ""
    return text


def _guessed_name(data: bytes) -> str | None:
    need("charset_normalizer", "in another encoding than UTF-8")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    if best is None:
        # a sample cut inside a character: the whole
        best = from_bytes(data, cp_isolation=_CANDIDATES, preemptive_behaviour=False).best()
    if best is None:
        return None
    name = best.encoding.replace("_", "-")
    wider = _WIDER.get(name, name)
    return wider if _strict(data, wider) else str(best.encoding)


def _refuse(data: bytes) -> str:
    raise UnreadableError("is no text, nor any document that htq reads (text, Markdown, HTML, PDF, DOCX)")
