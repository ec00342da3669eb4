"""Facts as the graph of the FollowTheMoney model (OCCRP, OpenSanctions): entities, links between them, articles.

* Everyone is a node: companies and subsidiaries `Company`, institutions `Organization`, governments `PublicBody`,
  people `Person`, products `Asset`, programmes `Project`, places `Address`, events `Event`. A product's owner is an
  `Ownership`.
* A completed acquisition, investment, funding round or joint venture is one `Ownership` for each owner; what was only
  planned, rumoured, denied or given up is never one, but an `UnknownLink` with its status. Every other fact about two
  parties is an `UnknownLink` with the fact's type as its role; a fact about one party is an `Event`.
* A document is an `Article`; a fact's `proof` leads to it.

Each line carries the object it was made from under `htq`, which FollowTheMoney keeps as context, so that `import` takes
the file back without loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from healthtech_cli.model.amounts import exact
from healthtech_cli.model.collection import Collection
from healthtech_cli.render.out import visible

DATASET = "htq"
NODES = {
    "company": "Company",
    "subsidiary": "Company",
    "institution": "Organization",
    "government": "PublicBody",
    "person": "Person",
    "product": "Asset",
    "programme": "Project",
    "place": "Address",
    "event": "Event",
}
LEGAL = ("Company", "Organization", "PublicBody", "Person")
OWNABLE = ("Company", "Asset")
OWNING = ("acquisition", "investment", "funding_round", "joint_venture")
# FollowTheMoney writes languages in ISO 639-3
LANGUAGES = {"de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ja": "jpn", "ko": "kor", "nl": "nld", "zh": "zho"}
ALIAS_FIELDS = {"former": "previousName", "machine-translation": "weakAlias"}

Node = dict[str, Any]


def key(kind: str, own_id: str) -> str:
    """An id that FollowTheMoney accepts: ASCII, and apart from those of other kinds (`e`, `d`, `f`)."""
    plain = own_id if own_id.isascii() else sha256(own_id.encode()).hexdigest()[:24]
    return f"{DATASET}-{kind}-{plain}"


def language(tag: str) -> str | None:
    """ISO 639-3 for a BCP 47 tag, None where it is not among the known ones."""
    return LANGUAGES.get(tag.partition("-")[0])


def day(date: str | None) -> str | None:
    """A single EDTF date as FollowTheMoney holds it: without qualifier, from the year 1000 on; None for others."""
    return date.rstrip("~?%") if date and "/" not in date and date >= "1" else None


def clean(text: str) -> str:
    """The text as FollowTheMoney would clean it: single blanks, nothing that hides or steers."""
    return " ".join(visible(text).split())


def nodes(collection: Collection) -> Iterator[Node]:
    """Articles, then entities with who owns them, then facts, each in the collection's order."""
    for document in collection.documents:
        yield _article(document)
    schemata = {entity["id"]: NODES[entity["kind"]] for entity in collection.entities}
    for entity in collection.entities:
        yield _entity(entity)
        if entity["parent"] and schemata[entity["id"]] not in LEGAL:
            yield _part(entity, schemata)
    for fact in collection.facts:
        yield from _fact(fact, schemata)


def _node(node_id: str, schema: str, properties: dict[str, list[str | None]], raw: Any = None) -> Node:
    held = {name: list(dict.fromkeys(clean(one) for one in values if one)) for name, values in properties.items()}
    node: Node = {
        "id": node_id,
        "schema": schema,
        "properties": {name: values for name, values in held.items() if values},
        "datasets": [DATASET],
    }
    return {**node, "htq": raw} if raw is not None else node


def _article(document: Any) -> Node:
    return _node(
        key("d", document["id"]),
        "Article",
        {
            "title": [document["title"]],
            "author": [document["author"]],
            "publisher": [document["publisher"]],
            "publishedAt": [day(document["published"])],
            "language": [language(document["language"])],
            "sourceUrl": [document["url"]],
        },
        document,
    )


def _entity(entity: Any) -> Node:
    schema = NODES[entity["kind"]]
    properties: dict[str, list[str | None]] = {
        "name": [entity["name"]],
        "country": [(entity["country"] or "").lower()],
        "keywords": list(entity["topics"]),
        "notes": [entity.get("note")],
    }
    for alias in entity["aliases"]:
        field = ALIAS_FIELDS.get(alias["origin"], "alias")
        if alias["origin"] == "ticker" and schema == "Company":
            field = "ticker"
        properties.setdefault(field, []).append(alias["text"])
    if schema == "Address":
        properties["full"] = [entity["name"]]
    if entity["parent"] and schema in LEGAL:
        properties["parent"] = [key("e", entity["parent"]["id"])]
    return _node(key("e", entity["id"]), schema, properties, entity)


def _part(entity: Any, schemata: dict[str, str]) -> Node:
    own, parent = key("e", entity["id"]), key("e", entity["parent"]["id"])
    schema, above = schemata[entity["id"]], schemata.get(entity["parent"]["id"], "Company")
    if schema == "Asset" and above in LEGAL:
        return _node(f"{own}-owner", "Ownership", {"owner": [parent], "asset": [own]})
    if schema == "Project" and above in LEGAL:
        return _node(f"{own}-owner", "ProjectParticipant", {"participant": [parent], "project": [own]})
    return _node(f"{own}-owner", "UnknownLink", {"subject": [parent], "object": [own], "role": ["has part"]})


def _fact(fact: Any, schemata: dict[str, str]) -> Iterator[Node]:
    about = _about(fact)
    made = 0
    for subject, target in _pairs(fact):
        owns = (
            fact["type"] in OWNING
            and fact["status"] == "completed"
            and schemata.get(subject) in LEGAL
            and schemata.get(target) in OWNABLE
        )
        ends = ("owner", "asset") if owns else ("subject", "object")
        properties: dict[str, list[str | None]] = {
            **about,
            ends[0]: [key("e", subject)],
            ends[1]: [key("e", target)],
        }
        if owns:
            properties["ownershipType"] = [fact["type"]]
            if fact["money"] and fact["type"] != "joint_venture":
                properties["sharesValue"] = [_number(fact["money"]["amount"])]
                properties["sharesCurrency"] = [fact["money"]["currency"]]
        node_id = key("f", fact["id"]) + (f"-{made + 1}" if made else "")
        yield _node(node_id, "Ownership" if owns else "UnknownLink", properties, None if made else fact)
        made += 1
    if not made:
        yield _event(fact, about, schemata)


def _pairs(fact: Any) -> list[tuple[str, str]]:
    """Who is linked with whom: owner before owned, founders each with what they founded."""
    actor = fact["actor"]["id"] if fact["actor"] else None
    target = fact["target"]["id"] if fact["target"] else None
    partners = [one["id"] for one in fact["partners"]]
    if fact["type"] == "funding_round" and actor:
        return [(investor, actor) for investor in partners if investor != actor]
    sides = [side for side in (actor, *partners) if side]
    if target:
        return [(side, target) for side in sides if side != target]
    return [(actor, other) for other in partners if other != actor] if actor else []


def _about(fact: Any) -> dict[str, list[str | None]]:
    first, _, last = fact["date"].partition("/") if fact["date"] and "/" in fact["date"] else ("", "", "")
    figure = exact(fact["money"]["amount"], fact["money"]["currency"]) if fact["money"] else None
    if fact["value"]:
        figure = f"{exact(fact['value']['number'], None)} {fact['value']['unit']}"
    return {
        "date": [day(fact["date"])],
        "startDate": [day(first.strip("."))],
        "endDate": [day(last.strip("."))],
        "role": [fact["type"].replace("_", " ")],
        "status": [fact["status"]],
        "summary": [fact["statement"]],
        "description": [figure, fact["note"]],
        "recordId": [fact["id"]],
        "proof": [key("d", one["document"]) for one in fact["evidence"]],
    }


def _event(fact: Any, about: dict[str, list[str | None]], schemata: dict[str, str]) -> Node:
    properties = {name: values for name, values in about.items() if name not in ("role", "status")}
    actor = fact["actor"] or fact["target"]
    properties["name"] = [fact["statement"]]
    properties["keywords"] = [*about["role"], *about["status"], *fact["topics"]]
    if actor and schemata.get(actor["id"]) in LEGAL:
        properties["organizer"] = [key("e", actor["id"])]
    elif actor:
        properties["namesMentioned"] = [actor["name"]]
    return _node(key("f", fact["id"]), "Event", properties, fact)


def _number(amount: int | float) -> str:
    return str(amount) if isinstance(amount, int) else format(amount, "f").rstrip("0").rstrip(".")
