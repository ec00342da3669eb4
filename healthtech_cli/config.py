"""Where things are: a flag goes before `HTQ_*`, which goes before the user's folders and the built-in facts."""

from __future__ import annotations

import os
import time

STORE_NAME = "store.json"


def data_folder() -> str:
    """The user's data folder for htq (XDG base directories); it may not exist."""
    base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return os.path.join(base, "htq")


def cache_folder() -> str:
    """The user's cache folder for htq (XDG base directories); it may not exist."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "htq")


def seeds_folder() -> str:
    """The folder of the built-in facts: inside the installed package, or beside it in a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    packed = os.path.join(here, "seeds")
    return packed if os.path.isdir(packed) else os.path.join(os.path.dirname(here), "seeds")


def store_path(named: str | None) -> tuple[str, bool]:
    """The store file to use and whether it was named; the path is empty for the built-in facts.

    `--store` > `HTQ_STORE` > the user's data folder if a store is there > built in.
    """
    asked = named or os.environ.get("HTQ_STORE")
    if asked:
        return os.path.expanduser(asked), True
    own = os.path.join(data_folder(), STORE_NAME)
    return (own, False) if os.path.lexists(own) else ("", False)


def today() -> str:
    """Today as `YYYY-MM-DD`; `HTQ_TODAY` pins it, so that relative dates can be repeated."""
    return _pinned() or time.strftime("%Y-%m-%d")


def _pinned() -> str | None:
    pinned = os.environ.get("HTQ_TODAY")
    if not pinned:
        return None
    from healthtech_cli.errors import UsageError
    from healthtech_cli.model import edtf

    if len(pinned) != 10 or not edtf.is_date(pinned):
        raise UsageError(
            f'HTQ_TODAY is "{pinned}", which is no day', suggestions=["2026-01-15"], hint="write 2026-01-15"
        )
    return pinned


def now() -> str:
    """This moment as `YYYY-MM-DDThh:mm:ssZ`, for the log; midnight of the pinned day under `HTQ_TODAY`."""
    pinned = _pinned()
    return f"{pinned}T00:00:00Z" if pinned else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
