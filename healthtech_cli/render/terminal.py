"""Screens for a terminal: built of pieces with a meaning, printed by rich with the text of strangers made visible."""

from __future__ import annotations

import sys

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from healthtech_cli.render.out import one_line, visible, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Colour means something or is absent: names, ids and documents, doubt, conflict, headings.
STYLES = {
    "": Style(),
    "name": Style(color="cyan"),
    "title": Style(bold=True, color="cyan"),
    "head": Style(bold=True),
    "dim": Style(dim=True),
    "doubt": Style(color="yellow"),
    "conflict": Style(color="red"),
    "mark": Style(bold=True, reverse=True),
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


def text_of(pieces: Iterable[Piece], *, keep_breaks: bool = False) -> Text:
    """A rich text without markup: every piece made visible first."""
    text = Text(no_wrap=False, end="")
    for words, style in pieces:
        text.append(
            visible(words) if keep_breaks else one_line(words) if "\n" in words else visible(words), STYLES[style]
        )
    return text


def cells(words: str) -> int:
    """Columns that the words take; a Chinese character takes two."""
    return cell_len(visible(words))


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
        console = Console(
            file=sys.stdout,
            width=self.width,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=False,
            legacy_windows=False,
        )
        for line in self.lines:
            for text in self._wrapped(line, console):
                console.print(text, soft_wrap=True, crop=False, overflow="ignore")

    def _wrapped(self, line: Line, console: Console) -> list[Text]:
        text = text_of(line.pieces)
        text.rstrip()
        if text.cell_len <= self.width:
            return [text]
        first, *rest = text.wrap(console, self.width)
        if not rest or not line.hang:
            return [first, *rest]
        remaining = text[len(first.plain) :]
        remaining = Text.assemble(remaining)
        words = text_of([(remaining.plain.lstrip(), "")])
        words = remaining[len(remaining.plain) - len(remaining.plain.lstrip()) :]
        indented = [first]
        for part in words.wrap(console, self.width - line.hang):
            indented.append(Text.assemble(" " * line.hang, part))
        return indented
