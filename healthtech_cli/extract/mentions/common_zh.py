"""What tells a Chinese name from common words: how much of a run frequent words cover, who is a person, who a medium."""

from __future__ import annotations

import re
from functools import lru_cache

from healthtech_cli.languages.words_zh import (
    ADVERBS,
    COMMON,
    CONJUNCTIONS,
    IN_NAMES,
    MEDIA,
    PREPOSITIONS,
    SUFFIXES,
    SURNAMES,
    TIMES,
    VERBS,
    WORD_LENGTH,
)

_HAN = "一-鿿"
_BOUNDS = frozenset(
    word for word in PREPOSITIONS | ADVERBS | CONJUNCTIONS | TIMES | VERBS if len(word) >= 2 and word not in IN_NAMES
)
"""Words no name begins with, or goes on after."""
_END = re.compile("(?:" + "|".join(sorted(SUFFIXES, key=len, reverse=True)) + ")$")
_TRADE = re.compile(
    "(?:石油|制造|重工|矿业|钢铁|化工|电气|电器|家居|食品|饮料|服饰|地产|置业|环保|新材|精密|微电子|百货|超市|酒店|航运|港口|资源|有色|黄金|水泥|纸业|乳业|酒业|茶业|农业|"
    "种业|牧业|影视|游戏|音乐|体育|旅游|文旅|通信|通讯|光学|激光|智造|智控|智驾|动力|新能源|储能|电力|燃气|水务|环境|园林|建设|工程|装饰|保险|财险|寿险|租赁|信托|"
    "期货|资管|金服|金科|广告|电商|零售|餐饮|茶饮|咖啡|时代|在线|之家|优选|到家|出行|快递|速递|货运|视频|直播)$"
)
"""Trades that names end with, where something of their own stands before."""
_BODY = re.compile("(?:大学|学院|学会|协会|研究院|研究所|基金会|委员会|实验室|联盟|商会)$")
_NOT_A_NAME = re.compile(r"^[\d.,\s]+$|^[ahb美港]股|股市|市场|交易所|证监会|板块")
_TITLE = (
    "董事长|总经理|总裁|首席[一-鿿]{2,4}[官家]|ceo|cto|cfo|coo|创始人|创办人|负责人|合伙人|科学家|研究员|分析师|董事|教授|博士|院士|院长|主席|"
    "主任|秘书长|发言人|总监|实际控制人|实控人|经济学家|律师|校长|副总经理|大亨|富豪|企业家"
)
_HAN_PERSON = re.compile(
    rf"(?:{_TITLE})(?P<name>[{SURNAMES}][{_HAN}]{{1,2}}?)(?=$|[，。、；：！？）)（(\s“”]|表示|称|说|指出|认为|透露|介绍|在|对|向|通过|以|及|和|与|曾|的|也|直接|回应|宣布|担任|出任|持有|将|已)",
    re.IGNORECASE,
)
_LATIN_NAME = r"[A-Z][a-z'’\-]{1,14}(?: [A-Z]\.)?(?: [A-Z][A-Za-z'’\-]{1,15}){1,2}"
_LATIN_PERSON = re.compile(
    rf"(?:{_TITLE}) ?(?:（[^）]{{1,12}}）)?(?P<one>{_LATIN_NAME})(?![A-Za-z])|"
    rf"(?<![A-Za-z] )(?P<two>{_LATIN_NAME}) ?(?=创办的|创立的|创建的|先生|女士|博士|教授|辞去|出任|担任|离职|辞职|加盟)",
)


@lru_cache(maxsize=4096)
def cover(run: str) -> tuple[int, int, int]:
    """Characters of the run that no frequent word covers, single characters that are words, words of two or more."""
    best: list[tuple[int, int, int]] = [(0, 0, 0)]
    for end in range(1, len(run) + 1):
        lost, single, words = best[end - 1]
        one = run[end - 1] in COMMON
        choice = (lost + (not one), single + one, words)
        for length in range(2, min(WORD_LENGTH, end) + 1):
            if run[end - length : end] in COMMON:
                lost, single, words = best[end - length]
                choice = min(choice, (lost, single, words + 1))
        best.append(choice)
    return best[-1]


def is_common(run: str) -> bool:
    """Whether frequent words are all there is: 眼看距离, 扩大规模, 家提供全方位支持."""
    plain = run.strip().lower()
    if plain in MEDIA or _NOT_A_NAME.search(plain):
        return True
    lost, single, words = cover(plain)
    return not lost and bool(words) and single * 2 <= len(plain)


def is_doubtful(run: str) -> bool:
    """Whether too little of a long run is its own, and no ending of a company's name speaks for it."""
    plain = run.lower()
    if is_common(plain):
        return True
    lost, _, words = cover(plain)
    return bool(words) and lost <= 1 and len(plain) >= 5 and not _END.search(plain) and not _BODY.search(plain)


def is_fresh(run: str) -> bool:
    """Whether no frequent word of two characters lies in the run, and it has characters of its own: 老乡鸡."""
    lost, single, words = cover(run)
    return not words and lost > single


def is_own(run: str) -> bool:
    """Whether a run has enough that frequent words do not cover to be a name: not 蛇年前, 再无银行."""
    plain = run.lower()
    lost, single, words = cover(plain)
    if lost >= 2 or (lost and len(plain) == 2) or (lost == 1 and not single and not words):
        return True
    end = _END.search(plain)
    if end is not None and end.start() >= 2:
        return not is_adverbial(plain[: end.start()])
    trade = _TRADE.search(plain)
    if trade is not None and trade.start() >= 2 and cover(plain[: trade.start()])[0]:
        return True
    return lost > single


def is_adverbial(stem: str) -> bool:
    """再无, 仍未: no stem of a name."""
    return all(char in "再无仍未不没也还又更最将已就才都均另则是有其该此这那各" for char in stem)


def has_ending(run: str) -> bool:
    """Whether the run ends as companies' names do, after a stem of its own."""
    end = _END.search(run)
    return end is not None and end.start() >= 2 and not is_common(run[: end.start()])


def trimmed(run: str) -> tuple[int, int]:
    """Where the name lies in the run: behind 此前 and 通过, before 合计 and 宣布."""
    start, end = 0, len(run)
    moved = True
    while moved:
        moved = False
        for length in range(min(WORD_LENGTH, end - start - 2), 1, -1):
            if run[start : start + length] in _BOUNDS:
                start, moved = start + length, True
                break
    for at in range(start + 2, end - 1):
        if any(run[at : at + length] in _BOUNDS for length in range(2, min(WORD_LENGTH, end - at) + 1)):
            if cover(run[start:at])[0] and not _END.search(run[start:end]):
                end = at
            break
    return start, end


def last_bound(run: str, ending: re.Pattern[str]) -> int:
    """Where the last phrase word before a long name ends, if enough of the name is left: 担任上海松果有限公司."""
    end = ending.search(run)
    stop = end.start() if end is not None else len(run)
    for at in range(stop - 2, 1, -1):
        if begins_after(run, at) and cover(run[at:stop])[0] >= 2:
            return at
    return 0


def begins_after(text: str, at: int) -> bool:
    """Whether a word that ends a phrase stands right before: 收购, 随着, 此前."""
    return any(text[at - length : at] in _BOUNDS for length in range(2, min(WORD_LENGTH, at) + 1))


@lru_cache(maxsize=4)
def persons(text: str) -> frozenset[str]:
    """The names that stand behind a title anywhere in the text: 董事长易德, 首席科学家Ilya Lind."""
    found = {match.group("name") for match in _HAN_PERSON.finditer(text)}
    for match in _LATIN_PERSON.finditer(text):
        found.add(match.group("one") or match.group("two"))
    return frozenset(name for name in found if not is_common(name))
