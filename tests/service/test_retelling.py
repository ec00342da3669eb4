"""When a second telling is the same claim, and what it leaves in the fact."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.service.retelling import Known, is_retold, retold
from healthtech_cli.store.writing import commit, writing


def _fact(**fields: Any) -> dict[str, Any]:
    given = {
        "id": "f", "type": "acquisition", "status": "completed", "actor": "a", "target": "b", "partners": [],
        "date": None, "money": None, "value": None, "label": None, "statement": "A bought B.", "topics": [],
        "method": "rule:en-acquisition-active", "confidence": 0.7, "note": None, "document": "one",
    } | fields  # fmt: skip
    for role in ("actor", "target"):
        given[role] = {"id": given[role], "name": str(given[role]).upper()} if given[role] else None
    given["partners"] = [{"id": one, "name": one.upper()} for one in given["partners"]]
    if given["money"] is not None:
        given["money"] = {"amount": given["money"], "currency": "USD", "bound": "exact"}
    if given["value"] is not None:
        given["value"] = {"number": given["value"], "unit": "users", "bound": "exact"}
    given["evidence"] = [
        {
            "document": given.pop("document"), "start": 0, "end": 5, "date_basis": "stated", "date_as_stated": None,
            "amount_as_stated": None, "actor_as_stated": None, "target_as_stated": None, "quote": "words",
        }
    ]  # fmt: skip
    return given


def _known(folder: Path, facts: list[dict[str, Any]]) -> Known:
    path = str(folder / "store.json")
    commit(path, {"facts": {str(at): one for at, one in enumerate(facts, 1)}}, None)
    with writing(path, command="test", at="2026-01-01", dry_run=True) as change:
        return Known(change)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"date": "2018-06"}, {"date": "2018-09", "money": 5}, True),
        ({"date": "2012"}, {"date": "2018"}, False),
        ({"target": "b"}, {"target": "c"}, False),
        ({"actor": "a", "target": "b"}, {"actor": "b", "target": "a"}, False),
        ({"status": "rumoured"}, {"status": "completed"}, False),
        ({"status": "announced"}, {"status": "completed"}, True),
        ({"status": "denied"}, {"status": "abandoned"}, True),
        ({"target": None}, {"target": None, "statement": "A bought another."}, False),
        ({"type": "investment", "money": 5, "date": "2018"}, {"type": "investment", "money": 9, "date": "2018"}, False),
        ({"type": "investment", "money": 5}, {"type": "investment", "money": 5, "date": "2018"}, True),
        ({"type": "investment", "date": "2018"}, {"type": "investment", "date": "2019"}, False),
        ({"type": "funding_round", "target": 0, "money": 5}, {"type": "funding_round", "target": 0, "money": 5}, True),
        (
            {"type": "funding_round", "target": None, "money": 5, "partners": ["x"]},
            {"type": "funding_round", "target": None, "partners": ["x", "y"]},
            True,
        ),
        ({"type": "funding_round", "target": None, "money": 5}, {"type": "funding_round", "target": None}, False),
        ({"type": "partnership"}, {"type": "partnership", "actor": "b", "target": "a"}, True),
        ({"type": "launch", "date": "2018"}, {"type": "launch", "date": "2021"}, False),
        ({"type": "metric", "target": None, "value": 5}, {"type": "metric", "target": None, "value": 5}, True),
        ({"type": "metric", "target": None, "value": 5}, {"type": "metric", "target": None, "value": 6}, False),
        (
            {"type": "metric", "target": None, "value": 5, "date": "2018"},
            {"type": "metric", "target": None, "value": 5, "date": "2019"},
            False,
        ),
        (
            {"type": "metric", "target": None, "value": 5, "date": "2018", "label": "sites"},
            {"type": "metric", "target": None, "value": 6, "date": "2018", "label": "sites"},
            True,
        ),
    ],
)  # fmt: skip
def test_the_same_claim(tmp_path: Path, one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    """Type, parties and stage are the same; deals done once may differ in date and sum, repeated ones may not."""
    known, fact = _fact(**one), _fact(**other)
    assert (_known(tmp_path, [known]).find(fact) is not None) == same
    if same:
        assert is_retold(fact, known)


@pytest.mark.parametrize("other", [{"date": None}, {"date": "2021"}, {"date": "2020", "money": 15}])
def test_a_figure_of_another_time_or_amount_is_no_evidence_of_a_checked_one(
    tmp_path: Path, other: dict[str, Any]
) -> None:
    """`over 8 in March 2020` takes no evidence from a figure without date, of another year or of another amount."""
    known = _fact(type="metric", target=None, date="2020-03-31", money=8, method="curated")
    known["money"]["bound"] = "at_least"
    told = _fact(**{"type": "metric", "target": None, "money": 8, "document": "two"} | other)
    assert _known(tmp_path, [known]).find(told) is None


def test_of_several_the_one_that_agrees(tmp_path: Path) -> None:
    """Of two investments in one company the one with the same sum is meant."""
    known = _known(tmp_path, [_fact(id=f"f{sum_}", type="investment", money=sum_) for sum_ in (5, 9)])
    found = known.find(_fact(type="investment", money=9, document="two"))
    assert found and found["id"] == "f9"


def test_what_differs_stays_with_its_evidence() -> None:
    """Another date and sum are the second document's readings; the fact keeps its own."""
    joined = retold(_fact(date="2018-09", money=753), _fact(date="2018-06", money=750, document="two"))
    assert joined is not None
    assert (joined["date"], joined["money"]["amount"]) == ("2018-09", 753)
    own, added = joined["evidence"]
    assert "date" not in own
    assert (added["document"], added["date"], added["money"]["amount"], added["quote"]) == ("two", "2018-06", 750, None)


def test_an_extracted_fact_learns_what_it_did_not_know() -> None:
    """A date that only the second document has becomes the fact's; the surer of two readings gives the confidence."""
    joined = retold(_fact(status="announced"), _fact(date="2018", confidence=0.9, document="two"))
    assert joined is not None
    assert (joined["date"], joined["status"], joined["confidence"]) == ("2018", "completed", 0.9)
    assert "date" not in joined["evidence"][1]


def test_a_checked_fact_stays_as_it_was() -> None:
    """A curated fact takes evidence but no field from a rule."""
    known = _fact(method="curated", confidence=1.0)
    joined = retold(known, _fact(date="2018", document="two"))
    assert joined is not None
    assert (joined["date"], joined["confidence"]) == (None, 1.0)
    assert joined["evidence"][1]["date"] == "2018"


def test_the_same_document_says_nothing_new() -> None:
    """A document that has told the fact already adds no evidence, and nothing is altered."""
    known = _fact()
    before = repr(known)
    assert retold(known, _fact()) is None
    retold(known, _fact(document="two", date="2018"))
    assert repr(known) == before
