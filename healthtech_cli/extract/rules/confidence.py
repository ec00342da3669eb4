"""How sure a reading is: a logistic score over what is seen, weights fitted on development text by benchmarks/extraction."""

from __future__ import annotations

import math

from healthtech_cli.extract.rules.claims import Claim

WEIGHTS = {
    "actor_known": 0.62, "actor_missing": -0.21, "again": 0.75, "anaphor": -0.21, "bias": 1.58, "borrowed": -0.54, "date": -0.45, "far": -1.36, "hedged": -0.1, "money": 0.21, "noun": -0.14, "partners": 0.51, "passive": 0.5, "side_type": 0.08, "target_known": 0.43, "weak": -0.47, "zh_unknown": -0.06,
}


def features(claim: Claim, *, actor_known: bool, target_known: bool, lang: str, mentions: int = 1) -> dict[str, float]:
    """What the score looks at; all between 0 and 1."""
    hit = claim.hit
    spread = [abs(item.start - hit.start) for item in (claim.actor, claim.target) if item is not None]
    alone = claim.type in ("funding_round", "ipo")
    seen = {
        "bias": 1.0,
        "actor_known": float(actor_known),
        "target_known": float(target_known or (alone and actor_known)),
        "actor_missing": float(claim.actor is None),
        "anaphor": float((claim.actor is not None and claim.actor.is_anaphor) or (claim.target is not None and claim.target.is_anaphor)),
        "borrowed": float(claim.actor_basis == "sentence"),
        "weak": float(hit.trigger.is_weak),
        "noun": float(claim.rule == "noun"),
        "passive": float(claim.rule == "passive"),
        "money": float(claim.money is not None),
        "date": float(claim.date is not None),
        "far": min(1.0, max(spread, default=0) / 120),
        "hedged": float(claim.status in ("rumoured", "planned")),
        "zh_unknown": float(lang == "zh" and not (actor_known and (target_known or alone))),
        "side_type": float(claim.type in ("partnership", "launch", "expansion", "shutdown")),
        "partners": float(bool(claim.partners)),
    }
    seen["again"] = min(1.0, (mentions - 1) / 2)
    return seen


def score(seen: dict[str, float]) -> float:
    """Confidence in [0, 1], rounded so that the same text gives the same bytes everywhere."""
    total = sum(WEIGHTS.get(name, 0.5 if name == "again" else 0.0) * value for name, value in seen.items())
    return round(1 / (1 + math.exp(-total)), 2)
