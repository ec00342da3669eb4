"""A store as the reading side sees it: three tables, found by id, and the texts of the documents it has."""

from __future__ import annotations

from healthtech_cli import query

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from typing import Any

    from healthtech_cli.model.facts import Document, Entity, Fact
    from healthtech_cli.names import NameIndex
    from healthtech_cli.query import Filter

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
        self._names: NameIndex | None = None
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

    def children(self, parents: Iterable[str]) -> list[Entity]:
        """The entities that belong directly to one of these, parent by parent, in the order in which they are kept."""
        if "children" not in self._by_id:
            found: dict[str, list[Entity]] = {}
            for entity in self.entities:
                if entity["parent"]:
                    found.setdefault(entity["parent"]["id"], []).append(entity)
            self._by_id["children"] = found
        return [child for parent in parents for child in self._by_id["children"].get(parent, ())]

    def named(self) -> NameIndex:
        """The names of all entities."""
        if self._names is None:
            from healthtech_cli.names import NameIndex

            self._names = NameIndex(self.entities)
        return self._names

    def select(
        self, wanted: Filter, about: frozenset[str] | None = None
    ) -> tuple[list[Fact], Collection[tuple[str, int]]]:
        """The facts (`about`: of these parties) that pass a filter, and how many each of its options took away."""
        facts: Iterable[Fact] = self.facts
        if about is not None:
            facts = (fact for fact in facts if not about.isdisjoint(query.parties(fact)))
        return query.select(facts, wanted)

    def undated(self, wanted: Filter) -> int:
        """How many facts without a date pass everything but the filter's range of days."""
        return sum(not fact["date"] for fact in query.select(self.facts, query.without_range(wanted))[0])

    def size(self) -> int:
        """How many facts there are."""
        return len(self.facts)

    def ids(self, table: str, *, like: str = "") -> list[str]:
        """The ids of a table's rows; where `like` is given, at least those that begin most like it."""
        return [row["id"] for row in self.table(table)]

    def topics(self) -> list[str]:
        """The topics of facts, sorted."""
        return sorted({topic for fact in self.facts for topic in fact["topics"]})

    def stated_in(self, document_id: str) -> int:
        """How many facts a document states."""
        return sum(any(one["document"] == document_id for one in fact["evidence"]) for fact in self.facts)

    def search(self, text: str, wanted: Filter) -> tuple[list[tuple[float, Fact]], Collection[tuple[str, int]] | None]:
        """Facts that pass a filter by words, best first with their scores; where none passes it, the counts."""
        from healthtech_cli import words

        kept, removed = self.select(wanted)
        return words.rank(text, kept, self.entities), None if kept else removed

    def text(self, document_id: str) -> str | None:
        """The document's text exactly as it was hashed, if the store has it."""
        document = self.document(document_id)
        return self._read_text(document["sha256"]) if document else None
