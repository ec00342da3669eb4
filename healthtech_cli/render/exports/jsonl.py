"""Documents, entities, facts as the store keeps them, one object a line: `import` reads it back as it was."""

from __future__ import annotations

from collections.abc import Iterator

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import write_text


def lines(collection: Collection) -> Iterator[str]:
    """First what facts refer to, so that a reader can take the lines as they come."""
    for table in (collection.documents, collection.entities, collection.facts):
        for row in table:
            yield dumps(row) + "\n"


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    write_text(lines(collection), path)
