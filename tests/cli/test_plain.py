"""The small reader of plain command lines and Typer give the same request for any arguments."""

from __future__ import annotations

from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtech_cli.cli import plain
from healthtech_cli.cli.app import GIVEN, build
from healthtech_cli.cli.declare import Request
from healthtech_cli.cli.table import COMMANDS

NAMES = sorted(COMMANDS)
WORDS = st.one_of(
    st.sampled_from(
        [
            "amazon",
            "京东",
            "-",
            "--",
            "2018",
            "-date",
            "x=y",
            "",
            "a,b",
            "--fields=id",
            "--since=2018",
            "-n3",
            "-n",
            "7",
        ]
    ),
    st.text(alphabet="ab-= 1é", max_size=5),
)


def parsed_by_typer(name: str, arguments: list[str]) -> dict[str, Any] | None:
    """What Typer's parser makes of the arguments; None where it refuses them or prints help."""
    command = build(COMMANDS[name])
    try:
        with command.make_context("htq", list(arguments)) as context:
            return {name.removeprefix(GIVEN): value for name, value in context.params.items()}
    except (typer.Exit, typer.Abort, SystemExit):
        return None
    except Exception as error:
        if type(error).__module__.startswith("typer"):
            return None
        raise


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Lists as lists, and no difference between an option given nothing and one not given."""
    return {key: (list(value) or None) if isinstance(value, (list, tuple)) else value for key, value in values.items()}


@st.composite
def command_lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    name = draw(st.sampled_from(NAMES))
    flags = [one for option in COMMANDS[name].options for one in option.names]
    return name, draw(st.lists(st.one_of(st.sampled_from(flags) if flags else WORDS, WORDS), max_size=6))


@settings(max_examples=150, deadline=None)
@given(command_lines())
def test_both_readers_agree(line: tuple[str, list[str]]) -> None:
    """What the small reader understands, Typer understands in the same way."""
    name, arguments = line
    request = plain.read([name, *arguments])
    if request is not None:
        typed = parsed_by_typer(name, arguments)
        assert typed is not None, arguments
        assert plain_values(request.values) == plain_values(typed), arguments


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_understood_without_typer(name: str) -> None:
    """Each command's first example is a plain command line."""
    import shlex

    words = shlex.split(
        COMMANDS[name].examples[0].split(" | ")[-1 if COMMANDS[name].examples[0].startswith("printf") else 0]
    )
    if words[:2] == ["htq", name]:
        assert isinstance(plain.read(words[1:]), Request)


def test_help_and_mistakes_are_left_to_typer() -> None:
    """Help, unknown options, missing values and wrong numbers are not the small reader's business."""
    for arguments in (
        ["deals", "--help"],
        ["deals", "--sinc", "2018"],
        ["deals", "--since"],
        ["deals", "-n", "x"],
        ["deal"],
        [],
    ):
        assert plain.read(arguments) is None


@pytest.mark.parametrize("name", NAMES)
def test_no_two_parameters_share_a_name(name: str) -> None:
    """Every argument and option of a command has a name and a flag of its own."""
    command = COMMANDS[name]
    dests = [argument.dest for argument in command.arguments] + [option.dest for option in command.options]
    flags = [flag for option in command.options for flag in option.names]
    assert len(set(dests)) == len(dests)
    assert len(set(flags)) == len(flags)
