"""htq: what technology companies do in health care, each fact with the document that states it."""

__version__ = "0.1.0"
