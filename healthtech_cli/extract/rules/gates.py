"""Which readings are let through: a verb like `closed` tells of a round only beside a sum of money."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from healthtech_cli.extract.mentions.names import is_german_noun
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim
from healthtech_cli.model.spans import MoneyMention
from healthtech_cli.model.vocabulary import DEAL_TYPES

if TYPE_CHECKING:
    from healthtech_cli.extract.rules.western import Reader

_STRONG_RAISE = frozenset(
    [
        "raise",
        "raises",
        "raised",
        "raising",
        "nab",
        "nabs",
        "nabbed",
        "bag",
        "bags",
        "bagged",
        "snag",
        "snags",
        "snagged",
        "reels",
        "rakes",
        "grabs",
        "grabbed",
        "eingesammelt",
        "einsammeln",
        "einsammelt",
        "einsammelte",
        "einzusammeln",
        "sammelt",
        "sammelte",
        "sammelten",
        "eingeworben",
        "opgehaald",
        "ophalen",
        "ophaalt",
        "ophaalde",
        "haalt",
        "haalde",
        "secures",
        "secured",
        "securing",
    ]
)
_POURING = frozenset(
    [
        "put",
        "pour",
        "pours",
        "poured",
        "sink",
        "sinks",
        "inject",
        "injects",
        "injected",
        "pumps",
        "pumped",
        "plough",
        "ploughed",
        "steckt",
        "steckte",
        "steckten",
        "stecken",
        "pumpen",
        "gesteckt",
        "pumpt",
        "pumpte",
        "steekt",
        "steken",
        "stak",
        "staken",
        "gestoken",
        "pompt",
        "pompte",
    ]
)
_FUNDING = (
    "fund",
    "round",
    "series",
    "financ",
    "venture",
    "invest",
    "seed",
    "raise",
    "raising",
    "capital",
    "finanz",
    "runde",
    "kapital",
    "serie",
    "ronde",
    "kapitaal",
    "groei",
    "geldgeber",
    "business angel",
)
_NOT_FUNDING = (
    "revenue",
    "profit",
    "loss",
    "fine",
    "sales",
    "earnings",
    "guidance",
    "trading volume",
    "tax",
    "penalt",
    "umsatz",
    "gewinn",
    "verlust",
    "strafe",
    "omzet",
    "winst",
    "verlies",
    "boete",
    "debt",
    "prices",
    "preise",
    "prijzen",
    "stake",
    "donat",
    "contract",
    "auftrag",
)
_DEBT_ENDS = (
    "stake",
    "offer",
    "bid",
    "price",
    "dividend",
    "forecast",
    "guidance",
    "concern",
    "question",
    "alarm",
    "awareness",
    "eyebrows",
)


def amount(one: MoneyMention) -> bool:
    """Whether the money may be the price of a deal."""
    if one.currency is not None and one.amount < 20_000:
        return False  # 28.50 dlrs: the price of a share, whatever stands beside it
    return getattr(one, "role", "amount") == "amount"


_MANY = re.compile(
    r" in(?:to)? (?:some|several|many|various|numerous|multiple|a number of|dozens of|a range of|a series of) (?:[a-z-]+ ){0,4}"
    r"(?:companies|platforms|start-?ups|firms|projects|businesses|ventures)\b"
)


_SAYS_SO = re.compile(r" (?:News )?(?:reported|reports|said|says)\b")
_ITS_THING = re.compile(
    r"['’]s? (?!(?:[\w-]+ ){0,3}(?:shares?|stock|stake|equity|capital|interest|business|unit|operations|assets)\b)[a-z][a-z-]+\b(?! [A-Z])"
)
_TO_DO = re.compile(r"((?:,? [\wäöüß-]+){0,8}),? (?:over )?(?:zu|te) \w+$")
_RATED = re.compile(
    r"\b(?:up|down)grade[sd]? [^;]{2,90}? to [\"“']?buy$|\b(?:rat(?:es?|ed|ing)|recommends?|coverage)\b[^;]{0,60} (?:to|at|as|a) [\"“']?buy$",
    re.IGNORECASE,
)
_SHARE_IN_HAND = re.compile(r"\.?['’]s? (?:[\w.,%-]+ ){0,3}(?:stake|shareholding|holding)\b")
_OWN_FUND = re.compile(
    r"[^.;:]{0,50}?(?:\b(?:for|in|at|close of|to close) (?:(?:its|a|an|the|their|his|her) )?|\b(?:its|a|an|the|their|his|her) )(?:[\w.$-]+ ){0,6}(?:fund|funds|vehicle)\b(?! (?:expansion|growth|the|its|further|development))"
)
_INVESTS = re.compile(
    r"[^.;:]{0,24}?\b(?:invest|investments?|spending|package|capex|plan|programme|program|order|buyback|dividend|contract|deal)\b(?! (?:round|from|by|led))"
)
_STAKE_SOLD = re.compile(r"\b(?:stake|holding|sells?|sold|sale|selling|units|offering|notes|bonds|debt|loans?)\b")
_NO_FIRM = re.compile(
    r" (?:start-?ups|companies|firms|analysts|executives|employees|shareholders|program(?:me)?|summit|conference|forum|award|index|championship|stud(?:y|ies)|trial|report|survey|act|law|festival|prize)s?\b"
)


_PIECES = re.compile(
    r" (?:up to |about |another |more than |over |some |around )?(?:a )?\d[\d,.]* (?:[a-z-]+ ){0,2}(?:units|pieces|machines|sets|copies|doses|aircraft"
    r"|planes|jets|vehicles|trucks|licen[cs]es|tickets|devices|servers|chips|systems) (?:of|from|by) "
)
_THINGS = re.compile(
    r"\b(?:projects?|facilit(?:y|ies)|factor(?:y|ies)|plants?|infrastructure|construct\w*|establish\w*|build\w*|develop\w*|data cent\w+|capacity"
    r"|setting up|property|hotel)\b"
)
_IN_FIRM_NAME = re.compile(
    r" (?:Corp|Corporation|Co|Files|Prices|Announces|Completes|Inc|Company|Holdings|II|III|IV|V)\b"
)
_FUNDING_VERB = re.compile(r"\b(?:to|will|would|can|could|may|must|also|jointly|helped|help|helps|and|which|that) $")
_SPENDING_NOUN = re.compile(
    r"\b(?:on|of|in|for|cut|cap|government|consumer|federal|the|its|their|annual|total|health|capital|public) $"
)


def _acts_for_nobody(claim: Claim, reader: Reader) -> bool:
    """`the X programme raised`, `$5bn in X acquisitions`: no company is told."""
    actor, target, hit = claim.actor, claim.target, claim.hit
    low, at = claim.sentence.low, hit.start - claim.sentence.start
    for item in (actor, target):
        if (
            item is not None
            and item.start > hit.end
            and item.mention is not None
            and _SAYS_SO.match(reader.text, item.end)
        ):
            return True  # …, X reported
    if claim.sentence.text.count("|") > 2:
        return True  # a row of a table
    if claim.type == "acquisition" and hit.form == "buy" and _RATED.search(reader.text, claim.sentence.start, hit.end):
        return True  # upgraded X to buy
    if hit.form == "spending" and _SPENDING_NOUN.search(low, 0, at):
        return True
    if hit.form in ("fund", "funds") and hit.trigger.frame == "back" and not _FUNDING_VERB.search(low, 0, at):
        return not (actor is not None and actor.end == hit.start - 1)
    if hit.trigger.frame == "formed" and target is None:
        return True
    if claim.type == "acquisition" and hit.trigger.frame == "buy" and _PIECES.match(reader.text, hit.end):
        return True  # bought 50 units of X
    if hit.form == "acquisition" and reader.text[hit.start] == "A" and _IN_FIRM_NAME.match(reader.text, hit.end):
        return True  # Elm Street Acquisition Corp
    if target is not None and target.start >= hit.end:
        if claim.type == "acquisition" and compiled(r" \d{1,4} ").fullmatch(reader.text[hit.end : target.start]):
            return True  # plans to buy 50 Halden scanners
        if hit.trigger.frame in ("invest", "invest_noun") and _THINGS.search(reader.text, hit.end, target.start):
            return True  # invests in three new projects in X
        if claim.type == "acquisition" and target.is_possessive and _SHARE_IN_HAND.match(reader.text, target.end):
            return True  # agreed to buy X's 39% stake: X sells it
        if (
            claim.type == "acquisition"
            and not (target.is_part or claim.has_stake)
            and _ITS_THING.match(reader.text, target.end)
        ):
            return True  # the sale of X's lancets
    for item in (actor, target):
        if item is not None and item.mention is not None and _NO_FIRM.match(reader.text, item.end):
            return item.mention.entity_id is None
    return (
        actor is None
        and target is not None
        and target.mention is not None
        and target.mention.entity_id is None
        and hit.form in ("acquisitions", "purchases")
        and target.end <= hit.start
    ) or (
        target is not None
        and hit.form in ("acquisitions", "purchases")
        and target.end == hit.start - 1
        and target.mention is not None
        and target.mention.entity_id is None
    )


def is_scattered(claim: Claim) -> bool:
    """`Since 2014, X has been investing in some health platforms`: the store knows X, the others have no names."""
    actor = claim.actor
    return (
        claim.type == "investment"
        and claim.target is None
        and claim.hit.trigger.frame == "invest"
        and actor is not None
        and actor.mention is not None
        and actor.mention.entity_id is not None
        and bool(claim.sentence.dates)
        and _MANY.match(claim.sentence.low, claim.hit.end - claim.sentence.start) is not None
    )


def passes(claim: Claim, reader: Reader) -> bool:
    """Whether the claim says enough to be kept."""
    kind = claim.type
    if kind in DEAL_TYPES and reader.lexicon.lang == "en" and _acts_for_nobody(claim, reader):
        return False
    if kind in ("acquisition",):
        if _wants_else(claim, reader) or _takes_else(claim, reader) or _is_transfer(claim):
            return False
        return _acquisition(claim, reader)
    if kind == "investment":
        if claim.target is None and is_scattered(claim):
            return True
        if claim.target is None or claim.actor is None:
            return False
        if claim.rule == "passive" and _DEAL_BACKED.search(
            claim.sentence.low, 0, claim.hit.start - claim.sentence.start
        ):
            return False  # a deal that was backed by X: nobody has put money into the buyer
        gap = claim.sentence.low[claim.hit.end - claim.sentence.start : claim.target.start - claim.sentence.start]
        if reader.lexicon.lang in ("de", "nl") and claim.target.marker == "in" and _ELSEWHERE.search(gap):
            return False
        after = claim.sentence.low[claim.hit.end - claim.sentence.start :][:6]
        if claim.hit.trigger.frame == "stake_noun" and claim.rule == "noun" and not _is_dealt_in(claim):
            return False
        if claim.hit.form.split()[0] in _POURING and not any(amount(one) for one in claim.sentence.money):
            return False
        return not (claim.rule == "passive" and after.startswith(" by $"))
    if kind == "funding_round":
        return _funding(claim, reader)
    if kind == "ipo":
        return claim.actor is not None and _listing(claim)
    if kind == "joint_venture":
        if claim.hit.trigger.frame == "formed" and (claim.rule != "passive" or not claim.partners):
            return False
        if reader.lexicon.lang in ("de", "nl") and not claim.partners and not _is_founded(claim):
            return False  # after the failed joint venture X, Y …: nobody founds it here
        return claim.actor is not None and (bool(claim.partners) or claim.target is not None)
    if kind == "partnership":
        if (
            claim.hit.form == "partner"
            and compiled(" [A-Z]").match(reader.text, claim.hit.end)
            and (reader.lexicon.lang == "en" and claim.target is not None and claim.target.end <= claim.hit.start)
        ):
            return False  # A, B partner C: A and B are on one side
        if claim.hit.form == "partners" and " with " not in claim.sentence.low[claim.hit.end - claim.sentence.start :]:
            return False  # A Capital, B Ventures and C Partners
        if (
            reader.lexicon.lang == "en"
            and claim.hit.form in ("deal", "deals", "agreement", "agreements", "contract", "contracts", "pact")
            and claim.target is not None
            and claim.target.marker not in ("with", "between")
            and any(hit.trigger.type in ("acquisition", "investment", "joint_venture") for hit in reader.hits)
        ):
            return False  # A and B bought C in a deal
        if claim.hit.trigger.frame == "available" and any(word in claim.sentence.low for word in _SHOPS):
            return False  # available through the App Store
        if claim.actor is None or claim.target is None or claim.target.is_anaphor:
            return False
        if claim.hit.form in _WITH_WHOM and _NOBODY_ACTS.search(
            reader.text[claim.clause.start : claim.clause.end].lower()
        ):
            return False  # das Projekt wird in Zusammenarbeit mit X umgesetzt: by whom?
        return _joined_in(claim, reader)
    return _named_object(claim, reader)


_ELSEWHERE = re.compile(
    r"\bin (?:een|ein|eine|einen|das|die|den|de|het|seinen?|ihren?|zijn|haar|neue|nieuwe) [^,;]{3,60} in (?:de |het |der |dem )?$"
)
"""`investiert in ein neues Werk in Jena`: Jena is where the works stand."""
_WITH_WHOM = frozenset(["zusammenarbeit", "kooperation", "partnerschaft", "samenwerking", "in samenwerking met"])
_NOBODY_ACTS = re.compile(
    r"\b(?:wird|werden|wurde|wurden|worden|wordt|werd)\b[^.;]{0,120}\bin (?:enger |nauwe |engen )?"
    r"(?:zusammenarbeit|kooperation|partnerschaft|samenwerking) (?:mit|met)\b"
)
_SITE_WITH = re.compile(
    r"(?:cent(?:er|re)|lab|laboratory|hub|facility|institute|clinic|campus|academy) with (?:\w+ ){0,3}$"
)
_LICENSED = re.compile(r" [^.;:]{2,80} (?:to|from) (?:[\w'’-]+ ){0,4}$")


def _joined_in(claim: Claim, reader: Reader) -> bool:
    """`X opens a research centre with Y`, `X licensed a drug to Y`: the other one stands right behind its preposition."""
    frame, target = claim.hit.trigger.frame, claim.target
    if target is None or frame not in ("joint_site", "license", "license_in", "license_noun"):
        return True
    gap = reader.text[claim.hit.end : target.start]
    if frame == "joint_site":
        return target.marker == "with" and len(gap) < 110 and bool(_SITE_WITH.search(gap.lower()))
    if len(gap) > 100 or not _LICENSED.fullmatch(gap):
        return False
    if frame == "license_noun":
        return claim.actor_basis == "genitive" and gap.startswith(" of ")
    if claim.rule == "passive" or reader.text[claim.hit.end :][:4] == " to ":
        return False
    return not set(reader._words_before(claim.hit.start, 3)) & reader.lexicon.passive - {"is", "are"} or (
        claim.hit.form.endswith("ing")
    )


_STAKE_DEEDS = re.compile(
    r"\b(?:acquir|buy|bought|purchas|tak(?:e|ing|en)|took|sell|sold|sale|rais|increas|boost|lift|cut|lower|reduc|trim|build|built"
    r"|amass|accumulat|invest|paid|pay|offer|bid|swap|exchang|divest|gain|obtain|receiv|get|got|secur|pick|hold|held|has|have"
    r"|had|owns?\b|owned|retain|keep|kept|disclos|reveal|snap|complet|clos|agree|deal|grab|scoop|up(?:s|ped)?|transfer|grant|dispos"
    r"|unload|offload|eye|weigh|consider|explor|seek|sought|negotiat|talks|want|plan)"
)
_SHARE_OF = re.compile(
    r"(?:%|pct|percent|per cent|minority|majority|controlling|equity|ownership|economic|financial|\ban)\W+$"
)


def _is_dealt_in(claim: Claim) -> bool:
    """Whether a stake is bought, sold or held: `test interest in X` and `given its stake in X` tell of no deal."""
    low = claim.sentence.low
    ahead = low[: claim.hit.start - claim.sentence.start]
    if claim.hit.form == "interest" and not _SHARE_OF.search(ahead[-24:]) and not ahead.endswith(("its ", "their ")):
        return False
    nearest = max((ahead.rfind(word) for word in (" given ", " considering ", " because of ", " due to ")), default=-1)
    if nearest >= 0 and not _STAKE_DEEDS.search(ahead, nearest + 12):
        return False
    return bool(_STAKE_DEEDS.search(low))


def _is_founded(claim: Claim) -> bool:
    low = claim.sentence.low
    return any(
        word in low
        for word in (
            "gründ",
            "start",
            "schaff",
            "bilde",
            "plan",
            "vereinbar",
            "eingeh",
            "leben geruf",
            "richt",
            "vorm",
            "begin",
            "opgezet",
            "opzet",
            "gaat een",
            "gehen ein",
            "geht ein",
            "baut",
            "ankünd",
            "kündig",
            "kondig",
            "bündel",
            "brengen",
            "legen ",
        )
    )


_DEAL_BACKED = re.compile(
    r"(?:deal|transaction|bid|offer|purchase|takeover|acquisition|buyout|merger|plan|project|study|trial|move|proposal|bill)s?"
    r"(?:,? (?:that|which))?(?: (?:was|is|were|are|has been|had been|being))? $"
)
_SHOPPING = re.compile(r"\b(?:bei|bij) (?:[^,;.]{1,60} )?(?:eingekauft|einkaufte?n?|inkopen|ingekocht|ein|in)$")


def _is_spoken_of(claim: Claim, reader: Reader) -> bool:
    """`X bought the company in 2020`, `it was acquired by X`: whoever was told of before, where the buyer has a name."""
    actor, target, hit = claim.actor, claim.target, claim.hit
    if reader.lexicon.lang != "en" or actor is None or actor.mention is None or target is None:
        return False
    if actor.mention.kind in ("person", "place", "event") or hit.trigger.is_weak or actor.group == target.group:
        return False
    word = reader.text[target.start : target.end].lower()
    if word == "they" or word.endswith((" venture", " investor", " bank", " parent company")):
        return False
    if claim.rule == "passive":
        return target.end <= hit.start
    if target.start < hit.end:
        return False
    gap = reader.text[hit.end : target.start].strip().lower()
    return gap in ("", "of") or (word != "it" and gap in ("shares of", "all of", "the rest of", "control of"))


def _acquisition(claim: Claim, reader: Reader) -> bool:
    if claim.actor is None and claim.target is None:
        return False
    if (
        claim.actor is None
        and reader.lexicon.lang == "en"
        and reader.text[claim.hit.start : claim.hit.start + 7] == "Sale of"
    ):
        return False
    if claim.target is None or (
        claim.target.is_anaphor
        and not claim.target.is_pointer
        and not _is_noun(claim)
        and not _is_spoken_of(claim, reader)
    ):
        return False
    if _is_customer(claim):
        return False
    if claim.hit.trigger.frame in ("sell", "passes") and claim.actor is None and claim.rule != "passive":
        return False
    if claim.hit.trigger.frame == "deal_noun" or claim.hit.form in ("eyes", "eyeing", "pursuit", "courtship"):
        return claim.known_parties == 2
    if claim.hit.trigger.frame in ("merger", "merge") and claim.hit.trigger.status and claim.known_parties < 2:
        return False
    if claim.hit.trigger.frame in ("merger", "merge"):
        return claim.actor is not None
    if claim.hit.trigger.is_weak:
        has_money = any(amount(one) and abs(one.start - claim.hit.end) < 60 for one in claim.sentence.money)
        frame = claim.hit.trigger.frame
        is_part = frame == "belong" or (frame in ("part_of", "hands") and bool(claim.hit.trigger.needs))
        if (
            is_part
            and claim.actor is not None
            and claim.actor.mention is not None
            and claim.actor.mention.kind == "person"
        ):
            return False
        if is_part and claim.actor is not None and claim.sentence.dates:
            return not (claim.actor.is_possessive or claim.target.is_possessive)
        has_money = has_money or (
            frame == "passes" and any(one in claim.sentence.low for one in ("betrag", "summe", "bedrag"))
        )
        return (claim.actor is not None or claim.hit.trigger.frame == "pay") and (has_money or claim.known_parties == 2)
    return True


_CLUB = re.compile(r"(?:^|\s)(?:FC|SC|SV|VfB|VfL|TSV|TuS|BVB|AFC|PSV|Ajax)(?:\s|$)")


def _is_transfer(claim: Claim) -> bool:
    """`Der FC X hat den Stürmer Y gekauft`: a player, no firm."""
    return any(
        item is not None and item.mention is not None and _CLUB.search(item.mention.text) is not None
        for item in (claim.actor, claim.target)
    )


def _wants_else(claim: Claim, reader: Reader) -> bool:
    """`X versucht, mehr Verantwortung zu übernehmen`: X is not what is taken over."""
    if reader.lexicon.lang == "en" or claim.rule != "verb" or claim.actor is not None or claim.target is None:
        return False
    found = _TO_DO.match(reader.text, claim.target.end, claim.hit.end)
    return found is not None and len(found.group(1).split()) > 1


def _takes_else(claim: Claim, reader: Reader) -> bool:
    """`X von der Polizei hat die Ermittlungen übernommen`: what is taken over stands before the participle, and is no firm."""
    hit = claim.hit
    if reader.lexicon.lang == "en" or claim.rule == "noun" or hit.form not in hit.trigger.finals or claim.has_stake:
        return False
    found = compiled(
        r"(?P<ahead>[\w-]+|,) (?:(?:[Dd]ie|[Dd]en|[Dd]as|[Ee]inen?|[Ss]einen?|[Ii]hren?|[Dd]eren|[Dd]essen|[Dd]e|[Hh]et|[Ee]en|[Hh]un|[Hh]aar|[Zz]ijn) )"
        r"(?:[a-zäöüßë]+(?:e|en|er) )?(?P<noun>[\w-]+) $"
    ).search(reader.text, max(claim.sentence.start, hit.start - 70), hit.start)
    if found is None or found["ahead"].lower() in reader.lexicon.prepositions:
        return False
    noun = found["noun"].lower()
    if reader.lexicon.lang == "nl" and not compiled(
        r"kosten|taken|leiding|zorg|functie|rol|werk|patiënten|dienst|macht|controle|stuur|verantwoordelijkheid|regie|schulden"
    ).fullmatch(noun):
        return False
    if reader.lexicon.lang == "de" and not (found["noun"][0].isupper() and is_german_noun(found["noun"])):
        return False
    if (
        noun in reader.lexicon.title_nouns
        or noun in reader.lexicon.partitives
        or noun in ("mehrheit", "aktien", "anteile")
    ):
        return False
    return not any(item.start < found.end("noun") and found.start("noun") < item.end for item in reader.items)


def _is_customer(claim: Claim) -> bool:
    """`X hat bei Y eingekauft`: X buys what Y sells; `sich bei Y eingekauft` tells of a share."""
    if not claim.hit.form.startswith(("eingekauft", "ingekocht")) and not (
        claim.hit.particle is not None and claim.hit.form.startswith(("kauf", "koop", "kocht"))
    ):
        return False
    offset = claim.sentence.start
    end = (claim.hit.particle or claim.hit).end - offset
    clause = claim.sentence.low[max(0, claim.clause.start - offset) : end]
    return " sich " not in clause and bool(_SHOPPING.search(clause))


def _is_noun(claim: Claim) -> bool:
    """`X kaufte die Plattform`, `X nam het bedrijf over`: a noun tells whom, and the other party is named."""
    target, actor = claim.target, claim.actor
    if target is None or actor is None or actor.mention is None or target.end - target.start < 7:
        return False
    word = claim.sentence.low[target.start - claim.sentence.start :].split()[0]
    return word in _DEFINITE


_DEFINITE = frozenset(
    (
        *(
            "der",
            "die",
            "das",
            "den",
            "dem",
            "des",
            "dieses",
            "diese",
            "diesen",
            "ihr",
            "ihre",
            "ihren",
            "sein",
            "seine",
        ),
        *("seinen", "de", "het", "dit", "deze", "hun", "haar", "zijn"),
    )
)
_CLOSING = ("is closing", "was closing", "is shutting down", "has shut down")
_WITH_OBJECT = (
    " its ",
    " their ",
    " the ",
    " a ",
    " an ",
    " his ",
    " her ",
    " some ",
    " all ",
    " several ",
    " two ",
    " three ",
)
_SHOPS = (
    "app store",
    "google play",
    "play store",
    "appstore",
    "website",
    "web site",
    "online store",
    "retailers",
    "amazon.",
    "download",
    "browser",
)
_MARKETS = (
    "hong kong",
    "frankfurt",
    "stockholm",
    "amsterdam",
    "new york",
    "london",
    "shanghai",
    "shenzhen",
    "exchange",
    "nasdaq",
    "nyse",
    "stock",
    "bourse",
    "market",
    "euronext",
    "ipo",
    "public offering",
    "börse",
    "beurs",
    "listing",
    "share",
)


def _listing(claim: Claim) -> bool:
    low = claim.sentence.low
    form = claim.hit.form
    after = low[claim.hit.end - claim.sentence.start :][:40]
    if compiled(r" under (?:its|the|a) new\b|[^.;]{0,30}\bnew (?:ticker|symbol|name)\b").match(after):
        return False  # begins trading under its new symbol
    if form in ("listed on", "listed in", "is listed on") and (
        form.startswith("is ") or low[: claim.hit.start - claim.sentence.start].endswith((" is ", " are ", " is also "))
    ):
        return any(0 < one.start - claim.hit.end < 50 for one in claim.sentence.dates)  # a firm described
    if form.startswith(("list", "debut", "be listed", "was listed", "file", "float", "price", "make", "made")):
        return any(word in after or word in form for word in _MARKETS)
    return not (form.endswith("public") and after.startswith(" with "))


def _funding(claim: Claim, reader: Reader) -> bool:
    low = claim.sentence.low
    if claim.actor is None and claim.hit.trigger.frame != "raise_noun":
        return False
    near = [one for one in claim.sentence.money if amount(one) and -90 < one.start - claim.hit.end < 90]
    if reader.lexicon.lang in ("de", "nl") and _GIVING.search(low) and "runde" not in low and "ronde" not in low:
        return False
    if claim.rule == "noun":
        if claim.actor_basis == "sentence" and any(word in low for word in _MANY_RAISERS):
            return False
        if claim.hit.form.startswith(("in ", "of ")):
            return any(0 <= claim.hit.start - one.end <= 3 for one in near)
        return bool(near) or _is_closed_round(claim, reader)
    first = claim.hit.form.split()[0]
    start = claim.hit.start - claim.sentence.start
    if reader.lexicon.lang == "en" and _is_from_one(claim, reader, low):
        return False
    if any(
        word in low[max(0, start - 60) : start + 90]
        for word in (" ipo", " listed on", " listed in", "public offering", "börsengang", "beursgang")
    ):
        return False
    if reader.lexicon.lang == "en" and claim.rule != "noun" and _raises_else(claim, low, start):
        return False
    if any(f" {word} public" in low[max(0, start - 90) : start + 60] for word in ("go", "goes", "went", "going")):
        return False  # went public in 2021, raising $300m
    if reader.lexicon.lang == "en":
        near = [
            one
            for one in near
            if 0 <= one.start - claim.hit.end < 45
            or (claim.hit.trigger.frame == "lead_round" and claim.rule == "passive")
        ]
        gap = low[claim.hit.end - claim.sentence.start :][:60]
        if any(word in gap for word in _DEBT_ENDS) or (
            first in ("ink", "inks", "inked", "wins", "won", "lands", "landed", "signs")
            and any(word in gap for word in (" deal", "contract", "agreement", "order", "grant"))
        ):
            return False
    ahead = low[max(0, start - 12) : start].split()
    if (
        reader.lexicon.lang == "en"
        and ahead
        and claim.hit.trigger.frame != "lead_round"
        and ahead[-1] in ("funding", "amount", "capital", "money", "funds", "total", "been")
    ):
        return False
    if not near:
        ahead_text = low[claim.hit.end - claim.sentence.start :][:40]
        return first in _STRONG_RAISE and any(word in ahead_text for word in _NAMED_ROUNDS)
    if claim.hit.trigger.frame == "lead_round" and not any(
        word in (low if claim.rule == "passive" else low[claim.hit.end - claim.sentence.start :][:60])
        for word in ("round", "series", "financing", "seed")
    ):
        return False
    tail = low[max(0, near[0].start - claim.sentence.start - 25) : near[0].end - claim.sentence.start + 30]
    if any(word in tail for word in _NOT_FUNDING):
        return False
    if first in _STRONG_RAISE or claim.hit.form.endswith((" in", " stealth with")):
        return True
    if any(word in low for word in _FUNDING):
        return True
    return (
        "funding" in reader.text.lower()[:20000]
        and reader.lexicon.lang == "en"
        and 0 <= near[0].start - claim.hit.end <= 2
    )


_GIVING = re.compile(
    r"\bspende|\bgespendet|\bstiftung\b|\bstichting\b|\bgoede doel|\bloteri|\bcollecte|\bdonat|\bhospiz|\bbenefiz"
)
"""Gifts are no round."""


def _raises_else(claim: Claim, low: str, start: int) -> bool:
    """A fund of its own, money spent, a forecast that was raised, shares sold or listed: no round."""
    form, end = claim.hit.form, claim.hit.end - claim.sentence.start
    if form.startswith(("rais", "clos", "collect", "secur")) and _OWN_FUND.match(low, end):
        return True
    if form.startswith("announc") and _INVESTS.search(low, end, min(len(low), end + 60)):
        return True
    if form == "raised" and low.startswith(" to ", end):
        return True
    if not form.startswith("rais"):
        return False
    ahead = low[max(0, start - 140) : start]
    if low[start - 3 : start] == "to " or form == "raising" or " and " in ahead[-6:]:
        listed = any(word in low for word in (" public offering", " ipo", " listing"))
        return listed or bool(_STAKE_SOLD.search(ahead)) or " spin off" in ahead
    return False


_INVESTMENT_FROM = re.compile(
    r"[^.;:]{0,50}?\binvestment(?: of [^.;:]{3,30}?)? (?:from|by) (?:the |its |[a-z-]{3,14} ){0,3}(?=[^a-z])"
)


def _is_from_one(claim: Claim, reader: Reader, low: str) -> bool:
    """`X received a $5m investment from Y`: an investment of the one that is named, no round."""
    if claim.hit.form.startswith("rais"):
        return False
    offset = claim.sentence.start
    found = _INVESTMENT_FROM.match(reader.text, claim.hit.end, claim.sentence.end)
    if found is None or any(word in low[claim.hit.end - offset :] for word in ("round", "series ", "seed ", "led by")):
        return False
    givers = [item for item in reader.items if item.start >= found.end() - 2 and item.marker in ("from", "by")]
    near = bool(givers) and givers[0].start - found.end() < 3
    return near and sum(item.group == givers[0].group for item in givers) == 1


_ROUND_CLOSED = frozenset(
    [
        "abgeschlossen",
        "abschließt",
        "schließt",
        "schloss",
        "gesichert",
        "sichert",
        "sicherte",
        "eingesammelt",
        "eingeworben",
        "erhalten",
        "erhielt",
        "afgerond",
        "rondt",
        "rondde",
        "afrondt",
        "opgehaald",
        "gesloten",
        "sluit",
        "sloot",
    ]
)


def _is_closed_round(claim: Claim, reader: Reader) -> bool:
    """`X hat eine siebenstellige Finanzierungsrunde abgeschlossen`: a round without a figure, told by its company."""
    if reader.lexicon.lang not in ("de", "nl") or claim.actor is None or claim.actor.mention is None:
        return False
    if claim.hit.start < claim.actor.end or not any(
        one in claim.hit.form for one in ("runde", "ronde", "finanzierung")
    ):
        return False
    offset = claim.sentence.start
    words = claim.sentence.low[claim.clause.start - offset : claim.clause.end - offset].replace(",", " ").split()
    return bool(_ROUND_CLOSED & {word.rstrip(".!") for word in words})


_AGREED = frozenset(["acquisition", "investment", "partnership", "joint_venture", "ipo"])
_MANY_RAISERS = (" startups ", " start-ups ", " companies ", " sector ", " industry ", " quarter")
_NAMED_ROUNDS = (
    " series ",
    " seed round",
    " seed funding",
    " seed financing",
    "funding round",
    "financing round",
    "serie-",
    "-runde",
    "finanzierungsrunde",
    "financieringsronde",
    "investeringsronde",
)
_CLOSED_DEALS = (
    "acquisition",
    "purchase",
    "merger",
    "transaction",
    " deal",
    " sale ",
    " round",
    "offering",
    "agreement",
    "talks",
    "negotiations",
    "übernahme",
    "runde",
    "verkauf",
    "overname",
    "ronde",
    "verkoop",
)


def kind_of_end(claim: Claim) -> bool:
    """Whether the verb may close a deal as well as a business."""
    return claim.type == "shutdown" and claim.rule == "verb"


def _named_object(claim: Claim, reader: Reader) -> bool:
    """Launch, expansion, shutdown: the object must be named and stand near the verb."""
    target = claim.target
    if target is None or target.is_anaphor or target.mention is None or target.mention.kind == "person":
        return False
    ahead = claim.sentence.low[claim.hit.end - claim.sentence.start :][:45]
    if claim.hit.form in ("exit", "exits", "exited") and (
        (claim.actor is not None and claim.actor.mention is not None and claim.actor.mention.kind == "person")
        or target.mention.entity_id is not None
        or reader._token_before(target.start) in reader.lexicon.title_nouns
    ):
        return False  # two partners exit venture firm X
    if claim.hit.form in _CLOSING and ahead.startswith(_WITH_OBJECT):
        return False  # X is closing its clinics
    if kind_of_end(claim) and any(word in ahead for word in _CLOSED_DEALS):
        return False
    if claim.hit.form.startswith(("schließ", "schloss")) and claim.type == "shutdown":
        rest = claim.sentence.low[claim.hit.end - claim.sentence.start :]
        if compiled(r"[^.;]{0,160}? aus(?:[,.;]|$| und | aber )").match(rest):
            return False  # schließt einen Nachfolger des X nicht aus
    if claim.hit.form in ("open", "opens") and claim.sentence.low[claim.hit.end - claim.sentence.start :].startswith(
        " sourc"
    ):
        return False
    if claim.hit.form == "gescheitert" and any(hit.trigger.type in _AGREED for hit in reader.hits):
        return False  # the talks came to nothing, not the company
    distance = min(abs(target.start - claim.hit.end), abs(claim.hit.start - target.end))
    starts = claim.actor is None and claim.rule == "verb" and claim.hit.form.startswith(("start", "gestart"))
    if claim.type == "launch" and claim.hit.trigger.frame == "subject" and target.end < claim.hit.start:
        between = claim.sentence.low[target.end - claim.sentence.start : claim.hit.start - claim.sentence.start].split()
        if {"its", "their", "his", "her", "our", "said", "says", "announced", "announces"} & set(between):
            return False  # X announced its platform is now available
    if claim.hit.trigger.frame == "subject" or (starts and reader.lexicon.lang != "en"):
        return distance < 60
    told = (
        reader.lexicon.lang == "en"
        and claim.hit.trigger.frame == "launch_noun"
        and claim.type == "launch"
        and (target.marker == "of" or claim.hit.form.endswith(" of"))
    )  # the launch of X: of whom the text is about
    if claim.actor is None and claim.rule not in ("passive", "agentless") and target.mention.entity_id is None:
        return told and distance < 40
    return distance < (120 if target.mention.entity_id else 70)
