"""No reader reaches for the network, another program or another file, whatever a file asks for."""

import subprocess
import sys
from pathlib import Path

CASES = Path(__file__).parents[1] / "cases"
WATCHED = """
import os
import sys
from pathlib import Path
from kg.errors import KGError
from kg.sources import read
from kg.sources.pdf import reader as pdf

allowed = set(sys.argv[1:])
for path in allowed:  # what is loaded late is loaded before watching
    try:
        list(read(Path(path)))
    except KGError:
        pass
seen = []

def hook(event, arguments):
    # The pages of a PDF are read by a program of ours, which test_pdf.py watches.
    if event == "subprocess.Popen" and arguments[1][1:] == ["-P", str(pdf._PROGRAM)]:
        return
    if event.startswith(("socket.", "subprocess.", "urllib.", "http.", "os.system", "os.exec", "os.posix")):
        seen.append((event, arguments))
    pipe = event == "open" and isinstance(arguments[0], int)
    if event == "open" and not pipe and str(arguments[0]) not in {*allowed, os.devnull}:
        seen.append((event, arguments))

sys.addaudithook(hook)
for path in sorted(allowed):
    try:
        list(read(Path(path)))
    except KGError:
        pass
print(seen)
"""
HOSTILE = {
    "entity.xml": '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed><entry>&x;</entry></feed>',
    "dtd.xml": '<!DOCTYPE feed SYSTEM "http://example.org/a.dtd"><feed><entry><title>A</title></entry></feed>',
    "bomb.xml": '<!DOCTYPE f [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><feed><entry>&b;</entry></feed>',
    "include.xml": '<feed xmlns:xi="http://www.w3.org/2001/XInclude"><entry>'
    '<title>A</title><xi:include href="/etc/passwd" parse="text"/></entry></feed>',
    "style.xml": '<?xml-stylesheet href="http://example.org/a.xsl"?><feed><entry><title>A</title></entry></feed>',
}


def test_nothing_is_asked_of_anyone(tmp_path: Path) -> None:
    for name, text in HOSTILE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [*CASES.glob("*/*/input.*"), *tmp_path.iterdir()]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *map(str, files)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
