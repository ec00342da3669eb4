"""Inputs that `benchmarks/fuzz.py` found to break something, one test a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthtech_cli.errors import StoreError, UsageError
from healthtech_cli.model import amounts, days
from healthtech_cli.service import importing
from healthtech_cli.store import layout
from healthtech_cli.store.writing import writing


@pytest.mark.parametrize("text", ["-³y", "³ days ago", "²²²²q1", "-٣m"])
def test_digits_of_other_scripts_are_no_day(text: str) -> None:
    """What Python calls a digit but cannot read as a number is told as no date."""
    with pytest.raises(UsageError):
        days.first_day(text, "2026-01-15", "--since")


@pytest.mark.parametrize("text", ["1" * 400, "1" * 400 + ".5", "0." + "1" * 400, "1" * 5000])
def test_a_figure_longer_than_any_amount_is_none(text: str) -> None:
    """An amount too large for a floating-point number is refused before it is divided."""
    with pytest.raises(ValueError, match="not an amount"):
        amounts.parse_amount(text)


def test_places_in_a_table_that_are_no_numbers() -> None:
    """A cell of several starts, one of which is no number, is a fault of the row and not of the program."""
    ((place, row),) = importing.read_rows("type,evidence.start\nlaunch,3;4ate\n", "csv")
    assert (place, row["evidence"]) == ("line 2", [{"start": 3}, {"start": "4ate"}])


@pytest.mark.parametrize(
    "rest",
    [
        b'"facts": {\n"1": {"id": {\n}8',
        b'"facts": {\n"1": {}',
        b"[]: {\n}\n",
        b'"facts": {\n"x": {"id": "a"}\n}\n}\n',
        b'"facts": {\n"1": {"id": "a"}, {}\n}\n}\n',
    ],
)
def test_a_store_of_odd_lines_under_a_right_checksum(tmp_path: Path, rest: bytes) -> None:
    """A store that somebody else put together is refused by a writer, in no time, as damaged."""
    path = tmp_path / "store.json"
    digest = layout.checksum(rest, schema=layout.VERSION, revision=1)
    head = b'{"format": "htq-store", "schema": 1, "revision": 1, "bytes": %d, "sha256": "%s"}'
    path.write_bytes(b'{"meta": {"1": ' + head % (len(rest), digest.encode()) + b"}},\n" + rest)
    with pytest.raises(StoreError), writing(str(path), command="x", at="2026-01-15T00:00:00Z", dry_run=True) as change:
        change.rows("facts")
