"""Spans found again in the text that was read, in changed copies of it, and in copies of a text not at hand."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_facts import document, evidence, fact, store_of

from healthtech_cli.errors import NotFoundError, UsageError
from healthtech_cli.service.verifying import verify

TEXT = "Long ago. In September 2018 Amazon bought PillPack for 753 million dollars. Nobody else did. 亚马逊收购了。\n"
SPAN = (TEXT.index("Amazon"), TEXT.index(" dollars"))


def sample(*, attached: bool = True, **kept: Any) -> Any:
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    stated = evidence("doc", start=SPAN[0], end=SPAN[1], **kept)
    texts = {"doc": TEXT} if attached else {}
    return store_of([fact("a", evidence=[stated])], [document("doc", sha256=sha256, length=len(TEXT))], texts)


def copy(tmp_path: Path, text: str, name: str = "copy.txt") -> str:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return str(path)


def status(store: Any, path: str) -> Any:
    (row,) = verify(store, ["doc"], changed=path).results
    return row


def test_the_text_that_was_read_is_exact() -> None:
    """Every span of the stored text is where it was."""
    (row,) = verify(sample(), []).results
    assert row["status"] == "exact" and row["words"] == TEXT[slice(*SPAN)]


def test_words_pushed_down_have_moved(tmp_path: Path) -> None:
    """Text put in before a span moves it by its length."""
    row = status(sample(), copy(tmp_path, "新闻 " + TEXT))
    assert (row["status"], row["new_start"]) == ("moved", SPAN[0] + 3)


def test_words_altered_are_changed(tmp_path: Path) -> None:
    """A figure corrected in the copy is told with the words now."""
    row = status(sample(), copy(tmp_path, TEXT.replace("753", "1000")))
    assert row["status"] == "changed" and "1000" in row["now"]


def test_words_taken_out_are_gone(tmp_path: Path) -> None:
    """A span whose sentence is not there any more is gone."""
    row = status(sample(), copy(tmp_path, "Long ago. Nobody else did.\n"))
    assert row["status"] == "gone" and row["new_start"] is None


def test_the_place_with_the_same_surroundings_is_chosen(tmp_path: Path) -> None:
    """Where the words stand twice, the place with the neighbours of before is theirs."""
    words = TEXT[slice(*SPAN)]
    row = status(sample(), copy(tmp_path, f"A list: {words} and more. {TEXT}"))
    assert row["new_start"] == len(f"A list: {words} and more. ") + SPAN[0]


def test_a_file_is_known_by_its_text_whatever_its_name(tmp_path: Path) -> None:
    """The text that was read is recognised by its hash."""
    answer = verify(sample(attached=False), [copy(tmp_path, TEXT, "else.txt")])
    assert [row["status"] for row in answer.results] == ["exact"] and answer.extra["documents"][0]["same"]


def test_a_file_is_known_by_its_name_where_its_text_is_changed(tmp_path: Path) -> None:
    """A changed copy called like the document is compared with it."""
    answer = verify(sample(), [copy(tmp_path, "x" + TEXT, "doc.txt")])
    assert [row["status"] for row in answer.results] == ["moved"]


def test_without_the_original_the_words_as_stated_decide(tmp_path: Path) -> None:
    """A copy of a text never attached is searched for figures and names; without those nothing is claimed."""
    store = sample(attached=False, amount_as_stated="753 million", actor_as_stated="Amazon")
    assert status(store, copy(tmp_path, TEXT + "x"))["status"] == "exact"
    assert status(store, copy(tmp_path, "x" * 500 + TEXT))["status"] == "moved"
    assert status(store, copy(tmp_path, "Nothing of it."))["status"] == "gone"
    assert status(sample(attached=False), copy(tmp_path, TEXT + "x"))["status"] == "unknown"


def test_what_is_not_at_hand_is_said(tmp_path: Path) -> None:
    """A document without text is named; one asked for is an error with the way out; so is a stranger's file."""
    assert verify(sample(attached=False), []).extra["missing"] == ["doc"]
    with pytest.raises(NotFoundError, match="not at hand"):
        verify(sample(attached=False), ["doc"])
    with pytest.raises(NotFoundError, match="stranger"):
        verify(sample(), [copy(tmp_path, "Other text.", "stranger.txt")])
    with pytest.raises(UsageError):
        verify(sample(), [], changed=copy(tmp_path, TEXT))


@settings(max_examples=60, deadline=None)
@given(before=st.text(max_size=30), after=st.text(max_size=30))
def test_words_kept_whole_are_never_gone(tmp_path_factory: Any, before: str, after: str) -> None:
    """Whatever is put around the text, its span is found at the characters that hold its words."""
    before, after = (part.encode("utf-8", "ignore").decode().replace("\x00", "") for part in (before, after))
    text = before + TEXT + after
    from healthtech_cli.service.verifying import Copy, _find

    words = TEXT[slice(*SPAN)]
    found = _find(words, Copy(text, TEXT, source="x"), SPAN[0], 0)
    assert found[0] in ("exact", "moved") and text[found[1] : found[2]] == words


def test_verify_on_the_command_line(htq: Any, tmp_path: Path) -> None:
    """Nothing to look in is a negative answer, and so is a passage that is gone; an unknown document is exit 4."""
    assert htq("verify").code == 1 and "htq attach FILE" in htq("verify").err
    gone = copy(tmp_path, "Nothing.", "nl-tiktok-2022.txt")
    ran = htq("verify", gone, "--json")
    assert ran.code == 1 and ran.json()["schema"] == "htq/verify/1" and ran.error()["code"] == "negative"
    assert htq("verify", "nl-tiktok-2023").code == 4
