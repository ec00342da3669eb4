"""`python -m healthtech_cli.cli.docs` writes docs/cli.md and docs/htq.1 from the declarations; `--check` compares."""

from __future__ import annotations

import sys
from pathlib import Path

from healthtech_cli import __version__
from healthtech_cli.cli.declare import Argument, Command, Option
from healthtech_cli.cli.table import COMMANDS, GROUPS
from healthtech_cli.cli.topics import TOPICS
from healthtech_cli.errors import NegativeAnswerError, UsageError
from healthtech_cli.render import out

TAGLINE = "what technology companies do in health care, and which document says so"
FOLDER = Path(__file__).resolve().parents[2] / "docs"


def usage(command: Command) -> str:
    """`htq show [OPTIONS] ID...`."""
    return " ".join(
        ["htq", command.name, *(["[OPTIONS]"] if command.options else []), *map(_argument, command.arguments)]
    )


def _argument(argument: Argument) -> str:
    shown = argument.metavar + ("..." if argument.count in ("any", "some") else "")
    return f"[{shown}]" if argument.count in ("any", "optional") else shown


def _names(option: Option) -> str:
    short_first = ", ".join(sorted(option.names, key=len))
    return short_first if option.kind == "flag" else f"{short_first} {option.metavar}"


def _shown(command: Command) -> list[Option]:
    return [option for option in command.options if not option.hidden]


def markdown() -> str:
    """The reference of every command, then the help topics."""
    parts = [
        "# Commands",
        "Made from the declarations of the commands by `python -m healthtech_cli.cli.docs`; do not edit by hand.",
    ]
    for group in GROUPS:
        members = [command for command in COMMANDS.values() if command.group == group]
        if not members:
            continue
        parts.append(f"## {group}")
        for command in members:
            parts += _command(command)
    parts.append("# Topics")
    for name, (what, text) in TOPICS.items():
        parts += [f"## {name}", f"`htq help {name}`: {what}.", f"```text\n{text.rstrip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _command(command: Command) -> list[str]:
    parts = [f"### htq {command.name}", command.summary, f"```text\n{usage(command)}\n```"]
    if command.help:
        parts.append(command.help)
    rows = [(argument.metavar, argument.help) for argument in command.arguments]
    rows += [(_names(option), option.help) for option in _shown(command)]
    if rows:
        table = ["| | |", "|---|---|", *(f"| `{_cell(name)}` | {_cell(about)} |" for name, about in rows)]
        parts.append("\n".join(table))
    parts.append("```sh\n" + "\n".join(command.examples) + "\n```")
    return parts


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def man() -> str:
    """The man page, in man(7)'s macros."""
    common = _common()
    lines = [
        f'.TH HTQ 1 "" "htq {__version__}" "User Commands"',
        ".SH NAME",
        _troff(f"htq - {TAGLINE}"),
        ".SH SYNOPSIS",
        ".B htq",
        ".I COMMAND",
        "[OPTIONS] [ARGUMENTS]",
        ".SH COMMANDS",
    ]
    for group in GROUPS:
        members = [command for command in COMMANDS.values() if command.group == group]
        if members:
            lines.append(f".SS {_troff(group)}")
        for command in members:
            lines += [".TP", f".B {_troff(usage(command))}", _troff(f"{command.summary} {command.help}".strip())]
            own = [option for option in _shown(command) if (option.names, option.help) not in common]
            for option in own:
                lines += [".RS", ".TP", f".B {_troff(_names(option))}", _troff(option.help), ".RE"]
    lines.append(".SH OPTIONS OF SEVERAL COMMANDS")
    for option in common.values():
        lines += [".TP", f".B {_troff(_names(option))}", _troff(option.help)]
    lines.append(".SH EXAMPLES")
    lines += [".nf", *(_troff(example) for command in COMMANDS.values() for example in command.examples[:1]), ".fi"]
    for name, (_, text) in TOPICS.items():
        lines += [f".SH {_troff(name.upper())}", ".nf", *map(_troff, text.rstrip().split("\n")), ".fi"]
    return "\n".join(lines) + "\n"


def _common() -> dict[tuple[tuple[str, ...], str], Option]:
    """The options that three commands or more have in the same words."""
    found: dict[tuple[tuple[str, ...], str], list[Option]] = {}
    for command in COMMANDS.values():
        for option in _shown(command):
            found.setdefault((option.names, option.help), []).append(option)
    return {key: options[0] for key, options in found.items() if len(options) > 2}


def _troff(text: str) -> str:
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


MADE = {"cli.md": markdown, "htq.1": man}


def main(arguments: list[str]) -> None:
    """Write both files, or with `--check` fail where one is not what would be written."""
    if arguments not in ([], ["--check"]):
        raise UsageError("usage: python -m healthtech_cli.cli.docs [--check]")
    for name, make in MADE.items():
        path = FOLDER / name
        if not arguments:
            path.write_text(make(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != make():
            raise NegativeAnswerError(f"docs/{name} is not current", hint="python -m healthtech_cli.cli.docs")
    out.write("current\n" if arguments else "written\n")


if __name__ == "__main__":
    main(sys.argv[1:])
