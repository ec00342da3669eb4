"""`check --fix` mends what has one right answer and leaves the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from healthtech_cli.store import layout

Htq = Callable[..., Any]
PILLPACK = "acquisition-amazon-pillpack-2018-09"


def rewrite(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the store's tables as another program would, the checksum put right."""
    tables = {
        name: rows for name, rows in json.loads(path.read_bytes()).items() if name in ("documents", "entities", "facts")
    }
    change(tables)
    path.write_bytes(layout.encode(tables, 7))


def test_a_wrong_name_and_a_parent_that_is_gone_are_mended(htq: Htq, tmp_path: Path) -> None:
    """A name unlike its entity's and a parent that is not there are mended; undo brings the faults back."""
    store = tmp_path / "own.json"
    assert htq("edit", PILLPACK, "--note", "seen", store=store).code == 0

    def harm(tables: dict[str, Any]) -> None:
        fact = next(row for row in tables["facts"].values() if row["id"] == PILLPACK)
        fact["actor"]["name"] = "Amazone"
        entity = next(row for row in tables["entities"].values() if row["id"] == "one-medical")
        entity["parent"] = {"id": "nobody", "name": "Nobody"}

    rewrite(store, harm)
    found = htq("check", "--json", store=store)
    assert found.code == 1 and {row["id"] for row in found.results()} == {PILLPACK, "one-medical"}
    mended = htq("check", "--fix", store=store)
    assert (mended.code, mended.out) == (0, "")
    assert "2 faults mended" in mended.err
    assert htq("show", PILLPACK, "--json", store=store).results()[0]["actor"]["name"] == "Amazon"
    assert htq("undo", store=store).code == 0
    assert htq("check", store=store).code == 1


def test_what_needs_a_reader_is_left(htq: Htq, tmp_path: Path) -> None:
    """A deal without a buyer cannot be mended by itself: exit 1, and the fault stays."""
    store = tmp_path / "own.json"
    assert htq("edit", PILLPACK, "--note", "seen", store=store).code == 0
    rewrite(
        store, lambda tables: next(row for row in tables["facts"].values() if row["id"] == PILLPACK).update(actor=None)
    )
    ran = htq("check", "--fix", "--json", store=store)
    assert ran.code == 1 and [row["id"] for row in ran.results()] == [PILLPACK]


def test_a_sound_store_is_not_written(htq: Htq) -> None:
    """Without a fault nothing is written, and no store is made from the built-in facts."""
    assert htq("check", "--fix").code == 0
    assert htq("log", "--json").results() == []
