"""How htq's time grows with the store: `python benchmarks/scale.py [PYTHON] [--sizes 1000,10000,100000]`.

For stores of each size (`generate.py`) the medians of the ratios to `PYTHON -c pass` of the same round, every command
once a round in random order, as `startup.py` measures; then what a write takes against plain TinyDB on the same file,
and the largest memory of a look-up. PYTHON is the interpreter of an environment with htq; `--rounds N` (7 unless told).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
import startup

TINY_ADD = "from tinydb import TinyDB; TinyDB({path!r}).table('facts').insert({{'id': 'x', 'statement': 'y'}})"
TINY_FIND = "from tinydb import TinyDB, where; print(TinyDB({path!r}).table('facts').search(where('id') == {id!r}))"


def look_ups(htq: list[str], store: Path) -> list[startup.Command]:
    """Questions about a company of the middle, so that answers are about as long at every size."""
    entities = [row for row in section(store, "entities") if row["kind"] == "company" and row["name"].isascii()]
    facts = section(store, "facts")
    counts: dict[str, int] = {}
    for fact in facts:
        for role in (fact["actor"], fact["target"]):
            counts[role["id"]] = counts.get(role["id"], 0) + 1
    middle = min((one for one in entities if len(one["name"]) > 9), key=lambda one: abs(counts.get(one["id"], 0) - 8))
    name = str(middle["name"])
    typo = name[:3] + name[4] + name[3] + name[5:]
    questions = {
        "company NAME --json": ["company", name, "--json"],
        "show ID --json": ["show", facts[len(facts) // 2]["id"], "--json"],
        "deals of a company, a range of days": ["deals", "--company", name, "--since", "2008", "--json"],
        "facts of one day, least amount": [
            "facts",
            "--since",
            "2014-05-05",
            "--until",
            "2014-05-05",
            "--certain",
            "--json",
        ],
        "deals of at least 9.9 bn": ["deals", "--min-amount", "9.9bn", "--json"],
        "company NAEM --json (misspelt)": ["company", typo, "--json"],
        "search three words": ["search", f"{name} hospital", "--json"],
    }
    return [(what, [*htq, *words, "--store", str(store)], False, "") for what, words in questions.items()]


def section(store: Path, name: str) -> list[dict[str, dict[str, str]]]:
    """One table of a store file."""
    return list(json.loads(store.read_bytes())[name].values())


def memory_mb(arguments: list[str], environ: dict[str, str]) -> float:
    """The most memory that a command has had."""
    # asked by a small process: a child's peak begins with the size of its parent
    ask = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    ran = subprocess.run([sys.executable, "-c", ask, *arguments], env=environ, capture_output=True, check=True)
    return int(ran.stdout) / 1024


def timed(arguments: list[str], environ: dict[str, str]) -> float:
    """Seconds of one command that must succeed."""
    start = time.perf_counter()
    ran = subprocess.run(arguments, env=environ, stdin=subprocess.DEVNULL, capture_output=True)
    if ran.returncode:
        raise SystemExit(f"{arguments}: {ran.stderr.decode()[-400:]}")
    return time.perf_counter() - start


def batches(folder: Path, store: Path) -> dict[str, str]:
    """A thousand facts about companies of the store, a thousand about two thousand unknown ones, a hundred articles."""
    known = [row["id"] for row in section(store, "entities") if row["kind"] == "company"]
    pairs = {
        "known": [(known[at % len(known)], known[(at * 7 + 3) % len(known)]) for at in range(1000)],
        "new": [(f"Firm {at} Labs", f"Service {at}") for at in range(1000)],
    }
    files: dict[str, str] = {}
    for name, found in pairs.items():
        rows = [
            {"type": "launch", "actor": one, "target": other, "date": "2031", "statement": f"Launch {at}."}
            for at, (one, other) in enumerate(found)
        ]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        files[name] = str(folder / f"{name}.jsonl")
    names = [row["name"] for row in section(store, "entities") if row["name"].isascii()]
    (folder / "articles").mkdir(exist_ok=True)
    for at in range(100):
        one, other = names[at % len(names)], names[(at * 7 + 3) % len(names)]
        text = f"{one} has acquired {other} for ${at + 1} million, the company said on 4 May 2031.\n\n"
        told = text + f"{other} has clinics in {at} cities. " * 20
        (folder / "articles" / f"article-{at}.txt").write_text(told)
    files["articles"] = str(folder / "articles")
    return files


def writes(
    htq: list[str], python: str, store: Path, environ: dict[str, str], rounds: int
) -> dict[str, tuple[float, float]]:
    """Median seconds, and the median ratio to TinyDB's insert in the same round, of writes and what comes after."""
    files = batches(store.parent, store)
    plain = store.with_suffix(".plain.json")
    made = store.with_suffix(".original.json")
    shutil.copyfile(store, made)
    first = startup_fact(store)
    found: dict[str, list[float]] = {}
    for at in range(rounds):
        shutil.copyfile(made, plain)
        named = ["--store", str(store)]
        steps = [
            ("TinyDB: insert one", [python, "-c", TINY_ADD.format(path=str(plain))]),
            ("htq add", [*htq, "add", f"Nobody {at} bought nothing.", "--type", "acquisition", *named]),
            ("htq show after it", [*htq, "show", first, *named]),
            ("htq import, 1,000 of known companies", [*htq, "import", files["known"], *named]),
            ("htq import, 1,000 of unknown ones", [*htq, "import", files["new"], *named]),
            ("htq undo of it", [*htq, "undo", *named]),
            ("htq ingest, 100 articles", [*htq, "ingest", files["articles"], *named]),
            ("htq export --csv", [*htq, "export", "-o", str(store.with_suffix(".csv")), *named]),
            ("htq export --jsonl", [*htq, "export", "-o", str(store.with_suffix(".jsonl")), *named]),
        ]
        for name, arguments in steps:
            found.setdefault(name, []).append(timed(arguments, environ))
        for name in (".csv", ".jsonl"):
            store.with_suffix(name).unlink()
        # back to the state that the index was made of, and the index made again
        shutil.copyfile(made, store)
        found.setdefault("htq show after a change by others", []).append(timed([*htq, "show", first, *named], environ))
    base = found["TinyDB: insert one"]
    return {
        name: (statistics.median(times), statistics.median(one / other for one, other in zip(times, base, strict=True)))
        for name, times in found.items()
    }


def startup_fact(store: Path) -> str:
    """The id of some fact of the store."""
    with store.open(encoding="utf-8") as lines:
        inside = False
        for line in lines:
            if inside:
                return str(json.loads(line.partition(": ")[2].rstrip().rstrip(","))["id"])
            inside = line == '"facts": {\n'
    raise SystemExit("no facts")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("python", nargs="?", default=sys.executable)
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write-rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the generated stores")
    asked = parser.parse_args()
    script = Path(asked.python).parent / "htq"
    htq = [str(script)] if script.exists() else [asked.python, "-m", "healthtech_cli"]
    startup.say("ratios to `PYTHON -c pass` of the same round; writes: to an insert of plain TinyDB")
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            environ = startup.environment(home)
            store = home / "store.json"
            made = asked.keep / f"store-{size}.json" if asked.keep else store
            if not made.exists():
                generate.write(size, made)
            if made != store:
                shutil.copyfile(made, store)
            os.utime(store, (1.7e9, 1.7e9))  # a store that changed just now is looked at twice, a small one not indexed
            commands = look_ups(htq, store)
            build = timed(commands[0][1], environ)
            tiny = [asked.python, "-c", TINY_FIND.format(path=str(store), id="launch-1")]
            if size <= 100_000:
                commands.append(("TinyDB: search by id", tiny, False, ""))
            found = startup.measure(commands, [asked.python, "-c", "pass"], environ, asked.rounds)
            (index,) = (home / "XDG_CACHE_HOME" / "htq").glob("index-*.sqlite")
            share = index.stat().st_size / store.stat().st_size
            startup.say(
                f"\n{size:,} facts, {store.stat().st_size / 1e6:.1f} MB; index {share:.1f} of it, made in {build:.1f} s"
            )
            for name, (ratio, seconds) in found.items():
                startup.say(f"{name:40} {ratio:7.2f}x {seconds * 1000:9.1f} ms")
            most = max(memory_mb(command[1], environ) for command in commands[:7])
            startup.say(f"{'most memory of a look-up':40} {most:7.0f} MB")
            for name, (seconds, ratio) in writes(htq, asked.python, store, environ, asked.write_rounds).items():
                startup.say(f"{name:40} {ratio:7.2f} of TinyDB's insert {seconds * 1000:9.0f} ms")


if __name__ == "__main__":
    main()
