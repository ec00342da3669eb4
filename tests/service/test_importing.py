"""Import against whatever a file may hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthtech_cli.errors import HtqError
from healthtech_cli.model.validate import ROW_FAULTS, fact_faults
from healthtech_cli.service import importing, records
from healthtech_cli.service.changes import add_fact
from healthtech_cli.store.layout import encode_row
from healthtech_cli.store.writing import commit, writing

AT = "2026-01-15T00:00:00Z"
FIELDS = (
    "id", "type", "status", "actor", "target", "partners", "date", "money", "value", "label", "statement", "topics",
    "method", "confidence", "note", "evidence", "kind", "name", "sha256", "aliases", "parent", "schema", "properties",
)  # fmt: skip
words = st.sampled_from(["launch", "2018", "acme", "company", "x" * 70, "\ud800", "USD 5m", "-", ""]) | st.text(
    max_size=6
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS) | words, inner, max_size=3),
    max_leaves=8,
)
rows = st.dictionaries(st.sampled_from(FIELDS), anything, max_size=8)


@pytest.fixture
def path(tmp_path: Path) -> str:
    made = tmp_path / "store.json"
    commit(str(made), {"facts": {}}, None)
    return str(made)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rows | anything, max_size=3))
def test_any_rows_are_stored_well_formed_or_refused(path: str, given_rows: list[Any]) -> None:
    """Whatever the rows hold, either an HtqError is raised or every row that would be stored is well formed."""
    with writing(path, command="t", at=AT, dry_run=True) as change:
        try:
            importing.import_rows(change, iter([(f"line {at}", row) for at, row in enumerate(given_rows, 1)]), "rows")
        except HtqError as error:
            assert len(error.message) < 1000
            return
        for table, _, _, after in change.touched():
            assert ROW_FAULTS[table](after) == []
            encode_row(after)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\n\t;abc1.\ufeff\u2028', max_size=60).map(str.encode))
def test_any_bytes_are_read_or_refused(path: str, data: bytes) -> None:
    """Whatever a file holds, reading it ends in rows or in one HtqError."""
    with writing(path, command="t", at=AT, dry_run=True) as change:
        try:
            text = importing.decoded(data, "rows")
            for asked in (None, *importing.FORMS):
                form = importing.form_of("rows", text, asked)
                importing.import_rows(change, importing.read_rows(text, form), "rows")
        except HtqError as error:
            assert error.exit == 2


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statement=st.text(min_size=1, max_size=40), actor=st.none() | st.text(min_size=1, max_size=12))
def test_a_fact_added_twice_is_one(path: str, statement: str, actor: str | None) -> None:
    """Adding the same fact again says nothing new, whatever its words and names."""
    with writing(path, command="t", at=AT, dry_run=True) as change:
        fact = {"type": "launch", "statement": statement, "actor": actor}
        try:
            first = add_fact(change, fact)
        except HtqError:
            return
        assert add_fact(change, fact) == first
        assert len(change.rows("facts")) == 1
        assert fact_faults(change.rows("facts")[first]) == []


@pytest.mark.parametrize(
    ("words", "bound", "amount", "currency"),
    [
        ("USD 753 million", "exact", 753_000_000, "USD"),
        ("more than EUR 3bn", "at_least", 3_000_000_000, "EUR"),
        ("about 5m", "about", 5_000_000, None),
        ("up to £ 2 million", "at_most", 2_000_000, "GBP"),
    ],
)
def test_money_in_words(words: str, bound: str, amount: int, currency: str | None) -> None:
    """Amounts may be written as people do, hedges kept."""
    assert records.money(words) == {"amount": amount, "currency": currency, "bound": bound}


@pytest.mark.parametrize(
    ("words", "number", "unit"),
    [
        ("41m active users", 41_000_000, "active users"),
        ("41 million active users", 41_000_000, "active users"),
        ("300 doctors", 300, "doctors"),
        ("more than 10,000 doctors", 10_000, "doctors"),
    ],
)
def test_figures_in_words(words: str, number: int, unit: str) -> None:
    """Figures that are not money have a number, a scale and a unit."""
    assert {**records.value(words), "bound": None} == {"number": number, "unit": unit, "bound": None}


def test_names_that_point_to_several_are_refused(path: str) -> None:
    """A name that two entities share exactly is told with both ids, and nothing is guessed."""
    entities = [json.dumps({"id": one, "name": "Haven", "kind": "company"}) for one in ("haven-one", "haven-two")]
    with writing(path, command="t", at=AT, dry_run=True) as change:
        importing.import_rows(change, importing.read_rows("\n".join(entities), "jsonl"), "rows")
        with pytest.raises(HtqError, match=r"haven-one.*haven-two"):
            add_fact(change, {"type": "launch", "statement": "x", "actor": "Haven"})
