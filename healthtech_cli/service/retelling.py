"""When a second document tells a fact that the store has: its evidence is added, its own readings are kept."""

from __future__ import annotations

from typing import Any

from healthtech_cli.model import edtf
from healthtech_cli.service.claims import Alike, Links, party
from healthtech_cli.service.conflicts import ONCE, agree
from healthtech_cli.store.writing import Change

Row = dict[str, Any]

# A rumour of a deal and the deal are two claims; an announced deal and the same one completed are one.
_STAGES = {"announced": "done", "completed": "done", "ended": "done", "denied": "not done", "abandoned": "not done"}
_YEARS_BETWEEN_DEALS = 3
_FIGURES = ("metric", "forecast")
_HEDGED = 0.1  # how far "about 5" and "5.4", or "over 8" and "8.1", may lie apart
_READINGS = ("date", "money", "value")


def _key(fact: Row) -> tuple[str, ...]:
    """What two tellings have in common at least."""
    kind = fact["type"]
    actor, target = (fact[role]["id"] if fact[role] else "" for role in ("actor", "target"))
    if kind == "funding_round":
        return kind, actor
    if kind == "partnership":
        # who is the actor depends on whom the article is about
        return kind, *sorted({actor, target} - {""})
    if kind == "joint_venture":
        return (kind, target) if target else (kind, *sorted({actor, *(one["id"] for one in fact["partners"])}))
    return kind, actor, target


def _links(fact: Row) -> Links:
    kind = f"y:{fact['type']}"
    actor, target = party("a", fact["actor"]), party("g", fact["target"])
    if fact["type"] == "funding_round":
        return kind, actor
    if fact["type"] == "partnership" and (fact["actor"] is None or fact["target"] is None):
        # the one that is known may be either
        return kind, target if fact["actor"] is None else actor
    if fact["type"] == "joint_venture":
        return kind, target if fact["target"] else actor
    return kind, actor, target


class Known:
    """The facts of a transaction, ready to be asked whether a claim is among them."""

    def __init__(self, change: Change) -> None:
        self._known = Alike(change, _key, _links)

    def put(self, fact: Row) -> None:
        """Take in a fact, new or altered."""
        self._known.put(fact)

    def find(self, fact: Row) -> Row | None:
        """The known fact that this one tells again: of several the one whose date and figure agree."""
        near = [one for one in self._known.to(fact) if is_retold(one, fact)]
        return max(near, key=lambda one: _likeness(one, fact), default=None)


def is_retold(known: Row, fact: Row) -> bool:
    """Whether the second fact is the same claim as the first: same type, parties and stage, dates that fit.

    Deals that two parties do once may differ in date (up to three years: announced here, closed there) and money;
    what happens again and again (investments, figures) must agree in one of them and not contradict in the other.
    """
    kind = fact["type"]
    if known["type"] != kind or _stage(known) != _stage(fact):
        return False
    if kind in ONCE:
        if kind != "ipo" and not (fact["target"] or fact["partners"]):
            return bool(known["statement"] == fact["statement"])  # with whom is not said: only the very same words
        return _years_apart(known["date"], fact["date"]) <= _YEARS_BETWEEN_DEALS
    if kind in _FIGURES:
        return _same_figure(known, fact)
    if kind in ("investment", "funding_round"):
        return _same_round(known, fact)
    if kind in ("partnership", "launch", "expansion", "shutdown"):
        return fact["target"] is not None and _years_apart(known["date"], fact["date"]) <= 1
    return bool(known["statement"] == fact["statement"])


def _stage(fact: Row) -> str:
    return _STAGES.get(fact["status"]) or str(fact["status"])


def _same_round(known: Row, fact: Row) -> bool:
    """Figures decide, else dates; where one of the two has neither, that both name the same investors."""
    if known["type"] == "investment" and fact["target"] is None:
        return False
    if known["money"] and fact["money"]:
        is_same_sum = known["money"]["currency"] == fact["money"]["currency"]
        is_same_sum = is_same_sum and agree("money", known["money"], fact["money"])
        return is_same_sum and _years_apart(known["date"], fact["date"]) <= 1
    if known["date"] and fact["date"]:
        return edtf.overlap(known["date"], fact["date"])
    if known["type"] == "investment":
        return True
    investors, others = ({one["id"] for one in row["partners"]} for row in (known, fact))
    return bool(investors & others) or not (known["money"] or known["date"] or fact["money"] or fact["date"])


def _same_figure(known: Row, fact: Row) -> bool:
    """The same subject, unit and number, of the same time: `more than 8 bn` of 2020 is not told again by `15 bn`.

    What people have checked is of a day: a figure that names none is not known to be that one. Where subject and date
    are the very same, two numbers are two readings of one figure, and both are kept.
    """
    if (known.get("label") or "") != (fact.get("label") or "") and known.get("label") and fact.get("label"):
        return False
    for field, what in (("money", "currency"), ("value", "unit")):
        one, other = known[field], fact[field]
        if (one is None) != (other is None):
            return False
        if one and (one[what] != other[what] or not (_near(field, one, other) or _same_subject(known, fact))):
            return False
    if known["date"] and fact["date"]:
        return edtf.overlap(known["date"], fact["date"])
    return bool(known["date"] == fact["date"] or known["method"].startswith("rule:"))


def _near(field: str, one: Row, other: Row) -> bool:
    number = "amount" if field == "money" else "number"
    low, high = sorted((float(one[number]), float(other[number])))
    return agree(field, one, other) and high - low <= abs(high) * _HEDGED


def _same_subject(known: Row, fact: Row) -> bool:
    is_named = known.get("label") and known["date"]
    return bool(is_named and known.get("label") == fact.get("label") and known["date"] == fact["date"])


def _years_apart(one: str | None, other: str | None) -> float:
    """Years between the nearest days of two dates; 0 where they overlap or one is unknown."""
    if not one or not other or edtf.overlap(one, other):
        return 0.0
    (first, last), (others_first, others_last) = edtf.bounds(one), edtf.bounds(other)
    early, late = (last, others_first) if last < others_first else (others_last, first)
    return int(late[:4]) - int(early[:4]) + (int(late[5:7]) - int(early[5:7])) / 12


def _likeness(known: Row, fact: Row) -> int:
    score: int = 4 * (known["status"] == fact["status"])
    if known["date"] and fact["date"]:
        score += 2 * edtf.overlap(known["date"], fact["date"])
    for field in ("money", "value"):
        if known[field] and fact[field]:
            score += 3 * agree(field, known[field], fact[field])
    return score


def retold(known: Row, fact: Row) -> Row | None:
    """The known fact with the other's evidence; None where this document has told it already.

    A reading that differs stays with its evidence. What an extracted fact did not know it takes over; a fact that
    people have checked stays as they left it.
    """
    documents = {one["document"] for one in known["evidence"]}
    fresh = [one for one in fact["evidence"] if one["document"] not in documents]
    if not fresh:
        return None
    joined = {**known, "evidence": [dict(one) for one in known["evidence"]]}
    is_extracted = known["method"].startswith("rule:") and known["confidence"] < 1
    if is_extracted:
        joined["confidence"] = max(known["confidence"], fact["confidence"])
        if (known["status"], fact["status"]) == ("announced", "completed"):
            joined["status"] = "completed"
        for field in _READINGS:
            figure = known["money"] or known["value"]
            if known[field] is None and fact[field] is not None and (field == "date" or not figure):
                joined[field] = fact[field]
    for one in fresh:
        added = {**one, "quote": None}
        for field in _READINGS:
            if fact[field] is not None and fact[field] != joined[field]:
                added[field] = fact[field]
        joined["evidence"].append(added)
    return joined
