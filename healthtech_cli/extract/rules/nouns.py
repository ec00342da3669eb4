"""Roles around nominalisations and passives: `the sale of X to Y`, `X was bought by Y`."""

from __future__ import annotations

import re
from itertools import pairwise

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim, Hit, Item
from healthtech_cli.extract.rules.items import ItemReader
from healthtech_cli.languages.triggers import Frame
from healthtech_cli.model.spans import Span

_RELATIVE_ASIDE = re.compile(
    r", (?:(?:in|an|auf|mit|bei|von|zu|aus|für|über|met|voor|op) )?(?:der|die|das|dem|den|denen|deren|dessen|dat|waar[a-z]*|wiens) [^,]{3,90},"
)
_PARTICIPLE_ASIDE = re.compile(r",(?: [\wäöüß.]+){0,3} (?:von|vom|durch) ")
_RELATIVE_CLAUSE = re.compile(r", (?:in|an|auf|mit|bei|von) (?:der|dem|denen) ")
_THERE_IS = re.compile(r"\b(?:gibt es|es gibt|besteht|bestehe|er is|is er|bestaat er|er bestaat)\b", re.IGNORECASE)
_ASIDE = re.compile(r", (?:dat|die) [^,]{3,90},")
_LED_BY = re.compile(
    r"\b(?:consortium|group|bidders|investors|team|syndicate) (?:led|headed|fronted) by (?:[A-Z][\w.'’ -]{1,40}['’]s )?$"
)
_APPROACHES = re.compile(
    r"\b(?:approached|approaches|made|makes|submitted|submits|tabled|launched|offered|proposed|is|was|are|were)\b"
)
_ASIDE_OPENS = re.compile(
    r"(?: \([^()]{2,30}\))?, (?:der|die|das|dem|den|des|einer?|einem|einen) (?:[\wäöü.]+ ){0,3}vo[nm] (?:der |dem )?"
)
_NOUN_PHRASE = re.compile(r" (?:[a-zäöü]+ )?[A-ZÄÖÜ][\wäöüß-]+(?= ?[,.;)–-]| (?:mit|aus|für|in)\b)")
_GENITIVES = frozenset(
    ["des", "der", "seiner", "seines", "ihrer", "ihres", "eines", "einer", "dieses", "dieser", "deren", "dessen"]
)
_AUTHORITY = re.compile(
    r"kommission|commissie|kartellamt|wettbewerbsbehörde|bundesgericht|\bacm\b|\bftc\b|autoriteit|toezichthouder|rechtbank"
)
_LAUNCHES = re.compile(r"\b(?:launch|float|spun|spin|sponsor|back|orchestrat|engineer)\w*\b")
_BANKS = (
    *("bank", "securities", "goldman", "morgan", "nasdaq", "nyse", "exchange", "citi", "ubs", "barclays", "jefferies"),
    *(
        "deutsche",
        "credit suisse",
        "bofa",
        "merrill",
        "hsbc",
        "bnp",
        "nomura",
        "macquarie",
        "spac",
        "euronext",
        "bourse",
    ),
)
_OUR = frozenset(["our", "unser", "unsere", "unserer", "unseren", "unseres", "onze", "ons"])
_PAYERS = ("investment", "investor", "private equity", "venture", "fund", "asset manager", "growth equity")
_PAYER_NAMES = frozenset(["capital", "ventures", "partners", "equity", "investments", "investors", "fund", "advisors"])
_ADVISING = re.compile(r"\b(?:counsel to|advis[eo]rs? to|advised|advising|advises|represented|represents)\b")
_DATED_BY = re.compile(r" (?:back |early |late )?(?:in|on|last) [\w ,]{2,18} by ")
"""X, bought in 2019 by Y: a passive."""
_BOUGHT = re.compile(
    r"(?: spree| streak| activity)?,? (?:have |has )?(?:also )?(?:include[sd]?|including|such as|like|were|are)(?: those of| that of)? "
)
_LATEST = re.compile(
    r"\b(?:latest|(?:most )?recent|newest|first|second|third|fourth|fifth|last|biggest|largest|only|next|previous|earlier|other|past) $"
)
_OF_LATEST = re.compile(
    r",? (?:(?:was|is|has been|came with|being) (?:that of |of )?)?(?:the |a |an )?(?:[a-z][a-z-]+ ){0,4}"
)
_JOINED_PARTICIPLE = re.compile(r"[A-Z][a-z]+ed (?:in|by|with)\b[^.;:]{3,90}? and ")
_BOARD = re.compile(r"['’]s? (?:board|shareholders|management|directors|investors)\b")
_FIELD = re.compile(r" (?:[a-z]+ ){1,2}")
"""The Halden mortgage banking acquisition."""
_ITS = re.compile(r"\b(?:its|their) (?:(?!(?:and|or|in|on|for|with|by|as|that)\b)[\w$.,-]+ ){0,5}$")
_PART_OF = re.compile(r",? (?:as part of|in|with) (?:a|an|the|its) [^;:]{0,40}$")
_ACCEPTS = re.compile(
    r"\b(?:accept(?:s|ed)?|agree[sd]? to|received|receives|backs|backed|recommend(?:s|ed)|welcom(?:es|ed))\b(?= an? )"
)
_REFUSES = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|rebuff(?:s|ed|ing)?|spurn(?:s|ed|ing)?|turn(?:s|ed|ing)? down|refus(?:es|ed)|shut down|declin(?:es|ed)|snub(?:s|bed))\b"
    r"(?= [^;:\n]{0,80}?(?:bid|offer|proposal|approach|takeover|acquisition|buyout)\b)"
)
_MERGED_WITH = ("with", "into")
_RECEIVING = frozenset(
    [
        "receive",
        "get",
        "secure",
        "attract",
        "received",
        "receives",
        "gets",
        "got",
        "secured",
        "secures",
        "receiving",
        "securing",
        "attracted",
        "attracts",
        "announced",
        "announces",
        "landed",
        "lands",
        "won",
        "accepted",
        "erhielt",
        "erhält",
        "erhalten",
        "bekam",
        "bekommt",
        "kreeg",
        "krijgt",
        "ontving",
        "ontvangt",
    ]
)


class NounReader(ItemReader):
    """Reads nouns and passives."""

    def _is_passive(self, hit: Hit, clause: Span) -> bool:
        if hit.form not in hit.trigger.participles:
            return False
        if hit.trigger.frame.endswith("_attr") or self._is_attribute(hit):
            return True
        lang = self.lexicon.lang
        if lang == "en":
            before = self._words_before(hit.start, 4)
            for word in before:
                if word in self.lexicon.passive:
                    return True
                if word in self.lexicon.perfect or not (
                    word.endswith("ly")
                    or word
                    in (
                        "not",
                        "been",
                        "also",
                        "now",
                        "yet",
                        "just",
                        "since",
                        "by",
                        "never",
                        "first",
                        "then",
                        "recently",
                    )
                ):
                    break
            dated = self.text[hit.start - 2 : hit.start] == ", " and _DATED_BY.match(self.text, hit.end)
            return self._word_after(hit.end) == "by" or hit.form.startswith("-") or bool(dated)
        words = {token.group().lower() for token in self.tokens if clause.start <= token.start() < clause.end}
        left, right = self.text.rfind(",", clause.start, hit.start), self.text.find(",", hit.end, clause.end)
        part = self.text[left + 1 if left >= 0 else clause.start : right if right >= 0 else clause.end].lower().split()
        if lang == "de" and self._of_aside(hit) is not None:
            return True
        if set(part) & self.lexicon.perfect and not set(part) & {"worden", "geworden", "werd", "wurde"}:
            return False
        if words & self.lexicon.perfect and not words & {"worden", "geworden", "wordt", "werd", "wurde"}:
            return False
        if lang == "de":
            if words & {"worden", "wurde", "wurden", "würde"}:
                return True
            if words & {"wird", "werden"}:
                return hit.form not in ("übernehmen", "kaufen", "erwerben")
            return "durch" in words and not words & {"hat", "haben"}
        return bool(words & self.lexicon.passive) or "door" in words

    def _is_attribute(self, hit: Hit) -> bool:
        """`de door X overgenomen startup Y`: a Dutch participle that keeps its form before a noun."""
        if self.lexicon.lang != "nl" or hit.form not in ("overgenomen", "verworven") or hit.trigger.frame != "buy":
            return False
        ahead = self.text[max(self.sentence.start, hit.start - 70) : hit.start].lower()
        return (
            compiled(r"\b(?:de|het|een|zijn|haar|hun) (?:[\w-]+ )?door [^,;.]{2,50} $").search(ahead) is not None
            and compiled(r" [a-z][\w-]+ [A-Z]").match(self.text, hit.end) is not None
        )

    def _of_aside(self, hit: Hit) -> Item | None:
        """`X, 2020 von Y übernommen, …`: X."""
        if self.text[hit.end : hit.end + 1] not in (",", "."):
            return None
        for item in reversed(self.items):
            if item.end < hit.start and item.mention is not None and self.text[item.end : item.end + 1] == ",":
                gap = self.text[item.end : hit.start]
                opening = _PARTICIPLE_ASIDE.match(gap)
                if opening is None or gap.count(",") > 1:
                    return None
                words = set(gap.lower().split())
                finite = self.lexicon.perfect | self.lexicon.passive | {"der", "die", "das", "den"}
                return None if words & finite or item.marker is not None else item
        return None

    def _by_marker(
        self, claim: Claim, preps: dict[str, str], roles: dict[str, list[Item]], *, only_right: bool
    ) -> None:
        for item in self.items:
            role = preps.get(item.marker or "")
            if role is None or item.is_used or (item.is_possessive and not self._is_last_possessive(item)):
                continue
            right = item.start >= claim.hit.start
            if claim.type == "ipo" and item.marker == "by" and self.text[claim.hit.end : claim.hit.end + 4] != " by ":
                continue  # the offering was declared effective by the commission
            limit = claim.clause.end if not only_right else max(claim.clause.end, claim.hit.end)
            if right and role == "target" and claim.rule == "noun" and not self._hangs_on(claim.hit, item):
                continue
            if right and claim.hit.trigger.frame == "sell_noun" and "," in self.text[claim.hit.end : item.start]:
                continue  # de verkoop van X loopt, melden bronnen aan de krant
            if (
                right
                and item.marker == "by"
                and claim.rule == "noun"
                and role == "actor"
                and self._is_aside(claim, item)
            ):
                continue
            if (right and item.start < limit) or (
                not only_right and claim.clause.start <= item.start < claim.hit.start
            ):
                if role in roles and roles[role][0].group != item.group:
                    continue
                if (
                    right
                    and role == "actor"
                    and item.marker in ("von", "van")
                    and claim.hit.trigger.frame == "pair_noun"
                    and not self._hangs_on(claim.hit, item)
                ):
                    continue  # een overeenkomst met X, een onderdeel van Y
                if role == "partner" and item.marker == "by" and self._is_buyer(item, claim.hit):
                    continue
                if role != "partner" and item.marker in self.lexicon.agents and self._other_verb(item, claim.hit):
                    continue
                roles.setdefault(role, []).append(item)

    def _is_aside(self, claim: Claim, item: Item) -> bool:
        """`the acquisition of X, a firm formed by Y`: Y buys nothing; it would in `of X, a pump maker, by Y`."""
        gap = self.text[claim.hit.end : item.start]
        ahead = gap.rpartition("by")[0].rstrip()
        return any(sign in gap for sign in (", a ", ", an ", ", the ", ", which ")) and not ahead.endswith(",")

    def _is_buyer(self, item: Item, hit: Hit) -> bool:
        """`X, which has raised $5m, was acquired by Y`: Y buys, it has no part in the round."""
        return any(
            other.trigger.type == "acquisition" and hit.end < other.start and 0 < item.start - other.end < 20
            for other in self.hits
        )

    def _hangs_on(self, hit: Hit, item: Item) -> bool:
        """Whether nothing but the noun phrase stands between a noun trigger and the preposition of its object."""
        gap, end = self.text[hit.end : item.start], hit.end
        if self.lexicon.lang == "en":  # a partnership valued at $3,000 to $5,000 with X
            for one in reversed(self.sentence.money):
                if hit.end <= one.start and one.end <= item.start:
                    gap = gap[: one.start - end].removesuffix(" at ").removesuffix(" to ") + gap[one.end - end :]
        words = gap.lower().split()
        inner = 1 if (item.marker or "") in ("of", "von", "vom", "van") else 2
        return (
            len(gap) < 90
            and "," not in gap.rsplit(item.marker or "", 1)[0]
            and sum(word in self.lexicon.prepositions for word in words) <= inner
        )

    def _other_verb(self, item: Item, hit: Hit) -> bool:
        """Whether the agent belongs to another participle: `founded by`, `led by`."""
        word = item.before_marker
        if not word or word in hit.form:
            return False
        if self.lexicon.lang == "en":
            return word.endswith("ed") or word in (
                "run",
                "led",
                "built",
                "made",
                "held",
                "written",
                "chosen",
                "told",
                "driven",
                "overseen",
                "said",
            )
        return any(word == other.form and other.start != hit.start for other in self.hits) or (
            word.startswith("ge") and word.endswith(("t", "en", "d")) and len(word) > 5
        )

    def _is_last_possessive(self, item: Item) -> bool:
        """`of Triton's cloud unit`: nothing but common words follow, so the owner stands for the unit."""
        return not any(0 < other.start - item.end < 30 for other in self.items)

    def _read_noun(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit, lang = claim.hit, self.lexicon.lang
        self._by_marker(claim, frame.preps, roles, only_right=not frame.is_pair)
        if hit.trigger.frame == "raise_noun" and "actor" not in roles and self._is_raiser(claim, roles):
            raiser = roles.pop("partner")
            roles["actor"], rest = raiser[:1], [one for one in raiser if one.group != raiser[0].group]
            if rest:
                roles["partner"] = rest
        if claim.type == "ipo" and lang == "en" and not self._is_vehicle(claim, roles):
            roles.pop("actor")
        if hit.trigger.frame == "buy_noun" and lang == "en" and "target" not in roles:
            self._share_bought(claim, roles)
            self._listed_bought(claim, roles)
        if hit.trigger.frame == "merger" and lang == "en" and self._merged(claim, roles):
            return
        if hit.trigger.frame == "buy_noun" and lang == "de":
            self._seller_behind(claim, roles)
        if lang == "de" and "target" not in roles and "target" in frame.preps.values():
            nxt = self._word_after(hit.end)
            if nxt in _GENITIVES and claim.type != "investment":
                follow = [
                    item
                    for item in self.items
                    if item.start >= hit.end and item.marker is None and item.start - hit.end < 70
                ]
                if follow and not self._has_verb(hit.end, follow[0].start):
                    roles["target"] = [one for one in self.items if one.group == follow[0].group]
        if (
            frame.object is None
            and claim.type in ("acquisition", "launch", "shutdown", "expansion", "investment")
            and "target" not in roles
        ):
            for item in self.items:
                gap = self.text[item.end : hit.start]
                if (
                    item.end <= hit.start
                    and not item.is_anaphor
                    and (
                        gap == "-"
                        or (gap == " " and lang == "en" and not item.is_possessive)
                        or (
                            claim.type == "acquisition"
                            and _FIELD.fullmatch(gap) is not None
                            and self._token_before(item.start) == "the"
                        )
                    )
                ):
                    roles["target"] = [item]
        if claim.hit.trigger.frame == "sell_noun" and "actor" in roles and "target" not in roles:
            sold = [
                item
                for item in self.items
                if item.is_possessive and 0 < hit.start - item.end < 20 and item not in roles["actor"]
            ]
            if sold:
                roles["target"] = [sold[-1]]
                return
        if claim.type in ("acquisition", "investment") and "actor" in roles and "target" not in roles:
            self._told_target(claim, roles)
        if hit.trigger.frame == "offer" and lang != "en" and "target" not in roles:
            ahead = [
                item
                for item in self.items
                if claim.clause.start <= item.start < hit.start and item.marker in ("für", "voor", "op")
            ]
            roles |= {"target": ahead[-1:]} if ahead else {}  # legt für X ein Übernahmeangebot vor
        if hit.trigger.frame in ("bid", "buy_noun") and lang == "en" and self._turned_down(claim, roles):
            return
        if "actor" in roles or frame.subject is None:
            return
        subject = frame.subject
        left = [item for item in self.items if item.end <= hit.start and item not in roles.get("target", [])]
        leader = self._leader(claim, roles) if claim.type == "acquisition" and lang == "en" else None
        owner = [
            item
            for item in left
            if leader is None
            and item.is_possessive
            and hit.start - item.end < 60
            and not self._verb_between(item.end, hit.start)
        ]
        if owner:
            roles[subject] = [owner[-1]]
            claim.actor_basis = "genitive"
            return
        advised = _ADVISING.search(self.text, self.sentence.start, hit.start) if lang == "en" else None
        if advised is not None:  # A acted as counsel to X in its acquisition of Y
            clients = [
                item for item in self.items if advised.end() <= item.start < hit.start and item.mention is not None
            ]
            if clients and self._token_before(hit.start) in self.lexicon.possessives:
                roles[subject] = clients[:1]
                claim.actor_basis = "sentence"
            return
        if leader is not None:
            roles[subject] = [leader]
            return
        if lang != "en" and hit.trigger.frame == "buy_noun" and self._follows(hit) and roles.get("target"):
            roles[subject] = [Item(start=hit.start, end=hit.start, mention=None)]
            claim.actor_basis = "sentence"
            return
        free = [item for item in self._free(claim.clause.start, hit.start) if item not in roles.get("target", [])]
        if claim.type == "ipo" and lang == "en" and not free and (issuer := self._issuer(claim)) is not None:
            roles[subject] = [issuer]
            return
        free = free or [
            item for item in self._free(self.sentence.start, hit.start) if item not in roles.get("target", [])
        ]
        if lang != "en" and claim.type == "acquisition":
            free = [item for item in free if not _AUTHORITY.search(self.text[item.start : item.end].lower())]
        if lang == "en" and claim.type == "funding_round":
            used = [item for item in self.items if item.is_used and item.end <= hit.start and item.mention is not None]
            if used and _PART_OF.search(self.text, used[-1].end, hit.start):
                roles[subject] = used[-1:]  # A backs B as part of a round
                claim.actor_basis = "sentence"
                return
        if (
            lang == "en"
            and free
            and hit.trigger.frame != "merger"
            and self._is_its_own(hit)
            and claim.type in ("acquisition", "investment")
        ):
            firms = [item for item in free if item.is_anaphor or (item.mention and item.mention.kind != "person")]
            if not firms and "target" in roles:
                roles[subject] = [Item(start=hit.start, end=hit.start, mention=None)]
                claim.actor_basis = "sentence"
                return
            free = firms[:1] or free  # X filed a notice with Y on its purchase of Z: X
        if lang != "en" and len(free) > 1:
            asides = [one.span() for one in _RELATIVE_ASIDE.finditer(self.text, self.sentence.start, hit.start)]
            free = [item for item in free if not any(one[0] < item.start < one[1] for one in asides)] or free
        if free:
            pick = free[-1]
            if claim.type == "funding_round" and lang == "en":
                pick = self._raiser(free, {id(item) for item in roles.get("target", [])})
            roles[subject] = [one for one in free if one.group == pick.group] or [pick]
            claim.actor_basis = "sentence"
            return
        right = [item for item in self._free(hit.end, self.sentence.end) if item not in roles.get("target", [])]
        targets = roles.get("target", [])
        if targets:
            right = [item for item in right if item.start > targets[-1].end]
        gap = self.text[hit.end : right[0].start] if right else ""
        if right and (lang != "en" or ("," in gap and not gap.rstrip().endswith(("when", "while", "as")))):
            roles[subject] = [right[0]]
            claim.actor_basis = "sentence"
            return
        if claim.type == "partnership" and targets and _THERE_IS.search(self.text, claim.clause.start, hit.start):
            # there is a cooperation with X: whoever the text is about
            roles[subject] = [Item(start=hit.start, end=hit.start, mention=None)]
            claim.actor_basis = "sentence"
            return
        own = set(self._words_before(hit.start, 3)) & (self.lexicon.possessives | _OUR)
        if own and targets and claim.type in ("acquisition", "investment"):
            # our acquisition of X: whoever the text is about
            roles[subject] = [Item(start=hit.start, end=hit.start, mention=None)]
            claim.actor_basis = "sentence"

    def _has_verb(self, start: int, end: int) -> bool:
        """`beim Kauf eines Neuwagens gewährt X`: a verb stands between, X is not what is bought."""
        words = self.text[start:end].split()
        return "," in self.text[start:end] or any(
            self._is_verb(ahead, word) for ahead, word in pairwise(words) if ahead[0].isalpha()
        )

    def _follows(self, hit: Hit) -> bool:
        """`2022 folgte die Übernahme von X`: the text goes on about its company."""
        ahead = self.text[max(self.sentence.start, hit.start - 40) : hit.start].lower()
        return (
            compiled(
                r"\b(?:folgt|folgte|folgten|volgt|volgde|volgden) (?:(?:auch|ook|dann|noch) )?(?:die|der|de|een|eine)? ?$"
            ).search(ahead)
            is not None
        )

    def _is_raiser(self, claim: Claim, roles: dict[str, list[Item]]) -> bool:
        """`Die Finanzierungsrunde von X wird von Y angeführt`: X, right behind the noun, where somebody else leads."""
        first = roles.get("partner", [None])[0]
        if (
            first is None
            or self.lexicon.lang != "de"
            or self.text[claim.hit.end : first.start] not in (" von ", " der ", " des ")
        ):
            return False
        rest = self.text[first.end : self.sentence.end].lower()
        return (
            compiled(r"\b(?:angeführt|geführt|führt|führte|abgeschlossen|beteilig|gezeichnet|kommt|stammt)").search(
                rest
            )
            is not None
        )

    def _is_its_own(self, hit: Hit) -> bool:
        """Whether the deal is `its` deal: the subject of the sentence makes it."""
        return _ITS.search(self.text, max(self.sentence.start, hit.start - 60), hit.start) is not None

    def _leader(self, claim: Claim, roles: dict[str, list[Item]]) -> Item | None:
        """`a consortium led by X had approached it about a buyout of Y`: X."""
        for item in self.items:
            if item.end > claim.hit.start or item.is_possessive or item in roles.get("target", []):
                continue
            ahead = self.text[max(self.sentence.start, item.start - 60) : item.start]
            if self.text[item.end : item.end + 2] in ("'s", "’s"):
                continue
            if _LED_BY.search(ahead) and _APPROACHES.search(self.text, item.end, claim.hit.start):
                return item
        return None

    def _is_vehicle(self, claim: Claim, roles: dict[str, list[Item]]) -> bool:
        """`X launched an offering through Y`: Y is listed, unless it is the bank or the exchange."""
        item = roles.get("actor", [None])[0]
        if item is None or item.marker not in ("through", "via"):
            return item is not None or "actor" not in roles
        name = self.text[item.start : item.end].lower()
        if item.is_anaphor or any(word in name for word in _BANKS):
            return False
        ahead = self.text[claim.clause.start : claim.hit.start].lower()
        return bool(_LAUNCHES.search(ahead))

    def _issuer(self, claim: Claim) -> Item | None:
        """`shares of X have fallen since its debut`: X, before all others."""
        for item in self.items:
            if item.end > claim.hit.start or item.is_anaphor:
                continue
            ahead = self.text[max(self.sentence.start, item.start - 20) : item.start].lower()
            behind = self.text[item.end : item.end + 16].lower().replace("’", "'")
            if ahead.endswith(("shares of ", "shares in ", "stock of ")) or behind.startswith(
                ("'s shares", "'s stock", " shares", " stock ", "' shares", "'s share price")
            ):
                return item
        return None

    def _share_bought(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`the acquisition of a 40% stake in X`: X, of which a share is bought."""
        for item in self.items:
            if item.start < claim.hit.end or item.marker not in ("in", "of"):
                continue
            gap = self.text[claim.hit.end : item.start].lower()
            words = gap.replace("%", " % ").split()
            if not gap.startswith(" of ") or len(gap) > 90 or "," in gap or item.is_possessive:
                return
            if any(word in self.lexicon.partitives for word in words):
                roles["target"] = [one for one in self.items if one.group == item.group]
                claim.has_stake = True
            return

    def _listed_bought(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`its acquisitions include X and Y`, `X's latest acquisition, Y`, `was Y`: Y, the first name behind."""
        hit = claim.hit
        if "target" in roles or "actor" in roles:
            return
        found = (
            _BOUGHT.match(self.text, hit.end)
            if hit.form == "acquisitions" or " spree" in self.text[hit.end :][:7]
            else None
        )
        latest = _LATEST.search(self.text, max(0, hit.start - 14), hit.start) is not None
        for item in self.items:
            if item.start < hit.end:
                continue
            if item.mention is None or item.is_possessive or item.mention.kind in ("person", "place", "event"):
                return
            told = (
                latest
                and _OF_LATEST.fullmatch(self.text, hit.end, item.start)
                and self.text[hit.end : item.start].strip()
            )
            plain = found is not None and not set(self.text[found.end() : item.start].lower().split()) & (
                self.lexicon.prepositions | self.lexicon.passive | self.lexicon.perfect
            )
            if told or (plain and item.start >= (found.end() if found else 0) and item.start - hit.end < 90):
                roles["target"] = [one for one in self.items if one.group == item.group]
                for one in roles["target"]:
                    one.marker = None
            return

    def _turned_down(self, claim: Claim, roles: dict[str, list[Item]]) -> bool:
        """`X rejects Y takeover bid`, `X turned down an offer from Y`: Y would buy X."""
        hit = claim.hit
        verb = _REFUSES.search(self.text, self.sentence.start, hit.end + 1)
        accepts = _ACCEPTS.search(self.text, self.sentence.start, hit.start + 1) if verb is None else None
        verb = verb or accepts
        if verb is None or hit.start - verb.end() > 60:
            return False
        owners = [
            item
            for item in self.items
            if verb.end() <= item.start and item.end <= hit.start + 1 and not item.is_anaphor
        ]
        givers = [item for item in self.items if item.marker in ("from", "by") and 0 < item.start - hit.end < 30]
        refusing = self._free(self.sentence.start, verb.start()) or [
            item
            for item in self.items
            if item.end <= verb.start() and item.is_possessive and _BOARD.match(self.text, item.end)
        ]
        told = (givers if accepts is not None else owners or givers)[:1]
        if not told or not refusing or told[0].group == refusing[-1].group:
            return False
        if told[0] in roles.get("target", []) and told[0].start > hit.end:
            return False
        roles["actor"], roles["target"] = told, refusing[-1:]
        claim.status = "abandoned" if accepts is None else "announced"
        return True

    def _merged(self, claim: Claim, roles: dict[str, list[Item]]) -> bool:
        """`formed by the merger of X and Y`, `the merger of X with Y`: both are told, no one else merges."""
        told = roles.get("target", [])
        if not told or told[0].marker != "of" or told[0].start < claim.hit.end:
            return False
        if len(told) == 1:
            other = [
                item
                for item in self.items
                if item.marker in _MERGED_WITH and 0 < item.start - told[0].end < 40 and not item.is_anaphor
            ]
            if not other:
                return False
            roles["actor"], roles["target"] = told, other[:1]
        return True

    def _seller_behind(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`die Übernahme des Dienstes X von Y`, `dessen Übernahme von Y`: the thing is told already, Y sells it."""
        hit, told = claim.hit, roles.get("target")
        if not told or told[0].marker not in ("von", "vom") or told[0].start < hit.start:
            return
        if self._token_before(hit.start) in ("dessen", "deren"):
            del roles["target"]
            return
        between = [
            item
            for item in self.items
            if hit.end <= item.start < told[0].start and item.marker is None and item.mention
        ]
        if between and self._word_after(hit.end) in ("des", "der", "eines", "einer"):
            roles["target"] = [one for one in self.items if one.group == between[0].group]

    def _raiser(self, left: list[Item], taken: set[int]) -> Item:
        """`X, a maker of …, and Y, a venture firm, announced the closing of a round`: X, for Y only pays."""
        last = left[-1]
        before = [
            item
            for item in self._free(self.sentence.start, last.start, anaphors=False)
            if id(item) not in taken and item.mention is not None and item.mention.kind != "person"
        ]
        if not before or last.mention is None:
            return last
        follow = self.text[last.end : last.end + 90]
        told = follow[2:].lower().split(",")[0] if follow.startswith((", a ", ", an ", ", the ", ", one ")) else ""
        gap = self.text[before[-1].end : last.start].lower().split()
        if "and" not in gap[-2:] and "with" not in gap[-2:]:
            return last
        pays = any(word in told for word in _PAYERS) or last.mention.text.split()[-1].lower() in _PAYER_NAMES
        return before[-1] if pays else last

    def _told_target(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`Since the takeover by X, Y …`: the other company of the sentence; `Y received an investment from X`."""
        hit = claim.hit
        if claim.type == "investment":
            if not set(self._words_before(hit.start, 9 if self.lexicon.lang == "en" else 6)) & _RECEIVING:
                return
            before = [item for item in self._free(claim.clause.start, hit.start) if item not in roles["actor"]]
            if before:
                roles["target"] = [before[-1]]
            return
        if hit.trigger.frame != "buy_noun" or any(item.start < hit.start for item in roles["actor"]):
            return
        if self.text[hit.end : roles["actor"][0].start].strip().lower().split()[:1] not in (
            ["by"],
            ["durch"],
            ["door"],
            ["von"],
            ["vom"],
        ):
            return
        others = [
            item for item in self._free(self.sentence.start, self.sentence.end) if item.group != roles["actor"][0].group
        ]
        if others and len({item.group for item in others}) == 1:
            roles["target"] = others[:1]

    def _read_attribute(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`das von X übernommene Start-up Y`, `seinen 2007 gestarteten Dienst Y`."""
        hit = claim.hit
        after = [item for item in self.items if 0 < item.start - hit.end < 60 and not item.is_possessive]
        gap = self.text[hit.end : after[0].start] if after else ""
        if not after or "," in gap or set(gap.lower().split()) & self.lexicon.prepositions:
            self._read_aside(claim, roles)
            return
        roles["target"] = [after[0]]
        by = [item for item in self.items if item.marker in self.lexicon.agents and 0 < hit.start - item.end < 30]
        if by:
            roles["actor"] = [by[-1]]
        elif claim.type == "launch":
            around = [
                item
                for item in self._free(self.sentence.start, self.sentence.end)
                if item.group != after[0].group and item is not after[0]
            ]
            maker = [item for item in self.items if item.marker == "von" and 0 < item.start - after[0].end < 8]
            if maker or around:
                roles["actor"] = maker[:1] or around[:1]
                claim.actor_basis = "clause" if maker else "sentence"

    def _read_aside(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`X, die von Y gekaufte Firma, …`: X, of which the apposition speaks."""
        if claim.type != "acquisition":
            return
        agents = [item for item in self.items if item.marker in ("von", "vom") and item.end < claim.hit.start]
        if not agents or not _NOUN_PHRASE.match(self.text, claim.hit.end):
            return
        for item in reversed(self.items):
            if item.end < agents[0].start and item.mention is not None and not item.is_possessive:
                if _ASIDE_OPENS.fullmatch(self.text, item.end, agents[0].start):
                    roles["actor"], roles["target"] = [agents[0]], [item]
                    claim.actor_basis = "aside"
                return

    def _heads_of_relative(self, claim: Claim, taken: set[int]) -> list[Item]:
        """`X, which makes pumps, was bought by Y`: X."""
        before = [
            item
            for item in self._free(self.sentence.start, claim.clause.start + 1, anaphors=False)
            if id(item) not in taken
        ]
        if not before:
            return []
        gap = self.text[before[-1].end : claim.hit.start]
        inside = gap.startswith((", which ", ", whose ", ", who ")) and gap.count(",") == 2
        return (
            [before[-1]] if inside and gap.rsplit(",", 1)[1].split()[:1] in (["was"], ["is"], ["has"], ["will"]) else []
        )

    def _opens_with(self, claim: Claim, agent: Item) -> bool:
        """Whether the participle opens its sentence, alone or joined to another one that does."""
        ahead = self.text[self.sentence.start : claim.hit.start]
        return agent.start > claim.hit.end and (not ahead.strip() or _JOINED_PARTICIPLE.fullmatch(ahead) is not None)

    def _read_passive(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit = claim.hit
        agents = self.lexicon.agents
        if hit.form.startswith("-"):
            before = [item for item in self.items if item.end == hit.start]
            after = [item for item in self.items if 0 <= item.start - hit.end < 50 and item.marker is None]
            if before and after:
                roles["actor"], roles["target"] = [before[0]], [after[0]]
            return
        if hit.trigger.frame.endswith("_attr") or self._is_attribute(hit):
            self._read_attribute(claim, roles)
            return
        for item in self.items:
            near = (
                claim.clause.start <= item.start < max(claim.clause.end, hit.end)
                if self.lexicon.lang != "en"
                else hit.end <= item.start < self.sentence.end
            )
            if (
                item.marker in agents
                and not (self.lexicon.lang == "de" and _RELATIVE_CLAUSE.search(self.text[item.end : hit.start]))
                and not (self.lexicon.lang == "de" and item.start > hit.end and "," in self.text[hit.end : item.start])
                and near
                and not item.is_possessive
                and not self._other_verb(item, hit)
                and (not roles.get("agent") or roles["agent"][0].group == item.group)
            ):
                roles.setdefault("agent", []).append(item)
        others = {key: role for key, role in frame.preps.items() if key not in agents}
        self._by_marker(claim, others, roles, only_right=False)
        if "agent" in roles and frame.subject:
            roles[frame.subject] = roles.pop("agent")
        role = frame.object or "target"
        told = self._of_aside(hit) if self.lexicon.lang == "de" else None
        if told is not None and roles.get(frame.subject or "actor"):
            roles[role] = [told]
            return
        taken = {id(item) for items in roles.values() for item in items}
        if self.lexicon.lang == "en" and roles.get("actor") and self._opens_with(claim, roles["actor"][-1]):
            behind = [item for item in self._free(roles["actor"][-1].end, self.sentence.end) if id(item) not in taken]
            if behind and self.text[roles["actor"][-1].end : behind[0].start] == ", ":
                roles[role] = behind[:1]  # Founded by A and backed by B, C makes …
            return
        left = [item for item in self._free(claim.clause.start, hit.start) if id(item) not in taken]
        aside = _ASIDE.search(self.text, self.sentence.start, hit.start) if self.lexicon.lang == "nl" else None
        if aside is not None:  # X, dat eerder Y kocht, is overgenomen: X, not Y
            heads = [item for item in self.items if item.end == aside.start() and id(item) not in taken]
            left = heads or [item for item in left if not aside.start() < item.start < aside.end()]
        adjacent = [
            item
            for item in self.items
            if item.end <= hit.start
            and item.marker not in agents
            and self.text[item.end : hit.start].strip()
            in (",", "", ", which was", "which was", ", die", "-", ", that was", ", which is")
            and id(item) not in taken
        ]
        aux = self.lexicon.lang != "en" or set(self._words_before(hit.start, 4)) & self.lexicon.passive
        if not adjacent and not aux:
            adjacent = [
                item
                for item in self.items
                if item.end <= hit.start
                and item.marker not in agents
                and self.text[item.end] == ","
                and id(item) not in taken
            ]
        if adjacent:
            roles[role] = [adjacent[-1]]
        elif not left and self.lexicon.lang == "en" and (heads := self._heads_of_relative(claim, taken)):
            roles[role] = heads
            claim.actor_basis = "relative"
        elif left:
            pick = left[-1] if self.lexicon.lang == "en" else left[0]
            roles[role] = [one for one in left if one.group == pick.group]
        else:
            right = [
                item
                for item in self._free(hit.end if self.lexicon.lang == "en" else claim.clause.start, claim.clause.end)
                if id(item) not in taken
            ]
            if right and self.lexicon.lang != "en":
                roles[role] = [right[0]]
                return
            # "X, dat in 2019 door Y werd overgenomen": the name before the relative clause
            opening = self.text[max(claim.clause.start - 2, 0) : claim.clause.start + 5].split()
            heads = [item for item in self.items if 0 < claim.clause.start - item.end <= 3 and id(item) not in taken]
            if heads and set(opening) & {"dat", "die", "das", "der", "welche", "welches"}:
                roles[role] = [heads[-1]]
                claim.actor_basis = "relative"
