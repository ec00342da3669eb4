"""One thing to be reviewed on a terminal: what it is, and the passage that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from healthtech_cli.render import phrases
from healthtech_cli.render.listing import who_did_what
from healthtech_cli.render.show import passage
from healthtech_cli.render.terminal import Piece, Screen

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 3
_PASSAGES = 2
_LABEL = 11


def name_page(
    place: str, entity: Any, facts: Sequence[Any], near: Sequence[tuple[str, str, float]], store: Any
) -> None:
    """A name, what is like it, and the facts that name it with their passages."""
    screen = Screen()
    screen.blank()
    screen.line((place, "dim"), ("  new name", "dim"))
    screen.line((entity["name"], "title"), f"   {entity['kind']}, not verified  ", (entity["id"], "dim"), hang=2)
    if near:
        told = ", ".join(f"{name} ({one}, {score:.2f})" for name, one, score in near)
        screen.line(("like it: ", "dim"), told, hang=9)
    shown: set[str] = set()
    for fact in facts[:_SHOWN]:
        screen.line("  ", (fact["type"], ""), "  ", *_who(fact), (f"  {fact['confidence']:.2f}", "dim"), hang=4)
        _passage(screen, fact, store, shown)
    if len(facts) > _SHOWN:
        screen.line((f"  and {len(facts) - _SHOWN} more facts", "dim"))
    screen.show()


def fact_page(place: str, fact: Any, store: Any) -> None:
    """A fact with its fields, how sure the rule is, and its passage."""
    screen = Screen()
    screen.blank()
    screen.line((place, "dim"), (f"  fact, confidence {fact['confidence']:.2f} by {fact['method']}", "dim"))
    screen.line((fact["statement"], "head"), hang=2)
    for label, words in (
        ("type", fact["type"]),
        ("status", fact["status"]),
        ("actor", _named(fact["actor"])),
        ("target", _named(fact["target"])),
        ("partners", ", ".join(_named(one) for one in fact["partners"])),
        ("date", phrases.date(fact["date"]) if fact["date"] else ""),
        ("figure", f"{phrases.figure(fact)} {(fact['value'] or {}).get('unit', '')}".strip()),
    ):
        if words:
            screen.line((f"  {label}".ljust(_LABEL), "dim"), words, hang=_LABEL)
    _passage(screen, fact, store, set())
    screen.line((f"  {fact['id']}", "dim"))
    screen.show()


def _named(party: Any) -> str:
    return f"{party['name']} ({party['id']})" if party else ""


def _who(fact: Any) -> list[Piece]:
    middle = who_did_what(fact)
    return [(f"{middle[0][0]} ", middle[0][1]), middle[-1]] if len(middle) > 1 else list(middle)


def _passage(screen: Screen, fact: Any, store: Any, shown: set[str]) -> None:
    """The first passages that were not shown yet: copies of one article tell the same."""
    fresh = 0
    for evidence in fact["evidence"]:
        text = store.text(evidence["document"]) if evidence["start"] is not None else None
        words = text[evidence["start"] : evidence["end"]] if text is not None else evidence["document"]
        if words in shown or fresh == _PASSAGES:
            continue
        fresh += 1
        shown.add(words)
        screen.line("  ", (evidence["document"], "name"))
        if text is None:
            screen.line("  │ ", ("text not at hand", "dim"))
            continue
        for line in passage(text, evidence["start"], evidence["end"]):
            screen.line("  │ ", *line, hang=4)
