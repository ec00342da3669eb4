"""Finders of figures, dates and names in a text, one file a kind."""
