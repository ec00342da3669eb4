"""Names and what they were found to mean, on a terminal."""

from __future__ import annotations

from healthtech_cli.render.listing import simple_table
from healthtech_cli.render.terminal import Piece

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from healthtech_cli.answer import Answer


def resolved_table(answer: Answer, limit: int | None) -> None:
    """One line a name: what it is, how sure and why; where it is nobody, who is near."""
    found = sum(row["match"] is not None for row in answer.rows)
    simple_table(
        answer,
        limit,
        _cells,
        head=("name", "is", "score", "id", "because"),
        whole=(3,),
        footer=lambda shown: (
            f"{found} of {len(answer.rows)} names found" + (f", {shown} shown" if shown < len(answer.rows) else "")
        ),
    )


def _cells(row: Any) -> list[Piece]:
    match = row["match"]
    if match:
        best = row["candidates"][0]
        whose = f", of {best['owner']}" if best["owner"] else ""
        score = f"{row['score']:.2f}"
        doubt = "" if row["score"] >= 0.95 else "doubt"
        return [
            (row["query"], ""),
            (match["name"] + whose, "name"),
            (score, ""),
            (match["id"], "dim"),
            (row["reason"], doubt),
        ]
    near = row["candidates"][:3]
    if row["reason"] == "ambiguous":
        told = "may mean " + ", ".join(f"{one['name']} ({one['id']})" for one in near)
    elif near:
        told = "nearest: " + ", ".join(f"{one['name']} ({one['score']:.2f})" for one in near)
    else:
        told = "nothing near"
    return [(row["query"], ""), ("–", ""), ("", ""), ("", "dim"), (told, "doubt")]
