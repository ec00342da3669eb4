"""Reading many rows from a file that somebody else wrote: JSON Lines, JSON, CSV or TSV, all checked before any is kept.

Bounded: the size is known before a byte is read, a line has a limit, and a file that is something else entirely is
told from its beginning.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from healthtech_cli.errors import BadInputError, UsageError
from healthtech_cli.model import validate
from healthtech_cli.service import foreign, records
from healthtech_cli.service.changes import put_fact
from healthtech_cli.service.claims import Claims
from healthtech_cli.store.writing import Change

Row = dict[str, Any]
SIZE_LIMIT = 64 << 20
LINE_LIMIT = 1 << 20
SHOWN_FAULTS = 20
SORTED_FAULTS = 10_000
GENERATED = object()
FORMS = ("jsonl", "json", "csv", "tsv", "ftm", "langextract")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


class BadRow(ValueError):
    """A line that holds no row."""


def read_input(name: str, limit: int = SIZE_LIMIT) -> bytes:
    """The bytes of a regular file, or of standard input for `-`; BadInputError where there are more than `limit`."""
    if name == "-":
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            raise BadInputError(f"standard input has more than {limit >> 20} MB", hint="split it into several files")
        return data
    try:
        descriptor = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if status.st_mode & 0o170000 != 0o100000:
                raise BadInputError(f'"{name}" is not a regular file', hint="name a file, or - for standard input")
            if status.st_size > limit:
                told = f"{status.st_size / (1 << 20):,.0f} MB, more than the {limit >> 20} MB that are read at once"
                raise BadInputError(f'"{name}" has {told}', hint="split it into several files")
            data = file.read(limit + 1)
    except FileNotFoundError:
        raise BadInputError(f'there is no file "{name}"', hint="check the name, or give - for standard input") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInputError(f'"{name}" cannot be read: {reason}') from None
    if len(data) > limit:
        raise BadInputError(f'"{name}" grew while it was read', hint="try again when it is complete")
    return data


def decoded(data: bytes, name: str) -> str:
    """The bytes as text; BadInputError says where they stop being UTF-8."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "is binary" if b"\0" in data[:4096] else f"is not UTF-8 in line {line} (byte {error.start:,})"
        raise BadInputError(f'"{name}" {what}', hint="save it as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInputError(f'"{name}" is binary: line {line} holds a NUL character', hint="save it as UTF-8 text")
    if not text.strip():
        raise BadInputError(f'"{name}" is empty', hint='write one fact a line: {"type": "launch", "statement": "…"}')
    return text


def decode_strictly(text: str) -> Any:
    """One JSON value; BadRow for what other programs read differently or not at all."""

    def unique(pairs: list[tuple[str, Any]]) -> Row:
        made = dict(pairs)
        if len(made) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise BadRow(f"{twice[:60]} stands twice in one object")
        return made

    def no_constant(word: str) -> Any:
        raise BadRow(f"{word} is no JSON number")

    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)
    except BadRow:
        raise
    except RecursionError:
        raise BadRow("is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise BadRow(f"is not JSON: {error.msg.lower()} at character {error.pos + 1}") from None
    except ValueError:
        raise BadRow("holds a number with too many digits") from None


def form_of(name: str, text: str, asked: str | None) -> str:
    """How the text is written: as asked, by the file's ending, or by its first character."""
    if asked:
        if asked not in FORMS:
            raise UsageError(f'no format called "{asked}"', suggestions=list(FORMS), hint=", ".join(FORMS))
        return asked
    ending = os.path.splitext(name)[1].lower().lstrip(".")
    if ending in ("csv", "tsv"):
        return ending
    start = text.lstrip()[:1]
    if start == "[":
        return "json"
    if start == "{":
        first, _, rest = text.lstrip().partition("\n")
        try:
            whole = decode_strictly(first[:LINE_LIMIT])
        except BadRow:
            # a fault in the first line is told as such, unless the object goes on below it
            return "json" if first.rstrip() == "{" or (rest and first.rstrip().endswith(("{", ",", "["))) else "jsonl"
        if isinstance(whole, dict) and "results" in whole and "schema" in whole:
            return "json"
        return foreign.form_of(whole) or "jsonl"
    return "tsv" if "\t" in text.partition("\n")[0] else "csv"


def read_rows(text: str, form: str, documents: Mapping[str, Row] | None = None) -> Iterator[tuple[str, Any]]:
    """Where each row stands (`line 3`) and the row, or BadRow for one that cannot be read.

    `documents` are those of the store by id, for forms that name a document by its text.
    """
    if form == "jsonl":
        yield from _json_lines(text)
    elif form in ("ftm", "langextract"):
        lines = _json_lines(text)
        rows = foreign.ftm_rows(lines) if form == "ftm" else foreign.langextract_rows(lines, documents or {})
        for place, row in rows:
            yield place, BadRow(str(row)) if isinstance(row, foreign.Unfit) else row
    elif form == "json":
        yield from _json_list(text)
    else:
        yield from _table(text, "\t" if form == "tsv" else ",")


def _json_lines(text: str) -> Iterator[tuple[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        place = f"line {number}"
        if len(line) > LINE_LIMIT:
            yield place, BadRow(f"has {len(line):,} characters, more than {LINE_LIMIT:,}")
            continue
        try:
            yield place, decode_strictly(line)
        except BadRow as fault:
            yield place, fault


def _json_list(text: str) -> Iterator[tuple[str, Any]]:
    try:
        whole = decode_strictly(text)
    except BadRow as fault:
        yield "the file", fault
        return
    if isinstance(whole, dict):
        whole = whole.get("results", [whole])
    if not isinstance(whole, list):
        yield "the file", BadRow("must be a list of facts")
        return
    for number, row in enumerate(whole, 1):
        yield f"item {number}", row


def _table(text: str, separator: str) -> Iterator[tuple[str, Any]]:
    import csv
    import io

    csv.field_size_limit(LINE_LIMIT)
    # in TSV, as htq prints it, a quotation mark is a character like any other
    source = io.StringIO(text, newline="")
    if separator == "\t":
        lines = csv.reader(source, delimiter=separator, strict=True, quoting=csv.QUOTE_NONE)
    else:
        lines = csv.reader(source, delimiter=separator, strict=True)
    header: list[str] = []
    try:
        for cells in lines:
            if not header:
                header = [cell.strip() for cell in cells]
                if len(set(header)) < len(header):
                    twice = next(name for name in header if header.count(name) > 1)
                    yield "line 1", BadRow(f'has the column "{twice[:60]}" twice')
                    return
            elif len(cells) > len(header):
                yield f"line {lines.line_num}", BadRow(f"has {len(cells)} cells under {len(header)} columns")
            elif any(cell.strip() for cell in cells):
                yield f"line {lines.line_num}", _from_cells(dict(zip(header, cells)))
    except csv.Error as error:
        yield f"line {lines.line_num}", BadRow(f"is not CSV: {error}")


def _from_cells(cells: dict[str, str]) -> Any:
    """A row of a table as the object it flattens; empty cells are absent."""
    row: Row = {}
    passages = cells.pop("passages", "").strip().removeprefix("'")
    if passages:
        # the whole evidence, as the CSV export has it
        cells = {path: cell for path, cell in cells.items() if path.partition(".")[0] != "evidence"}
        try:
            row["evidence"] = decode_strictly(passages)
        except BadRow as fault:
            return BadRow(f"passages {fault}")
    for path, cell in cells.items():
        text = cell.strip()
        if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS):
            text = text[1:]
        if not text:
            continue
        value: Any = text
        if path == "passages":
            continue  # below: they say all that the columns of evidence say, and more
        if path in ("confidence", "money.amount", "value.number", "evidence.start", "evidence.end"):
            try:
                value = int(text) if text.lstrip("-").isdigit() and len(text) < 22 else float(text)
            except ValueError:
                value = text
        *above, last = path.split(".")
        if above == ["partners"] or above == ["evidence"]:
            many = [part.strip() for part in text.split(";") if part.strip()]
            members = row.setdefault(above[0], [{} for _ in many])
            if not isinstance(members, list) or len(members) != len(many):
                return BadRow(f"{path} has {len(many)} members, {above[0]} has another number")
            for member, part in zip(members, many):
                is_place = last in ("start", "end") and part.isascii() and part.isdecimal() and len(part) < 22
                member[last] = value if len(many) == 1 else int(part) if is_place else part
        elif above:
            inner = row.setdefault(above[0], {})
            if not isinstance(inner, dict):
                return BadRow(f"has {above[0]} and {path}: give one of them")
            inner[last] = value
        else:
            row[path] = value
    if cells.get("passages", "").strip():
        # one cell of an export that holds the whole evidence, as JSON
        try:
            row["evidence"] = decode_strictly(cells["passages"])
        except BadRow as fault:
            return BadRow(f"passages {fault}")
    return row


def unwrapped(row: Any) -> Any:
    """The object that a line of the FollowTheMoney export was made from, GENERATED where it was made of another's.

    Anything else comes back as it is.
    """
    if isinstance(row, dict) and isinstance(row.get("properties"), dict) and "schema" in row:
        if "htq" in row:
            return row["htq"]
        if row.get("datasets") == ["htq"]:
            return GENERATED
    return row


def kind_of(row: Any) -> str:
    """Which table a row belongs to, by the fields that only its kind has."""
    if isinstance(row, dict) and "type" not in row and "statement" not in row:
        if "sha256" in row:
            return "documents"
        if "kind" in row:
            return "entities"
    return "facts"


def import_rows(change: Change, rows: Iterator[tuple[str, Any]], name: str) -> dict[str, int]:
    """Add rows to a transaction; how many were read, and how many of them said nothing new.

    Documents and entities go first, whatever their order. BadInputError lists every fault with line and field; the
    transaction must then be given up.
    """
    parties = records.Parties(change)
    faults: list[tuple[int, str]] = []
    bad_rows, read = 0, 0

    def fault(place: str, found: list[validate.Fault]) -> None:
        nonlocal bad_rows
        bad_rows += 1
        if len(faults) > SORTED_FAULTS:
            return
        at = int(place.rpartition(" ")[2]) if place[-1].isdecimal() else 0
        faults.extend((at, f"{place}: {validate.told(*one)}") for one in found[:SHOWN_FAULTS])

    sorted_rows: dict[str, list[tuple[str, Any]]] = {"documents": [], "entities": [], "facts": []}
    for place, row in rows:
        row = unwrapped(row)
        if row is GENERATED:
            continue
        read += 1
        if isinstance(row, BadRow):
            fault(place, [("", str(row))])
        else:
            sorted_rows[kind_of(row)].append((place, row))
    claims = Claims(change)
    given_ids: dict[tuple[str, str], str] = {}
    for table, members in sorted_rows.items():
        for place, row in members:
            found = _twice(table, place, row, given_ids) or _take(change, table, row, parties, claims)
            if found:
                fault(place, found)
    if faults:
        faults.sort(key=lambda one: one[0])
        shown = [words for _, words in faults[:SHOWN_FAULTS]]
        if len(faults) > SHOWN_FAULTS:
            shown.append(f"and {len(faults) - SHOWN_FAULTS} more")
        message = f'nothing was imported from "{name}": {bad_rows} of {read} rows cannot be read'
        raise BadInputError(message, suggestions=shown, hint="\n     ".join(shown))
    if not read:
        raise BadInputError(f'"{name}" has no rows', hint='write one fact a line: {"type": "launch", "statement": "…"}')
    change.summary = f"{name}: {read} rows"
    return {"read": read}


def _twice(table: str, place: str, row: Any, given: dict[tuple[str, str], str]) -> list[validate.Fault]:
    row_id = row.get("id") if isinstance(row, dict) else None
    if not isinstance(row_id, str):
        return []
    first = given.setdefault((table, row_id), place)
    return [] if first == place else [("id", f'"{row_id[:60]}" stands in {first} too')]


def _of_known(change: Change, given: Row, parties: records.Parties) -> Row:
    """The entity as given; one without an id is the known one of exactly that name, whose own it keeps and gains."""
    name = given.get("name")
    if given.get("id") is not None or not isinstance(name, str):
        return given
    known = parties.exact(name)
    if known is None:
        return {**given, "id": parties.free_id(name)} if name.strip() else given
    joined = {**known, **{field: one for field, one in given.items() if one is not None}}
    for field in ("aliases", "topics"):
        more = records.words(given.get(field)) if field == "topics" else given.get(field)
        if isinstance(more, list):
            texts = [_text_of(one) for one in known[field]]
            joined[field] = [*known[field], *(one for one in more if _text_of(one) not in texts)]
    return {**joined, "id": known["id"], "name": known["name"]}


def _text_of(one: Any) -> Any:
    return one.get("text") if isinstance(one, dict) else one


def _take(change: Change, table: str, row: Any, parties: records.Parties, claims: Claims) -> list[validate.Fault]:
    if table == "documents":
        filled = {
            "publisher": None, "author": None, "published": None, "published_basis": "none", "translated_from": None,
            "url": None, "has_text": False, **{name: one for name, one in row.items() if name != "facts"},
        }  # fmt: skip
        found = validate.document_faults(filled)
        if not found:
            change.put("documents", {**filled, "has_text": False})
        return found
    if table == "entities":
        plain = {name: one for name, one in row.items() if name not in ("facts", "deals", "first", "last")}
        entity, found = records.complete_entity(_of_known(change, plain, parties), parties)
        if not found and entity["id"] in change.rows("redirects"):
            return []  # it was merged into another: importing it again must not bring it back
        if not found:
            change.put("entities", entity)
            parties.learn(entity)
        return found
    row_id = row.get("id") if isinstance(row, dict) else None
    known = change.rows("facts").get(row_id) if isinstance(row_id, str) else None
    fact, found = records.complete_fact(row, parties, change, base=known)
    if not found:
        put_fact(change, fact, claims, was_named=row_id is not None)
    return found
