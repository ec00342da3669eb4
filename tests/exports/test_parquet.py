"""The Parquet file, opened by DuckDB, pandas and Polars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from healthtech_cli.model.collection import Collection

pytest.importorskip("pyarrow", reason="pyarrow is not installed")
Written = Callable[[str, Collection], Path]
PILLPACK = "acquisition-amazon-pillpack-2018-09"


def test_duckdb_sees_days_decimals_and_nested_passages(whole: Collection, written: Written) -> None:
    """Sums are exact, dates compare, passages unnest."""
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    path = str(written("parquet", whole))
    types = dict(duckdb.execute(f"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{path}')").fetchall())
    assert (types["date_earliest"], types["amount"], types["topics"]) == ("DATE", "DECIMAL(38,4)", "VARCHAR[]")
    row = duckdb.execute(
        f"SELECT amount, date_earliest, date_latest, evidence[1].document_id FROM '{path}' WHERE id = '{PILLPACK}'"
    ).fetchone()
    assert row == (Decimal(753_000_000), date(2018, 9, 1), date(2018, 9, 30), "zh-wellcare-2020")
    passages = duckdb.execute(f"SELECT count(*) FROM (SELECT unnest(evidence) FROM '{path}')").fetchone()[0]
    assert passages == sum(len(fact["evidence"]) for fact in whole.facts)


def test_pandas_reads_it(whole: Collection, written: Written) -> None:
    """One row a fact, the open side of an interval empty."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.read_parquet(written("parquet", whole)).set_index("id")
    assert len(frame) == len(whole.facts)
    assert frame.loc[PILLPACK, "amount"] == Decimal(753_000_000)
    open_ended = frame[frame.date == "2014/.."]
    assert open_ended.date_latest.isna().all() and open_ended.date_earliest.iloc[0] == date(2014, 1, 1)


def test_polars_reads_it(whole: Collection, written: Written) -> None:
    """Typed columns, also the nested ones."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.read_parquet(written("parquet", whole))
    assert frame.schema["date_latest"] == polars.Date
    assert isinstance(frame.schema["amount"], polars.Decimal)
    deals = frame.filter(polars.col("id") == PILLPACK)
    assert deals["evidence"][0][0]["document_id"] == "zh-wellcare-2020"


def test_extreme_values_fit(hostile: Collection, written: Written) -> None:
    """A tenth of a unit, a hundred trillion million, the year 0000 and 1850."""
    from pyarrow import parquet

    rows = parquet.read_table(written("parquet", hostile)).to_pylist()
    assert rows[0]["amount"] == Decimal("0.1") and rows[1]["number"] == 10**20
    assert rows[0]["date_earliest"] == date(1850, 2, 1) and rows[1]["date_latest"] is None


def test_the_file_says_what_was_asked(amazon: Collection, written: Written) -> None:
    """The query is in its metadata."""
    from pyarrow import parquet

    assert b'"amazon"' in parquet.read_schema(written("parquet", amazon)).metadata[b"htq"]
