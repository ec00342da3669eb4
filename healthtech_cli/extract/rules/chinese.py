"""Argument rules for Chinese: clauses cut at punctuation, roles by 被, 由, 对, 与, 从 and by word order."""

from __future__ import annotations

import re
from dataclasses import replace

from healthtech_cli.extract.mentions.names import CJK, simplify
from healthtech_cli.extract.mentions.names_zh import is_company_like
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.chinese_gates import OFFER_NOUN, passes
from healthtech_cli.extract.rules.chinese_joint import Joint
from healthtech_cli.extract.rules.chinese_slots import is_cut, is_market, named
from healthtech_cli.extract.rules.chinese_words import (
    ALSO_LISTED,
    BACKERS,
    CUT,
    FILINGS,
    INVESTOR_TRIGGER,
    INVESTORS,
    LISTED,
    LISTING_TRIGGER,
    LISTS,
    NOUN_AFTER,
    PART_OF,
    PERSON_AFTER,
    SAYS,
    SEVERAL,
    THIS_DEAL,
    TITLED,
)
from healthtech_cli.extract.rules.claims import Claim, Hit, Item
from healthtech_cli.model.spans import NameMention, Span

NEW_INVESTORS = re.compile(
    "(?:新增|新引入|引入)(?:股东|投资人|投资方)?([^，。；]{2,80}?)(?:等)?(?:为|成为|作为)(?:公司|新|其)?(?:的)?(?:战略)?(?:股东|投资人|投资方)"
    "|(?:投资人|股东|投资方)(?:信息)?(?:发生)?变更[，,](?:新增|引入)(?:股东|投资人|投资方)?([^，。；]{2,80}?)(?:等)?(?=[，。；])"
)
FUND = re.compile(f"[{CJK}]{{2,24}}(?:合伙企业|公司|基金|投资|资本|创投|投资管理中心|投资中心|集团)")
AFTER_DEAL = re.compile(
    "(?:交易|收购|转让|增资|重组|发行|合并|交割|换股|增持|减持)(?:全部|正式)?(?:完成|实施)?(?:后|之后)[^。]{0,60}$"
    "|将(?:合计|直接|间接|继续|共同|仍)*$"
)
SHARE = re.compile(r"(?:[（(][^）)]{1,30}[）)])?\s?(?:的|合计|剩余)?\s?\d{1,3}(?:\.\d{1,4})?\s?[%％]")
SHARES_AND = re.compile(SHARE.pattern + "的?(?:股权|股份|权益)?(?:以及|及|、|和|与)")
"""A share of a company and what joins the next one to it."""
NAME_LIST = re.compile(f"[了：: ]?([{CJK}A-Za-z0-9]{{2,14}}(?:[、和及与][{CJK}A-Za-z0-9]{{2,14}}){{1,8}}?)等")
PLACE_OF_LIST = re.compile("(?:[^、和及与]|(?<![^、]{2})[和及与]|[和及与](?=[^、]?(?:、|$))){2,14}")
"""One place of a list; 和 in 沐和药业 joins nothing."""
BUSINESS = re.compile(f"(?!的)[{CJK}]{{0,8}}?(?:业务|部门|事业部|产品线)(?=[，。、]|$)")
JOINED_ROUND = re.compile("(?:参与|参投|跟投|加入)了?(?=[^，。]{2,16}的)")
LISTING_OF = re.compile("(失利|折戟|失败|未果|受挫|被否|遭否|梦碎|告吹|终止|搁浅)?(?:后)?的(?!是|时|第)")
SEEKS = re.compile("排队|候场|等候|等待|冲刺|冲击|谋求|申请|闯关|筹备|拟|寻求|计划|转战|备战")
BY_MEANS = re.compile("(?:拟|将|计划|已)?(?:通过|以)[^，。]{2,30}(?:的)?(?:方式|形式|途径)$")
APART = re.compile("分拆(?:其)?(?:旗下|控股|全资)?(?:子公司|孙公司|业务)?")
MADE_BY = re.compile("(?:创办|创立|成立|打造|孵化)的[^，。]{0,8}$")
SAID_OF_IT = re.compile(
    "(?:称|传|传闻|消息|认为|预计|报道|透露|表示|^)，?([其它])(?=可能|或|将|拟|计划|正|已|有望|有意|最快|最早|考虑)"
)
HOPED = re.compile("(?:期待|希望|盼|尽快|瞄准|犹豫|谋划|筹划)[^，。]{0,16}$")
DROPPED = re.compile(
    "(?:其后|随后|此后|之后|后来|最终|同时|另外|此外|而后|然后|接着|不久后?|其中|并且?)?，?"
    "(?:早在|在|于|到|到了|至)?[\x00 ]+(?:，|,)?(?:(?:已|又|还|再次|曾|便|成功|正式|再度|宣布|完成了?|顺利|则|再|首次|率先|相继|先后|先|了)|"
    "(?:在|于|登陆|赴)[^，。]{2,12})*(?:(?:pre-?)?[a-h]\\+?)?\\s?"
)
COUNTED = re.compile(
    "(?:第[一二三四五六七八九十][笔个步次项桩]|首先|其次|再次|另一[笔个项]|最后一[笔个])，?(?:则|便|就)?是?"
)
"""第二笔，则是…: what a telling in turn begins with."""
HOLDING = re.compile("[（(][^（）()]{0,16}$")
GIVEN = re.compile("获得?(?:了|过|到)?的?\\s?\x00+\\s?的?$")
"""获得的 3 亿美元投资: a round, of whose investors nothing is said."""
ALLOWED = re.compile("(?:同意|批准|批复|核准|准予|准许|放行)(?!了?(?:对|以|的|后))了?")
FORBIDDEN = re.compile("(?:禁止|阻止|阻拦|否决|叫停|驳回)了?")
BACKED = re.compile(
    "(?:投资|持有|控股|参股|入股|创办|创立|支持|孵化|扶持|加持|押注|看好|领投|持股)过?的[^，。；]{0,12}$"
)
"""甲投资的乙，2023 年上市: the second lists."""
ACCEPTED = re.compile("[^，。；]{0,14}(?:获得?|被|得到)?[^，。；]{0,6}(?:受理|问询|提交注册|上会)")
INSURANCE = re.compile(f"的[{CJK}]{{0,4}}(?:保险|银行|信托|证券|存款|零售|经纪)?业务")
HELD_BY = re.compile("(?:等)?(?:所|合计|间接|直接|共同|各自)*持有的?")
FAR_PLAN = re.compile("拟(?![议定人合态真])(?=.{14,}$)", re.DOTALL)
CONTROL = re.compile("控股子公司|控股股东|控制权|控股权|并表|实际控制人|入主")
PORTFOLIO = re.compile(
    "(?:也|正|便|就)?是(?P<who>[^，。；]{2,24}?)(?:(?:宣布|决定)[^，。；]{1,8}(?:后|以来|之后))?(?:的)?"
    "(?:在[^，。；]{1,12})?(?:首批|第一批|早期|首个|首家|重要|最新|唯一|最早|重点)?(?:的)?"
    "(?:对外)?(?:投资|被投|参投|入股|参股)(?:的)?(?:首批|首个|首家|第一家|第[一二三]家)?[^，。；]{0,8}?"
    "(?:企业|公司|品牌|机构|标的)(?:之一)?(?=[，。；、]|$)"
)
"""甲是乙的首批投资企业之一."""
HISTORY = re.compile(
    "(?:交易所|科创板|创业板|主板|北交所|上交所|深交所|港交所|纳斯达克|纽交所|新三板|联交所|港股|a股)[^，。]{0,8}$"
)

TO_BUYER = re.compile("了?")
TO_BUYER_FAR = re.compile("(?:给|予|与|至|于)了?(?!市场|第三方|关联|以)")
"""出售给, 出售与: what stands before the buyer."""
WITH_BUYER = re.compile("(?:与|和|同|跟)(?P<who>[^，。；]{2,30}?)(?:正式|已经|已|共同)?(?:达成|签署|签订|订立|敲定)")
TOWARD_DONE = re.compile(
    "(?:进行|追加|作出|做出|完成|开展)了?(?:首轮|新一轮|第[一二三四]轮|战略|新的|\x00|约|至多|最多|高达|总额|的|\\s)*$"
)
LED_THIS = re.compile("(?:主导|牵头|参与|加入|领衔|参投)了?(?:本|此|该|这)(?:次|轮|一轮)?$")
TOWARD_OF = re.compile("的(?:全资|战略|股权|首轮|初始|新一轮|追加|[\x00约近超逾多达至少高 ])*$")
RIVAL_OF = re.compile(
    "(?:的[^，。；的]{0,6}(?:对手|竞品|竞争者|伙伴|前身|母公司|研发公司|开发公司|开发商|开发者|运营商)"
    "|(?:供应商|经销商|代理商|竞争对手|母公司|子公司|开发商|研发公司|代工厂商?|合作伙伴))[“「]?"
)
_LISTED_DEEDS = ("acquisition", "investment")
PROPOSAL = re.compile("\\s?的?(?:提案|提议|要约|报价|计划|方案|意向|企图|请求|想法|可能)")
PERSON_ACTS = re.compile(
    f"(?:执行官|运营官|财务官|兼)*([{CJK}]{{1,5}}[·・][{CJK}]{{2,5}}?|[{CJK}]{{2,4}}?)(?=正|已|拟|欲|据|将|牵头|率|计划|提出|斥|曾|出资|领|个人|也|在[0-9])"
)
RELATIVE = re.compile("[\x00，]*(?:曾|曾经|此前|已|先后|刚刚|最近|率先|早期|去年|今年|，|在|于|以|\x00|的价格)*")
SHARES_ONLY = re.compile(r"了?\s?(?:其|约|全部|多数|少数)?\s?[\d.]*\s?[%％]?\s?的?(?:全部|多数|少数)?(?:股权|股份)?")
UNIT_WORDS = re.compile(f"[{CJK}A-Za-z0-9]{{2,14}}(?:业务|部门|事业部|产品线|板块)")
SOLD_LEAD = re.compile("(?:其|了|旗下|所|持有|持|手中|全部|的|全资|控股|子公司|剩余|部分|[\x00\\d.%％]|股权|股份)*")
"""出售其持有的…: what stands before the name of what is sold."""

DONE_DEAL = re.compile("完成了?(?:对)?")
DEAL_NOUN = re.compile(
    "(?:及|和|与|以及)?(?:[^，。；]{0,6}?(?:注资|增资))?(?:事项|交易|工作|事宜|案)?(?=[，。；、！]|$)"
)
"""完成乙收购及注资事项: what may follow the noun."""


class ChineseReader(Joint):
    """Reads one Chinese sentence."""

    def claims(self) -> list[Claim]:
        """The claims of the sentence's triggers, in order."""
        found: list[Claim] = self._investors() + self._listed() + self._portfolio()
        for hit in self.hits:
            if hit.trigger.type in ("metric", "forecast") or hit.trigger.frame == "investors" or self._in_name(hit):
                continue
            if hit.trigger.type == "investment" and (
                self._is_holding(hit) or is_cut(hit.form, self.sentence.low[hit.end - self.sentence.start :])
            ):
                continue
            clause = self._own_part(hit, self._clause(hit))
            claim = Claim(type=hit.trigger.type, hit=hit, sentence=self.sentence, clause=clause, rule=hit.trigger.frame)
            if claim.rule == "raise" and any(one.rule == "raise" and one.clause == clause for one in found):
                continue  # A 轮 + 融资: one round
            getattr(self, f"_read_{hit.trigger.frame}")(claim)
            if claim.actor is None and self._drops_subject(claim):
                # 2022年收购了乙。: the one the sentence before told of
                claim.actor = Item(start=self.sentence.start, end=self.sentence.start, mention=None)
            if self.text[hit.start - 1] == "、" and claim.clause.start < hit.start and claim.type in _LISTED_DEEDS:
                # 甲收购乙、投资丙: one did it all
                claim.actor = next((one.actor for one in reversed(found) if one.clause.end >= hit.start), None)
            if claim.type == "funding_round":
                self._as_offer(claim)
                self._same_round(claim, found)
            if not passes(claim):
                continue
            found += self._spread(claim)
        return found

    def _same_round(self, claim: Claim, found: list[Claim]) -> None:
        """甲完成融资，本轮融资由乙领投: the round told just before; 乙主导此轮融资 tells only who gives."""
        ahead = self.sentence.low[: claim.hit.start - self.sentence.start]
        if LED_THIS.search(ahead):
            claim.rule, claim.actor = "role", None
            return
        told = [one for one in found if one.type == "funding_round" and one.actor is not None]
        if told and claim.actor_basis == "sentence" and compiled("(?:本|此|该|这)(?:次|轮|一轮)?$").search(ahead):
            claim.actor, claim.money = told[-1].actor, None

    def _own_part(self, hit: Hit, clause: Span) -> Span:
        """甲在港上市、乙在美上市: each has its own part of the clause."""
        for other in reversed(self.hits):
            if other.trigger.type != hit.trigger.type or other.end > hit.start or other.start < clause.start:
                continue
            sign = compiled("了?[^，。、]{0,4}、").match(self.sentence.low, other.end - self.sentence.start)
            if sign is not None and sign.end() + self.sentence.start < hit.start:
                start = sign.end() + self.sentence.start
                if self._in(start, hit.start) or hit.start - start > 4:
                    return Span(start=start, end=clause.end)
            break
        for other in self.hits:
            if other.trigger.type != hit.trigger.type or other.start < hit.end or other.end > clause.end:
                continue
            sign = compiled("了?[^，。、]{0,4}、").match(self.sentence.low, hit.end - self.sentence.start)
            if sign is not None and sign.end() + self.sentence.start < other.start:
                return Span(start=clause.start, end=sign.end() - 1 + self.sentence.start)
            break
        return clause

    def _drops_subject(self, claim: Claim) -> bool:
        """Whether the sentence begins with a date and then tells the deed, nobody being named."""
        kinds = ("acquisition", "funding_round", "ipo", "launch", "partnership")
        if claim.type not in kinds or claim.rule in ("offer", "passive"):
            return False
        slot = self._blanked(self.sentence.start, claim.hit.start)
        target = claim.target
        if target is not None and target.mention is not None and target.end <= claim.hit.start:
            slot = self._blanked(self.sentence.start, target.start).rstrip("「“《 ")
            if claim.type in ("acquisition", "partnership") and claim.rule in ("noun", "verb", "with"):
                sign = compiled("(?:对|与|和|同|跟|携手|联合)(?:了)?[^，。；\x00]{0,12}$").search(slot)
                if sign is None:
                    return False
                slot = slot[: sign.start()]
            elif claim.type != "launch" or target.mention.kind not in ("product", "programme"):
                return False
        counted = COUNTED.match(slot)
        return DROPPED.fullmatch(slot[counted.end() :].lstrip() if counted else slot) is not None

    def _is_holding(self, hit: Hit) -> bool:
        """甲（出资 7000 万元，持股 7%）、乙（…）: who holds how much of what is told of."""
        return HOLDING.search(self.sentence.low[: hit.start - self.sentence.start]) is not None

    def _portfolio(self) -> list[Claim]:
        """`甲是乙的首批投资企业之一`."""
        found: list[Claim] = []
        for match in PORTFOLIO.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            left = [one for one in self._in(self.sentence.start, start) if start - one.end <= 2]
            first, last = (at + self.sentence.start for at in match.span("who"))
            inside = [one for one in self._in(first, last) if one.mention is not None and one.start == first]
            if not left or not inside or left[-1].mention is None:
                continue
            hit = Hit(start=start, end=end, trigger=INVESTOR_TRIGGER, form="投资")
            found.append(
                Claim(
                    type="investment", hit=hit, sentence=self.sentence, clause=self._clause(hit), actor=inside[0],
                    target=left[-1], rule="investors",
                )
            )  # fmt: skip
        return found

    def _in_name(self, hit: Hit) -> bool:
        """Whether the trigger is only a part of a name: 松果投资."""
        return any(
            one.start <= hit.start and hit.end <= one.end and one.end - one.start > hit.end - hit.start
            for one in self.sentence.names
        )

    def _investors(self) -> list[Claim]:
        """`X 的投资人包括 A、B`, `X 背后站着 A`, `X 早期投资人 A`, `A 是 X 的股东`."""
        found: list[Claim] = []
        for match in INVESTORS.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            hit = Hit(start=start, end=end, trigger=INVESTOR_TRIGGER, form=match.group())
            clause = self._clause(hit)
            before = [
                item for item in self._in(self.sentence.start, start) if not item.is_anaphor and start - item.end <= 3
            ]
            after = [item for item in self._in(end, self.sentence.end) if not item.is_anaphor]
            if not before and BACKERS.match(self.sentence.low, match.start()):
                # 甲获批增资，新引入的出资人为乙: the company is the one the sentence began with
                before = [one for one in self._in(self.sentence.start, clause.start) if not self._is_oblique(one)][:1]
            if not before or compiled("轮|融资|募资|筹资|集资|筹集|募集").search(self.sentence.low):
                continue  # the round tells who gave money
            if compiled("之一|[^，。]{0,3}创始人").match(self.sentence.low[match.end() :]):
                continue
            target = before[-1]
            subject = [item for item in self._in(clause.start, target.start) if not item.is_anaphor]
            between = self.sentence.low[
                (subject[-1].end if subject else clause.start) - self.sentence.start : target.start
                - self.sentence.start
            ]
            if subject and between.strip().endswith(("是", "为")):
                actors = [subject[-1]]
            elif after:
                gap = self.sentence.low[end - self.sentence.start : after[0].start - self.sentence.start]
                if not LISTS.fullmatch(gap):
                    continue
                actors = [item for item in after if item.group == after[0].group]
            else:
                continue
            found += [
                Claim(
                    type="investment",
                    hit=hit,
                    sentence=self.sentence,
                    clause=clause,
                    actor=actor,
                    target=target,
                    rule="investors",
                )
                for actor in actors
                if actor is not target and not self._is_of_person(actor)
            ]
        return found + self._new_holders()

    def _new_holders(self) -> list[Claim]:
        """`甲发生工商变更，新增乙、丙为股东`."""
        found: list[Claim] = []
        for match in NEW_INVESTORS.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            hit = Hit(start=max(start, end - 2), end=end, trigger=INVESTOR_TRIGGER, form="股东")
            clause = self._clause(hit)
            left = [one for one in self._in(self.sentence.start, start) if not self._is_oblique(one)]
            first = left[0] if left else self._owner_of_change(start)
            if first is None or first.mention is None:
                continue
            span = match.span(1) if match.group(1) else match.span(2)
            found += [
                Claim(
                    type="investment", hit=hit, sentence=self.sentence, clause=clause, actor=actor, target=first,
                    rule="investors",
                )
                for actor in self._holders(*(at + self.sentence.start for at in span))
                if actor is not first
            ]  # fmt: skip
        return found

    def _owner_of_change(self, end: int) -> Item | None:
        """`甲投资人变更，新增…`: the name before the change."""
        low = self.sentence.low[: end + 4 - self.sentence.start]
        match = compiled(
            r"([^，。；、\d]{2,14}?)(?:发生|完成)?(?:了)?(?:工商|股东|投资人|投资方|股权)(?:信息)?变?"
        ).search(low)
        return self._chunk(match.start(1) + self.sentence.start, match.group(1)) if match else None

    def _holders(self, start: int, end: int) -> list[Item]:
        """The names of a list of new holders; what ends like a fund's or firm's name needs no proof."""
        found: list[Item] = []
        for piece in compiled("[^、和及]{2,40}").finditer(self.text[start:end]):
            first, last = start + piece.start(), start + piece.end()
            known = [one for one in self._in(first, last) if one.mention is not None]
            text = compiled("[（(]|等").split(piece.group())[0].strip()
            if known and known[0].start == first and (known[0].end - first >= len(text) - 2):
                found.append(known[0])
            elif FUND.fullmatch(text):
                mention = named(self.text, first, first + len(text), "company")
                found.append(Item(start=first, end=first + len(text), mention=mention, group=start))
            elif known:
                found.append(known[0])
        return found

    def _is_of_person(self, item: Item) -> bool:
        """甲创始人: a person is meant, not the company."""
        return bool(PERSON_AFTER.match(self.sentence.low, item.end - self.sentence.start))

    # -- frames

    def _read_verb(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        if hit.form == "并入":
            self._read_merged(claim)
            return
        slot = self._bare(clause.start, hit.start)
        passive = (
            max(slot.rfind(sign) for sign in ("被", "遭", "获得", "获", "拿到", "得到", "接受"))
            if claim.type == "investment"
            else max(slot.rfind("被"), slot.rfind("遭"))
        )
        by = slot.rfind("由")
        if by >= 0 and compiled("其?(?:旗下|全资|控股|下属|子公司)").match(slot[by + 1 :]):
            by = -1  # 由旗下的乙收购: the owner acts
        toward = slot.rfind("对")
        if toward >= 0 and slot[toward + 1 : toward + 2] in ("外", "内", "此", "其"):
            toward = -1
        if hit.form == "完成对" and compiled("[^，。；]{2,40}?(?:收购|并购|投资|注资|增资|入股)").match(
            self._blanked(hit.end, clause.end)
        ):
            return  # 完成对甲的收购: 收购 tells it
        if passive >= 0:
            claim.rule = "passive"
            at = clause.start + passive
            claim.target = self._subject(claim, at)
            agents = self._in(at, hit.start)
            width = 2 if slot[passive : passive + 2] in ("获得", "拿到", "得到", "接受") else 1
            claim.actor = agents[0] if agents else self._unknown_subject(at + width, hit.start)
            if passive <= 1 and self.text.startswith("的", hit.end):
                # 被甲以 39 亿美元收购的乙
                right = [one for one in self._in(hit.end, clause.end) if one.mention is not None]
                beside = right[0] if right and right[0].start - hit.end <= 2 else None
                claim.target = beside or self._unknown_object(hit.end + 1, clause.end)
                return
            if claim.type == "investment" and not agents and GIVEN.search(slot):
                claim.type, claim.rule = "funding_round", "raise"
                claim.actor, claim.target = claim.target, None
                return
            if claim.actor is None and claim.type == "acquisition" and passive + 1 == len(slot):
                claim.rule = "agentless"
            return
        if by >= 0 and (self._in(clause.start + by, hit.start) or hit.start - clause.start - by > 3):
            agents = self._in(clause.start + by, hit.start)
            claim.actor = agents[0] if agents else self._unknown_subject(clause.start + by + 1, hit.start)
        if toward >= 0 and TOWARD_OF.search(slot):
            inside = self._in(clause.start + toward, hit.start)
            claim.target = inside[0] if inside else self._unknown_object(clause.start + toward + 1, hit.start)
            claim.actor = claim.actor or self._subject(claim, clause.start + toward)
            claim.rule = "verb" if "完成" in slot[:toward] else "noun"
            offset = self.sentence.start
            self._as_stake(claim, self.sentence.low[clause.start + toward - offset : hit.start - offset])
            return
        if claim.type == "investment" and toward >= 0 and TOWARD_DONE.search(slot[toward:]):
            # 甲对乙进行 4 亿元投资
            at = clause.start + toward
            inside = self._in(at, hit.start)
            claim.target = inside[0] if inside else self._unknown_subject(at + 1, hit.start)
            claim.actor = self._subject(claim, at)
            claim.rule = "toward"
            return
        if claim.type == "investment" and "向" in slot:
            at = clause.start + slot.rfind("向")
            inside = self._in(at, hit.start)
            claim.target = inside[0] if inside else self._unknown_subject(at + 1, hit.start)
            claim.actor = self._subject(claim, at)
            claim.rule = "toward"
            return
        if claim.type == "acquisition" and FAR_PLAN.search(slot):
            claim.status = "planned"
        if claim.type == "acquisition" and hit.form in ("收购", "并购") and self._read_done(claim):
            return
        manner = BY_MEANS.search(slot)
        allowed = ALLOWED.search(slot) if claim.type == "acquisition" else None
        if allowed and claim.actor is None and hit.start - clause.start - allowed.end() >= 2:
            # 监管部门同意甲受让乙: who is allowed acts
            at = clause.start + allowed.end()
            agents = [one for one in self._in(at, hit.start) if not self._is_oblique(one)]
            claim.actor = agents[0] if agents else self._unknown_subject(at, hit.start)
        forbidden = FORBIDDEN.search(slot) if claim.type in ("acquisition", "investment") else None
        if forbidden and claim.actor is None:
            # 监管机构禁止甲收购乙: who is forbidden would have acted
            at = clause.start + forbidden.end()
            agents = [one for one in self._in(at, hit.start) if not self._is_oblique(one)]
            claim.actor = agents[0] if agents else self._unknown_subject(at, hit.start)
            if claim.actor is None:
                return
            claim.status = "abandoned"
        claim.actor = claim.actor or self._subject(claim, clause.start + manner.start() if manner else hit.start)
        tail = self.sentence.low[hit.end - self.sentence.start :]
        if claim.type == "acquisition" and (NOUN_AFTER.match(tail) or is_cut(hit.form, tail)):
            return
        if claim.actor is not None and self._is_of_person(claim.actor):
            person = self._person_of(claim.actor, hit.start)
            if person is None and claim.type == "investment":
                claim.actor = None
                return
            claim.actor = person or claim.actor
        several = SEVERAL.match(tail)
        if several and claim.type in ("acquisition", "investment"):
            told = [one for one in self._in(hit.end + several.end(), self.sentence.end) if self._is_quoted(one)]
            for one in told:
                one.group = told[0].group
            claim.target, claim.rule = (told[0] if told else None), "by"
            return
        moved = max(slot.rfind("将"), slot.rfind("把"))
        ahead = [one for one in self._in(clause.start, hit.start) if one.mention is not None]
        if moved >= 0 and claim.type == "acquisition" and ahead and claim.actor is not ahead[-1]:
            gap = slot[moved + 1 : ahead[-1].start - clause.start]
            if ahead[-1].start > clause.start + moved and not gap.strip():
                claim.target, claim.rule = ahead[-1], "moved"
                return
        if moved >= 0 and claim.type == "acquisition" and slot[moved + 1 : moved + 2] in ("其", "它"):
            # 投资乙，随后又将其收入麾下: what was named last
            before = [one for one in self._in(self.sentence.start, clause.start) if one.mention is not None]
            other = [one for one in before if claim.actor is None or one.start != claim.actor.start]
            if other and claim.actor is not None:
                claim.target, claim.rule = other[-1], "moved"
            return
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor and not self._is_oblique(item)]
        direct = right[0] if right else None
        if by >= 0 and tail.startswith("的") and direct is not None and direct.start - hit.end <= 12:
            claim.target, claim.rule = direct, "by"
            return
        guess = self._unknown_object(hit.end, clause.end)
        if guess is not None and RIVAL_OF.match(self.sentence.low, guess.end - self.sentence.start):
            guess = None  # 收购乙供应商
        if THIS_DEAL.search(slot):
            guess = None  # 此次收购存疑
            direct = direct if direct is not None and direct.start - hit.end <= 1 else None
        part = INSURANCE.match(self.sentence.low, direct.end - self.sentence.start) if direct is not None else None
        if direct is not None and direct.mention is not None and part is not None and hit.form.startswith("受让"):
            end = self.sentence.start + part.end()
            whole = named(self.text, direct.start, end, "company")
            claim.target = Item(start=direct.start, end=end, mention=whole, group=direct.group)
            return
        if direct is not None and (owned := PART_OF.match(self.sentence.low, direct.end - self.sentence.start)):
            # 甲的眼科业务 is one under its owner's name, 甲的子公司乙 is 乙, 甲在印尼的子公司 has no name of its own
            claim.target = self._of_owner(direct, owned.end() + self.sentence.start, right)
            if claim.target is not None:
                self._as_stake(
                    claim, self.sentence.low[hit.end - self.sentence.start : clause.end - self.sentence.start]
                )
            return
        listed = compiled("包括|诸如|例如|如").search(
            self.sentence.low[hit.end - self.sentence.start : hit.end - self.sentence.start + 24]
        )
        if listed and claim.type in ("acquisition", "investment"):
            later = [item for item in self._in(hit.end + listed.end(), self.sentence.end) if not item.is_anaphor]
            if told_names := self._listed_names(hit.end + listed.end()):
                claim.target, claim.rule = told_names[0], "by"
                return
            if later and later[0].start - hit.end - listed.end() <= 2:
                claim.target = later[0]
                return
        elif claim.type == "investment" and claim.actor is not None and (told_names := self._listed_names(hit.end)):
            claim.target, claim.rule = told_names[0], "by"
            return
        rival = RIVAL_OF.match(self.sentence.low, direct.end - self.sentence.start) if direct is not None else None
        if rival is not None:  # 投资了乙的对手丙
            at = rival.end() + self.sentence.start
            direct = next((one for one in right if one.start == at), None)
            if direct is None:
                return
            claim.target = direct
            return
        held = HELD_BY.match(self.sentence.low, direct.end - self.sentence.start) if direct is not None else None
        if direct is not None and held is not None and direct.start - hit.end <= 2:
            # 收购乙持有的丙的股权: 乙 sells, 丙 is bought
            at = self.sentence.start + held.end()
            inner = [one for one in right if one.start >= at]
            told_of = inner[0] if inner and inner[0].start - at <= 4 else self._unknown_object(at, clause.end)
            if told_of is None:
                return
            claim.target = told_of
            self._as_stake(claim, self.sentence.low[hit.end - self.sentence.start : clause.end - self.sentence.start])
            return
        latter = next((one for one in self._in(hit.end, clause.end) if one.is_anaphor), None)
        if latter is not None and latter.start == hit.end and self.text[latter.start : latter.end] in ("后者", "後者"):
            told = [one for one in self._in(self.sentence.start, clause.start) if one.mention is not None]
            if len(told) >= 2:
                claim.actor, claim.target = claim.actor or told[0], told[-1]
                return
        if (
            direct is not None
            and guess is not None
            and guess.mention is not None
            and self.text[guess.end : direct.start] in ("、", "和", "及", "以及")
            and is_company_like(guess.mention.text)
        ):
            guess.group, claim.target = direct.group, guess  # 投资了甲公司、乙银行
            self.items.append(guess)
            return
        between = (
            self.sentence.low[hit.end - self.sentence.start : direct.start - self.sentence.start] if direct else ""
        )
        if direct is not None and (guess is None or direct.start <= guess.end + 1 or TITLED.search(between)):
            if not any(sign in between for sign in ("后", "时", "以来", "并")) and len(between) < 40:
                claim.target = direct
        elif guess is not None:
            claim.target = guess
        if claim.target is not None and (claim.actor is None or claim.actor_basis == "sentence"):
            self._by_clause(claim)
        if claim.target is not None and claim.type == "acquisition":
            claim.target = self._with_business(claim.target)
            if PROPOSAL.match(self.sentence.low, claim.target.end - self.sentence.start):
                claim.status = "planned"  # 收购乙提案
        self._as_stake(claim, self.sentence.low[hit.end - self.sentence.start : clause.end - self.sentence.start])

    def _by_clause(self, claim: Claim) -> None:
        """曾投资过乙的甲: who acts stands behind its clause."""
        target, clause = claim.target, claim.clause
        slot = self._blanked(clause.start, claim.hit.start)
        if target is None or target.end <= claim.hit.end or not RELATIVE.fullmatch(slot):
            return
        if not self.text.startswith("的", target.end):
            return
        right = [one for one in self._in(target.end, clause.end) if one.mention is not None]
        if right and right[0].start - target.end == 1 and right[0].mention and right[0].mention.kind == "company":
            claim.actor, claim.actor_basis = right[0], "clause"
            return
        guess = None if right else self._unknown_object(target.end + 1, clause.end)
        if guess is not None and guess.start == target.end + 1 and self._is_firm_name(guess):
            claim.actor, claim.actor_basis = guess, "clause"

    def _person_of(self, firm: Item, end: int) -> Item | None:
        """甲CEO乙正率领投资者收购: 乙 acts for himself, unless he only tells what his company does."""
        title = PERSON_AFTER.match(self.sentence.low, firm.end - self.sentence.start)
        if title is None:
            return None
        match = PERSON_ACTS.match(self.text, title.end() + self.sentence.start, end)
        if match is None or SAYS.match(self.text, match.end(1)):
            return None
        mention = named(self.text, match.start(1), match.end(1), "person")
        return Item(start=match.start(1), end=match.end(1), mention=mention, group=firm.group)

    def _read_merged(self, claim: Claim) -> None:
        """甲并入乙, 将甲并入乙: 乙 takes over 甲."""
        hit, clause = claim.hit, claim.clause
        right = [one for one in self._in(hit.end, clause.end) if one.mention is not None and one.start - hit.end <= 1]
        left = [one for one in self._in(clause.start, hit.start) if one.mention is not None]
        slot = self._blanked(clause.start, hit.start)
        put = max(slot.rfind("将"), slot.rfind("把")) + 1
        taker = right[0] if right else self._unknown_object(hit.end, clause.end)
        taken = left[-1] if left and hit.start - left[-1].end <= 8 else None
        if taken is None:
            begin = clause.start + put if put and hit.start - clause.start - put >= 3 else clause.start
            taken = self._unknown_subject(begin, hit.start)
        for side, found in ((taker, right), (taken, left)):
            if side is None or side.mention is None or side.mention.kind not in ("company", "subsidiary"):
                return
            if side not in found and not is_company_like(side.mention.text):
                return
        claim.actor, claim.target = taker, taken

    def _read_done(self, claim: Claim) -> bool:
        """`甲完成乙收购事项`: the bought company stands before the noun."""
        hit, clause, offset = claim.hit, claim.clause, self.sentence.start
        done = list(DONE_DEAL.finditer(self._bare(clause.start, hit.start)))
        tail = DEAL_NOUN.match(self.sentence.low, hit.end - offset)
        if not done or tail is None:
            return False
        at = clause.start + done[-1].end()
        inside = [one for one in self._in(at, hit.start) if one.mention is not None]
        target = inside[0] if len(inside) == 1 else self._chunk(at, self.text[at : hit.start]) if not inside else None
        if target is None or target.start - at > 3 or target.end != hit.start:
            return False
        said = compiled("宣布|公告称?|表示").search(self._bare(clause.start, clause.start + done[-1].start()))
        end = clause.start + done[-1].start()
        begin = clause.start + said.end() if said and end - clause.start - said.end() >= 2 else clause.start
        left = [one for one in self._in(begin, end) if not self._is_oblique(one)]
        claim.actor = left[0] if left else self._unknown_subject(begin, end) if begin > clause.start else None
        claim.actor = claim.actor or self._subject(claim, end)
        claim.target = target
        return claim.actor is not None

    def _as_stake(self, claim: Claim, told: str) -> None:
        """Less than half of the shares is a stake, unless the sentence says that it gives control."""
        if claim.type != "acquisition" or any(word in told for word in self.lexicon.control):
            return
        if CONTROL.search(self.sentence.low, claim.hit.end - self.sentence.start):
            return
        share = compiled(r"(\d{1,2}(?:\.\d{1,3})?) ?[%％]").search(told)
        if share and float(share.group(1)) < 50:
            claim.has_stake = True

    def _of_owner(self, owner: Item, end: int, right: list[Item]) -> Item | None:
        """What of an owner is bought: the named company behind 的子公司, else the business under both names."""
        inner = [one for one in right if one.mention is not None and 0 <= one.start - end <= 1]
        if inner:
            return inner[0]
        words = self.text[owner.end : end]
        if owner.mention is None or not compiled(
            "(?:的|旗下|，)*(?:的)?[^，。、的]{2,18}(?:业务|部门|项目|资产|工厂|矿)"
        ).fullmatch(simplify(words)):
            guess = self._unknown_object(end, self.sentence.end) if words.endswith("子公司") else None
            return guess if guess is not None and guess.start == end and self._is_firm_name(guess) else None
        mention = named(self.text, owner.start, end, "company")
        return Item(start=owner.start, end=end, mention=mention, group=owner.group)

    def _is_firm_name(self, item: Item) -> bool:
        return item.mention is not None and is_company_like(item.mention.text)

    def _with_business(self, target: Item) -> Item:
        """西门子听力业务: a part of a company under its own name."""
        more = BUSINESS.match(self.sentence.low, target.end - self.sentence.start)
        if more is None or target.mention is None:
            return target
        end = self.sentence.start + more.end()
        return Item(
            start=target.start, end=end, mention=named(self.text, target.start, end, "company"), group=target.group
        )

    def _listed_names(self, start: int) -> list[Item]:
        """`甲、乙和丙等企业`: two or more names of which the store need not know any."""
        match = NAME_LIST.match(self.sentence.low, start - self.sentence.start)
        if match is None:
            return []
        offset, found = self.sentence.start, list[Item]()
        for piece in PLACE_OF_LIST.finditer(match.group(1)):
            first, last = offset + match.start(1) + piece.start(), offset + match.start(1) + piece.end()
            known = [one for one in self._in(first, last) if one.mention is not None]
            told = known[0] if known else self._chunk(first, piece.group())
            if told is None or (not known and told.end - told.start < last - first):
                return []
            found.append(told)
        if len(found) < 2:
            return []
        for one in found:
            one.group = max(found[0].group, 0) or start
            if one not in self.items:
                self.items.append(one)
        return found

    def _is_quoted(self, item: Item) -> bool:
        return item.mention is not None and self.text[item.start - 1 : item.start] in '「“『"'

    def _read_sell(self, claim: Claim) -> None:
        """甲将乙出售给丙, 甲与丙达成协议，出售持有的乙股权, 甲向丙出售旗下乙业务: the buyer acts."""
        hit, clause, offset = claim.hit, claim.clause, self.sentence.start
        slot = self._bare(clause.start, hit.start)
        low = self.sentence.low
        tail = low[hit.end - offset : clause.end - offset]
        put = max(slot.rfind("把"), slot.rfind("将"))
        while put >= 0 and slot[put - 1 : put + 1] in ("即将", "必将", "或将"):
            put = max(slot.rfind("把", 0, put), slot.rfind("将", 0, put))
        if slot[put - 1 : put + 1] in ("将把", "拟将", "拟把"):
            claim.status = "planned"
        to = TO_BUYER.match(tail) if hit.form.rstrip("了").endswith(("给", "予")) else TO_BUYER_FAR.search(tail)
        seller = self._subject(claim, clause.start + put if put >= 0 else hit.start)
        # what is sold stands behind 将 or 把, or between the verb and 给
        begin = hit.end
        if put >= 0 and not compiled("(?:[拟会]|计划|有望|考虑)?$").fullmatch(slot[put + 1 :]):
            claim.target = self._sold(seller, clause.start + put + 1, hit.start)
            begin = hit.start if claim.target is None else begin
        elif to is not None and not SHARES_ONLY.fullmatch(tail[: to.start()]):
            claim.target = self._sold(seller, hit.end, hit.end + to.start())
        elif to is None:
            claim.target = self._sold(seller, hit.end, clause.end)
        if to is not None:
            at = hit.end + to.end()
            right = [one for one in self._in(at, clause.end) if one.mention is not None]
            guess = self._unknown_object(at, clause.end)
            claim.actor = right[0] if right and (guess is None or right[0].start <= guess.end + 1) else guess
            if right and right[0].start - at > 16:
                claim.actor = guess
        else:
            claim.actor = self._buyer_before(claim, slot)
        if claim.actor is None:
            claim.target = None
            return
        if (
            claim.target is None
            and begin == hit.end
            and put < 0
            and to is not None
            and SHARES_ONLY.fullmatch(tail[: to.start()])
        ):
            # 乙出售给丙, 乙出售 80% 股份给丙
            claim.target = self._subject(claim, hit.start) or self._first_subject(claim)
        if claim.target is not None and claim.target.end > hit.end and to is None and self._is_seller(claim):
            claim.target = None
            return
        self._as_stake(claim, low[clause.start - offset : clause.end - offset])

    def _is_seller(self, claim: Claim) -> bool:
        """Whether the buyer found before is the one who sells."""
        return claim.actor is not None and claim.target is not None and claim.actor.start == claim.target.start

    def _buyer_before(self, claim: Claim, slot: str) -> Item | None:
        """向丙出售, 与丙达成协议，出售: the buyer stands behind a preposition, in the clause or in the one before."""
        clause, offset = claim.clause, self.sentence.start
        for sign in ("向", "对"):
            at = slot.rfind(sign)
            if at >= 0:
                inside = self._in(clause.start + at + 1, claim.hit.start)
                named_there = [one for one in inside if one.mention is not None]
                return named_there[0] if named_there else self._unknown_subject(clause.start + at + 1, claim.hit.start)
        low = self.sentence.low[: claim.hit.start - offset]
        for match in reversed(list(WITH_BUYER.finditer(low))):
            start, end = match.start("who") + offset, match.end("who") + offset
            inside = [one for one in self._in(start, end) if one.mention is not None]
            return inside[0] if inside else self._chunk(start, match.group("who"))
        return None

    def _unit_of(self, owner: Item | None, start: int, end: int) -> Item | None:
        """旗下细胞业务: a business without a name goes by its owner's name and its own words."""
        words = self.text[start:end]
        if owner is None or owner.mention is None or not UNIT_WORDS.fullmatch(words):
            return None
        told = NameMention(
            start=start, end=end, text=simplify(owner.mention.text + words), entity_id=None, kind="company"
        )
        return Item(start=start, end=end, mention=told, group=-start)

    def _sold(self, seller: Item | None, start: int, end: int) -> Item | None:
        """What is sold in a slot: a company, or a business with the name of its owner."""
        slot = self._blanked(start, end)
        held = SOLD_LEAD.match(slot)
        at = start + (held.end() if held else 0)
        whole = compiled("[^，。；]*?(?:业务|部门|事业部|产品线|资产组?|板块)").match(
            self.sentence.low, at - self.sentence.start
        )
        inside = [one for one in self._in(at, end) if one.mention is not None]
        if whole is not None and whole.end() + self.sentence.start <= end:
            stop = whole.end() + self.sentence.start
            if not inside or inside[0].start - at > 1:
                return self._unit_of(seller, at, stop)
            mention = named(self.text, inside[0].start, stop, "company")
            return Item(start=inside[0].start, end=stop, mention=mention, group=inside[0].group)
        if inside and inside[0].start - at <= 14:
            return inside[0]
        return self._unknown_object(at, end)

    def _read_stake(self, claim: Claim) -> None:
        right = [item for item in self._in(claim.hit.end, claim.clause.end) if item.mention is not None]
        left = self._in(claim.clause.start, claim.hit.start)
        if AFTER_DEAL.search(self.sentence.low[: claim.hit.start - self.sentence.start]):
            return  # 交易完成后，甲将持有乙: what the deal brings, no deal of its own
        if left and right and left[-1].mention is not None:
            claim.actor, claim.target = left[-1], right[0]
        elif left and left[-1].mention is not None and claim.hit.form.startswith("持股"):
            # 甲为乙第二大股东，持股 8%: whose shares was said before
            before = [one for one in self._in(self.sentence.start, claim.clause.start) if one.mention is not None]
            low = self.sentence.low
            alone = low.count("持股") == 1 and "合资" not in low and "通过" not in low
            if before and alone and claim.hit.start - left[-1].end <= 3:
                claim.actor, claim.target, claim.actor_basis = left[-1], before[0], "sentence"

    def _read_lead(self, claim: Claim) -> None:
        """A 领投 B: the round is B's, A is among its investors."""
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        role = compiled("方?的?身份|方(?!面)").match(self.sentence.low[hit.end - self.sentence.start :])
        if role:
            # 甲以领投方身份参与乙的 B 轮融资
            into = compiled("参与了?|加入了?").search(self._blanked(hit.end, clause.end))
            right = self._in(hit.end + into.end(), clause.end) if into else []
            guess = self._unknown_object(hit.end + into.end(), clause.end) if into else None
            claim.type, claim.actor = "funding_round", right[0] if right else guess
            investor = self._subject(claim, hit.start)
            claim.partners = [investor] if investor is not None and investor.mention is not None else []
            claim.rule = "role"
            return
        got = compiled("(?:获得?|拿到)了?(?!.*由)").search(slot)
        if got and self._in(clause.start + got.end(), hit.start):
            # 乙获得甲领投的 B 轮融资
            claim.type = "funding_round"
            claim.actor = self._subject(claim, clause.start + got.start())
            claim.partners = self._in(clause.start + got.end(), hit.start)
            return
        by = slot.rfind("由")
        left = self._in(clause.start + max(by, 0), hit.start)
        lead = (
            left
            if left
            else [one for one in [self._unknown_subject(clause.start + (by + 1 if by >= 0 else 0), hit.start)] if one]
        )
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        target: Item | None = right[0] if right and by < 0 else None
        if target is None and by < 0:
            target = self._unknown_object(hit.end, clause.end)
        if target is None:
            before = [
                item
                for item in self._in(self.sentence.start, clause.start + max(by, 0))
                if not self._is_oblique(item) and item not in lead
            ]
            target = before[0] if before else None
            if target is None and by > 0:
                target = self._unknown_subject(clause.start, clause.start + by)
            if target is None:
                target = self._first_subject(claim)
        if hit.form.startswith(("独家投资", "投了")) and not any(word in self.sentence.low for word in ("轮", "融资")):
            claim.actor, claim.target = (lead[0] if lead else None), target
            return
        claim.type = "funding_round"
        claim.actor, claim.partners = target, [one for one in lead if one is not target]

    def _as_offer(self, claim: Claim) -> None:
        """Money raised by issuing shares at an issue price belongs to the listing."""
        low = self.sentence.low
        if OFFER_NOUN.match(low, claim.hit.end - self.sentence.start) and not self._sum_near(claim):
            return  # 募资计划, 募资金额: nobody issues anything here
        ahead = low[max(0, claim.hit.start - self.sentence.start - 40) : claim.hit.end - self.sentence.start + 6]
        if claim.hit.form.startswith(("融资", "轮融资", "战略融资", "新一轮")):
            ahead = ahead.replace("招股", "").replace("ipo", "").replace("上市", "")
        if (
            compiled("募|集资|筹").match(claim.hit.form)
            and compiled("拟|计划|原定").search(ahead)
            and "轮" not in low
            and compiled("ipo|招股|上市申请|挂牌").search(self.text.lower())
        ):
            claim.type, claim.rule, claim.partners, claim.status = "ipo", "offer", [], "planned"
            return
        if (
            compiled(
                "发行价|发行[^，。]{0,14}股|募资[总净]额|招股|首发|首次公开|公开募股|ipo(?!前)|上市(?!前|公司)|发售|"
                "登陆(?:科创板|创业板|北交所|新三板|港交所|港股|纳斯达克|纽交所|[^，。]{1,6}交易所|主板|a股)"
            ).search(
                ahead,
            )
            and "轮" not in ahead
        ):
            claim.type, claim.rule, claim.partners = "ipo", "offer", []
            end = claim.hit.end - self.sentence.start
            is_net = "净额" in low[end : end + 3] or "扣除" in ahead
            if low.lstrip().startswith("其中") or (is_net and compiled("募|发行价|总额").search(low[: end - 4])):
                claim.actor = None  # a part of the sum told before

    def _sum_near(self, claim: Claim) -> bool:
        """Whether a sum stands in the clause, right behind the trigger."""
        return any(claim.clause.start <= one.start < claim.clause.end for one in self.sentence.money)

    def _first_subject(self, claim: Claim) -> Item | None:
        """The name one of the first two clauses begins with."""
        start = self.sentence.start
        for _ in range(2):
            end = start
            while end < self.sentence.end and self.text[end] not in CUT:
                end += 1
            if end >= claim.hit.start:
                return None
            found = self._unknown_subject(start, end)
            if found is not None:
                return found
            start = end + 1
        return None

    def _read_raise(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        ahead = self.sentence.low[clause.start - self.sentence.start : hit.start - self.sentence.start]
        if "领投" in ahead and "由" not in ahead:
            return  # the reading of 领投 takes it
        low, offset = self.sentence.low, self.sentence.start
        for match in compiled(r"由|从|获得?(?!了?\s*由)|获|投资[方人者](?:包括|为|有|：)").finditer(low):
            at = match.start() + offset
            if not clause.start <= at < hit.start and not 0 <= at - hit.end < 40:
                continue
            tail = low[match.end() :][:60]
            if match.group()[0] in "由从投" or compiled(r"^[^，。]{1,24}(?:领投|投资|参投|注资|的)").search(tail):
                for item in self._in(at, min(at + 45, self.sentence.end)):
                    gap = self.text[
                        (claim.partners[-1].end if claim.partners else match.end() + offset) : item.start
                    ].strip()
                    if item.mention is not None and (len(gap) <= 3 or (not claim.partners and len(gap) <= 12)):
                        claim.partners.append(item)
        subject = [
            item
            for item in self._in(clause.start, hit.start)
            if item not in claim.partners and not self._is_oblique(item) and not self._is_of_market(item)
        ]
        joined = JOINED_ROUND.search(ahead)
        if joined:  # 甲参与了乙的 B 轮融资
            at = clause.start + joined.end()
            right = [one for one in subject if one.start >= at]
            left = [one for one in subject if one.start < at - 2 and one.mention is not None]
            claim.actor = right[0] if right else self._unknown_object(at, hit.start)
            claim.partners += [one for one in left[:1] if one not in claim.partners]
            return
        helped = compiled("助力|帮助|助推|支持|协助").search(ahead)
        if helped:  # 甲助力乙完成融资
            subject = [one for one in subject if one.start >= clause.start + helped.end()] or subject
        made = [one for one in subject[1:] if MADE_BY.search(self.sentence.low[: one.start - self.sentence.start])]
        claim.actor = made[0] if made else subject[0] if subject else None
        if claim.actor is None:
            guess = self._unknown_subject(clause.start, hit.start)
            claim.actor = guess
        if claim.actor is None:
            before = [
                item
                for item in self._in(self.sentence.start, clause.start)
                if item not in claim.partners and not self._is_oblique(item) and not self._is_of_market(item)
            ]
            claim.actor = before[0] if before else self._first_subject(claim)
            claim.actor_basis = "sentence"

    def _read_list(self, claim: Claim) -> None:
        """A 上市, A 递交招股书; the market is no party, nor is the bank that brings the shares out."""
        hit, clause = claim.hit, claim.clause
        said = LISTING_OF.match(self.sentence.low, hit.end - self.sentence.start)
        if (
            said is not None
            and not said.group(1)
            and any(clause.start <= one.start < hit.start for one in self.sentence.dates)
        ):
            # 2024年11月8日上市的甲
            at = self.sentence.start + said.end()
            right = [one for one in self._in(at, clause.end) if one.start - at <= 1 and one.mention is not None]
            if right and not [one for one in self._in(clause.start, hit.start) if not self._is_of_market(one)]:
                claim.actor = right[0]
                return
        if said is not None and SEEKS.search(self._blanked(clause.start, hit.start)):
            # 冲刺上交所IPO失利的甲, 冲刺主板上市的甲
            at = self.sentence.start + said.end()
            right = [one for one in self._in(at, clause.end) if one.start - at <= 2 and one.mention is not None]
            claim.actor = right[0] if right else self._unknown_subject(at, clause.end)
            claim.status = "abandoned" if said.group(1) else "planned"
            return
        apart = APART.search(self._blanked(clause.start, hit.start))
        begin = clause.start + apart.end() if apart else clause.start
        inside = [
            one for one in self._in(begin, hit.start) if not self._is_oblique(one) and not self._is_of_market(one)
        ]
        if apart and not compiled("已经?(?:完成|成功)|成功|了$").search(self._blanked(clause.start, hit.end + 1)):
            claim.status = "planned"
        if apart and not inside:  # 甲拟分拆子公司乙上市
            claim.actor = self._unknown_subject(begin, hit.start)
            return
        if apart and inside[0].is_anaphor:
            # 已提交分拆乙，以分拆该公司单独上市: what is split off was named last
            first = APART.search(self.sentence.low[: clause.start - self.sentence.start])
            if first is None:
                claim.actor = inside[0]
                return
            at = first.end() + self.sentence.start
            told = [
                one for one in self._in(at, clause.start) if one.mention is not None and not self._is_of_market(one)
            ]
            stop = compiled("[，。；]").search(self.text[at : clause.start])
            claim.actor = told[-1] if told else self._unknown_object(at, at + stop.start() if stop else clause.start)
            return
        if inside:
            driven = compiled("推动|帮助|助力|协助|支持|带领").search(self._blanked(clause.start, hit.start))
            near = len(inside) > 1 and inside[-1].mention is not None and inside[-1].group != inside[0].group
            near = near and compiled("[\x00的在 ]*").fullmatch(self._blanked(inside[-1].end, hit.start)) is not None
            claim.actor = inside[-1] if (driven or near) and len(inside) > 1 else inside[0]
            self._as_mention(claim)
            return
        self._as_mention(claim)
        said = SAID_OF_IT.search(self._blanked(clause.start, hit.start))
        if said is not None:  # 有传言称其可能进行 IPO
            at = clause.start + said.start(1)
            before = [one for one in self._in(self.sentence.start, clause.start) if not self._is_oblique(one)]
            if before and not self._is_of_market(before[-1]):
                claim.actor, claim.actor_basis = before[-1], "sentence"
            else:
                claim.actor = Item(start=at, end=at, mention=None)
            return
        guess = self._unknown_subject(clause.start, hit.start)
        if guess is None:
            guess = self._history(claim)
        if guess is None or self._is_of_market(guess) or self.text[guess.start] == "了":
            before = [one for one in self._in(self.sentence.start, clause.start) if not self._is_oblique(one)]
            before = [one for one in before if not self._is_of_market(one)]
            while len(before) > 1 and BACKED.search(
                self.sentence.low[before[0].end - self.sentence.start : before[1].start - self.sentence.start]
            ):
                del before[0]
            guess = before[0] if before else self._history(claim)
            claim.actor_basis = "sentence"
        claim.actor = None if guess is not None and self.text[guess.start : guess.end].startswith("了") else guess

    def _is_of_market(self, item: Item) -> bool:
        """The market itself, or 上海证券 of 上海证券交易所."""
        after = self.sentence.low[item.end - self.sentence.start :]
        return is_market(item) or after.startswith(("交易所", "证券交易所", "联交所"))

    def _history(self, claim: Claim) -> Item | None:
        """`甲前身是…厂，2004年在上海证券交易所上市`: whose past is told."""
        low, offset = self.sentence.low, self.sentence.start
        clause = low[claim.clause.start - offset : claim.hit.end - offset]
        if not HISTORY.search(clause) or not any(
            claim.clause.start <= one.start < claim.hit.start for one in self.sentence.dates
        ):
            return None
        first = compiled("([^，。]{2,12}?)(?:的)?(?:前身|成立于|创立于|始建于|始创于|起步于|创建于|创办于|总部)").match(
            low
        )
        told = self._chunk(offset, first.group(1)) if first else None
        if told is not None:
            claim.actor_basis = "sentence"
        return told

    def _as_mention(self, claim: Claim) -> None:
        """此次上市, the noun IPO and 上市 without a sign that it is done only name a listing; a filing plans one."""
        low, start, end = self.sentence.low, claim.hit.start - self.sentence.start, claim.hit.end - self.sentence.start
        hoped = HOPED.search(low[:start]) and not compiled("成功|已经?|完成").search(low[max(0, start - 8) : start])
        if (
            (claim.hit.form in ("ipo", "上市", "上市申请") and ACCEPTED.match(low, end))
            or claim.hit.form in FILINGS
            or hoped
            or compiled("辅导|聆讯|申请|备案|计划|注册|事宜|委|招股|材料|文件|保荐").match(low[end:])
        ):
            claim.status = "planned"
        elif (
            compiled("(?:此次|本次|这次|此番|该次|的|迈过了?|执着于|顺利|为了)(?:赴[港美])?$").search(low[:start])
            or (claim.hit.form == "ipo" and not compiled("[，。、]|$").match(low[end:]))
            or not LISTED.search(low[max(0, claim.clause.start - self.sentence.start) : end + 10])
        ):
            claim.rule = "noun"

    def _listed(self) -> list[Claim]:
        """`今年上市的公司包括 A、B 和 C`."""
        found: list[Claim] = []
        for match in ALSO_LISTED.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            hit = Hit(start=start, end=start + 2, trigger=LISTING_TRIGGER, form="上市")
            last = end
            for item in self._in(end, self.sentence.end):
                gap = self.text[last : item.start]
                if item.mention is None or len(gap) > 12 or any(sign in "，。；" for sign in gap):
                    break
                last = item.end
                clause = self._clause(hit)
                claim = Claim(type="ipo", hit=hit, sentence=self.sentence, clause=clause, actor=item, rule="list")
                found.append(claim)
        return found

    def _join_shares(self, claim: Claim) -> None:
        """`收购甲 60% 的股权及乙 51% 的股权`: two companies are bought."""
        target, low, offset = claim.target, self.sentence.low, self.sentence.start
        while target is not None and target.end >= claim.hit.end:
            gap = SHARES_AND.match(low, target.end - offset)
            if gap is None:
                return
            at = gap.end() + offset
            right = [one for one in self._in(at, self.sentence.end) if one.mention is not None and one.start - at <= 3]
            told = right[0] if right else self._unknown_object(at, self.sentence.end)
            if told is None or not SHARE.match(low, told.end - offset):
                return
            if told not in self.items:
                self.items.append(told)
            told.group, target = claim.target.group if claim.target is not None else told.group, told

    def _spread(self, claim: Claim) -> list[Claim]:
        """One claim for each of joined targets, and for each of joined investors."""
        if claim.type == "acquisition":
            self._join_shares(claim)
        if claim.target is None or claim.type not in ("acquisition", "investment", "launch", "partnership"):
            return [claim]
        actors, targets = [claim.actor], [claim.target]
        if claim.type in ("investment", "partnership") and claim.actor is not None and claim.actor.mention is not None:
            actors += [
                item
                for item in self.items
                if item.group == claim.actor.group and item is not claim.actor and item.group != claim.target.group
            ]
        targets += [
            item
            for item in self.items
            if item.group == claim.target.group and item.start > claim.target.start and item is not claim.actor
        ]
        out = [claim]
        for actor in actors:
            for target in targets:
                if actor is claim.actor and target is claim.target:
                    continue
                out.append(replace(claim, actor=actor, target=target, partners=[]))
        return out
