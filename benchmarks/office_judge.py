"""Drives LibreOffice through UNO. Run with the Python that has ``uno`` (Debian: python3-uno), not the project's own.

Reads jobs as JSON lines on stdin and answers each with one JSON line. A job is ``{"open": path}`` with, in this order,
``"each": {date: "accept" | "reject"}`` (the tracked changes with that date), ``"replace": [[old, new], …]`` (in the text),
``"do": "accept" | "reject"`` (all tracked changes), ``"save": path`` (.docx) and ``"pdf": path``. The answer holds
``paragraphs``: the text of every body paragraph, table cells included, ``styles``, and ``looks``: each stretch of a
paragraph with one size, slant, underline and weight, as ``[text, look]``; or ``error``.

The jobs are done by a component (``Judge``) that LibreOffice loads from this file into its own process: a call from one
process to another takes half a millisecond, and a document of a hundred paragraphs takes some thousand calls.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.task import XJob

_REFERENCE, _FIELD = "\N{RIGHTWARDS ARROW}", "com.sun.star.text.TextField.GetReference"
_NAME = "samspel.benchmarks.Judge"
_ALL = {"accept": ".uno:AcceptAllTrackedChanges", "reject": ".uno:RejectAllTrackedChanges"}
_LOOK = ("CharHeight", "CharPosture", "CharUnderline", "CharWeight")
_ONE = {"accept": ".uno:AcceptTrackedChange", "reject": ".uno:RejectTrackedChange"}


def _value(name, value):
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def _connected(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start within a minute")


def _paragraphs(text):
    for block in text:
        if block.supportsService("com.sun.star.text.Paragraph"):
            yield block
        elif block.supportsService("com.sun.star.text.TextTable"):
            for name in block.CellNames:
                yield from _paragraphs(block.getCellByName(name))


def _text(paragraph):
    """The paragraph's text. A reference to another place stands as a mark of its own: what it says (a page number, or that
    there is nothing left to refer to) depends on when LibreOffice last worked it out."""
    portions = list(paragraph)
    if any(map(_refers, portions)):
        return "".join(_REFERENCE if _refers(portion) else portion.getString() for portion in portions)
    return paragraph.getString()


def _refers(portion):
    return portion.TextPortionType == "TextField" and portion.TextField.supportsService(_FIELD)


def _looks(paragraph):
    stretches = []
    for portion in paragraph:
        if portion.TextPortionType == "Text" and (text := portion.getString()):
            look = " ".join(str(getattr(value, "value", value)) for value in portion.getPropertyValues(_LOOK))
            if stretches and stretches[-1][1] == look:
                stretches[-1][0] += text
            else:
                stretches.append([text, look])
    return stretches


def _settle(document, dispatcher, verdicts):
    """Accept or reject one tracked change after another, as a person does who steps through them."""
    while True:
        for change in document.Redlines:
            if (date := _date(change)) in verdicts:
                _settle_one(document, dispatcher, change, date, _ONE[verdicts[date]])
                break
        else:
            return


def _settle_one(document, dispatcher, change, date, command):
    """With the cursor in the change, at its beginning, or with the change selected: whichever settles it and no other."""
    frame, cursor = document.CurrentController.Frame, document.CurrentController.ViewCursor
    before = Counter(map(_date, document.Redlines))
    start, end = change.RedlineStart, change.RedlineEnd
    for steps, selected in ((1, False), (0, False), (0, True)):
        cursor.gotoRange(start, False)
        cursor.goRight(steps, False)
        if selected:
            cursor.gotoRange(end, True)
        dispatcher.executeDispatch(frame, command, "", 0, ())
        settled = before - Counter(map(_date, document.Redlines))
        if set(settled) == {date}:
            return
        if settled:
            dispatcher.executeDispatch(frame, ".uno:Undo", "", 0, ())
    raise RuntimeError(f"the tracked change of {date} was not settled")


def _date(change):
    at = change.RedlineDateTime
    return f"{at.Year:04}-{at.Month:02}-{at.Day:02}T{at.Hours:02}:{at.Minutes:02}"


def _replace(document, old, new):
    search = document.createReplaceDescriptor()
    search.SearchString, search.ReplaceString, search.SearchCaseSensitive = old, new, True
    if document.replaceAll(search) != 1:
        raise RuntimeError(f"{old} does not occur once")


def _done(job, context):
    manager = context.ServiceManager
    desktop = manager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    document = desktop.loadComponentFromURL(Path(job["open"]).as_uri(), "_blank", 0, (_value("Hidden", True),))
    try:
        dispatcher = manager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
        _settle(document, dispatcher, job.get("each", {}))
        for old, new in job.get("replace", []):
            _replace(document, old, new)
        if "do" in job:
            dispatcher.executeDispatch(document.CurrentController.Frame, _ALL[job["do"]], "", 0, ())
        if "save" in job:
            document.storeToURL(Path(job["save"]).as_uri(), (_value("FilterName", "MS Word 2007 XML"),))
        if "pdf" in job:
            document.storeToURL(Path(job["pdf"]).as_uri(), (_value("FilterName", "writer_pdf_Export"),))
        paragraphs = list(_paragraphs(document.Text))
        return {
            "paragraphs": [_text(p) for p in paragraphs],
            "styles": [p.ParaStyleName for p in paragraphs],
            "looks": [_looks(p) for p in paragraphs],
        }
    finally:
        document.close(True)


class Judge(unohelper.Base, XJob):
    """Lives in LibreOffice's process. ``execute`` takes one named value, a job, and gives the answer; both as JSON."""

    def __init__(self, context):
        self._context = context

    def execute(self, arguments):
        try:
            return json.dumps(_done(json.loads(arguments[0].Value), self._context))
        except Exception as exc:
            return json.dumps({"error": f"{type(exc).__name__}: {exc}"})


g_ImplementationHelper = unohelper.ImplementationHelper()  # the name that LibreOffice looks for
g_ImplementationHelper.addImplementation(Judge, _NAME, ("com.sun.star.task.Job",))


def _judge(context):
    loader = context.ServiceManager.createInstanceWithContext("com.sun.star.loader.Python", context)
    factory = loader.activate(_NAME, "", Path(__file__).resolve().as_uri(), None)
    return factory.createInstanceWithContext(context)


def main():
    with tempfile.TemporaryDirectory() as profile:
        pipe = Path(profile).name
        options = ["--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
        # the Python inside LibreOffice is found by way of PATH, where a virtual environment would stand first
        own = {"PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | own
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", *options]
        office = subprocess.Popen(command, env=environment)
        try:
            judge = _judge(_connected(pipe))
            print(json.dumps({"ready": True}), flush=True)
            for line in sys.stdin:
                print(judge.execute((NamedValue("job", line),)), flush=True)
        finally:
            office.terminate()
            office.wait(30)


if __name__ == "__main__":
    main()
