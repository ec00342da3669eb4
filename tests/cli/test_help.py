"""Help topics, and the reference and man page that are made from the declarations."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from typing import Any

import pytest

from healthtech_cli.cli import docs
from healthtech_cli.cli.table import COMMANDS
from healthtech_cli.cli.topics import TOPICS
from healthtech_cli.model import amounts, days

Htq = Callable[..., Any]


@pytest.mark.parametrize("name", sorted(docs.MADE))
def test_the_docs_are_current(name: str) -> None:
    """What is in docs/ is what `python -m healthtech_cli.cli.docs` would write."""
    assert (docs.FOLDER / name).read_text(encoding="utf-8") == docs.MADE[name](), "python -m healthtech_cli.cli.docs"


def test_everything_declared_is_in_the_docs() -> None:
    """Every command and every option that is not hidden is in the reference and in the man page."""
    text, page = docs.markdown(), docs.man().replace("\\-", "-")
    for command in COMMANDS.values():
        assert f"### htq {command.name}\n" in text and f".B htq {command.name}" in page
        for option in command.options:
            for name in option.names:
                assert option.hidden or (name in text and name in page)


def test_the_man_page_has_no_line_that_troff_would_take_for_its_own() -> None:
    """A line begins with a dot only where it is a macro used on purpose."""
    macros = {line.split()[0] for line in docs.man().splitlines() if line.startswith((".", "'"))}
    assert macros <= {".TH", ".SH", ".SS", ".TP", ".B", ".I", ".nf", ".fi", ".RS", ".RE"}


@pytest.mark.parametrize("topic", sorted(TOPICS))
def test_topics_fit_eighty_columns(htq: Htq, topic: str) -> None:
    """Each is printed as it is, in lines of at most 80 columns."""
    out = htq("help", topic).out
    assert out == TOPICS[topic][1] and max(map(len, out.splitlines())) <= 80


def test_a_command_has_its_help(htq: Htq) -> None:
    """`htq help deals` is `htq deals --help`; an unknown topic names the nearest."""
    assert htq("help", "deals").out == htq("deals", "--help").out
    wrong = htq("help", "datse", "--")
    assert wrong.code == 2 and "did you mean dates" in wrong.err


def test_what_the_topics_say_is_taken() -> None:
    """The dates and amounts that help names are understood."""
    for words in ("2018", "2018-09", "2018-09-12", "2018Q3", "today", "last year", "18 months ago"):
        assert words in TOPICS["dates"][1]
        days.first_day(words, "2026-01-15", "--since")
    for words in ("500M", "1.5bn", "750000", "EUR 3 million", "7.53亿"):
        assert words in TOPICS["money"][1]
        amounts.parse_amount(words)


def test_every_variable_that_is_read_is_told() -> None:
    """The variables of the code are those of `htq help environment`."""
    root = docs.FOLDER.parent / "healthtech_cli"
    used = {
        name
        for path in root.rglob("*.py")
        if path.name != "topics.py"
        for name in re.findall(r'["\'](HTQ_[A-Z]+)["\']', path.read_text(encoding="utf-8"))
    }
    assert used <= set(re.findall(r"HTQ_[A-Z]+", TOPICS["environment"][1]))


def test_the_man_page_is_read_by_man(tmp_path: Any) -> None:
    """groff has nothing to complain of."""
    try:
        ran = subprocess.run(
            ["groff", "-man", "-Tutf8", "-ww", "-k", str(docs.FOLDER / "htq.1")],
            capture_output=True,
            text=True,
            timeout=60,
        )
    except FileNotFoundError:
        pytest.skip("groff is not installed")
    assert (ran.returncode, ran.stderr) == (0, "")
