"""What each fact type is called on a screen: its section, and the verb seen from either side."""

from __future__ import annotations


class FactType:
    """`active` is read from the actor ("bought PillPack"), `passive` from the target ("bought by Amazon").

    `open` and `open_passive` say the same of what is not done: planned, rumoured, denied, abandoned.
    """

    __slots__ = ("active", "name", "open", "open_passive", "passive", "section")

    def __init__(
        self, name: str, section: str, active: str, passive: str, open: str = "", open_passive: str = ""
    ) -> None:
        self.name = name
        self.section = section
        self.active = active
        self.passive = passive
        self.open = open or active
        self.open_passive = open_passive or passive


TYPES = {
    kind.name: kind
    for kind in (
        FactType("acquisition", "Deals", "bought", "bought by", "to buy", "to be bought by"),
        FactType("investment", "Deals", "invested in", "backed by", "to invest in", "to be backed by"),
        FactType("funding_round", "Deals", "raised", "funded", "to raise", "to be funded"),
        FactType("ipo", "Deals", "went public", "listed by", "to go public", "to be listed by"),
        FactType("joint_venture", "Deals", "founded", "founded by", "to found", "to be founded by"),
        FactType("partnership", "Partnerships", "works with", "works with", "to work with", "to work with"),
        FactType("launch", "Launches and pilots", "launched", "launched by", "to launch", "to be launched by"),
        FactType("expansion", "Extensions", "extended", "extended by", "to extend", "to be extended by"),
        FactType("shutdown", "Closures", "closed", "closed by", "to close", "to be closed by"),
        FactType("regulatory", "Regulation and patents", "regulatory", "regulatory, by"),
        FactType("metric", "Figures", "figure", "figure of"),
        FactType("strategy", "Strategy", "strategy", "strategy of"),
        FactType("forecast", "Plans and forecasts", "forecast", "forecast by"),
        FactType("quote", "In their words", "says", "says"),
    )
}
# In the order in which an analyst asks: what was done, what it measures, what is to come, what is said.
SECTIONS = (
    "Deals",
    "Partnerships",
    "Launches and pilots",
    "Extensions",
    "Closures",
    "Figures",
    "Plans and forecasts",
    "Regulation and patents",
    "Strategy",
    "In their words",
)
