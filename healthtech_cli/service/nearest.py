"""What a mistyped word was probably meant to be."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """The known words most like this one, best first; empty where none is near."""
    from rapidfuzz import fuzz, process

    choices = sorted(known)
    found = process.extract(
        word.lower(), [choice.lower() for choice in choices], scorer=fuzz.ratio, limit=limit, score_cutoff=55
    )
    return [choices[at] for _, _, at in found]
