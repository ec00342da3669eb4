"""`extract` and `ingest`: documents in, facts out; what is stored, what was known, what could not be read."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from healthtech_cli.answer import FACT_FIELDS, Answer, counted
from healthtech_cli.languages import CODES
from healthtech_cli.names import name_key
from healthtech_cli.readers import SIZE_LIMIT, UnreadableError
from healthtech_cli.service import intake
from healthtech_cli.service.claims import fact_id
from healthtech_cli.service.intake import Context, Said, Source, Taken
from healthtech_cli.service.pool import Lost, Pool
from healthtech_cli.service.retelling import Known, retold
from healthtech_cli.store import Store
from healthtech_cli.store.writing import Change, writing

Row = dict[str, Any]
Progress = Callable[[int, int, str], None]
"""Called with how many documents are done, how many there are, and the name of the last one."""

DOUBTFUL = 0.8
"""Facts below this confidence are to be reviewed."""
_BATCH_S = 5.0
_BATCH_TO_COST = 20
_BATCH_DOCUMENTS = 500

EXTRACT_COLUMNS = (
    "type", "status", "actor.name", "target.name", "partners.name", "date", "money.amount", "money.currency",
    "value.number", "value.unit", "confidence", "evidence.document", "evidence.start", "evidence.end",
    "evidence.quote", "method", "id",
)  # fmt: skip
INGEST_COLUMNS = (
    "path", "document", "outcome", "reason", "language", "published", "published_from", "new_facts", "added_evidence",
    "known_facts", "below_confidence", "new_entities", "to_review",
)  # fmt: skip


def _verified(entities: Sequence[Any]) -> list[Any]:
    """The entities that extraction looks for: unverified ones only after somebody accepted them.

    Otherwise what a document gives would depend on which others were read before it, and on the number of processes.
    """
    return [one for one in entities if not one.get("unverified")]


def _taken(context: Context, found: Sequence[Source], jobs: int) -> Iterator[Taken]:
    if len(found) == 1 and jobs == 1:
        yield intake.take(context, found[0])
        return
    pool: Pool[Source, Taken] = Pool(intake.take, intake.same, context, jobs=jobs)
    for source, result in zip(found, pool.work(found)):
        if isinstance(result, Lost):
            yield Taken(path=source.path, problem=result.reason)
        else:
            yield result


def extract_files(
    store: Store,
    paths: Sequence[str],
    *,
    said: Said,
    min_confidence: float = 0.0,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Answer:
    """The facts that documents state, in the order of the files and of their evidence; nothing is stored.

    Documents that cannot be read are warnings; where none can, UnreadableError.
    """
    found = intake.sources(paths)
    names = {one["sha256"]: one["id"] for one in store.documents}
    context = Context(entities=_verified(store.entities), known=frozenset(), said=intake.check(said), names=names)
    known_entities = {one["id"] for one in store.entities}
    facts: list[Row] = []
    documents: list[Row] = []
    problems: list[Taken] = []
    guesses: list[str] = []
    below = 0
    for at, taken in enumerate(_taken(context, found, jobs), 1):
        if progress:
            progress(at, len(found), taken.path)
        if taken.document is None or taken.extraction is None:
            problems.append(taken)
            continue
        guesses += _guess(taken)
        documents.append({"path": taken.path, "format": taken.format, **taken.document})
        kinds = {one["id"]: one["kind"] for one in taken.extraction.candidates}
        for fact in taken.extraction.facts:
            if fact["confidence"] < min_confidence:
                below += 1
                continue
            unknown = [one for one in _parties(fact) if one["id"] not in known_entities]
            facts.append({**fact, "unverified": [{**one, "kind": kinds.get(one["id"], "company")} for one in unknown]})
    if problems and not documents:
        _refuse(problems)
    return Answer(
        "extract",
        query={"command": "extract", "min_confidence": min_confidence, "documents": documents},
        results=facts,
        columns=EXTRACT_COLUMNS,
        fields=(*FACT_FIELDS, "unverified", "unverified.id", "unverified.name", "unverified.kind"),
        warnings=[*(f'"{one.path}" {one.problem}' for one in problems), *guesses],
        explanation="" if facts else _nothing(documents, below, min_confidence),
        extra={"what": "facts", "documents": documents, "below": below, "unread": _named_in_vain(found, problems)},
    )


def _guess(taken: Taken) -> list[str]:
    return [f'"{taken.path}" is read as {taken.encoding}, which is a guess: save it as UTF-8'] if taken.encoding else []


def _named_in_vain(found: Sequence[Source], problems: Sequence[Taken]) -> list[str]:
    """The files that the user named, not a folder of theirs, and that could not be read."""
    named = {one.path for one in found if not one.found}
    return [one.path for one in problems if one.path in named]


def _parties(fact: Any) -> list[Row]:
    return [one for one in (fact["actor"], fact["target"], *fact["partners"]) if one]


def _refuse(problems: Sequence[Taken]) -> None:
    first = problems[0]
    name = "standard input" if first.path == intake.STANDARD_INPUT else f'"{first.path}"'
    more = f"; nor can {len(problems) - 1} more" if len(problems) > 1 else ""
    error = UnreadableError(
        f"{name} {first.problem}{more}",
        hint=f"htq reads plain text, Markdown, HTML, PDF and DOCX of up to {SIZE_LIMIT // 1_000_000} MB",
    )
    error.code = first.problem_code
    raise error


def _nothing(documents: Sequence[Row], below: int, min_confidence: float) -> str:
    if not documents:
        return "no documents there: text, Markdown, HTML, PDF and DOCX files are looked for"
    other = sorted({one["language"] for one in documents if one["language"].partition("-")[0] not in CODES})
    if other:
        return f"no facts: htq does not read {', '.join(other)} (it reads {', '.join(CODES)}; --lang says which)"
    if below:
        return f"no facts of confidence {min_confidence:g} or more; {below} below it"
    return f"no facts found in {len(documents)} document{'s' if len(documents) > 1 else ''}"


# -- ingest


@dataclass(slots=True, kw_only=True)
class Report:
    """What `ingest` did, document by document, and in sum."""

    rows: list[Row] = field(default_factory=list)
    total: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    changes: list[str] = field(default_factory=list)
    created: str | None = None
    label: str = ""
    seconds: float = 0.0
    is_interrupted: bool = False
    warnings: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Files that the user named and that could not be read."""

    def count(self, outcome: str) -> int:
        """How many documents had this outcome."""
        return sum(row["outcome"] == outcome for row in self.rows)

    def sum(self, name: str) -> int:
        """The sum of a count over all documents."""
        return sum(row[name] for row in self.rows)

    def to_answer(self, min_confidence: float) -> Answer:
        """As every format shows it."""
        totals = {
            "documents": self.total,
            **{name: self.count(name) for name in ("stored", "attached", "known", "unreadable")},
            **{name: self.sum(name) for name in ("new_facts", "added_evidence", "known_facts", "below_confidence")},
            "new_entities": self.sum("new_entities"),
            "to_review": self.sum("to_review"),
            "by_language": dict(sorted(self.languages.items())),
            "by_type": dict(sorted(self.types.items())),
            "changes": self.changes,
        }
        return Answer(
            "ingest",
            query={"command": "ingest", "min_confidence": min_confidence, "totals": totals},
            results=self.rows,
            columns=INGEST_COLUMNS,
            fields=INGEST_COLUMNS,
            warnings=self.warnings,
            explanation="" if self.rows else _nothing([], 0, 0),
            extra={"report": self},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """How to ingest. `at` is the time for the log; `again` extracts from documents that the store knows, too."""

    store: str | None
    at: str
    said: Said
    min_confidence: float = 0.0
    jobs: int = 1
    again: bool = False


def ingest(paths: Sequence[str], orders: Orders, *, progress: Progress | None = None) -> Report:
    """Store documents, their texts, facts and new entities; the store changes batch by batch, each whole or not at all.

    On Ctrl-C what was read so far is stored and the report says so: the same command goes on from there, because the
    documents that are stored are known. Where nothing can be read, UnreadableError.
    """
    found = intake.sources(paths)
    report = Report(total=len(found))
    started = time.monotonic()
    context = _context(orders)
    batch: list[Taken] = []
    cost_s = 0.0
    since = time.monotonic()
    try:
        for at, taken in enumerate(_taken(context, found, orders.jobs), 1):
            batch.append(taken)
            if progress:
                progress(at, len(found), taken.path)
            waited = time.monotonic() - since
            if waited > max(_BATCH_S, cost_s * _BATCH_TO_COST) or len(batch) >= _BATCH_DOCUMENTS:
                began = time.monotonic()
                _store(batch, orders, report)
                batch = []
                since = time.monotonic()
                cost_s = since - began
    except KeyboardInterrupt:
        report.is_interrupted = True
    _store(batch, orders, report)
    report.seconds = time.monotonic() - started
    problems = [row for row in report.rows if row["outcome"] == "unreadable"]
    if problems and len(problems) == len(report.rows) and not report.is_interrupted:
        _refuse([Taken(path=one["path"], problem=one["reason"], problem_code=one["code"]) for one in problems])
    report.unread = _named_in_vain(found, [Taken(path=one["path"]) for one in problems])
    return report


def _context(orders: Orders) -> Context:
    with writing(orders.store, command="ingest", at=orders.at, dry_run=True) as seen:
        documents = list(seen.rows("documents").values())
        known = frozenset() if orders.again else frozenset(one["sha256"] for one in documents)
        return Context(
            entities=_verified(list(seen.rows("entities").values())),
            known=known,
            said=intake.check(orders.said),
            names={one["sha256"]: one["id"] for one in documents},
        )


def _store(batch: Sequence[Taken], orders: Orders, report: Report) -> None:
    if not batch:
        return
    rows: list[Row] = []
    with writing(orders.store, command="ingest", at=orders.at) as change:
        shelf = _Shelf(change, orders)
        rows = [shelf.put(taken) for taken in batch]
        stored = sum(row["outcome"] == "stored" for row in rows)
        new = sum(row["new_facts"] for row in rows)
        change.summary = f"{counted(stored, 'document')}, {counted(new, 'new fact')}"
    # only what is on the disk is reported
    report.rows += rows
    report.warnings += [told for taken in batch for told in _guess(taken)]
    report.label = change.label
    report.types.update(shelf.types)
    report.languages.update(row["language"] for row in rows if row["outcome"] == "stored" and row["language"])
    if change.number:
        report.changes.append(change.number)
    if change.created and change.revision:
        report.created = change.label


class _Shelf:
    """Puts what was read into one transaction."""

    def __init__(self, change: Change, orders: Orders) -> None:
        self.change = change
        self.orders = orders
        self.known = Known(change)
        self.by_digest = {row["sha256"]: row for row in change.rows("documents").values()}
        self.types: Counter[str] = Counter()

    def put(self, taken: Taken) -> Row:
        """Store one document; what became of it."""
        row: Row = {"path": taken.path, "document": None, "outcome": "unreadable", "reason": taken.problem}
        row |= {"code": taken.problem_code if taken.problem else None, "language": None, "published": None}
        row |= {"published_from": None, "new_facts": 0, "added_evidence": 0, "known_facts": 0, "below_confidence": 0}
        row |= {"new_entities": 0, "to_review": 0}
        if taken.document is None:
            return row
        document: Row = dict(taken.document)
        stored = self.by_digest.get(document["sha256"])
        if stored is not None:
            row["outcome"] = self._attach(stored, taken.text)
            document = stored
        else:
            document["id"] = self._free_id(document["id"])
            self.change.insert("documents", document)
            self.change.keep_text(taken.text)
            self.by_digest[document["sha256"]] = document
            row["outcome"] = "stored"
        row |= {"document": document["id"], "language": document["language"], "published": document["published"]}
        row["published_from"] = document.get("published_from")
        if taken.extraction is not None and (stored is None or self.orders.again):
            self._put_facts(taken, document["id"], row)
        return row

    def _attach(self, document: Row, text: str) -> str:
        has_text = self.change.store.text(document["id"]) is not None
        if not has_text:
            self.change.keep_text(text)
        if not document.get("has_text"):
            self.change.update("documents", {**document, "has_text": True})
            self.by_digest[document["sha256"]] = self.change.rows("documents")[document["id"]]
        return "known" if has_text else "attached"

    def _free_id(self, wanted: str) -> str:
        taken = self.change.rows("documents")
        number, numbered = 1, wanted
        while numbered in taken:
            number += 1
            numbered = f"{wanted}-{number}"
        return numbered

    def _put_facts(self, taken: Taken, document_id: str, row: Row) -> None:
        assert taken.extraction is not None
        candidates = {one["id"]: dict(one) for one in taken.extraction.candidates}
        moved = self._moved(candidates)
        for found in taken.extraction.facts:
            if found["confidence"] < self.orders.min_confidence:
                row["below_confidence"] += 1
                continue
            fact = _moved_fact(found, moved, self._name_of)
            fact["evidence"] = [{**one, "document": document_id, "quote": None} for one in fact["evidence"]]
            known = self.known.find(fact)
            if known is not None:
                joined = retold(known, fact)
                row["known_facts" if joined is None else "added_evidence"] += 1
                if joined is not None:
                    self.change.update("facts", joined)
                    self.known.put(joined)
                continue
            row["new_entities"] += self._add_entities(fact, candidates, moved)
            if self._is_taken(fact["id"]):
                fact["id"] = fact_id(fact, self._is_taken)
            self.change.insert("facts", fact)
            self.known.put(fact)
            self.types[fact["type"]] += 1
            row["new_facts"] += 1
            row["to_review"] += fact["confidence"] < DOUBTFUL
        row["to_review"] += row["new_entities"]

    def _moved(self, candidates: dict[str, Row]) -> dict[str, str]:
        """The id in this store of every candidate; another than its own where somebody else or a merge has that."""
        moved: dict[str, str] = {}
        entities, redirects = self.change.rows("entities"), self.change.rows("redirects")
        for entity_id, candidate in candidates.items():
            if entity_id in redirects:
                moved[entity_id] = redirects[entity_id]["to"]
                continue
            number, numbered = 1, entity_id
            while numbered in entities and not _is_named(entities[numbered], candidate["name"]):
                number += 1
                numbered = f"{entity_id}-{number}"
            moved[entity_id] = numbered
        return moved

    def _is_taken(self, fact_id: str) -> bool:
        return fact_id in self.change.rows("facts") or fact_id in self.change.rows("redirects")

    def _name_of(self, entity_id: str) -> str | None:
        entity = self.change.rows("entities").get(entity_id)
        return entity["name"] if entity else None

    def _add_entities(self, fact: Row, candidates: dict[str, Row], moved: dict[str, str]) -> int:
        entities = self.change.rows("entities")
        by_new_id = {new: candidates[old] for old, new in moved.items()}
        added = 0
        for party in _parties(fact):
            if party["id"] not in entities and party["id"] in by_new_id:
                self.change.insert("entities", {**by_new_id[party["id"]], "id": party["id"], "unverified": True})
                added += 1
        return added


def _is_named(entity: Row, name: str) -> bool:
    # an unverified one got its id from its name: any of its spellings may be the one that was kept
    if entity.get("unverified"):
        return True
    return name_key(name) in {
        name_key(one) for one in (entity["name"], *(alias["text"] for alias in entity["aliases"]))
    }


def _moved_fact(fact: Any, moved: dict[str, str], name_of: Callable[[str], str | None]) -> Row:
    def place(party: Any) -> Any:
        if party is None:
            return None
        entity_id = moved.get(party["id"], party["id"])
        return {"id": entity_id, "name": name_of(entity_id) or party["name"]}

    partners = [place(one) for one in fact["partners"]]
    return {**fact, "actor": place(fact["actor"]), "target": place(fact["target"]), "partners": partners}
