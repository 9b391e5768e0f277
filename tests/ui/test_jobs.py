"""Long work: one job at a time, a line that anybody sees, cancelled in the middle and gone on with."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import UsageError
from summarizer.llm.fake import FakeLLM
from summarizer.ui.jobs import Job, Jobs
from summarizer.ui.services import open_services
from summarizer.workspace import Workspace
from tests.ui.conftest import Open, add, words


def test_a_job_tells_how_far_it_has_come_and_keeps_its_results() -> None:
    jobs = Jobs()

    def work(job: Job) -> None:
        for name in ("a", "b"):
            job.begin(name)
            job.finish(name.upper())

    job = jobs.start("ingest", 2, work)
    jobs.wait(10)
    assert (job.state, job.done, job.results, job.fraction) == ("done", 2, ["A", "B"], 1.0)


def test_a_cancelled_job_stops_between_steps_and_another_may_start() -> None:
    jobs, reached, go_on = Jobs(), threading.Event(), threading.Event()

    def work(job: Job) -> None:
        for name in ("a", "b", "c"):
            job.begin(name)
            reached.set()
            go_on.wait(10)
            job.finish(name)

    job = jobs.start("summarize", 3, work)
    assert reached.wait(10)
    job.stop.set()
    go_on.set()
    jobs.wait(10)
    assert (job.state, job.results) == ("cancelled", ["a"])
    again = jobs.start("summarize", 3, work)
    jobs.wait(10)
    assert again.state == "done"


def test_a_job_that_fails_says_why_in_one_sentence_and_never_a_traceback() -> None:
    jobs = Jobs()

    def known(job: Job) -> None:
        raise UsageError("Avsnittet finns inte.")

    def unknown(job: Job) -> None:
        raise ZeroDivisionError("secret")

    job = jobs.start("draft", 1, known)
    jobs.wait(10)
    assert (job.state, str(job.error)) == ("failed", "Avsnittet finns inte.")
    job = jobs.start("draft", 1, unknown)
    jobs.wait(10)
    assert job.state == "failed" and job.error and "secret" not in str(job.error)


class Gate:
    """Work that stops at a gate until it is let through."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def __call__(self, job: Job) -> None:
        job.begin("fil.docx")
        self.reached.set()
        assert self.open.wait(30)
        job.finish(None)


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open.set()


def test_what_is_asked_for_meanwhile_waits_in_the_order_it_came_and_is_not_lined_up_twice(gate: Gate) -> None:
    jobs, order = Jobs(), []
    first = jobs.start("ingest", 1, gate, of="inkorg")
    assert gate.reached.wait(10)
    one = jobs.start("draft", 1, lambda job: order.append("draft"), of="3.2", by="Rut")
    two = jobs.start("summarize", 1, lambda job: order.append("summarize"), of="3.2")
    assert jobs.start("summarize", 1, lambda job: order.append("twice"), of="3.2") is two
    assert jobs.start("ingest", 1, gate, of="inkorg") is first
    assert [(j.number, j.state, j.by) for j in jobs.waiting] == [
        (one.number, "waiting", "Rut"),
        (two.number, "waiting", ""),
    ]
    anew = jobs.start("ingest", 1, lambda job: order.append("ingest"), of="inkorg", anew=True)
    assert anew is not first
    gate.open.set()
    jobs.wait(10)
    assert order == ["draft", "summarize", "ingest"] and not jobs.busy
    assert jobs.last("draft") is one and jobs.last("ingest") is anew


def test_a_job_is_taken_out_of_the_line_and_never_begins(gate: Gate) -> None:
    jobs, done = Jobs(), []
    jobs.start("ingest", 1, gate)
    assert gate.reached.wait(10)
    gone = jobs.start("draft", 1, lambda job: done.append("draft"))
    stays = jobs.start("summarize", 1, lambda job: done.append("summarize"))
    jobs.take_away(gone.number)
    assert jobs.waiting == [stays]
    gate.open.set()
    jobs.wait(10)
    assert done == ["summarize"] and gone.state == "waiting"


def test_time_left_goes_by_the_size_of_the_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    job = Job(1, "summarize", 3, sizes=[10, 30, 10], state="running", started=100.0)
    monkeypatch.setattr("summarizer.ui.jobs.time.monotonic", lambda: 120.0)
    assert job.seconds_left is None
    job.finish(None)
    assert job.seconds_left == pytest.approx(80.0)


def test_everybody_sees_what_waits_for_what_and_may_take_it_away(
    seeded: Workspace, open_page: Open, gate: Gate
) -> None:
    services = open_services()
    services.jobs.start("ingest", 1, gate)
    assert gate.reached.wait(10)
    mine = open_page("granska", section="2.1", reviewer="Rut Granskare")
    mine.button(key="draft").click().run()
    (waiting,) = services.jobs.waiting
    assert "Ändringsförslag 2.1 (Rut Granskare) väntar på: Inläsning" in words(mine)
    somebody = open_page("fraga")
    assert "fil.docx" in words(somebody) and "väntar på: Inläsning" in words(somebody)
    somebody.button(key=f"job_take_away_{waiting.number}").click().run()
    assert services.jobs.waiting == []
    assert "väntar på" not in words(open_page("fraga"))


def test_all_sections_begin_with_the_one_shown_stop_within_it_when_asked_and_go_on(
    workspace: Workspace, open_page: Open
) -> None:
    asked, reached, go_on = [], threading.Event(), threading.Event()

    def answer(request: object) -> str:
        asked.append(request)
        reached.set()
        assert go_on.wait(30)
        return "Vägarna i inlandet."

    workspace._llm = FakeLLM(answer)
    for n, section in enumerate(("2.1", "3.2", "3.3")):
        for m in range(2):
            add(workspace, f"S{n}00000{m}", f"Byn {n}{m}", "civilsamhälle",
                {"needs": f"Vägen till byn {n} måste rustas upp före {2030 + m}."}, section=section)  # fmt: skip
    test = open_page("sammanstallning", section="3.2")
    test.button(key="make_all").click().run()
    assert reached.wait(30)
    job = open_services().jobs.latest
    assert job is not None and job.of.split() == ["3.2", "2.1", "3.3"]
    assert job.current.startswith("3.2")
    test.run()
    test.button(key="job_cancel").click().run()
    go_on.set()
    open_services().jobs.wait(30)
    assert (job.state, job.done, len(asked)) == ("cancelled", 0, 1)  # the model was not asked once more
    test.run()
    assert "avbrutet efter 0 av 3" in words(test)
    test.button(key="make_all").click().run()
    open_services().jobs.wait(60)
    assert workspace.store.themes.summarised() == ["2.1", "3.2", "3.3"]
    assert len(asked) == len(set(map(repr, asked)))  # what had been answered was not asked again


def test_reading_in_is_cancelled_between_files_and_goes_on_with_those_left(
    workspace: Workspace, open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from summarizer import pipeline

    ingest, read, go_on = pipeline.ingest, threading.Event(), threading.Event()

    def slowly(workspace: Workspace, paths: list[Path]) -> object:
        results = ingest(workspace, paths)
        read.set()
        assert go_on.wait(30)
        return results

    monkeypatch.setattr(pipeline, "ingest", slowly)
    test = open_page("inspel")
    files = [
        (f"svar{n}.txt", f"2.1 Digital infrastruktur\n\nBygg fiber till by {n}.\n".encode(), "text/plain")
        for n in range(4)
    ]
    test.file_uploader[0].set_value(files).run()
    test.button(key="read").click().run()
    assert read.wait(30)
    test.run()
    test.button(key="job_cancel").click().run()
    go_on.set()
    open_services().jobs.wait(30)
    assert len(workspace.store.submissions.all()) == 1
    test.run()
    assert "3 filer väntar" in test.warning[0].value
    test.button(key="resume").click().run()
    open_services().jobs.wait(30)
    assert len(workspace.store.submissions.all()) == 4
