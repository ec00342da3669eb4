"""Figures that are not money: number, English unit and hedge."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthtech_cli.extract.mentions.quantities import find_quantities
from healthtech_cli.model.spans import Span
from tests.extract.hostile import HOSTILE

# (language, text, [(surface, number, unit, bound)])
GOLD: list[tuple[str, str, list[tuple[str, float, str, str]]]] = [
    ("en", "more than 200 public hospitals", [("200 public hospitals", 200, "hospitals", "at_least")]),
    ("en", "nearly 10,000 experts", [("10,000 experts", 10000, "experts", "about")]),
    ("en", "an increase of 46.2%", [("46.2%", 46.2, "percent", "exact")]),
    ("en", "54.3 percent stake", [("54.3 percent", 54.3, "percent", "exact")]),
    (
        "en",
        "the number of its active users was 41,348,000",
        [("41,348,000", 41348000, "active users", "exact")],
    ),
    ("en", "an annual active user base of about 72.5 million.", [("72.5 million", 72.5e6, "active users", "about")]),
    ("en", "its 80 million members", [("80 million members", 80e6, "members", "exact")]),
    (
        "en",
        "more than 130,000 partner pharmacies, 49,000 cooperative clinics",
        [
            ("130,000 partner pharmacies", 130000, "pharmacies", "at_least"),
            ("49,000 cooperative clinics", 49000, "clinics", "exact"),
        ],
    ),
    (
        "en",
        "served more than 400 cities in 21 provinces",
        [("400 cities", 400, "cities", "at_least"), ("21 provinces", 21, "provinces", "exact")],
    ),
    ("en", "a team of more than 1,800 people", [("1,800 people", 1800, "people", "at_least")]),
    ("en", "10K monthly active users", [("10K monthly active users", 10000, "monthly active users", "exact")]),
    ("en", "up to 600 employees", [("600 employees", 600, "employees", "at_most")]),
    ("en", "12 million patients a year", [("12 million patients", 12e6, "patients", "exact")]),
    ("en", "twelve hospitals joined", [("twelve hospitals", 12, "hospitals", "exact")]),
    (
        "en",
        "188 offices in 25 markets",
        [("188 offices", 188, "offices", "exact"), ("25 markets", 25, "markets", "exact")],
    ),
    ("en", "5,000+ doctors", [("5,000+ doctors", 5000, "doctors", "at_least")]),
    ("en", "iOS 14.5 users and G7 hospitals", []),
    ("en", "ICD-10 E11.9, COVID-19 patients, call 555-0142", []),
    ("en", "24/7 clinics, version 2.0 employees handbook", []),
    ("en", "10% to 20%", [("10%", 10, "percent", "exact"), ("20%", 20, "percent", "exact")]),
    ("de", "rund 20.000 Vor-Ort-Apotheken", [("20.000 Vor-Ort-Apotheken", 20000, "pharmacies", "about")]),
    ("de", "mehr als 1.800 Mitarbeiter", [("1.800 Mitarbeiter", 1800, "employees", "at_least")]),
    ("de", "um 12,5 Prozent", [("12,5 Prozent", 12.5, "percent", "exact")]),
    ("de", "über 1,2 Millionen Versicherte", [("1,2 Millionen Versicherte", 1.2e6, "insured people", "at_least")]),
    ("de", "drei Krankenhäuser", [("drei Krankenhäuser", 3, "hospitals", "exact")]),
    ("de", "knapp 500 niedergelassene Ärzte", [("500 niedergelassene Ärzte", 500, "doctors", "about")]),
    ("de", "bis zu 40 Kliniken", [("40 Kliniken", 40, "clinics", "at_most")]),
    ("de", "5,8 Mio. aktive Kunden", [("5,8 Mio. aktive Kunden", 5.8e6, "active customers", "exact")]),
    ("de", "§ 5 Absatz 2, Version 3.1, Covid-19-Patienten, F32.1", []),
    ("nl", "ruim 300 huisartsen", [("300 huisartsen", 300, "doctors", "at_least")]),
    ("nl", "meer dan 1,5 miljoen gebruikers", [("1,5 miljoen gebruikers", 1.5e6, "users", "at_least")]),
    ("nl", "ongeveer 45 ziekenhuizen", [("45 ziekenhuizen", 45, "hospitals", "about")]),
    ("nl", "22 procent", [("22 procent", 22, "percent", "exact")]),
    ("nl", "2.000 aangesloten apotheken", [("2.000 aangesloten apotheken", 2000, "pharmacies", "exact")]),
    ("nl", "bijna 700 medewerkers", [("700 medewerkers", 700, "employees", "about")]),
    ("nl", "covid-19, versie 2, kamer 12", []),
    ("zh", "61.33 万名员工", [("61.33 万名员工", 613300, "employees", "exact")]),
    ("zh", "每年增长 5.5%", [("5.5%", 5.5, "percent", "exact")]),
    ("zh", "超过400个城市", [("400个城市", 400, "cities", "at_least")]),
    ("zh", "覆盖1.1万家药店", [("1.1万家药店", 11000, "pharmacies", "exact")]),
    ("zh", "3000多家医院", [("3000多家医院", 3000, "hospitals", "at_least")]),
    ("zh", "近2000名醫生", [("2000名醫生", 2000, "doctors", "about")]),
    ("zh", "月活跃用户达7250万", [("7250万", 72.5e6, "monthly active users", "exact")]),
    ("zh", "用户超过1.9亿", [("1.9亿", 1.9e8, "users", "at_least")]),
    ("zh", "百分之三十", [("百分之三十", 30, "percent", "exact")]),
    ("zh", "约2700万活跃用户", [("2700万活跃用户", 27e6, "active users", "about")]),
    ("zh", "75 项新服务", []),
    ("zh", "5G、iOS 14、G7国家、第3家医院", []),
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
def test_quantities(lang: str, text: str, expected: list[tuple[str, float, str, str]]) -> None:
    """Every quantity of the table is found with its words, figure, unit and hedge, and nothing else."""
    found = [(text[m.start : m.end], m.number, m.unit, m.bound) for m in find_quantities(text, lang, ())]
    assert found == expected


def test_taken_spans_are_left_alone() -> None:
    """A figure inside a taken span is no quantity."""
    assert find_quantities("12 hospitals", "en", [Span(start=0, end=2)]) == []


@given(text=ANY, lang=LANGS)
def test_spans(text: str, lang: str) -> None:
    """On any text the spans are inside it, sorted, apart and not empty."""
    position = 0
    for mention in find_quantities(text, lang, ()):
        assert position <= mention.start < mention.end <= len(text)
        position = mention.end


@pytest.mark.parametrize("lang", ["en", "de", "nl", "zh"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_repetition(unit: str, lang: str) -> None:
    """A repetition of 30,000 characters takes less than two seconds."""
    began = time.perf_counter()
    find_quantities((unit * 30_000)[:30_000], lang, ())
    assert time.perf_counter() - began < 2
