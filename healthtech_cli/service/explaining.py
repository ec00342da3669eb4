"""Why nothing matched: what there is about the companies asked for, and which option stopped how many of it.

`0 deals: 5 facts mention Huawei; 3 are launches (--type), 2 are before 2020 (--since)`. A fact counts for the first
option that it does not pass, so the parts add up.
"""

from __future__ import annotations

from healthtech_cli import query
from healthtech_cli.answer import counted
from healthtech_cli.model import edtf
from healthtech_cli.model.amounts import short
from healthtech_cli.service.family import family, find_entity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from healthtech_cli.model.facts import Fact
    from healthtech_cli.service.filters import Asked
    from healthtech_cli.store import Store

MOST = 3  # types or statuses named before the rest are "others"
_WORDS = {
    "acquisition": ("an acquisition", "acquisitions"),
    "investment": ("an investment", "investments"),
    "funding_round": ("a funding round", "funding rounds"),
    "ipo": ("a flotation", "flotations"),
    "joint_venture": ("a joint venture", "joint ventures"),
    "partnership": ("a partnership", "partnerships"),
    "launch": ("a launch", "launches"),
    "expansion": ("an extension", "extensions"),
    "shutdown": ("a closure", "closures"),
    "regulatory": ("a regulatory fact", "regulatory facts"),
    "metric": ("a figure", "figures"),
    "strategy": ("a strategy", "strategies"),
    "forecast": ("a forecast", "forecasts"),
    "quote": ("a quote", "quotes"),
}


def explain(store: Store, asked: Asked, wanted: query.Filter, what: str) -> str:
    """One sentence about an empty answer."""
    facts = store.facts
    if not facts:
        return f"0 {what}: the store is empty"
    about = [find_entity(store, name, guess=asked.guess)[0] for name in asked.companies]
    start = f"the store has {counted(len(facts), 'fact')}"
    if about:
        ids = frozenset().union(*(family(store, entity["id"]) for entity in about))
        facts = [fact for fact in facts if not ids.isdisjoint(query.parties(fact))]
        names = " or ".join(entity["name"] for entity in about)
        if not facts:
            return f"0 {what}: no fact mentions {names}"
        start = f"{counted(len(facts), 'fact')} {'mentions' if len(facts) == 1 else 'mention'} {names}"
    tests = [(option, test) for option, test in wanted.tests() if option != "--company" or not about]
    kind = dict(tests).get("--type")
    if kind and not about:
        # without a company the other types are most of the store and tell nothing
        total, facts = len(facts), [fact for fact in facts if kind(fact)]
        start = f"{len(facts)} of {counted(total, 'fact')} {'is' if len(facts) == 1 else 'are'} {_wanted(what, wanted)}"
    stopped: dict[str, list[Fact]] = {}
    for fact in facts:
        option = next((option for option, test in tests if not test(fact)), None)
        if option:
            stopped.setdefault(option, []).append(fact)
    parts = [
        part for option, _ in tests if option in stopped for part in _parts(option, stopped[option], asked, wanted)
    ]
    return f"0 {what}: {start}" + (f"; {', '.join(parts)}" if parts else "") + _way_out(facts, tests)


def _wanted(what: str, wanted: query.Filter) -> str:
    return what if what != "facts" else " or ".join(_WORDS[kind][1] for kind in wanted.types)


def _way_out(facts: Sequence[Fact], tests: Sequence[tuple[str, Callable[[Fact], bool]]]) -> str:
    """The one option without which there would be an answer, where there is such an option."""
    if len(tests) < 2:
        return ""
    for left, _ in reversed(tests):
        rest = [test for option, test in tests if option != left]
        found = sum(all(test(fact) for test in rest) for fact in facts)
        if found and left != "--type":
            return f". Without {left}: {found}"
    return ""


def _are(number: int, what: str) -> str:
    return f"{number} {'is' if number == 1 else 'are'} {what}"


def _parts(option: str, facts: Sequence[Fact], asked: Asked, wanted: query.Filter) -> list[str]:
    if option == "--type":
        return _most([fact["type"] for fact in facts], "(--type)" if asked.types else "")
    if option == "--status":
        return _most([fact["status"] for fact in facts], "(--status)")
    if option in ("--since", "--until"):
        return _outside(option, facts, asked, wanted)
    if option == "--min-amount":
        return _small(facts, wanted)
    words = {
        "--topic": f"not on {' or '.join(wanted.topics)}",
        "--document": f"not in {' or '.join(wanted.documents)}",
        "--company": "about others",
    }
    return [f"{_are(len(facts), words.get(option, 'stopped'))} ({option})"]


def _most(values: Sequence[str], option: str) -> list[str]:
    """`3 are launches, 2 quotes, 4 others (--type)`: the most frequent first, the option once."""
    counts = sorted({value: -values.count(value) for value in values}.items(), key=lambda pair: (pair[1], pair[0]))
    parts: list[str] = []
    for value, number in counts[:MOST]:
        one, many = _WORDS.get(value, (value, value))
        word = one if number == -1 else many
        parts.append(f"{-number} {word}" if parts else _are(-number, word))
    rest = -sum(number for _, number in counts[MOST:])
    parts += [f"{rest} other{'' if rest == 1 else 's'}"] if rest else []
    return [*parts[:-1], f"{parts[-1]} {option}".rstrip()]


def _outside(option: str, facts: Sequence[Fact], asked: Asked, wanted: query.Filter) -> list[str]:
    undated = [fact for fact in facts if not query.dates(fact)]
    dated = len(facts) - len(undated)
    side, day = ("before", asked.since) if option == "--since" else ("after", asked.until)
    doubtful = sum(any(edtf.may_lie(date, wanted.since, wanted.until) for date in query.dates(fact)) for fact in facts)
    parts = []
    if dated - doubtful:
        parts.append(f"{_are(dated - doubtful, f'{side} {day}')} ({option})")
    if doubtful:
        parts.append(f"{_are(doubtful, 'only perhaps in the range')} (--certain)")
    if undated:
        parts.append(f"{len(undated)} {'has' if len(undated) == 1 else 'have'} no date")
    return parts


def _small(facts: Sequence[Fact], wanted: query.Filter) -> list[str]:
    none = [fact for fact in facts if not fact["money"]]
    unknown = [fact for fact in facts if fact["money"] and wanted.convert and wanted.convert(fact) is None]
    below = len(facts) - len(none) - len(unknown)
    least = short(wanted.min_amount or 0, wanted.convert.currency if wanted.convert else None)
    parts = [f"{_are(below, f'below {least}')} (--min-amount)"] if below else []
    if unknown:
        parts.append(f"{len(unknown)} cannot be converted")
    if none:
        parts.append(f"{len(none)} {'has' if len(none) == 1 else 'have'} no amount")
    return parts
