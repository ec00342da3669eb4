"""Lists keep their columns, and every row its proof, at any width of the terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from healthtech_cli.render.listing import fitted
from healthtech_cli.render.rows import csv, picked
from healthtech_cli.render.terminal import Line, Screen, cells, wrapped
from tests.conftest import isolated
from tests.terminal import on_a_terminal

BAIKE = "acquisition-bytedance-baike-mingyi-2020-08-12"
HAVEN = "joint-venture-amazon-haven-2018-01"
ROWS = [
    [("name", ""), ("facts", ""), ("id", "")],
    [("Amazon Web Services of the whole world", "name"), ("8", ""), ("amazon-web-services", "dim")],
    [("京东健康", "name"), ("22", ""), ("jd-health", "dim")],
]


def shown(width: int, home: Path, *command: str) -> list[str]:
    """The lines that a command prints on a terminal of so many columns."""
    env = isolated(home, NO_COLOR="1", TERM="dumb", HTQ_PAGER="cat")
    text, code = on_a_terminal(
        [sys.executable, "-m", "healthtech_cli", *command], env=env, cwd=Path(__file__).parents[2], columns=width
    )
    assert code == 0, text
    return text.splitlines()


def drawn(width: int, **options: object) -> list[str]:
    """The rows above as text on a screen of so many columns."""
    screen = Screen()
    screen.width = width
    lines: list[Line] = [line for row in fitted(screen, ROWS, right=(1,), whole=(2,), **options) for line in row]  # type: ignore[arg-type]
    return ["".join(words for words, _ in part) for line in lines for part in wrapped(line, width)]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160, 200])
def test_every_deal_names_its_document_on_the_line_of_its_id(width: int, tmp_path: Path) -> None:
    """Beside the text or under it, document and id stand together."""
    lines = shown(width, tmp_path, "deals")
    together = [line for line in lines if HAVEN in line]
    assert len(together) == 1
    assert "zh-wellcare-2020 +1  " + HAVEN in together[0]


def test_a_deal_is_one_line_where_it_fits(tmp_path: Path) -> None:
    """On a wide terminal twelve deals take twelve lines, a blank and a footer."""
    assert len(shown(200, tmp_path, "deals")) == 14


def test_few_words_are_wrapped_to_save_the_second_line(tmp_path: Path) -> None:
    """At 120 columns a company's deal stands on one line with its amount, document and id."""
    lines = shown(120, tmp_path, "company", "amazon")
    line = next(line for line in lines if line.endswith("acquisition-amazon-pillpack-2018-09"))
    assert line.split() == [
        "2018-09",
        *("bought", "PillPack", "note", "USD", "753", "m"),
        *("zh-wellcare-2020", "acquisition-amazon-pillpack-2018-09"),
    ]


def test_amounts_stay_in_their_row_on_a_narrow_screen(tmp_path: Path) -> None:
    """At 40 columns no amount is broken."""
    assert any(line.endswith("EUR 1.5 bn") for line in shown(40, tmp_path, "deals"))


@pytest.mark.parametrize("width", range(10, 80, 3))
def test_no_row_is_wider_than_the_screen(width: int) -> None:
    """Columns are folded, or given up, rather than left to the terminal to break."""
    assert all(cells(line) <= width for line in drawn(width))


def test_a_long_cell_wraps_inside_its_column() -> None:
    """The figure and the id stand on the row's first line, the rest of the name under its beginning."""
    lines = drawn(52)
    assert lines[1].startswith("Amazon Web Services") and lines[1].endswith("8  amazon-web-services")
    assert lines[2].startswith("  the whole")


def test_a_column_goes_below_where_there_is_no_room() -> None:
    """The id stands on a line of its own, and no head tells of it."""
    assert drawn(26, below=2)[0].split() == ["name", "facts"]
    assert "  jd-health" in drawn(26, below=2)


@pytest.mark.parametrize("command", [("companies",), ("documents",)])
def test_lists_of_names_keep_their_first_column_at_80(command: tuple[str, ...], tmp_path: Path) -> None:
    """Nothing but a row's name stands in the first column: what is folded stays in its column."""
    lines = shown(80, tmp_path, *command)
    rows = [line for line in lines[1:-2] if not line.startswith("  ")]
    assert len(rows) == int(lines[-1].split()[0])


def test_a_document_is_named_once_in_a_cell() -> None:
    """Three passages of a document are one document, except beside their places."""
    row = {"evidence": [{"document": "a", "start": 1}, {"document": "a", "start": 5}, {"document": "b", "start": 9}]}
    assert csv([row], ["evidence.document"]) == "evidence.document\na; b\n"
    assert picked(row, ["evidence.document", "evidence.start"]) == [["a", "a", "b"], [1, 5, 9]]


def test_rows_without_evidence_have_an_empty_cell() -> None:
    """A row that has no passages breaks nothing."""
    assert csv([{"evidence": None}, {}], ["evidence.document"]) == "evidence.document\n\n\n"


def test_what_is_missing_is_told_once_a_document(tmp_path: Path) -> None:
    """Four passages of one document without text say so once."""
    page = "\n".join(shown(100, tmp_path, "show", HAVEN, "shutdown-amazon-haven-2021-02"))
    assert page.count("text not at hand") == 3


def test_names_found_are_counted(tmp_path: Path) -> None:
    """The footer counts the names that were found, not those that were asked."""
    assert shown(80, tmp_path, "resolve", "amazon", "京东", "qqqq")[-1] == "2 of 3 names found"


def test_counts_that_hold_units_say_so(tmp_path: Path) -> None:
    """A company's page says that its facts are also its units', and names its country and ten units."""
    page = " ".join(" ".join(shown(120, tmp_path, "company", "amazon")).split())
    assert "Amazon company, United States" in page
    assert "facts with its units in 3 documents" in page
    units = page.partition("facts with")[0].partition("units ")[2]
    assert " more " in units


def test_the_picture_of_a_timeline_says_what_it_counts(tmp_path: Path) -> None:
    """Under the axis stands what the columns are and how high the highest is."""
    lines = shown(100, tmp_path, "timeline", "jd health", "-n", "1")
    assert any("facts by date, at most" in line for line in lines)


def test_types_are_words_on_screens(tmp_path: Path) -> None:
    """No underscore stands in a type that people read."""
    page = "\n".join(shown(100, tmp_path, "show", HAVEN))
    assert "joint venture · " in page
    assert any(line.startswith("joint venture") for line in shown(100, tmp_path, "stats", "--by", "type"))


def test_every_country_of_the_built_in_facts_has_a_name() -> None:
    """No page of a built-in company shows a bare code."""
    from healthtech_cli.render.countries import COUNTRIES
    from healthtech_cli.store import open_store

    found = {entity["country"] for entity in open_store(None).entities} - {None}
    assert found <= set(COUNTRIES)
