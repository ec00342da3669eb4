"""How one fact reads in a row: its date, what happened, to whom, how much, how sure, where from."""

from __future__ import annotations

from healthtech_cli.fact_types import TYPES
from healthtech_cli.model.amounts import short

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

BOUND_MARKS = {"exact": "", "about": "~", "at_least": ">= ", "at_most": "<= "}
LANGUAGES = {
    "nl": "Dutch",
    "de": "German",
    "en": "English",
    "zh": "Chinese",
    "zh-Hans": "Chinese",
    "zh-Hant": "Chinese (traditional)",
}


def date(value: str | None) -> str:
    """The date as known; an interval with an arrow, an unknown one as a dash."""
    if not value:
        return "–"
    if "/" not in value:
        return value
    start, _, end = value.partition("/")
    if start in ("", ".."):
        return f"by {end}"
    return f"since {start}" if end in ("", "..") else f"{start} to {end}"


def figure(fact: Any) -> str:
    """Money (as converted, where it was) or value, short, with the hedge as a sign; empty where there is none."""
    if fact["money"]:
        money = {**fact["money"], **(fact.get("converted") or {})}
        text = short(money["amount"], money["currency"])
        mark = BOUND_MARKS[money["bound"]]
        return f"{mark}{text}"
    if fact["value"]:
        value = fact["value"]
        percent = " %" if str(value["unit"]).startswith("percent") else ""
        return f"{BOUND_MARKS[value['bound']]}{number(value['number'])}{percent}"
    return ""


def conversion(fact: Any) -> str:
    """What a converted amount was and at what rate: `USD 753 m at 0.8555 of 2018-09-14`; empty where it was not."""
    if not fact["money"] or "converted" not in fact:
        return ""
    found = fact["converted"]
    if not found:
        return "not converted"
    if not found["rate_date"]:
        return ""
    return f"{short(fact['money']['amount'], fact['money']['currency'])} at {found['rate']:.4g} of {found['rate_date']}"


def number(value: int | float) -> str:
    """With thousands separators, no needless zeros."""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")


def status(fact: Any) -> str:
    """The status where it is not completed; a planned strategy or an announced forecast says nothing new."""
    if fact["status"] == "completed" or (fact["type"], fact["status"]) in {
        ("forecast", "announced"),
        ("shutdown", "ended"),
        ("strategy", "announced"),
    }:
        return ""
    return str(fact["status"])


def sources(fact: Any) -> str:
    """The first document and how many more."""
    documents: list[str] = list(dict.fromkeys(one["document"] for one in fact["evidence"]))
    if not documents:
        return "no document"
    return documents[0] + (f" +{len(documents) - 1}" if len(documents) > 1 else "")


def doubts(fact: Any) -> str:
    """What makes the fact doubtful, in words."""
    parts = []
    if fact.get("conflicts"):
        parts.append("documents disagree")
    if fact["note"]:
        parts.append("impossible figure, note" if "impossible" in fact["note"].lower() else "note")
    if fact["confidence"] < 0.8 and fact["method"] != "curated":
        parts.append(f"confidence {fact['confidence']:.2f}")
    return ", ".join(parts)


def verb(fact: Any, *, from_target: bool = False) -> str:
    """What happened, or was to happen, from the side of the actor or of the target."""
    kind = TYPES[fact["type"]]
    if fact["status"] in ("planned", "rumoured", "denied", "abandoned"):
        return kind.open_passive if from_target else kind.open
    return kind.passive if from_target else kind.active


def label(fact: Any) -> str:
    """What a figure is a figure of, or what a statement is about, in few words."""
    if fact.get("label"):
        unit = str(fact["value"]["unit"]) if fact["value"] else ""
        told = not unit or unit.startswith("percent") or not set(unit.lower().split()).isdisjoint(fact["label"].split())
        return str(fact["label"]) + ("" if told else f" ({unit})")
    if fact["value"]:
        return str(fact["value"]["unit"])
    return str(TYPES[fact["type"]].active)


def names(roles: Any) -> str:
    """Names of entities, with commas."""
    return ", ".join(role["name"] for role in roles)
