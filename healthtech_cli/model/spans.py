"""Places in a text: Unicode code points, start inclusive, end exclusive, sorted by start."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A W3C TextPositionSelector: `text[start:end]` are the words."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyMention(Span):
    """An amount of money: plain units, ISO 4217 code or None where the sign is ambiguous, the contract's bound.

    `start:end` cover figure, scale and currency without the hedge ("more than").
    `role`: `amount`, `per_share`, `valuation`, `revenue` (any result figure, profit and loss too) or `fine`.
    """

    amount: int | float
    currency: str | None
    bound: str
    role: str = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention(Span):
    """A figure that is not money, with its unit as a short English noun phrase."""

    number: int | float
    unit: str
    bound: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Span):
    """A date resolved to EDTF; `basis` is `stated` where the words give it whole, else `inferred`."""

    edtf: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention(Span):
    """A name; `entity_id` is None for one that the store does not know, `kind` then a guess."""

    text: str
    entity_id: str | None
    kind: str
