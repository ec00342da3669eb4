"""How sure a reading is: a logistic score over what is seen, weights fitted on development text."""

from __future__ import annotations

import math

from healthtech_cli.extract.rules.claims import Claim
from healthtech_cli.model.vocabulary import DEAL_TYPES

WEIGHTS = {
    "actor_known": 1.0,
    "actor_missing": -3.11,
    "again": 1.4,
    "anaphor": -0.16,
    "bias": 1.41,
    "borrowed": -0.79,
    "date": -0.3,
    "far": -1.04,
    "founding": -2.2,
    "hedged": -0.11,
    "ipo": -0.3,
    "launch": -0.87,
    "merger": -0.06,
    "money": 0.6,
    "noun": 0.04,
    "partners": 0.66,
    "partnership": -0.5,
    "passive": -0.3,
    "round": 0.73,
    "shutdown": -0.51,
    "stake": -0.69,
    "stated": 1.5,
    "target_known": -0.04,
    "weak": -0.55,
    "zh": 0.16,
    "zh_unknown": -0.02,
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
    """Confidence in [0, 1], rounded so that the same text gives the same bytes everywhere."""
    total = sum(WEIGHTS.get(name, 0.5 if name == "again" else 0.0) * value for name, value in seen.items())
    return round(1 / (1 + math.exp(-total)), 2)
