"""Sentences: exact spans, no cut inside an amount, masks of the same length."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.extract.sentences import is_wrapped, mask, sentences
from healthtech_cli.model.spans import Span
from tests.extract.hostile import HOSTILE

ALPHABET = st.text(
    alphabet=st.sampled_from(list("0123456789.,-/%$€¥ abmM一二十百万亿年月日元季İ\u00a0\n+'’")), max_size=60
)
WORDS = st.lists(
    st.sampled_from(
        [
            "12",
            "3.5",
            "million",
            "May",
            "2020",
            "last",
            "year",
            "euro",
            "$",
            "users",
            "de",
            "亿",
            "元",
            "5月",
            "Monday",
            "end of",
            "since",
            "19,7",
            "Mrd.",
            " ",
            "-",
            "to",
        ]
    ),
    max_size=20,
)
ANY = st.one_of(st.text(max_size=80), ALPHABET, WORDS.map(" ".join))
LANGS = st.sampled_from(["en", "de", "nl", "zh"])

TABLE = [
    ("en", "Dr. Smith sold it. He left.", ["Dr. Smith sold it.", "He left."]),
    ("zh", "他走了。她来了！好", ["他走了。", "她来了！", "好"]),
    ("en", "A title\nIt grew fast.", ["A title", "It grew fast."]),
    ("en", "See [this](https://a.b/c.d?e=f). It grew.", ["See [this](https://a.b/c.d?e=f).", "It grew."]),
]


@pytest.mark.parametrize(("lang", "text", "expected"), TABLE)
def test_boundaries(lang: str, text: str, expected: list[str]) -> None:
    """Each text is cut at its sentence ends and its newlines, and nowhere else."""
    assert [text[span.start : span.end] for span in sentences(text, lang)] == expected


def test_keep_is_not_split() -> None:
    """A boundary inside a kept amount is dropped."""
    text = "Het kostte 2,3 mld. euro. Dat is veel."
    assert len(sentences(text, "nl", [Span(start=11, end=24)])) == 2


def test_wrapped_lines_are_joined() -> None:
    """Lines cut at a fixed width make one sentence."""
    line = "the company said that it would buy the chain of small clinics"
    text = "\n".join([line] * 5) + ".\n"
    assert is_wrapped(text)
    assert len(sentences(text, "en")) == 1


def test_mask_hides_urls() -> None:
    """A URL's words are blanks and everything after it stays in place."""
    text = "See https://x.org/pillpack-2019 for PillPack."
    assert "pillpack-2019" not in mask(text)
    assert mask(text).index("PillPack") == text.index("PillPack")


@given(text=ANY, lang=LANGS)
def test_spans(text: str, lang: str) -> None:
    """On any text the spans are sorted, apart, trimmed, and together hold every visible character."""
    hidden = mask(text)
    assert len(hidden) == len(text)
    position = 0
    for span in sentences(text, lang):
        assert position <= span.start < span.end <= len(text)
        assert not hidden[position : span.start].strip()
        position = span.end
    assert not hidden[position:].strip()


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition(unit: str) -> None:
    """A repetition of 30,000 characters takes less than two seconds."""
    began = time.perf_counter()
    sentences((unit * 30_000)[:30_000], "en")
    assert time.perf_counter() - began < 2
