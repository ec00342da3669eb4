"""Dates as EDTF level 0/1 strings (Library of Congress, 2019): `2018-09`, `2022-07~`, `2020-01/2020-06`, `2014/..`.

A date is never completed: it stands for the days it may mean, and `bounds` gives the first and the last of them.
Written without regular expressions or `datetime` because every look-up passes through it and both cost start-up.
"""

from __future__ import annotations

FIRST_DAY = "0000-01-01"
LAST_DAY = "9999-12-31"
_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_QUALIFIERS = "~?%"
_COMPLEMENTS = str.maketrans("0123456789", "9876543210")


def month_length(year: int, month: int) -> int:
    """Days in a month of the proleptic Gregorian calendar."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _MONTH_LENGTHS[month - 1]


def bounds(date: str) -> tuple[str, str]:
    """First and last day (`YYYY-MM-DD`, both inclusive) that the date may mean; ValueError if it is not EDTF.

    A qualifier (`~` about, `?` uncertain, `%` both) does not widen the range: it is shown, not computed with.
    """
    found = _known.get(date)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[date] = _bounds(date)
    return found


_known: dict[str, tuple[str, str]] = {}
_MOST_KNOWN = 50_000  # dates that were read before: a store tells few different ones, each many times


def _bounds(date: str) -> tuple[str, str]:
    if "/" in date:
        start, _, end = date.partition("/")
        if start in ("", "..") and end in ("", ".."):
            raise ValueError(f"not an EDTF date: {date!r}")
        first = FIRST_DAY if start in ("", "..") else _single(start)[0]
        last = LAST_DAY if end in ("", "..") else _single(end)[1]
        if first > last:
            raise ValueError(f"interval ends before it begins: {date!r}")
        return first, last
    return _single(date)


def _single(date: str) -> tuple[str, str]:
    plain = date[:-1] if date[-1:] in _QUALIFIERS and date else date
    parts = plain.split("-")
    widths = [len(part) for part in parts]
    if not plain.isascii() or widths not in ([4], [4, 2], [4, 2, 2]) or not all(part.isdigit() for part in parts):
        raise ValueError(f"not an EDTF date: {date!r}")
    if len(parts) == 1:
        return f"{plain}-01-01", f"{plain}-12-31"
    year, month = int(parts[0]), int(parts[1])
    if not 1 <= month <= 12:
        raise ValueError(f"no such month: {date!r}")
    length = month_length(year, month)
    if len(parts) == 2:
        return f"{plain}-01", f"{plain}-{length:02d}"
    if not 1 <= int(parts[2]) <= length:
        raise ValueError(f"no such day: {date!r}")
    return plain, plain


def is_date(date: str) -> bool:
    """Whether the string is EDTF as this tool knows it."""
    try:
        bounds(date)
    except ValueError:
        return False
    return True


def is_approximate(date: str) -> bool:
    """Whether any part of the date is qualified as about or uncertain."""
    return any(mark in date for mark in _QUALIFIERS)


def may_lie(date: str, since: str | None, until: str | None) -> bool:
    """Whether some day of the date lies between two days (inclusive)."""
    first, last = bounds(date)
    return (since is None or last >= since) and (until is None or first <= until)


def must_lie(date: str, since: str | None, until: str | None) -> bool:
    """Whether every day of the date lies between two days (inclusive)."""
    first, last = bounds(date)
    return (since is None or first >= since) and (until is None or last <= until)


def overlap(one: str, other: str) -> bool:
    """Whether two dates can mean the same day."""
    first, last = bounds(one)
    return may_lie(other, first, last)


def sort_key(date: str | None) -> tuple[str, str]:
    """Orders by the first possible day, a more exact date after a vaguer one that starts with it."""
    if date is None:
        return ("", "")
    first, last = bounds(date)
    if first == FIRST_DAY:
        first = last
    return first, _complement(last)


def _complement(day: str) -> str:
    # A later last day means a vaguer date, which sorts first among equals.
    return day.translate(_COMPLEMENTS)
