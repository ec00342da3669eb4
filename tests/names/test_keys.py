"""What two spellings of one name have in common."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthtech_cli.names import keys, sound


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Amazon.com, Inc.", ["amazon", "com"]),
        ("Alibaba Group Holding Limited", ["alibaba"]),
        ("Drägerwerk AG & Co. KGaA", ["dragerwerk"]),
        ("Koninklijke Ahold Delhaize N.V.", ["ahold", "delhaize"]),
        ("Koninklijke Bibliotheek", ["koninklijke", "bibliotheek"]),
        ("Novo Nordisk A/S", ["novo", "nordisk"]),
        ("腾讯控股有限公司", ["腾讯"]),
        ("株式会社資生堂", ["资生堂"]),
        ("Capital Group", ["capital", "group"]),
        ("Procter and Gamble", ["procter", "gamble"]),
        ("Johnson & Johnson", ["johnson", "johnson"]),
        ("J.P. Morgan", ["jp", "morgan"]),
        ("Dr. Reddy's", ["dr", "reddys"]),
        ("Inc.", ["inc"]),
        ("", []),
    ],
)
def test_words_without_legal_form(name: str, bare: list[str]) -> None:
    """The legal form goes, and nothing that tells the name from others."""
    assert keys.bare_words(name) == bare


@pytest.mark.parametrize(("letters", "outside"), [("jingdong", 0), ("weixin", 0), ("novartis", 99), ("lyu", 99)])
def test_pinyin_is_recognised(letters: str, outside: int) -> None:
    """Two syllables or more are pinyin; a name of another language is not."""
    found = sound.outside_syllables(letters)
    assert found == outside or (outside == 99 and found > 0)


def test_a_character_with_two_readings_is_found_by_both() -> None:
    """银行 is yinhang, 长 is chang and zhang."""
    assert "yinhang" in sound.sounds("银行")
    assert {"chang", "zhang"} <= {heard[: -len("an")] for heard in sound.sounds("长安")}


def test_the_table_agrees_with_opencc() -> None:
    """Every traditional character of the table has the simplified one that OpenCC gives."""
    opencc = pytest.importorskip("opencc")
    from healthtech_cli.names.hanzi import SIMPLIFIED, TRADITIONAL

    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL))
    convert = opencc.OpenCC("t2s").convert
    assert [char for char, simple in zip(TRADITIONAL, SIMPLIFIED, strict=True) if convert(char) != simple] == []


@given(st.text(max_size=40))
@settings(max_examples=150, deadline=None)
def test_keys_are_stable(text: str) -> None:
    """A key's key is the key, whatever the text holds."""
    key = keys.name_key(text)
    assert keys.name_key(key) == key
    assert "".join(keys.bare_words(text)).replace(" ", "") == "".join(keys.bare_words(text))
