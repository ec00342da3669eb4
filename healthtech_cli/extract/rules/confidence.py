"""How sure a reading is: a logistic score over what is seen, weights fitted on development text."""

from __future__ import annotations

import math

from healthtech_cli.extract.rules.claims import Claim
from healthtech_cli.model.vocabulary import DEAL_TYPES

WEIGHTS = {
    "actor_formal": 0.3,
    "actor_known": 1.08,
    "actor_lower": 0.53,
    "actor_many_words": -0.48,
    "actor_missing": -1.55,
    "actor_one_word": -0.49,
    "actor_short": -1.2,
    "actor_told_often": 1.16,
    "actor_told_twice": 0.2,
    "again": 1.92,
    "bias": 0.38,
    "borrowed": -0.42,
    "date": 0.26,
    "de-acquisition-noun": 0.07,
    "de-acquisition-passive": -1.24,
    "de-acquisition-verb": 0.07,
    "de-expansion-noun": -0.18,
    "de-expansion-passive": -0.56,
    "de-expansion-verb": -0.39,
    "de-funding_round-noun": -0.5,
    "de-investment-noun": -0.86,
    "de-investment-verb": -1.25,
    "de-ipo-noun": 0.84,
    "de-joint_venture-noun": 0.1,
    "de-launch-passive": 0.31,
    "de-launch-verb": 0.29,
    "de-partnership-noun": 0.79,
    "de-partnership-verb": 0.12,
    "de-shutdown-passive": 0.36,
    "de-shutdown-verb": 0.2,
    "en-acquisition-agentless": 0.17,
    "en-acquisition-noun": 0.52,
    "en-acquisition-passive": 0.84,
    "en-acquisition-verb": 0.45,
    "en-expansion-noun": -0.24,
    "en-expansion-verb": -1.56,
    "en-funding_round-noun": 0.14,
    "en-funding_round-verb": -0.58,
    "en-investment-noun": -0.2,
    "en-investment-passive": 0.35,
    "en-investment-verb": -0.05,
    "en-ipo-noun": -0.81,
    "en-ipo-verb": 0.7,
    "en-joint_venture-noun": 0.1,
    "en-joint_venture-passive": 0.1,
    "en-launch-agentless": 0.31,
    "en-launch-noun": 1.1,
    "en-launch-passive": -0.09,
    "en-launch-verb": 0.09,
    "en-partnership-noun": 0.08,
    "en-partnership-verb": 0.3,
    "en-shutdown-agentless": 0.25,
    "far": -1.31,
    "founding": -1.67,
    "ipo": 0.08,
    "launch": -1.36,
    "merger": -0.95,
    "money": 0.34,
    "nl-acquisition-passive": 0.33,
    "nl-expansion-passive": -0.35,
    "nl-funding_round-noun": 0.1,
    "nl-funding_round-verb": -0.5,
    "nl-investment-verb": 0.35,
    "nl-launch-passive": -0.13,
    "nl-launch-verb": 0.23,
    "nl-partnership-noun": -1.23,
    "nl-partnership-verb": 0.86,
    "nl-shutdown-verb": 0.24,
    "partners": 0.89,
    "partnership": 0.32,
    "passive": 0.45,
    "round": 0.37,
    "shutdown": -0.5,
    "stake": -0.52,
    "stated": 1.44,
    "target_formal": 0.28,
    "target_known": -0.62,
    "target_lower": 1.35,
    "target_many_words": -0.66,
    "target_one_word": 0.2,
    "target_short": 0.19,
    "target_told_often": -0.38,
    "target_told_twice": -0.33,
    "weak": 0.11,
    "zh": -0.23,
    "zh-acquisition-agentless": 0.23,
    "zh-acquisition-passive": 0.76,
    "zh-acquisition-sell": -0.07,
    "zh-acquisition-verb": 0.65,
    "zh-expansion-launch": -0.99,
    "zh-funding_round-lead": 0.34,
    "zh-funding_round-raise": 1.18,
    "zh-investment-by": 1.21,
    "zh-investment-investors": -0.98,
    "zh-investment-noun": 0.69,
    "zh-investment-passive": -0.45,
    "zh-investment-stake": -1.62,
    "zh-investment-toward": 0.55,
    "zh-ipo-list": 0.4,
    "zh-ipo-noun": -0.52,
    "zh-ipo-offer": -0.57,
    "zh-joint_venture-venture": -0.25,
    "zh-launch-launch": -0.42,
    "zh-launch-made": 1.9,
    "zh-partnership-with": -0.77,
    "zh-shutdown-close": -0.97,
    "zh-shutdown-leave": -0.38,
    "zh_unknown": -0.83,
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
