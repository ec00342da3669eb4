"""The tables inside a transaction: single rows without decoding the others, and lines put in among lines.

A store of a hundred thousand facts is changed a few rows at a time. What is not touched stays the bytes that were
read; rows are found by the index of exactly these bytes where there is one, else the table is decoded when first asked
for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Document as TinyDocument

from healthtech_cli.store import layout

Row = dict[str, Any]
Edit = tuple[str, Row | None, Row | None]
"""An id, its row before (None: new) and after (None: gone)."""

_FEW = 64  # rows whose lines are searched for one by one: decoding all of them takes as long
_NEW_LINE, _COMMA = b"\n", b",\n"


class Rows(Mapping[str, Row]):
    """The rows of a table by id, with this transaction's changes.

    `load` gives all rows as they were found, `find` one of them; without `find`, all are loaded at the first question.
    """

    def __init__(self, load: Callable[[], list[Row]], find: Callable[[str], Row | None] | None) -> None:
        self._load = load
        self._find = find
        self._whole: dict[str, Row] | None = None
        self._changed: dict[str, Row | None] = {}
        self._again: set[str] = set()

    def _all(self) -> dict[str, Row]:
        if self._whole is None:
            whole = {row["id"]: row for row in self._load()}
            for row_id, row in self._changed.items():
                if row is None or row_id in self._again:
                    whole.pop(row_id, None)
                if row is not None:
                    whole[row_id] = row
            self._whole = whole
        return self._whole

    def __getitem__(self, row_id: str) -> Row:
        if self._whole is None and self._find is not None:
            found = self._changed[row_id] if row_id in self._changed else self._find(row_id)
            if found is None:
                raise KeyError(row_id)
            return found
        return self._all()[row_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def values(self) -> Any:
        """All rows; not looked up one by one."""
        return self._all().values()

    def items(self) -> Any:
        """All ids and rows; not looked up one by one."""
        return self._all().items()

    @property
    def changed(self) -> Mapping[str, Row | None]:
        """What this transaction has put (a row) and taken away (None), by id."""
        return self._changed

    def put(self, row: Row) -> None:
        """Put a row: in the place of the one with its id, else at the end."""
        row_id = row["id"]
        if row_id in self._changed and self._changed[row_id] is None:
            del self._changed[row_id]
            self._again.add(row_id)
        self._changed[row_id] = row
        if self._whole is not None:
            self._whole[row_id] = row

    def drop(self, row_id: str) -> None:
        """Take a row away."""
        self._changed[row_id] = None
        if self._whole is not None:
            del self._whole[row_id]


class Lines:
    """The lines of one table, as a part of the bytes that were read; `numbers` are those of TinyDB's documents."""

    def __init__(self, data: bytes, start: int, end: int, name: str) -> None:
        self.data = data
        self.start = start
        self.end = end
        self.name = name

    def rows(self) -> list[Row]:
        """All rows; Damage names the one that is none."""
        return layout.decode_lines(self.data[self.start : self.end], self.name)

    def pieces(self) -> list[bytes | memoryview]:
        """The bytes, not copied; nothing for an empty table."""
        return [memoryview(self.data)[self.start : self.end]] if self.end > self.start else []

    def last_number(self) -> int:
        """The highest number: the one of the last line."""
        if self.end == self.start:
            return 0
        begin = max(self.start, self.data.rfind(_NEW_LINE, self.start, self.end) + 1)
        return self._number(begin)

    def _number(self, begin: int) -> int:
        digits = self.data[begin + 1 : self.data.find(b'"', begin + 1, begin + 21)]
        if not digits.isdigit():
            raise layout.Damage("cannot be read: a line of its tables has no number")
        return int(digits)

    def find(self, row_id: str) -> tuple[int, int, int] | None:
        """Where the line of a row begins and ends, and its number; None where it is not found by a search of bytes."""
        needle = b'": {"id": ' + layout.encode_row(row_id)
        at = self.data.find(needle, self.start, self.end)
        while at >= 0:
            begin = max(self.start, self.data.rfind(_NEW_LINE, self.start, at) + 1)
            # the same words further on in a line are a party or a document of another row
            if self.data[begin + 1 : at].isdigit() and self.data[at + len(needle)] in b",}":
                return begin, self._end_of(begin), self._number(begin)
            at = self.data.find(needle, at + 1, self.end)
        return None

    def _end_of(self, begin: int) -> int:
        end = self.data.find(_COMMA, begin, self.end)
        return end if end >= 0 else self.end

    def places(self, ids: Sequence[str]) -> dict[str, tuple[int, int, int]]:
        """Where the lines of rows are, that all are there; Damage if not."""
        found: dict[str, tuple[int, int, int]] = {}
        if len(ids) <= _FEW:
            for row_id in ids:
                place = self.find(row_id)
                if place is None:
                    break
                found[row_id] = place
            else:
                return found
        wanted = set(ids)
        begin = self.start
        for row in self.rows():
            end = self._end_of(begin)
            if row["id"] in wanted:
                found[row["id"]] = begin, end, self._number(begin)
            begin = end + len(_COMMA)
        if len(found) < len(wanted):
            raise layout.Damage("cannot be read: its lines are not its rows")
        return found

    def edited(self, edits: Sequence[Edit]) -> list[bytes | memoryview]:
        """The lines after these edits: TinyDB changes the documents concerned, the lines between stay bytes."""
        places = self.places([row_id for row_id, before, _ in edits if before is not None])
        numbers = {row_id: number for row_id, (_, _, number) in places.items()}
        found = _by_tinydb(self.name, edits, numbers, self.last_number())
        view = memoryview(self.data)
        lines: list[bytes | memoryview] = []
        at = self.start
        for begin, end, number in sorted(places.values()):
            if begin > at:
                lines.append(view[at : begin - len(_COMMA)])
            row = found.pop(str(number), None)
            if row is not None:
                lines.append(_line(str(number), row))
            at = end + len(_COMMA)
        if at < self.end:
            lines.append(view[at : self.end])
        lines += [_line(number, row) for number, row in found.items()]
        return [part for line in lines for part in (_COMMA, line)][1:]


def _line(number: str, row: Row) -> bytes:
    return b'"%s": %s' % (number.encode(), layout.encode_row(row))


class _Few(Storage):
    """TinyDB's view of a table: the documents that are changed, and nothing on the disk."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        super().__init__()
        self.tables = tables

    def read(self) -> Any:
        """The documents."""
        return self.tables

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Take over what TinyDB made of them."""
        self.tables = {name: dict(rows) for name, rows in data.items()}


def _by_tinydb(name: str, edits: Sequence[Edit], numbers: Mapping[str, int], highest: int) -> dict[str, Row]:
    """The documents that are left of those edited, and the new ones, by their number."""
    # of a row the copy: the row itself is what undo will need
    kept = {str(numbers[row_id]): dict(before) for row_id, before, _ in edits if before is not None}
    storage = _Few({name: kept})
    table = TinyDB(storage=lambda: storage).table(name, cache_size=0)
    for row_id, before, after in edits:
        if before is not None and after is not None:

            def become(row: Any, new: Row = after) -> None:
                row.clear()
                row.update(new)

            table.update(become, doc_ids=[numbers[row_id]])
    gone = [numbers[row_id] for row_id, _, after in edits if after is None]
    if gone:
        table.remove(doc_ids=gone)
    fresh = [after for _, before, after in edits if before is None and after is not None]
    if fresh:
        table.insert_multiple(TinyDocument(row, highest + at) for at, row in enumerate(fresh, 1))
    return {str(number): dict(row) for number, row in storage.tables.get(name, {}).items()}


def found_lines(rest: bytes) -> dict[str, Lines]:
    """The lines of every table of a store; Damage where they cannot be told apart."""
    return {name: Lines(rest, start, end, name) for name, (start, end) in layout.places(rest).items()}


def lines_of(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Lines]:
    """The same for a store that is not on the disk yet."""
    found: dict[str, Lines] = {}
    for name in dict.fromkeys((*layout.TABLES, *tables)):
        data = b"".join(layout.encode_lines(tables.get(name, {})))
        found[name] = Lines(data, 0, len(data), name)
    return found
