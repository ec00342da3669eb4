"""Search by words: every word of the question must be in a fact, exactly, as a part, or misspelt."""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthtech_cli.model.facts import Entity, Fact

NEAR = 80.0
SHORTEST = 4  # letters of a word that may be misspelt, or stand inside another one


class _Letters(dict[int, "int | None"]):
    """What becomes of each code point: letters and digits stay, accents of their own go, the rest are blanks."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        kept = None if unicodedata.combining(char) else code if char.isalnum() else 32
        self[code] = kept
        return kept


_letters = _Letters()


def split(text: str) -> list[str]:
    """Words of letters and digits, without case, width and diacritics; a run of Chinese stays one word."""
    return unicodedata.normalize("NFKD", text.casefold()).translate(_letters).split()


def rank(
    text: str, facts: Sequence[Fact], entities: Iterable[Entity], near: dict[str, dict[str, float]] | None = None
) -> list[tuple[float, Fact]]:
    """Facts with their score in (0, 1], best first, then newest first.

    `near` gives the words like those that no fact holds; without it they are looked for in these facts.
    """
    asked = split(text)
    if not asked:
        return []
    known = {entity["id"]: names_of(entity) for entity in entities}
    prepared = [(fact, *_haystacks(fact, known)) for fact in facts]
    if near is None:
        vocabulary = {word for _, own, named in prepared for haystack in (own, named) for word in haystack.split()}
        near = {word: like(word, vocabulary) for word in asked if not any(word in other for other in vocabulary)}
    phrase = " ".join(asked)
    found: list[tuple[float, Fact]] = []
    for fact, own, named in prepared:
        scores = [_score(word, own, named, near.get(word, {})) for word in asked]
        if all(scores):
            bonus = 1.0 if len(asked) == 1 or phrase in own else 0.9
            found.append((round(sum(scores) / len(scores) * bonus, 4), fact))
    found.sort(key=lambda pair: pair[1]["date"] or "", reverse=True)
    found.sort(key=lambda pair: -pair[0])
    return found


def names_of(entity: Entity) -> str:
    """All names of an entity in one text."""
    return " ".join([entity["name"], *(alias["text"] for alias in entity["aliases"])])


def texts(fact: Fact) -> tuple[str, str]:
    """What a fact says of itself, and what its documents call its parties."""
    parts = [fact["statement"], fact.get("label") or "", fact["type"], *fact["topics"], fact["note"] or ""]
    if fact["value"]:
        parts.append(fact["value"]["unit"])
    stated = [one[key] or "" for one in fact["evidence"] for key in ("actor_as_stated", "target_as_stated")]
    return " ".join(parts), " ".join(stated)


def _haystacks(fact: Fact, known: dict[str, str]) -> tuple[str, str]:
    own, stated = texts(fact)
    roles = [role for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    names = [known.get(role["id"], role["name"]) for role in roles]
    return " ".join(split(own)), " ".join(split(" ".join([*names, stated])))


def like(word: str, vocabulary: Iterable[str]) -> dict[str, float]:
    """The words that this one may be a misspelling of, with how like they are."""
    if len(word) < SHORTEST:
        return {}
    from rapidfuzz import fuzz, process

    found = process.extract(word, sorted(vocabulary), scorer=fuzz.ratio, score_cutoff=NEAR, limit=8)
    return {match: score / 100 for match, score, _ in found}


def _score(word: str, own: str, named: str, near: dict[str, float]) -> float:
    for haystack, weight in ((own, 1.0), (named, 0.9)):
        if f" {word} " in f" {haystack} ":
            return weight
        if f" {word}" in f" {haystack}" or (word in haystack and (len(word) >= SHORTEST or not word.isascii())):
            return weight * 0.9
    return max((score * 0.8 for other, score in near.items() if f" {other} " in f" {own} {named} "), default=0.0)
