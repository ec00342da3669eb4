"""Dates as EDTF: what they may mean, and how they compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.model import edtf


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2018", "2018-01-01", "2018-12-31"),
        ("2018-09", "2018-09-01", "2018-09-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2020-08-12", "2020-08-12", "2020-08-12"),
        ("2022-07~", "2022-07-01", "2022-07-31"),
        ("2020-01/2020-06", "2020-01-01", "2020-06-30"),
        ("2014/..", "2014-01-01", edtf.LAST_DAY),
        ("../2022-08", edtf.FIRST_DAY, "2022-08-31"),
    ],
)
def test_bounds(date: str, first: str, last: str) -> None:
    """A date stands for the days from the first to the last that it may mean."""
    assert edtf.bounds(date) == (first, last)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "18",
        "2018-13",
        "2018-02-29",
        "2018-9",
        "2018/2017",
        "../..",
        "2018-00",
        "２０１８",
        "2018-09-31",
        "~",
        "2018 ",
        "-2018",
    ],
)
def test_what_is_no_date_is_refused(date: str) -> None:
    """Months and days that do not exist, backward intervals and other writing raise ValueError."""
    with pytest.raises(ValueError):
        edtf.bounds(date)
    assert not edtf.is_date(date)


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """No text makes it fail in another way."""
    assert edtf.is_date(text) in (True, False)


@given(st.dates(), st.dates(), st.dates())
def test_must_implies_may(date: object, since: object, until: object) -> None:
    """What must lie in a range may lie in it."""
    for known in (str(date), str(date)[:7], str(date)[:4]):
        if edtf.must_lie(known, str(since), str(until)) and str(since) <= str(until):
            assert edtf.may_lie(known, str(since), str(until))


def test_a_partly_known_date_may_lie_where_it_overlaps() -> None:
    """2018 may lie after September 2018 and need not."""
    assert edtf.may_lie("2018", "2018-09-01", None)
    assert not edtf.must_lie("2018", "2018-09-01", None)
    assert not edtf.may_lie("2018", "2019-01-01", None)


def test_order_puts_the_vaguer_date_first() -> None:
    """2018 sorts before 2018-01 and 2018-01-01, unknown before everything."""
    dates = ["2018-01-01", "2018", None, "2018-01", "2017-12-31"]
    assert sorted(dates, key=edtf.sort_key) == [None, "2017-12-31", "2018", "2018-01", "2018-01-01"]
