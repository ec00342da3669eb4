"""Realistic stores of any size: `python benchmarks/generate.py FACTS FILE`; the same number gives the same bytes.

Company names are put together from parts of names in four languages; a few companies have most of the facts (Zipf), one
in five facts has two readings, dates are years, months, days and intervals, statements have 80 to 250 characters.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from healthtech_cli.store import layout

STEMS = """Lum Nor Vel Cor Mer Sol Tan Bel Dor Fen Gal Hal Jun Kel Lor Mar Nim Orb Pel Quor Rin Sel Tor Ulm Ven Wil Xan
Yor Zel""".split()  # noqa: SIM905
ENDS = "ix ova era ino ata ium ora ent alis eon ara is um yx an el ia or us eta".split()  # noqa: SIM905
FIELDS = """Health Care Labs Robotics Pharmacy Data Clinics Diagnostics Systems Bio Therapeutics Cloud Insurance Devices
Genomics""".split()  # noqa: SIM905
FORMS = ("Inc.", "GmbH", "B.V.", "Ltd", "AG", "N.V.", "Corp.", "", "", "")
CHINESE = "康医健药华仁安和平明德信天元海东中金瑞泰福林"
CHINESE_FIELDS = ("健康", "医疗", "药业", "科技", "生物", "互联网医院")
TYPES = (
    ("acquisition", "bought"),
    ("investment", "invested in"),
    ("funding_round", "raised money from"),
    ("partnership", "works with"),
    ("launch", "launched"),
    ("metric", "counts users of"),
    ("strategy", "wants to follow"),
    ("regulatory", "was examined for"),
)
TOPICS = ("pharmacy", "telehealth", "ai", "devices", "insurance", "genomics", "health-records", "consumer-app")
WORDS = """online clinic patient hospital payment platform service in the for with a new national network of doctors
nurses insurers app record data model cloud delivery home care test vaccine trial wearable sensor watch
prescription drug store market region city growth plan pilot programme contract partner customer employee
Gesundheit Apotheke Arzt Klinik zorg apotheek patiënt verzekering 健康 医院 药店 平台 医生 数据""".split()  # noqa: SIM905


def companies(count: int, chance: random.Random) -> list[dict[str, Any]]:
    """Entities with unique ids, most of them with aliases, one in ten a unit of another."""
    found: list[dict[str, Any]] = []
    seen: set[str] = set()
    while len(found) < count:
        if chance.random() < 0.15:
            name = "".join(chance.choices(CHINESE, k=2)) + chance.choice(CHINESE_FIELDS)
            lang, form = "zh-Hans", chance.choice(("", "有限公司", "集团"))
        else:
            name = f"{chance.choice(STEMS)}{chance.choice(ENDS)}"
            if count > 300:
                name = f"{chance.choice(STEMS)}{name.lower()}"
            name += f" {chance.choice(FIELDS)}" if chance.random() < 0.7 else ""
            lang, form = chance.choice(("en", "de", "nl")), chance.choice(FORMS)
        entity_id = f"{name.lower().replace(' ', '-')}-{len(found)}" if name in seen else name.lower().replace(" ", "-")
        seen.add(name)
        parent = chance.choice(found) if found and chance.random() < 0.1 else None
        aliases = [{"text": f"{name} {form}".strip(), "lang": lang, "origin": "name"}] if form else []
        if chance.random() < 0.1:
            ticker = "".join(chance.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ", k=4))
            aliases.append({"text": ticker, "lang": "und", "origin": "ticker"})
        found.append(
            {
                "id": entity_id,
                "name": name,
                "kind": "company" if chance.random() < 0.8 else "product",
                "parent": {"id": parent["id"], "name": parent["name"]} if parent else None,
                "country": chance.choice(("US", "DE", "NL", "CN", "GB", None)),
                "aliases": aliases,
                "topics": chance.sample(TOPICS, 1),
            }
        )
    return found


def document(number: int) -> dict[str, Any]:
    """A document whose text is not at hand."""
    return {
        "id": f"doc-{number}", "title": f"Document {number}", "publisher": None, "author": None, "published": "2022",
        "published_basis": "stated", "language": ("en", "de", "nl", "zh")[number % 4], "translated_from": None,
        "sha256": f"{number:064x}", "length": 9000, "url": None, "has_text": False,
    }  # fmt: skip


def facts(
    count: int, entities: list[dict[str, Any]], documents: int, chance: random.Random
) -> Iterator[dict[str, Any]]:
    """Facts about entities, the first ones much more often."""
    weights = [1 / (rank + 5) for rank in range(len(entities))]
    parties = iter(chance.choices(entities, weights=weights, k=2 * count))
    for number in range(count):
        actor, target = next(parties), next(parties)
        kind, verb = chance.choice(TYPES)
        year = chance.randrange(2005, 2026)
        month = chance.randrange(1, 13)
        date = chance.choice(
            (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{chance.randrange(1, 29):02d}", f"{year}~")
        )
        deal = kind in ("acquisition", "investment", "funding_round")
        money = {
            "amount": round(10 ** chance.uniform(5, 10)),
            "currency": chance.choice(("USD", "EUR", "CNY")),
            "bound": "exact",
        }
        value = {"number": chance.randrange(10**7), "unit": "users", "bound": "about"}
        words = " ".join(chance.choices(WORDS, k=chance.randrange(8, 30)))
        passages = 2 if chance.random() < 0.2 else 1
        yield {
            "id": f"{kind.replace('_', '-')}-{number}",
            "type": kind,
            "status": "completed" if chance.random() < 0.8 else "planned",
            "actor": {"id": actor["id"], "name": actor["name"]},
            "target": {"id": target["id"], "name": target["name"]},
            "partners": [],
            "date": date if chance.random() < 0.95 else None,
            "money": money if deal and chance.random() < 0.7 else None,
            "value": value if kind == "metric" else None,
            "label": None,
            "statement": f"{actor['name']} {verb} {target['name']}: {words}.",
            "topics": chance.sample(TOPICS, chance.randrange(1, 3)),
            "method": "curated",
            "confidence": 1.0,
            "note": None,
            "evidence": [
                {
                    "document": f"doc-{chance.randrange(documents)}", "start": number % 9000, "end": number % 9000 + 90,
                    "date_basis": "stated", "date_as_stated": str(year), "amount_as_stated": None,
                    "actor_as_stated": actor["name"], "target_as_stated": target["name"], "quote": None,
                }
                for _ in range(passages)
            ],
        }  # fmt: skip


def tables(count: int) -> dict[str, dict[str, Any]]:
    """The tables of a store with so many facts, a fifth as many companies, a tenth as many documents."""
    chance = random.Random(count)
    entities = companies(max(20, count // 5), chance)
    documents = max(5, count // 10)
    rows = {
        "documents": [document(number) for number in range(documents)],
        "entities": entities,
        "facts": list(facts(count, entities, documents, chance)),
    }
    return {name: {str(at): row for at, row in enumerate(found, 1)} for name, found in rows.items()}


def write(count: int, path: Path) -> None:
    """Write a store of so many facts."""
    path.write_bytes(layout.encode(tables(count), 1))


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
