"""Work on many things in processes of their own: results in the order of the things.

A thing that hangs, or crashes its process, costs only itself.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

Thing = TypeVar("Thing")
Result = TypeVar("Result")

TIME_LIMIT_S = 120.0
_LOOK_AROUND_S = 2.0
_AHEAD = 8
"""How many things a worker may be ahead of the oldest unfinished one: results wait in memory for their turn."""


class Lost:
    """What became of a thing whose process did not answer; `reason` is the end of a sentence about it."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class _Worker:
    def __init__(self, context: Any, serve: Callable[[Connection], None]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs,), daemon=False)
        self.process.start()
        theirs.close()
        self.at: int | None = None
        self.since = 0.0

    def stop(self) -> None:
        """End the process, whatever it does."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool(Generic[Thing, Result]):
    """`work(things)` yields a result or a Lost for each, in their order. `prepare` is called once in every process.

    Both functions must be at the top of a module: where processes cannot be forked they are sent by name.
    """

    def __init__(
        self,
        do: Callable[[Any, Thing], Result],
        prepare: Callable[[Any], Any],
        given: Any,
        *,
        jobs: int,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        self._serve = _Serve(do, prepare, given)
        self._jobs = jobs
        self._time_limit_s = time_limit_s
        self._workers: list[_Worker] = []

    def work(self, things: Sequence[Thing]) -> Iterator[Result | Lost]:
        """The results; the processes end with the iterator, however it ends."""
        finished: dict[int, Result | Lost] = {}
        following = 0
        try:
            for due in range(len(things)):
                while due not in finished:
                    ahead = min(len(things), due + _AHEAD * self._jobs)
                    following = self._hand_out(things, following, ahead)
                    self._collect(finished)
                yield finished.pop(due)
        finally:
            for worker in self._workers:
                worker.stop()
            self._workers = []

    def _hand_out(self, things: Sequence[Thing], following: int, ahead: int) -> int:
        for worker in [one for one in self._workers if one.at is None]:
            if following >= ahead:
                return following
            following = self._give(worker, things, following)
        while following < ahead and len(self._workers) < self._jobs:
            worker = _Worker(self._context, self._serve)
            self._workers.append(worker)
            following = self._give(worker, things, following)
        return following

    def _give(self, worker: _Worker, things: Sequence[Thing], at: int) -> int:
        worker.at, worker.since = at, time.monotonic()
        with suppress(OSError):  # if it has ended, reading from it says so
            worker.pipe.send(things[at])
        return at + 1

    def _collect(self, finished: dict[int, Result | Lost]) -> None:
        busy = [worker for worker in self._workers if worker.at is not None]
        oldest = min(worker.since for worker in busy)
        wait([worker.pipe for worker in busy], timeout=max(0.0, oldest + self._time_limit_s - time.monotonic()))
        now = time.monotonic()
        for worker in busy:
            assert worker.at is not None
            if worker.pipe.poll():
                try:
                    finished[worker.at] = worker.pipe.recv()
                    worker.at = None
                except (EOFError, OSError):
                    self._lose(worker, finished, "made the process that read it end")
            elif now - worker.since >= self._time_limit_s:
                self._lose(worker, finished, f"takes more than {self._time_limit_s:g} seconds")

    def _lose(self, worker: _Worker, finished: dict[int, Result | Lost], reason: str) -> None:
        assert worker.at is not None
        finished[worker.at] = Lost(reason)
        self._workers.remove(worker)
        worker.stop()


class _Serve:
    """The loop of a worker: a thing in, its result out, until the pipe is closed."""

    def __init__(self, do: Callable[[Any, Any], Any], prepare: Callable[[Any], Any], given: Any) -> None:
        self._do = do
        self._prepare = prepare
        self._given = given

    def __call__(self, pipe: Connection) -> None:
        # Ctrl-C reaches every process of the terminal; what to do about it is the first one's affair
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        ready = self._prepare(self._given)
        parent = os.getppid()
        while True:
            try:
                # a pipe that a sibling inherited does not end with the first process: look whether that still lives
                while not pipe.poll(_LOOK_AROUND_S):
                    if os.getppid() != parent:
                        return
                thing = pipe.recv()
            except (EOFError, OSError):
                return
            try:
                result = self._do(ready, thing)
            except Exception as error:
                # a fault of ours in one document must not cost the other nine hundred and ninety-nine
                result = Lost(f"made htq fail ({type(error).__name__}: {str(error)[:120]}): please report it")
            try:
                pipe.send(result)
            except (BrokenPipeError, OSError):
                return
