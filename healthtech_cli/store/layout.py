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
"""

from __future__ import annotations

import os

from healthtech_cli import codec
from healthtech_cli.errors import StoreError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    Tables = dict[str, dict[str, Any]]

FORMAT = "htq-store"
VERSION = 1
TABLES = ("documents", "entities", "facts", "redirects", "changes")
HEAD_LIMIT = 4096
SIZE_LIMIT = 2 << 30
_OWN_SHA256_LIMIT = 1 << 20
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


def digest(data: bytes, seal: bytes = b"") -> str:
    """SHA-256 of seal and data in hexadecimal.

    OpenSSL's is six times faster and takes 2 ms longer to import: small files do without.
    """
    if len(data) < _OWN_SHA256_LIMIT:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found, unused-ignore]
        except ImportError:
            try:
                from _sha2 import sha256  # type: ignore[import-not-found, no-redef, unused-ignore]
            except ImportError:
                from hashlib import sha256
    else:
        from hashlib import sha256
    hashed = sha256(seal)
    hashed.update(data)
    found: str = hashed.hexdigest()
    return found


def checksum(rest: bytes, *, schema: int, revision: int) -> str:
    """What vouches for a file: for the lines after the first, and for the numbers in the first."""
    return digest(rest, b"%s %d %d %d\n" % (FORMAT.encode(), schema, revision, len(rest)))


def encode_row(row: Any) -> bytes:
    """One document as JSON in UTF-8, without a raw line break; ValueError for NaN and infinity."""
    import json

    text = json.dumps(row, ensure_ascii=False, allow_nan=False)
    # codec.dumps looks at every character; most rows need no escape at all
    return (text if text.isprintable() else codec.dumps(row)).encode()


def encode(tables: Mapping[str, Mapping[str, Any] | bytes], revision: int) -> bytes:
    """The whole file. Tables and documents that are bytes already are taken as they are: they are of a checked file."""
    lines: list[bytes] = []
    names = [*TABLES, *sorted(name for name in tables if name not in TABLES)]
    for at, name in enumerate(names):
        rows = tables.get(name, {})
        lines.append(encode_row(name) + b": {\n")
        if isinstance(rows, bytes):
            lines.append(rows)
        else:
            encoded = (
                b'"%s": %s' % (key.encode(), row if isinstance(row, bytes) else encode_row(row))
                for key, row in rows.items()
            )
            lines.append(b",\n".join(encoded))
        if rows:
            lines.append(b"\n")
        lines.append(b"},\n" if at < len(names) - 1 else b"}\n")
    lines.append(b"}\n")
    rest = b"".join(lines)
    head: dict[str, Any] = {"format": FORMAT, "schema": VERSION, "revision": revision, "bytes": len(rest)}
    head["sha256"] = checksum(rest, schema=VERSION, revision=revision)
    return b'{"meta": {"1": ' + encode_row(head) + b"},\n" + rest


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


def section(rest: bytes, name: str) -> bytes:
    """The lines of one table, joined by commas; empty where the file does not have it."""
    heading = encode_row(name) + b": {\n"
    start = 0 if rest.startswith(heading) else rest.find(b"\n" + heading) + 1
    if not rest.startswith(heading, start):
        return b""
    start += len(heading)
    return b"" if rest.startswith(b"}", start) else rest[start : rest.find(b"\n}", start)]


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
    body = section(rest, name)
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


def sections(rest: bytes) -> dict[str, bytes]:
    """The lines of every table by its name: what is not touched is written back as it was, without being looked at.

    Damage where a table has no name or no end.
    """
    found: dict[str, bytes] = dict.fromkeys(TABLES, b"")
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
        found[key] = rest[start : max(start, close - 1)]
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
    return {name: split_section(body) for name, body in sections(rest).items()}


def unreadable(path: str, reason: str, *, hint: str) -> StoreError:
    """The error for a file that cannot be used as a store."""
    return StoreError(f'the store "{path}" {reason}', hint=hint)
