"""One rival on one section, run by benchmarks/rivals.py with the rivals' own Python (their libraries are not ours):

    python rival_runs.py {map_reduce|rag|themefinder} TASK.json RESULT.json

``TASK.json``: the answers, the models' files, threads. ``RESULT.json`` is written after every call of the model, so that a run
that is cut tells how far it came: claims with the numbers of the answers that they cite, tokens in and out, calls, peak memory.
"""

from __future__ import annotations

import asyncio
import json
import operator
import os
import resource
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated, Any, TypedDict

CONTEXT = 8192
LONGEST = 1200  # tokens of one answer of the model
BATCH = 5000  # characters of answers in one prompt
BEST = 10  # passages that the retrieval hands over
SYSTEM = "Du är en noggrann utredare som sammanfattar svar i ett samråd på svenska."
MAP = (
    "Sammanfatta alla synpunkter i svaren nedan, en mening per synpunkt. Ange för varje synpunkt numren på alla de svar som "
    "den bygger på. Ta med enstaka röster och motstridiga åsikter.\n\n{texts}"
)
REDUCE = (
    "Slå ihop delsammanfattningarna nedan till en sammanfattning utan upprepningar. Behåll numren på svaren efter varje "
    "synpunkt. Ta med enstaka röster och motstridiga åsikter.\n\n{texts}"
)
ASK = "Vilka synpunkter lämnas på {title}?"
CLAIMS = {
    "type": "object",
    "properties": {
        "synpunkter": {
            "type": "array",
            "maxItems": 20,
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 240},
                    "svar": {"type": "array", "maxItems": 12, "items": {"type": "integer"}},
                },
                "required": ["text", "svar"],
            },
        }
    },
    "required": ["synpunkter"],
}


class Result:
    """What has come so far, on the disk."""

    def __init__(self, file: Path) -> None:
        self.file, self.told = file, {"claims": [], "tokens_in": 0, "tokens_out": 0, "calls": 0, "finished": False}
        self.save()

    def called(self, usage: dict[str, int]) -> None:
        self.told["calls"] += 1
        self.told["tokens_in"] += usage["prompt_tokens"]
        self.told["tokens_out"] += usage["completion_tokens"]
        self.save()

    def save(self, **more: Any) -> None:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.told |= {"peak_mb": round(peak / 1024), **more}
        self.file.write_text(json.dumps(self.told, ensure_ascii=False), encoding="utf-8")


def chat(task: dict[str, Any], result: Result) -> Any:
    """LangChain's llama.cpp, counted, with answers by the schema of claims."""
    from langchain_community.chat_models import ChatLlamaCpp

    llm = ChatLlamaCpp(
        model_path=task["generation"], n_ctx=CONTEXT, n_batch=512, n_threads=task["threads"], seed=1,
        temperature=0.0, max_tokens=LONGEST, repeat_penalty=1.0, streaming=False, verbose=False,
    )  # fmt: skip
    create = llm.client.create_chat_completion

    def counted(**arguments: Any) -> Any:
        done = create(**arguments)
        result.called(done["usage"])
        return done

    llm.client.create_chat_completion = counted
    return llm.bind(response_format={"type": "json_object", "schema": CLAIMS})


def claims_of(text: str) -> list[dict[str, Any]]:
    """What is whole of the model's JSON, which may be cut."""
    try:
        return list(json.loads(text)["synpunkter"])
    except ValueError:
        whole = text[: text.rfind("}") + 1] + "]}"
        try:
            return list(json.loads(whole)["synpunkter"])
        except ValueError:
            return []


def shown(claims: list[dict[str, Any]]) -> str:
    return "\n".join(f"{c['text']} {c['svar']}" for c in claims)


def batches(texts: list[str]) -> list[list[str]]:
    found: list[list[str]] = [[]]
    for text in texts:
        if found[-1] and sum(map(len, found[-1])) + len(text) > BATCH:
            found.append([])
        found[-1].append(text)
    return found


class State(TypedDict):
    texts: list[str]
    parts: Annotated[list[str], operator.add]
    claims: list[dict[str, Any]]


def map_reduce(task: dict[str, Any], result: Result) -> list[dict[str, Any]]:
    """LangGraph's summary by map and reduce: batches of answers, then the parts together."""
    from langchain_core.prompts import ChatPromptTemplate
    from langgraph.graph import END, START, StateGraph
    from langgraph.types import Send

    llm = chat(task, result)

    def asked(prompt: str, texts: list[str]) -> list[dict[str, Any]]:
        chain = ChatPromptTemplate.from_messages([("system", SYSTEM), ("human", prompt)]) | llm
        return claims_of(chain.invoke({"texts": "\n\n".join(texts)}).content)

    def one(state: State) -> dict[str, Any]:
        return {"parts": [shown(asked(MAP, state["texts"]))]}

    def together(state: State) -> dict[str, Any]:
        return {"claims": asked(REDUCE, state["parts"])}

    graph = StateGraph(State)
    graph.add_node("one", one)
    graph.add_node("together", together)
    graph.add_conditional_edges(
        START, lambda state: [Send("one", {"texts": batch}) for batch in batches(state["texts"])], ["one"]
    )
    graph.add_edge("one", "together")
    graph.add_edge("together", END)
    texts = [f"Svar {a['number']} ({a['organisation']}): {a['text']}" for a in task["answers"]]
    done = graph.compile().invoke({"texts": texts}, {"max_concurrency": 1})
    return list(done["claims"])


def rag(task: dict[str, Any], result: Result) -> list[dict[str, Any]]:
    """Passages in FAISS, the nearest to the question, one answer."""
    from langchain_community.vectorstores import FAISS
    from langchain_core.documents import Document
    from langchain_core.embeddings import Embeddings
    from langchain_core.prompts import ChatPromptTemplate
    from langchain_text_splitters import RecursiveCharacterTextSplitter
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(
        task["embedding"], device="cpu", local_files_only=True, model_kwargs={"add_pooling_layer": False}
    )

    class E5(Embeddings):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return model.encode([f"passage: {t}" for t in texts], normalize_embeddings=True).tolist()

        def embed_query(self, text: str) -> list[float]:
            return model.encode([f"query: {text}"], normalize_embeddings=True)[0].tolist()

    whole = [Document(a["text"], metadata={"number": a["number"], "who": a["organisation"]}) for a in task["answers"]]
    pieces = RecursiveCharacterTextSplitter(chunk_size=500, chunk_overlap=50).split_documents(whole)
    question = ASK.format(title=task["title"])
    near = FAISS.from_documents(pieces, E5()).as_retriever(search_kwargs={"k": BEST}).invoke(question)
    texts = "\n\n".join(f"Svar {d.metadata['number']} ({d.metadata['who']}): {d.page_content}" for d in near)
    chain = ChatPromptTemplate.from_messages([("system", SYSTEM), ("human", "{question}\n\n" + MAP)]) | chat(
        task, result
    )
    return claims_of(chain.invoke({"question": question, "texts": texts}).content)


def themefinder(task: dict[str, Any], result: Result) -> list[dict[str, Any]]:
    """ThemeFinder through llama.cpp's server. Its tokenizer would be downloaded: three letters a token instead."""
    import httpx
    import pandas as pd
    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_openai import ChatOpenAI
    from themefinder import find_themes, llm_batch_processor

    llm_batch_processor.calculate_string_token_length = lambda text, model=None: len(text) // 3
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = {"model": task["generation"], "host": "127.0.0.1", "port": port, "n_ctx": CONTEXT, "n_batch": 512,
                 "n_threads": task["threads"], "verbose": False}  # fmt: skip
    options = [piece for name, value in arguments.items() for piece in (f"--{name}", str(value))]
    with result.file.with_suffix(".log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-m", "llama_cpp.server", *options], stdout=log, stderr=log)

    class Counting(BaseCallbackHandler):
        def on_llm_end(self, response: Any, **_: Any) -> None:
            result.called(response.llm_output["token_usage"])
            result.save(server_mb=_peak_of(server.pid))

    class Local(ChatOpenAI):
        """The server knows a schema by another name than OpenAI's."""

        def with_structured_output(self, schema: Any = None, **_: Any) -> Any:
            form = {"type": "json_object", "schema": schema.model_json_schema()}
            return self.bind(response_format=form) | (lambda said: schema.model_validate_json(said.content))

    try:
        for _ in range(240):
            try:
                httpx.get(f"http://127.0.0.1:{port}/v1/models", trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.25)
        llm = Local(
            base_url=f"http://127.0.0.1:{port}/v1", api_key="none", model="local", temperature=0, timeout=900, max_retries=0,
            max_tokens=LONGEST * 2, callbacks=[Counting()],
        )  # fmt: skip
        frame = pd.DataFrame([{"response_id": a["number"], "response": a["text"]} for a in task["answers"]])
        found = asyncio.run(find_themes(frame, llm, ASK.format(title=task["title"]), verbose=False, concurrency=1))
    finally:
        server.terminate()
        server.wait(20)
    mapped = found["mapping"].to_dict("records") if len(found["mapping"]) else []
    return [
        {
            "text": str(theme["topic"]),
            "svar": [int(m["response_id"]) for m in mapped if theme["topic_id"] in m["labels"]],
        }
        for theme in found["themes"].to_dict("records")
    ]


def _peak_of(process: int) -> int:
    """The most memory that a process has had, MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


def main() -> None:
    os.environ |= {"HF_HUB_OFFLINE": "1", "LANGSMITH_TRACING": "false", "OMP_WAIT_POLICY": "passive"}
    kind, task, result = sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8")), Result(Path(sys.argv[3]))
    claims = {"map_reduce": map_reduce, "rag": rag, "themefinder": themefinder}[kind](task, result)
    result.save(claims=claims, finished=True)


if __name__ == "__main__":
    main()
