"""From the sentences and mentions of one document to its facts: rules, parties, status, merging."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from healthtech_cli.extract.mentions.names import Gazetteer
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.rules.attach import attach_dates, attach_later_money, attach_money
from healthtech_cli.extract.rules.cast import Cast, Party
from healthtech_cli.extract.rules.chinese import ChineseReader
from healthtech_cli.extract.rules.chinese_words import EXCHANGE
from healthtech_cli.extract.rules.claims import Claim, Item, Sentence
from healthtech_cli.extract.rules.figures import read_figures
from healthtech_cli.extract.rules.merge import Reading, merge
from healthtech_cli.extract.rules.status import judge
from healthtech_cli.extract.rules.triggers import find_hits, lexicon
from healthtech_cli.extract.rules.western import Reader
from healthtech_cli.model.facts import Document, Entity, Fact
from healthtech_cli.model.vocabulary import DEAL_TYPES

_DEALS_WITH_STAKES = ("acquisition",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The facts of a document and the entities that its store does not know yet."""

    facts: list[Fact]
    candidates: list[Entity]


def find_facts(
    document: Document, text: str, masked: str, lang: str, sentences: Sequence[Sentence], gazetteer: Gazetteer
) -> Found:
    """Facts in the order of their evidence, ids unique in the document; `masked` is the text with URLs blanked."""
    words = lexicon(lang)
    claims: list[Claim] = []
    items: dict[int, list[Item]] = {}
    for sentence in sentences:
        hits = find_hits(sentence, lang)
        if not hits:
            continue
        if any(hit.trigger.type not in ("metric", "forecast") for hit in hits):
            reader = (
                ChineseReader(sentence, hits, words, masked) if lang == "zh" else Reader(sentence, hits, words, masked)
            )
            claims += reader.claims()
            items[sentence.index] = reader.items
    attach_money(claims, masked)
    attach_later_money(claims, sentences, words, masked)
    for sentence in sentences:
        if sentence.quantities or sentence.money:
            used = [claim.money for claim in claims if claim.money is not None]
            claims += read_figures(sentence, find_hits(sentence, lang), words, used)
    attach_dates(claims)
    cast = Cast(text=masked, sentences=sentences, items=items, gazetteer=gazetteer, lexicon=words, claims=claims)
    readings = [reading for claim in claims if (reading := _read(claim, cast, sentences)) is not None]
    facts = merge(readings, document=document, text=text, lang=lang, sentences=sentences)
    used_ids = {
        ref["id"] for fact in facts for ref in (fact["actor"], fact["target"], *fact["partners"]) if ref is not None
    }
    return Found(facts=facts, candidates=[one for one in cast.candidates(lang) if one["id"] in used_ids])


def _read(claim: Claim, cast: Cast, sentences: Sequence[Sentence]) -> Reading | None:
    words = cast.lexicon
    if claim.type not in ("metric", "forecast"):
        index = claim.sentence.index
        following = sentences[index + 1].low if index + 1 < len(sentences) else ""
        status = judge(claim, words, following)
        if status is None:
            return None
        claim.status = status
    if cast.lexicon.lang == "en":
        target = cast.target(claim)
    else:
        other = claim.actor.mention if cast.lexicon.lang in ("de", "nl") and claim.actor is not None else None
        target = cast.resolve(claim.target, claim, exclude=None if other is None else cast.party(other))
    actor = cast.actor(claim, exclude=target)
    if (
        claim.actor is not None
        and actor is None
        and claim.type not in ("acquisition", "launch", "shutdown", "expansion")
    ):
        return None
    if claim.target is not None and target is None:
        return None
    if not _fits(claim, actor, target):
        return None
    if claim.type == "launch" and claim.rule in ("made", "out"):
        actor = _maker(claim, actor, target, cast)
    if claim.type == "funding_round" and actor is not None and claim.actor is not None:
        cast.last_raiser = (claim.sentence.index, actor)
    if target is not None and claim.type in DEAL_TYPES:
        cast.last_target = (claim.sentence.index, target)
    partners = [party for item in claim.partners if (party := cast.resolve(item, claim, exclude=None)) is not None]
    partners = [party for party in dict.fromkeys(partners) if party not in (actor, target) and party.kind != "person"]
    kind = claim.type
    if kind in _DEALS_WITH_STAKES and claim.has_stake and not _is_control(claim, cast):
        kind = "investment"
    return Reading(claim=claim, type=kind, actor=actor, target=target, partners=tuple(partners))


def _maker(claim: Claim, actor: Party | None, target: Party | None, cast: Cast) -> Party | None:
    """The owner of a known product that came out; whoever brings out what belongs to another only offers it."""
    owner = cast.gazetteer.parents.get(target.id) if target is not None and target.is_known else None
    begins = claim.actor is not None and claim.target is not None and claim.actor.start == claim.target.start
    if begins and actor is not None and actor.is_known and actor.kind in ("product", "programme"):
        maker = cast.gazetteer.parents.get(actor.id, "")  # Kimi k1.5 is out: by the owner of Kimi
        if maker in cast.gazetteer.names:
            return Party(id=maker, name=cast.gazetteer.names[maker], kind=cast.gazetteer.kinds[maker], is_known=True)
    if owner is None or owner not in cast.gazetteer.names:
        return actor
    if claim.rule == "out" and actor is None:
        claim.actor_basis, claim.rule = "sentence", "made"
        return Party(id=owner, name=cast.gazetteer.names[owner], kind=cast.gazetteer.kinds[owner], is_known=True)
    if actor is not None and actor.is_known and actor.id != owner and cast.gazetteer.parents.get(owner) != actor.id:
        claim.rule = "launch"
    return actor


def _is_control(claim: Claim, cast: Cast) -> bool:
    """Whether a share deal gives control: all, most, the rest of the shares, or more than half."""
    low = claim.sentence.low
    start, end = (
        min(claim.hit.start, claim.clause.start) - claim.sentence.start,
        claim.clause.end - claim.sentence.start,
    )
    clause = low[start:end]
    if any(word in clause for word in cast.lexicon.control):
        return True
    if not any(word in clause for word in cast.lexicon.stakes):
        return True
    for part in (
        clause.replace("％", "%")
        .replace("percent", "%")
        .replace("pct", "%")
        .replace("per cent", "%")
        .replace("prozent", "%")
        .replace("procent", "%")
        .split("%")[:-1]
    ):
        digits = (
            "".join(char for char in part.rstrip(" -")[-6:] if char.isdigit() or char in ".,")
            .strip(".,")
            .replace(",", ".")
        )
        try:
            if float(digits) >= 50:
                return True
        except ValueError:
            continue
    return False


def _fits(claim: Claim, actor: Party | None, target: Party | None) -> bool:
    if actor is not None and target is not None and actor.id == target.id and claim.type not in ("launch",):
        return False
    if (
        target is not None
        and target.kind in ("person", "place")
        and claim.type in ("acquisition", "investment", "launch", "shutdown", "partnership", "expansion")
    ):
        return False
    if target is not None and target.kind == "government" and claim.type == "acquisition":
        return False  # spends $5bn for the ministry
    if (
        actor is None
        and target is not None
        and not target.is_known
        and claim.hit.trigger.frame == "launch_noun"
        and claim.type == "launch"
        and claim.rule == "noun"
        and claim.actor is None
    ):
        return False  # the launch of X, by nobody who is told
    if actor is not None and actor.kind in ("place", "event"):
        return False
    if claim.type in ("ipo", "funding_round") and actor is not None and EXCHANGE.search(actor.name):
        return False
    if actor is not None and actor.kind == "government" and not actor.is_known:
        return False
    if (
        actor is not None
        and actor.kind == "person"
        and (
            claim.type not in ("acquisition", "investment")
            or (not actor.is_known and target is not None and not target.is_known)
        )
    ):
        return False
    if claim.type == "launch" and actor is not None and target is not None and fold(actor.name) == fold(target.name):
        return False
    return actor is not None or target is not None
