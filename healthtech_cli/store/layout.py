"""The bytes of a store file: JSON that TinyDB opens, one document a line, the first line vouching for the rest.

    {"meta": {"1": {"format": "htq-store", "schema": 1, "revision": 7, "bytes": 81, "sha256": "…"}},
    "documents": {
    "1": {"id": "…", …},
    "2": {"id": "…", …}
    },
    "entities": {
    …
    }
    }

`bytes` is the size of everything after the first line, `sha256` that of the numbers before it and of those bytes: a
file that was cut, extended or altered is known before any of it is believed. A JSON document holds no raw line break,
so a table is found by its heading and ends at the next line that begins with a brace, without decoding anything else.
The numbers of a table's documents rise from line to line.
"""

from __future__ import annotations

import os

from healthtech_cli import codec
from healthtech_cli.errors import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Tables = dict[str, dict[str, Any]]

FORMAT = "htq-store"
VERSION = 1
TABLES = ("documents", "entities", "facts", "redirects", "changes")
HEAD_LIMIT = 4096
SIZE_LIMIT = 2 << 30
_OWN_SHA256_LIMIT = 1 << 20
_PIECE = 1 << 16
_BATCH = 1 << 20
_START = b'{"meta": {"1": {'


class Damage(ValueError):
    """What is wrong with the bytes of a store file, as the end of a sentence about the file."""


class Head:
    """What the first line says about the rest."""

    __slots__ = ("bytes", "revision", "schema", "sha256")

    def __init__(self, *, schema: int, revision: int, bytes: int, sha256: str) -> None:
        self.schema = schema
        self.revision = revision
        self.bytes = bytes
        self.sha256 = sha256


def digest(*parts: bytes | memoryview) -> str:
    """SHA-256 of the parts, one after the other, in hexadecimal.

    OpenSSL's is six times faster and takes 2 ms longer to import: small files do without.
    """
    if sum(map(len, parts)) < _OWN_SHA256_LIMIT:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]
        except ImportError:
            try:
                from _sha2 import sha256  # type: ignore[import-not-found, no-redef, unused-ignore]
            except ImportError:
                from hashlib import sha256
    else:
        from hashlib import sha256
    hashed = sha256()
    for part in parts:
        hashed.update(part)
    found: str = hashed.hexdigest()
    return found


def checksum(*rest: bytes | memoryview, schema: int, revision: int) -> str:
    """What vouches for a file: for the lines after the first, and for the numbers in the first."""
    return digest(b"%s %d %d %d\n" % (FORMAT.encode(), schema, revision, sum(map(len, rest))), *rest)


def encode_row(row: Any) -> bytes:
    """One document as JSON in UTF-8, without a raw line break; ValueError for NaN and infinity."""
    import json

    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    # codec.dumps looks at every character; most rows need no escape at all
    return (text if text.isprintable() else codec.dumps(row)).encode()


def encode(tables: Mapping[str, Mapping[str, Any] | Sequence[bytes | memoryview]], revision: int) -> bytes:
    """The whole file. Tables and documents that are bytes already are taken as they are: they are of a checked file."""
    return b"".join(encode_pieces(tables, revision))


def encode_pieces(
    tables: Mapping[str, Mapping[str, Any] | Sequence[bytes | memoryview]], revision: int
) -> list[bytes | memoryview]:
    """The same in pieces, large ones not copied. A table is a mapping of documents by number, or its very lines."""
    rest = list(_in_large_pieces(_after_first_line(tables)))
    size = sum(map(len, rest))
    head: dict[str, Any] = {"format": FORMAT, "schema": VERSION, "revision": revision, "bytes": size}
    head["sha256"] = checksum(*rest, schema=VERSION, revision=revision)
    return [b'{"meta": {"1": ' + encode_row(head) + b"},\n", *rest]


def _after_first_line(
    tables: Mapping[str, Mapping[str, Any] | Sequence[bytes | memoryview]],
) -> Iterator[bytes | memoryview]:
    names = [*TABLES, *sorted(name for name in tables if name not in TABLES)]
    for at, name in enumerate(names):
        yield encode_row(name) + b": {\n"
        rows: Any = tables.get(name, ())
        if hasattr(rows, "items"):
            yield from encode_lines(rows)
        else:
            yield from rows
        if rows:
            yield b"\n"
        yield b"},\n" if at < len(names) - 1 else b"}\n"
    yield b"}\n"


def encode_lines(rows: Mapping[str, Any]) -> Iterator[bytes]:
    """The lines of one table, its documents by their number; those that are bytes already are taken as they are."""
    for at, (key, row) in enumerate(rows.items()):
        line = row if isinstance(row, bytes) else encode_row(row)
        yield b'%s"%s": %s' % (b",\n" if at else b"", key.encode(), line)


def _in_large_pieces(parts: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    small: list[bytes | memoryview] = []
    held = 0
    for part in parts:
        if len(part) < _PIECE:
            small.append(part)
            held += len(part)
        if held >= _PIECE or len(part) >= _PIECE:
            yield b"".join(small)
            small, held = [], 0
        if len(part) >= _PIECE:
            yield part
    yield b"".join(small)


def read_file(path: str) -> tuple[Head, bytes]:
    """The head and the checked rest of a store file; Damage, or OSError where it cannot be read at all."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if status.st_mode & 0o170000 != 0o100000:
            raise Damage("is not a regular file")
        first = file.readline(HEAD_LIMIT)
        head = decode_head(first)
        wanted = len(first) + head.bytes
        if status.st_size < wanted:
            raise Damage(f"ends after {status.st_size:,} of {wanted:,} bytes")
        if status.st_size > wanted:
            raise Damage(f"has {status.st_size - wanted:,} bytes too many at its end")
        rest = file.read(head.bytes + 1)
    if len(rest) != head.bytes or checksum(rest, schema=head.schema, revision=head.revision) != head.sha256:
        raise Damage("was altered since htq wrote it: its checksum does not fit")
    return head, rest


def decode_head(line: bytes) -> Head:
    """What the first line says; Damage where it is not the first line of a store."""
    if not line:
        raise Damage("is empty")
    line = line.removeprefix(b"\xef\xbb\xbf")
    if not line.startswith(_START):
        raise Damage("is not a store of htq: its first line is something else")
    try:
        head = codec.loads(line.rstrip().removesuffix(b",") + b"}")["meta"]["1"]
        schema, revision, size, checksum = head["schema"], head["revision"], head["bytes"], head["sha256"]
    except (ValueError, LookupError, TypeError, RecursionError):
        raise Damage("has a first line that cannot be read") from None
    numbers = (schema, revision, size)
    if head.get("format") != FORMAT or not all(type(one) is int and one >= 0 for one in numbers):
        raise Damage("has a first line that says something else than a store of htq does")
    if schema > VERSION:
        raise Damage(f"was written by a newer htq (layout {schema}, this one knows {VERSION})")
    if size > SIZE_LIMIT:
        raise Damage(f"says that it has {size:,} bytes, more than htq reads ({SIZE_LIMIT:,})")
    return Head(schema=schema, revision=revision, bytes=size, sha256=str(checksum))


def _place(rest: bytes, name: str) -> tuple[int, int]:
    """Where the lines of one table begin and end; nowhere where the file does not have it. Damage without an end."""
    heading = encode_row(name) + b": {\n"
    start = 0 if rest.startswith(heading) else rest.find(b"\n" + heading) + 1
    if not rest.startswith(heading, start):
        return 0, 0
    start += len(heading)
    end = start if rest.startswith(b"}", start) else rest.find(b"\n}", start)
    if end < 0:
        raise Damage(f"cannot be read: its table {name} has no end")
    return start, end


def section(rest: bytes, name: str) -> bytes:
    """The lines of one table, joined by commas; empty where the file does not have it."""
    start, end = _place(rest, name)
    return rest[start:end]


def decode_many(data: bytes) -> Any:
    """A JSON value of many small objects: with the collector off, which has no garbage to find, twice as fast."""
    import gc

    collecting = gc.isenabled()
    gc.disable()
    try:
        return codec.loads(data)
    finally:
        if collecting:
            gc.enable()


def decode_table(rest: bytes, name: str) -> list[Any]:
    """The rows of one table in their order; Damage names the document that is none."""
    return decode_lines(section(rest, name), name)


def decode_lines(body: bytes, name: str) -> list[Any]:
    """The documents in the lines of a table; Damage names the one that is none."""
    if not body:
        return []
    try:
        rows = list(decode_many(b"{" + body + b"}").values())
    except (ValueError, RecursionError, AttributeError) as error:
        reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is not JSON: {error}"
        raise Damage(f"cannot be read: its table {name} {reason}") from None
    for at, row in enumerate(rows, 1):
        if type(row) is not dict or type(row.get("id")) is not str:
            raise Damage(f'cannot be read: row {at} of its table {name} has no text called "id"')
    return rows


class StreamedRows:
    """The rows of one table of a checked file, decoded a million bytes at a time, and again at each pass."""

    def __init__(self, rest: bytes, name: str) -> None:
        self._rest = rest
        self._name = name
        self._start, self._end = _place(rest, name)

    def __len__(self) -> int:
        return self._rest.count(b"\n", self._start, self._end) + (self._end > self._start)

    def __iter__(self) -> Iterator[Any]:
        at = self._start
        while at < self._end:
            end = self._rest.find(b",\n", min(at + _BATCH, self._end), self._end)
            end = end if end >= 0 else self._end
            yield from decode_lines(self._rest[at:end], self._name)
            at = end + 2


def places(rest: bytes) -> dict[str, tuple[int, int]]:
    """Where the lines of every table begin and end, by its name: what is not touched is not looked at.

    Damage where a table has no name or no end.
    """
    found: dict[str, tuple[int, int]] = dict.fromkeys(TABLES, (0, 0))
    at = 0
    while (end := rest.find(b": {\n", at)) >= 0:
        name, start = rest[at:end], end + 4
        close = start if rest.startswith(b"}", start) else rest.find(b"\n}", start) + 1
        try:
            key = codec.loads(name)
        except (ValueError, RecursionError):
            key = None
        if close < start or type(key) is not str:
            raise Damage("cannot be read: one of its tables has no name or no end")
        found[key] = (start, max(start, close - 1))
        at = rest.find(b"\n", close) + 1
        if not at:
            break
    return found


def split_section(body: bytes) -> dict[str, Any]:
    """The documents of one table, still encoded, by their number."""
    rows: dict[str, Any] = {}
    for line in body.split(b"\n") if body else ():
        key, _, row = line.partition(b'": ')
        number = key[1:]
        if not number.isdigit() or len(number) > 18:
            raise Damage("cannot be read: a line of its tables has no number")
        rows[number.decode()] = row.removesuffix(b",")
    return rows


def raw_tables(rest: bytes) -> dict[str, dict[str, Any]]:
    """Every table with its documents still encoded, by their number."""
    return {name: split_section(rest[start:end]) for name, (start, end) in places(rest).items()}


def unreadable(path: str, reason: str, *, hint: str) -> StoreError:
    """The error for a file that cannot be used as a store."""
    return StoreError(f'the store "{path}" {reason}', hint=hint)
