"""The language model, behind one small interface. Only llama.py imports llama_cpp."""

from summarizer.llm.base import Generation, LanguageModel, Request
from summarizer.llm.fake import FakeLLM
from summarizer.llm.prompts import Prompt, load_prompt

__all__ = ["FakeLLM", "Generation", "LanguageModel", "Prompt", "Request", "load_prompt"]
