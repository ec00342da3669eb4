"""A fact told in one English sentence from its slots."""

from __future__ import annotations

from healthtech_cli.model.amounts import exact, short
from healthtech_cli.model.facts import Money, Value

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_VERBS = {
    # type: completed, announced, planned, rumoured, denied, abandoned, ended
    "acquisition": (
        "bought {t}",
        "announced that it is buying {t}",
        "plans to buy {t}",
        "is reported to consider buying {t}",
        "denied buying {t}",
        "gave up buying {t}",
        "bought {t}",
    ),
    "investment": (
        "invested in {t}",
        "announced an investment in {t}",
        "plans to invest in {t}",
        "is reported to consider an investment in {t}",
        "denied investing in {t}",
        "gave up investing in {t}",
        "invested in {t}",
    ),
    "funding_round": (
        "raised money",
        "announced a funding round",
        "plans a funding round",
        "is reported to be raising money",
        "denied raising money",
        "gave up a funding round",
        "raised money",
    ),
    "ipo": (
        "went public",
        "announced its stock market listing",
        "plans to go public",
        "is reported to consider going public",
        "denied plans to go public",
        "gave up going public",
        "went public",
    ),
    "joint_venture": (
        "founded {t}",
        "announced {t}",
        "plans {t}",
        "is reported to consider {t}",
        "denied {t}",
        "gave up {t}",
        "ended {t}",
    ),
    "partnership": (
        "works with {t}",
        "announced a partnership with {t}",
        "plans a partnership with {t}",
        "is reported to consider a partnership with {t}",
        "denied a partnership with {t}",
        "gave up a partnership with {t}",
        "ended its partnership with {t}",
    ),
    "launch": (
        "launched {t}",
        "announced the launch of {t}",
        "plans to launch {t}",
        "is reported to plan the launch of {t}",
        "denied launching {t}",
        "gave up the launch of {t}",
        "launched {t}",
    ),
    "expansion": (
        "extended {t}",
        "announced an extension of {t}",
        "plans to extend {t}",
        "is reported to plan an extension of {t}",
        "denied extending {t}",
        "gave up extending {t}",
        "extended {t}",
    ),
    "shutdown": (
        "closed {t}",
        "announced the closure of {t}",
        "plans to close {t}",
        "is reported to consider closing {t}",
        "denied closing {t}",
        "gave up closing {t}",
        "closed {t}",
    ),
}
_ORDER = ("completed", "announced", "planned", "rumoured", "denied", "abandoned", "ended")
_BOUND = {"exact": "", "about": "about ", "at_least": "at least ", "at_most": "at most "}


def told_date(date: str | None) -> str:
    """` in September 2018`, ` on 12 August 2020`, ` around July 2022`; empty without a date."""
    if not date or "/" in date:
        return f" ({date})" if date else ""
    plain = date.rstrip("~?%")
    parts = plain.split("-")
    word = "around" if plain != date else ("on" if len(parts) == 3 else "in")
    named = parts[0] if len(parts) == 1 else f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    if len(parts) == 3:
        named = f"{int(parts[2])} {named}"
    return f" {word} {named}"


def told_money(money: Money) -> str:
    """`about USD 3.9 bn`."""
    full = exact(money["amount"], money["currency"])
    return _BOUND[money["bound"]] + (short(money["amount"], money["currency"]) if len(full) > 9 else full)


def deal(
    kind: str,
    status: str,
    actor: str | None,
    target: str | None,
    partners: list[str],
    date: str | None,
    money: Money | None,
) -> str:
    """The sentence of a deal, a partnership, a launch, an extension or a closure."""
    object_name = target or {"joint_venture": "a joint venture", "investment": "companies without a name"}.get(kind, "")
    verb = _VERBS[kind][_ORDER.index(status)].format(t=object_name)
    if kind == "launch" and status == "completed" and actor is None:
        sentence = f"{target} was launched"
    elif kind == "shutdown" and actor is None:
        sentence = f"{target} was closed"
    elif kind == "expansion" and actor is None:
        sentence = f"{target} was extended"
    else:
        sentence = f"{actor or 'An unnamed party'} {verb}"
    if kind == "funding_round":
        sentence = sentence.replace("raised money", f"raised {told_money(money)}" if money else "raised money")
        if money and "raised" not in sentence:
            sentence += f" of {told_money(money)}"
        if partners:
            sentence += f" from {_joined(partners)}"
    elif money:
        sentence += f" for {told_money(money)}" if kind == "acquisition" else f" ({told_money(money)})"
    if partners and kind == "joint_venture":
        sentence += f" with {_joined(partners)}"
    return sentence + told_date(date) + "."


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def figure(
    actor: str | None, value: Value | None, money: Money | None, date: str | None, *, is_forecast: bool, label: str
) -> str:
    """The sentence of a figure or a forecast of one."""
    told = (
        told_money(money) if money else f"{_BOUND[value['bound']]}{value['number']:,} {value['unit']}" if value else ""
    )
    what = f"{actor or 'The market'}: {label + ' ' if label else ''}{told}"
    return what + (" expected" if is_forecast else "") + told_date(date) + "."
