"""Argument rules for English, German and Dutch: roles by clause, preposition, voice and word order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from healthtech_cli.extract.mentions.names import LEGAL, WORD, find_unknown, is_title_case, lower_words
from healthtech_cli.extract.rules.claims import Claim, Hit, Item, Sentence
from healthtech_cli.extract.rules.gates import passes
from healthtech_cli.extract.rules.triggers import form_words, lexicon
from healthtech_cli.languages.triggers import Frame, Lexicon, Trigger
from healthtech_cli.model.spans import NameMention, Span

_STOPS = frozenset('.,;:!?()–—\n"“”„»«')
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
_ARTICLES = frozenset(["a", "an", "the", "ein", "eine", "einen", "der", "die", "das", "een", "de", "het"])
_CALLED = frozenset(["called", "named", "dubbed", "namens", "genannt", "genaamd", "naam", "heet", "namen", "titel"])
_SAYING = frozenset(
    [
        "said",
        "says",
        "say",
        "told",
        "sagte",
        "sagt",
        "zei",
        "zegt",
        "aldus",
        "berichtet",
        "meldt",
        "according",
        "laut",
        "volgens",
    ]
)


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


class Reader:
    """Reads one sentence: its items in order with their markers, then the claims its triggers make."""

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
        items = [
            Item(start=one.start, end=one.end, mention=one)
            for one in map(self._without_figure, mentions)
            if not self._is_figure(one) and not self._is_scenery(one)
        ]
        taken = [(one.start, one.end) for one in items]
        for start, end in self._anaphors():
            follows = any(left - end == 1 and self.text[end] == " " for left, _ in taken)
            if not follows and all(end <= left or right <= start for left, right in taken):
                items.append(Item(start=start, end=end, mention=None))
        items.sort(key=lambda one: one.start)
        items = self._drop_brackets(items)
        self._mark(items)
        return items

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
        return mention.kind in ("place", "event") or (
            mention.kind == "government" and self.text[mention.end : mention.end + 1] == "-"
        )

    def _extended(self, mention: NameMention) -> NameMention:
        """`Philips Lighting` is not Philips: a known name that goes on is another name."""
        if self.lexicon.lang == "de" or mention.kind in ("place", "person", "government"):
            return mention
        end = mention.end
        for token in self.tokens:
            word = token.group()
            if token.start() == end + 1 and self.text[end] == " " and word[0].isupper() and word.isalpha():
                low = word.lower()
                if (
                    low in LEGAL
                    or low in self.lexicon.not_names
                    or low in self.lexicon.prepositions
                    or low in form_words(self.lexicon.lang)
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
        if self.lexicon.lang == "en":
            for token in self.tokens:
                if token.group().lower() in ("it", "they"):
                    found.append((token.start(), token.end()))
        return found

    def _drop_brackets(self, items: list[Item]) -> list[Item]:
        kept: list[Item] = []
        for item in items:
            before = self.text[kept[-1].end : item.start] if kept else ""
            if kept and before.strip() in ("(", "[") and self.text[item.end : item.end + 1] in ")]":
                continue
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
            item.is_possessive = tail in ("'s", "’s") or (
                tail[:1] in "'’" and tail[:1] != "" and item.mention is not None and item.mention.text.endswith("s")
            )
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
            if number and self._is_joined(items[number - 1], item):
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
            window = self.tokens[max(0, index - 8) : index]
            for place, token in reversed(list(enumerate(window))):
                low = token.group().lower()
                if any(start <= token.start() < end for start, end in barriers) or low in breakers:
                    if low in self.lexicon.prepositions and any(token.end() == end for _, end in barriers):
                        item.marker = low  # the trigger brings its preposition: took control of
                    break
                if low in self.lexicon.prepositions:
                    if not (low == "of" and token.end() in ends):
                        item.marker = low
                        item.before_marker = window[place - 1].group().lower() if place else ""
                    break
                if self.lexicon.lang == "de" and low in ("den", "einen"):
                    item.accusative = True
                if token.group() in _STOPS and token.group() not in '"“”„»«' and token.group() != "\n":
                    break
                if low in self.lexicon.conjunctions or low in self.lexicon.passive or low in self.lexicon.perfect:
                    break
                if token.end() in ends and not ends[token.end()].is_possessive:
                    break

    def _is_joined(self, left: Item, right: Item) -> bool:
        if left.is_anaphor or right.is_anaphor or left.is_possessive:
            return False
        gap = self.text[left.end : right.start]
        words = [word.lower() for word in gap.replace(",", " , ").replace("&", " & ").split()]
        if not words or len(words) > 8 or (words[0] != "," and words[0] not in self.lexicon.conjunctions):
            return False
        if words[0] == "," and len(words) > 1 and words[1] not in self.lexicon.conjunctions:
            return False
        while words and (words[0] == "," or words[0] in self.lexicon.conjunctions):
            words = words[1:]
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
        ]
        return not (
            follow and any(hit.end <= left.start for hit in self.hits if not hit.trigger.frame.endswith("_noun"))
        )

    # -- claims

    def claims(self) -> list[Claim]:
        """The claims of the sentence's triggers, in order."""
        found: list[Claim] = []
        joined = any(hit.trigger.type == "joint_venture" for hit in self.hits)
        for hit in self.hits:
            if hit.trigger.type in ("metric", "forecast") or hit.trigger.frame == "investors":
                continue
            if joined and hit.trigger.type in ("launch", "partnership"):
                continue
            claim = self._claim(hit)
            if claim is None or not passes(claim, self):
                continue
            found += self._spread(claim)
            for item in (claim.target, claim.actor if claim.rule == "passive" else None):
                if item is not None:
                    item.is_used = True
        return found + self._investors()

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
                out.append(
                    Claim(
                        type=claim.type,
                        hit=claim.hit,
                        sentence=claim.sentence,
                        clause=claim.clause,
                        actor=actor,
                        target=target,
                        partners=[one for one in claim.partners if one is not actor and one is not target],
                        status=claim.status,
                        rule=claim.rule,
                        actor_basis=claim.actor_basis,
                        has_stake=claim.has_stake,
                    )
                )
        return out

    def _mates(self, item: Item | None) -> list[Item | None]:
        if item is None:
            return [None]
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
        elif self._is_passive(hit, clause):
            claim.rule = "passive"
            self._read_passive(claim, frame, roles)
        else:
            self._read_active(claim, frame, roles)
        return self._fill(claim, frame, roles)

    def _clause(self, hit: Hit) -> Span:
        low, offset = self.sentence.low, self.sentence.start
        start, end = 0, len(low)
        at, stop = hit.start - offset, (hit.particle.end if hit.particle else hit.end) - offset
        for word in (*self.lexicon.boundaries, "; ", ": ", " – ", " — ", " - ", " -- ", "\n\n", "• "):
            left = low.rfind(word, 0, at + 1)
            if left >= 0:
                start = max(start, left + (1 if word[0] in " ," else 0))
            right = low.find(word, stop)
            if right >= 0:
                end = min(end, right)
        return Span(start=start + offset, end=end + offset)

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

    def _is_passive(self, hit: Hit, clause: Span) -> bool:
        if hit.form not in hit.trigger.participles:
            return False
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
            return self._word_after(hit.end) == "by" or hit.form.startswith("-")
        words = {token.group().lower() for token in self.tokens if clause.start <= token.start() < clause.end}
        if words & self.lexicon.perfect and not words & {"worden", "geworden", "wordt", "werd", "wurde"}:
            return False
        if lang == "de":
            if words & {"worden", "wurde", "wurden", "würde"}:
                return True
            if words & {"wird", "werden"}:
                return hit.form not in ("übernehmen", "kaufen", "erwerben")
            return "durch" in words and not words & {"hat", "haben"}
        return bool(words & self.lexicon.passive) or "door" in words

    # -- roles

    def _by_marker(
        self, claim: Claim, preps: dict[str, str], roles: dict[str, list[Item]], *, only_right: bool
    ) -> None:
        for item in self.items:
            role = preps.get(item.marker or "")
            if role is None or item.is_used or (item.is_possessive and not self._is_last_possessive(item)):
                continue
            right = item.start >= claim.hit.start
            limit = claim.clause.end if not only_right else max(claim.clause.end, claim.hit.end)
            if right and role == "target" and claim.rule == "noun" and not self._hangs_on(claim.hit, item):
                continue
            if (right and item.start < limit) or (
                not only_right and claim.clause.start <= item.start < claim.hit.start
            ):
                if role in roles and roles[role][0].group != item.group:
                    continue
                if role != "partner" and item.marker in self.lexicon.agents and self._other_verb(item, claim.hit):
                    continue
                roles.setdefault(role, []).append(item)

    def _hangs_on(self, hit: Hit, item: Item) -> bool:
        """Whether nothing but the noun phrase stands between a noun trigger and the preposition of its object."""
        gap = self.text[hit.end : item.start]
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

    def _read_noun(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit, lang = claim.hit, self.lexicon.lang
        self._by_marker(claim, frame.preps, roles, only_right=not frame.is_pair)
        if lang == "de" and "target" not in roles and "target" in frame.preps.values():
            nxt = self._word_after(hit.end)
            if nxt in ("des", "der"):
                follow = [
                    item
                    for item in self.items
                    if item.start >= hit.end and item.marker is None and item.start - hit.end < 70
                ]
                if follow:
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
                    and (gap == "-" or (gap == " " and lang == "en" and not item.is_possessive))
                ):
                    roles["target"] = [item]
        if "actor" in roles or frame.subject is None:
            return
        subject = frame.subject
        left = [item for item in self.items if item.end <= hit.start and item not in roles.get("target", [])]
        owner = [
            item
            for item in left
            if item.is_possessive and hit.start - item.end < 60 and not self._verb_between(item.end, hit.start)
        ]
        if owner:
            roles[subject] = [owner[-1]]
            claim.actor_basis = "genitive"
            return
        free = [item for item in self._free(claim.clause.start, hit.start) if item not in roles.get("target", [])]
        free = free or [
            item for item in self._free(self.sentence.start, hit.start) if item not in roles.get("target", [])
        ]
        if free:
            roles[subject] = [one for one in free if one.group == free[-1].group]
            claim.actor_basis = "sentence"
            return
        right = [item for item in self._free(hit.end, self.sentence.end) if item not in roles.get("target", [])]
        targets = roles.get("target", [])
        if targets:
            right = [item for item in right if item.start > targets[-1].end]
        if right and (lang != "en" or "," in self.text[hit.end : right[0].start]):
            roles[subject] = [right[0]]
            claim.actor_basis = "sentence"

    def _verb_between(self, start: int, end: int) -> bool:
        return any(
            start <= hit.start < end and not hit.trigger.frame.endswith("_noun")
            for hit in self.hits
            if hit.trigger.type not in ("metric", "forecast")
        )

    def _read_passive(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit = claim.hit
        agents = self.lexicon.agents
        if hit.form.startswith("-"):
            before = [item for item in self.items if item.end == hit.start]
            after = [item for item in self.items if 0 <= item.start - hit.end < 50 and item.marker is None]
            if before and after:
                roles["actor"], roles["target"] = [before[0]], [after[0]]
            return
        for item in self.items:
            near = (
                claim.clause.start <= item.start < max(claim.clause.end, hit.end)
                if self.lexicon.lang != "en"
                else hit.end <= item.start < self.sentence.end
            )
            if (
                item.marker in agents
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
        taken = {id(item) for items in roles.values() for item in items}
        left = [item for item in self._free(claim.clause.start, hit.start) if id(item) not in taken]
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

    def _read_active(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> None:
        hit, lang = claim.hit, self.lexicon.lang
        self._by_marker(claim, frame.preps, roles, only_right=lang == "en")
        taken = {id(item) for items in roles.values() for item in items}
        left = [item for item in self._free(claim.clause.start, hit.start) if id(item) not in taken]
        right = [item for item in self._free(hit.end, claim.clause.end) if id(item) not in taken]
        if lang == "en":
            self._read_english(claim, frame, roles, left, right)
            return
        is_final = hit.form in hit.trigger.finals and hit.particle is None and self._closes(hit, claim.clause)
        free = left if is_final else left + right
        if is_final and not left:
            free = right if hit.form not in hit.trigger.finals else []
        if frame.object is None:
            if free and frame.subject:
                pick = free[0] if not (not is_final and left) else left[0]
                roles[frame.subject] = [one for one in free if one.group == pick.group]
            elif frame.subject:
                self._borrow_subject(claim, frame.subject, roles)
            return
        groups: list[list[Item]] = []
        for item in free:
            if groups and groups[-1][0].group == item.group:
                groups[-1].append(item)
            else:
                groups.append([item])
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
                or pronoun
                or (not is_final and only[0].start > hit.end and lang == "nl" and self._has_subject_word(claim))
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

    def _closes(self, hit: Hit, clause: Span) -> bool:
        """Whether the verb form ends its clause, give or take an auxiliary."""
        rest = self.text[hit.end : clause.end].strip(' .,!?"“”»)')
        words = rest.lower().split()
        if not words:
            return True
        return (
            words[0]
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
            if any(sign in gap for sign in (";", ":", "—", "–", " (", "\n\n")) or len(gap) > 140:
                break
            if item.marker is None:
                if "," in gap and len(gap) > 60:
                    break
                following = [other for other in self.items if 0 < other.start - item.end <= 4]
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

    def _english_subject(self, claim: Claim, left: list[Item], taken: set[int]) -> Item | None:
        hit = claim.hit
        words = self._words_before(hit.start, 5)
        for word in words[:3]:
            if word in self.lexicon.relatives and word != "that":
                before = [item for item in self.items if item.end < hit.start and id(item) not in taken]
                if before:
                    claim.actor_basis = "relative"
                    return before[-1]
        if left:
            return left[-1]
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

    def _borrow_subject(self, claim: Claim, role: str, roles: dict[str, list[Item]]) -> None:
        taken = {id(item) for items in roles.values() for item in items}
        before = [item for item in self._free(self.sentence.start, claim.hit.start) if id(item) not in taken]
        if before:
            roles[role] = [before[0]]
            claim.actor_basis = "sentence"

    def _fill(self, claim: Claim, frame: Frame, roles: dict[str, list[Item]]) -> Claim | None:
        actors, targets = roles.get("actor", []), roles.get("target", [])
        claim.partners = list(roles.get("partner", []))
        if frame.is_pair and claim.type != "joint_venture" and len(actors) >= 2 and not targets:
            actors, targets = actors[:1], actors[1:]
        if claim.type == "joint_venture":
            claim.partners += [*actors[1:], *targets]
            actors, targets = actors[:1], self._called(claim)
            if not actors and len(claim.partners) > 1:
                actors, claim.partners = claim.partners[:1], claim.partners[1:]
        if claim.type in ("launch", "acquisition") and not targets:
            targets = self._called(claim)
        claim.actor = actors[0] if actors else None
        claim.target = targets[0] if targets else None
        if claim.actor is not None and claim.target is not None and claim.actor is claim.target:
            return None
        claim.partners = [one for one in claim.partners if one is not claim.target and one is not claim.actor]
        return claim

    def _called(self, claim: Claim) -> list[Item]:
        for item in self.items:
            adjacent = claim.type == "joint_venture" and 0 <= item.start - claim.hit.end <= 3 and item.marker is None
            if (
                item.start >= claim.hit.start
                and not item.is_anaphor
                and (adjacent or set(self._words_before(item.start, 2)) & _CALLED)
            ):
                return [item]
        return []
