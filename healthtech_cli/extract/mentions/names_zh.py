"""Chinese names that a document itself makes known: 简称 in brackets, legal forms, `X 成立于`, `X 是一家`, `关于 X`.

A name learned in one place is found everywhere in the document, and its long and short forms are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from healthtech_cli.extract.mentions.names import CJK, fold
from healthtech_cli.model.spans import NameMention

_HAN = f"[{CJK}]"
_LEGAL = (
    "股份有限公司|有限责任公司|控股有限公司|集团有限公司|有限公司|集团公司|合伙企业|"
    "(?:投资|产业|发展|创业|股权|专项|引导){1,4}基金|事务所|研究院|互保社|保险社"
)
_LEGAL_NAME = re.compile(
    rf"(?<![{CJK}])(?P<free>[{CJK}A-Za-z0-9]{{2,12}}(?:[（(][{CJK}]{{2,4}}[)）])?[{CJK}A-Za-z]{{0,12}}(?:{_LEGAL}))"
    rf"(?:[（(]有限合伙[)）])?|(?P<bound>[{CJK}]{{2,24}}(?:[（(][{CJK}]{{2,4}}[)）])?[{CJK}]{{0,12}}"
    r"(?:有限公司|有限责任公司|合伙企业))"
)
_SHORT = re.compile(
    r"[（(]\s*(?:以下|下文|下|后|文中|统)?(?:简称|下称|简称为|称为|合称|又名|又称|曾用名|原名)\s*(?:为|：|:)?\s*"
    rf"[「“\"『‘]?(?P<short>[{CJK}A-Za-z][{CJK}A-Za-z0-9.&·\- ]{{1,22}}?)[」”\"』’]?\s*(?=[)）,，；;、/或])"
)
_TWIN = re.compile(
    r"[（(]\s*(?:英文名?(?:为|：|:)?\s*)?(?P<twin>[A-Z][A-Za-z0-9.&'’+\-]{1,24}"
    r"(?: [A-Z0-9][A-Za-z0-9.&'’+\-]{0,20}){0,4})\s*[)）]"
)
_BEFORE = re.compile(
    rf"(?P<name>[{CJK}A-Za-z0-9·]{{2,8}})(?=成立于|成立至今|是一家|是国内|是全球|是中国|创立于|创办于|创始人|总部位于|官方(?:表示|宣布|回应)|公司(?:宣布|表示))"
)
_ACTING = re.compile(
    rf"(?:^|[。，；！？\n、：“」”]|近日|日前|随后|此前|目前|[0-9]日|[0-9]月|[0-9]年)(?P<name>[{CJK}]{{2,6}}?)(?:也|还|已|已经|正式|曾|将|又|再次|则|就|率先|成功){{0,2}}"
    r"(?=宣布|完成|推出|收购|获得|获投|融资|上市|挂牌|递交|披露|旗下|入股|并购|登陆|创始人|董事长|首席|官宣|发布了|上线了|向港交所|[（(]股票)"
)
_COMMON = re.compile(
    r"公司|企业|平台|集团$|机构|市场|行业|用户|业内|医院|医生|政府|部门|记者|媒体|投资者|投资人|团队|产品|服务|项目|业务|技术|数据|资本$|巨头|"
    r"对方|双方|各方|三方|股东|监管|去年|今年|明年|同年|昨日|今日|近年|此次|本次|本轮|此轮|最近|后来|之后|首次|未来|交易|方案|计划|"
    r"成立|发行|公告|消息|报道|文件|数据|招股|预案|美国|中国|日本|香港|全球|国内|海外|上海|北京|深圳|科创|港股|美股|融资|上市|收购|经理"
)
_ABOUT = re.compile(rf"(?:^|\n)\s*关于\s*(?P<name>[{CJK}A-Za-z0-9·]{{2,10}})\s*(?=\n|$)")
_BOUND = re.compile(
    r"^.*(?:的|由|与|和|及|向|对|为|是|在|于|从|被|给|将|把|及其|以及|包括|通过|联合|携手|收购|并购|投资|入股|出资人|获得|企业|"
    r"子公司|母公司|股东|平台|巨头|品牌|机构|旗下|附属|间接|直接|持有|称|记者|悉|表示|宣布|如|龙头|领军|对手|全资|控股|第[一二三四五六七八九十]大|"
    r"近期|近日|日前|当日|服务商|提供商|供应商|制造商|开发商|运营商|独角兽|创业|初创)(?=.{3,}$)"
)
_PLACES = (
    "北京|上海|天津|重庆|深圳|广州|杭州|苏州|南京|武汉|成都|西安|长沙|合肥|厦门|宁波|无锡|青岛|济南|郑州|福州|东莞|佛山|珠海|"
    "大连|沈阳|哈尔滨|长春|昆明|贵阳|南昌|太原|石家庄|兰州|海口|三亚|南宁|常州|南通|嘉兴|绍兴|温州|烟台|香港|澳门|台湾|台北|"
    "广东|江苏|浙江|山东|福建|湖南|湖北|四川|河南|河北|安徽|江西|云南|贵州|陕西|山西|辽宁|吉林|黑龙江|内蒙古|新疆|西藏|宁夏|"
    "青海|甘肃|广西|海南|中国|美国|英国|日本|新加坡"
)
_PLACE = re.compile(rf"^(?:{_PLACES})(?:省|市|区|自治区)?(?:[（(].{{2,4}}[)）])?")
_TAIL = re.compile(
    r"(?:[（(].{2,4}[)）])?(?:信息|网络|生物|智能|数字|医疗|健康|医药|互联网|电子|软件|数据|大?健康|生命|人工智能|量子|制药|医学|器械|医疗器械|"
    r"投资|控股|管理|咨询|服务|产业|实业|企业|基因|诊断|创业|股权|私募|资产|新能源|工业|机器人)?"
    r"(?:科技|技术|科学|网络|控股|集团|管理|服务|药业|发展|器械|投资|基金)*"
    rf"(?:{_LEGAL}|集团)(?:[（(]有限合伙[)）])?$"
)
_NO_NAME = re.compile(
    r"^(?:我|他|她|它|该|这|那|其|本|此|某|每|各|一|两|三|多|几|数|新|旧|上市|下属|海外|境外|境内|国内|国外|目标|标的|相关|关联|有关|"
    r"母|子|分|总|大型|中小|互联网|科技|医疗|健康|保险|药企|投资|特殊|项目|外资|民营|国有|科技型|创新|独立|合资|并购|产业|风险|私募|公募|"
    r"如果|因为|虽然|但|而|也|都|就|还|不|没|当|从|对|以|并|且|或|若|据|按|随着|作为|目前|当时|此前|其中|例如|比如|最|更|很)"
)
_WEAK = re.compile(
    r"(?:的|了|着|是|在|和|与|及|或|将|被|把|给|向|由|为|从|也|都|就|没有|可能|需要|已经|这家|那家|一家|这个|作为|公司)"
)


def learned(text: str) -> dict[str, str]:
    """Each name that the document makes known, with the form it goes by: the short one where one is given."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        short = match.group("short").strip()
        if len(short) < 2 or _NO_NAME.match(short) or fold(short) in _EVERYDAY:
            continue
        found.setdefault(short, short)
        full = _ahead(text, match.start())
        if full and full != short:
            found.setdefault(full, short)
    for match in _LEGAL_NAME.finditer(text):
        full = _cut(match.group("free") or match.group("bound"))
        if full is None or full in found:
            continue
        short = _shortened(full)
        said = short is not None and text.count(short) > text.count(full)
        found[full] = short if said and short is not None else full
        if said and short is not None:
            found.setdefault(short, short)
    for pattern in (_BEFORE, _ABOUT):
        for match in pattern.finditer(text):
            name = match.group("name")
            at = match.start("name")
            if at and re.match(f"[{CJK}A-Za-z0-9]", text[at - 1]):
                name = ""  # the run goes on to the left: no telling where the name begins
            if len(name) >= 2 and not _NO_NAME.match(name) and not _WEAK.search(name) and text.count(name) >= 2:
                found.setdefault(name, name)
    acting = Counter(match.group("name") for match in _ACTING.finditer(text))
    for name, times in sorted(acting.items()):
        if times >= 2 and not _NO_NAME.match(name) and not _WEAK.search(name) and not _COMMON.search(name):
            found.setdefault(name, name)
    for match in _TWIN.finditer(text):
        twin = match.group("twin")
        name = _ahead(text, match.start())
        if name and 2 <= len(name) <= 8 and len(twin) > 3 and re.fullmatch(f"{_HAN}+", name) and name in found:
            found.setdefault(twin, found[name])
    return found


def with_learned(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """The known names and those the document makes known, in order; a learned long form swallows what lies in it."""
    forms = learned(text)
    if not forms:
        return list(names)
    owners = {fold(one.text): one for one in names if one.kind not in ("place", "event", "person")}
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
    added: list[NameMention] = []
    for match in pattern.finditer(text):
        start, end = match.span()
        form = match.group()
        if form[0].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
            continue
        if form[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
            continue
        kin = owners.get(fold(forms[form])) or owners.get(fold(form))
        added.append(
            NameMention(
                start=start,
                end=end,
                text=forms[form],
                entity_id=kin.entity_id if kin else None,
                kind=kin.kind if kin else "company",
            )
        )
    kept: list[NameMention] = []
    for one in names:
        over = [new for new in added if new.start < one.end and one.start < new.end]
        if any(
            new.start <= one.start and one.end <= new.end and new.end - new.start > one.end - one.start for new in over
        ):
            continue
        added = [new for new in added if new not in over]
        kept.append(one)
    return sorted([*kept, *added], key=lambda one: one.start)


def _ahead(text: str, end: int) -> str | None:
    """The name that ends just before a bracket."""
    window = text[max(0, end - 44) : end].rstrip()
    run = re.search(r"[A-Za-z][A-Za-z0-9.,&'’+\- ]{1,42}$", window)
    if run and not re.search(f"{_HAN}[A-Za-z]{{1,2}}$", window):
        return run.group().strip(" ,")
    run = re.search(
        rf"[{CJK}A-Za-z0-9]{{0,14}}(?:[（(][{CJK}]{{2,4}}[)）])?[{CJK}A-Za-z0-9]{{2,24}}(?:[（(]有限合伙[)）])?$",
        window,
    )
    return _cut(run.group()) if run else None


def _cut(name: str) -> str | None:
    """The name without the words before it; None where no name is left."""
    bound = _BOUND.match(name)
    if bound:
        name = name[bound.end() :]
    name = name.lstrip("）)")
    rest = _TAIL.sub("", _PLACE.sub("", name))
    if len(name) < 4 or not rest or _NO_NAME.match(name) or len(rest) + 2 < 3 or _WEAK.search(rest):
        return None
    return name


def _shortened(full: str) -> str | None:
    """北京松果健康科技有限公司: 松果健康 or 松果, as a document would call it."""
    return _core(full)


def _core(full: str) -> str | None:
    body = _PLACE.sub("", re.sub(r"[（(][^）)]*[）)]", "", full))
    body = re.sub(rf"(?:{_LEGAL})$", "", body)
    body = re.sub(r"(?:科技|技术|股份|控股|集团)$", "", body)
    return body if 2 <= len(body) <= 8 and not _NO_NAME.match(body) else None


_EVERYDAY = frozenset(("公司", "集团", "本次", "预案", "办法", "通知", "协议", "基石投资者", "报告", "意见"))
