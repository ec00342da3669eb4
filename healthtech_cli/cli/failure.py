"""An error as the user sees it: one sentence, the nearest right thing, the way out; or the same as JSON."""

from __future__ import annotations

from healthtech_cli import codec
from healthtech_cli.errors import HtqError
from healthtech_cli.render import out


def report(error: HtqError, *, as_json: bool) -> int:
    """Print the error on standard error and return its exit code."""
    if as_json:
        detail = {"code": error.code, "message": error.message, "suggestions": error.suggestions, "exit": error.exit}
        if error.hint:
            detail["hint"] = error.hint
        out.message(codec.dumps({"schema": "htq/error/1", "error": detail}))
    else:
        out.message(f"htq: {error.message}")
        if error.hint:
            out.message(f"     {error.hint}")
    return error.exit
