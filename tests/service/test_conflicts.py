"""Readings, which of them is better supported, and which facts tell one deal."""

from __future__ import annotations

from typing import Any

from sample_facts import document, evidence, fact, money, store_of

from healthtech_cli.service.conflicts import deals_once, fields_in_conflict, readings
from healthtech_cli.service.disputes import disputes
from healthtech_cli.service.filters import Asked
from healthtech_cli.service.sums import tally


def asked() -> Asked:
    return Asked(today="2026-01-15")


def only(facts: list[Any], documents: list[Any] | None = None) -> Any:
    rows = disputes(store_of(facts, documents), [], asked()).results
    assert len(rows) == 1
    return rows[0]


def test_a_more_exact_date_is_no_conflict() -> None:
    """A year and a day inside it agree; two months do not."""
    year = fact("a", date="2018", evidence=[evidence(), evidence("two", date="2018-09-12")])
    months = fact("b", date="2018-09", evidence=[evidence(), evidence("two", date="2018-10")])
    assert fields_in_conflict(year) == []
    assert fields_in_conflict(months) == ["date"]


def test_a_passage_without_a_figure_speaks_for_none() -> None:
    """Only the passages that state an amount, or differ, count as giving it."""
    one = fact(
        "a",
        money=money(5),
        evidence=[evidence(amount_as_stated="5"), evidence("two"), evidence("three", money=money(6))],
    )
    said = readings(one, "money")
    assert [(reading["amount"], [giver["document"] for giver in givers]) for reading, givers in said] == [
        (5, ["one"]),
        (6, ["three"]),
    ]


def test_a_fact_without_evidence_still_has_its_reading() -> None:
    """What was entered by hand has a reading that nobody gives."""
    assert readings(fact("a", money=money(5), evidence=[]), "money") == [(money(5), [])]


def test_more_documents_win() -> None:
    """Two documents against one decide, whatever the order."""
    row = only([fact("a", date="2018-09", evidence=[evidence(date="2018-10"), evidence("two"), evidence("three")])])
    assert row["readings"][0]["reading"] == "2018-09"
    assert row["readings"][0]["supported"] and not row["tied"]
    assert row["verdict"] == "more documents say so (2 to 1)"


def test_a_stated_date_wins_over_an_inferred_one() -> None:
    """With one document each, the date that stands in the text goes first."""
    row = only([fact("a", date="2018-09", evidence=[evidence(date_basis="inferred"), evidence("two", date="2018-10")])])
    assert row["readings"][0]["reading"] == "2018-10"
    assert "stated" in row["verdict"]


def test_the_more_exact_reading_wins() -> None:
    """A day goes before a month, and a month of 28 days is not more exact than one of 31."""
    day = only([fact("a", date="2018-09", evidence=[evidence(), evidence("two", date="2018-10-03")])])
    assert day["readings"][0]["reading"] == "2018-10-03" and day["verdict"] == "it is more exact"
    assert only([fact("a", date="2018-01", evidence=[evidence(), evidence("two", date="2018-02")])])["tied"]


def test_an_original_wins_over_a_translation() -> None:
    """All else equal, the document that is not a translation goes first."""
    row = only(
        [fact("a", date="2018-09", evidence=[evidence(), evidence("two", date="2018-10")])],
        [document("one", translated_from="zh-Hans"), document("two")],
    )
    assert row["readings"][0]["documents"] == ["two"]
    assert "original" in row["verdict"]


def test_one_bought_company_with_two_buyers_is_a_conflict() -> None:
    """Two documents that name different buyers of one company at one time disagree on the actor."""
    row = only([fact("a", actor="Amazon"), fact("b", actor="Google", evidence=[evidence("two")])])
    assert row["field"] == "actor"
    assert {one["reading"]["name"] for one in row["readings"]} == {"Amazon", "Google"}


def test_two_buyers_in_one_document_are_no_conflict() -> None:
    """A document that names both buyers tells of a joint purchase."""
    assert not disputes(store_of([fact("a", actor="Amazon"), fact("b", actor="Google")]), [], asked()).results


def test_two_facts_of_one_deal_disagree_on_the_amount() -> None:
    """An acquisition told in two facts has the readings of both."""
    row = only([fact("a", money=money(5)), fact("b", money=money(6), evidence=[evidence("two")])])
    assert row["field"] == "money" and {fact for one in row["readings"] for fact in one["facts"]} == {"a", "b"}


def test_a_sum_is_a_range_where_readings_differ() -> None:
    """Low takes the lowest reading of each deal, high the highest; the conflict is counted."""
    told = tally(
        [
            fact("a", money=money(5), evidence=[evidence(amount_as_stated="5"), evidence("two", money=money(7))]),
            fact("b", target="Other", money=money(10)),
            fact("c", target="Third"),
        ]
    )
    assert told["sums"] == [{"currency": "USD", "low": 15, "high": 17, "deals": 2}]
    assert (told["conflicts"], told["without"]) == (1, 1)


def test_the_same_deal_is_added_once() -> None:
    """An acquisition told by two facts counts once, as does a round told by its investor."""
    told = tally([fact("a", money=money(5)), fact("b", money=money(5), date="2018-10")])
    assert told["sums"][0]["high"] == 5 and told["retold"] == 1
    round_ = fact("c", "funding_round", actor="Startup", target=None, money=money(9), date="2018")
    investment = fact("d", "investment", actor="Fund", target="Startup", money=money(9))
    assert tally([round_, investment])["sums"] == [{"currency": "USD", "low": 9, "high": 9, "deals": 1}]


def test_two_rounds_of_a_company_are_two_deals() -> None:
    """Rounds of different amounts, or of different dates, stay apart."""
    first = fact("a", "funding_round", actor="Startup", target=None, money=money(5))
    second = fact("b", "funding_round", actor="Startup", target=None, money=money(9))
    later = fact("c", "funding_round", actor="Startup", target=None, money=money(5), date="2019")
    assert len(deals_once([first, second, later])) == 3


def test_investments_in_nobody_named_are_never_the_same() -> None:
    """Two deals whose other side is not named are two."""
    assert len(deals_once([fact("a", target=None), fact("b", target=None)])) == 2


def test_impossible_and_undone_deals_are_not_added() -> None:
    """A figure that a note calls impossible, and a deal only planned, are counted but not added."""
    told = tally([fact("a", money=money(5), note="The figure is impossible."), fact("b", target="X", status="planned")])
    assert told["sums"] == [] and (told["impossible"], told["not_done"]) == (1, 1)


def test_hedged_figures_agree_with_what_they_allow() -> None:
    """More than 5 and exactly 6 agree, more than 6 and exactly 5 do not."""
    hedged = fact(
        "a",
        money=money(5, bound="at_least"),
        evidence=[evidence(amount_as_stated="5"), evidence("two", money=money(6))],
    )
    wrong = fact(
        "a",
        money=money(6, bound="at_least"),
        evidence=[evidence(amount_as_stated="6"), evidence("two", money=money(5))],
    )
    assert fields_in_conflict(hedged) == [] and fields_in_conflict(wrong) == ["money"]


def test_conflicts_of_one_fact_or_company(htq: Any) -> None:
    """The end of Haven is disputed, by its fact's company, and nothing of PillPack is."""
    assert [row["field"] for row in htq("conflicts", "haven", "--json").results()] == ["date"]
    agreed = htq("conflicts", "acquisition-amazon-pillpack-2018-09")
    assert agreed.code == 0 and "documents agree on acquisition-amazon-pillpack-2018-09" in agreed.err
    assert htq("conflicts", "acquisition-amazon-pillpack-2018-09", "-e").code == 1


def test_a_conflict_in_a_pipe_has_a_line_a_reading(htq: Any) -> None:
    """Each reading is a row with its documents and whether it is the better one."""
    lines = htq("conflicts").out.splitlines()
    assert lines[0].split("\t")[:3] == ["id", "field", "reading"]
    assert len(lines) == 3
