"""Exchange rates: the European Central Bank's reference rates at the fact's date."""

from __future__ import annotations

from healthtech_cli.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from healthtech_cli.model.facts import Fact


def converter(currency: str) -> Callable[[Fact], float | None]:
    """A function that gives a fact's money in `currency`, or None where it cannot be converted."""
    if not (len(currency) == 3 and currency.isalpha()):
        raise UsageError(f'"{currency}" is not an ISO 4217 code', suggestions=["EUR", "USD"])

    def convert(fact: Fact) -> float | None:
        money = fact["money"]
        return money["amount"] if money and money["currency"] == currency else None

    return convert
