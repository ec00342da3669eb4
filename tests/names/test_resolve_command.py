"""The command `resolve`, and names in other commands."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Htq, isolated


def test_one_answer_a_line_in_order(htq: Htq) -> None:
    """`resolve - --jsonl` answers every line, empty ones too, `null` where nothing matches."""
    ran = htq("resolve", "-", "--jsonl", input="京东\n\nhealth\r\nAmazon.com, Inc.\n")
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert [row["query"] for row in rows] == ["京东", "", "health", "Amazon.com, Inc."]
    assert [row["match"] and row["match"]["id"] for row in rows] == ["jd-com", None, None, "amazon"]
    assert ran.code == 0


def test_answers_come_before_the_input_ends(tmp_path: Path) -> None:
    """The answer to the first name is there while the second has not been asked."""
    with subprocess.Popen(
        [sys.executable, "-m", "healthtech_cli", "resolve", "-", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=isolated(tmp_path),
    ) as running:
        assert running.stdin and running.stdout
        os.write(running.stdin.fileno(), b"amazon\n")
        ready, _, _ = select.select([running.stdout], [], [], 30)
        assert ready
        assert json.loads(running.stdout.readline())["match"]["id"] == "amazon"
        running.stdin.close()
        assert running.wait(30) == 0


def test_csv_keeps_the_column(htq: Htq) -> None:
    """The names as typed stand beside id, name, score and reason, a line a name."""
    ran = htq("resolve", "-", "--csv", input="\ufeffamazn\nnobody at all\n".encode())
    assert ran.out.splitlines() == [
        "query,match.id,match.name,score,reason",
        "amazn,amazon,Amazon,0.91,typing error",
        "nobody at all,,,,",
    ]


def test_a_formula_in_the_column_is_defused(htq: Htq) -> None:
    """A name that a spreadsheet would run gets an apostrophe."""
    assert htq("resolve", "-", "--csv", input="=1+1\n").out.splitlines()[1].startswith("'=1+1,")


@pytest.mark.parametrize("way", ["--json", "--jsonl"])
def test_exit_status_says_whether_all_were_found(htq: Htq, way: str) -> None:
    """With --exit-status a name that is nobody's makes it 1; without, 0."""
    assert htq("resolve", "-", way, "-e", input="amazon\nhealth\n").code == 1
    assert htq("resolve", "-", way, "-e", input="amazon\n").code == 0
    assert htq("resolve", "-", way, input="health\n").code == 0


def test_limit_and_fields_hold_while_streaming(htq: Htq) -> None:
    """--limit stops after so many names, --fields narrows, an unknown field is a usage error."""
    ran = htq("resolve", "-", "--jsonl", "-n", "1", "--fields", "query,match.id", input="amazon\nhaven\n")
    assert [json.loads(line) for line in ran.out.splitlines()] == [{"query": "amazon", "match": {"id": "amazon"}}]
    assert htq("resolve", "-", "--jsonl", "--fields", "scor", input="amazon\n").code == 2


@pytest.mark.parametrize("given", [b"\xff\xfea\x00m\x00", b"\xfe\xff\x00a"])
def test_other_encodings_are_refused_with_the_way_out(htq: Htq, given: bytes) -> None:
    """UTF-16, as spreadsheets write it, is a usage error and no row of wrong answers."""
    ran = htq("resolve", "-", input=given)
    assert ran.code == 2
    assert "UTF-8" in ran.err


def test_bytes_that_are_no_text_do_not_stop_the_rest(htq: Htq) -> None:
    """A line that is not UTF-8 is nobody; the next one is answered."""
    rows = [json.loads(line) for line in htq("resolve", "-", "--jsonl", input=b"\xe4\xff\namazon\n").out.splitlines()]
    assert [row["match"] and row["match"]["id"] for row in rows] == [None, "amazon"]


@pytest.mark.parametrize(
    ("name", "entity_id"),
    [("亞馬遜", "amazon"), ("Ａｍａｚｏｎ", "amazon"), ("pill pack", "pillpack"), ("amazn", "amazon")],
)
def test_company_reads_a_name_as_it_is_written(htq: Htq, name: str, entity_id: str) -> None:
    """Other scripts, widths and a typing error lead to the profile, also in a pipe."""
    ran = htq("company", name, "--json")
    assert ran.code == 0
    assert ran.results()[0]["id"] == entity_id


@pytest.mark.parametrize("name", ["health", "Haven Holidays", "JDate", "Apple Hospitality", "Bostan Sientiffic"])
def test_company_does_not_guess_in_a_pipe(htq: Htq, name: str) -> None:
    """What is further off than a typing error is exit 4, with the nearest named."""
    ran = htq("company", name, "--json")
    assert ran.code == 4
    assert ran.error()["code"] in ("not_found", "ambiguous")


def test_an_ambiguous_name_names_both(htq: Htq) -> None:
    """Exit 4, both ids, in the message and in the suggestions."""
    ran = htq("company", "Merck", "--json")
    error = ran.error()
    assert ran.code == 4
    assert error["code"] == "ambiguous"
    assert all(one in error["message"] for one in error["suggestions"])


@pytest.mark.slow
def test_ten_thousand_names_take_seconds(htq: Htq) -> None:
    """Ten thousand names, none of them known, are answered in a minute on a busy machine."""
    names = "".join(f"Kavola Number{at} Works\n" for at in range(10_000))
    started = time.monotonic()
    ran = htq("resolve", "-", "--tsv", input=names)
    assert len(ran.out.splitlines()) == 10_001
    assert time.monotonic() - started < 60
