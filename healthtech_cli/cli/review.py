"""`review`: a dialogue about one thing after the other. Every decision is on the disk before the next question."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from healthtech_cli.cli.emit import FORMATS, emit
from healthtech_cli.cli.ingest import share
from healthtech_cli.errors import HtqError
from healthtech_cli.model.vocabulary import FACT_TYPES, KINDS, STATUSES
from healthtech_cli.render import out
from healthtech_cli.service import review as service
from healthtech_cli.service.ingest import DOUBTFUL
from healthtech_cli.store import Store, open_store
from healthtech_cli.store.writing import Change, writing

if TYPE_CHECKING:
    from healthtech_cli.cli.declare import Request

KEYS = "[a]ccept  [c]orrect  [r]eject  [n]ext  [q]uit"
HELP = """  a  accept: the name is one, the fact is what the passage says
  c  correct: field by field; Enter keeps, - empties; the name of a known company joins the two
  r  reject: remove it
  n  next: decide another time (Enter does the same)
  q  quit: what was decided is kept"""


def review_command(request: Request) -> int:
    """`review`."""
    below = share(request, "below")
    both = request.flag("names") == request.flag("facts")
    store = open_store(request.text("store"))
    answer = service.queue(
        store,
        below=DOUBTFUL if below is None else below,
        documents=request.split("document"),
        names=both or request.flag("names"),
        facts=both or request.flag("facts"),
    )
    is_listed = any(request.flag(one) for one in (*FORMATS, "exit_status")) or request.text("output")
    if is_listed or request.split("fields"):
        return emit(answer, request)
    if not answer.rows:
        out.message(f"htq: {answer.explanation}")
        return 0
    limit = request.number("limit")
    dialogue = Dialogue(request.text("store"), store)
    try:
        dialogue.run(answer.rows if limit is None else answer.rows[:limit])
    except (EOFError, KeyboardInterrupt):
        out.write("\n")
    finally:
        dialogue.tell()
    return 0


class Dialogue:
    """Goes through the items; counts what was decided."""

    def __init__(self, named: str | None, store: Store) -> None:
        self.named = named
        self.store = store
        self.done: Counter[str] = Counter()
        self.left = 0

    def run(self, items: list[Any]) -> None:
        """Ask about every item until the end, `q`, or the end of the input."""
        self.left = len(items)
        for at, item in enumerate(items, 1):
            if not self._is_there(item):
                self.left -= 1  # it went with something that was rejected or joined before
                continue
            self._show(f"{at} of {len(items)}", item)
            answer = self._decide(item)
            if answer == "q":
                return
            self.left -= 1
            self.done[answer] += 1

    def tell(self) -> None:
        """What was decided, in a line."""
        told = [f"{self.done[key]} {words}" for key, words in _DECIDED.items() if self.done[key]]
        changed = any(self.done[key] for key in "acr")
        undo = "; htq undo takes back the last one" if changed else ""
        out.write(f"{', '.join(told) or 'nothing decided'}; {self.left + self.done['n']} left to review{undo}\n")

    def _is_there(self, item: Any) -> bool:
        if item["kind"] == "fact":
            found = self.store.fact(item["id"])
            return found is not None and found["id"] == item["id"]
        entity = self.store.entity(item["id"])
        return entity is not None and bool(entity.get("unverified"))

    def _show(self, place: str, item: Any) -> None:
        from healthtech_cli.render import review as render

        if item["kind"] == "fact":
            render.fact_page(place, self.store.fact(item["id"]), self.store)
            return
        entity = self.store.entity(item["id"])
        facts = [fact for one in item["facts"] if (fact := self.store.fact(one))]
        render.name_page(place, entity, facts, service.near_names(self.store, entity), self.store)

    def _decide(self, item: Any) -> str:
        """The key of what was done; an error is shown and the question asked again."""
        is_fact = item["kind"] == "fact"
        while True:
            key = self._ask(f"{KEYS} > ").lower()[:1] or "n"
            try:
                if key in ("n", "q"):
                    return key
                if key == "a":
                    self._write(service.accept_fact if is_fact else service.accept_name, item["id"])
                    return key
                if key == "r" and (is_fact or self._may_reject(item["id"])):
                    self._write(service.reject_fact if is_fact else service.reject_name, item["id"])
                    return key
                if key == "c" and (self._correct_fact(item["id"]) if is_fact else self._correct_name(item["id"])):
                    return key
                if key not in "acr":
                    out.write(HELP + "\n")
            except HtqError as error:
                out.message(f"htq: {error.message}")
                if error.hint:
                    out.message(f"     {error.hint}")

    def _ask(self, words: str) -> str:
        out.write(words)
        sys.stdout.flush()
        return input().strip()

    def _write(self, do: Callable[..., object], row_id: str, **more: Any) -> None:
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        with writing(self.named, command="review", at=at) as change:
            do(change, row_id, **more)
        self.store = open_store(self.named)

    def _may_reject(self, entity_id: str) -> bool:
        count = service.facts_of(self.store, entity_id)
        if not count:
            return True
        facts = "1 fact goes" if count == 1 else f"{count} facts go"
        return self._ask(f"{facts} with it; remove? [y/N] ").lower() in ("y", "yes")

    def _correct_name(self, entity_id: str) -> bool:
        entity: Any = self.store.entity(entity_id)
        name = self._ask(f"  name [{entity['name']}]: ") or entity["name"]
        kind = self._choose("kind", entity["kind"], KINDS)
        self._write(service.correct_name, entity_id, name=name, kind=kind)
        return True

    def _correct_fact(self, fact_id: str) -> bool:
        fact: Any = self.store.fact(fact_id)
        given: dict[str, Any] = {}
        for field in service.CORRECTABLE:
            if field in ("type", "status"):
                chosen = self._choose(field, fact[field], FACT_TYPES if field == "type" else STATUSES)
                if chosen != fact[field]:
                    given[field] = chosen
                continue
            shown = _shown(fact[field])
            if field == "statement" and given:
                shown = service.told_again(fact, given) or shown
            words = self._ask(f"  {field} [{shown}]: ")
            if field == "statement" and not words and shown != fact["statement"]:
                words = shown
            if words:
                given[field] = None if words == "-" else words
        if not given:
            out.write("  nothing changed\n")
            return False

        def correct(change: Change, row_id: str) -> None:
            service.correct_fact(change, row_id, given)

        self._write(correct, fact_id)
        return True

    def _choose(self, field: str, current: str, known: tuple[str, ...]) -> str:
        while True:
            words = self._ask(f"  {field} [{current}]: ").lower().replace(" ", "_")
            fitting = [one for one in known if one == words] or [one for one in known if one.startswith(words)]
            if not words or len(fitting) == 1:
                return fitting[0] if words else current
            out.write(f"  one of {', '.join(known)}\n")


_DECIDED = {"a": "accepted", "c": "corrected", "r": "rejected"}


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if "name" in value:
        return str(value["name"])
    hedge = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}[value["bound"]]
    if "unit" in value:
        return f"{hedge}{value['number']} {value['unit']}"
    return f"{hedge}{value['currency'] or ''} {value['amount']}".strip()
