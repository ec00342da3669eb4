"""Facts as one Parquet table with proper types: days, decimals, lists, and the passages nested in their fact.

`date` is EDTF as stated, `date_earliest` and `date_latest` are days (null on an open side). Amounts have four decimals,
other figures nine. What was asked is in the file's metadata under `htq`.
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from typing import Any

import pyarrow
import pyarrow.parquet

from healthtech_cli.codec import dumps
from healthtech_cli.model.collection import Collection
from healthtech_cli.render import tabular

_TEXT, _DAY = pyarrow.string(), pyarrow.date32()
_AMOUNT, _NUMBER = pyarrow.decimal128(38, 4), pyarrow.decimal128(38, 9)
_REF = pyarrow.struct([("id", _TEXT), ("name", _TEXT)])
_FIGURES = [
    ("amount", _AMOUNT),
    ("currency", _TEXT),
    ("amount_bound", _TEXT),
    ("number", _NUMBER),
    ("unit", _TEXT),
    ("number_bound", _TEXT),
]
_EVIDENCE = pyarrow.struct(
    [
        ("document_id", _TEXT),
        ("start", pyarrow.int64()),
        ("end", pyarrow.int64()),
        ("quote", _TEXT),
        ("date_basis", _TEXT),
        ("date_as_stated", _TEXT),
        ("amount_as_stated", _TEXT),
        ("actor_as_stated", _TEXT),
        ("target_as_stated", _TEXT),
        ("date", _TEXT),
        *_FIGURES,
        ("note", _TEXT),
    ]
)
SCHEMA = pyarrow.schema(
    [
        ("id", _TEXT),
        ("date", _TEXT),
        ("date_earliest", _DAY),
        ("date_latest", _DAY),
        ("type", _TEXT),
        ("status", _TEXT),
        ("actor", _TEXT),
        ("actor_id", _TEXT),
        ("target", _TEXT),
        ("target_id", _TEXT),
        ("partners", pyarrow.list_(_REF)),
        *_FIGURES,
        ("label", _TEXT),
        ("statement", _TEXT),
        ("topics", pyarrow.list_(_TEXT)),
        ("documents", pyarrow.list_(_TEXT)),
        ("conflicts", pyarrow.list_(_TEXT)),
        ("note", _TEXT),
        ("method", _TEXT),
        ("confidence", pyarrow.float64()),
        ("evidence", pyarrow.list_(_EVIDENCE)),
    ]
)


def write(collection: Collection, path: str) -> None:
    """Write the file."""
    about = {"query": collection.query, "day": collection.day, "source": collection.source, "htq": collection.version}
    schema = SCHEMA.with_metadata({"htq": dumps(about)})
    table = pyarrow.Table.from_pylist([_row(fact) for fact in collection.facts], schema=schema)
    pyarrow.parquet.write_table(table, path, compression="zstd")


def _row(fact: Any) -> dict[str, Any]:
    return {
        **tabular.fact_row(fact),
        **_exact(fact),
        "partners": fact["partners"],
        "topics": fact["topics"],
        "documents": list(dict.fromkeys(one["document"] for one in fact["evidence"])),
        "conflicts": fact.get("conflicts") or [],
        "evidence": [
            {**row, **_exact(one)} for row, one in zip(tabular.evidence_rows(fact), fact["evidence"], strict=True)
        ],
    }


def _exact(told: Any) -> dict[str, Any]:
    money, value = told.get("money") or {}, told.get("value") or {}
    return {"amount": _scaled(money.get("amount"), 4), "number": _scaled(value.get("number"), 9)}


def _scaled(number: int | float | None, decimals: int) -> Decimal | None:
    if number is None:
        return None
    with localcontext() as context:
        context.prec = 38
        return Decimal(repr(number)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_EVEN)
