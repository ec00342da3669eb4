"""Who belongs to whom: the units of a company, and names that lead to an entity."""

from __future__ import annotations

from healthtech_cli import names
from healthtech_cli.errors import NotFoundError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from healthtech_cli.model.facts import Entity
    from healthtech_cli.store import Store


def units(store: Store, entity_id: str) -> list[Entity]:
    """Everything below an entity, nearest first: subsidiaries, products, their products."""
    found: list[Entity] = []
    seen = {entity_id}
    level = [entity_id]
    while level:
        below = [child for child in store.children(level) if child["id"] not in seen]
        seen.update(child["id"] for child in below)
        found.extend(below)
        level = [child["id"] for child in below]
    return found


def family(store: Store, entity_id: str) -> frozenset[str]:
    """The ids of an entity and all its units."""
    return frozenset([entity_id, *(unit["id"] for unit in units(store, entity_id))])


def find_entity(store: Store, name: str, *, guess: bool) -> tuple[Entity, str | None]:
    """The entity that a name means, and a remark where the name was not nearly exact.

    `guess` allows a single clear near miss; without it nothing further off than a typing error passes.
    Raises NotFoundError or AmbiguousError with the candidates.
    """
    direct = store.entity(name)
    if direct:
        return direct, None
    match = names.require(store.named().resolve(name), guess=guess)
    entity = store.entity(match.id)
    if entity is None:
        raise NotFoundError(f'no company called "{name}" in this store')
    remark = None if match.score >= names.FORM else f'"{name}" read as {match.name} ({match.reason}, {match.score:.2f})'
    return entity, remark
