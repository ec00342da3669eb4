"""Names of known entities and what looks like a name."""

from __future__ import annotations

from healthtech_cli.extract.mentions.names import Gazetteer, find_unknown
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.rules.triggers import lexicon
from healthtech_cli.model.facts import Entity
from healthtech_cli.model.spans import Span


def entity(identity: str, name: str, *aliases: str) -> Entity:
    """An entity with names of one language."""
    return Entity(
        id=identity, name=name, kind="company", parent=None, country=None,
        aliases=[{"text": alias, "lang": "und", "origin": "name"} for alias in aliases], topics=[],
    )  # fmt: skip


KNOWN = Gazetteer(
    [
        entity("amazon", "Amazon", "亚马逊"),
        entity("amazon-care", "Amazon Care"),
        entity("tencent", "Tencent", "腾讯"),
        entity("ge", "GE"),
        entity("haven", "Haven"),
        entity("nuance", "Nuance"),
    ]
)


def known(text: str, lang: str = "en") -> list[tuple[str, str | None]]:
    """Words and entity of each known name."""
    return [(text[one.start : one.end], one.entity_id) for one in KNOWN.find(text, lang)]


def unknown(text: str, lang: str = "en") -> list[str]:
    """What looks like a name."""
    return [one.text for one in find_unknown(text, Span(start=0, end=len(text)), lang, lexicon(lang))]


def test_the_longest_name_wins() -> None:
    """`Amazon Care` is not also `Amazon`."""
    assert known("Amazon Care grew.") == [("Amazon Care", "amazon-care")]


def test_a_name_ends_at_a_word_boundary() -> None:
    """`Amazonas` is no Amazon, `Amazon's` is."""
    assert known("The Amazonas is a river; Amazon's is a shop.") == [("Amazon", "amazon")]


def test_the_genitive_of_german_and_dutch_is_the_name() -> None:
    """`Amazons` is Amazon where names take an s."""
    assert known("Amazons Angebot", "de") == [("Amazon", "amazon")]
    assert known("Amazons Angebot", "en") == []


def test_names_stand_next_to_chinese_characters() -> None:
    """Chinese needs no blanks around a Latin name."""
    assert known("今年Amazon收购了腾讯", "zh") == [("Amazon", "amazon"), ("腾讯", "tencent")]


def test_traditional_characters_are_the_same_name() -> None:
    """騰訊 is 腾讯, and the span is the text's."""
    assert known("騰訊與亞馬遜", "zh") == [("騰訊", "tencent"), ("亞馬遜", "amazon")]


def test_short_names_keep_their_capitals() -> None:
    """`GE` is no `ge`."""
    assert known("GE and ge") == [("GE", "ge")]


def test_everyday_words_need_a_cue() -> None:
    """Haven begins a sentence about harbours; inside one its capital tells."""
    assert known("Haven dues rose.") == []
    assert known("Partners closed Haven in 2021.") == [("Haven", "haven")]
    assert known("Die Nuance zählt.", "de") == []
    assert known("Der Spezialist Nuance wächst.", "de") == [("Nuance", "nuance")]


def test_folding_keeps_the_length() -> None:
    """Every position stays, also where lower case is longer."""
    assert len(fold("İstanbul ẞ")) == len("İstanbul ẞ")


def test_capitalised_runs_are_names() -> None:
    """Runs with legal suffixes are one name; months and titles are none."""
    assert unknown("In March the firm Nordic Scan bought Acme Holding Corp.") == ["Nordic Scan", "Acme Holding Corp"]


def test_german_nouns_are_no_names() -> None:
    """A capital letter alone says nothing in German."""
    assert unknown("Die Firma übernimmt die Verantwortung für das Krankenhaus.", "de") == []
    assert unknown("Der Konzern kauft das Start-up Herzblick.", "de") == ["Herzblick"]


def test_unknown_names_have_no_entity() -> None:
    """They become candidates, not entities."""
    assert all(
        one.entity_id is None
        for one in find_unknown("They bought Nordic Scan.", Span(start=0, end=24), "en", lexicon("en"))
    )
