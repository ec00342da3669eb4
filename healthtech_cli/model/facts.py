"""The shapes of the one JSON form (see the data model in docs/): facts, entities, documents.

They are typed dictionaries, not classes: the store holds JSON, `--json` prints JSON, and a look-up that
builds no objects in between answers sooner and cannot lose a field it does not know.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Ref(TypedDict):
    """An entity as another object names it."""

    id: str
    name: str


class Money(TypedDict):
    """`amount` in plain units; `currency` an ISO 4217 code, None where the sign is ambiguous."""

    amount: int | float
    currency: str | None
    bound: str


class Converted(TypedDict):
    """Money in another currency: `rate` is how much of it one unit buys on `rate_date`, None where none was needed."""

    amount: int | float
    currency: str
    rate: int | float
    rate_date: str | None


class Value(TypedDict):
    """A figure that is not money; `unit` is a short English noun phrase."""

    number: int | float
    unit: str
    bound: str


class Evidence(TypedDict):
    """Where a document states the fact: code points, half-open, into the text exactly as decoded.

    `date`, `money`, `value` are this document's own reading where it differs from the fact's.
    """

    document: str
    start: int | None
    end: int | None
    date_basis: str
    date_as_stated: str | None
    amount_as_stated: str | None
    actor_as_stated: str | None
    target_as_stated: str | None
    quote: str | None
    date: NotRequired[str]
    money: NotRequired[Money]
    value: NotRequired[Value]
    note: NotRequired[str]


class Fact(TypedDict):
    """What documents state; see the contract's section 2 for the direction of `actor` and `target`."""

    id: str
    type: str
    status: str
    actor: Ref | None
    target: Ref | None
    partners: list[Ref]
    date: str | None
    money: Money | None
    value: Value | None
    label: NotRequired[str | None]
    statement: str
    topics: list[str]
    method: str
    confidence: float
    note: str | None
    evidence: list[Evidence]
    conflicts: NotRequired[list[str]]
    converted: NotRequired[Converted | None]


class Alias(TypedDict):
    """A name with its BCP 47 language and origin."""

    text: str
    lang: str
    origin: str


class Entity(TypedDict):
    """Who or what facts are about."""

    id: str
    name: str
    kind: str
    parent: Ref | None
    country: str | None
    aliases: list[Alias]
    topics: list[str]
    note: NotRequired[str | None]
    unverified: NotRequired[bool]
    word: NotRequired[bool]


class Document(TypedDict):
    """A text as read; `length` in code points, `sha256` of the text in UTF-8.

    `published_from` says in words where the date stands: "JSON-LD", "date line at the top", "file name".
    """

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
    published_from: NotRequired[str | None]
