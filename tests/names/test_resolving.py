"""Names in, entities out, over a small store made for the purpose."""

from __future__ import annotations

from typing import Any

import pytest

from healthtech_cli.errors import AmbiguousError, NotFoundError
from healthtech_cli.names import NameIndex, require

KINDS = {"p": "person", "c": "company", "o": "product"}
ENTITIES = (
    # id, name, kind, owner, aliases as text/origin
    ("amazon", "Amazon", "c", None, ("亚马逊/name", "AMZN/ticker", "Amazon.com/name")),
    ("amazon-care", "Amazon Care", "o", "amazon", ("亚马逊关爱/machine-translation",)),
    ("amazon-go", "Amazon Go", "o", "amazon", ()),
    ("haven", "Haven", "c", None, ("Heaven/machine-translation", "Haven Healthcare/name")),
    ("jd-com", "JD.com", "c", None, ("京东/name", "JD/name", "360buy/former")),
    ("jd-health", "JD Health", "c", "jd-com", ("京东健康/name",)),
    ("good-doctor", "Ping An Good Doctor", "c", None, ("平安好医生/name", "Ping'an good doctor/machine-translation")),
    ("bytedance", "ByteDance", "c", None, ("字节跳动/name",)),
    ("draeger", "Drägerwerk", "c", None, ("Drägerwerk AG & Co. KGaA/name",)),
    ("philips", "Philips", "c", None, ("Koninklijke Philips N.V./name",)),
    ("merck-kgaa", "Merck KGaA", "c", None, ()),
    ("merck-co", "Merck & Co.", "c", None, ()),
    ("vida-health", "Vida Health", "c", None, ()),
    ("hinge-health", "Hinge Health", "c", None, ()),
    ("zocdoc", "Zocdoc", "c", None, ()),
    ("docdoc", "DocDoc", "c", None, ()),
    ("boston-scientific", "Boston Scientific", "c", None, ()),
    ("houston-methodist", "Houston Methodist", "c", None, ()),
    ("kristen-helton", "Kristen Helton", "p", None, ("Helton/name",)),
    ("gpt-4", "Vision GPT-4", "o", None, ()),
    ("capital-group", "Capital Group", "c", None, ()),
    ("takeda", "武田薬品工業株式会社", "c", None, ()),
    ("medinova", "Medinova", "c", None, ()),
    ("pillpack", "PillPack", "c", "amazon", ()),
)


def _entity(row: tuple[str, str, str, str | None, tuple[str, ...]]) -> Any:
    aliases = [{"text": one.rpartition("/")[0], "lang": "und", "origin": one.rpartition("/")[2]} for one in row[4]]
    owner = {"id": row[3], "name": row[3].title()} if row[3] else None
    return {"id": row[0], "name": row[1], "kind": KINDS[row[2]], "parent": owner, "aliases": aliases}


@pytest.fixture(scope="module")
def index() -> NameIndex:
    """All the entities above."""
    return NameIndex([_entity(row) for row in ENTITIES])


@pytest.mark.parametrize(
    ("name", "entity_id", "reason", "score"),
    [
        ("amazon", "amazon", "id", 1.0),
        ("AMAZON CARE", "amazon-care", "name", 1.0),
        ("京东健康", "jd-health", "alias", 1.0),
        ("360BUY", "jd-com", "former name", 1.0),
        ("amzn", "amazon", "ticker", 1.0),
        ("heaven", "haven", "alias (machine translation)", 1.0),
        ("Ａｍａｚｏｎ", "amazon", "same but for width", 0.98),
        ("amazon-com", "amazon", "same but for punctuation", 0.98),
        ("PING AN GOOD-DOCTOR", "good-doctor", "same but for punctuation", 0.98),
        ("Dragerwerk", "draeger", "same but for diacritics", 0.98),
        ("Draegerwerk", "draeger", "same but for diacritics", 0.98),
        ("京東", "jd-com", "same but for traditional characters", 0.98),
        ("字節跳動", "bytedance", "same but for traditional characters", 0.98),
        ("Zocdoc GmbH & Co. KG", "zocdoc", "same but for legal suffix", 0.95),
        ("ByteDance B.V.", "bytedance", "same but for legal suffix", 0.95),
        ("字节跳动有限公司", "bytedance", "same but for legal suffix", 0.95),
        ("武田薬品工業", "takeda", "same but for legal suffix", 0.95),
        ("Koninklijke PillPack N.V.", "pillpack", "same but for legal suffix", 0.95),
        ("The Hinge Health", "hinge-health", "same but for small words", 0.95),
        ("amazn", "amazon", "typing error", 0.91),
        ("Zijie Tiaodong", "bytedance", "pinyin", 0.9),
        ("ping'an hao yisheng", "good-doctor", "pinyin", 0.9),
        ("平安好医声", "good-doctor", "pinyin", 0.9),
        ("Pingan Hao Yishneg", "good-doctor", "pinyin with a typing error", 0.8),
    ],
)
def test_a_name_is_found_with_score_and_reason(
    index: NameIndex, name: str, entity_id: str, reason: str, score: float
) -> None:
    """Every way in which a spelling may differ leads to the entity and is named."""
    found = index.resolve(name)
    assert found.match is not None
    assert (found.match.id, found.match.reason, found.match.score) == (entity_id, reason, score)


@pytest.mark.parametrize(
    "name",
    ["Amzon Care", "Amazon Crae", "Hnige Health", "Boston Scietnific", "Bostn Scientifc", "Medinova Icn.", "Medinva"],
)
def test_typing_errors_pass(index: NameIndex, name: str) -> None:
    """One error in six letters and two in ten are read through, also in the legal form."""
    found = index.resolve(name)
    assert found.match is not None
    assert found.match.reason == "typing error"


@pytest.mark.parametrize(
    "name",
    [
        "health",
        "Haven Holidays",
        "JDate",
        "JD Sports",
        "Amazon Watch",
        "Amazon Mo",  # not Amazon Go
        "Raven",  # five letters, one for another
        "Houston Scientific",  # a word that is another name's
        "Duke Realty",
        "Helson",  # near a surname only
        "Vision GPT-5",  # other digits
        "Capital",
        "Group",
        "京西健康",
        "东京",
        "健康",
        "",
        "   ",
        "!!!",
        "x" * 5000,
    ],
)
def test_a_name_of_nobody_is_refused(index: NameIndex, name: str) -> None:
    """A shared word, a short word, another number or another known word is no match."""
    assert index.resolve(name).match is None


def test_what_is_left_without_legal_form_may_be_two(index: NameIndex) -> None:
    """`Merck` is as much of Merck KGaA as of Merck & Co.: ambiguous, both named."""
    found = index.resolve("Merck")
    assert found.ambiguous
    with pytest.raises(AmbiguousError) as error:
        require(found)
    assert error.value.exit == 4
    assert set(error.value.suggestions) == {"merck-kgaa", "merck-co"}


def test_two_names_as_near_are_ambiguous(index: NameIndex) -> None:
    """One error away from two names is nobody."""
    found = index.resolve("Docdoc"[1:])
    assert found.match is None
    assert found.ambiguous
    assert {one.id for one in found.candidates[:2]} == {"zocdoc", "docdoc"}


def test_the_better_kind_of_name_wins() -> None:
    """A spelling that is one entity's own name and another's machine translation is the first one's."""
    own = ("heaven-inc", "Heaven", "c", None, ())
    found = NameIndex([_entity(ENTITIES[3]), _entity(own)]).resolve("Heaven")
    assert found.match is not None
    assert found.match.id == "heaven-inc"
    assert [one.id for one in found.candidates] == ["heaven-inc", "haven"]


def test_candidates_are_in_order(index: NameIndex) -> None:
    """The best candidate comes first, its score in [0, 1], each entity once."""
    found = index.resolve("Amazon Cart")
    scores = [one.score for one in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 1 for score in scores)
    assert len({one.id for one in found.candidates}) == len(found.candidates)


def test_a_clear_near_miss_is_a_guess_only(index: NameIndex) -> None:
    """Three errors are no match, but may be used where someone sees it."""
    found = index.resolve("Bostan Sientiffic")
    assert found.match is None
    assert found.guess is not None
    assert require(found, guess=True).id == "boston-scientific"
    with pytest.raises(NotFoundError):
        require(found)


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    """The first look-up, which computes no keys, and the hundredth, which uses indexes, say the same."""
    entities = [_entity(row) for row in ENTITIES]
    names = [row[1] for row in ENTITIES] + [
        "amazn",
        "Hnige Health",
        "nobody at all",
        "京東",
        "Zijie Tiaodong",
        "Haven X",
    ]
    together = NameIndex(entities)
    for name in names * 2:
        many, alone = together.resolve(name), NameIndex(entities).resolve(name)
        assert [(one.id, one.score, one.reason) for one in many.candidates] == [
            (one.id, one.score, one.reason) for one in alone.candidates
        ]
        assert (many.match and many.match.id) == (alone.match and alone.match.id)
