"""The page in a real browser: opens without a complaint, folds, filters, prints, and nothing hostile runs.

axe-core is run too where `HTQ_AXE` names its file (`npm install axe-core`, then node_modules/axe-core/axe.min.js).
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.report import chromium

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium.program() is None, reason="chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[chromium.Page]:
    page = chromium.Page(tmp_path_factory.mktemp("profile"))
    yield page
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_it_opens_without_a_complaint_and_fits(browser: chromium.Page, amazon: str, saved: Path, width: int) -> None:
    """No error, no blocked style or script, no request, and no page wider than the screen."""
    saved.write_text(amazon, encoding="utf-8")
    browser.complaints.clear()
    browser.open(saved, width=width)
    assert browser.run("document.documentElement.scrollWidth <= innerWidth")
    assert browser.run("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
    assert browser.complaints == []


def test_a_link_unfolds_the_fact_it_leads_to(browser: chromium.Page, amazon: str, saved: Path) -> None:
    """By the address, and by a link on the page."""
    saved.write_text(amazon, encoding="utf-8")
    browser.open(saved, fragment="#fact-joint-venture-amazon-haven-2018-01")
    assert browser.run("document.getElementById('fact-joint-venture-amazon-haven-2018-01').open")
    browser.run("document.querySelector('.largest a').click()")
    assert (
        browser.run("new Promise(done => setTimeout(() => done(document.querySelectorAll('.fact[open]').length), 100))")
        == 2
    )


def test_filters_hide_what_does_not_fit_and_say_how_much_is_left(
    browser: chromium.Page, amazon: str, saved: Path
) -> None:
    """Type and words together; emptied sections go too."""
    saved.write_text(amazon, encoding="utf-8")
    browser.open(saved)
    assert browser.run("!document.getElementById('filter').hidden")
    set_type = "document.getElementById('type').value = 'acquisition';"
    set_words = "document.getElementById('words').value = 'PILLPACK';"
    told = "document.getElementById('filter').dispatchEvent(new Event('input', {bubbles: true}));"
    count = "document.getElementById('count').textContent"
    assert browser.run(set_type + told + count) == "3 of 87 facts"
    assert browser.run(set_words + told + count) == "1 of 87 facts"
    assert browser.run("[...document.querySelectorAll('.kind')].filter(one => !one.hidden).length") == 1
    assert browser.run("document.getElementById('words').value = 'xyzzy';" + told + count) == "0 of 87 facts"
    assert not browser.run("document.getElementById('nothing').hidden")


def test_a_fact_unfolds_by_keyboard(browser: chromium.Page, amazon: str, saved: Path) -> None:
    """The first key press reaches the skip link; Enter on a summary unfolds it."""
    saved.write_text(amazon, encoding="utf-8")
    browser.open(saved)
    browser.key("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    browser.run("document.querySelector('.fact summary').focus()")
    browser.key("Enter")
    assert browser.run("document.querySelector('.fact').open")


def test_paper_has_every_proof(browser: chromium.Page, amazon: str, saved: Path) -> None:
    """Folded facts are printed unfolded: many more pages than the folded page has screens."""
    saved.write_text(amazon, encoding="utf-8")
    browser.open(saved)
    assert browser.pdf_pages() > 12
    assert browser.run("document.querySelectorAll('.fact[open]').length") == 0


def test_hostile_words_do_nothing(browser: chromium.Page, hostile: str, saved: Path) -> None:
    """No dialog, no changed title, no request, no element of theirs."""
    saved.write_text(hostile, encoding="utf-8")
    browser.complaints.clear()
    browser.open(saved)
    browser.run("document.getElementById('unfold').click()")
    assert browser.run("document.title").endswith("in health care")
    assert browser.run("document.querySelectorAll('img, script').length") == 1
    assert browser.complaints == []


@pytest.mark.skipif("HTQ_AXE" not in os.environ, reason="HTQ_AXE does not name axe.min.js")
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_serious(browser: chromium.Page, amazon: str, saved: Path, width: int) -> None:
    """No violation of any rule, with every fact unfolded."""
    saved.write_text(amazon, encoding="utf-8")
    browser.open(saved, width=width)
    browser.run("document.getElementById('unfold').click()")
    browser.run(Path(os.environ["HTQ_AXE"]).read_text(encoding="utf-8") + ";0")
    found = browser.run("axe.run().then(told => JSON.stringify(told.violations.map(one => [one.id, one.impact])))")
    assert json.loads(found) == []
