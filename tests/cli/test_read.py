"""The reading commands on the built-in facts; what is expected was read in the five documents by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import isolated

Htq = Callable[..., Any]

PILLPACK = "acquisition-amazon-pillpack-2018-09"
ONE_MEDICAL = "acquisition-amazon-one-medical-2022-07"
HAVEN = "joint-venture-amazon-haven-2018-01"
BAIKE = "acquisition-bytedance-baike-mingyi-2020-08-12"


def ids(ran: Any) -> list[str]:
    return [row["id"] for row in ran.results()]


def test_the_deals_of_the_five_documents(htq: Htq) -> None:
    """Eleven deals with a date, and the funding round whose date no document tells."""
    deals = {row["id"]: row for row in htq("deals", "--json").results()}
    assert {PILLPACK, ONE_MEDICAL, HAVEN, BAIKE} <= set(deals)
    assert len(deals) == 12
    assert deals[PILLPACK]["money"] == {"amount": 753000000, "currency": "USD", "bound": "exact"}
    assert deals[ONE_MEDICAL]["money"]["amount"] == 3900000000
    assert deals[BAIKE]["money"] == {"amount": 500000000, "currency": "CNY", "bound": "exact"}
    assert {partner["id"] for partner in deals[HAVEN]["partners"]} == {"jpmorgan-chase", "berkshire-hathaway"}
    assert {one["document"] for one in deals[HAVEN]["evidence"]} == {"zh-wellcare-2020", "de-pz-amazon-2021"}


def test_since_and_until_are_inclusive(htq: Htq) -> None:
    """`--until 2018` includes September 2018, `--since 2018-09` too, `--since 2018-10` does not."""
    assert PILLPACK in ids(htq("deals", "--until", "2018", "--json"))
    assert PILLPACK in ids(htq("deals", "--since", "2018-09", "--json"))
    assert PILLPACK in ids(htq("deals", "--since", "2018-09-30", "--json"))
    assert PILLPACK not in ids(htq("deals", "--since", "2018-09-30", "--certain", "--json"))
    assert PILLPACK not in ids(htq("deals", "--since", "2018-10", "--json"))


def test_minimum_amount(htq: Htq) -> None:
    """Only deals of a stated billion or more, in whatever currency."""
    rows = htq("deals", "--min-amount", "1bn", "--sort", "-amount", "--json").results()
    assert [row["target"] and row["target"]["id"] for row in rows] == ["one-medical", "amcare-health", None]


def test_unknown_amounts_come_last_both_ways(htq: Htq) -> None:
    """Deals without an amount follow those with one, ascending and descending."""
    for order in ("amount", "-amount"):
        known = [row["money"] is not None for row in htq("deals", "--sort", order, "--json").results()]
        assert known == sorted(known, reverse=True)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("amazon", "amazon"),
        ("amazn", "amazon"),
        ("亚马逊", "amazon"),
        ("京东", "jd-com"),
        ("Jingdong", "jd-com"),
        ("pill pack", "pillpack"),
        ("Ping'an good doctor", "ping-an-good-doctor"),
        ("Heaven Healthcare", "haven"),
    ],
)
def test_names_are_forgiving(htq: Htq, name: str, found: str) -> None:
    """Misspelt, translated and mistranslated names land."""
    assert htq("company", name, "--json").results()[0]["id"] == found


def test_an_unknown_name_is_refused_with_the_nearest(htq: Htq) -> None:
    """Exit 4, nothing on standard output, and a sentence that names what was asked."""
    ran = htq("company", "Zzyzx Industries", "--json")
    assert (ran.code, ran.out) == (4, "")
    assert ran.error()["exit"] == 4
    assert "Zzyzx Industries" in ran.error()["message"]


def test_a_parents_page_includes_its_units(htq: Htq) -> None:
    """Amazon's page has facts of Amazon Care marked as such, and the dispute about Haven's end."""
    page = htq("company", "amazon", "--json").results()[0]
    assert any(fact["via"] and fact["via"]["id"] == "amazon-care" for fact in page["facts"])
    assert [one for one in page["conflicts"] if one.startswith("shutdown-amazon-haven")]
    assert page["counts"]["deals"] == 4
    assert page["sums"] == [{"currency": "USD", "low": 4653000000, "high": 4653000000, "deals": 2}]


def test_havens_end_is_disputed(htq: Htq) -> None:
    """The German article has two dates for it: the end of February 2021 and the beginning of that year."""
    row = htq("facts", "--type", "shutdown", "--company", "haven", "--json").results()[0]
    assert row["date"] == "2021-02~"
    assert row["conflicts"] == ["date"]
    assert [one.get("date") for one in row["evidence"] if one.get("date")] == ["2021-01~"]


def test_an_impossible_sum_is_kept_and_told(htq: Htq) -> None:
    """Shandong's 27000000 million yuan stays as stated, with a note."""
    rows = htq("metrics", "--min-amount", "20tn", "--json").results()
    assert [row["money"]["amount"] for row in rows] == [27000000000000]
    assert "impossible" in rows[0]["note"]


def test_search_finds_words_in_statements(htq: Htq) -> None:
    """The online pharmacy PillPack is among the first answers."""
    assert PILLPACK in ids(htq("search", "online pharmacy", "--json"))[:5]


def test_search_forgives_a_typing_error(htq: Htq) -> None:
    """A misspelt word still finds the fact."""
    assert PILLPACK in ids(htq("search", "onlin pharmcy pillpack", "--json"))


def test_a_pipe_gets_tsv_with_a_header(htq: Htq) -> None:
    """Without a format and a terminal: tabs, a header, ISO dates, nothing cut."""
    lines = htq("deals", "--fields", "id,date,money.amount,target.name").out.splitlines()
    assert lines[0] == "id\tdate\tmoney.amount\ttarget.name"
    assert f"{PILLPACK}\t2018-09\t753000000\tPillPack" in lines


def test_formats_list_the_same_facts(htq: Htq) -> None:
    """JSON, JSON Lines, CSV, TSV and Markdown have one row a deal."""
    count = htq("deals", "--json").json()["total"]
    assert len(htq("deals", "--jsonl").out.splitlines()) == count
    for form in ("--csv", "--tsv"):
        assert len(htq("deals", form, "--fields", "id").out.splitlines()) == count + 1
    assert htq("deals", "--md", "--fields", "id").out.count("| acquisition-amazon-pillpack") == 1


def test_limit_is_told(htq: Htq) -> None:
    """A limited answer says so in its envelope."""
    answer = htq("facts", "--limit", "3", "--json").json()
    assert (answer["returned"], answer["truncated"], len(answer["results"])) == (3, True, 3)
    assert answer["total"] > 330


def test_fields_narrow_json_too(htq: Htq) -> None:
    """`--fields` keeps the nesting."""
    row = htq("show", PILLPACK, "--json", "--fields", "id,money.amount,evidence.document").results()[0]
    assert row == {"id": PILLPACK, "money": {"amount": 753000000}, "evidence": [{"document": "zh-wellcare-2020"}]}


@pytest.mark.parametrize(
    ("args", "code", "near"),
    [
        (["deals", "--fields", "dat"], 2, "date"),
        (["deals", "--type", "acquisitions"], 2, "acquisition"),
        (["facts", "--status", "complete"], 2, "completed"),
        (["deals", "--since", "2018-13"], 2, "2018"),
        (["deals", "--min-amount", "lots"], 2, "500M"),
        (["deals", "--sort", "dates"], 2, "date"),
        (["deals", "--sinse", "2018"], 2, "--since"),
        (["dels"], 2, "deals"),
        (["show", "acquisition-amazon-pilpack-2018-09"], 4, PILLPACK),
        (["document", "nl-tiktok-2023"], 4, "nl-tiktok-2022"),
        (["deals", "--topic", "pharmacies"], 2, "pharmacy"),
    ],
)
def test_mistakes_name_the_nearest_right_thing(htq: Htq, args: list[str], code: int, near: str) -> None:
    """A wrong command, option, value, field or id: the exit code, no output, and the nearest right one."""
    plain = htq(*args)
    assert (plain.code, plain.out) == (code, "")
    assert near in plain.err
    assert "Traceback" not in plain.err
    ran = htq(*args, "--json")
    assert near in ran.error()["suggestions"], ran.err
    assert ran.error()["exit"] == code


def test_an_empty_answer_is_no_error_and_explains_itself(htq: Htq) -> None:
    """Nothing matched: exit 0, an empty list, and a sentence that names the option in the way."""
    ran = htq("deals", "--company", "amazon", "--since", "2030")
    assert ran.code == 0
    assert "--since" in ran.err
    answer = htq("deals", "--company", "amazon", "--since", "2030", "--json").json()
    assert answer["results"] == [] and any("--since" in warning for warning in answer["warnings"])
    assert htq("deals", "--company", "amazon", "--since", "2030", "--exit-status").code == 1


def test_a_missing_named_store_is_an_error(htq: Htq) -> None:
    """Reading a named store that does not exist: exit 3."""
    ran = htq("deals", "--store", "nowhere.json")
    assert ran.code == 3
    assert "nowhere.json" in ran.err


def test_relative_dates_follow_the_pinned_today(htq: Htq) -> None:
    """With today pinned to January 2020, `last year` is 2019."""
    rows = ids(htq("deals", "--since", "last year", "--until", "last year", "--json", env={"HTQ_TODAY": "2020-01-15"}))
    assert "acquisition-amazon-health-navigator-2019-10" in rows
    assert PILLPACK not in rows


def test_the_same_question_gives_the_same_bytes(htq: Htq) -> None:
    """Two runs with different hash seeds print the same."""
    for args in (
        ["company", "amazon", "--json"],
        ["companies"],
        ["resolve", "amazn", "--json"],
        ["stats", "--by", "topic"],
    ):
        assert htq(*args, env={"PYTHONHASHSEED": "1"}).out == htq(*args, env={"PYTHONHASHSEED": "2"}).out


def test_resolve_answers_in_order(htq: Htq) -> None:
    """One object a name, `null` where nothing is meant."""
    rows = htq("resolve", "京东", "qqqqzzzz", "amazn", "--json").results()
    assert [row["query"] for row in rows] == ["京东", "qqqqzzzz", "amazn"]
    assert [row["match"] and row["match"]["id"] for row in rows] == ["jd-com", None, "amazon"]


def test_documents_know_their_texts_hash(htq: Htq) -> None:
    """Five documents, none of whose text is shipped."""
    rows = htq("documents", "--json").results()
    assert len(rows) == 5
    assert all(len(row["sha256"]) == 64 and not row["has_text"] and row["facts"] for row in rows)


def test_a_document_tells_its_facts_in_its_own_order(htq: Htq) -> None:
    """The facts of a document come in the order of their passages."""
    facts = htq("document", "nl-tiktok-2022", "--json").results()[0]["facts"]
    starts = [min(one["start"] for one in fact["evidence"] if one["document"] == "nl-tiktok-2022") for fact in facts]
    assert starts == sorted(starts) and len(starts) >= 40


def test_every_type_and_year_is_counted_once(htq: Htq) -> None:
    """The counts by type and by year both add up to all facts."""
    total = htq("facts", "--json").json()["total"]
    for by in ("type", "year", "status"):
        assert sum(row["facts"] for row in htq("stats", "--by", by, "--json").results()) == total


@pytest.mark.parametrize(
    "args", [["deals", "--since="], ["deals", "-c", ""], ["deals", "--fields", ""], ["deals", "--since", ""]]
)
def test_an_empty_value_is_a_mistake(htq: Htq, args: list[str]) -> None:
    """A variable that was not set in a script never means everything."""
    ran = htq(*args)
    assert (ran.code, ran.out) == (2, "")
    assert "is empty" in ran.err


def test_a_pinned_day_that_is_none_is_a_mistake(htq: Htq) -> None:
    """HTQ_TODAY=foo is told in a sentence."""
    ran = htq("deals", "--since", "last year", env={"HTQ_TODAY": "foo"})
    assert ran.code == 2
    assert "HTQ_TODAY" in ran.err and "Traceback" not in ran.err


def test_hedges_survive_a_pipe(htq: Htq) -> None:
    """The default columns carry the bound beside every figure."""
    header, *lines = htq("metrics", "--company", "ele-me").out.splitlines()
    bounds = [dict(zip(header.split("\t"), line.split("\t"), strict=True))["value.bound"] for line in lines]
    assert "at_least" in bounds


def test_output_goes_into_what_is_there(htq: Htq, tmp_path: Path) -> None:
    """`-o` follows a link, keeps the file's rights, and writes into a pipe or device instead of replacing it."""
    target = tmp_path / "target.json"
    target.write_text("old")
    target.chmod(0o640)
    link = tmp_path / "link.json"
    link.symlink_to(target)
    assert htq("deals", "--json", "-o", str(link)).code == 0
    assert link.is_symlink() and target.stat().st_mode & 0o777 == 0o640
    assert json.loads(target.read_text())["total"] == 12
    assert htq("deals", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_a_full_device_is_told_in_a_sentence(htq: Htq, tmp_path: Path) -> None:
    """Writing to a full disk: exit 3 and no traceback."""
    if not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "healthtech_cli", "facts"],
            stdout=full,
            stderr=subprocess.PIPE,
            env=isolated(tmp_path),
        )
    assert ran.returncode == 3
    assert b"Traceback" not in ran.stderr and b"cannot write" in ran.stderr


def test_what_cannot_be_converted_is_told_when_a_minimum_leaves_it_out(htq: Htq) -> None:
    """JD Health's planned billion has an open date: under --currency it is left out, and a warning says so."""
    answer = htq("deals", "--since", "2018", "--min-amount", "500M", "--currency", "EUR", "--json").json()
    assert "ipo-jd-health-2021" not in [row["id"] for row in answer["results"]]
    assert any("not converted" in warning for warning in answer["warnings"])


def test_sorting_across_currencies_is_told(htq: Htq) -> None:
    """Amounts of several currencies in one order: a warning says that they are compared as stated."""
    assert any("as stated" in one for one in htq("deals", "--sort", "-amount", "--json").json()["warnings"])
    assert htq("deals", "--sort", "-date", "--json").json()["warnings"] == []
