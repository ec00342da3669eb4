"""Long screens go through a pager: on a terminal, where they do not fit, unless told otherwise."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.conftest import isolated


def shown(home: Path, *arguments: str, rows: int = 20, **env: str) -> str:
    """What a terminal of so many rows shows, keyboard and screen both its own."""
    main, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "healthtech_cli", *arguments],
        stdin=side,
        stdout=side,
        stderr=subprocess.DEVNULL,
        env={**isolated(home), "TERM": "xterm", **env},
        cwd=home,
    )
    os.close(side)
    chunks = []
    try:
        while chunk := os.read(main, 65536):
            chunks.append(chunk)
    except OSError:
        pass  # Linux's way to say that the other side is closed
    assert process.wait(timeout=60) == 0
    os.close(main)
    return b"".join(chunks).decode()


@pytest.fixture
def pager(tmp_path: Path) -> str:
    """A pager that only says that it was one."""
    path = tmp_path / "pager"
    path.write_text("#!/bin/sh\necho PAGED\ncat\n")
    path.chmod(0o755)
    return str(path)


def test_a_screen_that_does_not_fit_is_paged(tmp_path: Path, pager: str) -> None:
    """Twelve deals on two lines each do not fit on twenty rows."""
    out = shown(tmp_path, "deals", HTQ_PAGER=pager)
    assert out.startswith("PAGED") and "PillPack" in out


@pytest.mark.parametrize("arguments", [("deals", "--no-pager"), ("deals", "--tsv"), ("deals", "-n", "2")])
def test_what_fits_or_is_for_machines_is_not_paged(tmp_path: Path, pager: str, arguments: tuple[str, ...]) -> None:
    """`--no-pager`, a machine format and a short screen are printed at once."""
    assert "PAGED" not in shown(tmp_path, *arguments, HTQ_PAGER=pager)


@pytest.mark.parametrize("wanted", ["", "cat", "/nowhere/pager", "'"])
def test_without_a_pager_everything_is_printed(tmp_path: Path, wanted: str) -> None:
    """None, cat, and one that cannot be started leave the text to the terminal."""
    out = shown(tmp_path, "deals", HTQ_PAGER=wanted)
    assert "PillPack" in out and "12 of 12 deals" in out


def test_the_own_variable_goes_first(tmp_path: Path, pager: str) -> None:
    """HTQ_PAGER goes before PAGER, which goes before less."""
    assert "PAGED" not in shown(tmp_path, "deals", HTQ_PAGER="cat", PAGER=pager)
    assert "PAGED" in shown(tmp_path, "deals", PAGER=pager)


def test_a_pager_left_early_is_no_error(tmp_path: Path) -> None:
    """Quitting before the end is exit 0 without a word."""
    assert shown(tmp_path, "facts", "-n", "400", HTQ_PAGER="true") == ""
