"""How far a long command is, on standard error: only on a terminal, and gone when the command ends."""

from __future__ import annotations

import sys
import time

from healthtech_cli.render import out
from healthtech_cli.render.terminal import cells

_EVERY_S = 0.1
_BAR = 24


class ProgressBar:
    """Count, rate and time left; call it with how many are done, how many there are, and what is being done."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.is_shown = sys.stderr.isatty()
        self._started = time.monotonic()
        self._drawn = 0.0

    def __call__(self, done: int, total: int, name: str) -> None:
        """Draw it again, at most ten times a second."""
        now = time.monotonic()
        if not self.is_shown or (now - self._drawn < _EVERY_S and done < total):
            return
        self._drawn = now
        spent = max(now - self._started, 0.001)
        rate = done / spent
        left = _clock((total - done) / rate) if rate else "–"
        filled = _BAR * done // max(total, 1)
        bar = "█" * filled + "░" * (_BAR - filled)
        line = f"{bar} {done:,} of {total:,} {self.what} · {rate:.1f}/s · {left} left"
        columns = out.width() - 1
        if cells(line) > columns:
            line = f"{done:,} of {total:,} · {rate:.1f}/s · {left} left"
        short = out.one_line(name.rsplit("/", 1)[-1])
        if cells(line) + 3 + cells(short) <= columns:
            line += f" · {short}"
        out.transient(line)

    def end(self) -> None:
        """Take it away."""
        if self.is_shown and self._drawn:
            out.transient("")


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"
