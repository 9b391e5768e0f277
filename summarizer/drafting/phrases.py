"""A sender's explicit wish as the phrase that fits after "behov av" and "verka för", by rules: what is asked for stays in the
sender's own words, who asks and how strongly falls away. Sentences that no rule fits are left to the model."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.drafting.finite import FINITE
from summarizer.text.verbs import DEEDS, infinitive
from summarizer.text.wordlist import word_set
from summarizer.text.words import content_stems

Lower = Callable[[str], str]

_ADVERBS = (
    "också även därför dessutom alltså gärna snarast vidare därtill självklart särskilt främst då ju nu fortfarande absolut starkt mycket "
    "uttryckligen hellre"
)
_ADVERB = rf"(?: (?:{'|'.join(_ADVERBS.split())}))*"
_LEAD = re.compile(
    r"^(?:vidare|dessutom|därför|därutöver|slutligen|samtidigt|också|även|likaså|sedan|sen|och|men|därtill|för övrigt|i övrigt|däremot|"
    r"därmed|till sist|en sak till|en annan (?:sak|grej)),? ",
    re.I,
)
_TAIL = re.compile(
    r",? (?:snarare|hellre) än\b.*$|,? (?:i ?stället för|och därefter)\b.*$|,? (?:eftersom|därför att|varför|medan|fast|trots att|även om|annars|utan att|när (?:ni|vi))\b.*$|"
    r", (?:för|så|vilket|och|men|inte|som i|gärna|förslagsvis|åtminstone|alltså|precis|likt|där|i stället för|istället för)\b.*$|"
    r", (?:ungefär|precis|lite|mycket|hellre|om)\b.*$| (?:kan|vill|skulle|har|är|får|kunde) (?:vi|jag|man)\b.*$|"
    r", \w+ (?:\w+ )?(?:är|har|går|kan|ska|finns|får|kommer|blir|kostar|ger|gör|behövs|räcker|fungerar|brukar)\b.*$|[;:].*$| [–(].*$"
)
_WHO = r"(?:[Vv]i|[Jj]ag|[A-ZÅÄÖa-zåäö-]+(?:en|et)|[A-ZÅÄÖ][\wåäö-]+(?: kommun| sameby)?)"
_META = (
    r"(?:tas (?:upp|med)|nämnas|lyftas(?: fram| in)?|räknas (?:in|upp|till|bland)|föras in|läggas (?:till|in)|ingå|finnas med|vara med|prioriteras|framgå|"
    r"anges|inkluderas|omfattas|skrivas in|betonas|synas|stå(?= (?:som (?:ett )?behov|bland behoven)))"
)
_MODAL = r"(?:bör|måste|behöver|ska|skall|borde|skulle behöva)"
_NO_PASSIVE = word_set(
    "finnas hoppas behövas trivas minnas synas kännas lyckas fattas umgås andas strykas kompletteras preciseras nyanseras beskrivas "
    "formuleras uppfattas anses skärpas"
)
_PRESENT = {
    "vara": "är", "få": "får", "kunna": "kan", "finnas": "finns", "ha": "har", "nå": "når", "ges": "ges", "gälla": "gäller", "komma": "kommer",
    "bli": "blir", "gå": "går", "fungera": "fungerar", "stå": "står", "ske": "sker", "tåla": "tål", "följa": "följer", "erbjudas": "erbjuds",
}  # fmt: skip
_INDEFINITE = re.compile(
    r"^(?:en|ett|fler|bättre|mer|ökad[et]?|nya|någon|någon form av|särskilda|gemensamma?t?|separata|säkra|korta|kortare|statliga|regionala?t?|"
    r"lokala|enklare|billigare|tydliga(?:re)?|samordnade?|permanent|gratis|avgiftsfria?|digitala?|utbyggd|trygga?|riktade?|snabba(?:re)?|\w+bara)\b",
    re.I,
)
_DEFINITE_NOUN = re.compile(r"^(?!\w+(?<!nät)het$)[\wåäö-]{3,}(?:[dgklmnprst]en|seln|et|erna|arna|orna|na)s?$")
_REFERS_BACK = re.compile(
    r"\b(?:dem|dom|hon|han|honom|henne|deras|sånt|sådant|sådana?|sån|nån|nåt|typ|denna|dessa|detta|dit|därifrån|allihop|båda|ena|sortens)\b|"
    r"\b(?:den|det)(?=$|,| (?:för|till|med|på|i|av|om|en|är|ut|in|bort|bli|ska|kan))",
    re.I,
)
_NOT_SUBJECT = re.compile(
    r"(?:det|den|de|detta|vi|jag|ni|man|här|där|så|som|i|på|av|för|om|när|bland|vid|beträffande|genom|skriv|målet|texten|strategin|analysen|"
    r"att|behov(?:en|et)|skrivningen|formuleringen|meningen|samma|alla tycker|ingen|inget|inte)\b",
    re.I,
)
_VERB = re.compile(r"\b(?:är|har|finns|vill|ska|bör|måste|kan|att|som vill|tycker|säger|får|behöver)\b|,")
_LISTED = re.compile(
    r"[^,]{3,40}(?:, [^,]{3,40})+ (?:och|samt) [^,]{3,40}"
)  # "övning, larm och reservrutiner på papper"
_ABOUT = re.compile(
    r"^(?:en |ett )?(?:skrivning(?:ar)?|resonemang|beskrivning(?:ar)?|konkreta mål|mål|text|formulering(?:ar)?|behov(?:et)?|mening) "
    r"(?:om|kring|av|för) "
)
_TO_THE_TEXT = re.compile(r"att (?:lägga till|skriva|nämna|komplettera|stryka|ändra|ersätta uppgift\w*)\b")
# How far, how long, how much: that is missing somewhere, but nobody needs it.
_QUANTITY = re.compile(
    r"^(?:\d[\d ,]*|en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+tio|hundra) (?:kilo)?(?:meter|mil|minut\w*|timm\w*|dag|dagar|veck\w*|"
    r"månad\w*|år|procent|kronor|km)\b",
    re.I,
)
_BARE_COMPARISON = re.compile(
    r"\b(?:större|mindre|bättre|sämre|högre|lägre) än \w+$"
)  # what it compares is left behind
_NOT_SO = re.compile(r"^att (?!inget\b|inga\b|ingen\b)(?:\w+ ){1,4}inte\b")  # said against something, not asked for
_OF_WORDING = re.compile(
    r"^att (?:ta bort|stryka|radera) (?:det (?:där|här)|meningen|texten|stycket|raden|punkten|om\b)|^\w+a att\b"
)
_NOT_YET = re.compile(r"\binte (?:när|så länge|förrän|innan)\b", re.I)
_WHOSE = re.compile(
    r"[a-zåäö]{4,}(?:ers|ars|ors|arnas|ernas|ornas|ens|ets|nas) [a-zåäö]+"
)  # "studenters arbetsmiljö" is there already
# "vid macken som lades ner": a place that those who know it know.
_KNOWN_PLACE = re.compile(
    r" (?:vid|på|i|bakom|bredvid) \w+(?:en|et|an) som (?:\w+(?:de|des|te|tes)|lades|stod|låg|fanns|brann)\b.*$"
)
_WORTH = re.compile(r" (?:en|ett|med|kvar|självklar\w*|viktig\w*|rimlig\w*|bra|så|det|de|tydlig\w*)\b")
_PREPOSITION = re.compile(r"(?:med|av|till|för|på|i|om|under|mot|kring|hos|vid)\b")  # what it belongs to is left behind
_THEREFORE = re.compile(
    r", (?:så|därför|varför)(?: att)? (?=\w+ )|; | och därför |\bbehov (?:formulerat|inskrivet|infört): "
)
_AND_WISHES = re.compile(
    r" (?:och|samt) (?=(?:föreslår|anser|önskar|förordar|begär|yrkar|vill) (?:också |även |därför )?(?:att|se)\b)"
)
# "att vidga behovet av laddning till byarna": the need itself is what stands after it.
_OF_NEED = re.compile(
    r"^(?:att behoven? (?:kompletteras|utökas) med |att (?:vidga|bredda|utvidga|utöka|lyfta(?: fram)?|betona|föra in|tillföra|ange|erkänna|se|nämna|lägga till) (?:ett |det |de )?"
    r"behov(?:et|en)? av )(?=\w)"
)
_MODAL_AFTER = re.compile(r" och [^,]*\b(?:ska|bör|måste)\b.*$")
_HAS_FINITE = re.compile(r"^[^,]*\b(?:är|har|ska|kan|får|blir)\b")
_SUBORDINATOR = re.compile(
    r"\b(?:som|där|när|att|så|om|vad|hur|vilk\w+|innan|medan|tills|dit|vem|och|men|eller|varför)\b", re.I
)
_ABOUT_WHAT = re.compile(
    r"^att (?:(?:handla om|gälla|omfatta|inkludera|innefatta|ta upp|nämna|betona|beskriva|uppmärksamma|lyfta(?: fram| in)?) (?=\w)|göra (?=(?:en|ett) )|säga (?=att ))"
)  # what a goal is to be about is the wish
_DOING = re.compile(
    r"(?P<verb>[a-zåäö]{3,}a)ndet av (?P<what>.+)$"
)  # "avskaffandet av turerna" is "att avskaffa turerna"
_MOST_WORDS, _FEWEST_WORDS = 20, 2


def as_need(sentence: str, lower: Lower) -> str | None:
    """ "Därför behövs en gemensam funktion." → "en gemensam funktion"; "Ge bidrag!" → "att ge bidrag"; None when no rule fits.

    ``lower`` takes the capital from a phrase that began a sentence, unless it is a name.
    """
    text = _LEAD.sub("", " ".join(sentence.split())).rstrip(".! ").strip()
    if not text or text.endswith("?"):
        return None
    text = text[0].upper() + text[1:]
    for rule in (_needed, _added, _wished_clause, _wished, _would, _kept, _meta, _passive, _active, _gets, _imperative):
        phrase = rule(text, lower)
        if phrase is not None:
            return tidied(phrase)
    return None


def clauses(sentence: str) -> list[str]:
    """The sentence, and what comes after a reason in it, or what its sender wants besides: "Kontoret är stängt, så telefon och besök
    måste finnas."."""
    after = [sentence[match.end() :] for match in _THEREFORE.finditer(sentence)]
    return [sentence, *after, *(f"Vi {sentence[match.end() :]}" for match in _AND_WISHES.finditer(sentence))]


def need_of_clause(clause: str, lower: Lower) -> str | None:
    """The same for what stands after "anser att": "fritidsgårdarna bör rustas" → "att rusta fritidsgårdarna"."""
    phrase = _clause(clause, lower, modal=True)
    return tidied(phrase) if phrase is not None else None


def tidied(phrase: str) -> str | None:
    """The phrase without reasons and places that only some know; None when it is too short, too long or leans on what is not there."""
    about = _ABOUT_WHAT.sub("", phrase)
    phrase = f"insatser för {about}" if about != phrase and _DEFINITE_NOUN.match(about.split(" ")[0]) else about
    phrase = re.sub(r" som (?:ett )?(?:identifierat )?behov$", "", phrase)
    phrase = _OF_NEED.sub("", _KNOWN_PLACE.sub("", _TAIL.sub("", phrase)).strip(" ,"))
    if any(pattern.search(phrase) for pattern in (_QUANTITY, _NOT_YET, _BARE_COMPARISON, _NOT_SO, _OF_WORDING)):
        return None
    words = len(phrase.removeprefix("att ").split())
    if re.search(r"\bvore\b|\b(?:till|bland) behoven\b|[”\"»]", phrase) or _PREPOSITION.match(phrase):
        return None  # what somebody thinks of it, not what is asked for
    fits = _FEWEST_WORDS <= words <= _MOST_WORDS and len(content_stems(phrase)) > 1 and not _TO_THE_TEXT.match(phrase)
    return phrase if fits and not _REFERS_BACK.search(phrase) else None


def _needed(text: str, lower: Lower) -> str | None:
    """Det behövs X; det som behövs är X; X är vad som behövs."""
    match = re.match(
        rf"(?:det |här |där |i dag |hos oss )?(?:behövs|krävs|fattas|saknas)(?: det)?{_ADVERB} (?P<x>(?!(?:att|för|inte|när|om|i|på|av|hos)\b)\w.+)$",
        text,
        re.I,
    ) or re.match(r"(?:det|vad) som (?:behövs|saknas|fattas|krävs)(?: i dag)? är (?P<x>.+)$", text, re.I)
    if match:
        return _noun_phrase(match["x"], lower)
    match = re.match(r"(?P<x>.+?) är (?:det|vad) som (?:behövs|saknas|krävs)\b", text, re.I)
    return _noun_phrase(match["x"], lower) if match else None


def _added(text: str, lower: Lower) -> str | None:
    """Lägg till X; behoven bör omfatta X."""
    match = re.match(
        rf"(?:(?:Lägg|Skriv|För|Ta|Få){_ADVERB} in|Lägg{_ADVERB} till|Komplettera{_ADVERB} med|Ta{_ADVERB} med)(?: även| också)? (?P<x>.+)$",
        text,
    ) or re.match(
        rf"(?:Målet|Målformuleringen|Behoven|Strategin|Listan med behov) {_MODAL}{_ADVERB} "
        r"(?:lyda|gälla|omfatta|innehålla|säga|ange|slå fast|uttrycka|ta upp|nämna|innefatta|kompletteras med|uppmuntra|bekräfta|erkänna|lyfta(?: fram)?)(?: också| även)? (?P<x>.+)$",
        text,
    )
    if match is None:
        return None
    thing = re.sub(
        r" (?:i|till|bland) (?:målet|strategin|texten|analysen|behoven|listan|planen)$", "", match["x"].strip(" ,")
    )
    if match["x"].startswith("att "):
        # "Behoven bör omfatta att …" asks for it; "lägg till att …", "målet bör bekräfta att …" say what is so.
        asks = re.search(
            r"\b(?:omfatta|innehålla|innefatta|kompletteras med|säga|ange|slå fast|uttrycka)\b",
            text[: match.start("x")],
        )
        return _clause(match["x"].removeprefix("att "), lower, modal=asks is None)
    return _noun_phrase(thing, lower)


def _wished(text: str, lower: Lower) -> str | None:
    """Vi efterfrågar X; vidare efterlyser rådet X."""
    match = (
        re.match(
            rf"{_WHO} (?:vill{_ADVERB} (?:se|ha(?: med)?)|ser{_ADVERB} (?:ett |stora? )?behov av|efterfrågar|efterlyser|önskar|saknar|behöver|ser{_ADVERB} gärna|"
            rf"skulle (?:gärna )?(?:behöva|vilja (?:se|ha))|föreslår|förordar|kräver|begär|rekommenderar){_ADVERB} (?P<x>.+)$",
            text,
        )
        or re.match(
            r"(?:Önskemål|(?:Vårt|Mitt) önskemål|Förslag|(?:Vårt|Mitt) förslag|Önskas|(?:Vår|Min) rekommendation|Behov)(?: är)?(?::| ) ?(?P<x>(?:en|ett|fler|bättre|mer) .+)$",
            text,
        )
        or re.match(
            rf"(?:Efterfrågar|Efterlyser|Önskar|Behöver|Föreslår|Förordar|Saknar) {_WHO}{_ADVERB} (?P<x>.+)$", text
        )
    )
    if (
        match is not None
        and re.match(r"att \w+a\b", match["x"])
        and re.search(r"behov av$", text[: match.start("x")].strip())
    ):
        return match["x"]
    if match is None or re.match(
        r"(?:att|inte|se|ha|inget|ingen|inga|komma|få|kunna|vara|tillägget)\b", match["x"], re.I
    ):
        return None
    return _noun_phrase(match["x"], lower)


def _wished_clause(text: str, lower: Lower) -> str | None:
    """Vi vill att X görs; kommunen anser att X bör göras; skriv att X ska göras."""
    match = re.match(
        rf"(?:{_WHO}(?: kommun)? )?(?P<verb>[Vv]ill|[Öö]nskar|[Ff]öreslår|[Ff]örordar|[Yy]rkar|[Aa]nser|[Mm]enar|[Kk]räver)(?: {_WHO})?{_ADVERB} "
        r"att (?P<x>.+)$",
        text,
    ) or re.match(rf"(?P<verb>Skriv){_ADVERB}(?: till)? att (?P<x>.+)$", text)
    if match is None:
        return None
    modal = match["verb"].casefold() in ("anser", "menar", "skriv")
    return _clause(match["x"], lower, modal)


def _clause(clause: str, lower: Lower, modal: bool = False) -> str | None:
    """What stands after "vill att": as an infinitive when it says what should be done, else as it is. ``modal``: only the first."""
    thing = re.match(
        r"(?:strategin|målet|texten) (?:även |uttryckligen )?(?:(?:ska|bör) omfatta|omfattar) (?:även )?(?P<x>.+)$",
        clause,
    )
    if thing:
        return _noun_phrase(thing["x"], lower)
    for rule in (_meta, _passive, _active, _listed_as):
        phrase = rule(clause, lower)
        if phrase is not None:
            return phrase
    if modal or re.search(rf"\b(?:{_MODAL[3:-1]}|vi|inte|målet|strategin|texten|”)\b|”", clause):
        return None
    return f"att {clause}" if re.search(r"\b\w+[sr]\b", clause) else _noun_phrase(clause, lower)


def _would(text: str, lower: Lower) -> str | None:
    """En gemensam verkstad vore en bra investering."""
    match = re.match(r"(?P<x>.{8,140}?),? (?:vore|skulle (?!behöva|vilja|märkas)\w+|hade varit)\b", text)
    return lower(match["x"].strip(" ,")) if match and _INDEFINITE.match(match["x"]) else None


def _kept(text: str, lower: Lower) -> str | None:
    """Papper och telefon måste finnas kvar → att behålla papper och telefon."""
    match = re.match(
        rf"(?P<x>.{{4,90}}?) {_MODAL}{_ADVERB} (?:(?:finnas|vara|få finnas|få vara) kvar|bevaras|behållas)\b", text
    )
    if (
        match is None
        or _NOT_SUBJECT.match(match["x"])
        or re.search(r"\b(?:är|har|vill|som vill|tycker|säger)\b", match["x"])
    ):
        return None
    return f"att behålla {lower(match['x'])}"


def _meta(text: str, lower: Lower) -> str | None:
    """X bör nämnas: there is a need of X, or of measures for it when it is something definite."""
    match = re.match(rf"(?P<x>.{{4,120}}?) {_MODAL}{_ADVERB} {_META}(?! som (?!(?:ett )?behov))\b", text)
    return _noun_phrase(match["x"], lower) if match and not _bad_subject(match["x"]) else None


def _listed_as(text: str, lower: Lower) -> str | None:
    """Hot och våld läggs till → hot och våld."""
    match = re.match(
        r"(?P<x>.{4,120}?) (?:läggs till|läggs in|tas upp|tas med|nämns|skrivs in|lyfts(?: fram| in)?|förs in|inkluderas)\b",
        text,
    )
    return _noun_phrase(match["x"], lower) if match and not _bad_subject(match["x"]) else None


def _passive(text: str, lower: Lower) -> str | None:
    """Ladorna måste målas om → att måla om ladorna."""
    match = re.match(
        rf"(?P<x>.{{3,90}}?) {_MODAL}{_ADVERB} (?P<verb>[a-zåäö]+as)\b(?P<particle>(?: (?:om|upp|in|ut|av|ned|bort)\b|(?<=läggas) till\b)?)(?P<rest>.*)$",
        text,
    )
    if match is None or match["verb"] in _NO_PASSIVE or _bad_subject(match["x"]):
        return None
    particle, rest = match["particle"], match["rest"]
    if match["verb"] in ("ersättas", "bytas"):  # what is replaced "av" something is to be replaced "med" it
        particle, rest = "", re.sub(r"^ av\b", " med", f"{particle}{rest}")
    return f"att {match['verb'][:-1]}{particle} {lower(match['x'])}{rest}"


def _active(text: str, lower: Lower) -> str | None:
    """Kvällar måste få fler avgångar → att kvällar får fler avgångar."""
    match = re.match(rf"(?P<x>.{{3,70}}?) {_MODAL}{_ADVERB} (?P<verb>[a-zåäö]+)\b(?P<rest>.*)$", text)
    if (
        match is None
        or match["verb"] not in _PRESENT
        or _bad_subject(match["x"])
        or re.match(r" \w+(?:ts|tts|it|at|tt)\b", match["rest"])
        or (match["verb"] == "vara" and _WORTH.match(match["rest"]))
    ):
        return None
    rest = _MODAL_AFTER.sub("", re.sub(r"\b(?:ska|bör|måste) kunna\b", "kan", match["rest"]))
    return f"att {lower(match['x'])} {_PRESENT[match['verb']]}{rest}"


def _gets(text: str, lower: Lower) -> str | None:
    """Handledare behöver ersättning → att handledare får ersättning."""
    match = re.match(
        rf"(?P<x>[^,]{{3,60}}?) behöver{_ADVERB} (?P<thing>(?:(?:en|ett|fler|bättre|mer|tydliga?|stabila?t?|ökad|egen|rätt) \w.*|"
        r"\w+(?:ning|else|het|stöd|tid|resurser|medel|hjälp|utrymme)\b.*))$",
        text,
    )
    if match is None or _bad_subject(match["x"]) or _HAS_FINITE.search(match["thing"]):
        return None
    return f"att {lower(match['x'])} får {match['thing']}"


def _imperative(text: str, lower: Lower) -> str | None:
    """Ge bidrag till målning! → att ge bidrag till målning."""
    match = re.match(rf"(?P<verb>[A-ZÅÄÖ][a-zåäö]+){_ADVERB} (?P<rest>.+)$", text)
    if match is None or match["verb"].casefold() not in DEEDS:
        return None
    if match["verb"] == "Lägg" and not re.match(r"(?:ned|ner|om|ut|upp)\b", match["rest"]):
        return None
    if re.match(r"(?:inte|och|i stället|till|för|åt|av|i)\b", match["rest"]):
        return None
    if re.match(r"(?:\w+ ){1,2}(?:finns|är|var|har|hade|blir|blev|ligger|ska|kan|får)\b", match["rest"]):
        return None  # "Öppna förskolan finns kvar" tells of one that is open
    rest = _TAIL.sub("", match["rest"])
    told = FINITE.search(rest)
    if told is not None and not _SUBORDINATOR.search(rest[: told.start()]):
        return None  # "Öppna hus hos företagen, med boende, har gett mer": the verb is another
    if re.search(r", \w+a\b.* (?:sen|sedan|först)$", match["rest"]):
        return None  # "bygg nätet först, prata bilar sen" is an order of things, not one thing
    rest = re.sub(
        r"\b(och|eller) (\w+)\b", lambda m: f"{m[1]} {infinitive(m[2]) if m[2] in DEEDS else m[2]}", match["rest"]
    )
    return f"att {infinitive(match['verb'].casefold())} {rest}"


def _noun_phrase(text: str, lower: Lower) -> str | None:
    """The phrase as it stands after "behov av". A definite thing already exists: what is needed is measures for it."""
    text = lower(_ABOUT.sub("", re.sub(r"^(?:också|även|därför|gärna|bara|främst) ", "", text.strip(" ,"))))
    if re.match(r"att \w+a\b(?! (?:är|har|ska|bör))", text):
        return text
    if text.startswith("att "):
        return _clause(text.removeprefix("att "), lower)
    if re.match(r"(?:vad|hur|om|när|det|den som|de som|vi|inte|som|bara|samtidigt|alla|andelen|antalet)\b", text, re.I):
        return None
    if deed := _DOING.match(text):
        return f"att {deed['verb']} {deed['what']}"
    first = text.split(" ")[0]
    definite = first in ("den", "de") or (
        _DEFINITE_NOUN.match(first) and not _INDEFINITE.match(text) and len(first) > 5
    )
    return f"insatser för {text}" if definite or _WHOSE.match(text) else text


def _bad_subject(text: str) -> bool:
    listed = _LISTED.fullmatch(text)
    plain = text.replace(",", "") if listed else text
    return bool(_NOT_SUBJECT.match(text) or _VERB.search(plain)) or len(text.split()) > (12 if listed else 9)
