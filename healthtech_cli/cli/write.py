"""The commands that change the store."""

from __future__ import annotations
