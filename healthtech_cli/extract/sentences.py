"""Sentences as spans into the exact text, and the mask that hides what is not prose.

sentencex splits one line at a time; its boundaries inside a `keep` span (an amount, a date) are dropped, because it
takes `mld.` and `Mrd.` for a sentence's end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from healthtech_cli.model.spans import Span

# every branch begins with a literal, so that `re` can skip ahead to one
_HIDDEN = re.compile(
    r"""
      https?://[^\s<>"'()\[\]{}|\\^`\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]++
    | ftp://[^\s<>"'()\[\]]++
    | www\.[^\s<>"'()\[\]\u4e00-\u9fff]++
    | \]\([^\s()\n]{0,500}\)                                     # a Markdown link's target
    | </?[A-Za-z][^<>\n]{0,200}>                                 # tags
    | !\[ | \[(?=[^\]\n]{1,300}\]\() | \[\d{1,3}\]               # link openings, note numbers
    | \#(?<![^\n]\#)\#{0,5}(?=\s) | >(?<![^\n]>)(?=\s) | \*{1,3} | `{1,3} | _(?<!\w_)_?(?=\w) | _(?<=\w_)_?(?!\w)
    """,
    re.VERBOSE,
)
_MAIL = re.compile(r"\b[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9.-]{1,120}+")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
_WRAP_WIDTHS = range(45, 101)
_WRAP_SHARE = 0.6
_STOP_BEFORE_DIGIT = re.compile(r"。(?=\s?\d)")
_AFTER_DOMAIN = re.compile(r"[a-z0-9]\.(?:nl|be|de|at|ch|com|eu|io|net|org)\.(?= [A-ZÄÖÜ][a-zäöüß])")
"""A sentence that ends in `Dokter.nl.`: the splitter takes the country for a shortened word."""
_LATIN_STOP = re.compile(r"[A-Za-z]\.$")
_SHORTENED = re.compile(r"(?:^|[^A-Za-z])(?:Dr|Mr|Ms|Mrs|St|Inc|Ltd|Co|Corp|Prof|Jr|vs|[A-Z])\.$")
_ENDS = (".", "!", "?", ":", "。", "！", "？", '"', "”", "…", "：")


@lru_cache(maxsize=4)
def mask(text: str) -> str:
    """The text with URLs, mail addresses, tags and Markdown marks as blanks: same length, so offsets stay."""
    hidden = _HIDDEN.sub(_blanks, text)
    return _MAIL.sub(_blanks, hidden) if "@" in hidden else hidden


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match.group())


def is_wrapped(text: str) -> bool:
    """Whether the lines are cut at a fixed width, so that a single newline is no boundary."""
    lines = [line.rstrip() for line in text.split("\n")[:200]]
    inner = [line for line, following in pairwise(lines) if line and following.strip()]
    if len(inner) < 4:
        return False
    fitting = [line for line in inner if len(line) in _WRAP_WIDTHS]
    running = [line for line in fitting if not line.endswith(_ENDS)]
    return len(fitting) >= _WRAP_SHARE * len(inner) and len(running) >= _WRAP_SHARE * len(fitting)


def sentences(text: str, lang: str, keep: Sequence[Span] = ()) -> list[Span]:
    """The sentences of a text: sorted, not overlapping, without surrounding blanks; empty lines give none.

    A newline is a boundary unless the text is hard-wrapped (`is_wrapped`); a `keep` span is never split, not even by
    a newline.
    """
    hidden = mask(text)
    cuts = sorted(set(_cuts(hidden, lang.partition("-")[0].lower(), is_wrapped(text))))
    kept = _outside(cuts, keep)
    spans: list[Span] = []
    start = 0
    for cut in [*kept, len(text)]:
        if span := _trimmed(hidden, start, cut):
            spans.append(span)
        start = cut
    return spans


def _cuts(hidden: str, lang: str, wrapped: bool) -> Iterator[int]:
    from sentencex import get_sentence_boundaries  # type: ignore[import-untyped]  # a compiled library that no look-up needs

    position = 0
    for block in _blocks(hidden, wrapped):
        stripped = block.strip()
        if stripped:
            lead = position + len(block) - len(block.lstrip())
            line = stripped.replace("\n", " ").replace("\r", " ")
            for boundary in get_sentence_boundaries(lang, line):
                if lang != "zh" or not _is_latin_stop(line, boundary["end_index"]):
                    yield lead + boundary["end_index"]
            if lang == "zh":
                yield from (lead + cut for cut in _before_digits(line))
            elif lang in ("de", "nl"):
                yield from (lead + one.end() for one in _AFTER_DOMAIN.finditer(line))
        position += len(block)
        yield position


def _is_latin_stop(line: str, cut: int) -> bool:
    """`与Careloop Ltd.（…）签署`, `与 Dr. Vital 合作`: the full stop of a Latin name ends no Chinese sentence."""
    ahead = line[max(0, cut - 12) : cut].rstrip()
    after = line[cut : cut + 3].lstrip()
    if not _LATIN_STOP.search(ahead) or not after:
        return False
    return not after[0].isascii() or _SHORTENED.search(ahead) is not None


def _before_digits(line: str) -> Iterator[int]:
    """`…成功。2019年12月…`: a full stop before a figure ends a sentence, unless it stands within quotation marks."""
    for match in _STOP_BEFORE_DIGIT.finditer(line):
        ahead = line[: match.start()]
        if all(ahead.count(left) <= ahead.count(right) for left, right in ("“”", "「」", "（）", "《》")):
            yield match.start() + 1


def _blocks(hidden: str, wrapped: bool) -> Iterator[str]:
    if not wrapped:
        yield from hidden.splitlines(keepends=True)
        return
    position = 0
    for blank in _BLANK_LINE.finditer(hidden):
        yield hidden[position : blank.end()]
        position = blank.end()
    yield hidden[position:]


def _outside(cuts: list[int], keep: Sequence[Span]) -> list[int]:
    ordered = sorted((span.start, span.end) for span in keep)
    # keep spans may overlap (a date inside an amount): merged first
    merged: list[tuple[int, int]] = []
    for start, end in ordered:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    starts = [start for start, _ in merged]
    kept = []
    for cut in cuts:
        index = bisect_right(starts, cut - 1) - 1
        if index < 0 or not merged[index][0] < cut < merged[index][1]:
            kept.append(cut)
    return kept


def _trimmed(hidden: str, start: int, end: int) -> Span | None:
    """The span without blanks and masked signs around it; nothing where only those are left."""
    piece = hidden[start:end]
    if not piece.strip():
        return None
    lead, tail = len(piece) - len(piece.lstrip()), len(piece) - len(piece.rstrip())
    return Span(start=start + lead, end=end - tail)
