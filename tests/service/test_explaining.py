"""An empty answer says what there is and what stopped it."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sample_facts import fact, money, store_of

from healthtech_cli.service.filters import Asked
from healthtech_cli.service.listing import list_facts


def why(facts: list[Any], scope: str = "deals", **asked: Any) -> str:
    return list_facts(store_of(facts), Asked(scope=scope, today="2026-01-15", **asked), kind=scope).explanation


HUAWEI = [
    *(fact(f"launch-{n}", "launch", actor="Huawei", target=f"P{n}", date="2021") for n in range(3)),
    *(fact(f"deal-{n}", actor="Huawei", target=f"T{n}", date="2019") for n in range(2)),
    fact("other", actor="Else"),
]


def test_types_and_dates_that_stopped_a_company_are_counted() -> None:
    """Five facts mention it: three are of other types, two lie before the range, and the parts add up."""
    told = why(HUAWEI, companies=["Huawei"], since="2020")
    assert told == ("0 deals: 5 facts mention Huawei; 3 are launches, 2 are before 2020 (--since). Without --since: 2")


def test_a_type_asked_for_is_named_as_the_option() -> None:
    """With --type the option is told once, after the types that stopped."""
    told = why(HUAWEI, "facts", companies=["Huawei"], types=["ipo"])
    assert told == "0 facts: 5 facts mention Huawei; 3 are launches, 2 acquisitions (--type)"


def test_a_company_that_no_fact_mentions() -> None:
    """Nothing else is told where there is nothing about the company."""
    facts = [*HUAWEI]
    store = store_of(facts)
    store.entities.append({**store.entities[0], "id": "quiet", "name": "Quiet"})
    answer = list_facts(store, Asked(scope="deals", today="2026-01-15", companies=["Quiet"]), kind="deals")
    assert answer.explanation == "0 deals: no fact mentions Quiet"


def test_an_empty_store_is_called_so() -> None:
    """No fact at all is another matter than no match."""
    assert why([]) == "0 deals: the store is empty"


def test_without_a_company_only_the_types_asked_for_are_counted() -> None:
    """The rest of the store tells nothing about a list of deals."""
    assert why(HUAWEI, until="2000").startswith("0 deals: 3 of 6 facts are deals; 3 are after 2000 (--until)")


def test_amounts_missing_below_and_dates_unknown_or_doubtful() -> None:
    """No amount, too small an amount, no date, and a date that only may lie in the range are different reasons."""
    facts = [fact("a", money=money(5)), fact("b", target="Other")]
    assert "1 is below 1 k (--min-amount), 1 has no amount" in why(facts, min_amount="1000")
    assert "1 has no date" in why([fact("a", date=None)], since="2018")
    assert "only perhaps in the range (--certain)" in why([fact("a", date="2018")], since="2018-06", certain=True)


@settings(max_examples=60, deadline=None)
@given(
    years=st.lists(st.sampled_from([None, "2018", "2019-05", "2021-01-02"]), min_size=1, max_size=6),
    kinds=st.lists(st.sampled_from(["acquisition", "launch", "quote", "ipo"]), min_size=6, max_size=6),
)
def test_the_parts_add_up(years: list[str | None], kinds: list[str]) -> None:
    """Every fact about the company is counted once, whatever stopped it."""
    facts = [fact(f"f{n}", kinds[n], target=f"T{n}", date=year) for n, year in enumerate(years)]
    told = why(facts, companies=["Buyer"], since="2030", min_amount="5")
    numbers = [int(number) for number in re.findall(r"(?:; |, )(\d+) ", told)]
    assert sum(numbers) == len(facts), told
