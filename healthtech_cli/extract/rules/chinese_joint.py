"""Chinese frames of what two do together and of what one brings out: 与…合作, 合资, 联合…成立, 推出."""

from __future__ import annotations

import re
from dataclasses import replace

from healthtech_cli.extract.mentions.common_zh import is_fresh, is_own
from healthtech_cli.extract.mentions.names import CJK, simplify
from healthtech_cli.extract.mentions.names_zh import is_company_like
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.chinese_slots import Slots, named
from healthtech_cli.extract.rules.chinese_words import (
    AFTER_PRODUCT,
    CATEGORY,
    FOUNDED,
    FOUNDING,
    LATIN_PRODUCT,
    MADE,
    MEASURES,
    NO_PRODUCT,
    NOT_LATIN,
    OTHERS,
    PIECE,
    PRODUCT,
    QUOTES,
)
from healthtech_cli.extract.rules.claims import Claim, Hit, Item
from healthtech_cli.model.spans import Span

NOT_ON_PLATFORM = re.compile(
    "(?:的)?(?:商家|商户|品牌|企业|门店|店铺|机构|餐饮|医生|用户|者|率|数|条件|费|流程|[，。；、]|$)"
)
"""入驻 that tells of nobody's partner."""
CLASS_WORD = re.compile(
    "(?:智能|人工智能|ai|大语言|生成式)?(?:聊天|人形|对话|服务)机器人|大?语言模型|大模型", re.IGNORECASE
)
"""What a Latin name of a product is followed by without belonging to it."""
DEVICE = re.compile("(?:注射器|呼吸机|监护仪|血糖仪|血压计|起搏器|支架|导管|试纸|假肢|眼镜|耳机|音箱|戒指|头显)$")
GRANTS = ("授权给", "许可给", "授权予", "授予")
"""甲将某药的权益授权给乙: who holds a right and who gets it."""
VENTURE_NAME = re.compile(
    f"(?:成立|设立|组建)了?(?:一家)?(?:新的)?(?:合资|合营)(?:公司|企业)[——：]{{0,2}}[“「]?([{CJK}]{{2,10}})[”」]?(?=[，。；（(]|$)"
)
JOINERS = ("与", "和", "跟", "同", "携手", "联合", "联手", "牵手")
NAMELESS = re.compile(
    "[一两首]?家?(?:寿险|财险|产险|保险|再保险|资管|基金|信托|合资|合营|新|项目|医药|科技|健康|医疗|养老|消费金融|金融|汽车|电池|销售|运营|子)*"
    "(?:公司|企业|机构|平台)"
)
"""财险公司: a kind of company and no name."""
LEAVES = ("退出", "停止", "终止", "撤出", "砍掉", "裁撤", "关闭", "关停", "停产")
GIVEN_UP = re.compile(f"了?(?:其|旗下)?([{CJK}]{{1,8}}?(?:业务|开发|生产|研发|服务|部门))(?=[，。；]|$)")
COMES_OUT = ("首发", "开售", "上线", "上架", "发售", "正式上线", "问世", "面世", "亮相", "面市")
COMING = re.compile(
    "(?:今日|今天|昨日|日前|近日|现已|已|已经|正式|即将|将|同步|率先|全面|首次|线上|全渠道|(?:在|于|登陆)[^，。的]{1,14}?)+(?:首发)?$"
)
"""What may stand between the product and 开售."""


BEGUN = re.compile(
    "了?(?:名为|全新的?|一项|首个)?[“「《]?([^，。；：、“”「」《》的了\x00]{3,16}?(?:计划|行动|工程))[”」》]?(?=[，。；、]|$)"
)
NOT_BEGUN = re.compile(
    "上市|回购|增持|减持|融资|收购|裁员|重组|退市|分拆|ipo|募资|私有化|出售|并购|股权|激励|投资|重整|清算|扩产|债|应急|召回"
)
"""启动回购计划 starts no programme of that name."""
FIRST_PRINTED = re.compile("于|[^，。]{0,6}(?:媒体|日报|周刊|杂志|新闻|公众号)")
PARTNER_OF = ("合作伙伴", "战略伙伴", "战略合作伙伴")
PARTNER_GAP = re.compile("的?(?:商业化|战略|长期|独家|重要|主要|核心|国内|中国|本地|全球|生态|技术)*")
JOINED = re.compile(
    f"了?(?:[^，。；]{{2,40}}的)?[“「]?([{CJK}A-Za-z0-9]{{2,12}}?)[”」]?(?:[（(][^（）()]{{1,20}}[）)])?(?:项目|计划|联盟)(?=[，。；]|$)"
)
OWNER_GAP = re.compile("(?:的|旗下的?|自主研发的?|自研的?|公司的?|自主开发的?)*")
_WHEN = "(?:正式|全新|升级|已|已经|将|即将|也|今日|近日|日前|于|在|\x00|年|月|日|初|底|上半年|下半年|去年|今年|国内|中国|首次|全面|率先|获批|\\s)*$"
OWN_OUT = re.compile(
    f"(?:旗下的?|自主研发的?|自研的?|的)([{CJK}A-Za-z0-9]{{2,14}}?(?:系统|平台|助手|小程序|app|模型|服务|芯片|机器人|码|业务|手表|手机|版))"
    + _WHEN,
    re.IGNORECASE,
)
DRUG_OUT = re.compile(
    f"(?:新药|创新药|药物|疫苗|单抗|产品|注射液|抑制剂|胰岛素)[“「]?([{CJK}]{{2,6}}?)[”」]?(?:[（(][^（）()]{{1,30}}[）)])?"
    "(?:，|(?=于|在|\x00|正式|获批|已|将))" + _WHEN
)
"""甲的新药乙在…上市: a medicine is brought out, nobody lists."""

BASED_ON = re.compile("(?:基于|采用|搭载|支持|接入|融合|适配|依托|兼容|对标|借助|利用)[^，。的]{0,8}$")
"""基于 GenAI 的产品: no name of the product."""
ALSO_MADE = re.compile("(?:并|和|、|及)(?:同步)?(?:开源|上线|发布|推出|开售)了?")
OUT_VERBS = (
    "发布",
    "上线",
    "推出",
    "亮相",
    "问世",
    "面世",
    "开售",
    "开源",
    "公测",
    "内测",
    "首发",
    "上架",
    "发售",
    "正式上线",
    "面市",
    "启用",
)
OUT_END = re.compile("了?(?:，|。|；|！|、|$|后|以来|之后|时|至今|于|在|仅)")
OUT_WHEN = re.compile(
    "(?:(?:今日|今天|昨日|昨天|昨晚|今晨|日前|近日|现已|已经|已|正式|即将|将|同步|率先|全面|首次|全球|最新|重磅|宣布|于|在|终于|才|刚刚|横空|早在|就|也|便|预计|有望|最早|最快|则|全新|"
    "\x00+|[春夏秋冬]季|初|底|年中|上半年|下半年)+|(?:在|于|登陆)[^，。的]{1,26}?)+$"
)
KIND_WORDS = re.compile(
    "(?:[”」》]|app|App|APP|应用|小程序|大?模型|系列|平台|系统|服务|手机|手表|多模态|智能助手|助手|聊天机器人|机器人|网页版|移动端|客户端|正式版|测试版|版){0,3}"
)
OUT_KIND = re.compile(PRODUCT.pattern.removesuffix("$") + "$|(?:业务|外卖|频道|专区)$", re.IGNORECASE)
LATIN_OUT = re.compile(
    r"(?<![A-Za-z])([A-Z][A-Za-z0-9+\-.]{1,24}(?: ?(?:[A-Z][A-Za-z0-9+\-.]{0,16}|\d{1,3}(?:\.\d)?)){0,4})"
    f"( ?[{CJK}]{{0,9}})$"
)
OWNER_FAR = re.compile(
    "(?:公司|集团)?(?:的|旗下的?|[^，。；的]{0,8}(?:助手|应用|平台|大?模型|产品|机器人)|自主研发的?|自研的?|其|新一代|首款|最新|全新|新款|第[一二三四五]代|人工智能|开源|大?模型|大语言模型|推理|[^，。；的]{0,8}的)*"
)
_MAKERS = ("company", "subsidiary", "institution")
IN_FRONT = re.compile("了?(?:[^，。；：“「《]{0,24}?(?:——|：)?)?[“「《]?")
"""What may stand between the verb and the name of the product."""
VERSION = re.compile(
    r"(?: ?(?:\d{1,2}(?:\.\d{1,2}){0,2}(?![\d年月日万亿个家款%])|[A-Z][A-Za-z]{2,9}(?= ?(?:\d|[，。；、的模])|$)|[VRk]\d(?:\.\d)?|Pro|Max|Ultra|Mini|Plus|Turbo|Air|SE|[kovr]\d(?:\.\d)?|-[A-Z]\d?(?:\.\d)?))+"
)


class Joint(Slots):
    """Reads partnerships, ventures and launches."""

    def _read_with(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        if hit.form == "入驻" and NOT_ON_PLATFORM.match(self.sentence.low, hit.end - self.sentence.start):
            return  # 为入驻商家提供支持, 两家店铺都有入驻
        if hit.form in PARTNER_OF and self._partner_of(claim):
            return
        if hit.form.startswith("加入"):
            told = JOINED.match(self.text[hit.end : clause.end])
            if told is not None and not NOT_BEGUN.search(told.group(1)):
                mention = named(self.text, hit.end + told.start(1), hit.end + told.end(1), "programme")
                claim.actor = self._subject(claim, hit.start, unknown=False)
                claim.target = Item(start=mention.start, end=mention.end, mention=mention)
            return
        slot = self._bare(clause.start, hit.start)
        at = max(slot.rfind(sign) for sign in JOINERS)
        if slot[at : at + 1] == "和" and (strong := max(slot.rfind(sign) for sign in JOINERS if sign != "和")) >= 0:
            inside = [one for one in self._in(clause.start + strong, hit.start) if one.mention is not None]
            if inside and inside[0].end <= clause.start + at and len({one.group for one in inside}) == 1:
                at = strong  # 甲与乙和丙合作: 乙 and 丙 are on one side
        if hit.form in ("携手", "联手", "牵手", "打通", "接入", "入驻", "联合推出", *GRANTS):
            right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
            moved = max(slot.rfind("将"), slot.rfind("把")) if hit.form in GRANTS else -1
            claim.actor = self._subject(claim, clause.start + moved if moved >= 0 else hit.start)
            if moved >= 0 and not slot[:moved].endswith(("拟", "计划", "预计", "有望")):
                claim.clause = Span(start=clause.start + moved + 1, end=clause.end)  # 将 puts the thing first
            claim.target = (
                right[0]
                if right and right[0].start - hit.end < 12
                else (self._unknown_object(hit.end, clause.end) if hit.form != "接入" else None)
            )
            if hit.form in GRANTS or claim.target is not None or at < 0:
                return
        if slot[at : at + 2] in ("携手", "联合", "联手", "牵手"):
            # 与乙携手在当地设立: 乙 stands before 携手
            ahead = max(slot.rfind(sign, 0, at) for sign in ("与", "和", "同", "跟"))
            mates = self._in(clause.start + ahead + 1, clause.start + at) if ahead >= 0 else []
            if mates and mates[-1].end >= clause.start + at - 1:
                at = ahead
        if at >= 0 and slot[at + 1 : at + 3] in ("其他", "其它"):
            return
        if at < 0:
            left = self._in(clause.start, hit.start)
            if len(left) >= 2 and left[0].group == left[1].group:
                claim.actor, claim.target = left[0], left[1]
            return
        width = 2 if slot[at : at + 2] in ("携手", "联合", "联手", "牵手") else 1
        right = self._mates(clause.start + at + width, hit.start)
        if not right and slot[at + width : at + width + 1] == "其":
            place = clause.start + at + width
            right = [Item(start=place, end=place + 1, mention=None)]
        claim.target = right[0] if right else self._unknown_subject(clause.start + at + width, hit.start)
        left = self._in(clause.start, clause.start + at)
        if claim.target is None and len(left) >= 2 and left[0].group == left[1].group:
            claim.actor, claim.target = left[0], left[1]  # 甲、乙联合宣布
            return
        claim.actor = left[-1] if left else self._unknown_subject(clause.start, clause.start + at)
        if claim.actor is None:
            claim.actor = self._subject(claim, clause.start + at)

    def _partner_of(self, claim: Claim) -> bool:
        """甲的商业化合作伙伴乙: both stand beside the word."""
        hit, clause = claim.hit, claim.clause
        right = [one for one in self._in(hit.end, clause.end) if one.mention is not None and one.start - hit.end <= 1]
        left = [one for one in self._in(clause.start, hit.start) if one.mention is not None]
        if not right or not left or not PARTNER_GAP.fullmatch(self.text[left[-1].end : hit.start]):
            return False
        claim.actor, claim.target = left[-1], right[0]
        claim.clause = Span(start=hit.start, end=right[0].end)  # no date of what they do otherwise
        return True

    def _mates(self, start: int, end: int) -> list[Item]:
        """The names of `与甲、乙和丙`, unknown ones among known too."""
        known = self._in(start, end)
        first = compiled("[^、和及与]{4,14}(?=、)").match(self._bare(start, end))
        if known and first and not self._in(start, start + first.end()):
            told = self._chunk(start, first.group())
            if told is not None and "\x00" not in first.group():
                told.group = known[0].group
                self.items.append(told)
                return [told, *known]
        return known

    def _read_venture(self, claim: Claim) -> None:
        self._read_with(claim)
        if claim.target is None:
            self._with_before(claim)
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
        after = self.sentence.low[claim.hit.end - self.sentence.start :]
        if not right and claim.hit.form.endswith(("成立", "设立", "组建")):
            guess = self._unknown_object(claim.hit.end, claim.clause.end)
            right = [guess] if guess is not None and guess.mention and is_company_like(guess.mention.text) else []
        self._by_founders(claim)
        told = VENTURE_NAME.search(self.sentence.low, claim.clause.start - self.sentence.start)
        if not right and told is not None and (is_fresh(told.group(1)) or is_company_like(told.group(1))):
            claim.target = self._chunk(told.start(1) + self.sentence.start, told.group(1))
            return
        if right and FOUNDED.fullmatch(after[: right[0].start - claim.hit.end]):
            claim.target = right[0]

    def _by_founders(self, claim: Claim) -> None:
        """丁由甲、乙和丙共同出资设立: the one before 由 is founded, the first behind it tells who founds."""
        slot = self._bare(claim.clause.start, claim.hit.start)
        at = claim.clause.start + slot.rfind("由")
        agents = [one for one in self._in(at, claim.hit.start) if one.mention is not None]
        if at < claim.clause.start or len(agents) < 2 or agents[0].start - at > 2:
            return
        if len({one.group for one in agents}) > 1:
            return
        claim.actor, claim.partners = agents[0], agents[1:]
        left = [one for one in self._in(claim.clause.start, at) if one.mention is not None]
        claim.target = left[-1] if left else self._unknown_subject(claim.clause.start, at)

    def _with_before(self, claim: Claim) -> None:
        """甲与乙合作，去年成立了合资公司: the partners stand in the clause before."""
        low, offset = self.sentence.low, self.sentence.start
        for match in compiled("(?:与|和|同|跟|联合|携手)").finditer(low[: claim.clause.start - offset]):
            at = match.end() + offset
            mates = [item for item in self._in(at, claim.clause.start) if item.mention is not None]
            if mates and compiled("合作|联手|携手|联合|协议|结盟").search(
                low[mates[0].end - offset : claim.clause.start - offset]
            ):
                left = [
                    item for item in self._in(self.sentence.start, match.start() + offset) if item.mention is not None
                ]
                if left:
                    claim.actor, claim.target = left[-1], mates[0]
                    return

    def _as_venture(self, claim: Claim) -> bool:
        """甲联合乙成立丙: the founders and what they found."""
        hit, clause = claim.hit, claim.clause
        if hit.form.rstrip("了") not in FOUNDING:
            return False
        slot = self._blanked(clause.start, hit.start)
        match = compiled("联合|携手|联手|与|和").search(slot)
        if match is None:
            return False
        mates = [one for one in self._in(clause.start + match.end(), hit.start) if one.mention is not None]
        left = [one for one in self._in(clause.start, clause.start + match.start()) if one.mention is not None]
        right = [one for one in self._in(hit.end, clause.end) if one.mention is not None]
        target = right[0] if right and right[0].start - hit.end <= 12 else self._unknown_object(hit.end, clause.end)
        if not mates or not left or target is None or mates[0].start - clause.start - match.end() > 8:
            return False
        if compiled("院|研究|实验室|基地|中心|联盟|学会|委员会|基金").search(self.text[target.start : clause.end]):
            return False
        claim.type, claim.rule = "joint_venture", "venture"
        claim.actor, claim.partners, claim.target = left[-1], mates, target
        if target.mention is not None and NAMELESS.fullmatch(simplify(target.mention.text)):
            claim.target = None
        return True

    def _made(self, claim: Claim) -> list[Item]:
        """What is brought out: known and quoted things, `X1 系统`, words that end like a product's, one a list place."""
        hit, clause = claim.hit, claim.clause
        also = ALSO_MADE.match(self.sentence.low, hit.end - self.sentence.start)
        start = also.end() + self.sentence.start if also else hit.end
        stop = compiled("[，。；！？\n]").search(self.text[start : self.sentence.end])
        end = max(clause.end, start + stop.start() if stop else self.sentence.end)
        tail = self._bare(start, end)
        if of := compiled("的").match(tail):
            last = AFTER_PRODUCT.search(tail, 2)
            start, tail = start + of.end(), tail[of.end() : last.start() if last else len(tail)]
        found: list[Item] = []
        for piece in PIECE.finditer(tail):
            at, end = start + piece.start(), start + piece.end()
            if "——" in piece.group() and piece.end() - piece.group().rfind("——") - 2 - piece.start() >= 2:
                at += piece.group().rfind("——") + 2  # …产品——松果: the name behind the dash
            inside = [one for one in self._in(at, end) if one.mention is not None]
            foreign = next((one for one in inside if one.start - at <= 2), None)
            if foreign is not None and foreign.mention is not None and self._is_foreign(foreign, hit):
                return []  # 甲云上线乙-R1: what another makes
            told = next((one for one in inside if self._is_product(one)), None)
            told = told if told is not None and told.mention and told.mention.entity_id is None else None
            if told is not None and BASED_ON.search(
                self.text[max(at - 1, told.start - 10) : told.start].rstrip("“「《")
            ):
                told = None  # 搭载“松果”的鼠标
            told = told or self._latin_product(at, end) or self._han_product(at, end, is_first=not found)
            if told is None and self.text[at - 2 : at] == "——":
                named_so = compiled(f"[{CJK}A-Za-z0-9]{{2,10}}(?=[（(，。]|$)").match(self.text[at:end])
                if named_so is not None and (is_fresh(named_so.group()) or is_own(named_so.group())):
                    mention = named(self.text, at, at + named_so.end(), "product")
                    told = Item(start=mention.start, end=mention.end, mention=mention)
            known = [one for one in inside if one.mention is not None and one.mention.entity_id is not None]
            if told is None or any(told.start <= one.start and one.end == told.end for one in known):
                told = next((one for one in known if self._is_product(one)), None)
            elif known and not any(told.start <= one.start and one.end <= told.end for one in known):
                break  # someone else is told of
            if told is None:
                if not found and compiled(f"[{CJK}A-Za-z]").search(piece.group()):
                    break
                continue
            told.group = hit.start
            found.append(told)
            if of:
                break
        return found

    def _is_foreign(self, item: Item, hit: Hit) -> bool:
        """A known company that is not told of before the verb."""
        mention = item.mention
        if mention is None or mention.entity_id is None or mention.kind not in _MAKERS or hit.form.startswith("创办"):
            return False
        before = [one for one in self._in(self.sentence.start, hit.start) if one.mention is not None]
        others = [one for one in before if one.mention is not None and one.mention.kind in _MAKERS]
        return bool(others) and all(one.mention and one.mention.entity_id != mention.entity_id for one in others)

    def _is_product(self, item: Item) -> bool:
        """A known product, or what stands in quotation marks."""
        mention = item.mention
        if mention is None:
            return False
        if mention.entity_id is not None:
            return mention.kind in ("product", "programme")
        return self.text[item.start - 1 : item.start] in QUOTES and not NO_PRODUCT.search(mention.text)

    def _latin_product(self, start: int, end: int) -> Item | None:
        """`WATCH Fit 3`, `开物SDK`, `ASSURE系统`."""
        raw = self.text[start:end]
        told = (
            one
            for one in LATIN_PRODUCT.finditer(raw)
            if one.group().lower() not in NOT_LATIN and not BASED_ON.search(raw[: one.start()])
        )
        match = next((one for one in told if not one.group().islower()), None)
        if match is None:
            return None
        first, last = match.start(), match.end()
        more = compiled(r"\s?[^\s，。的等（(“「《]{1,12}").match(raw[last:])
        if more and PRODUCT.search(more.group()):
            if first + 4 <= last and CLASS_WORD.fullmatch(more.group().strip()):
                mention = named(self.text, start + first, start + last, "product")
                return Item(start=mention.start, end=mention.end, mention=mention)
            last += more.end()
            ahead = compiled(f"[{CJK}]{{2,6}}$").search(raw[:first])
            if ahead and not CATEGORY.match(ahead.group() + "----") and not MEASURES.search(ahead.group()):
                first = ahead.start()  # 潞河X1一体机
        elif more and not compiled("等|[（(“「《，。]|系列|以|来|并|共").match(raw[last:].lstrip()):
            return None
        hyphen = compiled(f"[{CJK}A-Za-z0-9]{{2,12}}[-－]$").search(raw[:first])
        if hyphen:
            first = hyphen.start()  # 松果一体机-DeepSeek版
        if NO_PRODUCT.search(raw[first:last]):
            return None
        mention = named(self.text, start + first, start + last, "product")
        return Item(start=mention.start, end=mention.end, mention=mention)

    def _han_product(self, start: int, end: int, *, is_first: bool) -> Item | None:
        piece = self._blanked(start, end)
        bare = MEASURES.match(piece)
        if is_first and bare:
            start, piece = start + bare.end(), piece[bare.end() :]
        words = piece.split("\x00")[-1]
        words = compiled("等(?:全系列|系列|产品|服务)?|来|以帮助|用于|为(?=用户|企业)|[（(]").split(words)[0].rstrip()
        cut = words.rfind("的") + 1
        start += piece.find(words) + cut
        words = words[cut:]
        if "——" in words:
            start, words = start + words.rfind("——") + 2, words[words.rfind("——") + 2 :]
        lead = MEASURES.match(words)
        if lead:
            start, words = start + lead.end(), words[lead.end() :]
        category = CATEGORY.match(words)
        if category and not PRODUCT.fullmatch(words[category.end() :]):
            start, words = start + category.end(), words[category.end() :]
        words = words.strip()
        ends = PRODUCT.search(words) or DEVICE.search(words) or (not is_first and category)
        if not 2 + (category is None) <= len(words) <= 20 or not ends or NO_PRODUCT.search(words):
            return None
        mention = named(self.text, start, start + len(words), "product")
        return Item(start=start, end=start + len(words), mention=mention)

    def _leaves(self, claim: Claim) -> bool:
        """甲将逐步退出硬件开发, 甲停止音箱业务: what is given up has no name but its own words."""
        low, offset = self.sentence.low, self.sentence.start
        match = GIVEN_UP.match(low, claim.hit.end - offset) if claim.hit.form in LEAVES else None
        if match is None or self._in(match.start(1) + offset, match.end(1) + offset):
            return False
        actor = self._subject(claim, claim.hit.start, unknown=False)
        if actor is None or actor.mention is None or actor.mention.entity_id is None:
            return False
        mention = named(self.text, match.start(1) + offset, match.end(1) + offset, "product")
        claim.actor, claim.target = actor, Item(start=mention.start, end=mention.end, mention=mention)
        claim.rule = "leave"
        return True

    def _comes_from(self, claim: Claim) -> bool:
        """`甲旗下的乙系统全新升级上线`, `甲的新药乙在2022年上市`, `甲启动了乙计划`: owner, thing and deed stand in a row."""
        hit, clause = claim.hit, claim.clause
        slot, rest = self._blanked(clause.start, hit.start), self.sentence.low[hit.end - self.sentence.start :]
        if hit.form.startswith("启动"):
            told = BEGUN.match(rest)
            if told is None or NOT_BEGUN.search(told.group(1)):
                return False
            span, actor = told.span(1), self._subject(claim, hit.start)
            start, end = hit.end + span[0], hit.end + span[1]
        else:
            match = (DRUG_OUT if hit.form == "上市" else OWN_OUT).search(slot)
            if match is None or (hit.form != "上市" and hit.form not in COMES_OUT):
                return False
            owners = [
                one
                for one in self._in(clause.start, clause.start + match.start(1))
                if one.mention is not None and one.mention.kind in ("company", "subsidiary", "institution")
            ]
            actor = (
                owners[-1]
                if owners and OWNER_GAP.fullmatch(self.text[owners[-1].end : clause.start + match.start()])
                else None
            )
            start, end = clause.start + match.start(1), clause.start + match.end(1)
        if actor is None or actor.mention is None or NO_PRODUCT.search(self.text[start:end]):
            return False
        mention = named(self.text, start, end, "product")
        claim.actor, claim.target, claim.rule = (
            actor,
            Item(start=start, end=end, mention=mention, group=hit.start),
            "made",
        )
        self.items = [one for one in self.items if not (start <= one.start and one.end <= end)]
        if claim.target is not None:
            self.items.append(claim.target)
        return True

    def _comes_out(self, claim: Claim) -> bool:
        """甲的 A1 和 B2 手表在京东首发开售: the things stand before the verb."""
        hit, clause = claim.hit, claim.clause
        if self._comes_from(claim):
            return True
        if hit.form.rstrip("了") not in COMES_OUT:
            return False
        if self.sentence.low.startswith(COMES_OUT, hit.end - self.sentence.start):
            return True  # 首发开售: the second verb tells it
        slot = self.text[clause.start : hit.start]
        match = COMING.search(slot)
        owner = slot.find("的")
        if match is None or owner < 2 or owner >= match.start():
            return False
        start = clause.start + owner + 1
        found: list[Item] = []
        for piece in compiled("[^、和及与]{2,30}").finditer(self.text[start : clause.start + match.start()]):
            at, end = start + piece.start(), start + piece.end()
            told = self._latin_product(at, end) or self._han_product(at, end, is_first=not found)
            if told is None:
                return False
            found.append(told)
        left = [one for one in self._in(clause.start, start) if not self._is_oblique(one)]
        actor = left[0] if left else self._unknown_subject(clause.start, start - 1)
        if not found or actor is None:
            return False
        self.items = [one for one in self.items if not any(x.start <= one.start and one.end <= x.end for x in found)]
        for one in found:
            one.group = hit.start
        self.items += found
        claim.actor, claim.target, claim.rule = actor, found[0], "made"
        return True

    def _read_launch(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        if claim.type == "launch" and self._as_venture(claim):
            return
        if hit.form.rstrip("了") in FOUNDING and "合资" in self.sentence.low:
            return  # the venture's own frame tells it
        if claim.type == "shutdown" and self._leaves(claim):
            return
        if hit.form == "首发" and FIRST_PRINTED.match(self.sentence.low, hit.end - self.sentence.start):
            return  # where an article was first printed
        if claim.type == "launch" and self._is_said_of(claim):
            return
        if claim.type == "launch" and (self._is_no_launch(claim) or self._comes_out(claim) or self._is_out(claim)):
            return
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        left = [item for item in self._in(clause.start, hit.start) if not self._is_oblique(item)]
        by = self._bare(clause.start, hit.start).rfind("由")
        agents = (
            [item for item in self._in(clause.start + by, hit.start) if item.mention is not None] if by >= 0 else []
        )
        if left and agents and not right and left[-1].end <= clause.start + by and hit.start - agents[-1].end <= 4:
            claim.target, claim.actor = left[-1], agents[0]  # 「松果」由甲发布
            return
        made = self._made(claim) if claim.type == "launch" and hit.form.rstrip("了") in MADE else []
        if made and made[0] in self.items:
            claim.target, claim.actor = made[0], self._subject(claim, hit.start)
            self.items += [one for one in made if one not in self.items]
            self._as_made(claim)
        elif not made and right and BASED_ON.search(self.text[hit.end : right[0].start].rstrip("“「《")):
            return
        elif not made and right and right[0].start - hit.end < 30:
            claim.target = right[0]
            claim.actor = self._subject(claim, hit.start)
            self._as_made(claim)
        elif made:
            claim.actor = self._subject(claim, hit.start, unknown=False) if left else None
            if claim.actor is None:
                before = [one for one in self._in(self.sentence.start, clause.start) if not self._is_oblique(one)]
                if OTHERS.match(self.sentence.low, clause.start - self.sentence.start):
                    return
                guess = self._unknown_subject(clause.start, hit.start)
                claim.actor, claim.actor_basis = guess or (before[0] if before else None), "sentence"
            claim.target, claim.rule = made[0], "made"
            self.items += [one for one in made if one not in self.items]
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

    def _is_said_of(self, claim: Claim) -> bool:
        """乙是甲推出的新一代平台: 乙 is what was brought out."""
        hit, clause = claim.hit, claim.clause
        if hit.form not in ("推出", "发布", "上线") or not self.text.startswith("的", hit.end):
            return False
        told = compiled("(?:[（(][^（）()]{1,20}[）)])?[”」]?(?:则|便|正)?是(?:由)?").search(
            self._bare(clause.start, hit.start)
        )
        if told is None:
            return False
        left = [one for one in self._in(clause.start, clause.start + told.start()) if one.mention is not None]
        inside = [one for one in self._in(clause.start + told.end(), hit.start) if one.mention is not None]
        if not left and inside and inside[0].start - clause.start - told.end() <= 4:
            return not any(
                self._is_product(one) for one in self._in(hit.end, clause.end)
            )  # what is told of has no name
        if not left or not inside or inside[0].start - clause.start - told.end() > 12 or inside[-1].mention is None:
            return False
        if clause.start + told.start() - left[-1].end > 0 or inside[-1].mention.kind not in _MAKERS:
            return False
        thing = next((one for one in left if one.start - clause.start <= 1), left[-1])
        if thing.mention is None or (thing.mention.entity_id is not None and thing.mention.kind in _MAKERS):
            return False
        thing = Item(
            start=thing.start, end=thing.end, mention=replace(thing.mention, kind="product"), group=thing.group
        )
        claim.actor, claim.target, claim.rule = inside[-1], thing, "made"
        return True

    def _is_no_launch(self, claim: Claim) -> bool:
        """发布会, 恢复上线, 开源社区: the word tells of nothing new."""
        hit, low = claim.hit, self.sentence.low
        ahead, after = low[: hit.start - self.sentence.start], low[hit.end - self.sentence.start :]
        if hit.form in ("发布", "上线", "开业", "发行") and after.startswith(
            ("会", "日", "者", "方", "量", "时间", "仪式")
        ):
            return True
        if ahead.endswith(("恢复", "重新", "再度", "未", "不", "没有")):
            return True
        if hit.form == "开源":
            return not (
                ahead.endswith(("宣布", "正式", "并", "已", "将", "全面", "完全"))
                or compiled("[，。；]|$").match(after)
            )
        return False

    def _is_out(self, claim: Claim) -> bool:
        """甲旗下的乙正式发布, 乙App今日上线: the product stands right before the verb that ends the clause."""
        hit, clause, offset = claim.hit, claim.clause, self.sentence.start
        if hit.form.rstrip("了") not in OUT_VERBS or not OUT_END.match(self.sentence.low, hit.end - offset):
            return False
        slot = self._blanked(clause.start, hit.start)
        last = OUT_WHEN.search(slot)
        end = clause.start + (last.start() if last else len(slot))
        told = self._thing_at(clause.start, end)
        if told is None or told.mention is None:
            return False
        begin = told.start
        inside = [
            one
            for one in self._in(clause.start, end)
            if one.mention is not None
            and (one.mention.kind in _MAKERS or (one.mention.entity_id is not None and one.end < told.end))
            and not self._is_oblique(one)
        ]
        owner = next((one for one in inside if one.start == begin and one.end < told.end), None)
        if owner is None:
            ahead = [one for one in inside if one.end <= begin]
            if ahead and OWNER_FAR.fullmatch(
                self.sentence.low[ahead[-1].end - offset : begin - offset].rstrip("“「《")
            ):
                owner = ahead[-1]
        if owner is None and told.mention.entity_id is None:
            return False
        claim.actor, claim.target, claim.rule = owner, told, "out"
        if owner is not None:
            claim.rule = "made"
        self.items = [
            one for one in self.items if one is owner or not (told.start <= one.start and one.end <= told.end)
        ]
        self.items.append(told)
        return True

    def _thing_at(self, start: int, end: int) -> Item | None:
        """The product whose name ends at `end`: a known one, one in quotation marks, a Latin name, a word of its kind."""
        slot = self.text[start:end].rstrip()
        end = start + len(slot)
        known = [
            one
            for one in self._in(start, end)
            if one.mention is not None
            and one.mention.kind in ("product", "programme")
            and one.mention.entity_id is not None
            and KIND_WORDS.fullmatch(self.text[self._versioned(one).end : end])
        ]
        if known:
            whole = self._versioned(known[-1])
            return Item(start=whole.start, end=whole.end, mention=whole.mention, group=start)
        quoted = compiled(r"[“「《]([^“”「」《》]{2,16})[”」》](?:[^，。；“”的]{0,6})$").search(slot)
        if quoted is not None:
            if NO_PRODUCT.search(quoted.group(1)) or compiled("研究|报告|论坛|峰会|榜|指数|名单|公告|活动").search(
                slot[quoted.end(1) :]
            ):
                return None
            mention = named(self.text, start + quoted.start(1), start + quoted.end(1), "product")
            return Item(start=mention.start, end=mention.end, mention=mention, group=start)
        latin = LATIN_OUT.search(slot)
        if (
            latin is not None
            and (
                not latin.group(2).strip()
                or PRODUCT.search(latin.group(2))
                or latin.group(2).endswith(("系列", "国行版"))
            )
            and latin.group(1).lower() not in NOT_LATIN
            and not NO_PRODUCT.search(latin.group(1))
        ):
            if latin.start() and self.text[start + latin.start() - 1] in "-./":
                return None
            mention = named(self.text, start + latin.start(1), start + latin.end(1), "product")
            return Item(start=mention.start, end=mention.end, mention=mention, group=start)
        firm = [one for one in self._in(start, end) if one.mention is not None and one.mention.kind in _MAKERS]
        if (
            firm
            and firm[-1].end < end
            and OUT_KIND.search(slot)
            and compiled(f"(?!旗下|公司|集团)[{CJK}A-Za-z0-9]{{2,10}}").fullmatch(self.text[firm[-1].end : end])
            and not NO_PRODUCT.search(self.text[firm[-1].end : end])
        ):
            mention = named(self.text, firm[-1].start, end, "product")
            return Item(start=mention.start, end=end, mention=mention, group=start)
        kind = CATEGORY.match(slot[firm[-1].end - start :]) if firm else None
        if kind is not None and OWNER_FAR.match(slot[firm[-1].end - start :]):
            at = firm[-1].end + kind.end()
            mention = named(self.text, at, end, "product")
            if (
                is_fresh(mention.text)
                and not NO_PRODUCT.search(mention.text)
                and not compiled("\\d").search(mention.text)
            ):
                return Item(start=at, end=end, mention=mention, group=start)
        return None

    def _as_made(self, claim: Claim) -> None:
        """甲发布全新的健康助手乙: a product with its own name right behind the verb."""
        target, actor = claim.target, claim.actor
        if claim.type != "launch" or target is None or target.mention is None or target.mention.kind != "product":
            return
        if actor is None or actor.mention is None or actor.mention.kind not in _MAKERS or target.start < claim.hit.end:
            return
        if claim.hit.form.rstrip("了") not in MADE or claim.actor_basis != "clause":
            return
        if IN_FRONT.fullmatch(
            self.sentence.low[claim.hit.end - self.sentence.start : target.start - self.sentence.start]
        ):
            claim.target, claim.rule = self._versioned(target), "made"

    def _versioned(self, item: Item) -> Item:
        """通义千问2.5, Claude 3.7 Sonnet: a known product goes on with its version."""
        if item.mention is None or item.mention.entity_id is None:
            return item
        more = VERSION.match(self.text, item.end, self.sentence.end)
        if more is None:
            return item
        mention = named(self.text, item.start, more.end(), "product")
        return Item(start=item.start, end=more.end(), mention=mention, group=item.group)

    _read_close = _read_launch
