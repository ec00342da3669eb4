"""The Typer program, made from the table of commands: only the command that is used gets built."""

from __future__ import annotations

import inspect
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from healthtech_cli import __version__
from healthtech_cli.cli.declare import Argument, Command, Option, Request
from healthtech_cli.cli.table import COMMANDS
from healthtech_cli.errors import HtqError, UsageError

INTRO = "What technology companies do in health care, and which document says so."
GIVEN = "given_"  # an option may be called --from, a parameter may not
_TYPES: dict[str, Any] = {"flag": bool, "text": str | None, "int": int | None, "many": list[str] | None}


def build(command: Command) -> Any:
    """The command as Typer's parser has it."""
    parameters = [_argument(argument) for argument in command.arguments] + [
        _option(option) for option in command.options
    ]

    def run(**values: object) -> int:
        return Request(command, {name.removeprefix(GIVEN): value for name, value in values.items()}).run()

    run.__signature__ = inspect.Signature(parameters, return_annotation=int)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__doc__ = command.help or command.summary
    program = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    examples = "\n".join(["Examples:", *(f"  {example}" for example in command.examples)])
    program.command(
        name=command.name,
        help=f"{command.summary}\n\n{command.help}".strip(),
        epilog=f"\b\n{examples}",
        context_settings={"help_option_names": ["-h", "--help"]},
    )(run)
    return typer.main.get_command(program)


def _argument(argument: Argument) -> inspect.Parameter:
    many = argument.count in ("any", "some")
    kind: Any = (
        list[str]
        if argument.count == "some"
        else list[str] | None
        if many
        else str | None
        if argument.count == "optional"
        else str
    )
    annotation = Annotated[kind, typer.Argument(metavar=argument.metavar, help=argument.help, show_default=False)]
    default = inspect.Parameter.empty if argument.count in ("one", "some") else None
    return inspect.Parameter(
        GIVEN + argument.dest, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _option(option: Option) -> inspect.Parameter:
    metavar = None if option.kind == "flag" else option.metavar
    declared = typer.Option(*option.names, metavar=metavar, help=option.help, show_default=False, hidden=option.hidden)
    annotation = Annotated.__class_getitem__((_TYPES[option.kind], declared))  # type: ignore[attr-defined]
    default = False if option.kind == "flag" else None
    return inspect.Parameter(
        GIVEN + option.dest, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


class LazyGroup(typer.core.TyperGroup):
    """The commands by name, each built when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, None if there is none."""
        return build(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None


def program() -> Any:
    """The whole command line."""
    app = typer.Typer(cls=LazyGroup, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

    @app.callback(help=INTRO, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    def root(
        ctx: typer.Context, version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False
    ) -> None:
        from healthtech_cli.render import out

        if version:
            out.write(f"htq {__version__}\n")
            raise typer.Exit
        if ctx.invoked_subcommand is None:
            from healthtech_cli.cli.about import overview

            overview()

    return typer.main.get_command(app)


def run(arguments: list[str]) -> int:
    """Parse and run; the exit code, HtqError for what the user can mend."""
    from typer._click import exceptions

    try:
        result = program().main(args=arguments, prog_name="htq", standalone_mode=False)
    except exceptions.UsageError as error:
        raise _usage(error, arguments) from error
    except typer.Abort:
        raise KeyboardInterrupt from None
    except typer.Exit as stop:
        return int(stop.exit_code)
    return result if isinstance(result, int) else 0


def _is_option(command: Command, name: str) -> bool:
    return any(name in option.names for option in command.options)


def _usage(error: Any, arguments: list[str]) -> HtqError:
    # Typer's own sentence is kept, its list of near options becomes ours.
    message = str(error.format_message()).split("\n")[0].strip()
    words = message.split(" Did you mean")[0].split(" (Possible options")[0].rstrip(".")
    words = words[:1].lower() + words[1:]
    near: list[str] = [str(one) for one in getattr(error, "possibilities", None) or []]
    command = COMMANDS.get(arguments[0]) if arguments else None
    words = words.replace("is not a valid int", "is not a whole number")
    wrong = getattr(error, "option_name", None)
    if wrong and command and not near and not _is_option(command, wrong):
        from healthtech_cli.service.nearest import nearest

        near = nearest(wrong, [name for option in command.options for name in option.names])
    if command is None and arguments and not arguments[0].startswith("-"):
        from healthtech_cli.service.nearest import nearest

        near = nearest(arguments[0], COMMANDS)
        words = f'no command "{arguments[0]}"'
    hint = f"did you mean {near[0]}? " if near else ""
    return UsageError(
        words,
        suggestions=near,
        hint=f"{hint}htq {command.name if command else ''}".rstrip() + " --help shows what there is",
    )
