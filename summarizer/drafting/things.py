"""What a sentence of the baseline speaks of that is no more, or that senders do not want."""

from __future__ import annotations

import re

from summarizer.text.words import content_stems, overlap, proper_names, stem

_THING = 0.4  # share of its words in one that speaks of the thing that it names
_OPENING = 0.6  # share of the words that a sentence begins with in one that speaks of the same thing
_WHOLE = 0.5  # share of a sentence's words in a sender's sentence that speaks of the whole of it
_COMPOUND = re.compile(r"[^\W\d_]{10,}")  # a word so long names one thing
_NO_THING = re.compile(
    r"(?:ar|or|er|na|[^s]s)$|(?:ning|ningen|het|heten|ande|andet|else|elsen)$"
)  # many, or what people do
_MORE = re.compile(r"\b(?:fler|flera|ytterligare|nya)(?: \w+[ae])? (?P<what>[^\W\d_]{6,})")
_FEWER = re.compile(
    r"\b(?:färre|avskaffa\w*|slå (?:\w+ ){0,2}(?:samman|ihop)|slås (?:samman|ihop)|halvera\w*|minska antalet|för många|löser inget|hjälper inte|kan inte bemanna|räcker gott|behövs inte|löser ingenting|gott om|"
    r"inte fler|inga fler|inte ytterligare|avråd\w*|avstyrk\w*|(?:snarare|hellre) än (?:att )?(?:skapa|starta|bilda|bygga|inrätta)|samordna (?:befintliga|dem som finns)|"
    r"överlappar)\b",
    re.I,
)
_DEED = re.compile(r"(?:ning|ningen|het|heten|ande|andet|else|elsen)$")
_PART = 0.3  # the same, of one that names a long word of it too
_NEEDED = re.compile(
    r"Identifierade behov (?:inkluderar|är|omfattar)|Det finns(?: även| också)? behov av|^Vidare behöver|\b(?:att|ny[att]?|uppföra|bygga|inrätta|skapa)\b",
    re.I,
)
_UNWANTED = re.compile(
    r"\bavstyrk\w*|\bmotsätt\w*|\bavråd\w*|\bavvisa\w*|\b(?:vi|kommunen|nämnden|föreningen|förbundet|byalaget|samebyn|styrelsen|fullmäktige|medlemmar(?:na)?|rådet) (?:har )?(?:säger|sade|sa|sagt|tackar|röstade?|röstat) (?:\w+ )?nej\b|"
    r"(?<!säger )(?<!sade )(?<!sa )(?<!tackar )\bnej till\b|"
    r"\bingen (?:\w+ ){0,5}(?:efterfrågat|bett om|vill ha)\b|\bvill (?:\w+ )?inte (?:ha|se|att)\b|"
    r"\bvänder (?:oss|sig) (?:mot|emot)\b|\bprotestera\w* mot\b|\bär (?:\w+ )?(?:emot|motståndare)\b|"
    r"^(?:bygg|satsa|lägg|ge|inför|starta|uppför)\w* inte\b|\bbehövs inte\b|\bhjälper ingen\b|\bgår åt fel håll\b|\bfel väg\b|\bslopa\w*|"
    r"^inga fler\b|\bbör (?:tas bort|strykas|utgå)\b|\bstryk\b",
    re.I,
)
_GONE = re.compile(
    r"\bfinns inte (?:längre|kvar|mer)\b|\binte (?:längre )?finns (?:längre|kvar|mer)\b|"
    r"(?:\b(?:är|har|blev|blivit) (?:\w+ )?|[:,–] ?|\boch )(?:nedlagd|nedlagt|nerlag[dt]|avvecklad\w*|avvecklats?|borta|upphört|lagts ne[dr]?|stängts?|stängd|inställd|"
    r"avregistrera\w*|insomnad|död)\b|"
    r"\b(?:stängde|stängdes|upphörde|såldes|drogs in|dragits in|upplöstes|upplösts|avslutades|avslutats|avvecklades|skrotades|togs bort|tagits bort|ställdes in|slog igen|"
    r"gick i konkurs|gått i konkurs|somnade in|gick sin sista|(?:hölls|arrangerades|genomfördes|visades|kördes) för sista gången|gått i graven|gick i graven|blev aldrig av|blev inte av|öppnade aldrig|kom aldrig till stånd|"
    r"lagt ne[dr](?! (?:sin|sitt|sina|en|ett|två|tre|fyra|fem|flera|många|\w{4,}(?:en|et|na)\b)))\b|"
    r"\blades ne[dr]\b|\blas ne[dr]\b|\bgår inte att \w+ längre\b",
    re.I,
)
_PRONOUN = re.compile(r"\b(?:den|det|de|denna|detta)\b", re.I)
_NAME = re.compile(r"(?<=[^.!?] )[A-ZÅÄÖ][^\W\d_]+(?: [A-ZÅÄÖ][^\W\d_]+)*")  # inside a sentence
_TELLING = 9  # letters of a name's first word by which it is known without the others


def gone(quote: str, sentence: str) -> bool:
    """Does the sender say that what the sentence speaks of is no more?"""
    said, names = _NEEDED.sub("", sentence), proper_names(sentence)
    words, opening = content_stems(said), content_stems(" ".join(said.split()[:4]))

    thing = one_thing(said)

    def same_thing(piece: str) -> bool:
        stems = content_stems(piece)
        if any(word in piece.casefold() for word in thing):
            return True
        begins = (
            names and "," not in " ".join(said.split()[:4]) and len(opening) > 1 and overlap(opening, stems) >= _OPENING
        )
        return bool(begins) or overlap(words, stems) >= _THING

    pieces = re.split(r"(?<=[.!?])\s+", quote)
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if not _GONE.search(piece):
            continue
        named = f"{before} {piece}" if _PRONOUN.search(piece) and before else piece
        if any(_ends_by_name(name, said, shown) for name in _NAME.findall(sentence) for shown in (piece, named)):
            return True
        if same_thing(piece) and (not names or names & proper_names(piece, names)):
            return True
    return False


def matter(sentence: str) -> str:
    """What the sentence says is needed, without the words that say so."""
    return _NEEDED.sub("", sentence)


def one_thing(sentence: str) -> frozenset[str]:
    """Long words at its beginning that name a single thing: "rådgivningsbuss"."""
    words = _COMPOUND.findall(" ".join(sentence.split()[:5]))
    return frozenset(word.casefold() for word in words if not _NO_THING.search(word))


def _ends_by_name(name: str, said: str, piece: str) -> bool:
    """Is the thing that the sentence names so the one that is told of? A place that it names is not."""
    if re.search(rf"\b(?:i|på|till|från|mot) {re.escape(name)}\b", said):
        return False
    first, *others = name.split()
    if name in piece:
        return len(others) > 0 or len(first) >= _TELLING
    return len(first) >= _TELLING and re.search(rf"\b{first}\b(?! [A-ZÅÄÖ])", piece) is not None


def opposes(quote: str, need: str) -> bool:
    """Does the sender not want what the sentence says is needed?"""
    said = _NEEDED.sub("", need)
    words, pieces = content_stems(said), re.split(r"(?<=[.!?])\s+", quote)
    things = {stem(word.casefold()) for word in _COMPOUND.findall(said) if not _DEED.search(word)}

    def of_need(piece: str) -> bool:
        shared = overlap(words, content_stems(piece))
        return shared >= _WHOLE or (shared >= _PART and any(thing in piece.casefold() for thing in things))

    if any(unwanted(piece) and of_need(piece) for piece in pieces):
        return True
    more = _MORE.search(said)  # "fler styrgrupper" against "slå samman styrgrupperna"
    return more is not None and any(
        _FEWER.search(piece) and overlap(content_stems(more["what"]), content_stems(piece)) >= _WHOLE
        for piece in pieces
    )


def unwanted(text: str) -> bool:
    """Does the sender say that he does not want what he speaks of?"""
    return _UNWANTED.search(text) is not None
