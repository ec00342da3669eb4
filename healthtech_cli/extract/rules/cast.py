"""Who is meant: known entities, unknown names under their longest form, pronouns by the last subject."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from healthtech_cli.extract.mentions.names import FIRM_WORDS, LEGAL, Gazetteer, find_unknown
from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim, Item, Sentence
from healthtech_cli.languages.places import PEOPLES
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.languages.words_zh import MEDIA
from healthtech_cli.model.facts import Entity
from healthtech_cli.model.spans import NameMention, Span
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.names.ids import told_apart

_BRANDS = ("product", "programme")
_FIRMS = ("company", "subsidiary", "institution")
_OWNER = re.compile(r"[ -](?:maker|owner|parent|creator|developer|operator)\b")  # the ChatGPT maker
_NAMED = re.compile(r"joint venture,? (?:(?:to be|will be|which will be) )?(?:named|called) (?:the )?[“\"]?")
_EN_WHOLE = re.compile(r"th(?:e|is) (?:[a-z0-9-]+ ){1,3}(?:company|firm|start-?up)")
_BACK = re.compile(
    r"\W{0,3}(?:(?:In|Since|On|By|Last|This|Earlier|Later|Also|However|Meanwhile|Today|At|For)\b[^,.;]{0,25}, )?"
    r"(?:[Ii]ts?|[Tt]heir|[Tt]hey|[Tt]h(?:e|is) (?:[a-z0-9-]+ ){0,3}(?:company|firm|start-?up|group|giant|retailer|insurer|drugmaker))(?:(?<=y|p|m|r)['’]s)? "
    r"(?![A-Z]|is |was |will be )"
)
_ATTRIBUTE = re.compile(
    r" (?:[a-z]+ ){0,2}(?:acquisition|takeover|purchase|deal|merger|transaction|buyout|bid|partnership)s?\b"
)
"""The Halden lab acquisition: Halden is no subject."""
_PERSON = re.compile(
    r"\b(?:(?:CEO|CFO|CTO|COO|[Pp]resident|[Cc]hairman|[Cc]hairwoman|[Ff]ounder|[Mm]inister|[Ss]enator|[Aa]nalyst|[Cc]hief [Ee]xecutive(?: [Oo]fficer)?) "
    r"(?P<after>[A-Z][a-z]+ [A-Z][a-z'’-]+)\b(?! [A-Z])"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|President|Prime Minister|Chancellor|Senator)\.? (?P<short>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?)\b(?! [A-Z]|['’]s [A-Z])"
    r"|(?P<who>[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]+)?), who\b"
    r"|(?P<before>[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z'’-]+), (?:(?:the|its|a|our) )?(?:[Cc]o-)?(?:[Cc]hief|CEO|CFO|CTO|[Pp]resident|[Ff]ounder|[Cc]hairman"
    r"|[Hh]ead of|[Vv]ice|[Mm]anaging [Dd]irector|[Dd]irector of|[Aa]n? analyst))"
)
_SAYING = re.compile(r" (?:analysts? )?(?:said|says|noted|wrote|reported)\b")
_REACH = 3
_LEAD = 900
_TITLE_REACH = 40
_OPENERS = 3
_WHOLE = frozenset(
    (
        "the company",
        "the startup",
        "the start-up",
        "the firm",
        "das unternehmen",
        "die firma",
        "das start-up",
        "das startup",
        "het bedrijf",
        "de onderneming",
        "de start-up",
        "de startup",
        "der konzern",
        "dem unternehmen",
        "der firma",
        "het concern",
        "de firma",
    )
)
_ANY_FIRM = ("unternehm", "firma", "bedrijf", "ondernem", "gesellschaft", "organisati")
_AN = frozenset(["ein", "eine", "einem", "einer", "der", "die", "das", "dem", "een", "de", "het"])
_TOWN_POINTER = re.compile(r"(?:das|die|der|dem|het|de|dit|deze) \w+ \w+")
"""Pointers that may mean the company a whole document is about."""
_NAMELESS = re.compile(
    r"(?:An?|Another) (?:[\w-]+ ){0,4}?(?:start-?up|company|firm|biotech|venture|spinout|spin-off)\b"
)
"""A start-up that is named only later."""
_GOES_ON = re.compile(
    r"(?:, [^.;]{3,60},)? (?:is|was|has|makes|builds|develops|sells|plans|wants|says|offers|uses|aims|operates)\b"
)
_OFFICE = frozenset(
    ["ceo", "cfo", "cto", "coo", "officer", "executive", "founder", "president", "chairman", "director"]
)
_OFFICER = re.compile(
    r"(?:['’]s?)? (?:co-)?(?:ceo|cfo|cto|coo|chief (?:executive|financial|medical|operating)|founder|president|chairman"
    r"|spokes(?:man|woman|person))\b",
    re.IGNORECASE,
)
_FAR_REACH = 8
"""How far back a Chinese sentence may take its subject from: 它 and 公司 run on for a paragraph."""
_OPENING = re.compile(
    r"\W*(?:\d{1,4}\s?[年月日号]?|[上下]半年|近日|日前|目前|此外|同时|其中|随后|后来|此后|近年来?|去年|今年|同年|当年|次年|早在|截至|自|据悉|而|但|也|在|于|年|月|[底初末]|起)*"
    r"[^，。；：！？]{0,12}"
)
_SAYS_NO_MORE = re.compile(r"(?:它|其|该?公司|该集团|该平台|这家(?:公司|企业)|该企业)")
_NOT_SUBJECT = re.compile(
    r"(?:从|对|向|与|和|同|跟|被|由|给|据|于|为|比|遭|获|受|是|了|收购|投资|合并|并购|控股|推出|发布|入股|携手|联合|包括|、)$"
)


def _is_at_home(ahead: str, behind: str, word: str, countries: str) -> bool:
    """Whether what stands around a name tells that it is of the place or people `word`."""
    words = re.split(r"[.;:,()\n]", ahead)[-1].replace("’", "'").split()[-6:]
    lead = f" {' '.join(words)} "
    if any(f" {form} " in lead for form in (word, f"{word}-based", f"{word}-headquartered")) and " and " not in lead:
        return True
    owners = [f" {country}'s " for country in countries.split("|") if country]
    if any(owner in lead for owner in owners):
        return True
    told = behind.replace("’", "'")
    if not told.startswith((", ", " is ", " was ", " (")):
        return False
    first = re.split(r"[.;:\n]", told.removeprefix(", "))[0]
    seats = [word] if not countries else countries.split("|")
    return any(f"based in {seat}" in first or f"headquartered in {seat}" in first for seat in seats) or bool(
        set(first.split()[:4]) & {word, f"{word}-based"}
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An entity as a party of a fact; equal by id."""

    id: str
    name: str
    kind: str
    is_known: bool


def slug(name: str) -> str:
    """Kebab case in ASCII; Chinese is spelled as it sounds, with a hash that tells homophones apart."""
    return told_apart(name) or "unnamed"


def core(name: str) -> str:
    """The name without legal suffixes, folded: `Acme Holding Corp.` and `Acme` are one."""
    words = [word.strip(".,") for word in fold(name).replace("\n", " ").split()]
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    return " ".join(word for word in words if word)


_TICKER = re.compile(r" ?\((?:(?:[A-Z]{2,9}|[Nn]asdaq|[Nn]yse)(?:/[A-Z]+)?: ?)?([A-Z]{2,6})(?:\.[A-Z]{1,3})?\)")


class Cast:
    """The parties of one document."""

    def __init__(
        self,
        *,
        text: str,
        sentences: Sequence[Sentence],
        items: Mapping[int, list[Item]],
        gazetteer: Gazetteer,
        lexicon: Lexicon,
        claims: Sequence[Claim],
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.items = items
        self.gazetteer = gazetteer
        self.lexicon = lexicon
        self._unknown: dict[str, NameMention] = {}
        self._subjects: dict[int, NameMention | None] = {}
        self.claims = claims
        self._canonical = self._canonical_names(claims)
        self._parties: dict[str, Party] = {}
        self._weights: dict[Party, int] | None = None
        self._told: dict[int, list[NameMention]] = {}
        self.last_target: tuple[int, Party] | None = None
        """The target of the last deal that was read, with its sentence."""
        self.last_raiser: tuple[int, Party] | None = None
        """Whose round was read last, with its sentence."""
        self._tickers: dict[str, NameMention] | None = None
        self._people: set[str] | None = None

    def _canonical_names(self, claims: Sequence[Claim]) -> dict[str, str]:
        names: list[str] = []
        seen: set[str] = set()
        for group in self.items.values():
            for item in group:
                if item.mention is not None and item.mention.entity_id is None and item.mention.text not in seen:
                    seen.add(item.mention.text)
                    names.append(" ".join(item.mention.text.split()))
        for claim in claims:
            for claimed in (claim.actor, claim.target, *claim.partners):
                if (
                    claimed is not None
                    and claimed.mention is not None
                    and claimed.mention.entity_id is None
                    and not claimed.is_part
                    and claimed.mention.text not in seen
                ):
                    seen.add(claimed.mention.text)
                    names.append(" ".join(claimed.mention.text.split()))
        rivals = {
            (core(one.actor.mention.text), core(one.target.mention.text))
            for one in claims
            if one.actor and one.target and one.actor.mention and one.target.mention
        }
        cores = sorted({core(name): name for name in reversed(names)}.items(), key=lambda one: (-len(one[0]), one[0]))
        canonical: dict[str, str] = {}
        full = {core(name) for name in names if name.split()[-1].lower().strip(".,") in LEGAL}
        for short, name in cores:
            if short in full:
                canonical[short] = name  # written with its legal form: no short form of another
                continue
            longer = [
                key
                for key, _ in cores
                if key != short
                and (short, key) not in rivals
                and (key, short) not in rivals
                and (
                    key.startswith(short + " ")
                    or (len(short) > 3 and key.endswith(" " + short))
                    or key.endswith("·" + short)
                )
            ]
            canonical[short] = (
                canonical.get(longer[0], name)
                if len({canonical.get(key, key) for key in longer}) == 1 and len(short) > 2
                else name
            )
            if canonical[short] != name and self._is_own(name, canonical[short]):
                canonical[short] = name
        return canonical

    def _is_own(self, short: str, full: str) -> bool:
        """Whether the short name, told far more often, is a company and the longer one a thing of it: `Ordo`, `Ordo Pulse`."""
        if self.lexicon.lang != "en" or not full.startswith(short + " "):
            return False
        added = {word.lower().strip(".,") for word in full[len(short) :].split()}
        often = self.text.count(short)
        is_known = self.gazetteer.kinds.get(slug(core(short))) == "company"
        return (is_known or (often > 3 and often > 3 * self.text.count(full))) and not added & (FIRM_WORDS | LEGAL)

    def _is_someone(self, name: str) -> bool:
        """Whether the text calls the bearer of the name a person: by an office, a title or what he says."""
        if self.lexicon.lang != "en":
            return False
        if self._people is None:
            self._people = set()
            for found in _PERSON.finditer(self.text):
                told = (found["after"] or found["before"] or found["short"] or found["who"]).split()
                if not {word.lower().strip(".,") for word in told} & (FIRM_WORDS | LEGAL):
                    self._people |= {" ".join(told), told[-1]}
        return name in self._people

    def party(self, mention: NameMention) -> Party:
        """The entity of a mention; unknown names get an id made of their longest form in the document."""
        if mention.entity_id is not None:
            return Party(
                id=mention.entity_id, name=self.gazetteer.names[mention.entity_id], kind=mention.kind, is_known=True
            )
        if (owner := self._of_ticker(mention)) is not mention:
            return self.party(owner)
        short = core(mention.text)
        name = self._canonical.get(short, " ".join(mention.text.split()))
        party = self._parties.get(core(name))
        if party is None:
            identity = slug(core(name))
            if identity in self.gazetteer.names:
                party = Party(
                    id=identity, name=self.gazetteer.names[identity], kind=self.gazetteer.kinds[identity], is_known=True
                )
            else:
                kind = "person" if mention.kind == "company" and self._is_someone(name) else mention.kind
                party = Party(id=identity, name=name, kind=kind, is_known=False)
            self._parties[core(name)] = party
        return party

    def resolve(self, item: Item | None, claim: Claim, *, exclude: Party | None) -> Party | None:
        """The party of an item; a pronoun means the last subject that is not `exclude`."""
        if item is None:
            return None
        if item.mention is not None:
            found = self.party(item.mention)
            owner = self.gazetteer.parents.get(found.id, "") if _OWNER.match(self.text, item.end) else ""
            if found.kind in _BRANDS and owner in self.gazetteer.names:
                return Party(
                    id=owner, name=self.gazetteer.names[owner], kind=self.gazetteer.kinds[owner], is_known=True
                )
            return None if self._is_bad(found) else found
        return self._antecedent(item, claim, exclude)

    def target(self, claim: Claim) -> Party | None:
        """The target; `X bought the company` never means X, and what is told of before is a company."""
        item, actor = claim.target, claim.actor
        spoken = (
            self.lexicon.lang == "en"
            and item is not None
            and item.is_anaphor
            and not item.is_pointer
            and claim.type in ("acquisition", "investment")
            and actor is not None
            and actor.mention is not None
        )
        if not spoken:
            return self.resolve(item, claim, exclude=None)
        found = self.resolve(item, claim, exclude=self.resolve(actor, claim, exclude=None))
        claim.actor_basis = "sentence"
        return found if found is not None and found.kind in (*_FIRMS, *_BRANDS) else None

    def actor(self, claim: Claim, *, exclude: Party | None) -> Party | None:
        """The actor; a brand that makes a deal stands for its owner; a subject left out is the last one."""
        item = claim.actor
        is_pointer = item is not None and item.is_anaphor and claim.type == "launch"
        if item is not None and is_pointer and self.text[item.start : item.end].lower() == "they":
            return None  # they, the founders, started X
        found = self.resolve(item, claim, exclude=exclude)
        after = claim.target is None or claim.target.start > claim.hit.start
        left_out = (
            self.lexicon.lang == "zh"
            and after
            and claim.rule != "passive"
            and claim.type in ("acquisition", "investment", "launch", "shutdown", "expansion", "funding_round")
        )
        if item is None and (left_out or claim.type == "funding_round" or claim.hit.trigger.frame == "pay"):
            found = self._antecedent(
                Item(start=claim.clause.start, end=claim.clause.start, mention=None), claim, exclude
            )
            claim.actor_basis = "sentence"
        if item is None and claim.type == "funding_round" and self._is_this_round(claim) and self.last_raiser:
            found = self.last_raiser[1]
        if (
            item is None
            and claim.type == "funding_round"
            and self.lexicon.lang == "en"
            and _NAMELESS.match(claim.sentence.text)
        ):
            found = self._named_next(claim)
        if (
            item is None
            and self.lexicon.lang == "en"
            and claim.hit.trigger.frame == "buy_noun"
            and claim.status == "completed"
            and exclude is not None
            and exclude.is_known
        ):
            found = self._buyer_before(claim, exclude)
        if item is None and found is None and exclude is not None and self._tells_own_deal(claim):
            found = self._main(exclude)
            if found is not None and not self._is_near(found, claim, exclude):
                found = None
        if (
            found is not None
            and found.kind in _BRANDS
            and claim.type == "launch"
            and item is not None
            and item.is_anaphor
        ):
            return None  # the tech giant launched X: no app
        if found is not None and found.is_known and claim.type in DEAL_TYPES and found.kind in _BRANDS:
            owner = self.gazetteer.parents.get(found.id)
            if owner in self.gazetteer.names and claim.type in ("acquisition", "investment"):
                found = Party(
                    id=owner, name=self.gazetteer.names[owner], kind=self.gazetteer.kinds[owner], is_known=True
                )
        return found

    def _is_this_round(self, claim: Claim) -> bool:
        """`本轮融资由甲领投`: the round of one of the two sentences before."""
        ahead = claim.sentence.low[: claim.hit.start - claim.sentence.start]
        near = self.last_raiser is not None and claim.sentence.index - self.last_raiser[0] <= 2
        return near and bool(compiled("(?:本|此|该|这)(?:次|轮|一轮)?$").search(ahead))

    def _of_ticker(self, mention: NameMention) -> NameMention:
        """The company that a ticker was given to in brackets: `X (NASDAQ:XYZ) … XYZ`."""
        if not compiled("[A-Z]{2,6}").fullmatch(mention.text):
            return mention
        if self._tickers is None:
            self._tickers = {}
            for found in _TICKER.finditer(self.text):
                for owner in self._told_in(self._sentence_of(found.start())):
                    if owner.end == found.start() and owner.kind != "person":
                        self._tickers.setdefault(found.group(1), owner)
        return self._tickers.get(mention.text, mention)

    def _tells_own_deal(self, claim: Claim) -> bool:
        """`the Halden acquisition added customers`, `the purchase of Halden`: a deal of whom the text is about."""
        if claim.target is None or claim.target.mention is None:
            return False
        name = core(claim.target.mention.text)
        if any(
            one is not claim
            and one.type == claim.type
            and one.actor is not None
            and one.target is not None
            and one.target.mention is not None
            and (core(one.target.mention.text) + " ").startswith(name + " ")
            for one in self.claims
        ):
            return False  # told with its buyer elsewhere
        return (
            self.lexicon.lang == "en"
            and claim.rule == "noun"
            and claim.hit.trigger.frame in ("buy_noun", "launch_noun")
            and (claim.status == "completed" or claim.type == "launch")
            and claim.type in ("acquisition", "launch")
        )

    def _is_near(self, party: Party, claim: Claim, target: Party) -> bool:
        """Whether the sentence or one of the two before names the party, and the sentence no third company."""
        index = claim.sentence.index
        here = {
            self.party(one).id
            for one in self._told_in(index)
            if one.kind in _FIRMS and not _SAYING.match(self.text, one.end)
        }
        if here - {party.id, target.id}:
            return False
        return any(
            party.id == self.party(one).id for at in range(max(0, index - 4), index + 1) for one in self._told_in(at)
        )

    def _named_next(self, claim: Claim) -> Party | None:
        """`A new start-up is exiting stealth with $5m. X makes …`: X, with which the next sentence begins."""
        index = claim.sentence.index + 1
        if index >= len(self.sentences):
            return None
        start = self.sentences[index].start
        opening = [one for one in self._told_in(index) if one.start == start and one.kind in _FIRMS]
        found = self.party(opening[0]) if opening and _GOES_ON.match(self.text, opening[0].end) else None
        return found if found is not None and not self._is_bad(found) else None

    def _buyer_before(self, claim: Claim, target: Party) -> Party | None:
        """`X changed its model. The acquisition of Y set up Z`: X, where the store knows both and no line ends between."""
        index = claim.sentence.index - 1
        if index < 0 or "\n" in self.text[self.sentences[index].start : claim.sentence.start]:
            return None
        mention = self._subject(index)
        if mention is None or mention.entity_id is None or mention.kind != "company":
            return None
        found = self.party(mention)
        if found.id == target.id:
            return None
        claim.actor_basis = "sentence"
        return found

    def _is_bad(self, party: Party) -> bool:
        if party.is_known:
            return False
        words = party.name.split()
        return len(words) > 7 or fold(party.name) in self.lexicon.not_names or len(party.name) < 2

    def _pointed(self, item: Item, claim: Claim, exclude: Party | None) -> Party | None:
        """`the Danish firm`, `the Oslo-based company`: the only company told before to be of there."""
        if exclude is None and item is claim.target and claim.actor is not None and claim.actor is not item:
            exclude = self.resolve(claim.actor, claim, exclude=None) if not claim.actor.is_pointer else None
            if claim.actor.is_pointer:
                exclude = self._of_there(claim.actor, claim)
        found = self._of_there(item, claim, exclude)
        if found is None and item is claim.target and exclude is not None and "-" in self.text[item.start : item.end]:
            found = self._main(exclude)
        return found

    def _of_there(self, item: Item, claim: Claim, exclude: Party | None = None) -> Party | None:
        word = self.text[item.start : item.end].split()[1]
        place = word.rpartition("-")[0]
        code, names = PEOPLES.get(word.lower(), ("", "")) if not place else ("", "")
        found: set[Party] = set()
        for index in range(max(0, claim.sentence.index - _FAR_REACH), claim.sentence.index + 1):
            for one in self._told_in(index):
                if one.end > item.start or one.kind not in _FIRMS:
                    continue
                ahead, behind = self.text[max(0, one.start - 60) : one.start], self.text[one.end : one.end + 60]
                at_home = _is_at_home(ahead, behind, place or word, names)
                party = self.party(one)
                if at_home or (code and self.gazetteer.countries.get(party.id) == code):
                    found.add(party)
        found.discard(exclude) if exclude is not None else None
        return next(iter(found)) if len(found) == 1 and not self._is_bad(next(iter(found))) else None

    def _told_in(self, index: int) -> list[NameMention]:
        """The names of a sentence, read for triggers or not."""
        if index in self.items:
            return [one.mention for one in self.items[index] if one.mention is not None]
        sentence = self.sentences[index]
        if index not in self._told:
            span = Span(start=sentence.start, end=sentence.end)
            found = find_unknown(self.text, span, self.lexicon.lang, self.lexicon)
            self._told[index] = found + list(sentence.names)
        return self._told[index]

    def _antecedent(self, item: Item, claim: Claim, exclude: Party | None) -> Party | None:
        if item.is_pointer:
            return self._pointed(item, claim, exclude)
        served = self._served(item, claim) if self.lexicon.lang == "en" else None
        if served is not None and (exclude is None or served.id != exclude.id):
            return served
        if self.text[item.start : item.end].lower() == "the joint venture":
            return self._venture(claim)
        same = [
            other
            for other in self.items.get(claim.sentence.index, [])
            if other.end <= item.start
            and other.mention is not None
            and other.marker is None
            and other.mention.kind not in ("person", "place", "event")
            and (claim.target is not item or claim.actor is None or other.group != claim.actor.group)
            and not (
                claim.target is item
                and self.lexicon.lang == "en"
                and claim.rule != "passive"
                and claim.hit.trigger.frame.startswith("sell")
            )
        ]
        for other in same:
            assert other.mention is not None
            found = self.party(other.mention)
            if (exclude is None or found.id != exclude.id) and not self._is_bad(found):
                return found
        titled = self._titled(item, exclude) if self.lexicon.lang in ("de", "nl") else None
        if titled is not None:
            return titled
        if self.lexicon.lang in ("de", "nl") and item is claim.target and claim.type in DEAL_TYPES:
            told = self.last_target
            near = told is not None and 0 < claim.sentence.index - told[0] <= _REACH
            if told is not None and near and told[1] != exclude:
                return told[1]
            if (main := self._main(exclude)) is not None:
                return main
        is_zh = self.lexicon.lang == "zh"
        pointer = self.text[item.start : item.end].lower()
        if (
            pointer in _WHOLE or _EN_WHOLE.fullmatch(pointer) or (not is_zh and _TOWN_POINTER.fullmatch(pointer))
        ) and not self._is_told_alone(claim.sentence.index - 1):
            main = self._main(exclude)
            if main is not None:
                return main
        first = claim.sentence.index - 1
        reach = _FAR_REACH if is_zh else _REACH
        while self.lexicon.lang == "en" and first >= 0 and reach < _FAR_REACH and self._goes_back(first):
            first, reach = first - 1, reach + 1
        for index in range(first, max(-1, claim.sentence.index - 1 - reach), -1):
            mention = self._topic(index) if is_zh else self._subject(index)
            if mention is not None:
                found = self.party(mention)
                if (exclude is None or found.id != exclude.id) and not self._is_bad(found):
                    return found
                if self.lexicon.lang in ("de", "nl") and (second := self._second(index, exclude)) is not None:
                    return second
        if self.lexicon.lang in ("de", "nl"):
            return self._main(exclude) or self._before(item, claim, exclude)
        return None

    def _titled(self, item: Item, exclude: Party | None) -> Party | None:
        """`der Konzern` after `der Klinikkonzern X`, `de keten` after `apotheekketen X`: X, if it is the only such one."""
        words = self.text[item.start : item.end].lower().split()
        head = words[-1].rpartition("-")[2] if words else ""
        head = head.removesuffix("s") if self.lexicon.lang == "de" else head
        if len(words) < 2 or len(head) < 5 or head.startswith(_ANY_FIRM):
            return None
        found: list[Party] = []
        last = self._sentence_of(item.start)
        for index in range(max(0, last - _TITLE_REACH), last + 1):
            for one in self._told_in(index):
                if one.end > item.start or one.kind not in (*_FIRMS, *_BRANDS):
                    continue
                ahead = self.text[max(0, one.start - 40) : one.start].split()
                behind = self.text[one.end : one.end + 70]
                title = ahead[-1].lower().strip('„»"“') if ahead else ""
                told = behind[2:].split(",")[0].lower() if behind.startswith(", ") else ""
                named = title.removesuffix("s").endswith(head) or (
                    bool(told) and told.split()[0] in _AN and any(word.endswith(head) for word in told.split()[1:5])
                )
                if named and (party := self.party(one)) not in found and party != exclude and not self._is_bad(party):
                    found.append(party)
        return found[0] if len(found) == 1 else None

    def _sentence_of(self, position: int) -> int:
        for number, sentence in enumerate(self.sentences):
            if sentence.start <= position < sentence.end:
                return number
        return len(self.sentences) - 1

    def _second(self, index: int, exclude: Party | None) -> Party | None:
        """Where the subject of the sentence is the other party: the next company in it that no preposition stands before."""
        mentions = (
            [one.mention for one in self.items[index] if one.mention is not None and one.marker is None]
            if index in self.items
            else self._not_in(list(self.sentences[index].names))
        )
        parties = dict.fromkeys(self.party(one) for one in mentions if one.kind in (*_FIRMS, *_BRANDS))
        others = [one for one in parties if one != exclude and not self._is_bad(one)]
        return others[0] if len(others) == 1 else None

    def _goes_back(self, index: int) -> bool:
        """Whether an English sentence itself begins with `it` or `the company`: its subject was told before."""
        return _BACK.match(self.sentences[index].text) is not None

    def _before(self, item: Item, claim: Claim, exclude: Party | None) -> Party | None:
        """`Kapital für X: Das Jenaer Unternehmen erhielt …`: the only company told before in the same sentence."""
        told = [
            other.mention
            for other in self.items.get(claim.sentence.index, [])
            if other.end <= item.start and other.mention is not None and other.mention.kind in _FIRMS
        ]
        found = self.party(told[0]) if len(told) == 1 else None
        return found if found is not None and found != exclude and not self._is_bad(found) else None

    def _venture(self, claim: Claim) -> Party | None:
        """The joint venture told before: by its own name, or the first name behind it (`to be called X`)."""
        found = None
        for other in self.claims:
            if other.type != "joint_venture" or other.sentence.start > claim.sentence.start:
                continue
            if other.target is not None and other.target.mention is not None:
                found = self.party(other.target.mention)
        if found is None:
            for index in range(claim.sentence.index):
                named = _NAMED.search(self.sentences[index].text)
                at = named.end() + self.sentences[index].start if named is not None else -1
                for item in self.items.get(index, []):
                    if item.mention is not None and item.start == at:
                        found = self.party(item.mention)
        return found

    def _served(self, item: Item, claim: Claim) -> Party | None:
        """`Ann Lee, the CEO of X, said the company …`, `X chief executive Ann Lee said it …`: X."""
        for other in self.items.get(claim.sentence.index, []):
            if other.end > item.start or other.mention is None or other.mention.kind in ("person", "place", "event"):
                continue
            office = other.before_marker.rpartition("-")[2]
            if (other.marker in ("of", "at") and office in _OFFICE) or _OFFICER.match(self.text, other.end):
                found = self.party(other.mention)
                return None if self._is_bad(found) else found
        return None

    def _is_told_alone(self, index: int) -> bool:
        """Whether the sentence has one company as its subject and no other."""
        if index < 0:
            return True
        if index in self.items:
            mentions = [one.mention for one in self.items[index] if one.mention is not None and one.marker is None]
        elif self.lexicon.lang == "en":
            mentions = self._told_in(index)
        else:
            mentions = [one for one in self.sentences[index].names if one.start - self.sentences[index].start < 40]
        firms = [one for one in mentions if one.kind in ("company", "subsidiary", "institution")]
        return len({self.party(one).id for one in firms}) == 1

    def _main(self, exclude: Party | None) -> Party | None:
        """The company that the document is about: told in its lead, and clearly more often than any other."""
        if self._weights is None:
            self._weights = {}
            named = [item.mention for items in self.items.values() for item in items]
            named += [self._subject(index) for index in range(min(_OPENERS, len(self.sentences)))]
            for one in named:
                if one is None or one.kind not in ("company", "subsidiary", "institution"):
                    continue
                found = self.party(one)
                first = self.text.find(one.text)
                told = self.text.count(one.text) if 0 <= first < _LEAD and not self._is_bad(found) else 0
                self._weights[found] = max(told, self._weights.get(found, 0))
        order = sorted(
            ((told, one.id, one) for one, told in self._weights.items() if exclude is None or one.id != exclude.id),
            key=lambda row: (-row[0], row[1]),
        )
        if not order or order[0][0] < 2 or (len(order) > 1 and order[0][0] < 1.5 * order[1][0]):
            return None
        return order[0][2]

    def _topic(self, index: int) -> NameMention | None:
        """The company a Chinese sentence begins with; None where it begins with 它 or 公司, or with something else."""
        if index in self._subjects:
            return self._subjects[index]
        sentence = self.sentences[index]
        mentions = (
            [one.mention for one in self.items[index] if one.mention is not None]
            if index in self.items
            else list(sentence.names)
        )
        found = None
        for one in mentions:
            if one.kind not in ("company", "subsidiary", "institution") or one.text in MEDIA:
                continue
            ahead = sentence.low[: max(0, one.start - sentence.start)]
            last = compiled("[，。；：]").split(ahead)[-1]
            if _SAYS_NO_MORE.search(ahead) or len(ahead) > 60:
                break
            if _OPENING.fullmatch(last) and not _NOT_SUBJECT.search(last):
                found = one
                break
        self._subjects[index] = found
        return found

    def _subject(self, index: int) -> NameMention | None:
        if index in self._subjects:
            return self._subjects[index]
        sentence = self.sentences[index]
        mentions: list[NameMention]
        if index in self.items:
            free = [item for item in self.items[index] if item.mention is not None and item.marker is None]
            mentions = [
                item.mention
                for item in (free or [one for one in self.items[index] if one.mention is not None])
                if item.mention is not None
            ]
        else:
            mentions = list(sentence.names)
            if not mentions and self.lexicon.lang != "zh":
                mentions = find_unknown(
                    self.text, Span(start=sentence.start, end=sentence.end), self.lexicon.lang, self.lexicon
                )
            if self.lexicon.lang in ("de", "nl"):
                mentions = self._not_in(mentions)
        if self.lexicon.lang == "en":
            mentions = [one for one in mentions if not _ATTRIBUTE.match(self.text, one.end)] or mentions[1:]
        found = next((one for one in mentions if one.kind in _FIRMS), None) or next(
            (one for one in mentions if one.kind in _BRANDS), None
        )
        self._subjects[index] = found
        return found

    def _not_in(self, mentions: list[NameMention]) -> list[NameMention]:
        """Those no preposition stands before; `X entstand in Y` tells of X."""
        return [
            one
            for one in mentions
            if (self.text[max(0, one.start - 12) : one.start].lower().split() or [""])[-1]
            not in self.lexicon.prepositions
        ]

    def candidates(self, lang: str) -> list[Entity]:
        """The unknown names as entities, marked unverified, in the order of their ids."""
        return [
            Entity(
                id=party.id,
                name=party.name,
                kind=party.kind if party.kind != "person" else "person",
                parent=None,
                country=None,
                aliases=[],
                topics=[],
                note=None,
                unverified=True,
            )
            for party in sorted(self._parties.values(), key=lambda one: one.id)
            if not party.is_known
        ]
