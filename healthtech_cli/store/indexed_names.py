"""Names looked up in the index of a store: what `names` finds among all entities, by questions to SQLite."""

from __future__ import annotations

from healthtech_cli import codec
from healthtech_cli.names import NameIndex
from healthtech_cli.store.index import BARE, EXACT, KEYED, grams

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from healthtech_cli.names import Row
    from healthtech_cli.names.near import Judged
    from healthtech_cli.store.indexed import IndexedStore

_FEW = 20
_ROWS = "SELECT e.id, n.text, n.origin FROM names n CROSS JOIN entities e ON e.seq = n.entity"


class _Rows:
    """The rows under one kind of key, as `NameIndex` keeps them in a dict."""

    def __init__(self, store: IndexedStore, kind: int) -> None:
        self._store = store
        self._kind = kind
        self._known: dict[str, list[Row]] = {}

    def get(self, key: str, default: Any = None) -> Any:
        """The rows of a key in the order of the entities."""
        if key not in self._known:
            rows: Any = self._store.sql(f"{_ROWS} WHERE n.kind = ? AND n.key = ?", (self._kind, key))
            self._known[key] = rows
        return self._known[key] or default

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def __getitem__(self, key: str) -> list[Row]:
        rows: list[Row] = self.get(key)
        return rows

    def items(self) -> Iterator[tuple[str, list[Row]]]:
        """Every key beyond ASCII (those that have a sound) with its rows, in the order of the entities."""
        found: dict[str, list[Row]] = {}
        statement = "SELECT n.key, e.id, n.text, n.origin FROM names n CROSS JOIN entities e ON e.seq = n.entity"
        for key, *row in self._store.sql(
            f"{statement} WHERE n.kind = ? AND n.key GLOB ? ORDER BY n.entity, n.at", (self._kind, "*[^ -~]*")
        ):
            found.setdefault(key, []).append((row[0], row[1], row[2]))
        return iter(found.items())


class _Spellings:
    """A spelling of each key."""

    def __init__(self, store: IndexedStore) -> None:
        self._store = store
        self._found: dict[str, Any] = {}

    def _get(self, key: str) -> Any:
        if key not in self._found:
            statement = "SELECT text, way FROM spellings WHERE key = ? ORDER BY entity, at LIMIT 1"
            found = self._store.sql(statement, (key,)) if len(key) > 1 else []
            self._found[key] = found[0] if found else None
        return self._found[key]

    def __contains__(self, key: str) -> bool:
        return self._get(key) is not None

    def __getitem__(self, key: str) -> tuple[str, str]:
        found: tuple[str, str] = self._get(key)
        return found


class _Words:
    """The words of all spellings."""

    def __init__(self, store: IndexedStore) -> None:
        self._store = store

    def __contains__(self, word: str) -> bool:
        return bool(self._store.sql("SELECT 1 FROM name_words WHERE word = ? LIMIT 1", (word,)))


class _ById:
    """The entities by their ids."""

    def __init__(self, store: IndexedStore) -> None:
        self._store = store

    def __getitem__(self, entity_id: str) -> Any:
        return codec.loads(
            self._store.sql("SELECT json FROM entities WHERE id = ? ORDER BY seq DESC", (entity_id,))[0][0]
        )


class IndexedNames(NameIndex):
    """`NameIndex` over an index: the same steps, other tables."""

    def __init__(self, store: IndexedStore) -> None:
        super().__init__(())
        self._store = store
        self._keyed: Any = _Rows(store, KEYED)
        self._bare: Any = _Rows(store, BARE)
        self._by_id: Any = _ById(store)
        self._names: Any = _Rows(store, EXACT)

    def _exactly(self, text: str) -> list[Row]:
        rows: list[Row] = self._names.get(text.casefold(), [])
        return [row for row in rows if row[2] != "id" or row[1] == text] or rows  # an id in capitals comes last

    def _prepare_keys(self) -> None:
        pass

    def _prepare_bare(self) -> None:
        pass

    def _judge(self, words: list[str]) -> list[tuple[str, str, Judged]]:
        if self._near is None:
            self._near = _near_index(self._store)
        return super()._judge(words)


def _near_index(store: IndexedStore) -> Any:
    from rapidfuzz import fuzz, process

    from healthtech_cli.names import keys, near

    class IndexedNear(near.NearIndex):
        """`NearIndex` over an index: only names that share a trigram with the query are fetched."""

        def __init__(self) -> None:
            super().__init__({})
            self._spellings: Any = _Spellings(store)
            self._known: Any = _Words(store)
            self._asked = 0
            self._by_id: dict[int, tuple[int, int, str]] = {}

        def _alike(self, key: str, query_words: Sequence[str], limit: int) -> list[tuple[str, float]]:
            told = near.rare_trigrams("".join(word for word in query_words if keys.distinctive(word)) or key, key)
            asked = " OR ".join(f'"{gram}"' for gram in grams(told).split())
            self._asked += 1
            choices = self._by_join(asked) if self._asked <= _FEW else self._by_number(asked)
            found = process.extract(key, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=near.SHOWN)
            return [(known, ratio) for known, ratio, _ in found]

        def _by_join(self, asked: str) -> list[str]:
            # sorted here: SQLite would sort whole groups, which takes longer than to fetch them
            rows = store.sql(
                "SELECT s.entity, s.at, s.key FROM grams g CROSS JOIN spellings s ON s.id = g.rowid"
                " WHERE g.grams MATCH ?",
                (asked,),
            )
            rows.sort()
            return [key for key in dict.fromkeys(row[2] for row in rows) if len(key) > 1]

        def _by_number(self, asked: str) -> list[str]:
            """The same from memory: for a column of names, where all spellings are fetched only once."""
            if not self._by_id:
                rows = store.sql("SELECT id, entity, at, key FROM spellings WHERE length(key) > 1")
                self._by_id = {number: (entity, at, key) for number, entity, at, key in rows}
            numbers = [row[0] for row in store.sql("SELECT rowid FROM grams WHERE grams MATCH ?", (asked,))]
            rows = sorted(self._by_id[one] for one in numbers if one in self._by_id)
            return list(dict.fromkeys(row[2] for row in rows))

    return IndexedNear()
