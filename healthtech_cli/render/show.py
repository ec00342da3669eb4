"""One fact in full: the sentence, its figures exact, each passage with the proving words highlighted."""

from __future__ import annotations

from healthtech_cli.model.amounts import exact
from healthtech_cli.render import phrases
from healthtech_cli.render.terminal import Piece, Screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer

AROUND = 160
_ENDS = ".!?。！？\n"


def fact_pages(answer: Answer, limit: int | None) -> None:
    """Every fact asked for, one under the other."""
    screen = Screen()
    for at, fact in enumerate(answer.rows if limit is None else answer.rows[:limit]):
        if at:
            screen.blank()
        _page(screen, fact, answer.extra["store"])
    screen.show()


def _page(screen: Screen, fact: Any, store: Any) -> None:
    screen.line((fact["statement"], "head"))
    basis = fact["evidence"][0]["date_basis"] if fact["evidence"] else "none"
    parts: list[Piece] = [
        (fact["type"].replace("_", " "), ""),
        (fact["status"], "doubt" if phrases.status(fact) else ""),
    ]
    if fact["date"]:
        parts.append((f"{phrases.date(fact['date'])} ({basis})", ""))
    if fact["money"]:
        parts.append((_bound(fact["money"]) + exact(fact["money"]["amount"], fact["money"]["currency"]), ""))
    if fact["value"]:
        parts.append((f"{_bound(fact['value'])}{phrases.number(fact['value']['number'])} {fact['value']['unit']}", ""))
    parts.extend((topic, "") for topic in fact["topics"])
    line = screen.line()
    for at, (words, style) in enumerate(parts):
        line.add(" · " if at else "").add(words, style)
    roles = [("actor", fact["actor"]), ("target", fact["target"])]
    told: list[Piece] = []
    for role, entity in roles:
        if entity:
            told += [(f"{role} ", "dim"), (entity["name"], "name"), (f" ({entity['id']})  ", "dim")]
    if fact["partners"]:
        told += [("partners ", "dim"), (phrases.names(fact["partners"]), "name")]
    if told:
        screen.line(*told)
    absent: set[str] = set()
    for evidence in fact["evidence"]:
        screen.blank()
        _evidence(screen, evidence, store, fact, absent)
    screen.blank()
    if fact["note"]:
        screen.line(("note: ", "doubt"), fact["note"], hang=6)
    if fact["conflicts"]:
        screen.line((f"documents disagree on {', '.join(fact['conflicts'])}", "conflict"))
    how = (
        "curated: read twice and checked against the passage"
        if fact["method"] == "curated"
        else f"{fact['method']}, confidence {fact['confidence']:.2f}"
    )
    screen.line((f"{how} · {fact['id']}", "dim"))


def _bound(figure: Any) -> str:
    return {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}[str(figure["bound"])]


def _evidence(screen: Screen, evidence: Any, store: Any, fact: Any, absent: set[str]) -> None:
    """One passage; of a document whose text is `absent` only the first says so."""
    document = store.document(evidence["document"])
    place = f", characters {evidence['start']} to {evidence['end']}" if evidence["start"] is not None else ""
    screen.line(
        (evidence["document"], "name"),
        place,
        (f" ({_about(document)})" if document else " (not in this store)", "dim"),
        hang=2,
    )
    text = store.text(evidence["document"])
    if text is not None and evidence["start"] is not None:
        for line in passage(text, evidence["start"], evidence["end"]):
            screen.line("  │ ", *line, hang=4)
    elif evidence["document"] not in absent:
        absent.add(evidence["document"])
        screen.line("  │ ", (f"text not at hand: htq attach FILE (the text of {evidence['document']})", "dim"))
    stated = [
        evidence[key]
        for key in ("date_as_stated", "amount_as_stated", "actor_as_stated", "target_as_stated")
        if evidence[key]
    ]
    if stated:
        screen.line("  as stated: ", " · ".join(stated), hang=4)
    for field in ("date", "money", "value"):
        reading = evidence.get(field)
        if reading:
            words = reading if field == "date" else phrases.figure({"money": None, "value": None, field: reading})
            screen.line("  reads: ", (f"{field} {words}", "conflict" if field in fact["conflicts"] else "doubt"))


def _about(document: Any) -> str:
    language = phrases.LANGUAGES.get(document["language"], document["language"])
    if document["translated_from"]:
        source = phrases.LANGUAGES.get(document["translated_from"], document["translated_from"])
        language += f", translated from {source}"
    when = document["published"] or "undated"
    basis = "" if document["published_basis"] == "stated" else f" {document['published_basis']}"
    return f"{language}; {when}{basis}"


def passage(text: str, start: int, end: int) -> list[list[Piece]]:
    """The sentence around a span as lines of pieces, the span marked, the document's line breaks kept."""
    left = max(0, start - AROUND)
    for at in range(start - 1, left - 1, -1):
        if text[at] in _ENDS and (text[at] in "。！？\n" or text[at + 1 : at + 2].isspace()):
            left = at + 1
            break
    right = min(len(text), end + AROUND)
    for at in range(end, right):
        if text[at] in _ENDS and (text[at] in "。！？\n" or text[at + 1 : at + 2].isspace()):
            right = at + (text[at] != "\n")
            break
    pieces: list[Piece] = [
        ("… " if left and text[left - 1] not in _ENDS else "", "dim"),
        (text[left:start].lstrip(), ""),
        (text[start:end], "mark"),
    ]
    pieces += [
        (text[end:right].rstrip(), ""),
        (" …" if right < len(text) and text[right - 1] not in _ENDS else "", "dim"),
    ]
    lines: list[list[Piece]] = [[]]
    for words, style in pieces:
        for at, part in enumerate(words.split("\n")):
            if at:
                lines.append([])
            if part:
                lines[-1].append((part, style))
    return [line for line in lines if line]
