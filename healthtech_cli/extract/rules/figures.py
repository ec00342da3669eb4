"""Figures of a known company or product, and forecasts of figures."""

from __future__ import annotations

from collections.abc import Sequence

from healthtech_cli.extract.rules.claims import Claim, Hit, Item, Sentence
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.model.spans import MoneyMention, NameMention, QuantityMention, Span

_MONEY_ROLES = ("revenue", "valuation")


def read_figures(sentence: Sentence, hits: Sequence[Hit], lexicon: Lexicon, taken: Sequence[Span]) -> list[Claim]:
    """A metric (or forecast) for each figure that follows a figure verb after the name it is about."""
    verbs = [hit for hit in hits if hit.trigger.type in ("metric", "forecast")]
    if not verbs or not (sentence.quantities or sentence.money):
        return []
    ahead = [hit for hit in verbs if hit.trigger.type == "forecast"]
    found: list[Claim] = []
    figures: list[QuantityMention | MoneyMention] = [*sentence.quantities]
    figures += [one for one in sentence.money if getattr(one, "role", "amount") in _MONEY_ROLES]
    for one in sorted(figures, key=lambda each: each.start):
        if any(one.start < span.end and span.start < one.end for span in taken):
            continue
        name = _about(sentence, one)
        between = [hit for hit in verbs if (name.end if name else sentence.start) <= hit.start <= one.end + 12]
        forecast = [hit for hit in ahead if abs(hit.start - one.start) < 80]
        if name is None or not (between or forecast):
            continue
        hit = forecast[0] if forecast else between[-1]
        item = Item(start=name.start, end=name.end, mention=name)
        found.append(
            Claim(
                type="forecast" if forecast else "metric",
                hit=hit,
                sentence=sentence,
                clause=Span(start=sentence.start, end=sentence.end),
                actor=item,
                quantity=one if isinstance(one, QuantityMention) else None,
                money=one if isinstance(one, MoneyMention) else None,
                status="announced" if forecast else "completed",
                rule="figure",
                label=getattr(one, "role", None) if isinstance(one, MoneyMention) else None,
            )
        )
    return found


def _about(sentence: Sentence, figure: Span) -> NameMention | None:
    before = [
        name
        for name in sentence.names
        if name.end <= figure.start and name.kind not in ("person", "place", "event") and figure.start - name.end < 160
    ]
    return before[-1] if before else None
