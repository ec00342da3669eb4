"""Companies side by side and along time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from healthtech_cli.model import edtf
from healthtech_cli.render import timeline

Htq = Callable[..., Any]


def test_compare_gives_one_object(htq: Htq) -> None:
    """JSON has a single result whose columns are the companies in the order asked."""
    (result,) = htq("compare", "tencent", "amazon", "--json").results()
    assert [one["id"] for one in result["companies"]] == ["tencent", "amazon"]
    assert result["companies"][1]["last"]["id"] == "acquisition-amazon-one-medical-2022-07"


def test_compare_counts_what_the_lists_count(htq: Htq) -> None:
    """The counts by type and year add up to the facts that `facts --company` lists."""
    (result,) = htq("compare", "amazon", "tencent", "--json").results()
    for one in result["companies"]:
        listed = len(htq("facts", "--company", one["id"], "--json").results())
        assert one["facts"] == listed
        for rows in (result["types"], result["years"]):
            assert sum(row["counts"][one["id"]] for row in rows) == listed


def test_compare_in_a_pipe_has_a_column_a_company(htq: Htq) -> None:
    """The header names the companies by id, and each may be asked for by --fields."""
    assert htq("compare", "amazon", "tencent").out.splitlines()[0] == "group\tkey\tamazon\ttencent"
    assert htq("compare", "amazon", "tencent", "--fields", "key,tencent").out.startswith("key\ttencent\n")


def test_compare_needs_two(htq: Htq) -> None:
    """One company, or the same under two names, is a usage error."""
    assert htq("compare", "amazon").code == 2
    assert htq("compare", "amazon", "亚马逊").code == 2


def test_compare_follows_filters_and_currency(htq: Htq) -> None:
    """Filters narrow what is counted; with a currency there is one sum a company."""
    (result,) = htq("compare", "amazon", "bytedance", "--type", "acquisition", "--currency", "USD", "--json").results()
    assert [row["key"] for row in result["types"]] == ["acquisition"]
    assert [[row["currency"] for row in one["sums"]] for one in result["companies"]] == [["USD"], ["USD"]]


def test_timeline_is_oldest_first_and_plain_in_a_pipe(htq: Htq) -> None:
    """Dates rise, undated facts are left out with a word about it, and nothing is drawn."""
    ran = htq("timeline", "amazon", "tencent", "--tsv", "--fields", "date")
    dates = ran.out.splitlines()[1:]
    assert dates and dates == sorted(dates, key=edtf.sort_key)
    assert "without a date left out" in ran.err
    assert not any(sign in htq("timeline", "amazon", "tencent").out for sign in "●│█")


@pytest.mark.parametrize(
    ("date", "place"), [("2018", 2018.5), ("2018-07", 2018.54), ("2014/..", 2014.0), ("../2022-08-01", 2022.58)]
)
def test_a_date_stands_at_its_middle_or_known_end(date: str, place: float) -> None:
    """Years and months stand in their middle, open ranges at the end that is known."""
    assert timeline.place(date) == pytest.approx(place, abs=0.02)


@pytest.mark.parametrize(
    ("first", "last", "columns"), [(2014, 2023, 70), (1900, 2031, 40), (2020, 2021, 24), (1, 9, 9)]
)
def test_labels_of_the_axis_never_touch(first: int, last: int, columns: int) -> None:
    """Years on the axis are whole, apart and inside."""
    axis = timeline._axis(first, last, columns)
    assert len(axis) <= columns
    assert axis.split() and all(len(label) == 4 and first <= int(label) < last for label in axis.split())
