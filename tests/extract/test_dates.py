"""Dates: words to EDTF against an anchor, and which year a republished page speaks from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.extract.mentions.dates import anchor_year, find_dates
from healthtech_cli.model.edtf import is_date
from tests.extract.hostile import HOSTILE

DAY = "2021-03-19"  # a Friday

# (language, text, anchor, [(surface, edtf, basis)])
GOLD: list[tuple[str, str, str | None, list[tuple[str, str, str]]]] = [
    ("en", "on August 12, 2020 it closed", DAY, [("August 12, 2020", "2020-08-12", "stated")]),
    ("en", "of 5 May 2019", DAY, [("5 May 2019", "2019-05-05", "stated")]),
    ("en", "the year ending June 16, 2020,", DAY, [("June 16, 2020", "2020-06-16", "stated")]),
    ("en", "On August 12th, ByteDance bought", "2020~", [("August 12th", "2020-08-12", "inferred")]),
    ("en", "On August 12th, it bought", DAY, [("August 12th", "2020-08-12", "inferred")]),
    ("en", "at the end of July 2022", DAY, [("end of July 2022", "2022-07~", "stated")]),
    ("en", "in late 2020", DAY, [("late 2020", "2020~", "stated")]),
    ("en", "in September 2018", DAY, [("September 2018", "2018-09", "stated")]),
    ("en", "Since 2014, Tencent", DAY, [("Since 2014", "2014/..", "stated")]),
    ("en", "in the first half of 2020", DAY, [("first half of 2020", "2020-01/2020-06", "stated")]),
    (
        "en",
        "Q3 2019 and the second quarter of 2020",
        DAY,
        [("Q3 2019", "2019-07/2019-09", "stated"), ("second quarter of 2020", "2020-04/2020-06", "stated")],
    ),
    ("en", "in the summer of 2021", DAY, [("summer of 2021", "2021-06/2021-08", "stated")]),
    ("en", "opened last year", DAY, [("last year", "2020", "inferred")]),
    (
        "en",
        "Begun in 2012, it grew. The following year it sold; two years later it closed",
        DAY,
        [("2012", "2012", "stated"), ("following year", "2013", "inferred"), ("two years later", "2015~", "inferred")],
    ),
    (
        "en",
        "In 2015 it grew and in June of that year",
        DAY,
        [("2015", "2015", "stated"), ("June of that year", "2015-06", "inferred")],
    ),
    ("en", "two years later", DAY, []),
    ("de", "2012 begann es, im Folgejahr kam", DAY, [("2012", "2012", "stated"), ("Folgejahr", "2013", "inferred")]),
    (
        "de",
        "2015 und im März desselben Jahres",
        DAY,
        [("2015", "2015", "stated"), ("März desselben Jahres", "2015-03", "inferred")],
    ),
    ("de", "vor gut zwei Jahren", DAY, [("vor gut zwei Jahren", "2019~", "inferred")]),
    ("de", "am 6.2. kaufte", DAY, [("6.2", "2021-02-06", "inferred")]),
    ("de", "die Version 3.2. kam", DAY, []),
    ("nl", "in 2012, het jaar daarop", DAY, [("2012", "2012", "stated"), ("jaar daarop", "2013", "inferred")]),
    (
        "nl",
        "in 2012, in maart van dat jaar",
        DAY,
        [("2012", "2012", "stated"), ("maart van dat jaar", "2012-03", "inferred")],
    ),
    (
        "zh",
        "2014年成立，第二年融资，三年后上市",
        DAY,
        [("2014年", "2014", "stated"), ("第二年", "2015", "inferred"), ("三年后", "2018~", "inferred")],
    ),
    ("zh", "今日头条收购了", DAY, []),
    ("en", "revenue in FY2021 and FY 22", DAY, [("FY2021", "2021~", "stated"), ("FY 22", "2022~", "stated")]),
    (
        "en",
        "sales of fiscal year 2020, profits of 2019",
        DAY,
        [("2020", "2020~", "stated"), ("2019", "2019", "stated")],
    ),
    ("de", "Umsatz im FY21, im Geschäftsjahr 2020", DAY, [("FY21", "2021~", "stated"), ("2020", "2020~", "stated")]),
    ("nl", "omzet in boekjaar 2019", DAY, [("2019", "2019~", "stated")]),
    ("zh", "2021财年营收、20财年亏损", DAY, [("2021财年", "2021~", "stated"), ("20财年", "2020~", "stated")]),
    ("en", "opened this March", DAY, [("this March", "2021-03", "inferred")]),
    ("en", "said yesterday", DAY, [("yesterday", "2021-03-18", "inferred")]),
    ("en", "said on Monday that", DAY, [("Monday", "2021-03-15", "inferred")]),
    ("en", "said on Monday that", "2021-03", [("Monday", "2021-03", "inferred")]),
    ("en", "bought it in August.", DAY, [("August", "2020-08", "inferred")]),
    ("en", "from 2014 to 2018", DAY, [("2014 to 2018", "2014/2018", "stated")]),
    ("en", "by 2030 the market", DAY, [("2030", "2030", "stated")]),
    ("en", "dated 2020-08-12", DAY, [("2020-08-12", "2020-08-12", "stated")]),
    ("en", "on 9/15/2021", DAY, [("9/15/2021", "2021-09-15", "stated")]),
    ("en", "three years ago", DAY, [("three years ago", "2018~", "inferred")]),
    ("en", "in the mid-2010s", DAY, [("mid-2010s", "2010/2019", "stated")]),
    ("en", "It may march on; the second may fall.", DAY, []),
    ("en", "more than 2000 employees, 2,020 clinics, $2019 and version 20.19", DAY, []),
    ("en", "Black Friday deals, Monday to Friday, 24/7, call 2020-5551", DAY, []),
    ("de", "19.03.2021  15:00 Uhr", None, [("19.03.2021", "2021-03-19", "stated")]),
    ("de", "am 12. April 2021 übernommen", DAY, [("12. April 2021", "2021-04-12", "stated")]),
    ("de", "voriges Jahr eine Apotheke", DAY, [("voriges Jahr", "2020", "inferred")]),
    ("de", "noch in diesem Jahr", DAY, [("diesem Jahr", "2021", "inferred")]),
    ("de", "Ende Juli 2022", DAY, [("Ende Juli 2022", "2022-07~", "stated")]),
    ("de", "Mitte 2019", DAY, [("Mitte 2019", "2019~", "stated")]),
    ("de", "im ersten Quartal 2021", DAY, [("ersten Quartal 2021", "2021-01/2021-03", "stated")]),
    ("de", "im Sommer 2020", DAY, [("Sommer 2020", "2020-06/2020-08", "stated")]),
    ("de", "seit 2014", DAY, [("seit 2014", "2014/..", "stated")]),
    ("de", "im Januar", DAY, [("Januar", "2021-01", "inferred")]),
    ("de", "am vergangenen Montag", DAY, [("vergangenen Montag", "2021-03-15", "inferred")]),
    ("de", "zu Beginn des Jahres", DAY, [("Beginn des Jahres", "2021~", "inferred")]),
    ("de", "gestern in Berlin", DAY, [("gestern", "2021-03-18", "inferred")]),
    ("de", "vor zwei Jahren", DAY, [("vor zwei Jahren", "2019~", "inferred")]),
    ("de", "im Geschäftsjahr 2019/20", DAY, [("2019/20", "2019/2020", "stated")]),
    ("de", "rund 2000 Mitarbeiter, 2020 Apotheken, Version 1.12.3, 19,7 Mrd. und 2.8", DAY, []),
    ("nl", "Eind juli 2022 was er", DAY, [("Eind juli 2022", "2022-07~", "stated")]),
    ("nl", "op 1 maart 2020", DAY, [("1 maart 2020", "2020-03-01", "stated")]),
    ("nl", "afgelopen maandag", DAY, [("afgelopen maandag", "2021-03-15", "inferred")]),
    ("nl", "het afgelopen jaar", DAY, [("afgelopen jaar", "2020~", "inferred")]),
    ("nl", "vorig jaar in mei", DAY, [("vorig jaar in mei", "2020-05", "inferred")]),
    ("nl", "in het tweede kwartaal van 2020", DAY, [("tweede kwartaal van 2020", "2020-04/2020-06", "stated")]),
    ("nl", "begin 2021", DAY, [("begin 2021", "2021~", "stated")]),
    ("nl", "sinds januari 2019", DAY, [("sinds januari 2019", "2019-01/..", "stated")]),
    ("nl", "12-04-2021", DAY, [("12-04-2021", "2021-04-12", "stated")]),
    ("nl", "gisteren en vandaag", DAY, [("gisteren", "2021-03-18", "inferred"), ("vandaag", "2021-03-19", "inferred")]),
    ("nl", "ruim 2000 patiënten en mei-kaas", DAY, []),
    ("zh", "2018 年 9 月——亚马逊", DAY, [("2018 年 9 月", "2018-09", "stated")]),
    ("zh", "2020年8月12日", DAY, [("2020年8月12日", "2020-08-12", "stated")]),
    ("zh", "去年推出", DAY, [("去年", "2020", "inferred")]),
    ("zh", "今年3月", DAY, [("今年3月", "2021-03", "inferred")]),
    ("zh", "本月上线", DAY, [("本月", "2021-03", "inferred")]),
    ("zh", "2020年上半年", DAY, [("2020年上半年", "2020-01/2020-06", "stated")]),
    ("zh", "2019年第三季度", DAY, [("2019年第三季度", "2019-07/2019-09", "stated")]),
    ("zh", "2022年7月底", DAY, [("2022年7月底", "2022-07~", "stated")]),
    ("zh", "2020年底", DAY, [("2020年底", "2020~", "stated")]),
    ("zh", "8月17日，京东健康", DAY, [("8月17日", "2020-08-17", "inferred")]),
    ("zh", "截至 12 月 4 日的 5 天内", "2019-12", [("12 月 4 日", "2019-12-04", "inferred")]),
    ("zh", "昨日宣布", DAY, [("昨日", "2021-03-18", "inferred")]),
    ("zh", "上周五", DAY, [("上周五", "2021-03-12", "inferred")]),
    ("zh", "自2014年以来", DAY, [("自2014年以来", "2014/..", "stated")]),
    ("zh", "二〇二〇年五月", DAY, [("二〇二〇年五月", "2020-05", "stated")]),
    ("zh", "三年前", DAY, [("三年前", "2018~", "inferred")]),
    ("zh", "2019年至2021年", DAY, [("2019年至2021年", "2019/2021", "stated")]),
    ("zh", "過去18個月、30天、20年來、G7、每月", DAY, []),
    ("zh", "於去年十二月收購", DAY, [("去年十二月", "2020-12", "inferred")]),
]

ALPHABET = st.text(
    alphabet=st.sampled_from(list("0123456789.,-/%$€¥ abmM一二十百万亿年月日元季İ\u00a0\n+'’")), max_size=60
)
WORDS = st.lists(
    st.sampled_from(
        [
            "12",
            "3.5",
            "million",
            "May",
            "2020",
            "last",
            "year",
            "euro",
            "$",
            "users",
            "de",
            "亿",
            "元",
            "5月",
            "Monday",
            "end of",
            "since",
            "19,7",
            "Mrd.",
            " ",
            "-",
            "to",
        ]
    ),
    max_size=20,
)
ANY = st.one_of(st.text(max_size=80), ALPHABET, WORDS.map(" ".join))
LANGS = st.sampled_from(["en", "de", "nl", "zh"])


@pytest.mark.parametrize(("lang", "text", "anchor", "expected"), GOLD)
def test_dates(lang: str, text: str, anchor: str | None, expected: list[tuple[str, str, str]]) -> None:
    """Every date of the table is found with its words, EDTF and basis, and nothing else."""
    found = [(text[m.start : m.end], m.edtf, m.basis) for m in find_dates(text, lang, anchor)]
    assert found == expected


@pytest.mark.parametrize(("text", "published", "date", "basis"), [
    ("In 2020 it grew. In May 2020 it bought X. By 2030 more.", "2022-02-11", "2020~", "text"),
    ("February 11th, 2022. In 2020 it grew. In May 2020 it bought X.", "2022-02-11", "2020~", "text"),
    ("In 2019 and 2022 it grew.", "2022-02-11", "2022-02-11", "published"),
    ("In 2021 it grew and in 2021 it fell.", "2022-01-20", "2022-01-20", "published"),
    ("It grew.", "2022-02-11", "2022-02-11", "published"),
    ("It grew.", None, None, "none"),
])  # fmt: skip
def test_anchor(text: str, published: str | None, date: str | None, basis: str) -> None:
    """A text that speaks of earlier years only is anchored in its own latest year, and says so."""
    anchor = anchor_year(text, published, "en")
    assert (anchor.date, anchor.basis) == (date, basis)


@given(text=ANY, lang=LANGS, anchor=st.sampled_from([None, "2021-03-19", "2021-03", "2020~", "2020", "1950-01-01"]))
def test_spans(text: str, lang: str, anchor: str | None) -> None:
    """On any text the spans are inside it, sorted and apart, and every date is EDTF as the model knows it."""
    position = 0
    for mention in find_dates(text, lang, anchor):
        assert position <= mention.start < mention.end <= len(text)
        assert is_date(mention.edtf)
        position = mention.end


@pytest.mark.parametrize("lang", ["en", "de", "nl", "zh"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition(unit: str, lang: str) -> None:
    """A repetition of 30,000 characters takes less than two seconds."""
    began = time.perf_counter()
    find_dates((unit * 30_000)[:30_000], lang, "2021-03-19")
    assert time.perf_counter() - began < 2
