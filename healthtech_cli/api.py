"""The Python way in: `from healthtech_cli import open_store`.

Everything here is read only and typed. Lists are `Listing`s: sequences of frozen dataclasses that also give flat rows
(`rows()`, `columns()`) for pandas, Polars, `csv` or a database. Filters are those of the command line, by name:

>>> from healthtech_cli import open_store
>>> store = open_store()
>>> [deal.target.name for deal in store.deals(company="amazon", since=2018, until=2018, type="acquisition")]
['PillPack']
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Day
from decimal import Decimal
from typing import Any, Generic, Literal, TypedDict, TypeVar, Unpack, overload

from healthtech_cli import config
from healthtech_cli.answer import Answer
from healthtech_cli.model.vocabulary import KINDS
from healthtech_cli.render import tabular
from healthtech_cli.service import lookup, profile
from healthtech_cli.service.filters import Asked, one_of
from healthtech_cli.service.listing import list_facts
from healthtech_cli.service.listing import timeline as list_timeline
from healthtech_cli.store import Store as _Store
from healthtech_cli.store import open_store as _open

Words = str | Sequence[str]
DateLike = str | int | Day
FactType = Literal[
    "acquisition",
    "investment",
    "funding_round",
    "ipo",
    "joint_venture",
    "partnership",
    "launch",
    "expansion",
    "shutdown",
    "regulatory",
    "metric",
    "strategy",
    "forecast",
    "quote",
]
Status = Literal["planned", "announced", "completed", "ended", "rumoured", "denied", "abandoned"]
Bound = Literal["exact", "about", "at_least", "at_most"]


class Filters(TypedDict, total=False):
    """The filters of every reading command, as keyword arguments; a list means any of its members.

    `since` and `until` are inclusive: `until=2018` includes all of 2018. A partly known date matches where it may lie
    in the range, with `certain=True` only where it must. `sort` is a field, `-` in front for descending.
    """

    company: Words
    type: FactType | Sequence[FactType]
    status: Status | Sequence[Status]
    topic: Words
    document: Words
    since: DateLike | None
    until: DateLike | None
    certain: bool
    min_amount: str | int | float | None
    currency: str | None
    sort: str | None
    limit: int | None


_FILTERS = frozenset(Filters.__optional_keys__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """An entity as a fact names it."""

    id: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """`amount` in plain units, exact; `currency` an ISO 4217 code, None where the sign was ambiguous."""

    amount: Decimal
    currency: str | None
    bound: Bound

    def __str__(self) -> str:
        return _figure(self.bound, f"{self.currency or ''} {self.amount:,}".strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """`amount` in the currency asked for, at `rate`, the reference rate of the day `rate_date`."""

    amount: Decimal
    currency: str
    rate: Decimal | None
    rate_date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure that is not money; `unit` is a short English noun phrase."""

    number: Decimal
    unit: str
    bound: Bound

    def __str__(self) -> str:
        return _figure(self.bound, f"{self.number:,} {self.unit}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a document states the fact: `text[start:end]`, code points into the document's text.

    `quote` are those words where the text is in the store; `*_as_stated` the document's own words for date, amount and
    parties. `date`, `money` and `value` are set only where this document reads otherwise than the fact.
    """

    document: str
    start: int | None
    end: int | None
    quote: str | None
    date_basis: Literal["stated", "inferred", "none"]
    date_as_stated: str | None
    amount_as_stated: str | None
    actor_as_stated: str | None
    target_as_stated: str | None
    date: str | None = None
    money: Money | None = None
    value: Value | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What documents state, with its evidence; `date` is EDTF, `earliest` and `latest` the days it may mean.

    `conflicts` names the fields on which its evidence cannot be right together; `score` is set by `search`,
    `converted` by `currency=`.
    """

    id: str
    type: FactType
    status: Status
    actor: Ref | None
    target: Ref | None
    partners: tuple[Ref, ...]
    date: str | None
    money: Money | None
    value: Value | None
    label: str | None
    statement: str
    topics: tuple[str, ...]
    method: str
    confidence: float
    note: str | None
    evidence: tuple[Evidence, ...]
    conflicts: tuple[str, ...]
    score: float | None = None
    converted: Converted | None = None
    raw: dict[str, Any] = field(repr=False, compare=False)

    @property
    def earliest(self) -> Day | None:
        """The first day that the date may mean; None where it is open or unknown."""
        return tabular.days(self.date)[0]

    @property
    def latest(self) -> Day | None:
        """The last day that the date may mean; None where it is open or unknown."""
        return tabular.days(self.date)[1]

    def row(self) -> dict[str, Any]:
        """The fact as a flat row of plain values; amounts and numbers as floats, lists joined with `; `."""
        row = tabular.fact_row(self.raw)
        if self.converted:
            row["converted_amount"], row["converted_currency"] = float(self.converted.amount), self.converted.currency
        elif "converted" in self.raw:
            row["converted_amount"], row["converted_currency"] = None, None
        return {**row, "score": self.score} if self.score is not None else row

    def evidence_rows(self) -> list[dict[str, Any]]:
        """One flat row a passage, `fact_id` first."""
        return tabular.evidence_rows(self.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """A name with its BCP 47 language and its origin: name, translation, machine-translation, ticker or former."""

    text: str
    lang: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who or what facts are about, mostly a company: how many facts and deals, its first and last year."""

    id: str
    name: str
    kind: str
    parent: Ref | None
    country: str | None
    aliases: tuple[Alias, ...]
    topics: tuple[str, ...]
    facts: int
    deals: int
    first: str | None
    last: str | None
    raw: dict[str, Any] = field(repr=False, compare=False)

    def row(self) -> dict[str, Any]:
        """The company as a flat row of plain values."""
        return tabular.entity_row(self.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What deals in one currency add up to, each deal once; `low` and `high` differ where readings do."""

    currency: str | None
    low: Decimal
    high: Decimal
    deals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that facts come from; `facts` is how many it states, `has_text` whether its text is in the store."""

    id: str
    title: str
    publisher: str | None
    author: str | None
    published: str | None
    published_basis: str
    language: str
    translated_from: str | None
    sha256: str
    length: int
    url: str | None
    has_text: bool
    facts: int
    raw: dict[str, Any] = field(repr=False, compare=False)

    def row(self) -> dict[str, Any]:
        """The document as a flat row of plain values."""
        return tabular.document_row(self.raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a name means: `match` is None where nothing is near enough or several are equally near."""

    query: str
    match: Ref | None
    score: float | None
    reason: str | None
    candidates: tuple[Ref, ...]
    raw: dict[str, Any] = field(repr=False, compare=False)

    def row(self) -> dict[str, Any]:
        """The resolution as a flat row of plain values."""
        return {
            "query": self.query,
            "match": self.match.name if self.match else None,
            "match_id": self.match.id if self.match else None,
            "score": self.score,
            "reason": self.reason,
            "candidates": tabular.joined([one.name for one in self.candidates]),
        }


Thing = TypeVar("Thing", Fact, Company, Document, Resolution)


class Listing(Sequence[Thing], Generic[Thing]):
    """A sequence of results that never changes.

    `total` is how many there were before `limit`; `warnings` what to know about them, such as facts left out for want
    of a date; `explanation` says why there are none; `query` is what was asked, as resolved.
    """

    __slots__ = ("_items", "explanation", "query", "total", "warnings")

    def __init__(
        self, items: Sequence[Thing], *, total: int, query: dict[str, Any], warnings: Sequence[str], explanation: str
    ) -> None:
        self._items: tuple[Thing, ...] = tuple(items)
        self.total = total
        self.query = query
        self.warnings = tuple(warnings)
        self.explanation = explanation

    @overload
    def __getitem__(self, at: int) -> Thing: ...
    @overload
    def __getitem__(self, at: slice) -> Listing[Thing]: ...
    def __getitem__(self, at: int | slice) -> Thing | Listing[Thing]:
        if isinstance(at, slice):
            kept = self._items[at]
            return Listing(
                kept, total=self.total, query=self.query, warnings=self.warnings, explanation=self.explanation
            )
        return self._items[at]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Thing]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return self._items == other._items if isinstance(other, Listing) else NotImplemented

    __hash__ = None  # type: ignore[assignment] # like a list: equal by what is in it

    def rows(self) -> list[dict[str, Any]]:
        """Flat rows of plain values, one dictionary each, all with the same keys.

        `pandas.DataFrame(listing.rows())` takes them as they are; Polars guesses types from the first hundred rows of a
        list of dictionaries, so give it `columns()`.
        """
        return [one.row() for one in self._items]

    def columns(self) -> dict[str, list[Any]]:
        """The same as lists by column, for `polars.DataFrame` and `pandas.DataFrame`; empty where nothing matched."""
        rows = self.rows()
        return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}

    def __repr__(self) -> str:
        more = f" of {self.total}" if self.total != len(self) else ""
        head = f"<Listing of {len(self)}{more}>"
        shown: list[str] = [_line(one) for one in self._items[:10]]
        if len(self) > 10:
            shown.append(f"… {len(self) - 10} more")
        if not self._items and self.explanation:
            shown.append(self.explanation)
        return "\n".join([head, *(f"  {line}" for line in shown)])

    def _repr_html_(self) -> str:
        # notebooks show it as a table; the words come from documents, so everything is escaped
        from html import escape

        if not self._items:
            return f"<p>{escape(self.explanation or 'nothing')}</p>"
        rows = [_cells(one) for one in self._items[:20]]
        head = "".join(f"<th>{escape(name)}</th>" for name in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row.values()) + "</tr>" for row in rows
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{len(rows)} of {self.total}</p>"


def _cells(one: Any) -> dict[str, object]:
    from healthtech_cli.render import phrases

    if isinstance(one, Fact):
        return {
            "date": phrases.date(one.date),
            "statement": one.statement,
            "figure": phrases.figure(one.raw),
            "document": phrases.sources(one.raw),
            "id": one.id,
        }
    if isinstance(one, Company):
        return {"name": one.name, "kind": one.kind, "facts": one.facts, "deals": one.deals, "id": one.id}
    if isinstance(one, Document):
        return {"title": one.title, "published": one.published or "–", "facts": one.facts, "id": one.id}
    return dict(one.row())


def _line(one: Any) -> str:
    from healthtech_cli.render.out import one_line

    return one_line("  ".join(str(cell) for cell in _cells(one).values() if cell not in ("", None)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One company, product, institution or person: who it is, what belongs to it, and the facts about all of them."""

    id: str
    name: str
    kind: str
    parent: Ref | None
    country: str | None
    aliases: tuple[Alias, ...]
    topics: tuple[str, ...]
    units: tuple[Ref, ...]
    first: str | None
    last: str | None
    sums: tuple[Sum, ...]
    facts: Listing[Fact]
    raw: dict[str, Any] = field(repr=False, compare=False)

    @property
    def deals(self) -> tuple[Fact, ...]:
        """Its acquisitions, investments, funding rounds, flotations and joint ventures."""
        from healthtech_cli.model.vocabulary import DEAL_TYPES

        return tuple(fact for fact in self.facts if fact.type in DEAL_TYPES)

    @property
    def conflicts(self) -> tuple[Fact, ...]:
        """The facts about it on which documents disagree."""
        return tuple(fact for fact in self.facts if fact.conflicts)


class Store:
    """A store, read once and never changed; get one from `open_store`."""

    __slots__ = ("_store", "_today")

    def __init__(self, store: _Store, *, today: str) -> None:
        self._store = store
        self._today = today

    def __repr__(self) -> str:
        return f"<Store {self._store.label}: {len(self._store.facts)} facts, {len(self._store.documents)} documents>"

    def facts(self, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Facts of every type, newest first."""
        return self._facts("facts", filters)

    def deals(self, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Acquisitions, investments, funding rounds, flotations, joint ventures, newest first."""
        return self._facts("deals", filters)

    def partnerships(self, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Who works with whom, newest first."""
        return self._facts("partnerships", filters)

    def launches(self, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Products, services, pilots brought out, newest first."""
        return self._facts("launches", filters)

    def metrics(self, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Figures, newest first."""
        return self._facts("metrics", filters)

    def timeline(self, *names: str, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Dated facts, oldest first, of the named companies and their units, or of everyone."""
        asked, sort, limit = self._asked(filters, "facts")
        return _listing(list_timeline(self._store, asked, names, sort=sort), limit, _fact)

    def search(self, text: str, **filters: Unpack[Filters]) -> Listing[Fact]:
        """Facts whose statement or names hold all the words, best first; misspelt words count less."""
        asked, sort, limit = self._asked(filters, "facts")
        return _listing(lookup.search(self._store, text, asked, sort=sort), limit, _fact)

    def show(self, fact_id: str) -> Fact:
        """One fact; NotFoundError names the nearest ids."""
        return _fact(lookup.show(self._store, [fact_id]).results[0])

    def company(self, name: str, **filters: Unpack[Filters]) -> Profile:
        """Everything about one company, product, institution or person, in any of its names, units included.

        Raises NotFoundError or AmbiguousError, each with the candidates.
        """
        asked, sort, limit = self._asked(filters, "facts")
        answer = profile.company(self._store, name, asked, sort=sort)
        found = answer.results[0]
        return Profile(
            id=found["id"],
            name=found["name"],
            kind=found["kind"],
            parent=_ref(found["parent"]),
            country=found["country"],
            aliases=tuple(Alias(**alias) for alias in found["aliases"]),
            topics=tuple(found["topics"]),
            units=tuple(Ref(id=unit["id"], name=unit["name"]) for unit in found["units"]),
            first=found["first"],
            last=found["last"],
            sums=tuple(
                Sum(currency=one["currency"], low=_exact(one["low"]), high=_exact(one["high"]), deals=one["deals"])
                for one in found["sums"]
            ),
            facts=_listing(
                Answer("facts", query=answer.query, results=answer.rows, explanation=answer.explanation), limit, _fact
            ),
            raw=found,
        )

    def companies(self, *, kind: Words = (), all: bool = False, **filters: Unpack[Filters]) -> Listing[Company]:
        """Companies and subsidiaries, or other kinds, with most facts first; `all` adds those no fact is about."""
        asked, sort, limit = self._asked(filters, "facts")
        kinds = [one_of(one, KINDS, "kind") for one in _words(kind)]
        chosen = kinds or (KINDS if all else ("company", "subsidiary"))
        answer = lookup.entities(self._store, asked, kinds=chosen, everything=all, sort=sort)
        return _listing(answer, limit, _company)

    def documents(self) -> Listing[Document]:
        """The documents that facts come from."""
        return _listing(lookup.documents(self._store), None, _document)

    def text(self, document_id: str) -> str | None:
        """A document's text exactly as it was hashed, None where the store does not have it."""
        return self._store.text(document_id)

    def resolve(self, *names: str) -> Listing[Resolution]:
        """What each name means, in order."""
        rows = lookup.resolve(self._store, names)
        return _listing(Answer("resolve", query={"names": list(names)}, results=rows), None, _resolution)

    def _facts(self, kind: str, filters: Filters) -> Listing[Fact]:
        asked, sort, limit = self._asked(filters, kind)
        return _listing(list_facts(self._store, asked, kind=kind, sort=sort), limit, _fact)

    def _asked(self, filters: Filters, scope: str) -> tuple[Asked, str | None, int | None]:
        unknown = [name for name in filters if name not in _FILTERS]
        if unknown:
            from healthtech_cli.service.nearest import nearest

            near = nearest(unknown[0], _FILTERS)
            raise TypeError(f"no filter called {unknown[0]!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        least = filters.get("min_amount")
        asked = Asked(
            scope=scope,
            companies=_words(filters.get("company")),
            types=_words(filters.get("type")),
            statuses=_words(filters.get("status")),
            topics=_words(filters.get("topic")),
            documents=_words(filters.get("document")),
            since=_day(filters.get("since")),
            until=_day(filters.get("until")),
            certain=filters.get("certain", False),
            min_amount=least if least is None or isinstance(least, str) else format(Decimal(repr(least)), "f"),
            currency=filters.get("currency"),
            today=self._today,
        )
        return asked, filters.get("sort"), filters.get("limit")


def open_store(path: str | None = None, *, today: str | None = None) -> Store:
    """The store at `path`; without one `HTQ_STORE`, the user's own, or the built-in facts, as on the command line.

    `today` (`YYYY-MM-DD`) is what relative dates such as `since="last year"` count from. Raises StoreError where the
    store does not exist or cannot be read.
    """
    return Store(_open(path), today=today or config.today())


def _words(given: Words | None) -> list[str]:
    if given is None:
        return []
    return [given] if isinstance(given, str) else list(given)


def _day(given: DateLike | None) -> str | None:
    return None if given is None else given.isoformat() if isinstance(given, Day) else str(given)


def _listing(answer: Answer, limit: int | None, make: Any) -> Listing[Any]:
    if limit is not None and limit < 0:
        raise ValueError(f"limit must be 0 or more, not {limit}")
    rows = answer.results if limit is None else answer.results[:limit]
    return Listing(
        [make(row) for row in rows],
        total=len(answer.results),
        query=answer.query,
        warnings=answer.warnings,
        explanation=answer.explanation,
    )


def _figure(bound: str, words: str) -> str:
    return words if bound == "exact" else f"{bound.replace('_', ' ')} {words}"


def _exact(number: int | float) -> Decimal:
    return Decimal(repr(number))


def _ref(raw: Any) -> Ref | None:
    return Ref(id=raw["id"], name=raw["name"]) if raw else None


def _money(raw: Any) -> Money | None:
    return Money(amount=_exact(raw["amount"]), currency=raw["currency"], bound=raw["bound"]) if raw else None


def _value(raw: Any) -> Value | None:
    return Value(number=_exact(raw["number"]), unit=raw["unit"], bound=raw["bound"]) if raw else None


def _converted(raw: Any) -> Converted | None:
    if not raw:
        return None
    rate = raw.get("rate")
    return Converted(
        amount=_exact(raw["amount"]),
        currency=raw["currency"],
        rate=None if rate is None else _exact(rate),
        rate_date=raw.get("rate_date"),
    )


def _evidence(raw: Any) -> Evidence:
    return Evidence(
        document=raw["document"],
        start=raw["start"],
        end=raw["end"],
        quote=raw.get("quote"),
        date_basis=raw["date_basis"],
        date_as_stated=raw["date_as_stated"],
        amount_as_stated=raw["amount_as_stated"],
        actor_as_stated=raw["actor_as_stated"],
        target_as_stated=raw["target_as_stated"],
        date=raw.get("date"),
        money=_money(raw.get("money")),
        value=_value(raw.get("value")),
        note=raw.get("note"),
    )


def _fact(raw: Any) -> Fact:
    return Fact(
        id=raw["id"],
        type=raw["type"],
        status=raw["status"],
        actor=_ref(raw["actor"]),
        target=_ref(raw["target"]),
        partners=tuple(Ref(id=one["id"], name=one["name"]) for one in raw["partners"]),
        date=raw["date"],
        money=_money(raw["money"]),
        value=_value(raw["value"]),
        label=raw.get("label"),
        statement=raw["statement"],
        topics=tuple(raw["topics"]),
        method=raw["method"],
        confidence=float(raw["confidence"]),
        note=raw["note"],
        evidence=tuple(_evidence(one) for one in raw["evidence"]),
        conflicts=tuple(raw.get("conflicts") or ()),
        score=raw.get("score"),
        converted=_converted(raw.get("converted")),
        raw=raw,
    )


def _company(raw: Any) -> Company:
    return Company(
        id=raw["id"],
        name=raw["name"],
        kind=raw["kind"],
        parent=_ref(raw["parent"]),
        country=raw["country"],
        aliases=tuple(Alias(**alias) for alias in raw["aliases"]),
        topics=tuple(raw["topics"]),
        facts=raw["facts"],
        deals=raw["deals"],
        first=raw["first"],
        last=raw["last"],
        raw=raw,
    )


def _document(raw: Any) -> Document:
    names = [name for name in Document.__slots__ if name != "raw"]
    return Document(**{name: raw[name] for name in names}, raw=raw)


def _resolution(raw: Any) -> Resolution:
    return Resolution(
        query=raw["query"],
        match=_ref(raw["match"]),
        score=raw["score"],
        reason=raw["reason"],
        candidates=tuple(Ref(id=one["id"], name=one["name"]) for one in raw["candidates"]),
        raw=raw,
    )
