"""What a use case answers, before it has a format."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FACT_FIELDS = (
    "id",
    "type",
    "status",
    "actor",
    "actor.id",
    "actor.name",
    "target",
    "target.id",
    "target.name",
    "partners",
    "partners.id",
    "partners.name",
    "date",
    "money",
    "money.amount",
    "money.currency",
    "money.bound",
    "value",
    "value.number",
    "value.unit",
    "value.bound",
    "label",
    "statement",
    "topics",
    "method",
    "confidence",
    "note",
    "evidence",
    "evidence.document",
    "evidence.start",
    "evidence.end",
    "evidence.date_basis",
    "evidence.date_as_stated",
    "evidence.amount_as_stated",
    "evidence.actor_as_stated",
    "evidence.target_as_stated",
    "evidence.quote",
    "conflicts",
    "converted",
    "converted.amount",
    "converted.currency",
    "converted.rate",
    "converted.rate_date",
)
FACT_COLUMNS = (
    "id",
    "date",
    "type",
    "status",
    "actor.name",
    "target.name",
    "partners.name",
    "money.amount",
    "money.currency",
    "money.bound",
    "value.number",
    "value.unit",
    "value.bound",
    "statement",
    "evidence.document",
    "note",
)
CONVERTED_COLUMNS = ("converted.amount", "converted.currency", "converted.rate", "converted.rate_date")


class Answer:
    """`results` as `--json` has them; `rows` what flat formats and tables list (often the same objects).

    `fields` may be asked for by `--fields` in flat formats, `result_fields` in JSON; `columns` are the flat default.
    `explanation` says why there is nothing; `extra` is what a screen needs besides.
    """

    __slots__ = (
        "columns",
        "explanation",
        "extra",
        "fields",
        "kind",
        "query",
        "result_fields",
        "results",
        "rows",
        "warnings",
    )

    def __init__(
        self,
        kind: str,
        *,
        query: dict[str, Any],
        results: list[Any],
        rows: list[Any] | None = None,
        columns: Sequence[str] = FACT_COLUMNS,
        fields: Sequence[str] = FACT_FIELDS,
        result_fields: Sequence[str] | None = None,
        warnings: Sequence[str] = (),
        explanation: str = "",
        extra: dict[str, Any] | None = None,
    ) -> None:
        self.kind = kind
        self.query = query
        self.results = results
        self.rows = results if rows is None else rows
        self.columns = tuple(columns)
        self.fields = tuple(fields)
        self.result_fields = tuple(result_fields) if result_fields is not None else self.fields
        self.warnings = list(warnings)
        self.explanation = explanation
        self.extra = extra or {}


def counted(number: int, what: str, many: str = "") -> str:
    """`1 fact`, `1,200 facts`; `many` is the plural where it is not made with an s."""
    return f"{number:,} {what}" if number == 1 else f"{number:,} {many or what + 's'}"
