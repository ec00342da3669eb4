"""The order of the steps: mask, names, figures, dates, sentences, rules. Nothing else knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from healthtech_cli.extract.facts import find_facts
from healthtech_cli.extract.mentions.dates import anchor_year, find_dates
from healthtech_cli.extract.mentions.money import find_money
from healthtech_cli.extract.mentions.names import Gazetteer, simplify
from healthtech_cli.extract.mentions.names_zh import with_learned
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.mentions.quantities import find_quantities
from healthtech_cli.extract.rules.claims import Sentence
from healthtech_cli.extract.sentences import mask, sentences
from healthtech_cli.model.facts import Document, Entity, Fact
from healthtech_cli.model.spans import NameMention, Span

M = TypeVar("M", bound=Span)
_LONGEST = 2000
"""Longer sentences are cut: they are tables or lists, and every step stays linear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one document gave: facts, entities the store does not know (`unverified`), and counts by type."""

    facts: list[Fact]
    candidates: list[Entity]
    counts: dict[str, int]


_last: list[tuple[Sequence[Entity], int, Gazetteer]] = []


def gazetteer_of(entities: Sequence[Entity]) -> Gazetteer:
    """The name finder of these entities; the last one is kept, as a folder of documents shares it."""
    if _last and _last[0][0] is entities and _last[0][1] == len(entities):
        return _last[0][2]
    made = Gazetteer(entities)
    _last[:] = [(entities, len(entities), made)]
    return made


def extract(document: Document, text: str, entities: Sequence[Entity]) -> Extraction:
    """The facts of a document in one of the four languages; spans are into `text` as given."""
    lang = document["language"].lower().partition("-")[0]
    if lang not in ("en", "de", "nl", "zh"):
        return Extraction(facts=[], candidates=[], counts={})
    gazetteer = gazetteer_of(entities)
    masked = mask(text)
    read = _read(masked, document, lang, gazetteer)
    found = find_facts(document, text, masked, lang, read, gazetteer)
    return Extraction(
        facts=found.facts, candidates=found.candidates, counts=dict(Counter(fact["type"] for fact in found.facts))
    )


def _read(masked: str, document: Document, lang: str, gazetteer: Gazetteer) -> list[Sentence]:
    names = gazetteer.find(masked, lang)
    if lang == "zh":
        names = with_learned(masked, names)
    money = find_money(masked, lang)
    dates = find_dates(masked, lang, anchor_year(masked, document["published"], lang).date)
    if lang == "zh":
        names = _outside(names, money)  # 17亿欧元 names no company
    quantities = find_quantities(masked, lang, [*money, *dates])
    spans = sentences(masked, lang, [*money, *dates])
    low = fold(masked)
    if lang == "zh":
        low = simplify(low)
    in_names, in_money, in_dates, in_quantities = _Pool(names), _Pool(money), _Pool(dates), _Pool(quantities)
    return [
        Sentence(
            start=span.start,
            end=span.end,
            index=number,
            text=masked[span.start : span.end],
            low=low[span.start : span.end],
            names=in_names.inside(span),
            money=in_money.inside(span),
            dates=in_dates.inside(span),
            quantities=in_quantities.inside(span),
        )
        for number, span in enumerate(_bounded(spans))
    ]


def _outside(names: Sequence[NameMention], money: Sequence[Span]) -> list[NameMention]:
    """The names that do not lie in a sum."""
    taken = {at for one in money for at in range(one.start, one.end)}
    return [one for one in names if one.start not in taken]


class _Pool(Generic[M]):
    """Mentions in order, handed out sentence by sentence in one pass."""

    def __init__(self, mentions: Sequence[M]) -> None:
        self._mentions = mentions
        self._at = 0

    def inside(self, span: Span) -> tuple[M, ...]:
        at, mentions = self._at, self._mentions
        while at < len(mentions) and mentions[at].start < span.start:
            at += 1
        first = at
        while at < len(mentions) and mentions[at].end <= span.end:
            at += 1
        self._at = at
        return tuple(mentions[first:at])


def _bounded(spans: Sequence[Span]) -> list[Span]:
    out: list[Span] = []
    for span in spans:
        for start in range(span.start, span.end, _LONGEST):
            out.append(Span(start=start, end=min(start + _LONGEST, span.end)))
    return out
