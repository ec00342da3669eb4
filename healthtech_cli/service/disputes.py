"""The disagreements of a store, each with its readings, who says which, and which is better supported and why."""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import Answer
from healthtech_cli.service import conflicts, filters
from healthtech_cli.service.listing import explain, newest_first

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from healthtech_cli.model.facts import Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

FIELDS = (
    "id",
    "field",
    "type",
    "statement",
    "date",
    "actor",
    "actor.id",
    "actor.name",
    "target",
    "target.id",
    "target.name",
    "reading",
    "facts",
    "documents",
    "stated",
    "original",
    "words",
    "supported",
    "verdict",
    "note",
)
RESULT_FIELDS = (
    "id",
    "field",
    "type",
    "statement",
    "date",
    "actor",
    "actor.id",
    "actor.name",
    "target",
    "target.id",
    "target.name",
    "readings",
    "readings.reading",
    "readings.facts",
    "readings.documents",
    "readings.stated",
    "readings.original",
    "readings.words",
    "readings.supported",
    "verdict",
    "tied",
    "note",
)
COLUMNS = ("id", "field", "reading", "documents", "words", "supported", "verdict")


def disputes(store: Store, names: Sequence[str], asked: Asked, *, sort: str | None = None) -> Answer:
    """One result a disputed field of a deal or fact; `names` are ids of facts, or companies with their units."""
    ids = [name for name in names if store.fact(name)]
    asked.companies = [*asked.companies, *(name for name in names if name not in ids)]
    wanted, resolved, remarks = filters.resolve(store, asked)
    kept, removed = store.select(wanted)
    chosen = {fact["id"] for name in ids if (fact := store.fact(name))}
    groups = conflicts.deals_once(newest_first(list(store.facts)))
    passed = {fact["id"] for fact in kept} & chosen if chosen else {fact["id"] for fact in kept}
    if chosen and asked.companies:
        passed = chosen | {fact["id"] for fact in kept}
    found = [
        row
        for group in groups
        if any(fact["id"] in passed for fact in group)
        for field in conflicts.FIELDS
        if (row := _dispute(store, group, field))
    ]
    found += [row for row in _parties(store, groups) if not passed.isdisjoint(row["facts"])]
    if sort:
        found = query.sort_rows(found, sort)
    for row in found:
        del row["facts"]
    what = ids[0] if len(ids) == 1 else "these facts" if ids else "them"
    if chosen and ids:
        resolved["ids"] = ids
    agreed = f"no conflicts: documents agree on {what if ids else f'the {len(kept)} facts looked at'}"
    return Answer(
        "conflicts",
        query={"command": "conflicts", **resolved},
        results=found,
        rows=[_flat(row, reading) for row in found for reading in row["readings"]],
        columns=COLUMNS,
        fields=FIELDS,
        result_fields=RESULT_FIELDS,
        warnings=remarks,
        explanation="" if found else agreed if passed else explain(store, asked, wanted, removed, "conflicts"),
    )


def _flat(row: Any, reading: Any) -> dict[str, Any]:
    return {**{key: value for key, value in row.items() if key not in ("readings", "tied")}, **reading}


def _dispute(store: Store, group: Sequence[Fact], field: str) -> dict[str, Any] | None:
    said: list[tuple[Any, list[tuple[Fact, Any]]]] = []
    for fact in group:
        for reading, givers in conflicts.readings(fact, field):
            pairs = [(fact, one) for one in givers] or [(fact, None)]
            known = next((pair for pair in said if pair[0] == reading), None)
            if known:
                known[1].extend(pairs)
            else:
                said.append((reading, pairs))
    if not conflicts.disagree(field, [reading for reading, _ in said]):
        return None
    readings = [_reading(store, field, reading, pairs) for reading, pairs in said]
    return _row(group[0], field, *weigh(readings))


def _reading(store: Store, field: str, reading: Any, pairs: Sequence[tuple[Fact, Any]]) -> dict[str, Any]:
    evidence = [one for _, one in pairs if one]
    documents = list(dict.fromkeys(one["document"] for one in evidence))
    words = "date_as_stated" if field == "date" else "amount_as_stated"
    if field in ("actor", "target"):
        words = f"{field}_as_stated"
    return {
        "reading": reading,
        "facts": list(dict.fromkeys(fact["id"] for fact, _ in pairs)),
        "documents": documents,
        "stated": any(one["date_basis"] == "stated" for one in evidence) if field == "date" else None,
        "original": any(not translated_from(store, document) for document in documents),
        "words": list(dict.fromkeys(one[words] for one in evidence if one[words])),
        "passages": [
            {"document": one["document"], "start": one["start"], "end": one["end"], "words": one[words]}
            for one in evidence
        ],
        "supported": False,
    }


def translated_from(store: Store, document_id: str) -> str | None:
    """The language that a document was translated from, None for an original or an unknown document."""
    document = store.document(document_id)
    return document["translated_from"] if document else None


def _row(fact: Fact, field: str, readings: list[dict[str, Any]], verdict: str, tied: bool) -> dict[str, Any]:
    return {
        "id": fact["id"],
        "field": field,
        "type": fact["type"],
        "statement": fact["statement"],
        "date": fact["date"],
        "actor": fact["actor"],
        "target": fact["target"],
        "readings": readings,
        "verdict": verdict,
        "tied": tied,
        "note": fact["note"],
        "facts": list(dict.fromkeys(one for reading in readings for one in reading["facts"])),
    }


def weigh(readings: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], str, bool]:
    """The readings best first, the reason why the first is better supported, and whether it is not (a tie).

    The criteria go one after the other; the first that tells the two best apart decides, and its words are the reason.
    """
    ranked = sorted(readings, key=lambda reading: [-measure(reading) for measure, _ in _CRITERIA])
    first, second = ranked[:2]
    for measure, words in _CRITERIA:
        if measure(first) != measure(second):
            first["supported"] = True
            return ranked, words(first, second), False
    return ranked, "tied: nothing tells the readings apart", True


def _documents(reading: dict[str, Any]) -> float:
    return len(reading["documents"])


def _more_documents(first: dict[str, Any], second: dict[str, Any]) -> str:
    return f"more documents say so ({len(first['documents'])} to {len(second['documents'])})"


def _stated(reading: dict[str, Any]) -> float:
    return bool(reading["stated"])


def _exactness(reading: dict[str, Any]) -> float:
    """Higher is more exact: a day before a month before a year, no hedge on it or on a figure."""
    said = reading["reading"]
    if isinstance(said, str):
        return -_days(said)
    return float(said.get("bound") == "exact") if "bound" in said else 0.0


def _days(date: str) -> float:
    # a day, a month, a year, a range: February is no more exact than January for being shorter
    from healthtech_cli.model import edtf

    if "/" in date:
        first, last = edtf.bounds(date)
        return 1000 + int(last[:4]) - int(first[:4])
    return {4: 366, 7: 31}.get(len(date.rstrip("~?%")), 1) + (0.5 if edtf.is_approximate(date) else 0)


_CRITERIA: tuple[tuple[Callable[[dict[str, Any]], float], Callable[[dict[str, Any], dict[str, Any]], str]], ...] = (
    (_documents, _more_documents),
    (_stated, lambda _first, _second: "its date is stated, the other's inferred"),
    (_exactness, lambda _first, _second: "it is more exact"),
    (lambda reading: reading["original"], lambda _first, _second: "an original says so; the other is a translation"),
)


def _parties(store: Store, groups: Sequence[Sequence[Fact]]) -> list[dict[str, Any]]:
    """Deals that two documents tell with different parties: one company with two buyers, one price and day for two."""
    found: list[dict[str, Any]] = []
    seen: dict[tuple[str, str], list[Sequence[Fact]]] = {}
    for group in groups:
        actor, target = group[0]["actor"], group[0]["target"]
        if group[0]["type"] != "acquisition" or not actor or not target:
            continue
        for key in (("actor", target["id"]), ("target", actor["id"])):
            for other in seen.setdefault(key, []):
                if _is_disputed(key[0], group[0], other[0]) and _documents_of(group).isdisjoint(_documents_of(other)):
                    found.append(_party_row(store, key[0], other, group))
            seen[key].append(group)
    return found


def _documents_of(group: Sequence[Fact]) -> set[str]:
    return {one["document"] for fact in group for one in fact["evidence"]}


def _is_disputed(field: str, one: Fact, other: Fact) -> bool:
    if not one["date"] or not other["date"] or not conflicts.agree("date", one["date"], other["date"]):
        return False
    # a buyer may buy two firms in a month: only the same price makes them one deal under two names
    return field == "actor" or (one["money"] is not None and one["money"] == other["money"])


def _party_row(store: Store, field: str, one: Sequence[Fact], other: Sequence[Fact]) -> dict[str, Any]:
    readings = []
    for group in (one, other):
        pairs: list[tuple[Fact, Any]] = [(fact, evidence) for fact in group for evidence in fact["evidence"]]
        pairs = pairs or [(group[0], None)]
        readings.append(_reading(store, field, group[0][field], pairs))  # type: ignore[literal-required]
    return _row(one[0], field, *weigh(readings))
