"""The adapters against a real OpenAI-compatible server: llama-cpp-python's, on this machine, with the default model."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import httpx
import numpy as np
import pytest

from summarizer import models
from summarizer.errors import GenerationFailed
from summarizer.llm import Request
from summarizer.llm.embeddings import ServedEmbedder
from summarizer.llm.llama import LlamaCpp
from summarizer.llm.openai import OpenAICompatible

MODEL = models.find("generation")
pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not models.installed(MODEL, models.models_folder()),
        reason="the language model is not here; fetch it with: samspel models pull",
    ),
]
START = 120.0  # seconds
SYSTEM = "Du svarar kort på svenska."
SCHEMA = {
    "type": "object",
    "properties": {"ort": {"type": "string", "maxLength": 20}, "stad": {"type": "boolean"}},
    "required": ["ort", "stad"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with the model under two names: for text and for vectors."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    common = {"model": str(models.require(MODEL, models.models_folder())), "verbose": False}
    served = [
        common | {"model_alias": "text", "n_ctx": 1024},
        common | {"model_alias": "vectors", "n_ctx": 256, "embedding": True},
    ]
    config = folder / "server.json"
    config.write_text(json.dumps({"host": "127.0.0.1", "port": port, "models": served}), encoding="utf-8")
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "llama_cpp.server", "--config_file", str(config)], stdout=log, stderr=log
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/v1/models", server, folder / "log")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture
def llm(url: str) -> Iterator[OpenAICompatible]:
    with closing(OpenAICompatible(url, "text", in_flight=4)) as made:
        yield made


def wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            httpx.get(address, trust_env=False).raise_for_status()
            return
        except httpx.HTTPError:
            time.sleep(0.2)
    pytest.fail(f"the server did not start: {log.read_text(encoding='utf-8')[-2000:]}")


def ask(question: str, **more: object) -> Request:
    return Request((("system", SYSTEM), ("user", question)), max_tokens=40, prompt_id="prov.v1", **more)  # type: ignore[arg-type]


def test_a_schema_is_kept_to(llm: OpenAICompatible) -> None:
    for question in ("Vilken är Sveriges huvudstad?", "Hur skriver man en dikt om regn?"):
        answer = llm.complete(ask(question, schema=SCHEMA))
        said = json.loads(answer.text)
        assert set(said) == {"ort", "stad"} and isinstance(said["stad"], bool) and len(said["ort"]) <= 20
        assert not answer.cut and answer.tokens_in > 10 and answer.tokens_out > 4


def test_several_at_once_are_answered_as_one_by_one(llm: OpenAICompatible) -> None:
    requests = [ask(f"Skriv ordet {word}.") for word in ("väg", "buss", "skola", "skog", "älv", "tåg")]
    one_by_one = [llm.complete(request).text for request in requests]
    with ThreadPoolExecutor(llm.in_flight) as pool:
        at_once = list(pool.map(llm.complete, requests))
    assert [answer.text for answer in at_once] == one_by_one
    assert len(set(one_by_one)) == len(requests)
    assert llm.usage.calls == 2 * len(requests)
    assert llm.usage.tokens_in == 2 * sum(answer.tokens_in for answer in at_once)


def test_a_stream_gives_the_same_text_and_a_short_limit_is_told(llm: OpenAICompatible) -> None:
    request = ask("Räkna från ett till tio med bokstäver.")
    whole = llm.complete(request)
    assert "".join(llm.stream(request)) == whole.text
    assert llm.complete(Request(request.turns, max_tokens=3)).cut


def test_an_opened_answer_goes_on_as_in_this_process(url: str) -> None:
    turns = (
        ("system", "Skriv om meningen så att den kan följa på att. Ändra inget annat."),
        ("user", "Vi vill ha fler bussar."),
        ("assistant", "att det behövs fler bussar"),
        ("user", "Vägen till skolan är farlig."),
    )
    request = Request(turns, opening="att ", max_tokens=30, stop=("\n",), prompt_id="prov.v1")
    with closing(OpenAICompatible(url, "text", whole=True)) as server:
        there = server.complete(request)
    here = LlamaCpp(models.require(MODEL, models.models_folder()), "text").complete(request)
    # The same prompt to the token; which of two words as likely follows is the rounding's, and that goes by batch and threads.
    assert there.tokens_in == here.tokens_in
    for answer in (there, here):
        assert len(answer.text.split()) > 2 and not answer.text.lstrip().startswith("att") and not answer.cut


def test_vectors(url: str) -> None:
    """One text a request: of several, llama-cpp-python 0.3.36 gives wrong vectors for all but the first when the model says
    nothing of pooling, as this one."""
    texts = ["Vägen behöver rustas upp.", "Biblioteket har öppet på söndagar."]
    with closing(ServedEmbedder(url, "vectors")) as embedder:
        one, other = (embedder.encode([text]) for text in texts)
        assert one.shape == other.shape and one.shape[1] > 100
        assert np.allclose(np.linalg.norm(np.concatenate([one, other]), axis=1), 1.0, atol=1e-5)
        assert not np.allclose(one, other, atol=1e-3)
        assert np.array_equal(embedder.encode(texts[:1]), one)
        assert embedder.encode(texts).shape == (2, one.shape[1])


def test_an_unfit_request_is_told_and_the_server_goes_on(llm: OpenAICompatible) -> None:
    with pytest.raises(GenerationFailed, match="kontrollera att den är i gång"):
        llm.complete(ask("ord " * 3000))
    assert llm.complete(ask("Skriv ordet väg.")).text
