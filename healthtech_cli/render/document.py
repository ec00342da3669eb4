"""The page of a document: what it is, and the facts it states in its own order."""

from __future__ import annotations

from healthtech_cli.render import phrases
from healthtech_cli.render.listing import add_facts, shown_rows, who_did_what
from healthtech_cli.render.terminal import Screen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.answer import Answer


def document_page(answer: Answer, limit: int | None) -> None:
    """Title, where and when it appeared, whether its text is at hand, then its facts."""
    document = answer.results[0]
    screen = Screen()
    screen.line((document["title"], "title"), hang=2)
    by = " · ".join(part for part in (document["publisher"], document["author"]) if part)
    if by:
        screen.line(by)
    language = phrases.LANGUAGES.get(document["language"], document["language"])
    if document["translated_from"]:
        language += (
            f", translated from {phrases.LANGUAGES.get(document['translated_from'], document['translated_from'])}"
        )
    screen.line(
        f"{language} · {document['published'] or 'undated'} ({document['published_basis']}) · "
        f"{document['length']:,} characters"
    )
    if document["url"]:
        screen.line((document["url"], "dim"))
    screen.line((f"sha256 {document['sha256']}", "dim"))
    if not document["has_text"]:
        screen.line(("text not at hand: htq attach FILE", "doubt"))
    screen.blank()
    rows = shown_rows(answer.rows, limit)
    add_facts(screen, rows, [who_did_what(fact) for fact in rows])
    screen.blank()
    more = f" · --limit {len(answer.rows)} for all" if len(rows) < len(answer.rows) else ""
    screen.line((f"{len(rows)} of {len(answer.rows)} facts{more}", "dim"))
    screen.show()
