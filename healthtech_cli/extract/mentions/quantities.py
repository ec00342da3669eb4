"""Figures that are not money: `41,348,000 active users`, `20.000 Apotheken`, `46.2%`, `61.33 万名员工`.

A figure counts where a head noun of the language's `units` follows it within a few words, or (Chinese, and English
"the number of X was N") comes shortly before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from healthtech_cli.extract.mentions.numbers import Number, any_of, bound_at, folded, numbers_in
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.languages import by_code
from healthtech_cli.model.spans import QuantityMention, Span

_WORD = r"[^\W\d_][^\W\d_'’-]*+(?:[-'’][^\W\d_]++){0,4}+\.?"
_SPACE = re.compile(r"[ \u00a0\u202f\n]")
_TOKEN = re.compile(_WORD)
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%％](?![^\W_]\d)")
_MAX_WORDS = 4
_BEFORE_WINDOW = 100
_HAN_CLASSIFIER = r"\s?(?:多|余|\+)?\s?(?:名|家|个|位|间|所|座|款|台|张|人次|人|次|款|种|只|户|支)?\s?"
_HAN_GAP = r"(?:注册|合作|线下|线上|公立|民营|三甲|连锁|实体|社区|定点|执业|全职|在线|基层|各类|中国|全国|海外|认证|专业|零售|医疗|互联网|第三方|签约|新|的){0,3}"
_HAN_LINK = r"(?:数量|总数|数|规模|人数|总量)?(?:已|将|累计|已经)?(?:达到了|达到|达|增至|增长至|增长到|为|是|有|超过了|超过|超|突破|逾|近|约|接近|高达|升至){0,2}\s?\Z"


@dataclass(frozen=True, slots=True)
class _Grammar:
    units: Mapping[str, str]
    heads: tuple[str, ...]
    adjectives: Mapping[str, str]
    stops: frozenset[str]
    percent: re.Pattern[str] | None
    han_after: re.Pattern[str] | None
    before: re.Pattern[str] | None


@cache
def _grammar(lang: str) -> _Grammar:
    language = by_code(lang)
    units, adjectives = language.units, language.unit_adjectives
    longest = sorted(units, key=lambda word: (-len(word), word))
    han_after = before = percent = None
    if lang == "zh":
        adjective = rf"(?P<adjective>{any_of(adjectives)})?"
        noun = rf"(?P<unit>{any_of(units)})"
        han_after = re.compile(_HAN_CLASSIFIER + _HAN_GAP + adjective + noun + "(?!均|工智能|民币)")
        before = re.compile(adjective + noun + r"(?:人数)?" + _HAN_LINK)
    else:
        words = [word for word, unit in units.items() if unit.startswith("percent")]
        percent = re.compile(rf"[ \u00a0\u202f\n-]?(?P<unit>{any_of(words)})(?![^\W_])")
    if lang == "en":
        nouns = any_of(word for word in units if " " not in word)
        adjective = rf"(?P<adjective>(?:(?:{any_of(adjectives)})\s){{1,3}})?"
        before = re.compile(
            rf"(?:number of (?:its |the |their )?{adjective}(?P<unit>{nouns})\b[^.;,\d]{{0,50}}?"
            r"\b(?:was|were|is|reached|exceeded|grew to|rose to|increased to|hit|has exceeded|had reached)"
            rf"|{adjective.replace('adjective', 'adjective2')}(?P<unit2>user|customer|member|patient) base "
            r"(?:of|reached|grew to|rose to|exceeded))(?:\s(?:about|more than|over|nearly|some|around|almost))?\s\Z"
        )
    return _Grammar(
        units=units,
        heads=tuple(word for word in longest if len(word) >= 5 and " " not in word),
        adjectives=adjectives,
        stops=frozenset(language.unit_stop_words),
        percent=percent,
        han_after=han_after,
        before=before,
    )


def find_quantities(text: str, lang: str, taken: Sequence[Span] = ()) -> list[QuantityMention]:
    """The quantities of a text, sorted, not overlapping, outside the `taken` spans (money and dates).

    The span covers figure, adjectives and noun; it is the figure alone where the noun comes before it.
    """
    base = by_code(lang).code
    grammar = _grammar(base)
    low = folded(text, base)
    spans = sorted((span.start, span.end) for span in taken)
    found: list[QuantityMention] = []
    cursor = floor = 0
    for number in numbers_in(text, base):
        while cursor < len(spans) and spans[cursor][1] <= number.start:
            cursor += 1
        if (cursor < len(spans) and spans[cursor][0] < number.end) or number.start < floor:
            continue
        if not _is_free(low, number):
            continue
        mention = _quantity(text, low, number, grammar, base, spans[cursor][0] if cursor < len(spans) else len(text))
        if mention is not None and mention.end <= len(text):
            found.append(mention)
            floor = mention.end
    return found


def _is_free(low: str, number: Number) -> bool:
    """Whether the figure stands on its own: not part of `G7`, `E11.9`, `COVID-19`, `iOS 14`, `24/7`, `#5`, `第3`."""
    before = low[number.start - 1 : number.start]
    if before and (before in "_-/#.,+§第$€£¥:" or (before.isascii() and before.isalnum())):
        return before == "-" and low[number.start - 2 : number.start - 1] == " " and not number.in_words
    last_word = compiled(r"([^\W\d_]+)\.?\s\Z").search(low[max(0, number.start - 14) : number.start])
    return not (last_word and last_word[1] in ("ios", "version", "versie", "covid", "android", "windows", "tel", "icd"))


def _quantity(text: str, low: str, number: Number, grammar: _Grammar, lang: str, limit: int) -> QuantityMention | None:
    end, unit = _percent(low, number, grammar)
    if unit is None and lang == "zh":
        end, unit = _han_unit(low, number, grammar)
        if unit is None and low[max(0, number.start - 3) : number.start].replace(" ", "").endswith("百分之"):
            start = low.rindex("百分之", 0, number.start)
            return _mention(text, start, number.end, number, "percent", lang)
    elif unit is None and not (number.in_words and number.mantissa * number.scale == 1 and number.decimals == 0):
        end, unit = _noun_after(low, number, grammar)
    if unit is None and grammar.before is not None and number.value >= 20:
        end, unit = number.end, _noun_before(low, number, grammar)
    if unit is None or end > limit:
        return None
    return _mention(text, number.start, end, number, unit, lang)


def _mention(text: str, start: int, end: int, number: Number, unit: str, lang: str) -> QuantityMention:
    bound = bound_at(text, start, end, lang)
    if bound == "exact" and end != number.end:
        tail = bound_at(text, number.start, number.end, lang)
        bound = tail if tail != "exact" else bound
    if number.more:
        bound = "at_least"
    return QuantityMention(start=start, end=end, number=number.value, unit=unit, bound=bound)


def _percent(low: str, number: Number, grammar: _Grammar) -> tuple[int, str | None]:
    if match := _PERCENT.match(low, number.end):
        return match.end(), "percent"
    if grammar.percent is not None and (match := grammar.percent.match(low, number.end)):
        return match.end(), grammar.units[match["unit"]]
    return number.end, None


def _noun_after(low: str, number: Number, grammar: _Grammar) -> tuple[int, str | None]:
    """The head noun within the next words; a compound counts by its last part."""
    position = number.end + (1 if low[number.end : number.end + 1] == "+" else 0)
    adjectives: list[str] = []
    for _ in range(_MAX_WORDS):
        if not _SPACE.match(low, position):
            return position, None
        word = _TOKEN.match(low, position + 1)
        if word is None:
            return position, None
        position, plain = word.end(), word.group()
        if plain.endswith("."):
            position, plain = position - 1, plain[:-1]
        unit = grammar.units.get(plain) or _compound(plain, grammar)
        if unit is not None:
            if plain == "user" and low.startswith(" base", position):
                position += 5
            return position, " ".join([*adjectives, unit])
        if plain in grammar.stops or low[position : position + 1] == ".":
            return position, None
        if plain in grammar.adjectives:
            adjectives.append(grammar.adjectives[plain])
    return position, None


@cache
def _compound_of(lang_heads: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(any_of(lang_heads) + r"\Z")


def _compound(word: str, grammar: _Grammar) -> str | None:
    if len(word) < 8:
        return None
    tail = word.rpartition("-")[2]
    if tail in grammar.units:
        return grammar.units[tail]
    match = _compound_of(grammar.heads).search(word)
    return grammar.units[match.group()] if match else None


def _han_unit(low: str, number: Number, grammar: _Grammar) -> tuple[int, str | None]:
    assert grammar.han_after is not None
    match = grammar.han_after.match(low, number.end)
    if match is None or (number.in_words and number.value < 2):
        return number.end, None
    adjective = grammar.adjectives.get(match["adjective"] or "", "")
    return match.end(), f"{adjective} {grammar.units[match['unit']]}".strip()


def _noun_before(low: str, number: Number, grammar: _Grammar) -> str | None:
    assert grammar.before is not None
    window = low[max(0, number.start - _BEFORE_WINDOW) : number.start]
    if number.scale == 1 and not number.decimals and 1900 <= number.mantissa <= 2100:
        return None
    found = grammar.before.search(window)
    if found is None:
        return None
    groups = found.groupdict()
    adjective = (groups.get("adjective") or groups.get("adjective2") or "").split()
    kept = " ".join(grammar.adjectives[word] for word in adjective if word in grammar.adjectives)
    noun = groups.get("unit") or (groups["unit2"] or "") + "s"
    kept = kept.replace("annual active", "active")
    return f"{kept} {grammar.units[noun]}".strip()
