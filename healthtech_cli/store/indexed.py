"""A store that answers from its index: the same answers as from the file, without reading it."""

from __future__ import annotations

from healthtech_cli import codec, query
from healthtech_cli.store.base import Store
from healthtech_cli.store.index import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from typing import Any

    from healthtech_cli.model.facts import Entity, Fact
    from healthtech_cli.names import NameIndex
    from healthtech_cli.query import Filter

    Condition = tuple[str, str, list[Any], int]  # option, SQL, its parameters, how many facts it leaves at most

_ALL = 1 << 60
_RANGE = "--since and --until"
_MANY = 50_000  # facts in a range of days: more are not worth counting
_ROWS = 900  # parameters of one SQL statement
_LOOKED_THROUGH = 500  # facts in which the other words of a question are looked for one by one
_FEW_IDS = 10_000  # ids that may all be compared with one that is none
_LIKE = 1_000  # of more ids, how many that begin like it are compared
_WORDS = 400  # words of the vocabulary that one word of a question may stand for


class IndexedStore(Store):
    """Single rows, filters, names and words by the index; whole tables from the file as ever."""

    def __init__(self, connection: Any, **kept: Any) -> None:
        self._connection = connection
        super().__init__(**kept)
        self._found: dict[tuple[str, str], Any] = {}
        self.revision = self.sql("SELECT revision FROM meta")[0][0]

    def sql(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of one question to the index."""
        rows: list[tuple[Any, ...]] = self._connection.execute(statement, parameters).fetchall()
        return rows

    def close(self) -> None:
        """Let go of the index; nothing can be asked any more."""
        self._connection.close()

    def row(self, table: str, row_id: str) -> Any:
        """One row of a table, None where it has none of that id."""
        return self._row(table, row_id)

    def linked(self, terms: Sequence[str]) -> list[Any]:
        """The facts that all these terms are links to, in the order in which they are kept."""
        known = self.sql(f"SELECT id, facts FROM terms WHERE term IN ({_marks(terms)})", terms)
        if len(known) < len(set(terms)):
            return []
        first, *others = (number for number, _ in sorted(known, key=lambda one: one[1]))
        further = "".join(f" AND EXISTS(SELECT 1 FROM links WHERE term = {one} AND fact = l.fact)" for one in others)
        statement = "SELECT f.json FROM links l CROSS JOIN facts f ON f.seq = l.fact WHERE l.term = ?"
        return _decoded([row[0] for row in self.sql(f"{statement}{further} ORDER BY l.fact", (first,))])

    def table(self, name: str) -> list[Any]:
        """The rows of a table: of the state that the index was made from, whatever happens to the file meanwhile."""
        if name in TABLES and name not in self._tables:
            self._tables[name] = _decoded([row[0] for row in self.sql(f"SELECT json FROM {name} ORDER BY seq")])
        return super().table(name)

    def _row(self, table: str, row_id: str) -> Any:
        if table in self._by_id or table in self._tables:
            return super()._row(table, row_id)
        key = (table, row_id)
        if key not in self._found:
            found = self.sql(f"SELECT json FROM {table} WHERE id = ? ORDER BY seq DESC LIMIT 1", (row_id,))
            self._found[key] = codec.loads(found[0][0]) if found else None
        return self._found[key]

    def children(self, parents: Iterable[str]) -> list[Entity]:
        """The entities that belong directly to one of these, parent by parent, in the order in which they are kept."""
        asked = list(parents)
        found: dict[str, list[str]] = {}
        for at in range(0, len(asked), _ROWS):
            some = asked[at : at + _ROWS]
            for parent, row in self.sql(
                f"SELECT parent, json FROM entities WHERE parent IN ({_marks(some)}) ORDER BY seq", some
            ):
                found.setdefault(parent, []).append(row)
        return _decoded([row for parent in asked for row in found.get(parent, ())])

    def named(self) -> NameIndex:
        """The names of all entities."""
        if self._names is None:
            from healthtech_cli.store.indexed_names import IndexedNames

            self._names = IndexedNames(self)
        return self._names

    def select(
        self, wanted: Filter, about: frozenset[str] | None = None
    ) -> tuple[list[Fact], Collection[tuple[str, int]]]:
        """The facts that pass a filter, and how many each of its options took away."""
        conditions = self._conditions(wanted, about)
        # tested again: amounts are floating-point numbers in the index, and it does not convert them
        kept = query.select(self._facts(conditions) if conditions else self.facts, wanted)[0]
        return kept, query.Removed(lambda: self._removed(wanted, conditions, len(kept)))

    def undated(self, wanted: Filter) -> int:
        """How many facts without a date pass everything but the filter's range of days."""
        rest = [one for one in self._conditions(wanted, None) if one[0] not in ("--since", "--until", _RANGE)]
        undated = [*rest, ("", "s.dated = 0", [], _ALL)]
        if wanted.min_amount is None:
            return self._count(undated)
        found = self._facts(undated)
        return len(query.select(found, query.without_range(wanted))[0])

    def size(self) -> int:
        """How many facts there are."""
        return (
            len(self._tables["facts"]) if "facts" in self._tables else int(self.sql("SELECT count(*) FROM spans")[0][0])
        )

    def ids(self, table: str, *, like: str = "") -> list[str]:
        """The ids of a table's rows; of many rows those that begin most like `like`."""
        if table not in TABLES:
            return super().ids(table)
        if not like or self.sql(f"SELECT coalesce(max(seq), 0) FROM {table}")[0][0] < _FEW_IDS:
            return [row[0] for row in self.sql(f"SELECT id FROM {table} ORDER BY seq")]
        found: list[Any] = []
        for length in range(len(like), 0, -1):
            found = self.sql(
                f"SELECT id FROM {table} WHERE id >= ? AND id < ? LIMIT {_LIKE}",
                (like[:length], like[:length] + "\U0010ffff"),
            )
            if len(found) >= _LIKE // 20:
                break
        return [row[0] for row in found]

    def topics(self) -> list[str]:
        """The topics of facts, sorted."""
        found = self.sql("SELECT substr(term, 3) FROM terms WHERE term >= 't:' AND term < 't;' AND facts > 0")
        return sorted(row[0] for row in found)

    def stated_in(self, document_id: str) -> int:
        """How many facts a document states."""
        found = self.sql("SELECT facts FROM terms WHERE term = ?", (f"d:{document_id}",))
        return found[0][0] if found else 0

    def _conditions(self, wanted: Filter, about: frozenset[str] | None) -> list[Condition]:
        """What the filter asks for as SQL, in the order in which its tests are applied."""
        found: list[Condition] = []
        for option, kind, values in (
            ("", "p", about),
            ("--company", "p", wanted.companies),
            ("--type", "y", wanted.types or None),
            ("--status", "s", wanted.statuses or None),
            ("--topic", "t", wanted.topics or None),
            ("--document", "d", wanted.documents or None),
        ):
            if values is not None:
                found.append(self._linked(option, [f"{kind}:{value}" for value in sorted(values)]))
        if wanted.since:
            found.append(self._days("--since", f"s.{'first' if wanted.certain else 'last'}_high >= ?", wanted.since))
        if wanted.until:
            found.append(self._days("--until", f"s.{'last' if wanted.certain else 'first'}_low <= ?", wanted.until))
        if wanted.since and wanted.until:
            found.append(self._range(wanted.since, wanted.until, certain=wanted.certain))
        if wanted.min_amount is not None and wanted.convert is None:
            found.append(self._days("--min-amount", "s.amount >= ?", float(wanted.min_amount)))
        return found

    def _linked(self, option: str, terms: list[str]) -> Condition:
        numbers: list[str] = []
        most = 0
        for at in range(0, len(terms), _ROWS):
            some = terms[at : at + _ROWS]
            for number, facts in self.sql(f"SELECT id, facts FROM terms WHERE term IN ({_marks(some)})", some):
                numbers.append(str(number))
                most += facts
        return option, f"SELECT fact FROM links WHERE term IN ({','.join(numbers)})", [], most

    def _days(self, option: str, condition: str, value: Any) -> Condition:
        counted = f"SELECT count(*) FROM (SELECT 1 FROM spans s WHERE {condition} LIMIT {_MANY})"
        count = self.sql(counted, (value,))[0][0]
        return option, condition, [value], count if count < _MANY else _ALL

    def _range(self, since: str, until: str, *, certain: bool) -> Condition:
        """The facts of both `--since` and `--until`, by how wide their dates are: no half of all dates is gone through.

        It says nothing that those two do not, and is only used to begin with.
        """
        parts, values = [], []
        for width, begin in enumerate((since, f"{since[:7]}-01", f"{since[:4]}-01-01", "")):
            rest = "first_high >= ? AND last_low <= ?" if certain else "last_high >= ? AND first_low <= ?"
            parts.append(
                f"SELECT seq AS fact FROM spans WHERE width = {width} AND first_low BETWEEN ? AND ? AND {rest}"
            )
            values += [begin, until, since, until]
        union = " UNION ALL ".join(parts)
        count = self.sql(f"SELECT count(*) FROM (SELECT 1 FROM ({union}) LIMIT {_MANY})", values)[0][0]
        return _RANGE, union, values, count if count < _MANY else _ALL

    def _facts(self, conditions: Sequence[Condition]) -> list[Any]:
        statement, parameters = _statement("f.json", conditions, "CROSS JOIN facts f ON f.seq = s.seq")
        return _decoded([row[0] for row in self.sql(f"{statement} ORDER BY +s.seq", parameters)])

    def _removed(self, wanted: Filter, conditions: Sequence[Condition], kept: int) -> list[tuple[str, int]]:
        """The counts behind an empty answer: the facts left after each option in turn."""
        removed: list[tuple[str, int]] = []
        so_far = [one for one in conditions if not one[0]]
        left = self._count(so_far)
        for option, _ in wanted.tests():
            if option == "--min-amount":
                now = kept
            else:
                so_far.append(next(one for one in conditions if one[0] == option))
                now = self._count(so_far)
            removed.append((option, left - now))
            left = now
        return removed

    def _count(self, conditions: Sequence[Condition]) -> int:
        if not conditions:
            return self.size()
        statement, parameters = _statement("count(*)", conditions, "")
        return int(self.sql(statement, parameters)[0][0])

    def search(self, text: str, wanted: Filter) -> tuple[list[tuple[float, Fact]], Collection[tuple[str, int]] | None]:
        """Facts that pass a filter by words, best first with their scores; where none passes it, the counts."""
        from healthtech_cli import words

        asked = words.split(text)
        if wanted.tests() or not asked or not self.size():
            return super().search(text, wanted)
        near: dict[str, dict[str, float]] = {}
        meant: list[tuple[int, list[str], list[int]]] = []
        for word in dict.fromkeys(asked):
            known = self._holding(word)
            weight, parties = self._weight(known)
            if not weight and len(word) >= words.SHORTEST:
                near[word] = words.like(word, self._vocabulary(len(word)))
                known = list(near[word])
                weight, parties = self._weight(known)
            meant.append((weight, known, parties))
        found: set[int] | None = None
        for _, known, parties in sorted(meant, key=lambda one: one[0]):
            # a few facts are looked through faster than the many of a frequent word are fetched
            if found is None or len(found) > _LOOKED_THROUGH:
                these = self._matching(known) | self._about(parties)
                found = these if found is None else found & these
        numbers = sorted(found or ())
        facts: list[Any] = []
        for at in range(0, len(numbers), _ROWS):
            listed = ",".join(map(str, numbers[at : at + _ROWS]))
            rows = self.sql(f"SELECT json FROM facts WHERE seq IN ({listed}) ORDER BY seq")
            facts += _decoded([row[0] for row in rows])
        involved = dict.fromkeys(party for fact in facts for party in query.parties(fact))
        entities = [one for one in (self._row("entities", party) for party in involved) if one]
        return words.rank(text, facts, entities, near), None

    def _holding(self, word: str) -> list[str]:
        """The known words that hold this one, or begin with it where it is short."""
        from healthtech_cli import words

        sought = f"\n{word}" if word.isascii() and len(word) < words.SHORTEST else word
        found: dict[str, None] = {}
        for (listed,) in self.sql("SELECT words FROM vocabulary"):
            at = listed.find(sought)
            while at >= 0:
                end = listed.find("\n", at + 1)
                found[listed[listed.rfind("\n", 0, at + 1) + 1 : end]] = None
                at = listed.find(sought, end)
        return list(found)

    def _weight(self, known: Sequence[str]) -> tuple[int, list[int]]:
        """About how many facts have one of these very words, 0 only for none; the entities that have one in a name."""
        weight = 0
        parties: dict[int, None] = {}
        for at in range(0, len(known), _ROWS):
            some = known[at : at + _ROWS]
            marks = _marks(some)
            weight += self.sql(f"SELECT coalesce(sum(facts), 0) FROM fact_words WHERE word IN ({marks})", some)[0][0]
            named = self.sql(f"SELECT DISTINCT entity FROM entity_words WHERE word IN ({marks})", some)
            parties.update((row[0], None) for row in named)
        entities = list(parties)
        for at in range(0, len(entities), _ROWS):
            if at > _ROWS and weight:
                return weight + 5 * (len(entities) - at), entities
            listed = ",".join(map(str, entities[at : at + _ROWS]))
            weight += self.sql(
                "SELECT coalesce(sum(t.facts), 0) FROM entities e CROSS JOIN terms t ON t.term = 'p:' || e.id"
                f" WHERE e.seq IN ({listed})"
            )[0][0]
        return weight, entities

    def _matching(self, known: Sequence[str]) -> set[int]:
        found: set[int] = set()
        for at in range(0, len(known), _WORDS):
            asked = " OR ".join(f'"{word}"' for word in known[at : at + _WORDS])
            found.update(row[0] for row in self.sql("SELECT rowid FROM words WHERE words MATCH ?", (asked,)))
        return found

    def _about(self, entities: Sequence[int]) -> set[int]:
        """The facts about entities, by their numbers."""
        found: set[int] = set()
        for at in range(0, len(entities), _ROWS):
            listed = ",".join(map(str, entities[at : at + _ROWS]))
            rows = self.sql(
                "SELECT l.fact FROM entities e CROSS JOIN terms t ON t.term = 'p:' || e.id"
                f" CROSS JOIN links l ON l.term = t.id WHERE e.seq IN ({listed})"
            )
            found.update(row[0] for row in rows)
        return found

    def _vocabulary(self, letters: int) -> set[str]:
        """All words of facts and their parties that are long and short enough to be like one of so many letters."""
        # a ratio of 0.8 needs lengths within one and a half times of each other
        bounds = (letters * 2 // 3, letters * 3 // 2 + 1)
        found = {
            row[0]
            for row in self.sql("SELECT word FROM fact_words WHERE facts > 0 AND length(word) BETWEEN ? AND ?", bounds)
        }
        named = self.sql(
            "SELECT DISTINCT w.word FROM entity_words w WHERE length(w.word) BETWEEN ? AND ? AND EXISTS(SELECT 1 FROM"
            " entities e JOIN terms t ON t.term = 'p:' || e.id WHERE e.seq = w.entity AND t.facts > 0)",
            bounds,
        )
        return found | {row[0] for row in named}


def _statement(what: str, conditions: Sequence[Condition], join: str) -> tuple[str, list[Any]]:
    """A question to the index that begins with the condition that leaves least."""
    first = min(conditions, key=lambda one: one[3])
    links = first[1].startswith("SELECT")
    start = f"(SELECT DISTINCT fact FROM ({first[1]})) d CROSS JOIN spans s ON s.seq = d.fact" if links else "spans s"
    parts: list[str] = [] if links else [first[1]]
    parameters: list[Any] = list(first[2])
    for one in conditions:
        if one is first or one[0] == _RANGE:
            continue
        _, condition, values, _ = one
        if condition.startswith("SELECT"):
            parts.append(f"EXISTS({condition} AND fact = s.seq)")
        else:
            # the plus keeps SQLite from beginning with it
            parts.append(f"+{condition}")
            parameters += values
    where = f" WHERE {' AND '.join(parts)}" if parts else ""
    return f"SELECT {what} FROM {start} {join}{where}", parameters


def _marks(values: Sequence[Any]) -> str:
    return ",".join("?" * len(values))


def _decoded(rows: Sequence[str]) -> list[Any]:
    found: list[Any] = codec.loads(f"[{','.join(rows)}]")
    return found
