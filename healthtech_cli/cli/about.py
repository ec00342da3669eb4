"""Commands about htq itself: the overview, the schemas."""

from __future__ import annotations

from healthtech_cli.cli.table import COMMANDS, GROUPS
from healthtech_cli.cli.topics import TOPICS
from healthtech_cli.errors import UsageError
from healthtech_cli.render import out

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.cli.declare import Request

START = (
    "htq company amazon",
    "htq deals --since 2018",
    "htq search 'online pharmacy'",
    "htq show acquisition-amazon-pillpack-2018-09",
)


def overview() -> int:
    """Print what htq is for, where to start, and every command with a line about it."""
    lines = ["htq - what technology companies do in health care, and which document says so", "", "Start with"]
    lines += [f"  {example}" for example in START]
    longest = max(map(len, COMMANDS))
    for group in GROUPS:
        members = [command for command in COMMANDS.values() if command.group == group]
        if members:
            lines += ["", group, *(f"  {command.name:<{longest}}  {command.summary}" for command in members)]
    lines += ["", "htq COMMAND --help shows a command's options and examples. htq help TOPIC tells more:"]
    lines += ["  " + ", ".join(TOPICS)]
    out.write("\n".join(lines) + "\n")
    return 0


def help_command(request: Request) -> int:
    """`help`: a topic, a command's help, or the overview with the topics."""
    name = request.text("topic")
    if name is None:
        overview()
        return 0
    folded = name.lower().replace("_", "-").replace(" ", "-")
    if folded in COMMANDS:
        from healthtech_cli.cli.app import run

        return run([folded, "--help"])
    if folded not in TOPICS:
        from healthtech_cli.service.nearest import nearest

        near = nearest(folded, [*TOPICS, *COMMANDS])
        hint = (f"did you mean {near[0]}? " if near else "") + "topics: " + ", ".join(TOPICS)
        raise UsageError(f'no help on "{name}"', suggestions=near, hint=hint)
    if out.is_terminal():
        from healthtech_cli.render import pager

        pager.allow(True)
        pager.show(TOPICS[folded][1])
    else:
        out.write(TOPICS[folded][1])
    return 0


def schema_command(request: Request) -> int:
    """`schema`."""
    from healthtech_cli import codec
    from healthtech_cli.cli.schemas import all_schemas, schema

    name = request.text("name")
    out.write(codec.dumps(schema(name) if name else all_schemas(), indent=2) + "\n")
    return 0
