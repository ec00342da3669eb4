"""Amounts of money: `$1.2bn`, `19,7 Mrd. US-Dollar`, `vier miljoen euro`, `三亿五千万美元`.

A figure counts as money where a currency stands right before or after it. A bare `$` is US dollars in English, German
and Dutch text unless marked otherwise (`C$`, `HK$`), and open in Chinese text; `¥` is open everywhere; `元` alone is
yuan in simplified and open in traditional characters. URLs are to be masked by the caller (`sentences.mask`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from healthtech_cli.extract.mentions.numbers import Number, any_of, bound_at, folded, numbers_in
from healthtech_cli.languages import by_code
from healthtech_cli.languages.zh import TRADITIONAL_MARKS
from healthtech_cli.model.amounts import unscaled
from healthtech_cli.model.spans import MoneyMention

_SIGN_WINDOW = 8
_ROLE_BEFORE, _ROLE_AFTER = 70, 28
_CLAUSE_END = re.compile(r"[;；。！？，\n]|[.!?,:]\s|\b(?:for|für|voor|and|und|en)\s(?=\S*\d)")
_OPEN_CURRENCY_WORDS = ("元", "圆")


@dataclass(frozen=True, slots=True)
class _Grammar:
    sign: re.Pattern[str]
    signs: Mapping[str, str | None]
    word: re.Pattern[str]
    words: Mapping[str, str | None]
    to: re.Pattern[str]
    share_before: re.Pattern[str]
    share_after: re.Pattern[str]
    role: re.Pattern[str]
    roles: Mapping[str, str]


@cache
def _grammar(lang: str) -> _Grammar:
    language = by_code(lang)
    zh = lang == "zh"
    edge = "" if zh else r"(?![^\W_])"
    words = any_of(language.currencies)
    roles = any_of(language.money_roles)
    inner = r"[ \u00a0\u202f]?" if zh else r"(?:[ \u00a0\u202f-]|\n)?"
    return _Grammar(
        sign=re.compile(
            rf"(?:(?<![A-Za-z])(?=[A-Za-z])|(?![A-Za-z]))(?P<sign>{any_of(language.signs)})[ \u00a0\u202f]?\Z"
        ),
        signs=language.signs,
        word=re.compile(rf"{inner}(?P<word>{words})(?:(?<=[$€£])|(?<=[^\x00-\x7f])|{edge or '(?![a-z])'})"),
        words=language.currencies,
        to=re.compile(rf"\s?(?:[-–—~～]|{any_of(language.range_words)})\s?(?:[$€£¥]\s?)?\Z"),
        share_before=re.compile(rf"{any_of(language.per_share_before)}[^，。；\d]{{0,6}}\Z"),
        share_after=re.compile(rf"[\s-]?(?:in cash |in bar )?{any_of(language.per_share_after)}"),
        role=re.compile(roles if zh else rf"(?<![^\W_])(?:{roles})(?![^\W_])"),
        roles=language.money_roles,
    )


def find_money(text: str, lang: str) -> list[MoneyMention]:
    """The amounts of a text, sorted, not overlapping; spans without hedge.

    `role` tells a price per share, a valuation, a result figure (`revenue`: revenue, sales, profit or loss) and a fine
    from any other `amount`, judged from the nearest word in the clause. A range (`$10-15 million`) is one mention: its
    lower end, `at_least`.
    """
    base = by_code(lang).code
    grammar = _grammar(base)
    low = folded(text, base)
    numbers = numbers_in(text, base)
    found: list[MoneyMention] = []
    previous_end = 0
    index = 0
    while index < len(numbers):
        raw = _amount(text, low, numbers, index, grammar, base, previous_end)
        if raw is None:
            index += 1
            continue
        start, end, amount, currency, is_range, used = raw
        bound = "at_least" if is_range else bound_at(text, start, end, base)
        role = _role(low, start, end, previous_end, grammar)
        found.append(MoneyMention(start=start, end=end, amount=amount, currency=currency, bound=bound, role=role))
        previous_end = end
        index += used
    return found


def _amount(
    text: str, low: str, numbers: tuple[Number, ...], index: int, grammar: _Grammar, lang: str, floor: int
) -> tuple[int, int, int | float, str | None, bool, int] | None:
    number = numbers[index]
    sign = _sign_before(text, number.start, floor, grammar)
    word = grammar.word.match(low, number.end)
    if sign is None and word is None:
        return _range(low, numbers, index, grammar, lang, number.start, None)
    if sign is not None and word is None:
        ranged = _range(low, numbers, index, grammar, lang, sign[0], sign[1])
        if ranged is not None:
            return ranged
    if sign is None and (word is None or not _stands_alone(low, number, word["word"], lang)):
        return None
    if sign is not None and word is None and number.end < len(low) and _is_glued(low, number.end):
        return None
    start, end = (sign[0] if sign else number.start), (word.end() if word else number.end)
    currency = sign[1] if sign else None
    if word and (sign is None or currency is None):
        currency = _word_currency(low, text, word["word"], grammar)
    amount = number.value
    if number.more and word:
        return start, end, amount, currency, True, 1
    return start, end, amount, currency, False, 1


def _sign_before(text: str, start: int, floor: int, grammar: _Grammar) -> tuple[int, str | None] | None:
    if start == 0:
        return None
    window = max(floor, start - _SIGN_WINDOW)
    before = text[window:start].replace("幣", "币").replace("歐", "欧").replace("鎊", "镑").replace("臺", "台")
    match = grammar.sign.search(before)
    if match is None:
        return None
    return window + match.start("sign"), grammar.signs[match["sign"]]


def _is_glued(low: str, end: int) -> bool:
    return low[end].isascii() and (low[end].isalnum() or low[end] == "%")


def _stands_alone(low: str, number: Number, word: str, lang: str) -> bool:
    """Whether a figure before a currency word is an amount: not `B2 yuan`, `二元`, `150 pounds`."""
    before = low[number.start - 1 : number.start]
    if before.isascii() and (before.isalnum() or before in ("_", ".", "-", "/")) and not number.in_words and before:
        return False
    if lang == "zh":
        return not number.in_words or number.value >= 100 or word not in ("元", "圆")
    if word in ("pounds", "won", "pond", "marks", "mark", "frank", "francs", "pfund") and number.scale == 1:
        return False
    return not (number.in_words and number.mantissa == 1 and number.scale == 1)


def _word_currency(low: str, text: str, word: str, grammar: _Grammar) -> str | None:
    if word in _OPEN_CURRENCY_WORDS and is_traditional(text):
        return None
    return grammar.words[word]


@cache
def is_traditional(text: str) -> bool:
    """Whether a Chinese text is in traditional characters."""
    return any(char in TRADITIONAL_MARKS for char in text[:4000])


_BETWEEN = re.compile(r"\b(?:between|zwischen|tussen)\s(?:\w+\s){0,2}$")


def _range(
    low: str, numbers: tuple[Number, ...], index: int, grammar: _Grammar, lang: str, start: int, currency: str | None
) -> tuple[int, int, int | float, str | None, bool, int] | None:
    """`10 bis 15 Millionen Euro`, `$10-15 million`, `2亿至3亿美元`."""
    if index + 1 >= len(numbers):
        return None
    one, other = numbers[index], numbers[index + 1]
    if other.start - one.end > 8 or not grammar.to.fullmatch(low, one.end, other.start):
        return None
    joined = low[one.end : other.start].split()
    if joined[:1] in (["and"], ["und"], ["en"]) and not _BETWEEN.search(low, max(0, start - 24), start):
        return None  # $20 million and $35 million: two sums
    word = grammar.word.match(low, other.end)
    if currency is None and start == one.start and word is None:
        return None
    before = low[one.start - 1 : one.start]
    if start == one.start and before and (before.isalnum() and before.isascii()):
        return None
    scale = one.scale if one.scale > 1 else other.scale
    lower = unscaled(one.mantissa * scale, one.decimals)
    if lower >= other.value:
        return None
    if word is not None and currency is None:
        currency = grammar.words[word["word"]]
    return start, word.end() if word else other.end, lower, currency, True, 2


def _role(low: str, start: int, end: int, floor: int, grammar: _Grammar) -> str:
    if grammar.share_after.match(low, end) or grammar.share_before.search(low, max(floor, start - 24), start):
        return "per_share"
    after = low[end : end + _ROLE_AFTER]
    if clause := _CLAUSE_END.search(after):
        after = after[: clause.start()]
    before = low[max(floor, start - _ROLE_BEFORE) : start]
    for clause in _CLAUSE_END.finditer(before):
        if clause.end() < len(before):
            before_start = clause.end()
            if clause.group()[0] in ";；。！？，\n.!?,:":
                before = " " * before_start + before[before_start:]
    last = max(grammar.role.finditer(before), key=lambda match: match.start(), default=None)
    first = grammar.role.search(after)
    gap_before = len(before) - last.end() if last else 999
    gap_after = first.start() if first else 999
    # a word after the amount is tied to it closely: "$3bn in revenue", "14 Mrd. Euro Umsatz"
    if first and gap_after <= 12 and gap_after <= gap_before:
        return grammar.roles[first.group()]
    if last:
        return grammar.roles[last.group()]
    return "amount"
