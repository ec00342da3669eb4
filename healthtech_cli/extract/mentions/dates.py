"""Dates in words to EDTF: `August 12th`, `Ende Juli 2022`, `afgelopen maandag`, `2018 年 9 月`.

Read from left to right by a small descent: since (modifier (core)). What the words do not say comes from the anchor,
the document's own date; without one such expressions are left out. Quarters, halves and seasons are intervals.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from healthtech_cli.extract.mentions.numbers import any_of, by_first_letter, folded, read_han
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.languages import by_code, detect
from healthtech_cli.languages.base import Language
from healthtech_cli.model.edtf import bounds, is_date, month_length
from healthtech_cli.model.spans import DateMention

_YEAR = r"(?:19[5-9]\d|20[0-4]\d)"
_YEAR_END = r"(?![^\W]|[.,]\d|-\d|/\d|%| %|[$€£¥])"
_FIGURE_START = r"(?<![A-Za-z0-9_$€£¥§#])(?<![\d][.,/:-])"


class Day(NamedTuple):
    """An anchor as far as it is known."""

    year: int
    month: int | None = None
    day: int | None = None


class Read(NamedTuple):
    """An expression read up to `end`."""

    end: int
    edtf: str
    is_stated: bool


@dataclass(frozen=True, slots=True)
class Anchor:
    """The date relative expressions are resolved against; `basis`: `published`, `text` (its own years) or `none`."""

    date: str | None
    basis: str


def _day_of(anchor: str | None) -> Day | None:
    if anchor is None or not is_date(anchor):
        return None
    first = anchor.partition("/")[0]
    if first in ("", ".."):
        return None
    parts = [int(part) for part in first.rstrip("~?%").split("-")]
    return Day(*parts)


def _month(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"


def _shift_month(year: int, month: int, offset: int) -> str:
    index = year * 12 + month - 1 + offset
    return _month(index // 12, index % 12 + 1)


def _months(year: int, first: int, count: int) -> str:
    return f"{_month(year, first)}/{_shift_month(year, first, count - 1)}"


def _approximate(edtf: str) -> str:
    return edtf if "/" in edtf or edtf[-1] in "~?" else edtf + "~"


def _shift_day(day: Day, offset: int) -> str:
    if day.month is None:
        return f"{day.year:04d}"
    if day.day is None:
        return _month(day.year, day.month)
    try:
        moved = datetime.date(day.year, day.month, day.day) + datetime.timedelta(days=offset)
    except (OverflowError, ValueError):
        return _month(day.year, day.month)
    return moved.isoformat()


def _week(day: Day, offset: int) -> str:
    if day.month is None or day.day is None:
        return _shift_day(day, 0) + "~"
    weekday = datetime.date(day.year, day.month, day.day).weekday()
    return f"{_shift_day(day, -weekday + 7 * offset)}/{_shift_day(day, -weekday + 7 * offset + 6)}"


def _relative(unit: str, offset: int, day: Day) -> str | None:
    year, month = day.year, day.month
    if unit == "year":
        return f"{year + offset:04d}"
    if unit == "past_year":
        return f"{year + offset:04d}~"
    if unit == "year_part":
        return f"{year + offset:04d}~"
    if unit == "day":
        return _shift_day(day, offset)
    if month is None:
        return f"{year:04d}~"
    if unit == "week":
        return _week(day, offset)
    if unit == "quarter":
        first = _shift_month(year, (month - 1) // 3 * 3 + 1, offset * 3)
        return _months(int(first[:4]), int(first[5:]), 3)
    shifted = _shift_month(year, month, offset)
    return shifted + "~" if unit == "month_part" else shifted


def _ago(count: int, period: str, day: Day) -> str | None:
    if count > 150:
        return None
    if period == "year":
        return f"{day.year - count:04d}~"
    if period == "month" and day.month is not None:
        return _shift_month(day.year, day.month, -count) + "~"
    if period in ("week", "day"):
        shifted = _shift_day(day, -count * (7 if period == "week" else 1))
        return _approximate(shifted) if period == "week" or len(shifted) < 10 else shifted
    return f"{day.year:04d}~"


def _weekday(weekday: int, turn: int | None, day: Day) -> str:
    """A lone weekday is the last one not after the anchor: news tells what has happened."""
    if day.month is None or day.day is None:
        return _shift_day(day, 0)
    today = datetime.date(day.year, day.month, day.day).weekday()
    back = (today - weekday) % 7
    if turn == -1:
        return _shift_day(day, -(back or 7))
    if turn == 1:
        return _shift_day(day, 7 - back)
    return _shift_day(day, -back)


def _month_near(month: int, turn: int | None, day: Day) -> int:
    """The year of a month named without one: the nearest not after the anchor, unless `this` or `next` is said."""
    if day.month is None or turn == 0:
        return day.year
    if turn == 1:
        return day.year if month > day.month else day.year + 1
    if turn == -1:
        return day.year if month < day.month else day.year - 1
    return day.year if month <= day.month else day.year - 1


def _valid_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= month_length(year, month)


def _full(year: int, month: int, day: int) -> str | None:
    return f"{_month(year, month)}-{day:02d}" if _valid_day(year, month, day) else None


def _short_year(raw: str) -> int:
    return int(raw) if len(raw) == 4 else 2000 + int(raw) if int(raw) < 60 else 1900 + int(raw)


_GERMAN_DAY = ("am ", "vom ", "zum ", "bis ", "seit ", "update, ", "update ", "stand: ", "stand ")
"""Before `06.02.` these make it a day."""


_FISCAL = re.compile(r"(?:\bfy|\bfiscal(?: year)?|\bfinancial year|geschäftsjahre?s?|boekjaar)\s\Z")
"""Before a year: it began or ended in it, but is not the calendar's."""


class _Reader:
    """The patterns of one European language and the descent over them."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words: dict[str, dict[str, int]] = {
            "month": dict(language.months), "weekday": dict(language.weekdays), "season": dict(language.seasons),
            "ordinal": dict(language.ordinals), "turn": dict(language.turns),
        }  # fmt: skip
        month = rf"(?P<month>{any_of(language.months)})\b(?!-[a-z])\.?"
        joiner = rf"(?:,?\s{{1,2}}(?:{any_of(language.joiners)}\s)?)"
        day = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|\.|e)?"
        year = rf"(?P<year>{_YEAR}){_YEAR_END}"
        relative = rf"(?P<relative>{any_of(language.relatives)})\b"
        rel_year = any_of(word for word, (unit, _) in language.relatives.items() if unit in ("year", "past_year"))
        rel_year = rf"(?P<relyear>{rel_year})\b"
        turn = any_of(language.turns)
        weekday = any_of(language.weekdays)
        period = any_of(language.periods)
        count = rf"(?P<count>\d{{1,3}}|{any_of(language.numbers)})"
        before = any_of(language.ago_before) if language.ago_before else "(?!)"
        after = any_of(language.ago_after) if language.ago_after else "(?!)"
        to = r"\s?(?:-|–|—|to|bis|tot|until|through|and|und|en|t/m)\s?"
        hedge = rf"(?:{any_of(language.ago_hedges)}\s)?" if language.ago_hedges else ""
        later = any_of(language.later) if language.later else "(?!)"
        same = any_of(language.same_year)
        quarter_word = any_of(language.quarters)
        half_word = any_of(language.halves)
        ordinal = rf"(?P<ordinal>{any_of(language.ordinals)})"
        some_year = rf"(?:{joiner}(?:{year}|{rel_year}))"
        sources = {
            "iso": rf"(?P<year>{_YEAR})[-/](?P<month_number>[01]\d)[-/](?P<day>[0-3]\d)(?!\d|[-/]\d)",
            "numeric": r"(?P<one>[0-3]?\d)(?P<sep>[./-])\s?(?P<two>[0-3]?\d)(?P=sep)\s?(?P<any_year>(?:19|20)\d\d|\d\d)(?![\w]|[.,/:-]\d)",
            "days_month": rf"(?P<day>[0-3]?\d)(?:\.|th|st|nd|rd)?{to}(?P<last>[0-3]?\d)(?:\.|th|st|nd|rd)?\s{month}(?:,?\s{year})?",
            "day_month": rf"{day}(?:\sof)?\s{month}(?:,?\s{{1,2}}(?:of\s)?(?:{year}|{rel_year}))?",
            "month_days": rf"{month}\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?{to}(?P<last>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,]\d)(?:,?\s{{1,2}}{year})?",
            "month_day": rf"{month}\s(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,:]\d|[a-z%])(?:,?\s{{1,2}}(?:of\s)?(?:{year}|{rel_year}))?",
            "months": rf"{month}(?:\s(?P<year1>{_YEAR}))?{to}(?P<month2>{any_of(language.months)})\b\.?{joiner}{year}",
            "month_year": rf"{month}{some_year}",
            "month": month,
            "quarter": rf"(?:{ordinal}[\s-](?:\w{{1,12}}\s)?{quarter_word}\b|(?P<q>[qk])(?P<number>[1-4])\b|(?P<number2>[1-4])q\b){some_year}?",
            "half": rf"(?:{ordinal}[\s-]{half_word}\b|h(?P<number>[12])\b){some_year}?",
            "season": rf"(?P<season>{any_of(language.seasons)})\b{joiner}{year}(?:[/–-]\d\d\b)?",
            "turn_season": rf"(?P<turn>{turn})\s(?P<season>{any_of(language.seasons)})\b",
            "years": rf"(?P<year1>{_YEAR})(?:{to}|/)(?P<year2>(?:{_YEAR}|\d\d))(?![\w]|[.,/-]\d)",
            "decade": rf"(?P<year>{_YEAR})(?:'?s|’s|er|ern)\b",
            "year_quarter": rf"{year}\s(?:[qk](?P<number>[1-4])|{ordinal}\s{quarter_word})\b",
            "turn_month": rf"(?P<turn>{turn})\s{month}",
            "turn_weekday": rf"(?P<turn>{turn})\s(?P<weekday>{weekday})\b(?![\s-](?:to|bis|tot)\s)",
            "weekday_date": rf"(?P<weekday>{weekday}),?\s(?:,\s)?(?:den\s|dem\s|the\s|de\s)?(?=\d|{any_of(language.months)})",
            "weekday": rf"(?P<weekday>{weekday})\b(?!\s?(?:to|bis|tot|through|-|–)\s?{weekday})",
            "relative_month": rf"{rel_year}\s(?:in|im)\s{month}",
            "relative": relative,
            "same_year": rf"{same}\b",
            "next_year": rf"{any_of(language.next_year) if language.next_year else '(?!)'}\b",
            "later": rf"{count}\s(?P<period>{period})\s(?:{later})\b",
            "month_same_year": rf"{month}\s(?:(?:of|van|in)\s)?(?:the\s|het\s|des\s)?{same}\b",
            "day_month_number": r"(?P<day>[0-3]?\d)\.(?P<month_number>[01]?\d)\.(?!\d)",
            "ago": rf"(?:{before}\s{hedge}{count}\s(?P<period>{period})\b|{count.replace('<count>', '<count2>')}\s(?P<period2>{period})\s{after}\b)",
            "fiscal": rf"fy\s?'?(?P<any_year>{_YEAR}|\d\d){_YEAR_END}",
            "year": year,
        }  # fmt: skip
        self.patterns = {name: re.compile(source) for name, source in sources.items()}
        self.part = re.compile(rf"{any_of(language.parts)}(?:[\s-]|(?<=-))(?:(?:in|the|of|im|de|des|van)\s){{0,2}}")
        self.since = re.compile(rf"{any_of(language.since)}\s(?:(?:the|dem|den|het)\s)?")
        self.preposition = re.compile(
            rf"(?<![^\W_])(?:{any_of({*language.prepositions, *language.parts, *language.since})})[\s-]\Z"
        )
        self.unit_after = re.compile(
            rf"[ -](?:{any_of([*language.scales, *language.currencies])}(?![^\W_])|\w*{any_of(w for w in language.units if len(w) > 3)}\b)"
        )
        self.hedged = re.compile(
            rf"(?<![^\W_]){any_of(w for w in language.hedges_before if w not in language.parts)}\s\Z"
        )
        starts = (
            *language.months, *language.weekdays, *language.seasons, *language.relatives, *language.turns,
            *language.parts, *language.since, *language.same_year, *language.next_year, *language.ago_before,
            *(word for word in language.ordinals if word[0].isalpha()), *(f"{k}{n}" for k in "qk" for n in "1234"), "h1", "h2",
            *(language.numbers if language.ago_after or language.later else ()),
        )  # fmt: skip
        self.trigger = re.compile(
            rf"\b(?:{by_first_letter(starts)})(?=[^\w]|(?<=-)|$)|\bfy(?=\s?'?\d)|{_FIGURE_START}\d"
        )
        self.order = {
            "digit": (
                "iso", "numeric", "days_month", "day_month", "day_month_number", "years", "decade", "year_quarter",
                "quarter", "half", "ago", "later", "year",
            ),
            "word": (
                "relative_month", "weekday_date", "turn_weekday", "turn_month", "turn_season", "months", "month_days",
                "month_day", "month_year", "month_same_year", "next_year", "later", "quarter", "half", "season", "same_year", "relative", "ago", "years",
                "month", "weekday", "fiscal", "year",
            ),
        }  # fmt: skip

    def read(self, text: str, low: str, start: int, day: Day | None, last_year: int | None) -> Read | None:
        """The expression that starts at `start`, the longest layer first."""
        if low[start].isdigit():
            return self.core(text, low, start, day, last_year)
        if (match := self.since.match(low, start)) and (
            inner := self._modified(text, low, match.end(), day, last_year)
        ):
            if "/" not in inner.edtf:
                return Read(inner.end, f"{inner.edtf}/..", inner.is_stated)
            return Read(inner.end, f"{inner.edtf.partition('/')[0]}/..", inner.is_stated)
        return self._modified(text, low, start, day, last_year)

    def _modified(self, text: str, low: str, start: int, day: Day | None, last_year: int | None) -> Read | None:
        direct = self.core(text, low, start, day, last_year)
        if direct is not None:
            return direct
        if (match := self.part.match(low, start)) and match.end() < len(low):
            inner = self.core(text, low, match.end(), day, last_year)
            if inner is not None:
                return Read(inner.end, _approximate(inner.edtf), inner.is_stated)
        return None

    def core(self, text: str, low: str, start: int, day: Day | None, last_year: int | None) -> Read | None:
        """A date without a modifier before it."""
        if start >= len(low):
            return None
        kind = "digit" if low[start].isdigit() else "word"
        for name in self.order[kind]:
            match = self.patterns[name].match(low, start)
            if match is None:
                continue
            if name == "weekday_date":
                return self.core(text, low, match.end(), day, last_year)
            got = self._resolve(name, match, text, low, day, last_year)
            if got is not None:
                edtf, is_stated = got
                end = match.end()
                if text[end - 1] == "." and not is_abbreviated(match):
                    end -= 1
                if is_date(edtf):
                    return Read(end, edtf, is_stated)
        return None

    def _resolve(
        self, name: str, match: re.Match[str], text: str, low: str, day: Day | None, last_year: int | None
    ) -> tuple[str, bool] | None:
        groups = {key: value for key, value in match.groupdict().items() if value is not None}
        if self.language.code != "nl" and not _is_capitalised(match, text, groups):
            return None
        year, is_stated = self._year(groups, day)
        if name == "iso":
            full = _full(int(groups["year"]), int(groups["month_number"]), int(groups["day"]))
            return (full, True) if full else None
        if name == "numeric":
            return _numeric(groups, self.language.code)
        if name in ("days_month", "month_days", "day_month", "month_day"):
            return self._month_day(groups, year, is_stated, day)
        if name == "months":
            first, last = self.language.months[groups["month"]], self.language.months[groups["month2"]]
            first_year = int(groups.get("year1", groups["year"]))
            return f"{_month(first_year, first)}/{_month(int(groups['year']), last)}", True
        if name == "day_month_number":
            before = low[max(0, match.start() - 9) : match.start()]
            if self.language.code != "de" or day is None or not before.endswith(_GERMAN_DAY):
                return None
            return self._month_day({"day": groups["day"], "month": groups["month_number"]}, None, False, day)
        if name in ("next_year", "later", "month_same_year"):
            return self._from_last(name, groups, last_year)
        if name in ("month_year", "relative_month"):
            return (_month(year, self.language.months[groups["month"]]), is_stated) if year else None
        if name in ("month", "turn_month"):
            return self._lone_month(name, match, low, groups, day)
        if name in ("quarter", "half", "year_quarter"):
            return self._part_of_year(name, groups, year, is_stated, day)
        if name == "season":
            return _months(int(groups["year"]), self.language.seasons[groups["season"]], 3), True
        if name == "turn_season":
            return self._turn_season(groups, day)
        if name == "years":
            return _years(groups, match, low)
        if name == "decade":
            first_year = int(groups["year"])
            return (f"{first_year}/{first_year + 9}", True) if first_year % 10 == 0 else None
        if name == "fiscal":
            return f"{_short_year(groups['any_year']):04d}~", True
        if name == "year":
            is_fiscal = _FISCAL.search(low, max(0, match.start() - 20), match.start())
            told = groups["year"] + ("~" if is_fiscal else "")
            return (told, True) if self._is_year(match, groups, low) else None
        return self._relative(name, groups, day, last_year, match, low)

    def _relative(
        self, name: str, groups: dict[str, str], day: Day | None, last_year: int | None, match: re.Match[str], low: str
    ) -> tuple[str, bool] | None:
        if name == "same_year":
            return (f"{last_year:04d}", False) if last_year else None
        if day is None:
            return None
        edtf: str | None = None
        if name == "relative":
            edtf = _relative(*self.language.relatives[groups["relative"]], day)
        elif name == "ago":
            count = groups.get("count") or groups["count2"]
            number = float(count) if count.isdigit() else self.language.numbers[count]
            period = self.language.periods[groups.get("period") or groups["period2"]]
            edtf = _ago(int(number), period, day) if number >= 1 else None
        elif name in ("weekday", "turn_weekday"):
            if name == "weekday" and low[: match.start()].endswith(("black ", "cyber ", "good ", "giving ")):
                return None
            turn = self.language.turns[groups["turn"]] if "turn" in groups else None
            edtf = _weekday(self.language.weekdays[groups["weekday"]], turn, day)
        return (edtf, False) if edtf else None

    def _from_last(self, name: str, groups: dict[str, str], last_year: int | None) -> tuple[str, bool] | None:
        """`the following year`, `two years later`, `March of that year`: counted from the year told last."""
        if last_year is None:
            return None
        if name == "next_year":
            return f"{last_year + 1:04d}", False
        if name == "month_same_year":
            return _month(last_year, self.language.months[groups["month"]]), False
        count = groups["count"]
        number = float(count) if count.isdigit() else self.language.numbers[count]
        if self.language.periods[groups["period"]] != "year" or not 1 <= number <= 30:
            return None
        return f"{last_year + int(number):04d}~", False

    def _year(self, groups: dict[str, str], day: Day | None) -> tuple[int | None, bool]:
        if "year" in groups:
            return int(groups["year"]), True
        if "relyear" in groups and day is not None:
            return day.year + self.language.relatives[groups["relyear"]][1], False
        return None, False

    def _month_day(
        self, groups: dict[str, str], year: int | None, is_stated: bool, day: Day | None
    ) -> tuple[str, bool] | None:
        name, number = groups["month"], int(groups["day"])
        month = int(name) if name.isdigit() else self.language.months[name]
        if not 1 <= month <= 12:
            return None
        if year is None:
            if day is None:
                return None
            year = _month_near(month, None, day)
            if day.month == month and day.day is not None and number > day.day and groups.get("last") is None:
                # "on August 20" in a text of August 12 looks ahead a few days rather than back a year
                year = day.year
        first = _full(year, month, number)
        if "last" in groups and first:
            last = _full(year, month, int(groups["last"]))
            return (f"{first}/{last}", is_stated) if last and last > first else None
        return (first, is_stated) if first else None

    def _lone_month(
        self, name: str, match: re.Match[str], low: str, groups: dict[str, str], day: Day | None
    ) -> tuple[str, bool] | None:
        if day is None:
            return None
        month = self.language.months[groups["month"]]
        if name == "turn_month":
            return _month(_month_near(month, self.language.turns[groups["turn"]], day), month), False
        if not self.preposition.search(low[max(0, match.start() - 24) : match.start()]):
            return None
        return _month(_month_near(month, None, day), month), False

    def _part_of_year(
        self, name: str, groups: dict[str, str], year: int | None, is_stated: bool, day: Day | None
    ) -> tuple[str, bool] | None:
        number = int(groups.get("number") or groups.get("number2") or self.language.ordinals[groups["ordinal"]])
        if year is None:
            if day is None or (name == "half" and self.language.code != "de"):
                return None
            year = day.year
        if name == "half":
            return (_months(year, number * 6 - 5, 6), is_stated) if number <= 2 else None
        return _months(year, number * 3 - 2, 3), is_stated

    def _turn_season(self, groups: dict[str, str], day: Day | None) -> tuple[str, bool] | None:
        if day is None:
            return None
        first, turn = self.language.seasons[groups["season"]], self.language.turns[groups["turn"]]
        year = day.year
        if turn == -1 and (day.month is None or day.month < first + 3):
            year -= 1
        if turn == 1 and day.month is not None and day.month >= first:
            year += 1
        return _months(year, first, 3), False

    def _is_year(self, match: re.Match[str], groups: dict[str, str], low: str) -> bool:
        """Whether four digits are a year: not `2000 employees`, `more than 2000`, `$2019`."""
        start, end = match.start(), match.end()
        if self.unit_after.match(low, end):
            return False
        before = low[max(0, start - 24) : start]
        if self.preposition.search(before):
            return True
        if self.hedged.search(before) or groups["year"].endswith("00") or before[-1:] == "-":
            return False
        return not (self.language.code == "en" and _PLURAL.match(low, end))


_PLURAL = re.compile(
    r" (?!results|sales|earnings|revenues|news|games|series|as\b|is\b|was\b|has\b|does\b|this\b)[a-z]{3,}s\b"
)


def is_abbreviated(match: re.Match[str]) -> bool:
    """Whether a full stop at the end belongs to a month's short form."""
    return "month" in match.groupdict() and match.end("month") == match.end() - 1 and len(match["month"]) <= 4


def _is_capitalised(match: re.Match[str], text: str, groups: dict[str, str]) -> bool:
    return all(text[match.start(key)].isupper() for key in ("month", "month2", "weekday") if key in groups)


def _numeric(groups: dict[str, str], lang: str) -> tuple[str, bool] | None:
    one, two, year = int(groups["one"]), int(groups["two"]), _short_year(groups["any_year"])
    if len(groups["any_year"]) == 2 and (groups["sep"] != "." or lang != "de"):
        return None
    if lang != "en" or groups["sep"] == "." or one > 12:
        full = _full(year, two, one)
        return (full, True) if full else None
    full = _full(year, one, two)
    if full is None:
        return None
    # 05/03/2021: American order, marked uncertain as the British one is possible
    return (full if two > 12 or one == two else full + "?"), True


def _years(groups: dict[str, str], match: re.Match[str], low: str) -> tuple[str, bool] | None:
    first = int(groups["year1"])
    raw = groups["year2"]
    last = int(raw) if len(raw) == 4 else first // 100 * 100 + int(raw)
    joined = low[match.end("year1") : match.start("year2")]
    if len(raw) == 2 and (joined not in ("/", "-", "–") or last != first + 1):
        return None
    if joined.strip() in ("and", "und", "en"):
        before = low[max(0, match.start() - 9) : match.start()]
        if not before.endswith(("between ", "zwischen ", "tussen ")):
            return None
    return (f"{first}/{last}", True) if first < last else None


@cache
def _reader(lang: str) -> _Reader:
    return _Reader(by_code(lang))


def find_dates(text: str, lang: str, anchor: str | None = None) -> list[DateMention]:
    """The dates of a text, sorted, not overlapping; `anchor` is the document's date in EDTF.

    A month or day without a year is the nearest not after the anchor, a weekday likewise where the anchor is a day,
    else it is the anchor's month. `basis` is `stated` where the words give the date whole. Mask URLs first.
    """
    base = by_code(lang).code
    low = folded(text, base)
    day = _day_of(anchor)
    found: list[DateMention] = []
    position, last_year = 0, None
    trigger = _HAN_TRIGGER if base == "zh" else _reader(base).trigger
    while match := trigger.search(low, position):
        start = match.start()
        if base == "zh":
            read, start = _read_han(low, start, day, last_year, position)
        else:
            read = _reader(base).read(text, low, start, day, last_year)
        if read is None or read.end <= start:
            position = _after_trigger(low, match)
            continue
        found.append(
            DateMention(start=start, end=read.end, edtf=read.edtf, basis="stated" if read.is_stated else "inferred")
        )
        position = read.end
        if read.edtf[:4].isdigit():
            last_year = int(read.edtf[:4])
    return found


_DIGIT_RUN = re.compile(r"\d++(?:[.,/:-]\d++)*+")


def _after_trigger(low: str, match: re.Match[str]) -> int:
    run = _DIGIT_RUN.match(low, match.start())
    return run.end() if run else max(match.start() + 1, min(match.end(), match.start() + 1))


# -- Chinese

_S = r"\s?"
_HAN_YEAR = r"(?:(?:19|20)\d\d|[一二][〇零九一二][〇零一二三四五六七八九]{2})"
_HAN_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_HAN_REL_YEAR = r"(?:去年|前年|今年|本年|明年|后年|上年|同年|当年|次年|翌年|第二年(?!级)|隔年)"
_HAN_FISCAL = re.compile(rf"(?P<year>(?:19|20)\d\d|\d\d){_S}财年")
_HAN_TRIGGER = re.compile(
    rf"(?<![\d.,$¥€])\d{{1,4}}(?={_S}(?:年|财年|月|[-/.]\d|个月前|周前|天前|日前|[–—-]\d|季|个星期前|q[1-4]))|[一二][〇零九一二][〇零一二三四五六七八九]{{2}}{_S}年"
    r"|[去前今本明后上同当次翌隔]年|第二年|[一二两三四五六七八九十\d]{1,2}年[之以]?后|[一二三四五六七八九十]{1,3}(?:年前|个月前|周前|天前|月)|[昨今明前][天日晚晨早](?!头条|资本|集团|股份|之后)"
    r"|[本上下这当](?:个?月|个?季度?|个?周|个?星期)|(?:周|星期)[一二三四五六日天]|第?[一二三四1-4]季度?|年[初底末]|月[底初末]|q[1-4]"
)
_HAN_DATE = re.compile(
    rf"(?:(?P<year>{_HAN_YEAR}){_S}年度?|(?P<relyear>{_HAN_REL_YEAR}))的?{_S}"
    rf"(?:(?P<half>[上下])半年|第?(?P<quarter>[一二三四1-4])(?:{_S}季度?|财季)|q(?P<q>[1-4])|(?P<season>[春夏秋冬])[季天]?(?!节)"
    rf"|(?P<month>{_HAN_SMALL}){_S}月(?:份)?(?:{_S}(?P<day>{_HAN_SMALL}){_S}[日号]|{_S}(?P<mpart>[底末初]|[上中下]旬)"
    rf"|{_S}[至到\-~–—]{_S}(?:(?P<year2>{_HAN_YEAR}){_S}年{_S})?(?P<month2>{_HAN_SMALL}){_S}月)?"
    rf"|{_S}[至到\-~–—]{_S}(?P<toyear>{_HAN_YEAR}){_S}年|(?P<ypart>[初底末中](?![国药医])|中期|前后|左右|年[初底末中]))?"
)
_HAN_YEARS = re.compile(rf"(?P<one>(?:19|20)\d\d){_S}[-–—~至到]{_S}(?P<two>(?:19|20)\d\d){_S}年")
_HAN_MONTH_DAY = re.compile(
    rf"(?P<month>{_HAN_SMALL}){_S}月(?:份)?(?:{_S}(?P<day>{_HAN_SMALL}){_S}[日号]|{_S}(?P<mpart>[底末初]|[上中下]旬))?(?![间活亮])"
)
_HAN_MONTH_BEFORE = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月(?:份)?(?:、|和|及|与|以及)\Z")
"""2021年8月、11月: the second month is of the year told."""
_FROM_LAST = {"同年": 0, "当年": 0, "次年": 1, "翌年": 1, "第二年": 1, "隔年": 1}
_HAN_LATER = re.compile(rf"(?P<count>\d{{1,2}}|[一二两三四五六七八九十]{{1,2}}){_S}年{_S}[之以]?后")
_HAN_REL_MONTH = re.compile(
    rf"(?P<rel>上个?月|本月|这个月|当月|下个?月){_S}(?:(?P<day>{_HAN_SMALL}){_S}[日号]|(?P<part>[底末初]|[上中下]旬))?"
)
_HAN_AGO = re.compile(
    rf"(?P<count>\d{{1,3}}|[一二三四五六七八九十]{{1,3}}){_S}(?P<period>年|个月|周|个星期|天){_S}(?:之前|以前|前)"
)
_HAN_WEEKDAY = re.compile(r"(?P<turn>[上本这下])?个?(?:周|星期)(?P<weekday>[一二三四五六日天])")
_HAN_WEEK = re.compile(r"(?P<turn>[上本这下])个?(?:周|星期)(?![一二三四五六日天末])")
_HAN_RELATIVE = re.compile(any_of(w for w in by_code("zh").relatives if not compiled(_HAN_REL_YEAR).fullmatch(w)))
_HAN_QUARTER = re.compile(rf"(?:第(?P<quarter>[一二三四1-4])(?:{_S}季度?)|(?P<quarter2>[一二三四])季度|q(?P<q>[1-4]))")
_HAN_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d]|[.-/]\d)")
_HAN_SINCE_BEFORE = re.compile(r"(?:自从|自|从)\s?\Z")
_HAN_SINCE_AFTER = re.compile(r"\s?(?:以来|起|至今|之后至今|开始)")


def _small(raw: str) -> int:
    if raw.isdigit():
        return int(raw)
    value = read_han(raw)
    return value[0] if value else 0


def _han_year(raw: str) -> int:
    return int(raw) if raw.isdigit() and raw.isascii() else _small(raw)


def _read_han(low: str, start: int, day: Day | None, last_year: int | None, floor: int) -> tuple[Read | None, int]:
    """The Chinese expression at `start`; the start moves back over `自` where the expression is open-ended."""
    read = _han_core(low, start, day, last_year)
    if read is None or not is_date(read.edtf):
        return None, start
    before = _HAN_SINCE_BEFORE.search(low, max(floor, start - 3), start)
    after = _HAN_SINCE_AFTER.match(low, read.end)
    if after and (before or after.group().strip() in ("以来", "至今")) and "/" not in read.edtf:
        return Read(after.end(), f"{read.edtf}/..", read.is_stated), before.start() if before else start
    return read, start


def _han_core(low: str, start: int, day: Day | None, last_year: int | None) -> Read | None:
    if match := _HAN_YEARS.match(low, start):
        return Read(match.end(), f"{match['one']}/{match['two']}", True)
    if match := _HAN_ISO.match(low, start):
        full = _full(int(match["year"]), int(match["month"]), int(match["day"]))
        return Read(match.end(), full, True) if full else None
    if match := _HAN_AGO.match(low, start):
        period = by_code("zh").periods[match["period"]]
        edtf = _ago(_small(match["count"]), period, day) if day else None
        return Read(match.end(), edtf, False) if edtf else None
    if (match := _HAN_LATER.match(low, start)) and (count := _small(match["count"])) and count <= 30:
        return Read(match.end(), f"{last_year + count:04d}~", False) if last_year else None
    if match := _HAN_FISCAL.match(low, start):
        return Read(match.end(), f"{_short_year(match['year']):04d}~", True)
    if match := _HAN_DATE.match(low, start):
        return _han_date(match, day, last_year)
    if (
        last_year
        and _HAN_MONTH_BEFORE.search(low[max(0, start - 10) : start])
        and (match := _HAN_MONTH_DAY.match(low, start))
    ):
        month = _small(match["month"])
        if not match["day"] and 1 <= month <= 12:
            return Read(match.end(), _month(last_year, month) + ("~" if match["mpart"] else ""), True)
    if day is None:
        return None
    if match := _HAN_REL_MONTH.match(low, start):
        return _han_relative_month(match, day)
    if match := _HAN_WEEKDAY.match(low, start):
        weekday = by_code("zh").weekdays[match["weekday"]]
        return Read(match.end(), _han_weekday(weekday, match["turn"], day), False)
    if match := _HAN_WEEK.match(low, start):
        edtf = _relative("week", by_code("zh").turns[match["turn"]], day)
        return Read(match.end(), edtf, False) if edtf else None
    if match := _HAN_MONTH_DAY.match(low, start):
        return _han_month_day(match, day)
    if match := _HAN_QUARTER.match(low, start):
        number = _small(match["quarter"] or match["quarter2"] or match["q"])
        return Read(match.end(), _months(day.year, number * 3 - 2, 3), False)
    if match := _HAN_RELATIVE.match(low, start):
        edtf = _relative(*by_code("zh").relatives[match.group()], day)
        return Read(match.end(), edtf, False) if edtf else None
    return None


def _han_weekday(weekday: int, turn: str | None, day: Day) -> str:
    """`上周五` is Friday of the week before, weeks starting on Monday."""
    if turn is None or day.month is None or day.day is None:
        return _weekday(weekday, None, day)
    today = datetime.date(day.year, day.month, day.day).weekday()
    return _shift_day(day, weekday - today + 7 * by_code("zh").turns[turn])


def _han_date(match: re.Match[str], day: Day | None, last_year: int | None) -> Read | None:
    is_stated = match["year"] is not None
    if is_stated:
        year = _han_year(match["year"])
    elif match["relyear"] in _FROM_LAST:
        if last_year is None:
            return None
        year = last_year + _FROM_LAST[match["relyear"]]
    elif day is None:
        return None
    else:
        year = day.year + by_code("zh").relatives[match["relyear"]][1]
    edtf = _han_year_part(match, year)
    return Read(match.end(), edtf, is_stated) if edtf else None


def _han_year_part(match: re.Match[str], year: int) -> str | None:
    if match["half"]:
        return _months(year, 1 if match["half"] == "上" else 7, 6)
    if quarter := match["quarter"] or match["q"]:
        return _months(year, _small(quarter) * 3 - 2, 3)
    if match["season"]:
        return _months(year, by_code("zh").seasons[match["season"]], 3)
    if match["toyear"]:
        last = _han_year(match["toyear"])
        return f"{year:04d}/{last:04d}" if last > year else None
    if match["ypart"]:
        return f"{year:04d}~"
    if not match["month"]:
        return f"{year:04d}"
    month = _small(match["month"])
    if not 1 <= month <= 12:
        return None
    if match["day"]:
        return _full(year, month, _small(match["day"]))
    if match["month2"]:
        last_year = _han_year(match["year2"]) if match["year2"] else year
        return f"{_month(year, month)}/{_month(last_year, _small(match['month2']))}"
    return _month(year, month) + ("~" if match["mpart"] else "")


def _han_month_day(match: re.Match[str], day: Day) -> Read | None:
    month = _small(match["month"])
    if not 1 <= month <= 12:
        return None
    year = _month_near(month, None, day)
    if match["day"]:
        full = _full(year, month, _small(match["day"]))
        return Read(match.end(), full, False) if full else None
    return Read(match.end(), _month(year, month) + ("~" if match["mpart"] else ""), False)


def _han_relative_month(match: re.Match[str], day: Day) -> Read | None:
    offset = -1 if match["rel"][0] == "上" else 1 if match["rel"][0] == "下" else 0
    edtf = _relative("month", offset, day)
    if edtf and match["day"] and len(edtf) == 7:
        edtf = _full(int(edtf[:4]), int(edtf[5:]), _small(match["day"]))
    elif edtf and match["part"]:
        edtf = _approximate(edtf)
    return Read(match.end(), edtf, False) if edtf else None


# -- the year a text speaks from

_ENOUGH_MENTIONS = 2
_NEW_YEAR_MONTHS = 3


def anchor_year(text: str, published: str | None, lang: str | None = None) -> Anchor:
    """The date to resolve relative expressions against, and whose it is.

    It is the page's own date unless the text speaks from an earlier year: its latest explicit year (years to come,
    and mentions of the publication day itself, do not count) lies before the page's, and is named at least twice; then
    it is that year, approximate. In the first months of a year a text may well name only the year before: kept.
    """
    base = by_code(lang or detect(text)).code
    day = _day_of(published)
    limit = day.year if day else None
    years: Counter[int] = Counter()
    for mention in find_dates(text, base, None):
        if mention.basis != "stated" or mention.edtf == published or mention.edtf.endswith(".."):
            continue
        year = int(bounds(mention.edtf)[0][:4])
        if limit is None or year <= limit:
            years[year] += 1
    if day is None:
        return Anchor(None, "none") if not years else Anchor(f"{max(years):04d}~", "text")
    assert published is not None
    if not years or max(years) >= day.year or years[max(years)] < _ENOUGH_MENTIONS:
        return Anchor(published, "published")
    if max(years) == day.year - 1 and day.month is not None and day.month <= _NEW_YEAR_MONTHS:
        return Anchor(published, "published")
    return Anchor(f"{max(years):04d}~", "text")
