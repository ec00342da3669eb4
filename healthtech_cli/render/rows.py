"""Flat forms of results: CSV, TSV, Markdown, and the `--fields` of every format."""

from __future__ import annotations

from healthtech_cli.codec import dumps
from healthtech_cli.render.out import one_line, visible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def pick(row: Any, path: str) -> Any:
    """The value at a dotted path; a list on the way gives the list of its members' values."""
    value = row
    for part in path.split("."):
        if isinstance(value, list):
            value = [one.get(part) if isinstance(one, dict) else None for one in value]
        else:
            value = value.get(part) if isinstance(value, dict) else None
    return value


def picked(row: Any, paths: Sequence[str]) -> list[Any]:
    """The values of a row's cells; documents once each, unless other parts of their passages stand beside them."""
    values = [pick(row, path) for path in paths]
    evidence = [at for at, path in enumerate(paths) if path.startswith("evidence")]
    if [paths[at] for at in evidence] == ["evidence.document"] and isinstance(values[evidence[0]], list):
        values[evidence[0]] = list(dict.fromkeys(values[evidence[0]]))
    return values


def narrow(row: dict[str, Any], paths: Sequence[str]) -> dict[str, Any]:
    """The object with only these paths, nested as it was."""
    narrowed: dict[str, Any] = {}
    for path in paths:
        _copy(row, narrowed, path.split("."))
    return narrowed


def _copy(source: dict[str, Any], target: dict[str, Any], parts: list[str]) -> None:
    value = source.get(parts[0])
    if len(parts) == 1 or value is None:
        target[parts[0]] = value
    elif isinstance(value, dict):
        _copy(value, target.setdefault(parts[0], {}), parts[1:])
    elif isinstance(value, list):
        members = target.setdefault(parts[0], [{} for _ in value])
        for member, copy in zip(value, members, strict=True):
            if isinstance(member, dict):
                _copy(member, copy, parts[1:])
    else:
        target[parts[0]] = None


def flat(value: Any) -> str:
    """One cell: numbers plain, lists joined by `; `, entities by name, other objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return format(value, "f").rstrip("0").rstrip(".") if abs(value) < 1e15 else repr(value)
    if isinstance(value, list):
        return "; ".join(flat(one) for one in value if one is not None)
    if "name" in value:
        return flat(value["name"])
    if "amount" in value:
        return f"{value['currency'] or ''} {flat(value['amount'])}".strip()
    if "number" in value:
        return f"{flat(value['number'])} {value['unit']}"
    if "document" in value and "start" in value:
        return f"{value['document']}:{flat(value['start'])}-{flat(value['end'])}"
    return dumps(value)


def tsv(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> str:
    """Tab-separated with a header; tabs and line breaks inside a cell become spaces."""
    lines = ["\t".join(fields)]
    lines.extend("\t".join(_cell(one_line(flat(value))) for value in picked(row, fields)) for row in rows)
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def csv(rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> str:
    """RFC 4180 with LF line ends; text cells that a spreadsheet would run get an apostrophe in front."""
    return "".join(csv_lines(rows, fields))


def csv_lines(rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> Iterator[str]:
    """The same line by line."""
    yield ",".join(_quote(field) for field in fields) + "\n"
    for row in rows:
        yield ",".join(_quote(defuse(value)) for value in picked(row, fields)) + "\n"


def defuse(value: Any) -> str:
    """The cell's text, an apostrophe before what a spreadsheet would take for a formula; numbers stay numbers."""
    if value is None:
        return ""
    text = visible(flat(value))
    if not isinstance(value, (int, float)) and text.startswith(_FORMULA_STARTS):
        return "'" + text
    return text


def _quote(text: str) -> str:
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def markdown(rows: Sequence[dict[str, Any]], fields: Sequence[str], notes: Sequence[str] = ()) -> str:
    """A table whose cells cannot break out of it: Markdown's and HTML's own signs are escaped.

    With `notes`, one a row, the first cell of a row refers to the footnote of its id, and they follow the table.
    """
    lines = ["| " + " | ".join(escape_markdown(field) for field in fields) + " |", "|" + " --- |" * len(fields)]
    for row in rows:
        cells = [escape_markdown(flat(value)) for value in picked(row, fields)]
        if notes:
            cells[0] += f"[^{row['id']}]"
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join([*lines, *(["", *notes] if notes else [])]) + "\n"


def escape_markdown(text: str) -> str:
    """One line of text as Markdown shows it literally."""
    escaped = one_line(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(
        "\\" + char if char in "\\`*_[]|~!#$" and not _inside_word(escaped, at) else char
        for at, char in enumerate(escaped)
    )


def _inside_word(text: str, at: int) -> bool:
    # an id such as joint_venture reads better unescaped, and an underscore inside a word is literal anyway
    return text[at] == "_" and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
