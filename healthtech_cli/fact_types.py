"""What each fact type is called on a screen: its section, and the verb seen from either side."""

from __future__ import annotations

from healthtech_cli.model.vocabulary import DEAL_TYPES


class FactType:
    """`active` is read from the actor ("bought PillPack"), `passive` from the target ("bought by Amazon")."""

    __slots__ = ("active", "name", "passive", "section", "with_partners")

    def __init__(self, name: str, section: str, active: str, passive: str, with_partners: str = "with") -> None:
        self.name = name
        self.section = section
        self.active = active
        self.passive = passive
        self.with_partners = with_partners

    @property
    def is_deal(self) -> bool:
        """Whether the contract counts it among the deals."""
        return self.name in DEAL_TYPES


TYPES = {
    kind.name: kind
    for kind in (
        FactType("acquisition", "Deals", "bought", "bought by"),
        FactType("investment", "Deals", "invested in", "backed by"),
        FactType("funding_round", "Deals", "raised", "funded", "from"),
        FactType("ipo", "Deals", "went public", "listed by"),
        FactType("joint_venture", "Deals", "founded", "founded by"),
        FactType("partnership", "Partnerships", "works with", "works with"),
        FactType("launch", "Launches and pilots", "launched", "launched by"),
        FactType("expansion", "Extensions", "extended", "extended by"),
        FactType("shutdown", "Closures", "closed", "closed by"),
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
