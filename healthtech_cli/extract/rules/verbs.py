"""Roles around active verbs: English by what stands before and behind, German and Dutch by place in the clause."""

from __future__ import annotations

import re

from healthtech_cli.extract.patterns import compiled
from healthtech_cli.extract.rules.claims import Claim, Hit, Item
from healthtech_cli.extract.rules.items import TICKER_OF
from healthtech_cli.extract.rules.nouns import NounReader
from healthtech_cli.languages.triggers import Frame
from healthtech_cli.model.spans import Span

_AFTER_RELATIVE = frozenset(
    [
        "in",
        "for",
        "last",
        "on",
        "earlier",
        "from",
        "this",
        "after",
        "and",
        "at",
        "as",
        "by",
        "but",
        "while",
        "with",
        "before",
        "since",
        "when",
        "until",
        "two",
        "three",
        "a",
    ]
)
_IN_RELATIVE = frozenset(
    [
        "is",
        "was",
        "will",
        "would",
        "already",
        "now",
        "has",
        "had",
        "have",
        "recently",
        "just",
        "also",
        "later",
        "first",
        "previously",
        "once",
    ]
)
_BREAKS = frozenset(["which", "who", "whose", "that", "will", "said", "says", "not"])
_EXAMPLES = re.compile(
    r" (?:startups|start-ups|companies|firms|businesses|ventures|developers|makers|providers|players|brands)\b"
    r"[^.;:]{0,70}?(?:,? including|,? such as|,? among them|,? like|: )(?: (?:the|both))?(?= )",
)
_ASIDE_CLOSED = re.compile(
    r",(?: (?:has|have|had|will|would|is|was|also|recently|today|now|since|plans to|agreed to|said it))* $"
)
_A_FIRM_THAT = re.compile(r",? (?:a|an|the) (?:[a-z][\w-]*,? ){1,9}(?:that|which) ")
_PLURALS = re.compile(
    r" (?:[a-z]+ ){0,2}(?:companies|firms|partners|hospitals|clinics|systems|insurers|payers|employers|universities|retailers|banks"
    r"|brands|manufacturers|makers|providers|institutions|organi[sz]ations|pharmacies|chains|plans|groups|centers|startups"
    r"|start-ups|vendors|suppliers|carmakers|automakers|airlines|rivals|competitors|targets)\b[^.;:,]{0,50}?(?:,? including|,? such as|,? among them|,? like)(?: (?:the|both))?(?= )"
)
_OWN_STAKE = re.compile(
    r" (?:a |an |another )?(?:\S{1,6}(?: ?%| percent| per cent)|minority|majority|controlling|significant|large|small)"
    r"(?: [a-z]+)?(?: equity| ownership)? (?:stake|interest) (?:\([^()]{1,30}\) )?to "
)
_BRACKETED = re.compile(r"\([^()]{0,120}\)")
_RELATED = re.compile(
    r"['’]s? (?:[a-z-]+ ){0,2}(?:rival|competitor|subsidiary|unit|arm|affiliate|partner|peer|parent|owner|supplier|division) "
)
"""Merck's rival X, Bayer's former unit Y: X and Y are meant."""
_ARTICLES = frozenset(["ein", "eine", "einen", "seine", "seinen", "ihre", "ihren", "een", "haar", "zijn"])
_STEPPED_IN = frozenset(["eingestiegen", "einsteigt", "ingestapt", "instapte", "instapt"])
_STEPS = frozenset(["steigt", "stieg", "stiegen", "stapt", "stapte", "stapten"])
_PLANS = frozenset(
    ["pläne", "plänen", "plan", "vorhaben", "absicht", "versuch", "plannen", "poging", "voornemen", "wens", "angebot"]
)
_AUXILIARY = frozenset(["wollen", "will", "wil", "willen"])
_RELATIVES = frozenset(["der", "die", "das", "dat", "welcher", "welche", "welches"])


class VerbReader(NounReader):
    """Reads active verbs."""

    def _read_active(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit, lang = claim.hit, self.lexicon.lang
        self._by_marker(claim, frame.preps, roles, only_right=lang == "en")
        taken = {id(item) for items in roles.values() for item in items}
        left = [item for item in self._free(claim.clause.start, hit.start) if id(item) not in taken]
        right = [item for item in self._free(hit.end, claim.clause.end) if id(item) not in taken]
        if lang == "en":
            self._read_english(claim, frame, roles, left, right)
            return
        if self.text[claim.clause.start : hit.start].rstrip()[-1:] == "," and (
            len({one.group for one in right}) > (frame.object is not None)
        ):
            left = []  # "Wie X mitteilte, übernimmt der Konzern Y": all parties follow
        is_final = hit.form in hit.trigger.finals and hit.particle is None and self._closes(hit, claim.clause)
        if is_final and right and frame.object and len({one.group for one in left}) < 2 and self._is_finite(hit):
            is_final = "," in self.text[hit.end : right[0].start]  # X kauft für zwei Millionen Y
        free = left if is_final else left + right
        if is_final and not left:
            free = right if hit.form not in hit.trigger.finals else []
        head = self._relative_head(claim)
        if head is not None and frame.subject and frame.object and is_final:
            inner = [item for item in self._free(head.end, hit.start) if id(item) not in taken]
            if inner:
                comma = self.text.find(",", head.end, hit.start)
                near = inner[0].start - comma < 7 and not self._is_male(head)
                owner, thing = (inner[0], head) if near else (head, inner[-1])
                roles[frame.subject] = [one for one in self.items if one.group == owner.group and not one.is_used]
                roles[frame.object] = [one for one in self.items if one.group == thing.group and not one.is_used]
                claim.actor_basis = "relative"
                return
        if frame.object is None:
            if claim.type == "investment" and "target" not in roles:
                self._read_joined(claim, roles)
                free = [item for item in free if item not in roles.get("target", [])]
                left = [item for item in left if item in free]
            if claim.type == "investment" and free and frame.subject:
                self._read_beside(claim, free, roles)
                left = [item for item in free if item.end <= hit.start]
            if free and frame.subject:
                pick = free[0] if not (not is_final and left) else left[0]
                roles[frame.subject] = [one for one in free if one.group == pick.group]
            elif frame.subject:
                self._borrow_subject(claim, frame.subject, roles)
            return
        if lang == "nl" and self._is_infinitive(hit) and self._read_by_buying(claim, frame, roles):
            return
        groups: list[list[Item]] = []
        for item in free:
            if groups and groups[-1][0].group == item.group:
                groups[-1].append(item)
            else:
                groups.append([item])
        if not is_final and len(groups) > 2:
            groups = self._nearest(claim, groups)
        if len(groups) >= 2:
            first, last = groups[0], groups[-1] if is_final else groups[1]
            if first[0].accusative and not last[0].accusative:
                first, last = last, first
            if frame.subject:
                roles[frame.subject] = first
            roles[frame.object] = last
        elif groups:
            only = groups[0]
            pronoun = is_final and bool(
                set(self.text[claim.clause.start : only[0].start].lower().split()) & self.lexicon.pronouns - {"man"}
            )
            is_object = (
                only[0].accusative
                or self._has_nameless_subject(claim, only[0])
                or pronoun
                or (not is_final and only[0].start > hit.end and lang == "nl" and self._has_subject_word(claim))
                or (not is_final and self._has_pronoun_subject(hit, only[0]))
                or (is_final and not only[0].is_anaphor and self._is_infinitive(hit))
                or (only[0].start > hit.end and self._has_subject_word(claim))
            )
            if is_object:
                roles[frame.object] = only
                if frame.subject:
                    self._borrow_subject(claim, frame.subject, roles)
            elif frame.subject:
                roles[frame.subject] = only
        # partitives: "die Mehrheit an X", "een belang in X", "alle Anteile der X"
        if frame.object not in roles and claim.type == "launch":
            # "Mit X hat Y einen eigenen Dienst gestartet"
            opening = [item for item in self.items if item.start >= claim.clause.start][:1]
            introduced = [item for item in self.items if item.marker == "mit" and item.start > claim.hit.start]
            beside = [
                item
                for item in self.items
                if item.marker in ("mit", "met")
                and claim.hit.end <= item.start < claim.hit.end + 30
                and self._word_after(item.end) in _ARTICLES
            ]
            if beside and frame.subject in roles:
                roles[frame.object] = beside[:1]  # X bringt mit Y eine Lösung auf den Markt
            elif claim.hit.form.startswith("führ") and introduced:
                roles[frame.object] = introduced[:1]
            elif opening and opening[0].marker in ("mit", "met") and opening[0].start - claim.clause.start < 30:
                roles[frame.object] = opening
        if frame.object not in roles:
            for item in self.items:
                if item.marker in ("an", "am", "von", "in", "bei", "van", "der", "des") and id(item) not in {
                    id(one) for group in roles.values() for one in group
                }:
                    words = self._words_before(item.start, 6)
                    if (
                        any(word in self.lexicon.partitives for word in words)
                        and claim.clause.start <= item.start < claim.clause.end
                    ):
                        roles[frame.object] = [item]
                        claim.has_stake = True
                        break

    def _read_by_buying(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> bool:
        """`Door X te kopen krijgt Y toegang tot …`: Y buys X."""
        things = [
            item
            for item in self.items
            if item.marker in ("door", "om")
            and claim.clause.start <= item.start
            and 0 < claim.hit.start - item.end < 25
        ]
        is_aim = bool(things) and things[-1].marker == "om"  # de plannen van Y om X te kopen
        planners = [
            item
            for item in self.items
            if is_aim and item.marker == "van" and item.before_marker in _PLANS and item.end < things[-1].start
        ]
        after = [] if is_aim else self._free(claim.hit.end, self.sentence.end)
        actors = planners or [item for item in after if item not in things]
        actors = actors or [item for item in self._free(self.sentence.start, claim.hit.start) if item not in things]
        if not things or not actors or frame.object is None or frame.subject is None:
            return False
        roles[frame.object], roles[frame.subject] = things[-1:], actors[:1]
        roles.pop("seller", None)
        claim.status = "planned" if is_aim else claim.status
        claim.actor_basis = "sentence"
        return True

    def _nearest(self, claim: Claim, groups: list[list[Item]]) -> list[list[Item]]:
        """`Gegründet wurde A, später stieg B ein und übernahm C`: B, the nearest before the verb, and C behind it."""
        before = [group for group in groups if group[0].start < claim.hit.start]
        behind = [group for group in groups if group[0].start > claim.hit.end]
        comma = self.text.rfind(",", claim.clause.start, claim.hit.start)
        own = [group for group in before if group[0].start > comma]
        if len(before) > 1 and behind and own and len(own) < len(before):
            return [own[-1], behind[0]]
        return groups

    def _read_beside(self, claim: Claim, free: list[Item], roles: dict[str, list[Item]]) -> None:
        """`Gemeinsam mit A investierte B`: both."""
        with_whom = [
            item
            for item in self.items
            if item.marker in ("mit", "met")
            and item.before_marker in ("gemeinsam", "zusammen", "samen")
            and claim.clause.start <= item.start < claim.clause.end
            and item.mention is not None
        ]
        if with_whom and all(item not in roles.get("target", []) for item in with_whom):
            for item in with_whom:
                item.group, item.marker = free[0].group, None
            free[:] = sorted([*free, *with_whom], key=lambda one: one.start)

    def _read_joined(self, claim: Claim, roles: dict[str, list[Item]]) -> None:
        """`X, an dem auch Y beteiligt ist`, `Y, der 2020 eingestiegen war`: the one before the clause, or who is told of."""
        hit = claim.hit
        ahead = self.text[self.sentence.start : hit.start]
        found = compiled(
            r", (?:an (?:dem|der|denen)|bei (?:dem|der)|in (?:die|den|das)|waarin|waar(?= .{0,60}\bin\b)) "
        ).search(ahead)
        if found is not None:
            place = self.sentence.start + found.start()
            heads = [item for item in self.items if item.end == place]
            if heads:
                roles["target"] = heads
                claim.actor_basis = "relative"
        elif (hit.form in _STEPPED_IN or (hit.particle is not None and hit.form in _STEPS)) and self.lexicon.frames[
            hit.trigger.frame
        ].subject:
            roles["target"] = [Item(start=hit.start, end=hit.start, mention=None)]
            claim.actor_basis = "sentence"

    def _relative_head(self, claim: Claim) -> Item | None:
        """The name before the comma of the relative clause that the verb closes: `Sonera, dat MultiWeb overnam`."""
        for item in reversed(self.items):
            if item.end < claim.hit.start and item.mention is not None:
                gap = self.text[item.end : claim.hit.start]
                lead, _, rest = gap.partition(",")
                if lead.strip() and lead.strip().islower() and len(lead.split()) == 1 and rest:
                    gap = "," + rest  # bei der Firma X entwickelt, die Y gekauft hatte
                words = gap.split()
                if gap.startswith(", ") and gap.count(",") == 1 and len(words) > 2:
                    return item if words[1] in _RELATIVES else None
                if "," in gap:
                    return None
        return None

    def _is_male(self, head: Item) -> bool:
        return self.text[head.end : head.end + 6] == ", der "

    def _has_subject_word(self, claim: Claim) -> bool:
        """Whether the clause has a subject that is no name before the verb: `Der Anbieter kauft X`."""
        before = self.text[claim.clause.start : claim.hit.start].strip()
        return bool(before) and before.split()[0].lower() in {
            "der",
            "die",
            "das",
            "ein",
            "eine",
            "de",
            "het",
            "een",
            "er",
            "sie",
            "hij",
            "ze",
            "zij",
        }

    def _has_pronoun_subject(self, hit: Hit, item: Item) -> bool:
        """`In 2020 kocht het Dokterlijn`, `2020 übernahm sie X`: the pronoun behind the verb buys."""
        words = self.text[hit.end : item.start].lower().split()
        return item.start > hit.end and words[:1] in (["het"], ["hij"], ["zij"], ["ze"], ["er"], ["sie"], ["es"])

    def _has_nameless_subject(self, claim: Claim, item: Item) -> bool:
        """`Die Hersteller hatten X gekauft`: an article phrase and the auxiliary stand before the only name."""
        if item.start > claim.hit.start:
            return False
        words = self.text[claim.clause.start : item.start].lower().split()
        return (
            len(words) > 2
            and words[0] in ("der", "die", "das", "ein", "eine", "de", "het", "een")
            and (
                words[-1] in _AUXILIARY | self.lexicon.perfect
                or (
                    any(word in _AUXILIARY | self.lexicon.perfect for word in words[2:])
                    and bool(set(words[-3:]) & self.lexicon.possessives)  # De oprichters hebben hun bedrijf X verkocht
                )
            )
        )

    def _closes(self, hit: Hit, clause: Span) -> bool:
        """Whether the verb form ends its clause, give or take an auxiliary."""
        rest = self.text[hit.end : clause.end].strip(' .,!?"“”»)')
        words = rest.lower().split()
        if not words:
            return True
        return (
            words[0].rstrip(",")
            in self.lexicon.passive
            | self.lexicon.perfect
            | {
                "zu",
                "will",
                "wollen",
                "soll",
                "sollen",
                "kann",
                "können",
                "möchte",
                "könnte",
                "wil",
                "zal",
                "kan",
                "door",
                "von",
                "durch",
                "und",
                "en",
                "für",
                "voor",
                "van",
                "wollte",
                "heeft",
                "is",
                "om",
                "met",
                "mit",
                "in",
                "aan",
                "an",
                "bei",
                "bij",
            }
            or self.text[hit.end : hit.end + 1] in ".,;:)"
        )

    def _is_finite(self, hit: Hit) -> bool:
        """Whether the form may also open a clause: `kauft`, no infinitive and no participle."""
        return (
            hit.form not in hit.trigger.participles
            and " " not in hit.form
            and (not hit.form.endswith("en") or hit.form.endswith(("ten", "men", "ben")))
            and hit.form not in ("übernehmen", "overnemen", "kopen", "erwerben")
        )

    @staticmethod
    def _is_infinitive(hit: Hit) -> bool:
        return hit.form.startswith(("zu ", "te ", "over te")) or "zu" in hit.form[3:6]

    def _read_english(
        self, claim: Claim, frame: Frame, roles: dict[str, list[Item]], left: list[Item], right: list[Item]
    ) -> None:
        hit = claim.hit
        taken = {id(item) for items in roles.values() for item in items}
        if frame.subject:
            subject = self._english_subject(claim, [item for item in left if id(item) not in taken], taken)
            if subject is not None:
                roles[frame.subject] = [
                    one for one in self.items if one.group == subject.group and one.end <= hit.start
                ] or [subject]
        if claim.type in ("investment", "partnership") and "target" not in roles:
            self._read_examples(claim, "target", roles)
            if "target" in roles:
                return
        if frame.object is None:
            return
        for item in self.items:
            if item.start < hit.end or item.is_used or id(item) in taken or item.marker == "-":
                continue
            if (
                item.start >= self.sentence.end
                or self._verb_between(hit.end, item.start)
                or item.start > claim.clause.end
            ):
                break
            gap = self.text[hit.end : item.start]
            if claim.type == "launch" and self._is_example(item) and len(gap) < 60:
                roles[frame.object] = [one for one in self.items if one.group == item.group]
                break
            if "”" in gap or '," ' in gap or ',"' in gap:
                break  # said after the quotation is over
            if any(sign in gap for sign in (";", ":", "—", "–", " (", "\n\n")) or len(gap) > 140:
                break
            if item.marker is None or (
                hit.form.endswith(f" {item.marker}")
                and "," not in gap
                and not set(gap.lower().split()) & self.lexicon.prepositions
            ):
                if "," in gap and len(gap) > 60 and not (gap.endswith(", ") and self.text[item.end] == ","):
                    break
                following = [
                    other
                    for other in self.items
                    if 0 < other.start - item.end <= 4
                    or (other.start > item.end and TICKER_OF.fullmatch(self.text, item.end, other.start + 1))
                    or (other.start > item.end and _RELATED.fullmatch(self.text, item.end, other.start))
                ]
                if item.is_possessive and following:
                    roles.setdefault("seller", [item])
                    item = following[0]
                roles[frame.object] = [one for one in self.items if one.group == item.group]
                break
            words = gap.lower().replace("%", " % ").split()
            if item.marker in ("of", "in", "from") and any(
                word.strip(",") in self.lexicon.partitives for word in words
            ):
                claim.has_stake = True
                if item.marker == "from":
                    break
                roles[frame.object] = [one for one in self.items if one.group == item.group]
                break
            if item.marker not in ("from",):
                break
        if frame.object not in roles and frame.subject in roles:
            self._read_object_relative(claim, frame, roles)
        if frame.object not in roles and claim.type == "acquisition" and hit.trigger.frame == "buy":
            self._read_examples(claim, frame.object, roles)
        if (
            frame.object not in roles
            and hit.trigger.frame == "sell"
            and self.text[hit.end : hit.end + 11] == " itself to "
        ):
            roles |= {frame.object: roles[frame.subject or ""][:1]} if roles.get(frame.subject or "") else {}
        if frame.object not in roles and hit.trigger.frame == "sell" and _OWN_STAKE.match(self.text, hit.end):
            seller = roles.get(frame.subject or "", [])
            if "actor" in roles and seller and not seller[0].is_anaphor:
                roles[frame.object], claim.has_stake = seller[:1], True  # X sold a 20% stake to Y: in itself

    def _read_examples(self, claim: Claim, role: str, roles: dict[str, list[Item]]) -> None:
        """`X has backed several startups, including A, the sleep app B and C`: each of them."""
        found = _EXAMPLES.search(self.text, claim.hit.end, self.sentence.end)
        if found is not None and claim.type == "partnership" and found.start() - claim.hit.end > 45:
            return
        if found is None and claim.type != "investment":
            found = _PLURALS.search(self.text, claim.hit.end, self.sentence.end)
            found = found if found is not None and found.start() - claim.hit.end < 60 else None
            if claim.hit.form.startswith("integrat"):
                return
        if found is None or self._verb_between(claim.hit.end, found.end()):
            return
        end, listed = found.end(), list[Item]()
        for item in self.items:
            if item.start < end:
                continue
            gap = self.text[end : item.start]
            if gap.count("(") > gap.count(")"):
                continue  # (operates A and B)
            words = _BRACKETED.sub(" ", gap).lower().replace(",", " ").split()
            joined = not listed or "," in gap or set(words) & self.lexicon.conjunctions
            plain = [word for word in words if word not in self.lexicon.conjunctions]
            if listed and not joined and gap.islower() and 0 < len(plain) < 3:
                listed.pop()  # Social network X
                joined = True
            if item.is_anaphor or item.is_possessive or not joined or len(plain) > 5:
                break
            if set(plain) & (self.lexicon.prepositions | self.lexicon.passive | self.lexicon.perfect | _BREAKS):
                break
            assert item.mention is not None
            if item.mention.kind in ("person", "place", "event"):
                break
            listed.append(item)
            end = item.end
        for item in listed:
            item.group, item.marker = listed[0].group, None
        if listed:
            roles[role] = listed

    def _read_object_relative(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        """`X, which Y bought in 2021`, `X, the sensor firm Y acquired`: the object stands before the subject."""
        hit, subject = claim.hit, roles[frame.subject or "actor"][-1]
        follow = self._word_after(hit.end)
        if (follow.isalpha() and follow not in _AFTER_RELATIVE) or self.text[hit.end : hit.end + 1] not in " ,.;)":
            return
        if not 0 < hit.start - subject.end < 22 or not set(self.text[subject.end : hit.start].split()) <= _IN_RELATIVE:
            return
        before = [item for item in self.items if item.end < subject.start and not item.is_anaphor]
        if not before or before[-1].is_possessive or before[-1].mention is None:
            return
        gap = self.text[before[-1].end : subject.start]
        words = gap.split()
        pronoun = bool(words) and words[-1] in ("which", "that", "whom") and len(words) == 1 + (words[0] == ",")
        apposition = gap.startswith(", ") and len(words) in range(2, 8) and words[1] in ("the", "a", "an")
        pronoun = (
            pronoun or _A_FIRM_THAT.fullmatch(gap) is not None or gap in (", which ", " which ", " that ", ", whom ")
        )
        if (pronoun or (apposition and gap.count(",") == 1 and words[-1].islower())) and len(gap) < 90:
            roles[frame.object or "target"] = [before[-1]]
            claim.actor_basis = "relative"

    def _is_example(self, item: Item) -> bool:
        """`products like X and Y`, `tools such as X`."""
        return item.marker in ("like", "including") or (item.marker == "as" and item.before_marker == "such")

    def _english_subject(self, claim: Claim, left: list[Item], taken: set[int]) -> Item | None:
        hit = claim.hit
        head = self._before_aside(hit, taken)
        if head is not None:
            return head
        words = self._words_before(hit.start, 5)
        for word in words[:3]:
            if word in self.lexicon.relatives and word != "that":
                before = [item for item in self.items if item.end < hit.start and id(item) not in taken]
                if before:
                    claim.actor_basis = "relative"
                    return self._of_whom(before)
        if left:
            return self._raiser(left, taken) if claim.type == "funding_round" else left[-1]
        if claim.type == "ipo":
            shares = [
                item
                for item in self.items
                if item.end <= hit.start and item.marker in ("of", "in") and item.before_marker in ("shares", "stock")
            ]
            if shares and hit.start - shares[-1].end < 30:
                return shares[-1]
        led = [
            item
            for item in self.items
            if item.end <= hit.start and item.marker == "by" and item.before_marker in ("led", "headed", "including")
        ]
        if led and id(led[-1]) not in taken and hit.start - led[-1].end < 60:
            return led[-1]  # a consortium led by X
        is_gerund = hit.form.split()[0].endswith("ing") or (words[:1] == ["to"])
        free = [item for item in self._free(self.sentence.start, hit.start) if id(item) not in taken]
        if free:
            claim.actor_basis = "sentence"
            return free[-1]
        if is_gerund or (words and words[0] in ("after", "by", "before", "following")):
            later = [
                item
                for item in self._free(hit.end, self.sentence.end)
                if id(item) not in taken and "," in self.text[hit.end : item.start]
            ]
            if later:
                claim.actor_basis = "sentence"
                return later[0]
        return None

    def _before_aside(self, hit: Hit, taken: set[int]) -> Item | None:
        """`X, which raised $5m from Y, has bought Z`: X, not the last name of the aside."""
        ahead = self.text[self.sentence.start : hit.start]
        opened = max(ahead.rfind(", which "), ahead.rfind(", who "), ahead.rfind(", whose "))
        if opened < 0 or _ASIDE_CLOSED.search(ahead, opened + 3) is None:
            return None
        at = self.sentence.start + opened
        heads = [item for item in self.items if item.end == at and item.marker is None and id(item) not in taken]
        return heads[-1] if heads and not heads[-1].is_possessive else None

    def _of_whom(self, before: list[Item]) -> Item:
        """`X is the arm of Y in the north, which has …`: what is said of X, not of its owner."""
        if before[-1].marker == "of":
            for item in reversed(before[:-1]):
                rest = self.text[item.end : before[-1].start].replace(" ", " ")
                if item.marker is None and rest.startswith(
                    (" is a ", " is the ", " is an ", ", a ", ", an ", ", the ")
                ):
                    return item
        return before[-1]

    def _borrow_subject(self, claim: Claim, role: str, roles: dict[str, list[Item]]) -> None:
        taken = {id(item) for items in roles.values() for item in items}
        before = [item for item in self._free(self.sentence.start, claim.hit.start) if id(item) not in taken]
        planners = [
            item
            for item in self.items
            if item.marker in ("von", "van", "der", "des")
            and item.before_marker in _PLANS
            and item.end < claim.hit.start
        ]
        if planners or before:
            roles[role] = [planners[-1] if planners else before[0]]
            claim.actor_basis = "sentence"
