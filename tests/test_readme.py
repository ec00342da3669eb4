"""Every console example in the README is run, and prints what the README shows.

`HTQ_UPDATE=1 pytest tests/test_readme.py` writes today's output into the README.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import isolated
from tests.terminal import on_a_terminal

README = Path(__file__).parent.parent / "README.md"
BLOCK = re.compile(r"```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)
COLUMNS = 100
ELLIPSIS = "…\n"
BLOCKS = [(found["command"], found["output"]) for found in BLOCK.finditer(README.read_text(encoding="utf-8"))]


def shown_by(command: str, home: Path) -> str:
    """What a terminal of 100 columns without colour shows."""
    tools = home / "bin"
    tools.mkdir(exist_ok=True)
    launcher = tools / "htq"
    launcher.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthtech_cli "$@"\n')
    launcher.chmod(0o755)
    env = isolated(home, NO_COLOR="1", TERM="dumb", PATH=f"{tools}:{os.environ['PATH']}", HTQ_PAGER="cat")
    text, _ = on_a_terminal(["sh", "-c", command], env=env, cwd=home, columns=COLUMNS)
    return "".join(line.rstrip() + "\n" for line in text.splitlines())


@pytest.mark.parametrize(("command", "shown"), BLOCKS, ids=[command for command, _ in BLOCKS])
def test_console_examples(command: str, shown: str, tmp_path: Path) -> None:
    """The command prints what stands under it, up to an ellipsis line if there is one."""
    if "jq" in command and not shutil.which("jq"):
        pytest.skip("jq is not installed")
    printed = shown_by(command, tmp_path)
    if os.environ.get("HTQ_UPDATE"):
        update(command, printed)
        return
    expected, ellipsis, _ = shown.partition(ELLIPSIS)
    assert expected.strip(), "an example without output"
    assert printed.startswith(expected) if ellipsis else printed == expected


def update(command: str, printed: str) -> None:
    """Put the output into the README, the first lines of it where it is long."""
    lines = printed.splitlines(keepends=True)
    if len(lines) > 32:
        lines = [*lines[:28], ELLIPSIS]
    text = README.read_text(encoding="utf-8")
    block = re.compile(r"(```console\n\$ " + re.escape(command) + r"\n).*?```", re.DOTALL)
    README.write_text(block.sub(lambda found: found[1] + "".join(lines) + "```", text, count=1), encoding="utf-8")


def test_there_are_examples() -> None:
    """The README has console examples at all."""
    assert len(BLOCKS) >= 8
