"""Search by words: every word of the question must be in a fact, exactly, as a part, or misspelt."""

from __future__ import annotations

import unicodedata

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from healthtech_cli.model.facts import Entity, Fact

NEAR = 80.0


def fold(text: str) -> str:
    """Case, width and diacritics away."""
    return "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))


def split(text: str) -> list[str]:
    """Words of letters and digits; a run of Chinese stays one word."""
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()


def rank(text: str, facts: Sequence[Fact], entities: Iterable[Entity]) -> list[tuple[float, Fact]]:
    """Facts with their score in (0, 1], best first, then newest first."""
    asked = split(text)
    if not asked:
        return []
    known = {
        entity["id"]: " ".join([entity["name"], *(alias["text"] for alias in entity["aliases"])]) for entity in entities
    }
    prepared = [(fact, *_haystacks(fact, known)) for fact in facts]
    vocabulary = {word for _, own, named in prepared for haystack in (own, named) for word in haystack.split()}
    near = {word: _near(word, vocabulary) for word in asked if not any(word in other for other in vocabulary)}
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


def _haystacks(fact: Fact, known: dict[str, str]) -> tuple[str, str]:
    parts = [fact["statement"], fact.get("label") or "", fact["type"], *fact["topics"], fact["note"] or ""]
    if fact["value"]:
        parts.append(fact["value"]["unit"])
    roles = [role for role in (fact["actor"], fact["target"], *fact["partners"]) if role]
    stated = [one[key] or "" for one in fact["evidence"] for key in ("actor_as_stated", "target_as_stated")]
    names = [known.get(role["id"], role["name"]) for role in roles]
    return " ".join(split(" ".join(parts))), " ".join(split(" ".join([*names, *stated])))


def _near(word: str, vocabulary: set[str]) -> dict[str, float]:
    from rapidfuzz import fuzz, process

    if len(word) < 4:
        return {}
    found = process.extract(word, sorted(vocabulary), scorer=fuzz.ratio, score_cutoff=NEAR, limit=8)
    return {match: score / 100 for match, score, _ in found}


def _score(word: str, own: str, named: str, near: dict[str, float]) -> float:
    for haystack, weight in ((own, 1.0), (named, 0.9)):
        if f" {word} " in f" {haystack} ":
            return weight
        if f" {word}" in f" {haystack}" or (word in haystack and (len(word) > 3 or not word.isascii())):
            return weight * 0.9
    return max((score * 0.8 for other, score in near.items() if f" {other} " in f" {own} {named} "), default=0.0)
