"""Figures in a text, with their scale: `1,5 miljard`, `three million`, `三亿五千万`; not what they count."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.languages import by_code
from healthtech_cli.languages.zh import SIMPLIFY
from healthtech_cli.model.amounts import unscaled

LONGEST_FIGURE = 24
"""Digits and signs; longer runs are keys and hashes, and `int()` refuses very long ones."""

_GAP = r"[ \u00a0\u202f]"
_DIGITS = r"\d++(?:[.,'’\u00a0\u202f]\d++)*+"
_HAN_DIGITS = "零〇一二两三四五六七八九"
_HAN_NUMERAL = f"[{_HAN_DIGITS}十百千万亿半]++"
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure: `mantissa / 10**decimals * scale`; `more` where a word inside says so (`10多亿`)."""

    start: int
    end: int
    mantissa: int
    decimals: int
    scale: int
    in_words: bool = False
    has_letter_scale: bool = False
    more: bool = False

    @property
    def value(self) -> int | float:
        """In plain units, an int where it is whole."""
        return unscaled(self.mantissa * self.scale, self.decimals)


def fold(text: str) -> str:
    """Lower case, one character for one: `İ` would otherwise shift every later span."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


@lru_cache(maxsize=4)
def folded(text: str, lang: str) -> str:
    """The text as the words of the language's data are written: lower case, Chinese simplified; same length."""
    return fold(text.translate(SIMPLIFY) if lang == "zh" else text)


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


def by_first_letter(words: Iterable[str]) -> str:
    """The same as an alternation that `re` leaves after one character where none of the words begins so."""
    groups: dict[str, set[str]] = {}
    for word in words:
        groups.setdefault(word[0], set()).add(word[1:])
    return "|".join(f"{re.escape(first)}{any_of(rest)}" for first, rest in sorted(groups.items()))


def read_digits(raw: str, decimal_sign: str) -> tuple[int, int] | None:
    """Mantissa and number of decimals of `1.234,5`, None for what is no figure (`19.03.2021`, `2.0.1`)."""
    if len(raw) > LONGEST_FIGURE or (not raw.isascii() and any(char.isdigit() and not char.isascii() for char in raw)):
        return None
    groups = compiled(r"[^0-9]").split(raw)
    signs = compiled(r"[^0-9]").findall(raw)
    if not signs:
        return int(raw), 0
    grouped = all(len(group) == 3 for group in groups[1:-1]) and 1 <= len(groups[0]) <= 3
    last = groups[-1]
    if len(signs) == 1:
        is_decimal = signs[0] == decimal_sign or (signs[0] in ".," and len(last) != 3)
        if is_decimal:
            return int(groups[0] + last), len(last)
        return (int(groups[0] + last), 0) if len(last) == 3 and len(groups[0]) <= 3 else None
    if not grouped:
        return None
    if len(set(signs)) == 1:
        return (int("".join(groups)), 0) if len(last) == 3 else None
    if len(set(signs[:-1])) == 1 and signs[-1] in ".,":
        return int("".join(groups)), len(last)
    return None


def read_han(raw: str) -> tuple[int, int] | None:
    """`三亿五千万` -> (350000000, 0); a row of digits (`二〇二〇`) is read as such; None where it is no numeral."""
    if len(raw) > LONGEST_FIGURE:
        return None
    if "半" in raw:
        return _read_half(raw)
    if all(char in _HAN_DIGITS for char in raw):
        digits = "".join(str("零〇一二三四五六七八九".replace("零〇", "〇").index(_plain(char))) for char in raw)
        return int(digits), 0
    total = section = digit = 0
    for char in raw:
        if char in _HAN_DIGITS:
            digit = "〇一二三四五六七八九".index(_plain(char))
        elif char in _HAN_UNITS:
            section += (digit or 1) * _HAN_UNITS[char]
            digit = 0
        elif char == "万":
            total += (section + digit) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit) * 10**8
            section = digit = 0
    return (total + section + digit, 0) if total + section + digit else None


def _plain(char: str) -> str:
    return {"零": "〇", "两": "二"}.get(char, char)


def _read_half(raw: str) -> tuple[int, int] | None:
    scales = {"半": 1, "半百": 100, "半万": 10**4, "半亿": 10**8}
    if raw in scales and raw != "半":
        return 5 * scales[raw], 1
    return None


@dataclass(frozen=True, slots=True)
class _Grammar:
    token: re.Pattern[str]
    scale: re.Pattern[str]
    scales: dict[str, int]
    letters: frozenset[str]
    numbers: dict[str, tuple[int, int]]


@cache
def _grammar(lang: str) -> _Grammar:
    language = by_code(lang)
    scales = dict(language.scales) | dict(language.letter_scales)
    if lang == "zh":
        token = f"{_DIGITS}|(?<![第数几每]){_HAN_NUMERAL}"  # 近亿元 comes too: _read tells it from 数亿元
        scale = rf"{_GAP}?(?P<more>[多余])?(?P<scale>{any_of(scales)})(?![a-z])"
        numbers: dict[str, tuple[int, int]] = {}
    else:
        # a word for one is mostly an article: it counts before a scale only
        ones = [word for word, value in language.numbers.items() if value == 1]
        others = [word for word in language.numbers if word not in ones]
        scale_next = rf"(?=[ \n-]{any_of(scales)}(?![^\W_]))"
        token = rf"\b(?:{_DIGITS}|(?:{by_first_letter(others)})\b|{any_of(ones)}{scale_next})|{_DIGITS}"
        scale = rf"(?:{_GAP}{{1,6}}|-|\n)?(?P<more>(?!))?(?P<scale>{any_of(scales)})(?![^\W_])"
        numbers = {word: _fraction(value) for word, value in language.numbers.items()}
    return _Grammar(
        token=re.compile(token),
        scale=re.compile(scale),
        scales=scales,
        letters=frozenset(language.letter_scales),
        numbers=numbers,
    )


def _fraction(value: float) -> tuple[int, int]:
    return (int(value), 0) if value == int(value) else (int(value * 100), 2)


@lru_cache(maxsize=4)
def numbers_in(text: str, lang: str) -> tuple[Number, ...]:
    """The figures of the text, sorted, not overlapping. Those glued to letters (`COVID-19`, `5G`, `E11.9`) come too."""
    base = by_code(lang).code
    grammar = _grammar(base)
    low = folded(text, base)
    found: list[Number] = []
    position = 0
    while token := grammar.token.search(low, position):
        position = token.end()
        number = _read(low, token.group(), token.start(), token.end(), base, grammar)
        if number is not None:
            position = number.end
            if found and base == "zh" and _continues(found[-1], number):
                found[-1] = _joined(found[-1], number)
            else:
                found.append(number)
    return tuple(found)


def _read(low: str, raw: str, start: int, end: int, lang: str, grammar: _Grammar) -> Number | None:
    in_words = not raw[0].isdigit()
    if not in_words:
        value = read_digits(raw, by_code(lang).decimal_sign)
    elif lang == "zh":
        is_round = raw in ("亿", "百亿", "千亿") and (
            low[end : end + 2] == "元级"
            or low[start - 1 : start]
            in (
                "近",
                "超",
                "逾",
                "过",
                "约",
                "破",
                "达",
                "上",
            )
        )
        value = (10**8 * {"亿": 1, "百亿": 100, "千亿": 1000}[raw], 0) if is_round else read_han(raw)
    else:
        value = grammar.numbers[raw]
    if value is None:
        return None
    scale, more, letter = 1, False, False
    if match := grammar.scale.match(low, end):
        word = match["scale"]
        scale, end, more, letter = grammar.scales[word], match.end(), match["more"] is not None, word in grammar.letters
        # `$5 million million` does not occur, `2万亿` is one scale; `百万` after a figure likewise
    return Number(start, end, value[0], value[1], scale, in_words, letter, more)


def _continues(one: Number, other: Number) -> bool:
    # 3亿5000万: the second part belongs to the first
    return one.end == other.start and one.scale > other.scale > 1 and not one.more


def _joined(one: Number, other: Number) -> Number:
    value = one.mantissa * one.scale * 10**other.decimals + other.mantissa * other.scale * 10**one.decimals
    return Number(one.start, other.end, value, one.decimals + other.decimals, 1, more=other.more)


_HEDGE_WINDOW = 34


@cache
def _hedges(lang: str) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    language = by_code(lang)
    before, after = language.hedges_before, language.hedges_after
    if lang == "zh":
        return (
            re.compile(rf"(?P<hedge>{any_of(before)})\s?\Z"),
            re.compile(rf"\s?(?P<hedge>{any_of(after)})|(?P<plus>\+)"),
            {**before, **after},
        )
    article = r"(?:\s(?:a|an|the|de|het|een|eine|einer|einem|einen|die|der|den))?"
    return (
        re.compile(rf"(?:(?<![^\W_])(?=\w)|(?=[~≈<>≥≤]))(?P<hedge>{any_of(before)}){article}\s{{0,2}}\Z"),
        re.compile(rf"(?P<plus>\+)|\s(?P<hedge>{any_of(after)})\b"),
        {**before, **after},
    )


def bound_at(text: str, start: int, end: int, lang: str) -> str:
    """The contract's bound that the words around a figure give it; `exact` where nothing hedges."""
    base = by_code(lang).code
    before, after, bounds = _hedges(base)
    low = folded(text, base)
    if match := before.search(low[max(0, start - _HEDGE_WINDOW) : start]):
        return bounds[match["hedge"]]
    if match := after.match(low, end):
        return "at_least" if match["plus"] else bounds[match["hedge"]]
    return "exact"
