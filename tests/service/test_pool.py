"""Work in several processes: in order, and no thing can spoil another's."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

import pytest

from healthtech_cli.service.pool import Lost, Pool


def _prepare(given: int) -> int:
    return given * 10


def _do(ready: int, thing: Any) -> Any:
    if thing == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    if thing == "hang":
        time.sleep(60)
    if thing == "fail":
        raise ValueError("no such thing")
    time.sleep(0.002 * (thing % 3))
    return ready + thing


def _pool(jobs: int, time_limit_s: float = 20.0) -> Pool[Any, Any]:
    return Pool(_do, _prepare, 100, jobs=jobs, time_limit_s=time_limit_s)


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_things(jobs: int) -> None:
    """Whatever takes longer, the results are in order."""
    assert list(_pool(jobs).work(range(50))) == [1000 + at for at in range(50)]


@pytest.mark.parametrize(
    ("bad", "reason"), [("crash", "made the process"), ("hang", "more than 0.5"), ("fail", "no such thing")]
)
def test_a_bad_thing_costs_only_itself(bad: str, reason: str) -> None:
    """A crash, a hang and a fault of ours are told as such, and everything else has its result."""
    results = list(_pool(2, 0.5).work([1, 2, bad, 3, 4, bad, 5]))
    assert [one for one in results if not isinstance(one, Lost)] == [1001, 1002, 1003, 1004, 1005]
    assert [reason in one.reason for one in results if isinstance(one, Lost)] == [True, True]


def test_stopping_early_ends_the_processes() -> None:
    """When nobody asks for more results, no process stays."""
    pool = _pool(2)
    work = pool.work(range(100))
    next(work)
    processes = [worker.process for worker in pool._workers]
    work.close()  # type: ignore[attr-defined]
    assert processes and not any(process.is_alive() for process in processes)
