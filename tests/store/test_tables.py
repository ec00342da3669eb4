"""Inside a transaction: what is edited is edited, all else stays the same bytes, with an index and without."""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthtech_cli.errors import HtqError
from healthtech_cli.service import changes, importing
from healthtech_cli.store import index, layout, open_store
from healthtech_cli.store import tables as store_tables
from healthtech_cli.store.tables import Lines, Rows, lines_of
from healthtech_cli.store.writing import writing
from tests.store.test_index import settled

IDS = ("a", "b", 'c": {"id": "a', "d\\", "é", "京东", "", "a,", "}")
rows = st.fixed_dictionaries({"actor": st.sampled_from([None, *({"id": one} for one in IDS)]), "text": st.text()})


@st.composite
def a_table(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """Rows by rising numbers; the id first, as in every row that htq writes, or last, as others may write it."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=8))
    numbers = sorted(draw(st.lists(st.integers(1, 40), unique=True, min_size=len(ids), max_size=len(ids))))
    found: dict[str, dict[str, Any]] = {}
    for row_id, number in zip(ids, numbers, strict=True):
        row = draw(rows)
        found[str(number)] = {"id": row_id, **row} if draw(st.booleans()) else {**row, "id": row_id}
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(a_table(), st.data())
def test_lines_are_edited_among_lines(table: dict[str, dict[str, Any]], data: st.DataObject) -> None:
    """Changed rows stay at their place, removed ones go with their comma, new ones come last with the next number."""
    wanted = dict(table)
    edits: list[tuple[str, Any, Any]] = []
    for number, row in table.items():
        done = data.draw(st.sampled_from(["leave", "change", "remove"]))
        if done == "change":
            wanted[number] = {"id": row["id"], **data.draw(rows)}
            edits.append((row["id"], row, wanted[number]))
        elif done == "remove":
            del wanted[number]
            edits.append((row["id"], row, None))
    highest = max(map(int, table), default=0)
    for at in range(data.draw(st.integers(0, 2))):
        new = {"id": f"new {at}", **data.draw(rows)}
        wanted[str(highest + 1 + at)] = new
        edits.append((new["id"], None, new))
    lines = lines_of({"facts": table})["facts"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store_tables, "_FEW", data.draw(st.sampled_from([0, 64])))
        after = b"".join(lines.edited(edits))
    assert json.loads(b"{" + after + b"}") == wanted
    assert after == b"".join(layout.encode_lines(wanted))


def test_a_party_of_the_same_id_is_not_the_row() -> None:
    """A row is found by its own id, not by that of an actor further on in another line."""
    table = {"1": {"id": "x", "7": {"id": "jd"}}, "2": {"id": "jd"}}
    lines = lines_of({"facts": table})["facts"]
    place = lines.find("jd")
    assert place is not None
    assert lines.data[place[0] : place[1]] == b'"2": {"id": "jd"}'
    assert place[2] == 2


@pytest.mark.parametrize("data", [b'"1": {"id": "a"}', b'x: {"id": "a"}'])
def test_lines_that_are_not_the_rows_are_damage(data: bytes) -> None:
    """An edit of a row that no line holds, or of a line without a number, is refused."""
    lines = Lines(data, 0, len(data), "facts")
    with pytest.raises(layout.Damage):
        lines.edited([("b", {"id": "b"}, None), ("c", None, {"id": "c"})])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from("abc"), unique=True), st.lists(st.tuples(st.sampled_from("abcd"), st.booleans())))
def test_rows_found_one_by_one_are_those_that_are_loaded(found: list[str], done: list[tuple[str, bool]]) -> None:
    """After any puts and drops, a table that looks rows up and one that has them all say the same, in one order."""
    kept = [{"id": one} for one in found]
    lazy = Rows(lambda: kept, {one["id"]: one for one in kept}.get)
    whole = Rows(lambda: kept, None)
    assert len(whole) == len(kept)
    for at, (row_id, is_put) in enumerate(done):
        for table in (lazy, whole):
            if is_put:
                table.put({"id": row_id, "at": at})
            elif row_id in table:
                table.drop(row_id)
        assert [lazy.get(one) for one in "abcd"] == [whole.get(one) for one in "abcd"]
    assert list(lazy.items()) == list(whole.items())


NAMES = ("Amazon", "PillPack", "京东健康", "JD Health", "Amazone", "Nobody Labs", "Haven")
TYPES = ("acquisition", "launch", "metric", "partnership", "funding_round")
facts = st.fixed_dictionaries(
    {
        "type": st.sampled_from(TYPES),
        "actor": st.sampled_from([None, *NAMES]),
        "target": st.sampled_from([None, *NAMES]),
        "date": st.sampled_from([None, "2018", "2018-09", "2021-01-02"]),
        "statement": st.sampled_from(["One.", "Two."]),
    }
)
steps = st.one_of(
    st.tuples(st.just("import"), st.lists(facts, min_size=1, max_size=5)),
    st.tuples(st.just("add"), facts),
    st.tuples(st.just("edit"), st.sampled_from(["amazon", "jd-health", "acquisition-amazon-pillpack-2018-09"])),
    st.tuples(st.just("remove"), st.sampled_from(["acquisition-amazon-pillpack-2018-09", "amazon"])),
    st.tuples(st.just("undo"), st.none()),
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(steps, min_size=1, max_size=4))
def test_with_an_index_the_same_bytes_are_written(done: list[tuple[str, Any]]) -> None:
    """Imports, additions, edits, removals and undo leave the same file, or fail with the same words, either way."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", folder)
        files = {}
        for switch in ("0", "1"):
            patch.setenv("HTQ_INDEX", switch)
            store = Path(folder, switch, "store.json")
            store.parent.mkdir()
            said = [act(store, *one) for one in [("add", {"type": "launch", "statement": "Begun."}), *done]]
            files[switch] = (store.read_bytes(), [one.replace(str(store), "FILE") for one in said])
        assert files["1"] == files["0"]


def act(store: Path, what: str, given_: Any) -> str:
    """One transaction on a store that has, where wanted, an index of its present state."""
    if store.exists():
        settled(store)
        open_store(str(store))
        has_index = os.path.exists(index.Source(str(store), []).file())
        assert has_index == (os.environ["HTQ_INDEX"] == "1")
    try:
        with writing(str(store), command=what, at="2026-01-01T00:00:00Z") as change:
            if what == "import":
                rows_ = iter([(f"line {at}", dict(one)) for at, one in enumerate(given_, 1)])
                importing.import_rows(change, rows_, "rows")
            elif what == "add":
                changes.add_fact(change, dict(given_))
            elif what == "edit":
                changes.edit(change, given_, {"topics": ["edited"]})
            elif what == "remove":
                changes.remove(change, [given_])
            else:
                changes.undo(change, None)
            told = changes.results(change)
    except HtqError as error:
        return f"{error} {error.hint}"
    return json.dumps([told, change.warnings])
