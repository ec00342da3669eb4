"""Each named check finds what it looks for, and nothing in the built-in facts."""

from __future__ import annotations

from typing import Any

import pytest
from sample_facts import document, entity, evidence, fact, money, store_of

from healthtech_cli.errors import UsageError
from healthtech_cli.service.checking import CHECKS, check


def found(store: Any, *names: str) -> list[tuple[str, str]]:
    return [(row["check"], row["id"]) for row in check(store, names).results]


def test_sound_facts_have_no_fault() -> None:
    """A store with nothing wrong gives no rows for any check."""
    assert found(store_of([fact("a", money=money(5)), fact("b", target="Other")])) == []


WRONG = {
    "schema": fact("a", type="rumour"),
    "spans": fact("a", evidence=[evidence(start=990, end=1010)]),
    "dates": fact("a", date="2021-03"),
    "currencies": fact("a", money=money(5, "EUX")),
    "roles": fact("a", actor="Same", target="Same"),
    "orphans": fact("a"),
    "evidence": fact("a", evidence=[]),
    "sums": fact("a", money=money(10**13)),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_each_check_finds_its_fault_alone(name: str) -> None:
    """A fact with one fault is found by the check of that fault and by no other."""
    store = store_of([WRONG[name]])
    if name == "orphans":
        store.entities.pop()
    assert found(store) == [(name, "a")]


@pytest.mark.parametrize(
    "wrong",
    [
        fact("a", evidence=[evidence(date_basis="none", date="2018")]),
        fact("a", date=None),
        fact("a", type="ipo", target=None, actor=None),
        fact("a", target=None),
        fact("a", partners=[{"id": "buyer", "name": "Buyer"}]),
        fact("a", evidence=[evidence("elsewhere")]),
        fact("a", evidence=[evidence(start=None, end=None)]),
        fact("a", money=money(5), evidence=[evidence(amount_as_stated="5"), evidence("two", money=money(5000))]),
        fact("a", type="metric", value={"number": 130, "unit": "percent stake", "bound": "exact"}),
    ],
)
def test_other_faults_are_found_too(wrong: Any) -> None:
    """Bases without dates, missing parties, strangers among documents, scales, shares above the whole."""
    assert [row for _, row in found(store_of([wrong]))] == ["a"]


def test_a_deal_read_in_the_passive_has_no_fault() -> None:
    """A rule may read a deal whose buyer the text does not name; a person who enters one names the buyer."""
    read = fact("a", type="ipo", target=None, actor=None, method="rule:en-acquisition-passive", confidence=0.6)
    assert found(store_of([read]), "roles") == []
    assert found(store_of([{**read, "method": "import"}]), "roles") == [("roles", "a")]


def test_the_same_deal_and_the_same_statement_twice() -> None:
    """Two facts of one deal, two facts in the same words, two entities of one name are duplicates."""
    assert ("duplicates", "a") in found(store_of([fact("a"), fact("b", date="2018-10")]))
    twins = [fact(name, "strategy", statement="Same words.") for name in "ab"]
    assert found(store_of(twins)) == [("duplicates", "b")]
    store = store_of([fact("a")])
    store.entities.append(entity("Buyer", id="buyer-2"))
    assert found(store) == [("duplicates", "buyer-2")]


def test_a_circle_of_parents_and_a_missing_parent() -> None:
    """Entities that are part of each other, or of nobody known, are orphans."""
    store = store_of([fact("a")])
    one, two = store.entities
    one["parent"], two["parent"] = {"id": two["id"], "name": two["name"]}, {"id": one["id"], "name": one["name"]}
    assert [name for name, _ in found(store)] == ["orphans"]
    one["parent"], two["parent"] = {"id": "gone", "name": "Gone"}, None
    assert found(store) == [("orphans", one["id"])]


def test_stored_texts_are_checked() -> None:
    """A figure that does not stand near its span, and a text that is not the one of its hash, are found."""
    stated = fact("a", evidence=[evidence(amount_as_stated="5 million")])
    store = store_of([stated], [document("one")], {"one": "Nothing of it, but long enough for the span."})
    assert found(store, "spans") == [("spans", "a"), ("spans", "one")]


def test_a_figure_that_a_note_calls_impossible_is_no_fault() -> None:
    """What a reader has marked already is not told again."""
    assert found(store_of([fact("a", money=money(10**13), note="The figure is impossible.")])) == []


def test_checks_are_chosen_by_name() -> None:
    """Only the checks named look; an unknown name is a usage error."""
    assert found(store_of([WRONG["roles"]]), "spans", "dates") == []
    with pytest.raises(UsageError, match="dupes"):
        check(store_of([]), ["dupes"])


def test_the_built_in_facts_are_sound_and_check_is_silent(htq: Any) -> None:
    """Nothing is printed and the exit code is 0."""
    ran = htq("check")
    assert (ran.out, ran.err, ran.code) == ("", "", 0)
    assert htq("check", "--json").results() == []


def test_explain_names_every_check(htq: Any) -> None:
    """A line a check."""
    lines = htq("check", "--explain").out.splitlines()
    assert [line.split()[0] for line in lines] == list(CHECKS)


def test_faults_exit_1_with_suggestions(htq: Any, tmp_path: Any) -> None:
    """A fact added without a document is a fault of evidence with the command that mends it."""
    added = htq("add", "Amazon bought Nobody.", "--type", "acquisition", "--actor", "amazon", store=tmp_path / "s.json")
    assert added.code == 0, added.err
    ran = htq("check", "--suggest", "--csv", store=tmp_path / "s.json")
    assert ran.code == 1 and "no document states it" in ran.out and "htq edit" in ran.out
    assert "found" in ran.err
