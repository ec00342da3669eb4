"""HTML: the article without what is around it, by trafilatura; metadata from JSON-LD, meta tags and time elements.

Spans are into the text that was taken out, which is what the store keeps. The page's date is looked up here, not by
htmldate, because a date is worth no more than the place it comes from, and htmldate takes one from the body too.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from healthtech_cli.readers.base import ReadDocument, UnreadableError, checked, need
from healthtech_cli.readers.encodings import decode
from healthtech_cli.readers.headings import date_of_stamp, read_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES = (".html", ".htm", ".xhtml")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,3}=\s{0,3}[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DEPTH_LIMIT = 2000
_PAGES_BETWEEN_CLEANING = 200
_DATE_TAGS = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "date.published",
    "publishdate", "publish_date", "publish-date", "pubdate", "publication_date", "published_time", "dc.date.issued",
    "dcterms.created", "dc.date", "dcterms.date", "sailthru.date", "parsely-pub-date", "citation_publication_date",
    "weibo: article:create_at", "date",
)  # fmt: skip
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "blockquote", "pre", "div")
_pages_read = 0


def is_html(data: bytes) -> bool:
    """Whether the first bytes are those of a page."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def read(data: bytes) -> ReadDocument:
    """The article of a page; UnreadableError where there is none."""
    need("trafilatura", "an HTML page")
    need("lxml_html_clean", "an HTML page")
    declared = _CHARSET.search(data[:4000]) or _XML_CHARSET.match(data[:400])
    page = decode(data, declared=declared[1].decode("ascii") if declared else None)
    tree = _parse(page)
    found = _metadata(tree)
    text = checked(_article(tree))
    if found.published is None:
        heading = read_heading(text)
        if heading.published:
            found = replace(
                found, published=heading.published, published_basis="stated", published_from=heading.published_from
            )
    return replace(found, text=text, title=found.title or read_heading(text).title)


def _parse(page: str) -> Any:
    from lxml import etree, html

    # bytes, not text: lxml refuses text that declares its encoding; no network, entities are HTML's own
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True, huge_tree=False)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"is no HTML that can be read: {str(error)[:80]}") from None
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEPTH_LIMIT:
            raise UnreadableError(f"is HTML nested more than {_DEPTH_LIMIT:,} deep")
    return tree


def _article(tree: Any) -> str:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its remarks on odd pages are not ours
    global _pages_read
    _pages_read += 1
    if _pages_read % _PAGES_BETWEEN_CLEANING == 0:
        from trafilatura.meta import reset_caches

        reset_caches()  # its caches grow with every page
    try:
        text = trafilatura.extract(
            tree, output_format="txt", with_metadata=False, include_comments=False, include_tables=True
        )
    except RecursionError:
        raise UnreadableError("is HTML nested too deeply") from None
    return text or _plain(tree)


def _plain(tree: Any) -> str:
    """All text of a page too short or too odd for trafilatura, a block a line."""
    for element in list(tree.iter("script", "style", "noscript", "template", "nav", "footer", "form")):
        element.drop_tree()
    body = tree.find(".//body")
    for element in list((tree if body is None else body).iter(*_BLOCKS, "br")):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in (tree if body is None else body).text_content().split("\n"))
    return "\n".join(line for line in lines if line)


def _metadata(tree: Any) -> ReadDocument:
    tags = _meta_tags(tree)
    linked = next(_linked_data(tree), {})
    published, source = _published(tree, tags, linked)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    url = _first(tags.get("og:url"), *canonical[:1], linked.get("url"))
    title = _first(
        linked.get("headline"),
        tags.get("og:title"),
        _heading(tree),
        tags.get("twitter:title"),
        tree.findtext(".//title"),
    )
    lang = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or linked.get("inLanguage")
    return ReadDocument(
        text="",
        format="html",
        title=title,
        publisher=_first(
            _named(linked.get("publisher")), *map(tags.get, ("og:site_name", "publisher", "application-name"))
        ),
        author=_first(_named(linked.get("author")), *map(tags.get, ("author", "article:author", "dc.creator", "byl"))),
        published=published,
        published_basis="stated" if published else "none",
        published_from=source,
        url=url if url and url.startswith(("http://", "https://")) else None,
        language=_first(lang),
    )


def _meta_tags(tree: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = tag.get("content")
        if name and value and value.strip():
            tags.setdefault(name.strip().lower(), value.strip())
    return tags


def _published(tree: Any, tags: dict[str, str], linked: dict[str, Any]) -> tuple[str | None, str | None]:
    stamp = linked.get("datePublished")
    if isinstance(stamp, str) and (day := date_of_stamp(stamp)):
        return day, "JSON-LD"
    for name in _DATE_TAGS:
        if name in tags and (day := date_of_stamp(tags[name])):
            return day, f"meta tag {name}"
    times = tree.xpath("//time[@itemprop='datePublished' or @pubdate]/@datetime") or tree.xpath(
        "//*[@itemprop='datePublished']/@content"
    )
    if times and (day := date_of_stamp(str(times[0]))):
        return day, "time element"
    article = tree.xpath("//article[1]//time/@datetime") or tree.xpath("//header//time/@datetime")
    if article and (day := date_of_stamp(str(article[0]))):
        return day, "time element"
    return None, None


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that tell when something appeared."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:20]:
        words = script.text or ""
        if len(words) > 500_000:
            continue
        try:
            pending = [json.loads(words, strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while pending and seen < 2000:
            one = pending.pop(0)
            seen += 1
            if isinstance(one, list):
                pending.extend(one)
            elif isinstance(one, dict):
                if "datePublished" in one and ("headline" in one or "name" in one or "author" in one):
                    yield one
                pending.extend(one[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in one)


def _named(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for one in value[:5] if (name := _named(one))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return value.strip() if isinstance(value, str) and value.strip() else None


def _heading(tree: Any) -> str | None:
    headings = tree.xpath("//h1")
    return str(headings[0].text_content()) if len(headings) == 1 else None


def _first(*values: Any) -> str | None:
    for value in values:
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())[:500]
    return None
