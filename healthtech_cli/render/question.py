"""What was asked, as a sentence: from the query as resolved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthtech_cli.model.amounts import short

PLURALS = {
    "acquisition": "acquisitions",
    "investment": "investments",
    "funding_round": "funding rounds",
    "ipo": "flotations",
    "joint_venture": "joint ventures",
    "partnership": "partnerships",
    "launch": "launches",
    "expansion": "extensions",
    "shutdown": "closures",
    "regulatory": "regulation and patents",
    "metric": "figures",
    "strategy": "strategies",
    "forecast": "plans and forecasts",
    "quote": "quotations",
}


def question(query: dict[str, Any]) -> str:
    """`Acquisitions about Amazon, units included, from 2018-01-01 to 2020-12-31`; without a full stop."""
    parts = [listed([PLURALS.get(one, one) for one in query.get("types", ())]) or "all facts"]
    if query.get("statuses"):
        parts.append(f"that are {listed(query['statuses'], 'or')}")
    if query.get("companies"):
        parts.append(f"about {listed([one['name'] for one in query['companies']])}, units included")
    if query.get("topics"):
        parts.append(f"on {listed(query['topics'], 'or')}")
    if query.get("documents"):
        parts.append(f"stated in {listed(query['documents'], 'or')}")
    if query.get("min_amount") is not None:
        parts.append(f"of at least {short(query['min_amount'], query.get('currency'))}")
    parts.append(_when(query))
    text = " ".join([parts[0], ", ".join(part for part in parts[1:] if part)]).strip()
    return text[:1].upper() + text[1:]


def _when(query: dict[str, Any]) -> str:
    since, until = query.get("since"), query.get("until")
    sure = " for certain" if query.get("certain") else ""
    if since and until:
        return f"from {since} to {until}{sure}"
    return f"from {since} on{sure}" if since else f"up to {until}{sure}" if until else ""


def listed(words: Sequence[str], joiner: str = "and") -> str:
    """`a, b and c`."""
    return f" {joiner} ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
