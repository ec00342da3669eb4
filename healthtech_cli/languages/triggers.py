"""The shape of a trigger lexicon: which words tell of which fact, and where its parties stand around them.

A language's `triggers_<lang>.py` holds one `LEXICON`. A frame says which role the clause's subject, its object and
the noun after a preposition have; a trigger is a set of word forms with a frame. Everything here is data.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where the parties of a trigger stand: roles are `actor`, `target`, `partner`, `seller`.

    `preps` maps a preposition to the role of the name after it; `is_noun` marks nominalisations, whose object
    follows a preposition or stands before them in the genitive; `is_pair` lets two joined subjects be the two sides.
    """

    subject: str | None = "actor"
    object: str | None = "target"
    preps: dict[str, str] = field(default_factory=dict)
    is_noun: bool = False
    is_pair: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Word forms (case folded) that tell of a fact of `type`.

    `particle` is the split-off part of a separable verb. `participles` are the forms that may be passive.
    `finals` are forms that stand at the clause's end (infinitives, participles of German and Dutch).
    `status` overrules what tense says. A weak trigger needs both parties known or an amount beside it.
    `needs` are words of which one must stand in the same clause.
    """

    type: str
    frame: str
    forms: tuple[str, ...]
    particle: str = ""
    participles: tuple[str, ...] = ()
    finals: tuple[str, ...] = ()
    status: str | None = None
    is_weak: bool = False
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All words of one language that the argument rules look at, case folded."""

    lang: str
    frames: dict[str, Frame]
    triggers: tuple[Trigger, ...]
    prepositions: frozenset[str]
    agents: frozenset[str]
    passive: frozenset[str]
    perfect: frozenset[str]
    boundaries: tuple[str, ...]
    relatives: frozenset[str]
    conjunctions: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    anaphors: tuple[str, ...]
    negations: tuple[str, ...]
    rumours: tuple[str, ...]
    plans: tuple[str, ...]
    announcements: tuple[str, ...]
    denials: tuple[str, ...]
    failures: tuple[str, ...]
    stakes: tuple[str, ...]
    control: tuple[str, ...]
    partitives: frozenset[str]
    deal_nouns: tuple[str, ...]
    not_names: frozenset[str]
    title_nouns: frozenset[str]


def english_verb(*lemmas: str) -> tuple[str, ...]:
    """Base, -s, -ed and -ing forms of regular English verbs."""
    forms: list[str] = []
    for lemma in lemmas:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        third = lemma + "es" if lemma.endswith(("sh", "ch", "ss", "x", "z")) else lemma + "s"
        if lemma.endswith("y") and lemma[-2] not in "aeiou":
            third, stem_ed = lemma[:-1] + "ies", lemma[:-1] + "ied"
        else:
            stem_ed = stem + "ed"
        forms += [lemma, third, stem_ed, stem + "ing"]
    return tuple(forms)
