"""What is wrong with a row: every fault with the path of its field, in the order of the fields; nothing is changed.

One table of fields for each kind of row. Used where rows come from outside (`import`, `add`, `edit`), by `check`, and
to explain a store that cannot be read.
"""

from __future__ import annotations

from healthtech_cli.model import edtf
from healthtech_cli.model.countries import COUNTRIES
from healthtech_cli.model.ids import is_id
from healthtech_cli.model.vocabulary import BOUNDS, DATE_BASES, FACT_TYPES, KINDS, ORIGINS, STATUSES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    Fault = tuple[str, str]
    Check = Callable[[Any, str], list[Fault]]

TEXT_LIMIT = 20_000
LIST_LIMIT = 2_000
NUMBER_LIMIT = 10**21


def _told(value: Any) -> str:
    """The value for a message: short, whatever it is."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    shown = (
        f'"{value}"' if isinstance(value, str) else str(value)[:50] if not isinstance(value, int) else _number(value)
    )
    return shown if len(shown) <= 60 else shown[:57] + '…"'


def _number(value: int) -> str:
    # Python refuses to write integers of more than 4,300 digits
    return str(value) if abs(value) < NUMBER_LIMIT else "a number of more than 21 digits"


def told(path: str, reason: str) -> str:
    """A fault in words: `date: no such month`, `statement is missing`."""
    if not path:
        return reason
    is_verb = reason.split(" ")[0] in ("is", "must", "has", "holds", "cannot")
    return f"{path} {reason}" if is_verb else f"{path}: {reason}"


def text(value: Any, path: str) -> list[Fault]:
    """A text that is not blank, not endless, and made of whole characters."""
    if not isinstance(value, str):
        return [(path, f"must be a text, not {_told(value)}")]
    if not value.strip():
        return [(path, "must not be empty")]
    if len(value) > TEXT_LIMIT:
        return [(path, f"has {len(value):,} characters, more than {TEXT_LIMIT:,}")]
    if any(0xD800 <= ord(char) <= 0xDFFF for char in value):
        return [(path, "holds half a character (a lone surrogate)")]
    return []


def _optional(check: Check) -> Check:
    return lambda value, path: [] if value is None else check(value, path)


def _one_of(known: tuple[str, ...]) -> Check:
    def check(value: Any, path: str) -> list[Fault]:
        if isinstance(value, str) and value in known:
            return []
        near = f"; did you mean {closest}?" if isinstance(value, str) and (closest := _closest(value, known)) else ""
        return [(path, f"{_told(value)} is none of {', '.join(known)}{near}")]

    return check


def _closest(word: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    found = get_close_matches(word[:80].lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else None


def _id(value: Any, path: str) -> list[Fault]:
    if isinstance(value, str) and is_id(value):
        return []
    return [(path, f"{_told(value)} is no id: lower-case letters, digits and single hyphens between them")]


def _number_check(low: float | None = None, high: float | None = None) -> Check:
    def check(value: Any, path: str) -> list[Fault]:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return [(path, f"must be a number, not {_told(value)}")]
        if value != value or abs(value) >= NUMBER_LIMIT:
            return [(path, f"{_told(value)} is no figure that can be kept")]
        if (low is not None and value < low) or (high is not None and value > high):
            return [(path, f"must lie between {low:g} and {high:g}, not {_told(value)}")]
        return []

    return check


def _count(value: Any, path: str) -> list[Fault]:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**10:
        return [(path, f"must be a whole number from 0 on, not {_told(value)}")]
    return []


def _flag(value: Any, path: str) -> list[Fault]:
    return [] if isinstance(value, bool) else [(path, f"must be true or false, not {_told(value)}")]


def _date(value: Any, path: str) -> list[Fault]:
    if not isinstance(value, str) or len(value) > 30:
        return [(path, f"must be a date such as 2018, 2018-09 or 2018-09-12, not {_told(value)}")]
    try:
        edtf.bounds(value)
    except ValueError as error:
        return [(path, f"{str(error)[:80]}; write 2018, 2018-09, 2018-09-12, 2022-07~ or 2020-01/2020-06")]
    return []


def _currency(value: Any, path: str) -> list[Fault]:
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper():
        return []
    return [(path, f"{_told(value)} is no ISO 4217 code such as USD; null where the sign is ambiguous")]


def _country(value: Any, path: str) -> list[Fault]:
    if isinstance(value, str) and len(value) == 2 and value in COUNTRIES:
        return []
    return [(path, f"{_told(value)} is no ISO 3166 code of two letters such as US or DE")]


def _method(value: Any, path: str) -> list[Fault]:
    if isinstance(value, str) and (value in ("curated", "import") or (value.startswith("rule:") and len(value) > 5)):
        return []
    return [(path, f"{_told(value)} is none of curated, import, rule:NAME")]


def _sha256(value: Any, path: str) -> list[Fault]:
    if isinstance(value, str) and len(value) == 64 and all(char in "0123456789abcdef" for char in value):
        return []
    return [(path, f"{_told(value)} is no SHA-256 in lower-case hexadecimal digits")]


def _list(check: Check) -> Check:
    def check_all(value: Any, path: str) -> list[Fault]:
        if not isinstance(value, list):
            return [(path, f"must be a list, not {_told(value)}")]
        if len(value) > LIST_LIMIT:
            return [(path, f"has {len(value):,} members, more than {LIST_LIMIT:,}")]
        return [fault for at, member in enumerate(value) for fault in check(member, f"{path}[{at}]")]

    return check_all


def _object(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    fields = {**required, **(optional or {})}

    def check(value: Any, path: str) -> list[Fault]:
        if not isinstance(value, dict):
            return [(path, f"must be an object, not {_told(value)}")]
        inside = f"{path}." if path else ""
        faults = [(inside + name, "is missing") for name in required if name not in value]
        for name, member in value.items():
            known = fields.get(name)
            if known is None:
                near = _closest(str(name), fields)
                faults.append((inside + str(name)[:60], "is no field" + (f"; did you mean {near}?" if near else "")))
            else:
                faults += known(member, inside + name)
        return faults

    return check


REF = _object({"id": _id, "name": text})
MONEY = _object({"amount": _number_check(), "currency": _optional(_currency), "bound": _one_of(BOUNDS)})
VALUE = _object({"number": _number_check(), "unit": text, "bound": _one_of(BOUNDS)})
EVIDENCE = _object(
    {
        "document": _id,
        "start": _optional(_count),
        "end": _optional(_count),
        "date_basis": _one_of(DATE_BASES),
        "date_as_stated": _optional(text),
        "amount_as_stated": _optional(text),
        "actor_as_stated": _optional(text),
        "target_as_stated": _optional(text),
        "quote": _optional(text),
    },
    {"date": _optional(_date), "money": _optional(MONEY), "value": _optional(VALUE), "note": _optional(text)},
)
_FACT = _object(
    {
        "id": _id,
        "type": _one_of(FACT_TYPES),
        "status": _one_of(STATUSES),
        "actor": _optional(REF),
        "target": _optional(REF),
        "partners": _list(REF),
        "date": _optional(_date),
        "money": _optional(MONEY),
        "value": _optional(VALUE),
        "statement": text,
        "topics": _list(text),
        "method": _method,
        "confidence": _number_check(0, 1),
        "note": _optional(text),
        "evidence": _list(EVIDENCE),
    },
    {"label": _optional(text)},
)
_ENTITY = _object(
    {
        "id": _id,
        "name": text,
        "kind": _one_of(KINDS),
        "parent": _optional(REF),
        "country": _optional(_country),
        "aliases": _list(_object({"text": text, "lang": text, "origin": _one_of(ORIGINS)})),
        "topics": _list(text),
    },
    {"note": _optional(text), "unverified": _flag, "word": _flag},
)
_DOCUMENT = _object(
    {
        "id": _id,
        "title": text,
        "publisher": _optional(text),
        "author": _optional(text),
        "published": _optional(_date),
        "published_basis": _one_of(DATE_BASES),
        "language": text,
        "translated_from": _optional(text),
        "sha256": _sha256,
        "length": _count,
        "url": _optional(text),
        "has_text": _flag,
    },
    {"published_from": _optional(text)},
)


def fact_faults(row: Any) -> list[Fault]:
    """What is wrong with a fact as the store keeps it."""
    faults = _FACT(row, "")
    if not faults:
        if row["money"] and row["value"]:
            faults.append(("value", "cannot stand beside money: one figure a fact"))
        if row["type"] == "metric" and not row["money"] and not row["value"]:
            faults.append(("value", "is missing: a metric has a figure, as value or as money"))
        for at, one in enumerate(row["evidence"]):
            if (one["start"] is None) != (one["end"] is None):
                faults.append((f"evidence[{at}].end", "must be given together with start, or neither"))
            elif one["start"] is not None and one["start"] >= one["end"]:
                faults.append((f"evidence[{at}].end", f"must lie after start: {one['start']} to {one['end']}"))
    return faults


def entity_faults(row: Any) -> list[Fault]:
    """What is wrong with an entity as the store keeps it."""
    faults = _ENTITY(row, "")
    if not faults and row["parent"] and row["parent"]["id"] == row["id"]:
        faults.append(("parent", "must be somebody else"))
    return faults


def document_faults(row: Any) -> list[Fault]:
    """What is wrong with a document as the store keeps it."""
    return _DOCUMENT(row, "")


def redirect_faults(row: Any) -> list[Fault]:
    """What is wrong with the note that says where a merged row's id leads."""
    return _object({"id": _id, "to": _id})(row, "")


ROW_FAULTS: dict[str, Callable[[Any], list[Fault]]] = {
    "documents": document_faults,
    "entities": entity_faults,
    "facts": fact_faults,
    "redirects": redirect_faults,
}
