"""Why a store that vouches for itself cannot be used all the same: the row, its line in the file, and the field.

Reading trusts a file whose checksum fits, because htq checked every row before it wrote it. A file made by hand, or by
TinyDB with our storage, may hold anything: where a command then fails, this says what, instead of a traceback.
"""

from __future__ import annotations

import os

from healthtech_cli.config import store_path
from healthtech_cli.errors import StoreError
from healthtech_cli.model.validate import ROW_FAULTS, told
from healthtech_cli.store import layout


def fault_of(named: str | None) -> StoreError | None:
    """The first fault of a store's rows as an error with its line and field; None where every row is well formed."""
    path, _ = store_path(named)
    if not path or not os.path.exists(path):
        return None
    try:
        _, rest = layout.read_file(path)
        for table, faults_of in ROW_FAULTS.items():
            for at, row in enumerate(layout.decode_table(rest, table)):
                faults = faults_of(row)
                if faults:
                    line = _line(rest, table) + at
                    hint = f'htq restore --store "{path}" lists the states before it'
                    return StoreError(f'the store "{path}" has a fault in line {line}: {told(*faults[0])}', hint=hint)
    except (OSError, layout.Damage):
        return None
    return None


def _line(rest: bytes, table: str) -> int:
    """The line of a table's first document, the file's first line being 1."""
    body = layout.section(rest, table)
    return rest.count(b"\n", 0, rest.find(body)) + 2
