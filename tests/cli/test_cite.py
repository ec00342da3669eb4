"""Citations in every form, and the footnotes under Markdown tables."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from healthtech_cli.render.citations import people, render

Htq = Callable[..., Any]
PILLPACK = "acquisition-amazon-pillpack-2018-09"
HAVEN = "joint-venture-amazon-haven-2018-01"


def place(htq: Htq, fact_id: str) -> tuple[int, int]:
    (row,) = htq("show", fact_id, "--json").results()
    return row["evidence"][0]["start"], row["evidence"][0]["end"]


def test_text_names_document_place_and_hash(htq: Htq) -> None:
    """A citation has author, title, date, the characters and the hash of the text they are counted in."""
    start, end = place(htq, PILLPACK)
    out = htq("cite", PILLPACK).out
    assert "Flavio Aliberti: " in out and "about 2020-01" in out
    assert f"characters {start} to {end}" in out and "SHA-256 2c9d29c7" in out


def test_every_document_of_a_fact_is_cited(htq: Htq) -> None:
    """A fact in two documents has two sources, in each form."""
    for form in ("text", "md"):
        assert all(
            name in htq("cite", HAVEN, "--format", form).out for name in ("zh-wellcare-2020", "de-pz-amazon-2021")
        )
    assert [item["id"] for item in json.loads(htq("cite", HAVEN, "--format", "csl").out)] == [
        "zh-wellcare-2020",
        "de-pz-amazon-2021",
    ]


def test_a_bibliography_has_an_entry_a_document(htq: Htq) -> None:
    """Two facts of one document share its entry, which names both places."""
    out = htq("cite", PILLPACK, "acquisition-amazon-health-navigator-2019-10", "--format", "bibtex").out
    assert out.count("@misc{") == 1 and out.count("characters") == 2
    assert out.count("{") == out.count("}")


def test_csl_has_dates_as_parts(htq: Htq) -> None:
    """A stated day has three parts, an inferred date is circa."""
    by_id = {item["id"]: item for item in json.loads(htq("cite", HAVEN, "--format", "csl").out)}
    assert by_id["de-pz-amazon-2021"]["issued"] == {"date-parts": [[2021, 3, 19]]}
    assert by_id["zh-wellcare-2020"]["issued"]["circa"] is True


def test_a_document_is_cited_by_its_id(htq: Htq) -> None:
    """Without a fact there is no place."""
    out = htq("cite", "nl-tiktok-2022").out
    assert "characters" not in out and out.rstrip().endswith("[nl-tiktok-2022]")


def test_unknown_ids_and_formats_name_the_nearest(htq: Htq) -> None:
    """A typing error in an id is exit 4 with the id meant, in a format exit 2."""
    unknown = htq("cite", PILLPACK + "x", "--json")
    assert unknown.code == 4 and unknown.error()["suggestions"][0] == PILLPACK
    assert htq("cite", PILLPACK, "--format", "bibtx").code == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Cao Yu; translated by Chris Yuan", {"author": "Cao Yu", "translator": "Chris Yuan"}),
        ("Xiaomi (editor: Yan Dongxue)", {"author": "Xiaomi", "editor": "Yan Dongxue"}),
        (None, {}),
    ],
)
def test_people_of_a_line(line: str | None, told: dict[str, str]) -> None:
    """Translators and editors are told apart from authors."""
    assert people(line) == told


def test_hostile_titles_stay_words() -> None:
    """LaTeX commands, Markdown, and a script's address in a document's fields are inert."""
    document = {"id": "d", "title": r"\input{x} [a](b) <i> % $1_{2}", "url": "javascript:alert(1)", "sha256": None}
    row = {"id": "f", "statement": "S.", "sources": [{"document": document, "places": []}]}
    bibtex = render([row], "bibtex")
    assert r"\input" not in bibtex and "javascript" not in bibtex and r"\$1\_\{2\}" in bibtex
    note = render([row], "md")
    assert "<i>" not in note and "javascript" not in note and "[a](b)" not in note


def test_markdown_tables_carry_their_proof(htq: Htq) -> None:
    """Every row refers to a footnote, and every footnote is there, with document and place."""
    out = htq("deals", "--md").out
    rows = [line for line in out.splitlines() if line.startswith("| ")][2:]
    referred = [re.findall(r"\[\^([a-z0-9-]+)\]", row) for row in rows]
    noted = re.findall(r"^\[\^([a-z0-9-]+)\]: .*characters \d+ to \d+", out, flags=re.M)
    assert [one for refs in referred for one in refs] == noted and len(noted) >= 12
    assert f"[^{PILLPACK}]" in htq("company", "amazon", "--md", "--fields", "date").out


def test_a_fact_without_document_has_no_bibliography(htq: Htq) -> None:
    """Nothing to cite is said, and is exit 1."""
    htq("add", "Somebody opened a clinic.", "--type", "launch")
    ran = htq("cite", "launch-somebody-opened-a-clinic", "-f", "bibtex")
    assert (ran.code, ran.out) == (1, "")
    assert "no document states launch-somebody-opened-a-clinic" in ran.err


@pytest.mark.parametrize(
    ("author", "language", "told"),
    [
        ("Flavio Aliberti", "en", "{Flavio Aliberti}"),
        ("Redaktion Ärzteblatt", "de", "{{Redaktion Ärzteblatt}}"),
        ("Cao Yu", "zh-Hans", "{{Cao Yu}}"),
    ],
)
def test_a_person_is_no_institution_in_bibtex(author: str, language: str, told: str) -> None:
    """Two braces are for names that are a body's, or whose family part is not known."""
    document = {"id": "d", "title": "T", "author": author, "language": language, "published": None}
    row = {"id": "f", "statement": "S", "sources": [{"document": document, "places": []}]}
    assert f"author = {told}," in render([row], "bibtex")
