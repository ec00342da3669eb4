"""Names in, entities out: exact id, exact alias, name key, near miss; each answer with its score and reason."""

from __future__ import annotations

import unicodedata

from healthtech_cli.errors import AmbiguousError, NotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from healthtech_cli.model.facts import Entity

NEAR = 0.8
GAP = 0.05


class Candidate:
    """An entity that a name may mean; `score` in [0, 1], 1.0 only for exact names; `reason` is for people."""

    __slots__ = ("id", "matched", "name", "reason", "score")

    def __init__(self, *, id: str, name: str, score: float, reason: str, matched: str) -> None:
        self.id = id
        self.name = name
        self.score = score
        self.reason = reason
        self.matched = matched


class Resolution:
    """What a name was found to mean: `match` is None where nothing is sure enough; `candidates` best first."""

    __slots__ = ("candidates", "match", "query")

    def __init__(self, query: str, match: Candidate | None, candidates: list[Candidate]) -> None:
        self.query = query
        self.match = match
        self.candidates = candidates


def name_key(name: str) -> str:
    """The name without case, width, diacritics, punctuation and spaces."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(char for char in folded if char.isalnum())


class NameIndex:
    """All names of a set of entities, ready to be looked up many times."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._names: dict[str, str] = {}
        self._ids: set[str] = set()
        self._folded: dict[str, list[tuple[str, str, str]]] = {}
        for entity in entities:
            self._ids.add(entity["id"])
            self._names[entity["id"]] = entity["name"]
            self._add(entity["name"], entity["id"], "name")
            for alias in entity["aliases"]:
                self._add(
                    alias["text"],
                    entity["id"],
                    "alias" if alias["origin"] == "name" else f"alias ({alias['origin'].replace('-', ' ')})",
                )
        self._keyed: dict[str, list[tuple[str, str, str]]] | None = None

    def _add(self, text: str, entity_id: str, reason: str) -> None:
        self._folded.setdefault(text.casefold(), []).append((entity_id, text, reason))

    def resolve(self, query: str) -> Resolution:
        """What the name means, with the candidates in order."""
        text = query.strip()
        if text in self._ids:
            return self._sure(query, [(text, text, "id")], 1.0)
        exact = self._folded.get(text.casefold())
        if exact:
            return self._sure(query, exact, 1.0)
        if self._keyed is None:
            self._keyed = {}
            for rows in self._folded.values():
                for row in rows:
                    self._keyed.setdefault(name_key(row[1]), []).append(row)
        key = name_key(text)
        same = self._keyed.get(key)
        if same and key:
            return self._sure(query, same, 0.98)
        return self._near(query, key)

    def _sure(self, query: str, rows: list[tuple[str, str, str]], score: float) -> Resolution:
        best: dict[str, Candidate] = {}
        for entity_id, text, reason in rows:
            best.setdefault(
                entity_id,
                Candidate(id=entity_id, name=self._names[entity_id], score=score, reason=reason, matched=text),
            )
        found = list(best.values())
        return Resolution(query, found[0] if len(found) == 1 else None, found)

    def _near(self, query: str, key: str) -> Resolution:
        from rapidfuzz import fuzz, process

        assert self._keyed is not None
        if not key:
            return Resolution(query, None, [])
        found: dict[str, Candidate] = {}
        for near_key, score, _ in process.extract(key, list(self._keyed), scorer=fuzz.ratio, limit=12, score_cutoff=40):
            for entity_id, text, _reason in self._keyed[near_key]:
                if entity_id not in found:
                    found[entity_id] = Candidate(
                        id=entity_id,
                        name=self._names[entity_id],
                        score=round(score / 100, 2),
                        reason="typing error",
                        matched=text,
                    )
        ranked = sorted(found.values(), key=lambda one: (-one.score, one.id))[:5]
        sure = ranked and ranked[0].score >= NEAR and (len(ranked) == 1 or ranked[0].score - ranked[1].score >= GAP)
        return Resolution(query, ranked[0] if sure else None, ranked)


def require(resolution: Resolution, *, what: str = "company") -> Candidate:
    """The match; NotFoundError or AmbiguousError with the candidates if there is none."""
    if resolution.match is not None:
        return resolution.match
    near = resolution.candidates
    listed = [candidate.name for candidate in near[:3]]
    if len(near) > 1 and near[0].score >= NEAR:
        told = ", ".join(f"{candidate.name} ({candidate.id})" for candidate in near[:3])
        raise AmbiguousError(
            f'"{resolution.query}" may mean {told}',
            suggestions=[candidate.id for candidate in near[:3]],
            hint="name one by its id",
        )
    nearest = ", ".join(f"{candidate.name} ({candidate.score:.2f})" for candidate in near[:3])
    raise NotFoundError(
        f'no {what} called "{resolution.query}" in this store',
        suggestions=listed,
        hint=(f"nearest: {nearest}. " if nearest else "") + "To add facts about it: htq ingest FILE",
    )
