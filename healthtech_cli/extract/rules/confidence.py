"""How sure a reading is: a logistic score over what is seen, weights fitted on development text."""

from __future__ import annotations

import math

from healthtech_cli.extract.rules.claims import Claim
from healthtech_cli.model.vocabulary import DEAL_TYPES

WEIGHTS = {
    "actor_formal": 0.14,
    "actor_known": 0.93,
    "actor_lower": 0.31,
    "actor_missing": -1.29,
    "actor_one_word": -0.78,
    "actor_short": -1.07,
    "actor_told_often": 0.91,
    "actor_told_twice": 0.5,
    "again": 1.88,
    "anaphor": 0.27,
    "bias": 0.68,
    "borrowed": -0.54,
    "date": 0.31,
    "de-acquisition-noun": -0.2,
    "de-acquisition-passive": -0.87,
    "de-acquisition-verb": 0.26,
    "de-expansion-noun": -0.09,
    "de-expansion-passive": -0.38,
    "de-expansion-verb": -0.31,
    "de-funding_round-noun": 0.2,
    "de-investment-noun": -0.35,
    "de-investment-verb": -0.53,
    "de-ipo-noun": 0.5,
    "de-joint_venture-noun": 0.08,
    "de-partnership-noun": 0.55,
    "de-partnership-verb": 0.12,
    "de-shutdown-passive": 0.27,
    "de-shutdown-verb": 0.16,
    "en-acquisition-agentless": 0.14,
    "en-acquisition-noun": 0.43,
    "en-acquisition-passive": 0.45,
    "en-expansion-noun": -0.16,
    "en-expansion-verb": -1.2,
    "en-funding_round-noun": -0.1,
    "en-funding_round-verb": -0.35,
    "en-investment-noun": -0.5,
    "en-investment-passive": 0.34,
    "en-investment-verb": -0.09,
    "en-ipo-noun": -0.42,
    "en-ipo-verb": 0.29,
    "en-joint_venture-passive": 0.07,
    "en-launch-agentless": 0.25,
    "en-launch-noun": 0.78,
    "en-launch-passive": -0.12,
    "en-launch-verb": 0.23,
    "en-partnership-verb": 0.18,
    "en-shutdown-verb": 0.06,
    "far": -1.03,
    "founding": -1.6,
    "launch": -1.4,
    "merger": -1.02,
    "money": 0.39,
    "nl-acquisition-noun": -0.07,
    "nl-acquisition-passive": 0.32,
    "nl-expansion-passive": -0.22,
    "nl-funding_round-noun": 0.07,
    "nl-investment-verb": 0.3,
    "nl-launch-passive": -0.15,
    "nl-launch-verb": 0.13,
    "nl-partnership-noun": -0.62,
    "nl-partnership-verb": 0.52,
    "nl-shutdown-verb": 0.18,
    "partners": 0.73,
    "partnership": 0.32,
    "passive": 0.38,
    "round": 0.75,
    "shutdown": -0.26,
    "stake": -0.59,
    "stated": 1.31,
    "target_formal": 0.26,
    "target_known": -0.68,
    "target_lower": 0.89,
    "target_many_words": -0.44,
    "target_one_word": -0.07,
    "target_told_often": -0.16,
    "target_told_twice": -0.34,
    "weak": 0.27,
    "zh": -0.25,
    "zh-acquisition-agentless": 0.19,
    "zh-acquisition-passive": 0.47,
    "zh-acquisition-sell": -0.31,
    "zh-acquisition-verb": 0.54,
    "zh-expansion-launch": -0.78,
    "zh-funding_round-raise": 0.49,
    "zh-investment-by": 1.14,
    "zh-investment-investors": -0.75,
    "zh-investment-noun": 0.33,
    "zh-investment-stake": -1.17,
    "zh-investment-toward": 0.37,
    "zh-investment-verb": -0.26,
    "zh-ipo-list": 0.45,
    "zh-ipo-noun": -0.42,
    "zh-ipo-offer": -0.41,
    "zh-launch-launch": -0.15,
    "zh-launch-made": 1.48,
    "zh-partnership-with": -0.63,
    "zh-shutdown-close": -0.5,
    "zh-shutdown-leave": -0.3,
    "zh_unknown": -0.61,
}


_FORMAL = (
    "公司",
    "集团",
    "科技",
    "医疗",
    "生物",
    "资本",
    "基金",
    "药业",
    "健康",
    "股份",
    "医药",
    "创投",
    "投资",
    "银行",
)
_FORMS = frozenset(
    [
        "inc",
        "corp",
        "co",
        "ltd",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "se",
        "kg",
        "nv",
        "bv",
        "group",
        "holdings",
        "holding",
        "health",
        "healthcare",
        "medical",
        "therapeutics",
        "bio",
        "pharma",
        "technologies",
        "labs",
        "capital",
        "partners",
        "ventures",
        "fund",
        "bank",
    ]
)
_FOUNDING = frozenset(
    ["founded", "established", "gegründet", "gründet", "gründete", "gründeten", "opgericht", "opzetten", "成立", "创立"]
)


def features(
    claim: Claim, *, actor_known: bool, target_known: bool, has_actor: bool, lang: str, mentions: int = 1
) -> dict[str, float]:
    """What the score looks at; all between 0 and 1."""
    hit = claim.hit
    spread = [abs(item.start - hit.start) for item in (claim.actor, claim.target) if item is not None]
    alone = claim.type in ("funding_round", "ipo")
    seen = {
        "bias": 1.0,
        "actor_known": float(actor_known),
        "target_known": float(target_known or (alone and actor_known)),
        "actor_missing": float(not has_actor and claim.type in DEAL_TYPES and claim.rule != "agentless"),
        "anaphor": float(
            (claim.actor is not None and claim.actor.is_anaphor)
            or (claim.target is not None and claim.target.is_anaphor)
        ),
        "borrowed": float(claim.actor_basis == "sentence" or (claim.actor is None and has_actor)),
        "weak": float(hit.trigger.is_weak),
        "noun": float(claim.rule == "noun"),
        "passive": float(claim.rule == "passive"),
        "money": float(claim.money is not None),
        "date": float(claim.date is not None),
        "far": min(1.0, max(spread, default=0) / 120),
        "hedged": float(claim.status in ("rumoured", "planned")),
        "zh_unknown": float(lang == "zh" and not (actor_known and (target_known or alone))),
        "zh": float(lang == "zh"),
        "merger": float(hit.trigger.frame in ("merger", "merge", "bid", "formed")),
        "stake": float(claim.type == "investment" and claim.rule == "noun"),
        "launch": float(claim.type in ("launch", "expansion")),
        "stated": float(
            claim.type in ("partnership", "launch")
            and claim.rule == "noun"
            and claim.status == "announced"
            and claim.actor is not None
            and not claim.actor.is_anaphor
            and lang != "zh"
        ),
        "founding": float(hit.form.split()[-1] in _FOUNDING and claim.type == "launch"),
        "partnership": float(claim.type == "partnership"),
        "shutdown": float(claim.type == "shutdown"),
        "ipo": float(claim.type == "ipo"),
        "round": float(claim.type == "funding_round"),
        "partners": float(bool(claim.partners)),
    }
    if claim.type == "investment" and claim.target is None:
        seen |= {"actor_missing": 1.0, "anaphor": 1.0, "borrowed": 1.0}  # nobody is named whom a reader could look up
    seen["again"] = min(1.0, (mentions - 1) / 2)
    return seen


def name_features(role: str, name: str, text: str) -> dict[str, float]:
    """What the look of an unknown name and its use in the document say; all between 0 and 1."""
    words = name.split()
    is_chinese = not name.isascii() and any("\u4e00" <= char <= "\u9fff" for char in name)
    told = text.count(name)
    return {
        f"{role}_told_twice": float(told > 1),
        f"{role}_told_often": float(told > 3),
        f"{role}_formal": float(name.endswith(_FORMAL) or (words[-1].strip(".").lower() in _FORMS)),
        f"{role}_lower": 0.0 if is_chinese else float(sum(word[:1].islower() for word in words) > 0),
        f"{role}_one_word": 0.0 if is_chinese else float(len(words) == 1),
        f"{role}_many_words": float(len(words) > 4 or (is_chinese and len(name) > 9)),
        f"{role}_short": float(is_chinese and len(name) < 3),
    }


def score(seen: dict[str, float]) -> float:
    """Confidence in [0, 0.99], rounded so that the same text gives the same bytes everywhere; 1 is for what was read."""
    total = sum(WEIGHTS.get(name, 0.5 if name == "again" else 0.0) * value for name, value in seen.items())
    return min(0.99, round(1 / (1 + math.exp(-total)), 2))
