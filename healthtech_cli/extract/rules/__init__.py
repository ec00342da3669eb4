"""Argument rules: who did what to whom in one sentence."""
