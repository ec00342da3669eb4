"""What the rules of a language hand over: a claim with its parties as they stand in the sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from healthtech_cli.languages.triggers import Trigger
from healthtech_cli.model.spans import DateMention, MoneyMention, NameMention, QuantityMention, Span


@dataclass(slots=True, kw_only=True)
class Item:
    """A name or a pronoun of the sentence with its place in the clause.

    `marker` is the preposition it hangs on, `is_possessive` that it stands in the genitive, `group` joins `A, B and C`,
    `is_pointer` that it tells a company by its country or town (`the Danish firm`), `is_part` that it is a company's unit.
    """

    start: int
    end: int
    mention: NameMention | None
    marker: str | None = None
    is_possessive: bool = False
    group: int = 0
    is_used: bool = False
    accusative: bool = False
    before_marker: str = ""
    is_pointer: bool = False
    is_part: bool = False

    @property
    def is_anaphor(self) -> bool:
        """Whether it only points back at a name."""
        return self.mention is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Span):
    """A trigger found in the text; `particle` is where its split-off part stands."""

    trigger: Trigger
    form: str
    particle: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Span):
    """One sentence with all that was found in it; positions are the document's."""

    index: int
    text: str
    low: str
    names: tuple[NameMention, ...]
    money: tuple[MoneyMention, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[QuantityMention, ...]


@dataclass(slots=True, kw_only=True)
class Claim:
    """One reading of one sentence, before parties are resolved and mentions of the same fact are merged."""

    type: str
    hit: Hit
    sentence: Sentence
    clause: Span
    actor: Item | None = None
    target: Item | None = None
    partners: list[Item] = field(default_factory=list)
    status: str = "completed"
    money: MoneyMention | None = None
    quantity: QuantityMention | None = None
    date: DateMention | None = None
    rule: str = "verb"
    actor_basis: str = "clause"
    has_stake: bool = False
    hedged: bool = False
    is_gapped: bool = False
    label: str | None = None

    @property
    def known_parties(self) -> int:
        """How many of actor and target the store knows."""
        return sum(
            item is not None and item.mention is not None and item.mention.entity_id is not None
            for item in (self.actor, self.target)
        )
