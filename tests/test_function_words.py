"""The language by function words: our three, none of ours, or no answer."""

from __future__ import annotations

import pytest

from healthtech_cli.languages.function_words import WORDS, language_by_words
from healthtech_cli.service.intake import language_of
from tests.readers import samples

FRENCH = (
    "Le groupe a annoncé l'acquisition de la société pour un montant de plusieurs millions. Les actionnaires ont "
    "approuvé la vente lors de l'assemblée générale, et la direction prévoit de finaliser l'opération. "
) * 8


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (samples.ENGLISH, "en"),
        (samples.GERMAN, "de"),
        (samples.DUTCH, "nl"),
        ("Amazon PillPack 2018", None),
        (FRENCH, "und"),
    ],
)
def test_the_language_by_its_words(text: str, language: str | None) -> None:
    """Sentences of our languages are told, a headline is not, a long text in another language is none of them."""
    assert language_by_words(text) == language


def test_no_word_stands_for_two_languages() -> None:
    """The lists have no word in common; one would make every text doubtful."""
    lists = list(WORDS.values())
    assert not (lists[0] & lists[1] or lists[1] & lists[2] or lists[0] & lists[2])


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (samples.CHINESE, "en", "zh-Hans"),
        (samples.TRADITIONAL, None, "zh-Hant"),
        (samples.TRADITIONAL, "zh-Hant-TW", "zh-Hant-TW"),
        (samples.GERMAN, "en-US", "de"),
        (FRENCH, "fr-FR", "fr"),
        (FRENCH, "en", "und"),
    ],
)
def test_the_text_goes_before_what_the_page_declares(text: str, declared: str | None, language: str) -> None:
    """A page's declaration counts only for languages that are none of ours."""
    assert language_of(text, declared) == language
