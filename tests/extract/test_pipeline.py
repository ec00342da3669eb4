"""The whole way from a text to its facts."""

from __future__ import annotations

from healthtech_cli.extract.pipeline import extract
from healthtech_cli.model.edtf import is_date
from healthtech_cli.model.facts import Document
from healthtech_cli.model.vocabulary import DATE_BASES, FACT_TYPES, STATUSES
from tests.extract.corpus import entities

TEXT = """Amazon buys a clinic chain

12 March 2023

Amazon has acquired the clinic chain Nordvital for $80 million, see https://example.com/Tencent-bought-GE.
The company launched Amazon Pharmacy in November 2020.
"""


def document(text: str, lang: str = "en", published: str | None = "2023-03-12") -> Document:
    """A document as the readers make it."""
    return Document(
        id="doc", title="t", publisher=None, author=None, published=published, published_basis="stated", language=lang,
        translated_from=None, sha256="", length=len(text), url=None, has_text=True,
    )  # fmt: skip


def test_facts_have_the_closed_words() -> None:
    """Types, statuses, dates and bases are the contract's."""
    for fact in extract(document(TEXT), TEXT, entities()).facts:
        assert fact["type"] in FACT_TYPES
        assert fact["status"] in STATUSES
        assert fact["date"] is None or is_date(fact["date"])
        assert fact["evidence"][0]["date_basis"] in DATE_BASES
        assert 0 <= fact["confidence"] <= 1
        assert fact["method"].startswith("rule:")


def test_ids_are_unique_and_plain() -> None:
    """Letters, digits and hyphens only."""
    ids = [fact["id"] for fact in extract(document(TEXT), TEXT, entities()).facts]
    assert len(ids) == len(set(ids))
    assert all(char.isalnum() or char == "-" for one in ids for char in one)


def test_unknown_names_become_unverified_candidates() -> None:
    """A bought company that the store does not know is proposed, not taken."""
    found = extract(document(TEXT), TEXT, entities())
    assert [(one["id"], one.get("unverified")) for one in found.candidates] == [("nordvital", True)]


def test_addresses_are_no_text() -> None:
    """A name inside a URL proves nothing."""
    assert all(
        fact["actor"] is None or fact["actor"]["id"] != "tencent"
        for fact in extract(document(TEXT), TEXT, entities()).facts
    )


def test_the_same_text_gives_the_same_facts() -> None:
    """Nothing depends on time or chance."""
    assert extract(document(TEXT), TEXT, entities()) == extract(document(TEXT), TEXT, entities())


def test_counts_are_of_the_facts() -> None:
    """The summary counts what is there."""
    found = extract(document(TEXT), TEXT, entities())
    assert sum(found.counts.values()) == len(found.facts)


def test_an_unknown_language_gives_nothing() -> None:
    """No rules, no facts, no fault."""
    assert extract(document("Bonjour", "fr"), "Bonjour", entities()).facts == []


def test_an_empty_text_gives_nothing() -> None:
    """Neither facts nor faults."""
    for lang in ("en", "de", "nl", "zh"):
        assert extract(document("", lang), "", entities()).facts == []


def test_a_heading_dates_the_news_below_it() -> None:
    """A line that is only a date dates what follows it."""
    text = "3 June 2021\nAmazon acquired Nordvital.\n"
    (fact,) = [
        one for one in extract(document(text, published=None), text, entities()).facts if one["type"] == "acquisition"
    ]
    assert fact["date"] == "2021-06-03"


def test_news_without_a_date_has_the_documents() -> None:
    """The date is then inferred, and says so."""
    text = "Amazon acquired Nordvital."
    (fact,) = [one for one in extract(document(text), text, entities()).facts if one["type"] == "acquisition"]
    assert (fact["date"], fact["evidence"][0]["date_basis"]) == ("2023-03-12", "inferred")
