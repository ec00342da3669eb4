"""Writing files for other programs: whole or not at all, never over the store."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable

from healthtech_cli.errors import StoreError, UsageError
from healthtech_cli.model.collection import Collection
from healthtech_cli.render import exports
from healthtech_cli.service.filters import one_of


def chosen_format(name: str | None, path: str | None) -> str:
    """The format asked for, or the one that the file's name tells."""
    if name:
        return one_of(name, tuple(exports.FORMATS), "format")
    guessed = exports.guess(path) if path else None
    if guessed:
        return guessed
    known = ", ".join(exports.FORMATS)
    raise UsageError(
        f'"{path}" does not tell the format' if path else "no format was asked for", hint=f"--to FORMAT: {known}"
    )


def exporter(name: str) -> exports.Exporter:
    """The writer of a format; UsageError says what to install where its library is missing."""
    try:
        return exports.exporter(name)
    except ModuleNotFoundError as error:
        raise missing_extra(error, exports.FORMATS[name][2], f"--to {name}") from error


def missing_extra(error: ModuleNotFoundError, extra: str, what: str) -> UsageError:
    """What to install; a module of our own that is missing is a bug, and goes on as one."""
    package = (error.name or "").partition(".")[0]
    if not extra or package in ("", "healthtech_cli"):
        raise error
    return UsageError(f"{what} needs {package}, which is not installed", hint=f"pip install 'htq[{extra}]'")


def export(collection: Collection, name: str, path: str, *, store_path: str) -> None:
    """Write the collection to a file; StoreError where it cannot be written."""
    writer = exporter(name)
    replace(path, lambda unfinished: writer.write(collection, unfinished), store_path=store_path)


def replace(path: str, write: Callable[[str], None], *, store_path: str) -> None:
    """Let `write` fill a new file beside `path`, then put it there; nothing is left behind where that fails."""
    real = os.path.realpath(path)
    if store_path and real == os.path.realpath(store_path):
        raise UsageError(f'"{path}" is the store itself', hint="choose another file for -o")
    if os.path.isdir(real):
        raise UsageError(f'"{path}" is a folder', hint="give -o the name of a file")
    folder, name = os.path.split(real)
    stays = os.path.exists(real) and not os.path.isfile(real)  # a device or a pipe is written to, never replaced
    unfinished = ""
    try:
        handle, unfinished = tempfile.mkstemp(prefix=f".{name[:100]}.", dir=None if stays else folder)
        os.close(handle)
        write(unfinished)
        if stays:
            with open(unfinished, "rb") as made, open(real, "wb") as target:
                shutil.copyfileobj(made, target)
        else:
            os.chmod(unfinished, _mode(real))
            os.replace(unfinished, real)
    except OSError as error:
        raise StoreError(f'cannot write "{path}": {error.strerror}', hint="choose another file for -o") from error
    finally:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)


def _mode(path: str) -> int:
    """The rights of the file that is there, or those that a new one gets."""
    with contextlib.suppress(OSError):
        return os.stat(path).st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
