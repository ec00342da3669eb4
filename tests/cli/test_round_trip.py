"""The way back: `import` takes what `export` wrote, and LangExtract's JSON Lines with their character intervals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Htq = Callable[..., Any]
ADDED = [
    {
        "type": "joint_venture",
        "statement": "Acme; Sons and others found Umbrella for about 1.5 million.",
        "actor": "Acme; Sons",
        "target": "Umbrella (health)",
        "partners": ["Company; With Semicolons", "京东"],
        "date": "2021-02~",
        "money": {"amount": 1500000.5, "currency": None, "bound": "about"},
        "topics": ["pharmacy", "ai"],
        "note": 'Says "perhaps", in\ttwo words; a comma, too.',
        "evidence": [
            {"document": "nl-tiktok-2022", "start": 1, "end": 9, "date_as_stated": "begin; 2021", "date": "2021-03"},
            {"document": "zh-wellcare-2020", "start": 5, "end": 12, "amount_as_stated": "=1,5 万"},
        ],
    },
    {
        "type": "metric",
        "statement": "A figure.",
        "actor": "Acme; Sons",
        "value": "about 41m active users",
        "date": "2020",
    },
    {"type": "quote", "statement": "+1 for this, says nobody named."},
]


@pytest.fixture
def altered(htq: Htq, tmp_path: Path) -> Path:
    """A store with facts that are hard to write down."""
    store = tmp_path / "altered.json"
    lines = "\n".join(map(json.dumps, ADDED))
    assert htq("import", "-", "--store", str(store), input=lines).code == 0
    return store


@pytest.mark.parametrize("form", ["jsonl", "csv", "ftm"])
def test_importing_an_export_into_its_own_store_changes_nothing(
    htq: Htq, tmp_path: Path, altered: Path, form: str
) -> None:
    """Not a byte of the store."""
    file = tmp_path / f"facts.{form}"
    assert htq("export", "--store", str(altered), "--to", form, "-o", str(file)).code == 0
    before = altered.read_bytes()
    ran = htq("import", str(file), "--store", str(altered))
    assert ran.code == 0 and "nothing to change" in ran.err
    assert altered.read_bytes() == before


@pytest.mark.parametrize("form", ["jsonl", "csv", "ftm"])
def test_an_export_makes_another_store_the_same(htq: Htq, tmp_path: Path, altered: Path, form: str) -> None:
    """Facts travel whole: what one store answers, the other does afterwards."""
    file, other = tmp_path / f"facts.{form}", tmp_path / "other.json"
    assert htq("export", "--store", str(altered), "--to", form, "-o", str(file)).code == 0
    ran = htq("import", str(file), "--store", str(other))
    assert ran.code == 0, ran.err
    one, two = (
        {fact["id"]: fact for fact in htq("facts", "--store", str(store), "--json").results()}
        for store in (altered, other)
    )
    if form == "csv":  # a name's semicolon is a comma where only the row of a fact tells it
        one = json.loads(json.dumps(one).replace("Company; With", "Company, With"))
    assert [fact for fact_id, fact in one.items() if two.get(fact_id) != fact] == []
    assert one.keys() == two.keys()


def test_a_foreign_followthemoney_line_is_refused_with_its_place(htq: Htq, tmp_path: Path) -> None:
    """An entity that htq did not write lacks what a fact needs; nothing is imported."""
    line = {"id": "x", "schema": "Company", "properties": {"name": ["X"]}, "datasets": ["other"]}
    ran = htq("import", "-", "--store", str(tmp_path / "s.json"), input=json.dumps(line))
    assert ran.code == 2 and "line 1" in ran.err and "Company that htq did not write" in ran.err


TEXT = "Prosus kocht 药丸包 in 2018 voor 5 miljoen euro."


def langextract_line(**changes: Any) -> str:
    one = {
        "extraction_class": "acquisition",
        "extraction_text": "Prosus kocht 药丸包",
        "char_interval": {"start_pos": 0, "end_pos": 16},
        "alignment_status": "match_exact",
        "extraction_index": 1,
        "group_index": 0,
        "description": None,
        "attributes": {
            "buyer": "Prosus",
            "target": "PillPack",
            "date": "2018",
            "price": "EUR 5 million",
            "mood": "calm",
        },
    }
    return json.dumps({"extractions": [{**one, **changes}], "text": TEXT, "document_id": "doc_1a2b"})


def test_langextract_lines_become_facts_with_their_places(htq: Htq, tmp_path: Path) -> None:
    """The interval is the span, attributes are fields, what has no field is in the note; the text can be attached."""
    store = str(tmp_path / "s.json")
    ran = htq("import", "-", "--store", store, input=langextract_line())
    assert ran.code == 0, ran.err
    text = tmp_path / "prosus.txt"
    text.write_text(TEXT, encoding="utf-8")
    assert htq("attach", str(text), "--store", store).code == 0
    fact = htq("facts", "--document", "doc-1a2b", "--json", "--store", store).results()[0]
    assert (fact["type"], fact["date"], fact["target"]["id"]) == ("acquisition", "2018", "pillpack")
    assert fact["money"] == {"amount": 5000000, "currency": "EUR", "bound": "exact"}
    assert fact["evidence"][0]["quote"] == "Prosus kocht 药丸包"
    assert fact["note"] == "mood: calm"


def test_langextract_knows_a_document_by_its_text(htq: Htq, tmp_path: Path) -> None:
    """A second file about the same text, under another name, adds no document; the same claim no fact."""
    store = str(tmp_path / "s.json")
    assert htq("import", "-", "--store", store, input=langextract_line()).code == 0
    again = langextract_line().replace("doc_1a2b", "other")
    assert htq("import", "-", "--store", store, input=again).code == 0
    assert len(htq("documents", "--json", "--store", store).results()) == 6
    assert len(htq("facts", "--document", "doc-1a2b", "--json", "--store", store).results()) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"extraction_class": "medication"}, '"medication" is none of'),
        ({"char_interval": {"start_pos": 5, "end_pos": 500}}, "does not lie in the text"),
        ({"char_interval": {"start_pos": "0", "end_pos": 5}}, "does not lie in the text"),
        ({"attributes": {"date": "soon"}}, "date"),
    ],
)
def test_langextract_faults_are_told_with_their_place(
    htq: Htq, tmp_path: Path, changes: dict[str, Any], words: str
) -> None:
    """Exit 2, line and field; nothing is imported."""
    ran = htq("import", "-", "--store", str(tmp_path / "s.json"), input=langextract_line(**changes))
    assert ran.code == 2 and "line 1" in ran.err and words in ran.err


def test_what_langextract_writes_is_taken(htq: Htq, tmp_path: Path) -> None:
    """Its own library's dictionary of an annotated document, where it can be loaded."""
    data = pytest.importorskip("langextract.core.data", reason="langextract is not installed")
    lib = pytest.importorskip("langextract.data_lib", reason="langextract is not installed")
    extraction = data.Extraction(
        extraction_class="launch",
        extraction_text="Prosus",
        char_interval=data.CharInterval(start_pos=0, end_pos=6),
        alignment_status=data.AlignmentStatus.MATCH_FUZZY,
        attributes={"actor": "Prosus", "target": "Iets", "statement": "Prosus launched Iets."},
    )
    document = data.AnnotatedDocument(text=TEXT, extractions=[extraction], document_id="doc_1")
    line = json.dumps(lib.annotated_document_to_dict(document))
    store = str(tmp_path / "s.json")
    ran = htq("import", "-", "--store", store, input=line)
    assert ran.code == 0, ran.err
    fact = htq("facts", "--document", "doc-1", "--json", "--store", store).results()[0]
    assert (fact["evidence"][0]["start"], fact["evidence"][0]["end"]) == (0, 6)
    assert "not the extracted text to the letter" in fact["note"]
