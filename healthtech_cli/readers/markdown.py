"""Markdown: the text as written, marks included, as spans are into it; metadata from front matter and first lines."""

from __future__ import annotations

import re
from dataclasses import replace

from healthtech_cli.readers.base import ReadDocument, checked
from healthtech_cli.readers.encodings import decode
from healthtech_cli.readers.headings import date_of_stamp
from healthtech_cli.readers.text import of_text

SUFFIXES = (".md", ".markdown")
_FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.{0,8000}?)\r?\n\1[ \t]*\r?\n", re.DOTALL)
_PAIR = re.compile(r"([A-Za-z_]{2,20})[ \t]*[:=][ \t]*(.{1,500})")
_HEADING = re.compile(r"^#{1,2}[ \t]+(\S.{0,300})$", re.MULTILINE)


def read(data: bytes) -> ReadDocument:
    """The document; UnreadableError where the bytes are no text."""
    text = checked(decode(data))
    front, body = _front_matter(text)
    found = of_text(body, format="markdown")
    heading = _HEADING.search(body[:5000])
    title = heading[1].rstrip(" #\r") if heading else found.title
    found = replace(found, text=text, title=front.get("title") or title)
    for field, names in (
        ("author", ("author", "authors", "by")),
        ("publisher", ("publisher", "site", "sitename")),
        ("url", ("url", "link", "source", "canonical", "canonical_url")),
        ("language", ("lang", "language")),
    ):
        value = next((front[name] for name in names if name in front), None)
        if value and (field != "url" or value.startswith(("http://", "https://"))):
            found = replace(found, **{field: value})
    for name in ("published", "date", "pubdate"):
        day = date_of_stamp(front.get(name, ""))
        if day:
            return replace(found, published=day, published_basis="stated", published_from="front matter")
    return found


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    pairs: dict[str, str] = {}
    for line in match[2].splitlines():
        pair = _PAIR.match(line)
        if pair:
            value = pair[2].strip().strip("[]").strip().strip("'\"").strip()
            if value:
                pairs.setdefault(pair[1].lower(), value)
    return pairs, text[match.end() :]
