"""Pages to look at: the built-in facts with a text at hand, and one that tries to break out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from healthtech_cli.render.report import Report, page
from healthtech_cli.render.report.timeline import Lane
from healthtech_cli.service.filters import Asked
from healthtech_cli.service.gathering import gather
from healthtech_cli.service.reporting import report
from healthtech_cli.store.seeds import open_seeds
from tests.exports.conftest import fact

HOSTILE = '"><img src=x onerror=alert(1)><script>document.title="owned"</script></style>{{ 7*7 }}\x1b[31m\u202eevil'


def made(**filters: Any) -> str:
    """The page that `htq report` with these filters would write of the built-in facts."""
    store, asked = open_seeds(), Asked(today="2026-01-15", **filters)
    collection = gather(store, asked)
    return page(report(store, asked, collection))


@pytest.fixture(scope="session")
def amazon() -> str:
    return made(companies=["amazon"])


@pytest.fixture(scope="session")
def hostile() -> str:
    """A page of which every word was written by somebody else."""
    from healthtech_cli.model.collection import Collection

    passage = {
        "document": "bad",
        "start": 3,
        "end": 3 + len(HOSTILE),
        "date_basis": "none",
        "date_as_stated": HOSTILE,
        "amount_as_stated": None,
        "actor_as_stated": None,
        "target_as_stated": None,
        "quote": None,
    }
    role = {"id": "evil", "name": HOSTILE}
    facts = [
        fact(
            f"acquisition-evil-{year}",
            type="acquisition",
            actor=role,
            target=role,
            date=year,
            statement=HOSTILE,
            note=HOSTILE,
            topics=[HOSTILE],
            money={"amount": 5, "currency": None, "bound": "exact"},
            evidence=[passage],
            label=HOSTILE,
        )
        for year in ("2019", "2020")
    ]
    document: Any = {
        "id": "bad",
        "title": HOSTILE,
        "publisher": HOSTILE,
        "author": HOSTILE,
        "published": "2020",
        "published_basis": "stated",
        "language": HOSTILE,
        "translated_from": HOSTILE,
        "sha256": "0" * 64,
        "length": 10,
        "url": "javascript:alert(1)",
        "has_text": True,
    }
    collection = Collection(
        facts=facts,
        entities=[],
        documents=[document],
        query={"companies": [role]},
        is_whole=False,
        day="2026-01-15",
        source=HOSTILE,
        version="0",
        warnings=[HOSTILE],
    )
    reading = {
        "reading": "2019",
        "supported": True,
        "documents": ["bad"],
        "words": [HOSTILE],
    }
    dispute = {
        "id": facts[0]["id"],
        "field": "date",
        "statement": HOSTILE,
        "readings": [reading],
        "verdict": HOSTILE,
        "note": HOSTILE,
    }
    counts = dict.fromkeys(("conflicts", "without", "not_done", "impossible", "retold", "unconverted"), 0)
    tally: Any = {"sums": [{"currency": None, "low": 5, "high": 6, "deals": 2}], **counts}
    return page(
        Report(
            collection=collection,
            tally=tally,
            disputes=[dispute],
            lanes=[Lane(name=HOSTILE, members=None)],
            text=lambda _document: f"An {HOSTILE} end.",
        )
    )


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    return tmp_path / "page.html"
