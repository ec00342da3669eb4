"""How commands and their options are written down: as data, once, for everything that reads them.

The Typer program, the small reader of plain command lines, completion and the CLI reference are all made from
these objects, so there is no second grammar to keep by hand.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

# Python's own words among the names that options have: a parameter of Typer's cannot be called so.
_KEYWORDS = ("as", "from", "in", "is", "with")


class Option:
    """`kind` is `flag`, `text`, `int`, or `many` (may be given more than once; a comma separates values too).

    `values` names what completes it and what a wrong value is compared with: a vocabulary's name.
    """

    __slots__ = ("dest", "help", "hidden", "kind", "metavar", "names", "values")

    def __init__(
        self, *names: str, kind: str = "text", metavar: str = "TEXT", values: str = "", help: str, hidden: bool = False
    ) -> None:
        self.names = names
        dest = max((name for name in names if name.startswith("--")), key=len)[2:].replace("-", "_")
        self.dest = f"{dest}_" if dest in _KEYWORDS else dest
        self.kind = kind
        self.metavar = metavar
        self.values = values
        self.help = help
        self.hidden = hidden


class Argument:
    """`count` is `one`, `optional`, `any` or `some` (at least one)."""

    __slots__ = ("count", "dest", "help", "metavar", "values")

    def __init__(self, dest: str, *, count: str = "one", metavar: str, values: str = "", help: str) -> None:
        self.dest = dest
        self.count = count
        self.metavar = metavar
        self.values = values
        self.help = help


class Command:
    """One command: `run` is `module:function` in this package, imported when the command is used."""

    __slots__ = ("arguments", "examples", "group", "help", "name", "options", "run", "summary")

    def __init__(
        self,
        name: str,
        *,
        run: str,
        summary: str,
        help: str = "",
        group: str,
        examples: Sequence[str],
        arguments: Sequence[Argument] = (),
        options: Sequence[Option] = (),
    ) -> None:
        self.name = name
        self.run = run
        self.summary = summary
        self.help = help
        self.group = group
        self.examples = tuple(examples)
        self.arguments = tuple(arguments)
        self.options = tuple(options)


class Request:
    """What was asked, with every option of the command present: absent ones are None, False or empty."""

    __slots__ = ("command", "values")

    def __init__(self, command: Command, values: dict[str, object]) -> None:
        self.command = command
        self.values = values

    def run(self) -> int:
        """Import the command's function, run it and return its exit code; UsageError where a value is empty.

        An empty value is a variable that was not set in somebody's script, not a wish for everything.
        """
        for option in self.command.options:
            value = self.values.get(option.dest)
            if value == "" or (isinstance(value, (list, tuple)) and "" in value):
                from healthtech_cli.errors import UsageError

                raise UsageError(f"{option.names[0]} is empty", hint=f"give it a value or leave {option.names[0]} out")
        module, name = self.command.run.split(":")
        package = __name__.partition(".")[0]
        function = getattr(__import__(f"{package}.{module}", fromlist=[name]), name)
        code: int = function(self)
        return code

    def text(self, dest: str) -> str | None:
        """A single value, None where it was not given."""
        value = self.values.get(dest)
        return None if value is None else str(value)

    def need(self, dest: str) -> str:
        """A single value that the command line cannot leave out."""
        return str(self.values[dest])

    def texts(self, dest: str) -> list[str]:
        """All values, in the order given."""
        value = self.values.get(dest)
        return [str(one) for one in value] if isinstance(value, (list, tuple)) else []

    def split(self, dest: str) -> list[str]:
        """All values, a comma counting as one more."""
        return [part.strip() for one in self.texts(dest) for part in one.split(",") if part.strip()]

    def flag(self, dest: str) -> bool:
        """Whether a flag was given."""
        return bool(self.values.get(dest))

    def number(self, dest: str) -> int | None:
        """A whole number, None where it was not given."""
        value = self.values.get(dest)
        return value if isinstance(value, int) and not isinstance(value, bool) else None
