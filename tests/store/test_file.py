"""The store's file: what TinyDB can open, what damage is recognised, what readers and copies see."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where

from healthtech_cli.errors import StoreError
from healthtech_cli.store import durable, layout
from healthtech_cli.store.opening import open_store
from healthtech_cli.store.seeds import open_seeds
from healthtech_cli.store.tinydb_json import open_file
from healthtech_cli.store.writing import JsonFile, commit, writing

AT = "2026-01-15T00:00:00Z"


def row(row_id: str, **fields: Any) -> dict[str, Any]:
    return {"id": row_id, "statement": "s", **fields}


def new_store(path: Path, *ids: str) -> None:
    commit(str(path), {"facts": {str(at): row(one) for at, one in enumerate(ids or ("a", "b", "c"), 1)}}, None)


def ids_in(path: Path) -> list[str]:
    return [one["id"] for one in open_file(str(path)).table("facts")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "store.json"
    new_store(made)
    return made


def test_tinydb_opens_the_file(path: Path) -> None:
    """TinyDB with its own storage finds a row of the store."""
    assert TinyDB(path).table("facts").get(where("id") == "b") == row("b")


def test_our_storage_serves_tinydb(path: Path) -> None:
    """Inserts, updates and removals through TinyDB are read back from a file with a good checksum."""
    table = TinyDB(str(path), storage=JsonFile).table("facts")
    table.insert(row("d"))
    table.update({"statement": "new"}, where("id") == "a")
    table.remove(where("id") == "b")
    store = open_file(str(path))
    assert [one["id"] for one in store.table("facts")] == ["a", "c", "d"]
    assert store.table("facts")[0]["statement"] == "new"


def test_our_storage_refuses_to_overwrite_what_it_did_not_see(path: Path) -> None:
    """A write through TinyDB after somebody else's is refused, and the other's stays."""
    storage = JsonFile(str(path))
    seen = storage.read()
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("other"))
    with pytest.raises(StoreError, match="changed by somebody else"):
        storage.write(seen or {})
    assert "other" in ids_in(path)


def test_one_document_is_one_line(path: Path) -> None:
    """Every fact stands on a line of its own, so that a changed fact is one changed line."""
    lines = path.read_text().splitlines()
    assert [line for line in lines if '"id": "b"' in line] == ['"2": {"id": "b", "statement": "s"},']


json_rows = st.dictionaries(
    st.text(max_size=8),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=20),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(json_rows, max_size=5))
def test_any_rows_come_back_as_they_were(rows: list[dict[str, Any]]) -> None:
    """Rows of any JSON, control characters and lone surrogates included, survive encoding table by table."""
    kept = [{**one, "id": str(at)} for at, one in enumerate(rows)]
    data = layout.encode({"facts": {str(at): one for at, one in enumerate(kept, 1)}, "notes": {"1": {"id": "n"}}}, 7)
    first, _, rest = data.partition(b"\n")
    assert layout.decode_head(first + b"\n").revision == 7
    assert layout.decode_table(rest, "facts") == kept
    assert layout.decode_table(rest, "notes") == [{"id": "n"}]
    assert layout.decode_table(rest, "entities") == []
    assert layout.encode(layout.raw_tables(rest), 7) == data
    assert json.loads(data)["facts"] == {str(at): one for at, one in enumerate(kept, 1)}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_altered_byte_is_recognised(data: st.DataObject) -> None:
    """A store with one altered byte, and one that was cut, is refused or holds what it held."""
    whole = layout.encode({"facts": {"1": row("a"), "2": row("b")}}, 3)
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.json"
        for bad in (flipped, whole[:at]):
            file.write_bytes(bad)
            try:
                head, rest = layout.read_file(str(file))
            except layout.Damage:
                continue
            # a blank of the first line may become a tab
            assert (head.revision, head.schema, rest) == (3, 1, whole.partition(b"\n")[2])


HEAD = b'{"meta": {"1": {"format": "htq-store", "schema": 1, "revision": 1, "bytes": %d, "sha256": "%s"}},\n'


def vouched(rest: bytes) -> bytes:
    """A file whose first line fits the rest, whatever that is."""
    return HEAD % (len(rest), layout.checksum(rest, schema=1, revision=1).encode()) + rest


DAMAGED = {
    "empty": (b"", "is empty"),
    "null": (b"null", "is not a store"),
    "text": (b"hello\n" * 50, "is not a store"),
    "binary": (bytes(range(256)) * 20, "is not a store"),
    "list": (b"[]", "is not a store"),
    "another JSON": (b'{"_default": {"1": {"a": 1}}}', "is not a store"),
    "utf-16": ('{"meta": {"1": {'.encode("utf-16"), "is not a store"),
    "half a first line": (b'{"meta": {"1": {"format": "htq', "first line that cannot be read"),
    "another format": (HEAD.replace(b"htq-store", b"other") % (0, b""), "says something else"),
    "size of a word": (HEAD.replace(b"%d", b'"9"') % b"", "says something else"),
    "negative size": (HEAD % (-1, b""), "says something else"),
    "boolean revision": (HEAD.replace(b'"revision": 1', b'"revision": true') % (0, b""), "says something else"),
    "endless size": (HEAD % (10**15, b""), "more than htq reads"),
    "newer": (HEAD.replace(b'"schema": 1', b'"schema": 2') % (0, b""), "newer htq"),
    "cut": (vouched(b"x" * 90)[:-10], "ends after"),
    "longer": (vouched(b"x" * 90) + b"y", "1 bytes too many"),
    "altered": (vouched(b"x" * 90).replace(b"xx\n", b"xy\n")[:-1] + b"z", "checksum"),
    "rows of text": (vouched(b'"facts": {\n"1": "a"\n}\n}\n'), "row 1 of its table facts"),
    "rows without id": (vouched(b'"facts": {\n"1": {"a": 1}\n}\n}\n'), "row 1 of its table facts"),
    "id a number": (vouched(b'"facts": {\n"1": {"id": 1}\n}\n}\n'), "row 1 of its table facts"),
    "nested": (vouched(b'"facts": {\n"1": ' + b"[" * 100_000 + b"]" * 100_000 + b"\n}\n}\n"), "nested too deeply"),
    "vouched rubbish": (vouched(b'"facts": {\n"1": {"id": }\n}\n}\n'), "is not JSON"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_store_is_one_clear_error(tmp_path: Path, name: str) -> None:
    """Each kind of damage raises StoreError that names the file and what is wrong, and leaves the bytes alone."""
    data, words = DAMAGED[name]
    path = tmp_path / "store.json"
    path.write_bytes(data)
    with pytest.raises(StoreError) as caught:
        open_file(str(path)).table("facts")
    assert str(path) in caught.value.message
    assert words in caught.value.message
    assert caught.value.hint
    with pytest.raises(StoreError), writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("new"))
    assert path.read_bytes() == data


def test_a_huge_file_that_is_no_store_is_refused_unread(tmp_path: Path) -> None:
    """A file of 200 MB without the first line of a store is refused from its first 4 kB."""
    path = tmp_path / "store.json"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    with pytest.raises(StoreError, match="is not a store"):
        open_file(str(path))


def test_a_byte_order_mark_is_tolerated(path: Path) -> None:
    """A store that an editor gave a byte-order mark, and nothing else, is read as before."""
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert ids_in(path) == ["a", "b", "c"]


@pytest.mark.parametrize("make", ["folder", "pipe"])
def test_what_is_no_file_is_refused(tmp_path: Path, make: str) -> None:
    """A folder or a pipe in the store's place is refused at once."""
    path = tmp_path / "store.json"
    path.mkdir() if make == "folder" else os.mkfifo(path)
    with pytest.raises(StoreError):
        open_file(str(path))


def test_the_way_back_is_told(path: Path) -> None:
    """The error for a damaged store names the command and the state that it goes back to."""
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(StoreError) as caught:
        open_file(str(path))
    assert caught.value.hint == f'htq restore --store "{path}" goes back to the newest good copy (state 2)'


def test_the_last_ten_states_are_kept(path: Path) -> None:
    """After fifteen changes ten copies are there, the newest the store as it is, and they are whole."""
    for number in range(15):
        with writing(str(path), command="t", at=AT) as change:
            change.insert("facts", row(f"n{number}"))
    kept = durable.good_copies(str(path))
    assert [head.revision for _, head, _ in kept] == list(range(16, 6, -1))
    assert Path(kept[0][0]).read_bytes() == path.read_bytes()


def test_copies_do_not_share_the_store_s_bytes(path: Path) -> None:
    """Rewriting the store in place, as an editor does, leaves the newest copy as it was."""
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    with path.open("r+b") as file:
        file.write(b"spoilt")
    assert durable.good_copies(str(path))[0][1].revision == 2


def test_a_store_made_again_does_not_mix_with_old_copies(path: Path) -> None:
    """After the store was deleted, a new one counts on from its copies, so that the newest copy is the newest state."""
    path.unlink()
    new_store(path, "z")
    assert open_file(str(path)).revision == 2
    assert durable.good_copies(str(path))[0][1].revision == 2


def test_an_older_layout_is_migrated_and_its_file_kept(tmp_path: Path) -> None:
    """A store without redirects and log is read as it is; the first write brings both and keeps the old file."""
    path = tmp_path / "store.json"
    rest = b'"documents": {\n},\n"entities": {\n},\n"facts": {\n"1": {"id": "a"}\n}\n}\n'
    old = (HEAD.replace(b'"schema": 1', b'"schema": 0')) % (
        len(rest),
        layout.checksum(rest, schema=0, revision=1).encode(),
    ) + rest
    path.write_bytes(old)
    assert ids_in(path) == ["a"]
    assert open_file(str(path)).table("redirects") == []
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("b"))
    assert ids_in(path) == ["a", "b"]
    assert (Path(durable.copies_folder(str(path))) / "before-layout-1.json").read_bytes() == old


def test_rights_stay_as_they_were(path: Path) -> None:
    """A store that only its owner may read is still so after a write, and so is its copy."""
    path.chmod(0o600)
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    assert path.stat().st_mode & 0o777 == 0o600
    assert Path(durable.copy_name(str(path), 2)).stat().st_mode & 0o777 == 0o600


def test_links_are_followed_not_replaced(path: Path) -> None:
    """A write through a symbolic link changes the file that it leads to; lock and copies are beside that file."""
    link = path.parent / "elsewhere" / "link.json"
    link.parent.mkdir()
    link.symlink_to(path)
    with writing(str(link), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    assert link.is_symlink()
    assert ids_in(path) == ids_in(link) == ["a", "b", "c", "d"]
    assert os.listdir(link.parent) == ["link.json"]


@pytest.mark.parametrize("planted", ["link", "pipe", "file", "hard link"])
def test_what_lies_under_the_unfinished_name_is_not_written_to(path: Path, planted: str) -> None:
    """A link, pipe or file under the temporary name is removed, never written through, and nothing waits for it."""
    victim = path.parent / "victim"
    victim.write_text("precious")
    unfinished = path.parent / "store.json.unfinished"
    {
        "link": lambda: unfinished.symlink_to(victim),
        "pipe": lambda: os.mkfifo(unfinished),
        "file": lambda: unfinished.write_text("left behind"),
        "hard link": lambda: os.link(victim, unfinished),
    }[planted]()
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    assert victim.read_text() == "precious"
    assert not os.path.lexists(unfinished)
    assert ids_in(path) == ["a", "b", "c", "d"]


def test_reading_tidies_up_after_a_killed_write(path: Path) -> None:
    """The next command removes the unfinished file of a write that was killed, also if it only reads."""
    (path.parent / "store.json.unfinished").write_bytes(b"half")
    open_file(str(path))
    assert not (path.parent / "store.json.unfinished").exists()


def test_reading_leaves_a_running_write_alone(path: Path) -> None:
    """While somebody holds the lock, a reader does not remove the file being written."""
    unfinished = path.parent / "store.json.unfinished"
    with durable.Lock(str(path), holder="import"):
        unfinished.write_bytes(b"half")
        open_file(str(path))
        assert unfinished.exists()


def test_who_holds_the_lock_is_told(path: Path) -> None:
    """A second writer gives up after its time limit and names the process and command that hold the lock."""
    with durable.Lock(str(path), holder="import"):
        with pytest.raises(durable.LockedError) as caught, writing(str(path), command="add", at=AT, timeout_s=0.05):
            raise AssertionError
        assert f"process {os.getpid()} (htq import)" in caught.value.message
    assert caught.value.exit == 3
    with writing(str(path), command="add", at=AT, timeout_s=0.05) as change:
        change.insert("facts", row("d"))


def test_a_failed_transaction_changes_nothing(path: Path) -> None:
    """An error after several changes leaves the store's bytes as they were, and no file beside it."""
    before = path.read_bytes()
    with pytest.raises(RuntimeError), writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
        change.remove("facts", "a")
        raise RuntimeError
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.unfinished"))


def test_nothing_to_change_writes_nothing(path: Path) -> None:
    """A transaction that ends where it began leaves the file untouched."""
    before = path.stat().st_ino
    with writing(str(path), command="t", at=AT) as change:
        change.update("facts", row("a"))
        change.insert("facts", row("d"))
        change.remove("facts", "d")
    assert (change.number, path.stat().st_ino) == (None, before)


def test_what_cannot_be_json_is_refused_whole(path: Path) -> None:
    """NaN in a row stops the write, and the store stays as it was."""
    before = path.read_bytes()
    with (
        pytest.raises(StoreError, match="cannot be kept in JSON"),
        writing(str(path), command="t", at=AT) as change,
    ):
        change.insert("facts", row("d", confidence=float("nan")))
    assert path.read_bytes() == before


def test_order_and_numbers_survive_an_update(path: Path) -> None:
    """An updated row keeps its place and its TinyDB number."""
    with writing(str(path), command="t", at=AT) as change:
        change.update("facts", row("b", statement="new"))
        change.remove("facts", "c")
        change.insert("facts", row("d"))
    numbers = {one["id"]: one.doc_id for one in TinyDB(path).table("facts")}
    assert numbers == {"a": 1, "b": 2, "d": 4}
    assert ids_in(path) == ["a", "b", "d"]


def test_tables_of_others_are_kept(path: Path) -> None:
    """A table that somebody added through TinyDB is still there after one of our writes."""
    TinyDB(str(path), storage=JsonFile).table("bookmarks").insert({"id": "mine"})
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    assert TinyDB(path).table("bookmarks").all() == [{"id": "mine"}]


def test_texts_are_the_user_s_alone(path: Path) -> None:
    """A kept text is stored under its SHA-256, readable by its owner only, and read back as it was."""
    with writing(str(path), command="t", at=AT) as change:
        sha256 = change.keep_text("Ä\r\ntext")
        change.insert("documents", {"id": "doc", "sha256": sha256})
    kept = path.parent / "store.texts" / f"{sha256}.txt"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert open_file(str(path)).text("doc") == "Ä\r\ntext"


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "/etc/passwd", "", "A" * 64, "0" * 63 + "/"])
def test_a_store_cannot_name_texts_elsewhere(path: Path, sha256: str) -> None:
    """A document whose SHA-256 is a path has no text."""
    with writing(str(path), command="t", at=AT) as change:
        change.insert("documents", {"id": "doc", "sha256": sha256})
    assert open_file(str(path)).text("doc") is None


def test_an_altered_text_is_not_shown(path: Path) -> None:
    """A text whose bytes no longer have its SHA-256 counts as not at hand."""
    with writing(str(path), command="t", at=AT) as change:
        sha256 = change.keep_text("text")
        change.insert("documents", {"id": "doc", "sha256": sha256})
    (path.parent / "store.texts" / f"{sha256}.txt").write_text("forged")
    assert open_file(str(path)).text("doc") is None


def test_a_named_store_that_is_missing_is_an_error_only_for_readers(tmp_path: Path) -> None:
    """Reading a named store that does not exist fails; writing to it makes it from the built-in facts."""
    path = tmp_path / "new.json"
    with pytest.raises(StoreError, match="there is no store"):
        open_store(str(path))
    with writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("mine"))
    assert change.created
    assert len(open_store(str(path)).facts) == len(open_seeds().facts) + 1


def test_a_read_only_file_is_not_replaced(path: Path) -> None:
    """A store without write permission is left alone, also for root, and the message says why."""
    path.chmod(0o444)
    with pytest.raises(StoreError, match="is read-only"), writing(str(path), command="t", at=AT) as change:
        change.insert("facts", row("d"))
    assert ids_in(path) == ["a", "b", "c"]
    path.chmod(0o644)
