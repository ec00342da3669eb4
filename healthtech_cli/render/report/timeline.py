"""The timeline as a picture: a lane a company, a mark an event, each a link to its fact. Plain SVG, drawn here.

A year is a band, wider where more happens; the date as known is a line from the first to the last day it may mean, open
where it is open. Shapes tell kinds apart without colour, hollow ones what is not done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from healthtech_cli import query
from healthtech_cli.model.vocabulary import DEAL_TYPES
from healthtech_cli.render import phrases
from healthtech_cli.render.out import visible
from healthtech_cli.render.tabular import days

WIDTH = 960
ROW = 18
LANE_ROWS = 8
EVENTS = 120
LABEL = 26
SHAPES = {
    "deal": "M-5,-5H5V5H-5Z",
    "partnership": "M0,-5.5A5.5,5.5 0 1 1 0,5.5A5.5,5.5 0 1 1 0,-5.5Z",
    "launch": "M0,-6L6,5H-6Z",
    "closure": "M0,-6.5L6.5,0L0,6.5L-6.5,0Z",
}
KINDS = {
    **dict.fromkeys(DEAL_TYPES, "deal"),
    "partnership": "partnership",
    "launch": "launch",
    "expansion": "launch",
    "shutdown": "closure",
    "regulatory": "closure",
}
LEGEND = {
    "deal": "deal",
    "partnership": "partnership",
    "launch": "launch or extension",
    "closure": "closure, regulation or patent",
}
NAMES = {"ipo": "flotation", "funding_round": "funding round", "joint_venture": "joint venture"}
NOT_DONE = ("planned", "announced", "rumoured", "denied", "abandoned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A company and everything that belongs to it; `members` None takes what no other lane took."""

    name: str
    members: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`svg` and what it shows in numbers: `drawn` events of `total`, from the year `first` to `last`."""

    svg: Markup
    legend: list[tuple[str, Markup, str]]
    drawn: int
    total: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    fact: Any
    kind: str
    earliest: date | None
    latest: date | None

    @property
    def start(self) -> date:
        found = self.earliest or self.latest
        assert found
        return found

    @property
    def label(self) -> str:
        fact = self.fact
        actor = fact["actor"]["name"] + ", " if fact["actor"] else ""
        if fact["target"]:
            words = fact["target"]["name"]
        elif fact["partners"] and fact["type"] == "partnership":
            words = fact["partners"][0]["name"]
        else:
            words = actor + (fact.get("label") or NAMES.get(fact["type"], fact["type"]))
        words = visible(words)
        return words if len(words) <= LABEL else words[: LABEL - 1] + "…"


class _Scale:
    """From a day to a place; a year's band grows with the square root of its number of events."""

    def __init__(self, marks: Sequence[_Mark]) -> None:
        self.first = min(mark.start.year for mark in marks)
        self.last = max((mark.latest or mark.start).year for mark in marks)
        counts = dict.fromkeys(range(self.first, self.last + 1), 0)
        for mark in marks:
            counts[mark.start.year] += 1
        weights = [1 + 1.6 * count**0.5 for count in counts.values()]
        unit = (WIDTH - 4) / sum(weights)
        edges = [2.0]
        for weight in weights:
            edges.append(edges[-1] + weight * unit)
        self.bands = dict(zip(counts, pairwise(edges), strict=True))

    def x(self, day: date) -> float:
        """Places before the first and after the last year are at the edges."""
        year = min(max(day.year, self.first), self.last)
        left, right = self.bands[year]
        if day.year != year:
            return left if day.year < year else right
        return left + (right - left) * (day.timetuple().tm_yday - 1) / 366


def picture(facts: Sequence[Any], lanes: Sequence[Lane]) -> Picture | None:
    """The picture, None where fewer than two dated events are to be drawn."""
    found = [
        _Mark(fact=fact, kind=KINDS[fact["type"]], earliest=first, latest=last)
        for fact in facts
        if fact["type"] in KINDS and fact["date"]
        for first, last in [days(fact["date"])]
        if first or last
    ]
    marks = sorted(found, key=lambda mark: (mark.kind != "deal", -mark.start.toordinal(), mark.fact["id"]))[:EVENTS]
    if len(marks) < 2:
        return None
    scale = _Scale(marks)
    body, height, drawn = _lanes(marks, lanes, scale)
    title = f"Timeline of {drawn} events, {scale.first} to {scale.last}"
    svg = Markup(
        '<svg viewBox="0 0 {width} {height}" role="group" aria-label="{title}" class="timeline">{grid}{body}</svg>'
    ).format(width=WIDTH, height=height, title=title, grid=_grid(scale, height), body=body)
    kinds = [kind for kind in SHAPES if any(mark.kind == kind for mark in marks)]
    legend = [(kind, _swatch(kind, hollow=False), LEGEND[kind]) for kind in kinds]
    if any(mark.fact["status"] in NOT_DONE for mark in marks):
        legend.append(("hollow", _swatch(kinds[0], hollow=True), "hollow: planned, announced or not come about"))
    return Picture(svg=svg, legend=legend, drawn=drawn, total=len(found), first=scale.first, last=scale.last)


def _swatch(kind: str, *, hollow: bool) -> Markup:
    names = f"{kind} hollow" if hollow else kind
    return Markup(
        '<svg viewBox="-8 -8 16 16" class="swatch" aria-hidden="true"><path class="{}" d="{}"/></svg>'
    ).format(names, SHAPES[kind])


def _grid(scale: _Scale, height: int) -> Markup:
    pieces = []
    for at, (year, (left, right)) in enumerate(scale.bands.items()):
        band = Markup('<rect class="band{odd}" x="{x}" y="0" width="{w}" height="{h}"/>').format(
            odd=" odd" if at % 2 else "", x=_r(left), w=_r(right - left), h=height
        )
        words = str(year) if right - left >= 30 else f"’{year % 100:02d}" if right - left >= 18 else ""
        pieces.append(band)
        pieces.append(Markup('<text class="year" x="{}" y="13">{}</text>').format(_r((left + right) / 2), words))
    return Markup("").join(pieces)


def _lanes(marks: Sequence[_Mark], lanes: Sequence[Lane], scale: _Scale) -> tuple[Markup, int, int]:
    top = 20
    drawn = 0
    pieces: list[Markup] = []
    left = list(marks)
    for lane in lanes:
        own = [mark for mark in left if lane.members is None or not lane.members.isdisjoint(query.parties(mark.fact))]
        if not own:
            continue
        left = [mark for mark in left if mark not in own]
        rows, over = _packed(own, scale)
        pieces.append(Markup('<line class="rule" x1="2" x2="{}" y1="{}" y2="{}"/>').format(WIDTH - 2, top, top))
        more = f" · {over} more below" if over else ""
        pieces.append(
            Markup('<text class="lane" x="6" y="{}">{}<tspan class="more">{}</tspan></text>').format(
                top + 15, visible(lane.name), more
            )
        )
        top += 22
        for row in rows:
            pieces.extend(_drawn(mark, x, width, anchor, top + ROW // 2, scale) for mark, x, width, anchor in row)
            drawn += len(row)
            top += ROW
        top += 6
    return Markup("").join(pieces), top, drawn


def _packed(marks: Sequence[_Mark], scale: _Scale) -> tuple[list[list[tuple[_Mark, float, float, str]]], int]:
    """Rows in which no two marks or labels touch, deals placed first; and how many found no room."""
    rows: list[list[tuple[float, float]]] = []
    placed: list[list[tuple[_Mark, float, float, str]]] = []
    over = 0
    for mark in sorted(marks, key=lambda mark: (mark.kind != "deal", mark.start, mark.fact["id"])):
        x, end = min(scale.x(mark.start) + 7, WIDTH - 9), _end(mark, scale)
        words = _text_width(mark.label)
        anchor = "start" if max(x + 9, 0) + words < WIDTH - 4 else "end"
        span = (x - 8, max(x + 9 + words, end)) if anchor == "start" else (x - 12 - words, max(x + 8, end))
        for row, members in zip(rows, placed, strict=True):
            if all(span[1] + 4 < other[0] or span[0] - 4 > other[1] for other in row):
                row.append(span)
                members.append((mark, x, end, anchor))
                break
        else:
            if len(rows) == LANE_ROWS:
                over += 1
                continue
            rows.append([span])
            placed.append([(mark, x, end, anchor)])
    return placed, over


def _end(mark: _Mark, scale: _Scale) -> float:
    if mark.earliest is None:
        return scale.x(mark.start)
    return scale.x(mark.latest) if mark.latest else float(WIDTH - 2)


def _drawn(mark: _Mark, x: float, end: float, anchor: str, y: int, scale: _Scale) -> Markup:
    fact = mark.fact
    hollow = " hollow" if fact["status"] in NOT_DONE else ""
    figure = phrases.figure(fact)
    words = f"{phrases.date(fact['date'])}: {fact['statement']}" + (f" ({figure})" if figure else "")
    line = Markup("")
    if mark.earliest is None:
        line = Markup('<line class="span {}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            mark.kind, 2, _r(x), y + 7, y + 7
        )
    elif end > x + 8:
        open_end = " open" if mark.latest is None else ""
        line = Markup('<line class="span {}{}" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
            mark.kind, open_end, _r(x), _r(end), y + 7, y + 7
        )
    label = Markup('<text class="label{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        " strong" if mark.kind == "deal" else "", _r(x + 9 if anchor == "start" else x - 9), y + 4, anchor, mark.label
    )
    return Markup(
        '<a href="#fact-{id}" tabindex="-1"><title>{words}</title>{line}'
        '<path class="{kind}{hollow}" transform="translate({x} {y})" d="{shape}"/>{label}</a>'
    ).format(
        id=fact["id"],
        words=escape(visible(words)),
        line=line,
        kind=mark.kind,
        hollow=hollow,
        x=_r(x),
        y=y,
        shape=SHAPES[mark.kind],
        label=label,
    )


def _text_width(words: str) -> float:
    # twelve pixels: a Latin letter is about six wide, a Chinese character twelve
    return sum(12 if ord(char) > 0x2E00 else 6.3 for char in words)


def _r(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
