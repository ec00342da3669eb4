"""The form of a language's data: words and what they stand for, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the finders of figures and dates must know of one language.

    All words are in lower case (Chinese: simplified) except currency codes and signs, which are matched as written.
    """

    code: str
    decimal_sign: str
    # -- figures
    numbers: Mapping[str, float]
    scales: Mapping[str, int]
    letter_scales: Mapping[str, int] = field(default_factory=dict)
    """Scales that mean other things away from a currency: `$40m`, but `40m` is a length."""
    currencies: Mapping[str, str | None]
    """Currency words after a figure; None where several currencies go by the word."""
    signs: Mapping[str, str | None]
    """Currency signs, codes and words before a figure (some also follow one: `5 €`)."""
    hedges_before: Mapping[str, str]
    hedges_after: Mapping[str, str]
    range_words: Words
    per_share_before: Words
    per_share_after: Words
    money_roles: Mapping[str, str]
    """Words near an amount -> its role; the nearest one counts, so deal verbs are listed too, as `amount`."""
    units: Mapping[str, str]
    """Head nouns of a quantity -> the English unit; in German and Dutch a compound's last part will do."""
    unit_adjectives: Mapping[str, str]
    """Words before the head noun that the English unit keeps: `aktive` -> `active`."""
    unit_stop_words: Words = ()
    """Words that cannot stand between a figure and its head noun."""
    # -- dates
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    """Monday is 0."""
    seasons: Mapping[str, int]
    """Season -> its first month; each has three."""
    ordinals: Mapping[str, int]
    quarters: Words
    halves: Words
    parts: Words
    """`late`, `end of`: what comes after is approximate."""
    since: Words
    between: Words
    prepositions: Words
    """Words after which a lone month or a lone year is a date."""
    year_words: Words
    joiners: Words
    """Words between a month or quarter and its year."""
    relatives: Mapping[str, tuple[str, int]]
    """Phrase -> (`day`, `week`, `month`, `quarter`, `year`, `past_year`, `year_start`, `year_end`; offset)."""
    turns: Mapping[str, int]
    """`last`, `this`, `next` before a weekday, a month or a season."""
    same_year: Words
    """Phrases for the year that was told last; `next_year` for the one after it."""
    periods: Mapping[str, str]
    ago_before: Words
    ago_after: Words
    # -- names
    legal_suffixes: Words
    # -- years counted from the one told last
    next_year: Words = ()
    later: Words = ()
    """`two years later`."""
    ago_hedges: Words = ()
    """`vor gut zwei Jahren`."""
