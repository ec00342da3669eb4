"""Finds the trigger words of a sentence by an automaton over the lexicon's forms: linear, whatever the text."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

import ahocorasick

from healthtech_cli.extract.rules.claims import Hit, Sentence
from healthtech_cli.languages.triggers import Lexicon, Trigger
from healthtech_cli.model.spans import Span


@cache
def lexicon(lang: str) -> Lexicon:
    """The trigger lexicon of a language."""
    found: Lexicon = import_module(f"healthtech_cli.languages.triggers_{lang}").LEXICON
    return found


@cache
def _automaton(lang: str) -> Any:
    forms: dict[str, list[Trigger]] = {}
    for trigger in lexicon(lang).triggers:
        for form in dict.fromkeys(trigger.forms):
            forms.setdefault(form, []).append(trigger)
    automaton = ahocorasick.Automaton()
    for form, triggers in forms.items():
        automaton.add_word(form, (form, tuple(triggers)))
    automaton.make_automaton()
    return automaton


@cache
def form_words(lang: str) -> frozenset[str]:
    """The single-word forms of all triggers but those of figures."""
    return frozenset(
        form
        for trigger in lexicon(lang).triggers
        if trigger.type not in ("metric", "forecast")
        for form in trigger.forms
        if " " not in form
    )


def find_hits(sentence: Sentence, lang: str) -> list[Hit]:
    """Triggers in the sentence in order: of overlapping ones the longest; a separable verb needs its particle."""
    low = sentence.low
    raw: list[tuple[int, int, str, tuple[Trigger, ...]]] = []
    for last, (form, triggers) in _automaton(lang).iter(low):
        end = last + 1
        start = end - len(form)
        if lang != "zh" and not _stands_alone(low, start, end, lang, triggers):
            continue
        if all(trigger.needs and not any(word in low for word in trigger.needs) for trigger in triggers):
            continue  # pushes no shorter form out
        raw.append((start, end, form, triggers))
    raw.sort(key=lambda one: (one[0] - one[1], one[0]))
    kept: list[tuple[int, int, str, tuple[Trigger, ...]]] = []
    for one in raw:
        # a figure verb may also be the verb of a deal: only real triggers push others out
        if any(
            one[0] < other[1] and other[0] < one[1] and other[3][0].type not in ("metric", "forecast") for other in kept
        ):
            continue
        kept.append(one)
    hits: list[Hit] = []
    offset = sentence.start
    for start, end, form, triggers in sorted(kept):
        for trigger in triggers:
            particle = None
            if trigger.particle:
                particle = _find_particle(low, end, trigger.particle)
                if particle is None:
                    continue
                particle = Span(start=particle.start + offset, end=particle.end + offset)
            if trigger.needs and not any(word in low for word in trigger.needs):
                continue
            hits.append(Hit(start=start + offset, end=end + offset, trigger=trigger, form=form, particle=particle))
    return _prefer_separable(hits)


def _prefer_separable(hits: list[Hit]) -> list[Hit]:
    split = {(hit.start, hit.trigger.type) for hit in hits if hit.particle is not None}
    places = {place for place, _ in split}
    return [hit for hit in hits if hit.particle is not None or hit.start not in places]


def _stands_alone(low: str, start: int, end: int, lang: str, triggers: tuple[Trigger, ...]) -> bool:
    if end < len(low) and (low[end].isalnum() or low[end] == "_"):
        return False
    is_head = low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha()
    if lang != "zh" and is_head and (lang == "en" or not triggers[0].frame.endswith("_noun")):
        return False  # start-up, takeover-related; German and Dutch nouns may begin a compound
    if start and (low[start - 1].isalnum() or low[start - 1] == "_") and low[start] != "-":
        # German and Dutch compounds end in the noun: Milliardenübernahme
        return lang in ("de", "nl") and end - start >= 7 and triggers[0].frame.endswith("_noun")
    return True


def _find_particle(low: str, start: int, particle: str) -> Span | None:
    """The particle as a word of its own at the end of the clause that starts at `start`."""
    at = start
    while True:
        at = low.find(particle, at)
        if at < 0:
            return None
        end = at + len(particle)
        before, after = low[at - 1], low[end : end + 1]
        tail = low[end : end + 8].lstrip()
        closes = (
            not tail
            or tail[0] in '.,;:!?)–—-\n"“”»'
            or tail.startswith(
                (
                    "und ",
                    "en ",
                    "für ",
                    "voor ",
                    "sowie ",
                    "van ",
                    "von ",
                    "die ",
                    "in ",
                    "om ",
                    "met ",
                    "wie ",
                    "mit ",
                    "op ",
                    "bij ",
                    "nach",
                    "naar ",
                    "aan ",
                    "an ",
                    "door ",
                    "durch ",
                    "for ",
                    "at ",
                    "with ",
                )
            )
        )
        if not before.isalnum() and not (after and after.isalnum()) and closes:
            return Span(start=at, end=end)
        at = end
