"""Chinese names by their sound: typed in Latin letters, or with another character that is read the same."""

from __future__ import annotations

_MOST_READINGS = 32
_readings: dict[str, list[str]] = {}
_syllables: set[str] = set()


def _load() -> None:
    if _readings:
        return
    from healthtech_cli.names.hanzi import READINGS

    for entry in READINGS.split():
        syllable = "".join(char for char in entry if char.isascii())
        _syllables.add(syllable)
        if "v" in syllable:
            _syllables.add(syllable.replace("v", "u"))
        for char in entry[len(syllable) :]:
            _readings.setdefault(char, []).append(syllable)
            if "v" in syllable:  # ü is typed as v, u or yu
                _readings[char].append(syllable.replace("v", "u"))


def outside_syllables(letters: str) -> int:
    """How many folded letters are in no Chinese syllable, at best: 0 for pinyin, a large number for anything else."""
    if not letters.isascii() or not letters.isalpha() or len(letters) > 60:
        return 99
    _load()
    if letters in _syllables:
        return 99  # one syllable is too little to go by
    fewest = [0] + [99] * len(letters)
    for start in range(len(letters)):
        here = fewest[start]
        fewest[start + 1] = min(fewest[start + 1], here + 1)
        for end in range(start + 1, min(start + 6, len(letters)) + 1):
            if here < fewest[end] and letters[start:end] in _syllables:
                fewest[end] = here
    return fewest[-1]


def sounds(key: str) -> list[str]:
    """How a key of two or more Chinese characters may be read, without tones; empty where one of them is not known."""
    _load()
    found = [""]
    for char in key:
        ways = _readings.get(char)
        if ways is None:
            return []
        found = [before + way for before in found for way in ways]
        if len(found) > _MOST_READINGS:
            found = found[:_MOST_READINGS]
    return found if len(key) > 1 else []
