"""Amounts as typed and as shown."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.model import amounts


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("500M", 500_000_000, None),
        ("1.5bn", 1_500_000_000, None),
        ("750000", 750_000, None),
        ("750,000", 750_000, None),
        ("EUR 3 million", 3_000_000, "EUR"),
        ("3bn USD", 3_000_000_000, "USD"),
        ("€2.5m", 2_500_000, "EUR"),
        ("$500k", 500_000, None),
        ("HK$1bn", 1_000_000_000, "HKD"),
        ("7.53亿", 753_000_000, None),
        ("0.5", 0.5, None),
        ("1,5bn", 1_500_000_000, None),
        ("1,234.5", 1234.5, None),
        ("1,500", 1500, None),
    ],
)
def test_what_users_type(text: str, amount: float, currency: str | None) -> None:
    """Suffixes, separators and currencies are understood; a bare dollar sign names no currency."""
    assert amounts.parse_amount(text) == (amount, currency)


@pytest.mark.parametrize("text", ["", "lots", "1,50,0", "1,5.2", "1.2.3", "M", "5 apples", "-5", "1e9", "."])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """Other words raise ValueError."""
    with pytest.raises(ValueError):
        amounts.parse_amount(text)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        (3_900_000_000, "USD", "USD 3.9 bn"),
        (753_000_000, "USD", "USD 753 m"),
        (232_900_000_000, "USD", "USD 233 bn"),
        (999_600_000, "EUR", "EUR 1 bn"),
        (15_696_000, "CNY", "CNY 15.7 m"),
        (27_000_000_000_000, "CNY", "CNY 27 tn"),
        (500, None, "500"),
    ],
)
def test_three_significant_figures(amount: float, currency: str | None, shown: str) -> None:
    """A screen shows code, three figures and the scale."""
    assert amounts.short(amount, currency) == shown


@given(st.integers(min_value=0, max_value=10**15))
def test_a_plain_number_reads_back(amount: int) -> None:
    """Any whole number reads as itself, with and without separators."""
    assert amounts.parse_amount(str(amount))[0] == amount
    assert amounts.parse_amount(f"{amount:,}")[0] == amount


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    """No text makes it fail in another way than ValueError."""
    with contextlib.suppress(ValueError):
        amounts.parse_amount(text)
