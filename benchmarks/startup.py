"""How long htq takes to start and answer, as ratios to a bare interpreter: `python benchmarks/startup.py [PYTHON]`.

PYTHON is the interpreter of an environment that htq is installed in (this one unless named); `htq` beside it is what
runs. Other tools are asked for the same facts where they are installed (in that environment, in one named by
`--peers FOLDER`, or on the path). Every round runs every command once, in a new random order; printed are the medians
of the ratios to `PYTHON -c pass` of the same round. `--rounds N` (15 unless told).
"""

from __future__ import annotations

import argparse
import json
import os
import pty
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
Command = tuple[str, list[str], bool, str]


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def environment(home: Path) -> dict[str, str]:
    """A fresh user, byte code written as usual."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("HTQ_", "XDG_", "PYTHON"))}
    folders = {name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    return {**kept, **folders, "HOME": str(home), "TERM": "xterm-256color", "COLUMNS": "100", "LC_ALL": "C.UTF-8"}


def htq_commands(htq: list[str]) -> list[Command]:
    """Name, command line, whether on a terminal, the goal."""
    found = [
        ("htq company amazon --json", ["company", "amazon", "--json"], False, "7"),
        ("htq deals --since 2018 | cat", ["deals", "--since", "2018"], False, "7"),
        ("htq show ID --json", ["show", "acquisition-amazon-pillpack-2018-09", "--json"], False, "7"),
        ("htq search 'online pharmacy' --json", ["search", "online pharmacy", "--json"], False, ""),
        ("htq deals --since 2018 (terminal)", ["deals", "--since", "2018"], True, "11"),
        ("htq company amazon (terminal)", ["company", "amazon"], True, "11"),
        ("htq company amazn --json", ["company", "amazn", "--json"], False, "9"),
        ("htq --help", ["--help"], False, "11"),
        ("completion of htq company ama", ["__complete", "bash", "2", "htq", "company", "ama"], False, "3"),
        ("htq deals --help", ["deals", "--help"], False, "11"),
    ]
    return [(name, [*htq, *arguments], screen, goal) for name, arguments, screen, goal in found]


def peers(folders: list[Path], home: Path) -> list[Command]:
    """The same facts for other tools, asked for the facts about one company."""
    facts = [json.loads(line) for line in (SEEDS / "facts.jsonl").read_text(encoding="utf-8").splitlines()]
    (home / "facts.json").write_text(json.dumps(facts))
    (home / "tiny.json").write_text(json.dumps({"facts": {str(at): row for at, row in enumerate(facts, 1)}}))

    def tool(name: str) -> str | None:
        for folder in folders:
            if (folder / name).exists():
                return str(folder / name)
        return shutil.which(name)

    found: list[Command] = []
    where = "SELECT row FROM facts WHERE actor = 'amazon'"
    if jq := tool("jq"):
        found.append(("jq", [jq, "-c", '.[] | select(.actor.id == "amazon")', str(home / "facts.json")], False, ""))
    if client := tool("sqlite3"):
        with sqlite3.connect(home / "facts.db") as database:
            database.execute("CREATE TABLE facts(actor, row)")
            rows = (((row["actor"] or {}).get("id"), json.dumps(row)) for row in facts)
            database.executemany("INSERT INTO facts VALUES(?, ?)", rows)
            database.execute("CREATE INDEX facts_actor ON facts(actor)")
        found.append(("sqlite3 (indexed)", [client, str(home / "facts.db"), where], False, ""))
        if utils := tool("sqlite-utils"):
            found.append(("sqlite-utils", [utils, str(home / "facts.db"), where], False, ""))
    if duckdb := tool("duckdb"):
        ask = f"SELECT * FROM '{home / 'facts.json'}' WHERE actor.id = 'amazon'"
        found.append(("duckdb", [duckdb, "-json", "-c", ask], False, ""))
    elif any(list(one.glob("../lib/python*/site-packages/duckdb")) for one in folders):
        python = next(str(one / "python") for one in folders if list(one.glob("../lib/python*/site-packages/duckdb")))
        ask = f"SELECT * FROM '{home / 'facts.json'}' WHERE actor.id = 'amazon'"
        found.append(
            ("duckdb in Python", [python, "-c", f"import duckdb; print(duckdb.sql({ask!r}).fetchall())"], False, "")
        )
    if papis := tool("papis"):
        library = home / "papis"
        for row in facts:
            (library / row["id"]).mkdir(parents=True)
            actor = (row["actor"] or {}).get("name", "-")
            info = f"title: {json.dumps(row['statement'])}\nauthor: {actor}\nref: {row['id']}\n"
            (library / row["id"] / "info.yaml").write_text(info)
        found.append(("papis", [papis, "--lib", str(library), "list", "author:amazon"], False, ""))
    python = next((str(one / "python") for one in folders if (one / "python").exists()), sys.executable)
    tiny = (
        f"from tinydb import TinyDB, where; facts = TinyDB({str(home / 'tiny.json')!r}).table('facts'); "
        "print(facts.search(where('actor')['id'] == 'amazon'))"
    )
    found.append(("TinyDB in a script", [python, "-c", tiny], False, ""))
    minimal = "import typer\napp = typer.Typer()\n@app.command()\ndef main(a: str = '', b: int = 0): pass\napp()"
    found.append(("empty Typer program of two options", [python, "-c", minimal], False, ""))
    return found


def run(command: Command, environ: dict[str, str]) -> float:
    """Seconds that the command takes, all of its output read."""
    _, arguments, screen, _ = command
    if not screen:
        start = time.perf_counter()
        ran = subprocess.run(arguments, env=environ, stdin=subprocess.DEVNULL, capture_output=True)
        took = time.perf_counter() - start
        if ran.returncode not in (0, 4):
            raise SystemExit(f"{command[0]}: {ran.returncode} {ran.stderr.decode()[-300:]}")
        return took
    main, side = pty.openpty()
    start = time.perf_counter()
    process = subprocess.Popen(arguments, env=environ, stdin=subprocess.DEVNULL, stdout=side, stderr=side)
    os.close(side)
    while True:
        try:
            if not os.read(main, 65536):
                break
        except OSError:
            break
    process.wait()
    took = time.perf_counter() - start
    os.close(main)
    return took


def measure(commands: list[Command], base: list[str], environ: dict[str, str], rounds: int) -> dict[str, Any]:
    """Median ratio to the base, and median milliseconds, by the command's name."""
    every: list[Command] = [("python -c pass", base, False, ""), *commands]
    for command in every:
        run(command, environ)
        run(command, environ)
    taken: dict[str, list[float]] = {command[0]: [] for command in every}
    chance = random.Random(8)
    for _ in range(rounds):
        for command in chance.sample(every, len(every)):
            taken[command[0]].append(run(command, environ))
    bases = taken["python -c pass"]
    return {
        name: (
            statistics.median(one / other for one, other in zip(times, bases, strict=True)),
            statistics.median(times),
        )
        for name, times in taken.items()
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("python", nargs="?", default=sys.executable)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--peers", type=Path, default=None)
    asked = parser.parse_args()
    folder = Path(asked.python).parent
    script = folder / "htq"
    htq = [str(script)] if script.exists() else [asked.python, "-m", "healthtech_cli"]
    with tempfile.TemporaryDirectory() as home:
        environ = environment(Path(home))
        subprocess.run([*htq, "company", "amazon", "--json"], env=environ, capture_output=True, check=True)
        time.sleep(2.1)  # seeds that were installed just now are not indexed
        named = [asked.peers / "bin", asked.peers] if asked.peers else []
        commands = [*htq_commands(htq), *peers([*named, folder], Path(home))]
        found = measure(commands, [asked.python, "-c", "pass"], environ, asked.rounds)
    goals = {name: goal for name, _, _, goal in commands}
    say(f"{'command':40} {'ratio':>7} {'goal':>6} {'ms':>8}")
    for name, (ratio, seconds) in found.items():
        goal = goals.get(name)
        say(f"{name:40} {ratio:6.2f}x {'<= ' + goal if goal else '':>6} {seconds * 1000:8.1f}")


if __name__ == "__main__":
    main()
