"""The commands that change the store, from the outside."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from healthtech_cli.cli.schemas import schema
from healthtech_cli.store.writing import commit
from tests.conftest import isolated

Htq = Callable[..., Any]
PILLPACK = "acquisition-amazon-pillpack-2018-09"
BUILT_IN = Path(__file__).parents[2] / "seeds"
NEW = ("add", "Acme Health bought Foo Labs.", "--type", "acquisition", "--actor", "Acme Health", "--target", "Foo Labs")
NEW_ID = "acquisition-acme-health-foo-labs"


def facts(htq: Htq, **kept: Any) -> dict[str, Any]:
    return {row["id"]: row for row in htq("facts", "--json", **kept).results()}


def user_store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "htq" / "store.json"


def test_the_first_write_makes_the_user_s_store_and_says_so(htq: Htq, tmp_path: Path) -> None:
    """The first change copies the built-in facts into the user's own store and tells where that is."""
    before = facts(htq)
    ran = htq(*NEW)
    assert ran.code == 0
    assert f'made the store "{user_store(tmp_path)}" from the built-in facts' in ran.err
    assert set(facts(htq)) == {*before, NEW_ID}
    assert "made the store" not in htq(*NEW[:-1], "Bar Labs").err


def test_an_added_fact_needs_a_type_and_a_statement_only(htq: Htq) -> None:
    """A fact of type and statement is stored whole, its method import, without evidence."""
    htq("add", "Somebody opened a clinic.", "--type", "launch")
    row = facts(htq)["launch-somebody-opened-a-clinic"]
    assert (row["method"], row["evidence"], row["actor"], row["status"]) == ("import", [], None, "completed")
    Draft202012Validator(schema("fact")).validate(row)


def test_unknown_names_become_unverified_entities(htq: Htq) -> None:
    """Names that the store does not have become entities marked unverified; known ones are found by any alias."""
    htq("add", "x", "--type", "acquisition", "--actor", "亚马逊", "--target", "Foo Labs")
    row = facts(htq)["acquisition-amazon-foo-labs"]
    assert row["actor"] == {"id": "amazon", "name": "Amazon"}
    made = next(one for one in htq("companies", "--all", "--json").results() if one["id"] == "foo-labs")
    assert made["unverified"] is True


def test_near_names_are_not_taken_for_known_ones(htq: Htq) -> None:
    """A name one letter off a known one becomes an entity of its own, never a guess."""
    htq("add", "x", "--type", "launch", "--actor", "Amazonn")
    assert htq("show", "launch-amazonn-x", "--json").results()[0]["actor"]["id"] == "amazonn"


def test_adding_the_same_claim_again_changes_nothing(htq: Htq, tmp_path: Path) -> None:
    """The same parties and date in other words are one claim: exit 0, nothing written."""
    htq(*NEW, "--date", "2025-03")
    before = user_store(tmp_path).read_bytes()
    ran = htq("add", "Foo Labs went to Acme.", *NEW[2:], "--date", "2025-03-04")
    assert ran.code == 0
    assert "nothing to change" in ran.err
    assert user_store(tmp_path).read_bytes() == before


def test_the_same_claim_in_a_second_document_adds_evidence(htq: Htq) -> None:
    """A claim that is there already gets the second document as evidence, with the date as that one has it."""
    htq(*NEW, "--date", "2020-03", "--document", "nl-tiktok-2022")
    htq(*NEW, "--date", "2020-03-04", "--document", "zh-wellcare-2020", "--span", "10:20")
    row = facts(htq)[NEW_ID + "-2020-03"]
    assert [one["document"] for one in row["evidence"]] == ["nl-tiktok-2022", "zh-wellcare-2020"]
    assert (row["date"], row["evidence"][1]["date"], row["evidence"][1]["start"]) == ("2020-03", "2020-03-04", 10)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--type", "aquisition"], "did you mean acquisition?"),
        (["--date", "2018-13"], "date: no such month"),
        (["--money", "much"], '"much" is not an amount'),
        (["--document", "nowhere"], 'no document "nowhere"'),
        (["--document", "nl-tiktok-2022", "--span", "5:999999"], "behind the document's end"),
        (["--document", "nl-tiktok-2022", "--span", "9:5"], "must lie after start"),
        (["--span", "1:2"], "--span needs a document"),
        (["--status", "done"], "none of planned"),
    ],
)
def test_wrong_fields_are_named(htq: Htq, tmp_path: Path, options: list[str], words: str) -> None:
    """A fact with a wrong field is refused with exit 2, the field and the way out, and no store is made."""
    ran = htq("add", "x", "--type", "launch", *options)
    assert ran.code == 2
    assert words in ran.err
    assert not user_store(tmp_path).exists()


def test_add_reads_json(htq: Htq) -> None:
    """`add -` takes a fact as an object, options filling in what it lacks."""
    given = json.dumps({"type": "launch", "statement": "From JSON.", "money": "about USD 3bn"})
    row = htq("add", "-", "--date", "2020", "--json", input=given).results()[0]
    assert facts(htq)[row["id"]]["money"] == {"amount": 3_000_000_000, "currency": "USD", "bound": "about"}
    assert htq("add", "-", input="[1]").code == 2


def test_edit_changes_only_what_is_named(htq: Htq) -> None:
    """An edit changes the named fields, prints each before and after, and keeps the id."""
    before = facts(htq)[PILLPACK]
    ran = htq("edit", PILLPACK, "--date", "2018-09-12", "--set", "money.amount=1", "--clear", "note", "--json")
    changed = {one["field"]: one["after"] for one in ran.results()[0]["fields"]}
    assert changed == {"date": "2018-09-12", "money": {**before["money"], "amount": 1}, "note": None}
    after = facts(htq)[PILLPACK]
    assert {**after, "conflicts": []} == {**before, **changed, "conflicts": []}
    Draft202012Validator(schema("changes")).validate(ran.json())


def test_a_renamed_entity_is_renamed_in_its_facts(htq: Htq) -> None:
    """The new name of an entity stands in every fact and unit that refers to it."""
    htq("edit", "pillpack", "--set", "name=Pill Pack")
    assert facts(htq)[PILLPACK]["target"] == {"id": "pillpack", "name": "Pill Pack"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["edit", PILLPACK], 2),
        (["edit", PILLPACK, "--set", "id=other"], 2),
        (["edit", PILLPACK, "--set", "stament=x"], 2),
        (["edit", PILLPACK, "--set", "value.number=4"], 2),
        (["edit", "pillpack", "--set", "kind=shop"], 2),
        (["edit", "amazon", "--set", "parent=pillpack"], 2),
        (["edit", "nl-tiktok-2022", "--set", "length=3"], 2),
        (["edit", "nothing-of-this-name", "--date", "2018"], 4),
        (["rm", "nothing-of-this-name"], 4),
        (["rm", "amazon"], 2),
        (["rm", "nl-tiktok-2022"], 2),
        (["merge", "amazon", "amazon"], 2),
        (["merge", "amazon", "nobody of this name"], 4),
        (["unmerge", "amazon"], 2),
        (["undo"], 2),
        (["undo", "7"], 4),
        (["restore", "7"], 3),
        (["import", "missing.jsonl"], 2),
        (["attach", "missing.txt"], 2),
    ],
)
def test_what_cannot_be_done_is_refused_whole(htq: Htq, tmp_path: Path, arguments: list[str], code: int) -> None:
    """Impossible changes end with their exit code and one message, and make no store."""
    ran = htq(*arguments)
    assert ran.code == code
    assert ran.err.startswith("htq: ")
    assert "Traceback" not in ran.err
    assert not user_store(tmp_path).exists()


def test_removed_facts_are_gone(htq: Htq) -> None:
    """`rm` takes facts away, and an entity once nothing refers to it."""
    htq(*NEW)
    assert htq("rm", "acme-health").code == 2
    assert htq("rm", NEW_ID, "acme-health").code == 0
    assert htq("show", NEW_ID).code == 4


def test_dry_run_changes_nothing(htq: Htq, tmp_path: Path) -> None:
    """`--dry-run` prints what would change, and neither makes a store nor a file."""
    ran = htq(*NEW, "--dry-run", "--json")
    assert [row["id"] for row in ran.results()] == [NEW_ID, "acme-health", "foo-labs"]
    assert ran.json()["query"]["dry_run"] is True
    assert not user_store(tmp_path).exists()


def test_what_htq_prints_can_be_imported(htq: Htq, tmp_path: Path) -> None:
    """Every machine format of the facts imports into the same store without changing it."""
    own = tmp_path / "own.json"
    htq(*NEW, "--store", str(own))
    for form in ("json", "jsonl", "csv", "tsv"):
        text = htq("facts", f"--{form}", store=own).out
        ran = htq("import", "-", "--json", store=own, input=text)
        assert (ran.code, ran.results()) == (0, []), form


def test_import_of_the_built_in_rows_changes_nothing(htq: Htq) -> None:
    """The built-in entities, documents and facts are what the new store has already."""
    ran = htq("import", *(str(BUILT_IN / f"{name}.jsonl") for name in ("facts", "documents", "entities")), "--json")
    assert (ran.code, ran.results()) == (0, [])


LINES = """{"type": "launch", "statement": "One.", "actor": "Acme", "target": "Bar"}

{"type": "funding_round", "statement": "Two.", "actor": "Acme", "partners": ["Fund A", "Fund B"], "money": "$ 5m"}
{"name": "Fund A", "kind": "institution", "aliases": ["Fonds A"]}
"""


def test_import_is_idempotent(htq: Htq, tmp_path: Path) -> None:
    """A second import of the same lines finds nothing to change; the same rows have the same ids in another store."""
    first = htq("import", "-", "--json", input=LINES)
    assert htq("import", "-", "--json", input=LINES).results() == []
    other = htq("import", "-", "--json", input=LINES, store=tmp_path / "other.json")
    assert [row["id"] for row in first.results()] == [row["id"] for row in other.results()]
    row = facts(htq)["funding-round-acme-fund-a"]
    assert [one["id"] for one in row["partners"]] == ["fund-a", "fund-b"]
    assert row["money"] == {"amount": 5_000_000, "currency": None, "bound": "exact"}


def test_import_of_a_known_id_changes_that_fact(htq: Htq) -> None:
    """A row with a known id changes the fields it has and leaves the others as they were."""
    before = facts(htq)[PILLPACK]
    htq("import", "-", input=json.dumps({"id": PILLPACK, "note": "checked again"}))
    assert facts(htq)[PILLPACK] == {**before, "note": "checked again"}


BAD_LINES = {
    '{"type": "lunch", "statement": "x"}': "did you mean launch?",
    '{"type": "launch"}': "statement is missing",
    '{"statement": "x"}': "type is missing",
    '{"type": "launch", "statement": "x", "stament": 1}': "stament is no field; did you mean statement?",
    '{"type": "launch", "statement": "x", "date": "12 May"}': "date: not an EDTF date",
    '{"type": "launch", "statement": "x", "money": {"amount": NaN}}': "NaN is no JSON number",
    '{"type": "launch", "statement": "x", "money": {"amount": 1e999}}': "inf is no figure",
    '{"type": "launch", "statement": "x", "money": {"amount": "5"}}': 'money.amount must be a number, not "5"',
    '{"type": "launch", "statement": "x", "money": {"amount": true}}': "must be a number, not true",
    '{"type": "launch", "statement": "x", "confidence": 2}': "must lie between 0 and 1",
    '{"type": "launch", "type": "ipo", "statement": "x"}': "type stands twice",
    '{"type": "launch", "statement": "\\ud800"}': "lone surrogate",
    '{"type": "launch", "statement": ""}': "statement must not be empty",
    '{"type": "launch", "statement": 5}': "statement must be a text, not 5",
    '{"type": ["launch"], "statement": "x"}': "type: a list is none of",
    '{"type": "launch", "statement": "x", "actor": 5}': "actor must be a name",
    '{"type": "launch", "statement": "x", "actor": {"id": "../x"}}': "actor.id is no id",
    '{"type": "launch", "statement": "x", "actor": ""}': "actor must not be empty",
    '{"type": "launch", "statement": "x", "partners": 5}': "partners must be a list",
    '{"type": "launch", "statement": "x", "evidence": ["nowhere"]}': 'no document "nowhere"',
    '{"type": "launch", "statement": "x", "evidence": [{"document": "nl-tiktok-2022", "start": -1, "end": 4}]}': "0 on",
    '{"type": "launch", "statement": "x", "id": "Not An Id"}': "is no id",
    '{"type": "launch", "statement": "x", "topics": [1]}': "topics[0] must be a text",
    '{"type": "launch", "statement": "x", "money": {"amount": 1}, "value": {"number": 1, "unit": "x"}}': "one figure",
    "[1]": "must be an object",
    "null": "must be an object",
    "nonsense": "is not JSON",
    '{"type": "launch", "statement": "x"': "is not JSON",
    "[" * 100_000: "nested too deeply",
    '{"a":' * 100_000: "nested too deeply",
    '{"type": "launch", "statement": "x", "confidence": ' + "9" * 5000 + "}": "too many digits",
    '{"type": "launch", "statement": "' + "x" * 30_000 + '"}': "30,000 characters",
    '{"type": "launch", "statement": "' + "x" * 2_000_000 + '"}': "more than 1,048,576",
    '{"kind": "company", "name": "A", "aliases": [{"text": 5}]}': "aliases[0].text must be a text",
    '{"kind": "shop", "name": "A"}': '"shop" is none of company',
    '{"sha256": "00", "id": "d", "title": "t", "language": "en", "length": 1}': "no SHA-256",
}  # fmt: skip


def test_every_bad_line_is_named_and_nothing_is_half_applied(htq: Htq, tmp_path: Path) -> None:
    """Among good lines each bad one is reported with its line and field; no store is made of the good ones."""
    good = '{"type": "launch", "statement": "good %d"}'
    bad = [*BAD_LINES]
    for start in range(0, len(bad), 12):
        some = bad[start : start + 12]
        text = "\n".join(line for at, one in enumerate(some) for line in (good % at, one)) + "\n"
        ran = htq("import", "-", input=text)
        assert ran.code == 2
        for at, line in enumerate(some):
            told = [words for words in ran.err.splitlines() if words.strip().startswith(f"line {2 * at + 2}: ")]
            assert any(BAD_LINES[line] in words for words in told), (line[:80], told, ran.err)
        assert f'nothing was imported from "-": {len(some)} of {2 * len(some)} rows' in ran.err
    assert not user_store(tmp_path).exists()


BAD_FILES = {
    "empty": (b"", "is empty"),
    "blank": (b"\n \n", "is empty"),
    "binary": (bytes(range(256)) * 64, "is binary"),
    "NUL": (b'{"type": "launch"}\n\0', "line 2 holds a NUL"),
    "Latin-1": ('{"type": "launch",\n "statement": "Zürich"}'.encode("latin-1"), "is not UTF-8 in line 2"),
    "half UTF-8": (b'{"type": "launch", "statement": "\xe4\xba', "is not UTF-8 in line 1"),
    "a word": (b"hello", "has no rows"),
    "columns twice": (b"type,type\nlaunch,x\n", 'the column "type" twice'),
    "too many cells": (b"type,statement\nlaunch,x,y\n", "line 2: has 3 cells under 2 columns"),
    "open quote": (b'type,statement\nlaunch,"x\n', "is not CSV"),
    "unknown column": (b"type,statement,color\nlaunch,x,red\n", "line 2: color is no field"),
    "a number of objects": (b'{"results": 5, "schema": 1}', "must be a list of facts"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_files_that_are_something_else_are_refused(htq: Htq, tmp_path: Path, name: str) -> None:
    """A file that holds no rows is one clear error with exit 2."""
    data, words = BAD_FILES[name]
    file = tmp_path / "rows"
    file.write_bytes(data)
    ran = htq("import", str(file))
    assert (ran.code, words in ran.err) == (2, True), ran.err
    assert "Traceback" not in ran.err


def test_encodings_with_a_mark_are_read(htq: Htq) -> None:
    """Lines with a byte-order mark, in UTF-8 or UTF-16, and Windows line ends are read."""
    line = '{"type": "launch", "statement": "Ä %s"}\r\n'
    for at, encoding in enumerate(("utf-8-sig", "utf-16")):
        ran = htq("import", "-", "--json", input=(line % at).encode(encoding))
        assert [row["text"] for row in ran.results()] == [f"Ä {at}"]


@pytest.mark.parametrize("what", ["folder", "pipe", "endless", "huge"])
def test_input_that_would_never_end_is_refused(htq: Htq, tmp_path: Path, what: str) -> None:
    """Folders, pipes, devices and files of 200 MB are refused before they are read."""
    file = tmp_path / "rows.jsonl"
    if what == "folder":
        file.mkdir()
    elif what == "pipe":
        os.mkfifo(file)
    elif what == "endless":
        file.symlink_to("/dev/zero")
    else:
        with file.open("wb") as big:
            big.truncate(200 << 20)
    for command in ("import", "attach"):
        ran = htq(command, str(file))
        assert ran.code == 2, ran.err
        assert "regular file" in ran.err or "MB" in ran.err or "directory" in ran.err


def test_memory_stays_bounded_on_hostile_input(tmp_path: Path) -> None:
    """A hundred megabytes of brackets on standard input are refused within 400 MB of memory."""
    limit = "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (400 << 20,) * 2); "
    run = "from healthtech_cli.__main__ import run; sys.exit(run(['import', '-']))"
    ran = subprocess.run(
        [sys.executable, "-c", limit + run], input=b"[" * (100 << 20), capture_output=True, env=isolated(tmp_path)
    )
    assert (ran.returncode, b"more than 64 MB" in ran.stderr) == (2, True), ran.stderr[-500:]


def test_cells_defused_for_spreadsheets_are_read_back(htq: Htq) -> None:
    """The apostrophe that keeps a spreadsheet from running a cell is taken off again."""
    htq("add", "=SUM(A1) was said.", "--type", "quote")
    text = htq("facts", "--csv").out
    assert "'=SUM(A1)" in text
    assert htq("import", "-", "--json", input=text).results() == []


def merged(htq: Htq) -> Any:
    htq("add", "A", "--type", "acquisition", "--actor", "Acme", "--target", "Foo", "--date", "2020")
    htq("add", "B", "--type", "acquisition", "--actor", "Acme Inc", "--target", "Foo", "--date", "2020-05",
        "--document", "nl-tiktok-2022")  # fmt: skip
    htq("add", "C", "--type", "launch", "--actor", "Acme Inc", "--target", "Bar")
    htq("edit", "bar", "--set", "parent=acme-inc")
    return htq("merge", "acme", "acme-inc")


def test_merged_entities_are_one_and_old_ids_work(htq: Htq) -> None:
    """After a merge names, units and facts are the kept one's, and the old ids of entity and fact lead there."""
    assert merged(htq).code == 0
    for name in ("acme-inc", "Acme Inc"):
        assert htq("company", name, "--json").results()[0]["id"] == "acme"
    joined = htq("show", "acquisition-acme-inc-foo-2020-05", "--json").results()[0]
    assert joined["id"] == "acquisition-acme-foo-2020"
    assert joined["evidence"][0]["date"] == "2020-05"
    assert facts(htq)["launch-acme-inc-bar"]["actor"] == {"id": "acme", "name": "Acme"}
    bar = next(one for one in htq("companies", "--all", "--json").results() if one["id"] == "bar")
    assert bar["parent"]["id"] == "acme"


def test_new_facts_about_a_merged_entity_go_to_the_kept_one(htq: Htq) -> None:
    """Adding by the old id or the old name reaches the entity that it was merged into."""
    merged(htq)
    for at, name in enumerate(("acme-inc", "Acme Inc")):
        htq("add", f"{at}", "--type", "strategy", "--actor", name)
        assert facts(htq)[f"strategy-acme-{at}"]["actor"]["id"] == "acme"


def test_unmerge_brings_back_what_was_merged_and_keeps_later_edits(htq: Htq) -> None:
    """Entity, fact and unit come back as they were; a note written since the merge stays."""
    merged(htq)
    htq("edit", "launch-acme-inc-bar", "--note", "later")
    assert htq("unmerge", "acme-inc").code == 0
    now = facts(htq)
    assert now["acquisition-acme-inc-foo-2020-05"]["actor"] == {"id": "acme-inc", "name": "Acme Inc"}
    assert now["acquisition-acme-foo-2020"]["evidence"] == []
    assert (now["launch-acme-inc-bar"]["actor"]["id"], now["launch-acme-inc-bar"]["note"]) == ("acme-inc", "later")
    entities = {one["id"]: one for one in htq("companies", "--all", "--json").results()}
    assert entities["bar"]["parent"]["id"] == "acme-inc"
    assert entities["acme"]["aliases"] == []


def test_undo_goes_back_step_by_step_and_can_be_undone(htq: Htq) -> None:
    """Undo takes back the latest change that stands; undoing an undo brings its change back."""
    start = facts(htq)
    htq(*NEW)
    htq("edit", NEW_ID, "--note", "one")
    edited = facts(htq)
    assert htq("undo").code == 0
    assert facts(htq)[NEW_ID]["note"] is None
    assert htq("undo").code == 0
    assert facts(htq) == start
    last = htq("undo")
    assert (last.code, "htq undo 4 brings back" in last.err) == (2, True)
    assert htq("undo", "4").code == htq("undo", "3").code == 0
    assert facts(htq) == edited


def test_every_kind_of_change_can_be_taken_back(htq: Htq) -> None:
    """After import, merge, rm, unmerge and edits, as many undos lead back to the facts and entities of the start."""
    htq(*NEW)
    start = facts(htq), htq("companies", "--all", "--json").results()
    merged(htq)
    htq("import", "-", input=LINES)
    htq("rm", "launch-acme-inc-bar")
    htq("edit", "acme", "--set", "name=Acme Group")
    rows = htq("log", "--json").results()
    for _ in rows[:-1]:
        assert htq("undo").code == 0
    assert (facts(htq), htq("companies", "--all", "--json").results()) == start


def test_undo_of_something_changed_since_is_refused(htq: Htq) -> None:
    """A change whose fact was altered again is not undone; the message names the later change."""
    htq(*NEW)
    htq("edit", NEW_ID, "--note", "one")
    ran = htq("undo", "1")
    assert (ran.code, "changed again by change 2" in ran.err) == (2, True)


def test_the_log_tells_every_change(htq: Htq) -> None:
    """The log has each change with its time, command and rows, newest first, and what is undone by what."""
    htq(*NEW)
    htq("edit", "amazon", "--set", "country=US", "--set", "note=big")
    htq("undo")
    answer = htq("log", "--json")
    Draft202012Validator(schema("log")).validate(answer.json())
    rows = answer.results()
    assert [(row["id"], row["command"], row["undoes"], row["undone_by"]) for row in rows] == [
        ("3", "undo", "2", None), ("2", "edit", None, "3"), ("1", "add", None, None),
    ]  # fmt: skip
    assert rows[0]["at"] == "2026-01-15T00:00:00Z"
    assert [row["id"] for row in htq("log", NEW_ID, "--json").results()] == ["1"]


def test_a_damaged_store_is_restored_and_kept_aside(htq: Htq, tmp_path: Path) -> None:
    """`restore` brings a damaged store back to its newest state and keeps the damaged file."""
    htq(*NEW)
    path = user_store(tmp_path)
    good = path.read_bytes()
    path.write_bytes(good[:5000])
    broken = htq("facts")
    assert (broken.code, "htq restore" in broken.err) == (3, True)
    assert htq("rm", NEW_ID).code == 3
    ran = htq("restore")
    assert (ran.code, path.read_bytes()) == (0, good)
    assert Path(ran.err.rsplit('"', 2)[1]).read_bytes() == good[:5000]


def test_going_back_is_a_change_that_can_be_undone(htq: Htq) -> None:
    """`restore STATE` makes an earlier state the store's again, keeps the log, and undo takes it back."""
    htq(*NEW)
    htq("rm", NEW_ID)
    states = htq("restore", "--list", "--json")
    Draft202012Validator(schema("restore")).validate(states.json())
    assert [(row["state"], row["current"]) for row in states.results()] == [(2, True), (1, False)]
    assert htq("restore", "1").code == 0
    assert NEW_ID in facts(htq)
    assert [row["command"] for row in htq("log", "--json").results()] == ["restore", "rm", "add"]
    htq("undo")
    assert NEW_ID not in facts(htq)
    assert htq("restore", "99").code == 4


TEXT = "Erste Zeile: Ärzte\nZweite Zeile “Zitat”\n"
DOCUMENT = {
    "id": "my-text", "title": "My text", "language": "de", "length": len(TEXT),
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
}  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("cp1252"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.rstrip("\n").encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "cp1252", "crlf", "no last line end"],
)
def test_a_text_is_recognised_whatever_its_encoding(htq: Htq, tmp_path: Path, data: bytes) -> None:
    """The text of a known document is attached from any file that stands for it, and its passages are shown."""
    claim = {"type": "quote", "statement": "x", "evidence": [{"document": "my-text", "start": 13, "end": 18}]}
    htq("import", "-", input=json.dumps(DOCUMENT) + "\n" + json.dumps(claim))
    file = tmp_path / "any name.bin"
    file.write_bytes(data)
    ran = htq("attach", str(file))
    assert (ran.code, "attached\tdocument\tmy-text" in ran.out) == (0, True)
    shown = htq("show", "quote-x", "--json").results()[0]
    assert shown["evidence"][0]["quote"] == "Ärzte"
    assert next(one for one in htq("documents", "--json").results() if one["id"] == "my-text")["has_text"] is True
    assert "unchanged\tdocument\tmy-text" in htq("attach", str(file)).out


def test_an_unknown_text_is_not_attached(htq: Htq, tmp_path: Path) -> None:
    """A text that no document has is refused with exit 4 and the way to ingest it; the known one beside it waits."""
    htq("import", "-", input=json.dumps(DOCUMENT))
    known, unknown = tmp_path / "known.txt", tmp_path / "unknown.txt"
    known.write_text(TEXT)
    unknown.write_text("something else")
    ran = htq("attach", str(known), str(unknown))
    assert (ran.code, f"htq ingest {unknown}" in ran.err, str(known) in ran.err) == (4, True, False)
    assert not list(user_store(tmp_path).parent.glob("store.texts/*"))


def test_writers_at_once_all_get_through(htq: Htq, tmp_path: Path) -> None:
    """Six `htq add` at the same time leave six facts and six changes."""
    htq(*NEW)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "healthtech_cli", "add", f"fact {at}", "--type", "launch"],
            env=isolated(tmp_path), cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for at in range(6)
    ]  # fmt: skip
    assert [one.wait(60) for one in running] == [0] * 6
    assert {f"launch-fact-{at}" for at in range(6)} <= set(facts(htq))
    assert len(htq("log", "--json").results()) == 7


FAULTY_ROWS = {
    "facts": [{"id": "a"}, {"id": "a", "type": "launch", "evidence": 5}, {"id": "a", "date": "yesterday"}],
    "entities": [{"id": "a"}, {"id": "a", "name": 5, "aliases": {}}],
    "documents": [{"id": "a"}, {"id": "a", "sha256": None}],
    "redirects": [{"id": "acme"}, {"id": "acme", "to": 5}],
}


@pytest.mark.parametrize("table", FAULTY_ROWS)
def test_rows_that_no_command_wrote_are_explained(htq: Htq, tmp_path: Path, table: str) -> None:
    """A store with a good checksum and impossible rows ends in its answer or in exit 3 with line and field."""
    path = tmp_path / "odd.json"
    for row in FAULTY_ROWS[table]:
        path.unlink(missing_ok=True)
        commit(str(path), {table: {"1": row}}, None)
        for command in (
            ["facts"],
            ["company", "acme"],
            ["companies", "-a"],
            ["documents"],
            ["search", "x"],
            ["show", "a"],
        ):
            ran = htq(*command, "--json", store=path)
            assert "Traceback" not in ran.err, (row, command, ran.err)
            assert ran.code in (0, 3, 4)
            if ran.code == 3:
                assert " in line " in ran.error()["message"]


@pytest.mark.parametrize(
    ("row_id", "options", "words"),
    [
        ("amazon", ("--set", "country=USA"), '"USA" is no ISO 3166 code'),
        (PILLPACK, ("--type", "metric", "--clear", "money"), "a metric has a figure"),
    ],
)
def test_an_edit_leaves_a_row_that_is_sound_as_a_whole(
    htq: Htq, row_id: str, options: tuple[str, ...], words: str
) -> None:
    """A country is one of ISO's codes, and what becomes a metric needs a figure."""
    ran = htq("edit", row_id, *options)
    assert ran.code == 2
    assert words in ran.err
    assert htq("edit", "amazon", "--set", "country=DE").code == 0


def test_an_amount_that_is_none_is_said_as_such(htq: Htq) -> None:
    """What cannot be read as money or as a figure is named, with one that can."""
    ran = htq("add", "x", "--type", "launch", "--money", "abc", "--value", "many")
    assert ran.code == 2
    assert '"abc" is not an amount' in ran.err
    assert '"many" is not a figure with its unit' in ran.err


def test_a_change_that_is_no_number_is_a_usage_error(htq: Htq) -> None:
    """`undo abc` is exit 2, a number that no change has exit 4."""
    assert htq("undo", "abc").code == 2
    assert htq("undo", "999").code == 4


def test_a_wrong_limit_is_told_in_plain_words(htq: Htq) -> None:
    """`--limit x` is no whole number; `--limit` without one does not offer itself."""
    assert "'x' is not a whole number" in htq("deals", "--limit", "x").err
    assert "did you mean --limit" not in htq("deals", "--limit").err


def test_a_name_like_a_known_one_is_warned_of(htq: Htq, tmp_path: Path) -> None:
    """A misspelt actor becomes a new, unverified entity only with a warning that names the known one."""
    ran = htq("add", "x", "--type", "launch", "--actor", "amazn", "--dry-run", "--json")
    assert "like Amazon (0." in ran.json()["warnings"][0]
    assert any("unverified" in one["text"] for one in ran.results())
    path = tmp_path / "facts.jsonl"
    path.write_text('{"type": "launch", "statement": "x", "actor": "amazn"}\n')
    assert "like Amazon (0." in htq("import", str(path)).err
    assert "like" not in htq("add", "y", "--type", "launch", "--actor", "Quillfeather").err


def test_an_entity_without_id_takes_nothing_from_a_known_one(htq: Htq, tmp_path: Path) -> None:
    """Imported by its name, a known entity keeps its aliases and gains the new one."""

    def amazon() -> Any:
        return next(one for one in htq("companies", "--all", "--json").results() if one["id"] == "amazon")

    before = amazon()
    path = tmp_path / "entities.jsonl"
    path.write_text('{"name": "Amazon", "kind": "company", "aliases": ["The Everything Store"]}\n')
    assert htq("import", str(path)).code == 0
    after = amazon()
    assert [one["text"] for one in after["aliases"]] == [
        *(one["text"] for one in before["aliases"]), "The Everything Store"
    ]  # fmt: skip
    assert {**after, "aliases": None} == {**before, "aliases": None}
    assert "nothing to change" in htq("import", str(path)).err
