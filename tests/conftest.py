"""The command line as the tests run it: a process of its own, away from the user's folders."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

TODAY = "2026-01-15"
TIME_LIMIT_S = 60


@dataclass(frozen=True)
class Ran:
    """What a command printed and its exit code."""

    out: str
    err: str
    code: int

    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    def results(self) -> list[Any]:
        """The results of a `--json` envelope."""
        found: list[Any] = json.loads(self.out)["results"]
        return found

    def error(self) -> Any:
        """The error object that `--json` puts on standard error."""
        return json.loads(self.err)["error"]


def isolated(home: Path, **extra: str) -> dict[str, str]:
    """The environment of a fresh user whose folders are all under `home`, with `today` pinned."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HTQ_", "XDG_"))}
    kept.pop("COLUMNS", None)
    folders = {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
    }
    # an index of the built-in facts is worth its making from the fifth look-up on; tests make one look-up each
    extra.setdefault("HTQ_INDEX", "0")
    return {**kept, **folders, "HTQ_TODAY": TODAY, "PYTHONUTF8": "0", "LC_ALL": "C.UTF-8", **extra}


def run_htq(
    *args: str,
    home: Path,
    store: str | Path | None = None,
    env: Mapping[str, str] | None = None,
    input: str | bytes | None = None,
) -> Ran:
    """Run one command line to its end; `store` is handed over as `HTQ_STORE`."""
    extra = dict(env or {})
    if store is not None:
        extra["HTQ_STORE"] = str(store)
    given = input.encode("utf-8", "surrogateescape") if isinstance(input, str) else input
    ran = subprocess.run(
        [sys.executable, "-m", "healthtech_cli", *args],
        env=isolated(home, **extra),
        cwd=home,
        input=given if given is not None else b"",
        capture_output=True,
        timeout=TIME_LIMIT_S,
    )
    return Ran(ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"), ran.returncode)


Htq = Callable[..., Ran]


@pytest.fixture
def htq(tmp_path: Path) -> Htq:
    """`htq("deals", "--json", store=..., env=..., input=...)` gives an object with `out`, `err`, `code`, `json()`.

    The user of one test is the same through all its calls: what one command writes the next one reads.
    """

    def run(*args: str, **kept: Any) -> Ran:
        return run_htq(*args, home=tmp_path, **kept)

    return run
