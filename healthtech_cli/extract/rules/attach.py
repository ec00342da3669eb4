"""Gives money and dates to the claims they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim, Sentence
from healthtech_cli.extract.rules.gates import amount
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.model.spans import DateMention, MoneyMention
from healthtech_cli.model.vocabulary import DEAL_TYPES

_SECOND = re.compile(
    r"\s*[(（/]\s*(?:[a-zäöü约合相当於于折即\s~≈.]{0,24})|\s*(?:,\s*)?(?:or|oder|of|ofwel|即|约合|合)\s+(?:about|around|rund|etwa|circa|ongeveer|约)?\s*",
    re.IGNORECASE,
)


def prices(sentence: Sentence, text: str) -> list[MoneyMention]:
    """The sentence's amounts that may be prices; of one price told in two currencies the first."""
    found: list[MoneyMention] = []
    last: MoneyMention | None = None
    for one in sentence.money:
        gap = text[last.end : one.start] if last is not None else "x"
        twin = last is not None and one.currency != last.currency and bool(_SECOND.fullmatch(gap))
        if not twin and amount(one):
            found.append(one)
        if not twin:
            last = one
    return found


def attach_money(claims: Sequence[Claim], text: str) -> None:
    """Each price of a sentence goes to the nearest claim of a deal that has none; joined targets share one."""
    deals = [claim for claim in claims if claim.type in DEAL_TYPES]
    by_sentence: dict[int, list[Claim]] = {}
    for claim in deals:
        by_sentence.setdefault(claim.sentence.index, []).append(claim)
    for group in by_sentence.values():
        sentence = group[0].sentence
        pairs = sorted(
            (_distance(claim, money, group), number, money.start)
            for number, claim in enumerate(group)
            for money in prices(sentence, text)
            if _may_pay(claim, money)
        )
        by_start = {money.start: money for money in sentence.money}
        given: dict[int, tuple[int, int]] = {
            claim.money.start: (-1, -1) for claim in group if claim.is_gapped and claim.money is not None
        }
        for _, number, start in pairs:
            claim = group[number]
            if (
                claim.money is not None
                or claim.is_gapped
                or given.get(start, (claim.hit.start, claim.hit.end))
                != (
                    claim.hit.start,
                    claim.hit.end,
                )
            ):
                continue
            claim.money = by_start[start]
            given[start] = (claim.hit.start, claim.hit.end)
        _attach_in_order(group, prices(sentence, text))


_IN_ORDER = re.compile(r"分别|\brespectively\b|\brespectievelijk\b|\brespektive\b")


def _attach_in_order(group: Sequence[Claim], told: Sequence[MoneyMention]) -> None:
    """`A and B for 2 and 5 million dollars respectively`: in their order; no price where the numbers differ."""
    low = group[0].sentence.low if group else ""
    if len(told) < 2 or not _IN_ORDER.search(low):
        return
    for hit in {claim.hit for claim in group}:
        own = [claim for claim in group if claim.hit == hit and claim.target is not None and not claim.is_gapped]
        own.sort(key=lambda claim: claim.target.start if claim.target is not None else 0)
        targets = {claim.target.start for claim in own if claim.target is not None}
        if len(targets) < 2 or len(targets) != len(own):
            continue
        near = [one for one in told if own[0].clause.start <= one.start < own[0].clause.end]
        near = near if len(near) == len(own) else list(told)
        for at, claim in enumerate(own):
            claim.money = near[at] if len(near) == len(own) else None


def _may_pay(claim: Claim, money: MoneyMention) -> bool:
    if claim.hit.form.startswith("-"):
        return False  # the X-backed firm raised $5m: X did not pay it
    low, offset = claim.sentence.low, claim.sentence.start
    first, last = sorted((claim.hit.start - offset, money.start - offset))
    if "；" in low[first:last] or low[: money.start - offset].endswith(("入场费", "入场费为", "门槛")):
        return False  # another deed's sum
    if compiled("(?:市值|营收|收入|净利润|工资|奖金|薪酬|年薪|罚款)[^，。；]{0,14}$").search(
        low[: money.start - offset]
    ):
        return False
    if claim.type == "ipo" and "市值" in low[first:last]:
        return False
    if claim.type == "ipo" and compiled("合计[^，。]{0,8}$").search(low[: money.start - offset]):
        return False
    if claim.type == "ipo":
        ahead = claim.sentence.low[: money.start - claim.sentence.start]
        if _NET.search(ahead) and _GROSS.search(ahead):
            return False  # the net proceeds, and the fees, after the sum raised
        return abs(money.start - claim.hit.end) < 60
    if claim.type == "investment":
        ahead = claim.sentence.low[: money.start - claim.sentence.start]
        return not ahead.endswith(("注册资本增至", "注册资本由", "注册资本", "注册资本从", "注册资本为"))
    if claim.type == "joint_venture":
        return abs(money.start - claim.hit.end) < 80
    return True


def _distance(claim: Claim, money: MoneyMention, group: Sequence[Claim]) -> int:
    low, high = min(claim.hit.start, money.start), max(claim.hit.end, money.end)
    span = high - low
    barrier = sum(low < other.hit.start < high and other.hit.start != claim.hit.start for other in group)
    outside = 0 if claim.clause.start <= money.start < claim.clause.end else 60
    gap = claim.sentence.low[low - claim.sentence.start : high - claim.sentence.start]
    return span + 120 * barrier + outside + (200 if "; " in gap else 0)


def attach_later_money(claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon, text: str) -> None:
    """A price told in one of the next two sentences: `The deal is worth …`."""
    busy = {claim.sentence.index for claim in claims if claim.type in DEAL_TYPES}
    for claim in claims:
        if claim.money is not None or claim.type not in ("acquisition", "investment", "funding_round"):
            continue
        for index in (claim.sentence.index + 1, claim.sentence.index + 2):
            if index >= len(sentences) or index in busy:
                break
            nearby = sentences[index]
            if any(noun in nearby.low for noun in lexicon.deal_nouns):
                found = prices(nearby, text)
                if found:
                    claim.money = found[0]
                    break
    _attach_own_prices(claims, sentences, text)


_NET = re.compile("(?:净额|费用|承销费)[^，。]{0,6}$")
_GROSS = re.compile(r"(?:总额|募资|募集资金|集资)[^，。]{0,6}\d")
_PRICED = re.compile(r"[^，。；]{0,24}?(?:作价|交易价格|交易对价|对价|价格|估值作价)[为约达是]{0,3}$")


def _attach_own_prices(claims: Sequence[Claim], sentences: Sequence[Sentence], text: str) -> None:
    """`甲 60% 股权作价 5 亿元，乙 51% 股权作价 3 亿元`: of several targets of one purchase each has its own price."""
    for claim in claims:
        target = claim.target
        if claim.type != "acquisition" or target is None or target.mention is None:
            continue
        if not any(
            other is not claim and other.hit is claim.hit and other.type == "acquisition" and other.target is not target
            for other in claims
        ):
            continue
        alias = compiled(r"[（(][^）)]{0,12}?(?:简称|下称|称)[：:]?[“「\"]?([^”」\"）)]{2,12})").match(
            text[target.end : target.end + 30]
        )
        names = {target.mention.text, *([alias.group(1)] if alias else [])}
        for sentence in sentences[claim.sentence.index :]:
            for money in sentence.money:
                ahead = sentence.text[: money.start - sentence.start]
                told = {
                    one.text
                    for one in sentence.names
                    if one.entity_id is not None and one.entity_id == target.mention.entity_id
                }
                short = {name for name in _tails(target.mention.text) if name in ahead}
                if any(_is_priced(name, ahead) for name in names | told | short):
                    claim.money = money
                    break
            else:
                continue
            break


def _is_priced(name: str, ahead: str) -> bool:
    """Whether what stands ahead of an amount ends with the name and the word for its price."""
    at = ahead.find(name)
    while at >= 0:
        if _PRICED.match(ahead, at + len(name)):
            return True
        at = ahead.find(name, at + 1)
    return False


def _tails(name: str) -> list[str]:
    """Short forms of a company's full name: 松果医疗 of 武汉松果医疗器械有限公司."""
    bare = compiled("(?:股份)?有限(?:责任)?公司$|集团$").sub("", name)
    return (
        [bare[at : at + size] for size in (6, 4) for at in range(min(4, len(bare) - size + 1))] if len(name) > 6 else []
    )


_THEN = re.compile(r", (?:and |und |en )?(?:then|later|afterwards|dann|danach|daarna|vervolgens) ")
_EVE = re.compile(
    r"(?:\bbefore|\bprior to|\bahead of|\bvor|\bvoor|\bvoorafgaand aan|\bim vorfeld)(?: (?:its|the|their|a|dem|der|seinem|ihrem|"
    r"de|het|zijn|haar|des|seines|ihres)){0,2}(?: [\w-]{3,14})?\s*$"
)
_REPORT = re.compile("[，,]?[^，。]{0,14}(?:记者|获悉|了解到|采访|从[^，。]{1,14}处)")


_REPORTED = re.compile(r"\s?(?:为最后期限|为截止|截止|到期|消息|报道|讯(?!飞)|电(?:，|\s|（)|援引|获悉)")
"""周一报道，2月12日讯."""


def _is_of_report(claim: Claim, date: DateMention) -> bool:
    """2月14日，本报记者了解到，…: the day of the report, not of the deed."""
    offset = claim.sentence.start
    if _REPORTED.match(claim.sentence.low, date.end - offset):
        return True
    return claim.clause.start > date.end + 2 and bool(_REPORT.match(claim.sentence.low, date.end - offset))


def _is_of_next(claim: Claim, date: DateMention, claims: Sequence[Claim]) -> bool:
    """甲收购乙，2020年又收购丙: the date a later Chinese clause begins with is that of the deed in it."""
    return "，" in claim.sentence.text and any(
        other.sentence.index == claim.sentence.index
        and other.type not in ("metric", "forecast")
        and other.clause.start <= date.start <= date.end <= other.hit.start
        and other.hit.start != claim.hit.start
        for other in claims
    )


def between_words(claim: Claim, date: DateMention) -> str:
    """What stands between the date and the trigger after it."""
    return claim.sentence.low[date.end - claim.sentence.start : claim.hit.start - claim.sentence.start]


def attach_dates(claims: Sequence[Claim]) -> None:
    """The date nearest to the trigger, those of its own clause first."""
    told = {claim.date.start for claim in claims if claim.is_gapped and claim.date is not None}
    for claim in claims:
        if claim.is_gapped and claim.date is not None:
            continue
        best = None
        for date in claim.sentence.dates:
            between = claim.sentence.low[
                claim.hit.end - claim.sentence.start : max(0, date.start - claim.sentence.start)
            ]
            if date.start > claim.hit.end and (_THEN.search(between) or "; " in between):
                continue  # the purchase of X, and then in May a service: the date is the later deed's
            if _is_of_report(claim, date) or date.start in told:
                continue
            if claim.type == "ipo" and date.end < claim.hit.start and _EVE.search(between_words(claim, date)):
                continue  # in September, before the listing: the date of what was done before it
            inside = claim.clause.start <= date.start < claim.clause.end
            distance = max(date.start - claim.hit.end, claim.hit.start - date.end, 0)
            low, high = min(date.start, claim.hit.start), max(date.end, claim.hit.end)
            barrier = sum(
                other.sentence.index == claim.sentence.index
                and low < other.hit.start < high
                and other.type in DEAL_TYPES
                and other.hit.start != claim.hit.start
                and (other.clause != claim.clause or other.type != claim.type)
                for other in claims
            )
            if date.start > claim.hit.end and not inside and _is_of_next(claim, date, claims):
                continue
            score = distance + (0 if inside else 40) + 50 * barrier
            if date.start > claim.hit.end and not inside and "，" in claim.sentence.text:
                score += 30  # Chinese tells the time first: a later clause has a time of its own
            if date.end < claim.hit.start and between_words(claim, date).lstrip(" ,").startswith(
                ("and ", "und ", "en ")
            ):
                score += 30  # founded in 2012 and acquired in 2020: the date of the verb before
            if best is None or score < best[0]:
                best = (score, date)
        if best is not None:
            claim.date = best[1]
