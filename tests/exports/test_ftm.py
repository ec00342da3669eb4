"""FollowTheMoney entities and statements, loaded by its own library where it is installed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.model.collection import Collection
from healthtech_cli.render.exports import followthemoney, ftm

Written = Callable[[str, Collection], Path]


def nodes(collection: Collection) -> dict[str, Any]:
    return {node["id"]: node for node in map(json.loads, ftm.lines(collection))}


def test_a_completed_acquisition_is_an_ownership(amazon: Collection) -> None:
    """Amazon owns PillPack since September 2018, proved by an article."""
    found = nodes(amazon)["htq-f-acquisition-amazon-pillpack-2018-09"]
    assert found["schema"] == "Ownership"
    told = found["properties"]
    assert (told["owner"], told["asset"], told["date"]) == (["htq-e-amazon"], ["htq-e-pillpack"], ["2018-09"])
    assert told["proof"] == ["htq-d-zh-wellcare-2020"]


def test_what_was_only_talked_about_owns_nothing(hostile: Collection) -> None:
    """A rumoured acquisition is no Ownership."""
    assert not [node for node in nodes(hostile).values() if node["schema"] == "Ownership"]


def test_every_founder_of_a_venture_owns_it(amazon: Collection) -> None:
    """Haven has three owners, each by a link of its own."""
    owners = {
        node["properties"]["owner"][0]
        for node in nodes(amazon).values()
        if node["schema"] == "Ownership" and node["properties"]["asset"] == ["htq-e-haven"]
    }
    assert owners == {"htq-e-amazon", "htq-e-jpmorgan-chase", "htq-e-berkshire-hathaway"}


def test_each_object_travels_whole_and_once(whole: Collection) -> None:
    """Every document, entity and fact is under `htq` of exactly one node, so that it can be read back."""
    carried = [node["htq"] for node in followthemoney.nodes(whole) if "htq" in node]
    assert carried == [*whole.documents, *whole.entities, *whole.facts]


def test_followthemoney_finds_nothing_to_clean(whole: Collection, hostile: Collection, written: Written) -> None:
    """Every property is known to its schema, every value valid as it is, every reference leads to a node."""
    library = pytest.importorskip("followthemoney", reason="followthemoney is not installed")
    for collection in (whole, hostile):
        rows = [json.loads(line) for line in written("ftm", collection).read_text(encoding="utf-8").splitlines()]
        ids = {row["id"] for row in rows}
        assert len(ids) == len(rows)
        for row in rows:
            proxy = library.model.get_proxy(row, cleaned=False)
            assert {name: set(values) for name, values in row["properties"].items()} == {
                name: set(values) for name, values in proxy.to_dict()["properties"].items()
            }
            assert proxy.context.get("htq") == row.get("htq")
            proxy.schema.validate({"properties": row["properties"]})
            if collection is whole:
                assert {value for prop, value in proxy.itervalues() if prop.type.name == "entity"} <= ids


def test_followthemoney_joins_the_statements_to_the_same_entities(amazon: Collection, written: Written) -> None:
    """Its own reader takes every statement, with the id it would have made, and they add up to the entities."""
    library = pytest.importorskip("followthemoney.statement.serialize", reason="followthemoney is not installed")
    with written("ftm-statements", amazon).open("rb") as file:
        statements = list(library.read_statements(file, "json"))
    joined: dict[str, dict[str, set[str]]] = {}
    for one in statements:
        assert one.id == one.generate_key()
        properties = joined.setdefault(one.entity_id, {})
        if one.prop != "id":
            properties.setdefault(one.prop, set()).add(one.value)
    assert joined == {
        node["id"]: {name: set(values) for name, values in node["properties"].items()}
        for node in followthemoney.nodes(amazon)
    }
    dates = [one for one in statements if one.prop == "date" and "pillpack-2018-09" in one.entity_id]
    assert dates[0].original_value == "2018 年 9 月" and dates[0].origin == "zh-wellcare-2020"
