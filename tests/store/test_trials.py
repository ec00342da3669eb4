"""A small share of the trials in benchmarks/store_trials.py at every run of the tests, the whole when asked."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the trials fork")
FAULTS = ("damaged", "lost", "half", "strays", "lied", "wrong exit", "failed reads", "errors", "crashed", "altered")


@pytest.fixture(scope="module")
def trials() -> ModuleType:
    file = Path(__file__).parents[2] / "benchmarks" / "store_trials.py"
    spec = importlib.util.spec_from_file_location("store_trials", file)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["store_trials"] = module
    spec.loader.exec_module(module)
    return module


def faults(found: dict[str, Any]) -> dict[str, Any]:
    return {name: found[name] for name in FAULTS if found.get(name)}


@pytest.mark.parametrize("delay_s", [0.0, 0.01])
def test_a_killed_write_leaves_the_state_before_or_after(trials: ModuleType, delay_s: float) -> None:
    """After SIGKILL amid inserts, edits and removals the store is whole and holds all that was reported."""
    assert faults(trials.interrupted(12, delay_s=delay_s, by=signal.SIGKILL)) == {}


def test_ctrl_c_leaves_the_state_before_or_after(trials: ModuleType) -> None:
    """After Ctrl-C the store is whole, holds all that was reported, and the process ends with 130."""
    assert faults(trials.interrupted(8, delay_s=0.005, by=signal.SIGINT)) == {}


def test_writers_at_once_lose_nothing(trials: ModuleType) -> None:
    """Four processes adding at once get all their facts in, and readers see whole states only."""
    found = trials.crowd(writers=4, each=6, readers=1)[0]
    assert faults(found) == {}
    assert found["written"] == found["log"] == 24


@pytest.mark.parametrize("eighths", [0, 3, 7])
def test_a_write_cut_short_leaves_the_state_before(trials: ModuleType, eighths: int) -> None:
    """Where a limit on file sizes cuts the write short, the store stays as it was and the exit code is 3."""
    assert faults(trials._short_write(eighths)) == {}


def test_users_without_the_right_to_write_change_nothing(trials: ModuleType) -> None:
    """In a read-only file or folder reading works, and writing is refused without a trace."""
    for found in trials.read_only():
        assert (found["refused"], found["as it was"]) == (True, True), found["trial"]


def test_altered_bytes_are_never_read(trials: ModuleType) -> None:
    """Of several hundred files with a bit flipped, cut or extended none is read, and none is changed."""
    found = trials.damage(200)[0]
    assert faults(found) == {}
    assert found["read all the same"] == 0


@pytest.mark.slow
def test_all_kills(trials: ModuleType) -> None:
    """A thousand kills with each delay leave no store damaged and lose nothing that was reported."""
    assert [faults(found) for found in trials.kills(1000)] == [{}, {}, {}]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_every_system_call(trials: ModuleType) -> None:
    """A kill, an I/O error or a full disk at any system call of a write leaves the state before or after."""
    assert [faults(found) for found in trials.every_call()] == [{}, {}, {}]


@pytest.mark.slow
def test_a_full_disk(trials: ModuleType) -> None:
    """On a disk that runs full everything reported is there."""
    assert [faults(found) for found in trials.full_disk()] == [{}, {}]
