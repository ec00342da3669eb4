"""Text of strangers does no harm: hostile strings in every field, through every command and format.

In-process on purpose: thousands of strings through a process each would take an hour. The streams are real files.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthtech_cli.__main__ import run
from healthtech_cli.cli.table import COMMANDS
from healthtech_cli.codec import is_unsafe
from healthtech_cli.store import layout
from tests.conftest import isolated
from tests.terminal import on_a_terminal

PAYLOADS = (
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]0;title\x1b\\",
    "\x1b[2J\x1b[1;1Hgone",
    "\x9b31mred",
    "\u202egnp.exe",
    "\u200bzero\u2060width\ufeff",
    "[bold]markup[/bold] [/] [link=http://x]y[/link]",
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "a\tb\nc\rd",
    "| pipe | `code`",
    "\x00\x7f\x85\u2028",
    "\U000e0041\U000e0042",
)
HOSTILE = st.one_of(st.sampled_from(PAYLOADS), st.text(max_size=20)).map(
    lambda text: text.encode("utf-8", "replace").decode("utf-8") or "x"
)
READING = [
    ["company", "evil-co"],
    ["companies", "--all"],
    ["deals"],
    ["partnerships"],
    ["launches"],
    ["metrics"],
    ["facts"],
    ["timeline"],
    ["search", "evil"],
    ["show", "acquisition-evil"],
    ["documents"],
    ["document", "doc"],
    ["resolve", "evil-co"],
    ["stats", "--by", "company"],
    ["stats", "--by", "topic"],
    ["conflicts"],
    ["compare", "evil-co", "evil-co"],
    ["cite", "acquisition-evil"],
    ["log"],
]
FORMATS = [[], ["--json"], ["--jsonl"], ["--csv"], ["--tsv"], ["--md"]]
SGR = re.compile(r"\x1b\[[0-9;]*m")


def store_with(text: str, folder: Path) -> Path:
    """A store whose every free field holds the text."""
    ref = {"id": "evil-co", "name": text}
    document_text = f"before evil {text} after"
    document = {
        "id": "doc", "title": text, "publisher": text, "author": text, "published": "2020", "published_basis": "stated",
        "language": "en", "translated_from": None, "sha256": hashlib.sha256(document_text.encode()).hexdigest(),
        "length": len(document_text), "url": text, "has_text": True,
    }  # fmt: skip
    entity = {
        "id": "evil-co", "name": text, "kind": "company", "parent": None, "country": text, "topics": [text],
        "note": text, "aliases": [{"text": text, "lang": text, "origin": "name"}],
    }  # fmt: skip
    evidence = {
        "document": "doc", "start": 7, "end": len(document_text), "date_basis": "stated", "date_as_stated": text,
        "amount_as_stated": text, "actor_as_stated": text, "target_as_stated": text, "quote": None, "date": "2019",
    }  # fmt: skip
    fact = {
        "type": "acquisition", "status": "rumoured", "actor": ref, "target": ref, "partners": [ref], "date": "2020",
        "money": {"amount": 5, "currency": text, "bound": "about"}, "value": None, "label": text,
        "statement": f"evil {text}", "topics": [text], "method": "curated", "confidence": 1.0, "note": text,
        "evidence": [evidence],
    }  # fmt: skip
    figure = {**fact, "type": "metric", "money": None, "value": {"number": 5, "unit": text, "bound": "about"}}
    facts = [
        {"id": "acquisition-evil", **fact},
        {"id": "metric-evil", **figure},
        *(
            {"id": f"{kind}-evil", **fact, "type": kind}
            for kind in ("partnership", "launch", "shutdown", "quote", "funding_round")
        ),
    ]
    tables = {"documents": [document], "entities": [entity], "facts": facts}
    numbered = {name: {str(at): row for at, row in enumerate(rows, 1)} for name, rows in tables.items()}
    path = folder / "evil.json"
    path.write_bytes(layout.encode(numbered, 1))
    texts = folder / "evil.texts"
    texts.mkdir(exist_ok=True)
    for old in texts.iterdir():
        old.unlink()
    (texts / f"{document['sha256']}.txt").write_bytes(document_text.encode())
    return path


@contextlib.contextmanager
def captured() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        yield out, err


def unsafe(text: str) -> list[str]:
    return sorted({f"U+{ord(char):04X}" for char in text if is_unsafe(ord(char))})


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=HOSTILE)
def test_no_format_lets_a_steering_code_point_through(text: str, tmp_path: Path) -> None:
    """Whatever stands in a store, no command in any format prints a control, bidi or zero-width code point."""
    store = store_with(text, tmp_path)
    for command in READING:
        for form in FORMATS:
            with captured() as (out, err):
                code = run([*command, "--store", str(store), *form])
            refused = command[0] in ("cite", "compare") and code in (2, 4)  # a form or a pair it does not take
            assert code == 0 or refused, (command, form, err.getvalue())
            assert unsafe(out.getvalue() + err.getvalue()) == [], (command, form)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_terminal_gets_colours_only(payload: str, tmp_path: Path) -> None:
    """On a real terminal the only escape sequences are our own colours, and no markup is taken for ours."""
    store = store_with(payload, tmp_path)
    env = isolated(tmp_path, TERM="xterm-256color", HTQ_STORE=str(store), HTQ_PAGER="cat")
    commands = [["company", "evil-co"], ["deals"], ["show", "acquisition-evil"], ["document", "doc"], ["companies"]]
    for command in commands:
        shown, code = on_a_terminal([sys.executable, "-m", "healthtech_cli", *command], env=env, cwd=tmp_path)
        assert code == 0, shown
        assert unsafe(SGR.sub("", shown)) == [], (command, shown)
        if "[bold]" in payload and command[0] in ("company", "show"):
            assert "[bold]markup[/bold]" in shown.replace("\n", " ").replace("  ", " ") or "[bold]" in shown


@settings(max_examples=40, deadline=None)
@given(
    text=HOSTILE,
    at=st.sampled_from(["command", "name", "field", "type", "since", "amount", "sort", "id", "option", "store"]),
)
def test_error_messages_are_harmless(text: str, at: str) -> None:
    """What the user passes comes back in messages, visible and inert, plain and as JSON."""
    lines: dict[str, list[str]] = {
        "command": [text],
        "name": ["company", "--", f"zz{text}"],
        "field": ["deals", f"--fields={text}"],
        "type": ["deals", f"--type={text}"],
        "since": ["deals", f"--since={text}"],
        "amount": ["deals", f"--min-amount={text}"],
        "sort": ["deals", f"--sort={text}"],
        "id": ["show", "--", f"x{text}"],
        "option": ["deals", f"--{text}"],
        "store": ["deals", f"--store=/nowhere/{text}"],
    }
    for extra in ([], ["--json"]):
        with captured() as (out, err):
            code = run([*extra, *lines[at]] if at == "command" and extra else [*lines[at][:1], *extra, *lines[at][1:]])
        assert code in (0, 1, 2, 3, 4), (code, err.getvalue())
        assert unsafe(out.getvalue() + err.getvalue()) == []
        assert "Traceback" not in err.getvalue()


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_help_is_harmless_and_has_an_example(name: str) -> None:
    """Every command's help prints, with an example, in plain text."""
    for flag in ("--help", "-h"):
        with captured() as (out, _):
            assert run([name, flag]) == 0
        assert unsafe(out.getvalue()) == []
        assert COMMANDS[name].examples[0].split("|")[0].strip()[:20] in out.getvalue()
