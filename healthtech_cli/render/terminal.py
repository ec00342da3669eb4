"""Screens for a terminal: built of pieces with a meaning, the text of strangers made visible, long lines wrapped.

Rich would draw the same (a test compares the two), but takes three times as long to load as a bare interpreter.
"""

from __future__ import annotations

import os

from healthtech_cli.render.out import is_terminal, one_line, visible, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Colour means something or is absent: names, ids and documents, doubt, conflict, headings.
# ECMA-48: attributes and a colour.
STYLES = {
    "": ("", ""),
    "name": ("", "36"),
    "title": ("1", "36"),
    "head": ("1", ""),
    "dim": ("2", ""),
    "doubt": ("", "33"),
    "conflict": ("", "31"),
    "mark": ("1;7", ""),
}

Piece = tuple[str, str]


class Line:
    """One line of a screen: pieces of text, each with the name of a style."""

    __slots__ = ("hang", "pieces")

    def __init__(self, *pieces: Piece | str, hang: int = 0) -> None:
        self.pieces: list[Piece] = [(piece, "") if isinstance(piece, str) else piece for piece in pieces]
        self.hang = hang

    def add(self, text: str, style: str = "") -> Line:
        """Append a piece and return the line."""
        self.pieces.append((text, style))
        return self


def cells(words: str) -> int:
    """Columns that the words take; a Chinese character takes two."""
    return len(words) if words.isascii() and words.isprintable() else _cells(visible(words))


def _cells(words: str) -> int:
    return len(words) if words.isascii() else sum(map(_width, words))


def _width(char: str) -> int:
    """Columns of one character: none for what sits on another one, two for wide ones."""
    known = _widths.get(char)
    if known is None:
        import unicodedata

        if unicodedata.category(char) in ("Mn", "Mc", "Me", "Cc", "Cf") or "\u1160" <= char <= "\u11ff":
            known = 0
        else:
            known = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        _widths[char] = known
    return known


_widths = dict.fromkeys("äöüÄÖÜßéèàçëïôûøåñ–—…·•×€£│█▏▎▍▌▋▊▉░‘’“”„«»½", 1)


def pad(words: str, columns: int, *, right: bool = False) -> str:
    """The words filled with blanks to a number of columns."""
    blanks = " " * max(0, columns - cells(words))
    return blanks + words if right else words + blanks


class Screen:
    """Lines on their way to the terminal."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.width = width()

    def line(self, *pieces: Piece | str, hang: int = 0) -> Line:
        """Add a line; where it is too long it wraps, indented by `hang` columns."""
        line = Line(*pieces, hang=hang)
        self.lines.append(line)
        return line

    def blank(self) -> None:
        """Add an empty line, never two in a row."""
        if self.lines and self.lines[-1].pieces:
            self.lines.append(Line())

    def columns(
        self, rows: Sequence[Sequence[Piece]], *, right: Sequence[int] = (), gap: int = 2, indent: int = 2
    ) -> None:
        """Add rows whose columns are aligned; the columns in `right` to the right. Empty columns are left out."""
        if not rows:
            return
        count = max(len(row) for row in rows)
        widths = [max((cells(row[at][0]) for row in rows if at < len(row)), default=0) for at in range(count)]
        for row in rows:
            line = Line(" " * indent)
            for at, (words, style) in enumerate(row):
                if not widths[at]:
                    continue
                last = at == len(row) - 1
                filled = words if last and at not in right else pad(words, widths[at], right=at in right)
                line.add(filled, style)
                if not last:
                    line.add(" " * gap)
            self.lines.append(line)

    def show(self) -> None:
        """Print everything."""
        from healthtech_cli.render import pager

        codes = _codes()
        lines = [pieces for line in self.lines for pieces in wrapped(line, self.width)]
        shown = ["".join(_styled(words, codes[style]) for words, style in pieces if words) for pieces in lines]
        pager.show("".join(line + "\n" for line in shown))


def _codes() -> dict[str, str]:
    """The styles as this terminal has them: none on a dumb one, no colours where `NO_COLOR` asks for none."""
    if not is_terminal() or os.environ.get("TERM", "").lower() in ("dumb", "unknown"):
        return dict.fromkeys(STYLES, "")
    bare = bool(os.environ.get("NO_COLOR"))
    return {
        name: ";".join(code for code in (attributes, "" if bare else colour) if code)
        for name, (attributes, colour) in STYLES.items()
    }


def _styled(words: str, code: str) -> str:
    return f"\x1b[{code}m{words}\x1b[0m" if code else words


def wrapped(line: Line, columns: int) -> list[list[Piece]]:
    """The line's pieces made visible and broken into lines of at most so many columns, no blanks at their ends."""
    pieces = [(one_line(words) if "\n" in words else visible(words), style) for words, style in line.pieces]
    text = "".join(words for words, _ in pieces)
    end = len(text.rstrip())
    if _cells(text[:end]) <= columns:
        return [_cut(pieces, 0, end)]
    breaks = _breaks(text[:end], columns)
    if line.hang and breaks:
        # what does not fit on the first line is wrapped again, to what the indented lines have room for
        start = len(text[: breaks[0]].rstrip())
        start += len(text[start:end]) - len(text[start:end].lstrip())
        more = _breaks(text[start:end], columns - line.hang)
        breaks = [breaks[0], *(start + at for at in more)]
    else:
        start = breaks[0] if breaks else end
    bounds = [(0, breaks[0] if breaks else end)]
    bounds += zip([start, *breaks[1:]], [*breaks[1:], end], strict=True) if breaks else []
    lines = [_cut(pieces, first, first + len(text[first:last].rstrip())) for first, last in bounds]
    return [lines[0], *([(" " * line.hang, ""), *one] if line.hang else one for one in lines[1:])]


def _cut(pieces: Iterable[Piece], start: int, end: int) -> list[Piece]:
    found: list[Piece] = []
    at = 0
    for words, style in pieces:
        part = words[max(start - at, 0) : max(end - at, 0)]
        if part:
            found.append((part, style))
        at += len(words)
    return found


def _breaks(text: str, columns: int) -> list[int]:
    """Where a text is broken: before words that do not fit, inside those that fit on no line."""
    breaks: list[int] = []
    used = 0
    for start, word in _words(text):
        bare = _cells(word.rstrip())
        if bare <= columns - used:
            used += _cells(word)
        elif bare > columns:
            if start:
                breaks.append(start)
            used = 0
            for at, char in enumerate(word):
                size = _width(char)
                if used + size > columns and used:
                    breaks.append(start + at)
                    used = 0
                used += size
        elif used and start:
            breaks.append(start)
            used = _cells(word)
    return breaks


def _words(text: str) -> Iterable[tuple[int, str]]:
    """Words with the blanks after them, the first one also with those before it."""
    start, seen = 0, False
    for at, char in enumerate(text):
        blank = char.isspace()
        if seen and not blank and text[at - 1].isspace():
            yield start, text[start:at]
            start = at
        seen = seen or not blank
    if seen:
        yield start, text[start:]
