"""Argument rules for Chinese: clauses cut at punctuation, roles by 被, 由, 对, 与, 从 and by word order."""

from __future__ import annotations

import re

from healthtech_cli.extract.rules.chinese_gates import passes
from healthtech_cli.extract.rules.chinese_slots import Slots
from healthtech_cli.extract.rules.chinese_words import CUT, INVESTOR_TRIGGER, INVESTORS, LISTS
from healthtech_cli.extract.rules.claims import Claim, Hit, Item


class ChineseReader(Slots):
    """Reads one Chinese sentence."""

    def claims(self) -> list[Claim]:
        """The claims of the sentence's triggers, in order."""
        found: list[Claim] = self._investors()
        for hit in self.hits:
            if hit.trigger.type in ("metric", "forecast") or hit.trigger.frame == "investors":
                continue
            clause = self._clause(hit)
            claim = Claim(type=hit.trigger.type, hit=hit, sentence=self.sentence, clause=clause, rule=hit.trigger.frame)
            getattr(self, f"_read_{hit.trigger.frame}")(claim)
            if not passes(claim):
                continue
            found += self._spread(claim)
        return found

    def _investors(self) -> list[Claim]:
        """`X 的投资人包括 A、B`, `X 背后站着 A`, `X 早期投资人 A`, `A 是 X 的股东`."""
        found: list[Claim] = []
        for match in INVESTORS.finditer(self.sentence.low):
            start, end = match.start() + self.sentence.start, match.end() + self.sentence.start
            hit = Hit(start=start, end=end, trigger=INVESTOR_TRIGGER, form=match.group())
            clause = self._clause(hit)
            before = [
                item for item in self._in(self.sentence.start, start) if not item.is_anaphor and start - item.end <= 3
            ]
            after = [item for item in self._in(end, self.sentence.end) if not item.is_anaphor]
            if not before:
                continue
            target = before[-1]
            subject = [item for item in self._in(clause.start, target.start) if not item.is_anaphor]
            between = self.sentence.low[
                (subject[-1].end if subject else clause.start) - self.sentence.start : target.start
                - self.sentence.start
            ]
            if subject and between.strip().endswith(("是", "为")):
                actors = [subject[-1]]
            elif after:
                gap = self.sentence.low[end - self.sentence.start : after[0].start - self.sentence.start]
                if not LISTS.fullmatch(gap):
                    continue
                actors = [item for item in after if item.group == after[0].group]
            else:
                continue
            found += [
                Claim(
                    type="investment",
                    hit=hit,
                    sentence=self.sentence,
                    clause=clause,
                    actor=actor,
                    target=target,
                    rule="investors",
                )
                for actor in actors
                if actor is not target
            ]
        return found

    # -- frames

    def _read_verb(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        passive = (
            max(slot.rfind(sign) for sign in ("被", "遭", "获得", "获"))
            if claim.type == "investment"
            else max(slot.rfind("被"), slot.rfind("遭"))
        )
        by = slot.rfind("由")
        toward = slot.rfind("对")
        if passive >= 0:
            claim.rule = "passive"
            at = clause.start + passive
            claim.target = self._subject(claim, at)
            agents = self._in(at, hit.start)
            claim.actor = agents[0] if agents else self._unknown_subject(at + 1, hit.start)
            return
        if by >= 0 and (self._in(clause.start + by, hit.start) or hit.start - clause.start - by > 3):
            agents = self._in(clause.start + by, hit.start)
            claim.actor = agents[0] if agents else self._unknown_subject(clause.start + by + 1, hit.start)
        if toward >= 0 and slot.rstrip().endswith(("的", "的全资", "的战略", "的股权")):
            inside = self._in(clause.start + toward, hit.start)
            claim.target = inside[0] if inside else self._unknown_object(clause.start + toward + 1, hit.start)
            claim.actor = claim.actor or self._subject(claim, clause.start + toward)
            claim.rule = "noun"
            return
        if claim.type == "investment" and "向" in slot:
            at = clause.start + slot.rfind("向")
            inside = self._in(at, hit.start)
            claim.target = inside[0] if inside else self._unknown_subject(at + 1, hit.start)
            claim.actor = self._subject(claim, at)
            claim.rule = "toward"
            return
        claim.actor = claim.actor or self._subject(claim, hit.start)
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor and not self._is_oblique(item)]
        direct = right[0] if right else None
        guess = self._unknown_object(hit.end, clause.end)
        listed = re.search(
            "包括|诸如|例如|如", self.sentence.low[hit.end - self.sentence.start : hit.end - self.sentence.start + 24]
        )
        if listed and claim.type in ("acquisition", "investment"):
            later = [item for item in self._in(hit.end + listed.end(), self.sentence.end) if not item.is_anaphor]
            if later and later[0].start - hit.end - listed.end() <= 2:
                claim.target = later[0]
                return
        if direct is not None and (guess is None or direct.start <= guess.end + 1):
            between = self.sentence.low[hit.end - self.sentence.start : direct.start - self.sentence.start]
            if not any(sign in between for sign in ("后", "时", "以来", "并")) and len(between) < 40:
                claim.target = direct
        elif guess is not None:
            claim.target = guess
        tail = self.sentence.low[hit.end - self.sentence.start : clause.end - self.sentence.start]
        if claim.type == "acquisition" and not any(word in tail for word in self.lexicon.control):
            share = re.search(r"(\d{1,2}(?:\.\d{1,3})?) ?[%％]", tail)
            if share and float(share.group(1)) < 50:
                claim.has_stake = True

    def _read_sell(self, claim: Claim) -> None:
        hit = claim.hit
        slot = self._blanked(claim.clause.start, hit.start)
        put = slot.rfind("将") if "将" in slot else slot.rfind("把")
        right = self._in(hit.end, claim.clause.end)
        claim.actor = right[0] if right else self._unknown_object(hit.end, claim.clause.end)
        if put >= 0:
            inside = self._in(claim.clause.start + put, hit.start)
            claim.target = inside[-1] if inside else self._unknown_object(claim.clause.start + put + 1, hit.start)
        else:
            claim.target = self._subject(claim, hit.start)

    def _read_stake(self, claim: Claim) -> None:
        right = [item for item in self._in(claim.hit.end, claim.clause.end) if item.mention is not None]
        left = self._in(claim.clause.start, claim.hit.start)
        if left and right and left[-1].mention is not None:
            claim.actor, claim.target = left[-1], right[0]

    def _read_lead(self, claim: Claim) -> None:
        """A 领投 B: the round is B's, A is among its investors."""
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        by = slot.rfind("由")
        left = self._in(clause.start + max(by, 0), hit.start)
        lead = (
            left
            if left
            else [one for one in [self._unknown_subject(clause.start + (by + 1 if by >= 0 else 0), hit.start)] if one]
        )
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        target: Item | None = right[0] if right and by < 0 else None
        if target is None and by < 0:
            target = self._unknown_object(hit.end, clause.end)
        if target is None:
            before = [
                item
                for item in self._in(self.sentence.start, clause.start + max(by, 0))
                if not self._is_oblique(item) and item not in lead
            ]
            target = before[0] if before else None
            if target is None and by > 0:
                target = self._unknown_subject(clause.start, clause.start + by)
            if target is None:
                target = self._first_subject(claim)
        if hit.form.startswith(("独家投资", "投了")) and not any(word in self.sentence.low for word in ("轮", "融资")):
            claim.actor, claim.target = (lead[0] if lead else None), target
            return
        claim.type = "funding_round"
        claim.actor, claim.partners = target, [one for one in lead if one is not target]

    def _first_subject(self, claim: Claim) -> Item | None:
        start = self.sentence.start
        end = start
        while end < self.sentence.end and self.text[end] not in CUT:
            end += 1
        return self._unknown_subject(start, end) if end < claim.hit.start else None

    def _read_raise(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        ahead = self.sentence.low[clause.start - self.sentence.start : hit.start - self.sentence.start]
        if "领投" in ahead and "由" not in ahead:
            return  # the reading of 领投 takes it
        low, offset = self.sentence.low, self.sentence.start
        for match in re.finditer(r"由|从|获得?(?!了?\s*由)|获", low):
            at = match.start() + offset
            if not clause.start <= at < hit.start and not 0 <= at - hit.end < 40:
                continue
            tail = low[match.end() :][:60]
            if match.group() in ("由", "从") or re.search(r"^[^，。]{1,24}(?:领投|投资|参投|注资|的)", tail):
                for item in self._in(at, min(at + 45, self.sentence.end)):
                    gap = self.text[
                        (claim.partners[-1].end if claim.partners else match.end() + offset) : item.start
                    ].strip()
                    if item.mention is not None and (len(gap) <= 3 or (not claim.partners and len(gap) <= 12)):
                        claim.partners.append(item)
        subject = [
            item
            for item in self._in(clause.start, hit.start)
            if item not in claim.partners and not self._is_oblique(item)
        ]
        claim.actor = subject[0] if subject else None
        if claim.actor is None:
            guess = self._unknown_subject(clause.start, hit.start)
            claim.actor = guess
        if claim.actor is None:
            before = [
                item
                for item in self._in(self.sentence.start, clause.start)
                if item not in claim.partners and not self._is_oblique(item)
            ]
            claim.actor = before[0] if before else self._first_subject(claim)
            claim.actor_basis = "sentence"

    def _read_list(self, claim: Claim) -> None:
        claim.actor = self._subject(claim, claim.hit.start)

    def _read_with(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        slot = self._blanked(clause.start, hit.start)
        at = max((slot.rfind(sign) for sign in ("与", "和", "跟", "同", "携手", "联合", "联手", "牵手")), default=-1)
        if hit.form in ("携手", "联手", "牵手", "打通", "接入", "入驻", "联合推出"):
            right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
            claim.actor = self._subject(claim, hit.start)
            claim.target = (
                right[0]
                if right and right[0].start - hit.end < 12
                else (self._unknown_object(hit.end, clause.end) if hit.form != "接入" else None)
            )
            if claim.target is not None or at < 0:
                return
        if at < 0:
            left = self._in(clause.start, hit.start)
            if len(left) >= 2 and left[0].group == left[1].group:
                claim.actor, claim.target = left[0], left[1]
            return
        width = 2 if slot[at : at + 2] in ("携手", "联合", "联手", "牵手") else 1
        right = self._in(clause.start + at, hit.start)
        if not right and slot[at + width : at + width + 1] == "其":
            place = clause.start + at + width
            right = [Item(start=place, end=place + 1, mention=None)]
        claim.target = right[0] if right else self._unknown_subject(clause.start + at + width, hit.start)
        left = self._in(clause.start, clause.start + at)
        claim.actor = left[-1] if left else self._unknown_subject(clause.start, clause.start + at)
        if claim.actor is None:
            claim.actor = self._subject(claim, clause.start + at)

    def _read_venture(self, claim: Claim) -> None:
        self._read_with(claim)
        if any(
            other.trigger.frame == "venture" and claim.clause.start <= other.start < claim.hit.start
            for other in self.hits
        ):
            claim.actor = claim.target = None
            return
        if claim.target is not None:
            mates = [
                item
                for item in self.items
                if item.group == claim.target.group and item.end <= claim.hit.start and item is not claim.actor
            ]
            claim.partners, claim.target = mates or [claim.target], None
        right = [
            item
            for item in self._in(claim.hit.end, self.sentence.end)
            if not item.is_anaphor and item.start - claim.hit.end < 12
        ]
        if right and self.sentence.low[claim.hit.end - self.sentence.start :][: right[0].start - claim.hit.end].strip(
            "了「“《 ，,名为叫"
        ) in ("", "公司", "合资公司", "合资企业", "企业"):
            claim.target = right[0]

    def _read_launch(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        left = [item for item in self._in(clause.start, hit.start) if not self._is_oblique(item)]
        if right and right[0].start - hit.end < 30:
            claim.target = right[0]
            claim.actor = self._subject(claim, hit.start)
        elif len(left) >= 2 and left[0].group != left[-1].group:
            claim.actor, claim.target = left[0], left[-1]
        elif (
            left
            and left[-1].mention is not None
            and (
                left[-1].mention.kind in ("product", "programme")
                or (claim.type == "shutdown" and clause.end - hit.end <= 2)
            )
        ):
            claim.target = left[-1]
            before = [item for item in self._in(self.sentence.start, clause.start) if not self._is_oblique(item)]
            claim.actor = before[0] if before else None

    _read_close = _read_launch

    def _spread(self, claim: Claim) -> list[Claim]:
        if claim.target is None or claim.type not in ("acquisition", "investment", "launch", "partnership"):
            return [claim]
        mates = [
            item
            for item in self.items
            if item.group == claim.target.group and item.start > claim.target.start and item is not claim.actor
        ]
        out = [claim]
        for mate in mates:
            out.append(
                Claim(
                    type=claim.type,
                    hit=claim.hit,
                    sentence=claim.sentence,
                    clause=claim.clause,
                    actor=claim.actor,
                    target=mate,
                    rule=claim.rule,
                    actor_basis=claim.actor_basis,
                    has_stake=claim.has_stake,
                )
            )
        return out
