"""A sender's sentence in indirect speech ("att …"): by rule where Swedish word order allows it, else by the model, checked.

A main clause with its subject first becomes a subordinate one by moving the sentence adverb before the verb
("X är inte Y" → "att X inte är Y"). Sentences that begin otherwise, or that speak of "vi", are for the model.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from summarizer.llm import Request
from summarizer.llm.prompts import Prompt
from summarizer.summary.demands import begins_with_demand, demanded, listed
from summarizer.summary.faults import FINITE, VERB, WORD, joins_badly, loses_words
from summarizer.text.dialect import DIALECT
from summarizer.text.wordlist import word_set
from summarizer.verification import DEFAULT, Thresholds, true_rewrite

Generate = Callable[[Request], str | None]  # None: cut off or empty

_OPINION = re.compile(
    r"^(?:vi|jag|kommunen|föreningen|regionen|myndigheten|företaget)\s+"
    r"(?P<verb>anser|tycker|menar|vill|tror|ser|föreslår|önskar|konstaterar|noterar|påpekar|understryker|bedömer|upplever|"
    r"framhåller|instämmer i)\s+(?:(?:också|även|dessutom|därför|gärna|dock|bestämt|framhålla|understryka|betona|påpeka|lyfta)\s+)*"
    r"att\s+(?P<rest>.+)$",
    re.I | re.S,
)
_OWN_VERBS = word_set("menar vill föreslår önskar konstaterar noterar påpekar understryker bedömer framhåller")
_WISHES = word_set("vill önskar föreslår")
_MODAL = re.compile(r"\b(?:måste|bör|borde|ska|skall|behöver)\b")
_LEANS_BACK = re.compile(
    r"^(?:det(?:ta)?|den(?:na)?|de(?:ssa)?|dom|han|hon|sådana?) (?!är (?:viktigt|bra|rimligt|orimligt|fel|dags)|behövs|saknas|finns|krävs|går)|"
    r"\b(?:det|den|dem|dom|dit|där|detta|dessa|denna|sådana?|sånt|så)$|^\S+ \S+ då |\bför det\b|\b(?:detta|det här) (?:med|i|på|till|för|och|som)\b",
    re.I,
)
_SPLICE = re.compile(
    r"\b(?:är|blir|var) \w+(?: \w+){0,3}, \w+(?:a|na|iga)? \w+ och \w+$"
)  # "är farlig, spåriga backar och bilar"
_CONNECTOR = re.compile(r"^(?:men|och|samt|dessutom|vidare)\s*,?\s+(?=\w)", re.I)
_FRONTED = word_set(
    """
    att i på för med utan vid från till inom under efter före genom mellan enligt trots hos av om när eftersom medan sedan då där
    här nu idag ofta därför dessutom dock däremot också även inte aldrig kanske framför särskilt samtidigt istället varför hur
    vad vilka vilken vilket vem så ändå annars ur bland utöver förutom likaså tyvärr naturligtvis exempelvis hittills tidigare
    förr just bara endast mot över runt kring längs sen redan först sist snart många gånger ibland dessa såväl både
    lägg ta stryk skriv bygg utred låt ge se inför säkra sätt byt ändra komplettera förtydliga nämn lyft prioritera satsa rusta
    utveckla stärk öka minska sänk höj skapa behåll bevara ordna gör håll kräv uppdatera flytta formulera beskriv redovisa följ
    tänk glöm laga slå samla använd ersätt bredda betona tillför ställ börja sluta stoppa peka
    är har kan ska skall bör finns borde måste får vill saknar anser tycker menar föreslår undrar tack hej
    """
)
_FIRST_PERSON = re.compile(r"\b(vi|oss|vår|vårt|våra|jag|mig|min|mitt|mina|ni|er|ert|era|du|dig|din|ditt|dina)\b", re.I)
# Other verbs than those that the rules turn round: enough to see that a line is no list.
_DOES = re.compile(
    r"\b(?:sparar|väntar|hjälper|köper|säljer|betalar|söker|letar|förlorar|tjänar|räknar|mäter|når|täcker|löser|läser|lär|utbildar|anställer|"
    r"jobbar|sitter|känner|vågar|hinner|orkar|använder|delar|samlar|drar|växlar|halverar|kortar|räddar|stänger|öppnar|kör|åker|reser|"
    r"pendlar|föder|skickar|hämtar|lämnar|hittar|vinner|höjer|sänker|gynnar|skadar|stör|hotar|kompletterar|ersätter|"
    r"stöds|görs|ses|sköts|ges|sätts|hålls|delas|drivs|skrivs|stängs|lagas|löses)\b"
)
_ADVERB = re.compile(
    rf"^(?P<subject>[^,;:]*?)\s(?P<verb>{FINITE})\s(?P<adverb>inte (?:längre|heller|ens|själva?|bara|enbart|endast)|inte|aldrig|alltid|redan|ofta|fortfarande|ännu|sällan|hellre|gärna|numera|knappast|knappt)\b"
)
_LOOSE = re.compile(
    rf"(\s(?:{FINITE}))\s(?:därför|dock|däremot|dessutom|också|alltså|ju|nog|faktiskt|för övrigt|i övrigt|tydligen)\b"
)
# Linking words, which the model leaves where no clause has them.
_LINKS = re.compile(r"\b(?:däremot|dock|därutöver|därtill|dessutom)\b", re.I)
# An object in front: "Kortare arbetstid kan inte små företag bära."
_OBJECT_FIRST = re.compile(
    r"\b(?:kan|kunde|ska|skall|bör|måste|får|vill) inte (?!(?:längre|heller|ens|alltid|bara|enbart|själva?|så) )"
    r"[^\W\d_]*[^\W\d_aåeouysi] [^\W\d_]+a\b",
    re.I,
)
_SUPINE = re.compile(r"[^\W\d_]+(?:at|it|tt)", re.I)
_SPLICED_DEMAND = re.compile(
    r", (?:lägg|ta|stryk|skriv|bygg|ändra|ge|se|inför|säkra|sätt|byt|komplettera|höj|sänk|gör|låt)\b", re.I
)
_SUBORDINATE = re.compile(r"\b(som|att|om|när|där|hur|vad|vem|eftersom|vilket|vilka)\b")
# What the model may add when it turns a sentence round; any other word must stand in the sentence in the same form.
_MAY_ADD = word_set(
    """
    att de dem deras det den detta en ett är inte någon något några ha har bör ska måste kan och eftersom enligt i om av på för
    saknas läggas till strykas nämnas tas bort behövs finns där som ut upp
    """
)
_JOINS = word_set("och men samt eller så som att när om där eftersom medan utan")
_EXPLETIVE = re.compile(
    r"^(?:\S+ ){1,4}(bor|finns|går|kommer|står|ligger|sker|blir|saknas|behövs|krävs|fattas|bodde|fanns|stod|byggs|pågår) det\b"
)
_VERB_LAST = re.compile(
    r"\b(?:det|den|de) (?!inte|ofta|också|redan|mesta|enda|första)\w+(?:igt|iga|ig|bart|bara|samt|samma) (?:är|var|blir)\b"
)  # "att det tillräckligt är"


@dataclass(frozen=True)
class Retelling:
    """What a sender thinks, asks for or names. ``verb`` is the sender's own ("föreslår att"); "" leaves it to the stance."""

    text: str
    origin: Literal["rule", "model"]
    verb: str = ""


def retell(
    sentence: str,
    prompt: Prompt,
    generate: Generate,
    known: Collection[str] = (),
    thresholds: Thresholds = DEFAULT,
    question: str = "",
    turns_we: bool = True,
) -> Retelling | None:
    """The sentence in indirect speech; None when it can only be quoted. ``question``: the part of the template it answers;
    ``turns_we``: does the model retell "vi" as "de"?"""
    line = _line(sentence)
    if line is None:
        return None
    by_rules = _by_rules(line, known, question)
    if by_rules is not None or (_FIRST_PERSON.search(line) and not turns_we):
        return by_rules
    return _by_model(sentence, prompt, generate, thresholds)


def retell_by_rules(sentence: str, known: Collection[str] = (), question: str = "") -> Retelling | None:
    """The same without a model."""
    line = _line(sentence)
    return None if line is None else _by_rules(line, known, question)


_MARK = re.compile(
    r"\[\d+\]"
)  # a sender's, which must not look like a citation of ours: quoted, it stands within quotation marks


def _line(sentence: str) -> str | None:
    """The sentence on one line; None when it cannot be told apart from what stands around it."""
    line = _CONNECTOR.sub("", re.sub(r"\s+", " ", sentence).strip().rstrip(".! "))
    unfit = (_SPLICE, _MARK, DIALECT)  # what is said as people talk is quoted as it stands
    return None if not line or leans_back(line) or any(pattern.search(line) for pattern in unfit) else line


def leans_back(line: str) -> bool:
    """Does the sentence speak of something that only the sentence before it names?"""
    return _LEANS_BACK.search(line) is not None


def _by_rules(line: str, known: Collection[str], question: str) -> Retelling | None:
    told = VERB.search(line) or _DOES.search(line) or _FIRST_PERSON.search(line) or re.search(r"\binte\b", line)
    named = None if told else listed(line, question)  # a list, no sentence
    if named is not None:
        return Retelling(_small(named.text, known) if named.opens else named.text, "rule", named.verb)
    opinion = _OPINION.match(line)
    if opinion:
        rest, verb = opinion["rest"], opinion["verb"].casefold()
        whole = not _FIRST_PERSON.search(rest) and len(rest.split()) > 3
        if verb in _WISHES and _MODAL.search(rest):
            verb = "anser"  # "vill framhålla att det måste …" wishes nothing
        return Retelling(rest, "rule", f"{verb} att" if verb in _OWN_VERBS else "") if whole else None
    if begins_with_demand(line):
        asked = demanded(line) if not _FIRST_PERSON.search(line) else None
        return Retelling(asked, "rule", "anser att") if asked else None
    clause = by_rule(line, known)
    return Retelling(clause, "rule") if clause else None


def _by_model(sentence: str, prompt: Prompt, generate: Generate, thresholds: Thresholds) -> Retelling | None:
    asked = replace(prompt.fill(sentence=sentence), hopeless=lambda written: hopeless(sentence, written))
    text = generate(asked)
    if text is None:
        return None
    text = _clause(text)
    sound = text and VERB.search(text) and not _beyond_repair(sentence, text) and not _without_subject(sentence, text)
    broken = any(fault(sentence, text) for fault in (_spliced, loses_words, joins_badly))
    own = not broken and _keeps_expletive(sentence, text) and not _VERB_LAST.search(text)
    kept = sound and own and _quoted(sentence) == _quoted(text)
    return Retelling(text, "model") if kept and true_rewrite(sentence, text, thresholds=thresholds) else None


def _clause(written: str) -> str:
    return _adverb_first(re.sub(r"\s+", " ", written).strip().rstrip(".!").removeprefix("att ").strip())


def hopeless(sentence: str, written: str) -> bool:
    """Will no retelling that begins like this be taken? Most are not, so the model need not write them to the end. The last word
    may not be whole yet, and "öppna" is a demand until "och gemensamma data" follows."""
    begun = _clause(written[: written.rfind(" ") + 1])
    return _beyond_repair(sentence, begun) or (len(begun.split()) > 2 and _without_subject(sentence, begun))


def _beyond_repair(sentence: str, text: str) -> bool:
    """What no words that come after can mend: "vi" left as it was, a word of the model's own, a clause in front of the subject."""
    verb = VERB.search(text)
    return (
        _FIRST_PERSON.search(text) is not None
        or "," in text[: verb.start() if verb else len(text)]
        or bool(_new_words(sentence, text))
        or _twice(sentence, text)
        or _LINKS.search(text) is not None
        or _quoted(text) > _quoted(sentence)
    )


def _twice(source: str, rewrite: str) -> bool:
    """Does a longer word stand more often than in the source? A small model begins anew in the middle of a sentence."""
    had, has = (Counter(word.casefold() for word in WORD.findall(text) if len(word) > 4) for text in (source, rewrite))
    return any(has[word] > max(1, had[word]) for word in has)


def _spliced(source: str, rewrite: str) -> bool:
    """Has a word that joins clauses gone from between words that stayed? "Vi lät AI räkna virke och det fungerar" is not "AI räkna virke
    fungerar"."""
    had, has = ([word.casefold() for word in WORD.findall(text)] for text in (source, rewrite))
    blocks = SequenceMatcher(None, had, has, autojunk=False).get_matching_blocks()[:-1]
    for before, after in pairwise(blocks):
        lost = had[before.a + before.size : after.a]
        if _JOINS & set(lost) and not _JOINS & set(has[before.b + before.size : after.b]):
            return True
    return False


def _keeps_expletive(source: str, rewrite: str) -> bool:
    """ "Hos oss bor det folk" is "det bor folk", never "det folk bor"."""
    turned = _EXPLETIVE.search(source)
    return (
        turned is None or re.search(rf"\bdet (?:inte |ofta |redan |ännu |alltid )?{turned[1]}\b", rewrite) is not None
    )


def _quoted(text: str) -> int:
    """A title or a proposed wording that loses its quotation marks becomes the sender's own clause."""
    return len(re.findall('[”“"»«]', text))


def _without_subject(sentence: str, retold: str) -> bool:
    """Does it begin with the verb of "vi vill flytta gods …", "flytta gods …" or "vi har räknat till …", whose subject is not there?"""
    first = retold.split()[0] if retold else "$"
    modal = re.search(rf"\b(?:vill|ska|skall|bör|kan|måste|får|behöver|att)\s+{re.escape(first)}\b", sentence, re.I)
    done = re.search(rf"\b(?:har|hade)\s+(?:\w+\s+)?{re.escape(first)}\b", sentence, re.I) and _SUPINE.fullmatch(first)
    return modal is not None or done is not None or begins_with_demand(retold)


def by_rule(sentence: str, known: Collection[str] = ()) -> str | None:
    """The subordinate clause made by rule, or None when the sentence is not of the kind that the rules are sure of."""
    text = sentence.rstrip(".! ")
    if not text or "?" in text or text.count(".") > 3 or _SPLICED_DEMAND.search(text) or _OBJECT_FIRST.search(text):
        return None
    first = text.split()[0].strip('”"(,').casefold()
    if first in _FRONTED or _FIRST_PERSON.search(text) or not text[:1].isalnum():
        return None
    verb = VERB.search(text)
    if verb is None or verb.start() > 110 or _SUBORDINATE.search(text[: verb.start()]) or "," in text[: verb.start()]:
        return None
    return _adverb_first(_small(text, known))


def _adverb_first(text: str) -> str:
    """Subordinate word order: the sentence adverb before the verb; linking adverbs, which lean on what stood before, go."""
    text = _LOOSE.sub(r"\1", text, count=1)
    return _ADVERB.sub(r"\g<subject> \g<adverb> \g<verb>", text, count=1)


def _small(text: str, known: Collection[str]) -> str:
    """A small first letter, unless the first word is a name, as far as can be seen."""
    first = text.split()[0].strip('”"(,')
    is_name = not _COMMON_NOUN.match(first) and (
        first in known or first.removesuffix("s") in known or _NAME.match(text) or not first[1:].islower()
    )
    return text if is_name else text[:1].lower() + text[1:]


_COMMON_NOUN = re.compile(
    r"(?:\w*(?:arna|erna|orna|are|ande)|järnvägen|landsvägen|motorvägen|cykelvägen|vägen|myndigheten|polisstyrelsen|kommunstyrelsen|kusten|"
    r"projektet|programmet|kampanjen|satsningen|tävlingen|mässan|festivalen|föreningen|bolaget|linjen|bussen|tåget|regelverket|nätverket|kraftverket|sågverket)$",
    re.I,
)
_NAME = re.compile(
    r"(?:[A-ZÅÄÖ]\w+(?:banan|vägen|älven|verket|styrelsen|tinget|fjällen|kusten|botten|myndigheten)s?\b|"
    r"(?!(?:En|Ett|Varje|Ingen|Vår|Denna) )[A-ZÅÄÖ]\w+ (?:kommun|län|universitet)s?\b|[A-ZÅÄÖ]\w+ och [A-ZÅÄÖ]|[A-ZÅÄÖ]\w+ [A-ZÅÄÖ])"
)


def _new_words(source: str, rewrite: str) -> set[str]:
    """Words of the rewrite that the source does not have in that form: a small model inflects words that do not exist.

    The passive of a word that is there may be added ("Höj …" → "bör höjas").
    """
    had = {word.casefold() for word in WORD.findall(source)} | _MAY_ADD
    return {w for w in map(str.casefold, WORD.findall(rewrite)) if not {w, *_actives(w)} & had}


def _actives(word: str) -> set[str]:
    """What an infinitive in the passive may be made of: "höjas" of "höj" and "höja"."""
    return {word.removesuffix("as"), word.removesuffix("s")} if word.endswith("as") else set()
