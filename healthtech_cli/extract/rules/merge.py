"""One fact for each claim of a document: repeated mentions are merged, the best evidence is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules import confidence, statements
from healthtech_cli.extract.rules.cast import Party
from healthtech_cli.extract.rules.claims import Claim, Sentence
from healthtech_cli.model.edtf import bounds
from healthtech_cli.model.facts import Document, Evidence, Fact, Money, Ref, Value
from healthtech_cli.model.spans import DateMention

_WEIGHT = {"completed": 4, "announced": 3, "planned": 2, "rumoured": 1, "ended": 4}
_BEFORE_DEED = ("planned", "announced", "rumoured")
_DATE_LINE = 40
_LEDE = 240
"""How far into a document an undated deed is its news."""
_ELSEWHEN = re.compile(
    r"目前|如今|近日|日前|近期|最近|此前|早在|曾|将|已(?!经?签)|计划|拟|截至|迄今|一直|往往|至今|"
    r"\b(?:now|today|currently|recently|has|have|had|previously|earlier|since|will|plans?|would|derzeit|aktuell|zuvor|früher|bereits|"
    r"hatte|soll|sollen|will|wird|kürzlich|inzwischen|eerder|inmiddels|onlangs|had|nu|zal|wil)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A claim with its parties resolved."""

    claim: Claim
    type: str
    actor: Party | None
    target: Party | None
    partners: tuple[Party, ...]


def merge(
    readings: Sequence[Reading], *, document: Document, text: str, lang: str, sentences: Sequence[Sentence]
) -> list[Fact]:
    """Facts in the order of their evidence; ids unique."""
    groups: dict[tuple[object, ...], list[Reading]] = {}
    for reading in readings:
        groups.setdefault(_key(reading), []).append(reading)
    _join_one_sided(groups)
    _join_rounds(groups)
    _join_ventures(groups)
    _split_by_date(groups)
    made = [_fact(group, document=document, text=text, lang=lang, sentences=sentences) for group in groups.values()]
    made.sort(key=lambda fact: (fact["evidence"][0]["start"] or 0, fact["id"]))
    seen: dict[str, int] = {}
    for fact in made:
        count = seen[fact["id"]] = seen.get(fact["id"], 0) + 1
        if count > 1:
            fact["id"] += f"-{count}"
    return made


def _key(reading: Reading) -> tuple[object, ...]:
    claim = reading.claim
    actor = reading.actor.id if reading.actor else None
    target = reading.target.id if reading.target else None
    if reading.type in ("metric", "forecast"):
        figure = claim.quantity.number if claim.quantity else claim.money.amount if claim.money else None
        return (reading.type, actor, figure, claim.quantity.unit if claim.quantity else claim.label)
    if reading.type == "funding_round":
        return (reading.type, actor, claim.money.amount if claim.money else _stage(claim))
    if reading.type == "partnership":
        return (reading.type, *sorted((str(actor), str(target))))
    return (reading.type, actor, target)


def _stage(claim: Claim) -> str | None:
    low, at = claim.sentence.low, claim.hit.start - claim.sentence.start
    near = compiled(r"([a-h])\+? ?轮?(?:股权|战略)?(?:融|投)?资?$").search(
        low[max(0, at - 8) : at + len(claim.hit.form)]
    )
    if near and "轮" in low[max(0, at - 8) : at + len(claim.hit.form) + 2]:
        return near.group(1)
    found = compiled(r"seri(?:es|e) ?-?([a-h])\b|(?<![a-z])([a-h])\+?[ -]?(?:轮|runde|ronde)").search(low)
    return (found.group(1) or found.group(2)) if found else None


def _join_one_sided(groups: dict[tuple[object, ...], list[Reading]]) -> None:
    """A deal told without its buyer belongs to the one told with it; an announced launch without its maker too."""
    for key in [key for key in groups if len(key) == 3 and key[1] is None]:
        same = [
            other
            for other in groups
            if len(other) == 3 and other[0] == key[0] and other[2] == key[2] and other[1] is not None
        ]
        if len(same) == 1:
            groups[same[0]] += groups.pop(key)


def _join_rounds(groups: dict[tuple[object, ...], list[Reading]]) -> None:
    for key in [key for key in groups if key[0] == "funding_round" and not isinstance(key[2], (int, float))]:
        same = [
            other
            for other in groups
            if other[0] == "funding_round" and other[1] == key[1] and isinstance(other[2], (int, float))
        ]
        if same and (
            key[2] is None or (len(same) == 1 and any(_stage(one.claim) in (key[2], None) for one in groups[same[0]]))
        ):
            groups[same[0]] += groups.pop(key)


def _join_ventures(groups: dict[tuple[object, ...], list[Reading]]) -> None:
    """A joint venture told without its name is the named one of the same founders."""
    for key in [key for key in groups if key[0] == "joint_venture" and key[2] is None]:
        founders = _founders(groups[key])
        same = [
            other
            for other in groups
            if other[0] == "joint_venture" and other[2] and _founders(groups[other]) == founders
        ]
        if len(same) == 1:
            groups[same[0]] += groups.pop(key)


def _founders(group: Sequence[Reading]) -> frozenset[str]:
    return frozenset(party.id for reading in group for party in (reading.actor, *reading.partners) if party is not None)


def _split_by_date(groups: dict[tuple[object, ...], list[Reading]]) -> None:
    """Rounds of one size, listings and purchases of one company years apart are several facts."""
    for key in [key for key in groups if key[0] in ("funding_round", "ipo", "acquisition")]:
        apart = 1 if key[0] == "funding_round" else 2
        years: dict[int, list[Reading]] = {}
        rest: list[Reading] = []
        for reading in groups[key]:
            year = _own_year(reading.claim)
            near = next(
                (
                    other
                    for other in years
                    if year is not None
                    and abs(other - year) < apart
                    and not _are_opposed(years[other], reading, year == other)
                ),
                year,
            )
            (rest if near is None else years.setdefault(near, [])).append(reading)
        if len(years) < 2:
            continue
        first, *others = years.values()
        for reading in rest:
            index = reading.claim.sentence.index
            home = next((g for g in years.values() if any(r.claim.sentence.index == index for r in g)), first)
            home.append(reading)
        groups[key] = first
        for number, group in enumerate(others):
            groups[(*key, number)] = group


def _are_opposed(group: Sequence[Reading], reading: Reading, is_same_year: bool) -> bool:
    """A listing given up and one done the year after are two."""
    told = {one.claim.status for one in (*group, reading)}
    return reading.type == "ipo" and not is_same_year and {"abandoned", "completed"} <= told


def _own_year(claim: Claim) -> int | None:
    """The year that the claim's own clause states."""
    date = claim.date
    if date is None or date.basis != "stated" or ".." in date.edtf or not date.edtf[:4].isdigit():
        return None
    is_near = claim.clause.start <= date.start <= claim.clause.end or 0 <= claim.clause.start - date.end <= 2
    return int(date.edtf[:4]) if is_near else None


def _status(group: Sequence[Reading]) -> str:
    told = [reading.claim.status for reading in group]
    for final in ("abandoned", "denied"):
        if final in told:
            return final
    firm = [
        reading.claim.status
        for reading in group
        if reading.claim.rule not in ("noun",) or reading.claim.status != "completed"
    ]
    return max(firm or told, key=lambda status: _WEIGHT.get(status, 0))


def _fact(group: Sequence[Reading], *, document: Document, text: str, lang: str, sentences: Sequence[Sentence]) -> Fact:
    scored = [(_score(reading, lang, text, len(group)), -number, reading) for number, reading in enumerate(group)]
    best = max(scored, key=lambda one: (one[0], one[1]))[2]
    claim = best.claim
    actor = best.actor or next((one.actor for one in group if one.actor), None)
    money_claim = (
        claim if claim.money is not None else next((one.claim for one in group if one.claim.money is not None), claim)
    )
    partners = list(
        dict.fromkeys(party for reading in group for party in reading.partners if party not in (actor, best.target))
    )
    status = _status(group)
    dated = _dated(best, group, status)
    date, basis, date_words = _date(dated, claim, status, document, text, sentences)
    told_now = claim.rule == "verb" and claim.hit.form.split()[0] in _TOLD_NOW
    if (
        status == "completed"
        and (told_now or (lang == "zh" and best.type == "launch"))
        and date is not None
        and _is_to_come(date, document["published"])
    ):
        status = "planned"  # launches next year
    money = _money(money_claim)
    value = _value(claim)
    if value is not None:
        money = None
    start, end = _span(claim)
    names = [party.name for party in partners]
    if best.type in ("metric", "forecast"):
        statement = statements.figure(
            actor.name if actor else None,
            value,
            money,
            date,
            is_forecast=best.type == "forecast",
            label=claim.label or "",
        )
    else:
        statement = statements.deal(
            best.type,
            status,
            actor.name if actor else None,
            best.target.name if best.target else None,
            names,
            date,
            money,
        )
    evidence = Evidence(
        document=document["id"],
        start=start,
        end=end,
        date_basis=basis,
        date_as_stated=date_words,
        amount_as_stated=_amount_words(claim, money_claim, text),
        actor_as_stated=text[claim.actor.start : claim.actor.end]
        if claim.actor is not None and claim.actor.mention is not None
        else None,
        target_as_stated=text[claim.target.start : claim.target.end]
        if claim.target is not None and claim.target.mention is not None
        else None,
        quote=text[start:end],
    )
    return Fact(
        id=_identity(best, actor, partners, date, value, money),
        type=best.type,
        status=status,
        actor=_ref(actor),
        target=_ref(best.target),
        partners=[Ref(id=party.id, name=party.name) for party in partners],
        date=date,
        money=money,
        value=value,
        statement=statement,
        topics=[],
        method=f"rule:{lang}-{best.type.replace('_', '-')}-{claim.rule}",
        confidence=_score(best, lang, text, len(group)),
        note=None,
        evidence=[evidence],
    )


def _score(reading: Reading, lang: str, text: str, mentions: int) -> float:
    seen = confidence.features(
        reading.claim,
        actor_known=bool(reading.actor and reading.actor.is_known),
        target_known=bool(reading.target and reading.target.is_known),
        has_actor=reading.actor is not None,
        lang=lang,
        mentions=mentions,
    )
    for role, party in (("actor", reading.actor), ("target", reading.target)):
        if party is not None and not party.is_known:
            seen |= confidence.name_features(role, party.name, text)
    seen[f"{lang}-{reading.type}-{reading.claim.rule}"] = 1.0
    return confidence.score(seen)


def _ref(party: Party | None) -> Ref | None:
    return None if party is None else Ref(id=party.id, name=party.name)


def _money(claim: Claim) -> Money | None:
    one = claim.money
    return None if one is None else Money(amount=one.amount, currency=one.currency, bound=one.bound)


def _value(claim: Claim) -> Value | None:
    one = claim.quantity
    return None if one is None else Value(number=one.number, unit=one.unit, bound=one.bound)


def _amount_words(claim: Claim, money_claim: Claim, text: str) -> str | None:
    figure = claim.quantity or money_claim.money
    return None if figure is None else text[figure.start : figure.end]


_TOLD_NOW = frozenset(
    [
        "launches",
        "introduces",
        "opens",
        "closes",
        "lanceert",
        "introduceert",
        "presenteert",
        "opent",
        "start",
        "stopt",
        "sluit",
        "brengt",
        "startet",
        "lanciert",
        "bringt",
        "eröffnet",
        "schließt",
        "stellt",
        "führt",
        "kommt",
        "komt",
    ]
)


def _dated(best: Reading, group: Sequence[Reading], status: str) -> Claim | None:
    """Whose date is told: of a deed that is done or given up, the date of that, not the date it was planned."""
    told = [one.claim for one in [best, *group] if one.claim.date is not None]
    if status in ("completed", "abandoned") and told and told[0].status in _BEFORE_DEED:
        final = (one for one in told if one.status == status and _own_year(one) is not None and one.rule != "noun")
        return next(final, told[0])
    return told[0] if told else None


def _is_to_come(date: str, published: str | None) -> bool:
    """Whether the date begins after the document was out."""
    if not published:
        return False
    start, out = bounds(date)[0], bounds(published)[1]
    return start is not None and out is not None and start > out


def _date(
    dated: Claim | None, claim: Claim, status: str, document: Document, text: str, sentences: Sequence[Sentence]
) -> tuple[str | None, str, str | None]:
    """The date of the sentence, else of a date line just above, else of the document where the sentence is its news."""
    if dated is not None and dated.date is not None:
        one = dated.date
        return one.edtf, one.basis, text[one.start : one.end]
    if claim.type in ("metric", "forecast"):
        return None, "none", None
    below = claim.sentence.index + 1
    is_heading = claim.sentence.text.rstrip()[-1:] not in ".!?。" and claim.sentence.end - claim.sentence.start < 120
    around = [below] if is_heading and below < len(sentences) else []
    for index in [*around, *range(claim.sentence.index - 1, max(-1, claim.sentence.index - 4), -1)]:
        above = sentences[index]
        if (
            len(above.dates) == 1
            and above.end - above.start <= _DATE_LINE
            and len(above.text.strip()) - (above.dates[0].end - above.dates[0].start) <= 6
        ):
            date = above.dates[0]
            return date.edtf, date.basis, text[date.start : date.end]
    carried = _carried(claim, text, sentences)
    if carried is not None:
        return carried.edtf, "inferred", text[carried.start : carried.end]
    published = document["published"]
    lede = _LEDE // 3 if document["language"].startswith("zh") else _LEDE
    is_news = claim.sentence.start < lede and status in ("announced", "planned", "rumoured", "completed", "denied")
    if published and is_news and claim.rule != "noun":
        return published, "inferred", None
    return None, "none", None


def _carried(claim: Claim, text: str, sentences: Sequence[Sentence]) -> DateMention | None:
    """The date the sentence before begins with, where this one goes on with the story in the same paragraph."""
    at = claim.sentence.index
    if at == 0 or claim.status not in ("completed", "announced") or _ELSEWHEN.search(claim.sentence.low):
        return None
    above = sentences[at - 1]
    if "\n" in text[above.end - 1 : claim.sentence.start + 1] or len(above.dates) != 1:
        return None
    date = above.dates[0]
    if date.start - above.start > 8 or "/" in date.edtf or len(date.edtf) < 6:
        return None
    return date


def _span(claim: Claim) -> tuple[int, int]:
    """From the first to the last of the proving words within the sentence."""
    sentence = claim.sentence
    parts = [(claim.hit.start, claim.hit.end)]
    if claim.hit.particle is not None:
        parts.append((claim.hit.particle.start, claim.hit.particle.end))
    for one in (claim.actor, claim.target, claim.money, claim.quantity, claim.date):
        if one is not None and sentence.start <= one.start and one.end <= sentence.end:
            parts.append((one.start, one.end))
    if claim.type in ("metric", "forecast") and claim.quantity is not None:
        parts = [part for part in parts if part != (claim.hit.start, claim.hit.end)]
    return min(start for start, _ in parts), max(end for _, end in parts)


def _identity(
    best: Reading,
    actor: Party | None,
    partners: Sequence[Party],
    date: str | None,
    value: Value | None,
    money: Money | None,
) -> str:
    parts = [best.type.replace("_", "-")]
    parts += [party.id for party in (actor, best.target) if party is not None]
    if best.type == "joint_venture" and best.target is None and partners:
        parts.append(partners[0].id)
    if value is not None:
        parts.append("-".join(value["unit"].split()))
    elif best.type in ("metric", "forecast") and best.claim.label:
        parts.append(best.claim.label)
    if date:
        parts.append(date.rstrip("~?%").replace("/", "-").replace("..", "open").replace("~", ""))
    joined = "-".join(part for part in parts if part)
    kept = "".join(char if char.isalnum() else "-" for char in joined)
    return "-".join(piece for piece in kept.split("-") if piece)
