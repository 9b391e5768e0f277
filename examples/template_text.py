"""The words of the template that are not in the consultation file: its title, its introduction and its picture.

As the authority wrote them, but the persons and addresses are made up.
"""

from __future__ import annotations

TITLE = "RUS-aktualisering 2025-26"
SUBTITLE = (
    "Mall för inspel på Västerbotten – en attraktiv region där olikheter skapar utvecklingskraft, "
    "regional utvecklingsstrategi 2020–2030"
)
DEADLINE = "Deadline för inspel är den 19 juni 2025 (dagen före midsommarafton)"
INVITATION = (
    "Den regionala utvecklingsstrategin visar länets gemensamma ambitioner för utveckling av den geografiska platsen "
    "Västerbotten och är vägledande för aktörer inom alla sektorer. Nu ska den aktualiseras och vi välkomnar inspel från "
    "organisationer, myndigheter, näringsliv, akademi och privatpersoner!",
    "Inspel ska använda den här mallen och mejlas till regionalutveckling@region.example med ämne Aktualisering av den "
    "regionala utvecklingsstrategin 2025–26, dnr RUN 234–2025 senast den 19 juni 2025 (dagen före midsommarafton).",
    "Länk till den regionala utvecklingsstrategin",
    "Karin Exempel, regional utvecklingsdirektör, är ansvarig för RUS-aktualiseringen. Eventuella frågor kring mallen och "
    "processen med RUS-aktualiseringen kan skickas till: alva.exempel@region.example.",
    "Information om RUS-aktualiseringen finns även på Region Västerbottens hemsida. Länk till alternativ mall för inspel "
    "med skarpare kontrast som även passar skärmläsare.",
)
# Each begins with a question, which the template sets in bold in the same paragraph.
EXPLANATIONS = (
    "Varför en RUS-aktualisering? Den regionala utvecklingsstrategin har nu funnits sedan år 2020 år och det har varit "
    "stora förändringar i omvärlden under perioden och den behöver aktualiseras för att fortsätta vara relevant. Det är "
    "även en del av Region Västerbottens uppdrag som ansvarig för regional utveckling att låta aktualisera strategin minst "
    "en gång per mandatperiod. Till sist är en RUS-aktualisering även en möjlighet att skapa engagemang och öppna för nya "
    "idéer kring hur Västerbotten som plats behöver utvecklas fram till år 2030!",
    "Hur ser processen med RUS-aktualiseringen ut? Processen sker i tre delar. Inledningsvis är det en kunskapsfas där "
    "insamling av inspel från så många olika aktörer som möjligt är i centrum. Det följs av en skrivfas där Region "
    "Västerbotten arbetar in inspelen i strategin. Sedan avslutas det med en beslutsfas som omfattar en formell remissrunda "
    "mot slutet av år 2025 med ambitionen att fatta beslut i regionfullmäktige i april år 2026. Hela processen ska vara "
    "öppen och transparent!",
    "På vilket sätt kommer strategin att förändras? En utgångspunkt i arbetet är att bibehålla den inarbetade dokument- och "
    "målstrukturen och i stället fokusera på att uppdatera fakta och formuleringar. En annan utgångspunkt är att ännu "
    "bättre visa på de skilda förutsättningarna i Västerbottens olika städer, lands- och glesbygder. Utmaningar och "
    "möjligheter skiljer sig mellan olika delar av länet och här behövs inspel från så många som möjligt från olika delar "
    "av Västerbotten som beskriver hur det ser ut på deras plats!",
)
PICTURE_TEXT = "En karta över Västerbotten som den del av norra Sverige, Sapmi, Norden, Europa och Arktis"
PICTURE_BEFORE = 2  # the picture stands in front of this explanation
FACTS = (
    "Fakta och statistik till nytta för att uppdatera strategin finns på Analysportal Norr. Där finns den kvalitativa "
    "uppföljningen av RUS, Resultat Västerbotten, och mycket mer. Det finns även en tillhörande kartsida med en rad olika "
    "kartor.",
    "Analysportalen uppdateras löpande med nya underlag.",
)
BACKGROUND_HEADING = "Bakgrundsinformation"
PRIORITIES_HEADING = "Prioriteringar, S 20–42"
PRIORITIES = (
    "Prioriteringarna omfattar en inledning, mellan två och fyra delprioriteringar samt exempel på andra strategier och "
    "planer. Varje delprioritering följer samma struktur:",
    "För de olika delprioriteringarna finns därför stödfrågor kopplat till var och en av avsnitten:",
)
# Where the template writes something else than the consultation's main label.
BACKGROUND_LABELS = {"email": "Kontaktpersons e-post"}
IMPROVE_LABELS = {"intro": "Vad kan utvecklas i det inledande avsnittet?",
                  "plans": "Vad kan utvecklas i tabellen över andra strategier och planer?"}  # fmt: skip
CAPITAL_PAGES = ("vagen", "inr.sammanhallen")  # "S 17–18", where other headings say "s 7–9"
NO_FIELD = ("p1.plans",)  # the template forgot the answer field here
