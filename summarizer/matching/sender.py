"""Who sent it: respondent type and the key that one organisation has in all its spellings, by rules."""

from __future__ import annotations

import re
import unicodedata

from summarizer.records import RespondentType

# In order: the first rule that fits decides. "*" stands for the rest of a word.
_WORDS: tuple[tuple[RespondentType, str], ...] = (
    (
        "region_myndighet",
        "samordningsförbund* kommunalförbund* räddningstjänst* folkhälsoråd* *arkiv *arkivet hälsocentral* *delegation* *kansliet "
        "energikontor* samverkansråd* kompetensråd* länsråd* *vårddistrikt sjukvård*",
    ),
    (
        "näringsliv",
        "företagarförening* företagarring* företagarkrets* *företagarna skogsägar* lantbrukar* sparbank* *banken bank *åkeri *hotell *hotellet *mekaniska",
    ),
    (
        "civilsamhälle",
        "folkhögskol* studieförbund* hyresgästförening* elevkår* studentkår* elevråd* *nätverk *nätverket fack facklig* "
        "*vänner *vännerna hyresgäster* *facken *fackens *kretsen *ringen *klubbar *klubbarna ungdomsfullmäktige ik friluftsråd* funktionsrätt* *pensionär* *anhöriga *anhörigas *scout* *jour *jouren *samfällighet* fiskevårdsområde* "
        "*fiskevårdsområde byaråd* *ungdomsråd* *främjarna *främjandet bygdegård* *gille *gillet *logen *kollektiv *kollektivet",
    ),
    ("kommun", "kommun kommunen kommuns kommunens kommunstyrelse* kommunfullmäktige kommunledning* *kommun stad"),
    (
        "akademi",
        "*universitet* *högskola* *forskning* *forskar* slu rise akademi akademin *institutet lärcentrum* forskningsråd*",
    ),
    (
        "näringsliv",
        "ab hb kb aktiebolag* handelsbolag* *bolag *bolaget *företag *företaget *företagen *företagare *företagarna "
        "*näringsliv* *bransch* handelskammar* konsult* *industri *industrin *industrier *industrierna lrf almi",
    ),
    (
        "region_myndighet",
        "region regionen regionala regions *regionen länsstyrelse* *verket *verk *myndighet* *kommission* *inspektion* "
        "*domstol* polis polisen arbetsförmedling* försäkringskassa* *styrelsen *nämnden sametinget statens "
        "*teatern *museet *museum *tillsyn *tillsynen *förvaltning *förvaltningen *stab *staben *enhet *enheten *sjukhus *sjukhuset vårdcentral* "
        "landsting* folktandvård* primärvård*",
    ),
    (
        "civilsamhälle",
        "*förening *föreningen *föreningar *föreningarna *förbund *förbundet ideell ideella *stiftelse* *rörelse "
        "*rörelsen *klubb *klubben if *sällskap *sällskapet byalag* *församling* *stift samfund* *nätverk *nätverket "
        "*rådet hembygd* unionen kommunal saco tco *kyrka *kyrkan *parti *partiet *distrikt *distriktet *forum *gruppen "
        "*nätet sameby samebyn *facket *samråd *råd *scenen *cirkeln *kören",
    ),
    ("kommun", "*skola *skolan *skolor förskol* gymnasi* *boende *boendet *fritidsgård*"),
    (
        "näringsliv",
        "*bageri *bageriet *redovisning *revision *entreprenad* *entreprenör* *maskiner *frakt *transport *transporter *snickeri "
        "*verkstad *bygg *städ *restaurang *krog *café *kafé *camping *turism *fiskecamp *livs *handlarna ica coop *teknik "
        "*datacenter *fastigheter *energi *gruvan *plåt *kooperativ* *rederi *taxi *förlag *reklam *arkitekter gräv",
    ),
)
_RULES = tuple(
    (kind, re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words.split()) + r")\b"))
    for kind, words in _WORDS
)
_PHRASES: tuple[tuple[str, RespondentType], ...] = (
    ("ekonomisk förening", "näringsliv"), ("ekonomiska förening", "näringsliv"), ("ek. för", "näringsliv"),
    ("röda korset", "civilsamhälle"), ("rädda barnen", "civilsamhälle"), ("institutionen för", "akademi"),
)  # fmt: skip
_PRIVATE = re.compile(r"\b(?:privatperson\w*|medborgare|enskild\w*|boende i|invånare)\b", re.IGNORECASE)
_NONE = re.compile(r"\W*(?:ingen|inget|nej|saknas|x|n/?a|ej aktuellt|privat)?\W*", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÅÄÖÉ][\w-]+\s+){1,3}(?:(?:af|av|von|de)\s+)?[A-ZÅÄÖÉ][\w-]+")
# Two words with capitals are a person when the first is a common given name or the last sounds like a family name.
_GIVEN = re.compile(
    "adam|agneta|albin|alexander|alice|alma|amanda|anders|andreas|anette|anita|ann|anna|anneli"
    "|annika|anton|arne|arvid|astrid|axel|barbro|bengt|berit|birgitta|björn|bo|britt|camilla|carina"
    "|carl|caroline|cecilia|charlotte|christer|christian|christina|daniel|david|dennis|ebba|eila|elin"
    "|elisabet|elisabeth|ella|ellen|elsa|emelie|emil|emma|erik|erika|eva|evelina|evert|filip"
    "|fredrik|frida|gabriel|gerd|gun|gunilla|gunnar|gustav|göran|hanna|hans|harald|helen|helena"
    "|henrik|hugo|håkan|ida|inga|ingegerd|inger|ingrid|isabella|jakob|jan|jenny|jens|jessica|joakim"
    "|johan|johanna|johannes|john|jon|jonas|jonathan|josefin|julia|jörgen|karin|karl|katarina"
    "|kenneth|kent|kerstin|kim|kjell|klara|kristian|kristina|kristoffer|lars|lena|leif|lennart|leo"
    "|linda|linn|linnea|lisa|liv|louise|lucas|ludvig|magnus|maj|maja|malin|marcus|margareta|maria"
    "|marianne|marie|markus|martin|mats|matilda|mattias|mia|mikael|mikaela|moa|mohamed|monica|märta"
    "|niklas|nils|nina|nora|olivia|olle|olof|oscar|oskar|ove|patrik|pernilla|per|peter|petra|pia"
    "|pontus|rasmus|rebecka|rickard|robert|robin|roger|roland|rolf|ronja|rut|sara|sebastian|simon"
    "|siv|sofia|sofie|solveig|stefan|stig|stina|sture|sven|svante|therese|thomas|tobias|tomas|tommy"
    "|tor|torbjörn|tove|ulf|ulla|ulrika|vera|veronica|victor|viktor|viktoria|vilma|wilhelm|yngve"
    "|yvonne|åke|åsa|örjan|östen"
)
_FAMILY = re.compile(
    r"(?:sson|sdotter|ström|berg|lund|gren|[kq]vist|stedt|dahl|holm|strand|mark|lind|blad|man|nen|ius|ell|höök|"
    r"hagen|fors|ås|ek|son|sen)$"
)
_HOSTS: tuple[tuple[str, RespondentType], ...] = (
    (r"(?:^|\.)(?:umu|slu|ltu|kth|liu|uu|gu|su|lu|ri)\.se$", "akademi"),
    (r"kommun\.", "kommun"),
    (r"lansstyrelsen|verket\.se$|styrelsen\.se$|region|(?:^|\.)polisen\.se$", "region_myndighet"),
)
_SELF = re.compile(
    r"\b(?:vi på|vi i|vi som|yttrande från|svar från|synpunkter från|inspel från)\s+([^.,\n]{3,60})", re.IGNORECASE
)
_CONNECTING = {"i", "och", "the", "för", "av", "vid"}
_KINDS = {
    "kommun",
    "kommuner",
    "kommunen",
    "kommuns",
    "kommunens",
    "region",
    "regionen",
    "ab",
    "hb",
    "kb",
    "aktiebolag",
}


def respondent_type(organisation: str, email: str, free_text: str = "") -> RespondentType:
    """The kind of sender, by what the organisation calls itself, else its address, else how the text speaks of itself.

    A person can correct it; "okänd" is the answer when nothing tells.
    """
    name = clean_name(organisation)
    if _NONE.fullmatch(name) or _PRIVATE.search(name):
        return _from_text(free_text) or "privatperson"
    found = _by_rules(name)
    if found is not None:
        return found
    if is_person(name):
        return "privatperson"
    host = email.rpartition("@")[2].strip().casefold()
    by_host = next((kind for pattern, kind in _HOSTS if host and re.search(pattern, host)), None)
    return by_host or _from_text(free_text) or "okänd"


def is_person(name: str) -> bool:
    """Whether a name reads as a person's: ``Anna-Karin Exempel``."""
    if not _NAME.fullmatch(name) or name.isupper():
        return False
    words = name.casefold().split()
    return _GIVEN.fullmatch(words[0].split("-")[0]) is not None or _FAMILY.search(words[-1]) is not None


def is_organisation(name: str) -> bool:
    """Whether a name holds a word that only organisations have."""
    return _by_rules(clean_name(name)) is not None


def _by_rules(name: str) -> RespondentType | None:
    key = name.casefold()
    phrase = next((kind for words, kind in _PHRASES if words in key), None)
    return phrase or next((kind for kind, pattern in _RULES if pattern.search(key)), None)


def _from_text(text: str) -> RespondentType | None:
    """``Yttrande från Granviks kommun``: only words about the sender itself tell anything."""
    said = _SELF.search(text[:2000])
    return _by_rules(said[1]) if said else None


def clean_name(name: str) -> str:
    """An organisation's name on one line, without quotes and doubled spaces."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", name)).strip(" \t\"”“'.,;:")


def organisation_key(name: str) -> str:
    """The same key for one organisation in all its spellings: case, dashes, order and genitive -s do not matter.

    >>> organisation_key("Granviks kommun") == organisation_key("GRANVIK KOMMUN") == organisation_key("Kommunen Granvik")
    True
    """
    words = re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold())
    own = [w for w in words if w not in _KINDS and w not in _CONNECTING] or words
    municipal = any(w.startswith("kommun") for w in words)
    bare = [w[:-1] if municipal and len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in own]
    kind = "kommun" if municipal else "region" if {"region", "regionen"} & set(words) else ""
    return " ".join([*bare, *([kind] if kind and kind not in bare else [])])
