"""What two spellings of one name have in common: keys without case, width, diacritics, punctuation, legal form."""

from __future__ import annotations

import unicodedata

# Legal forms as they end a name, without dots; the ones of the countries that the store's languages and deals touch.
# An own list: cleanco's holds none of the Chinese and Japanese ones, few of the Dutch, and would be one more package.
_LEGAL = """
    inc incorporated corp corporation co company llc llp lp lllp ltd limited plc pllc pbc holding holdings group
    ag gmbh mbh ggmbh kg kgaa se ohg ug ek ev eg gruppe konzern aktiengesellschaft
    bv nv vof cv ba groep
    sa sas sarl sasu spa srl sl slu sau ab asa as aps oy oyj kk pte pty sdn bhd pjsc pao
"""
LEGAL = frozenset(_LEGAL.split())
# Dutch honorific of stock companies: it goes only where a legal form goes too
_HONORIFIC = "koninklijke"
_JOINERS = frozenset(("and", "und", "en", "et"))
_SMALL = _JOINERS | {"the"}
_CJK_ENDS = (
    "股份有限公司",
    "有限责任公司",
    "有限公司",
    "株式会社",
    "有限会社",
    "合同会社",
    "集团",
    "控股",
    "公司",
)
_CJK_STARTS = ("株式会社", "有限会社", "合同会社")

# Words that many names share: what is left of a name without them is what tells it from others.
_GENERIC = """
    health healthcare healthtech care medical medicine medicines clinic clinics hospital hospitals pharma pharmacy
    pharmacies pharmaceutical pharmaceuticals drug drugs therapeutics biotech bio life sciences science diagnostics
    wellness doctor doctors patient medic hc
    technology technologies tech software digital data systems system solutions services service platform network
    networks online internet cloud app ai labs lab robotics electronics
    capital partners ventures venture fund funds investment investments equity management bank insurance finance
    financial global international national general american european german dutch chinese china us usa uk
    university institute institution school college center centre association foundation society council agency
    department ministry board committee commission authority office bureau administration federal state
    news magazine media journal times blog report review
    group holding holdings company the of for in and at an on to by de der die das van von het und en
    gesundheit krankenkasse klinik kliniken klinikum krankenhaus apotheke apotheken versicherung verband bund stiftung
    deutsche deutscher deutsches deutschland bundesverband universitat universitatsklinikum institut gesellschaft
    zeitung zorg ziekenhuis ziekenhuizen apotheek nederland nederlands nederlandse universiteit universitair medisch
    centrum mc umc zorgverzekeraar vereniging stichting
"""
GENERIC = frozenset(_GENERIC.split())
# the ones that names run together with another word: `AliHealth`, `MedPharma`
_WRITTEN_TOGETHER = ("healthcare", "health", "medical", "medicine", "pharma", "doctor", "clinic", "capital", "care")
_CJK_GENERIC = """
    健康 保健 医疗 医药 医院 医生 药房 大药房 药业 集团 科技 技术 公司 资本 基金 投资 保险 银行 大学 学院
    研究院 研究所 中心 平台 网络 互联网 云 在线 国际 中国 北京 上海 深圳 广州 杭州 第一 人民 附属 省 市 局 部
    委员会 医学院 控股 数字
"""
_GENERIC_CJK = _CJK_GENERIC.split()

_FOLD = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_ASCII_KEY = {code: None for code in range(128) if not chr(code).isalnum()}
_ASCII_WORDS = {code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "'"}
_ASCII_WORDS[ord("'")] = ""

_simplified: dict[int, int] = {}


def has_cjk(text: str) -> bool:
    """Whether a Chinese character is in the text."""
    return not text.isascii() and any("\u3400" <= char <= "\u9fff" for char in text)


def simplify(text: str) -> str:
    """Traditional Chinese characters as simplified ones; everything else stays."""
    if not has_cjk(text):
        return text
    if not _simplified:
        from healthtech_cli.names.hanzi import SIMPLIFIED, TRADITIONAL

        _simplified.update(str.maketrans(TRADITIONAL, SIMPLIFIED))
    return text.translate(_simplified)


def fold(text: str) -> str:
    """Case, width and diacritics away, traditional Chinese simplified; punctuation and spaces stay."""
    if text.isascii():
        return text.lower()
    if min(text) >= "\u3400" and max(text) <= "\u9fff":  # Chinese and nothing else
        return simplify(text)
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_FOLD)
    apart = unicodedata.normalize("NFKD", folded)
    if apart != folded:
        marks = {ord(char): None for char in set(apart) if unicodedata.combining(char)}
        folded = apart.translate(marks) if marks else apart
    return simplify(folded)


def name_key(name: str) -> str:
    """The name's letters and digits: no case, width, diacritics, punctuation, spaces; simplified Chinese."""
    if name.isascii():
        return name.lower().translate(_ASCII_KEY)
    folded = fold(name)
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def spelled_out(name: str) -> str:
    """The name with German and Nordic letters written out (`ö` as `oe`); the same string if it has none."""
    if name.isascii() or min(name) >= "\u3400":
        return name
    return unicodedata.normalize("NFC", name).casefold().translate(_SPELLED_OUT)


def words(name: str) -> list[str]:
    """The folded words of a name; initials are one word (`N.V.` is `nv`), an apostrophe splits nothing."""
    folded = fold(name)
    if folded.isalnum():
        return [folded]
    if folded.isascii():
        found = folded.translate(_ASCII_WORDS).split()
    else:
        others = {ord(char): "" if char in "'’" else " " for char in set(folded) if not char.isalnum()}
        found = folded.translate(others).split()
    return _initials(found) if len(found) > 1 and min(map(len, found)) == 1 else found


def _initials(found: list[str]) -> list[str]:
    joined: list[str] = []
    run = False
    for word in found:
        single = len(word) == 1 and word.isascii() and word.isalpha()
        if single and run:
            joined[-1] += word
        else:
            joined.append(word)
        run = single
    return joined


def bare_words(name: str) -> list[str]:
    """The words without legal form, joining words between others and a leading `the`; never empty for a real name.

    Nothing is taken off where only words would be left that many names share: `Capital Group` stays as it is.
    """
    found = words(name)
    if not found:
        return found
    if not found[-1].isascii() or not found[0].isascii():
        found = _without_cjk_form(found)
    if found[-1] not in LEGAL and _SMALL.isdisjoint(found):
        return found
    kept = list(found)
    while len(kept) > 1 and kept[-1] in LEGAL:
        kept.pop()
    while len(kept) > 2 and kept[-1] in _JOINERS:
        kept.pop()
    if len(kept) < len(found):
        if kept[0] == _HONORIFIC and len(kept) > 1:
            kept = kept[1:]
        if all(word in GENERIC for word in kept) or sum(map(len, kept)) < 2:
            kept = list(found)
    if len(kept) > 1 and kept[0] == "the":
        kept = kept[1:]
    if len(kept) > 2:
        kept = [kept[0], *(word for word in kept[1:-1] if word not in _JOINERS), kept[-1]]
    return kept


def _without_cjk_form(found: list[str]) -> list[str]:
    last = found[-1]
    first = True
    while first:
        first = False
        for end in _CJK_ENDS:
            if last.endswith(end) and len(last) - len(end) >= 2 and last[: -len(end)] not in _GENERIC_CJK:
                last = last[: -len(end)]
                first = True
                break
    found = [*found[:-1], last]
    for start in _CJK_STARTS:
        if found[0].startswith(start) and len(found[0]) - len(start) >= 2:
            found = [found[0][len(start) :], *found[1:]]
        elif found[0] == start and len(found) > 1:
            found = found[1:]
    return found


def bare_key(name: str) -> str:
    """`name_key` without legal form, joining words and a leading `the`."""
    return "".join(bare_words(name))


def distinctive(word: str) -> int:
    """How many letters of a folded word tell a name from others; words that many names share count nothing."""
    return sum(telling(word))


def telling(word: str) -> list[bool]:
    """For each character of a folded word whether it tells a name from others."""
    if word.isascii():
        if word in GENERIC or word in LEGAL:
            return [False] * len(word)
        for part in _WRITTEN_TOGETHER:
            if word.endswith(part) and len(word) - len(part) > 1:
                return [True] * (len(word) - len(part)) + [False] * len(part)
            if word.startswith(part) and len(word) - len(part) > 1:
                return [False] * len(part) + [True] * (len(word) - len(part))
        return [True] * len(word)
    mask = [True] * len(word)
    for part in _GENERIC_CJK:
        at = word.find(part)
        while at >= 0:
            mask[at : at + len(part)] = [False] * len(part)
            at = word.find(part, at + len(part))
    return mask
