"""Conversion at the fact's date with the European Central Bank's rates, from a small table of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sample_facts import fact, money

from healthtech_cli.errors import StoreError, UsageError
from healthtech_cli.service.rates import Converter, Rates, load, middle, told

TABLE = """Date,USD,CNY,HRK,
2018-09-17,1.1671,8.0052,7.42,
2018-09-14,1.1689,8.0093,7.43,
2018-09-13,1.1620,7.9606,N/A,
2018-07-02,1.1639,7.7373,7.38,
"""


def convert(fact_: Any, currency: str = "EUR") -> Any:
    return Converter(currency, Rates(TABLE)).of(fact_)


def why(fact_: Any, currency: str = "EUR") -> str:
    return Converter(currency, Rates(TABLE)).why_not(fact_)


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2018-09-12", "2018-09-12"),
        ("2018-09", "2018-09-15"),
        ("2018", "2018-07-02"),
        ("2018-09~", "2018-09-15"),
        ("2020-01/2020-06", "2020-03-31"),
        ("2014/..", None),
        ("../2022-08", None),
    ],
)
def test_the_middle_of_a_date(date: str, day: str | None) -> None:
    """A month and a year are taken at their middle day; an open range has none."""
    assert middle(date) == day


def test_the_rate_is_of_the_last_working_day_before() -> None:
    """15 September 2018 was a Saturday: Friday's rate counts, never Monday's."""
    found = convert(fact("a", money=money(1000)))
    assert found == {"amount": 855.51, "currency": "EUR", "rate": 0.85550518, "rate_date": "2018-09-14"}


def test_amount_times_rate_is_the_converted_amount() -> None:
    """What is shown multiplies out, to the hundredth."""
    found = convert(fact("a", money=money(753_000_000)), "CNY")
    assert found["amount"] == round(753_000_000 * found["rate"], 2)


def test_a_day_without_a_rate_for_the_currency_takes_the_one_before() -> None:
    """Where the bank has no figure for a day, the last one within a week counts."""
    assert Rates(TABLE).per_euro(("HRK",), "2018-09-13") is None
    assert Rates(TABLE).per_euro(("HRK",), "2018-09-18") == ([7.42], "2018-09-17")


def test_no_rate_is_guessed() -> None:
    """A week without rates, a currency without any, no date and an open date convert nothing, and say so."""
    assert why(fact("a", money=money(5), date="2018-08-01")) == "no rate for USD to EUR on 2018-08-01"
    assert why(fact("a", money=money(5), date="2030")) == "no rate after 2018-09-17"
    assert why(fact("a", money=money(5, "TWD"))) == "no rate for TWD on 2018-09-15"
    assert why(fact("a", money=money(5), date=None)) == "no date"
    assert why(fact("a", money=money(5), date="2014/..")) == "open date"
    assert why(fact("a", money=money(5, None))) == "no currency"
    assert why(fact("a")) == ""


def test_the_same_currency_needs_no_rate() -> None:
    """An amount in the currency asked for stays, whatever its date."""
    found = convert(fact("a", money=money(5, "EUR"), date=None))
    assert found == {"amount": 5, "currency": "EUR", "rate": 1, "rate_date": None}


def test_the_warning_counts_by_reason() -> None:
    """What was not converted is counted with why."""
    facts = [fact("a", money=money(5), date=None), fact("b", money=money(5, "TWD"))]
    assert told(facts, Converter("EUR", Rates(TABLE))) == [
        "2 amounts not converted to EUR: 1 no date, 1 no rate for TWD on 2018-09-15"
    ]


@pytest.mark.parametrize("text", ["", "no table", "Date,USD\n", "Date\n2018-01-01,1\n"])
def test_a_file_without_rates_is_refused(tmp_path: Path, text: str) -> None:
    """A file that holds no rates is an error that names it."""
    path = tmp_path / "rates.csv"
    path.write_text(text)
    with pytest.raises(StoreError, match=r"rates\.csv"):
        load(str(path))


def test_currency_on_the_command_line(htq: Any, tmp_path: Path) -> None:
    """JSON has the amount, rate and day; CSV has their columns; sorting goes by the converted amount."""
    (tmp_path / "rates.csv").write_text(TABLE)
    env = {"HTQ_RATES": str(tmp_path / "rates.csv")}
    deals = htq("deals", "--currency", "eur", "--until", "2018", "--json", env=env).json()
    converted = {row["id"]: row["converted"] for row in deals["results"]}
    assert converted["acquisition-amazon-pillpack-2018-09"]["rate_date"] == "2018-09-14"
    assert converted["joint-venture-amazon-haven-2018-01"] is None
    assert any("not converted to EUR" in warning for warning in deals["warnings"])
    header = htq("deals", "--currency", "EUR", "--csv", env=env).out.splitlines()[0]
    assert header.endswith("converted.amount,converted.currency,converted.rate,converted.rate_date")


def test_sums_and_minimum_amounts_are_converted(htq: Any) -> None:
    """With a currency the minimum means that currency, and sums are in it alone."""
    rows = htq("deals", "--min-amount", "EUR 100M", "--sort", "amount", "--json").results()
    amounts = [row["converted"]["amount"] for row in rows]
    assert amounts == sorted(amounts) and amounts[0] >= 100e6
    assert "acquisition-bytedance-baike-mingyi-2020-08-12" not in [row["id"] for row in rows]
    assert all(
        one["currency"] == "EUR" for row in htq("stats", "--currency", "EUR", "--json").results() for one in row["sums"]
    )


def test_an_unknown_currency_lists_the_known(htq: Any) -> None:
    """A code without rates is a usage error with the nearest ones."""
    ran = htq("deals", "--currency", "USX", "--json")
    assert ran.code == 2 and "USD" in ran.error()["suggestions"]
    with pytest.raises(UsageError):
        from healthtech_cli.service.rates import converter

        converter("??")


def test_amounts_in_several_currencies_are_compared_with_a_warning(htq: Any) -> None:
    """Without a currency a minimum compares figures as stated, and says so."""
    assert "as stated, in CNY, EUR, USD" in htq("deals", "--min-amount", "1M").err
