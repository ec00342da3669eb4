"""From the words of the common options to a `Filter`; wrong values are errors that name the nearest right one."""

from __future__ import annotations

from healthtech_cli.errors import NotFoundError, UsageError
from healthtech_cli.model import amounts, days
from healthtech_cli.model.vocabulary import DEAL_TYPES, FACT_TYPES, STATUSES
from healthtech_cli.query import Filter
from healthtech_cli.service.family import family, find_entity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.store import Store

SCOPES = {
    "deals": DEAL_TYPES,
    "partnerships": ("partnership",),
    "launches": ("launch",),
    "metrics": ("metric",),
}


class Asked:
    """The common options as typed; `scope` is the command whose types limit the answer."""

    __slots__ = (
        "certain",
        "companies",
        "currency",
        "documents",
        "guess",
        "min_amount",
        "scope",
        "since",
        "statuses",
        "today",
        "topics",
        "types",
        "until",
    )

    def __init__(
        self,
        *,
        scope: str = "facts",
        companies: list[str] | None = None,
        types: list[str] | None = None,
        statuses: list[str] | None = None,
        topics: list[str] | None = None,
        documents: list[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        certain: bool = False,
        min_amount: str | None = None,
        currency: str | None = None,
        today: str,
        guess: bool = False,
    ) -> None:
        self.scope = scope
        self.companies = companies or []
        self.types = types or []
        self.statuses = statuses or []
        self.topics = topics or []
        self.documents = documents or []
        self.since = since
        self.until = until
        self.certain = certain
        self.min_amount = min_amount
        self.currency = currency
        self.today = today
        self.guess = guess


def resolve(store: Store, asked: Asked) -> tuple[Filter, dict[str, Any], list[str]]:
    """The filter, the query as resolved (for the envelope), and remarks about names that were not exact."""
    query: dict[str, Any] = {}
    remarks: list[str] = []
    ids: frozenset[str] | None = None
    for name in asked.companies:
        entity, remark = find_entity(store, name, guess=asked.guess)
        ids = (ids or frozenset()) | family(store, entity["id"])
        query.setdefault("companies", []).append({"id": entity["id"], "name": entity["name"]})
        if remark:
            remarks.append(remark)
    types = _types(asked)
    if types:
        query["types"] = list(types)
    statuses = tuple(one_of(status, STATUSES, "status") for status in asked.statuses)
    topics = _topics(store, asked.topics)
    documents = tuple(known_document(store, document) for document in asked.documents)
    for key, values in (("statuses", statuses), ("topics", topics), ("documents", documents)):
        if values:
            query[key] = list(values)
    since = days.first_day(asked.since, asked.today, "--since") if asked.since else None
    until = days.last_day(asked.until, asked.today, "--until") if asked.until else None
    if since and until and since > until:
        raise UsageError(f"--since {asked.since} is after --until {asked.until}")
    for key, day in (("since", since), ("until", until)):
        if day:
            query[key] = day
    if asked.certain:
        query["certain"] = True
    least, currency, convert = _amount(asked)
    if least is not None:
        query["min_amount"] = least
    if currency:
        query["currency"] = currency
    wanted = Filter(
        companies=ids,
        types=types,
        statuses=statuses,
        topics=topics,
        documents=documents,
        since=since,
        until=until,
        certain=asked.certain,
        min_amount=least,
        convert=convert,
    )
    return wanted, query, remarks


def _types(asked: Asked) -> tuple[str, ...]:
    scope = SCOPES.get(asked.scope, FACT_TYPES)
    chosen = tuple(one_of(name.replace("-", "_"), FACT_TYPES, "type") for name in asked.types)
    outside = [name for name in chosen if name not in scope]
    if outside:
        raise UsageError(
            f"{outside[0]} facts are not among the {asked.scope}",
            suggestions=list(scope),
            hint=f"htq facts --type {outside[0]}",
        )
    return chosen or (() if asked.scope not in SCOPES else scope)


def _topics(store: Store, topics: list[str]) -> tuple[str, ...]:
    if not topics:
        return ()
    return tuple(one_of(topic, store.topics(), "topic") for topic in topics)


def _amount(asked: Asked) -> tuple[int | float | None, str | None, Any]:
    least: int | float | None = None
    currency = asked.currency.upper() if asked.currency else None
    if asked.min_amount:
        try:
            least, named = amounts.parse_amount(asked.min_amount)
        except ValueError:
            raise UsageError(
                f'"{asked.min_amount}" is not an amount',
                suggestions=["500M"],
                hint="write 500M, 1.5bn, 750000 or 'EUR 3 million'",
            ) from None
        if named and currency and named != currency:
            raise UsageError(f"--min-amount is in {named} but --currency is {currency}")
        currency = currency or named
    if currency is None:
        return least, None, None
    from healthtech_cli.service import rates

    return least, currency, rates.converter(currency)


def one_of(value: str, known: tuple[str, ...] | list[str], what: str) -> str:
    """The value if it is known; UsageError with the nearest ones if not."""
    folded = value.strip().lower()
    if folded in known:
        return folded
    from healthtech_cli.service.nearest import nearest

    near = nearest(folded, known)
    raise UsageError(
        f'no {what} called "{value}"',
        suggestions=near or list(known),
        hint=(f"did you mean {near[0]}? " if near else "") + f"{what}: " + ", ".join(known),
    )


def known_document(store: Store, document_id: str) -> str:
    """The document's id if the store has it; NotFoundError with the nearest ids if not."""
    if store.document(document_id):
        return document_id
    from healthtech_cli.service.nearest import nearest

    near = nearest(document_id, store.ids("documents", like=document_id))
    hint = (f"did you mean {near[0]}? " if near else "") + "htq documents lists them"
    raise NotFoundError(f'no document "{document_id}" in this store', suggestions=near, hint=hint)
