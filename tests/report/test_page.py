"""The page as text: every figure leads to its proof, nothing is fetched, nothing of a document's runs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.report.conftest import made

Htq = Callable[..., Any]
VOID = ("meta", "br", "input", "link", "img")


class Reader(HTMLParser):
    """Tags with their attributes, ids, links, and whether every element is closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, attribute: str) -> list[str]:
        return [attributes[attribute] or "" for _, attributes in self.tags if attribute in attributes]


def test_every_link_on_the_page_leads_somewhere(amazon: str) -> None:
    """Ids are unique, and each inner link names one of them."""
    reader = Reader(amazon)
    ids = reader.all("id")
    assert len(set(ids)) == len(ids)
    inner = [link[1:] for link in reader.all("href") if link.startswith("#")]
    assert len(inner) > 50 and set(inner) <= set(ids)


def test_sums_counts_and_amounts_are_links(amazon: str) -> None:
    """The figures of the summary, the years and the amounts lead to deals, facts and documents."""
    for words in ("USD 4.65 bn", "USD 753 m", "87", "1 deal", "once"):
        assert re.search(rf'<a [^>]*href="#[^"]+"[^>]*>{words}</a>', amazon), words


def test_nothing_is_fetched_and_only_the_pages_own_script_may_run(amazon: str) -> None:
    """No source, frame or style from elsewhere; the policy names the digests of the one style and the one script."""
    reader = Reader(amazon)
    assert {tag for tag, _ in reader.tags} & {"img", "iframe", "link", "object", "embed", "base"} == set()
    assert reader.all("src") == [] and reader.all("style") == []
    assert not [name for _, attributes in reader.tags for name in attributes if name.startswith("on")]
    policy = next(attributes["content"] for tag, attributes in reader.tags if "http-equiv" in attributes)
    assert policy and policy.startswith("default-src 'none';")
    for tag in ("style", "script"):
        bodies = re.findall(rf"<{tag}>(.*?)</{tag}>", amazon, re.DOTALL)
        assert len(bodies) == 1
        assert base64.b64encode(hashlib.sha256(bodies[0].encode()).digest()).decode() in policy


def test_hostile_words_are_words(hostile: str) -> None:
    """No tag, attribute, template or control character of a document's gets through, in any place of the page."""
    reader = Reader(hostile)
    names = [tag for tag, _ in reader.tags]
    assert names.count("script") == 1 and "img" not in names
    assert "&#34;&gt;&lt;img" in hostile and "{{ 7*7 }}" in hostile
    assert "\x1b" not in hostile and "\u202e" not in hostile
    assert not [link for link in reader.all("href") if link.startswith("javascript")]


def test_the_passage_is_marked_where_the_text_is_at_hand(hostile: str, amazon: str) -> None:
    """The proving words stand in a mark with their sentence around them; otherwise the page says that they are not."""
    assert re.search(r"An <mark>&#34;&gt;&lt;img.*?</mark> end\.", hostile)
    assert "<mark>" not in amazon and "text not at hand" in amazon


def test_readings_and_verdict_of_a_conflict_are_told(amazon: str) -> None:
    """Both ends of Haven, and that nothing tells them apart."""
    part = amazon[amazon.index('id="conflicts"') : amazon.index('id="sources"')]
    assert "2021-02~" in part and "2021-01~" in part and "Ende Februar" in part


def test_the_picture_has_the_deals_and_says_what_it_left_out(amazon: str) -> None:
    """Each deal's mark links to its fact; the caption counts what is drawn."""
    picture = amazon[amazon.index('class="timeline"') : amazon.index("</figcaption>")]
    for fact_id in ("acquisition-amazon-pillpack-2018-09", "joint-venture-amazon-haven-2018-01"):
        assert f'href="#fact-{fact_id}"' in picture
    assert re.search(r"\d+ events of \d+ from 2018 to 2022", picture)


def test_the_same_question_gives_the_same_bytes(amazon: str) -> None:
    """No clock, no randomness."""
    assert made(companies=["amazon"]) == amazon


@pytest.mark.parametrize(
    "filters",
    [{}, {"types": ["ipo"]}, {"types": ["metric"]}, {"companies": ["haven"], "types": ["ipo"]}, {"until": "2014"}],
)
def test_any_question_gives_a_whole_page(filters: dict[str, Any]) -> None:
    """Everything, one deal, no deals, nothing at all, only old things."""
    reader = Reader(made(**filters))
    inner = {link[1:] for link in reader.all("href") if link.startswith("#")}
    assert inner <= set(reader.all("id"))


def test_from_the_command_line(htq: Htq, tmp_path: Path) -> None:
    """`report NAME -o FILE` writes the page and says so; without -o it is printed in a pipe."""
    path = tmp_path / "amazon.html"
    ran = htq("report", "amazon", "--type", "acquisition", "-o", str(path))
    assert ran.code == 0 and ran.out == "" and "3 facts" in ran.err
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert htq("report", "haven").out.startswith("<!DOCTYPE html>")
    assert htq("report", "nobody at all", "-o", str(path)).code == 4
