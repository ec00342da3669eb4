"""Dutch triggers and cues."""

from __future__ import annotations

from healthtech_cli.languages.triggers import Frame, Lexicon, Trigger

_BY = {"door": "actor"}

FRAMES = {
    "investors": Frame(subject=None, object=None),
    "buy": Frame(preps={"van": "seller"}),
    "pay": Frame(object=None, preps={"voor": "target", "van": "target"}),
    "buy_noun": Frame(object=None, preps={"van": "target", "op": "target", "in": "target", **_BY}, is_noun=True),
    "offer": Frame(object=None, preps={"op": "target", "voor": "target", "van": "actor", **_BY}, is_noun=True),
    "sell": Frame(subject="seller", preps={"aan": "actor"}),
    "sell_noun": Frame(subject="seller", object=None, preps={"van": "target", "aan": "actor"}, is_noun=True),
    "hands": Frame(subject="target", object=None, preps={"van": "actor"}),
    "invest": Frame(object=None, preps={"in": "target"}),
    "invest_noun": Frame(object=None, preps={"in": "target", "van": "actor", **_BY}, is_noun=True),
    "back": Frame(preps={}),
    "raise": Frame(object=None, preps={"bij": "partner", "van": "partner"}),
    "raise_noun": Frame(object=None, preps={"voor": "actor", "van": "actor", "door": "partner", "bij": "actor"}, is_noun=True),
    "lead": Frame(subject="partner", object=None, preps={"in": "target", "bij": "target"}),
    "draw": Frame(subject="target", object="actor", preps={}),
    "list": Frame(object=None, preps={}),
    "list_noun": Frame(object=None, preps={"van": "actor"}, is_noun=True),
    "pair": Frame(object=None, preps={"met": "target", "tussen": "actor"}, is_pair=True),
    "pair_noun": Frame(object=None, preps={"met": "target", "tussen": "actor", "van": "actor"}, is_noun=True, is_pair=True),
    "merge": Frame(object=None, preps={"met": "target"}, is_pair=True),
    "venture": Frame(object=None, preps={"met": "partner", "tussen": "actor", "van": "actor", "door": "actor"}, is_noun=True, is_pair=True),
    "launch": Frame(preps={}),
    "launch_noun": Frame(object=None, preps={"van": "target", **_BY}, is_noun=True),
    "subject": Frame(subject="target", object=None, preps={}),
    "figure": Frame(object=None, preps={}),
}

TRIGGERS = (
    # lists of investors are read by a rule of their own
    Trigger(type="investment", frame="investors", forms=("investeerders", "aandeelhouders", "geldschieters")),
    Trigger(type="acquisition", frame="buy", forms=("overgenomen", "overneemt", "overnam", "overnemen", "over te nemen", "overnamen", "koopt", "kocht", "kochten", "kopen", "gekocht", "te kopen", "verwerft", "verwierf", "verworven", "verwerven", "te verwerven", "aangekocht", "aankoopt", "opgekocht", "opkopen", "opkoopt", "opkocht", "inlijven", "ingelijfd", "opgeslokt", "acquireert", "acquireerde", "acquireren", "geacquireerd", "aankopen", "opslokken", "aanschaft", "bemachtigt"),
            participles=("overgenomen", "gekocht", "verworven", "aangekocht", "opgekocht", "ingelijfd", "opgeslokt", "geacquireerd"),
            finals=("overgenomen", "overneemt", "overnam", "overnemen", "over te nemen", "kopen", "gekocht", "te kopen", "verworven", "verwerven", "te verwerven", "aangekocht", "opgekocht", "opkopen", "ingelijfd", "inlijven", "opgeslokt", "geacquireerd", "overnamen", "aankopen")),
    Trigger(type="acquisition", frame="buy", forms=("neemt", "nam", "nemen", "namen"), particle="over"),
    Trigger(type="acquisition", frame="buy", forms=("koopt", "kocht", "kochten"), particle="op"),
    Trigger(type="acquisition", frame="buy", forms=("koopt", "kocht", "kochten"), particle="aan"),
    Trigger(type="acquisition", frame="buy", forms=("lijft", "lijfde"), particle="in"),
    Trigger(type="acquisition", frame="buy", forms=("slokt", "slokte"), particle="op"),
    Trigger(type="acquisition", frame="buy_noun", forms=("overname", "overnames", "aankoop", "acquisitie", "acquisities", "koop", "zorgacquisitie", "miljardenovername", "zorgovername")),
    Trigger(type="acquisition", frame="offer", forms=("overnamebod", "bod", "overnamevoorstel", "overnamegesprekken"), status="planned"),
    Trigger(type="acquisition", frame="pay", forms=("betaalt", "betaalde", "betaalden", "betaald", "betalen", "biedt", "bood", "telde neer", "telt neer"), is_weak=True, finals=("betaald", "betalen")),
    Trigger(type="acquisition", frame="sell", forms=("verkoopt", "verkocht", "verkochten", "verkopen", "te verkopen", "afgestoten", "afstoten"), participles=("verkocht", "afgestoten"), finals=("verkopen", "te verkopen", "verkocht", "afgestoten")),
    Trigger(type="acquisition", frame="sell", forms=("stoot", "stootte"), particle="af"),
    Trigger(type="acquisition", frame="sell_noun", forms=("verkoop",)),
    Trigger(type="acquisition", frame="hands", forms=("in handen",), is_weak=True),
    Trigger(type="acquisition", frame="merge", forms=("fuseert", "fuseerde", "fuseren", "gefuseerd", "samengaan", "samengegaan"), is_weak=True, finals=("fuseren", "gefuseerd", "samengaan")),
    Trigger(type="acquisition", frame="pair_noun", forms=("fusie",), is_weak=True),
    # investment
    Trigger(type="investment", frame="invest", forms=("investeert", "investeerde", "investeerden", "investeren", "geïnvesteerd", "te investeren", "steekt", "stak", "staken", "gestoken", "pompt", "pompte", "stapt in", "stapte in", "ingestapt", "instapt", "participeert", "participeerde", "belegt", "neemt een belang", "nam een belang", "een belang genomen", "belang genomen", "neemt een minderheidsbelang", "nam een minderheidsbelang", "deelneemt"), finals=("geïnvesteerd", "investeren", "te investeren", "gestoken", "ingestapt", "instapt")),
    Trigger(type="investment", frame="invest_noun", forms=("investering", "investeringen", "belang", "minderheidsbelang", "deelneming", "participatie", "kapitaalinjectie", "aandelenbelang", "kapitaalinjecties")),
    Trigger(type="investment", frame="draw", forms=("trekt", "trok", "trekken"), particle="aan", needs=("investeerder", "investeerders", "aandeelhouder", "groeikapitaal")),
    Trigger(type="investment", frame="back", forms=("financiert", "financierde", "gefinancierd", "gesteund"), participles=("gefinancierd", "gesteund"), finals=("gefinancierd", "gesteund"), is_weak=True),
    # funding
    Trigger(type="funding_round", frame="raise", forms=("opgehaald", "ophalen", "op te halen", "ophaalt", "ophaalde", "haalt", "haalde", "haalden", "krijgt", "kreeg", "gekregen", "ontvangt", "ontving", "ontvangen", "sluit", "sloot", "rondt", "rondde", "afgerond", "verkrijgt", "aangetrokken", "aantrekt", "trekt", "trok", "binnengehaald", "binnenhalen", "sleept", "sleepte", "weet", "wist", "vergaart", "vergaarde", "opgehaalde", "binnen", "verzekerd", "harkt"), finals=("opgehaald", "ophalen", "op te halen", "gekregen", "ontvangen", "afgerond", "aangetrokken", "binnengehaald", "ophaalt", "ophaalde", "binnenhalen")),
    Trigger(type="funding_round", frame="raise_noun", forms=("financieringsronde", "financieringsrondes", "investeringsronde", "groeifinanciering", "kapitaalronde", "seedronde", "seed-ronde", "seedfinanciering", "serie a", "serie b", "serie c", "series a", "series b", "series c", "series d", "serie a-ronde", "serie b-ronde", "series a-ronde", "series b-ronde", "series a-financiering", "a-ronde", "b-ronde", "durfkapitaal", "groeikapitaal", "financiering", "groei-investering")),
    # ipo
    Trigger(type="ipo", frame="list", forms=("naar de beurs", "beursgenoteerd", "beursdebuut", "aan de beurs", "een notering", "notering aan", "naar de nasdaq", "naar euronext")),
    Trigger(type="ipo", frame="list_noun", forms=("beursgang", "beursintroductie", "ipo", "beursnotering", "beursplannen")),
    # joint venture
    Trigger(type="joint_venture", frame="venture", forms=("joint venture", "joint-venture", "jointventure", "gezamenlijk bedrijf", "gezamenlijke onderneming", "gezamenlijke dochter", "gemeenschappelijke onderneming", "gezamenlijke vennootschap", "samenwerkingsonderneming", "gezamenlijk dochterbedrijf", "gezamenlijke dochteronderneming", "richten samen", "een initiatief van", "samen een bedrijf", "samen een nieuw bedrijf", "gezamenlijke venture")),
    # partnership
    Trigger(type="partnership", frame="pair", forms=("samenwerkt", "samenwerken", "samen te werken", "samengewerkt", "samenwerkten", "slaan de handen ineen", "slaat de handen ineen", "sloegen de handen ineen", "sloeg de handen ineen", "bundelen de krachten", "bundelt de krachten", "bundelden de krachten", "bundelde de krachten", "de krachten gebundeld", "de handen ineengeslagen", "sluit een overeenkomst", "sloot een overeenkomst", "sluiten een overeenkomst", "tekent een overeenkomst", "tekende een overeenkomst", "ondertekent", "ondertekende", "ondertekenden", "tekenden", "tekende", "tekent", "tekenen", "werkt met", "werken met", "verbindt zich", "sluit een contract", "sloot een contract", "in zee", "gaan in zee", "werkt nauw"), finals=("samenwerken", "samenwerkt", "samengewerkt", "samen te werken", "samenwerkten")),
    Trigger(type="partnership", frame="pair", forms=("werkt", "werken", "werkte", "werkten", "gaat", "gaan", "ging", "gingen"), particle="samen"),
    Trigger(type="partnership", frame="pair", forms=("gaat", "gaan", "ging", "gingen"), particle="aan", needs=("samenwerking", "partnerschap", "partnership", "alliantie")),
    Trigger(type="partnership", frame="pair_noun", forms=("samenwerking", "samenwerkingen", "partnerschap", "partnership", "alliantie", "samenwerkingsovereenkomst", "samenwerkingsverband", "overeenkomst", "raamovereenkomst", "distributieovereenkomst", "licentieovereenkomst", "contract", "intentieverklaring", "convenant", "akkoord", "deal")),
    # launch
    Trigger(type="launch", frame="launch", forms=("lanceert", "lanceerde", "lanceerden", "lanceren", "gelanceerd", "te lanceren", "introduceert", "introduceerde", "introduceren", "geïntroduceerd", "presenteert", "presenteerde", "gepresenteerd", "onthult", "onthulde", "opent", "opende", "geopend", "openen", "uitgebracht", "uitbrengen", "start", "startte", "starten", "gestart", "begonnen", "op de markt", "uitgerold", "uitrollen", "opgericht", "opzetten", "publiceert"), participles=("gelanceerd", "geïntroduceerd", "gepresenteerd", "geopend", "uitgebracht", "gestart", "uitgerold", "opgericht"), finals=("lanceren", "gelanceerd", "te lanceren", "introduceren", "geïntroduceerd", "gepresenteerd", "geopend", "openen", "uitgebracht", "uitbrengen", "starten", "gestart", "uitgerold", "uitrollen", "op de markt", "opgericht")),
    Trigger(type="launch", frame="launch", forms=("brengt", "bracht", "brengen", "brachten"), particle="uit"),
    Trigger(type="launch", frame="launch", forms=("rolt", "rolde", "rollen"), particle="uit"),
    Trigger(type="launch", frame="launch", forms=("zet", "zette", "zetten"), particle="op"),
    Trigger(type="launch", frame="launch_noun", forms=("lancering", "introductie", "livegang", "uitrol", "opening", "ingebruikname")),
    Trigger(type="launch", frame="subject", forms=("gaat live", "ging live", "live gegaan", "is live", "live in productie", "van start", "in gebruik genomen", "is nu beschikbaar", "komt op de markt", "kwam op de markt")),
    # expansion
    Trigger(type="expansion", frame="launch", forms=("breidt uit", "breidde uit", "uitbreidt", "uitbreiden", "uitgebreid", "uit te breiden", "vergroot", "vergrootte", "vergroten", "verruimt", "opschaalt", "opgeschaald", "opschalen", "verbreedt"), participles=("uitgebreid", "vergroot", "opgeschaald"), finals=("uitbreiden", "uitgebreid", "uit te breiden", "vergroten", "opgeschaald", "opschalen")),
    Trigger(type="expansion", frame="launch", forms=("breidt", "breidde", "breiden", "breidden", "bouwt", "bouwde"), particle="uit"),
    Trigger(type="expansion", frame="launch_noun", forms=("uitbreiding", "expansie", "opschaling")),
    # shutdown
    Trigger(type="shutdown", frame="launch", forms=("stopgezet", "stopzetten", "stop te zetten", "gestopt met", "stopt met", "stopte met", "stoppen met", "sluit", "sloot", "sluiten", "gesloten", "te sluiten", "opgeheven", "opheffen", "beëindigt", "beëindigde", "beëindigd", "beëindigen", "opgedoekt", "opdoeken", "gestaakt", "staakt", "staakte", "staken", "ontbonden", "ontbindt", "uitgefaseerd", "afgesloten", "schrapt", "schrapte", "geschrapt"), participles=("stopgezet", "gesloten", "opgeheven", "beëindigd", "opgedoekt", "gestaakt", "ontbonden", "uitgefaseerd", "geschrapt"), finals=("stopgezet", "stopzetten", "sluiten", "gesloten", "te sluiten", "opgeheven", "opheffen", "beëindigd", "beëindigen", "opgedoekt", "gestaakt", "ontbonden", "geschrapt", "opdoeken")),
    Trigger(type="shutdown", frame="launch", forms=("zet", "zette", "zetten"), particle="stop"),
    Trigger(type="shutdown", frame="launch", forms=("doekt", "doekte", "heft", "hief", "hieven"), particle="op"),
    Trigger(type="shutdown", frame="launch", forms=("trekt", "trok"), particle="terug", needs=("stekker", "markt")),
    Trigger(type="shutdown", frame="launch_noun", forms=("sluiting", "stopzetting", "beëindiging", "opheffing", "stekker uit", "het einde van")),
    Trigger(type="shutdown", frame="subject", forms=("failliet", "houdt op te bestaan", "hield op te bestaan", "stopt ermee", "ter ziele", "faillissement aangevraagd")),
    # metric, forecast
    Trigger(type="metric", frame="figure", forms=("heeft", "had", "hebben", "telt", "telde", "bedient", "bediende", "omvat", "realiseerde", "realiseert", "boekte", "boekt", "bereikte", "bereikt", "groeide", "steeg", "daalde", "beschikt over", "exploiteert", "bedroeg", "bedraagt", "gebruiken", "gebruikt", "met", "behandelt", "komt uit op", "kwam uit op", "meldde", "behaalde", "in dienst")),
    Trigger(type="forecast", frame="figure", forms=("verwacht", "verwachten", "verwachtte", "voorspelt", "voorspelde", "voorspellen", "raamt", "schat", "schatten", "mikt op", "zal groeien", "zal bereiken", "zal", "zullen", "streeft", "naar verwachting", "prognose", "moet groeien")),
)

LEXICON = Lexicon(
    lang="nl",
    frames=FRAMES,
    triggers=TRIGGERS,
    prepositions=frozenset(["van", "in", "aan", "op", "bij", "met", "na", "naar", "uit", "voor", "door", "tegen", "om", "over", "onder", "tussen", "tot", "sinds", "tijdens", "wegens", "ondanks", "zonder", "naast", "achter", "volgens", "als", "zoals", "per", "binnen", "buiten", "via", "rond", "vanuit", "inclusief"]),
    agents=frozenset(("door",)),
    passive=frozenset(["wordt", "werd", "werden", "worden", "geworden", "is", "zijn", "was", "waren"]),
    perfect=frozenset(["heeft", "hebben", "had", "hadden"]),
    boundaries=(", en ", ", maar ", ", terwijl ", ", nadat ", ", omdat ", ", toen ", ", hoewel ", ", zodat ", ", voordat ", ", waarbij ", " nadat ", " terwijl ", " omdat ", " maar ", ", dat ", ", die ", ", want ", " dat ", ", waarmee ", " zodat ", " toen "),
    relatives=frozenset(("die", "dat", "wie", "welke")),
    conjunctions=frozenset(("en", "&", "alsook", "of", "evenals")),
    pronouns=frozenset(("hij", "zij", "ze", "het")),
    possessives=frozenset(("zijn", "haar", "hun", "diens")),
    anaphors=("het bedrijf", "de onderneming", "het concern", "de firma", "de startup", "de start-up", "de techreus", "de techgigant", "de internetreus", "de groep", "de organisatie", "de webwinkel", "de verzekeraar", "de fabrikant", "de aanbieder", "de keten", "het amerikaanse bedrijf", "het japanse bedrijf", "het chinese bedrijf", "het moederbedrijf", "de retailer", "de winkelketen", "de ontwikkelaar", "de investeerder", "de zorgverzekeraar", "het platform", "de stichting", "de leverancier", "de scale-up", "de zoekgigant", "de eigenaar van het platform"),
    negations=(" niet ", " geen ", " nooit ", " niet.", " niet,", " noch ", " zonder ", " in plaats van ", " nog geen ", " niemand "),
    rumours=("naar verluidt", "geruchten", "gerucht", "ingewijden", "bronnen", "volgens bronnen", "speculatie", "speculeer", "zou ", "zouden ", "overweegt", "overwegen", "overwoog", "onderzoekt de mogelijkheid", "in gesprek", "in onderhandeling", "onderhandelt", "onderhandelen", "onderhandelingen", "gesprekken over", "geïnteresseerd in", "interesse in", "mogelijk", "mogelijke", "misschien", "kan overnemen", "kunnen overnemen", "aast op", "vermeende", "naar eigen zeggen overweegt", "praat over", "praten over", "lonkt naar", "belangstelling voor"),
    plans=(" wil ", " willen ", " gaat ", " gaan ", " plan ", " zal ", " zullen ", " plant ", " van plan ", " plannen ", " bereidt ", " gepland ", " zou willen ", " beoogt ", " voornemens ", " wenst ", " hoopt ", " biedt ", " bod ", " voorgenomen ", " binnenkort ", " moet ", " voornemen ", " beoogde "),
    announcements=(" kondigt ", " kondigde ", " aangekondigd", " aan te kondigen", " overeengekomen", " bereikte een akkoord", " akkoord ", " bevestigt ", " bevestigde ", " maakt bekend", " maakte bekend", " bekendgemaakt", " tekende ", " getekend", " maakten bekend", " eens geworden"),
    denials=("ontkent", "ontkende", "ontkennen", "ontkend", "spreekt tegen", "sprak tegen", "weerspreekt", "weersprak", "geen plannen", "geen interesse", "niet van plan", "tegengesproken", "wijst van de hand", "sluit uit"),
    failures=("mislukt", "mislukte", "mislukken", "afgeketst", "ketste af", "ketst af", "gaat niet door", "ging niet door", "niet door", "afgeblazen", "blaast af", "blies af", "afgelast", "afgebroken", "stukgelopen", "geklapt", "gestrand", "strandde", "strandt", "afgewezen", "wees af", "wijst af", "verbood", "verboden", "verbiedt", "geblokkeerd", "blokkeerde", "ingetrokken", "trok zich terug", "trekt zich terug", "trok terug", "trok zijn bod", "zag af", "ziet af", "afgezien", "van de baan", "klapte", "stopgezet overleg", "in de ijskast", "uitgesteld", "wilde"),
    stakes=("belang", "aandelen", "procent", "%", "minderheidsbelang", "aandeel"),
    control=("meerderheid", "meerderheidsbelang", "volledig", "alle aandelen", "100 procent", "resterende", "overige", "geheel", "complete", "volledige"),
    partitives=frozenset(["belang", "aandelen", "procent", "%", "meerderheid", "meerderheidsbelang", "minderheidsbelang", "deel", "aandeel", "activiteiten", "tak", "rest"]),
    deal_nouns=("overnamesom", "overnameprijs", "de prijs", "de transactie", "de deal", "de overname", "de ronde", "de investering", "aankoopprijs", "koopsom", "de koop", "met de overname", "met de transactie"),
    not_names=frozenset(["de", "het", "een", "en", "of", "maar", "in", "aan", "op", "bij", "met", "na", "naar", "uit", "voor", "door", "tegen", "om", "over", "onder", "tussen", "tot", "sinds", "van", "is", "zijn", "was", "waren", "wordt", "werd", "worden", "heeft", "hebben", "had", "hij", "zij", "ze", "het", "wij", "we", "ik", "je", "u", "haar", "hun", "ons", "onze", "dit", "dat", "deze", "die", "daar", "er", "hier", "als", "zoals", "toen", "dan", "niet", "geen", "ook", "nog", "al", "wel", "zeer", "meer", "veel", "nieuwe", "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december", "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "okt", "nov", "dec", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "nederland", "nederlandse", "nederlands", "belgië", "belgische", "vlaamse", "duitsland", "duitse", "frankrijk", "franse", "china", "chinese", "japan", "japanse", "amerika", "amerikaanse", "verenigde", "staten", "vs", "us", "eu", "europa", "europese", "britse", "engelse", "zweedse", "israëlische", "indiase", "amsterdam", "rotterdam", "utrecht", "eindhoven", "brussel", "londen", "parijs", "peking", "new", "york", "miljoen", "miljard", "euro", "dollar", "procent", "jaar", "maand", "week", "dag", "ceo", "cfo", "directeur", "voorzitter", "oprichter", "dr", "prof", "drs", "mr", "mevrouw", "meneer", "digitale", "zorg", "gezondheid", "it", "ict", "ai", "e-health", "corona", "covid", "pandemie", "patiënten", "artsen", "klanten", "gebruikers", "mensen", "eerder", "later", "inmiddels", "bovendien", "echter", "daarnaast", "volgens", "daarmee", "eind", "begin", "vorig", "vorige", "vandaag", "gisteren", "recent", "recente", "ronde", "series", "serie", "nieuws", "nieuwe", "lees", "foto", "bron", "reuters", "bloomberg", "fd", "nrc", "nikkei", "bedrijf", "bedrijven", "groep", "startup", "aandelen", "hoewel", "logisch", "bijzonder", "nu", "andere", "techreuzen", "techgiganten", "samen", "met", "name", "ook"]),
    title_nouns=frozenset(["bedrijf", "startup", "start-up", "scale-up", "firma", "aanbieder", "maker", "ontwikkelaar", "platform", "app", "specialist", "verzekeraar", "zorgverzekeraar", "keten", "ziekenhuisketen", "apotheek", "apotheekketen", "concurrent", "rivaal", "dochter", "dochteronderneming", "leverancier", "fabrikant", "organisatie", "groep", "concern", "techreus", "gigant", "investeerder", "investeringsmaatschappij", "participatiemaatschappij", "fonds", "softwarebedrijf", "gezondheidsapp", "zorgbedrijf", "zorggroep", "techbedrijf", "webwinkel", "retailer", "portfoliobedrijf", "conglomeraat", "moederbedrijf", "dienst", "merk", "onderneming", "kliniek", "ziekenhuis", "stichting", "softwareleverancier", "huisartsenketen"]),
)
