"""Where documents disagree: every reading of a fact's date and figure, side by side, and which facts tell one deal."""

from __future__ import annotations

from healthtech_cli.model import edtf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from healthtech_cli.model.facts import Fact

FIELDS = ("date", "money", "value")
# Deals that the same parties do once; a company raises money, and invests in another, again and again.
ONCE = ("acquisition", "ipo", "joint_venture")


def readings(fact: Fact, field: str) -> list[tuple[Any, list[Any]]]:
    """Each different reading of a field with the evidence that gives it, the fact's own reading first.

    A passage without a date (or a figure) of its own does not speak for one, unless none of them has any.
    """
    own: Any = fact[field]  # type: ignore[literal-required]
    found: list[tuple[Any, list[Any]]] = [(own, [])] if own is not None else []
    speaking = [one for one in fact["evidence"] if one.get(field) or (own is not None and _speaks(one, field))]
    for evidence in speaking or (fact["evidence"] if own is not None else ()):
        reading: Any = evidence.get(field) or own
        for known, givers in found:
            if known == reading:
                givers.append(evidence)
                break
        else:
            found.append((reading, [evidence]))
    # where every passage reads otherwise, the fact's own reading stands in none of them
    return [pair for pair in found if pair[1]] or found


def _speaks(evidence: Any, field: str) -> bool:
    if field == "date":
        return bool(evidence["date_basis"] != "none")
    return bool(evidence["amount_as_stated"])


def fields_in_conflict(fact: Fact) -> list[str]:
    """The fields on which the fact's evidence cannot be right together.

    `2018` and `2018-09` agree: the second is only more exact. A hedge agrees with a figure on its side of it.
    """
    return [field for field in FIELDS if disagree(field, [reading for reading, _ in readings(fact, field)])]


def disagree(field: str, found: Sequence[Any]) -> bool:
    """Whether some two of these readings cannot both be right."""
    return any(not agree(field, one, other) for at, one in enumerate(found) for other in found[:at])


def agree(field: str, one: Any, other: Any) -> bool:
    """Whether two readings of a field can both be right."""
    if field == "date":
        return edtf.overlap(one, other)
    figure, label = ("amount", "currency") if field == "money" else ("number", "unit")
    if one[label] != other[label]:
        return True  # two currencies or units are not compared
    low, high = sorted((one, other), key=lambda reading: float(reading[figure]))
    if low[figure] == high[figure]:
        return True
    if low["bound"] == "at_least" or high["bound"] == "at_most":
        return True
    about = "about" in (one["bound"], other["bound"])
    return about and float(high[figure]) <= float(low[figure]) * 1.1


def is_same_deal(one: Fact, other: Fact) -> bool:
    """Whether two facts tell one deal: the same parties, and nothing in date or amount that keeps them apart.

    An acquisition, flotation or joint venture of the same parties is one deal whatever the dates; an investment and
    the round that it belongs to are one where their dates can be the same and their amounts agree.
    """
    if one["type"] == other["type"] and one["type"] in ONCE:
        return _ends(one) == _ends(other)
    if {one["type"], other["type"]} <= {"investment", "funding_round"} and _raising(one) == _raising(other):
        if not one["date"] or not other["date"] or not edtf.overlap(one["date"], other["date"]):
            return False
        money = one["money"], other["money"]
        if money[0] and money[1]:
            # the figure is what tells two rounds of one season apart
            return money[0]["currency"] == money[1]["currency"] and agree("money", *money)
        return one["type"] == other["type"] and _investors(one) == _investors(other)
    return False


def _ends(fact: Fact) -> tuple[str | None, str | None]:
    actor, target = fact["actor"], fact["target"]
    # a deal whose other side nobody names is not known to be the same as any
    unnamed = fact["id"] if target is None and fact["type"] != "ipo" else None
    return (actor["id"] if actor else fact["id"], target["id"] if target else unnamed)


def _raising(fact: Fact) -> str:
    company = fact["target"] if fact["type"] == "investment" else fact["actor"]
    return company["id"] if company else fact["id"]


def _investors(fact: Fact) -> set[str]:
    named = [fact["actor"], *fact["partners"]] if fact["type"] == "investment" else fact["partners"]
    return {one["id"] for one in named if one}


def deals_once(facts: Iterable[Fact]) -> list[list[Fact]]:
    """The facts grouped by the deal they tell, in the order of each group's first fact."""
    groups: list[list[Fact]] = []
    near: dict[tuple[str, str], list[list[Fact]]] = {}
    for fact in facts:
        raises = fact["type"] in ("investment", "funding_round")
        key = ("round", _raising(fact)) if raises else (fact["type"], str(_ends(fact)))
        group = next((one for one in near.get(key, ()) if any(is_same_deal(fact, other) for other in one)), None)
        if group is None:
            group = []
            groups.append(group)
            near.setdefault(key, []).append(group)
        group.append(fact)
    return groups
