"""What a user can act on: each error says what is wrong, what was near, the way out, and its exit code."""

from __future__ import annotations


class HtqError(Exception):
    """An error for the user: `message` is one sentence, `suggestions` the nearest right values, `hint` the way out."""

    exit = 3
    code = "error"

    def __init__(self, message: str, *, suggestions: list[str] | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = suggestions or []
        self.hint = hint


class UsageError(HtqError):
    """A wrong option, value, date, amount or field."""

    exit = 2
    code = "usage"


class BadInputError(UsageError):
    """A file that was handed in does not hold what it should."""

    code = "bad_input"


class StoreError(HtqError):
    """The store cannot be read, is locked or cannot be written."""

    exit = 3
    code = "store"


class NotFoundError(HtqError):
    """A named company, fact or document that the store does not know."""

    exit = 4
    code = "not_found"


class AmbiguousError(HtqError):
    """A name that fits several; all are listed."""

    exit = 4
    code = "ambiguous"


class NegativeAnswerError(HtqError):
    """The answer is no: nothing matched under `--exit-status`, or a check found faults."""

    exit = 1
    code = "negative"
