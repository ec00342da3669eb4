"""A selection of a store on its way out: the facts, everyone and every document they name, and what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from healthtech_cli.model.facts import Document, Entity, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """`entities` and `documents` hold everything that `facts` refer to; `day` is when it was asked, `YYYY-MM-DD`.

    `query` is what was asked, as resolved; `is_whole` that nothing was; `source` names the store without its path.
    """

    facts: list[Fact]
    entities: list[Entity]
    documents: list[Document]
    query: dict[str, Any]
    is_whole: bool
    day: str
    source: str
    version: str
    warnings: list[str] = field(default_factory=list)
    explanation: str = ""
