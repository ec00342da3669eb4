"""`export` from the command line: formats by name or suffix, files whole or not at all, a way out of every error."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.cli.options import EXPORTS
from healthtech_cli.render.exports import FORMATS
from tests.conftest import isolated

Htq = Callable[..., Any]


def test_the_option_names_every_format() -> None:
    """The command table and the package of writers list the same formats."""
    assert tuple(FORMATS) == EXPORTS


def test_the_name_of_the_file_tells_the_format(htq: Htq, tmp_path: Path) -> None:
    """`.db` is SQLite; the message says how much was written, standard output stays empty."""
    ran = htq("export", "--type", "acquisition", "-o", str(tmp_path / "facts.db"))
    assert (ran.code, ran.out) == (0, "") and "facts of" in ran.err
    with sqlite3.connect(tmp_path / "facts.db") as connection:
        assert connection.execute("SELECT DISTINCT type FROM facts").fetchall() == [("acquisition",)]


def test_text_formats_are_printed_where_no_file_is_named(htq: Htq) -> None:
    """`--to jsonl` alone prints one object a line."""
    ran = htq("export", "--to", "jsonl", "--company", "haven")
    assert ran.code == 0 and '"statement"' in ran.out.splitlines()[-1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--to", "parket", "-o", "x"], "did you mean parquet"),
        (["-o", "facts.xyz"], "does not tell the format"),
        ([], "no format was asked for"),
        (["--to", "sqlite"], "cannot be printed"),
    ],
)
def test_what_cannot_be_written_is_a_usage_error(htq: Htq, arguments: list[str], words: str) -> None:
    """Exit 2 with the formats or the way out."""
    ran = htq("export", *arguments)
    assert ran.code == 2 and words in ran.err


@pytest.mark.parametrize(("name", "library"), [("parquet", "pyarrow"), ("xlsx", "xlsxwriter")])
def test_a_missing_library_is_a_sentence_that_says_what_to_install(tmp_path: Path, name: str, library: str) -> None:
    """Exit 2, the library and the extra by name, and no file is left."""
    code = f"import sys; sys.modules[{library!r}] = None; from healthtech_cli.__main__ import main; main()"
    ran = subprocess.run(
        [sys.executable, "-c", code, "export", "-o", f"facts.{name}"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=isolated(tmp_path),
    )
    assert ran.returncode == 2
    assert library in ran.stderr and f"pip install 'htq[{name}]'" in ran.stderr
    assert not (tmp_path / f"facts.{name}").exists()


def test_a_file_that_cannot_be_written_leaves_nothing_behind(htq: Htq, tmp_path: Path) -> None:
    """Exit 3 for a folder that is not there, 2 for one in the file's place."""
    assert htq("export", "-o", str(tmp_path / "none" / "facts.csv")).code == 3
    (tmp_path / "folder.csv").mkdir()
    assert htq("export", "-o", str(tmp_path / "folder.csv")).code == 2
    assert sorted(os.listdir(tmp_path)) == ["folder.csv"]


def test_nothing_found_is_told_and_still_written(htq: Htq, tmp_path: Path) -> None:
    """An empty answer gives an empty file, says why, and exits 1 only where asked to."""
    path = tmp_path / "facts.csv"
    ran = htq("export", "--company", "haven", "--type", "ipo", "-o", str(path))
    assert ran.code == 0 and "0 facts" in ran.err
    assert len(path.read_text(encoding="utf-8").splitlines()) == 1
    assert htq("export", "--company", "haven", "--type", "ipo", "-o", str(path), "-e").code == 1


@pytest.mark.parametrize("name", ["csv", "jsonl", "md", "ftm", "ftm-statements", "xlsx"])
def test_the_same_facts_give_the_same_bytes(htq: Htq, tmp_path: Path, name: str) -> None:
    """Two exports on the same day do not differ."""
    if name == "xlsx":
        pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    for file in ("a", "b"):
        assert htq("export", "--company", "amazon", "--to", name, "-o", str(tmp_path / file)).code == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
