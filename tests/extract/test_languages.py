"""The languages' data: complete, and told apart."""

from __future__ import annotations

import pytest

from healthtech_cli.languages import CODES, by_code, detect
from healthtech_cli.languages.zh import SIMPLIFY


@pytest.mark.parametrize("code", CODES)
def test_data_is_folded(code: str) -> None:
    """Words that are matched against folded text are in lower case and simplified."""
    language = by_code(code)
    for words in (language.months, language.units, language.scales, language.currencies, language.hedges_before,
                  language.relatives, language.money_roles):  # fmt: skip
        for word in words:
            assert word == word.lower().translate(SIMPLIFY if code == "zh" else {})


def test_tags() -> None:
    """Region and script of a tag are ignored, an unknown language is an error."""
    assert by_code("zh-Hant") is by_code("zh")
    with pytest.raises(KeyError):
        by_code("fr")


@pytest.mark.parametrize(("text", "code"), [
    ("The company bought a chain of clinics.", "en"), ("Das Unternehmen übernimmt eine Klinikkette.", "de"),
    ("Het bedrijf neemt een keten van klinieken over.", "nl"), ("亚马逊收购 One Medical", "zh"),
    ("該公司收購了診所", "zh"), ("", "en"), ("12 %", "en"),
])  # fmt: skip
def test_detect(text: str, code: str) -> None:
    """The language of a sentence is found."""
    assert detect(text) == code
