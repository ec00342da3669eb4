"""Filters and order over facts; counts what each filter took away, so that an empty answer can explain itself."""

from __future__ import annotations

from healthtech_cli.model import edtf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, Protocol

    from healthtech_cli.model.facts import Converted, Fact

    class Convert(Protocol):
        """Money in one currency: calling it gives the amount, `of` the rate too; None where it cannot be had."""

        currency: str

        def __call__(self, fact: Fact) -> int | float | None: ...

        def of(self, fact: Fact) -> Converted | None: ...

        def why_not(self, fact: Fact) -> str: ...


class Filter:
    """What a reading command asks for. Days are `YYYY-MM-DD`; empty tuples and None ask for nothing."""

    __slots__ = (
        "certain",
        "companies",
        "convert",
        "documents",
        "min_amount",
        "since",
        "statuses",
        "topics",
        "types",
        "until",
        "words",
    )

    def __init__(
        self,
        *,
        companies: frozenset[str] | None = None,
        types: tuple[str, ...] = (),
        statuses: tuple[str, ...] = (),
        topics: tuple[str, ...] = (),
        documents: tuple[str, ...] = (),
        since: str | None = None,
        until: str | None = None,
        certain: bool = False,
        min_amount: int | float | None = None,
        convert: Convert | None = None,
    ) -> None:
        self.companies = companies
        self.types = types
        self.statuses = statuses
        self.topics = topics
        self.documents = documents
        self.since = since
        self.until = until
        self.certain = certain
        self.min_amount = min_amount
        self.convert = convert

    def tests(self) -> list[tuple[str, Callable[[Fact], bool]]]:
        """The single tests by the option that asks for them, in the order in which they are applied."""
        tests: list[tuple[str, Callable[[Fact], bool]]] = []
        if self.companies is not None:
            companies = self.companies
            tests.append(("--company", lambda fact: not companies.isdisjoint(parties(fact))))
        if self.types:
            tests.append(("--type", lambda fact: fact["type"] in self.types))
        if self.statuses:
            tests.append(("--status", lambda fact: fact["status"] in self.statuses))
        if self.topics:
            tests.append(("--topic", lambda fact: any(topic in self.topics for topic in fact["topics"])))
        if self.documents:
            tests.append(
                ("--document", lambda fact: any(one["document"] in self.documents for one in fact["evidence"]))
            )
        if self.since:
            tests.append(("--since", lambda fact: self._in_range(fact, self.since, None)))
        if self.until:
            tests.append(("--until", lambda fact: self._in_range(fact, None, self.until)))
        if self.min_amount is not None:
            tests.append(("--min-amount", self._is_large_enough))
        return tests

    def _in_range(self, fact: Fact, since: str | None, until: str | None) -> bool:
        lies = edtf.must_lie if self.certain else edtf.may_lie
        return any(lies(date, since, until) for date in dates(fact))

    def _is_large_enough(self, fact: Fact) -> bool:
        amount = self.convert(fact) if self.convert else fact["money"]["amount"] if fact["money"] else None
        return amount is not None and self.min_amount is not None and amount >= self.min_amount


def parties(fact: Fact) -> list[str]:
    """Ids of everyone the fact is about: actor, target, partners."""
    ids = [role["id"] for role in (fact["actor"], fact["target"]) if role]
    ids.extend(partner["id"] for partner in fact["partners"])
    return ids


def year(fact: Fact) -> str:
    """The first year that its date may be in, or `undated`."""
    from healthtech_cli.model import edtf

    return edtf.sort_key(fact["date"])[0][:4] if fact["date"] else "undated"


def dates(fact: Fact) -> list[str]:
    """The fact's date and every other reading of it."""
    found = [fact["date"]] if fact["date"] else []
    found.extend(one["date"] for one in fact["evidence"] if one.get("date"))
    return found


def select(facts: Iterable[Fact], wanted: Filter) -> tuple[list[Fact], list[tuple[str, int]]]:
    """The facts that pass, and how many each filter took away, in order."""
    kept = list(facts)
    removed: list[tuple[str, int]] = []
    for option, test in wanted.tests():
        before = len(kept)
        kept = [fact for fact in kept if test(fact)]
        removed.append((option, before - len(kept)))
    return kept, removed


class Removed:
    """How many facts each option of a filter took away, counted when somebody asks: only empty answers do."""

    def __init__(self, count: Callable[[], list[tuple[str, int]]]) -> None:
        self._count = count
        self._known: list[tuple[str, int]] | None = None

    def _counted(self) -> list[tuple[str, int]]:
        if self._known is None:
            self._known = self._count()
        return self._known

    def __iter__(self) -> Iterator[tuple[str, int]]:
        return iter(self._counted())

    def __len__(self) -> int:
        return len(self._counted())

    def __contains__(self, pair: object) -> bool:
        return pair in self._counted()


def without_range(wanted: Filter) -> Filter:
    """The filter without its range of days."""
    return Filter(
        companies=wanted.companies,
        types=wanted.types,
        statuses=wanted.statuses,
        topics=wanted.topics,
        documents=wanted.documents,
        min_amount=wanted.min_amount,
        convert=wanted.convert,
    )


def sort_value(row: Any, field: str) -> Any:
    """The value by which a field sorts; None where it is unknown."""
    if field in ("date", "published"):
        return edtf.sort_key(row[field]) if row.get(field) else None
    if field == "amount":
        # under --currency amounts are compared in it, and what was not converted is unknown
        field = "converted.amount" if "converted" in row else "money.amount"
    value = row
    for part in field.split("."):
        value = value.get(part) if isinstance(value, dict) else None
        if value is None:
            return None
    if isinstance(value, dict):
        value = value.get("name") or value.get("amount") or value.get("number")
    if isinstance(value, list):
        return len(value)
    return value.casefold() if isinstance(value, str) else value


def sort_rows(rows: list[Any], field: str) -> list[Any]:
    """Sorted by a field, `-` in front for descending; unknown last both ways; ties keep the id's order."""
    descending = field.startswith("-")
    name = field.lstrip("-")
    keyed = [(sort_value(row, name), row) for row in rows]
    known = [(value, row) for value, row in keyed if value is not None]
    known.sort(key=lambda pair: pair[1].get("id", ""))
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [row for _, row in known] + [row for value, row in keyed if value is None]
