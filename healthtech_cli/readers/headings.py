"""What the first lines of a text say about it: title, date line, author, address."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from healthtech_cli.languages import CODES, by_code
from healthtech_cli.model import edtf

_LINES = 14
"""So many lines that are not empty, from the top, may hold metadata; a date line may also stand at the end."""
_LAST_LINES = 3
_TITLE_LENGTH = 160
_MARKERS = (
    "date|dated|datum|published(?: on)?|publication date|posted(?: on)?|first published|released|"
    "veröffentlicht(?: am)?|erschienen(?: am)?|erstellt(?: am)?|stand|vom|gepubliceerd(?: op)?|geplaatst(?: op)?|"
    "发布时间|发布日期|发布于|发表时间|发表于|日期|时间|發布時間|發布日期|發佈時間|發表時間|發表於|日期|時間|更新时间|更新時間|"
    "updated|last updated|aktualisiert(?: am)?|bijgewerkt"
)
_MARKED = re.compile(rf"\s*[\W_]{{0,6}}(?:{_MARKERS})\s{{0,4}}[:：]?\s{{0,4}}", re.IGNORECASE)
_AROUND_DATE = re.compile(
    rf"(?:{_MARKERS}|uhr|utc|gmt|cet|cest|est|edt|et|pt|a\.?m\.?|p\.?m\.?|on|at|by|um|om|uur|am|op|editie|issue|"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?|星期[一二三四五六日天]|周[一二三四五六日天]|来源|來源)(?!\w)",
    re.IGNORECASE,
)
_OTHER_DATE = re.compile("检索|檢索|访问于|accessed|retrieved|abgerufen|geraadpleegd|copyright|©", re.IGNORECASE)
_CHANGED = re.compile("update|aktualisiert|bijgewerkt|更新", re.IGNORECASE)
_AUTHOR = re.compile(
    r"\s*(?:by|von|door|autor(?:in)?|author|auteur|words by|written by|作者|记者|記者|文)"
    r"(?:\s*[:：|｜/]\s*|\s+)(\S.{1,70})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\s*[>*_\s]{0,8}(?:(?:source|url|link|original|quelle|bron|via|原文|来源|來源|原文链接|原文鏈接)\s*[:：]\s*)?"
    r"<?(https?://[^\s<>()\[\]]{4,1500})>?\s*",
    re.IGNORECASE,
)
_STOP = ".。,，;；:：…"
_AFTER_DATELINE = re.compile(r"\s{0,3}(?:/|--|[–—-]\s|[–—]|\(|（|:\s|\)\s|）)")
_CHINESE_DATELINE = re.compile(r"\s?(?:电|電|讯|訊|消息|报道|報道|，|】|）)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date in a line: EDTF and where its words stand."""

    edtf: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What the first lines say; `published_from` names the kind of line."""

    title: str | None
    author: str | None
    published: str | None
    published_from: str | None
    url: str | None


@cache
def _months() -> dict[str, int]:
    return {name: number for code in CODES for name, number in by_code(code).months.items()}


@cache
def _dates() -> re.Pattern[str]:
    month = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<!\d)(?P<zy>{year})\s?年\s?(?P<zm>\d{{1,2}})\s?月(?:\s?(?P<zd>\d{{1,2}})\s?[日号號])?"
        rf"|(?<![\d.])(?P<iy>{year})(?P<is>[-/.])(?P<im>\d{{1,2}})(?:(?P=is)(?P<id>\d{{1,2}}))?(?![\d])"
        rf"|(?<![\d.])(?P<cd>\d{{1,2}})(?P<cs>[-/.])\s?(?P<cm>\d{{1,2}})(?P=cs)\s?(?P<cy>{year})(?!\d)"
        rf"|(?<![\d.])(?P<dd>\d{{1,2}})(?:st|nd|rd|th|\.)?\s{{1,3}}(?:of\s)?(?P<dm>{month})\b\.?,?\s{{1,3}}(?P<dy>{year})(?!\d)"
        rf"|\b(?P<em>{month})\b\.?\s{{1,3}}(?:(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}})?(?P<ey>{year})(?!\d)",
        re.IGNORECASE,
    )


def find_date(line: str, *, day_first: bool | None = None) -> FoundDate | None:
    """The first whole date in a line, to the month or the day; None where there is none.

    `3/4/2021` is read only where `day_first` says how, or where one of the two can only be a day.
    """
    for match in _dates().finditer(line):
        found = _edtf(match, day_first)
        if found and edtf.is_date(found):
            return FoundDate(edtf=found, start=match.start(), end=match.end())
    return None


def _edtf(match: re.Match[str], day_first: bool | None) -> str | None:
    part = match.groupdict()
    if part["zy"]:
        return _join(part["zy"], part["zm"], part["zd"])
    if part["iy"]:
        return _join(part["iy"], part["im"], part["id"])
    if part["dy"]:
        return _join(part["dy"], str(_months()[part["dm"].lower()]), part["dd"])
    if part["ey"]:
        return _join(part["ey"], str(_months()[part["em"].lower()]), part["ed"])
    one, two = int(part["cd"]), int(part["cm"])
    first = part["cs"] == "." or day_first or one > 12
    if not first and two <= 12 and day_first is None and one != two:
        return None
    return _join(part["cy"], part["cm"], part["cd"]) if first else _join(part["cy"], part["cd"], part["cm"])


def _join(year: str, month: str, day: str | None) -> str:
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def date_of_stamp(stamp: str) -> str | None:
    """The day of a machine's time stamp (`2021-03-19T15:00:00+01:00`), as its own place has it."""
    found = find_date(stamp.strip()[:80])
    return found.edtf if found else None


def date_of_name(name: str) -> str | None:
    """The date in a file's name: `2021-03-19-amazon.txt`, `20210319_amazon.txt`, `amazon_2021-03.md`.

    Never a lone year, which may as well be a running number.
    """
    match = re.search(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", name)
    if match and edtf.is_date(found := f"{match[1]}-{match[3]}-{match[4]}"):
        return found
    match = re.search(r"(?<!\d)((?:19|20)\d\d)[-_.](\d\d)(?![\d])", name)
    if match and edtf.is_date(found := f"{match[1]}-{match[2]}"):
        return found
    return None


def read_heading(text: str) -> Heading:
    """Title, author, date and address from the first lines of a text, the date also from its last."""
    top: list[str] = []
    for line in text[:20_000].lstrip("\ufeff").splitlines():
        if line.strip():
            top.append(line)
            if len(top) == _LINES:
                break
    bottom = [line for line in text[-2000:].splitlines() if line.strip()][-_LAST_LINES:]
    published, source = _published(top, bottom)
    return Heading(
        title=_title(top), author=_first(_author_in, top), published=published, published_from=source,
        url=_first(_address_in, top),
    )  # fmt: skip


def _published(top: list[str], bottom: list[str]) -> tuple[str | None, str | None]:
    changed: tuple[str | None, str | None] = (None, None)
    for lines, where in ((top, "top"), (bottom, "end")):
        for line in lines:
            found, kind = _date_line(line)
            if found is None or _OTHER_DATE.search(line[:200]):
                continue
            if where == "end" and not _MARKED.match(line[:200]):
                continue  # the date of the next story's teaser, more often than not
            if _CHANGED.search(line[:200]):
                if kind == "date line":
                    changed = changed if changed[0] else (found, "date line (updated)")
                continue
            return found, f"{kind} at the {where}" if kind == "date line" else kind
    return changed


def _date_line(line: str) -> tuple[str | None, str | None]:
    """The date of a line that tells when the text appeared: alone, after a marker, or a newswire's dateline."""
    marked = _MARKED.match(line[:200])
    if marked:
        found = find_date(line[marked.end() : marked.end() + 40])
        if found and found.start <= 12:
            return found.edtf, "date line"
    head = line[:200]
    found = find_date(head)
    if found is None:
        return None, None
    if len(line.strip()) <= 130:
        rest = head[: found.start] + " " + head[found.end :]
        rest = _AROUND_DATE.sub(" ", rest)
        letters = sum(char.isalnum() for char in rest)
        if (
            letters <= 34
            and not rest.strip().endswith(("。", "?", "!", "？", "！"))
            and not re.search(r"[.。]\s", rest)
        ):
            # a heading such as "Amazon in May 2021" has a preposition before its date
            before = rest[: found.start].split()
            if not before or before[-1].lower() not in ("in", "im", "seit", "since", "until", "bis", "tot", "sinds"):
                return found.edtf, "date line"
    before_date = head[: found.start]
    place = before_date.strip(" ,，、(（【*_#>/-–—")
    after = head[found.end :]
    if (
        len(before_date) <= 60
        and len(place.split()) <= 7
        and "." not in place[:-1].replace("St.", "")
        and len(found.edtf) == 10
    ):
        if (
            _CHINESE_DATELINE.match(after)
            and "年" in head[found.start : found.end]
            and len(place) <= 12
            and after[:1] != "，"
        ):
            return found.edtf, "dateline"
        if (not place or place[:1].isupper()) and _AFTER_DATELINE.match(after):
            return found.edtf, "dateline"
    return None, None


def _title(top: list[str]) -> str | None:
    for line in top[:4]:
        words = line.strip().lstrip("#").strip(" *_\t")
        if len(line) <= _TITLE_LENGTH and (_date_line(line)[0] or _address_in(line) or _author_in(line)):
            continue
        is_marked = line.startswith("#")
        if not words or len(words) > _TITLE_LENGTH or (words[-1] in _STOP and not is_marked) or len(top) < 2:
            return None
        return words
    return None


def _author_in(line: str) -> str | None:
    match = _AUTHOR.fullmatch(line.rstrip())
    if match is None or len(match[1].split()) > 7 or match[1][-1] in _STOP or find_date(match[1]):
        return None
    name = match[1].strip(" *_")
    return name if name[:1].isupper() or name[:1] > "\u3000" else None


def _address_in(line: str) -> str | None:
    match = _ADDRESS.fullmatch(line[:1700])
    return match[1] if match else None


def _first(read: Callable[[str], str | None], lines: list[str]) -> str | None:
    return next((found for line in lines if (found := read(line))), None)
