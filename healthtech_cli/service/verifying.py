"""Every span found again in its document: exact, moved, changed, gone - or unknown where nothing was kept to find.

A document's text is the one in the store, or that of a file, which is known by its hash, or by its name where it is a
changed copy. In a changed copy the words of a span are those of the stored text, of a quote, or, where neither is at
hand, the names, figures and dates that the evidence keeps as stated.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any

from healthtech_cli.answer import Answer
from healthtech_cli.errors import NotFoundError, UsageError
from healthtech_cli.service.filters import known_document
from healthtech_cli.store import Store
from healthtech_cli.store.layout import digest

STATUSES = ("exact", "moved", "changed", "gone", "unknown")
FIELDS = ("fact", "document", "status", "start", "end", "new_start", "new_end", "words", "now")
AROUND = 40  # characters on either side of a span that tell its place from another with the same words
ALIKE = 75.0  # percent of a span's words that must be left for it to count as changed rather than gone
NEAR = 400  # characters around a span in which what it states must be found


def verify(store: Store, asked: Sequence[str], *, changed: str | None = None) -> Answer:
    """One row a span of the documents asked for; all whose text is at hand where none is."""
    texts, missing = _texts(store, asked, changed)
    rows: list[dict[str, Any]] = []
    for fact in store.facts:
        for evidence in fact["evidence"]:
            if evidence["document"] in texts and evidence["start"] is not None:
                rows.append({"fact": fact["id"], "evidence": evidence})
    rows.sort(key=lambda row: (list(texts).index(row["evidence"]["document"]), row["evidence"]["start"]))
    shift: dict[str, int] = {}
    results = [_row(row, texts[row["evidence"]["document"]], shift) for row in rows]
    summary = [_summary(name, copy, results) for name, copy in texts.items()]
    warnings = [
        f"{one['document']}: not the text that was read, and that is not at hand: compared by the words as stated"
        for one in summary
        if one["blind"]
    ]
    if missing:
        warnings.append(f"text not at hand of {', '.join(missing)}: htq attach FILE, or htq verify FILE")
    return Answer(
        "verify",
        query={"command": "verify", "documents": list(texts)},
        results=results,
        columns=FIELDS,
        fields=FIELDS,
        warnings=warnings,
        extra={"documents": summary, "missing": missing},
    )


class Copy:
    """A text to look in; `original` is the text as it was read, None where it is not at hand."""

    def __init__(self, text: str, original: str | None, *, source: str) -> None:
        self.text = text
        self.original = original
        self.source = source

    @property
    def is_same(self) -> bool:
        """Whether it is the text that was read, to the character."""
        return self.text == self.original


def _texts(store: Store, asked: Sequence[str], changed: str | None) -> tuple[dict[str, Copy], list[str]]:
    if changed is not None:
        return _changed_copy(store, asked, changed), []
    texts: dict[str, Copy] = {}
    for name in asked:
        if store.document(name) is None and os.path.lexists(name):
            document_id, copy = _of_file(store, name)
            texts[document_id] = copy
        else:
            document_id = known_document(store, name)
            text = store.text(document_id)
            if text is None:
                raise NotFoundError(
                    f'the text of "{document_id}" is not at hand',
                    hint=f"htq attach FILE, or htq verify {document_id} --with FILE",
                )
            texts[document_id] = Copy(text, text if _is_hash_of(store, document_id, text) else None, source="store")
    missing: list[str] = []
    if not asked:
        for document in store.documents:
            text = store.text(document["id"])
            if text is None:
                missing.append(document["id"])
            else:
                same = _is_hash_of(store, document["id"], text)
                texts[document["id"]] = Copy(text, text if same else None, source="store")
    return texts, missing


def _is_hash_of(store: Store, document_id: str, text: str) -> bool:
    document = store.document(document_id)
    return document is not None and digest(text.encode("utf-8", "surrogatepass")) == document["sha256"]


def _changed_copy(store: Store, asked: Sequence[str], path: str) -> dict[str, Copy]:
    if len(asked) != 1:
        raise UsageError("--with needs the one document that the file is a copy of", hint="htq verify ID --with FILE")
    document_id = known_document(store, asked[0])
    found, text = _read(store, path, document_id)
    original = text if found else store.text(document_id)
    return {document_id: Copy(text, original, source=path)}


def _of_file(store: Store, path: str) -> tuple[str, Copy]:
    """The document of a file: by the hash of its text, else by its name."""
    found, text = _read(store, path, None)
    if found:
        return found, Copy(text, text, source=path)
    stem = os.path.splitext(os.path.basename(path))[0].lower()
    if store.document(stem) is None:
        from healthtech_cli.service.nearest import nearest

        near = nearest(stem, [document["id"] for document in store.documents])
        raise NotFoundError(
            f'no document of this store has the text or the name of "{path}"',
            suggestions=near,
            hint=f"for a changed copy: htq verify {near[0] if near else 'ID'} --with FILE",
        )
    return stem, Copy(text, store.text(stem), source=path)


def _read(store: Store, path: str, wanted: str | None) -> tuple[str | None, str]:
    from healthtech_cli.readers import read
    from healthtech_cli.service.attaching import readings
    from healthtech_cli.service.importing import read_input
    from healthtech_cli.store.texts import SIZE_LIMIT

    data = read_input(path, SIZE_LIMIT)
    hashes = {one["sha256"]: one["id"] for one in store.documents if wanted in (None, one["id"])}
    for text in readings(data):
        known = hashes.get(digest(text.encode("utf-8", "surrogatepass")))
        if known:
            return known, text
    return None, read(data, name=os.path.basename(path)).text


def _row(row: dict[str, Any], copy: Copy, shift: dict[str, int]) -> dict[str, Any]:
    evidence = row["evidence"]
    document, start, end = evidence["document"], evidence["start"], evidence["end"]
    words = copy.original[start:end] if copy.original is not None else evidence.get("quote")
    if words:
        found = _find(words, copy, start, shift.get(document, 0))
    else:
        found = _find_stated(evidence, copy, shift.get(document, 0))
    status, new_start, new_end = found
    if new_start is not None and status in ("exact", "moved"):
        shift[document] = new_start - start
    return {
        "fact": row["fact"],
        "document": document,
        "status": status,
        "start": start,
        "end": end,
        "new_start": new_start,
        "new_end": new_end,
        "words": words or None,
        "now": copy.text[new_start:new_end] if new_start is not None else None,
    }


Found = tuple[str, int | None, int | None]


def _find(words: str, copy: Copy, start: int, shift: int) -> Found:
    text = copy.text
    if copy.original is None and text[start : start + len(words)] == words:
        return "exact", start, start + len(words)
    places = list(_places(words, text))
    if places:
        best = max(places, key=lambda at: (_context(copy, start, at, len(words)), -abs(at - start - shift)))
        return "exact" if best == start else "moved", best, best + len(words)
    return _alike(words, text)


def _places(words: str, text: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _context(copy: Copy, start: int, at: int, length: int) -> int:
    """How many characters on either side are those of the text as it was read."""
    if copy.original is None:
        return 0
    old, new = start + length, at + length
    before = _same(copy.original[max(0, start - AROUND) : start][::-1], copy.text[max(0, at - AROUND) : at][::-1])
    return before + _same(copy.original[old : old + AROUND], copy.text[new : new + AROUND])


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))


def _alike(words: str, text: str) -> Found:
    """The place most like the words where enough of them is left."""
    from rapidfuzz import fuzz

    # a little more than the words' own length, so that words put in do not count as words lost
    best = fuzz.partial_ratio_alignment(words, text, score_cutoff=ALIKE)
    if best is None or len(words) > len(text):
        return "gone", None, None
    start, end = best.dest_start, best.dest_end
    while start > 0 and text[start - 1].isalnum() and text[start - 1].isascii() and end - start < len(words) + 20:
        start -= 1
    return "changed", start, end


def _find_stated(evidence: Any, copy: Copy, shift: int) -> Found:
    """By the words as stated alone: all of them in the span is exact, elsewhere together moved, some changed."""
    start, end = evidence["start"], evidence["end"]
    keys = ("date_as_stated", "amount_as_stated", "actor_as_stated", "target_as_stated")
    stated = [evidence[key] for key in keys if evidence[key]]
    if not stated:
        return "unknown", None, None
    if all(words in copy.text[start:end] for words in stated):
        return "exact", start, end
    rare = max(stated, key=len)
    for at in sorted(_places(rare, copy.text), key=lambda place: abs(place - start - shift)):
        around = copy.text[max(0, at - NEAR) : at + NEAR]
        if all(words in around for words in stated):
            return "moved", at, at + len(rare)
    left = [words for words in stated if words in copy.text]
    if left:
        at = min(_places(max(left, key=len), copy.text), key=lambda place: abs(place - start - shift))
        return "changed", at, at + len(max(left, key=len))
    return "gone", None, None


def _summary(name: str, copy: Copy, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    own = [row for row in rows if row["document"] == name]
    counts = {status: sum(row["status"] == status for row in own) for status in STATUSES}
    return {
        "document": name,
        "source": copy.source,
        "same": copy.is_same,
        "blind": copy.original is None and any(row["words"] is None for row in own),
        "spans": len(own),
        **counts,
    }
