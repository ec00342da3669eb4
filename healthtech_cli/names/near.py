"""Near misses: which names are a typing error away from a query, and which only look like it."""

from __future__ import annotations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Levenshtein

from healthtech_cli.names import keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 2  # typing errors in any name
SHOWN = 55  # ratio of candidates: below this nothing looks alike
CLEAR = 0.8  # of a near miss that is used on a terminal: one letter of five wrong
GAP = 0.1  # to the next entity, for the same
BUSY = 8  # queries after which the index of trigrams pays
ENOUGH = 13  # trigrams of a query, four of them for its beginning
_COMMON = "zqxjkvbpygfwmucldrhsnioate"  # letters from rare to common; anything else is rarer still


class Judged:
    """A name compared with a query: `edits` is None where it is more, or other, than a typing error."""

    __slots__ = ("edits", "key", "ratio")

    def __init__(self, key: str, ratio: float, edits: int | None) -> None:
        self.key = key
        self.ratio = ratio
        self.edits = edits


def most_edits(letters: int) -> int:
    """How many typing errors a name of so many letters may carry: none up to four, one to nine, then two."""
    return 0 if letters < 5 else 1 if letters < 10 else 2


def most_telling_edits(telling: int, letters: int, *, cjk: bool) -> int:
    """The same for the part of a name that tells it from others: `京西健康` is not `京东健康`."""
    if cjk:  # a Chinese character says as much as two letters
        return 0 if telling < 3 else 1 if telling < 8 else 2
    if telling < 5:
        return 1 if telling > 2 and letters > 8 else 0
    return 1 if telling < 6 else 2


class NearIndex:
    """Names by their key, ready to be compared; `spellings` gives for each key a name and whether the key is its
    `bare` or its `whole` one."""

    def __init__(self, spellings: dict[str, tuple[str, str]]) -> None:
        self._spellings = {key: spelling for key, spelling in spellings.items() if len(key) > 1}
        self._keys = list(self._spellings)
        self._known = set(keys.words(" ".join(text for text, _ in self._spellings.values())))
        self._asked = 0
        self._grams: dict[str, list[int]] = {}

    def _words(self, key: str) -> list[str]:
        text, way = self._spellings[key]
        return keys.bare_words(text) if way == "bare" else keys.words(text)

    def judge(self, query_words: Sequence[str], *, limit: int = 12) -> list[Judged]:
        """Names like the query, best first: fewest typing errors, then the highest ratio, then by key."""
        judged = {one.key: one for one in self._judge(query_words, limit)}
        kept, slips = self._without_misspelt_form(query_words)
        if slips and not any(one.edits is not None for one in judged.values()):
            key = "".join(query_words)
            for one in self._judge(kept, limit, exact=True):
                edits = None if one.edits is None else one.edits + slips
                sure = edits is not None and edits <= most_edits(len(key))
                ratio = fuzz.ratio(key, one.key + key[len("".join(kept)) :]) / 100 - 0.02 * slips
                if sure or one.key not in judged:
                    judged[one.key] = Judged(one.key, ratio, edits if sure else None)
        found = list(judged.values())
        found.sort(key=lambda one: (9 if one.edits is None else one.edits, -one.ratio, one.key))
        return found

    def _judge(self, query_words: Sequence[str], limit: int, *, exact: bool = False) -> list[Judged]:
        key = "".join(query_words)
        if exact and key in self._spellings:
            return [Judged(key, 1.0, 0)]
        if len(key) < 3:
            return []
        return [
            self._compare(key, query_words, near, ratio / 100) for near, ratio in self._alike(key, query_words, limit)
        ]

    def _alike(self, key: str, query_words: Sequence[str], limit: int) -> list[tuple[str, float]]:
        """The names most like the query among those that have a trigram of its telling part, with their ratio.

        A few queries are compared with every name; after that an index of trigrams pays, and finds the same.
        """
        grams = rare_trigrams("".join(word for word in query_words if keys.distinctive(word)) or key, key)
        self._asked += 1
        if self._asked <= BUSY:
            found = process.extract(key, self._keys, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=SHOWN)
            near = [(known, ratio) for known, ratio, _ in found if not grams.isdisjoint(trigrams(known))]
            return near[:limit]
        if not self._grams:
            for at, known in enumerate(self._keys):
                for gram in trigrams(known):
                    self._grams.setdefault(gram, []).append(at)
        shared: set[int] = set()
        for gram in grams:
            shared.update(self._grams.get(gram, ()))
        choices = [self._keys[at] for at in shared]
        found = process.extract(key, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=SHOWN)
        return [(known, ratio) for known, ratio, _ in found]

    def _without_misspelt_form(self, query_words: Sequence[str]) -> tuple[list[str], int]:
        """The words without a legal form at the end that has a typing error, and how many errors that are."""
        kept = list(query_words)
        slips = 0
        while len(kept) > 1:
            last = kept[-1]
            if last in keys.LEGAL:
                kept.pop()
            elif slips < 2 and last not in self._known and any(misspelt_form(last, form) for form in keys.LEGAL):
                kept.pop()
                slips += 1
            else:
                break
        return kept, slips

    def _compare(self, key: str, query_words: Sequence[str], near: str, ratio: float) -> Judged:
        edits = OSA.distance(key, near, score_cutoff=MOST)
        sure = (
            edits <= most_edits(len(near))
            and self.looks_alike(query_words, near)
            and self._tells_the_same(key, query_words, near, edits)
            and (len(near) != 5 or not near.isascii() or _slip(key, near))
        )
        return Judged(near, ratio, edits if sure else None)

    def is_near_miss(self, query_words: Sequence[str], near: str) -> bool:
        """Whether a name that is more than a typing error away may still be used where someone sees it."""
        key = "".join(query_words)
        most = min(3, len(near) // 4)
        return (
            key[0] == near[0]
            and OSA.distance(key, near, score_cutoff=most) <= most
            and self.looks_alike(query_words, near)
        )

    def looks_alike(self, query_words: Sequence[str], near: str) -> bool:
        """Whether nothing shows that the query is another name: other digits, a further word, another known word."""
        name_words = self._words(near)
        if len(near) < 5 or digits("".join(query_words)) != digits(near) or part_of(query_words, name_words):
            return False
        return len(query_words) != len(name_words) or not any(
            self._another_word(asked, known)
            for asked, known in zip(query_words, name_words, strict=True)
            if asked != known
        )

    def _tells_the_same(self, key: str, query_words: Sequence[str], near: str, edits: int) -> bool:
        """Whether the part that tells the name from others has no more errors than it may."""
        name_words = self._words(near)
        mask = [told for word in name_words for told in keys.telling(word)]
        telling = sum(mask)
        there = telling_edits(key, near, mask, edits) if telling else 0
        if there > most_telling_edits(telling, len(near), cjk=keys.has_cjk(near)):
            return False
        if there and telling == 3 and near.isascii() and len(key) == len(near) and sorted(key) != sorted(near):
            return len(query_words) == len(name_words) and not self._short_replaced(query_words, name_words)
        return True

    def _another_word(self, asked: str, known: str) -> bool:
        """Whether a word that differs is another word rather than a misspelt one."""
        if not known.isascii():
            return False
        short, long = sorted((asked, known), key=len)
        if len(short) > 3 and long == short + "s":
            return False  # one of them is the plural
        if len(asked) > 2 and (asked in self._known or asked in keys.GENERIC):
            return True
        if known in keys.GENERIC or known in keys.LEGAL:
            return OSA.distance(asked, known) > 2 or (len(known) > 3 and fuzz.ratio(asked, known) < 70)
        return len(known) < 3

    @staticmethod
    def _short_replaced(query_words: Sequence[str], name_words: Sequence[str]) -> bool:
        """Whether a short telling word has another letter: `CMS Health` for `CVS Health`."""
        pairs = zip(query_words, name_words, strict=True)
        return any(asked != known and keys.distinctive(known) and len(known) < 4 for asked, known in pairs)


def misspelt_form(word: str, form: str) -> bool:
    """Whether a word is a legal form with one typing error; in a short form no letter stands for another."""
    if OSA.distance(word, form, score_cutoff=1) != 1 or word == "inch":
        return False
    if len(form) < 3:
        return len(word) == 2 and word == form[::-1]
    return len(form) > 4 or len(word) != len(form) or sorted(word) == sorted(form)


def telling_edits(key: str, near: str, mask: Sequence[bool], edits: int) -> int:
    """How many of the edits fall where a name tells itself from others."""
    count = 0
    for op in Levenshtein.editops(key, near):
        at = op.dest_pos
        if op.tag == "delete":
            # a letter too many: it belongs to what stands on both sides of it
            before, after = (mask[at - 1] if at else mask[0]), (mask[at] if at < len(mask) else mask[-1])
            count += before and after
        else:
            count += mask[at]
    return min(count, edits)


def _slip(typed: str, name: str) -> bool:
    """Whether a short name has two letters swapped, one left out or one doubled: not one letter for another."""
    if len(typed) == len(name):
        return sorted(typed) == sorted(name)
    return set(typed) <= set(name)


def trigrams(key: str) -> set[str]:
    """All runs of three characters, the ends marked, and what is left of the first four without one of them.

    Two names with one error in the first four characters have one of the latter in common.
    """
    marked = f"^{key}$"
    first = key[:4]
    starts = (f"<{first[1:]}", f"<{first[0]}{first[2:]}", f"<{first[:2]}{first[3:]}", f"<{first[:3]}")
    return {*(marked[at : at + 3] for at in range(len(marked) - 2)), *starts}


def rare_trigrams(telling: str, key: str) -> set[str]:
    """Enough trigrams to find every name two errors away: an error spoils four at most. Those of rare letters first."""
    grams = trigrams(telling if len(telling) > 3 else key)
    if len(grams) <= ENOUGH:
        return grams
    starts = {gram for gram in grams if gram[0] == "<"}
    inner = sorted(grams - starts, key=lambda gram: (sum(map(_COMMON.find, gram)), gram))
    return {*starts, *inner[:9]}


def digits(key: str) -> str:
    """The digits in order: another figure is another thing, not a typing error."""
    return "".join(char for char in key if char.isdigit())


def part_of(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether the words of the shorter stand side by side in the longer: `Haven` in `Haven Holidays`."""
    short, long = sorted((list(one), list(other)), key=len)
    if len(short) == len(long):
        return False
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def clear_near_miss(judged: Iterable[tuple[str, Judged]]) -> tuple[str, str] | None:
    """The one entity that is clearly nearest, and by which key; None where two are close or none is near."""
    best: dict[str, Judged] = {}
    for entity_id, one in judged:
        if entity_id not in best or one.ratio > best[entity_id].ratio:
            best[entity_id] = one
    ranked = sorted(best, key=lambda entity_id: (-best[entity_id].ratio, entity_id))
    if not ranked or best[ranked[0]].ratio < CLEAR:
        return None
    if len(ranked) > 1 and best[ranked[0]].ratio - best[ranked[1]].ratio < GAP:
        return None
    return ranked[0], best[ranked[0]].key


def nearest_sounds(letters: str, known: Iterable[str]) -> list[str]:
    """The readings that are fewest typing errors away: one up to eleven letters, two from twelve on."""
    most = 1 if len(letters) < 12 else 2
    found = process.extract(letters, list(known), scorer=OSA.distance, score_cutoff=most, limit=8)
    return [near for near, edits, _ in found if edits == found[0][1]]
