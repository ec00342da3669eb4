"""The examples in every command's help are run, one after the other, by a user with a small folder of files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from healthtech_cli.cli.table import COMMANDS
from tests.conftest import isolated

# What an example needs that a test cannot give it: the texts of the documents, a running assistant, a person.
ELSEWHERE = {"attach", "mcp", "review", "restore", "unmerge", "undo", "verify", "completion"}
EXAMPLES = [
    (name, example) for name, command in COMMANDS.items() if name not in ELSEWHERE for example in command.examples
]
FACT = '{"type": "launch", "statement": "Foo launched Bar in May 2024.", "actor": "Foo", "target": "Bar"}\n'
CSV = "type,statement\nlaunch,Foo launched Bar in May 2024.\n"
ARTICLE = "Berlin, 3 May 2024\n\nFoo Health buys Bar Care for $12 million.\n"


def folder(home: Path) -> Path:
    """A folder with the files that the examples name."""
    place = home / "work"
    (place / "articles").mkdir(parents=True)
    for name in ("facts.jsonl", "more.jsonl", "new.jsonl"):
        (place / name).write_text(FACT, encoding="utf-8")
    for name in ("deals.csv", "facts.csv"):
        (place / name).write_text(CSV, encoding="utf-8")
    for name in ("article.txt", "articles/one.txt", "articles/two.txt"):
        (place / name).write_text(ARTICLE, encoding="utf-8")
    (place / "article.html").write_text(f"<html><body><p>{ARTICLE}</p></body></html>", encoding="utf-8")
    (place / "fact.json").write_text(FACT, encoding="utf-8")
    (place / "names.txt").write_text("amazon\n", encoding="utf-8")
    return place


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_examples_of_help_work(name: str, example: str, tmp_path: Path) -> None:
    """No example is refused as wrong usage, names something unknown or ends in a traceback."""
    if "jq" in example and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    tools = tmp_path / "bin"
    tools.mkdir()
    launcher = tools / "htq"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthtech_cli "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    env = isolated(tmp_path, PATH=f"{tools}:{os.environ['PATH']}")
    ran = subprocess.run(
        ["sh", "-c", example], cwd=folder(tmp_path), env=env, capture_output=True, timeout=120, stdin=subprocess.DEVNULL
    )
    told = ran.stderr.decode("utf-8")
    assert "Traceback" not in told
    if "not installed" in told:
        pytest.skip(told.strip().splitlines()[0])
    assert ran.returncode in (0, 1), told
