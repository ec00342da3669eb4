"""The index beside a store: an SQLite file in the cache folder, made from the store and thrown away at will.

It is never trusted over the store. It says which bytes it was made from (size, time and number of each file; for a
store file also its checksum), and is used only while they are the same. A file that was changed in the two seconds
before it was looked at may have been changed again within one tick of the clock: then its checksum decides, or the
index is not used. An index that is missing, damaged, of another version or not readable is made again; where the cache
folder cannot be written, there is none. It is made under a name of its own and renamed, so two processes may make it at
once.

What is in it: every row as JSON under its id; for facts the days and the amount that filters compare, and links from
whatever facts are looked up by (`p:amazon` for a party, `y:` type, `s:` status, `t:` topic, `d:` document, `a:` no
actor, `g:` no target); names by their keys, and their trigrams; the words of facts and entities.
"""

from __future__ import annotations

import os

from healthtech_cli import codec
from healthtech_cli.config import cache_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, Protocol

    class Table(Protocol):
        """The rows of a table, which may be gone through more than once."""

        def __len__(self) -> int: ...
        def __iter__(self) -> Iterator[Any]: ...

    Load = Callable[[str], Table]

VERSION = 3
TABLES = ("documents", "redirects", "entities", "facts")
SMALLEST = 48 << 10  # a smaller store is read as fast as an index is opened
RACY_NS = 2_000_000_000
SMALL = 4 << 20  # read in a fraction of the time that its index takes to make
QUIET_NS = 10_000_000_000
EXACT, KEYED, BARE = 0, 1, 2
_STEP = 1000
_WAIT_S = 0.05
# the signs that mark the ends of a name in its trigrams, as characters that FTS5 takes for letters
_MARKS = {code: 0x2500 + code for code in range(33, 127) if not chr(code).isalnum()}

_SCHEMA = """
CREATE TABLE meta(stamp TEXT, seen INTEGER, sha256 TEXT, revision INTEGER);
CREATE TABLE documents(seq INTEGER PRIMARY KEY, id TEXT, json TEXT);
CREATE TABLE redirects(seq INTEGER PRIMARY KEY, id TEXT, json TEXT);
CREATE TABLE entities(seq INTEGER PRIMARY KEY, id TEXT, json TEXT, parent TEXT);
CREATE TABLE facts(seq INTEGER PRIMARY KEY, id TEXT, json TEXT);
CREATE TABLE spans(seq INTEGER PRIMARY KEY, dated INTEGER, width INTEGER,
                   first_low TEXT, first_high TEXT, last_low TEXT, last_high TEXT, amount REAL);
CREATE TABLE terms(id INTEGER PRIMARY KEY, term TEXT UNIQUE, facts INTEGER);
CREATE TABLE links(term INTEGER, fact INTEGER, PRIMARY KEY(term, fact)) WITHOUT ROWID;
CREATE TABLE names(kind INTEGER, key TEXT, entity INTEGER, at INTEGER, text TEXT, origin TEXT,
                   PRIMARY KEY(kind, key, entity, at)) WITHOUT ROWID;
CREATE TABLE spellings(id INTEGER PRIMARY KEY, key TEXT, entity INTEGER, at INTEGER, text TEXT, way TEXT);
CREATE TABLE name_words(word TEXT, entity INTEGER, PRIMARY KEY(word, entity)) WITHOUT ROWID;
CREATE TABLE entity_words(word TEXT, entity INTEGER, PRIMARY KEY(word, entity)) WITHOUT ROWID;
CREATE TABLE fact_words(word TEXT PRIMARY KEY, facts INTEGER) WITHOUT ROWID;
CREATE TABLE vocabulary(seq INTEGER PRIMARY KEY, words TEXT);
CREATE VIRTUAL TABLE grams USING fts5(held, content='', detail=none, columnsize=0, tokenize='ascii');
CREATE VIRTUAL TABLE words USING fts5(held, content='', detail=none, columnsize=0, tokenize='ascii');
"""
_INDEXES = """
CREATE INDEX documents_id ON documents(id);
CREATE INDEX redirects_id ON redirects(id);
CREATE INDEX entities_id ON entities(id);
CREATE INDEX entities_parent ON entities(parent) WHERE parent IS NOT NULL;
CREATE INDEX facts_id ON facts(id);
CREATE INDEX spans_last ON spans(last_high);
CREATE INDEX spans_first ON spans(first_low);
CREATE INDEX spans_width ON spans(width, first_low, first_high, last_low, last_high);
CREATE INDEX spans_amount ON spans(amount) WHERE amount IS NOT NULL;
CREATE INDEX spellings_key ON spellings(key);
CREATE INDEX spellings_entity ON spellings(entity);
CREATE INDEX names_entity ON names(entity);
CREATE INDEX name_words_entity ON name_words(entity);
CREATE INDEX entity_words_entity ON entity_words(entity);
"""


def _connect(name: str, **options: Any) -> Any:
    # `sqlite3` itself is a thin layer over `_sqlite3` that loads `datetime`
    try:
        from _sqlite3 import connect  # type: ignore[import-not-found, unused-ignore]
    except ImportError:
        from sqlite3 import connect
    return connect(name, isolation_level=None, **options)


class Source:
    """The files that an index is made from."""

    def __init__(self, name: str, files: Sequence[str]) -> None:
        self.name = name
        self.files = files

    def stamp(self) -> tuple[str, int]:
        """What identifies their bytes, and the time in ns of the last change; OSError where one is missing."""
        parts = [f"{VERSION} {self.name}"]
        latest = 0
        for file in self.files:
            status = os.stat(file)
            parts.append(f"{status.st_size} {status.st_mtime_ns} {status.st_ino}")
            latest = max(latest, status.st_mtime_ns)
        return "\n".join(parts), latest

    def size(self) -> int:
        """Bytes of all files."""
        return sum(os.stat(file).st_size for file in self.files)

    def file(self) -> str:
        """Where the index is kept."""
        from binascii import crc32

        return os.path.join(cache_folder(), f"index-{crc32(self.name.encode()):08x}.sqlite")


def opened(source: Source, check: Callable[[str], bool] | None = None) -> Any | None:
    """A connection to the source's index, None where there is none that can be used.

    `check` says for the checksum that the index was made from whether the file has it now; it is asked only where the
    time of the file's last change proves nothing. Without it such an index is not used.
    """

    def is_of(known: str, seen: int, sha256: str) -> bool:
        stamp, changed = source.stamp()
        if known != stamp or changed <= seen - RACY_NS:
            return known == stamp
        if not check or not check(sha256):
            return False
        _look_again(source.file(), stamp, changed)
        return True

    return _opened(source, is_of)


def _opened(source: Source, is_of: Callable[[str, int, str], bool]) -> Any | None:
    """A connection to the source's index if it is of these files, by its stamp, when that was seen, and checksum."""
    connection: Any = None
    try:
        file = source.file()
        if not is_wanted(source) or not os.path.exists(file):
            return None
        connection = _reading(file)
        stamp, seen, sha256, _ = connection.execute("SELECT * FROM meta").fetchone()
        if is_of(stamp, seen, sha256):
            return connection
    except Exception:  # whatever is wrong with a cache, the answer is to do without it
        pass
    if connection is not None:
        connection.close()
    return None


def _reading(file: str) -> Any:
    # a server may let go of a store in another thread than the one that opened it
    connection = _connect(f"file:{_quoted(file)}?mode=ro", uri=True, timeout=1.0, check_same_thread=False)
    connection.execute("BEGIN")  # one state of the index for all questions of this command
    return connection


def of_state(path: str, sha256: str) -> Any | None:
    """A connection to the index of a store file whose bytes were just read and have this checksum, if there is one."""
    own = f"{VERSION} {path}\n"
    return _opened(Source(path, [path]), lambda stamp, seen, made_from: made_from == sha256 and stamp.startswith(own))


def _look_again(file: str, stamp: str, changed: int) -> None:
    """Note when the file was last known to be the one that the index was made from, if that settles it."""
    import time

    if time.time_ns() > changed + RACY_NS:
        other = _connect(file, timeout=0.0)
        try:
            other.execute("UPDATE meta SET seen = ? WHERE stamp = ?", (time.time_ns(), stamp))
        except Exception:  # somebody else is busy with it: next time
            pass
        finally:
            other.close()


def _quoted(file: str) -> str:
    return file.replace("%", "%25").replace("?", "%3f").replace("#", "%23")


def ready(
    source: Source,
    load: Load,
    *,
    sha256: str = "",
    revision: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
) -> Any | None:
    """A connection to the source's index, made now; None where it is not worth its making or cannot be made."""
    made = is_wanted(source) and build(source, load, sha256=sha256, revision=revision, progress=progress or _quietly)
    return opened(source, lambda known: bool(sha256) and known == sha256) if made else None


def _quietly(what: str, done: int, total: int) -> None:
    pass


def is_wanted(source: Source) -> bool:
    """Whether an index of these files is worth its making, and not switched off with `HTQ_INDEX=0`."""
    try:
        return os.environ.get("HTQ_INDEX", "") not in ("0", "no", "off") and source.size() >= SMALLEST
    except OSError:
        return False


def is_settling(source: Source) -> bool:
    """Whether a small store was changed so lately that reading it costs less than an index that may not last."""
    import time

    try:
        return source.size() < SMALL and source.stamp()[1] > time.time_ns() - QUIET_NS
    except OSError:
        return True


def build(
    source: Source, load: Load, *, sha256: str = "", revision: int = 0, progress: Callable[[str, int, int], None]
) -> bool:
    """Make the index from the rows; False where that cannot be done. `progress` is told what, how many, of how many."""
    import time

    try:
        stamp, changed = source.stamp()
        now = time.time_ns()
        if changed > now - RACY_NS and not sha256:
            return False
        file = source.file()
        os.makedirs(os.path.dirname(file), mode=0o700, exist_ok=True)
        unfinished = f"{file}.{os.getpid()}"
    except OSError:
        return False
    try:
        connection = _connect(unfinished)
        os.chmod(unfinished, 0o600)
        connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536;" + _SCHEMA)
        connection.execute("BEGIN")
        _fill(connection, load, progress)
        connection.execute("INSERT INTO meta VALUES(?, ?, ?, ?)", (stamp, now, sha256, revision))
        for statement in _INDEXES.strip().split("\n"):
            connection.execute(statement)
        connection.execute("COMMIT")
        connection.close()
        if source.stamp()[0] != stamp:
            raise OSError("changed while it was read")
        _put(unfinished, file)
        return True
    except Exception:  # a full disk, an SQLite without FTS5, a row of an odd shape: the store is read instead
        _forget_unfinished(unfinished)
        return False


def _fill(connection: Any, load: Load, progress: Callable[[str, int, int], None]) -> None:
    for table in ("documents", "redirects"):
        connection.executemany(
            f"INSERT INTO {table} VALUES(?, ?, ?)",
            ((seq, row["id"], codec.dumps(row)) for seq, row in enumerate(load(table))),
        )
    names = _Names()
    known: set[str] = set()
    entities = load("entities")
    total = len(entities)
    for seq, row in enumerate(entities):
        if seq % _STEP == 0:
            progress("names", seq, total)
        names.add(seq, row)
        known.add(row["id"])
    names.write(connection)
    links: dict[str, list[int]] = {}
    vocabulary: dict[str, int] = {}
    facts = load("facts")
    total = len(facts)
    batch: list[tuple[int, Any]] = []
    for seq, row in enumerate(facts):
        if seq % _STEP == 0:
            progress("facts", seq, total)
            _fill_facts(connection, batch, known, links, vocabulary)
            batch = []
        batch.append((seq, row))
    _fill_facts(connection, batch, known, links, vocabulary)
    connection.executemany(
        "INSERT INTO terms VALUES(?, ?, ?)", ((at, term, len(found)) for at, (term, found) in enumerate(links.items()))
    )
    connection.executemany(
        "INSERT INTO links VALUES(?, ?)", ((at, fact) for at, found in enumerate(links.values()) for fact in found)
    )
    connection.executemany("INSERT INTO fact_words VALUES(?, ?)", sorted(vocabulary.items()))
    told = connection.execute("SELECT DISTINCT word FROM entity_words").fetchall()
    _remember(connection, vocabulary.keys() | {row[0] for row in told})


def _remember(connection: Any, words: Iterable[str]) -> None:
    """Add words to those that a search for a part of a word goes through, a line each, as one text."""
    listed = "\n".join(sorted(words))
    if listed:
        connection.execute("INSERT INTO vocabulary(words) VALUES(?)", (f"\n{listed}\n",))


def _unheard(connection: Any, words: Iterable[str]) -> list[str]:
    known = "SELECT 1 FROM fact_words WHERE word = ?1 UNION ALL SELECT 1 FROM entity_words WHERE word = ?1 LIMIT 1"
    return [word for word in words if not connection.execute(known, (word,)).fetchone()]


def _fill_facts(
    connection: Any,
    batch: Sequence[tuple[int, Any]],
    known: set[str],
    links: dict[str, list[int]],
    vocabulary: dict[str, int],
) -> None:
    rows: list[tuple[int, Any, list[str]]] = []
    for seq, row in batch:
        for term in terms(row):
            links.setdefault(term, []).append(seq)
        found = fact_words(row, known.__contains__)
        for word in found:
            vocabulary[word] = vocabulary.get(word, 0) + 1
        rows.append((seq, row, found))
    _insert_facts(connection, rows)


def _insert_facts(connection: Any, rows: Sequence[tuple[int, Any, list[str]]]) -> None:
    """Put facts, with their numbers and words, into the tables that have one row a fact."""
    connection.executemany(
        "INSERT INTO facts VALUES(?, ?, ?)", ((seq, fact["id"], codec.dumps(fact)) for seq, fact, _ in rows)
    )
    connection.executemany(
        "INSERT INTO spans VALUES(?, ?, ?, ?, ?, ?, ?, ?)", ((seq, *span(fact)) for seq, fact, _ in rows)
    )
    connection.executemany(
        "INSERT INTO words(rowid, held) VALUES(?, ?)", ((seq, " ".join(found)) for seq, _, found in rows)
    )


def terms(fact: Any) -> list[str]:
    """What a fact is looked up by, each once."""
    found = [f"y:{fact['type']}", f"s:{fact['status']}"]
    found += [term for term, role in (("a:", fact["actor"]), ("g:", fact["target"])) if not role]
    found += [f"p:{role['id']}" for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    found += [f"t:{topic}" for topic in fact["topics"]]
    found += [f"d:{one['document']}" for one in fact["evidence"]]
    return list(dict.fromkeys(found))


def span(fact: Any) -> tuple[Any, ...]:
    """Whether it is dated; how wide all readings of its date are together (0 a day, 1 within a month, 2 within a year,
    3 more); their lowest and highest first and last day; its amount."""
    from healthtech_cli.model import edtf
    from healthtech_cli.query import dates

    amount = float(fact["money"]["amount"]) if fact["money"] else None
    days = [edtf.bounds(date) for date in dates(fact)]
    if not days:
        return int(bool(fact["date"])), None, None, None, None, None, amount
    firsts, lasts = [first for first, _ in days], [last for _, last in days]
    begin, end = min(firsts), max(lasts)
    width = 0 if begin == end else 1 if begin[:7] == end[:7] else 2 if begin[:4] == end[:4] else 3
    return int(bool(fact["date"])), width, begin, max(firsts), min(lasts), end, amount


def fact_words(fact: Any, is_known: Callable[[str], bool]) -> list[str]:
    """The words of a fact that a search looks at, each once; names of parties only where they are no entities."""
    from healthtech_cli import words

    own, stated = words.texts(fact)
    roles = [role for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    strangers = [role["name"] for role in roles if not is_known(role["id"])]
    return list(dict.fromkeys(words.split(" ".join([own, stated, *strangers]))))


class _Names:
    """The rows of entities in the tables of names and words, gathered so that many can be written at once."""

    def __init__(self) -> None:
        self.entities: list[tuple[Any, ...]] = []
        self.names: list[tuple[Any, ...]] = []
        self.spellings: list[tuple[Any, ...]] = []
        self.name_words: list[tuple[Any, ...]] = []
        self.entity_words: list[tuple[Any, ...]] = []

    def add(self, seq: int, entity: Any) -> None:
        """Add the rows of one entity."""
        from healthtech_cli import words
        from healthtech_cli.names import NameIndex, keys

        parent = entity["parent"]["id"] if entity["parent"] else None
        self.entities.append((seq, entity["id"], codec.dumps(entity), parent))
        exact, keyed, bare, spellings = NameIndex([entity]).prepared()
        for kind, table in ((EXACT, exact), (KEYED, keyed), (BARE, bare)):
            for key, found in table.items():
                self.names += [(kind, key, seq, at, row[1], row[2]) for at, row in enumerate(found)]
        known: set[str] = set()
        for at, (key, (text, way)) in enumerate(spellings.items()):
            self.spellings.append((key, seq, at, text, way))
            known.update(keys.words(text))
        self.name_words += [(word, seq) for word in known]
        self.entity_words += [(word, seq) for word in set(words.split(words.names_of(entity)))]

    def write(self, connection: Any) -> None:
        """Put all of them into the index."""
        from healthtech_cli.names.near import trigrams

        connection.executemany("INSERT INTO entities VALUES(?, ?, ?, ?)", self.entities)
        # in the order in which SQLite keeps them
        connection.executemany("INSERT INTO names VALUES(?, ?, ?, ?, ?, ?)", sorted(self.names))
        first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM spellings").fetchone()[0]
        numbered = [(first + at, *row) for at, row in enumerate(self.spellings)]
        connection.executemany("INSERT INTO spellings VALUES(?, ?, ?, ?, ?, ?)", numbered)
        connection.executemany(
            "INSERT INTO grams(rowid, held) VALUES(?, ?)", ((row[0], grams(trigrams(row[1]))) for row in numbered)
        )
        connection.executemany("INSERT INTO name_words VALUES(?, ?)", sorted(self.name_words))
        connection.executemany("INSERT INTO entity_words VALUES(?, ?)", sorted(self.entity_words))


def add_entity(connection: Any, seq: int, entity: Any) -> None:
    """Put an entity with its names and words into the index."""
    names = _Names()
    names.add(seq, entity)
    _remember(connection, _unheard(connection, (word for word, _ in names.entity_words)))
    names.write(connection)


def grams(found: Iterable[str]) -> str:
    """Trigrams as words of FTS5."""
    return " ".join(sorted(found)).translate(_MARKS)


def remove_entity(connection: Any, seq: int) -> None:
    """Take an entity with its names and words out of the index."""
    from healthtech_cli.names import near

    for number, key in connection.execute("SELECT id, key FROM spellings WHERE entity = ?", (seq,)).fetchall():
        connection.execute(
            "INSERT INTO grams(grams, rowid, held) VALUES('delete', ?, ?)", (number, grams(near.trigrams(key)))
        )
    for table in ("names", "spellings", "name_words", "entity_words"):
        connection.execute(f"DELETE FROM {table} WHERE entity = ?", (seq,))
    connection.execute("DELETE FROM entities WHERE seq = ?", (seq,))


def add_fact(connection: Any, seq: int, fact: Any) -> None:
    """Put a fact with its links and words into the index."""
    for term in terms(fact):
        connection.execute(
            "INSERT INTO terms(term, facts) VALUES(?, 1) ON CONFLICT(term) DO UPDATE SET facts = facts + 1", (term,)
        )
        connection.execute("INSERT INTO links SELECT id, ? FROM terms WHERE term = ?", (seq, term))
    found = fact_words(fact, _is_entity(connection))
    _remember(connection, _unheard(connection, found))
    _insert_facts(connection, [(seq, fact, found)])
    for word in found:
        connection.execute(
            "INSERT INTO fact_words VALUES(?, 1) ON CONFLICT(word) DO UPDATE SET facts = facts + 1", (word,)
        )


def remove_fact(connection: Any, seq: int) -> None:
    """Take a fact with its links and words out of the index."""
    fact = codec.loads(connection.execute("SELECT json FROM facts WHERE seq = ?", (seq,)).fetchone()[0])
    for term in terms(fact):
        connection.execute(
            "DELETE FROM links WHERE fact = ? AND term = (SELECT id FROM terms WHERE term = ?)", (seq, term)
        )
        connection.execute("UPDATE terms SET facts = facts - 1 WHERE term = ?", (term,))
    found = fact_words(fact, _is_entity(connection))
    connection.execute("INSERT INTO words(words, rowid, held) VALUES('delete', ?, ?)", (seq, " ".join(found)))
    for word in found:
        connection.execute("UPDATE fact_words SET facts = facts - 1 WHERE word = ?", (word,))
    connection.execute("DELETE FROM spans WHERE seq = ?", (seq,))
    connection.execute("DELETE FROM facts WHERE seq = ?", (seq,))


class Follower:
    """Brings the index of a store file up to date with a write: made before the write, told afterwards what it changed.

    Where the index was not up to date before, it stays as it is, and the next look-up makes it again. `sha256` is the
    checksum of the state that is written over, which the writer has compared with its bytes.
    """

    def __init__(self, path: str, sha256: str) -> None:
        self.path = path
        self.source = Source(path, [path])
        self.connection: Any = None
        try:
            if os.path.exists(self.source.file()):
                # the store is locked meanwhile: no writer waits for a reader
                connection = _connect(self.source.file(), timeout=_WAIT_S)
                known, _, made_from, _ = connection.execute("SELECT * FROM meta").fetchone()
                if (known, made_from) == (self.source.stamp()[0], sha256):
                    self.connection = connection
        except Exception:  # no index is no reason not to write
            self.connection = None

    def follow(self, touched: Iterable[tuple[str, str, Any, Any]]) -> None:
        """Take over the rows: table, id, row before, row after; all or nothing.

        Somebody who reads the index keeps it from being changed: then a changed copy of it takes its place.
        """
        if self.connection is None:
            return
        rows = list(touched)
        try:
            try:
                self._take_over(self.connection, rows)
            except Exception as error:
                if "locked" not in str(error):
                    raise
                self.connection.execute("ROLLBACK")
                self._replace(rows)
        except Exception:  # the write is done; the index no longer fits the file, and the next look-up makes another
            pass
        self.connection.close()

    def _take_over(self, connection: Any, rows: Sequence[tuple[str, str, Any, Any]]) -> None:
        import time

        from healthtech_cli.store.layout import HEAD_LIMIT, decode_head

        with open(self.path, "rb") as file:
            head = decode_head(file.readline(HEAD_LIMIT))
        connection.execute("BEGIN IMMEDIATE")
        take_over(connection, rows)
        values = (self.source.stamp()[0], time.time_ns(), head.sha256, head.revision)
        connection.execute("UPDATE meta SET stamp = ?, seen = ?, sha256 = ?, revision = ?", values)
        connection.execute("COMMIT")

    def _replace(self, rows: Sequence[tuple[str, str, Any, Any]]) -> None:
        unfinished = f"{self.source.file()}.{os.getpid()}"
        try:
            other = _connect(unfinished)
            try:
                os.chmod(unfinished, 0o600)
                other.execute("PRAGMA synchronous=OFF")
                self.connection.backup(other)
                self._take_over(other, rows)
            finally:
                other.close()
            _put(unfinished, self.source.file())
        except Exception:
            _forget_unfinished(unfinished)
            raise


def _put(unfinished: str, file: str) -> None:
    """Put a finished index in its place.

    What a killed process left of a journal belongs to the index that was there: it must neither outlive it nor be
    gone before it.
    """
    if os.path.exists(file + "-journal"):
        os.unlink(file)
        os.unlink(file + "-journal")
    os.replace(unfinished, file)


def _forget_unfinished(name: str) -> None:
    """Remove an index that was not finished."""
    for one in (name, name + "-journal"):
        if os.path.exists(one):
            os.unlink(one)


def take_over(connection: Any, touched: Sequence[tuple[str, str, Any, Any]]) -> None:
    """Change the index as rows were changed; LookupError where it cannot be, and must be made anew."""
    numbers = {
        (table, row_id): _number(connection, table, row_id) for table, row_id, _, _ in touched if table in TABLES
    }

    def place(table: str, row_id: str) -> int:
        # what is changed stays where it was, what is new goes to the end
        number = numbers[table, row_id]
        if number is None:
            number = connection.execute(f"SELECT coalesce(max(seq), -1) + 1 FROM {table}").fetchone()[0]
        return number

    # Words of facts depend on which parties are entities: facts go before entities change, and come back after.
    for table, row_id, before, _ in touched:
        if table == "facts" and before is not None:
            remove_fact(connection, _there(numbers[table, row_id]))
    for table, row_id, before, after in touched:
        if table in ("documents", "redirects"):
            connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))
            if after is not None:
                row = (place(table, row_id), row_id, codec.dumps(after))
                connection.execute(f"INSERT INTO {table} VALUES(?, ?, ?)", row)
        elif table == "entities":
            if (before is None) != (after is None) and _is_party(connection, row_id):
                raise LookupError(f"{row_id} was, or will be, the party of a fact without being an entity")
            if before is not None:
                remove_entity(connection, _there(numbers[table, row_id]))
            if after is not None:
                add_entity(connection, place(table, row_id), after)
    for table, row_id, _, after in touched:
        if table == "facts" and after is not None:
            add_fact(connection, place(table, row_id), after)


def _is_party(connection: Any, entity_id: str) -> bool:
    row = connection.execute("SELECT facts FROM terms WHERE term = ?", (f"p:{entity_id}",)).fetchone()
    return bool(row and row[0])


def _there(number: int | None) -> int:
    if number is None:
        raise LookupError("a row that was changed is not in the index")
    return number


def _is_entity(connection: Any) -> Callable[[str], bool]:
    return lambda entity_id: _number(connection, "entities", entity_id) is not None


def _number(connection: Any, table: str, row_id: str) -> int | None:
    row = connection.execute(f"SELECT seq FROM {table} WHERE id = ? ORDER BY seq DESC LIMIT 1", (row_id,)).fetchone()
    return row[0] if row else None
