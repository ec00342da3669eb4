"""The corpus: our own sentences with what is to be found in them, and what a sentence must never give."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from healthtech_cli.extract.pipeline import extract
from healthtech_cli.model.facts import Document, Fact
from healthtech_cli.model.vocabulary import DEAL_TYPES
from tests.extract.corpus import entities, facts_of, faults, lines

ROWS = list(lines())
FIRM = [row for row in ROWS if not row[3].get("xfail")]


def read(text: str, lang: str, published: str | None = "2024-05-15") -> list[Fact]:
    """Facts of a text of several sentences."""
    document = Document(
        id="text", title="", publisher=None, author=None, published=published, published_basis="stated", language=lang,
        translated_from=None, sha256="", length=len(text), url=None, has_text=True,
    )  # fmt: skip
    return extract(document, text, entities()).facts


def deals(text: str, lang: str) -> list[tuple[str, str | None, str | None]]:
    """Type, actor and target of the deals of a text."""
    return [
        (fact["type"], fact["actor"] and fact["actor"]["id"], fact["target"] and fact["target"]["id"])
        for fact in read(text, lang)
        if fact["type"] in DEAL_TYPES
    ]


@pytest.mark.parametrize("lang", ["de", "en", "nl", "zh"])
def test_corpus_lines_give_their_facts(lang: str) -> None:
    """Every line that is not marked gives the facts it names and no other of its type."""
    wrong = [
        (kind, number, row["text"], found)
        for language, kind, number, row in FIRM
        if language == lang and (found := faults(row, language, kind))
    ]
    assert not wrong


def test_corpus_is_large_enough() -> None:
    """Each language and type has its lines, a third of them negatives."""
    sizes = Counter((lang, kind) for lang, kind, _, _ in ROWS)
    negatives = Counter((lang, kind) for lang, kind, _, row in ROWS if not row["facts"])
    for (lang, kind), size in sizes.items():
        assert size >= (40 if kind in DEAL_TYPES else 20), (lang, kind)
        assert negatives[lang, kind] * 3 >= size, (lang, kind)


def test_corpus_pass_rate(record_property: pytest.RecordProperty) -> None:
    """More than nine in ten of all lines are read in full, the marked ones included."""
    passed = sum(not faults(row, lang, kind) for lang, kind, _, row in ROWS)
    record_property("pass rate", f"{passed}/{len(ROWS)}")
    assert passed / len(ROWS) > 0.9


def test_passive_turns_the_parties_round() -> None:
    """Who is bought is the target, whichever way it is told."""
    wanted = [("acquisition", "amazon", "pillpack")]
    assert deals("Amazon acquired PillPack.", "en") == wanted
    assert deals("PillPack was acquired by Amazon.", "en") == wanted
    assert deals("PillPack wurde von Amazon übernommen.", "de") == wanted
    assert deals("PillPack is door Amazon overgenomen.", "nl") == wanted
    assert deals("PillPack被亚马逊收购。", "zh") == wanted


def test_parties_carry_over_sentences() -> None:
    """`The company` is the last subject."""
    assert ("acquisition", "amazon", "one-medical") in deals(
        "Amazon is growing. The company acquired One Medical.", "en"
    )
    assert ("acquisition", "amazon", "one-medical") in deals(
        "Amazon wächst. Das Unternehmen hat One Medical gekauft.", "de"
    )
    assert ("acquisition", "amazon", "one-medical") in deals(
        "Amazon groeit. Het bedrijf heeft One Medical gekocht.", "nl"
    )
    assert ("acquisition", "amazon", "one-medical") in deals("亚马逊在发展。2022年收购了One Medical。", "zh")


def test_a_brand_buys_for_its_owner() -> None:
    """What TikTok buys is ByteDance's."""
    assert deals("TikTok bought Wellora.", "en") == [("acquisition", "bytedance", "wellora")]


def test_one_price_in_two_currencies_is_the_first() -> None:
    """The amount in brackets is the same price."""
    (fact,) = [
        one
        for one in read("ByteDance acquired Wellora for 500 million yuan ($78 million).", "en")
        if one["type"] == "acquisition"
    ]
    assert fact["money"] == {"amount": 500_000_000, "currency": "CNY", "bound": "exact"}


def test_a_valuation_is_no_price() -> None:
    """A company's worth is not what was paid."""
    (fact,) = [
        one for one in read("Medivia, valued at $2 billion, bought Wellora.", "en") if one["type"] == "acquisition"
    ]
    assert fact["money"] is None


def test_a_price_in_the_next_sentence_is_found() -> None:
    """`The deal is worth …` tells the price of the deal before it."""
    (fact,) = [
        one
        for one in read("Amazon bought Wellora. The deal is worth $20 million.", "en")
        if one["type"] == "acquisition"
    ]
    assert fact["money"] is not None
    assert fact["money"]["amount"] == 20_000_000


def test_rumours_are_never_completed() -> None:
    """Talk of a deal keeps its status."""
    for text, lang in (
        ("Sources said Amazon is in talks to acquire PillPack.", "en"),
        ("Insidern zufolge verhandelt Amazon über den Kauf von PillPack.", "de"),
        ("Naar verluidt wil Amazon PillPack overnemen.", "nl"),
        ("据知情人士称，亚马逊正在洽谈收购PillPack。", "zh"),
    ):
        told = [fact["status"] for fact in read(text, lang) if fact["type"] == "acquisition"]
        assert told == ["rumoured"], text


def test_repeated_mentions_are_one_fact() -> None:
    """Telling a deal twice makes one fact with the better evidence."""
    facts = [
        one
        for one in read("Amazon bought PillPack. Amazon acquired PillPack for $753 million in 2018.", "en")
        if one["type"] == "acquisition"
    ]
    assert len(facts) == 1
    assert facts[0]["id"] == "acquisition-amazon-pillpack-2018"
    assert facts[0]["money"] is not None


def test_evidence_is_where_the_words_are() -> None:
    """The quote is the text at the span, and the stated names are in it."""
    for lang, _, _, row in ROWS[::7]:
        for fact in facts_of(row["text"], lang):
            evidence = fact["evidence"][0]
            assert evidence["start"] is not None
            assert evidence["end"] is not None
            assert evidence["quote"] == row["text"][evidence["start"] : evidence["end"]]
            for stated in (evidence["actor_as_stated"], evidence["target_as_stated"], evidence["amount_as_stated"]):
                assert stated is None or stated in row["text"]


@pytest.mark.parametrize("lang", ["de", "en", "nl", "zh"])
def test_hostile_repetitions_take_linear_time(lang: str) -> None:
    """Twice the text takes about twice the time, whatever it repeats."""
    pieces = {
        "en": ["Amazon acquired ", "Aa, ", "A & ", "bought by ", "the company "],
        "de": ["Amazon übernimmt ", "von der ", "Übernahme von ", "A-", "„A "],
        "nl": ["Amazon neemt ", "over van ", "overname van ", "A, "],
        "zh": ["亚马逊收购", "、腾讯", "的投资人", "「", "由腾讯领投"],
    }[lang]
    for piece in pieces:
        spent = []
        for size in (1_500, 6_000):
            started = time.process_time()
            read(piece * (size // len(piece)), lang)
            spent.append(time.process_time() - started)
        assert spent[1] < 12 * spent[0] + 0.5, piece
