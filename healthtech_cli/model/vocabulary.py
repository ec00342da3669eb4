"""Closed vocabularies of the contract, in the order in which they are shown."""

FACT_TYPES = (
    "acquisition",
    "investment",
    "funding_round",
    "ipo",
    "joint_venture",
    "partnership",
    "launch",
    "expansion",
    "shutdown",
    "regulatory",
    "metric",
    "strategy",
    "forecast",
    "quote",
)
DEAL_TYPES = FACT_TYPES[:5]
STATUSES = ("planned", "announced", "completed", "ended", "rumoured", "denied", "abandoned")
BOUNDS = ("exact", "about", "at_least", "at_most")
KINDS = ("company", "subsidiary", "product", "programme", "institution", "government", "person", "place", "event")
ORIGINS = ("name", "translation", "machine-translation", "ticker", "former")
DATE_BASES = ("stated", "inferred", "none")
