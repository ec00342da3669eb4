"""Where documents disagree: every reading of a fact's date and figure, side by side."""

from __future__ import annotations

from healthtech_cli.model import edtf

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.model.facts import Fact

FIELDS = ("date", "money", "value")


def readings(fact: Fact, field: str) -> list[tuple[Any, list[Any]]]:
    """Each different reading of a field with the evidence that gives it, the fact's own reading first."""
    found: list[tuple[Any, list[Any]]] = []
    for evidence in fact["evidence"]:
        reading: Any = evidence.get(field) or fact[field]  # type: ignore[literal-required]
        if reading is None:
            continue
        for known, givers in found:
            if known == reading:
                givers.append(evidence)
                break
        else:
            found.append((reading, [evidence]))
    found.sort(key=lambda pair: pair[0] != fact[field])  # type: ignore[literal-required]
    return found


def fields_in_conflict(fact: Fact) -> list[str]:
    """The fields on which the fact's evidence cannot be right together.

    `2018` and `2018-09` agree: the second is only more exact. A hedge agrees with a figure on its side of it.
    """
    disputed: list[str] = []
    for field in FIELDS:
        found = [reading for reading, _ in readings(fact, field)]
        if any(not agree(field, one, other) for at, one in enumerate(found) for other in found[:at]):
            disputed.append(field)
    return disputed


def agree(field: str, one: Any, other: Any) -> bool:
    """Whether two readings of a field can both be right."""
    if field == "date":
        return edtf.overlap(one, other)
    figure, label = ("amount", "currency") if field == "money" else ("number", "unit")
    if one[label] != other[label]:
        return True  # two currencies or units are not compared
    low, high = sorted((one, other), key=lambda reading: float(reading[figure]))
    if low[figure] == high[figure]:
        return True
    if low["bound"] == "at_least" or high["bound"] == "at_most":
        return True
    about = "about" in (one["bound"], other["bound"])
    return about and float(high[figure]) <= float(low[figure]) * 1.1
