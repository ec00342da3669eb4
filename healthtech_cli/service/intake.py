"""From files to documents and what they state: the part that needs no store but its entities and known texts."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from healthtech_cli.errors import UsageError
from healthtech_cli.extract.pipeline import Extraction, extract
from healthtech_cli.languages import CODES, detect
from healthtech_cli.languages.function_words import language_by_words
from healthtech_cli.model import edtf
from healthtech_cli.model.facts import Document, Entity
from healthtech_cli.names.ids import ascii_slug
from healthtech_cli.readers import SIZE_LIMIT, SUFFIXES, ReadDocument, UnreadableError, read, read_file

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the user says about the documents, which goes before what they say themselves."""

    published: str | None = None
    title: str | None = None
    url: str | None = None
    lang: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read, or bytes that were read already (standard input). `found` in a folder: not named by the user."""

    path: str
    data: bytes | None = None
    found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every document is read against. `known` are the SHA-256 of texts that are not to be extracted from."""

    entities: Sequence[Entity]
    known: frozenset[str]
    said: Said
    names: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 to the id of a known document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A document as read: `document` has the id that its name gives, not yet made unique.

    `extraction` is None where the text was known; `problem` says why nothing could be read.
    """

    path: str
    document: Document | None = None
    text: str = ""
    format: str = ""
    extraction: Extraction | None = None
    problem: str | None = None
    problem_code: str = "unreadable"
    encoding: str | None = None
    """What the bytes were taken for, where that is a guess."""


def check(said: Said) -> Said:
    """The same, or UsageError for a date, language or address that is none."""
    if said.published is not None and not edtf.is_date(said.published):
        raise UsageError(
            f'--published "{said.published}" is not a date', suggestions=["2018", "2018-09", "2018-09-12"],
            hint="write 2018, 2018-09, 2018-09-12, 2022-07~ or 2020-01/2020-06",
        )  # fmt: skip
    if said.lang is not None and said.lang.lower().partition("-")[0] not in CODES:
        raise UsageError(
            f'--lang "{said.lang}" is not a language htq reads', suggestions=list(CODES),
            hint="languages: en, de, nl, zh (zh-Hans, zh-Hant)",
        )  # fmt: skip
    if said.url is not None and not said.url.startswith(("http://", "https://")):
        raise UsageError(f'--url "{said.url}" is not an address', hint="it begins with http:// or https://")
    return said


def sources(given: Sequence[str]) -> list[Source]:
    """What the arguments name: files, the documents in folders and below them (sorted), standard input for `-`.

    A file that is named is always tried. In a folder only files with the suffix of a document are, hidden ones never.
    """
    found: list[Source] = []
    for path in given:
        if path == STANDARD_INPUT:
            found.append(Source(path=path, data=sys.stdin.buffer.read(SIZE_LIMIT + 1)))
        elif os.path.isdir(path):
            found.extend(Source(path=name, found=True) for name in _documents_in(path))
        else:
            found.append(Source(path=path))
    return list({(one.path, one.data): one for one in found}.values())


def _documents_in(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                yield os.path.join(here, name)


def take(context: Context, source: Source) -> Taken:
    """Read one document and extract from it, unless its text is known."""
    try:
        found = _read(source)
    except UnreadableError as error:
        return Taken(path=source.path, problem=error.message, problem_code=error.code)
    found = _as_known(found, context)
    document = describe(found, path=source.path, said=context.said)
    known = context.names.get(document["sha256"])
    if known:
        document["id"] = known
    extraction = None
    if document["sha256"] not in context.known:
        extraction = extract(document, found.text, context.entities)
    return Taken(
        path=source.path, document=document, text=found.text, format=found.format, extraction=extraction,
        encoding=found.encoding,
    )  # fmt: skip


def _as_known(found: ReadDocument, context: Context) -> ReadDocument:
    """The text with other line ends, or without a byte-order mark, where that is what the store knows."""
    plain = found.text.removeprefix("\ufeff").replace("\r\n", "\n")
    for text in (found.text, plain, plain.rstrip("\n"), plain.rstrip("\n") + "\n"):
        if _digest(text) in context.names:
            return found if text == found.text else replace(found, text=text)
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def same(context: Context) -> Context:
    """The context itself: what a process needs beforehand is nothing else."""
    return context


def _read(source: Source) -> ReadDocument:
    if source.data is None:
        return read_file(source.path, follow=not source.found)
    if len(source.data) > SIZE_LIMIT:
        raise UnreadableError(f"has more than {SIZE_LIMIT:,} bytes")
    return read(source.data)


def describe(found: ReadDocument, *, path: str, said: Said) -> Document:
    """The document's row: what the user said, else what it says itself, else what can be told from it."""
    name = os.path.splitext(os.path.basename(path))[0]
    title = said.title or found.title
    digest = _digest(found.text)
    stem = ascii_slug(title or "" if path == STANDARD_INPUT else name)
    return Document(
        id=stem or f"document-{digest[:8]}",
        title=_clean(title) or (name if path != STANDARD_INPUT else "") or "(untitled)",
        publisher=_clean(found.publisher),
        author=_clean(found.author),
        published=said.published or found.published,
        published_basis="stated" if said.published else found.published_basis,
        published_from="--published" if said.published else found.published_from,
        language=said.lang or language_of(found.text, found.language),
        translated_from=None,
        url=said.url or _clean(found.url),
        sha256=digest,
        length=len(found.text),
        has_text=True,
    )


def _clean(words: str | None) -> str | None:
    """One line, of a length that a title has."""
    if not words:
        return None
    line = " ".join("".join(char if char.isprintable() else " " for char in words).split())
    return line[:500] or None


def language_of(text: str, declared: str | None) -> str:
    """The BCP 47 tag: told by the text; `und` for a language in Latin script that is none of ours.

    What a page declares counts only for languages that are none of ours: pages declare the language of their template
    as often as that of the article.
    """
    tag = (declared or "").strip().replace("_", "-")[:20]
    primary = tag.lower().partition("-")[0]
    if is_chinese(text):
        return tag if primary == "zh" and "han" in tag.lower() else _script(text)
    told = language_by_words(text)
    if told == "und":
        return primary if primary not in CODES and _is_code(primary) else told
    return told or (primary if primary not in (*CODES, "") and _is_code(primary) else detect(text))


def is_chinese(text: str) -> bool:
    """Whether a quarter of the first letters are Chinese; two Latin letters weigh as much as one character."""
    letters = [char for char in text[:2000] if char.isalpha()]
    return bool(letters) and sum("\u3400" <= char <= "\u9fff" for char in letters) * 4 >= len(letters)


def _is_code(primary: str) -> bool:
    return 2 <= len(primary) <= 3 and primary.isascii() and primary.isalpha()


def _script(text: str) -> str:
    from healthtech_cli.extract.mentions.names import simplify

    sample = text[:2000]
    changed = sum(one != other for one, other in zip(sample, simplify(sample)))
    return "zh-Hant" if changed * 25 > sum(char > "\u2e80" for char in sample) else "zh-Hans"
