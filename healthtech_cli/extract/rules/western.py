"""Argument rules for English, German and Dutch: from the triggers of a sentence to claims with their parties."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim, Hit, Item
from healthtech_cli.extract.rules.gates import passes
from healthtech_cli.extract.rules.parts import as_part
from healthtech_cli.extract.rules.verbs import VerbReader
from healthtech_cli.languages.triggers import Frame, Trigger
from healthtech_cli.model.spans import DateMention, MoneyMention, NameMention, Span

_INVESTORS = {
    "en": frozenset(["investors", "backers", "shareholders"]),
    "de": frozenset(
        [
            "investoren",
            "geldgebern",
            "geldgeber",
            "kapitalgebern",
            "kapitalgeber",
            "anteilseignern",
            "anteilseigner",
            "gesellschaftern",
            "gesellschafter",
        ]
    ),
    "nl": frozenset(["investeerders", "aandeelhouders", "geldschieters"]),
}
_SUBSTANCE = re.compile(
    r"(?: [\w’'-]+){0,9}? (?:(?:drug|medicine|candidate|antibody|treatment|therapy|vaccine|inhibitor|pill) )?"
    r"((?<=drug )[a-z]{7,}|(?<=candidate )[a-z]{7,}|[a-z]{3,12}(?:mab|nib|tide|gliflozin|gliptin|statin|parib|ciclib|lisib"
    r"|vir|cept|rsen|siran|leucel|apant))(?=[ ,.;]|$)"
)
_VENTURES = ("the venture", "the joint venture")
_TICKER = re.compile(r"\([^()]{2,40}\)")
_PRODUCTS = ("dienst", "app", "angebot", "portal", "plattform", "shop", "programm", "spiel", "platform", "service")
_IS_VENTURE = re.compile(
    r"(?: \([^()]{2,30}\))?(?:,| is| was|, which is|, which was) (?:now )?(?:a|an|the|its|their) (?:[\w%/-]+ ){0,4}"
)
_ENDS_ITSELF = frozenset(["shut down", "shuts down", "shutting down", "closed down", "wound down", "closes down"])
_NO_OBJECT = re.compile(
    r"[.,;]|$| (?:in|on|after|last|this|amid|at the end|by|following|two|three|earlier|because|and)\b"
)
_FORMS = re.compile(r"\b(?:formed|form|created|create|launched|launch|set up|established|establish|founded) (?:the )?$")
_OF_FOUNDERS = re.compile(
    r"(?: (?:company|firm|business|entity|partnership))? (?:with|of|between|by|from|formed|set up|founded|owned|including|comprising|involving)\b"
)
_LISTING = frozenset(
    [
        "include",
        "includes",
        "included",
        "are",
        "were",
        "is",
        "zählen",
        "zählt",
        "gehören",
        "gehört",
        "sind",
        "zijn",
        "behoren",
        "was",
        "waren",
    ]
)
_INVESTOR_TRIGGER = Trigger(type="investment", frame="back", forms=("investors",))
_SUBORDINATE = {
    "de": ("wie ", "nachdem ", "während ", "weil ", "obwohl ", "wenn ", "bevor ", "da ", "seitdem "),
    "nl": (
        "zoals ",
        "nadat ",
        "hoewel ",
        "omdat ",
        "toen ",
        "als ",
        "voordat ",
        "sinds ",
        "terwijl ",
        "doordat ",
        "zodra ",
    ),
}
_LEADS = {
    "de": frozenset(["führte", "führten", "führt", "anführte", "angeführt", "leitete"]),
    "en": frozenset(["led", "leads", "co-led", "spearheaded"]),
    "nl": frozenset(["leidde", "leidden", "leidt", "aangevoerd"]),
}
_OWN = r"(?:,? (?:in|on|for|at|around|about|back in|late in|early in)? ?[DM]){0,3}"
_GAPPED = re.compile(
    rf"((?: \([^()]{{2,30}}\))?(?:,? (?:in|on|for|at|around|about|back in|late in|early in)? ?[DM]){{1,3}}),?(?:,| and|, and|, as well as)"
    rf" ((?:a further |another |about )?M (?:in|into) )?(?:the [a-z]+ )?(N)(?={_OWN})(?= (?:in|on|for|at|D|M|the same year|last|and\b)|[.,;]|$){_OWN}"
)
_TOGETHER = ("gemeinsame", "gezamenlijk")
_OWN_THING = re.compile(r" (?:(?:the (?:company|firm|group|start-?up|vendor)|it)['’]s|its|their) ")
_SAYS_THAT = re.compile(r"\b(?:announce[sd]?|said|says|reported|reports|confirmed|disclosed)(?: today| \w+day)? that\b")
_CALLED = frozenset(["called", "named", "dubbed", "namens", "genannt", "genaamd", "naam", "heet", "namen", "titel"])


class Reader(VerbReader):
    """Reads one sentence: its items in order with their markers, then the claims its triggers make."""

    def claims(self) -> list[Claim]:
        """The claims of the sentence's triggers, in order."""
        found: list[Claim] = []
        joined = any(hit.trigger.type == "joint_venture" and hit.trigger.frame != "formed" for hit in self.hits)
        for hit in self.hits:
            if hit.trigger.type in ("metric", "forecast") or hit.trigger.frame == "investors":
                continue
            if joined and hit.trigger.type in ("launch", "partnership"):
                continue
            if hit.trigger.type == "launch" and any(other.form.startswith(_TOGETHER) for other in self.hits):
                continue  # A und B haben ein gemeinsames Projekt gestartet
            claim = self._claim(hit)
            if claim is not None and hit.trigger.frame == "select":
                self._supplier(claim)
            if claim is not None and claim.target is not None and claim.target.is_anaphor:
                claim.target = self._meant(claim.target, claim) or claim.target
            if claim is not None:
                as_part(claim, self)
            if claim is None or not passes(claim, self):
                continue
            spread = self._spread(claim)
            found += [*spread, *self._gapped(claim, spread)]
            if claim.type not in ("acquisition", "investment", "joint_venture"):
                continue
            for item in (claim.target, claim.actor if claim.rule == "passive" else None):
                if item is not None and not (item is claim.target and claim.actor_basis == "aside"):
                    item.is_used = True
        return found + self._investors()

    def _supplier(self, claim: Claim) -> None:
        """`X announced that Y has selected the company's system`, `Y selected X's system`: Y works with X."""
        owner = [one for one in self.items if one.is_possessive and 0 < one.start - claim.hit.end <= 5]
        claim.target, actor = owner[0] if owner and owner[0].mention is not None else None, claim.actor
        own = _OWN_THING.match(self.text, claim.hit.end)
        if own is None or actor is None or claim.rule != "verb":
            return
        told = [
            item
            for item in self._free(self.sentence.start, actor.start, anaphors=False)
            if item.group != actor.group and item.mention is not None and item.mention.kind != "person"
        ]
        says = told and _SAYS_THAT.search(self.text[told[0].end : actor.start].lower())
        claim.target = told[0] if says else None

    def _meant(self, pronoun: Item, claim: Claim) -> Item | None:
        """`X said it will be bought by Y`: the first subject of the sentence, if it is not the other party."""
        if claim.type not in ("acquisition", "investment"):
            return None
        if claim.hit.trigger.frame.startswith("sell") and claim.rule != "passive":
            return None  # X sold its stake in the company: not in X
        if self.text[pronoun.start : pronoun.end].lower() in _VENTURES:
            return None
        before = [
            item
            for item in self._free(self.sentence.start, pronoun.start, anaphors=False)
            if item.mention is not None and item.mention.kind not in ("person", "place", "event")
        ]
        found = before[0] if before else None
        if found is None or (claim.actor is not None and claim.actor.group == found.group):
            return None
        return found

    def _investors(self) -> list[Claim]:
        """`Investors in X include A and B`, `Zu den Geldgebern von X zählen A und B`."""
        words = _INVESTORS[self.lexicon.lang]
        place = next((token for token in self.tokens if token.group().lower() in words), None)
        if place is None:
            return []
        near = [
            one
            for one in self.items
            if 0 < one.start - place.end() < 30 and one.marker in ("of", "in", "von", "bei", "an", "van")
        ]
        owner = [one for one in self.items if one.is_possessive and 0 < place.start() - one.end < 30]
        target = near[0] if near else owner[-1] if owner else None
        if target is None:
            return []
        between = self.text[max(target.end, place.end()) : self.sentence.end].lower().split()
        if not between or not any(word in _LISTING for word in between[:4]):
            return []
        actors = [
            one
            for one in self.items
            if one.start > max(target.end, place.end()) and not one.is_anaphor and one.marker is None
        ]
        hit = Hit(start=place.start(), end=place.end(), trigger=_INVESTOR_TRIGGER, form=place.group().lower())
        span = Span(start=self.sentence.start, end=self.sentence.end)
        return [
            Claim(
                type="investment",
                hit=hit,
                sentence=self.sentence,
                clause=span,
                actor=one,
                target=target,
                rule="investors",
            )
            for one in actors
            if one.group == actors[0].group
        ]

    def _spread(self, claim: Claim) -> list[Claim]:
        """One claim for each of several targets or actors joined by `and`."""
        targets = self._mates(claim.target) if claim.target and claim.type != "joint_venture" else [claim.target]
        actors = (
            self._mates(claim.actor)
            if claim.actor and claim.type in ("acquisition", "investment") and claim.target is not None
            else [claim.actor]
        )
        if claim.type == "acquisition" and len(actors) > 1 and len(targets) > 1:
            actors = actors[:1]
        out: list[Claim] = []
        for actor in actors:
            for target in targets:
                others = [one for one in claim.partners if one is not actor and one is not target]
                out.append(replace(claim, actor=actor, target=target, partners=others))
        return out

    def _gapped(self, claim: Claim, spread: Sequence[Claim]) -> list[Claim]:
        """`X bought A in 2018 and B for $2m in 2020`: what the verb, left out, says of B, with its own price and date."""
        if self.lexicon.lang != "en" or claim.type not in ("acquisition", "investment") or claim.rule == "passive":
            return []
        last = spread[-1].target if spread else None
        if last is None or last.mention is None or last.start < claim.hit.end:
            return []
        signs: dict[int, tuple[int, str, object]] = {one.start: (one.end, "D", one) for one in self.sentence.dates}
        signs |= {one.start: (one.end, "M", one) for one in self.sentence.money}
        signs |= {one.start: (one.end, "N", one) for one in self.items if one.mention is not None}
        coded, places, at = "", list[tuple[str, object]](), last.end
        while at < self.sentence.end:
            if at in signs:
                end, sign, what = signs[at]
                coded, at = coded + sign, max(end, at + 1)
                places.append((sign, what))
            else:
                char = self.text[at].lower()
                coded, at = coded + char, at + 1
        found = list[Claim]()
        done = 0
        start = 0
        while match := _GAPPED.match(coded, start):
            marks = [char for char in match.group() if char in "DMN"]
            told = places[done : done + len(marks)]
            cut = next(number for number, (sign, _) in enumerate(told) if sign == "N")
            ahead = sum(char in "DMN" for char in match.group(1))
            own = told[ahead:]
            item = told[cut][1]
            assert isinstance(item, Item)
            item.marker, item.is_used = None, True
            found.append(
                replace(
                    claim,
                    target=item,
                    partners=[],
                    is_gapped=True,
                    money=next((one for _, one in own if isinstance(one, MoneyMention)), None),
                    date=next((one for _, one in own if isinstance(one, DateMention)), None),
                )
            )
            done += cut + 1
            start = match.end(3)
        return found

    def _mates(self, item: Item | None) -> list[Item | None]:
        if item is None or item.is_part:
            return [item]
        return [one for one in self.items if one.group == item.group and (one is item or one.start > item.start)]

    def _claim(self, hit: Hit) -> Claim | None:
        frame = self.lexicon.frames[hit.trigger.frame]
        clause = self._clause(hit)
        claim = Claim(type=hit.trigger.type, hit=hit, sentence=self.sentence, clause=clause)
        if hit.trigger.status:
            claim.status = hit.trigger.status
        roles: dict[str, list[Item]] = {}
        if frame.is_noun:
            claim.rule = "noun"
            self._read_noun(claim, frame, roles)
            if self.lexicon.lang == "en" and claim.type == "partnership" and "target" not in roles:
                self._read_examples(claim, "target", roles)  # partnerships with clinics such as A and B
        elif self._is_passive(hit, clause):
            claim.rule = "passive"
            self._read_passive(claim, frame, roles)
        else:
            self._read_active(claim, frame, roles)
        if self.lexicon.lang == "en" and claim.type == "shutdown" and claim.rule == "verb" and "target" not in roles:
            self._shut_itself(claim, roles)
        if hit.trigger.frame == "seek_buyer" and "actor" not in roles:
            claim.rule = "agentless"  # X is looking for a buyer for Z
        if hit.trigger.frame == "end_of" and "target" not in roles:
            self._drug_ended(claim, roles)
        return self._fill(claim, frame, roles)

    def _shut_itself(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`X shut down in 2022`: nothing but time and reason follow, so X is what ends."""
        actors = roles.get("actor", [])
        if claim.hit.form not in _ENDS_ITSELF or not actors or not _NO_OBJECT.match(self.text, claim.hit.end):
            return
        if actors[-1].mention is not None and claim.hit.start - actors[-1].end < 20:
            roles["target"] = roles.pop("actor")[:1]
            claim.rule = "agentless"

    def _drug_ended(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`halts development of its asthma drug zelorimab`: the name of a substance is written small."""
        found = _SUBSTANCE.match(self.text, claim.hit.end, self.sentence.end)
        if found is None:
            return
        start, end = found.span(1)
        mention = NameMention(start=start, end=end, text=found.group(1), entity_id=None, kind="product")
        item = Item(start=start, end=end, mention=mention, group=1 + max((one.group for one in self.items), default=0))
        self.items.append(item)
        roles["target"] = [item]

    def _clause(self, hit: Hit) -> Span:
        low, offset = self.sentence.low, self.sentence.start
        if "(" in low:
            low = _TICKER.sub(lambda found: found.group().replace(": ", " :"), low)  # (NYSE: X) ends no clause
        start, end = 0, len(low)
        at, stop = hit.start - offset, (hit.particle.end if hit.particle else hit.end) - offset
        if self.lexicon.lang != "en" and low.lstrip(' "„').startswith(_SUBORDINATE[self.lexicon.lang]):
            comma = low.find(", ", 0, at)
            start = comma + 1 if comma > 0 and "," not in low[comma + 1 : at] else 0  # Wie X mitteilt, hat Y …
        for word in (*self.lexicon.boundaries, "; ", ": ", " – ", " — ", " - ", " -- ", "\n\n", "• "):
            left = low.rfind(word, 0, at + 1)
            if left >= 0:
                start = max(start, left + (1 if word[0] in " ," else 0))
            right = low.find(word, stop)
            if right >= 0:
                end = min(end, right)
        if self.lexicon.lang != "en":
            follows = compiled(r", (?:\w+ ){1,4}(?:folgte|folgten|folgt|volgde|volgden|volgt) ").search(low, stop, end)
            end = follows.start() if follows is not None else end  # in 2020 kocht het X, twee jaar later volgde Y
        return Span(start=start + offset, end=end + offset)

    def _fill(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> Claim | None:
        actors, targets = roles.get("actor", []), roles.get("target", [])
        claim.partners = list(roles.get("partner", []))
        if frame.is_pair and claim.type != "joint_venture" and len(actors) >= 2 and not targets:
            actors, targets = actors[:1], actors[1:]
        if claim.hit.trigger.frame == "merger" and len(targets) > 1 and not actors:
            actors, targets = targets[:1], targets[1:]
        if claim.hit.trigger.frame == "formed":
            claim.partners += actors[1:]
            actors, targets = actors[:1], targets[:1]
        elif claim.type == "joint_venture":
            claim.partners += [*actors[1:], *targets]
            actors, targets = actors[:1], self._called(claim)
            if targets and not claim.partners and (not actors or actors[0] is targets[0]):
                # the venture is named and no preposition tells its founders: the other companies of the sentence
                founders = [
                    one
                    for one in self.items
                    if one.mention is not None
                    and one is not targets[0]
                    and one.mention.kind not in ("person", "place", "product", "programme")
                    and one.marker in (None, "neben", "alongside", "naast")
                ]
                actors, claim.partners = (founders[:1], founders[1:]) if len(founders) > 1 else (actors, [])
            if not targets and self.lexicon.lang != "en":
                targets = self._is_venture_of(claim)
                actors = [one for one in actors if one not in targets]
                claim.partners = [one for one in claim.partners if one not in targets]
                if targets and not actors:
                    actors, claim.partners = claim.partners[:1], claim.partners[1:]
            if not targets and self.lexicon.lang == "en" and (venture := self._venture_told(claim)) is not None:
                behind = [
                    one
                    for one in self.items
                    if one.start > claim.hit.end and one.marker in ("with", "of", "by", "including")
                ]
                if behind and venture.marker is not None:  # the work with X, a joint venture with Y: of Y
                    mates = [one for one in behind if one.group == behind[0].group]
                    actors, claim.partners = mates[:1], mates[1:]
                targets = [venture]  # X, a joint venture with Y: X is the venture
                actors = [one for one in actors if one is not venture]
                claim.partners = [one for one in claim.partners if one is not venture]
                if not actors and not claim.partners:
                    told = self._free(self.sentence.start, venture.start, anaphors=False)
                    claim.partners = [one for one in told if one.group == told[-1].group] if told else []
                if not actors:
                    actors, claim.partners = claim.partners[:1], claim.partners[1:]
            if not actors and len(claim.partners) > 1:
                actors, claim.partners = claim.partners[:1], claim.partners[1:]
        if claim.type == "launch" or (claim.type == "acquisition" and not targets):
            called = self._called(claim)
            targets = called if called and called[0].start - claim.hit.end < 110 else targets
        if (
            claim.type == "launch"
            and self.lexicon.lang != "en"
            and actors
            and not targets
            and claim.hit.form.startswith(("start", "gestart"))
            and self._token_before(actors[0].start).endswith(_PRODUCTS)
        ):
            actors, targets = [], actors[:1]  # der Dienst X startet im Juni
        if claim.type == "launch" and any(one.mention is not None and one.mention.kind == "person" for one in actors):
            actors = []  # founders X and Y launched a venture called Z
            claim.rule = "agentless" if claim.hit.form.startswith("launch") and claim.rule == "verb" else claim.rule
        if claim.hit.trigger.frame == "raise_noun" and actors and claim.actor_basis == "sentence":
            words = self.sentence.low[max(0, actors[0].start - self.sentence.start - 18) :][:80].split()
            if self.lexicon.lang == "en":
                words = self.sentence.low[actors[-1].end - self.sentence.start :].split()
                words = [] if words[1:2] == ["by"] else words[:1]  # A led the round in B
            if set(words) & _LEADS.get(self.lexicon.lang, frozenset()):
                claim.partners, actors = [*claim.partners, *actors], []  # die Runde führte X an
        claim.actor = actors[0] if actors else None
        claim.target = targets[0] if targets else None
        if claim.actor is not None and claim.target is not None and claim.actor is claim.target:
            return None
        claim.partners = [one for one in claim.partners if one is not claim.target and one is not claim.actor]
        return claim

    def _is_venture_of(self, claim: Claim) -> list[Item]:
        """`X ist ein Joint Venture von A und B`, `X, een joint venture van A en B, …`: X."""
        for item in self.items:
            if item.end < claim.hit.start and item.mention is not None and item.marker is None:
                gap = self.text[item.end : claim.hit.start].lower()
                told = compiled(r"(?:,| ist| war| is| was) (?:ein|das|een|de|het) (?:[\w-]+ ){0,3}")
                if told.fullmatch(gap) and compiled(r" (?:\w+ )?(?:von|zwischen|aus|van|tussen|der|des) ").match(
                    self.text, claim.hit.end
                ):
                    return [item]
        return []

    def _venture_told(self, claim: Claim) -> Item | None:
        """`X, a joint venture of A and B`, `X is a 50-50 joint venture with Y`: X."""
        for item in reversed(self.items):
            if item.end > claim.hit.start or item.mention is None or item.is_possessive:
                continue
            if item.mention.kind not in ("company", "subsidiary", "institution"):
                continue
            gap = self.text[item.end : claim.hit.start]
            if _IS_VENTURE.fullmatch(gap) and _FORMS.search(self.text, self.sentence.start, item.start):
                return item  # X and Y formed Z, a joint venture
            return item if _IS_VENTURE.fullmatch(gap) and _OF_FOUNDERS.match(self.text, claim.hit.end) else None
        return None

    def _called(self, claim: Claim) -> list[Item]:
        if claim.type == "launch" and self.lexicon.lang != "en":
            # onder de naam X introduceert Y een app
            for item in self.items:
                words = self._words_before(item.start, 4)
                if (
                    item.end <= claim.hit.start
                    and words[:1] in (["naam"], ["namen"])
                    and {"onder", "unter"} & set(words)
                ):
                    return [item]
        for item in self.items:
            adjacent = claim.type == "joint_venture" and 0 <= item.start - claim.hit.end <= 3 and item.marker is None
            if (
                item.start >= claim.hit.start
                and not item.is_anaphor
                and (
                    adjacent
                    or set(self._words_before(item.start, 2)) & _CALLED
                    or self._word_after(item.end) in ("genaamd", "geheten", "genannt")
                )
            ):
                return [item]
        return []
