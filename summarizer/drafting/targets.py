"""Which baseline sentence an edit applies to, and with which operation. Decided by likeness and by what senders write."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from summarizer.drafting.finite import verb_of
from summarizer.drafting.materials import Case, Vectors, unit
from summarizer.drafting.things import gone, matter, one_thing, opposes
from summarizer.records import Op, Part, Point
from summarizer.text.words import content_stems, overlap

_WORDS = 0.25  # weight of shared words beside likeness in meaning
_WHOLE = 0.5  # share of a sentence's words in a sender's sentence that speaks of the whole of it
_LIKE_ENOUGH = 0.3  # likeness below which a sentence is not about the same thing
_FEWEST_STEMS = 3  # of a sentence that can be known by its words in an answer on another part
_NAMES = 0.6  # share of the words of a sentence's subject in a fact that names it
_SAME_MATTER = 0.2  # share of a sentence's words in what takes its place
_STRUCK = 0.15  # share of a sentence's words in an answer that asks to strike one
FIGURE = re.compile(r"(?<![\d,])(?P<number>\d[\d ]*(?:,\d+)?) (?P<unit>[^\W\d_]{3,})")
_ONLY_THIS = 0.6  # share of a sender's sentence in the baseline's that says it the other way
_GOOD = re.compile(r"\b(?:god[at]?|gott|hög[at]?|högt|stark[at]?|starkt|väl|tillräcklig\w*|lätt|billig[at]?)\b", re.I)
_BAD = re.compile(
    r"\b(?:låg[at]?|lågt|dålig\w*|svag[at]?|svagt|sämre|sämst|usel\w*|undermålig\w*|bristfällig\w*|eftersatt\w*|otillräcklig\w*|dyr[at]?|svår[at]?)\b",
    re.I,
)
_OWN_PART = 0.5  # weight of the points on this part; the rest is the whole theme

_STRIKE = re.compile(
    r"\b(?:stryk\w*|utgå[rs]?(?! (?:i)?från)|tas? bort|radera\w*|slopa[srd]*)\b|\bkan (?:ni )?(?:tas bort|utgå|strykas|radera)\b",
    re.I,
)
_OF_TEXT = re.compile(
    r"\b(?:mening\w*|stycket?|texten|uppgift\w*|skrivning\w*|formulering\w*|orden?|kapitlet|raden|prognosen|påståendet|det|den|står)\b",
    re.I,
)
_INSTEAD = re.compile(
    r"\b(?:i ?stället|ersätt\w*|byt\w*|bör (?:stå|beskrivas|lyda)|ska (?:det )?stå|skriv (?:att|om))\b", re.I
)
_CORRECTS = re.compile(
    r"\bstämmer (?:dock |längre |alls )?inte\b|\b(?:är |inte |längre ){1,3}(?:korrekt|riktigt?)\b|\binte (?:alls|längre)\b|\binaktuell\w*|"
    r"\bföråldra\w*|\böverspela\w*|\bblivit gammal\b|\bår gammal\b|\bvilseled\w*|\bmissvisande\b|\bfelaktig\w*|\b(?:är|vore) fel\b|"
    r"\bdelar (?:vi )?inte\b|\bnyansera\w*|\bunderdrift\b|\bpåståe\w*|\bskriv(?:a|s|as)? om\b|\bersätt\w*|\bbyt ut\b|\bska (?:det )?stå\b|"
    r"\b(?:nämner|nämns|talar) (?:enbart|bara|endast)\b|\bskrivning(?:en|ar)?\b|\bformulering(?:en)?\b|\bmeningen\b|\bordval\w*|"
    r"\bsaknar stöd\b|\bger sken av\b|\ben myt\b|\bbeskrivs? (?:som|styv)|\bbeskrivningen\b|\batt kalla\b|\bupphörde\b|"
    r"\bbör beskrivas som\b|\bförfluten tid\b|\binte är ett?\b|\bär inte en\b|\btexten\b|\bprotesterar\b|\bi första hand\b",
    re.I,
)
_ONLY = re.compile(
    r"\b(?:nämner|talar om|gäller|omfattar|handlar om|står(?: det)?) (?:enbart|bara|endast)\b|"
    r"\b(?:enbart|bara|endast) (?:nämner|talar om|gäller|omfattar|handlar om)\b",
    re.I,
)
# The whole statement is false, not that something is missing in it.
_FALSE = re.compile(
    r"\bstämmer (?:dock |längre |alls |helt |överhuvudtaget )?(?:inte|dåligt|illa)\b|"
    r"\b(?:är|vore|var|blir|låter som) (?:\w+ ){0,3}(?:fel|felaktig\w*|struntprat|nonsens|myt|en myt|osann\w*|osant|lögn\w*|påhitt\w*|fantasi\w*|önsketänkande|"
    r"skönmålning\w*|skrattretande|ett skämt|ett hån|föråldra\w*|inaktuell\w*|överspela\w*|gammal|gamla|gammalt|passé|historia|ett minne blott)\b(?! nog)|"
    r"\b(?:är|inte) (?:längre |alls )?(?:korrekt|riktigt?|sant?|sanning\w*)\b|"
    r"\bkan inte stå kvar\b|\b(?:kan|vill) (?:vi |jag )?inte skriva under på\b|\binte skriver? under på\b|\bställer (?:oss|vi oss|mig) inte bakom\b|\bsaknar täckning\b|"
    r"\b(?:är )?allt annat än\b|\bmagstark\w*|\bfrom (?:förhoppning|önskan)\b|\bdela[rs] (?:\w+ )?inte\b|\binte stöds\b|\bgäller (?:möjligen|knappast|inte)\b|\bstöds inte\b|\bsaknar (?:\w+ )?stöd\b|"
    r"\bknappast!|\bbehöver (?:därför )?ändras\b|\bär (?:rakt |tvärt)?tvärtom\b|\bnu är det tvärtom\b|\bkänner (?:vi|jag) inte igen\b|\bhar (?:ingen|inget) (?:\w+ )?(?:grund|verklighet\w*)\b",
    re.I,
)
_TRUE = re.compile(
    r"\b(?:är (?:helt |mycket |alldeles |fullt )?(?:sant|riktigt|korrekt)|stämmer (?:väl|bra|helt|fortfarande)|instämmer|håller vi (?:\w+ )?med om|håller med om|"
    r"delar (?:vi |helt )?(?:bilden|uppfattningen|synen)|mycket riktigt|(?:precis )?som (?:ni|det|texten) (?:mycket riktigt |så riktigt )?(?:skriver|står|säger)|är vi överens om)\b"
    r"(?<!inte är riktigt)",
    re.I,
)
_KEEPS = re.compile(
    r"\b(?:stå(?:r)? kvar|finnas kvar|skärp\w*|stöd(?:er|jer) (?:vi |att |det|den |mening|skrivning|behovet)|(?:är |så )?bra att (?:ni|det|texten|meningen|strategin)|"
    r"välkomnar|tillstyrk\w*|behåll\w*)\b",
    re.I,
)
_QUOTED = re.compile(r"[”\"»]([^”\"»«]{4,120})[”\"«]")
_ALL = re.compile(
    r"\b(?:hela länet|samtliga|alla|tillräcklig\w*|god[at]?|väl|främst|dominerande|enbart|varje|stadigt|ännu|väntas|väntar)\b",
    re.I,
)
_CLAIMS = re.compile(
    r"\b(?:jämnt|flitigt|regelmässigt|alltid|ofta|snabbt|enkelt|utan hinder|i huvudsak|öppet|omfattande|väl|lätt\w*|dygnet|bekvämt|hållbart|regelbundet|årligen|tidigt|"
    r"långsiktig\w*|stabil\w*|säker\w*|många|vartannat|varje (?:år|månad|vecka)|tillgänglig\w*|trygg\w*|attraktiv\w*|levande|samlat|samlad\w*|gemensam\w*|oavsett|framgångsrik\w*|ledande)\b",
    re.I,
)
_CHANGES = re.compile(
    r"\b(?:minsk|ök|sjunk|stig|växt|vuxit|förändra|förbättra|försämra)\w*", re.I
)  # another thing than how it is
# A high use, a high absence: that is found wanting already.
_MUCH_OF_ILL = re.compile(
    r"(?:användning|förbrukning|frånvaro|löshet|utsläpp|kostnad|belastning|ohälsa|brottslighet|omsättning)\w*\b[^.]{0,60}\b(?:hög[at]?|högt|stor[at]?|stort)\b",
    re.I,
)
_KNOWN = re.compile(r"\bviktig\w*|\bän\b|\bansvar\w*|\bkan\b", re.I)
_MEASURES = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|ökar|ökat|minskar|minskat|växer|vuxit|sjunk\w+|stig\w+|allt (?:mer|mindre|fler|färre))\b",
    re.I,
)
_ALL_OF = re.compile(r"\b(?:hela länet\w*|samtliga|alla|de flesta|varje|tillräcklig\w*)\b", re.I)
# Found wanting already, expected, of a year: to deny it would say something else than senders mean.
_RESERVED = re.compile(
    r"\b(?:låg[at]?|lågt|brist\w*|begränsa\w*|svår\w*|dålig\w*|svag\w*|eftersatt\w*|få|färre|inte|ingen|inget|inga|saknas?|väntas inom|väntar|planeras|pågår|beräknas|"
    r"beräknades|förväntas|än|viktig\w*|kan|bedöms (?:bli|få)|(?:19|20)\d\d)\b",
    re.I,
)
_CONTRARY = re.compile(
    r"\b(?:inte|ingen|inget|inga|aldrig|saknas?|saknar|brist\w*|eftersatt\w*|dålig\w*|sämre|sjunkit|minskat|trots|varken|utan|tvärtom|tvärtemot|tvärt emot|konkurs\w*|"
    r"lämnat|stängde|ojämnt|däremot|krympt\w*|halver\w*|krångl\w*|svår\w*|dröj\w*|tvinga\w*|för sent|i efterhand|först när|i halsen|from förhoppning|avslag|nekad\w*)\b",
    re.I,
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """A sentence of the part (number from 1) and how alike it is to what is asked, about 0 to 1."""

    sentence: int
    likeness: float


def place(case: Case, of_points: Vectors, of_baseline: Vectors) -> Place | None:
    """The sentence that the case's points are most about; None when the part is empty."""
    sentences = [sentence.text for sentence in case.part.sentences]
    if not sentences:
        return None
    own, whole = _centre(case.points, of_points), _centre(case.theme_points, of_points)
    vectors = of_baseline.of(sentences)
    meaning = _OWN_PART * (vectors @ own) + (1 - _OWN_PART) * (vectors @ whole)
    scores = meaning + _WORDS * _shared_words(sentences, case.points)
    best = int(np.argmax(scores))
    return Place(best + 1, float(scores[best]))


def _centre(points: Sequence[Point], vectors: Vectors) -> NDArray[np.float32]:
    return unit(vectors.of([point.quote for point in points]).mean(axis=0))


def _shared_words(sentences: Sequence[str], points: Sequence[Point]) -> NDArray[np.float64]:
    """For each sentence: its words that the points use, rare ones weighing more; by the share of points that use them."""
    said = [content_stems(point.quote) for point in points]
    stems = [content_stems(sentence) for sentence in sentences]
    spread = Counter(word for words in stems for word in words)
    enough = max(2.0, 0.4 * len(points))
    scores = []
    for words in stems:
        total = 0.0
        for word in words:
            users = sum(overlap([word], point) for point in said)
            total += min(1.0, users / enough) * math.log(1 + len(sentences) / spread[word])
        scores.append(total / math.sqrt(max(1, len(words))))
    return np.array(scores)


def operation(case: Case, where: Place) -> Op:
    """``delete`` when the points ask to strike the sentence and put nothing in its place; ``replace`` when they say that it
    does not hold; else ``insert_after``."""
    points, sentence = case.points, case.part.sentences[where.sentence - 1].text
    wanted = case.part.part == "needs"
    if (wanted or not _ALL.search(sentence) or one_thing(sentence)) and any(
        gone(point.quote, sentence) for point in points
    ):
        return "delete"
    if wanted and any(opposes(point.quote, sentence) for point in points):
        return "replace"
    struck = case.part.part != "goal" and any(strikes(point.quote, sentence) for point in points)
    if struck and not any(_INSTEAD.search(p.quote) for p in points):
        return "delete"
    if len(case.part.sentences) == 1 and (case.part.part == "goal" or any(_ONLY.search(p.quote) for p in points)):
        return "replace"  # a goal is one sentence, and stays one
    can_be_wrong = (
        case.part.part != "analysis" or claims(sentence) or any(contradicts(p.quote, sentence) for p in points)
    )
    wrong = where.likeness >= _LIKE_ENOUGH and correction(case, sentence) >= 1.0
    return "replace" if wrong and can_be_wrong else "insert_after"


def correction(case: Case, sentence: str) -> float:
    """How strongly the points say that the sentence does not hold; 1.0 is enough to change it. Two who do count more."""
    scores = sorted((_corrects(point.quote, sentence) for point in case.points), reverse=True)
    return sum(score * weight for score, weight in zip(scores, (1.0, 0.5), strict=False))


def denies(quote: str, sentence: str) -> bool:
    """Does one sender say outright that the sentence does not hold?"""
    return bool(_CORRECTS.search(quote) or strikes(quote, sentence)) and _corrects(quote, sentence) > 0.0


def contradicts(quote: str, sentence: str) -> bool:
    """Does the sender say that the sentence as a whole is false, or the same with "inte"?"""
    words, pieces = content_stems(sentence), re.split(r"(?<=[.!?])\s+", quote)
    about = [piece for piece in pieces if _of_same(words, content_stems(piece))]
    if any(_FALSE.search(piece) and _same_figure(sentence, piece) for piece in pieces):
        return True
    worse = _GOOD.search(sentence) is not None
    return any(
        _FALSE.search(piece)
        or (
            re.search(r"\binte\b(?! (?:bara|enbart|endast|minst)\b)", piece)
            and (_CHANGES.search(sentence) or not _CHANGES.search(piece))
        )
        or (worse and _BAD.search(piece))
        for piece in about
    )


def _of_same(sentence: frozenset[str], piece: frozenset[str]) -> bool:
    """Does the piece say most of what the sentence says, or hardly anything else than some of it?"""
    shared = overlap(piece, sentence)
    return overlap(sentence, piece) >= _WHOLE or (
        len(piece) > 1 and shared * len(piece) >= 1.5 and shared >= _ONLY_THIS
    )


def _same_figure(sentence: str, piece: str) -> bool:
    """Does the piece name a figure of the sentence, with what it counts: "30 dagar är rena lögnen"?"""
    counted = {(m["number"], m["unit"][:4].casefold()) for m in FIGURE.finditer(sentence)}
    return any((m["number"], m["unit"][:4].casefold()) in counted for m in FIGURE.finditer(piece))


def asserts(sentence: str) -> bool:
    """Does the sentence claim of all, or as good, what those who write of it can have found otherwise? Not what it finds lacking itself,
    expects or compares: to deny that would say something else."""
    if _RESERVED.search(sentence) or _MUCH_OF_ILL.search(sentence):
        return False
    return any(pattern.search(sentence) for pattern in (_ALL_OF, _GOOD, _CLAIMS))


def claims(sentence: str) -> bool:
    """Does the sentence say what can be out of date or untrue, and not merely what everybody knows ("the employer is responsible")?"""
    return (
        asserts(sentence)
        or measures(sentence)
        or (_RESERVED.search(sentence) is not None and not _KNOWN.search(sentence))
    )


def measures(sentence: str) -> bool:
    """Does the sentence give a figure or say which way things go?"""
    return _MEASURES.search(sentence) is not None


def keeps(quote: str) -> bool:
    """Does the sender want what he speaks of to stand, or more of it?"""
    return _KEEPS.search(quote) is not None


def agrees(quote: str) -> bool:
    """Does the sender say that something in the text is so?"""
    return _TRUE.search(quote) is not None


def contrary(quote: str) -> bool:
    """Does the sender say that something is not so, is lacking or is bad?"""
    return any(pattern.search(quote) for pattern in (_CONTRARY, _FALSE, _CORRECTS, _BAD))


def challenges(quote: str, sentence: str, part: Part) -> bool:
    """Does the sender, wherever he writes, say outright of this sentence that it does not hold, or that what it speaks of is
    gone or unwanted?"""
    if len(content_stems(sentence)) < _FEWEST_STEMS or _TRUE.search(quote):
        return False
    if gone(quote, sentence):
        return True
    return opposes(quote, sentence) if part == "needs" else contradicts(quote, sentence)


def disputes(quote: str) -> bool:
    """Does the sender say that something in the text is wrong?"""
    return any(pattern.search(quote) for pattern in (_FALSE, _CORRECTS, _ONLY))


def rejects(quote: str) -> bool:
    """Does the sender say that something that stands in the text is not so, and not merely that something is left out of it?"""
    return _FALSE.search(quote) is not None or (_CORRECTS.search(quote) is not None and not _ONLY.search(quote))


def strikes(quote: str, sentence: str, named: bool = False) -> bool:
    """Does the sender ask to have the sentence struck? ``named``: it is enough that he names what it speaks of."""
    for piece in re.split(r"(?<=[.!?])\s+", quote):
        if (
            _STRIKE.search(piece)
            and (named or _OF_TEXT.search(piece))
            and not re.search(r"\bhela avsnittet\b", piece, re.I)
        ):
            return overlap(content_stems(sentence), content_stems(piece if named else quote)) >= _STRUCK
    return False


def _corrects(quote: str, sentence: str) -> float:
    """Sum of: the sender speaks of the text, uses the sentence's words, quotes it, or denies what it claims of everyone."""
    words = content_stems(sentence)
    echo = overlap(words, content_stems(quote))
    if _TRUE.search(quote):
        return 0.0
    if any(overlap(content_stems(m[1]), words) > 0.7 for m in _QUOTED.finditer(quote)):
        return 1.0 + echo
    if contradicts(quote, sentence):
        return 1.0 + echo
    score = 1.6 * echo
    score += 0.6 if _CORRECTS.search(quote) else 0.0
    score += 0.25 if _ALL.search(sentence) and _CONTRARY.search(quote) else 0.0
    return score if echo > 0.08 else 0.0


def names_subject(fact: str, current: str) -> bool:
    """Does the fact say whom or what the sentence is about?"""
    verb = verb_of(current)
    subject = content_stems(current[: verb.start()]) if verb is not None else frozenset()
    return not subject or overlap(subject, content_stems(fact)) >= _NAMES


def same_matter(text: str, current: str) -> bool:
    """Is what takes a sentence's place about the same?"""
    return overlap(content_stems(matter(current)), content_stems(text)) >= _SAME_MATTER
