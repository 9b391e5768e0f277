"""A workspace: one consultation's database and index in one folder, with the models that work on it."""

from __future__ import annotations

import copy
import datetime
from functools import cached_property

from index import Embedder, SentenceEmbedder
from summarizer import consultation as consultations
from summarizer import models
from summarizer.actors import LOCAL, Actor
from summarizer.consultation import Consultation
from summarizer.errors import WorkspaceError
from summarizer.llm import LanguageModel
from summarizer.settings import Settings
from summarizer.store import Store


class Workspace:
    """Opens the folder, making it on first use with the consultation named (or the default one)."""

    def __init__(
        self,
        settings: Settings,
        consultation: str | None = None,
        embedder: Embedder | None = None,
        llm: LanguageModel | None = None,
    ) -> None:
        self.settings = settings
        self.folder = settings.workspace
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)  # feedback is read by its owner only
        except OSError as exc:
            raise WorkspaceError(
                f"Arbetsytan {self.folder} går inte att skapa eller öppna ({exc.strerror}); välj en annan mapp med --workspace."
            ) from exc
        self.store = Store(self.folder / "samspel.db", settings.passphrase)
        self.actor = LOCAL
        self._embedder = embedder
        self._llm = llm
        self._asked: LanguageModel | None = None
        self._whole = self
        self._choose_consultation(consultation)

    def _choose_consultation(self, wanted: str | None) -> None:
        kept = self.store.setting("consultation")
        if kept is None or wanted is not None:
            source = wanted or consultations.DEFAULT
            consultations.load(source)  # raises before anything is kept
            self.change_consultation(consultations.file_of(source).read_text(encoding="utf-8"))

    def change_consultation(self, text: str) -> None:
        """Work by this consultation file from now on. Raises WorkspaceError when answers would lose their question."""
        kept = self.store.setting("consultation")
        if kept is not None and kept != text:
            self._check_change(consultations.parse(kept), consultations.parse(text))
        self.store.set_setting("consultation", text)
        for view in (self, self._whole):
            view.__dict__.pop("consultation", None)

    def _check_change(self, kept: Consultation, new: Consultation) -> None:
        """A corrected file of the same consultation is taken, as long as every answer keeps its question."""
        if not self.store.submissions.all(in_force=False):
            return
        if kept.name != new.name:
            raise WorkspaceError(
                "Arbetsytan har redan inspel på ett annat samråd; öppna en ny arbetsyta för det nya (i terminalen med --workspace)."
            )
        asked = {(s.id, q) for s in new.sections for q in s.questions}
        lost = sorted({f"{a.section}/{a.question}" for a in self.store.submissions.answers(in_force=False)
                       if (a.section, a.question) not in asked})  # fmt: skip
        if lost:
            raise WorkspaceError(
                f"Samrådsfilen saknar {', '.join(lost[:5])}, där det redan finns svar; behåll dessa id och ändra bara det övriga."
            )

    @cached_property
    def consultation(self) -> Consultation:
        return consultations.parse(self.store.setting("consultation") or "")

    def acting_as(self, actor: Actor) -> Workspace:
        """The same workspace, with the same models and memory, in somebody's hands."""
        view = copy.copy(self)
        view.actor = actor
        return view

    def asking(self, llm: LanguageModel) -> Workspace:
        """The same workspace, asking this language model."""
        view = copy.copy(self)
        view._asked = llm
        return view

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Workspace) and self.store is other.store

    def __hash__(self) -> int:
        return hash(id(self.store))

    @property
    def embedder(self) -> Embedder:
        """Raises ModelMissing with the command that fetches it."""
        return self._whole._loaded_embedder

    @property
    def llm(self) -> LanguageModel:
        """Raises ModelMissing with the command that fetches it."""
        return self._asked or self._whole._loaded_llm

    @cached_property
    def _loaded_embedder(self) -> Embedder:
        if self._embedder is not None:
            return self._embedder
        if self.settings.embedding_url:
            from summarizer.llm.embeddings import ServedEmbedder

            s = self.settings
            return ServedEmbedder(s.embedding_url or "", s.embedding, s.llm_public, s.llm_timeout)
        model = models.find(self.settings.embedding)
        s = self.settings
        return SentenceEmbedder(models.require(model, s.models), model.sha256[:16], s.threads, s.idle)

    @cached_property
    def _loaded_llm(self) -> LanguageModel:
        if self._llm is not None:
            return self._llm
        if self.settings.llm_url:
            from summarizer.llm.openai import OpenAICompatible

            s = self.settings
            return OpenAICompatible(
                s.llm_url or "", s.generation, s.llm_public, s.llm_timeout, s.llm_in_flight, s.llm_whole
            )
        from summarizer.llm.calibration import threads_for
        from summarizer.llm.llama import LlamaCpp
        from summarizer.llm.shelf import FOLDER

        chosen = self.store.setting("generation_model") or self.settings.generation
        model = models.find(chosen)
        s = self.settings
        name = model.sha256[:16]
        file, threads = models.require(model, s.models), threads_for(s.models, name, s.threads)
        return LlamaCpp(file, name, threads, s.idle, s.models / FOLDER, model.turns_we)

    def close(self) -> None:
        self.store.close()


def now() -> str:
    """The time, ISO 8601 with seconds, local."""
    return datetime.datetime.now().astimezone().isoformat(timespec="seconds")
