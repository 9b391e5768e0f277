"""How fast the language model is on this machine, measured on what a summary asks of it, and what that means for a section."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from summarizer.errors import UsageError
from summarizer.llm import Generation, LanguageModel, Request, calibration, load_prompt
from summarizer.llm.calibration import Calibration
from summarizer.llm.llama import LlamaCpp
from summarizer.pipeline.summaries import CLAIM_PROMPT, TITLE_PROMPT
from summarizer.workspace import Workspace

LIMIT = 120.0  # seconds
ROUNDS = 10
# Of a section with 21 themes and lone voices: 24 retellings, 21 titles, 85 % of the time in the language model (docs/performance.md).
_RETELLINGS, _IN_MODEL = 24 / 21, 0.85
_THEMES = 0.7  # of a section that is not summarised yet, for each sender
_SENTENCES = (
    "Vi saknar en plan för hur vägen mellan Granvik och Storbäcken ska hållas öppen på vintern.",
    "Hos oss tar resan till sjukhuset två timmar, och bussen går bara på vardagar.",
    "Därför bör målet nämna de mindre flygplatserna vid namn.",
    "Tallsele kommun vill att laddplatser byggs också längs de mindre vägarna.",
    "Utan en bättre banvall kan inget tåg gå fortare än sjuttio kilometer i timmen.",
)


@dataclass(frozen=True)
class Pace:
    """Tokens a second, read and written; seconds for one title and one retelling."""

    read: float
    written: float
    title: float
    retelling: float

    def section(self, themes: int) -> float:
        """Seconds for the summary of a section with so many themes, with nothing of it known before."""
        return themes * (self.title + _RETELLINGS * self.retelling) / _IN_MODEL


def measure(
    llm: LanguageModel,
    step: Callable[[int], None],
    limit: float = LIMIT,
    clock: Callable[[], float] = time.perf_counter,
) -> Pace:
    """Ask the model as a summary does, ROUNDS times or as long as ``limit`` (seconds, the loading of the model included) allows, but at
    least once. ``step`` is told before each round."""

    def ask(request: Request) -> tuple[Generation, float]:
        started = clock()
        done = llm.complete(request)
        return done, clock() - started

    title, claim, began = load_prompt(TITLE_PROMPT), load_prompt(CLAIM_PROMPT), clock()
    for warm in (title.fill(sentences="- " + _SENTENCES[0]), claim.fill(sentence=_SENTENCES[0])):
        ask(warm)  # loads the model and computes what all calls have in common
    rounds, read, written, titles, retellings = clock(), [], [], [], []
    for number in range(ROUNDS):
        if number and clock() - began + (clock() - rounds) / number > limit:
            break  # one more would take longer than that
        step(number)
        sentences = [f"{s[:-1]} ({number})." for s in _SENTENCES[number % 3 :]]
        titles.append(ask(title.fill(sentences="\n".join(f"- {s}" for s in sentences)))[1])
        retellings.append(ask(claim.fill(sentence=sentences[number % len(sentences)]))[1])
        # Its first words differ each time, so that nothing of it is computed before.
        done, seconds = ask(Request((("user", f"{number}. " + " ".join(sentences)),), max_tokens=1))
        read.append(done.tokens_in / max(seconds, 1e-6))
        done, seconds = ask(Request((("user", f"{number}. Berätta om vägar."),), max_tokens=40))
        reading = done.tokens_in / read[-1] if read[-1] else 0.0
        written.append(max(0, done.tokens_out - 1) / max(seconds - reading, 1e-6))  # the first comes with the reading
    return Pace(median(read), median(written), median(titles), median(retellings))


def calibrate(workspace: Workspace, step: Callable[[], object] = lambda: None) -> Calibration:
    """How many threads this machine does best with, measured in some seconds, kept beside the models and used from now on.
    ``step`` is called before each trial, and may raise.

    Raises UsageError where the number is not ours to choose."""
    llm, settings = workspace.llm, workspace.settings
    if settings.threads:
        raise UsageError(
            f"SAMSPEL_THREADS säger redan {settings.threads} trådar; ta bort inställningen och kör mätningen igen."
        )
    if not isinstance(llm, LlamaCpp):
        raise UsageError("Språkmodellen körs i en annan server, och trådarna ställs in där.")

    def rehearse(threads: int) -> tuple[float, float]:
        step()
        return llm.rehearse(threads)

    found = calibration.calibrate(rehearse, calibration.candidates())
    calibration.keep(settings.models, llm.name, found)
    llm.use(found.chosen)
    return found


def themes_of(workspace: Workspace) -> dict[str, int]:
    """Themes and lone voices of each answered section: counted where it is summarised, else guessed from its senders."""
    senders: dict[str, int] = {}
    for section, _, n in workspace.store.submissions.answer_counts():
        senders[section] = senders.get(section, 0) + n
    kept = {section: workspace.store.themes.summary(section) for section in workspace.store.themes.summarised()}
    found = {section: max(1, round(_THEMES * n)) for section, n in senders.items()}
    for section, summary in kept.items():
        if summary is not None and section in found:
            found[section] = max(1, len(summary[1].themes) + len(summary[1].lone_voices))
    return found
