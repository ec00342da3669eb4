"""What extraction found, and what ingestion did, on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from healthtech_cli.answer import counted
from healthtech_cli.render import phrases
from healthtech_cli.render.listing import fitted, shown_rows, who_did_what
from healthtech_cli.render.terminal import Line, Piece, Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthtech_cli.answer import Answer

_PASSAGE = 400
_PROBLEMS = 20


def extract_page(answer: Answer, limit: int | None) -> None:
    """The documents, under each its facts: type, parties, amount, status, confidence, and the passage that says so."""
    screen = Screen()
    rows = shown_rows(answer.rows, limit)
    for document in answer.extra["documents"]:
        mine = [fact for fact in rows if fact["evidence"][0]["document"] == document["id"]]
        if not mine and len(rows) < len(answer.rows):
            continue
        screen.blank()
        screen.line((document["title"], "title"), hang=2)
        screen.line((_about(document), "dim"), hang=2)
        _facts(screen, mine)
    screen.blank()
    unknown = {one["id"]: one["name"] for fact in answer.rows for one in fact["unverified"]}
    parts = [f"{len(rows)} of {len(answer.rows)} facts"]
    if answer.extra["below"]:
        parts.append(f"{answer.extra['below']} below --min-confidence")
    if unknown:
        parts.append(f"{counted(len(unknown), 'name')} not in the store, marked ?")
    parts.append("nothing stored: htq ingest does")
    screen.line((" · ".join(parts), "dim"), hang=2)
    screen.show()


def _about(document: Any) -> str:
    published = document["published"] or "undated"
    if document.get("published_from"):
        published += f" ({document['published_basis']}: {document['published_from']})"
    by = [part for part in (document["publisher"], document["author"]) if part]
    language = phrases.LANGUAGES.get(document["language"], document["language"])
    return " · ".join([document["id"], language, published, f"{document['length']:,} characters", *by])


def _facts(screen: Screen, facts: Sequence[Any]) -> None:
    if not facts:
        screen.line("  no facts found")
        return
    for fact, row in zip(facts, fitted(screen, [_cells(fact) for fact in facts], right=(3, 5), whole=(0, 4), indent=2)):
        screen.lines.extend(row)
        words = " ".join((fact["evidence"][0]["quote"] or "").split())
        if len(words) > _PASSAGE:
            words = words[:_PASSAGE] + " …"
        screen.lines.append(Line("    │ ", words, hang=6))


def _cells(fact: Any) -> list[Piece]:
    unknown = {one["id"] for one in fact["unverified"]}
    marked = {
        **fact,
        **{role: _marked(fact[role], unknown) for role in ("actor", "target")},
        "partners": [_marked(one, unknown) for one in fact["partners"]],
    }
    middle = who_did_what(marked)
    who = f"{middle[0][0]} {middle[-1][0]}"
    is_doubtful = fact["confidence"] < 0.8
    return [
        (fact["type"].replace("_", " "), ""),
        (phrases.date(fact["date"]), ""),
        (who, "name"),
        (phrases.figure(fact), ""),
        (fact["status"], "doubt" if phrases.status(fact) else ""),
        (f"{fact['confidence']:.2f}", "doubt" if is_doubtful else ""),
    ]


def _marked(party: Any, unknown: set[str]) -> Any:
    return {**party, "name": f"{party['name']}?"} if party and party["id"] in unknown else party


def ingest_page(report: Any) -> None:
    """The summary: documents, languages, facts by type, what was skipped and why, what is to be reviewed."""
    screen = Screen()
    counts = {name: report.count(name) for name in ("stored", "attached", "known", "unreadable")}
    told = [f"{counts['stored']:,} stored"]
    if counts["attached"]:
        told.append(f"{counts['attached']:,} known before, text attached")
    if counts["known"]:
        told.append(f"{counts['known']:,} known before")
    if counts["unreadable"]:
        told.append(f"{counts['unreadable']:,} not read")
    total = f"{report.total:,}" if len(report.rows) == report.total else f"{len(report.rows):,} of {report.total:,}"
    rate = f" ({len(report.rows) / report.seconds:.1f} a second)" if report.seconds > 1 else ""
    screen.line((f"{total} document{'' if report.total == 1 else 's'}{rate}: ", "head"), ", ".join(told), hang=2)
    if report.languages:
        names = [f"{phrases.LANGUAGES.get(one, one)} {count:,}" for one, count in report.languages.most_common()]
        screen.line(("languages: ", "dim"), ", ".join(names), hang=2)
    facts = [f"{report.sum('new_facts'):,} new facts"]
    if report.sum("added_evidence"):
        facts.append(f"evidence added to {report.sum('added_evidence'):,} known ones")
    if report.sum("known_facts"):
        facts.append(f"{report.sum('known_facts'):,} known already")
    if report.sum("below_confidence"):
        facts.append(f"{report.sum('below_confidence'):,} below --min-confidence left out")
    screen.line(", ".join(facts), hang=2)
    if report.types:
        kinds = [f"{kind} {count:,}" for kind, count in report.types.most_common()]
        screen.line(("by type: ", "dim"), ", ".join(kinds), hang=2)
    if report.sum("new_entities"):
        screen.line(f"{report.sum('new_entities'):,} names the store did not know, unverified")
    problems = [row for row in report.rows if row["outcome"] == "unreadable"]
    if problems:
        screen.blank()
        screen.line(("not read", "head"))
        for row in problems[:_PROBLEMS]:
            screen.line("  ", (row["path"], "name"), f" {row['reason']}", hang=4)
        if len(problems) > _PROBLEMS:
            screen.line(f"  and {len(problems) - _PROBLEMS:,} more: --json lists them")
    screen.blank()
    following = ["htq facts", "htq undo"] if report.changes else ["htq documents"]
    if report.sum("to_review"):
        following.insert(0, f"htq review ({report.sum('to_review'):,} to review)")
    screen.line((f"Next: {' · '.join(following)}", "dim"), hang=6)
    screen.show()
