"""What commands that change the store print about text of strangers does no harm, on a terminal and in a pipe."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

from healthtech_cli.codec import is_unsafe
from tests.cli.test_hostile import FORMATS, PAYLOADS
from tests.conftest import isolated, run_htq
from tests.terminal import on_a_terminal

SGR = re.compile(r"\x1b\[[0-9;]*m")
IN_ARGUMENTS = [text for text in PAYLOADS if "\0" not in text]
COMMANDS = (
    ["add", "{}", "--type", "launch", "--actor", "a {}", "--target", "b {}", "--topic", "{}", "--note", "{}"],
    ["edit", "amazon", "--set", "name={}", "--set", "country={}"],
    ["edit", "{}", "--date", "{}"],
    ["edit", "amazon", "--set", "{}=1"],
    ["add", "x", "--type", "{}", "--status", "{}", "--date", "{}", "--money", "{}", "--document", "{}"],
    ["rm", "{}"],
    ["merge", "amazon", "{}"],
    ["unmerge", "{}"],
    ["undo", "{}"],
    ["restore", "{}"],
    ["import", "{}.jsonl"],
    ["attach", "{}"],
    ["log", "{}"],
    ["log"],
    ["undo"],
)


def live(text: str) -> list[str]:
    """Code points that would steer a terminal or hide text; colour is htq's own."""
    return [hex(ord(char)) for char in SGR.sub("", text) if is_unsafe(ord(char))]


@pytest.mark.parametrize("payload", ["".join(IN_ARGUMENTS[:7]), "\udcff"])
def test_arguments_come_back_harmless(tmp_path: Path, payload: str) -> None:
    """Whatever is passed to a changing command, nothing live is printed and nothing ends in a traceback."""
    for command in COMMANDS:
        arguments = [word.replace("{}", payload) for word in command]
        ran = run_htq(*arguments, home=tmp_path)
        assert "Traceback" not in ran.err, (command, ran.err)
        assert (live(ran.out), live(ran.err)) == ([], []), command


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: "".join(form) or "plain")
def test_imported_text_comes_back_harmless(tmp_path: Path, form: list[str]) -> None:
    """Hostile text in every field of imported rows is printed harmlessly in every format."""
    rows = [
        {
            "type": "launch",
            "statement": text,
            "actor": f"a {text}",
            "target": f"b {text}",
            "note": text,
            "topics": [text],
        }
        for text in PAYLOADS
    ]
    given = "\n".join(json.dumps(row) for row in rows)
    ran = run_htq("import", "-", *form, home=tmp_path, input=given)
    assert ran.code == 0, ran.err
    assert (live(ran.out), live(ran.err)) == ([], [])
    faulty = "\n".join(json.dumps({**row, text: text, "date": text}) for row, text in zip(rows, PAYLOADS, strict=True))
    ran = run_htq("import", "-", *form, home=tmp_path, input=faulty)
    assert ran.code == 2
    assert (live(ran.out), live(ran.err)) == ([], [])


def test_a_terminal_is_not_steered(tmp_path: Path) -> None:
    """On a terminal changes, log and copies show hostile text without a live control sequence."""
    for text in IN_ARGUMENTS:
        run_htq("add", text, "--type", "launch", home=tmp_path)
    for command in (["edit", "amazon", "--set", f"name={IN_ARGUMENTS[0]}"], ["log"], ["undo"], ["restore", "--list"]):
        program = [sys.executable, "-m", "healthtech_cli", *command]
        shown, code = on_a_terminal(program, env=isolated(tmp_path), cwd=tmp_path)
        assert code == 0, shown
        assert live(shown) == [], shown
