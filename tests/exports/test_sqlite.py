"""The database, opened by SQLite itself, Datasette and DuckDB."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from healthtech_cli.model.collection import Collection
from tests.exports.conftest import HOSTILE

Written = Callable[[str, Collection], Path]


@pytest.fixture
def database(whole: Collection, written: Written) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(written("sqlite", whole))) as connection:
        yield connection


def test_every_reference_leads_somewhere(database: sqlite3.Connection, whole: Collection) -> None:
    """Foreign keys hold, and every fact, passage, entity and alias is there."""
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    counts = {
        "facts": len(whole.facts),
        "entities": len(whole.entities),
        "evidence": sum(len(fact["evidence"]) for fact in whole.facts),
        "aliases": sum(len(entity["aliases"]) for entity in whole.entities),
    }
    for table, count in counts.items():
        assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (count,)


def test_a_broken_reference_is_refused(database: sqlite3.Connection) -> None:
    """The database keeps later writers from naming a document that is not there."""
    database.execute("PRAGMA foreign_keys = ON")
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO evidence (fact_id, position, document_id) VALUES ('x', 1, 'y')")


def test_full_text_search_knows_names_in_every_language(database: sqlite3.Connection) -> None:
    """A Chinese alias finds the English statement, without accents too."""
    found = database.execute(
        "SELECT f.id FROM facts_fts JOIN facts f ON f.rowid = facts_fts.rowid WHERE facts_fts MATCH ?",
        ['"亚马逊" pillpack'],
    ).fetchall()
    assert ("acquisition-amazon-pillpack-2018-09",) in found


def test_the_views_answer_the_common_questions(database: sqlite3.Connection) -> None:
    """Deals with parties and price, who is heard of most, where documents disagree, where to look it up."""
    deal = database.execute(
        "SELECT actor, target, amount, currency, documents FROM deals WHERE id = 'acquisition-amazon-pillpack-2018-09'"
    ).fetchone()
    assert deal == ("Amazon", "PillPack", 753_000_000, "USD", "zh-wellcare-2020")
    assert isinstance(deal[2], int)
    haven = database.execute("SELECT partners FROM deals WHERE target = 'Haven'").fetchone()
    assert haven == ("JPMorgan Chase; Berkshire Hathaway",)
    assert database.execute("SELECT name FROM companies LIMIT 1").fetchone() == ("Amazon",)
    dates = {row[0] for row in database.execute("SELECT date FROM disagreements WHERE id LIKE 'shutdown%haven%'")}
    assert dates == {"2021-02~", "2021-01~"}
    assert database.execute("SELECT count(*) FROM proof").fetchone()[0] > 410
    assert database.execute("SELECT sum(deals) FROM deals_by_year").fetchone()[0] > 5
    assert database.execute("SELECT count(*) FROM timeline").fetchone()[0] > 300


def test_the_same_collection_gives_the_same_tables(whole: Collection, tmp_path: Path) -> None:
    """Two exports dump to the same SQL."""
    from healthtech_cli.render.exports import sqlite

    dumps = []
    for name in ("a.db", "b.db"):
        sqlite.write(whole, str(tmp_path / name))
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            dumps.append([line for line in connection.iterdump() if "fts" not in line])
    assert dumps[0] == dumps[1]


def test_hostile_words_are_data(hostile: Collection, written: Written) -> None:
    """SQL in a statement stays a statement; parties and documents that are not there get a row."""
    with closing(sqlite3.connect(written("sqlite", hostile))) as connection:
        assert connection.execute("SELECT statement, amount FROM facts").fetchone() == (HOSTILE, 0.1)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT note FROM entities WHERE id = '京东'").fetchone() == ("not in store",)


def test_datasette_serves_it_with_search(whole: Collection, written: Written) -> None:
    """Datasette finds the foreign keys and the full-text index, and searches with it."""
    app = pytest.importorskip("datasette.app", reason="datasette is not installed")
    datasette = app.Datasette([str(written("sqlite", whole))])

    async def ask() -> None:
        found = await datasette.client.get("/facts/facts.json?_search=pillpack&_shape=array")
        assert "acquisition-amazon-pillpack-2018-09" in {row["id"] for row in found.json()}
        page = await datasette.client.get("/facts/facts?id=acquisition-amazon-pillpack-2018-09")
        assert page.status_code == 200 and "/facts/entities/amazon" in page.text
        for view in ("deals", "companies", "timeline", "proof", "disagreements", "deals_by_year"):
            assert (await datasette.client.get(f"/facts/{view}.json")).status_code == 200

    asyncio.run(ask())
