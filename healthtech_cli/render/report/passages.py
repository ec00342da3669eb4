"""A passage with the sentence around it, from the document's own text."""

from __future__ import annotations

from dataclasses import dataclass

AROUND = 240
_ENDS = "。！？\n"
_ENDS_BEFORE_BLANK = ".!?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """`before + words + after` is a piece of the text; `is_cut_…` says where more of the sentence stands."""

    before: str
    words: str
    after: str
    is_cut_before: bool
    is_cut_after: bool


def around(text: str | None, start: int | None, end: int | None) -> Passage | None:
    """The words at a span with what stands before and after them in their sentence; None without a text or a place."""
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    left = next((at + 1 for at in range(start - 1, max(0, start - AROUND) - 1, -1) if _is_end(text, at)), None)
    right = next((at + 1 for at in range(end, min(len(text), end + AROUND)) if _is_end(text, at)), None)
    first = left if left is not None else max(0, start - AROUND)
    last = right if right is not None else min(len(text), end + AROUND)
    if _is_end(text, end - 1):
        last, right = end, end
    return Passage(
        before=text[first:start].lstrip(),
        words=text[start:end],
        after=text[end:last].rstrip(),
        is_cut_before=left is None and first > 0,
        is_cut_after=right is None and last < len(text),
    )


def _is_end(text: str, at: int) -> bool:
    return text[at] in _ENDS or (text[at] in _ENDS_BEFORE_BLANK and text[at + 1 : at + 2].isspace())
