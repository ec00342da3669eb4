"""What became of a deal: completed only where the text says it was done."""

from __future__ import annotations

import re

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.model.vocabulary import DEAL_TYPES

_BLANKS = str.maketrans(dict.fromkeys(',.;:!?\n"“”„()', " "))
_SPLIT_FAILURES = {
    "de": (
        ("sagt", "ab"),
        ("sagte", "ab"),
        ("sagten", "ab"),
        ("gibt", "auf"),
        ("gab", "auf"),
        ("geben", "auf"),
        ("bläst", "ab"),
        ("blasen", "ab"),
        ("sagen", "ab"),
        ("brechen", "ab"),
        ("sieht", "ab"),
        ("sehen", "ab"),
        ("ziehen", "zurück"),
        ("gaben", "auf"),
        ("blies", "ab"),
        ("bricht", "ab"),
        ("brach", "ab"),
        ("zieht", "zurück"),
        ("zog", "zurück"),
        ("stellt", "ein"),
        ("rückt", "ab"),
    ),
    "nl": (
        ("blaast", "af"),
        ("blies", "af"),
        ("ketst", "af"),
        ("ketste", "af"),
        ("stelt", "uit"),
        ("stelde", "uit"),
        ("ziet", "af"),
        ("zien", "af"),
        ("zagen", "af"),
        ("blazen", "af"),
        ("breken", "af"),
        ("zag", "af"),
        ("breekt", "af"),
        ("brak", "af"),
        ("trekt", "terug"),
        ("trok", "terug"),
        ("wijst", "af"),
        ("wees", "af"),
    ),
}
_AFTER = frozenset(
    [
        "nach",
        "after",
        "following",
        "na",
        "mit",
        "with",
        "since",
        "seit",
        "seitdem",
        "durch",
        "nadat",
        "met",
        "despite",
        "trotz",
        "ondanks",
        "sinds",
    ]
)
_AHEAD = re.compile(r" (?:steht|stehen|staat|staan) (?:\w+ ){0,5}(?:vor|voor) (?:dem|der|einem|einer|een|de) ")
_MEANS_TO = re.compile("(?:正)?(?:计划|拟|打算|有意|准备|考虑|希望)[^。；]{2,30}，[^。；，]{0,2}$")
_WILL = re.compile(
    "(?<![即必或])将(?!其|此|由|军|来)[^，。；]{0,40}$|欲(?:以[^，。；]{0,30})?$|要(?:在|于|赴)[^，。；]{1,10}$"
)
_FAR_PLANS = ("提出", "谋求", "计划", "打算", "准备", "即将", "筹备", "寻求", "拟以", "拟通过", "拟向")
_HEARSAY = re.compile(
    "据[^，。]{0,14}(?:称|报道|透露|获悉|消息|爆料|披露)|(?:外媒|媒体|知情人士|人士)[^，。]{0,6}(?:称|报道|透露|披露)|透露"
)
_GOING_ON = re.compile("正(?:在)?(?:以|就|与|进行|寻求|推进|筹|接触|考虑|计划)[^，。；]{0,26}$|最近还追加了?$")
"""据外媒称，甲正以…估值进行融资: told by others and not yet done."""
_OPENED = re.compile("(?:开启|启动|推进|进行|寻求|洽谈)(?!并?完成)[^，。；完]{0,8}$")
_CAME_TO_NOTHING = re.compile(
    "(?:[，；][^，。；]{0,16})?[，；。](?:但|然而|不过|最终|后来?|随后|却|可)[^，。；]{0,20}(?:，[^，。；]{0,14})?"
    "(?:终止|折戟|未果|告吹|失败|失效|撤回|撤单|搁置|放弃|取消|被否|落空|流产|未能成功)"
)
_CLEARED = (
    " cleared ",
    " clears ",
    " approved ",
    " approves ",
    " approval of ",
    " approval for ",
    " green light ",
    " greenlights ",
    " green-lights ",
    " waved through ",
    " challenges ",
    " reviews ",
    " reviewing ",
    " probes ",
    " opposes ",
    " scrutinises ",
    " scrutinizes ",
)
"""What is cleared or looked into by the authorities is not done yet."""
_PENDING = re.compile(
    r"(?:still|yet) (?:needs?|requires?|has to|have to|must|to be) [^.;]{0,30}(?:approv|clear)|(?:subject to|pending|awaiting|awaits)"
    r" [^.;]{0,30}(?:approval|clearance)|(?:needs?|requires?) [^.;]{0,30}(?:regulatory|antitrust|shareholder) approval"
    r"|(?:muss|müssen|müssten) (?:noch |dem |der |zuvor )?[^.;]{0,40}(?:genehmig|zustimm|freigeb|prüf)"
    r"|(?:steht|stehen) (?:noch )?unter (?:dem )?vorbehalt|(?:steht|stehen) noch aus\b"
    r"|moet(?:en)? (?:nog|eerst)[^.;]{0,40}(?:goedgekeurd|goedkeur|groen licht|instem)|wacht(?:en)? (?:nog )?op goedkeuring"
    r"|尚[需待须][^。；]{0,20}(?:批准|审批|通过|审查)|有待[^。；]{0,20}(?:批准|审批)|仍需[^。；]{0,20}(?:批准|审批)"
)
"""The authorities or the shareholders have not agreed yet."""
_TALKS = re.compile(
    r"\b(?:talks?|discussions?|negotiations?|negotiating|gesprächen?|verhandlungen|gesprekken|onderhandelingen|besprekingen)"
    r" (?:[\w-]+ ){0,6}?(?:regarding|concerning|about|over|on|for|to|with a view to|über|wegen|zu|zur|zum|over|voor|tot)"
    r" (?:(?:the|a|an|any|its|die|den|der|eine|einen|einer|de|het|een|potential|possible|full|partial) ){0,3}$"
)
"""Talks regarding the …: what they are about is not done."""
_TALKS_ZH = re.compile("[^，。；]{0,30}?(?:谈判|磋商|洽谈|商谈|讨论)")
"""甲就收购乙事宜与股东展开谈判."""
_ONCE_OVER = re.compile(r" (?:after|following|nach|na) (?:[\w-]+ )?$")
_ATTEMPT = re.compile(
    r"\b(?:versuch|versuche|poging|pogingen|attempts?|bid|bids|ambition|pläne|plannen)\b[^.;]{0,30},? [^.;]{0,60}$"
)
"""Der Versuch von A, B zu übernehmen: followed by an infinitive."""
_LET = re.compile(
    r"\b(?:shareholders?|stockholders?|investors?|board|regulators?|regulatory|antitrust)['’]?s?'? (?:approval|clearance|nod|consent|backing) (?:to|for|of) (?:[\w'’-]+ ){0,3}$"
)
"""Shareholder approval to acquire …: agreed and not yet done."""
_ASKS_OF_DONE = re.compile(
    r"\s*[\"“„]?(?:why|how|what|who|when|where|warum|wieso|weshalb|wie|was|wer|wann|waarom|hoe|wat|wie|wanneer)\b|为什么|为何|如何|怎么|怎样|哪|谁"
)
_NO_FAILURE = re.compile(
    r"fail(?:s|ed|ing)? to (?:block|stop|prevent|halt|derail|thwart|undo|overturn)|(?:los(?:es?|t)|drop(?:s|ped)?) (?:its |the |a )?"
    r"(?:bid|case|appeal|challenge|lawsuit|suit|fight) (?:to (?:block|stop|prevent|undo)|against)"
)
"""What fails is the resistance, not the deal."""
_OF_DEAL = re.compile(
    r"\b(?:die|der|das|dem|den|de|het|ein|een) (?:geplante[nrs]? |voorgenomen )?(?:übernahme|fusion|kauf|verkauf|zusammenschluss|deal"
    r"|(?:kauf|übernahme)angebot|overname|fusie|fusievoorstel|verkoop|bod|overnamebod|zusammenschluss)"
)
"""What is told of in the next sentence is the deal."""
_MAY_NOT = re.compile(r" (?:darf|dürfen|durfte|durften|mag|mogen|mocht|mochten) (?:[^,;.]{1,60} )?(?:nicht|niet) ")
"""The authorities have forbidden it."""
_CONTRAST = re.compile(r"; |, (?:while|whereas|terwijl|während|wohingegen) ")
_PLAN_OF = re.compile("(?:款|项|养老金|退休金|激励|持股|互助|会员|奖学金|公益)计划")
"""A plan that is a thing, not an intention."""
_WHISPERED = ("", " ", *"，。；：！？“「被近曾又再盛疯有遭日前")
"""What stands before 传 where it means that something is rumoured."""
_FAR = 12
"""Cues at least this long count in the whole sentence, shorter ones only near the trigger."""
_PRESENT = {
    "en": frozenset(
        [
            "acquires",
            "buys",
            "purchases",
            "takes",
            "snaps",
            "scoops",
            "merges",
            "invests",
            "launches",
            "introduces",
            "partners",
            "teams",
            "joins",
            "collaborates",
            "signs",
            "raises",
            "secures",
        ]
    ),
    "de": frozenset(
        [
            "übernimmt",
            "kauft",
            "erwirbt",
            "schluckt",
            "steigt",
            "investiert",
            "startet",
            "kooperiert",
            "beteiligt",
            "steckt",
            "pumpt",
            "fusioniert",
            "verkauft",
            "investieren",
            "übernehmen",
            "kaufen",
            "erwerben",
            "stecken",
            "steigen",
        ]
    ),
    "nl": frozenset(
        [
            "neemt",
            "koopt",
            "overneemt",
            "verwerft",
            "investeert",
            "lanceert",
            "stapt",
            "slokt",
            "steekt",
            "trekt",
            "lijft",
            "fuseert",
            "nemen",
            "kopen",
            "investeren",
            "verkoopt",
            "wordt",
            "steken",
            "gaat",
            "komt",
        ]
    ),
    "zh": frozenset(),
}


def judge(claim: Claim, lexicon: Lexicon, following: str = "") -> str | None:
    """The claim's status; None where the sentence denies that it is so and says no more (`has not bought`)."""
    low = " " + (claim.sentence.low if lexicon.lang == "zh" else claim.sentence.low.translate(_BLANKS)) + " "
    if lexicon.lang == "zh":
        low = _PLAN_OF.sub(lambda match: match.group()[:-2] + "项目", low)
    at = claim.hit.start - claim.sentence.start + 1
    end = claim.hit.end - claim.sentence.start + 1
    clause_start = claim.clause.start - claim.sentence.start + 1
    clause_end = claim.clause.end - claim.sentence.start + 1
    clause = low[max(0, clause_start - 1) : clause_end + 1]
    before = low[max(0, clause_start - 1) : end]
    near = low[max(0, at - 110) : end + 110]
    is_zh = lexicon.lang == "zh"
    if is_zh:
        near = low[max(0, at - 40) : end + 40]
    if _has(low if len(low) < 260 else near, lexicon.denials) or _rules_out(claim, lexicon, clause):
        return "denied"
    if _fails(claim, lexicon, clause, near, before, following):
        return "abandoned"
    if _is_rumour(lexicon, low, near, at, end) or (
        is_zh
        and claim.type in DEAL_TYPES
        and _HEARSAY.search(low[: at - 1])
        and _GOING_ON.search(low[max(0, at - 30) : at])
    ):
        return "rumoured"
    if is_zh and compiled("就[^，。；]{0,40}$").search(low[:at]) and _TALKS_ZH.match(low, end):
        return "rumoured"
    if claim.type in DEAL_TYPES and not is_zh:
        ahead = claim.sentence.low[: max(0, at - 1)]
        if _TALKS.search(ahead):
            return "rumoured"
        if _LET.search(ahead):
            return "announced"
        if _is_infinitive(claim, lexicon) and _ATTEMPT.search(ahead):
            return "planned"
    scope = low[max(0, at - (14 if is_zh else 40)) : end + (0 if is_zh else 45)]
    tail = low[end : end + 30]
    if lexicon.lang == "en" and ";" in (rest := claim.sentence.low[end - 1 : end + 29]):
        tail = tail[: rest.index(";")]  # X is being bought by Y; terms were not told
    if claim.actor_basis == "relative" and "," in claim.sentence.low[end - 1 : end + 29]:
        tail = tail[: claim.sentence.low[end - 1 : end + 29].index(",")]  # X, which went public, has never …
    if claim.type in DEAL_TYPES and _MAY_NOT.search(clause):
        return "abandoned"
    reach = 45 if lexicon.lang == "en" and claim.rule == "noun" else 90  # no fee is owed under its purchase of X
    if _has(scope if is_zh else before[-reach:] + tail, lexicon.negations) and not _is_ending(claim, lexicon):
        return "abandoned" if is_zh and "不再" in scope and _has(low, lexicon.failures) else None
    asks = claim.sentence.low.rstrip(' "”“」\n').endswith(("?", "？")) and claim.type in DEAL_TYPES
    if asks and not (_ASKS_OF_DONE.search if is_zh else _ASKS_OF_DONE.match)(claim.sentence.low):
        return "denied" if _has(f" {following.translate(_BLANKS)} ", lexicon.denials) else "rumoured"
    if _is_negated_at_end(claim, lexicon):
        return None
    if is_zh and claim.type == "funding_round" and compiled("正在?[^，。；完]{0,14}$").search(low[:at]):
        return "planned"
    if is_zh and claim.type == "funding_round" and _OPENED.search(low[max(0, at - 14) : at]):
        return "planned"
    if claim.status in ("planned", "announced", "abandoned", "rumoured"):
        return claim.status
    if lexicon.lang == "en" and claim.type in ("acquisition", "investment") and not _has(before, lexicon.plans):
        to_be = claim.rule == "passive" and low[:at].endswith(" to be ")
        if to_be or (claim.hit.form.endswith("ing") and low[:at].endswith((" is ", " are "))):
            return "announced"
    opens = lexicon.lang == "en" and not low[:at].strip() and claim.hit.form.split()[0].endswith("ing")
    if opens and " would " in low[end : end + 80]:
        return "rumoured"  # Taking over X would not fit
    done = claim.type == "funding_round"
    if claim.rule == "noun" and set(before.split()[-3:-1]) & _AFTER:
        return "completed"
    if _is_plan(claim, lexicon, clause, before, low, at, end):
        firm = tuple(cue for cue in lexicon.announcements if cue not in (" to acquire ", " to buy ", " to purchase "))
        return "planned" if not _has(clause, firm) or done else "announced"
    if _is_told(claim, lexicon, before, low, at):
        return "announced"
    if (
        claim.hit.form.split()[0] in _PRESENT[lexicon.lang]
        and claim.type in ("acquisition", "investment")
        and claim.rule == "verb"
        and not set(clause.split()) & lexicon.perfect
    ):
        return "announced"
    if claim.type in ("acquisition", "investment") and _PENDING.search(claim.sentence.low):
        return "announced"
    if claim.type in DEAL_TYPES and claim.rule == "verb" and _is_wanted(claim, lexicon):
        return "announced" if _AGREED.search(low[max(0, at - 90) : at]) else "planned"
    if (
        lexicon.lang == "en"
        and claim.rule == "passive"
        and compiled(r"\b(?:is|are|was|were)(?: now| also| currently)? being $").search(
            claim.sentence.low[: claim.hit.start - claim.sentence.start],
        )
    ):
        return "announced"
    return "completed"


def _is_wanted(claim: Claim, lexicon: Lexicon) -> bool:
    """`A tries to acquire B`, `A versucht, B zu übernehmen`: an infinitive, unless what governs it says it was done."""
    at = claim.hit.start - claim.sentence.start
    ahead = claim.sentence.low[max(0, at - 100) : at]
    return _is_infinitive(claim, lexicon) and not _MANAGED[lexicon.lang].search(ahead)


_AGREED = re.compile(r"\b(?:agree\w*|agreements?|deal|pact|contract|vereinbar\w+|überein\w*|overeen\w*|akkoord)\b")
_INFINITIVE = {
    "en": re.compile(r"\bto (?:\w+ly )?$"),
    "de": re.compile(r"\bzu \w+$|\b(?:ein|auf|über|an|ab|aus)zu\w{3,}n$"),
    "nl": re.compile(r"\bte \w+$"),
}
_MANAGED = {
    "en": re.compile(
        r"\b(?:(?:went|goes|gone|going) on|proceed(?:s|ed)|manag(?:es|ed)|succeed(?:s|ed)|(?:was|were|been) able|came|comes"
        r"|continu(?:es|ed)|us(?:es|ed|ing)|pa(?:ys|id|ying)|spen(?:ds|t|ding)|help(?:s|ed)|enabl(?:es|ed|ing)|allow(?:s|ed|ing)"
        r"|completed|closed|borrowed|forks|forked|shelled|splashed|coughed|laid|first|second|third|latest|last|only)\b[^;]{0,70}\bto (?:\w+ly )?$"
    ),
    "de": re.compile(
        r"\b(?:gelang|gelungen|gelingt|schafft|schaffte|geschafft|zahlte|gezahlt|bezahlte?|ausgegeben|half)\b"
    ),
    "nl": re.compile(r"\b(?:slaagde|slaagt|geslaagd|lukte?|gelukt|wist|wisten|betaalde?|besteedde)\b"),
}


def _is_infinitive(claim: Claim, lexicon: Lexicon) -> bool:
    """`B zu übernehmen`, `B over te nemen`, `to acquire B`."""
    at, end = claim.hit.start - claim.sentence.start, claim.hit.end - claim.sentence.start
    sign = _INFINITIVE.get(lexicon.lang)
    return sign is not None and bool(
        sign.search(claim.sentence.low, max(0, at - 20), at if lexicon.lang == "en" else end)
    )


def _is_negated_at_end(claim: Claim, lexicon: Lexicon) -> bool:
    """`A beteiligt sich an B nicht`, `A neemt B toch niet over`: the clause of a finite verb ends in the negation."""
    word = {"de": "nicht", "nl": "niet"}.get(lexicon.lang)
    if word is None or claim.rule != "verb":
        return False
    rest = (
        compiled(r"[,;.:!?]| und | en | sondern | maar ")
        .split(claim.sentence.low[claim.hit.end - claim.sentence.start :])[0]
        .split()
    )
    return word in rest[-3:] and rest[-1] in (word, "über", "over", "ein", "in", "mehr", "meer")


def _has(text: str, cues: tuple[str, ...]) -> bool:
    return any(cue in text for cue in cues)


def _is_rumour(lexicon: Lexicon, low: str, near: str, at: int, end: int) -> bool:
    for cue in lexicon.rumours:
        place = low.find(cue)
        while place >= 0:
            long = len(cue) >= (4 if lexicon.lang == "zh" else _FAR)
            distance = at - (place + len(cue)) if place < at else place - end
            if _ONCE_OVER.search(low, max(0, place - 24), place):
                place = low.find(cue, place + 1)
                continue  # after talks about a merger A acquired B
            if cue == "传" and low[max(0, place - 1) : place] not in _WHISPERED:
                place = low.find(cue, place + 1)
                continue  # 传奇生物, 传统
            if long and distance < 220:
                return True
            one_clause = lexicon.lang == "zh" and not any(sign in low[place:at] for sign in "，。；！？")
            if one_clause and place < at and len(cue) > 1 and distance < 30:  # 正考虑最早于明年在香港上市
                return True
            if not long and (distance < (10 if lexicon.lang == "zh" else 45)) and place <= at + 2:
                return True
            if not long and lexicon.lang != "en" and place > at and distance < (4 if lexicon.lang == "zh" else 30):
                return True
            place = low.find(cue, place + 1)
    return False


def _fails(claim: Claim, lexicon: Lexicon, clause: str, near: str, before: str, following: str) -> bool:
    if claim.type in ("shutdown", "funding_round", "launch", "expansion") or claim.rule == "investors":
        return False
    stop = claim.clause.end - claim.sentence.start
    low_after = claim.sentence.low[stop : stop + 10]
    if lexicon.lang != "zh":  # X took over Y, while a bid for Z was rejected: what is said of Z
        raw = claim.sentence.low
        at, end = claim.hit.start - claim.sentence.start, claim.hit.end - claim.sentence.start
        cuts = list(_CONTRAST.finditer(raw))
        first = max([one.end() for one in cuts if one.end() <= at], default=max(0, at - 110))
        last = min([one.start() for one in cuts if one.start() >= end], default=end + 110)
        near = " " + raw[max(first, at - 110) : min(last, end + 110)].translate(_BLANKS) + " "
        if lexicon.lang == "en":
            near, clause = _NO_FAILURE.sub(" ", near), _NO_FAILURE.sub(" ", clause)
    for cue in lexicon.failures:
        if cue in ("wollte", "wilde"):
            continue
        scope = clause + low_after if lexicon.lang == "zh" else near if len(cue) >= 6 else clause
        if cue in scope and cue != claim.hit.form:
            if lexicon.lang == "zh" and _is_undone(scope, cue):
                continue
            return True
    if claim.hit.form in lexicon.failures:
        return True
    if lexicon.lang == "zh" and claim.type in DEAL_TYPES:
        rest = claim.sentence.low[stop : stop + 60]
        if compiled("曾|试图|计划|拟|谋求|冲刺|递交").search(before) and _CAME_TO_NOTHING.match(rest):
            return True
    if claim.rule != "verb" or claim.type == "ipo":
        words = clause.split()
        if any(
            first in words and last in words and words.index(first) < len(words) - 1 - words[::-1].index(last)
            for first, last in _SPLIT_FAILURES.get(lexicon.lang, ())
        ):
            return True
    if lexicon.lang == "zh":  # the next sentence must speak of this very deal
        told = following[:14]
        return _has(following, lexicon.failures) and any(
            told.startswith(f"{this}{noun}")
            for this in (
                "",
                "该",
                "这笔",
                "此次",
                "本次",
                "这一",
                "该笔",
                "这次",
                "但",
                "但该",
                "然而",
                "不过",
                "最终",
                "但最终",
            )
            for noun in ("交易", "收购", "投资", "并购", "合作", "上市", "谈判", "计划")
        )
    failures = lexicon.failures
    if lexicon.lang == "en":  # the other side's no ends no plan
        failures = tuple(
            cue for cue in failures if not cue.startswith(("reject", "rebuff", "spurn", "turned down", "was turn"))
        )
    if lexicon.lang in _SPLIT_FAILURES and following and _OF_DEAL.search(following):
        words = following.translate(_BLANKS).split()
        for verb, part in _SPLIT_FAILURES[lexicon.lang]:
            if verb in words and part in words and words.index(verb) < len(words) - 1 - words[::-1].index(part):
                return True
    return bool(following) and _has(following, failures) and _has(following, lexicon.deal_nouns)


def _rules_out(claim: Claim, lexicon: Lexicon, clause: str) -> bool:
    """`schließt eine Übernahme aus`, `sluit een overname uit`."""
    words = clause.split()
    pair = {"de": (("schließt", "schloss", "schließen"), "aus"), "nl": (("sluit", "sloot"), "uit")}.get(lexicon.lang)
    return (
        pair is not None
        and claim.rule == "noun"
        and claim.type != "shutdown"
        and pair[1] in words
        and any(verb in words and words.index(verb) < len(words) - 1 - words[::-1].index(pair[1]) for verb in pair[0])
    )


def _is_undone(scope: str, cue: str) -> bool:
    """并未放弃, 不意味着终止: no failure."""
    ahead = scope[max(0, scope.find(cue) - 5) : scope.find(cue)]
    return any(
        word in ahead for word in ("不意味", "仍未", "尚未", "并未", "没有", "不会", "并非", "从未", "不代表", "绝不")
    )


def _is_plan(claim: Claim, lexicon: Lexicon, clause: str, before: str, low: str, at: int, end: int) -> bool:
    if lexicon.lang == "zh":
        ahead = low[max(0, at - 16) : at]
        target = claim.target
        if target is not None and low[
            target.start - claim.sentence.start : target.start - claim.sentence.start + 1
        ] in ("将", "把"):
            ahead = ahead.replace("将", "")  # 将 before the object moves it to the front, it is no future
        if claim.rule == "moved":
            ahead = ahead.replace("将其", "把其").replace("将它", "把它")
        clause_ahead = compiled("[，。；：]").split(low[max(0, at - 40) : at])[-1]
        applies = claim.type == "ipo" and low[end : end + 2] == "申请"
        will = compiled("(?:公司|集团|双方|其|它|该公司)?将(?!其|此|由)").match(clause_ahead.strip())
        start = claim.clause.start - claim.sentence.start + 1
        actor = claim.actor
        if actor is not None and actor.end <= claim.clause.start - 1 and claim.type in DEAL_TYPES:
            told = low[actor.end - claim.sentence.start + 1 : start]
            if _MEANS_TO.match(told) and not compiled("已|了|完成").search(low[start:at]):
                return True  # 甲计划分拆乙，与丙组建合资公司
        if _WILL.search(low[start:at]) and not _is_moved(claim, low, start, at):
            return True
        return _has(ahead, lexicon.plans) or _has(clause_ahead, _FAR_PLANS) or applies or will is not None
    if lexicon.lang == "en":
        if claim.rule == "noun" and " planned " in clause:
            return True
        window = low[max(0, at - 60) : at + 1]
        return _has(window if " " in window else before, lexicon.plans) and not window.rstrip().endswith(
            ("after", "by")
        )
    if claim.rule == "noun" and _AHEAD.search(clause):
        return True
    reach = clause if claim.rule in ("noun", "passive") else before + low[end : end + 8]
    cues = [cue for cue in lexicon.plans if cue in reach]
    if not cues:
        return False
    # werden + participle is a passive, "wird übernommen"; zullen/gaan are always plans
    passive_only = all(cue.strip() in ("wird", "werden", "werde") for cue in cues)
    if passive_only and claim.hit.trigger.frame == "member":
        return False  # wird Mitglied: becomes one
    if passive_only and claim.hit.form in claim.hit.trigger.participles and "worden" not in clause:
        return claim.rule == "passive"
    return not (passive_only and claim.rule == "noun")


def _is_moved(claim: Claim, low: str, start: int, at: int) -> bool:
    """Whether 将 puts the object in front: 甲将乙收入麾下."""
    target, will = claim.target, low.rfind("将", start, at)
    return target is not None and will <= target.start - claim.sentence.start + 1 < at


def _is_told(claim: Claim, lexicon: Lexicon, before: str, low: str, at: int) -> bool:
    if claim.type in ("funding_round",):
        return False
    window = low[max(0, at - (18 if lexicon.lang == "zh" else 60)) : at + 1]
    if lexicon.lang == "zh" and compiled("(?:已|已经|正式)完成|完成(?:了)?对").search(
        low[max(0, at - 18) : at + len(claim.hit.form)]
    ):
        return False
    if lexicon.lang == "en":
        if claim.rule == "verb" and claim.actor is not None and claim.hit.start - claim.actor.end == len(" to "):
            return claim.sentence.low[: claim.hit.start - claim.sentence.start].endswith(" to ")  # X to buy Y
        if claim.type == "partnership":
            return any(cue in window for cue in (" announced ", " announces ", " announce ", " confirmed "))
        if claim.type in ("acquisition", "investment") and claim.rule == "noun" and _has(window, _CLEARED):
            return True
        return (
            _has(window, lexicon.announcements)
            and " completed " not in window
            and not claim.hit.form.startswith(("complete", "closed", "closes"))
        )
    if (
        lexicon.lang != "zh"
        and claim.type in ("acquisition", "joint_venture", "ipo", "partnership", "shutdown", "expansion")
        and claim.hit.form not in ("vereinbart", "unterzeichnet", "getekend")
    ):
        if claim.type == "partnership":
            return any(
                cue in low
                for cue in (" kündigte ", " angekündigt ", " kündigt ", " kondigt ", " kondigde ", " aangekondigd ")
            )
        clause = low[claim.clause.start - claim.sentence.start : claim.clause.end - claim.sentence.start + 2]
        return _has(clause, lexicon.announcements)
    return _has(window, lexicon.announcements)


def _is_ending(claim: Claim, lexicon: Lexicon) -> bool:
    return claim.type == "shutdown" and claim.hit.form in ("no longer",)
