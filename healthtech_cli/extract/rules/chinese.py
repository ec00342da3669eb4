"""Argument rules for Chinese: clauses cut at punctuation, roles by 被, 由, 对, 与, 从 and by word order."""

from __future__ import annotations

import re
from collections.abc import Sequence

from healthtech_cli.extract.mentions.names import CJK
from healthtech_cli.extract.rules.claims import Claim, Hit, Item, Sentence
from healthtech_cli.extract.rules.gates import amount
from healthtech_cli.languages.triggers import Lexicon, Trigger
from healthtech_cli.model.spans import NameMention, Span

_CUT = frozenset("，。；：！？,;!?\n*|—:")
_LATIN = re.compile(
    r"[A-Za-z][A-Za-z0-9.&'’+\-]{1,30}"
    r"(?: (?:[A-Z][A-Za-z0-9.&'’+\-]{0,30}|[0-9]{1,3}(?![0-9 ]{0,2}[%％.])(?=[A-Z])|of|and|&)){0,5}"
)
_QUOTED = re.compile(r"[「《“『\"【]([^「」《》“”『』\"【】]{2,24})[」》”』\"】]")
_ADVERBS = (
    "宣布",
    "已经",
    "已",
    "将",
    "正式",
    "计划",
    "拟",
    "以",
    "完成",
    "近日",
    "日前",
    "也",
    "还",
    "曾",
    "于",
    "再次",
    "成功",
    "又",
    "则",
    "就",
    "率先",
    "首次",
    "最终",
    "正在",
    "正",
    "开始",
    "通过",
    "表示",
    "称",
    "从",
    "对",
    "向",
    "由",
    "获",
    "斥资",
    "出资",
    "耗资",
    "更",
    "此次",
    "同时",
    "联合",
    "与",
    "和",
    "同意",
    "达成",
    "有意",
    "考虑",
    "可能",
    "或",
    "打算",
    "准备",
    "希望",
    "没有",
    "未能",
    "未",
    "并",
    "在",
    "一直",
    "全资",
    "要",
    "旗下",
    "的",
    "把",
    "被",
    "今天",
    "今日",
    "昨日",
    "昨天",
    "上周",
    "本周",
    "去年",
    "今年",
    "随后",
    "此前",
    "先后",
    "决定",
    "确认",
    "否认",
    "终止",
    "放弃",
    "取消",
    "共同",
    "累计",
    "陆续",
    "接连",
    "分别",
    "独家",
    "战略",
    "现金",
    "全面",
    "寻求",
    "试图",
    "即将",
    "或将",
    "尚",
    "不",
    "无",
    "早在",
    "花费",
    "花了",
    "支付",
    "豪掷",
    "溢价",
    "低价",
    "高价",
    "迄今",
    "目前",
    "现已",
    "如愿",
    "顺利",
    "签署",
    "签订",
    "携手",
    "联手",
    "参与",
    "领投",
    "提出",
    "宣告",
    "公布",
    "披露",
    "报道",
    "发起",
    "启动",
    "推出",
    "上线",
    "关闭",
    "跟投",
    "能",
    "会",
    "及",
    "等",
)
_ADVERB = re.compile("|".join(sorted(map(re.escape, _ADVERBS), key=len, reverse=True)))
_LEAD = re.compile(
    r"^(?:据[^，,]{0,20}(?:报道|称|悉|了解)|当时|其中|例如|比如|比如说|另外|此外|而且|而|但|但是|然而|当|在|因为|由于|虽然|尽管|如果|若|近日|日前|早在|并|同时|随后|后来|最终|其后|随着|通过|为|因|据|对于|有消息称|消息称|目前|不过|所以|因此|于是|前述|原本|原|又|还|也|一家|总部位于\w{2,6}的|中国|美国|德国|日本|英国|法国|韩国|荷兰|瑞士|瑞典|印度|新加坡|知名|著名|老牌|本土|国内|全球|第三方|\s)+"
)
_GENERIC = re.compile(
    r"^(?:一|两|二|三|四|五|六|七|八|九|十|几|数|多|若干|这|那|该|其|某|每|各|任何|更多|大量|许多|不少|部分|全部|所有|自己|他|她|它|我|你|\d)"
)
_SLOT_END = re.compile(
    r"的|以|后|并|时|案|股份|股权|交易|之后|以来|来|等|\d|[（(【\[]|[「《“]|后的|，|,|、|；|。|：|及其|旗下|与|和|从|在|作价|价格|事宜|已|将|是|为|被|遭|一事|计划|业务|资产|多数|全部|剩余|\s{2,}|约|超过"
)
_MARKETS = (
    "港",
    "纳斯达克",
    "纽交所",
    "纽约",
    "交易所",
    "科创板",
    "创业板",
    "ipo",
    "招股",
    "挂牌",
    "敲钟",
    "美股",
    "a股",
    "新三板",
    "北交所",
    "上交所",
    "深交所",
    "赴美",
    "上市申请",
    "主板",
    "境外",
    "借壳",
    "递表",
    "首次公开",
    "公开募股",
    "美国上市",
    "股市",
    "上市之路",
    "伦敦",
    "法兰克福",
    "上市首日",
    "股票代码",
)
_TITLE_END = re.compile(
    r"(?:公司|企业|平台|巨头|药店|药房|医院|机构|品牌|厂商|开发商|服务商|供应商|提供商|应用|基金|独角兽|运营商|制造商|零售商|保险商|子公司|集团|app|网站|软件|龙头|先驱|新秀|业者|诊所|商|项目|服务|计划|系统|产品|工具|助手|程序|机器人)(?=[^，。]{2,12}$)",
    re.IGNORECASE,
)


class ChineseReader:
    """Reads one Chinese sentence; `low` is its text in simplified characters and lower case."""

    def __init__(self, sentence: Sentence, hits: Sequence[Hit], lexicon: Lexicon, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.hits = hits
        self.lexicon = lexicon
        self.items = self._items()

    def _items(self) -> list[Item]:
        sentence = self.sentence
        mentions = [self._extended(one) for one in sentence.names if one.kind not in ("place", "event")]

        def is_free(start: int, end: int) -> bool:
            spans = [*mentions, *sentence.money, *sentence.dates]
            return all(end <= one.start or one.end <= start for one in spans)

        raw = self.text[sentence.start : sentence.end]
        for match in _QUOTED.finditer(raw):
            start, end = match.start(1) + sentence.start, match.end(1) + sentence.start
            if (
                is_free(start, end)
                and not any(sign in match.group(1) for sign in "，。？！,；")
                and len(match.group(1)) <= 14
            ):
                mentions.append(_name(self.text, start, end, "product"))
        for match in _LATIN.finditer(raw):
            start, end = match.start() + sentence.start, match.end() + sentence.start
            if is_free(start, end) and match.group().lower() not in _NOT_LATIN and not match.group().islower():
                mentions.append(_name(self.text, start, end, "company"))
        items = [Item(start=one.start, end=one.end, mention=one) for one in mentions]
        for phrase in self.lexicon.anaphors:
            if len(phrase) < 2:
                continue
            at = sentence.low.find(phrase)
            while at >= 0:
                start, end = at + sentence.start, at + len(phrase) + sentence.start
                before = self.text[start - 1 : start]
                if (phrase not in ("公司", "集团") or not re.match(f"[{CJK}A-Za-z]", before or "，")) and all(
                    end <= one.start or one.end <= start for one in items
                ):
                    items.append(Item(start=start, end=end, mention=None))
                at = sentence.low.find(phrase, at + len(phrase))
        items.sort(key=lambda one: one.start)
        kept: list[Item] = []
        for number, item in enumerate(items):
            before = self.text[item.start - 1 : item.start]
            if before in "(（" and before and kept and self.text[kept[-1].end : item.start].strip() in ("(", "（"):
                continue
            item.group = number
            gap = self.text[kept[-1].end : item.start].strip() if kept else "，"
            chain = _CHAIN.fullmatch(gap) if kept else None
            if kept and chain is not None:
                place = kept[-1].end
                for piece in re.findall(f"[{CJK}]{{2,6}}", gap.removesuffix("和")):
                    place = self.text.index(piece, place)
                    kept.append(
                        Item(
                            start=place,
                            end=place + len(piece),
                            mention=_name(self.text, place, place + len(piece), "company"),
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

    def _extended(self, mention: NameMention) -> NameMention:
        """`平安资本` is not 平安: a known name that goes on is another name."""
        match = (
            _GOES_ON.match(self.text, mention.end, self.sentence.end)
            if re.match(f"[{CJK}]", self.text[mention.end - 1])
            else None
        )
        if match is None:
            return mention
        return _name(self.text, mention.start, match.end(), mention.kind)

    def claims(self) -> list[Claim]:
        """The claims of the sentence's triggers, in order."""
        found: list[Claim] = self._investors()
        for hit in self.hits:
            if hit.trigger.type in ("metric", "forecast") or hit.trigger.frame == "investors":
                continue
            clause = self._clause(hit)
            claim = Claim(type=hit.trigger.type, hit=hit, sentence=self.sentence, clause=clause, rule=hit.trigger.frame)
            getattr(self, f"_read_{hit.trigger.frame}")(claim)
            if not self._passes(claim):
                continue
            found += self._spread(claim)
        return found

    def _investors(self) -> list[Claim]:
        """`X 的投资人包括 A、B`, `X 背后站着 A`, `X 早期投资人 A`, `A 是 X 的股东`."""
        found: list[Claim] = []
        for match in _INVESTORS.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            hit = Hit(start=start, end=end, trigger=_INVESTOR_TRIGGER, form=match.group())
            clause = self._clause(hit)
            before = [
                item for item in self._in(self.sentence.start, start) if not item.is_anaphor and start - item.end <= 3
            ]
            after = [item for item in self._in(end, self.sentence.end) if not item.is_anaphor]
            if not before:
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
                if not _LISTS.fullmatch(gap):
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
                if actor is not target
            ]
        return found

    # -- slots

    def _clause(self, hit: Hit) -> Span:
        start, end = hit.start, hit.end
        depth = 0
        while start > self.sentence.start:
            char = self.text[start - 1]
            depth += char in "）)」》”" or 0
            if char in "（(「《“" and depth:
                depth -= 1
            elif char in _CUT and not depth and not (char == "," and self.text[start : start + 1].isdigit()):
                break
            start -= 1
        depth = 0
        while end < self.sentence.end:
            char = self.text[end]
            depth += char in "（(「《“" or 0
            if char in "）)」》”" and depth:
                depth -= 1
            elif char in _CUT and not depth and not (char == "," and self.text[end + 1 : end + 2].isdigit()):
                break
            end += 1
        return Span(start=start, end=end)

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

    def _unknown_subject(self, start: int, end: int) -> Item | None:
        """The name a clause begins with: what stands before the first adverb."""
        slot = self._blanked(start, end)
        lead = _LEAD.match(slot.replace("\x00", " "))
        at = lead.end() if lead else 0
        stop = _ADVERB.search(slot, at)
        chunk = slot[at : stop.start()] if stop else slot[at:]
        return self._chunk(start + at, chunk)

    def _unknown_object(self, start: int, end: int) -> Item | None:
        slot = self._blanked(start, end)
        at = 1 if slot.startswith("了") else 0
        chunk = slot[at:].split("\x00")[0]
        stop = _SLOT_END.search(chunk)
        if stop and stop.group() == "的":
            # 收购做慢病管理的松果医疗: the name may follow the attribute
            rest = chunk[stop.end() :]
            inner = _SLOT_END.search(rest)
            after = rest[: inner.start()] if inner else rest
            if (
                len(after) >= 3
                and not re.match(r"股份|股权|交易|业务|资产|\d|少数|多数|全部|剩余|部分|\W", after)
                and not self._chunk(start + at, chunk[: stop.start()])
            ):
                return self._chunk(start + at + stop.end(), after)
        return self._chunk(start + at, chunk[: stop.start()] if stop else chunk)

    def _chunk(self, start: int, chunk: str) -> Item | None:
        lead = _LEAD.match(chunk)
        if lead:
            start, chunk = start + lead.end(), chunk[lead.end() :]
        title = max(_TITLE_END.finditer(chunk), key=lambda match: match.end(), default=None)
        if title is not None and len(chunk) - title.end() >= 2:
            start, chunk = start + title.end(), chunk[title.end() :]
        elif _GENERIC.match(chunk):
            return None
        stripped = chunk.strip(" \x00\t·「」“”\"'")
        start += chunk.find(stripped) if stripped else 0
        stripped = re.sub(r"[这那该]$", "", stripped)
        if (
            not 2 <= len(stripped) <= 12
            or stripped in self.lexicon.not_names
            or _GENERIC.match(stripped)
            or not re.fullmatch(f"[{CJK}A-Za-z0-9·. ]+", stripped)
        ):
            return None
        if stripped[-1] in "了着过的是在有" or (
            stripped[-2:] in self.lexicon.not_names and len(stripped) <= 4 and stripped[:2] in self.lexicon.not_names
        ):
            return None
        return Item(
            start=start,
            end=start + len(stripped),
            mention=_name(self.text, start, start + len(stripped), "company"),
            group=-start,
        )

    def _subject(self, claim: Claim, end: int, *, unknown: bool = True) -> Item | None:
        """The clause's subject; where it is left out, that of an earlier clause of the sentence."""
        inside = [item for item in self._in(claim.clause.start, end) if not self._is_oblique(item)]
        if inside:
            return inside[0]
        if unknown:
            guess = self._unknown_subject(claim.clause.start, end)
            if guess is not None:
                return guess
        before = [item for item in self._in(self.sentence.start, claim.clause.start) if not self._is_oblique(item)]
        if before:
            claim.actor_basis = "sentence"
            return before[0]
        return None

    def _is_oblique(self, item: Item) -> bool:
        before = self.sentence.low[: item.start - self.sentence.start].rstrip()
        return before.endswith(
            ("从", "对", "向", "与", "和", "同", "跟", "被", "由", "给", "在", "据", "于", "为", "比", "遭", "获", "受")
        )

    # -- frames

    def _read_verb(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        passive = (
            max(slot.rfind(sign) for sign in ("被", "遭", "获得", "获"))
            if claim.type == "investment"
            else max(slot.rfind("被"), slot.rfind("遭"))
        )
        by = slot.rfind("由")
        toward = slot.rfind("对")
        if passive >= 0:
            claim.rule = "passive"
            at = clause.start + passive
            claim.target = self._subject(claim, at)
            agents = self._in(at, hit.start)
            claim.actor = agents[0] if agents else self._unknown_subject(at + 1, hit.start)
            return
        if by >= 0 and (self._in(clause.start + by, hit.start) or hit.start - clause.start - by > 3):
            agents = self._in(clause.start + by, hit.start)
            claim.actor = agents[0] if agents else self._unknown_subject(clause.start + by + 1, hit.start)
        if toward >= 0 and slot.rstrip().endswith(("的", "的全资", "的战略", "的股权")):
            inside = self._in(clause.start + toward, hit.start)
            claim.target = inside[0] if inside else self._unknown_object(clause.start + toward + 1, hit.start)
            claim.actor = claim.actor or self._subject(claim, clause.start + toward)
            claim.rule = "noun"
            return
        if claim.type == "investment" and "向" in slot:
            at = clause.start + slot.rfind("向")
            inside = self._in(at, hit.start)
            claim.target = inside[0] if inside else self._unknown_subject(at + 1, hit.start)
            claim.actor = self._subject(claim, at)
            claim.rule = "toward"
            return
        claim.actor = claim.actor or self._subject(claim, hit.start)
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor and not self._is_oblique(item)]
        direct = right[0] if right else None
        guess = self._unknown_object(hit.end, clause.end)
        listed = re.search(
            "包括|诸如|例如|如", self.sentence.low[hit.end - self.sentence.start : hit.end - self.sentence.start + 24]
        )
        if listed and claim.type in ("acquisition", "investment"):
            later = [item for item in self._in(hit.end + listed.end(), self.sentence.end) if not item.is_anaphor]
            if later and later[0].start - hit.end - listed.end() <= 2:
                claim.target = later[0]
                return
        if direct is not None and (guess is None or direct.start <= guess.end + 1):
            between = self.sentence.low[hit.end - self.sentence.start : direct.start - self.sentence.start]
            if not any(sign in between for sign in ("后", "时", "以来", "并")) and len(between) < 40:
                claim.target = direct
        elif guess is not None:
            claim.target = guess
        tail = self.sentence.low[hit.end - self.sentence.start : clause.end - self.sentence.start]
        if claim.type == "acquisition" and not any(word in tail for word in self.lexicon.control):
            share = re.search(r"(\d{1,2}(?:\.\d{1,3})?) ?[%％]", tail)
            if share and float(share.group(1)) < 50:
                claim.has_stake = True

    def _read_sell(self, claim: Claim) -> None:
        hit = claim.hit
        slot = self._blanked(claim.clause.start, hit.start)
        put = slot.rfind("将") if "将" in slot else slot.rfind("把")
        right = self._in(hit.end, claim.clause.end)
        claim.actor = right[0] if right else self._unknown_object(hit.end, claim.clause.end)
        if put >= 0:
            inside = self._in(claim.clause.start + put, hit.start)
            claim.target = inside[-1] if inside else self._unknown_object(claim.clause.start + put + 1, hit.start)
        else:
            claim.target = self._subject(claim, hit.start)

    def _read_stake(self, claim: Claim) -> None:
        right = [item for item in self._in(claim.hit.end, claim.clause.end) if item.mention is not None]
        left = self._in(claim.clause.start, claim.hit.start)
        if left and right and left[-1].mention is not None:
            claim.actor, claim.target = left[-1], right[0]

    def _read_lead(self, claim: Claim) -> None:
        """A 领投 B: the round is B's, A is among its investors."""
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
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

    def _first_subject(self, claim: Claim) -> Item | None:
        start = self.sentence.start
        end = start
        while end < self.sentence.end and self.text[end] not in _CUT:
            end += 1
        return self._unknown_subject(start, end) if end < claim.hit.start else None

    def _read_raise(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        ahead = self.sentence.low[clause.start - self.sentence.start : hit.start - self.sentence.start]
        if "领投" in ahead and "由" not in ahead:
            return  # the reading of 领投 takes it
        low, offset = self.sentence.low, self.sentence.start
        for match in re.finditer(r"由|从|获得?(?!了?\s*由)|获", low):
            at = match.start() + offset
            if not clause.start <= at < hit.start and not 0 <= at - hit.end < 40:
                continue
            tail = low[match.end() :][:60]
            if match.group() in ("由", "从") or re.search(r"^[^，。]{1,24}(?:领投|投资|参投|注资|的)", tail):
                for item in self._in(at, min(at + 45, self.sentence.end)):
                    gap = self.text[
                        (claim.partners[-1].end if claim.partners else match.end() + offset) : item.start
                    ].strip()
                    if item.mention is not None and (len(gap) <= 3 or (not claim.partners and len(gap) <= 12)):
                        claim.partners.append(item)
        subject = [
            item
            for item in self._in(clause.start, hit.start)
            if item not in claim.partners and not self._is_oblique(item)
        ]
        claim.actor = subject[0] if subject else None
        if claim.actor is None:
            guess = self._unknown_subject(clause.start, hit.start)
            claim.actor = guess
        if claim.actor is None:
            before = [
                item
                for item in self._in(self.sentence.start, clause.start)
                if item not in claim.partners and not self._is_oblique(item)
            ]
            claim.actor = before[0] if before else self._first_subject(claim)
            claim.actor_basis = "sentence"

    def _read_list(self, claim: Claim) -> None:
        claim.actor = self._subject(claim, claim.hit.start)

    def _read_with(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        at = max((slot.rfind(sign) for sign in ("与", "和", "跟", "同", "携手", "联合", "联手", "牵手")), default=-1)
        if hit.form in ("携手", "联手", "牵手", "打通", "接入", "入驻", "联合推出"):
            right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
            claim.actor = self._subject(claim, hit.start)
            claim.target = (
                right[0]
                if right and right[0].start - hit.end < 12
                else (self._unknown_object(hit.end, clause.end) if hit.form != "接入" else None)
            )
            if claim.target is not None or at < 0:
                return
        if at < 0:
            left = self._in(clause.start, hit.start)
            if len(left) >= 2 and left[0].group == left[1].group:
                claim.actor, claim.target = left[0], left[1]
            return
        width = 2 if slot[at : at + 2] in ("携手", "联合", "联手", "牵手") else 1
        right = self._in(clause.start + at, hit.start)
        if not right and slot[at + width : at + width + 1] == "其":
            place = clause.start + at + width
            right = [Item(start=place, end=place + 1, mention=None)]
        claim.target = right[0] if right else self._unknown_subject(clause.start + at + width, hit.start)
        left = self._in(clause.start, clause.start + at)
        claim.actor = left[-1] if left else self._unknown_subject(clause.start, clause.start + at)
        if claim.actor is None:
            claim.actor = self._subject(claim, clause.start + at)

    def _read_venture(self, claim: Claim) -> None:
        self._read_with(claim)
        if any(
            other.trigger.frame == "venture" and claim.clause.start <= other.start < claim.hit.start
            for other in self.hits
        ):
            claim.actor = claim.target = None
            return
        if claim.target is not None:
            mates = [
                item
                for item in self.items
                if item.group == claim.target.group and item.end <= claim.hit.start and item is not claim.actor
            ]
            claim.partners, claim.target = mates or [claim.target], None
        right = [
            item
            for item in self._in(claim.hit.end, self.sentence.end)
            if not item.is_anaphor and item.start - claim.hit.end < 12
        ]
        if right and self.sentence.low[claim.hit.end - self.sentence.start :][: right[0].start - claim.hit.end].strip(
            "了「“《 ，,名为叫"
        ) in ("", "公司", "合资公司", "合资企业", "企业"):
            claim.target = right[0]

    def _read_launch(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        left = [item for item in self._in(clause.start, hit.start) if not self._is_oblique(item)]
        if right and right[0].start - hit.end < 30:
            claim.target = right[0]
            claim.actor = self._subject(claim, hit.start)
        elif len(left) >= 2 and left[0].group != left[-1].group:
            claim.actor, claim.target = left[0], left[-1]
        elif (
            left
            and left[-1].mention is not None
            and (
                left[-1].mention.kind in ("product", "programme")
                or (claim.type == "shutdown" and clause.end - hit.end <= 2)
            )
        ):
            claim.target = left[-1]
            before = [item for item in self._in(self.sentence.start, clause.start) if not self._is_oblique(item)]
            claim.actor = before[0] if before else None

    _read_close = _read_launch

    # -- gates

    def _passes(self, claim: Claim) -> bool:
        low = self.sentence.low
        at = claim.hit.start - self.sentence.start
        actor, target = claim.actor, claim.target
        if (
            actor is not None
            and target is not None
            and (actor is target or (actor.start < target.end and target.start < actor.end))
        ):
            return False
        kind = claim.type
        after = low[claim.hit.end - self.sentence.start :][:4]
        if kind == "acquisition":
            if target is None or target.is_anaphor or actor is None:
                return False
            if low[at - 1 : at] == "被" and actor is None:
                return False
            if claim.hit.form in (
                "购买",
                "买入",
                "合并",
                "拿下",
                "接手",
                "并入",
                "完成对",
                "购买了",
                "控股",
                "接盘",
            ) and not self._known(claim):
                return False
            return not after.startswith(("方", "者", "要约被"))
        if kind == "investment":
            if (
                actor is None
                or target is None
                or target.is_anaphor
                or after.startswith(("者", "人", "机构", "方", "银行", "公司", "基金", "回报", "策略"))
            ):
                return False
            both = self._known(claim) == 2
            named = target.group >= 0 and bool(self._known(claim)) and target.start - claim.hit.end <= 2
            toward = claim.rule in ("toward", "passive") and bool(self._known(claim))
            return (
                both
                or named
                or toward
                or (bool(self._known(claim)) and claim.hit.form not in ("投资", "出资", "认购", "持有", "持股", "押注"))
                or (
                    claim.hit.form in ("投资", "投资了", "入股", "战略投资", "入股了", "注资", "增持")
                    and any(amount(one) for one in self.sentence.money)
                )
            )
        if kind == "funding_round":
            if any(
                word in low[max(0, at - 30) : at + 12] for word in ("上市", "ipo", "招股", "挂牌")
            ) and claim.hit.form in ("募资", "募集资金", "集资", "筹集", "筹资"):
                return False
            near = any(
                amount(one) and claim.clause.start - 25 <= one.start <= claim.clause.end + 10
                for one in self.sentence.money
            )
            stage = re.search(r"[a-h]\+? ?轮|天使轮|种子轮|战略融资|轮融资", low[max(0, at - 15) : at + 12])
            by_lead = (
                claim.rule == "raise"
                and "领投" in low[claim.clause.start - self.sentence.start : at]
                and "由" not in low[claim.clause.start - self.sentence.start : at]
            )
            told = re.search(
                "完成|获|宣布|进行|筹|募|融得|吸金|领投",
                low[max(0, claim.clause.start - self.sentence.start) : claim.clause.end - self.sentence.start],
            )
            if (not told and not near) or (
                actor is not None
                and actor.mention is not None
                and actor.mention.kind == "product"
                and actor.mention.entity_id is None
            ):
                return False
            return (
                (actor is not None or near)
                and not by_lead
                and (near or bool(stage))
                and "融资额" not in low[at : at + 3]
            )
        if kind == "ipo":
            if actor is None or after.startswith(("公司", "前", "企业", "以来", "后")):
                return False
            window = low[max(0, at - 20) : at + 24]
            return any(word in window for word in _MARKETS)
        if kind == "joint_venture":
            return actor is not None and (bool(claim.partners) or target is not None)
        if kind == "partnership":
            return actor is not None and target is not None and not target.is_anaphor and (bool(self._known(claim)))
        if target is None or target.mention is None or target.is_anaphor:
            return False
        beside = (
            0 <= target.start - claim.hit.end <= 2
            and actor is not None
            and actor.mention is not None
            and actor.mention.entity_id is not None
        )
        if target.mention.entity_id is None and (actor is None or (target.mention.kind != "product" and not beside)):
            return False
        return actor is not None or target.mention.kind in ("product", "programme") or kind == "shutdown"

    @staticmethod
    def _known(claim: Claim) -> int:
        return sum(
            item is not None and item.mention is not None and item.mention.entity_id is not None
            for item in (claim.actor, claim.target)
        )

    def _spread(self, claim: Claim) -> list[Claim]:
        if claim.target is None or claim.type not in ("acquisition", "investment", "launch", "partnership"):
            return [claim]
        mates = [
            item
            for item in self.items
            if item.group == claim.target.group and item.start > claim.target.start and item is not claim.actor
        ]
        out = [claim]
        for mate in mates:
            out.append(
                Claim(
                    type=claim.type,
                    hit=claim.hit,
                    sentence=claim.sentence,
                    clause=claim.clause,
                    actor=claim.actor,
                    target=mate,
                    rule=claim.rule,
                    actor_basis=claim.actor_basis,
                    has_stake=claim.has_stake,
                )
            )
        return out


_CHAIN = re.compile(f"、(?:[{CJK}]{{2,6}}、){{1,4}}|、[{CJK}]{{2,6}}(?:和|及|与)")
_INVESTORS = re.compile(
    r"(?:的|早期|最早|最大|主要|战略|第一大|单一|大){0,3}(?:投资人|投资方|投资者|股东|金主|支持者)(?:名单)?|背后(?:站着|是|有|的)?"
)
_LISTS = re.compile(
    r"[^，。；！？]{0,14}(?:包括|涵盖了?|包含|有|为|是|：|:)[了有]?\s*|\s{0,2}|(?:同样|也)?[^，。]{0,8}，?(?:包括|涵盖了?)\s*"
)
_INVESTOR_TRIGGER = Trigger(type="investment", frame="stake", forms=("投资人",))
_GOES_ON = re.compile(
    r"(?:资本|创投|基金|健康|医疗|科技|银行|证券|保险|物流|音乐|影业|文学|数科|金科|智能|家医|买药|医生|医典|打车)(?:集团|公司)?"
)
_NOT_LATIN = frozenset(
    [
        "ai",
        "app",
        "ipo",
        "ceo",
        "cto",
        "cfo",
        "coo",
        "it",
        "iot",
        "vr",
        "ar",
        "saas",
        "b",
        "c",
        "g",
        "to",
        "d",
        "tmt",
        "kol",
        "pe",
        "vc",
        "ict",
        "api",
        "ml",
        "ct",
        "mri",
        "dna",
        "hipaa",
        "r&d",
        "m&a",
        "o2o",
        "h5",
        "covid",
        "covid-19",
        "id",
        "ios",
        "android",
        "gmv",
        "p2p",
        "5g",
        "4g",
        "3g",
        "usb",
        "gdp",
        "pos",
        "b2b",
        "b2c",
        "o2o",
        "hmo",
        "big",
        "data",
        "dr",
        "mr",
        "ms",
    ]
)


def _name(text: str, start: int, end: int, kind: str) -> NameMention:
    return NameMention(start=start, end=end, text=text[start:end], entity_id=None, kind=kind)
