"""The names and pronouns of one English, German or Dutch sentence, each with its preposition, case and company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from healthtech_cli.extract.mentions.names import (
    FIRM_WORDS,
    LEGAL,
    WORD,
    find_unknown,
    is_german_noun,
    is_title_case,
    lower_words,
)
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Hit, Item, Sentence
from healthtech_cli.extract.rules.triggers import form_words, lexicon
from healthtech_cli.languages.places import DEMONYMS
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.model.spans import NameMention, Span

_STOPS = frozenset('.,;:!?()–—\n"“”„»«')


_NAME_ENDS = frozenset(["investments", "partners", "ventures", "holding", "holdings", "launch", "investment"])
_EXCHANGE = re.compile(
    r"\((?:[A-Z][a-z]+ )?(?:nasdaq|nyse|amex|lse|tsxv?|asx|hkex|sehk|euronext|otc\w{0,4}|aim|six|xetra)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Government|Ministry|University|City|State|Province|Kingdom) of (?:the )?[A-Z][\w-]+(?: (?:and )?[A-Z][\w-]+){0,3}"
)
_FORMERLY = re.compile(
    r"(?:[(,] ?(?:formerly|previously|f/k/a|fka|ehemals|vormals|früher|voorheen)"
    r"(?: (?:known|trading|bekannt|bekend) as| (?:called|named|genannt|genaamd|als))?|\((?:formerly|previously|f/k/a|fka) [^()]{2,60}[,;]) "
    r"(?:the |[A-Z]{2,9}: ?|[A-ZÄÖÜ][a-zäöüß]+ )?$"
)
_TICKER = re.compile(r"\([A-Z]{2,9}(?:/[A-Z]+)?: ?[A-Z0-9.]{1,8}[),;]")
TICKER_OF = re.compile(
    r" \([A-Z]{2,9}(?:/[A-Z]+)?: ?[A-Z0-9.]{1,8}\)['’]s? [A-Z]|['’]s? \([A-Z]{2,9}(?:/[A-Z]+)?: ?[A-Z0-9.]{1,8}\) [A-Z]"
)
"""A ticker between a name and its genitive, or behind it, and a name it owns."""
_OWNED_BY = re.compile(
    r" (?:portfolio |group |family )?(?:company|subsidiary|unit|affiliate|business|brand|division)\b(?:[,.)]| and )"
)
_FIRM_TAIL = re.compile(
    r"(?: (?:Energy|Solutions?|Ventures|Capital|Electronics|Systems|Foods|Financial|Engineering|Materials|Robotics"
    r"|Semiconductors?|Innovations?|Consumer|Lighting|Digital|Sciences?)){1,3}\b(?!-)"
)
POINTED_FIRMS = (
    r"(?:company|firm|group|conglomerate|drugmaker|start-?up|insurer|giant|retailer|manufacturer|carmaker|chipmaker"
    r"|chain|maker|business|provider)"
)
_POINTERS = {
    "en": re.compile(
        rf"\b[Tt]he (?:[A-Z][a-z]{{2,15}}(?:[ -][A-Z][a-z]{{2,15}})?-(?:based|headquartered)|"
        rf"(?:{'|'.join(sorted(word.capitalize() for word in DEMONYMS if len(word) > 4))})) "
        rf"(?:[a-z][a-z-]{{2,14}} ){{0,2}}{POINTED_FIRMS}(?![\w-])(?! [A-Z])"
    ),
    "de": re.compile(
        r"\b(?:[Dd](?:as|em|es|er|ie|en)) (?:[A-ZÄÖÜ][a-zäöüß]{2,18}er|[a-zäöü]{3,18}ische[nrs]?|deutsche[nrs]?) "
        r"(?:Unternehmens?|Firma|Start-?[Uu]ps?|Konzerns?|Gruppe|Jungunternehmens?|Anbieters?|Herstellers?)(?![\w-])"
    ),
    "nl": re.compile(
        r"\b(?:[Hh]et|[Dd]e|[Dd]it|[Dd]eze) [A-Z][a-zë]{2,18}e "
        r"(?:bedrijf|onderneming|concern|start-?up|scale-?up|organisatie|firma|groep|fabrikant|aanbieder)(?![\w-])"
    ),
}
_DESCRIBED = re.compile(
    r"\b[Tt]h(?:e|is) (?:[a-z0-9][a-z0-9-]*[a-z0-9] ){1,5}(?:company|firm|start-?up|giant|retailer|insurer|drugmaker|biotech|unicorn)"
    r"(?![\w-])(?! (?:[A-Z]|that|which|who|of)\b)"
)
"""the nine-year-old company, the online payments firm: whoever was told of before."""
_OF_ANOTHER = frozenset(
    [
        *(
            "first",
            "other",
            "same",
            "new",
            "second",
            "third",
            "parent",
            "only",
            "combined",
            "merged",
            "equity",
            "venture",
        ),
        *(
            "holding",
            "next",
            "target",
            "acquiring",
            "acquired",
            "rival",
            "capital",
            "buyout",
            "investment",
            "combination",
        ),
        *(
            "resulting",
            "largest",
            "biggest",
            "surviving",
            "listed",
            "law",
            "research",
            "consulting",
            "analytics",
            "accounting",
        ),
        *("former", "latter", "advisory", "whole", "entire", "every", "last", "most", "competing", "smaller", "larger"),
    ]
)
_PLANS_TO = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:plans?|preparations?|decision|efforts?|move|push|attempts?|intentions?|ability|commitment|ambitions?|desire) to\b"
)
_BRACKET = re.compile(r" ?\([^()]{2,40}\)")
_SEAT = re.compile(r"(?:, [A-Z]{2})?[ -](?:based|headquartered)\b")
_OPEN_ARTICLES = frozenset(["den", "einen", "das", "die", "ein", "eine"])
_OPENERS = frozenset(["als", "während", "wie", "after", "before", "as", "since"])
_MODALS = frozenset(["will", "would", "said", "announced", "agreed", "first", "recently", "completed"])
_SAYING = frozenset(["said", "says", "added", "adds", "explained", "commented", "noted", "stated", "remarked"])
_OFFICES = (
    "chief ",
    "ceo",
    "cfo",
    "cto",
    "coo",
    "president",
    "founder",
    "co-founder",
    "co-ceo",
    "co-chief ",
    "co-head",
    "cofounder",
    "vice ",
    "senior vice",
    "executive vice",
    "chairman",
    "chairwoman",
    "chair of",
    "director of",
    "managing ",
    "head of",
    "general manager",
    "general partner",
    "partner at",
    "analyst",
    "md,",
    "m.d.",
    "phd",
    "ph.d",
    "professor",
    "medical director",
    "executive director",
    "global head",
    "board member",
    "secretary",
    "minister",
)
_IDIOMS = frozenset(
    [
        ("naar", "verluidt"),
        ("naar", "verwachting"),
        ("onder", "meer"),
        ("onder", "andere"),
        ("onder", "anderen"),
        ("per", "direct"),
        ("tot", "slot"),
        ("unter", "anderem"),
        ("unter", "anderen"),
        ("vor", "kurzem"),
        ("seit", "kurzem"),
        ("bis", "zuletzt"),
        ("zum", "beispiel"),
    ]
)
_FINITE = frozenset(
    (
        *(
            "ligt",
            "staat",
            "komt",
            "blijft",
            "doet",
            "maakt",
            "krijgt",
            "geeft",
            "ziet",
            "boekt",
            "past",
            "groeit",
            "wil",
        ),
        *("zal", "steht", "kommt", "bleibt", "will", "soll", "kann", "muss", "ging", "kam", "stand", "lag", "blieb"),
        "stieg",
    )
)
_NO_VERBS = frozenset(
    ["samt", "mit", "seit", "jetzt", "zuletzt", "erst", "fast", "statt", "nicht", "recht", "selbst", "insgesamt"]
)
_LEADERS = (
    r"-(?:Chef|Chefin|CEO|Boss|Gründer|Gründerin|Geschäftsführer|Geschäftsführerin|Manager|Managerin|Vorstandschef)"
)
_LED = re.compile(rf"(?<![\w-])(?P<name>[A-ZÄÖÜ][\w&]{{2,25}}){_LEADERS}(?= [A-ZÄÖÜ])")
_LED_BY = re.compile(_LEADERS + " ")
_AFTER_PRONOUN = frozenset(
    ["auch", "sich", "der", "die", "das", "ein", "eine", "es", "bereits", "schon", "sowohl", "unter", "insgesamt"]
)
_DAUGHTER = re.compile(
    r"-(?:\w{0,12}-)?(?:tochter|tochterfirma|tochterunternehmen|ableger|mutter|sparte|konkurrent|rivale|beteiligung"
    r"|partner|dochter|dochterbedrijf|concurrent|moeder|moederbedrijf|eigenaar|eigner|eigentümer|rivaal|schwester"
    r"|eigentümerin|mutterkonzern|moederconcern) [„\"“]?",
    re.IGNORECASE,
)
_DEFINITE = frozenset(["der", "die", "das", "dem", "den", "de", "het"])
_MADE_OF = frozenset([("bestaande", "uit"), ("bestaat", "uit"), ("bestehend", "aus"), ("besteht", "aus")])
_CAUSING = frozenset(
    ["prompted", "prompting", "forced", "forcing", "allowed", "allows", "enabled", "enables", "helped"]
)
_HEARING = frozenset(["told", "tells", "asked", "informed", "notified", "urged", "sued"])


@cache
def _cue_words(lang: str) -> frozenset[str]:
    words = lexicon(lang)
    cues = (*words.rumours, *words.plans, *words.announcements, *words.denials, *words.failures)
    found = {cue.strip() for cue in cues if " " not in cue.strip()}
    return frozenset(
        found
        - words.prepositions
        - {"potential", "possible", "mögliche", "möglicher", "mogelijke", "offer", "angebot", "bod", "gerücht"}
    )


def cue_words(words: Lexicon) -> frozenset[str]:
    """Verbs of saying, planning and failing: no name before one of them hangs on a preposition behind it."""
    return _cue_words(words.lang)


_POINTING = {
    "de": re.compile(
        r"\b(?:[Dd](?:er|em|en|es|ieser|iesem|iesen) (?:[a-zäöü]{4,18}e[nrs]? )?[A-ZÄÖÜ]?[\w-]{0,24}"
        r"(?:[Kk]onzerns?|[Bb]etreibers?|[Hh]erstellers?|[Aa]nbieters?|[Hh]ändlers?|[Ss]pezialist(?:en)?|[Vv]ersicherers?"
        r"|[Ii]nvestors?|[Rr]iesen?|[Gg]igant(?:en)?|[Dd]ienstleisters?|[Ee]ntwicklers?|[Pp]roduzent(?:en)?|[Vv]ersenders?)"
        r"|[Dd](?:ie|er|iese|ieser) (?:[a-zäöü]{4,18}en? )?[A-ZÄÖÜ]?[\w-]{0,24}"
        r"(?:[Ff]irma|[Kk]ette|[Gg]ruppe|[Kk]asse|[Hh]olding|[Gg]esellschaft|[Pp]lattform|[Aa]potheke|[Ss]tiftung"
        r"|[Ww]eb[Ss]ite|[Mm]arke|[Aa]irline|[Ff]luglinie|[Kk]linik|[Bb]rauerei|[Rr]eederei|[Aa]gentur)"
        r"|[Dd](?:as|em|es|ieses|iesem) (?:[a-zäöü]{4,18}e[nrs]? )?[A-ZÄÖÜ]?[\w-]{0,24}"
        r"(?:[Uu]nternehmens?|[Ss]tart-?[Uu]ps?|[Pp]ortals?)"
        r"|Die [A-ZÄÖÜ][a-zäöüß]{3,16}er(?= (?:haben|hatten|wollen|übernehmen|kaufen|erwerben|investieren|zahlen|bieten|sammeln)\b)"
        r"|(?:[Ss]ein|[Ii]hr)(?:e|en|er|es|em)? (?:Unternehmens?|Firma|Start-?[Uu]ps?))(?![\w-])(?! [„»\"A-ZÄÖÜ])"
    ),
    "nl": re.compile(
        r"\b(?:(?:[Hh]et|[Dd]it) (?:[a-zë]{4,18}e )?[\w-]{0,24}(?:bedrijf|concern|platform|fonds|portaal|merk)"
        r"|(?:[Dd]e|[Dd]eze) (?:[a-zë]{4,18}e )?[\w-]{0,24}"
        r"(?:onderneming|firma|start-?up|scale-?up|keten|groep|verzekeraar|aanbieder|fabrikant|leverancier|maker|ontwikkelaar"
        r"|investeerder|reus|gigant|organisatie|uitgever|dienstverlener|exploitant|producent|webwinkel|retailer|site|maatschappij|kliniek|brouwerij)"
        r"|(?:[Zz]ijn|[Hh]aar|[Hh]un) (?:bedrijf|onderneming|firma|start-?up))(?![\w-])(?! [A-Z])"
    ),
}
"""A noun for a kind of company with its article, no name behind it: somebody told before."""


class ItemReader:
    """Finds the items of a sentence in order, with their markers."""

    def __init__(self, sentence: Sentence, hits: Sequence[Hit], lexicon: Lexicon, text: str) -> None:
        self.sentence = sentence
        self.text = text
        self.lexicon = lexicon
        self.hits = hits
        self.tokens = list(WORD.finditer(text, sentence.start, sentence.end))
        self.items = self._items()

    # -- items

    def _items(self) -> list[Item]:
        sentence, lexicon = self.sentence, self.lexicon
        span = Span(start=sentence.start, end=sentence.end)
        verbs = form_words(lexicon.lang)
        known = [self._extended(one) for one in sentence.names]
        unknown = find_unknown(self.text, span, lexicon.lang, lexicon, known)
        mentions = [*known, *(one for one in unknown if " " in one.text or one.text.lower() not in verbs)]
        if lexicon.lang == "en" and " of " in sentence.text:
            mentions = self._with_bodies(mentions)
        items = [
            Item(start=one.start, end=one.end, mention=one)
            for one in map(self._as_speaker, map(self._without_figure, mentions))
            if not self._is_figure(one) and not self._is_scenery(one)
        ]
        taken = [(one.start, one.end) for one in items]
        for start, end in self._anaphors():
            follows = any(
                left - end in (1, 2) and self.text[end:left] in (" ", " „", ' "', " »", " “") for left, _ in taken
            )
            if lexicon.lang == "en" and _POINTERS["en"].fullmatch(self.text, start, end):
                inside = [one for one in items if start < one.start and one.end < end]  # the Oslo-based firm: no Oslo
                items = [one for one in items if one not in inside]
                taken = [(one.start, one.end) for one in items]
            if not follows and all(end <= left or right <= start for left, right in taken):
                is_pointer = lexicon.lang == "en" and _POINTERS["en"].fullmatch(self.text, start, end) is not None
                items.append(Item(start=start, end=end, mention=None, is_pointer=is_pointer))
        items += self._heads(items)
        items += self._led(items)
        items.sort(key=lambda one: one.start)
        if lexicon.lang == "en":
            items = self._join_singular(items)
        items = self._drop_brackets(self._join_legal(items))
        if not is_title_case(self.text, span):
            self.hits = [hit for hit in self.hits if not self._is_in_name(hit, items)]
        self._mark(items)
        if self.lexicon.lang == "de":
            for left, right in pairwise(items):
                if _LED_BY.fullmatch(self.text, left.end, right.start):
                    right.marker = "-"  # X-Chef P: what P does is done for X
        if self.lexicon.lang != "en":
            items = [
                item for number, item in enumerate(items) if not (number and self._is_rest(items[number - 1], item))
            ]
        self._mark_people(items)
        return items

    def _led(self, items: Sequence[Item]) -> list[Item]:
        """`X-Chefin P`: X."""
        found: list[Item] = []
        if self.lexicon.lang != "de":
            return found
        for one in _LED.finditer(self.text, self.sentence.start, self.sentence.end):
            start, end = one.span("name")
            name = one["name"]
            low = name.lower()
            if (
                any(item.start < end and start < item.end for item in items)
                or low in self.lexicon.not_names
                or low in self.lexicon.title_nouns
                or low in self.lexicon.prepositions
                or low in ("ex", "co", "vize", "finanz", "ki", "personal", "technik", "vertriebs", "marketing")
                or is_german_noun(name)
            ):
                continue
            mention = NameMention(start=start, end=end, text=name, entity_id=None, kind="company")
            found.append(Item(start=start, end=end, mention=mention))
        return found

    def _is_verb(self, ahead: str, word: str) -> bool:
        """Whether a small word behind a noun is the clause's verb, so that its subject hangs on no preposition."""
        if word in _FINITE:
            return True
        if self.lexicon.lang != "de" or not ahead[0].isupper() or not compiled("[a-zäöüß]{3,}t").fullmatch(word):
            return False
        return word not in _NO_VERBS and word not in self.lexicon.conjunctions and word not in self.lexicon.prepositions

    def _is_rest(self, left: Item, right: Item) -> bool:
        """`von J. P. Nordberg Chase`: a name right behind one with a preposition is the rest of it."""
        return (
            left.mention is not None
            and right.mention is not None
            and left.marker not in (None, "-")
            and not left.is_possessive
            and right.marker in (None, left.marker)
            and self.text[left.end : right.start] == " "
        )

    def _with_bodies(self, mentions: list[NameMention]) -> list[NameMention]:
        """`the Government of X`, `the University of Y`: one name, that of the body and not of the place."""
        for found in _BODY.finditer(self.text, self.sentence.start, self.sentence.end):
            start, end = found.span()
            inside = [one for one in mentions if one.start < end and start < one.end]
            if any(one.entity_id is not None and one.start <= start for one in inside) or any(
                one.start < start or one.end > end for one in inside
            ):
                continue
            body = NameMention(start=start, end=end, text=found.group(), entity_id=None, kind="institution")
            mentions = [*(one for one in mentions if one not in inside), body]
        return sorted(mentions, key=lambda one: one.start)

    def _mark_people(self, items: list[Item]) -> None:
        """`founders Ann Lee and Umi Sato`: who is joined to a person by `and` and has a name like one is one too."""
        if self.lexicon.lang != "en":
            return
        for left, right in pairwise(items):
            one, other = left.mention, right.mention
            if (
                one is None
                or other is None
                or left.group != right.group
                or (one.kind == "person") == (other.kind == "person")
            ):
                continue
            if one.entity_id is not None or other.entity_id is not None:
                continue
            item = right if one.kind == "person" else left
            assert item.mention is not None
            words = item.mention.text.split()
            if len(words) in (2, 3) and all(word.isalpha() and word.lower() not in FIRM_WORDS for word in words):
                found = item.mention
                item.mention = NameMention(
                    start=found.start, end=found.end, text=found.text, entity_id=None, kind="person"
                )

    def _as_speaker(self, mention: NameMention) -> NameMention:
        """`said Ann Lee`, `Ann Lee, chief executive`: a person, whatever the name looks like."""
        if self.lexicon.lang != "en" or mention.entity_id is not None or mention.kind == "person":
            return mention
        if len(mention.text.split()) not in (2, 3, 4):
            return mention
        before = self.text[max(self.sentence.start, mention.start - 16) : mention.start].split()
        after = self.text[mention.end : mention.end + 40].lower()
        speaks = bool(before) and before[-1].lower() in _SAYING and self.text[mention.start - 1] == " "
        told = after[2:].removeprefix("the ").removeprefix("a ")
        if (speaks and after[:1] in ",.(") or (after.startswith((", ", " (")) and told.startswith(_OFFICES)):
            return NameMention(start=mention.start, end=mention.end, text=mention.text, entity_id=None, kind="person")
        return mention

    def _without_figure(self, mention: NameMention) -> NameMention:
        """`Forwell 250` of `Forwell 250 million` is Forwell."""
        for one in (*self.sentence.money, *self.sentence.dates):
            if mention.entity_id is None and mention.start < one.start < mention.end:
                end = mention.start + len(self.text[mention.start : one.start].rstrip(" ,$€£"))
                return NameMention(
                    start=mention.start, end=end, text=self.text[mention.start : end], entity_id=None, kind=mention.kind
                )
        return mention

    def _is_figure(self, mention: NameMention) -> bool:
        return any(
            one.start < mention.end and mention.start < one.end for one in (*self.sentence.money, *self.sentence.dates)
        )

    def _is_scenery(self, mention: NameMention) -> bool:
        """Places and events are no parties; `US-Konzern` names none."""
        tail = self.text[mention.end : mention.end + 8].lower()
        if self.lexicon.lang == "en" and tail[:1] == "-" and tail[1:2].isalpha():
            return not tail[1:].startswith(
                ("backed", "owned", "based", "led", "funded", "run", "built", "made", "maker")
            )
        if mention.entity_id is None and _SEAT.match(self.text, mention.end):
            return True  # Plano, TX based X
        return mention.kind in ("place", "event") or (
            mention.kind == "government" and self.text[mention.end : mention.end + 1] == "-"
        )

    def _extended(self, mention: NameMention) -> NameMention:
        """`Philips Lighting` is not Philips: a known name that goes on is another name."""
        if self.lexicon.lang == "de":
            return self._extended_de(mention)
        if mention.kind in ("place", "person", "government"):
            return mention
        end = mention.end
        for token in self.tokens:
            word = token.group()
            if token.start() == end + 1 and self.text[end] == " " and word[0].isupper() and word.rstrip("+").isalpha():
                low = word.lower()
                if (
                    low in LEGAL
                    or low in self.lexicon.not_names
                    or low in self.lexicon.prepositions
                    or (low in form_words(self.lexicon.lang) and low not in _NAME_ENDS)
                    or low in self.lexicon.title_nouns
                ):
                    break
                if any(one.start == token.start() for one in self.sentence.names) or low in lower_words(self.text):
                    break
                end = token.end()
        if end == mention.end or is_title_case(self.text, self.sentence):
            return mention
        kind = mention.kind if mention.kind != "programme" else "product"
        return NameMention(start=mention.start, end=end, text=self.text[mention.start : end], entity_id=None, kind=kind)

    def _extended_de(self, mention: NameMention) -> NameMention:
        """`LG Energy Solution` is not LG: English words of companies go on with the name."""
        found = _FIRM_TAIL.match(self.text, mention.end, self.sentence.end)
        if found is None or mention.kind in ("place", "person", "government"):
            return mention
        if any(
            one is not mention and one.start < found.end() and found.start() < one.end for one in self.sentence.names
        ):
            return mention
        end = found.end()
        return NameMention(
            start=mention.start, end=end, text=self.text[mention.start : end], entity_id=None, kind="company"
        )

    def _heads(self, items: Sequence[Item]) -> list[Item]:
        """The name before the hyphen of a German or Dutch compound that ends in a trigger: `Nordblick-Übernahme`."""
        found: list[Item] = []
        if self.lexicon.lang not in ("de", "nl"):
            return found
        for hit in self.hits:
            if not hit.trigger.frame.endswith("_noun") or self.text[hit.start - 1 : hit.start] != "-":
                continue
            token = next((one for one in self.tokens if one.start() < hit.start < one.end()), None)
            if token is None or any(one.start < hit.start and token.start() < one.end for one in items):
                continue
            head = self.text[token.start() : hit.start - 1]
            low = head.lower()
            if (
                len(head) < 3
                or "-" in head
                or not head[0].isupper()
                or low in self.lexicon.not_names
                or low in self.lexicon.title_nouns
                or low in ("seed", "pre-seed", "series", "serie", "growth", "venture", "equity")
                or low in lower_words(self.text)
                or (self.lexicon.lang == "de" and is_german_noun(head))
            ):
                continue
            mention = NameMention(start=token.start(), end=hit.start - 1, text=head, entity_id=None, kind="company")
            found.append(Item(start=mention.start, end=mention.end, mention=mention))
        return found

    def _anaphors(self) -> list[tuple[int, int]]:
        low, offset = self.sentence.low, self.sentence.start
        found: list[tuple[int, int]] = []
        for phrase in self.lexicon.anaphors:
            at = low.find(phrase)
            while at >= 0:
                end = at + len(phrase)
                if (at == 0 or not low[at - 1].isalnum()) and (end == len(low) or not low[end].isalnum()):
                    found.append((at + offset, end + offset))
                at = low.find(phrase, end)
        pointer = _POINTERS.get(self.lexicon.lang)
        if pointer is not None:
            found += [one.span() for one in pointer.finditer(self.text, self.sentence.start, self.sentence.end)]
        pointing = _POINTING.get(self.lexicon.lang)
        if pointing is not None:
            more = [one.span() for one in pointing.finditer(self.text, self.sentence.start, self.sentence.end)]
            found += [one for one in more if all(one[1] <= start or end <= one[0] for start, end in found)]
        if self.lexicon.lang == "en":
            for token in self.tokens:
                if token.group().lower() in ("it", "they"):
                    found.append((token.start(), token.end()))
            told = set(found)
            for one in _DESCRIBED.finditer(self.text, self.sentence.start, self.sentence.end):
                words = set(one.group().lower().replace("-", " ").split())
                if not words & _OF_ANOTHER and all(one.end() <= left or right <= one.start() for left, right in told):
                    found.append(one.span())
        return found

    def _join_singular(self, items: list[Item]) -> list[Item]:
        """`Paragon Defence and Space Systems has agreed`: one name where the verb is singular."""
        kept: list[Item] = []
        for item in items:
            last = kept[-1] if kept else None
            if (
                last is not None
                and last.mention is not None
                and item.mention is not None
                and last.mention.entity_id is None
                and item.mention.entity_id is None
                and last.mention.kind == item.mention.kind == "company"
                and last.start == self.sentence.start
                and self.text[last.end : item.start] == " and "
                and self.text[item.end : item.end + 5] in (" has ", " was ")
            ):
                text = self.text[last.start : item.end]
                whole = NameMention(start=last.start, end=item.end, text=text, entity_id=None, kind="company")
                kept[-1] = Item(start=last.start, end=item.end, mention=whole)
                continue
            kept.append(item)
        return kept

    def _join_legal(self, items: list[Item]) -> list[Item]:
        """`Borman's` and `Inc`, `Eli Lilly` and `Co` are one name; a legal form alone is none."""
        kept: list[Item] = []
        for item in items:
            words = [] if item.mention is None else item.mention.text.lower().replace(".", "").split()
            if not words or not all(word in LEGAL for word in words):
                kept.append(item)
                continue
            last = kept[-1] if kept else None
            if last is None or last.mention is None:
                continue
            gap = self.text[last.end : item.start]
            if gap in (" ", "'s ", "’s ", " and ", " & ", ", ", "-"):
                mention = last.mention
                entity = mention.entity_id if gap != "'s " or mention.entity_id else None
                joined = NameMention(
                    start=mention.start,
                    end=item.end,
                    text=self.text[mention.start : item.end],
                    entity_id=entity,
                    kind=mention.kind,
                )
                kept[-1] = Item(start=last.start, end=item.end, mention=joined)
        return kept

    def _is_in_name(self, hit: Hit, items: list[Item]) -> bool:
        """Whether the trigger is a capitalised word within a longer name: `Matrix Partners`."""
        if not self.text[hit.start].isupper():
            return False
        if self.lexicon.lang != "de" and any(item.end == hit.start - 1 and not item.is_anaphor for item in items):
            return self.text[hit.start - 1] == " "  # Cisco Investments, Samsung Catalyst Fund
        return any(
            item.mention is not None
            and item.start <= hit.start
            and hit.end <= item.end
            and item.end - item.start > hit.end - hit.start
            for item in items
        )

    def _drop_brackets(self, items: list[Item]) -> list[Item]:
        kept: list[Item] = []
        for item in items:
            before = self.text[kept[-1].end : item.start] if kept else ""
            short = self.text[item.start - 1 : item.start] in ("(", "[") and item.end - item.start <= 8
            after = self.text[item.end : item.end + 1]
            if after in (")", "]") and (before.strip() in ("(", "[") or short):
                continue
            if _FORMERLY.search(self.text, max(self.sentence.start, item.start - 90), item.start):
                continue  # X, formerly Y
            opening = self.text.rfind("(", max(0, item.start - 30), item.start)
            ticker = opening >= 0 and (_EXCHANGE.match(self.text, opening) or _TICKER.match(self.text, opening))
            if ticker and ")" not in self.text[opening : item.start]:
                continue  # (NASDAQ: X)
            kept.append(item)
        return kept

    def _mark(self, items: list[Item]) -> None:
        starts = {token.start(): number for number, token in enumerate(self.tokens)}
        ends = {item.end: item for item in items}
        barriers = [(hit.start, hit.end) for hit in self.hits if hit.trigger.type not in ("metric", "forecast")]
        barriers += [(one.start, one.end) for one in (*self.sentence.dates, *self.sentence.money)]
        breakers = cue_words(self.lexicon)
        group = 0
        for number, item in enumerate(items):
            tail = self.text[item.end : item.end + 2]
            if tail in (".'", ".’"):  # X Corp.'s
                tail = self.text[item.end + 1 : item.end + 3]
            item.is_possessive = tail in ("'s", "’s") or (
                tail[:1] in "'’" and tail[:1] != "" and item.mention is not None and item.mention.text.endswith("s")
            )
            if item.is_possessive and self.lexicon.lang == "en" and _PLANS_TO.match(self.text, item.end):
                item.is_possessive = False  # X's plan to buy Y: X buys
            ticker = TICKER_OF.match(self.text, item.end) if item.mention is not None else None
            if ticker is not None:  # X (NYSE: XX)'s clinics
                item.is_possessive = True
            if self.lexicon.lang in ("de", "nl") and tail[:1] == "s" and not tail[1:].isalnum():
                item.is_possessive = True
            group += 1
            item.group = group
            if item.is_anaphor and item.end - item.start <= 4:
                before = self._token_before(item.start)
                item.marker = (
                    before
                    if before in self.lexicon.prepositions and before not in ("after", "before", "as", "since", "than")
                    else None
                )
                continue
            if (
                number
                and self._is_joined(items[number - 1], item)
                and self._is_list(items[number - 1], item, number > 1 and items[number - 2].group == group)
            ):
                item.group, item.marker = items[number - 1].group, items[number - 1].marker
                item.accusative = items[number - 1].accusative
                item.before_marker = items[number - 1].before_marker
                group = item.group
                continue
            index = starts.get(item.start)
            if index is None:
                index = next((at for at, token in enumerate(self.tokens) if token.end() > item.start), 0)
            if self.text[item.end : item.end + 1] == "-" and self.text[item.end + 1 : item.end + 7].lower().startswith(
                ("backed", "owned", "based", "led", "funded")
            ):
                item.marker = "-"
                continue
            if self.lexicon.lang != "en" and number + 1 < len(items) and self._is_owner(item, items[number + 1]):
                item.marker = "-"
                continue
            if _OWNED_BY.match(self.text, item.end) and self.text[: item.start].endswith((", a ", ", an ")):
                item.marker = "of"  # X, a Y company, announced …
                continue
            window = self.tokens[max(0, index - 8) : index]
            for place, token in reversed(list(enumerate(window))):
                low = token.group().lower()
                if low == "partner" and self.text[token.end() : token.end() + 1] == " ":
                    continue  # with its partner X
                if any(start <= token.start() < end for start, end in barriers) or low in breakers:
                    if low in self.lexicon.prepositions and any(token.end() == end for _, end in barriers):
                        item.marker = low  # the trigger brings its preposition: took control of
                    break
                if self.lexicon.lang != "en" and place and self._is_verb(window[place - 1].group(), token.group()):
                    break  # beim Verkauf von Pumpen liegt X vorn
                if (
                    low in ("auch", "ook")
                    and place
                    and window[place - 1].group().lower() not in self.lexicon.prepositions
                ):
                    break  # neben den Gründern auch X
                if low in ("include", "includes", "included", "which", "whom", "whose", "who"):
                    break
                if low in _CAUSING and self.lexicon.lang == "en":
                    break  # the failure of a trial prompted X to …
                if low in _HEARING and place + 1 >= len(window) - 2:
                    item.marker = low  # told the commission: who hears it does nothing
                    break
                if low in _OPENERS and self._opens_clause(token.start(), item):
                    break
                if low in ("darunter", "waaronder") and any(hit.trigger.type == "funding_round" for hit in self.hits):
                    item.marker = low
                    break
                if low == "etwa" and place and window[place - 1].group() == ",":
                    item.marker = "wie"
                    break
                if low in self.lexicon.prepositions and (
                    self._is_idiom(window, place) or self._opens_relative(window, place, item)
                ):
                    break
                if low in self.lexicon.prepositions:
                    if not (low == "of" and token.end() in ends):
                        item.marker = low
                        item.before_marker = window[place - 1].group().lower() if place else ""
                    break
                if self.lexicon.lang == "de" and low in ("den", "einen"):
                    item.accusative = True
                if self.lexicon.lang == "de" and low in _OPEN_ARTICLES:
                    ahead = window[place - 1].group().lower() if place else ""
                    if ahead.isalpha() and ahead not in self.lexicon.prepositions and ahead not in ("beide", "alle"):
                        break  # auf der Messe den Sensor X: the article opens another phrase
                if token.group() in _STOPS and token.group() not in '"“”„»«' and token.group() != "\n":
                    break
                if low in self.lexicon.conjunctions or low in self.lexicon.passive or low in self.lexicon.perfect:
                    break
                if token.end() in ends and not ends[token.end()].is_possessive:
                    break

    def _is_owner(self, item: Item, follow: Item) -> bool:
        """`X-Tochter Y`: what is said is said of Y."""
        if follow.mention is None or follow.mention.kind == "person":
            return False
        return _DAUGHTER.fullmatch(self.text, item.end, follow.start) is not None

    @staticmethod
    def _is_idiom(window: Sequence[re.Match[str]], place: int) -> bool:
        """`unter anderem X`, `ein Konsortium bestehend aus X und Y`: the preposition says nothing of the name."""
        low = window[place].group().lower()
        after = window[place + 1].group().lower() if place + 1 < len(window) else ""
        ahead = window[place - 1].group().lower() if place else ""
        if low == "aan" and ahead.startswith("kondig"):
            return True  # X kondigde aan Y te kopen
        return (low, after) in _IDIOMS or (ahead, low) in _MADE_OF

    def _opens_relative(self, window: Sequence[re.Match[str]], place: int, item: Item) -> bool:
        """`ein Test, an dem X teilnahm`: the preposition belongs to the pronoun, the name is the subject."""
        if self.lexicon.lang != "de" or not place or window[place - 1].group() != "," or place + 1 >= len(window):
            return False
        pronoun = window[place + 1]
        if pronoun.group().lower() not in ("dem", "der", "denen", "den", "die", "das"):
            return False
        if place + 2 >= len(window):
            return item.start - pronoun.end() == 1
        return window[place + 2].group().lower() in _AFTER_PRONOUN

    def _opens_clause(self, start: int, item: Item) -> bool:
        """Whether `als`, `after` … is a conjunction whose clause has the item as its subject."""
        before = self.text[self.sentence.start : start].rstrip()
        if self.lexicon.lang == "de":
            return not before or before[-1] in ",;:–—"
        if self.text[start : item.start].count(" ") > 4:
            return False
        tail = self.text[item.end : item.end + 40]
        if tail[:1] != " " or item.is_possessive:
            return False
        follow = tail.split()
        return bool(follow) and (
            follow[0].strip(".,;") in (self.lexicon.passive | self.lexicon.perfect | _MODALS)
            or follow[0].strip(".,;").lower() in form_words(self.lexicon.lang)
        )

    def _is_list(self, left: Item, right: Item, goes_on: bool) -> bool:
        """Whether a comma between two names is that of a list: `with X, Y offers` and `by X, and Y moved` are none."""
        gap = _BRACKET.sub("", self.text[left.end : right.start])
        if not gap.startswith(",") or goes_on:
            return True
        words = gap[1:].split()
        if words and words[0].lower() in self.lexicon.conjunctions:
            return left.marker is None or self.lexicon.lang != "en"
        if words or left.marker is None:
            return True
        after = self.text[right.end : right.end + 12].split()
        return bool(after) and (
            after[0][0] in ",;&" or after[0].lower() in self.lexicon.conjunctions or self.text[right.end] == ","
        )

    def _is_joined(self, left: Item, right: Item) -> bool:
        if left.is_anaphor or right.is_anaphor or left.is_possessive:
            return False
        gap = _BRACKET.sub("", self.text[left.end : right.start])
        if self.lexicon.lang == "de":
            gap = compiled("^-[A-ZÄÖÜ][a-zäöü]+(?= )").sub("", gap)  # der X-Fonds und Y
        words = [word.lower() for word in gap.replace(",", " , ").replace("&", " & ").split()]
        if not words or len(words) > 8 or (words[0] != "," and words[0] not in self.lexicon.conjunctions):
            return False
        if words[0] == "," and len(words) > 1 and words[1] in _DEFINITE and len(words) < 5 and self._goes_on(right):
            words = [","]  # A, der B und das C
        if words[0] == "," and len(words) > 1 and words[1] not in self.lexicon.conjunctions:
            return left.marker in ("zwischen", "tussen") and words[1] in _DEFINITE and len(words) < 5
        while words and (words[0] == "," or words[0] in self.lexicon.conjunctions):
            words = words[1:]
        if left.marker in ("zwischen", "tussen") and words[-1:] in (["von"], ["van"]) and words[0] in _DEFINITE:
            words = words[:-1]  # zwischen A und den Fachleuten von B
        if any(
            word in self.lexicon.prepositions
            or word in self.lexicon.passive
            or word in ("which", "who", "that", "will", "said")
            for word in words
        ):
            return False
        if gap.strip().startswith(",") and words and gap.split()[0] == "," and len(words) > 4:
            return False
        if any(left.end <= hit.start < right.start for hit in self.hits):
            return False
        # "bought X, and Y sold Z": what follows is a clause of its own
        follow = [
            hit
            for hit in self.hits
            if hit.trigger.type not in ("metric", "forecast")
            and 0 <= hit.start - right.end <= 8
            and not hit.trigger.frame.endswith("_noun")
            and hit.form not in hit.trigger.finals
            and "," not in self.text[right.end : hit.start]
            and (self.lexicon.lang != "en" or self.text[right.end : hit.start] != " to ")
        ]
        return not (
            follow
            and any(hit.end <= left.start for hit in self.hits if not self.lexicon.frames[hit.trigger.frame].is_noun)
        )

    def _goes_on(self, item: Item) -> bool:
        """Whether a list goes on behind the name: `und der C`, `en het Londense D`."""
        if self.lexicon.lang == "en":
            return False
        return (
            compiled(
                r"(?:, (?:(?:der|die|das|de|het) )?[A-ZÄÖÜ][\w-]+(?: [A-Z][\w-]+){0,2}){0,3},? (?:und|sowie|en) (?:[a-zäöüë-]+ ){0,3}[A-ZÄÖÜ]"
            ).match(self.text, item.end)
            is not None
        )

    def _words_before(self, position: int, count: int) -> list[str]:
        found: list[str] = []
        for token in reversed(self.tokens):
            if token.start() >= position:
                continue
            found.append(token.group().lower())
            if len(found) == count:
                break
        return found

    def _token_before(self, position: int) -> str:
        found = self._words_before(position, 1)
        return found[0] if found else ""

    def _word_after(self, position: int) -> str:
        for token in self.tokens:
            if token.start() >= position:
                return token.group().lower()
        return ""

    def _free(self, start: int, end: int, *, anaphors: bool = True) -> list[Item]:
        return [
            item
            for item in self.items
            if start <= item.start
            and item.end <= end
            and item.marker is None
            and not item.is_possessive
            and not item.is_used
            and (anaphors or not item.is_anaphor)
            and not (item.mention is not None and item.mention.kind == "place")
        ]

    def _verb_between(self, start: int, end: int) -> bool:
        return any(
            start <= hit.start < end and not hit.trigger.frame.endswith("_noun")
            for hit in self.hits
            if hit.trigger.type not in ("metric", "forecast")
        )
