"""Collections to write: the built-in facts, and one made to break things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.model.collection import Collection
from healthtech_cli.service.filters import Asked
from healthtech_cli.service.gathering import gather
from healthtech_cli.store.seeds import open_seeds

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> \x1b[31m \u202e | `x` \"; DROP TABLE facts; --"


def collect(**filters: Any) -> Collection:
    """What `htq export` with these filters would write of the built-in facts."""
    return gather(open_seeds(), Asked(today="2026-01-15", **filters))


def fact(fact_id: str, **changes: Any) -> Any:
    """A whole fact with some fields changed."""
    whole = {
        "id": fact_id,
        "type": "metric",
        "status": "completed",
        "actor": None,
        "target": None,
        "partners": [],
        "date": None,
        "money": None,
        "value": None,
        "label": None,
        "statement": "A statement.",
        "topics": [],
        "method": "import",
        "confidence": 0.5,
        "note": None,
        "evidence": [],
        "conflicts": [],
    }
    return {**whole, **changes}


@pytest.fixture(scope="session")
def whole() -> Collection:
    return collect()


@pytest.fixture(scope="session")
def amazon() -> Collection:
    return collect(companies=["amazon"])


@pytest.fixture
def hostile() -> Collection:
    """Words that other programs would run, a year of ancient times, fractions, references that lead nowhere."""
    facts = [
        fact(
            "metric-a-1",
            statement=HOSTILE,
            note=HOSTILE,
            topics=[HOSTILE],
            actor={"id": "nobody", "name": HOSTILE},
            partners=[{"id": "京东", "name": "京东"}],
            date="1850-02~",
            money={"amount": 0.1, "currency": None, "bound": "about"},
            evidence=[
                {
                    "document": "gone",
                    "start": 0,
                    "end": 5,
                    "date_basis": "none",
                    "date_as_stated": HOSTILE,
                    "amount_as_stated": None,
                    "actor_as_stated": None,
                    "target_as_stated": None,
                    "quote": HOSTILE,
                }
            ],
        ),
        fact("metric-a-2", date="../0000", value={"number": 10**20, "unit": "things", "bound": "at_least"}),
        fact("metric-a-3", type="acquisition", status="rumoured", actor={"id": "nobody", "name": HOSTILE}),
    ]
    return Collection(
        facts=facts,
        entities=[],
        documents=[],
        query={},
        is_whole=True,
        day="2026-01-15",
        source="store.json",
        version="0",
        warnings=[HOSTILE],
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str, Collection], Path]:
    """`written("xlsx", collection)` writes a file in that format and gives its path."""

    def write(name: str, collection: Collection) -> Path:
        from healthtech_cli.render.exports import exporter

        path = tmp_path / f"facts.{name}"
        exporter(name).write(collection, str(path))
        return path

    return write
