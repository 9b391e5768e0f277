"""Sentences that say nothing about the strategy: greetings, "inga synpunkter", "se ovan".

A sentence is without substance only when *all* of it is made of known empty phrases. Whatever is not recognised has
substance: listing a greeting among the points costs a glance, losing a point costs trust.

The phrases are written in a small notation: words parted by spaces, ``a/b`` for either, ``a_b`` for two words, a trailing
``?`` for may be left out, ``*`` for any number of times, and a slot's name in capitals for one of its phrases.
"""

from __future__ import annotations

import re
from functools import cache

# A slot holds one phrase a line, or several parted by "/". Slots are filled from the top: later ones may use earlier.
_SLOTS = {
    "NUMBER": r"\d{1,2}(?:_\d{1,2})?",  # "3.2" reaches the patterns as two words
    "WHICH": "detta/denna/dessa/det_här/den_här/det/den/er/ert/rubricerat/rubricerade/aktuellt/ovanstående",
    "PART": """
        avsnitt/avsnittet/fråga/frågan/frågor/frågorna/del/delen/delar/punkt/punkten/stycke/stycket/område/området
        prioritering/prioriteringen/delprioritering/delprioriteringen/kapitel/kapitlet/text/texten/inledning/inledningen
        förslag/förslaget/underlag/underlaget/remiss/remissen/strategi/strategin/dokument/dokumentet/material/materialet
        utkast/utkastet/ärende/ärendet/analys/analysen/sammanfattande_analysen/mål/målet/målformulering/målformuleringen
        behoven/identifierade_behov/identifierade_behoven/viktiga_aktörer/aktörslistan/listan/listan_över_viktiga_aktörer
        tabellen/aktualiseringen/regionala_utvecklingsstrategin/regional_utvecklingsstrategi/remissvar/inspel
        """,
    "ORGANISATION": r"""
        kommun/kommunen/kommunstyrelsen/region/regionen/länsstyrelsen/förening/föreningen/förbund/förbundet/nätverk
        nätverket/universitet/universitetet/högskolan/\w+verket/\w*myndigheten/\w*nämnden/\w*styrelsen/\w*förvaltningen
        \w*avdelningen/institutionen/institutet/samebyn/\w*utskottet/styrelsen/\w*enheten/bolaget/företaget/ab/organisationen/partiet/\w*rådet/\w*kammaren/byaförening
        """,
    "SUBJECT": r"vi/jag/(?:\w+_){0,4}?ORGANISATION/ORGANISATION_\w+",
    "NOW": "i_övrigt/för_närvarande/i_nuläget/i_dagsläget/just_nu/idag/i_dag/i_detta_skede/dock/här/tyvärr",
    "NOTHING": "inga/inget/ingen/inte_några/inte_något/inte_någon/ej_några",
    "MORE": """
        ytterligare/övriga/övrigt/andra/annat/särskilda/särskilt/egna/egen/specifika/direkta/fler/nya/generella/mer
        övergripande
        """,
    "MATTER": """
        synpunkt/synpunkter/kommentar/kommentarer/inspel/tillägg/åsikt/åsikter/invändning/invändningar/erinran
        erinringar/medskick/anmärkning/anmärkningar/ändringsförslag/yttrande/remissvar
        """,
    "TO_SAY": "att_(?:tillägga|erinra|invända|anföra|kommentera|säga|lägga_till|bidra_med|framföra|lämna|anmärka)",
    "PREPOSITION": "på/mot/i/till/om/för/under/kring/gällande/angående/rörande/över/av/inom/vid",
    "SAID": "(?:redan_)?(?:sagts|nämnts|framförts|skrivits|angetts|anförts)(?:_ovan|_tidigare)?",
    "TAIL": r"""
        PREPOSITION_(?:WHICH_)?PART(?:_NUMBER)?/PREPOSITION_(?:detta|denna|det|den|NUMBER)/NOW/mer/alls/ytterligare/tack
        (?:från|för)_(?:vår|min|egen|kommunens|regionens|föreningens)_(?:sida|del)/ovan
        att_(?:lämna|ge|framföra|tillägga)/utöver_(?:det|detta|ovanstående|det_som_SAID|vad_som_SAID)
        """,
    "GIVE": r"""
        (?:att_)?(?:få_)?(?:lämna|ge|inkomma_med|komma_med|bidra_med|framföra)_(?:våra_|sina_|vårt_|ett_)?MATTER
        (?:att_)?(?:få_)?(?:yttra_oss|yttra_sig|svara|tycka_till|delta|medverka)
        """,
    "ABOVE": "ovan/nedan/ovanstående/tidigare/föregående/förra/tidigare_svar/bilaga/bifogat/bifogad_fil/bifogat_dokument",
    "ANSWER": "svar/svaret/svaren/kommentar/kommentaren/kommentarer/synpunkter/inspel/yttrande/text/texten",
    "WHERE": r"""
        ovan/nedan/(?:på|under|i|till|för|vid)_(?:WHICH_)?(?:tidigare_|föregående_|förra_|första_|andra_|nästa_)?PART(?:_NUMBER)?
        (?:på|under|i|till|för|vid)_(?:ovan|NUMBER)/NUMBER
        """,
    "GREETING": "(?:vänlig|vänliga|bästa|varma|goda)_hälsning(?:ar)?/hälsningar/mvh/vh",
}  # fmt: skip
_PHRASES = (
    # nothing to say
    "nej/ja/inget/inga/ingen/ingenting/intet/noll/na/ok/okej/ej/blank/tom/dito/ditto/idem/vet_ej/vet_inte",
    "x+/inget_svar/ej_besvarad/inte_besvarad/obesvarad",
    "SUBJECT? har/lämnar/ser? NOW? NOTHING MORE* MATTER TAIL*",
    "SUBJECT? har/lämnar? NOW? inga MORE* synpunkter/kommentarer/inspel på/om/kring/gällande/angående/rörande \\w+",
    "SUBJECT? har? NOW? NOTHING/ingenting MORE* TO_SAY TAIL*",
    "SUBJECT? har? inget nytt/särskilt/mer/ytterligare/övrigt TAIL*",
    "NOW har/lämnar SUBJECT NOTHING MORE* MATTER/TO_SAY TAIL*",
    "SUBJECT? avstår/väljer_att_avstå/avböjer från? GIVE/att_kommentera/yttrande? TAIL*",
    "SUBJECT lämnar/har_lämnat WHICH? PART obesvarad/obesvarat/obesvarade",
    "PART/detta/det? är? ej/inte aktuell/aktuellt/relevant/tillämplig/tillämpligt för_oss/för_vår_del/för_vår_verksamhet?",
    "WHICH? PART/detta berör inte/ej oss/vår_verksamhet/vår_organisation",
    # it stands elsewhere
    "se/jfr/hänvisar_till/vi_hänvisar_till/hänvisning_till ABOVE ANSWER/PART? ovan/nedan?",
    "se/jfr/hänvisar_till/vi_hänvisar_till/hänvisning_till även? mitt/vårt/våra/kommunens/tidigare? tidigare? ANSWER WHERE? ovan?",
    "se/jfr/hänvisar_till/vi_hänvisar_till/hänvisning_till även? WHERE ovan?",
    "se/jfr/hänvisar_till/vi_hänvisar_till/hänvisning_till även? PART/ANSWER NUMBER ovan/nedan?",
    "samma/detsamma ANSWER? som ABOVE/WHERE PART?",
    "enligt_ovan/som_ovan/som_tidigare/som_sagt/s_o",
    # courtesy
    "hej/hejsan/hallå/god_dag/goddag/buerie_biejjie/buorre_beaivi/bures på_er/alla/region_\\w+/regionen/\\w+_kommun?",
    "till region_\\w+/regionen/\\w+_kommun",
    "stort/ett_stort/varmt? tack/tackar/SUBJECT_tackar/SUBJECT_vill_tacka så_mycket? på_förhand?",
    "tack/tackar/SUBJECT_tackar/SUBJECT_vill_tacka så_mycket? för möjligheten/tillfället/chansen/inbjudan/ordet/er_tid "
    "GIVE? TAIL*",
    "tack/tackar/SUBJECT_tackar/SUBJECT_vill_tacka så_mycket? för att_vi_får/att_vi_fick/att_jag_får/att_jag_fick "
    "möjlighet/möjligheten/chansen? GIVE TAIL*",
    "med? GREETING",
    "lycka_till med_arbetet/med_fortsatt_arbete/med_det_fortsatta_arbetet/med_strategin?",
    "ha_en? trevlig/glad/skön sommar/midsommar/helg/dag",
    "vi/jag står_gärna_till_förfogande/svarar_gärna_på_frågor/återkommer_gärna vid_behov/vid_frågor?",
    "hör_gärna_av_er/kontakta_oss_gärna/kontakta_gärna_oss/kontakta_mig_gärna vid_behov/vid_frågor?",
    # framing
    "SUBJECT har_tagit_del_av/har_läst/har_gått_igenom/har_mottagit/har_fått WHICH? PART_till_PART/PART på_remiss/för_yttrande? "
    "TAIL*",
    "SUBJECT har_tagit_del_av/har_läst/har_gått_igenom/har_mottagit WHICH? PART_till_PART/PART och har/lämnar? NOTHING "
    "MORE* MATTER/TO_SAY TAIL*",
    "SUBJECT har_beretts/har_fått/har_getts möjlighet/möjligheten/tillfälle GIVE TAIL*",
    "härmed/nedan/här lämnar/lämnas/följer/kommer/översänds/redovisas SUBJECT? våra/vårt/kommunens/föreningens/följande? "
    "MATTER",
    "SUBJECT lämnar/vill_lämna/har/framför följande MATTER",
    "SUBJECT har_behandlat WHICH? PART den_\\d{1,2}_\\w+? och_lämnar_följande_MATTER/och_lämnar_här_sitt_MATTER?",
    "SUBJECT har_tagit_del_av WHICH? PART och begränsar_oss/begränsar_sig/begränsar_sitt_yttrande till PART? NUMBER",
    "SUBJECT begränsar_oss/begränsar_sig/begränsar_sitt_yttrande/begränsar_vårt_yttrande till PART? NUMBER",
    "SUBJECT har_tagit_del_av/har_läst/har_gått_igenom WHICH? PART och lämnar/framför följande MATTER",
    "SUBJECT har_läst WHICH? PART med stort? intresse",
    "SUBJECT har/vill_framföra följande att_anföra/att_säga/att_framföra?",
    "men följande bör_ändras/bör_justeras/vill_vi_framföra/vill_vi_lyfta",
    "men här kommer några/en_del/ett_par tankar/synpunkter/kommentarer/inspel",
    "jag_skriver/jag_svarar/vi_skriver/vi_svarar som enskild/privatperson/enskilda/privatpersoner",
    "kul/roligt/tack_för att_ni_frågar oss?",
    # how to reach the sender; what was personal is masked
    "och? mitt/min/vårt/vår personnummer/telefonnummer/mobilnummer/telefon/mobil/nummer/mejl/mejladress/e_post/e_postadress/adress är "
    "om_ni_vill_kontrollera/om_ni_undrar/vid_frågor/om_det_behövs?",
    "och? ni/du/man når/kan_nå mig/oss på/via telefon/mobil/mejl/e_post/nummer? vid_frågor/vid_behov?",
    "och? jag/vi nås/kan_nås/finns på/via telefon/mobil/mejl/e_post/nummer? vid_frågor/vid_behov?",
    "klicka_för_att_skriva/klicka_eller_tryck_här_för_att_ange_text/click_or_tap_here_to_enter_text",
)
_LONGEST_EMPTY = 40  # words
_LIST_MARK = re.compile(r"\W*(?:\d{1,2}|[a-z])[.)]\W*", re.IGNORECASE)
_CLOSING = re.compile(r"(?:med )?(?:(?:vänliga?|bästa|varma|goda) hälsning(?:ar)?|hälsningar|mvh|vh|/)", re.IGNORECASE)
_ABBREVIATIONS = {"m.v.h": "mvh", "n/a": "na", "ang.": "angående"}


_SLOT_NAME = re.compile(r"[A-Z][A-Z_]*[A-Z]")


def _fill(choices: str, slots: dict[str, str]) -> str:
    """Alternatives parted by ``/`` as one group, with the slots that they name filled in."""
    return "(?:" + _SLOT_NAME.sub(lambda name: slots[name[0]], choices.replace("/", "|")) + ")"


def _slot_patterns() -> dict[str, str]:
    patterns: dict[str, str] = {}
    for name, lines in _SLOTS.items():
        patterns[name] = _fill("/".join(lines.split()), patterns)
    return patterns


def _phrase_pattern(phrase: str, slots: dict[str, str]) -> str:
    return "".join(_element_pattern(element, slots) for element in phrase.split())


def _element_pattern(element: str, slots: dict[str, str]) -> str:
    """It takes the space after it along, so that an element left out leaves no space behind."""
    repeat = _repeat(element)
    return f"(?:{_fill(element.removesuffix(repeat), slots)} ){repeat}".replace("_", " ")


def _repeat(element: str) -> str:
    return element[-1] if element[-1] in "?*" else ""


def _openings(phrase: str) -> list[str]:
    """The elements that a text made of the phrase may begin with: those that may be left out, and the first that may not."""
    openings: list[str] = []
    for element in phrase.split():
        repeat = _repeat(element)
        openings.append(element.removesuffix(repeat))
        if not repeat:
            break
    return openings


_SLOT_PATTERNS = _slot_patterns()
_ORGANISATION_WORD = re.compile(_SLOT_PATTERNS["ORGANISATION"] + r"|\w*(?:förening|klubb|råd|lag)(?:en|et)?")


@cache  # a large pattern: compiled when it is first asked for
def _empty() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(_phrase_pattern(phrase, _SLOT_PATTERNS) for phrase in _PHRASES) + ")+")


@cache
def _opening() -> re.Pattern[str]:
    """What an empty text begins with. Nearly all that is said begins otherwise, which is seen in half of the time."""
    openings = dict.fromkeys(element for phrase in _PHRASES for element in _openings(phrase))
    return re.compile("|".join(_element_pattern(element, _SLOT_PATTERNS) for element in openings))


def has_substance(sentence: str) -> bool:
    """False when nothing in ``sentence`` can be used in a summary; see the module's text for which way it errs."""
    if not any(char.isalnum() for char in sentence) or _LIST_MARK.fullmatch(sentence):
        return False
    plain = _plain(sentence)
    if len(plain.split()) > _LONGEST_EMPTY:
        return True
    return not (_is_signature(sentence) or (_opening().match(plain) and _empty().fullmatch(plain)))


def _plain(sentence: str) -> str:
    """Casefolded words, each with a space after it: punctuation, quotes and list marks gone."""
    text = sentence.casefold().replace("\u00ad", "")
    for short, long in _ABBREVIATIONS.items():
        text = text.replace(short, long)
    return "".join(f"{word} " for word in re.findall(r"\w+", text))


def _is_signature(sentence: str) -> bool:
    """A closing phrase and a name of at most four words: "Med vänlig hälsning, Granviks byaförening"."""
    closing = _CLOSING.match(sentence.strip())
    if closing is None:
        return False
    rest = sentence.strip()[closing.end() :]
    words = re.findall(r"[\w█]+", rest)
    return len(words) <= 4 and all(
        word[0].isupper() or word[0] == "█" or _ORGANISATION_WORD.fullmatch(word.casefold()) for word in words
    )
