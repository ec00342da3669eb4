"""Our own screens hold the same lines in the same styles as Rich would print."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from healthtech_cli.codec import is_unsafe
from healthtech_cli.render.out import one_line
from healthtech_cli.render.terminal import Line, _codes, cells, wrapped

AS_RICH = {"": "none", "name": "cyan", "dim": "dim", "mark": "bold reverse"}
ALPHABET = "ab é–·京东ｱ한\u0301 -,👍"
PIECES = st.lists(st.tuples(st.text(ALPHABET, max_size=30), st.sampled_from(sorted(AS_RICH))), max_size=4)


def as_rich(pieces: list[tuple[str, str]], width: int, hang: int) -> list[list[tuple[str, str]]]:
    """The lines that Rich makes, a list of characters with their styles each, without blanks at the ends."""
    console = Console(width=width)
    text = Text(end="")
    for words, style in pieces:
        text.append(one_line(words) if "\n" in words else words, Style.parse(AS_RICH[style]))
    text.rstrip()
    first, *rest = text.wrap(console, width) if text.cell_len > width else [text]
    lines = [first, *rest]
    if rest and hang:
        more = text[len(first.plain.rstrip()) :]
        more = more[len(more.plain) - len(more.plain.lstrip()) :]
        lines = [first, *(Text.assemble(" " * hang, part) for part in more.wrap(console, width - hang))]
    return [letters([(char, _name(line, at)) for at, char in enumerate(line.plain)]) for line in lines]


def _name(text: Text, at: int) -> str:
    styles = [str(span.style) for span in text.spans if span.start <= at < span.end]
    found = {str(Style.parse(name)): ours for ours, name in AS_RICH.items()}
    return found[styles[-1]] if styles else ""


def letters(chars: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without blanks at the end."""
    while chars and chars[-1][0].isspace():
        chars = chars[:-1]
    return chars


@settings(max_examples=200, deadline=None)
@given(PIECES, st.integers(10, 40), st.integers(0, 6))
def test_lines_wrap_as_rich_wraps_them(pieces: list[tuple[str, str]], width: int, hang: int) -> None:
    """Every character stands on the line where Rich puts it, in the same style."""
    ours = [
        letters([(char, style) for words, style in line for char in words])
        for line in wrapped(Line(*pieces, hang=hang), width)
    ]
    assert ours == as_rich(pieces, width, hang)


@given(st.characters(categories=("L", "M", "Nd", "P", "Sc", "Sm", "Zs"), max_codepoint=0x2FFFF))
def test_columns_are_counted_as_rich_counts_them(char: str) -> None:
    """Letters, figures, signs and accents of any script take as many columns as Rich says."""
    if not is_unsafe(ord(char)):
        assert cells(char) == cell_len(char)


@pytest.mark.parametrize(
    ("text", "columns"), [("amazon", 6), ("京东健康", 8), ("é", 1), ("ｱ", 1), ("Ａ", 2), ("e\u0301", 1)]
)
def test_wide_characters_take_two_columns(text: str, columns: int) -> None:
    """Chinese and full-width characters take two columns, accents of their own none."""
    assert cells(text) == columns == cell_len(text)


def test_there_are_no_colours_in_a_pipe() -> None:
    """Where standard output is no terminal, no style has a code."""
    assert set(_codes().values()) == {""}
