"""Patterns compiled once: `re` itself forgets all but five hundred, and extraction has more."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """The pattern of a text that is written in the program, never made of what a document says."""
    return re.compile(pattern)
