"""Days and ranges that a user types: EDTF, quarters, and words relative to a given today."""

from __future__ import annotations

from healthtech_cli.errors import UsageError
from healthtech_cli.model import edtf

_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}
EXAMPLES = "2018, 2018-09, 2018-09-12, 2018Q3, today, 'last year', '18 months ago'"


def first_day(text: str, today: str, option: str) -> str:
    """The first day that the words may mean, `YYYY-MM-DD`; UsageError if they are no date."""
    return _range(text, today, option)[0]


def last_day(text: str, today: str, option: str) -> str:
    """The last day that the words may mean: `2018` is 2018-12-31."""
    return _range(text, today, option)[1]


def _range(text: str, today: str, option: str) -> tuple[str, str]:
    words = text.strip().lower().replace("_", " ")
    try:
        return edtf.bounds(words)
    except ValueError as error:
        found = _relative(words, today)
        if found:
            return found
        reason = str(error) if str(error).startswith("no such") else f'{option} "{text}" is not a date'
        raise UsageError(reason, suggestions=["2018", "2018-09", "2018-09-12"], hint=f"write {EXAMPLES}") from None


def _relative(words: str, today: str) -> tuple[str, str] | None:
    year, month, _ = (int(part) for part in today.split("-"))
    compact = words.replace(" ", "").replace("-", "")
    if len(compact) == 6 and compact.isascii() and compact[:4].isdigit() and compact[4] == "q" and compact[5] in "1234":
        quarter = int(compact[5])
        last = f"{compact[:4]}-{quarter * 3:02d}"
        return f"{compact[:4]}-{quarter * 3 - 2:02d}-01", edtf.bounds(last)[1]
    fixed = {
        "today": today,
        "now": today,
        "yesterday": _back(today, 1, "day"),
        "this year": f"{year:04d}",
        "last year": f"{year - 1:04d}",
        "this month": f"{year:04d}-{month:02d}",
        "last month": _back(today, 1, "month")[:7],
    }
    if words in fixed:
        return edtf.bounds(fixed[words])
    return _ago(words, today)


def _ago(words: str, today: str) -> tuple[str, str] | None:
    # "18 months ago", "-18m", "-3 years"
    rest = words[1:].strip() if words.startswith("-") else words.removesuffix(" ago") if words.endswith(" ago") else ""
    digits = "".join(char for char in rest if char.isascii() and char.isdigit())
    unit = rest[len(digits) :].strip().rstrip("s")
    unit = _UNITS.get(unit, unit)
    if not digits or not rest.startswith(digits) or unit not in _UNITS.values() or len(digits) > 4:
        return None
    day = _back(today, int(digits), unit)
    return day, day


def _back(today: str, count: int, unit: str) -> str:
    import datetime

    year, month, day = (int(part) for part in today.split("-"))
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return (datetime.date(year, month, day) - datetime.timedelta(days=days)).isoformat()
    months = year * 12 + month - 1 - count * (12 if unit == "year" else 1)
    year, month = max(months // 12, 1), months % 12 + 1
    return f"{year:04d}-{month:02d}-{min(day, edtf.month_length(year, month)):02d}"
