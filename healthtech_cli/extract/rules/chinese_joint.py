"""Chinese frames of what two do together and of what one brings out: 与…合作, 合资, 联合…成立, 推出."""

from __future__ import annotations

import re

from healthtech_cli.extract.rules.chinese_slots import Slots, named
from healthtech_cli.extract.rules.chinese_words import FOUNDED, FOUNDING, MADE, MEASURES, NO_PRODUCT, PRODUCT
from healthtech_cli.extract.rules.claims import Claim, Item


class Joint(Slots):
    """Reads partnerships, ventures and launches."""

    def _read_with(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        slot = self._bare(clause.start, hit.start)
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
        if claim.target is None:
            self._with_before(claim)
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
        after = self.sentence.low[claim.hit.end - self.sentence.start :]
        if right and FOUNDED.fullmatch(after[: right[0].start - claim.hit.end]):
            claim.target = right[0]

    def _with_before(self, claim: Claim) -> None:
        """甲与乙合作，去年成立了合资公司: the partners stand in the clause before."""
        low, offset = self.sentence.low, self.sentence.start
        for match in re.finditer("(?:与|和|同|跟|联合|携手)", low[: claim.clause.start - offset]):
            at = match.end() + offset
            mates = [item for item in self._in(at, claim.clause.start) if item.mention is not None]
            if mates and re.search(
                "合作|联手|携手|联合|协议|结盟", low[mates[0].end - offset : claim.clause.start - offset]
            ):
                left = [
                    item for item in self._in(self.sentence.start, match.start() + offset) if item.mention is not None
                ]
                if left:
                    claim.actor, claim.target = left[-1], mates[0]
                    return

    def _as_venture(self, claim: Claim) -> bool:
        """甲联合乙成立丙: the founders and what they found."""
        hit, clause = claim.hit, claim.clause
        if hit.form.rstrip("了") not in FOUNDING:
            return False
        slot = self._blanked(clause.start, hit.start)
        match = re.search("联合|携手|联手|与|和", slot)
        if match is None:
            return False
        mates = [one for one in self._in(clause.start + match.end(), hit.start) if one.mention is not None]
        left = [one for one in self._in(clause.start, clause.start + match.start()) if one.mention is not None]
        right = [one for one in self._in(hit.end, clause.end) if one.mention is not None]
        target = right[0] if right and right[0].start - hit.end <= 12 else self._unknown_object(hit.end, clause.end)
        if not mates or not left or target is None or mates[0].start - clause.start - match.end() > 8:
            return False
        if re.search("院|研究|实验室|基地|中心|联盟|学会|委员会|基金", self.text[target.start : clause.end]):
            return False
        claim.type, claim.rule = "joint_venture", "venture"
        claim.actor, claim.partners, claim.target = left[-1], mates, target
        return True

    def _made(self, claim: Claim) -> list[Item]:
        """What is launched where it has no known name: the words after the verb, if they end like a product's."""
        hit, clause = claim.hit, claim.clause
        found: list[Item] = []
        tail = self._blanked(hit.end, clause.end)
        bare = MEASURES.match(tail)
        at = bare.end() if bare else 0
        for piece in re.finditer("[^、（(）)和及与“”「」《》]{2,40}", tail[at:]):
            words = piece.group().split("\x00")[-1]
            words = re.split("等(?:全系列|系列|产品|服务)?|来|以帮助|用于|为(?=用户|企业)", words)[0].rstrip()
            cut = words.rfind("的") + 1
            start = hit.end + at + piece.start() + piece.group().find(words) + cut
            words = words[cut:]
            if "——" in words:
                start, words = start + words.rfind("——") + 2, words[words.rfind("——") + 2 :]
            lead = MEASURES.match(words)
            if lead:
                start, words = start + lead.end(), words[lead.end() :]
            words = words.strip()
            if not 3 <= len(words) <= 20 or not (PRODUCT.search(words) or (found and len(words) >= 4)):
                if not found:
                    break
                continue
            if NO_PRODUCT.search(words):
                continue
            mention = named(self.text, start, start + len(words), "product")
            found.append(Item(start=start, end=start + len(words), mention=mention, group=hit.start))
        return found

    def _read_launch(self, claim: Claim) -> None:
        hit, clause = claim.hit, claim.clause
        if claim.type == "launch" and self._as_venture(claim):
            return
        if hit.form.rstrip("了") in FOUNDING and "合资" in self.sentence.low:
            return  # the venture's own frame tells it
        right = [item for item in self._in(hit.end, clause.end) if not item.is_anaphor]
        left = [item for item in self._in(clause.start, hit.start) if not self._is_oblique(item)]
        by = self._bare(clause.start, hit.start).rfind("由")
        agents = (
            [item for item in self._in(clause.start + by, hit.start) if item.mention is not None] if by >= 0 else []
        )
        if left and agents and not right and left[-1].end <= clause.start + by and hit.start - agents[-1].end <= 4:
            claim.target, claim.actor = left[-1], agents[0]  # 「松果」由甲发布
            return
        if right and right[0].start - hit.end < 30:
            claim.target = right[0]
            claim.actor = self._subject(claim, hit.start)
        elif claim.type == "launch" and hit.form.rstrip("了") in MADE and (made := self._made(claim)):
            claim.actor = left[0] if left else None
            if claim.actor is None:
                before = [one for one in self._in(self.sentence.start, clause.start) if not self._is_oblique(one)]
                guess = self._unknown_subject(clause.start, hit.start)
                claim.actor, claim.actor_basis = guess or (before[0] if before else None), "sentence"
            claim.target, claim.rule = made[0], "made"
            self.items += made
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
