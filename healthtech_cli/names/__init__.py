"""Names in, entities out: exact id, exact alias, name key, legal form, typing error, sound; each with score and reason.

What is dear is made when it is first needed: an exact look-up computes no keys, and only a miss loads rapidfuzz.
"""

from __future__ import annotations

from healthtech_cli.errors import AmbiguousError, NotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from healthtech_cli.model.facts import Entity
    from healthtech_cli.names.near import Judged, NearIndex

    Row = tuple[str, str, str]  # entity id, the name as kept, its origin (`main` for the entity's own name)

EXACT, SAME, FORM, SOUND = 1.0, 0.98, 0.95, 0.9
MOST_NEAR = 0.94  # a typing error never scores as high as a name that is the same but for its legal form
CANDIDATES = 5
LONGEST = 300  # characters; nothing longer is a name
# Where one spelling is a name of several entities, the better kind of name wins.
_RANK = {"id": 0, "main": 1, "name": 2, "translation": 2, "former": 3, "ticker": 3, "machine-translation": 4}
_REASON = {
    "id": "id",
    "main": "name",
    "name": "alias",
    "translation": "alias (translation)",
    "machine-translation": "alias (machine translation)",
    "former": "former name",
    "ticker": "ticker",
}


class Candidate:
    """An entity that a name may mean; `score` in [0, 1], 1.0 only for exact names; `reason` is for people.

    `matched` is the name that was compared, `owner` what the entity belongs to.
    """

    __slots__ = ("id", "matched", "name", "owner", "reason", "score")

    def __init__(
        self, *, id: str, name: str, score: float, reason: str, matched: str, owner: str | None = None
    ) -> None:
        self.id = id
        self.name = name
        self.score = score
        self.reason = reason
        self.matched = matched
        self.owner = owner


class Resolution:
    """What a name was found to mean: `match` is None where nothing is sure enough; `candidates` best first.

    `ambiguous` says that several are equally near; `guess` is a single clear near miss, not sure enough for a match.
    """

    __slots__ = ("ambiguous", "candidates", "guess", "match", "query")

    def __init__(
        self,
        query: str,
        match: Candidate | None,
        candidates: list[Candidate],
        *,
        ambiguous: bool = False,
        guess: Candidate | None = None,
    ) -> None:
        self.query = query
        self.match = match
        self.candidates = candidates
        self.ambiguous = ambiguous
        self.guess = guess


def name_key(name: str) -> str:
    """The name's letters and digits: no case, width, diacritics, punctuation, spaces; simplified Chinese."""
    from healthtech_cli.names.keys import name_key as key_of

    return key_of(name)


class NameIndex:
    """All names of a set of entities, ready to be looked up once or many times."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = list(entities)
        self._asked = 0
        self._exact: dict[str, list[Row]] = {}
        self._keyed: dict[str, list[Row]] = {}
        self._bare: dict[str, list[Row]] = {}
        self._spellings: dict[str, tuple[str, str]] = {}
        self._sounds: dict[str, list[Row]] | None = None
        self._near: NearIndex | None = None
        self._by_id: dict[str, Entity] = {}

    def prepared(
        self,
    ) -> tuple[dict[str, list[Row]], dict[str, list[Row]], dict[str, list[Row]], dict[str, tuple[str, str]]]:
        """All names as written (case folded), by name key and by bare key, and a spelling of each bare key."""
        self._prepare_keys()
        self._prepare_bare()
        exact: dict[str, list[Row]] = {}
        for row in _rows(self._entities):
            exact.setdefault(row[1].casefold(), []).append(row)
        return exact, self._keyed, self._bare, self._spellings

    def resolve(self, query: str) -> Resolution:
        """What the name means, with the candidates in order."""
        text = query.strip()
        if not text or len(text) > LONGEST:
            return Resolution(query, None, [])
        rows = self._exactly(text)
        if rows:
            return self._sure(query, rows, EXACT, lambda row: _REASON[row[2]])
        from healthtech_cli.names import keys

        self._prepare_keys()
        for key in dict.fromkeys((keys.name_key(text), keys.name_key(keys.spelled_out(text)))):
            if key in self._keyed:
                return self._sure(query, self._keyed[key], SAME, lambda row: _difference(text, row[1]))
        self._prepare_bare()
        words = keys.bare_words(text)
        bare = "".join(words)
        if bare in self._bare:
            return self._sure(query, self._bare[bare], FORM, lambda row: _form_reason(text, row[1]))
        heard = self._heard(query, bare)
        if heard:
            return heard
        found = self._nearby(query, words)
        if found.match is None and not found.ambiguous:
            return self._sounding_near(query, bare) or found
        return found

    def _exactly(self, text: str) -> list[Row]:
        self._asked += 1
        folded = text.casefold()
        if self._asked == 1:
            named = list(_named(self._entities, text, folded))
            return named or [row for row in _rows(self._entities) if row[2] == "id" and row[1].casefold() == folded]
        if not self._exact:
            for row in _rows(self._entities):
                self._exact.setdefault(row[1].casefold(), []).append(row)
        rows = self._exact.get(folded, [])
        return [row for row in rows if row[2] != "id" or row[1] == text] or rows  # an id in capitals comes last

    def _prepare_keys(self) -> None:
        if self._keyed:
            return
        from healthtech_cli.names import keys

        for row in _rows(self._entities):
            if row[2] == "id":
                continue
            text = row[1]
            self._keyed.setdefault(keys.name_key(text), []).append(row)
            if not text.isascii():
                out = keys.spelled_out(text)
                if out != text.casefold():
                    self._keyed.setdefault(keys.name_key(out), []).append(row)
        self._keyed.pop("", None)

    def _prepare_bare(self) -> None:
        if self._bare:
            return
        from healthtech_cli.names import keys

        people = {entity["id"] for entity in self._entities if entity["kind"] == "person"}
        for row in _rows(self._entities):
            if row[2] in ("id", "ticker"):
                continue
            text = row[1]
            folded = text.lower()
            if text.isascii() and folded.isalnum():  # most names, and nothing of them can be left off
                self._bare.setdefault(folded, []).append(row)
                if row[0] not in people:
                    self._spellings.setdefault(folded, (text, "bare"))
                continue
            for spelling in (text,) if text.isascii() else dict.fromkeys((text.casefold(), keys.spelled_out(text))):
                words = keys.bare_words(spelling)
                bare = "".join(words)
                self._bare.setdefault(bare, []).append(row)
                if len(words) > 1 or row[0] not in people:  # a surname alone is no name to guess at
                    self._spellings.setdefault(bare, (spelling, "bare"))
                key = keys.name_key(spelling)
                if len(key) > len(bare):  # what is left off may hold the typing error
                    self._bare.setdefault(key, []).append(row)
                    self._spellings.setdefault(key, (spelling, "whole"))
        self._bare.pop("", None)

    def _heard(self, query: str, bare: str) -> Resolution | None:
        """By sound: Latin letters that are Chinese syllables, or four characters and more that are read the same."""
        from healthtech_cli.names import keys

        chinese = keys.has_cjk(bare)
        if len(bare) < (4 if chinese else 5) or (not chinese and not bare.isascii()):
            return None
        from healthtech_cli.names import sound

        if not chinese and sound.outside_syllables(bare):
            return None
        heard = self._all_sounds()
        asked = sound.sounds(bare) if chinese else [bare, bare.replace("v", "u")]
        rows = [row for way in dict.fromkeys(asked) for row in heard.get(way, ())]
        return self._sure(query, rows, SOUND, lambda _row: "pinyin") if rows else None

    def _all_sounds(self) -> dict[str, list[Row]]:
        from healthtech_cli.names import keys, sound

        if self._sounds is None:
            self._sounds = {}
            for key, rows in self._bare.items():
                if keys.has_cjk(key):
                    for heard in sound.sounds(key):
                        self._sounds.setdefault(heard, []).extend(rows)
        return self._sounds

    def _sounding_near(self, query: str, bare: str) -> Resolution | None:
        """Pinyin with a typing error, only where nearly all letters are Chinese syllables."""
        from healthtech_cli.names import sound

        if len(bare) < 8 or sound.outside_syllables(bare) > (2 if len(bare) < 12 else 4):
            return None
        from healthtech_cli.names.near import nearest_sounds

        heard = self._all_sounds()
        near = nearest_sounds(bare, heard)
        rows = [row for way in near for row in heard[way]]
        return self._sure(query, rows, SOUND - 0.1, lambda _row: "pinyin with a typing error") if rows else None

    def _sure(self, query: str, rows: Sequence[Row], score: float, reason: Callable[[Row], str]) -> Resolution:
        found: dict[str, Candidate] = {}
        ranks: dict[str, int] = {}
        for row in sorted(rows, key=lambda row: _RANK[row[2]]):
            if row[0] not in found:
                ranks[row[0]] = _RANK[row[2]]
                found[row[0]] = self._candidate(row[0], row[1], score, reason(row))
        best = min(ranks.values())
        first = [one for one in found.values() if ranks[one.id] == best]
        rest = [one for one in found.values() if ranks[one.id] != best]
        for one in rest:
            one.score = round(one.score - 0.1, 2)
        sole = len(first) == 1
        return Resolution(query, first[0] if sole else None, [*first, *rest][:CANDIDATES], ambiguous=not sole)

    def _nearby(self, query: str, words: list[str]) -> Resolution:
        judged = self._judge(words)
        candidates: dict[str, Candidate] = {}
        edits: dict[str, int] = {}
        for entity_id, text, one in judged:
            if entity_id in candidates:
                continue
            near = one.edits is not None
            candidates[entity_id] = self._candidate(
                entity_id, text, round(min(one.ratio, MOST_NEAR), 2), "typing error" if near else "similar"
            )
            if one.edits is not None:
                edits[entity_id] = one.edits
        ranked = list(candidates.values())
        nearest = [one for one in ranked if edits.get(one.id) == min(edits.values())] if edits else []
        if nearest:
            match = nearest[0] if len(nearest) == 1 else None
            return Resolution(query, match, ranked[:CANDIDATES], ambiguous=match is None)
        return Resolution(query, None, ranked[:CANDIDATES], guess=self._guess(words, judged, candidates))

    def _judge(self, words: list[str]) -> list[tuple[str, str, Judged]]:
        from healthtech_cli.names.near import NearIndex

        if self._near is None:
            self._near = NearIndex(self._spellings)
        return [
            (row[0], row[1], one)
            for one in self._near.judge(words)
            for row in sorted(self._bare[one.key], key=lambda row: (_RANK[row[2]], row[0]))
        ]

    def _guess(
        self, words: list[str], judged: list[tuple[str, str, Judged]], candidates: dict[str, Candidate]
    ) -> Candidate | None:
        from healthtech_cli.names.near import clear_near_miss

        nearest = clear_near_miss((entity_id, one) for entity_id, _, one in judged)
        if nearest is None or self._near is None or not self._near.is_near_miss(words, nearest[1]):
            return None
        found = candidates[nearest[0]]
        found.reason = "near miss"
        return found

    def _candidate(self, entity_id: str, text: str, score: float, reason: str) -> Candidate:
        if not self._by_id:
            self._by_id = {entity["id"]: entity for entity in self._entities}
        entity = self._by_id[entity_id]
        parent = entity.get("parent")
        owner = parent["name"] if parent else None
        return Candidate(id=entity_id, name=entity["name"], score=score, reason=reason, matched=text, owner=owner)


def _rows(entities: Iterable[Entity]) -> Iterator[Row]:
    for entity in entities:
        entity_id = entity["id"]
        yield entity_id, entity_id, "id"
        yield entity_id, entity["name"], "main"
        for alias in entity["aliases"]:
            yield entity_id, alias["text"], alias["origin"]


def _named(entities: Iterable[Entity], text: str, folded: str) -> Iterator[Row]:
    """The rows of `_rows` that are this very name: for a single look-up, cheaper than an index of all names."""
    for entity in entities:
        if entity["id"] == text:
            yield text, text, "id"
        name = entity["name"]
        if name == text or name.casefold() == folded:
            yield entity["id"], name, "main"
        for alias in entity["aliases"]:
            name = alias["text"]
            if name == text or name.casefold() == folded:
                yield entity["id"], name, alias["origin"]


def _difference(typed: str, name: str) -> str:
    """What sets two names with the same key apart."""
    import unicodedata

    from healthtech_cli.names.keys import simplify

    def letters(text: str) -> str:
        return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())

    one, other = letters(typed), letters(name)
    if one == other:
        width = unicodedata.normalize("NFKC", typed).casefold() == unicodedata.normalize("NFKC", name).casefold()
        return "same but for width" if width else "same but for punctuation"
    if simplify(one) == simplify(other):
        return "same but for traditional characters"
    return "same but for diacritics"


def _form_reason(typed: str, name: str) -> str:
    from healthtech_cli.names.keys import LEGAL, words

    ends = {words(one)[-1] for one in (typed, name)}
    in_latin = ends & LEGAL
    in_chinese = any(not end.isascii() for end in ends)
    return "same but for legal suffix" if in_latin or in_chinese else "same but for small words"


def require(resolution: Resolution, *, what: str = "company", guess: bool = False) -> Candidate:
    """The match, with `guess` also a single clear near miss; NotFoundError or AmbiguousError with the candidates."""
    if resolution.match is not None:
        return resolution.match
    if guess and resolution.guess is not None:
        return resolution.guess
    near = resolution.candidates
    if resolution.ambiguous:
        best = [one for one in near if one.score == near[0].score or one.reason == "typing error"][:3]
        told = ", ".join(f"{one.name} ({one.id})" for one in best)
        raise AmbiguousError(
            f'"{resolution.query}" may mean {told}',
            suggestions=[one.id for one in best],
            hint="name one by its id",
        )
    nearest = ", ".join(f"{one.name} ({one.score:.2f})" for one in near[:3])
    raise NotFoundError(
        f'no {what} called "{resolution.query}" in this store',
        suggestions=[one.name for one in near[:3]],
        hint=(f"nearest: {nearest}. " if nearest else "") + "To add facts about it: htq ingest FILE",
    )
