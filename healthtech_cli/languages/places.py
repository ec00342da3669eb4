"""Words of countries and their people: alone they name no party."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


DEMONYMS = words(
    """
    african american american's argentine argentinian asian australian austrian bahraini bangladeshi belgian brazilian
    british bulgarian californian canadian chilean chinese colombian croatian cuban cypriot czech danish dutch egyptian
    emirati english estonian ethiopian european filipino finnish french georgian german ghanaian greek hungarian
    icelandic indian indonesian iranian iraqi irish israeli italian japanese jordanian kazakh kenyan korean kuwaiti
    latvian lebanese lithuanian luxembourgish malaysian maltese mexican moroccan nigerian nordic norwegian omani
    pakistani palestinian peruvian polish portuguese qatari romanian russian saudi scandinavian scottish serbian
    singaporean slovak slovenian spanish swedish swiss syrian taiwanese texan thai tunisian turkish ukrainian
    venezuelan vietnamese welsh south north latin eastern western northern southern central
    """
)
"""English adjectives of peoples, and the words that go before them."""
PLACES = words(
    """
    silicon valley africa asia europe america americas antarctica bahrain bangladesh bavaria catalonia cyprus dubai abu
    dhabi egypt estonia greece hungary iceland iran iraq jordan kazakhstan kenya kuwait latvia lebanon lithuania
    luxembourg malta morocco nepal nigeria oman pakistan portugal qatar romania riyadh dammam jeddah serbia slovakia
    slovenia ukraine venezuela zealand peru chile argentina colombia cuba croatia bulgaria czechia ethiopia ghana
    saudi arabia emirates uae york jersey hampshire angeles francisco san diego jose antonio santa clara monica los las
    vegas st louis palo alto menlo mountain view cupertino sunnyvale oakland sacramento portland austin orlando tampa
    baltimore charlotte raleigh durham indianapolis columbus cincinnati milwaukee kansas oklahoma iowa maine vermont
    connecticut delaware maryland kentucky tennessee alabama mississippi louisiana arkansas missouri nebraska dakota
    montana wyoming idaho hawaii alaska rhode wisconsin indiana minnesota carolina north south west east
    birmingham manchester leeds liverpool glasgow edinburgh cardiff belfast bristol oxford cambridge lyon marseille
    barcelona valencia lisbon porto turin naples athens warsaw prague budapest bucharest sofia zagreb belgrade istanbul
    ankara moscow kiev kyiv bengaluru chennai hyderabad pune kolkata gurgaon noida jakarta bangkok manila kuala lumpur
    hanoi taipei osaka kyoto nagoya perth brisbane adelaide auckland wellington johannesburg nairobi lagos cairo tel
    aviv jerusalem haifa graz linz salzburg innsbruck basel bern lausanne lugano bonn bremen hannover nürnberg
    """
)
"""Towns, states and countries as news in the three languages writes them."""
PEOPLES = {
    "american": ("US", "the United States|the US|America"),
    "australian": ("AU", "Australia"),
    "austrian": ("AT", "Austria"),
    "belgian": ("BE", "Belgium"),
    "brazilian": ("BR", "Brazil"),
    "british": ("GB", "Britain|the UK|England"),
    "canadian": ("CA", "Canada"),
    "chinese": ("CN", "China"),
    "danish": ("DK", "Denmark"),
    "dutch": ("NL", "the Netherlands"),
    "finnish": ("FI", "Finland"),
    "french": ("FR", "France"),
    "german": ("DE", "Germany"),
    "indian": ("IN", "India"),
    "irish": ("IE", "Ireland"),
    "israeli": ("IL", "Israel"),
    "italian": ("IT", "Italy"),
    "japanese": ("JP", "Japan"),
    "korean": ("KR", "South Korea|Korea"),
    "norwegian": ("NO", "Norway"),
    "polish": ("PL", "Poland"),
    "singaporean": ("SG", "Singapore"),
    "spanish": ("ES", "Spain"),
    "swedish": ("SE", "Sweden"),
    "swiss": ("CH", "Switzerland"),
    "taiwanese": ("TW", "Taiwan"),
}
"""English adjectives of peoples: the country's code and its names."""
