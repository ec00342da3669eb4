"""A store as the reading side sees it: three tables, found by id, and the texts of the documents it has."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from healthtech_cli.model.facts import Document, Entity, Fact

    Tables = dict[str, list[dict[str, Any]]]


class Store:
    """A snapshot of one store, read when first asked for and never changed.

    `label` is what messages call it; `path` is empty for the built-in facts, which are read only. `revision` counts the
    changes made to a store file.
    """

    def __init__(
        self, *, label: str, path: str, load: Callable[[str], list[Any]], read_text: Callable[[str], str | None]
    ):
        self.label = label
        self.path = path
        self._load = load
        self._read_text = read_text
        self._tables: Tables = {}
        self._by_id: dict[str, dict[str, Any]] = {}
        self.revision = 0

    def table(self, name: str) -> list[Any]:
        """The rows of `documents`, `entities`, `facts` or `redirects`, in the order in which they are kept."""
        if name not in self._tables:
            self._tables[name] = self._load(name)
        return self._tables[name]

    def _row(self, table: str, row_id: str) -> Any:
        if table not in self._by_id:
            self._by_id[table] = {row["id"]: row for row in self.table(table)}
        return self._by_id[table].get(row_id)

    @property
    def documents(self) -> list[Document]:
        """All documents."""
        return self.table("documents")

    @property
    def entities(self) -> list[Entity]:
        """All entities."""
        return self.table("entities")

    @property
    def facts(self) -> list[Fact]:
        """All facts."""
        return self.table("facts")

    def document(self, document_id: str) -> Document | None:
        """The document of that id."""
        row: Document | None = self._row("documents", document_id)
        return row

    def entity(self, entity_id: str) -> Entity | None:
        """The entity of that id; the id of a merged one leads to the one it went into."""
        row: Entity | None = self._row("entities", entity_id)
        if row is None:
            moved = self._row("redirects", entity_id)
            row = self._row("entities", moved["to"]) if moved else None
        return row

    def fact(self, fact_id: str) -> Fact | None:
        """The fact of that id; the former id of a merged one leads to it."""
        row: Fact | None = self._row("facts", fact_id)
        if row is None:
            moved = self._row("redirects", fact_id)
            row = self._row("facts", moved["to"]) if moved else None
        return row

    def text(self, document_id: str) -> str | None:
        """The document's text exactly as it was hashed, if the store has it."""
        document = self.document(document_id)
        return self._read_text(document["sha256"]) if document else None
