"""Where names stand in a Chinese sentence: known ones, quoted ones, runs of Han between boundary words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtech_cli.extract.mentions.common_zh import (
    cover,
    has_ending,
    is_common,
    is_doubtful,
    is_fresh,
    is_own,
    persons,
    trimmed,
)
from healthtech_cli.extract.mentions.names import CJK, simplify
from healthtech_cli.extract.mentions.names_zh import is_company_like
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.chinese_words import (
    ADVERB,
    ALIAS_AFTER,
    ALIAS_BEFORE,
    BROUGHT_OUT,
    CHAIN,
    CHANNEL,
    COMPANY_AFTER,
    COMPANY_BEFORE,
    COUNTRY,
    CUT,
    EPITHET,
    EXCHANGE,
    GENERIC,
    GOES_ON,
    GOES_ON_AS_MARKET,
    INSTITUTION,
    LATIN,
    LEAD,
    LOCAL,
    MADE_BEFORE,
    NEWSWIRE,
    NOT_IN_NAME,
    NOT_LATIN,
    OTHERS,
    PRONOUN,
    QUOTED,
    SAYS,
    SLOT_END,
    TELLS,
    TITLE_END,
    UNDER,
)
from healthtech_cli.extract.rules.claims import Claim, Hit, Item, Sentence
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.languages.words_zh import MEDIA, SUFFIXES
from healthtech_cli.model.spans import NameMention, Span

NAMELESS_THING = re.compile(
    "(?:优质|相关|其他|新|潜在)?(?:项目|企业|公司|标的|平台|团队|机构|初创|对象|资源)(?![“「])(?:[，。来以并]|$|进行)"
)
OPENING = re.compile(
    f"(?:\x00+，?|近日，?|日前，?|\\s)*([{CJK}]{{2,8}}?)(?:已|今日|近日|日前|也|还)*(?:宣布|官宣|公告|披露|同意|已同|已与|计划|拟|表示)"
)
LATIN_QUOTE = re.compile("[A-Za-z0-9][A-Za-z0-9.&+\\- ]{2,30}")
NOT_OWN = re.compile("\\s?(?:中小)?(?:企业|概念|赛道|战略|理念|口号|模式|时代|效应|称号|之称|问题|现象|难题|潮)")
CLASS_BEHIND = re.compile("\\s?(?:初创)?(?:企业|公司|厂商|服务商|巨头|独角兽|龙头|赛道|领域|行业|市场|技术|芯片|产业)")
TITLE_GAP = re.compile(f"[{CJK}”」》！？] {{1,3}}[{CJK}“「《]")
"""A blank between Han characters parts the two halves of a title."""
OTHER_OF = re.compile("的?(?:主要|最大|长期|国内|竞争)*(?:对手|竞品|供应商|代工厂商?)")
"""甲竞争对手乙推出: the second acts."""
BRACKET = re.compile("[（(][^（）()]{1,40}[）)]")
"""甲（持股 30%）、乙（持股 20%）: still a list."""


class Slots:
    """One Chinese sentence with its names; `low` is its text in simplified characters and lower case."""

    def __init__(self, sentence: Sentence, hits: Sequence[Hit], lexicon: Lexicon, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.hits = hits
        self.lexicon = lexicon
        self.items = self._items()

    def _items(self) -> list[Item]:
        sentence = self.sentence
        mentions = [
            self._local(self._extended(one))
            for one in sentence.names
            if one.kind not in ("place", "event")
            and not NEWSWIRE.match(self.text, one.end, one.end + 24)
            and not (one.text in MEDIA and TELLS.match(self.text, one.end, one.end + 16))
            and not (GOES_ON_AS_MARKET.match(self.text, one.end))
            and not (one.text in MEDIA and self.text[one.start - 1 : one.start] == "《")
        ]

        def is_free(start: int, end: int) -> bool:
            spans = [*mentions, *sentence.money, *sentence.dates]
            return all(end <= one.start or one.end <= start for one in spans)

        raw = self.text[sentence.start : sentence.end]
        likened: list[tuple[int, int]] = []
        for match in QUOTED.finditer(raw):
            start, end = match.start(1) + sentence.start, match.end(1) + sentence.start
            if EPITHET.search(raw[max(0, match.start() - 6) : match.start()]) and raw[match.end() :].startswith(
                ("的", "之称", "美誉", "称号", "之誉")
            ):
                likened.append((start, end))  # 被称为“东方松果”的: nobody that acts here
                mentions = [one for one in mentions if not (start <= one.start and one.end <= end)]
                continue
            if MADE_BEFORE.search(raw[: match.start()]):
                # 上线「松果医生」: the product, not the company in its name
                mentions = [one for one in mentions if not (start <= one.start and one.end < end)]
            if LATIN_QUOTE.fullmatch(match.group(1)) and any(
                start <= one.start and one.end <= end and one.end - one.start < end - start for one in mentions
            ):  # “SB OpenAI Japan” is not OpenAI
                mentions = [one for one in mentions if not (start <= one.start and one.end <= end)]
            behind = match.end() + sentence.start
            if any(one.start == behind and one.kind in ("company", "subsidiary") for one in mentions) or (
                NOT_OWN.match(self.text, behind)
            ):
                likened.append((start, end))  # “价格杀手”柏川, “专精特新”企业
                continue
            if (
                is_free(start, end)
                and not any(sign in match.group(1) for sign in "，。？！,；")
                and len(match.group(1)) <= 14
            ):
                plain, before = simplify(match.group(1)), simplify(raw[: match.start()])
                if (not MADE_BEFORE.search(before) and is_common(plain)) or CHANNEL.search(before):
                    continue  # “缩水”的募资: a word in quotation marks; 公众号“松果”: who writes
                kind = "company" if self._is_quoted_company(match.start() + sentence.start, end + 1) else "product"
                mentions.append(named(self.text, start, end, kind))
        for match in LATIN.finditer(raw):
            start, end = match.start() + sentence.start, match.end() + sentence.start
            if compiled(r"\s?轮").match(self.text[end : end + 2]) and compiled(
                r"(?:[Pp]re-?)?[A-Ha-h]\d?\+{0,3}"
            ).fullmatch(match.group()):
                continue  # D1 轮
            if any(low <= start and end <= high for low, high in likened):
                continue
            if match.group().isupper() and len(match.group()) <= 5 and CLASS_BEHIND.match(self.text, end):
                continue  # NPU企业, AIDC厂商: what a company is
            if is_free(start, end) and match.group().lower() not in NOT_LATIN and not match.group().islower():
                kind = "person" if match.group() in persons(self.text) else "company"
                mentions.append(named(self.text, start, end, kind))
        items = [Item(start=one.start, end=one.end, mention=one) for one in mentions]
        for phrase in self.lexicon.anaphors:
            if len(phrase) < 2:
                continue
            at = sentence.low.find(phrase)
            while at >= 0:
                start, end = at + sentence.start, at + len(phrase) + sentence.start
                before = self.text[start - 1 : start]
                if (phrase not in ("公司", "集团") or not compiled(f"[{CJK}A-Za-z]").match(before or "，")) and all(
                    end <= one.start or one.end <= start for one in items
                ):
                    items.append(Item(start=start, end=end, mention=None))
                at = sentence.low.find(phrase, at + len(phrase))
        items.sort(key=lambda one: one.start)
        self._point(items)
        kept: list[Item] = []
        for number, item in enumerate(items):
            before = self.text[item.start - 1 : item.start]
            if before in "(（" and before and kept and self.text[kept[-1].end : item.start].strip() in ("(", "（"):
                continue
            item.group = number
            gap = BRACKET.sub("", self.text[kept[-1].end : item.start]).strip() if kept else "，"
            chain = CHAIN.fullmatch(gap) if kept else None
            if kept and chain is not None:
                place = kept[-1].end
                for piece in compiled(f"[{CJK}]{{2,6}}").findall(gap.removesuffix("和")):
                    place = self.text.index(piece, place)
                    kept.append(
                        Item(
                            start=place,
                            end=place + len(piece),
                            mention=named(self.text, place, place + len(piece), "company"),
                            group=kept[-1].group,
                        )
                    )
                item.group = kept[-1].group
            elif kept and (
                gap in ("、", "和", "及", "以及", "与", "」、「", "》、《", "”、“", "」和「", "”和“")
                or (gap.startswith("、") and len(gap) < 2)
            ):
                item.group = kept[-1].group
            kept.append(item)
        return kept

    def _point(self, items: list[Item]) -> None:
        """后者 is the company named last before it in the sentence, 前者 the first."""
        for item in items:
            word = simplify(self.text[item.start : item.end])
            if item.mention is not None or word not in ("后者", "前者"):
                continue
            told = [
                one.mention
                for one in items
                if one.end <= item.start
                and one.mention is not None
                and one.mention.kind in ("company", "subsidiary", "institution", "product")
            ]
            if told:
                item.mention = told[-1] if word == "后者" else told[0]

    def _is_quoted_company(self, start: int, end: int) -> bool:
        """公司「松果」 and 「松果」完成融资 are companies; what is brought out or closed is none."""
        low, offset = self.sentence.low, self.sentence.start
        before, after = low[max(0, start - offset - 14) : start - offset], low[end - offset : end - offset + 12]
        if BROUGHT_OUT.search(before):
            return False
        return bool(COMPANY_BEFORE.search(before) or COMPANY_AFTER.match(after))

    def _extended(self, mention: NameMention) -> NameMention:
        """`平安资本` is not 平安: a known name that goes on is another name."""
        match = (
            GOES_ON.match(self.text, mention.end, self.sentence.end)
            if compiled(f"[{CJK}]").match(self.text[mention.end - 1])
            else None
        )
        if match is None:
            return mention
        return named(self.text, mention.start, match.end(), mention.kind)

    def _local(self, mention: NameMention) -> NameMention:
        """北京市海淀区卫健委 is not the ministry."""
        if mention.kind not in ("government", "institution") or mention.entity_id is None:
            return mention
        floor = max(self.sentence.start, mention.start - 16)
        place = LOCAL.search(self.text[floor : mention.start])
        if place is None:
            return mention
        return named(self.text, floor + place.start(), mention.end, "institution")

    # -- slots

    def _clause(self, hit: Hit) -> Span:
        start, end = hit.start, hit.end
        depth = 0
        while start > self.sentence.start:
            char = self.text[start - 1]
            depth += char in "）)」》”" or 0
            if char in "（(「《“" and depth:
                depth -= 1
            elif not depth and self._parts(start - 1, hit):
                break
            start -= 1
        depth = 0
        while end < self.sentence.end:
            char = self.text[end]
            depth += char in "（(「《“" or 0
            if char in "）)」》”" and depth:
                depth -= 1
            elif not depth and self._parts(end, hit):
                break
            end += 1
        return Span(start=start, end=end)

    def _parts(self, at: int, hit: Hit) -> bool:
        """Whether a clause ends at this sign, or at the blank between the halves of a title."""
        char = self.text[at]
        if char in CUT:
            return not self._is_inner(at)
        if char != " " or hit.start <= at < hit.end or "。" in self.sentence.text or len(self.sentence.text) > 90:
            return False  # a blank may stand for the sign of a link
        return TITLE_GAP.match(self.text, at - 1) is not None

    def _is_inner(self, at: int) -> bool:
        """A comma in 1,000 or in `Sun Care,Inc.` ends no clause."""
        after, before = self.text[at + 1 : at + 2], self.text[at - 1 : at]
        if self.text[at] == "*":  # bold words go on, a starred line begins anew
            around = self.text[max(0, at - 2) : at + 3]
            return "**" in around and "\n" not in around
        return self.text[at] == "," and (after.isdigit() or ((before + after).isascii() and (before + after).isalpha()))

    def _in(self, start: int, end: int) -> list[Item]:
        return [item for item in self.items if start <= item.start and item.end <= end]

    def _blanked(self, start: int, end: int) -> str:
        """The simplified text of a slot with money and dates blanked."""
        offset = self.sentence.start
        chars = list(self.sentence.low[start - offset : end - offset])
        for one in (*self.sentence.money, *self.sentence.dates, *self.sentence.quantities):
            for at in range(max(one.start, start), min(one.end, end)):
                chars[at - start] = "\x00"
        return "".join(chars)

    def _bare(self, start: int, end: int) -> str:
        """The slot with names blanked too: 和 in 诺和诺德 joins nothing."""
        chars = list(self._blanked(start, end))
        for item in self.items:
            if item.mention is not None and item.group >= 0:
                for at in range(max(item.start, start), min(item.end, end)):
                    chars[at - start] = "\x01"
        return "".join(chars)

    def _unknown_subject(self, start: int, end: int) -> Item | None:
        """The name a clause begins with: what stands before the first adverb."""
        slot = self._blanked(start, end)
        is_what = compiled("[^，。]{0,14}(?:交易|案例|一笔|并购|收购)(?:就|则|便)?[是为]").match(slot)
        if is_what is not None:  # 最大的交易为甲收购乙
            start, slot = start + is_what.end(), slot[is_what.end() :]
        dated = compiled("(?:[而但并且然后又也还，]{0,2})(?:自从?|早在|在|于|截至|到|等到)?\x00+(?:起|间|时)?").match(
            slot
        )
        if dated:
            start, slot = start + dated.end(), slot[dated.end() :]
        lead = LEAD.match(slot.replace("\x00", " "))
        at = lead.end() if lead else 0
        stop = ADVERB.search(slot, at)
        market = EXCHANGE.search(slot, at) or re.compile("[ah美港]股").search(slot, at)
        if market is not None and market.start() - at >= 2 and (stop is None or market.start() < stop.start()):
            stop = market
        chunk = slot[at : stop.start()] if stop else slot[at:]
        told = self._chunk(start + at, compiled("[（(]").split(chunk)[0])
        over = told and next((one for one in self.items if one.start < told.end and told.start < one.end), None)
        if over is not None:  # 在松果收购柏睿前 tells who buys, 给松果医疗的 does not
            return over if self.text[: over.start].endswith(("在", "当", "随着")) else None
        return told or self._behind_clause(start, slot)

    def _behind_clause(self, start: int, slot: str) -> Item | None:
        """去年失利的松果已经: the name behind its clause, if nothing in it is a common word."""
        for match in reversed(list(compiled("的").finditer(slot))):
            stop = ADVERB.search(slot, match.end())
            told = slot[match.end() : stop.start()] if stop else ""
            own = cover(told)[0] >= 2 and not is_doubtful(told)
            if 2 <= len(told) <= 8 and (is_fresh(told) or has_ending(told) or own):
                return self._chunk(start + match.end(), told)
        return None

    def _unknown_object(self, start: int, end: int) -> Item | None:
        slot = self._blanked(start, end)
        at = 1 if slot.startswith(("了", "于", "过")) else 0
        chunk = slot[at:].split("\x00")[0]
        if compiled("[我你他她它其您]").match(chunk):
            return None
        stop = SLOT_END.search(chunk)
        if stop and stop.group() == "的":
            # 收购做慢病管理的松果医疗: the name may follow the attribute
            rest = chunk[stop.end() :]
            if NAMELESS_THING.match(rest) and not is_company_like(chunk[: stop.start()]):
                return None  # 收购契合自身发展的项目
            inner = SLOT_END.search(rest)
            after = rest[: inner.start()] if inner else rest
            if (
                len(after) >= 3
                and not compiled(r"股份|股权|交易|业务|资产|\d|少数|多数|全部|剩余|部分|\W").match(after)
                and not self._chunk(start + at, chunk[: stop.start()])
            ):
                return self._chunk(start + at + stop.end(), after)
        return self._chunk(start + at, chunk[: stop.start()] if stop else chunk)

    def _chunk(self, start: int, chunk: str) -> Item | None:
        lead = LEAD.match(chunk)
        if lead and not (INSTITUTION.search(chunk) and COUNTRY.fullmatch(lead.group())):
            start, chunk = start + lead.end(), chunk[lead.end() :]
        title = max(TITLE_END.finditer(chunk), key=lambda match: match.end(), default=None)
        if title is not None and len(chunk) - title.end() >= 2:
            start, chunk = start + title.end(), chunk[title.end() :]
        elif GENERIC.match(chunk):
            return None
        stripped = chunk.strip(" \x00\t·「」“”\"'")
        start += chunk.find(stripped) if stripped else 0
        stripped = compiled(r"(?:[这那该各均]|(?<=..)[自从于])$").sub("", stripped)
        held = compiled("所持有?的?").match(stripped)
        if held:
            start, stripped = start + held.end(), stripped[held.end() :]
        first, last = trimmed(stripped)
        start, stripped = start + first, stripped[first:last]
        if NOT_IN_NAME.search(stripped) or is_doubtful(stripped) or stripped[:1] in "了着过们":
            return None
        if (
            not 2 <= len(stripped) <= 12
            or stripped in self.lexicon.not_names
            or stripped in SUFFIXES
            or stripped.lower() in NOT_LATIN
            or GENERIC.match(stripped)
            or not compiled(f"[{CJK}A-Za-z0-9·. ]+").fullmatch(stripped)
        ):
            return None
        if compiled(f"[{CJK}]+").fullmatch(stripped) and not is_own(stripped) and not INSTITUTION.search(stripped):
            return None
        if compiled(r"\d+[年月日天家个只股款]").search(stripped):
            return None
        if stripped[-1] in "了着过的是在有" or (
            stripped[-2:] in self.lexicon.not_names and len(stripped) <= 4 and stripped[:2] in self.lexicon.not_names
        ):
            return None
        return Item(
            start=start,
            end=start + len(stripped),
            mention=named(
                self.text,
                start,
                start + len(stripped),
                "person" if self.text[start : start + len(stripped)] in persons(self.text) else "company",
            ),
            group=-start,
        )

    def _subject(self, claim: Claim, end: int, *, unknown: bool = True) -> Item | None:
        """The clause's subject; where it is left out, that of an earlier clause of the sentence."""
        inside = [item for item in self._in(claim.clause.start, end) if not self._is_oblique(item)]
        if inside:
            first = 0
            while first + 1 < len(inside):
                if self._is_owner(inside[first], inside[first + 1]):
                    first += 1
                elif first + 2 < len(inside) and self._is_owner(inside[first], inside[first + 2], inside[first + 1]):
                    first += 2  # 甲（以下简称“乙”）旗下的丙: the third acts
                else:
                    break
            under = UNDER.match(self.text, inside[first].end, end)
            if under is not None and first + 1 == len(inside) and unknown and end - under.end() >= 2:
                # 松果健康旗下柏睿经纪: the name behind its owner's acts or is dealt with
                guess = self._unknown_subject(under.end(), end)
                if guess is not None and guess.mention is not None and is_company_like(guess.mention.text):
                    return guess
            return inside[first]
        if unknown:
            said = PRONOUN.fullmatch(self._blanked(claim.clause.start, end))
            if said is not None:
                return Item(start=claim.clause.start, end=claim.clause.start, mention=None)
            guess = self._unknown_subject(claim.clause.start, end)
            if guess is not None:
                return guess
        before = [item for item in self._in(self.sentence.start, claim.clause.start) if not self._is_oblique(item)]
        part = self.sentence.low.rfind("；", 0, claim.clause.start - self.sentence.start)
        before = [one for one in before if one.start - self.sentence.start > part] or before
        if before and not OTHERS.match(self.sentence.low, claim.clause.start - self.sentence.start):
            claim.actor_basis = "sentence"
            opening = self._opening(before[0].start) if before[0].start - self.sentence.start > 3 else None
            return opening or before[0]
        if unknown and not before and claim.clause.start > self.sentence.start:
            opening = self._opening(claim.clause.start)
            if opening is not None:
                claim.actor_basis = "sentence"
            return opening
        return None

    def _opening(self, end: int) -> Item | None:
        """An unknown name with which the sentence begins, right before a verb of announcing."""
        match = OPENING.match(self._blanked(self.sentence.start, end))
        return self._chunk(self.sentence.start + match.start(1), match.group(1)) if match else None

    def _is_owner(self, item: Item, after: Item, alias: Item | None = None) -> bool:
        """松果医疗旗下柏睿生物收购: the second acts."""
        if alias is not None:
            named_so = ALIAS_BEFORE.fullmatch(self.text[item.end : alias.start])
            if named_so is None:
                return False
        close = ALIAS_AFTER.match(self.text, (alias or item).end)
        return (
            after.mention is not None
            and after.mention.kind in ("company", "subsidiary")
            and (
                UNDER.fullmatch(self.text[close.end() if close else item.end : after.start]) is not None
                or OTHER_OF.fullmatch(simplify(self.text[item.end : after.start])) is not None
            )
        )

    def _is_oblique(self, item: Item) -> bool:
        if item.mention is not None and item.mention.kind == "person" and SAYS.match(self.text, item.end):
            return True  # who tells the news has not made it
        before = self.sentence.low[: item.start - self.sentence.start].rstrip()
        if before.endswith(("交易为", "并购为", "案例为", "收购为", "分别为", "一笔为", "方为", "买家为")):
            return False  # 最大的交易为甲收购乙
        return before.endswith(
            (
                "以",
                "从",
                "对",
                "向",
                "与",
                "和",
                "同",
                "跟",
                "被",
                "由",
                "给",
                "在",
                "据",
                "于",
                "为",
                "比",
                "遭",
                "获",
                "受",
            )
        )


def named(text: str, start: int, end: int, kind: str) -> NameMention:
    """A name that the store does not know."""
    return NameMention(start=start, end=end, text=text[start:end], entity_id=None, kind=kind)


def is_market(item: Item) -> bool:
    """Whether the item is a place where shares are traded, or who oversees it."""
    return item.mention is not None and bool(EXCHANGE.search(simplify(item.mention.text)))


def is_cut(form: str, tail: str) -> bool:
    """Whether the form is cut from two other words: 并 + 入选."""
    if form == "投资" and tail[:1] == "比" and not tail.startswith(("比亚迪", "比特", "比邻")):
        return True  # 投资比上年增长
    if form == "私有化" and tail.startswith("部署"):
        return True
    if form == "投资" and tail.startswith(
        (
            "首席",
            "创始",
            "董事",
            "总裁",
            "合伙",
            "总监",
            "高管",
            "委员会",
            "促进",
            "集团",
            "管理有限",
            "管理合伙",
            "管理中心",
            "有限",
            "发展有限",
            "合伙",
            "股份有限",
        )
    ):
        return True  # a part of a name that was not found as one
    if form == "投资":  # 国投 + 资本
        return tail[:1] == "本" and tail[:2] not in ("本公", "本轮", "本次", "本土", "本地", "本项", "本金")
    if form == "控股" and compiled(r"[+＋、，。；）)]|$").match(tail):
        return True  # 松果控股、柏川集团: a name's end
    return (form == "并入" and tail[:1] in ("选", "围", "驻", "列")) or (form == "控股" and tail[:1] in ("股", "的"))
