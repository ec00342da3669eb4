"""The small reader of plain command lines: the same declarations that Typer is made from, without loading Typer.

It understands a command's name followed by arguments, flags, `--option VALUE`, `--option=VALUE` and `-o VALUE`, and
nothing else. Whatever it does not understand to the end - help, an unknown option, a missing or wrong value, short
options run together - it leaves to Typer, which then says what is wrong. A property test holds the two to the same
result for any arguments.
"""

from __future__ import annotations

from healthtech_cli.cli.declare import Request
from healthtech_cli.cli.table import COMMANDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from healthtech_cli.cli.declare import Command, Option


def read(arguments: Sequence[str]) -> Request | None:
    """The request, or None where Typer must look."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        return None
    options = {name: option for option in command.options for name in option.names}
    values: dict[str, object] = {option.dest: False if option.kind == "flag" else None for option in command.options}
    positional: list[str] = []
    rest = list(arguments[1:])
    while rest:
        word = rest.pop(0)
        if word == "--":
            positional.extend(rest)
            break
        if not word.startswith("-") or word == "-":
            positional.append(word)
            continue
        name, equals, attached = word.partition("=") if word.startswith("--") else (word, "", "")
        option = options.get(name)
        if option is None or not _store(option, values, attached if equals else None, rest):
            return None
    return Request(command, values) if _place(command, positional, values) else None


def _store(option: Option, values: dict[str, object], attached: str | None, rest: list[str]) -> bool:
    if option.kind == "flag":
        values[option.dest] = True
        return attached is None
    if attached is None and not rest:
        return False
    value = rest.pop(0) if attached is None else attached
    if option.kind == "many":
        known = values[option.dest]
        values[option.dest] = [*known, value] if isinstance(known, list) else [value]
    elif option.kind == "int":
        try:
            values[option.dest] = int(value)
        except ValueError:
            return False
    else:
        values[option.dest] = value
    return True


def _place(command: Command, positional: list[str], values: dict[str, object]) -> bool:
    for argument in command.arguments:
        if argument.count in ("any", "some"):
            values[argument.dest] = positional or None
            return bool(positional) or argument.count == "any"
        values[argument.dest] = positional.pop(0) if positional else None
        if values[argument.dest] is None and argument.count == "one":
            return False
    return not positional
