"""The Python way in: the same answers as the command line, as dataclasses and as rows that data frames take."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from healthtech_cli import api, open_store
from healthtech_cli.errors import NotFoundError, StoreError, UsageError
from healthtech_cli.model.vocabulary import BOUNDS, FACT_TYPES, STATUSES

Htq = Callable[..., Any]
PILLPACK = "acquisition-amazon-pillpack-2018-09"
HAVEN = "joint-venture-amazon-haven-2018-01"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> api.Store:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("HTQ_STORE", raising=False)
    return open_store(today="2026-01-15")


def test_the_package_alone_loads_nothing() -> None:
    """`import healthtech_cli` brings in no other module of ours; the first use of `open_store` does."""
    code = "import sys, healthtech_cli; print([name for name in sys.modules if name.startswith('healthtech_cli.')])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_a_fact_has_exact_money_and_the_days_it_may_mean(store: api.Store) -> None:
    """PillPack: 753 million dollars to the dollar, some day of September 2018."""
    fact = store.show(PILLPACK)
    assert fact.money == api.Money(amount=Decimal(753_000_000), currency="USD", bound="exact")
    assert str(fact.money) == "USD 753,000,000"
    assert (fact.earliest, fact.latest) == (date(2018, 9, 1), date(2018, 9, 30))
    assert fact.actor == api.Ref(id="amazon", name="Amazon")
    assert fact.evidence[0].document == "zh-wellcare-2020"


def test_an_open_interval_has_no_last_day(store: api.Store) -> None:
    """`2014/..` begins with 2014 and ends nowhere."""
    fact = next(fact for fact in store.deals() if fact.date == "2014/..")
    assert (fact.earliest, fact.latest) == (date(2014, 1, 1), None)


@pytest.mark.parametrize(
    ("options", "filters"),
    [
        (["--since", "2018"], {"since": 2018}),
        (["--since", "2018-09-12", "--certain"], {"since": date(2018, 9, 12), "certain": True}),
        (["--company", "amazon", "--type", "acquisition"], {"company": "amazon", "type": "acquisition"}),
        (["--company", "amazon", "--company", "tencent"], {"company": ["amazon", "tencent"]}),
        (["--min-amount", "1bn"], {"min_amount": 10**9}),
        (["--min-amount", "0.5bn", "--sort", "-amount"], {"min_amount": 5e8, "sort": "-amount"}),
        (["--topic", "pharmacy", "--limit", "2"], {"topic": "pharmacy", "limit": 2}),
        (
            ["--document", "nl-tiktok-2022", "--status", "completed"],
            {"document": "nl-tiktok-2022", "status": "completed"},
        ),
    ],
)
def test_filters_are_those_of_the_command_line(
    htq: Htq, store: api.Store, options: list[str], filters: dict[str, Any]
) -> None:
    """The same facts in the same order, as JSON and as dataclasses, with the same total."""
    told = htq("deals", *options, "--json").json()
    found = store.deals(**filters)
    assert [fact.raw for fact in found] == told["results"]
    assert found.total == told["total"]
    assert list(found.warnings) == told["warnings"]


def test_search_and_company_agree_with_the_command_line(htq: Htq, store: api.Store) -> None:
    """Search gives the same scores; a profile the same facts, units and sums."""
    told = htq("search", "online farmacy", "--json").results()
    assert [(one.id, one.score) for one in store.search("online farmacy")] == [
        (one["id"], one["score"]) for one in told
    ]
    amazon = htq("company", "亚马逊", "--json").results()[0]
    found = store.company("亚马逊")
    assert [fact.id for fact in found.facts] == [fact["id"] for fact in amazon["facts"]]
    assert [unit.id for unit in found.units] == [unit["id"] for unit in amazon["units"]]
    assert [fact.id for fact in found.conflicts] == amazon["conflicts"]
    assert found.sums[0].low == amazon["sums"][0]["low"]


def test_timeline_runs_forward_and_companies_by_number_of_facts(store: api.Store) -> None:
    """A timeline's first fact is its oldest; the first company has most facts."""
    dates = [fact.earliest or fact.latest for fact in store.timeline("amazon")]
    assert None not in dates and dates == sorted(dates, key=str)
    assert all(company.first is None or company.first.isdigit() for company in store.companies())
    counts = [company.facts for company in store.companies()]
    assert counts == sorted(counts, reverse=True) and counts[0] > 10


def test_errors_are_those_of_the_command_line(store: api.Store, tmp_path: Path) -> None:
    """Unknown ids, names, values and stores raise the package's errors, with what was near."""
    with pytest.raises(NotFoundError) as wrong:
        store.show("acquisition-amazon-pilpack-2018-09")
    assert wrong.value.suggestions[0] == PILLPACK
    with pytest.raises(UsageError):
        store.deals(since="soon")
    with pytest.raises(StoreError):
        open_store(str(tmp_path / "none.json"))


def test_an_unknown_filter_is_a_type_error_that_names_the_nearest(store: api.Store) -> None:
    """A misspelt keyword never silently asks for everything."""
    with pytest.raises(TypeError, match="did you mean 'company'"):
        store.deals(conpany="amazon")  # type: ignore[call-arg]


def test_every_row_has_the_same_keys_and_plain_values(store: api.Store) -> None:
    """Rows of facts, companies and documents hold text, numbers, days and None, so `csv` takes them too."""
    for listing in (store.facts(), store.companies(), store.documents(), store.search("amazon")):
        rows = listing.rows()
        assert len({tuple(row) for row in rows}) == 1
        kinds = {type(value) for row in rows for value in row.values()}
        assert kinds <= {str, float, int, bool, date, type(None)}
        csv.DictWriter(io.StringIO(), rows[0]).writerows(rows)


def test_the_dataclasses_know_the_vocabularies() -> None:
    """The types in the annotations are the contract's, in its order."""
    assert get_args(api.FactType) == FACT_TYPES
    assert get_args(api.Status) == STATUSES
    assert get_args(api.Bound) == BOUNDS


def test_a_listing_says_why_it_is_empty(store: api.Store) -> None:
    """An empty listing has no columns, is false, and explains itself when shown."""
    nothing = store.deals(until=2001, certain=True)
    assert not nothing and nothing.columns() == {}
    assert "0 deals" in repr(nothing)


def test_a_notebook_shows_hostile_words_as_words(store: api.Store) -> None:
    """Markup in a statement is escaped in the table that notebooks draw."""
    fact = api._fact({**store.show(PILLPACK).raw, "statement": "<img src=x onerror=alert(1)>"})
    shown = api.Listing([fact], total=1, query={}, warnings=[], explanation="")._repr_html_()
    assert "<img" not in shown and "&lt;img" in shown


def test_pandas_takes_rows_as_they_are(store: api.Store) -> None:
    """One row a fact, amounts as numbers, dates that `to_datetime` reads."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame(store.deals(company="amazon").rows())
    assert frame.amount.sum() == 4_653_000_000
    assert pandas.to_datetime(frame.date_earliest).dt.year.max() == 2022
    assert len(pandas.DataFrame(store.facts().columns())) == len(store.facts())


def test_polars_takes_columns_and_rows(store: api.Store) -> None:
    """Typed columns, also where the first hundred facts have no figure."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert len(polars.DataFrame(store.deals().rows())) == len(store.deals())
    frame = polars.DataFrame(store.facts(sort="amount").columns())
    assert frame.schema["date_earliest"] == polars.Date and frame.schema["amount"] == polars.Float64
    late = polars.DataFrame(store.facts(sort="-amount")[::-1].columns())
    assert late.schema["amount"] == polars.Float64 and late["amount"].sum() == frame["amount"].sum()
