"""Names in a text: those of known entities by an Aho-Corasick automaton, unknown ones by their looks.

Known names are looked up case folded and, for Chinese, in simplified characters; both foldings keep the length, so
spans are spans of the text. Unknown names are only looked for where a trigger leaves a slot open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import ahocorasick

from healthtech_cli.extract.mentions.numbers import fold
from healthtech_cli.extract.patterns import compiled
from healthtech_cli.languages.first_names import FIRST_NAMES
from healthtech_cli.languages.places import DEMONYMS, PLACES, words
from healthtech_cli.languages.triggers import Lexicon
from healthtech_cli.model.facts import Entity
from healthtech_cli.model.spans import NameMention, Span

CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CJK = re.compile(f"[{CJK}]")
WORD = re.compile(r"\w+(?:[&.\-+‑]\w+|['’](?!s\b)\w+)*+\+?|[^\w\s]")
_MIXED = re.compile(r"(?=\w*[a-z])(?=\w*(?:[A-Z]|\d))(?!\d)\w+|(?=\w*\d)(?=\w*[a-zA-Z]{2})\d\w+")
_COMPOUND = re.compile(
    r"-(?:native|powered|based|backed|owned|enabled|driven|led|focused|style|like|related|assisted|ready|wide|free|only|generated|era|funded|listed|born|secure|to|first|in|on|and|[a-z]{2,12}(?:ed|ing|ly))$",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th|mg|ml|km|mio|mrd|bn|mn|am|pm|er|ers|x|k|s|e|ste|de)", re.IGNORECASE)
LEGAL = frozenset(
    [
        "inc",
        "incorporated",
        "corp",
        "corporation",
        "co",
        "company",
        "ltd",
        "limited",
        "llc",
        "llp",
        "lp",
        "l.p",
        "plc",
        "ag",
        "se",
        "gmbh",
        "kg",
        "kgaa",
        "sa",
        "s.a",
        "nv",
        "n.v",
        "bv",
        "b.v",
        "sarl",
        "spa",
        "s.p.a",
        "ab",
        "oy",
        "as",
        "a.s",
        "asa",
        "pte",
        "pty",
        "holdings",
        "holding",
        "group",
        "ug",
        "ev",
        "e.v",
    ]
)
# names that are everyday words: they need a cue beyond their capital letter
EVERYDAY = {
    "en": frozenset(
        [
            "haven",
            "target",
            "oscar",
            "here",
            "meta",
            "nuance",
            "apple",
            "visa",
            "bright",
            "clover",
            "included",
            "ro",
            "noom",
            "hims",
            "maven",
            "ginger",
            "calm",
            "ever",
            "headspace",
            "human",
            "hinge",
            "omada",
            "honor",
            "thirty",
            "quartet",
            "color",
            "everlywell",
            "livongo",
            "amwell",
            "one",
            "medical",
            "devoted",
            "alan",
            "kry",
            "babylon",
            "ada",
            "sharp",
            "oak",
            "sun",
            "progress",
            "sage",
            "lyra",
            "unity",
            "shell",
            "gap",
            "next",
            "square",
            "block",
            "stripe",
            "zoom",
            "uber",
            "snap",
            "roman",
            "babylon",
            "cue",
            "cure",
            "care",
            "sword",
            "bind",
            "collective",
            "welcome",
            "forward",
            "tempus",
            "flow",
            "flo",
            "clue",
            "eve",
            "aware",
            "patient",
            "best",
            "buy",
            "ping",
            "line",
            "wise",
            "ant",
            "ali",
            "good",
            "deer",
            "neptune",
            "weimed",
            "e-link",
            "humble",
            "lemonade",
        ]
    ),
    "de": frozenset(
        [
            "nuance",
            "haven",
            "here",
            "target",
            "oscar",
            "meta",
            "visa",
            "base",
            "bild",
            "spiegel",
            "welt",
            "zeit",
            "stern",
            "focus",
            "metro",
            "otto",
            "element",
            "generali",
            "signal",
            "vita",
            "apo",
            "linde",
            "merz",
            "post",
            "bahn",
            "bund",
            "rewe",
            "real",
            "kind",
            "care",
            "vivo",
            "optik",
            "uniklinik",
            "roman",
            "sage",
            "sharp",
            "ada",
            "line",
        ]
    ),
    "nl": frozenset(
        [
            "here",
            "haven",
            "target",
            "meta",
            "visa",
            "nuance",
            "oscar",
            "alan",
            "zilver",
            "zorg",
            "vita",
            "mens",
            "ons",
            "thuis",
            "nuts",
            "caren",
            "quin",
            "ada",
            "line",
            "post",
        ]
    ),
    "zh": frozenset(),
}
_PLACES = frozenset(
    [
        "london",
        "paris",
        "berlin",
        "munich",
        "amsterdam",
        "rotterdam",
        "utrecht",
        "brussels",
        "zurich",
        "geneva",
        "vienna",
        "madrid",
        "milan",
        "rome",
        "stockholm",
        "copenhagen",
        "oslo",
        "helsinki",
        "dublin",
        "tokyo",
        "seoul",
        "singapore",
        "hong",
        "kong",
        "taiwan",
        "beijing",
        "shanghai",
        "shenzhen",
        "hangzhou",
        "guangzhou",
        "mumbai",
        "delhi",
        "bangalore",
        "sydney",
        "melbourne",
        "toronto",
        "montreal",
        "vancouver",
        "chicago",
        "boston",
        "seattle",
        "houston",
        "dallas",
        "atlanta",
        "miami",
        "denver",
        "philadelphia",
        "pittsburgh",
        "cleveland",
        "detroit",
        "minneapolis",
        "nashville",
        "texas",
        "florida",
        "ohio",
        "california",
        "illinois",
        "massachusetts",
        "virginia",
        "georgia",
        "pennsylvania",
        "michigan",
        "washington",
        "oregon",
        "arizona",
        "colorado",
        "utah",
        "nevada",
        "brazil",
        "mexico",
        "spain",
        "italy",
        "austria",
        "belgium",
        "norway",
        "finland",
        "poland",
        "russia",
        "turkey",
        "israel",
        "africa",
        "asia",
        "europe",
        "germany",
        "france",
        "england",
        "scotland",
        "ireland",
        "wales",
        "britain",
        "netherlands",
        "switzerland",
        "sweden",
        "denmark",
        "canada",
        "australia",
        "china",
        "japan",
        "india",
        "korea",
        "indonesia",
        "vietnam",
        "thailand",
        "malaysia",
        "philippines",
        "amerika",
        "österreich",
        "schweiz",
        "deutschland",
        "frankreich",
        "italien",
        "spanien",
        "niederlande",
        "belgien",
        "polen",
        "schweden",
        "dänemark",
        "norwegen",
        "duitsland",
        "frankrijk",
        "spanje",
        "italië",
        "zweden",
        "noorwegen",
        "denemarken",
        "münchen",
        "hamburg",
        "köln",
        "frankfurt",
        "stuttgart",
        "düsseldorf",
        "leipzig",
        "dresden",
        "wien",
        "zürich",
        "eindhoven",
        "groningen",
        "maastricht",
        "antwerpen",
        "gent",
        "nederland",
        "belgië",
        "vlaanderen",
    ]
)
_TITLES = frozenset(
    [
        "ceo",
        "cfo",
        "cto",
        "coo",
        "chairman",
        "president",
        "director",
        "founder",
        "co-founder",
        "cofounder",
        "founders",
        "co-founders",
        "cofounders",
        "executive",
        "executives",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "chef",
        "geschäftsführer",
        "vorstandschef",
        "gründer",
        "directeur",
        "oprichter",
        "topman",
        "ceo's",
        "minister",
        "senator",
        "analyst",
        "herr",
        "frau",
        "sprecher",
        "sprecherin",
        "spokesman",
        "spokeswoman",
        "partner",
        "chair",
    ]
)
_STRIP = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "with",
        "from",
        "to",
        "for",
        "of",
        "and",
        "but",
        "or",
        "if",
        "as",
        "is",
        "are",
        "was",
        "its",
        "their",
        "his",
        "her",
        "our",
        "this",
        "that",
        "these",
        "those",
        "it",
        "he",
        "she",
        "we",
        "they",
        "chinese",
        "japanese",
        "german",
        "dutch",
        "french",
        "swiss",
        "israeli",
        "swedish",
        "danish",
        "canadian",
        "australian",
        "korean",
        "indian",
        "british",
        "spanish",
        "italian",
        "de",
        "het",
        "een",
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "van",
        "von",
        "und",
        "en",
        "nederlandse",
        "chinese",
        "japanse",
        "duitse",
        "franse",
        "britse",
        "amerikaanse",
        "zweedse",
        "us-amerikanische",
        "amerikanische",
        "ceo",
        "cfo",
        "cto",
        "why",
        "how",
        "what",
        "where",
        "former",
        "inside",
        "amid",
        "exclusive",
        "founder",
        "founders",
        "co-founder",
        "co-founders",
        "cofounder",
        "cofounders",
        "president",
        "chairman",
        "director",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "yesterday",
        "today",
        "last",
        "next",
        "when",
        "while",
        "after",
        "before",
        *(
            "then",
            "now",
            "so",
            "yet",
            "still",
            "even",
            "here",
            "there",
            "once",
            "instead",
            "separately",
            "additionally",
            "similarly",
        ),
        *(
            "moreover",
            "furthermore",
            "overall",
            "notably",
            "finally",
            "eventually",
            "ultimately",
            "currently",
            "previously",
        ),
        *(
            "originally",
            "initially",
            "only",
            "aside",
            "outside",
            "among",
            "unlike",
            "despite",
            "under",
            "because",
            "although",
        ),
        *("though", "whether", "until", "unless", "meantime", "thus", "hence", "perhaps", "again"),
        "headlines",
        "spac",
        "news",
        "source",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "african",
        "southern",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "shortly",
        "meanwhile",
        "however",
        "also",
        "later",
        "earlier",
        "recently",
        "both",
        "startup",
        "start-up",
        "following",
        "founded",
        "since",
        "us",
        "u.s",
        "eu",
        "uk",
        "u.k",
        "januari",
        "februari",
        "maart",
        "mei",
        "juni",
        "juli",
        "augustus",
        "oktober",
        "januar",
        "februar",
        "märz",
        "dezember",
    ]
)
_DE_COMMON = re.compile(
    r".{2,}(?:ung|heit|keit|schaft|tion|tät|ismus|ungen|heiten|keiten|schaften|tionen|täten|nis|nisse|ment|tum|ling|erei|chen|lein|en|ern|eln|er|te|ie|ik|ur|mut|zeug|werk|stoff|kraft|markt|geld|wert|preis|jahr|raum|tag|monat|recht|dienst|bereich|sektor|system|wesen|haus|häuser|amt|rat|vertrag|plan|pläne|plänen|bedarf|anteil|anteile|geschäft|betrieb|beginn|start|kauf|zugang|weg|form|land|lage|teil|gesetz|netz)$"
    r"|(?:werk|stoff|kraft|markt|geld|wert|preis|raum|monat|recht|dienst|bereich|sektor|system|wesen|haus|häuser|amt|vertrag"
    r"|plan|pläne|bedarf|anteil|geschäft|betrieb|beginn|start|kauf|zugang|form|land|lage|teil|gesetz|netz|polizei|feuerwehr"
    r"|messe|börse|schule|kirche|stadt|staat|rahmen|höhe|kreis)$"
)
_DE_TITLE = re.compile(
    r"(?:konzern|konzerns|unternehmen|unternehmens|firma|hersteller|herstellers|anbieter|anbieters|betreiber|betreibers|riese|riesen|riesens|gigant|giganten|spezialist|spezialisten|produzent|produzenten|tochter|start-up|startup|start-ups|startups|kette|dienst|dienstes|dienstleister|händler|händlers|apotheke|plattform|gruppe|versicherer|versicherers|kasse|investor|fonds|verlag|bank|app|portal|entwickler|pionier|pioniers|rivale|rivalen|konkurrent|konkurrenten|holding|mutter|software|marke|klinik|agentur|zeitung|makler|geber|versender|versenders|gesellschaft|partner|wettbewerber|spezialistin|schmiede|institut|stiftung|universität|krankenhaus|gigantin|chef|gründer|sender|magazin|vermittler|vermittlers|dienstleisters|brauerei|netzwerk|netzwerks|ausrüster|ausrüsters|betreiberin|vermarkter|zulieferer|zulieferers|versorger|versorgers|softwarehaus|airline|fluglinie|röster|rösters|messenger|start-ups|hotelkette|autobauer|autobauers|flugzeugbauer|maschinenbauer|lieferant|lieferanten|verleger|verlags|gesellschafter|produzentin|ausstatter|drogerie|supermarktkette|modekette|brille|sensor|sensors|sensoren|spiel|spiels|smartphone|smartphones|tablet|tablets|headset|headsets|konsole|uhr|smartwatch|lautsprecher|kamera|notebook|notebooks|laptop|browser|browsers|betriebssystem|betriebssystems|gerät|geräts|assistent|assistenten|suchmaschine|streamingdienst|programm|flaggschiff|nachfolger|nachfolgers|vorgänger|roboter|medikament|impfstoff|wirkstoff|arznei|tool|service|services|netzbetreiber|netzbetreibers|entwicklerfirma|reederei|baumarktkette|handelskette|fluggesellschaft|werkzeug|hotelgruppe|mediengruppe|medienhaus|modelabel|label|bauer|bauers|schmied|startups?|-systems?|-feeds?|projekts?|initiative|sprechstunde|lösung|healthtech|medtech|biotech|fintech|insurtech|planer|logistiker|verband|verbands|krankenkassen|kliniken|gründung|hersteller[ns]?|softwarehaus|sanitätshaus|handelshaus|medienhaus|systemhaus|versandhaus|labornetz|ketten|genossenschaft|konsortium|krankenversicherung|versicherung|vertreiber|dienstleistung|zentrum|jungfirma|aufsteiger|einhorn|laborverbund|verbund|auto|fahrzeug|fabrik)(?:e?s|n)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _opencc() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Traditional characters made simplified, one for one; the text itself where that fails."""
    converted: str = _opencc().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(one if len(one := _opencc().convert(char)) == 1 else char for char in text)


def _is_word(char: str) -> bool:
    return char.isalnum() and not _CJK.match(char)


class Gazetteer:
    """The names of entities, ready to be found in many texts."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._automaton = ahocorasick.Automaton()
        self.kinds: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self._aliases: dict[str, list[tuple[str, str]]] = {}
        for entity in entities:
            self.kinds[entity["id"]] = entity["kind"]
            self.names[entity["id"]] = entity["name"]
            if entity["country"]:
                self.countries[entity["id"]] = entity["country"]
            if entity["parent"] is not None:
                self.parents[entity["id"]] = entity["parent"]["id"]
            self._add(entity["name"], entity["id"])
            for alias in entity["aliases"]:
                self._add(alias["text"], entity["id"])
        for key, owners in self._aliases.items():
            self._automaton.add_word(key, (len(key), owners))
        if self._aliases:
            self._automaton.make_automaton()

    def _add(self, name: str, entity_id: str) -> None:
        text = name.strip()
        if len(text) < 2:
            return
        key = fold(text)
        if _CJK.search(text):
            key = simplify(key)
        owners = self._aliases.setdefault(key, [])
        if all(owner != entity_id for owner, _ in owners):
            owners.append((entity_id, text))

    def find(self, text: str, lang: str) -> list[NameMention]:
        """Known names in the text (URLs already blanked), the longest where several overlap, in order."""
        if not self._aliases:
            return []
        folded = fold(text)
        if lang == "zh":
            folded = simplify(folded)
        found: list[tuple[int, int, str]] = []
        for last, (length, owners) in self._automaton.iter(folded):
            start, end = last + 1 - length, last + 1
            if (start and _is_word(text[start - 1]) and _is_word(text[start])) or not self._ends(text, end, lang):
                continue
            if (
                lang == "zh"
                and folded[start:end].endswith("投资")
                and compiled("[了。，A-Za-z「“\\d]").match(text[end : end + 1] or "。")
            ):
                continue  # 腾讯投资了: the verb, not the investment arm
            for owner, alias in owners:
                if self._is_written(text, start, end, alias, lang):
                    found.append((start, end, owner))
                    break
        found.sort(key=lambda one: (one[0], -one[1]))
        return [
            NameMention(start=start, end=end, text=text[start:end], entity_id=owner, kind=self.kinds[owner])
            for start, end, owner in _longest(found)
        ]

    @staticmethod
    def _ends(text: str, end: int, lang: str) -> bool:
        if text[end : end + 1] == "." and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit():
            return False  # GPT-5 in GPT-5.2
        if end >= len(text) or not _is_word(text[end]) or not _is_word(text[end - 1]):
            return True
        # genitive of German and Dutch names: Amazons, TikToks
        return lang in ("de", "nl") and text[end] == "s" and (end + 1 >= len(text) or not _is_word(text[end + 1]))

    @staticmethod
    def _is_written(text: str, start: int, end: int, alias: str, lang: str) -> bool:
        surface = text[start:end]
        if _CJK.search(alias) or surface == alias:
            plain = True
        elif len(alias) <= 3:
            plain = surface.upper() == surface and alias.upper() == alias
        else:
            plain = (
                not alias[0].isupper()
                or surface[0].isupper()
                or surface[0].isdigit()
                or (lang == "zh" and " " in alias)
            )
        if not plain:
            return False
        if " " not in alias and fold(alias) in EVERYDAY.get(lang, frozenset()):
            return _has_cue(text, start, end, lang)
        return True


def _has_cue(text: str, start: int, end: int, lang: str) -> bool:
    """Whether an everyday word is used as a name: capital inside the sentence, quotes, a title noun before it."""
    if not text[start].isupper():
        return False
    before = text[max(0, start - 40) : start].rstrip()
    if before[-1:] in "\"'“„»«‘‚" and before:
        return True
    if lang == "de":
        words = before.split()
        return bool(words) and (
            bool(_DE_TITLE.search(words[-1]))
            or (
                words[-1][0].islower()
                and words[-1].lower() not in _ARTICLES
                and not words[-1].endswith(("e", "er", "es", "em"))
            )
        )
    at_start = not before or before[-1] in ".!?:\n•-" or text[:start].endswith("\n")
    if not at_start:
        return True
    after = text[end : end + 24].lower()
    return after.startswith(
        (
            "'s",
            "’s",
            " inc",
            " corp",
            " health",
            " said",
            " has ",
            " is ",
            " was ",
            " will ",
            " plans",
            " announced",
            " acquire",
            " buy",
            " launch",
            " and ",
            ", ",
        )
    )


def _longest(found: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for one in found:
        if kept and one[0] < kept[-1][1]:
            if one[1] - one[0] > kept[-1][1] - kept[-1][0]:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


@lru_cache(maxsize=4)
def lower_words(text: str) -> frozenset[str]:
    """The words that the text also writes without a capital: they are no names."""
    return frozenset(compiled(r"(?<![\w@.#/\-])[a-zäöüßéëï]{3,30}(?![\w\-])").findall(text))


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    return bool(_MIXED.fullmatch(word)) and not _ORDINAL.fullmatch(word)


_TO_SUFFIX = re.compile(r"(?:s)?[ \n](?:[A-Z][\w.&\-]{1,20}[ \n]){1,3}(?:Inc|Corp|Co|Ltd|Plc|PLC|LP|Group)\b")
_OF_HEADS = frozenset(
    [
        "society",
        "college",
        "federation",
        "council",
        "bank",
        "university",
        "institute",
        "college",
        "school",
        "academy",
        "department",
        "ministry",
        "bureau",
        "house",
    ]
)
_AUTHORITIES = frozenset(
    ["court", "commission", "department", "bureau", "ministry", "agency", "committee", "senate", "congress"]
)


def _has_suffix(run: Sequence[re.Match[str]]) -> bool:
    return any(one.group().lower().rstrip(".") in LEGAL for one in run)


def _runs(text: str, span: Span) -> list[list[re.Match[str]]]:
    """Runs of capitalised words, joined by blanks, `&` or a comma before a legal suffix."""
    runs: list[list[re.Match[str]]] = []
    run: list[re.Match[str]] = []
    for token in WORD.finditer(text, span.start, span.end):
        word = token.group()
        if run and (_SEATED.search(word) or _CALLED_SO.search(word)):
            run = []  # Silicon Valley-based X
            continue
        if run:
            gap = text[run[-1].end() : token.start()]
            if word in ("™", "®") and gap == "":
                continue
            gap = gap.lstrip("™®")
            if word == "&" and gap == " ":
                run.append(token)
                continue
            is_bridge = word in ("and", "'", "’") and len(run) <= 2 and not _has_suffix(run)
            if is_bridge and _TO_SUFFIX.match(text, token.end(), min(len(text), token.end() + 60)):
                run.append(token)
                continue
            if word == "s" and run[-1].group() in ("'", "’"):
                run.append(token)
                continue
            if word == "/" and gap == "" and _SLASHED.match(text, token.end()):
                run.append(token)  # Stone/Fork Capital
                continue
            if (
                word == "of"
                and run[-1].group().lower() in _OF_HEADS
                and text[token.end() + 1 : token.end() + 2].isupper()
            ):
                run.append(token)
                continue
            is_suffix = word.lower().rstrip(".") in LEGAL and gap in (", ", " ", ". ")
            is_joined = gap in (" ", "\n", "\xa0") or (gap.strip() == "" and gap.count("\n") < 2 and len(gap) < 3)
            if (is_suffix and word[0].isupper()) or (
                is_joined and word[0].isalnum() and (_is_capital(word) or (word.isdigit() and len(word) < 4))
            ):
                run.append(token)
                continue
            if word == "," or (word == "." and len(run[-1].group()) == 1):
                # `, Inc` joins, `J. P. Morgan` joins; anything else ends the run at the next token
                run_next = text[token.end() : token.end() + 8].split()
                if run_next and (
                    word == "."
                    or run_next[0].lower().strip(".,") in LEGAL - {"group", "company", "holding", "holdings"}
                ):
                    continue
        if run:
            runs.append(run)
            run = []
        if (
            word[0].isalnum()
            and _is_capital(word)
            and not _COMPOUND.search(word)
            and "'" not in word
            and "’" not in word
        ):
            run = [token]
    if run:
        runs.append(run)
    return runs


_CALLED_SO = re.compile(
    r"[A-Za-z]-(?:rated|certified|approved|cleared|compliant|marked|style|like|powered|enabled|driven)$"
)
_SEATED = re.compile(r"[A-Za-z]-(?:based|headquartered|listed|born)$")
_SLASHED = re.compile(
    r"[A-Z][\w&]{1,20} (?:Capital|Partners|Ventures|Investments?|Equity|Group|Holdings|Associates|Management|Solutions|Technologies|Systems|Labs|Pharma|Health)\b"
)


def _mention(text: str, start: int, end: int, kind: str = "company") -> NameMention:
    name = text[start:end].replace("™", "").replace("®", "")
    return NameMention(start=start, end=end, text=name, entity_id=None, kind=kind)


def is_title_case(text: str, span: Span) -> bool:
    """Whether the sentence is a heading with nearly every long word in capitals."""
    words = compiled(r"[^\W\d_]{4,40}").findall(text[span.start : span.end])
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.75 * len(words)


_OWNED = re.compile(r"-(?:backed|owned|led|funded)\b")
_WIRE = re.compile(
    r"(?:PR ?Newswire(?:[-‑][A-Za-z]+)?|PRWEB|PRWire|EINPresswire|EIN Presswire|ACCESS ?Newswire|ACCESSWIRE|ACCESS Wire"
    r"|GLOBE ?NEWSWIRE|BUSINESS ?WIRE|Newsfile(?: Corp)?|CNW(?: Group)?|Marketwired|MARKET ?WIRE|Canada NewsWire"
    r"|news aktuell|ots|pressetext|DGAP|EQS)\.?",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"[,.] ?(?:M\.?D|Ph\.? ?D|M\.?B\.?A|M\.?P\.?H|R\.?N|Pharm\.? ?D|D\.?O|J\.?D|M\.?Sc|B\.?Sc|D\.?D\.?S|DVM|DNP|MBBS|FACS|FACC"
    r"|FAAFP|CPA|Esq)\b"
)
"""Agencies that bring a notice, which are no party of it, and degrees behind the name of a person."""


_DATELINE = re.compile(
    r"[A-Z][A-Za-z.'’ -]{1,30}(?:, [A-Z][A-Za-z. ]{1,20}){0,3},? (?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8})(?:,?\s\d{4})?"
    r"\s*(?:[(/][^()/\n]{3,50}[)/]\s*)?[-–—]{1,2}"
    r"|[A-Z][A-Za-z.'’ -]{1,30}(?:, [A-Z][A-Za-z. ]{1,20}){0,3},? ?[(/][A-Z][A-Za-z ]{3,30}[)/] ?[-–—]{1,2}"
    r"|[A-Z]{3,}[A-Z .'-]{0,25}(?:, [A-Z][A-Za-z. ]{1,20}){0,2} ?(?:[–—]|--)"
)
"""Town, date and agency before the first sentence of a notice."""


def find_unknown(
    text: str, span: Span, lang: str, lexicon: Lexicon, known: Sequence[NameMention] = ()
) -> list[NameMention]:
    """What looks like a name inside the span and is not already known; in order."""
    if lang == "zh":
        return []
    found: list[NameMention] = []
    taken = [(one.start, one.end) for one in known]
    common = lower_words(text)
    in_title = lang != "de" and is_title_case(text, span)
    if lang in ("de", "nl"):
        tails = {one.start for one in known if one.kind == "place"}
        taken = [(start, end) for start, end in taken if not (start in tails and _is_branch(text, start, end, lexicon))]
    line = _DATELINE.match(text, span.start) if lang == "en" else None
    for run in _runs(text, span):
        if line is not None and run[0].start() < line.end():
            continue  # OSLO, Norway, Feb. 3, 2024 (WIRE) —
        after = text[run[-1].end() : run[-1].end() + 2]
        if lang != "de" and after[:1] == "-" and after[1:].islower() and not _OWNED.match(text, run[-1].end()):
            continue  # HIPAA-secure, Florida-based
        if lang != "en" and (cut := _told_apart(text, run, lexicon)):
            found += [_mention(text, part[0].start(), part[-1].end()) for part in (run[:cut], run[cut:])]
            continue
        if lang == "nl" and len(run) == 1 and run[0].group().lower() in _NL_OPENERS | _NL_NUMBERS:
            continue
        for part in _split_run(run, common, lexicon, in_title, taken):
            mention = (
                _german(text, part, lexicon, common) if lang == "de" else _latin(text, span, part, lexicon, common)
            )
            if mention is not None and not _WIRE.fullmatch(mention.text):
                found.append(mention)
    if lang != "en":
        found += [
            one for one in _quoted(text, span) if not any(one.start < end and start < one.end for start, end in taken)
        ]
        found = [one for one in found if not any(other is not one and _covers(other, one) for other in found)]
        taken += [(one.start, one.end) for one in found]
        found += _written_small(text, span, lexicon, taken)
        found.sort(key=lambda one: one.start)
    return found


_QUOTED = re.compile(
    r"(?P<title>[A-ZÄÖÜ]?[a-zäöüß-]{3,30}) [„»\"“‘](?P<name>[\w&.+-]{2,20}(?: [\w&.+-]{1,20}){0,3})[“«\"”’]"
)
"""`die Firma „con sol ag“`: what stands in quotation marks behind a noun for a company is a name, however written."""


def _quoted(text: str, span: Span) -> list[NameMention]:
    return [
        _mention(text, one.start("name"), one.end("name"))
        for one in _QUOTED.finditer(text, span.start, span.end)
        if _DE_FIRM.search(one["title"]) or _NL_TITLE.search(one["title"])
    ]


def _covers(other: NameMention, one: NameMention) -> bool:
    return other.start <= one.start and one.end <= other.end and other.end - other.start > one.end - one.start


def _told_apart(text: str, run: list[re.Match[str]], lexicon: Lexicon) -> int:
    """Where a run holds two names: `weil Nordhaus Media Kochkiste kaufte`, where the text tells of both alone, too."""
    for cut in range(1, len(run)):
        low = run[cut].group().lower()
        if low in FIRM_WORDS or low in LEGAL or low in lexicon.not_names or low in lexicon.title_nouns or len(low) < 4:
            continue
        left, right = text[run[0].start() : run[cut - 1].end()], text[run[cut].start() : run[-1].end()]
        if len(left) < 4 or left.lower() in lexicon.not_names or left.lower() in lexicon.title_nouns:
            continue
        if lexicon.lang == "de" and (is_german_noun(left) or is_german_noun(right)):
            continue
        both = text.count(text[run[0].start() : run[-1].end()])
        if both == 1 and text.count(left) > 1 and text.count(right) > 1 and left.lower() not in _NL_OPENERS | _DE_HEADS:
            return cut
    return 0


_BRANCH = re.compile(r"(?<![\w-])(?P<word>[A-ZÄÖÜ][\w-]{2,30}) $")


def _is_branch(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """`Thuiszorg Nederland`, `Medika Österreich`: a land right behind a capitalised word belongs to the name."""
    ahead = _BRANCH.search(text, max(0, start - 34), start)
    if ahead is None or text[end : end + 1] in ("'", "’", "-"):
        return False
    low = ahead["word"].lower()
    return not (
        low in lexicon.not_names
        or low in lexicon.prepositions
        or low in lexicon.title_nouns
        or low in DEMONYMS
        or low in _PLACES
        or low in PLACES
        or low in lexicon.conjunctions
        or (lexicon.lang == "de" and is_german_noun(ahead["word"]))
    )


_ACTS = words(
    """
    acquire acquires acquired buy buys bought sell sells sold merge merges merged invest invests invested launch
    launches launched raise raises raised join joins team teams secure secures announces announce completes complete
    agrees agree plans expands expand opens closes unveils unveil introduces introduce lands signs inks gets wins adds
    takes backs emerges files taps sues terminates scraps nears names hires appoints reports posts lays cuts shuts snaps
    grabs bags scores nabs pulls calls drops ends sees hits eyes mulls weighs explores considers seeks offers bids denies
    rejects rolls debuts collaborates forms strikes enters reaches spins splits moves makes sets starts begins brings
    builds receives earns selects chooses deploys integrates acquiring buying merging raising weighing exploring nearing
    partner launching initiating presenting reporting expanding entering planning joining selling said says tells wants may could might would neemt koopt verkoopt lanceert investeert
    """
)


_HEADING_TITLES = words(
    "startup start-up firm maker giant provider developer specialist operator insurer retailer unicorn rival vendor"
    " drugmaker subsidiary supplier distributor manufacturer pioneer"
)


_OFFICES = words(
    "ceo cfo cto coo founder co-founder cofounder founders co-founders chairman chairwoman spokesman spokeswoman"
    " cco cmo cio cpo ciso chro cso svp evp vp"
)


def _split_run(
    run: list[re.Match[str]], common: frozenset[str], lexicon: Lexicon, in_title: bool, taken: Sequence[tuple[int, int]]
) -> list[list[re.Match[str]]]:
    parts: list[list[re.Match[str]]] = []
    part: list[re.Match[str]] = []
    for token in run:
        low = token.group().lower()
        is_known = any(token.start() < end and start < token.end() for start, end in taken)
        is_break = (
            in_title
            and not is_known
            and (low in common or low in lexicon.prepositions or low in _ACTS)
            and low not in ("health", "care", "medical")
        ) or (low == "partners" and bool(part) and lexicon.lang == "en" and _text_after(token, " with "))
        if in_title and not is_known and low in _HEADING_TITLES:
            part = []  # Sleep-Tech Startup Bexley
            continue
        is_break = is_break or (lexicon.lang == "en" and bool(part) and (low in _OFFICES or token.group() == "IPO"))
        if is_known or is_break or (low in lexicon.prepositions and len(low) > 1 and not (low == "of" and part)):
            if part:
                parts.append(part)
            part = []
            continue
        part.append(token)
    if part:
        parts.append(part)
    return parts


def _text_after(token: re.Match[str], words: str) -> bool:
    return token.string.startswith(words, token.end())


def _trim(run: list[re.Match[str]], strip: frozenset[str]) -> list[re.Match[str]]:
    while run and (run[0].group().lower() in strip or run[0].group() in ("&", ",", ".")):
        run = run[1:]
    while run and run[-1].group() in ("&", ",", "-"):
        run = run[:-1]
    return run


_NEWS = words(
    """
    update updated breaking exclusive news analysis opinion bloomberg reuters techcrunch cnbc forbes fortune wsj axios
    politico wired nikkei handelsblatt spiegel standard faz sz apa dpa afp ap anp nrc nos bnr fd volkskrant telegraaf
    statnews semafor guardian bbc cnn nyt faq q1 q2 q3 q4 h1 h2 ai it hr pr
    """
)


def _is_peoples(text: str, run: list[re.Match[str]]) -> bool:
    """Whether the first words only say where the name is from: `South African Robertsons`, not `American Airlines`."""
    low = run[0].group().lower()
    return low not in (
        "american",
        "british",
        "european",
        "asian",
        "south",
        "north",
        "western",
        "eastern",
        "central",
        "northern",
        "southern",
        "nordic",
        "latin",
        "african",
        "english",
        "swiss",
    ) or (len(run) > 2 and low in ("south", "north", "latin") and run[1].group().lower() in DEMONYMS)


def _latin(
    text: str, span: Span, run: list[re.Match[str]], lexicon: Lexicon, common: frozenset[str]
) -> NameMention | None:
    before = text[max(span.start, run[0].start() - 30) : run[0].start()].rstrip(" .,").lower().split()
    is_person = (bool(before) and before[-1] in _TITLES) or run[0].group().lower() in _TITLES
    ahead = run
    run = _trim(run, _STRIP)
    is_person = is_person or any(token.group().lower() in _TITLES for token in ahead[: len(ahead) - len(run)])
    while len(run) > 1 and run[0].group().lower() in DEMONYMS and _is_peoples(text, run):
        run = run[1:]
    at_head = not run or run[0].start() == span.start or text[: run[0].start()].rstrip(" ")[-1:] in ".!?:\n\"“‘'*•-–—("
    while lexicon.lang == "nl" and len(run) > 1 and run[0].group().lower() in _NL_OPENERS:
        run = run[1:]
    while (
        lexicon.lang == "nl"
        and len(run) > 1
        and (at_head or not run[0].group().islower())
        and (
            (run[0].group().lower() in lexicon.title_nouns and (at_head or is_title_case(text, span)))
            or (
                at_head
                and _NL_AGENT.fullmatch(run[0].group())
                and not _NL_HOUSE.fullmatch(run[0].group())
                and run[0].group().lower() not in FIRST_NAMES
            )
            or (len(run[0].group()) > 5 and run[0].group().endswith(("se", "sche")))
            or (
                _NL_TITLE.search(run[0].group())
                and (at_head or run[0].group().rpartition("-")[2].islower())
                and not _is_house(text, run, span)
            )
        )
    ):
        run = run[1:]
    if not run:
        return None
    words = [token.group() for token in run]
    lows = [word.lower() for word in words]
    if "." not in words[0] and _DEGREE.match(text[run[0].start() - 2 : run[0].start()] + run[0].group()):
        return None  # Ann Lee, MD
    is_person = (is_person and lows[-1] not in FIRM_WORDS) or _is_person_name(text, run, lexicon)
    is_person = is_person or (len(run) in (2, 3, 4) and bool(_DEGREE.match(text, run[-1].end())))
    if all(
        low in lexicon.not_names
        or low in _PLACES
        or low in PLACES
        or low in DEMONYMS
        or low in lexicon.title_nouns
        or low.isdigit()
        or len(low) == 1
        for low in lows
    ):
        return None
    if lexicon.lang == "nl" and before and before[-1] in _NL_TOWN:
        return None  # de gemeente Zwolle
    if lexicon.lang == "nl" and len(words) == 1 and lows[0].endswith("se") and len(lows[0]) > 5:
        follow = text[run[0].end() : run[0].end() + 2]
        if follow[:1] == " " and follow[1:].isupper():
            return None  # het Utrechtse Luscii
    if len(words) == 1:
        follow = text[run[0].end() : run[0].end() + 6]
        if (
            lexicon.lang == "nl"
            and lows[0].endswith("se")
            and len(lows[0]) > 5
            and follow[:1] == " "
            and follow[1:2].islower()
        ):
            return None  # de Nijmeegse miljardair
        at_start = (
            run[0].start() == span.start
            or text[: run[0].start()].rstrip(" \"“‘'*•-")[-1:] in ".!?:\n"
            or (lexicon.lang == "en" and text[run[0].start() - 1] in '"“' and not _is_closed(text, run[-1].end()))
        )
        has_body = lexicon.lang == "en" and len(text) > span.end - span.start + 300
        if has_body and text.count(words[0]) < 2 and is_title_case(text, span):
            return None  # a word of the heading that the text never says again
        if at_start and _FORMED.fullmatch(lows[0]) and follow[:1] == " " and follow[1:2].islower():
            return None  # Consolidated revenue
        if (
            len(words[0]) < 2
            or lows[0] in _TITLES
            or (at_start and (lows[0] in common or lows[0].endswith(("ly", "ing"))))
            or (at_start and lows[0].endswith("s") and follow.startswith((" that ", " who ", " whose")))
            or (at_start and compiled(r" (?:or|and) [a-z]").match(text, run[0].end()) and not words[0].isupper())
            or (at_start and lexicon.lang == "nl" and lows[0].endswith("le") and follow[1:2].islower())
            or (
                lexicon.lang == "nl"
                and not words[0].isupper()
                and follow[1:2].islower()
                and (_NL_TITLE.search(words[0]) or (at_start and _NL_COMMON.fullmatch(lows[0])))
            )
            or lows[0] in _NEWS
            or (lexicon.lang == "en" and compiled(r"[A-Z]{2,4}s").fullmatch(words[0]))
            or compiled(r"\d+(?:gb|tb|mb|ghz|hz|kwh|mah|mp|w|kw|mw|gw)").fullmatch(lows[0])
        ):
            return None
        if lows[0] in common and not _MIXED.fullmatch(words[0]):
            return None
    inside = (
        run[0].start() > span.start
        and text[: run[0].start()].rstrip(" \"“‘'")[-1:] not in ".!?:\n"
        and not is_title_case(text, span)
    )
    if all(low in common for low in lows) and not set(lows) & LEGAL and not (inside and len(lows) > 1):
        return None
    if lows[-1] in _AUTHORITIES or (lows[0] in _AUTHORITIES and "of" in lows):
        return _mention(text, run[0].start(), run[-1].end(), "government")
    return _mention(text, run[0].start(), run[-1].end(), "person" if is_person else "company")


_FORMED = re.compile(r"(?!united|allied|limited|unified|inspired)[a-z]{4,}ed")


def _is_closed(text: str, end: int) -> bool:
    return text[end : end + 1] in '"”' or text[end : end + 2] in (',"', ",”")


_NL_TITLE = re.compile(
    r"(?:bedrijf|organisatie|start-up|startup|scale-up|platform|keten|instelling|verzekeraar|aanbieder|maker|fabrikant"
    r"|leverancier|ontwikkelaar|specialist|dienstverlener|uitgever|uitgeverij|concern|gigant|reus|investeerder"
    r"|maatschappij|fonds|dochter|genoot|winkel|koepel|centrum|apotheek|praktijk|dienst|app|onderneming|producent"
    r"|vereniging|stichting|coöperatie|zorggroep|instellingen|organisaties|bedrijven|aanbieders|ziekenhuizen|ketens)$",
    re.IGNORECASE,
)
_NL_AGENT = re.compile(
    r"[A-Z][a-z]{2,}(?:bouwer|bezorger|vormer|verwerker|beheerder|handelaar|aannemer|exploitant|verlener|verkoper|drukker"
    r"|brouwer|boer|bestrijder|groothandel|zaak|fabriek|ketens?|verzekeraars?|uitbater|reder|baggeraar|spin-off|merk|club|huis|aar|eigenaar|groep)"
)
_NL_OPENERS = words(
    """
    nadat omdat terwijl hoewel toen als zodra voordat sinds dat dit deze die ook volgens want maar en dus daarom daarna
    daarnaast eerder later vorig zo hoe wat waarom of indien mits ofschoon intussen inmiddels ondertussen zowel zelfs
    alleen verkoop overname aankoop fusie beursgang het de een pas vers reeds al proef pilot consultatie nieuw nieuwe afronding start
    """
)
_NL_NUMBERS = words(
    "twee drie vier vijf zes zeven acht negen tien elf twaalf vijftien twintig dertig veertig vijftig honderd"
)
_NL_TOWN = frozenset(["gemeente", "provincie", "stad", "regio", "gemeenten", "haven", "haven van", "dorp"])
_NL_COMMON = re.compile(r".{3,}(?:isch|ische|lijk|lijke|baar|bare|ende|heid|ing|ingen|teit|schap|isten|aars)")


def _is_house(text: str, run: list[re.Match[str]], span: Span) -> bool:
    """`tussen Zorggroep Oost en X`: a Dutch title with a capital inside a sentence is part of the name."""
    return run[0].start() > span.start and bool(_NL_HOUSE.fullmatch(run[0].group()))


_NL_HOUSE = re.compile("(?:Zorg|Huisartsen|Thuiszorg)(?:groep|organisatie|centrum)|Stichting|Coöperatie")


def _is_person_name(text: str, run: list[re.Match[str]], lexicon: Lexicon) -> bool:
    """A first name and one or two words that are no company's: `Ann Lee`, `Pieter de Boer`."""
    words = [token.group() for token in run]
    if words[0].lower() not in FIRST_NAMES:
        return False
    if len(words) == 1:
        return lexicon.lang == "nl" and bool(_DUTCH_LAST.match(text, run[0].end()))
    return len(words) <= 3 and not any(
        word.lower().strip(".") in LEGAL or word.lower() in FIRM_WORDS or word == "&" or not word[0].isalpha()
        for word in words[1:]
    )


_DUTCH_LAST = re.compile(r" (?:van|de|den|der|ter|ten|van de|van der|van den|van 't) [A-Z][a-z]")
FIRM_WORDS = words(
    """
    health healthcare care medical medicine pharma pharmaceuticals pharmaceutical therapeutics biosciences bio sciences
    science labs lab laboratories technologies technology tech systems software capital ventures partners holdings
    group bank insurance foods motors airlines energy media networks network solutions services clinic clinics hospital
    hospitals university foundation institute center centre pharmacy pharmacies stores industries international global
    fund investments equity robotics ai analytics digital diagnostics devices dynamics brothers sons & evans
    """
)
_FROM_TOWN = frozenset(
    [
        "Berliner",
        "Hamburger",
        "Münchner",
        "Münchener",
        "Kölner",
        "Frankfurter",
        "Stuttgarter",
        "Düsseldorfer",
        "Leipziger",
        "Dresdner",
        "Wiener",
        "Zürcher",
        "Basler",
        "Schweizer",
        "Londoner",
        "Pariser",
        "Mannheimer",
        "Heidelberger",
        "Bonner",
        "Bremer",
        "Nürnberger",
        "Grazer",
        "Berner",
        "Genfer",
        "Mainzer",
        "Darmstädter",
        "Karlsruher",
        "Potsdamer",
        "Jenaer",
        "Tübinger",
        "Freiburger",
        "Augsburger",
        "Essener",
        "Dortmunder",
        "Kieler",
        "Lübecker",
        "Hannoveraner",
    ]
)


_LEARN = re.compile(
    r"(?:(?P<title>[A-ZÄÖÜ]?[\w\-]{2,30})[ ][„»\"]?)?(?<![\w\-])(?P<name>[A-ZÄÖÜ][a-zäöüßé]{2,20})"
    r"(?:-(?P<tail>Chef|Chefin|Gründer|Gründerin|Manager|Managerin|Sprecher|Sprecherin|Tochter|Mutter|Aktie|Aktien|CEO"
    r"|Konzern|Gruppe|Vorstand|Boss|Mitarbeiter|Kunden|Nutzer|Eigentümer|Übernahme|Anteile|Zentrale|Aufsichtsrat)\b"
    r"|[ ](?P<legal>AG|GmbH|SE|Inc|Corp|KG|Ltd|SA|Group|Holding)\b)?(?![\w\-])"
)


@lru_cache(maxsize=4)
def learned_names(text: str) -> frozenset[str]:
    """Single words that the German text shows to be names: a title noun, a legal form or `-Chef` stands beside them."""
    sure: set[str] = set()
    never: set[str] = set()
    for one in _LEARN.finditer(text):
        name, title = one["name"], one["title"]
        low = name.lower()
        if low in _DE_OPENERS or low in _PLACES or low in PLACES or _DE_TITLE.search(low):
            continue
        if title is not None and title.lower() in _ARTICLES:
            never.add(name)
        elif one["tail"] or one["legal"]:
            if not _DE_COMMON.match(low):
                sure.add(name)
        elif title is not None and title[0].isupper() and _DE_FIRM.search(title) and not _DE_PERSON.search(title):
            sure.add(name)
    return frozenset(sure - never)


_DE_FIRM = re.compile(
    r"(?:konzern|konzerns|unternehmen|unternehmens|firma|hersteller|herstellers|anbieter|anbieters|betreiber|betreibers"
    r"|riese|riesen|spezialist|spezialisten|produzent|produzenten|start-up|startup|start-ups|startups|kette|dienstleister"
    r"|händler|händlers|versicherer|versicherers|tochter|mutter|rivale|rivalen|konkurrent|konkurrenten|bank|investor"
    r"|plattform|portal|dienst|app)$",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"([A-ZÄÖÜ][\w.&]{1,30}(?:-[A-Z]\w{1,20})?)-(?:Gruppe|Konzern|Konzerns|Holding|Group|Kette|Fonds|Stiftung|Kliniken|Apotheken)"
)
_LETTER_NAME = re.compile(r"(?!U-|S-|E-|T-Shirt|K-Frage|X-)[A-Z]-[A-Z][a-zäöü]{3,20}")
_DE_PERSON = re.compile(
    r"(?:-|\b)(?:chef|chefin|manager|managerin|gründer|gründerin|sprecher|sprecherin|vorstand|vorständin|analyst"
    r"|analystin|minister|ministerin|boss|präsident|präsidentin|geschäftsführer|geschäftsführerin|generaldirektor"
    r"|[a-z]+minister|[a-z]+ministerin|\w*arzt|\w*ärztin|chirurg|chirurgin|\w*leiter|\w*leiterin|direktor|direktorin|trainer|torwart|stürmer|spieler"
    r"|dr\.|prof\.|\w*präsident|\w*präsidentin|anwalt|anwältin|professor|professorin|richter|richterin|bürgermeister|brüder|geschwister|aufsichtsratschef|vorstandschef|vorstandsvorsitzende|vorstandsvorsitzender|milliardär|kanzler|kanzlerin)$",
    re.IGNORECASE,
)
_DE_OPENERS = words(
    """
    allein allerdings alles als also anders andererseits anfangs angesichts anschließend auch auf aufgrund aus außerdem
    beide beim bereits besonders bevor bisher bislang dabei dafür dagegen daher damals damit danach daneben dann darauf
    daraus darin darüber darum davon davor dazu demnach demzufolge dennoch denn derzeit deshalb deswegen dies diesmal
    doch dort drei durch ebenfalls ebenso eher einerseits einst endlich entsprechend erst erstmals etwa fast ferner
    früher fünf gemeinsam genau gerade gestern gleichzeitig heute hier hierzu hingegen immer insbesondere insgesamt
    inzwischen jedenfalls jedoch jetzt kaum konkret künftig laut letztlich manche mehr meist mittlerweile morgen
    möglicherweise nachdem nach natürlich neben noch nun nur ob obwohl oft ohne rund sämtliche schließlich schon sechs
    sehr seit seitdem selbst sofern sogar somit sonst soweit sowohl später statt stattdessen tatsächlich teilweise
    trotz trotzdem überdies überhaupt übrigens und unter unterdessen ursprünglich viel viele vielleicht vier vor vorerst
    wann was wegen weil weiter weitere weiters welche wenn wer wie wir wo womöglich während zehn zudem zugleich zuletzt
    zumal zumindest zunächst zurzeit zusammen zusätzlich zuvor zwar zwei zwischen man offenbar offiziell bekannt
    """
)


_DE_HEADS = _DE_OPENERS | words("der die das dem den des ein eine in im am an mit bei von für namen name namens titel")


_DE_THING = re.compile(
    r"(?:[\w-]*-)?(?:\w*runden?|ventures?|finanzierungen?|finanzierung|investors?|investoren|fonds|deals?|angebots?)",
    re.IGNORECASE,
)
"""`Seed-Finanzierungsrunde`, `Batteriezellen-Joint-Ventures`: compounds of this kind name nobody."""
_DE_HOUSE = re.compile(
    r"(?:(?:Universitäts|Fach|Reha|Kreis|Bezirks|Stadt|Privat|Uni|Kur|Herz|Augen|Schön)?[Kk]lini(?:k|ken|kum)|Krankenhaus"
    r"|Hochschule|Universität|Spital|Kantonsspital|Sparkasse|Stadtwerke|Seniorenheim|Pflegeheim)"
)


def _is_place_of(word: str, lexicon: Lexicon) -> bool:
    """`Deutschlands aktivster Investor`: the genitive of a place."""
    stem = word.lower()[:-1]
    return word.endswith("s") and (stem in _PLACES or stem in PLACES or (stem in lexicon.not_names and len(stem) > 5))


def _is_compound_title(word: str) -> bool:
    """`Sanitätshaus-Netz X`: a compound that ends in a common noun tells what X is."""
    head, _, tail = word.rpartition("-")
    return bool(head) and len(tail) > 3 and tail[0].isupper() and bool(_DE_COMMON.match("xx" + tail.lower()))


def _is_common_title(text: str, run: list[re.Match[str]], lexicon: Lexicon) -> bool:
    """`den Lampenladen X`, `der Funkanbieter X`: behind an article the first of two words tells what the second is."""
    first, second = run[0].group(), run[1].group()
    before = text[max(0, run[0].start() - 30) : run[0].start()].split()
    low = second.lower().strip(".")
    return (
        bool(before)
        and before[-1].lower() in _ARTICLES
        and compiled("[A-ZÄÖÜ][a-zäöüß]{5,}").fullmatch(first) is not None
        and not _ENGLISH.search(first)
        and not first.endswith(("sche", "scher", "schen", "sches"))
        and len(second) > 3
        and second[0].isupper()
        and not (low in FIRM_WORDS or low in LEGAL or low in PLACES or low in _PLACES or low in _SIDES)
        and not (is_german_noun(second) and not has_suffix_of_name(second))
        and not _DE_HOUSE.fullmatch(first)
        and not _has_suffix(run)
        and first not in learned_names(text)
    )


def has_suffix_of_name(word: str) -> bool:
    """`Hallinger`, `Waldmann`: looks like a family name though it ends like a common noun."""
    return (
        compiled("[A-ZÄÖÜ][a-zäöüß]{3,}(?:inger|mann|berger|huber|meier|mayer|hofer|bauer)").fullmatch(word) is not None
    )


_SIDES = words(
    "nord süd west ost mitte international europe europa deutschland group digital zentral rhein ruhr bayern nrw"
)


def _is_no_noun(word: str, lexicon: Lexicon, common: frozenset[str]) -> bool:
    low = word.lower()
    return not (low in common or low in lexicon.not_names or low in lexicon.title_nouns or _DE_COMMON.match(low))


def _german(text: str, run: list[re.Match[str]], lexicon: Lexicon, common: frozenset[str]) -> NameMention | None:
    run = _trim(run, _STRIP)
    while len(run) > 1 and (
        run[0].group() in _FROM_TOWN
        or (len(run) > 2 and run[0].group().endswith("er") and run[1].group().lower() in lexicon.title_nouns)
    ):
        run = run[1:]
    if len(run) > 2 and [one.group().lower() for one in run[:2]] == ["business", "angel"]:
        return _mention(text, run[2].start(), run[-1].end(), "person")
    if len(run) > 2 and [run[0].group().lower(), run[1].group().lower()] == ["joint", "venture"]:
        run = run[2:]  # das Joint Venture X
    elif len(run) > 1 and _DE_THING.fullmatch(run[0].group()) and "-" in run[0].group():
        run = run[1:]
    if len(run) == 1 and (group := _GROUP.fullmatch(run[0].group())) and _is_no_noun(group.group(1), lexicon, common):
        return _mention(text, run[0].start(), run[0].start() + len(group.group(1)))
    if run and _DE_PERSON.search(text[max(0, run[0].start() - 40) : run[0].start()].rstrip()):
        return _mention(text, run[0].start(), run[-1].end(), "person")
    if len(run) > 1 and _DE_PERSON.search(run[0].group()):
        return _mention(text, run[1].start(), run[-1].end(), "person")
    has_title = False
    if len(run) > 1 and run[0].group().lower() in _DE_HEADS:
        run = run[1:]  # Nachdem X …, der Name X
    if len(run) > 1 and (_is_compound_title(run[0].group()) or _is_common_title(text, run, lexicon)):
        run, has_title = run[1:], True
    while (
        run
        and not (len(run) == 2 and _DE_HOUSE.fullmatch(run[0].group()))
        and (run[0].group().lower() in lexicon.title_nouns or _DE_TITLE.search(run[0].group()))
        and (len(run) > 1 or not _is_odd(run[0].group()))
    ):
        if run[0].group().lower() in _TITLES:
            return None
        has_title = True
        run = run[1:]
    if not has_title and run:
        before = text[max(0, run[0].start() - 40) : run[0].start()].split()
        has_title = bool(before) and before[-1].lower().strip('„»"') in lexicon.title_nouns
    if not run:
        return None
    words = [token.group() for token in run]
    lows = [word.lower() for word in words]
    if all(low in lexicon.not_names or low in _PLACES or low.isdigit() for low in lows):
        return None
    if (
        len(run) in (2, 3)
        and not has_title
        and _is_person_name(text, run, lexicon)
        and not any("-" in one for one in words)
    ):
        return _mention(text, run[0].start(), run[-1].end(), "person")
    if len(run) == 1 and _DE_TITLE.search(words[0]) and ("-" in words[0] or lows[0] in lexicon.title_nouns):
        return None
    if len(run) == 1 and (
        _is_place_of(words[0], lexicon) or ("-" in words[0] and _DE_THING.fullmatch(words[0]) is not None)
    ):
        return None
    if len(run) in (2, 3) and _DE_HOUSE.fullmatch(words[-2]) and not _DE_COMMON.match(lows[-1]):
        return _mention(text, run[0].start(), run[-1].end(), "institution")
    quoted = text[run[0].start() - 1 : run[0].start()] in ("„", "»", '"', "“", "›", "‚")
    legal = any(low.rstrip(".") in LEGAL for low in lows)
    if legal or quoted or has_title or any(_is_odd(word) for word in words):
        return _mention(text, run[0].start(), run[-1].end())
    if _LETTER_NAME.fullmatch(words[0]):
        return _mention(text, run[0].start(), run[-1].end())
    if "-" in words[-1] or len(words[0]) < 3:
        return None
    if lows[0] in _DE_OPENERS:
        return None
    before = text[max(0, run[0].start() - 30) : run[0].start()].split()
    last = before[-1] if before else ""
    if len(words) == 1 and words[0] in learned_names(text):
        return _mention(text, run[0].start(), run[-1].end())
    if len(words) == 1:
        if _DE_COMMON.match(lows[0]) or lows[0] in lexicon.not_names or lows[0] in common:
            return None
        at_start = not last or last[-1] in ".!?:" or text[run[0].start() - 1 : run[0].start()] == "\n"
        if at_start:
            follow = text[run[0].end() : run[0].end() + 12].lstrip()
            if _LED_OFF.fullmatch(lows[0]) and follow.startswith(("wurde", "wird", "werden", "ist ", "sind ", "war")):
                return None
            if _DE_LIST.match(text, run[0].end()) and not lows[0].endswith("e"):
                return _mention(text, run[0].start(), run[-1].end())
            return (
                _mention(text, run[0].start(), run[-1].end())
                if (follow[:1].islower() or follow.startswith(_ASIDES)) and not lows[0].endswith("e")
                else None
            )
        if text[run[0].start() - 1] == " " and (
            last.lower() in _finite_verbs(lexicon) or _is_past(text, run[0].start(), before, lexicon)
        ):
            return _mention(text, run[0].start(), run[-1].end())
        if (
            last.lower() in _ARTICLES
            or (last[0].islower() and last.endswith(("e", "er", "es", "em")))
            or text[run[0].start() - 1 : run[0].start()] == "\n"
        ):
            return None
        if (
            last[0].islower()
            and last.endswith("en")
            and last.lower()
            not in (
                "übernehmen",
                "hatten",
                "wurden",
                "konnten",
                "können",
                "sollten",
                "wollten",
                "würden",
                "möchten",
                "dürften",
                "könnten",
                "kaufen",
                "haben",
                "werden",
                "wollen",
                "sollen",
                "gegen",
                "zwischen",
            )
        ):
            return None
    elif sum(bool(_DE_COMMON.match(low)) or low in lexicon.not_names for low in lows) > len(lows) // 2:
        return None
    return _mention(text, run[0].start(), run[-1].end())


_ASIDES = (
    ", das ",
    ", die ",
    ", der ",
    ", ein",
    ", seit ",
    ", bis ",
    ", früh",
    ", ehem",
    ", einst",
    ", laut ",
    ", nach ",
)


def _is_past(text: str, start: int, before: list[str], lexicon: Lexicon) -> bool:
    """`Im Jahr 2022 meinte X`, `Mit dem Kauf stärkte X`: a verb in the past with its subject behind it.

    No article stands before it as before an adjective, and the sentence begins with something else than its subject.
    """
    lead = compiled(r"[.!?\n]\s").split(text[max(0, start - 160) : start])[-1].split()
    if not lead or not (lead[0].lower() in lexicon.prepositions or lead[0].lower() in _DE_OPENERS):
        return False
    if len(before) < 2 or not compiled(r"[a-zäöüß]{3,}te").fullmatch(before[-1]):
        return False
    ahead = before[-2]
    return (
        ahead[-1:] in ",:;"
        or ahead.isdigit()
        or (ahead[0].isupper() and ahead[-1:].isalpha() and ahead.lower() not in _ARTICLES)
    )


_LED_OFF = re.compile(r"\w{0,6}ge\w{2,}(?:t|en)|(?:er|be|ver|ent|über|unter)\w{3,}(?:t|en)")
_DE_LIST = re.compile(r"(?:, [A-ZÄÖÜ][\w\-]{2,30}){1,4},? (?:und|sowie) (?:[a-zäöü]{3,12} )?[A-ZÄÖÜ]")
_LOWER_NAME = re.compile(
    r"(?<![\w\-.])(?P<name>[a-zäöü]{4,20}(?<!e)(?<!en)(?<!er)(?<!es)(?<!em)) "
    r"(?:AG|SE|GmbH|KGaA|UG|Aktiengesellschaft|Holding|Inc|Ltd|BV|NV|B\.V|N\.V)\b"
)
_SMALL_WORD = re.compile(r"(?<![\w\-])[a-zäöü]{4,20}(?![\w\-])")


@lru_cache(maxsize=4)
def _lower_names(text: str) -> frozenset[str]:
    """Names written without a capital: a legal form follows them once, and the text says them again."""
    found = {one["name"] for one in _LOWER_NAME.finditer(text)}
    told = _SMALL_WORD.findall(text) if found else []
    return frozenset(name for name in found if told.count(name) > 1)


def _written_small(text: str, span: Span, lexicon: Lexicon, taken: Sequence[tuple[int, int]]) -> list[NameMention]:
    names = _lower_names(text) - lexicon.not_names - lexicon.title_nouns - lexicon.prepositions
    if not names:
        return []
    return [
        _mention(text, token.start(), token.end())
        for token in WORD.finditer(text, span.start, span.end)
        if token.group() in names and not any(start < token.end() and token.start() < end for start, end in taken)
    ]


_verbs_of: dict[str, frozenset[str]] = {}


def _finite_verbs(lexicon: Lexicon) -> frozenset[str]:
    """Auxiliaries and the verbs of the triggers: what follows `sammelte` or `hatte` may be a subject."""
    found = _verbs_of.get(lexicon.lang)
    if found is None:
        found = _verbs_of[lexicon.lang] = (
            lexicon.passive
            | lexicon.perfect
            | {"wolle", "werde", "solle", "könne", "müsse", "dürfe"}
            | {"will", "wollte", "soll", "sollte", "kann", "konnte", "könnte", "möchte", "muss", "musste"}
            | {
                form
                for trigger in lexicon.triggers
                if not trigger.frame.endswith(("_noun", "_attr")) and trigger.type not in ("metric", "forecast")
                for form in trigger.forms
                if " " not in form and form not in trigger.participles and form.endswith(("te", "t", "ten", "b", "m"))
            }
        ) - {"ist", "sind", "werden"}
    return found


def is_german_noun(word: str) -> bool:
    """Whether the word looks like a common noun: `Firmen` of `Firmen-Übernahme`."""
    low = word.lower()
    return bool(_DE_COMMON.match(low)) or bool(_DE_TITLE.search(low)) or low in _DE_OPENERS


_ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "den",
        "dem",
        "des",
        "ein",
        "eine",
        "einen",
        "einem",
        "einer",
        "eines",
        "kein",
        "keine",
        "keinen",
        "sein",
        "seine",
        "seinen",
        "seiner",
        "ihr",
        "ihre",
        "ihren",
        "ihrer",
        "jede",
        "jeder",
        "jedes",
        "jeden",
        "diese",
        "dieser",
        "dieses",
        "diesen",
        "diesem",
        "zum",
        "zur",
        "im",
        "am",
        "beim",
        "vom",
        "ins",
        "mehr",
        "viele",
        "viel",
        "alle",
        "allen",
        "einige",
    ]
)


def _is_odd(word: str) -> bool:
    """Whether no German noun is written like this: a capital or digit inside, or an English word part."""
    core = word.replace("-", "")
    if (
        any(char.isupper() or char.isdigit() for char in word[1:] if char != "-")
        and "-" not in word
        and core.upper() != core
    ):
        return True
    return bool(_ENGLISH.search(word))


_ENGLISH = re.compile(
    r"(?:health|care|medical|med\b|labs?\b|tech\b|soft|works|cloud|digital$|ly\b|ify\b|life\b|therapeutics|pharma\b|systems|networks|capital$|ventures|partners$|holdings|technologies|bio$|gene$|sciences|group$|y$|ox$|oo|ee|th$|wn|ck$(?<!druck)(?<!block)(?<!stock)(?<!blick)(?<!stück)(?<!scheck))",
    re.IGNORECASE,
)
