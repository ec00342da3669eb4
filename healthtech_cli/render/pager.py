"""Long screens go through a pager: only on a terminal, and only when they do not fit on it."""

from __future__ import annotations

import os
import sys

_paging = False


def allow(wanted: bool) -> None:
    """Let the screens of this run use a pager, or not; they do not unless told."""
    global _paging
    _paging = wanted


def show(text: str) -> None:
    """Print the text, in a pager where it is allowed and needed."""
    command = _command() if _paging and text.count("\n") >= _rows() else ""
    if not command or not _page(command, text):
        sys.stdout.write(text)


def _rows() -> int:
    if not sys.stdout.isatty() or not sys.stdin.isatty():
        return sys.maxsize
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines or sys.maxsize
    except (OSError, ValueError):
        return sys.maxsize


def _command() -> str:
    """`HTQ_PAGER`, `PAGER` or less; empty where one is set to nothing, to cat, or the terminal cannot."""
    if os.environ.get("TERM", "").lower() in ("", "dumb", "unknown"):
        return ""
    for name in ("HTQ_PAGER", "PAGER"):
        if name in os.environ:
            wanted = os.environ[name].strip()
            return "" if wanted == "cat" else wanted
    return "less"


def _page(command: str, text: str) -> bool:
    """Whether the pager could be started; what it leaves unread is no error."""
    import shlex
    import subprocess

    sys.stdout.flush()
    # colours through, back to the prompt at once if it fits after all, the text left on the screen: as git does
    environment = {"LESS": "FRX", "LV": "-c", **os.environ}
    try:
        pager = subprocess.Popen(shlex.split(command), stdin=subprocess.PIPE, env=environment)
    except (OSError, ValueError):
        return False
    try:
        pager.communicate(text.encode("utf-8", "backslashreplace"))
    except BrokenPipeError:
        pass
    except KeyboardInterrupt:
        # less takes Ctrl-C as its own: the screen is its to give back
        while pager.poll() is None:
            try:
                pager.wait()
            except KeyboardInterrupt:
                continue
    return True
