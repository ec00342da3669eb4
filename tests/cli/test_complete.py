"""Completion: what a word may become, in the store that the command line would use, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtech_cli.cli import complete
from healthtech_cli.cli.table import COMMANDS
from healthtech_cli.store.seeds import read_table

Htq = Callable[..., Any]


def values(*words: str) -> list[str]:
    return [value for value, _ in complete.candidates(["htq", *words], len(words))]


def test_commands_options_and_values() -> None:
    """A first word is a command, a dash an option of it, and an option's value is of its vocabulary."""
    assert values("comp") == ["company", "companies", "compare", "completion"]
    assert "--type" in values("deals", "--t") and "--by" not in values("deals", "--")
    assert values("deals", "--type", "acq") == ["acquisition"]
    assert values("deals", "--type=acq") == ["--type=acquisition"]
    assert values("stats", "--by", "y") == ["year"]


def test_several_values_after_a_comma() -> None:
    """The part after the last comma is completed, the rest kept."""
    assert values("deals", "--type", "acquisition,ip") == ["acquisition,ipo"]
    assert "id,money.amount" in values("facts", "--fields", "id,mon")


def test_an_option_given_is_not_offered_again() -> None:
    """One that may be given more than once is."""
    assert "--json" not in values("deals", "--json", "--j")
    assert "--company" in values("deals", "--company", "amazon", "--c")


def test_names_in_every_script() -> None:
    """Ids and names by their beginning, capitals aside; a parent's name is not its unit's."""
    assert "amazon" in values("company", "amaz")
    assert "京东" in values("company", "京")
    assert ("JD Health", "jd-health") in complete.candidates(["htq", "company", "jd h"], 2)
    assert "amazon" in values("company", "")


def test_ids_of_facts_and_documents() -> None:
    """The id of every built-in fact is offered once."""
    offered = values("show", "")
    assert sorted(offered) == sorted(row["id"] for row in read_table("facts"))[: len(offered)]
    assert values("document", "nl") == ["nl-tiktok-2022"]


def test_topics_are_those_of_the_facts() -> None:
    """Every topic of a fact, and no other."""
    assert values("deals", "--topic", "") == sorted({topic for row in read_table("facts") for topic in row["topics"]})


def test_a_store_file_is_read_too(htq: Htq, tmp_path: Path) -> None:
    """What was added to a store is completed in it."""
    added = htq("add", "Zyx opened.", "--type", "launch", "--actor", "Zyxcorp Ärzte", store=tmp_path / "s.json")
    assert added.code == 0, added.err
    ran = htq("__complete", "zsh", "2", "htq", "company", "Zyx", store=tmp_path / "s.json")
    assert "Zyxcorp Ärzte\t" in ran.out
    named = htq("__complete", "zsh", "4", "htq", "show", "--store", str(tmp_path / "s.json"), "launch-zyx")
    assert named.out.startswith("launch-zyx")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.one_of(st.sampled_from([*COMMANDS, "--type", "--", "-c", "=", "'", "\\"]), st.text(max_size=6)), max_size=5
    )
)
def test_completion_never_fails(words: list[str]) -> None:
    """Whatever is on the line, there is an answer without an error."""
    for position in range(len(words) + 2):
        for value, _ in complete.candidates(["htq", *words], position):
            assert isinstance(value, str)


@given(st.text(max_size=12))
def test_what_bash_gets_means_the_value(value: str) -> None:
    """Quoting for bash and reading it back gives the same."""
    assert complete._unquoted(complete._quoted(value)) == value


def test_nothing_heavy_is_loaded(tmp_path: Path) -> None:
    """Completion starts neither Typer, nor rich, nor the JSON decoder's users."""
    code = (
        "import sys; from healthtech_cli.__main__ import run; run(['__complete', 'zsh', '2', 'htq', 'company', 'ama']);"
        "heavy = ('typer', 'rich', 'rapidfuzz', 'tinydb', 'json', 're', 'typing');"
        "print([name for name in heavy if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def in_shell(shell: str, script: str, home: Path) -> str:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    folder = home / "bin"
    folder.mkdir()
    (folder / "htq").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m healthtech_cli "$@"\n')
    (folder / "htq").chmod(0o755)
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(home), "XDG_DATA_HOME": str(home)}
    env.pop("HTQ_STORE", None)
    arguments = [shell, "-f", "-c", script] if shell == "zsh" else [shell, "-c", script]
    return subprocess.run(arguments, capture_output=True, text=True, env=env, cwd=home, timeout=60).stdout


def test_bash_completes(tmp_path: Path) -> None:
    """The script for bash fills COMPREPLY, blanks quoted, files from the shell."""
    (tmp_path / "notes.txt").touch()
    script = """
        source <(htq completion bash)
        try() { COMP_WORDS=(htq "$@"); COMP_CWORD=$#; _htq htq; printf '%s\\n' "${COMPREPLY[@]}"; echo --; }
        try company 'jd\\ h'; try deals --type acq; try attach no
    """
    company, kind, files, _ = in_shell("bash", script, tmp_path).split("--\n")
    assert "JD\\ Health\n" in company and kind == "acquisition\n" and "notes.txt\n" in files


def test_zsh_takes_the_script(tmp_path: Path) -> None:
    """The script for zsh defines the function and registers it."""
    script = (
        'autoload -U compinit; compinit -u -D; eval "$(htq completion zsh)"; print $_comps[htq]; functions _htq >&2'
    )
    assert in_shell("zsh", script, tmp_path).strip() == "_htq"


def test_fish_completes(tmp_path: Path) -> None:
    """The script for fish gives values with what they are."""
    out = in_shell("fish", "htq completion fish | source; complete -C 'htq deals --type acq'", tmp_path)
    assert out == "acquisition\n"
