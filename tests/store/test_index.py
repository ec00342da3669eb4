"""What a store answers from its index is what it answers from its file; an index is never believed over the file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthtech_cli.names import NameIndex
from healthtech_cli.query import Filter
from healthtech_cli.store import index, indexed, indexed_names, open_store
from healthtech_cli.store.base import Store
from healthtech_cli.store.indexed import IndexedStore
from tests.conftest import Htq

IDS = ("amazon", "pillpack", "jd", "jd-health", "xiaohe", "haven", "nobody")
NAMES = (
    "Amazon",
    "Amazon.com, Inc.",
    "PillPack",
    "京东",
    "京东健康",
    "JD Health",
    "Jingdong",
    "Haven",
    "Ärzte GmbH",
    "AMZN",
)
WORDS = (
    "bought",
    "pharmacy",
    "online",
    "Arzt",
    "健康",
    "AI",
    "in 2018",
    "covid-19",
    "Ärzte",
    "a",
    "pharmacies",
    "haven",
)
DATES = (None, "2018", "2018-09", "2018-09-12", "2022-07~", "2019/2020-06", "2014/..", "../2022-08", "2018-09-30")
names = st.sampled_from(NAMES)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
dates = st.sampled_from(DATES)
amounts = st.one_of(st.none(), st.integers(0, 10**20), st.floats(0, 1e12), st.sampled_from([5 * 10**8, 2**53 + 1]))


@st.composite
def an_entity(draw: st.DrawFn, entity_id: str) -> dict[str, Any]:
    parent = draw(st.sampled_from([None, *IDS]))
    aliases = draw(st.lists(names, max_size=3))
    return {
        "id": entity_id,
        "name": draw(names),
        "kind": draw(st.sampled_from(["company", "person", "product"])),
        "parent": {"id": parent, "name": parent} if parent else None,
        "country": None,
        "aliases": [
            {"text": text, "lang": "en", "origin": draw(st.sampled_from(["name", "ticker"]))} for text in aliases
        ],
        "topics": [],
    }


@st.composite
def a_fact(draw: st.DrawFn, number: int) -> dict[str, Any]:
    def role() -> Any:
        found = draw(st.sampled_from([None, *IDS, "stranger"]))
        return {"id": found, "name": f"the {found}"} if found else None

    amount = draw(amounts)
    evidence = [
        {
            "document": draw(st.sampled_from(["d1", "d2"])),
            "actor_as_stated": draw(st.one_of(st.none(), names)),
            "target_as_stated": None,
            **({"date": date} if (date := draw(dates)) and draw(st.booleans()) else {}),
        }
        for _ in range(draw(st.integers(0, 2)))
    ]
    return {
        "id": f"f{number}",
        "type": draw(st.sampled_from(["acquisition", "launch", "metric"])),
        "status": draw(st.sampled_from(["completed", "planned"])),
        "actor": role(),
        "target": role(),
        "partners": [one for one in [role()] if one],
        "date": draw(dates),
        "money": {"amount": amount, "currency": "USD", "bound": "exact"} if amount is not None else None,
        "value": None,
        "statement": draw(texts),
        "topics": draw(st.lists(st.sampled_from(["ai", "pharmacy"]), max_size=2, unique=True)),
        "note": draw(st.one_of(st.none(), texts)),
        "evidence": evidence,
    }


@st.composite
def tables(draw: st.DrawFn) -> dict[str, list[Any]]:
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=6))
    return {
        "documents": [{"id": "d1"}, {"id": "d2"}],
        "redirects": [{"id": "old", "to": "amazon"}],
        "entities": [draw(an_entity(one)) for one in ids],
        "facts": [draw(a_fact(number)) for number in range(draw(st.integers(0, 12)))],
    }


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    def some(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(draw(st.lists(st.sampled_from(values), max_size=2, unique=True)))

    companies = draw(st.one_of(st.none(), st.frozensets(st.sampled_from(IDS), min_size=1)))
    day = st.one_of(st.none(), st.sampled_from(["2018-01-01", "2018-09-12", "2018-09-13", "2020-06-30", "2022-12-31"]))
    return Filter(
        companies=companies,
        types=some(("acquisition", "metric")),
        statuses=some(("planned",)),
        topics=some(("ai", "pharmacy", "none")),
        documents=some(("d1", "d2")),
        since=draw(day),
        until=draw(day),
        certain=draw(st.booleans()),
        min_amount=draw(st.one_of(st.none(), st.sampled_from([0, 5 * 10**8, 2**53 + 1, 1e11]))),
    )


@contextmanager
def both(rows: dict[str, list[Any]]) -> Iterator[tuple[Store, IndexedStore]]:
    """The same rows as a plain store and as an indexed one."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", folder)
        patch.setattr(index, "SMALLEST", 0)
        file = Path(folder, "store.json")
        file.write_text("x")
        source = index.Source(str(file), [str(file)])
        connection = index.ready(source, rows.__getitem__, sha256="1", revision=7)
        assert connection is not None
        kept: dict[str, Any] = {"label": "", "path": "", "load": rows.__getitem__, "read_text": lambda _: None}
        yield Store(**kept), IndexedStore(connection, **kept)
        connection.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), filters(), st.one_of(st.none(), st.frozensets(st.sampled_from(IDS), min_size=1)))
def test_filters_find_the_same_facts(rows: dict[str, list[Any]], wanted: Filter, about: frozenset[str] | None) -> None:
    """Facts, their order, and the counts behind an empty answer are the same with and without the index."""
    with both(rows) as (plain, indexed):
        expected, removed = plain.select(wanted, about)
        found, counted = indexed.select(wanted, about)
        assert found == expected
        assert list(counted) == list(removed)
        assert indexed.undated(wanted) == plain.undated(wanted)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tables(), st.one_of(texts, st.sampled_from(["pharmcy", "onlin", "AI", "健", "amazn", "haven bought", "strangr"]))
)
def test_words_find_the_same_facts(rows: dict[str, list[Any]], text: str) -> None:
    """A search gives the same facts with the same scores in the same order."""
    with both(rows) as (plain, indexed):
        assert indexed.search(text, Filter())[0] == plain.search(text, Filter())[0]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    tables(),
    st.one_of(names, st.sampled_from(["amazn", "Amazonn", "jingdong jiankang", "pill pack", "Aerzte", "京東", "old"])),
)
def test_names_mean_the_same_entities(rows: dict[str, list[Any]], name: str) -> None:
    """A name resolves to the same entity with the same score, reason and candidates."""
    with both(rows) as (plain, indexed):
        ours, theirs = indexed.named().resolve(name), NameIndex(plain.entities).resolve(name)
        assert told(ours) == told(theirs)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.data())
def test_an_index_that_follows_a_write_is_as_if_it_were_made_anew(
    rows: dict[str, list[Any]], data: st.DataObject
) -> None:
    """After rows were added, changed and removed, the index answers as one that was made from the new rows."""
    with both(rows) as (_, before):
        before._connection.close()
        now, touched = {name: list(found) for name, found in rows.items()}, []
        for table, make in (("facts", a_fact(99)), ("entities", an_entity(data.draw(st.sampled_from(IDS))))):
            new = data.draw(make)
            if data.draw(st.booleans()):
                new["id"] = data.draw(st.sampled_from([one["id"] for one in now[table]] or [new["id"]]))
            after = data.draw(st.sampled_from([new, None]))
            at = next((at for at, one in enumerate(now[table]) if one["id"] == new["id"]), None)
            if at is None and after:
                now[table].append(after)
            elif at is not None:
                now[table][at : at + 1] = [after] if after else []
            if at is not None or after:
                touched.append((table, new["id"], rows[table][at] if at is not None else None, after))
        (file,) = Path(os.environ["XDG_CACHE_HOME"], "htq").iterdir()
        connection = index._connect(str(file))
        try:
            index.take_over(connection, touched)
        except LookupError:  # then the index is made anew
            connection.close()
            return
        kept: dict[str, Any] = {"label": "", "path": "", "load": now.__getitem__, "read_text": lambda _: None}
        indexed, plain = IndexedStore(connection, **kept), Store(**kept)
        same_answers(plain, indexed, data.draw(filters()), data.draw(texts), data.draw(names))
        connection.close()


def same_answers(plain: Store, indexed: IndexedStore, wanted: Filter, text: str, name: str) -> None:
    """Every kind of question has the same answer."""
    assert all(indexed.table(one) == plain.table(one) for one in ("entities", "facts"))
    assert indexed.select(wanted)[0] == plain.select(wanted)[0]
    assert indexed.search(text, Filter())[0] == plain.search(text, Filter())[0]
    assert told(indexed.named().resolve(name)) == told(NameIndex(plain.entities).resolve(name))
    assert indexed.topics() == plain.topics()


def told(found: Any) -> Any:
    """A resolution as plain values."""
    shown = [(one.id, one.name, one.score, one.reason, one.matched, one.owner) for one in found.candidates]
    return found.match.id if found.match else None, found.ambiguous, found.guess.id if found.guess else None, shown


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_tables_and_single_rows_are_the_same(rows: dict[str, list[Any]]) -> None:
    """Whole tables, rows by id, units, topics and counts come out of the index as they went in."""
    with both(rows) as (plain, indexed):
        assert [indexed.entity(one) for one in (*IDS, "old")] == [plain.entity(one) for one in (*IDS, "old")]
        assert indexed.children(IDS) == plain.children(IDS)
        assert indexed.topics() == plain.topics()
        assert indexed.size() == plain.size()
        assert indexed.stated_in("d1") == plain.stated_in("d1")
        assert all(indexed.table(name) == rows[name] for name in index.TABLES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.lists(names.map(lambda one: one[1:] + "e"), min_size=1, max_size=5))
def test_a_column_of_names_means_the_same_as_each(rows: dict[str, list[Any]], asked: list[str]) -> None:
    """After the first names, spellings are compared from memory: with the same outcome."""
    with both(rows) as (plain, indexed), pytest.MonkeyPatch.context() as patch:
        patch.setattr(indexed_names, "_FEW", 1)
        assert [told(indexed.named().resolve(one)) for one in asked] == [
            told(NameIndex(plain.entities).resolve(one)) for one in asked
        ]


def test_of_many_ids_those_that_begin_alike_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a store too large to compare every id, a mistyped one still leads to the right one, from few rows."""
    monkeypatch.setattr(indexed, "_FEW_IDS", 10)
    monkeypatch.setattr(indexed, "_LIKE", 40)
    store = open_store(None)
    facts = [{**fact, "id": f"launch-{number:04d}"} for number, fact in enumerate([store.facts[0]] * 300)]
    facts += [{**store.facts[0], "id": one} for one in ("acquisition-amazon-pillpack-2018-09", "acquisition-x-y")]
    with both({"documents": [], "redirects": [], "entities": [], "facts": facts}) as (_, other):
        found = other.ids("facts", like="acquisition-amazon-pilpack-2018-09")
        assert "acquisition-amazon-pillpack-2018-09" in found
        assert len(other.ids("facts", like="launch-x")) == 40 < len(other.ids("facts")) == 302


def settled(store: Path) -> None:
    """Let the store look as if nothing had changed it for a while."""
    os.utime(store, (1.7e9, 1.7e9))


def test_no_index_is_made_of_a_small_store_that_just_changed(htq: Htq, tmp_path: Path) -> None:
    """A look-up right after a change reads the file; one that comes when the store is quiet makes the index."""
    env = {"HTQ_INDEX": "1"}
    store = tmp_path / "own.json"
    fact = "acquisition-amazon-pillpack-2018-09"
    htq("rm", fact, store=store, env=env)
    assert htq("show", fact, store=store, env=env).code == 4
    made = Path(index.Source(str(store), []).file()).name
    assert not (tmp_path / "cache" / "htq" / made).exists()
    settled(store)
    assert htq("show", fact, store=store, env=env).code == 4
    assert (tmp_path / "cache" / "htq" / made).exists()


def test_a_write_takes_the_index_along(htq: Htq, tmp_path: Path) -> None:
    """What `add` and `rm` change is found by the index right after, and the index is not made anew for it."""
    env = {"HTQ_INDEX": "1"}
    store = tmp_path / "own.json"
    fact = "acquisition-amazon-pillpack-2018-09"
    assert htq("rm", fact, store=store, env=env).code == 0
    settled(store)
    assert htq("show", fact, store=store, env=env).code == 4
    (made,) = (tmp_path / "cache" / "htq").glob("index-*.sqlite")
    number = made.stat().st_ino
    assert htq("undo", store=store, env=env).code == 0
    assert htq("show", fact, "--json", store=store, env=env).results()[0]["id"] == fact
    assert made.stat().st_ino == number


def test_a_reader_keeps_no_writer_from_the_index(htq: Htq, tmp_path: Path) -> None:
    """While somebody reads the index, a write leaves another that fits the store; the reader's own stays as it was."""
    env = {"HTQ_INDEX": "1"}
    store = tmp_path / "own.json"
    fact = "acquisition-amazon-pillpack-2018-09"
    htq("rm", fact, store=store, env=env)
    settled(store)
    htq("show", fact, store=store, env=env)
    (made,) = (tmp_path / "cache" / "htq").glob("index-*.sqlite")
    number = made.stat().st_ino
    reader = index._reading(str(made))
    revision = "SELECT revision FROM meta"
    before = reader.execute(revision).fetchall()
    assert htq("undo", store=store, env=env).code == 0
    assert made.stat().st_ino != number
    assert reader.execute(revision).fetchall() == before
    reader.close()
    number = made.stat().st_ino
    assert htq("show", fact, "--json", store=store, env=env).results()[0]["id"] == fact
    assert made.stat().st_ino == number


def test_a_store_is_let_go_of_in_another_thread(htq: Htq, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that was opened in one thread and dropped in another closes its index without a complaint."""
    store = tmp_path / "own.json"
    htq("rm", "acquisition-amazon-pillpack-2018-09", store=store)
    settled(store)
    monkeypatch.setenv("HTQ_INDEX", "1")
    held: list[Store] = []
    thread = Thread(target=lambda: held.append(open_store(str(store))))
    thread.start()
    thread.join()
    (opened,) = held
    assert isinstance(opened, IndexedStore)
    opened.close()
    with pytest.raises(Exception, match="closed"):
        opened.size()


def test_a_journal_goes_with_its_index(tmp_path: Path) -> None:
    """What a killed writer left beside an index is not there to be played back into the next one."""
    file, journal, new = tmp_path / "i.sqlite", tmp_path / "i.sqlite-journal", tmp_path / "i.sqlite.1"
    for one in (file, journal, new):
        one.write_text(one.name)
    index._put(str(new), str(file))
    assert [one.name for one in tmp_path.iterdir()] == ["i.sqlite"]
    assert file.read_text() == "i.sqlite.1"


@pytest.mark.parametrize("damage", ["cut", "noise", "empty", "version", "folder"])
def test_a_damaged_index_is_made_again(htq: Htq, tmp_path: Path, damage: str) -> None:
    """Whatever is wrong with the index, the answer is the one from the file."""
    env = {"HTQ_INDEX": "1"}
    store = tmp_path / "own.json"
    htq("rm", "acquisition-amazon-pillpack-2018-09", store=store, env=env)
    settled(store)
    expected = htq("deals", "--json", store=store, env={"HTQ_INDEX": "0"}).out
    assert htq("deals", "--json", store=store, env=env).out == expected
    (made,) = (tmp_path / "cache" / "htq").glob("index-*.sqlite")
    data = made.read_bytes()
    if damage == "folder":
        made.unlink()
        made.mkdir()
    else:
        changed = {
            "cut": data[:5000],
            "noise": data[:3000] + b"x" * 9000 + data[12000:],
            "empty": b"",
            "version": data,
        }[damage]
        made.write_bytes(changed)
    if damage == "version":
        connection = index._connect(str(made))
        connection.execute("UPDATE meta SET stamp = 'older'")
        connection.close()
    assert htq("deals", "--json", store=store, env=env).out == expected


def test_a_store_changed_by_others_is_read_again(htq: Htq, tmp_path: Path) -> None:
    """A store replaced by another is told apart by its checksum while the clock proves nothing."""
    env = {"HTQ_INDEX": "1"}
    store, other = tmp_path / "own.json", tmp_path / "other.json"
    htq("rm", "acquisition-amazon-pillpack-2018-09", store=store, env=env)
    htq("rm", "joint-venture-amazon-haven-2018-01", store=other, env=env)
    settled(store)
    assert htq("show", "joint-venture-amazon-haven-2018-01", store=store, env=env).code == 0
    os.replace(other, store)
    assert htq("show", "joint-venture-amazon-haven-2018-01", store=store, env=env).code == 4
    assert htq("show", "acquisition-amazon-pillpack-2018-09", store=store, env=env).code == 0


def test_no_index_where_none_can_be_kept(htq: Htq, tmp_path: Path) -> None:
    """A cache folder that cannot be made is no error."""
    (tmp_path / "cache").write_text("a file where the folder would be")
    ran = htq("company", "amazon", "--json", env={"HTQ_INDEX": "1"})
    assert (ran.code, ran.err) == (0, "")
