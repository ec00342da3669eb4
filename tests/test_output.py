"""The output boundary: nothing is printed around it, and nothing dangerous passes it."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import healthtech_cli
from healthtech_cli import codec
from healthtech_cli.render import rows
from healthtech_cli.render.out import visible

PACKAGE = Path(healthtech_cli.__file__).parent
ALLOWED = {"render/out.py", "render/terminal.py", "render/pager.py"}


def test_nothing_prints_around_the_boundary() -> None:
    """Only the boundary and the screen touch the standard streams or make a rich console."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                if called in ("print", "typer.echo", "typer.secho", "Console", "rich.print") or called.endswith(
                    ("stdout.write", "stderr.write")
                ):
                    found.append((name, called))
    assert [(name, called) for name, called in found if name not in ALLOWED] == []


@given(st.text())
def test_visible_text_has_no_unsafe_code_point(text: str) -> None:
    """After `visible` no control, bidi, zero-width or other steering code point is left."""
    assert not any(codec.is_unsafe(ord(char)) for char in visible(text))


@given(st.text(alphabet=st.characters(categories=("L", "N", "P", "Zs"), exclude_characters="\u3164\uffa0\u115f\u1160")))
def test_printable_text_is_unchanged(text: str) -> None:
    """Letters, figures, punctuation and blanks of any script come through as they are."""
    assert visible(text) == text


def test_no_unsafe_code_point_counts_as_plain() -> None:
    """Of all code points, those that steer or hide are the ones made visible, and only those."""
    for code in range(0x110000):
        shown = visible(chr(code))
        assert (shown != chr(code)) == codec.is_unsafe(code), hex(code)


def test_escape_sequences_become_words() -> None:
    """An OSC sequence that fills the clipboard is shown, not sent."""
    assert visible("a\x1b]52;c;ZXZpbA==\x07b\u202e\x9b") == "a\\x1b]52;c;ZXZpbA==\\x07b\\u{202e}\\x9b"


@given(st.text())
def test_json_escapes_keep_the_text(text: str) -> None:
    """JSON output holds no unsafe code point as such, and decodes to the same text."""
    import json

    dumped = codec.dumps(text)
    assert not any(codec.is_unsafe(ord(char)) for char in dumped)
    assert json.loads(dumped) == text or any(0xD800 <= ord(char) < 0xE000 for char in text)


@given(st.text())
def test_spreadsheets_run_no_cell(text: str) -> None:
    """No CSV cell of ours starts like a formula, whatever the text."""
    assert not rows.defuse(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_tsv_has_a_line_a_row(cells: list[str]) -> None:
    """Tabs and line breaks inside a cell never make another cell or line."""
    fields = [f"f{at}" for at in range(len(cells))]
    text = rows.tsv([dict(zip(fields, cells, strict=True))], fields)
    assert text.count("\n") == 2
    assert text.splitlines()[1].count("\t") == len(cells) - 1


@given(st.text())
def test_csv_reads_back_as_one_cell(text: str) -> None:
    """A spreadsheet's reader finds the one cell that was written."""
    import csv
    import io

    written = rows.csv([{"f": text}], ["f"])
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert len(read) == 2 or (text == "" and read == [["f"], []])


def test_markdown_cannot_break_out_of_its_cell() -> None:
    """Pipes, tags and links in a cell are literal."""
    cell = rows.escape_markdown("a | b <script>x</script> [l](javascript:x) `c`\nnew")
    assert "<" not in cell and "\n" not in cell
    assert cell.count("|") == cell.count("\\|")
