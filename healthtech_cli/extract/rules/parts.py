"""Parts of companies that change hands: `X's dental unit`, `the lab business of X`, `X sold its clinics to Y`."""

from __future__ import annotations

import re

from healthtech_cli.extract.rules.claims import Claim, Item
from healthtech_cli.extract.rules.items import ItemReader
from healthtech_cli.model.spans import NameMention

_NOUN = (
    r"(?:units?|business|businesses|division|arm|operations?|segment|portfolio|franchise|branch|practice|department"
    r"|clinics|hospitals|pharmacies|stores|labs|laboratories|centers|centres|plants?|factory|assets|activities|line)"
)
_PART = (
    rf"(?:[A-Za-z0-9&/'’-]+,? (?:and )?){{1,6}}?{_NOUN}\b(?! (?:of|maker|chain|operator|model|owner|partner|leader)\b)"
)
_OWNED = re.compile(rf"['’]s? (?:\([^()]{{2,30}}\) )?({_PART})(?! [A-Z])")
_ITS_OWN = re.compile(rf" (?:off )?(?:of )?(?:its|their) ({_PART})(?! [A-Z])")
_OF_WHOM = re.compile(
    rf"(?:\b(?:the|its|a|an|some|certain) )((?:[A-Za-z0-9&/'’-]+,? (?:and )?){{1,6}}?{_NOUN}) of (?:the )?$"
)
_NO_PART = frozenset(
    ["all", "entire", "whole", "remaining", "majority", "of", "stake", "shares", "interest", "in", "for", "to"]
)
_SHARES = re.compile(r"\b(?:stake|shares?|interest|stock|%|percent|majority|minority)")
_BETWEEN = frozenset(
    ["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will", "would", "also", "later", "to"]
)
_SELLS = ("sell", "sell_of", "sell_noun")


def as_part(claim: Claim, reader: ItemReader) -> None:
    """Where only a part of a company is bought the claim's target is that part, not the company."""
    if reader.lexicon.lang != "en" or claim.type != "acquisition":
        return
    target, text, end, hit = claim.target, reader.text, reader.sentence.end, claim.hit
    if target is not None and _SHARES.search(text, min(hit.end, target.end), max(hit.start, target.start)):
        return
    if target is None and claim.rule == "passive":
        for item in reader.items:
            found = _OWNED.match(text, item.end, hit.start) if item.is_possessive and item.mention is not None else None
            if found is not None and set(text[found.end(1) : hit.start].lower().split()) <= _BETWEEN:
                _take(claim, reader, item, item.start, found.end(1), found.group(1))
        return
    if target is None and claim.rule == "noun":  # the acquisition of X's imaging business by Y
        for item in reader.items:
            if item.is_possessive and item.mention is not None and 0 <= item.start - hit.end <= 8:
                found = _OWNED.match(text, item.end, end)
                if found is not None:
                    _take(claim, reader, item, item.start, found.end(1), found.group(1))
                    return
    if claim.hit.trigger.frame in _SELLS and claim.actor is not None and (target is None or target.end <= hit.start):
        _sold(claim, reader)
        return
    if target is not None and target.mention is not None:
        found = _OWNED.match(text, target.end, end)
        if found is not None:
            _take(claim, reader, target, target.start, found.end(1), found.group(1))
            return
        if target.marker == "of" and target.start > claim.hit.start:
            ahead = _OF_WHOM.search(text, max(claim.hit.end, target.start - 70), target.start)
            if ahead is not None:
                claim.has_stake = False
                _take(claim, reader, target, ahead.start(1), target.end, ahead.group(1))


def _sold(claim: Claim, reader: ItemReader) -> None:
    """`X sold its dental unit to Y`, `X's sale of its dental unit to Y`: X's dental unit."""
    hit, actor = claim.hit, claim.actor
    own = _ITS_OWN.match(reader.text, hit.end, reader.sentence.end)
    sellers = [item for item in reader.items if item.end <= hit.start and item.marker is None and item is not actor]
    firms = [item for item in sellers if item.mention is not None and item.mention.kind not in ("person", "place")]
    if own is not None and firms and actor is not None and actor.start > own.end():
        _take(claim, reader, firms[-1], own.start(1), own.end(1), own.group(1))


def _take(claim: Claim, reader: ItemReader, owner: Item, start: int, end: int, phrase: str) -> None:
    words = phrase.split()
    if owner.mention is None or {word.lower().strip(",") for word in words} & _NO_PART or phrase.count(",") > 1:
        return
    named = [item for item in reader.items if item.mention is not None and item.start >= end and item.start - end <= 2]
    if (
        named
        and reader.text[end : named[0].start] in (", ", " ")
        and reader.text[named[0].end : named[0].end + 1] in (",", ".")
    ):
        claim.target = named[0]  # its insurance subsidiary, X, to Y
        return
    name = f"{owner.mention.text} {' '.join(words)}"
    mention = NameMention(start=start, end=end, text=name, entity_id=None, kind="subsidiary")
    claim.target = Item(start=start, end=end, mention=mention, group=-1, is_part=True)
