"""Sums over deals: by currency, a range where readings differ, never a figure that cannot be right, no deal twice."""

from __future__ import annotations

from healthtech_cli.service.conflicts import deals_once, disagree, readings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from healthtech_cli.model.facts import Fact

NOT_DONE = ("planned", "rumoured", "denied", "abandoned")
_IMPOSSIBLE = ("impossible", "cannot be right")


def is_impossible(fact: Fact) -> bool:
    """Whether the fact's note says that its figure cannot be right."""
    note = (fact["note"] or "").lower()
    return any(word in note for word in _IMPOSSIBLE)


def total_of(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """One object a currency: `{"currency", "low", "high", "deals"}`, from the facts' deals; see `tally`."""
    sums: list[dict[str, Any]] = tally(facts)["sums"]
    return sums


def tally(facts: Iterable[Fact]) -> dict[str, Any]:
    """What a list of deals adds up to, each deal once.

    `sums` by currency with `low` and `high` (they differ where readings do); then counts of deals: `conflicts` whose
    amounts disagree, `without` an amount, `not_done` (planned, rumoured, denied, abandoned: never added up),
    `impossible` (left out for what a note says), `retold` (facts that tell a deal told before), `unconverted`.
    Where facts carry `converted`, it is what is added up.
    """
    sums: dict[str | None, dict[str, Any]] = {}
    counts = dict.fromkeys(("conflicts", "without", "not_done", "impossible", "retold", "unconverted"), 0)
    for group in deals_once(facts):
        counts["retold"] += len(group) - 1
        done = [fact for fact in group if fact["status"] not in NOT_DONE]
        priced = [fact for fact in done if fact["money"]]
        sound = [fact for fact in priced if not is_impossible(fact)]
        if not sound:
            why = "impossible" if priced else "without" if done else "not_done"
            counts[why] += 1
            continue
        if "converted" in sound[0] and not any(fact.get("converted") for fact in sound):
            counts["unconverted"] += 1
            continue
        stated = [reading for fact in sound for reading, _ in readings(fact, "money")]
        counts["conflicts"] += disagree("money", stated)
        currency, low, high = _range(sound)
        row = sums.setdefault(currency, {"currency": currency, "low": 0, "high": 0, "deals": 0})
        row["low"] = _plus(row["low"], low)
        row["high"] = _plus(row["high"], high)
        row["deals"] += 1
    return {"sums": sorted(sums.values(), key=lambda row: (-row["deals"], str(row["currency"]))), **counts}


def _range(facts: list[Fact]) -> tuple[str | None, int | float, int | float]:
    # the first fact's currency: a price told in two currencies is one price
    converted = next((fact["converted"] for fact in facts if fact.get("converted")), None)
    money = facts[0]["money"]
    assert money
    currency = converted["currency"] if converted else money["currency"]
    amounts: list[int | float] = []
    for fact in facts:
        own, stated = fact.get("converted"), fact["money"]
        if not stated or (converted and not own) or (not converted and stated["currency"] != currency):
            continue
        rate = own["rate"] if own else 1
        said = (reading for reading, _ in readings(fact, "money") if reading["currency"] == stated["currency"])
        amounts += [_times(reading["amount"], rate) for reading in said]
    return currency, min(amounts), max(amounts)


def _times(amount: int | float, rate: int | float) -> int | float:
    return amount if rate == 1 else round(amount * rate, 2)


def _plus(one: int | float, other: int | float) -> int | float:
    total = one + other
    return total if isinstance(total, int) else round(total, 2)
