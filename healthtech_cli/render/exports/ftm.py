"""FollowTheMoney entities as JSON, one a line: `ftm` and Aleph read it."""

from __future__ import annotations

from collections.abc import Iterator

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import write_text
from healthtech_cli.render.exports.followthemoney import nodes


def lines(collection: Collection) -> Iterator[str]:
    """One entity a line."""
    for node in nodes(collection):
        yield dumps(node) + "\n"


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    write_text(lines(collection), path)
