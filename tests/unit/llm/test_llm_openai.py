"""The adapter for servers inside the network, against a server on this machine."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from summarizer.errors import GenerationFailed, UsageError
from summarizer.llm import Request
from summarizer.llm.chatml import chatml
from summarizer.llm.embeddings import ServedEmbedder
from summarizer.llm.openai import OpenAICompatible
from summarizer.llm.server import require_private

REQUEST = Request((("system", "Du skriver."), ("user", "Vägen är dålig.")), "att", 40, ("\n",), None, "liten.v1")


def reply(text: str, finish: str = "stop") -> bytes:
    choice = {"message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 12, "completion_tokens": 5}}).encode()


class Server(ThreadingHTTPServer):
    """Gives the answers in order (the last one again and again) and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[tuple[int, bytes]] = []
        self.asked: list[tuple[str, dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        number = min(len(self.server.asked), len(self.server.answers)) - 1
        status, content = self.server.answers[number]
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", "http://127.0.0.1:1/other")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing on stderr."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The waits between attempts, not waited."""
    waited: list[float] = []
    monkeypatch.setattr("summarizer.llm.server.time.sleep", waited.append)
    return waited


def test_the_request_is_deterministic_and_opened_by_code(server: Server) -> None:
    server.answers = [(200, reply(" vägen är dålig"))]
    llm = OpenAICompatible(server.url + "/", "qwen")
    done = llm.complete(REQUEST)
    assert (done.text, done.cut, done.tokens_in, done.tokens_out) == (" vägen är dålig", False, 12, 5)
    ((path, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert (body["model"], body["temperature"], body["seed"], body["max_tokens"], body["stop"]) == (
        "qwen",
        0,
        1,
        40,
        ["\n"],
    )
    assert [m["role"] for m in body["messages"]] == ["system", "user", "assistant"]
    assert body["messages"][-1]["content"] == "att"
    assert llm.usage.calls == 1 and llm.usage.tokens_out == 5


def test_an_opening_that_the_server_repeats_is_taken_off(server: Server) -> None:
    server.answers = [(200, reply("att vägen är dålig"))]
    assert OpenAICompatible(server.url, "qwen").complete(REQUEST).text == " vägen är dålig"


def test_a_text_that_was_cut_says_so(server: Server) -> None:
    server.answers = [(200, reply("vägen är", "length"))]
    assert OpenAICompatible(server.url, "qwen").complete(REQUEST).cut


def test_a_schema_is_sent_along(server: Server) -> None:
    server.answers = [(200, reply("{}"))]
    schema = {"type": "object", "properties": {}}
    OpenAICompatible(server.url, "qwen").complete(Request(REQUEST.turns, schema=schema))
    assert server.asked[0][1]["response_format"]["json_schema"]["schema"] == schema
    assert "stop" not in server.asked[0][1]


REFUSED = b'{"error": {"message": "1 validation error: Input should be text or json_object"}}'


@pytest.mark.parametrize(("status", "said"), [(400, b""), (422, b""), (500, REFUSED)])
def test_a_server_that_refuses_openais_form_of_a_schema_is_asked_in_llama_cpps(
    status: int, said: bytes, server: Server
) -> None:
    server.answers = [(status, said), (200, reply("{}"))]
    schema = {"type": "object", "properties": {}}
    llm = OpenAICompatible(server.url, "qwen")
    for _ in range(2):
        assert llm.complete(Request(REQUEST.turns, schema=schema)).text == "{}"
    forms = [body["response_format"] for _, body in server.asked]
    assert forms[0]["type"] == "json_schema" and forms[1:] == [{"type": "json_object", "schema": schema}] * 2


def test_a_refusal_that_is_not_about_the_form_is_told(server: Server) -> None:
    server.answers = [(400, b"")]
    with pytest.raises(GenerationFailed, match="svarskod 400"):
        OpenAICompatible(server.url, "qwen").complete(Request(REQUEST.turns, schema={"type": "object"}))
    assert len(server.asked) == 2


def test_a_server_that_begins_turns_of_its_own_is_sent_the_whole_text(server: Server) -> None:
    done = {"choices": [{"text": " vägen är dålig", "finish_reason": "stop"}], "usage": {"prompt_tokens": 12}}
    server.answers = [(200, json.dumps(done).encode()), (200, reply("ja"))]
    llm = OpenAICompatible(server.url, "qwen", whole=True)
    assert llm.complete(REQUEST).text == " vägen är dålig"
    assert llm.complete(Request(REQUEST.turns)).text == "ja"  # without an opening: its own chat
    (path, body), (other, _) = server.asked
    assert (path, other) == ("/v1/completions", "/v1/chat/completions")
    assert body["prompt"] == chatml(REQUEST) and body["prompt"].endswith("<|im_start|>assistant\natt")
    assert body["stop"] == ["\n", "<|im_end|>"] and body["max_tokens"] == 40


@pytest.mark.parametrize("busy", [429, 500, 503])
def test_a_busy_server_is_asked_again(busy: int, server: Server, waits: list[float]) -> None:
    server.answers = [(busy, b""), (busy, b""), (200, reply("svar"))]
    assert OpenAICompatible(server.url, "qwen").complete(REQUEST).text == "svar"
    assert len(server.asked) == 3
    assert waits == sorted(waits) and len(waits) == 2 and waits[0] > 0


def test_after_three_attempts_it_gives_up(server: Server) -> None:
    server.answers = [(503, b"")]
    with pytest.raises(GenerationFailed, match=r"svarskod 503.*kontrollera att den är i gång"):
        OpenAICompatible(server.url, "qwen").complete(REQUEST)
    assert len(server.asked) == 3


@pytest.mark.parametrize("status", [400, 401, 404])
def test_a_refusal_is_not_repeated(status: int, server: Server) -> None:
    server.answers = [(status, b"")]
    with pytest.raises(GenerationFailed, match=f"svarskod {status}"):
        OpenAICompatible(server.url, "qwen").complete(REQUEST)
    assert len(server.asked) == 1


def test_a_redirect_is_not_followed(server: Server) -> None:
    server.answers = [(307, b"")]
    with pytest.raises(GenerationFailed, match="svarskod 307"):
        OpenAICompatible(server.url, "qwen").complete(REQUEST)


@pytest.mark.parametrize(
    "content", [b"<html>Hej</html>", b"{}", b'{"choices": []}', b"[]", b'{"choices": [{"message": null}]}']
)
def test_an_answer_that_is_no_completion_is_a_failed_generation(content: bytes, server: Server) -> None:
    server.answers = [(200, content)]
    with pytest.raises(GenerationFailed, match="kontrollera att den är i gång"):
        OpenAICompatible(server.url, "qwen").complete(REQUEST)


def test_nobody_at_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(GenerationFailed, match="ConnectError"):
        OpenAICompatible(url, "qwen").complete(REQUEST)


def test_a_stream_gives_the_same_text_in_pieces(server: Server) -> None:
    pieces = [{"choices": [{"delta": {"content": text}}]} for text in ("att ", "vägen", " är dålig")]
    lines = "".join(f"data: {json.dumps(p)}\n\n" for p in pieces) + "data: [DONE]\n\n"
    server.answers = [(200, lines.encode())]
    assert "".join(OpenAICompatible(server.url, "qwen").stream(REQUEST)) == "att vägen är dålig"


def test_a_stream_that_fails_is_a_failed_generation(server: Server) -> None:
    server.answers = [(500, b"")]
    with pytest.raises(GenerationFailed):
        list(OpenAICompatible(server.url, "qwen").stream(REQUEST))


def found_at(address: str) -> Any:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return lambda host, port: [(family, socket.SOCK_STREAM, 6, "", (address, 0))]


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.4.4", "::1", "fd00::1", "fe80::1%eth0"]
)
def test_private_addresses_are_let_through(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", found_at(address))
    require_private("http://modell.internt:8080/v1")


@pytest.mark.parametrize("address", ["8.8.8.8", "172.32.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "1.1.1.1"])
def test_public_addresses_are_refused_before_anything_is_sent(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", found_at(address))
    with pytest.raises(UsageError, match="utanför det egna nätet"):
        OpenAICompatible("https://modell.example/v1", "qwen")
    OpenAICompatible("https://modell.example/v1", "qwen", allow_public=True)


def test_a_host_with_one_public_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [*found_at("10.0.0.1")("", None), *found_at("8.8.8.8")("", None)]
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, port: both)
    with pytest.raises(UsageError, match="utanför det egna nätet"):
        require_private("http://modell.example/v1")


@pytest.mark.parametrize("url", ["", "modell", "127.0.0.1:8080", "http://"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(UsageError, match="ingen adress"):
        require_private(url)


def test_an_unknown_host(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(host: str, port: None) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    with pytest.raises(UsageError, match="går inte att hitta"):
        require_private("http://modell.invalid/v1")


def vectors(*rows: tuple[int, list[float]]) -> bytes:
    return json.dumps({"data": [{"index": index, "embedding": row} for index, row in rows]}).encode()


def test_vectors_come_in_the_order_of_the_texts_and_have_length_one(server: Server) -> None:
    server.answers = [(503, b""), (200, vectors((1, [0.0, 2.0]), (0, [3.0, 4.0])))]
    found = ServedEmbedder(server.url, "e5").encode(["ett", "två"], "likeness")
    assert np.allclose(found, [[0.6, 0.8], [0.0, 1.0]]) and found.dtype == np.float32
    path, body = server.asked[-1]
    assert (path, body) == ("/v1/embeddings", {"model": "e5", "input": ["query: ett", "query: två"]})


def test_a_vector_for_each_token_is_one_for_the_text(server: Server) -> None:
    tokens = {"data": [{"index": 0, "embedding": [[6.0, 0.0], [0.0, 8.0]]}, {"index": 1, "embedding": [[0.0, 2.0]]}]}
    server.answers = [(200, json.dumps(tokens).encode())]
    assert np.allclose(ServedEmbedder(server.url, "e5").encode(["ett ord", "två"]), [[0.6, 0.8], [0.0, 1.0]])


@pytest.mark.parametrize("content", [b"{}", b"[]", vectors((0, [1.0])), b'{"data": [{"index": 0}, {"index": 1}]}'])
def test_an_answer_that_is_no_vectors_is_a_failure(content: bytes, server: Server) -> None:
    server.answers = [(200, content)]
    with pytest.raises(GenerationFailed, match="Inbäddningsmodellen"):
        ServedEmbedder(server.url, "e5").encode(["ett", "två"])


def test_vectors_are_asked_for_in_the_own_network_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", found_at("8.8.8.8"))
    with pytest.raises(UsageError, match="utanför det egna nätet"):
        ServedEmbedder("https://modell.example/v1", "e5")
