"""Names that a Chinese document makes known."""

from __future__ import annotations

import time

from healthtech_cli.extract.mentions.names_zh import learned, with_learned
from healthtech_cli.model.spans import NameMention


def test_a_short_form_in_brackets_stands_for_the_long_one() -> None:
    """以下简称 makes both forms one name."""
    found = learned("杭州云杉智疗科技有限公司（以下简称“云杉智疗”）今日公告。")
    assert found["云杉智疗"] == found["杭州云杉智疗科技有限公司"] == "云杉智疗"


def test_a_legal_name_gives_the_name_that_the_text_goes_on_with() -> None:
    """Place and legal form off, where the rest is used more often."""
    found = learned("近日，北京松岭量子科技有限公司完成融资。松岭量子成立于2020年，松岭量子有百名员工。")
    assert found["北京松岭量子科技有限公司"] == "松岭量子"


def test_endings_of_company_names_need_a_boundary_before_them() -> None:
    """与柏睿医疗 has a name in it, 移动医疗 and 推动健康 have none."""
    assert "柏睿医疗" in learned("远岚药业与柏睿医疗签约。")
    assert learned("互联网医疗和移动医疗推动健康产业。") == {}


def test_a_foreign_name_in_brackets_is_the_same_company() -> None:
    """云杉智疗（Yunshan Therapeutics） is one party."""
    found = learned("云杉智疗（Yunshan Therapeutics）与柏睿医疗签约。")
    assert found["云杉智疗"] == found["Yunshan Therapeutics"] == "Yunshan Therapeutics"


def test_known_names_win_unless_a_longer_one_is_learned() -> None:
    """平安 in 平安松岭资本 is not 平安; traditional text keeps its characters."""
    known = NameMention(start=1, end=3, text="平安", entity_id="ping-an", kind="company")
    (found,) = with_learned("由平安资本领投。", [known])
    assert (found.text, found.entity_id) == ("平安资本", None)
    (found,) = with_learned("與柏睿醫療簽約。", [])
    assert (found.start, found.end, found.text) == (1, 5, "柏睿醫療")


def test_learning_is_linear_in_hostile_text() -> None:
    """Long repetitions cost no more than their length."""
    for piece in ("医疗", "（以下简称", "有限公司", "公司与", "A（B", "松果医疗与"):
        start = time.perf_counter()
        with_learned(piece * 4000, [])
        assert time.perf_counter() - start < 2.0, piece
