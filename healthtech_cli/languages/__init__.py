"""What each language brings, as data: one file a BCP 47 language."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from healthtech_cli.languages.base import Language

if TYPE_CHECKING:
    from collections.abc import Sequence

CODES: Sequence[str] = ("en", "de", "nl", "zh")
_SAMPLE_LENGTH = 2000
_CJK = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def by_code(code: str) -> Language:
    """The language of a BCP 47 tag; region and script are ignored (`zh-Hant`, `en-GB`). KeyError if it is unknown."""
    primary = code.lower().replace("_", "-").partition("-")[0]
    if primary not in CODES:
        raise KeyError(f"no data for the language {code!r}; there is {', '.join(CODES)}")
    language: Language = import_module(f"{__name__}.{primary}").LANGUAGE
    return language


@cache
def _identifier() -> Any:
    # 0.5 s: only when a language is asked for
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(CODES))
    return identifier


def detect(text: str) -> str:
    """The code of the language the first 2,000 characters are in; `en` where there is nothing to go by.

    Chinese is told by its characters (two Latin letters weigh as much as one character), the rest by py3langid,
    which is held to the known languages: unrestricted, it answers `wuu` for Chinese.
    """
    sample = text[:_SAMPLE_LENGTH]
    chinese = len(_CJK.findall(sample))
    letters = len(_LETTER.findall(sample))
    if letters == 0:
        return "en"
    if chinese * 4 >= letters:
        return "zh"
    return str(_identifier().classify(sample)[0])
