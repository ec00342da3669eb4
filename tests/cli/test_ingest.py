"""`extract`, `ingest`, `review`: what is read, what is stored, what is asked."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from healthtech_cli.cli.schemas import schema
from tests.conftest import Htq, isolated
from tests.readers import samples

PILLPACK = "acquisition-amazon-pillpack-2018-09"
SECOND = (
    "Amazon and the pharmacies\n\nMarch 5, 2021\n\n"
    "Amazon acquired PillPack for $750 million in June 2018.\n"
    "Quillfeather Health acquired Tapir Robotics for $120 million in March 2020.\n"
)


def _write(folder: Path, name: str, data: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def _deal(results: Sequence[Any], buyer: str, bought: str) -> Any:
    found = [
        one
        for one in results
        if one["type"] == "acquisition"
        and one["actor"]
        and one["target"]
        and (one["actor"]["name"], one["target"]["name"]) == (buyer, bought)
    ]
    assert len(found) == 1, [one["statement"] for one in results]
    return found[0]


# -- extract


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", SECOND),
        ("a.md", "# " + SECOND),
        ("a.html", samples.html(body=samples.paragraphs(SECOND))),
        ("a.docx", samples.docx(SECOND)),
        ("a.pdf", samples.pdf([line for line in SECOND.splitlines() if line])),
        ("a.bin", SECOND.encode("utf-16")),
    ],
)
def test_extract_reads_every_format(htq: Htq, tmp_path: Path, name: str, data: str | bytes) -> None:
    """The same article gives the same deal with the same words from every format."""
    ran = htq("extract", _write(tmp_path, name, data), "--json")
    assert ran.code == 0, ran.err
    fact = _deal(ran.results(), "Amazon", "PillPack")
    assert (fact["date"], fact["money"]["amount"]) == ("2018-06", 750_000_000)
    assert fact["method"].startswith("rule:")
    assert fact["evidence"][0]["quote"].startswith("Amazon acquired PillPack")
    assert ran.json()["query"]["documents"][0]["published"] == "2021-03-05"
    jsonschema.validate(ran.json(), schema("extract"))


def test_extract_stores_nothing(htq: Htq, tmp_path: Path) -> None:
    """After `extract` there is no store."""
    htq("extract", _write(tmp_path, "a.txt", SECOND))
    assert not (tmp_path / "data").exists()


def test_extract_names_what_the_store_does_not_know(htq: Htq, tmp_path: Path) -> None:
    """Names that are not in the store are listed with the fact, known ones are not."""
    results = htq("extract", _write(tmp_path, "a.txt", SECOND), "--json").results()
    assert _deal(results, "Amazon", "PillPack")["unverified"] == []
    unknown = _deal(results, "Quillfeather Health", "Tapir Robotics")["unverified"]
    assert [one["id"] for one in unknown] == ["quillfeather-health", "tapir-robotics"]


def test_extract_spans_are_into_the_file_as_decoded(htq: Htq, tmp_path: Path) -> None:
    """With CRLF and a byte-order mark, the span counts every code point of the file."""
    text = "\ufeff" + SECOND.replace("\n", "\r\n")
    path = _write(tmp_path, "a.txt", text)
    for fact in htq("extract", path, "--json").results():
        evidence = fact["evidence"][0]
        with open(path, encoding="utf-8", newline="") as file:
            assert file.read()[evidence["start"] : evidence["end"]] == evidence["quote"]


def test_extract_from_standard_input(htq: Htq) -> None:
    """`-` reads one document, and what the user says of it goes before what it says."""
    ran = htq(
        "extract", "-", "--json", "--published", "2019", "--title", "Deals", "--url", "https://a.example", input=SECOND
    )
    document = ran.json()["query"]["documents"][0]
    assert (document["id"], document["published"], document["published_from"]) == ("deals", "2019", "--published")
    assert document["url"] == "https://a.example"
    assert ran.results()[0]["evidence"][0]["document"] == "deals"


def test_extract_leaves_out_what_is_not_sure_enough(htq: Htq, tmp_path: Path) -> None:
    """`--min-confidence 1` leaves no extracted fact, and says how many there were."""
    ran = htq("extract", _write(tmp_path, "a.txt", SECOND), "--min-confidence", "1")
    assert ran.out.count("\n") == 1
    assert "below it" in ran.err


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--published", "soon", '--published "soon" is not a date'),
        ("--lang", "fr", '--lang "fr" is not a language'),
        ("--url", "a.example", '--url "a.example" is not an address'),
        ("--min-confidence", "8", '--min-confidence "8" is not a number from 0 to 1'),
        ("--jobs", "0", "--jobs must be 1 or more"),
    ],
)
def test_extract_says_what_is_wrong_with_an_option(htq: Htq, option: str, value: str, words: str) -> None:
    """A wrong option is a usage error that names the value."""
    ran = htq("extract", "-", option, value, input=SECOND)
    assert ran.code == 2
    assert words in ran.err


def test_extract_says_why_it_cannot_read(htq: Htq, tmp_path: Path) -> None:
    """One document that cannot be read is an error with its reason; among others it is a warning."""
    bad = _write(tmp_path, "bad.docx", b"PK\x03\x04 rubbish")
    ran = htq("extract", bad, "--json")
    assert ran.code == 2
    assert ran.error()["code"] == "unreadable"
    assert "ZIP archive" in ran.error()["message"]
    ran = htq("extract", bad, _write(tmp_path, "a.txt", SECOND), "--json")
    assert ran.code == 2
    assert ran.results()
    assert "bad.docx" in ran.json()["warnings"][0]


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_named_file_that_is_not_there_is_exit_2(htq: Htq, tmp_path: Path, command: str) -> None:
    """What the other files state is printed all the same, and the exit code says that one is missing."""
    ran = htq(command, _write(tmp_path, "a.txt", SECOND), str(tmp_path / "missing.txt"), "--json")
    assert ran.code == 2
    assert ran.results()
    assert htq(command, str(tmp_path / "missing.txt")).code == 2


@pytest.mark.parametrize("command", ["extract", "ingest"])
def test_a_guessed_encoding_is_said(htq: Htq, tmp_path: Path, command: str) -> None:
    """A short text in Latin-1 is read as such, and the guess is told on standard error."""
    ran = htq(command, _write(tmp_path, "l.txt", "Häuser: Google kaufte Fitbit für 2 Mrd. Euro.".encode("latin-1")))
    assert ran.code == 0
    assert 'l.txt" is read as cp1252, which is a guess' in ran.err
    assert "guess" not in htq(command, _write(tmp_path, "u.txt", "Google kaufte Fitbit für 2 Mrd. Euro.")).err


def test_a_text_with_nul_bytes_is_refused(htq: Htq, tmp_path: Path) -> None:
    """Two letters and two NUL bytes are no document."""
    ran = htq("ingest", _write(tmp_path, "nul.txt", b"x\0y\0"))
    assert ran.code == 2
    assert "is no text" in ran.err


def test_new_ids_are_ascii(htq: Htq, tmp_path: Path) -> None:
    """What a Chinese text brings has ids that can be typed: documents by the sound of their names, and so all else."""
    text = "互联网巨头加码医疗\n\n2021年5月，京东健康收购乐药信息。\n"
    path = _write(tmp_path, "互联网巨头.txt", text)
    facts = htq("extract", path, "--json").results()
    assert [one["target"]["name"] for one in facts] == ["乐药信息"]
    assert all(one["id"].isascii() and one["target"]["id"].isascii() for one in facts)
    assert htq("ingest", path, "--json").results()[0]["document"] == "hulianwangjutou"


def test_a_figure_of_another_year_is_a_fact_of_its_own(htq: Htq, tmp_path: Path) -> None:
    """Revenue of one year is no evidence of a checked figure of another, and is listed with its own amount."""
    path = _write(tmp_path, "zh.txt", "阿里健康公布业绩\n\n2021年6月1日\n\n阿里健康2021财年营收155.2亿元。\n")
    assert htq("ingest", path).code == 0
    amounts = [one["money"]["amount"] for one in htq("document", "zh", "--json").results()[0]["facts"] if one["money"]]
    assert amounts == [15_520_000_000]


def test_no_ingested_fact_passes_for_a_checked_one(htq: Htq, tmp_path: Path) -> None:
    """A deal told without its buyer keeps the rule that read it as its method, and check is silent."""
    text = "CITIC 21CN\n\nOctober 1, 2020\n\nCITIC 21CN was acquired in September 2020.\n"
    assert htq("ingest", _write(tmp_path, "citic.txt", text)).code == 0
    facts = htq("document", "citic", "--json").results()[0]["facts"]
    assert all(one["method"].startswith("rule:") for one in facts)
    ran = htq("check")
    assert ran.code == 0, ran.out


# -- ingest


def test_ingest_makes_the_store_and_reports(htq: Htq, tmp_path: Path) -> None:
    """Ingesting stores document, text, facts and unknown names, and the readers find them."""
    ran = htq("ingest", _write(tmp_path, "Second Story.txt", SECOND), "--json")
    assert ran.code == 0
    assert "built-in facts" in ran.err
    row = ran.results()[0]
    assert (row["document"], row["outcome"], row["added_evidence"]) == ("second-story", "stored", 1)
    assert row["new_entities"] == 2
    jsonschema.validate(ran.json(), schema("ingest"))
    found = htq("deals", "--company", "Quillfeather Health", "--json").results()
    assert found[0]["evidence"][0]["quote"].startswith("Quillfeather Health acquired")
    assert htq("document", "second-story", "--json").results()[0]["has_text"] is True


def test_a_second_telling_adds_evidence(htq: Htq, tmp_path: Path) -> None:
    """A deal that the store has gets the new document's evidence, whose own date and sum are kept as readings."""
    htq("ingest", _write(tmp_path, "a.txt", SECOND))
    fact = htq("show", PILLPACK, "--json").results()[0]
    own, added = fact["evidence"]
    assert (fact["date"], fact["money"]["amount"], fact["method"]) == ("2018-09", 753_000_000, "curated")
    assert (added["document"], added["date"], added["money"]["amount"]) == ("a", "2018-06", 750_000_000)
    assert own["document"] == "zh-wellcare-2020"
    assert {"date", "money"} <= set(fact["conflicts"])


def test_a_known_document_is_not_taken_twice(htq: Htq, tmp_path: Path) -> None:
    """The same text under another name, or with other line ends, changes nothing."""
    htq("ingest", _write(tmp_path, "a.txt", SECOND))
    before = htq("facts", "--json").out
    for name, text in (("b.txt", SECOND), ("c.md", SECOND.replace("\n", "\r\n"))):
        row = htq("ingest", _write(tmp_path, name, text), "--json").results()[0]
        assert (row["document"], row["outcome"], row["new_facts"]) == ("a", "known", 0)
    assert htq("facts", "--json").out == before


def test_known_documents_again(htq: Htq, tmp_path: Path) -> None:
    """`--again` extracts from a known document, and finds its facts known already."""
    path = _write(tmp_path, "a.txt", SECOND)
    htq("ingest", path)
    row = htq("ingest", path, "--again", "--json").results()[0]
    assert (row["outcome"], row["new_facts"], row["added_evidence"]) == ("known", 0, 0)
    assert row["known_facts"] >= 2


def test_same_name_other_text(htq: Htq, tmp_path: Path) -> None:
    """Two documents called the same get two ids."""
    htq("ingest", _write(tmp_path / "one", "a.txt", SECOND))
    row = htq("ingest", _write(tmp_path / "two", "a.txt", SECOND + "More.\n"), "--json").results()[0]
    assert row["document"] == "a-2"


def test_a_folder_with_bad_documents(htq: Htq, tmp_path: Path) -> None:
    """What cannot be read is reported with its reason and costs nothing else; hidden and other files are not tried."""
    folder = tmp_path / "articles"
    _write(folder, "good.txt", SECOND)
    _write(folder, "empty.txt", "")
    _write(folder, "broken.pdf", b"%PDF-1.7 rubbish")
    _write(folder, "picture.png", b"\x89PNG")
    _write(folder, ".hidden.txt", SECOND)
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("/etc/passwd")
    ran = htq("ingest", str(folder), "--json")
    assert ran.code == 0
    outcomes = {os.path.basename(row["path"]): (row["outcome"], row["reason"]) for row in ran.results()}
    assert outcomes.pop("good.txt") == ("stored", None)
    assert {name: reason for name, (_, reason) in outcomes.items()} == {
        "broken.pdf": "is a damaged PDF",
        "empty.txt": "is empty",
        "link.txt": "is a link; name the file itself",
        "pipe.txt": "is a pipe, not a file",
    }
    assert "empty.txt" in ran.err and "is empty" in ran.err


def test_the_number_of_processes_changes_nothing(htq: Htq, tmp_path: Path) -> None:
    """One process or three: the stores hold the same facts, entities and documents."""
    for at in range(12):
        text = f"Story {at}\n\nQuillfeather Health acquired Tapir{at} Robotics for ${at + 2} million in 2020.\n{SECOND}"
        _write(tmp_path / "articles", f"{at:02d}.txt", text)
    held = []
    for jobs in ("1", "3"):
        store = tmp_path / f"store{jobs}.json"
        assert htq("ingest", str(tmp_path / "articles"), "--jobs", jobs, store=store).code == 0
        held.append(
            [
                htq(*command, "--json", store=store).out
                for command in (("facts",), ("companies", "--all"), ("documents",))
            ]
        )
    assert held[0] == held[1]


def test_the_built_in_documents_get_their_text(htq: Htq) -> None:
    """Where the texts are at hand: ingesting them attaches them to the built-in facts and adds no fact."""
    folder = os.environ.get("HTQ_DOCUMENTS")
    if not folder:
        pytest.skip("HTQ_DOCUMENTS does not say where the texts are")
    ran = htq("ingest", folder, "--json")
    assert [row["outcome"] for row in ran.results()] == ["attached"] * 5
    assert ran.json()["query"]["totals"]["new_facts"] == 0
    assert htq("show", PILLPACK, "--json").results()[0]["evidence"][0]["quote"]


def test_ingest_can_be_undone(htq: Htq, tmp_path: Path) -> None:
    """One `undo` takes the facts of an ingestion back."""
    before = htq("facts", "--json").results()
    htq("ingest", _write(tmp_path, "a.txt", SECOND))
    assert htq("undo").code == 0
    assert htq("facts", "--json").results() == before


def test_interrupted_ingestion_goes_on(tmp_path: Path) -> None:
    """Ctrl-C keeps what was read, says so with code 130, and the next run takes only the rest."""
    for at in range(200):
        _write(tmp_path / "articles", f"{at:03d}.txt", f"Story {at}\n\n{SECOND * 6}")
    store = tmp_path / "store.json"
    command = [sys.executable, "-m", "healthtech_cli", "ingest", str(tmp_path / "articles"), "--json"]
    env = isolated(tmp_path, HTQ_STORE=str(store))
    leader, follower = pty.openpty()
    process = subprocess.Popen(command, env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=follower, text=True)
    os.close(follower)
    seen = b""
    while b"documents" not in seen and select.select([leader], [], [], 30)[0]:
        seen += os.read(leader, 1000)  # the progress bar: the first documents are done
    process.send_signal(signal.SIGINT)
    out, _ = process.communicate(timeout=30)
    os.close(leader)
    assert process.returncode == 130
    totals = json.loads(out)["query"]["totals"]
    assert 0 < totals["stored"] < 200
    again = subprocess.run(command, env=env, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    after = json.loads(again.stdout)["query"]["totals"]
    assert (after["known"], after["stored"]) == (totals["stored"], 200 - totals["stored"])


# -- review


class Terminal:
    """`htq` in a pseudo-terminal: what it shows, and keys for it."""

    def __init__(self, home: Path, *args: str) -> None:
        self.leader, follower = pty.openpty()
        env = isolated(home, TERM="xterm", COLUMNS="100")
        command = [sys.executable, "-m", "healthtech_cli", *args]
        self.process = subprocess.Popen(command, env=env, cwd=home, stdin=follower, stdout=follower, stderr=follower)
        os.close(follower)

    def until(self, words: str) -> str:
        """Everything shown up to the words."""
        shown = ""
        end = time.monotonic() + 30
        while words not in shown and time.monotonic() < end:
            if select.select([self.leader], [], [], 0.2)[0]:
                try:
                    shown += os.read(self.leader, 10_000).decode("utf-8", "replace")
                except OSError:
                    break
        assert words in shown, shown
        return shown

    def type(self, words: str) -> None:
        """A line on the keyboard."""
        os.write(self.leader, words.encode() + b"\n")

    def end(self) -> int:
        """Wait for its end; the exit code."""
        code = self.process.wait(timeout=30)
        os.close(self.leader)
        return code


@pytest.fixture
def reviewed(htq: Htq, tmp_path: Path) -> Htq:
    """A user who has ingested the second story: two new names wait."""
    htq("ingest", _write(tmp_path, "a.txt", SECOND))
    return htq


def test_review_lists_what_waits(reviewed: Htq) -> None:
    """With a format nothing is asked: names first, then facts below the limit."""
    ran = reviewed("review", "--json", "--below", "1")
    jsonschema.validate(ran.json(), schema("review"))
    kinds = [item["kind"] for item in ran.results()]
    assert kinds == ["name", "name", "fact"]
    assert {item["id"] for item in ran.results()[:2]} == {"quillfeather-health", "tapir-robotics"}


def test_review_in_a_terminal(reviewed: Htq, tmp_path: Path) -> None:
    """Accepting a name, rejecting another with its fact: the passage is shown, and both are on the disk at once."""
    screen = Terminal(tmp_path, "review")
    shown = screen.until("[q]uit > ")
    assert "Quillfeather Health" in shown
    assert "acquired Tapir Robotics for $120 million" in shown
    assert "\x1b[1;7m" in shown or "\x1b[7m" in shown, "the passage is highlighted"
    screen.type("a")
    assert "Tapir Robotics" in screen.until("[q]uit > ")
    screen.type("r")
    screen.until("remove? [y/N]")
    screen.type("y")
    assert "1 accepted, 1 rejected; 0 left" in screen.until("left to review")
    assert screen.end() == 0
    entities = {one["id"]: one for one in reviewed("companies", "--all", "--json").results()}
    assert not entities["quillfeather-health"].get("unverified")
    assert "tapir-robotics" not in entities
    assert reviewed("deals", "--company", "quillfeather-health", "--json").results() == []


def test_an_accepted_name_is_known_in_the_next_document(reviewed: Htq, tmp_path: Path) -> None:
    """What was accepted is no new name any more."""
    reviewed("review", "--names", input="a\na\n")
    path = _write(tmp_path, "b.txt", "A story\n\nTapir Robotics acquired PillPack for $9 million in 2022.\n")
    fact = _deal(reviewed("extract", path, "--json").results(), "Tapir Robotics", "PillPack")
    assert fact["unverified"] == []


def test_review_joins_a_name_with_a_known_company(reviewed: Htq) -> None:
    """Correcting a name to that of a known company joins the two; the id still works."""
    reviewed("review", "--names", input="c\nOscar Health\n\nq\n")
    found = reviewed("deals", "--company", "oscar-health", "--json").results()
    assert any((one["target"] or {}).get("id") == "tapir-robotics" for one in found)
    assert reviewed("resolve", "Quillfeather Health", "--json").results()[0]["match"]["id"] == "oscar-health"


def test_review_corrects_a_fact(reviewed: Htq) -> None:
    """Fields of a fact are corrected one by one; a wrong one is refused and asked again; then it is sure."""
    fields = "\n".join(["", "", "", "", "soon", "", "", ""])
    right = "\n".join(["", "announced", "", "", "2020-04", "USD 121m", "", ""])
    ran = reviewed("review", "--facts", "--below", "1", input=f"c\n{fields}\nc\n{right}\n")
    assert ran.code == 0
    assert "soon" in ran.err
    assert "1 corrected" in ran.out
    fact = _deal(
        reviewed("deals", "--json", "--company", "tapir-robotics").results(), "Quillfeather Health", "Tapir Robotics"
    )
    assert (fact["date"], fact["money"]["amount"], fact["confidence"]) == ("2020-04", 121_000_000, 1.0)
    assert (fact["status"], fact["method"][:5]) == ("announced", "rule:")


def test_review_keeps_what_was_decided_when_the_input_ends(reviewed: Htq) -> None:
    """The end of the input is a quit, not an error."""
    ran = reviewed("review", input="a\n")
    assert (ran.code, "1 accepted" in ran.out) == (0, True)
    assert len(reviewed("review", "--names", "--json").results()) == 1


def test_nothing_to_review(htq: Htq) -> None:
    """The built-in facts wait for nobody."""
    ran = htq("review")
    assert ran.code == 0
    assert "nothing to review" in ran.err


def test_progress_only_on_a_terminal(htq: Htq, tmp_path: Path) -> None:
    """Without a terminal no progress is drawn."""
    ran = htq(
        "ingest", _write(tmp_path / "articles", "a.txt", SECOND), _write(tmp_path / "articles", "b.txt", SECOND + "!")
    )
    assert "\r" not in ran.err and "left" not in ran.err
    shutil.rmtree(tmp_path / "articles")
