"""Ids: lower-case letters and digits of any script in groups joined by single hyphens; the same words, the same id."""

from __future__ import annotations

import unicodedata

LENGTH_LIMIT = 200


def is_id(text: str) -> bool:
    """Whether the text can be an id."""
    return (
        0 < len(text) <= LENGTH_LIMIT
        and all(part.isalnum() for part in text.split("-"))
        and text == text.lower()
        and unicodedata.is_normalized("NFC", text)
    )


def slug(name: str, *, length: int = 60) -> str:
    """The name as (part of) an id; empty where it has neither letter nor digit."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).replace("ß", "ss").replace("&", " and "))
    kept = "".join(
        char if char.isalnum() else "" if unicodedata.combining(char) or char in "'’." else " "
        for char in folded.casefold()
    )
    # Hangul and some kana come apart under NFKD
    return unicodedata.normalize("NFC", "-".join(kept.split()))[:length].strip("-")
