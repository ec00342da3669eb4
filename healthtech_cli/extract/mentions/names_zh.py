"""Chinese names that a document itself makes known: 简称 in brackets, legal forms, `X 成立于`, `X 是一家`, `关于 X`.

A name learned in one place is found everywhere in the document, and its long and short forms are one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from healthtech_cli.extract.mentions.common_zh import (
    begins_after,
    is_adverbial,
    is_common,
    is_fresh,
    last_bound,
    trimmed,
)
from healthtech_cli.extract.mentions.names import CJK, simplify
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.model.spans import NameMention

_HAN = f"[{CJK}]"
_LEGAL = (
    "股份有限公司|有限责任公司|控股有限公司|集团有限公司|有限公司|集团公司|合伙企业|"
    "(?:投资|产业|发展|创业|股权|专项|引导){1,4}基金|事务所|研究院|互保社|保险社"
)
_LEGAL_END = re.compile(_LEGAL)
_BEFORE_LEGAL = re.compile(rf"[{CJK}A-Za-z0-9]{{0,14}}(?:[（(][{CJK}]{{2,4}}[)）])?[{CJK}A-Za-z0-9]{{0,20}}$")
_SHORT = re.compile(
    r"[（(](?:[^（）()。]{0,40}[，,、；])?\s*(?:以下|下文|下|后|文中|统)?(?:证券)?(?:简称|下称|简称为|称为|合称|又名|又称|曾用名|原名)\s*(?:为|：|:)?\s*"
    rf"[「“\"『‘]?(?P<short>[{CJK}A-Za-z][{CJK}A-Za-z0-9.&·\- ]{{1,22}}?)[」”\"』’]?\s*(?=[)）,，；;、/或：:])"
)
_TWIN = re.compile(
    r"[（(]\s*(?:英文名?(?:为|：|:)?\s*)?(?P<twin>[A-Z][A-Za-z0-9.&'’+\-]{1,24}"
    r"(?: [A-Z0-9][A-Za-z0-9.&'’+\-]{0,20}){0,4})\s*[)）]"
)
_BEFORE = re.compile(
    rf"(?P<name>[{CJK}A-Za-z0-9·]{{2,8}})(?=成立于|成立至今|是一家|是国内|是全球|是中国|创立于|创办于|创始人|总部位于|官方(?:表示|宣布|回应)|公司(?:宣布|表示))"
)
_BEFORE_SIGN = re.compile(
    "(?=成立于|成立至今|是一家|是国内|是全球|是中国|创立于|创办于|创始人|总部位于|官方[表宣回]|公司[宣表])"
)
_ROW_SIGN = re.compile("、")
_CODE = re.compile(
    r"[（(](?:(?:股票|证券)代[码号]\s?[：:为]?\s?)?(?:"
    r"\d{4,6}\s?\.\s?(?:SH|SZ|HK|BJ|NQ|OC|sh|sz|hk|bj)|0\d{3,4}\s?[)）]|(?:NASDAQ|Nasdaq|NYSE|纳斯达克|纽交所|HKEX|港交所)\s?[：:]\s?[A-Z0-9]{1,6}|"
    r"(?:SH|SZ|HK|BJ)\s?[：:]?\s?\d{4,6}|[A-Z]{1,5}\.(?:US|O|N)\s?[)）])"
)
_BEFORE_CODE = re.compile(rf"(?P<name>{_HAN}{{2,12}})(?:-[A-Z]{{1,2}})?\s?\Z")
"""松果生物（688111.SH）: what shares are traded under that code."""
_ACTING = re.compile(
    rf"(?:^|[。，；！？\n、：“」”]|近日|日前|随后|此前|目前|[0-9]日|[0-9]月|[0-9]年)(?P<name>[{CJK}]{{2,6}}?)(?:也|还|已|已经|正式|曾|将|又|再次|则|就|率先|成功){{0,2}}"
    r"(?=宣布|完成|推出|收购|获得|获投|融资|上市|挂牌|递交|披露|旗下|入股|并购|登陆|创始人|董事长|首席|官宣|发布了|上线了|向港交所|[（(]股票)"
)
_COMMON = re.compile(
    r"公司|企业|平台|集团$|机构|市场|行业|用户|业内|医院|医生|政府|部门|记者|媒体|投资者|投资人|团队|产品|服务|项目|业务|技术|数据|资本$|巨头|"
    r"对方|双方|各方|三方|股东|监管|去年|今年|明年|同年|昨日|今日|近年|此次|本次|本轮|此轮|最近|后来|之后|首次|未来|交易|方案|计划|"
    r"成立|发行|公告|消息|报道|文件|数据|招股|预案|美国|中国|日本|香港|全球|国内|海外|上海|北京|深圳|科创|港股|美股|融资|上市|收购|经理"
)
_OF = re.compile(
    rf"的(?P<name>[{CJK}]{{2,5}}?)(?:已经|已|也|正|正在|拟|将|曾|则|还)?(?:向.{{2,4}}所)?"
    r"(?=宣布|完成|递交|提交|选择|收购|融资|挂牌|递表|登陆|入股|并购|拟|向港交所|转战|赴[港美]|申请上市|获投|公告|官宣)"
)
"""失利的松果选择转战: the subject behind its clause."""
_ROW = re.compile(
    rf"(?P<row>[{CJK}A-Za-z0-9]{{2,16}}(?:、[{CJK}A-Za-z0-9]{{2,10}}?){{1,8}})"
    r"(?:等(?:多家|数家|[一二两三四五六七八九十\d]{1,2}家|知名|头部|国内|海外|老牌|明星|一批|众多|[A-Z]轮)*"
    r"(?P<kind>企业|公司|机构|品牌|厂商|药企|车企|投资机构|股东|资方|投资方|投资人|创业公司|初创)|等|，|。|；)"
)
_ROW_LEAD = re.compile(".*(?:诸如|例如|比如|如|包括|涵盖|分别为|分别是|投资了|收购了|入股了|参投了|领投了|并购了|由)")
_ABOUT = re.compile(rf"(?:^|\n)\s*关于\s*(?P<name>[{CJK}A-Za-z0-9·]{{2,10}})\s*(?=\n|$)")
_BOUND = re.compile(
    r"^.*(?:的|由|与|和|及|向|对|为|是|在|于|从|被|给|将|把|及其|以及|包括|通过|联合|携手|收购|并购|投资|入股|出资人|获得|企业|"
    r"子公司|母公司|股东|平台|巨头|品牌|机构|旗下|附属|间接|直接|持有|称|记者|悉|表示|宣布|如|龙头|领军|对手|全资|控股|第[一二三四五六七八九十]大|"
    r"近期|近日|日前|当日|服务商|提供商|供应商|制造商|开发商|运营商|独角兽|创业|初创|主体|实体)(?!(?:控股|集团|管理|有限|股份|公司|基金|合伙|中心|发展|咨询|企业|科技|顾问|责任|（|\()+)(?=.{3,}$)"
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
        if len(short) < 2 or _NO_NAME.match(short) or fold(short) in _EVERYDAY or short.isdigit():
            continue
        found.setdefault(short, short)
        full = _ahead(text, match.start())
        if full:
            full = _from(full, short)
        if full and full != short:
            found.setdefault(full, short)
    for match in _LEGAL_END.finditer(text):
        run = _BEFORE_LEGAL.search(text, max(0, match.start() - 34), match.start())
        full = _cut((run.group() if run else "") + match.group())
        if full is None or full in found:
            continue
        known = next((one for one in found if 2 <= len(one) < len(full) and full.find(one) > 0), None)
        full = _from(full, known) if known else full
        if known and len(known) >= 3 and _is_form_of(full, known):
            found[full] = found[known]
            continue
        forms = _shortened(full)
        often = max(map(text.count, forms), default=0) - text.count(full)
        short = next((one for one in forms if (text.count(one) - text.count(full)) * 3 >= often * 2), None)
        said = short is not None and text.count(short) > text.count(full)
        found[full] = short if said and short is not None else full
        if said and short is not None:
            found.setdefault(short, short)
    for matches in (_around(_BEFORE, _BEFORE_SIGN, 8, text), _ABOUT.finditer(text)):
        for match in matches:
            name = match.group("name")
            at = match.start("name")
            if at and compiled(f"[{CJK}A-Za-z0-9]").match(text[at - 1]):
                name = ""  # the run goes on to the left: no telling where the name begins
            if len(name) >= 2 and name not in _LATIN_EVERYDAY and not _is_no_name(name) and text.count(name) >= 2:
                found.setdefault(name, name)
    for match in _CODE.finditer(text):
        coded = _BEFORE_CODE.search(text, max(0, match.start() - 16), match.start())
        if coded and (name := _coded(text, coded.start("name"), coded.end("name"))):
            found.setdefault(name, name)
    acting = Counter(match.group("name") for match in _ACTING.finditer(text))
    for name, times in sorted(acting.items()):
        if times >= 2 and not _is_no_name(name) and not _COMMON.search(name):
            found.setdefault(name, name)
    for match in _OF.finditer(text):
        name = match.group("name")
        if is_fresh(name) and not _is_no_name(name) and not _COMMON.search(name):
            found.setdefault(name, name)
    for name in _suffixed(text):
        kin = next((one for one in found if name.startswith(one)), None)
        if kin is None and not any(one in name for one in found):
            found.setdefault(name, name)
    for name in _listed(text, found):
        found.setdefault(name, name)
    for name in list(found):
        stem = _stem(name) if compiled(f"{_HAN}+").fullmatch(name) else None
        if stem and stem not in found and text.count(stem) >= text.count(name) + 2:
            found[stem] = found[name]
    for match in _TWIN.finditer(text):
        twin = match.group("twin")
        if len(twin) <= 3 or twin.isupper() or twin in found or twin in _LATIN_EVERYDAY:
            continue
        ahead = text[max(0, match.start() - 12) : match.start()].rstrip()
        kin = next((one for one in found if ahead.endswith(one) and compiled(f"{_HAN}+").fullmatch(one)), None)
        if kin is not None:
            for one in [one for one, known in found.items() if known == found[kin]]:
                found[one] = twin
            found[twin] = twin
    return found


def _around(pattern: re.Pattern[str], sign: re.Pattern[str], width: int, text: str) -> Iterator[re.Match[str]]:
    """What `finditer` finds, tried only where a match can begin: at most `width` before its sign."""
    last = 0
    for one in sign.finditer(text):
        at = one.start()
        for start in range(max(last, at - width), at - 1):
            match = pattern.match(text, start)
            if match is not None:
                yield match
                last = match.end()
                break


def _coded(text: str, start: int, end: int) -> str | None:
    """The longest run before a share's code that begins where a name may."""
    for at in range(start, end - 1):
        begins = not _ONE_HAN.match(text, at - 1) if at == start and at else at == 0
        if (begins or _AT_EDGE.search(text, max(0, at - 6), at)) and not _is_no_name(text[at:end]):
            return text[at:end]
    return None


def _is_no_name(name: str) -> bool:
    return bool(_NO_NAME.match(name) or _WEAK.search(name)) or is_common(name) or trimmed(name) != (0, len(name))


def _listed(text: str, found: dict[str, str]) -> list[str]:
    """The names of `如甲科技、乙、丙等` and of `甲、乙等企业`: what stands in a row with a name is one."""
    names: list[str] = []
    for match in _around(_ROW, _ROW_SIGN, 16, text):
        first, *rest = match.group("row").split("、")
        lead = _ROW_LEAD.match(first)
        first = first[lead.end() :] if lead else first
        first = first[trimmed(first)[0] :] if len(first) > 4 else first
        told = [compiled("[和及与]").split(one)[0] if len(one) > 4 else one for one in (first, *rest)]
        sure = match.group("kind") is not None or any(one in found or _SUFFIX_END.search(one) for one in told)
        if not sure or (lead is None and match.group("kind") is None):
            continue
        names += [
            one
            for one in told
            if 2 <= len(one) <= 8
            and compiled(f"{_HAN}+").fullmatch(one)
            and not any(other in one for other in found)
            and (is_fresh(one) or is_company_like(one))
            and not _NO_NAME.match(one)
            and not _WEAK.search(one)
            and not PLACE_ONLY.fullmatch(one)
        ]
    return names


def is_company_like(name: str) -> bool:
    """Whether an unknown name has the look of a company's: 成都松果, 松果医疗."""
    plain = simplify(name)
    if _PLACE.match(plain) and len(plain) >= 4:
        return True
    end = _SUFFIX_END.search(plain)
    if end is None or end.start() < 2:
        return False
    return not _NO_STEM.search(plain[: end.start()]) and not is_common(plain[: end.start()])


def with_learned(text: str, names: Sequence[NameMention]) -> list[NameMention]:
    """The known names and those the document makes known, in order; a learned long form swallows what lies in it."""
    plain = simplify(text)
    forms = learned(plain)
    if not forms:
        return [one for one in names if not _is_compound(plain, one.start)]
    shown: dict[str, str] = {}
    owners = {fold(one.text): one for one in names if one.kind not in ("place", "event", "person")}
    pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
    added: list[NameMention] = []
    for match in pattern.finditer(plain):
        start, end = match.span()
        shown.setdefault(match.group(), text[start:end])
        form = match.group()
        if form[0].isascii() and start and text[start - 1].isascii() and text[start - 1].isalnum():
            continue
        if form[-1].isascii() and text[end : end + 1].isascii() and text[end : end + 1].isalnum():
            continue
        if not form.isascii() and _TITLES.match(plain, end) and form.endswith(_GENERIC_ENDS):
            continue  # 传媒集团 Emtek: what the one that follows is
        kin = owners.get(fold(forms[form])) or owners.get(fold(form))
        added.append(
            NameMention(
                start=start,
                end=end,
                text=shown.get(forms[form], forms[form]),
                entity_id=kin.entity_id if kin else None,
                kind=kin.kind if kin else "company",
            )
        )
    kept: list[NameMention] = []
    for one in names:
        if _is_compound(plain, one.start):
            continue
        over = [new for new in added if new.start < one.end and one.start < new.end]
        if any(
            new.start <= one.start and one.end <= new.end and new.end - new.start > one.end - one.start for new in over
        ):
            continue
        added = [new for new in added if new not in over]
        kept.append(one)
    return sorted([*kept, *added], key=lambda one: one.start)


def _is_compound(text: str, start: int) -> bool:
    return any(start >= at and text.startswith(word, start - at) for word, at in _COMPOUNDS)


def _suffixed(text: str) -> list[str]:
    """Runs of Han that end as companies' names do and begin at a boundary: 与松果医疗签署."""
    found: list[str] = []
    for match in _SUFFIXES.finditer(text):
        if _GOES_ON.match(text, match.end()):
            continue
        end = match.start()
        for length in (2, 3, 4):
            start = end - length
            if start < 0 or not _RUN.fullmatch(text, start, end):
                break
            stem = text[start:end]
            if (
                start == 0
                or _AT_EDGE.search(text, max(0, start - 6), start)
                or not _ONE_HAN.match(text, start - 1)
                or begins_after(text, start)
            ):
                if (
                    is_common(stem)
                    or is_adverbial(stem)
                    or stem[0] in "得个性事以之等所可些名位种项着过"
                    or PLACE_ONLY.fullmatch(stem)
                ):
                    break
                if not _NO_STEM.search(stem) and not _NO_NAME.match(stem) and not _AT_EDGE.search(stem):
                    found.append(text[start : match.end()])
                break
    return found


def _from(full: str, short: str) -> str:
    """The long name from where its short form begins, a place before it included: 难题北京松果健康公司 is no name."""
    at = full.find(short)
    if at <= 0:
        return full
    place = compiled(rf"(?:{_PLACES})(?:省|市)?$").search(full[:at])
    return full[place.start() if place else at :]


def _ahead(text: str, end: int) -> str | None:
    """The name that ends just before a bracket."""
    window = text[max(0, end - 44) : end].rstrip()
    run = compiled(r"[A-Za-z][A-Za-z0-9.,&'’+\- ]{1,42}$").search(window)
    if run and not compiled(f"{_HAN}[A-Za-z]{{1,2}}$").search(window):
        return run.group().strip(" ,")
    run = compiled(
        rf"[{CJK}A-Za-z0-9]{{0,14}}(?:[（(][{CJK}]{{2,4}}[)）])?[{CJK}A-Za-z0-9]{{2,24}}(?:[（(]有限合伙[)）])?$"
    ).search(
        window,
    )
    return _cut(run.group()) if run else None


def _cut(name: str) -> str | None:
    """The name without the words before it; None where no name is left."""
    bound = _BOUND.match(name)
    if bound:
        name = name[bound.end() :]
    name = name.lstrip("）)")
    name = name[last_bound(name, _LEGAL_END) :]
    rest = _TAIL.sub("", _PLACE.sub("", name))
    if len(name) < 4 or not rest or _NO_NAME.match(name) or _WEAK.search(rest):
        return None
    return None if is_common(rest) else name


def _is_form_of(full: str, short: str) -> bool:
    """上海松果生物医学科技有限公司 is 松果生物: a place before it, words of its field and a legal form behind."""
    at = full.find(short)
    rest = compiled(rf"(?:{_LEGAL})$").sub("", compiled(r"[（(][^）)]*[）)]").sub("", full[at + len(short) :]))
    return (not at or bool(PLACE_ONLY.fullmatch(full[:at]))) and (not rest or is_common(rest))


def _shortened(full: str) -> list[str]:
    """北京松果岭健康科技有限公司: 松果岭健康 or 松果岭, as a document would call it; the longer first."""
    body = _core(full)
    stem = _stem(body) if body else None
    plain = compiled(rf"(?:{_LEGAL})$").sub("", _PLACE.sub("", compiled(r"[（(][^）)]*[）)]").sub("", full)))
    plain = plain.removesuffix("股份").removesuffix("控股")
    return list(dict.fromkeys(one for one in (plain if len(plain) <= 8 and body else None, body, stem) if one))


def _stem(name: str) -> str | None:
    """松果岭 of 松果岭医疗; None where too little is left to be a name."""
    end = _SUFFIX_END.search(name)
    while end is not None and end.start() >= 3:
        name = name[: end.start()]
        end = _SUFFIX_END.search(name)
        if end is None or end.start() < 3:
            return name if not _NO_STEM.search(name) and not _COMMON.search(name) else None
    return None


def _core(full: str) -> str | None:
    body = _PLACE.sub("", compiled(r"[（(][^）)]*[）)]").sub("", full))
    body = compiled(rf"(?:{_LEGAL})$").sub("", body)
    body = compiled(r"(?:科技|技术|股份|控股|集团)$").sub("", body)
    return body if 2 <= len(body) <= 8 and not _NO_NAME.match(body) else None


_RUN = re.compile(f"{_HAN}+")
_ONE_HAN = re.compile(_HAN)
_SUFFIXES = re.compile(
    "医疗集团|健康集团|医药集团|智能|软件|网络|电子|医院|云计算|互联|生命科学|器械|数字|"
    "医疗科技|健康科技|生物科技|生物医药|生物技术|医学检验|大药房|医疗器械|医疗|医药|药业|制药|健康|医学|医健|资本|创投|"
    "基金|科技|生物|集团|银行|人寿|证券|数科|诊断|器械|药房|诊所|齿科|口腔|眼科|基因|智疗|智医|医美|康复|机器人|传媒|乳业|光电|半导体|汽车|生医|生技"
)
PLACE_ONLY = re.compile(
    "(?:中国|美国|德国|日本|英国|法国|韩国|荷兰|瑞士|以色列|丹麦|瑞典|挪威|芬兰|比利时|奥地利|意大利|西班牙|葡萄牙|爱尔兰|"
    "波兰|加拿大|澳大利亚|新西兰|印度|印尼|泰国|越南|马来西亚|俄罗斯|巴西|墨西哥|欧洲|亚洲|北美|东南亚|中东|"
    rf"{_PLACES})(?:省|市)?"
)
_SUFFIX_END = re.compile(f"(?:{_SUFFIXES.pattern}|{_LEGAL})$")
_GOES_ON = re.compile(
    "交易|日?报|网|公司|行业|产业|服务|机构|市场|领域|器械|设备|管理|健康|保险|险|科技|技术|体系|系统|资源|数据|人员|人群|问题|险种|巨头|板块|赛道|事业|需求|大数据|"
    "平台|生态|场景|用品|产品|保健|信息化|改革|教育|商品|大学|中心|学会|协会|集团|方案|经理|部门|费用|支出|基金|银行(?=的|卡)|业务|市值|"
    "[了着过化类员师家部界圈人品]|的(?:生活|饮食|习惯|状态|心态)|企业|工作|开支|创业|设施|安全|运营|影像(?!公司)|状况|码|证|险|科普|知识|委员会|学院|局|厅|处|制造|者|方"
)
_NO_STEM = re.compile(
    "互联网|数字|智慧|移动|在线|远程|基层|社会|风险|产业|国有|民营|公立|私立|商业|高端|精准|传统|现代|创新|个人|家庭|全民|公共|心理|国际|海外|"
    "人类|动物|中国|美国|日本|提供|推动|关注|促进|发展|相关|所有|关于|战略|股权|创业|私募|公募|引导|母$|医保|养老$|商保|人工|大型|小型|连锁|综合|专科|"
    "优质|普惠|消费|生命|医疗|健康|医药|科学|高新|前沿|核心|金融|信息|大数|电子|软件|材料|能源|社交|旗下|附属|其$|该|这|那|的|了|是|"
    "靠$|仅|凭|具身|群体|通用|端侧|边缘|商务|社交|神经|医联|物$|万物|车联|三甲|二甲|公立|互联网|附属|儿童|妇幼|省级|市级|县级|家$|所$|入$|在$|等级|合作|定点|签约|新一代|一家|操作|应用|工具|企业级|管理|"
    "新能|一级|二级|两家|几家|多家|各|等|为主|智能|机器|工业|汽车|企业|政府|地方|国家|中央|城市|农村|女性|男性|儿童|老年|慢病|睡眠|身体|精神|"
    "虚拟|上市|投入|募集|自有|外国|外资|内资|原$|用户|员工|客户|患者|产品|服务|管理|团队|世界|全球|国内|整个|整体|全资|控股|平台|技术|临床|"
    "研发|学术|教育|体育|文化|娱乐|保健|营养|运动|美容|宠物|检测|影像|药品|药物|器械|试剂|基础|未来|关键|主流|领先|独立|第三|头部|普通|专业|"
    "电动|二手|燃油|国产|进口|乘用|商用|功率|三代|车规|自动驾驶|推举|核准|预计|扶持|降低|增加|发行|成立|公布|应用|建设|注册|近期|意味|年度|相互|持份|同业|主权|长线|美元|人民币|跨境|生鲜|设计|聊天|门槛|"
    "预防|敏感|匿名|另一|大多|买|跨国|传媒|纷纷|因此|实现|力推|抢滩|发育|饥饿|抑制|收购|并购|投资$|入股|参股|持有|巨额|大笔|海量|有限|人口|"
    "需要|进行|可以|能够|通过|根据|采用|利用|使用|发布|推出|维护|改善|保障|影响|危害|守护|预测|监测|追踪|评估|记录|跟踪|促$|身心|口腔$|商业$"
)
_AT_EDGE = re.compile(
    "(?:参与了?|助力|了|成立|设立|组建|打造|创办|宣布|已经|已|将|正式|计划|近日|日前|曾|由|与|和|及|以及|跟|同|被|对|向|给|从|为|是|即|获得?|得到|收购了?|并购了?|入股了?|买下了?|增持了?|"
    "控股|投资了?|领投了?|跟投|参投|引入|持有|旗下|公司|企业|平台|巨头|品牌|机构|服务商|开发商|运营商|提供商|供应商|制造商|独角兽|初创|连锁|龙头|"
    "子公司|股东|投资方|投资人|车企|药企|险企|方|来自|包括|联合|携手|联手|的|在|于|把|让|使|据|称|传闻|传出|传|悉|有意|拟|或|后|前|时|并|而|但|则|其中|推动|助力|"
    "成为|作为|名为|叫做|布局|起诉|加入|中|年|月|日|讯|如|例如|比如|诸如|对手|伙伴|客户|先后|通过|竞争|母公司|控制|入主|增资|出售|卖给|转让|达成|签约|签署|国家|"
    "中国|美国|日本|德国|英国|法国|韩国|荷兰|印度|以色列|新加坡|瑞士|北京|上海|深圳|广州|杭州|香港|台湾|国内|本土|老牌|知名|著名|上市)$"
)
_COMPOUNDS = (
    ("股东大会", 1), ("股东大会", 2), *((f"{one}国药", 1) for one in "德美英法韩泰全外我各本跨出"),
)  # fmt: skip
"""Words in which a short name may seem to stand, with the place where it would."""
_TITLES = re.compile(" ?(?!(?:C[A-Z]O|VP|IPO|A[Pp][Pp]|AI|[A-Z][0-9])(?![A-Za-z]))[A-Z][A-Za-z]")
_GENERIC_ENDS = ("集团", "科技", "医疗", "医药", "健康", "基金", "银行", "传媒", "药房", "诊所", "机器人", "生物")
_LATIN_EVERYDAY = frozenset(("Capital", "Group", "Holdings", "Ventures", "Partners", "Limited", "Health", "Technology"))
_EVERYDAY = frozenset(("公司", "集团", "本次", "预案", "办法", "通知", "协议", "基石投资者", "报告", "意见"))
