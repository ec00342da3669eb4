"""Amounts of money: what is read, in which currency, with which hedge and in which role."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.extract.mentions.money import find_money
from tests.extract.hostile import HOSTILE

# (language, text, [(surface, amount, currency, bound, role)])
GOLD: list[tuple[str, str, list[tuple[str, float, str | None, str, str]]]] = [
    ("en", "It sold for $1.2bn in cash.", [("$1.2bn", 1.2e9, "USD", "exact", "amount")]),
    ("en", "JD Health received US$ 830 million.", [("US$ 830 million", 830e6, "USD", "exact", "amount")]),
    ("en", "The fund put in RMB 50.88 billion.", [("RMB 50.88 billion", 50.88e9, "CNY", "exact", "amount")]),
    ("en", "a total of 27000000 million yuan", [("27000000 million yuan", 27e12, "CNY", "exact", "amount")]),
    (
        "en",
        "It paid 500 million yuan ($78 million) for the clinic.",
        [("500 million yuan", 500e6, "CNY", "exact", "amount"), ("$78 million", 78e6, "USD", "exact", "amount")],
    ),
    ("en", "raise US$1 billion in Hong Kong", [("US$1 billion", 1e9, "USD", "exact", "amount")]),
    ("en", "It invested more than €250m in the site.", [("€250m", 250e6, "EUR", "at_least", "amount")]),
    ("en", "nearly £3.4 million was spent", [("£3.4 million", 3.4e6, "GBP", "about", "amount")]),
    ("en", "a grant of up to $500,000", [("$500,000", 500000, "USD", "at_most", "amount")]),
    ("en", "about 2 billion euros", [("2 billion euros", 2e9, "EUR", "about", "amount")]),
    ("en", "The offer of $18 a share is final.", [("$18", 18, "USD", "exact", "per_share")]),
    ("en", "$56.25 per share in cash", [("$56.25", 56.25, "USD", "exact", "per_share")]),
    ("en", "at a valuation of $3.5 billion", [("$3.5 billion", 3.5e9, "USD", "exact", "valuation")]),
    ("en", "The firm was last valued at more than $2B.", [("$2B", 2e9, "USD", "at_least", "valuation")]),
    ("en", "Revenue rose to $96.2 million.", [("$96.2 million", 96.2e6, "USD", "exact", "revenue")]),
    ("en", "was fined $25,000 last week", [("$25,000", 25000, "USD", "exact", "fine")]),
    (
        "en",
        "C$40 million and A$12m",
        [("C$40 million", 40e6, "CAD", "exact", "amount"), ("A$12m", 12e6, "AUD", "exact", "amount")],
    ),
    (
        "en",
        "HK$ 3.2 billion or S$5 million",
        [("HK$ 3.2 billion", 3.2e9, "HKD", "exact", "amount"), ("S$5 million", 5e6, "SGD", "exact", "amount")],
    ),
    ("en", "half a billion dollars", [("half a billion dollars", 500e6, "USD", "exact", "amount")]),
    ("en", "two million Hong Kong dollars", [("two million Hong Kong dollars", 2e6, "HKD", "exact", "amount")]),
    ("en", "¥300 million", [("¥300 million", 300e6, None, "exact", "amount")]),
    ("en", "the $22-million round", [("$22-million", 22e6, "USD", "exact", "amount")]),
    ("en", "a $40M Series B", [("$40M", 40e6, "USD", "exact", "amount")]),
    ("en", "between $10-15 million", [("$10-15 million", 10e6, "USD", "at_least", "amount")]),
    ("en", "over 8.1 billion yuan", [("8.1 billion yuan", 8.1e9, "CNY", "at_least", "amount")]),
    ("en", "Rs 450 crore was raised", [("Rs 450 crore", 4.5e9, "INR", "exact", "amount")]),
    ("en", "USD 12,500,000.50 was paid", [("USD 12,500,000.50", 12500000.5, "USD", "exact", "amount")]),
    ("en", "iOS 14.5 and version 2.0.1 came; call 555-0142 or +1 800 555 0199.", []),
    ("en", "The G7 met; ICD-10 code E11.9; 24/7; room 12", []),
    ("en", "He weighs 150 pounds and won 5 games in 2020.", []),
    ("en", "10 million users and 16 cities", []),
    ("de", "für EUR 3.5 Mio. verkauft", [("EUR 3.5 Mio.", 3.5e6, "EUR", "exact", "amount")]),
    ("de", "zahlt 19,7 Mrd. US-Dollar für Nuance", [("19,7 Mrd. US-Dollar", 19.7e9, "USD", "exact", "amount")]),
    ("de", "fast vier Milliarden US-Dollar", [("vier Milliarden US-Dollar", 4e9, "USD", "about", "amount")]),
    ("de", "eine halbe Milliarde Euro", [("eine halbe Milliarde Euro", 500e6, "EUR", "exact", "amount")]),
    ("de", "über 300 Mio. Euro", [("300 Mio. Euro", 300e6, "EUR", "at_least", "amount")]),
    ("de", "bis zu 1.250.000 Euro", [("1.250.000 Euro", 1250000, "EUR", "at_most", "amount")]),
    ("de", "rund 14 Mrd. Euro Umsatz", [("14 Mrd. Euro", 14e9, "EUR", "about", "revenue")]),
    (
        "de",
        "bei einer Bewertung von 2,1 Milliarden Dollar",
        [("2,1 Milliarden Dollar", 2.1e9, "USD", "exact", "valuation")],
    ),
    ("de", "18 Dollar je Aktie", [("18 Dollar", 18, "USD", "exact", "per_share")]),
    ("de", "anderthalb Millionen Franken", [("anderthalb Millionen Franken", 1.5e6, "CHF", "exact", "amount")]),
    ("de", "10 bis 15 Millionen Euro", [("10 bis 15 Millionen Euro", 10e6, "EUR", "at_least", "amount")]),
    ("de", "Es kostete 49,90 € im Monat.", [("49,90 €", 49.9, "EUR", "exact", "amount")]),
    ("de", "ein Bußgeld von 50.000 Euro", [("50.000 Euro", 50000, "EUR", "exact", "fine")]),
    ("de", "Diagnose F32.1, Tel. 030 1234567, § 5 Absatz 2, Windows 11", []),
    ("nl", "Nu is er 1,5 miljard euro betaald", [("1,5 miljard euro", 1.5e9, "EUR", "exact", "amount")]),
    ("nl", "betaalde 3,9 miljard dollar voor", [("3,9 miljard dollar", 3.9e9, "USD", "exact", "amount")]),
    ("nl", "een bedrag van vier miljoen euro", [("vier miljoen euro", 4e6, "EUR", "exact", "amount")]),
    ("nl", "meer dan € 25 mln.", [("€ 25 mln.", 25e6, "EUR", "at_least", "amount")]),
    ("nl", "bijna 2,3 mld. euro omzet", [("2,3 mld. euro", 2.3e9, "EUR", "about", "revenue")]),
    ("nl", "tot 100.000 euro subsidie", [("100.000 euro", 100000, "EUR", "at_most", "amount")]),
    ("nl", "anderhalf miljoen euro", [("anderhalf miljoen euro", 1.5e6, "EUR", "exact", "amount")]),
    ("nl", "een boete van 460.000 euro", [("460.000 euro", 460000, "EUR", "exact", "fine")]),
    ("nl", "41 dollar per aandeel", [("41 dollar", 41, "USD", "exact", "per_share")]),
    ("nl", "een waardering van 800 miljoen dollar", [("800 miljoen dollar", 800e6, "USD", "exact", "valuation")]),
    ("nl", "versie 3.2, bel 020-5551234 of 112", []),
    ("zh", "亚马逊以 7.53 亿美元收购", [("7.53 亿美元", 753e6, "USD", "exact", "amount")]),
    ("zh", "三亿五千万美元", [("三亿五千万美元", 350e6, "USD", "exact", "amount")]),
    ("zh", "投资500万元人民币", [("500万元人民币", 5e6, "CNY", "exact", "amount")]),
    ("zh", "融资2亿港元", [("2亿港元", 2e8, "HKD", "exact", "amount")]),
    ("zh", "总额超过10亿元", [("10亿元", 1e9, "CNY", "at_least", "amount")]),
    ("zh", "近 6 万亿美元", [("6 万亿美元", 6e12, "USD", "about", "amount")]),
    ("zh", "每股18美元", [("18美元", 18, "USD", "exact", "per_share")]),
    ("zh", "估值达到100亿美元", [("100亿美元", 1e10, "USD", "exact", "valuation")]),
    ("zh", "净销售额为 2329 亿美元，61.33 万名员工", [("2329 亿美元", 232.9e9, "USD", "exact", "revenue")]),
    ("zh", "罚款50万元", [("50万元", 500000, "CNY", "exact", "fine")]),
    ("zh", "約10多億港元", [("10多億港元", 1e9, "HKD", "at_least", "amount")]),
    ("zh", "以人民幣三千萬元收購", [("人民幣三千萬元", 30e6, "CNY", "exact", "amount")]),
    ("zh", "新台幣5,000萬元", [("新台幣5,000萬元", 50e6, "TWD", "exact", "amount")]),
    ("zh", "最多1.5亿欧元", [("1.5亿欧元", 1.5e8, "EUR", "at_most", "amount")]),
    ("zh", "约合8000万美元左右", [("8000万美元", 8e7, "USD", "about", "amount")]),
    ("zh", "完成$30M的B轮", [("$30M", 30e6, None, "exact", "amount")]),
    ("zh", "iPhone 12、G7、ICD-10、5G、电话010-12345678", []),
    ("zh", "公元前、单元、二元、三元里、2000万用户", []),
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


@pytest.mark.parametrize(("lang", "text", "expected"), GOLD)
def test_amounts(lang: str, text: str, expected: list[tuple[str, float, str | None, str, str]]) -> None:
    """Every amount of the table is found with its words, figure, currency, hedge and role, and nothing else."""
    found = [(text[m.start : m.end], m.amount, m.currency, m.bound, m.role) for m in find_money(text, lang)]
    assert found == expected


@given(text=ANY, lang=LANGS)
def test_spans(text: str, lang: str) -> None:
    """On any text the spans are inside it, sorted, apart and not empty."""
    position = 0
    for mention in find_money(text, lang):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end


@pytest.mark.parametrize("lang", ["en", "de", "nl", "zh"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition(unit: str, lang: str) -> None:
    """A repetition of 30,000 characters takes less than two seconds."""
    began = time.perf_counter()
    find_money((unit * 30_000)[:30_000], lang)
    assert time.perf_counter() - began < 2
