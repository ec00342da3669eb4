"""Sums over deals: by currency, a range where readings differ, never a figure that cannot be right."""

from __future__ import annotations

from healthtech_cli.service.conflicts import readings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from healthtech_cli.model.facts import Fact

NOT_DONE = ("planned", "rumoured", "denied", "abandoned")


def is_impossible(fact: Fact) -> bool:
    """Whether the fact's note says that its figure cannot be right."""
    return "impossible" in (fact["note"] or "").lower()


def total_of(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """One object a currency: `{"currency", "low", "high", "deals"}`; deals not done and impossible figures left out."""
    sums: dict[str | None, dict[str, Any]] = {}
    for fact in facts:
        if fact["status"] in NOT_DONE or not fact["money"] or is_impossible(fact):
            continue
        currency = fact["money"]["currency"]
        amounts = [reading["amount"] for reading, _ in readings(fact, "money") if reading["currency"] == currency]
        row = sums.setdefault(currency, {"currency": currency, "low": 0, "high": 0, "deals": 0})
        row["low"] += min(amounts)
        row["high"] += max(amounts)
        row["deals"] += 1
    return sorted(sums.values(), key=lambda row: (-row["deals"], str(row["currency"])))
