"""Whole files or nothing: a file is replaced by a finished one, under a lock, and its last good states are kept.

A new file is written beside the old under one fixed name, flushed to the disk and renamed over it, then the folder is
flushed: a reader sees the old or the new one, and so does whoever comes after a crash. What an interrupted write leaves
behind has a known name, and the next command removes it.
"""

from __future__ import annotations

import contextlib
import os

from healthtech_cli.errors import StoreError
from healthtech_cli.store import layout

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

UNFINISHED = ".unfinished"
COPIES = ".copies"
LOCK = ".lock"
KEPT_COPIES = 10
LOCK_TIMEOUT_S = 15.0
_POLL_S = 0.005


class LockedError(StoreError):
    """Somebody else is changing the store and did not finish in time."""

    code = "locked"


class Lock:
    """Only one process changes a store at a time; readers never wait. It ends with its process, however that ends."""

    def __init__(self, path: str, *, holder: str, timeout_s: float = LOCK_TIMEOUT_S) -> None:
        self.path = path
        self.name = path + LOCK
        self.holder = holder
        self.timeout_s = timeout_s
        self._descriptor: int | None = None
        self._other: Any = None

    def __enter__(self) -> Lock:
        try:
            self._descriptor = _open_own(self.name, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise not_writable(self.path, error) from error
        try:
            self._take(self._descriptor)
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, f"{os.getpid()} {self.holder}\n".encode("utf-8", "replace")[:200])
        except BaseException as error:
            self.__exit__()
            if isinstance(error, OSError):
                raise not_writable(self.path, error) from error
            raise
        return self

    def __exit__(self, *_: object) -> None:
        descriptor, self._descriptor = self._descriptor, None
        if self._other is not None:
            self._other.release()
            self._other = None
        if descriptor is not None:
            os.close(descriptor)
            if hasattr(os, "sched_yield"):
                os.sched_yield()  # whoever waits goes first, not the next write of this process

    def _take(self, descriptor: int) -> None:
        try:
            import fcntl
        except ImportError:
            self._take_elsewhere()
            return
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _wait(lambda flags: fcntl.flock(descriptor, fcntl.LOCK_EX | flags), fcntl.LOCK_NB, self.timeout_s):
                raise self._locked() from None

    def _take_elsewhere(self) -> None:
        # Windows has no flock; the lock is another file there, because its locks keep others from reading ours
        from filelock import FileLock, Timeout  # type: ignore[import-not-found, unused-ignore]

        self._other = FileLock(self.name + "ed")
        try:
            self._other.acquire(timeout=self.timeout_s, poll_interval=_POLL_S)
        except Timeout:
            self._other = None
            raise self._locked() from None

    def _locked(self) -> LockedError:
        said = os.read(self._descriptor, 200).decode("utf-8", "replace").strip() if self._descriptor else ""
        process, _, what = said.partition(" ")
        who = f"process {process} (htq {what})" if process.isdigit() else "another process"
        return LockedError(
            f'the store "{self.path}" is being changed by {who} for more than {self.timeout_s:g} seconds',
            hint="try again when it has finished; nothing was changed by this command",
        )


def _wait(take: Callable[[int], None], no_wait: int, timeout_s: float) -> bool:
    # The kernel's queue is fair and wakes at once, polling is neither (longest wait of eight writers 0.3 s, not 2.4 s);
    # but only the main thread can be woken from it by an alarm.
    import signal
    import threading
    import time

    if timeout_s <= 0:
        return False

    def alarm(*_: object) -> None:
        raise TimeoutError

    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGALRM) == signal.SIG_DFL:
        before = signal.signal(signal.SIGALRM, alarm)
        try:
            # again and again: an alarm that rings just before the call must not be the only one
            signal.setitimer(signal.ITIMER_REAL, timeout_s, 0.5)
            take(0)
            return True
        except TimeoutError:
            return False
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        try:
            take(no_wait)
            return True
        except BlockingIOError:
            time.sleep(_POLL_S)
    return False


def _open_own(name: str, flags: int, mode: int) -> int:
    # never through a link that somebody left in the folder, and never waiting for the other end of a pipe
    descriptor = os.open(name, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0), mode)
    if os.fstat(descriptor).st_mode & 0o170000 != 0o100000:
        os.close(descriptor)
        raise OSError(0, f'"{name}" is not a regular file')
    return descriptor


def not_writable(path: str, error: OSError) -> StoreError:
    """The error for a store that cannot be changed, with what the system said."""
    import errno

    reason = error.strerror or str(error)
    hints = {
        errno.ENOSPC: "make room on the disk and run the command again; nothing was changed",
        errno.EDQUOT: "make room in your quota and run the command again; nothing was changed",
        errno.EFBIG: "the file would be larger than this system allows; nothing was changed",
        errno.EROFS: "name a store on a disk that can be written: --store FILE",
        errno.EACCES: "name a store that you may write: --store FILE",
        errno.EPERM: "name a store that you may write: --store FILE",
    }
    hint = hints.get(error.errno or 0, "nothing was changed")
    return StoreError(f'the store "{path}" cannot be written: {reason}', hint=hint)


def check_writable(path: str) -> None:
    """Raise StoreError where the store or its folder is marked read-only (also to root, whom the system would let)."""
    for name, what in ((path, "store"), (os.path.dirname(path) or ".", "folder")):
        try:
            mode = os.stat(name).st_mode
        except OSError:
            continue
        if not mode & 0o222 or not os.access(name, os.W_OK):
            hint = "name a store that you may write: --store FILE"
            raise StoreError(f'the {what} "{name}" is read-only: nothing was changed', hint=hint)


def _write_beside(
    path: str, data: Sequence[bytes | memoryview], mode: int | None, *, flush: bool, owner: os.stat_result | None
) -> str:
    name = path + UNFINISHED
    forget(name)
    descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(descriptor, mode)
        if owner is not None and (owner.st_uid, owner.st_gid) != (os.geteuid(), os.getegid()):
            # only root gives files away; the rights stay as they were all the same
            with contextlib.suppress(OSError):
                os.fchown(descriptor, owner.st_uid, owner.st_gid)
        for piece in data:
            view = memoryview(piece)
            while view:
                view = view[os.write(descriptor, view) :]
        if flush:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return name


def replace(path: str, data: Sequence[bytes | memoryview], *, before_rename: Callable[[], None]) -> None:
    """Put a new file in the place of an old one, whole and on the disk, with the old one's rights.

    OSError if that fails; the old file is then still there.
    """
    try:
        try:
            old: os.stat_result | None = os.stat(path)
        except FileNotFoundError:
            old = None
        mode = old.st_mode & 0o7777 if old is not None else None
        name = _write_beside(path, data, mode, flush=True, owner=old)
        before_rename()
        os.replace(name, path)
    except BaseException:
        forget(path + UNFINISHED)
        raise
    flush_folder(os.path.dirname(path))


def replace_beside(store: str, path: str, data: bytes, *, mode: int) -> None:
    """Put a file into a folder of the store's own, whole and on the disk, under the one unfinished name until then."""
    try:
        os.replace(_write_beside(store, [data], mode, flush=True, owner=None), path)
    except BaseException:
        forget(store + UNFINISHED)
        raise
    flush_folder(os.path.dirname(path))


def flush_folder(folder: str) -> None:
    """Make the names in a folder survive a power cut."""
    if os.name != "posix":
        return
    descriptor = os.open(folder or ".", os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def forget(name: str) -> None:
    """Remove a file if it is there and can be removed."""
    with contextlib.suppress(OSError):
        os.unlink(name)


def tidy(path: str) -> None:
    """Remove what a write that was killed left behind, unless somebody is writing right now."""
    name = path + UNFINISHED
    if not os.path.lexists(name):
        return
    with contextlib.suppress(StoreError), Lock(path, holder="tidying up", timeout_s=0):
        forget(name)


def copies_folder(path: str) -> str:
    """Where the last good states of a store are kept."""
    return path + COPIES


def copy_name(path: str, revision: int) -> str:
    """The file that keeps one state of a store."""
    return os.path.join(copies_folder(path), f"{revision:08d}.json")


def keep_before(path: str, head: layout.Head) -> None:
    """Keep the state that is about to be replaced, if it is not kept yet: a second name for the same bytes."""
    name = copy_name(path, head.revision)
    if head.schema != layout.VERSION:
        name = os.path.join(copies_folder(path), f"before-layout-{layout.VERSION}.json")
    if os.path.lexists(name):
        return
    try:
        os.makedirs(copies_folder(path), mode=0o700, exist_ok=True)
        os.link(path, name)
    except OSError:
        # a file system without hard links: the new state is copied after each write anyway
        pass


def keep_after(path: str, data: Sequence[bytes | memoryview], revision: int) -> bool:
    """Keep a copy of the state just written, its bytes apart from the store's own, and drop the oldest copies.

    False where that failed: the store itself is safe already.
    """
    try:
        folder = copies_folder(path)
        os.makedirs(folder, mode=0o700, exist_ok=True)
        name = _write_beside(path, data, os.stat(path).st_mode & 0o7777, flush=False, owner=None)
        os.replace(name, copy_name(path, revision))
        numbered = sorted(one for one in os.listdir(folder) if one.removesuffix(".json").isdigit())
        for old in numbered[:-KEPT_COPIES]:
            forget(os.path.join(folder, old))
    except BaseException as error:
        forget(path + UNFINISHED)
        if isinstance(error, OSError):
            return False
        raise
    return True


def good_copies(path: str) -> list[tuple[str, layout.Head, float]]:
    """The copies that are whole, newest first: file, head, and when it was written (seconds since 1970)."""
    folder = copies_folder(path)
    try:
        names = sorted((one for one in os.listdir(folder) if one.endswith(".json")), reverse=True)
    except OSError:
        return []
    found: list[tuple[str, layout.Head, float]] = []
    for name in names:
        file = os.path.join(folder, name)
        try:
            head, _ = layout.read_file(file)
            found.append((file, head, os.stat(file).st_mtime))
        except (OSError, layout.Damage):
            continue
    found.sort(key=lambda one: -one[1].revision)
    return found
