"""Try to break the store: kills, failing system calls, many writers, full disks, read-only files, damaged bytes.

    python benchmarks/store_trials.py              every trial, about ten minutes on two cores
    python benchmarks/store_trials.py kills -n 200  one trial
    python benchmarks/store_trials.py --baseline    kills against TinyDB's own storage, for comparison

A trial fails when the store afterwards is neither the state before a write nor the one after it, when something
reported as written is gone, when a reader saw something else than a whole state, or when a file is left behind after
the next command. Every operation is a function of a seed, so the parent process knows each state that there may be.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from healthtech_cli.errors import StoreError
from healthtech_cli.store import durable, index, layout
from healthtech_cli.store.indexed import IndexedStore
from healthtech_cli.store.tinydb_json import open_file
from healthtech_cli.store.writing import Change, commit, writing

AT = "2026-01-15T00:00:00Z"
TABLES = ("documents", "entities", "facts", "redirects")
Row = dict[str, Any]
State = dict[str, Row]


def fact(number: int, words: str) -> Row:
    """A fact of some length."""
    return {
        "id": f"launch-{number}", "type": "launch", "status": "completed", "actor": None, "target": None,
        "partners": [], "date": "2020", "money": None, "value": None, "label": None, "statement": words, "topics": [],
        "method": "import", "confidence": 1.0, "note": None, "evidence": [],
    }  # fmt: skip


def new_store(path: str, facts: int = 40) -> State:
    """A small store with nothing but facts; its rows by id."""
    rows = {f"launch-{number}": fact(number, f"statement {number} " * (1 + number % 7)) for number in range(facts)}
    commit(path, {"facts": {str(at): row for at, row in enumerate(rows.values(), 1)}}, None)
    return rows


def operation(state: State, seed: int, step: int) -> tuple[str, Row]:
    """What the worker of a seed does in a step: insert, edit (longer or shorter) or remove, one third each."""
    chance = random.Random(f"{seed}.{step}")
    kind = chance.choice(("insert", "edit", "remove")) if len(state) > 10 else "insert"
    if kind == "insert":
        return kind, fact(1000 + step, "new " * chance.randint(1, 60))
    row = state[chance.choice(sorted(state))]
    return kind, {**row, "statement": "edited " * chance.randint(1, 120)} if kind == "edit" else row


def apply(state: State, kind: str, row: Row) -> State:
    """The state after an operation."""
    if kind == "remove":
        return {row_id: one for row_id, one in state.items() if row_id != row["id"]}
    return {**state, row["id"]: row}


def perform(change: Change, kind: str, row: Row) -> None:
    """The same operation on a store."""
    if kind == "remove":
        change.remove("facts", row["id"])
    else:
        change.put("facts", row)


def states(start: State, seed: int, steps: int) -> list[State]:
    """Every state that the worker of a seed passes through."""
    made = [start]
    for step in range(steps):
        made.append(apply(made[-1], *operation(made[-1], seed, step)))
    return made


def slow_disk(delay_s: float) -> None:
    """Let every flush of this process take longer, as on a laptop."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        time.sleep(delay_s)
        real(descriptor)

    os.fsync = fsync  # type: ignore[assignment]


def work(path: str, start: State, seed: int, acknowledge: int) -> None:
    """Change the store until killed, telling each change once it is reported as written."""
    state, step = start, 0
    while True:
        kind, row = operation(state, seed, step)
        with writing(path, command="trial", at=AT) as change:
            perform(change, kind, row)
        state, step = apply(state, kind, row), step + 1
        os.write(acknowledge, b".")


def forked(run: Callable[[], None]) -> int:
    """The process id of a child that does this and exits: 0, 130 after Ctrl-C, 3 after a StoreError, else 1."""
    sys.stdout.flush()
    # Ctrl-C that comes before the child is ready waits until it is, whatever this process does with it
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child = os.fork()
    if child:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        return child
    code = 1
    gc.callbacks.clear()  # a test runner's own (Hypothesis has one): Python drops a Ctrl-C that comes while one runs
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        run()
        code = 0
    except KeyboardInterrupt:
        code = 130
    except StoreError:
        code = 3
    finally:
        os._exit(code)
    raise AssertionError


def ended(child: int, limit_s: float = 30.0) -> int:
    """The status with which a child ended; after the time limit it is killed."""
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1]


def drain(descriptor: int) -> int:
    """How many changes were told before the other end closed."""
    told = 0
    while data := os.read(descriptor, 65536):
        told += len(data)
    os.close(descriptor)
    return told


def rows_of(path: str) -> State:
    """The facts of a store by id, read as every command reads it."""
    store = open_file(path)
    rows = {row["id"]: row for row in store.table("facts")}
    if isinstance(store, IndexedStore):
        store.close()  # or the workers forked from here find their index locked
    return rows


def plain_rows_of(path: str) -> State:
    """The same as they stand in the file."""
    return {row["id"]: row for row in layout.decode_table(layout.read_file(path)[1], "facts")}


def index_of(path: str) -> State | None:
    """The facts in the index of the file's present state; None where it has none, and it would be made again."""
    connection = index.of_state(path, layout.read_file(path)[0].sha256)
    if connection is None:
        return None
    rows = [json.loads(text) for (text,) in connection.execute("SELECT json FROM facts")]
    connection.close()
    return {row["id"]: row for row in rows}


def strays(path: str) -> list[str]:
    """Files beside the store that should not be there."""
    name = os.path.basename(path)
    known = {name, name + durable.COPIES, name + durable.LOCK, os.path.splitext(name)[0] + ".texts"}
    inside = [one for one in os.listdir(durable.copies_folder(path)) if not one.removesuffix(".json").isdigit()]
    return [one for one in os.listdir(os.path.dirname(path)) if one not in known] + inside


@contextmanager
def folder() -> Iterator[str]:
    """A folder for one trial."""
    made = tempfile.mkdtemp(prefix="htq-trial-")
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def always_indexed(cache: str) -> Iterator[None]:
    """Let every store have an index, however small and lately changed it is, kept in a folder of its own."""
    kept = index.SMALLEST, index.SMALL, os.environ.get("XDG_CACHE_HOME"), os.environ.pop("HTQ_INDEX", None)
    index.SMALLEST = index.SMALL = 0
    os.environ["XDG_CACHE_HOME"] = cache
    try:
        yield
    finally:
        index.SMALLEST, index.SMALL = kept[:2]
        for name, before in (("XDG_CACHE_HOME", kept[2]), ("HTQ_INDEX", kept[3])):
            os.environ.pop(name, None)
            if before is not None:
                os.environ[name] = before


def interrupted(number: int, *, delay_s: float, by: int, window_s: float = 0.06) -> Row:
    """Interrupt a worker at a random moment, many times over; what was found."""
    found: Row = {"trials": 0, "writes": 0, "in the middle": 0, "damaged": 0, "lost": 0, "strays": 0, "wrong exit": 0}
    found |= {"indexed": 0, "wrong index": 0}
    for seed in range(number):
        with folder() as home:
            path = os.path.join(home, "store.json")
            start = new_store(path)
            hear, tell = os.pipe()

            def run(path: str = path, start: State = start, seed: int = seed, tell: int = tell) -> None:
                slow_disk(delay_s)
                work(path, start, seed, tell)

            rows_of(path)
            child = forked(run)
            os.close(tell)
            time.sleep(random.Random(seed).uniform(0.002, window_s + delay_s * 6))
            os.kill(child, by)
            status = ended(child)
            told = drain(hear)
            possible = states(start, seed, told + 1)
            found["trials"] += 1
            found["writes"] += told
            found["in the middle"] += os.path.lexists(path + durable.UNFINISHED)
            try:
                found["indexed"] += (seen := index_of(path)) is not None
                found["wrong index"] += seen is not None and seen != plain_rows_of(path)
                rows = rows_of(path)
                found["lost"] += rows not in possible[told:]
            except StoreError:
                found["damaged"] += 1
            found["strays"] += len(strays(path))
            if by == signal.SIGINT:
                found["wrong exit"] += os.waitstatus_to_exitcode(status) != 130
            with writing(path, command="next", at=AT) as change:
                change.insert("facts", fact(999_999, "the next command"))
            found["lost"] += "launch-999999" not in rows_of(path)
    return found


def kills(number: int) -> list[Row]:
    """SIGKILL at random moments, with flushes as they are, 5 ms and 20 ms slower."""
    return [
        {"trial": f"SIGKILL, flush +{round(delay * 1000)} ms", **interrupted(number, delay_s=delay, by=signal.SIGKILL)}
        for delay in (0.0, 0.005, 0.02)
    ]


def indexed(number: int) -> list[Row]:
    """SIGKILL while an index is kept up to date with every write: it is that of the file, or it is not used."""
    with folder() as cache, always_indexed(cache):
        return [
            {"trial": f"SIGKILL with an index, +{round(delay * 1000)} ms"}
            | interrupted(number, delay_s=delay, by=signal.SIGKILL, window_s=0.12)
            for delay in (0.0, 0.005)
        ]


def interrupts(number: int) -> list[Row]:
    """Ctrl-C at random moments."""
    return [{"trial": "Ctrl-C", **interrupted(number, delay_s=0.005, by=signal.SIGINT)}]


def baseline(number: int) -> list[Row]:
    """The same kills against TinyDB's own storage."""
    from tinydb import TinyDB
    from tinydb.table import Document

    made: list[Row] = []
    for delay in (0.0, 0.02):
        broken = 0
        for seed in range(number):
            with folder() as home:
                path = os.path.join(home, "store.json")
                start = {f"launch-{at}": fact(at, f"statement {at} " * (1 + at % 7)) for at in range(40)}
                TinyDB(path).table("facts").insert_multiple(start.values())

                def run(path: str = path, start: State = start, seed: int = seed, delay: float = delay) -> None:
                    slow_disk(delay)
                    table, state, step = TinyDB(path).table("facts"), start, 0
                    numbers = {row_id: at for at, row_id in enumerate(start, 1)}
                    while True:
                        kind, row = operation(state, seed, step)
                        if kind == "remove":
                            table.remove(doc_ids=[numbers[row["id"]]])
                        else:
                            number = numbers.setdefault(row["id"], max(numbers.values()) + 1)
                            table.upsert(Document(row, number))
                        state, step = apply(state, kind, row), step + 1

                child = forked(run)
                time.sleep(random.Random(seed).uniform(0.002, 0.06 + delay * 6))
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                try:
                    json.loads(Path(path).read_bytes())
                except ValueError:
                    broken += 1
        made.append({"trial": f"TinyDB's own, +{round(delay * 1000)} ms", "trials": number, "damaged": broken})
    return made


# -- every system call ------------------------------------------------------------------------------------------------

CALLS = (
    "openat", "read", "pread64", "write", "fsync", "rename", "link", "unlink", "close", "fchmod", "fchown", "flock",
    "ftruncate", "mkdir", "getdents64", "newfstatat", "lseek", "access", "readlink", "fcntl",
)  # fmt: skip
BEGIN, END = "/htq-trial-begins", "/htq-trial-ends"
FAILURES = ("EIO", "ENOSPC")


def one_write(path: str, kind: str) -> None:
    """What runs under strace: one insert, growing edit, shrinking edit or removal between two marks."""
    rows = rows_of(path)
    chosen: Row = {
        "insert": fact(5000, "new " * 30),
        "grow": {**rows["launch-3"], "statement": "longer " * 200},
        "shrink": {**rows["launch-6"], "statement": "s"},
        "remove": rows["launch-5"],
    }[kind]
    os.access(BEGIN, os.F_OK)
    with writing(path, command="trial", at=AT) as change:
        perform(change, "remove" if kind == "remove" else "edit", chosen)
    os.access(END, os.F_OK)


def traced(path: str, kind: str, options: list[str], log: str) -> int:
    """Run one write under strace; its exit code, negative for a signal."""
    command = ["strace", "-qq", "-o", log, *options, sys.executable, os.path.abspath(__file__), "one", path, kind]
    return subprocess.run(command, capture_output=True).returncode


def every_call() -> list[Row]:
    """Kill the process, or fail the call, at each system call of a write."""
    if not shutil.which("strace"):
        return [{"trial": "every system call", "skipped": "strace is not installed"}]
    made: list[Row] = []
    for how in ("signal=SIGKILL", *(f"error={name}" for name in FAILURES)):
        found = {"trial": f"each call, {how}", "trials": 0, "damaged": 0, "lost": 0, "half": 0, "strays": 0, "lied": 0}
        for kind in ("insert", "grow", "shrink", "remove"):
            for name, number in _calls_of(kind):
                if how != "signal=SIGKILL" and name in ("close", "newfstatat", "access", "readlink"):
                    continue
                _try_call(found, kind, name, number, how)
        made.append(found)
    return made


def _calls_of(kind: str) -> list[tuple[str, int]]:
    """Each call of a write, by name and its number among the calls of that name since the process began."""
    with folder() as home:
        path, log = os.path.join(home, "store.json"), os.path.join(home, "log")
        new_store(path)
        traced(path, kind, ["-e", "trace=" + ",".join(CALLS)], log)
        seen: dict[str, int] = {}
        calls: list[tuple[str, int]] = []
        inside = False
        for line in Path(log).read_text(errors="replace").splitlines():
            name = line.partition("(")[0]
            if name not in CALLS:
                continue
            seen[name] = seen.get(name, 0) + 1
            if END in line:
                break
            if inside:
                calls.append((name, seen[name]))
            inside = inside or BEGIN in line
        return calls


def _try_call(found: Row, kind: str, name: str, number: int, how: str) -> None:
    with folder() as home:
        path, log = os.path.join(home, "store.json"), os.path.join(home, "log")
        before = new_store(path)
        code = traced(path, kind, ["-e", f"trace={name}", "-e", f"inject={name}:{how}:when={number}"], log)
        os.unlink(log)
        found["trials"] += 1
        try:
            rows = rows_of(path)
        except StoreError:
            found["damaged"] += 1
            return
        changed = rows != before
        wanted = {
            "insert": len(rows) == len(before) + 1,
            "grow": len(rows["launch-3"]["statement"]) == 1400,
            "shrink": rows["launch-6"]["statement"] == "s",
            "remove": len(rows) == len(before) - 1,
        }[kind]
        found["half"] += changed and not wanted
        found["lied"] += code == 0 and not changed
        found["strays"] += len([one for one in strays(path) if one != "log"])


# -- many at once -----------------------------------------------------------------------------------------------------


def crowd(writers: int = 8, each: int = 100, readers: int = 2) -> list[Row]:
    """Many processes adding facts to the built-in ones at once, readers beside them."""
    with folder() as home:
        path = os.path.join(home, "store.json")
        with writing(path, command="start", at=AT) as change:
            change.insert("facts", fact(0, "the first"))
            before = len(change.rows("facts"))
        waits = os.path.join(home, "..", os.path.basename(home) + "-waits")

        def write(who: int) -> None:
            took: list[float] = []
            for at in range(each):
                begun = time.perf_counter()
                with writing(path, command=f"writer {who}", at=AT, timeout_s=60) as change:
                    change.insert("facts", fact(10_000 * (who + 1) + at, f"writer {who}"))
                took.append(time.perf_counter() - begun)
            Path(f"{waits}-{who}").write_text(json.dumps(took))

        def read(who: int) -> None:
            seen, count, failed = 0, 0, 0
            while not os.path.exists(path + ".stop"):
                try:
                    now = len(open_file(path).table("facts"))
                    failed += now < seen
                    seen = max(seen, now)
                except StoreError:
                    failed += 1
                count += 1
            Path(f"{waits}-r{who}").write_text(json.dumps([count, failed]))

        begun = time.perf_counter()
        reading = [forked(lambda who=who: read(who)) for who in range(readers)]  # type: ignore[misc]
        working = [forked(lambda who=who: write(who)) for who in range(writers)]  # type: ignore[misc]
        errors = sum(os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) != 0 for one in working)
        took = time.perf_counter() - begun
        Path(path + ".stop").touch()
        for one in reading:
            os.waitpid(one, 0)
        os.unlink(path + ".stop")
        told = [json.loads(Path(f"{waits}-r{who}").read_text()) for who in range(readers)]
        times = sorted(
            one for who in range(writers) if os.path.exists(f"{waits}-{who}")
            for one in json.loads(Path(f"{waits}-{who}").read_text())
        )  # fmt: skip
        for one in Path(home).parent.glob(os.path.basename(waits) + "-*"):
            one.unlink()
        return [
            {
                "trial": f"{writers} writers x {each}", "errors": errors, "written": len(rows_of(path)) - before,
                "of": writers * each, "log": len(open_file(path).table("changes")) - 1,
                "reads": sum(one[0] for one in told), "failed reads": sum(one[1] for one in told),
                "p50 ms": round(statistics.median(times) * 1000, 1) if times else None,
                "p99 ms": round(times[int(len(times) * 0.99)] * 1000, 1) if times else None,
                "longest ms": round(times[-1] * 1000, 1) if times else None, "seconds": round(took, 1),
                "strays": len(strays(path)),
            }
        ]  # fmt: skip


# -- full, read-only, damaged -----------------------------------------------------------------------------------------


def full_disk() -> list[Row]:
    """Write until a small disk is full, or a limit on file sizes is met: everything reported is there."""
    made = [_until_full(None)]
    made += [_short_write(eighths) for eighths in range(8)]
    short = {"trial": "file-size limit (short writes) x 8 x 4", "trials": 0, "damaged": 0, "half": 0, "strays": 0}
    for one in made[1:]:
        for key, value in one.items():
            short[key] += value
    return [made[0], short]


def _until_full(_: None) -> Row:
    with folder() as home:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", home], capture_output=True)
        if mounted.returncode:
            return {"trial": "full tmpfs", "skipped": mounted.stderr.decode(errors="replace").strip()}
        try:
            path = os.path.join(home, "store.json")
            state = new_store(path)
            told, reason = 0, ""
            for step in range(100_000):
                row = fact(1000 + step, "new " * 500)
                try:
                    with writing(path, command="trial", at=AT) as change:
                        change.insert("facts", row)
                except StoreError as error:
                    reason = str(error)
                    break
                state = {**state, row["id"]: row}
                told += 1
            kept = rows_of(path) == state
            found = {"trial": "full tmpfs", "written before": told, "all there": kept, "strays": len(strays(path))}
            return {**found, "said": reason.partition(": ")[2]}
        finally:
            subprocess.run(["umount", home], capture_output=True)


def _short_write(eighths: int) -> Row:
    found = {"trials": 0, "damaged": 0, "half": 0, "strays": 0}
    for kind in ("insert", "grow", "shrink", "remove"):
        with folder() as home:
            path = os.path.join(home, "store.json")
            before = new_store(path)
            limit = os.path.getsize(path) * eighths // 8 + 1

            def run(path: str = path, kind: str = kind, limit: int = limit) -> None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
                one_write(path, kind)

            code = os.waitstatus_to_exitcode(os.waitpid(forked(run), 0)[1])
            found["trials"] += 1
            try:
                found["half"] += rows_of(path) != before or code != 3
            except StoreError:
                found["damaged"] += 1
            found["strays"] += len(strays(path))
    return found


def read_only() -> list[Row]:
    """A user without the right to write: reading works, writing says so, nothing is left behind."""
    made: list[Row] = []
    for what, mode, folder_mode in (("file", 0o444, 0o755), ("folder", 0o644, 0o555)):
        with folder() as home:
            path = os.path.join(home, "store.json")
            before = new_store(path)
            if os.geteuid() == 0:
                for root, folders, files in os.walk(home):
                    for one in [root, *(os.path.join(root, each) for each in folders + files)]:
                        os.chown(one, 65534, 65534)
            os.chmod(path, mode)
            os.chmod(home, folder_mode)

            def run(path: str = path, before: State = before) -> None:
                if os.geteuid() == 0:
                    os.setgid(65534)
                    os.setuid(65534)
                if rows_of(path) != before:
                    os._exit(9)
                with writing(path, command="trial", at=AT) as change:
                    change.insert("facts", fact(1, "x") | {"id": "launch-new"})

            code = os.waitstatus_to_exitcode(os.waitpid(forked(run), 0)[1])
            os.chmod(home, 0o755)
            same = rows_of(path) == before and not strays(path)
            made.append({"trial": f"read-only {what}", "refused": code == 3, "as it was": same})
    return made


def damage(flips: int) -> list[Row]:
    """Single bytes altered, the file cut and extended: always one error, and the bytes stay as they are."""
    with folder() as home:
        path = os.path.join(home, "store.json")
        new_store(path)
        whole = Path(path).read_bytes()
        held = {name: open_file(path).table(name) for name in TABLES}
        chance = random.Random(1)
        accepted = crashed = altered = 0
        cases: list[bytes] = [whole[:size] for size in range(0, len(whole), max(1, len(whole) // 500))]
        cases += [whole + b"x", whole + b"\n", whole * 2, b"\0" * len(whole), whole[::-1]]
        for _ in range(flips):
            at = chance.randrange(len(whole))
            cases.append(whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :])
        for case in cases:
            Path(path).write_bytes(case)
            try:
                store = open_file(path)
                # a blank of the first line may become a tab: the same store
                accepted += {name: store.table(name) for name in TABLES} != held
            except StoreError:
                pass
            except Exception:
                crashed += 1
            altered += Path(path).read_bytes() != case
        return [{"trial": "damaged bytes", "trials": len(cases), "read all the same": accepted, "crashed": crashed,
                 "altered": altered}]  # fmt: skip


def insert_cost() -> list[Row]:
    """One durable insert into stores of several sizes, against TinyDB's own storage."""
    from tinydb import TinyDB

    made: list[Row] = []
    for size in (1_000, 10_000):
        with folder() as home:
            path, other = os.path.join(home, "store.json"), os.path.join(home, "tinydb.json")
            new_store(path, size)
            TinyDB(other).table("facts").insert_multiple(fact(at, f"statement {at} " * 4) for at in range(size))
            mine, theirs = [], []
            for step in range(9):
                begun = time.perf_counter()
                with writing(path, command="trial", at=AT) as change:
                    change.insert("facts", fact(10**6 + step, "new"))
                mine.append(time.perf_counter() - begun)
                begun = time.perf_counter()
                TinyDB(other).table("facts").insert(fact(10**6 + step, "new"))
                theirs.append(time.perf_counter() - begun)
            ratio = statistics.median(one / two for one, two in zip(mine, theirs, strict=True))
            ours_ms, tinydb_ms = (round(statistics.median(one) * 1000, 1) for one in (mine, theirs))
            made.append(
                {"trial": f"insert into {size:,}", "ms": ours_ms, "TinyDB ms": tinydb_ms, "ratio": round(ratio, 2)}
            )
    return made


def main() -> int:
    """Run the trials asked for and print what was found; 1 where a trial failed."""
    if sys.argv[1:2] == ["one"]:
        try:
            one_write(sys.argv[2], sys.argv[3])
        except StoreError:
            return 3
        return 0
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("trials", nargs="*", help="kills indexed interrupts calls crowd full readonly damage cost")
    parser.add_argument("-n", type=int, default=1000, help="how many kills for each delay")
    parser.add_argument("--baseline", action="store_true", help="also kill TinyDB's own storage")
    asked = parser.parse_args()
    trials: dict[str, Callable[[], list[Row]]] = {
        "kills": lambda: kills(asked.n),
        "indexed": lambda: indexed(asked.n),
        "interrupts": lambda: interrupts(max(1, asked.n // 5)),
        "calls": every_call,
        "crowd": crowd,
        "full": full_disk,
        "readonly": read_only,
        "damage": lambda: damage(10 * asked.n),
        "cost": insert_cost,
    }
    if asked.baseline:
        trials["baseline"] = lambda: baseline(max(1, asked.n // 5))
    failed = False
    for name in asked.trials or trials:
        for found in trials[name]():
            print("  ".join(f"{key}: {value}" for key, value in found.items()), flush=True)  # noqa: T201
            bad = ("damaged", "lost", "half", "strays", "lied", "wrong exit", "failed reads", "errors", "crashed",
                   "altered", "read all the same", "wrong index")  # fmt: skip
            failed |= name != "baseline" and any(found.get(key) for key in bad)
            failed |= any(found.get(key) is False for key in ("all there", "refused", "as it was"))
            failed |= found.get("written") != found.get("of")
    print("FAILED" if failed else "all trials passed")  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
