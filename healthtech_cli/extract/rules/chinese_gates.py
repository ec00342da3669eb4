"""Which readings of Chinese sentences are let through."""

from __future__ import annotations

import re

from healthtech_cli.extract.mentions.names_zh import PLACE_ONLY, is_company_like
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.chinese_words import EXCHANGE, LISTING, MARKETS, NO_LISTING, PRODUCT, TITLED
from healthtech_cli.extract.rules.claims import Claim, Item
from healthtech_cli.extract.rules.gates import amount

OFFER_NOUN = re.compile("金额|计划|项目|补流|需求|目的|动向|投向|用途|额度|规模|合理性|方案|调整|投项目")
"""After 募资 these only name what a listing is to bring."""
_SOLD = re.compile(
    "(?:产品|药品|新药|新品|疫苗|仿制药|原研药|创新药|药物|注射液|胶囊|片剂|单抗|器械|车型|新车|手机|一体机|试剂盒?|适应症|耗材)"
    "(?:的|在[^，。]{1,8}|将|已|也|正式|于[^，。]{1,10}|陆续|同步|首次|获批|批准|获准|成功|有望|预计)*$"
)
_ON_SALE = re.compile("销售|推广|后销售|许可|注册申请|发售|开售|产品|新药|的(?:药|产品|新药|疫苗|器械)")
"""A thing that comes onto the market, never a company that lists."""
_NOT_CLOSED = re.compile(
    "了?(?:其|双方|上述|该|此次|本次)?(?:合作|协议|收购|并购|上市|ipo|谈判|交易|投资|战略|关系|合同|重组|增持|减持|辅导|审核)"
)
_NO_EVENT = re.compile(
    "所得|收益|净筹|款项|历程|进程|当年|第[一二三四]年|收紧|受理时间|困局|资格|前一年|动向|观|募资计划|募资的"
)
"""上市历程, 上市当年: a listing is only named."""


_OF_LAW = re.compile("(?:最高法|高院|法院|法庭|仲裁庭|检察院|法案|法律|法规|条例|禁令)$")


_SUPPOSED = re.compile(
    "(?:迫使|促使|要求|期待|有无|需要|应该|应当|必须|可以|为了|想要|建议|呼吁|敦促|鼓励|支持|不能|不应|才能|以便|便于|是否|能否|如何)[^，。；：被]{0,16}$"
)
_IF = re.compile("(?:^|[，；。“：])(?:但|而|那么)?(?:如果|假如|倘若|若(?!干)|一旦|要是|即便|即使|哪怕)[^，。；]{0,24}$")
_WRITTEN = re.compile(
    "信[^息]|信$|署名|声明|报告|公告|研报|评论|文章|论文|通知|视频|海报|财报|白皮书|观点|榜单|数据|意见|指南|业绩|名单|消息|推文|帖子"
)


_YEAR_ONLY = re.compile("(?:\\d{4}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?|去年|今年|前年)")
_INDEX = re.compile("(?:综指|指数|etf|基金|债|reits?|期货|期权|合约)$", re.IGNORECASE)
_DELISTED = re.compile("(?:终止其?|摘牌|退市)(?:在)?(?:新三板|股转系统)?(?:的)?$")
_COUNTS = re.compile("(?:统计|梳理|汇总|盘点|保荐|承销|研究)了?[^，。；]{0,24}$")
_HIM = re.compile("(?:^|[，；。]|不过|但|而|在|当)(?:在|当|自|就)?(?:他|她)们?[^，。；\x00]{0,10}$")


def _is_delisting(claim: Claim, low: str, at: int) -> bool:
    """股票终止上市, 终止在新三板挂牌: shares that leave the market; 机构统计了…上市: nobody's own listing."""
    ahead, after = low[max(0, at - 40) : at], low[claim.hit.end - claim.sentence.start :]
    if claim.hit.form in ("上市", "挂牌") and _DELISTED.search(ahead):
        return not after.startswith(("计划", "进程", "辅导", "审核", "申请", "之路")) or "股票" in ahead[-12:]
    if claim.actor is not None and claim.actor.end - claim.sentence.start <= at:
        return _COUNTS.search(low[claim.actor.end - claim.sentence.start : at]) is not None
    return False


_FUND_FLOW = re.compile("净买入|净卖出|净流入|余额|买入|偿还|融券|客|标的|盘|担保|租赁")
"""融资余额: money lent for shares."""


_THING_END = re.compile(
    "(?:土地|地块|住房|商品房|房源|股票|债券?|芯片|设备|药品|粮食|黄金|物业|大楼|门店|产品|专利|货物|货币|商品|服务|电力|算力|服务器|显卡|数据|汽车|原料|材料)$"
)


def _is_thing(claim: Claim, target: Item) -> bool:
    """What is bought is no company."""
    if target.mention is None or target.mention.entity_id is not None:
        return False
    if target.group < 0 and _THING_END.search(target.mention.text):
        return True
    bought = claim.hit.form in ("购买", "买入", "购买了")
    return bought and not _takes_shares(claim) and not _is_beside(claim)


def _is_new_product(item: Item) -> bool:
    return item.mention is not None and item.mention.kind == "product" and item.mention.entity_id is None


def _is_supposed(claim: Claim, low: str, at: int) -> bool:
    """需要推出, 建议收购, 如果推出: what is only wished or thought."""
    return bool(_SUPPOSED.search(low[max(0, at - 26) : at])) or (
        claim.type in ("launch", "partnership", "expansion") and _IF.search(low[max(0, at - 30) : at]) is not None
    )


def _is_market_place(actor: Item | None) -> bool:
    return actor is not None and actor.mention is not None and EXCHANGE.search(actor.mention.text) is not None


def _is_medium(claim: Claim) -> bool:
    """新京报记者采访…: who writes does nothing here."""
    actor = claim.actor
    if actor is None or actor.mention is None:
        return False
    return bool(
        compiled("[^，。]{0,10}(?:记者|编辑|采访)").match(claim.sentence.low[actor.end - claim.sentence.start :])
    )


def passes(claim: Claim) -> bool:
    low = claim.sentence.low
    at = claim.hit.start - claim.sentence.start
    actor, target = claim.actor, claim.target
    if _is_medium(claim):
        return False
    if (
        actor is not None
        and target is not None
        and (actor is target or (actor.start < target.end and target.start < actor.end))
        and not (claim.type == "launch" and actor.start == target.start and actor.end < target.end)
    ):
        return False
    kind = claim.type
    if actor is not None and actor.mention is not None and _OF_LAW.search(actor.mention.text):
        return False  # a court rules and a law binds; neither closes, buys nor brings out
    after = low[claim.hit.end - claim.sentence.start :][:4]
    if kind in ("investment", "acquisition") and compiled('[”」"』]?的?(?:评级|级别)').match(after):
        return False  # an analyst rates the share
    if kind in ("launch", "partnership", "investment", "acquisition", "expansion") and _is_supposed(claim, low, at):
        return False
    if (
        kind in ("acquisition", "investment")
        and _HIM.search(low[:at])
        and (actor is None or actor.end < claim.hit.start - 12)
    ):
        return False  # 在他收购乙后
    if kind == "investment" and compiled("了?[^，。]{0,8}票").match(low, at + 1):
        return False  # 投了反对票
    if kind in ("acquisition", "investment", "funding_round", "ipo") and _is_market_place(actor):
        return False
    if kind == "acquisition":
        if target is None or target.is_anaphor:
            return False
        if actor is None:
            return claim.rule == "agentless" and target.mention is not None and target.group >= 0
        if low[at - 1 : at] == "被" and actor is None:
            return False
        if claim.hit.form in (
            "购买",
            "买入",
            "合并",
            "拿下",
            "接手",
            "完成对",
            "购买了",
            "控股",
            "接盘",
        ) and not (claim.known_parties or _takes_shares(claim) or _is_beside(claim)):
            return False
        if _is_thing(claim, target):
            return False  # 购买芯片, 购买他发行的币, 收购存量土地
        if claim.rule == "verb" and low[at - 1 : at] == "的" and (target.start - claim.hit.end > 2 or target.group < 0):
            return False  # 这场收购推进成“口水战”
        return not after.startswith(("方", "者", "要约被"))
    if kind == "investment":
        if (
            actor is None
            or target is None
            or target.is_anaphor
            or after.startswith(("者", "人", "机构", "方", "银行", "公司", "基金", "回报", "策略", "额", "总额"))
        ):
            return False
        if not _may_be_company(claim, target):
            return False
        both = claim.known_parties == 2
        named = (
            target.group >= 0
            and bool(claim.known_parties)
            and (target.start - claim.hit.end <= 2 or TITLED.search(_between(claim, target)) is not None)
        )
        toward = claim.rule in ("toward", "passive") and bool(claim.known_parties)
        typed = (
            target.mention is not None
            and (_is_firm(actor) or actor.is_anaphor)
            and _OF_TYPE.fullmatch(_between(claim, target)) is not None
            and compiled("曾|已|次|先后|此前|[了]$|年|月|日").search(
                low[max(0, at - 14) : claim.hit.end - claim.sentence.start]
            )
            is not None
        )
        firm = (
            actor.group >= 0
            and actor.mention is not None
            and target.mention is not None
            and (claim.hit.form not in _LOOSE or claim.rule in ("passive", "by", "toward"))
        )
        return (
            both
            or firm
            or named
            or typed
            or (_is_beside(claim) and claim.hit.form in ("投资", "投资了", "参投", "跟投", "增资", "认购", "出资"))
            or toward
            or (bool(claim.known_parties) and claim.hit.form not in ("投资", "出资", "认购", "持有", "持股", "押注"))
            or (
                claim.hit.form in ("投资", "投资了", "入股", "战略投资", "入股了", "注资", "增持")
                and actor.group >= 0
                and any(amount(one) and -30 < one.start - claim.hit.end < 40 for one in claim.sentence.money)
            )
        )
    if kind == "funding_round":
        if (
            compiled(
                "金额|投项目|投向|额|投|纪录|记录|规模|事件|案|新闻|计划(?!于)|总监|经理|租赁|难|成本|渠道|需求|环境|能力|市场|方式"
            ).match(
                low[claim.hit.end - claim.sentence.start :],
            )
            or (claim.rule == "lead" and actor is None)
            or "拟募" in low[at - 1 : at + 2]
            or low[at - 1 : at] == "自"
            or (
                claim.hit.form in ("募资", "募集资金", "集资", "筹集", "筹资")
                and compiled("(?:拟|计划|原定)[^，。]{0,6}$").search(low[max(0, at - 10) : at])
                and not compiled("轮|融资").search(low)
            )
        ):
            return False
        if any(
            word in low[max(0, at - 30) : at + 12] for word in ("上市", "ipo", "招股", "挂牌")
        ) and claim.hit.form in ("募资", "募集资金", "集资", "筹集", "筹资"):
            return False
        if actor is not None and actor.mention is not None and actor.mention.kind in ("government", "place"):
            return False
        if low[max(0, at - 10) : at].endswith(("旨在", "用于", "用来")):
            return False
        if _FUND_FLOW.match(low, claim.hit.end - claim.sentence.start) or "etf" in low[max(0, at - 40) : at]:
            return False
        if claim.hit.form == "吸金" and not compiled("轮|融资").search(low):
            return False
        if compiled("(?:债|abs|净|负债|债务|项目|杠杆|抵押|银行|闲置|超募|剩余|部分|使用)$").search(
            low[max(0, at - 4) : at]
        ):
            return False  # bonds, loans, and what was raised before
        if compiled("(?:规模|金额|总额)?(?:已)?累计").match(low, claim.hit.end - claim.sentence.start):
            return False
        if claim.hit.form.endswith(("轮", "轮投资")) and compiled(
            "的?(?:投资)?(?:机构|方|人|者|股东|领投方|资方)"
        ).match(low, claim.hit.end - claim.sentence.start):
            return False
        if compiled("[家个起笔][^，。]{0,6}(?:企业|公司|机构|事件)?获投|融资总额").search(
            low[max(0, at - 30) : at + 6]
        ):
            return False  # how much all together got
        if claim.hit.form.startswith(("融资", "募资")) and (
            low[at - 1 : at] in ("再", "投", "类") or low[at - 2 : at] in ("债券", "股票")
        ):
            return False  # 再融资, 投融资
        if (
            actor is None
            and claim.partners
            and compiled("(?:^|[，；])(?:据悉，)?(?:本|此|该|这)(?:次|一)?轮?$").search(low[:at])
        ):
            return True  # 本轮融资由乙领投: the round of the sentence before
        if claim.rule == "role":
            return actor is not None and compiled("轮|融资").search(low) is not None
        near = any(
            amount(one) and claim.clause.start - 25 <= one.start <= claim.clause.end + 10
            for one in claim.sentence.money
        )
        if (
            (
                not near
                or compiled(
                    r"(?:已|累计|共|先后)[^，。]{0,4}?完成了?(?:过)?[\d两三四五六七八九十多数]{1,3}轮?$"
                ).search(low[:at])
            )
            and compiled(r"(?:[\d两三四五六七八九十多数]{1,3})轮次?$|(?:[\d两三四五六七八九十多数]{1,3})$").search(
                low[:at]
            )
            and claim.hit.form in ("融资", "轮融资")
        ):
            return False  # 已完成五轮融资: no round of its own
        stage = compiled(r"数[十百千万亿]+|[近超过逾]亿|[a-h]\+? ?轮|天使轮|种子轮|战略融资|轮融资|轮投资").search(
            low[max(0, at - 15) : at + 12],
        )
        by_lead = (
            claim.rule == "raise"
            and "领投" in low[claim.clause.start - claim.sentence.start : at]
            and "由" not in low[claim.clause.start - claim.sentence.start : at]
        )
        told = compiled(
            "完成|获|宣布|进行|筹|募|融得|吸金|领投|推进|启动|开启|寻求|洽谈|参与|参投|跟投|披露了|公布了|官宣|敲定|拿下|斩获|收获|迎来|追加"
        ).search(
            low[max(0, claim.clause.start - claim.sentence.start) : claim.clause.end - claim.sentence.start],
        )
        if (not told and not near) or (
            actor is not None
            and actor.mention is not None
            and actor.mention.kind == "product"
            and actor.mention.entity_id is None
        ):
            return False
        valued = "估值" in low[max(0, at - 20) : at] and low[max(0, at - 2) : at] in ("进行", "寻求", "完成", "启动")
        return (
            (actor is not None or near)
            and not by_lead
            and (near or valued or bool(stage))
            and "融资额" not in low[at : at + 3]
        )
    if kind == "ipo" and actor is not None and actor.mention is not None and _INDEX.search(actor.mention.text):
        return False
    if kind == "ipo" and _is_delisting(claim, low, at):
        return False
    if kind == "ipo":
        return actor is not None and _lists(claim, low, at)
    if kind == "joint_venture":
        return actor is not None and (bool(claim.partners) or target is not None)
    if kind == "partnership":
        if actor is None or target is None or target.is_anaphor:
            return False
        if _NOT_JOINT.match(low, claim.hit.end - claim.sentence.start) or compiled(
            "的?(?:股东|投资人|员工|用户|客户|子公司|竞争|对手)"
        ).match(low[target.end - claim.sentence.start :]):
            return False
        gap = max(claim.hit.start - target.end, target.start - claim.hit.end)
        if target.end <= claim.hit.start:
            gap -= len(ASIDE.match(low, target.end - claim.sentence.start).group())  # type: ignore[union-attr]
        named = target.group >= 0 and 0 <= gap <= 8 and (actor.group >= 0 or actor.is_anaphor)
        return bool(claim.known_parties) or named
    if target is None or target.mention is None or target.is_anaphor:
        return False
    if target.mention.kind == "government" or EXCHANGE.search(target.mention.text):
        return False
    if claim.hit.form.startswith("发行") and compiled(r"[价股所规区债可了]|\d").match(after):
        return False
    if kind == "launch" and target.start >= claim.hit.end and _WRITTEN.search(_between(claim, target)):
        return False  # 发布一封署名为…的信
    if claim.hit.form == "新推" and (low[at - 1 : at] == "重" or after[:1] in ("动", "广", "进", "荐")):
        return False  # 重新推动
    if kind == "launch" and (after.startswith(("关于", "了关于")) or low[at - 1 : at] == "的"):
        return False  # 发布关于…的公告, 新模式的落地
    if claim.hit.form.startswith("发表") and (
        claim.rule != "made" and claim.sentence.text[target.start - claim.sentence.start - 1] not in "「“『"
    ):
        return False
    if claim.hit.form == "落地" and actor is None:
        return False  # 集采落地: a policy
    if claim.hit.form.startswith("创办") and not PRODUCT.search(target.mention.text):
        return False
    if kind == "shutdown" and _NOT_CLOSED.match(low, claim.hit.end - claim.sentence.start):
        return False  # 终止合作
    if kind == "shutdown" and compiled("了?[他她]的").match(low, claim.hit.end - claim.sentence.start):
        return False  # 解散了他的团队
    if kind == "shutdown" and after[:1] in ("与", "和", "同", "跟", "对"):
        return False  # 终止与甲的合作
    if claim.rule == "out":
        return target.mention.entity_id is not None
    if claim.rule == "made" and actor is not None and actor.start != target.start and _is_new_product(actor):
        return False
    if claim.rule == "made":
        return actor is None or (actor.group >= 0 and (actor.mention is None or actor.mention.kind != "government"))
    beside = (
        0 <= target.start - claim.hit.end <= 2
        and actor is not None
        and actor.mention is not None
        and actor.mention.entity_id is not None
    )
    if target.mention.entity_id is None and (actor is None or (target.mention.kind != "product" and not beside)):
        return False
    return actor is not None or target.mention.kind in ("product", "programme") or kind == "shutdown"


ASIDE = re.compile(
    "(?:[（(][^（）()]{1,60}[）)])?"
    "(?:的?(?:全资|控股|附属|下属|旗下)(?:的|全资|控股)*(?:子公司|孙公司|公司)[^，。；就]{2,30}?(?=就|签|达|订))?"
    "(?:[（(][^（）()]{1,60}[）)])?"
    "(?:就[^，。；]{2,90}?(?=签|达|订|开展|展开|进行|建立))?"
)
"""What may stand between a partner's name and the deed: its short form, its subsidiary, what it is about."""
_NOT_JOINT = re.compile(
    "了?[《“]?[^，。]{0,6}(?:收购|股权|投资协议|增资|认购|转让|劳动|租赁|贷款|授信|担保|保荐|承销|对赌|购买|合资)"
)
_LOOSE = ("投资", "出资", "认购", "押注", "加注", "跟投", "参投", "增资", "拥有股份")


def _is_beside(claim: Claim) -> bool:
    """甲合并乙 with two names, the second right after the verb and with the look of a company's."""
    actor, target = claim.actor, claim.target
    return (
        actor is not None
        and target is not None
        and target.mention is not None
        and (actor.group >= 0 or actor.is_anaphor)
        and (0 <= target.start - claim.hit.end <= 1 or PLACE_ONLY.fullmatch(_between(claim, target)) is not None)
        and (target.mention.entity_id is not None or is_company_like(target.mention.text))
    )


def _between(claim: Claim, target: Item) -> str:
    return claim.sentence.text[claim.hit.end - claim.sentence.start : max(0, target.start - claim.sentence.start)]


def _may_be_company(claim: Claim, target: Item) -> bool:
    """Not 《股权转让协议》, nor what only the rest of a sentence says: 公布投资经理."""
    if target.mention is None or target.mention.entity_id is not None:
        return True
    text = claim.sentence.text
    if text[target.start - claim.sentence.start - 1 : target.start - claim.sentence.start] in ("《", "【"):
        return False
    return target.group >= 0 or is_company_like(target.mention.text) or claim.hit.form not in _LOOSE


def _is_firm(item: Item) -> bool:
    """A name that was found as one, or a run of words with a company's ending."""
    return item.group >= 0 or (item.mention is not None and is_company_like(item.mention.text))


_OF_TYPE = re.compile("了?[^，。的]{0,8}(?:企业|公司|药企|初创企业|初创公司|平台|品牌|集团)")
"""投资德国企业松果: what stands before the name says what it is."""


def _takes_shares(claim: Claim) -> bool:
    """购买…股权 of two named sides is a purchase of the company."""
    target, actor = claim.target, claim.actor
    if target is None or actor is None or not _is_firm(target) or not (_is_firm(actor) or actor.is_anaphor):
        return False
    if not claim.hit.form.startswith(("购买", "买入")):
        return False
    rest = claim.sentence.low[target.end - claim.sentence.start : claim.clause.end - claim.sentence.start]
    return any(word in rest for word in ("股权", "股份", "控制权"))


def _lists(claim: Claim, low: str, at: int) -> bool:
    """Whether a listing happens or is planned here; a name right before it, with a date or sum, needs no market."""
    end = claim.hit.end - claim.sentence.start
    form = claim.hit.form
    if claim.rule == "offer":  # without a sum 募资 only talks of one
        return any(claim.clause.start - 60 <= one.start <= claim.clause.end + 60 for one in claim.sentence.money)
    if claim.status == "abandoned":
        return True
    if NO_LISTING.match(low, end) or low[end : end + 1] == "前":
        return False
    if _NO_EVENT.match(low, end) or compiled("(?:^|[，；：])(?:若|如果|倘若|假如|一旦)[^，。]{0,24}$").search(low[:at]):
        return False
    if compiled("对[^，。]{2,16}进行 ?$").search(low[max(0, at - 24) : at]):
        return False  # 甲对其投资的公司进行 IPO
    if form in ("上市", "正式挂牌", "首发上市", "上市申请") and (
        _ON_SALE.match(low, end) or _SOLD.search(low[max(0, at - 30) : at])
    ):
        return False
    told = low[max(0, claim.clause.start - claim.sentence.start) : min(len(low), end + 12)]
    actor = claim.actor
    beside = actor is not None and (
        0 <= claim.hit.start - actor.end <= 2
        or _YEAR_ONLY.fullmatch(low[actor.end - claim.sentence.start : at]) is not None
    )
    if low[end : end + 1] == "后" or low[end : end + 2] in ("以后", "之后"):
        dated = any(claim.clause.start <= one.start < claim.hit.start for one in claim.sentence.dates)
        if beside and actor is not None and low[: actor.start - claim.sentence.start].endswith("继"):
            return True  # 继甲登陆港交所后
        return (beside and (bool(claim.sentence.dates) or claim.sentence.money != ())) or (
            dated and any(word in told for word in MARKETS)
        )
    if form == "招股书" and not any(word in told for word in ("递", "提交", "更新", "披露", "送交", "公布", "公开")):
        return False
    if not LISTING.search(told):
        return False
    window = low[max(0, at - 20) : at + 24]
    return any(word in window for word in MARKETS) or (
        beside and (bool(claim.sentence.dates) or bool(claim.sentence.money))
    )
