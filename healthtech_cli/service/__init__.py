"""Use cases: find, show, resolve, attach; no terminal, no clock of their own."""
