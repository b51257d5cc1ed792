"""JSON (an array, one object, a service's answer) or JSONL → one document a record, in the file's order.

JSONL is read line by line, so that memory does not grow with the file; any other JSON is read whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

import orjson

from kg.sources.files import HEAD, Line, Text, mend
from kg.sources.found import Found, Rest
from kg.sources.objects.layouts import fits, to_document
from kg.sources.objects.values import at, raw_at
from kg.text.cleaning import one_line

Names: TypeAlias = Mapping[str, str]
_SPACE = re.compile(r"[\s,]*")
_ODD_ONES = r"//[^\n]*|/\*.{0,1000}?\*/|,(?=\s*[}\]])"
_ODD = re.compile(_ODD_ONES, re.S)
_ODD_OR_TEXT = re.compile(rf'"(?:[^"\\\n]|\\.)*+"|{_ODD_ONES}', re.S)
_COMMENTS = re.compile(r"(?:[\ufeff\s]|//[^\n]*\n|/\*.{0,1000}?\*/)*", re.S)
_DECODER = json.JSONDecoder()
_WRAPPERS = (
    *(
        "results",
        "data",
        "items",
        "notes",
        "papers",
        "records",
        "works",
        "submissions",
        "hits",
        "entries",
        "collection",
    ),
    *("message", "metadata", "resultList", "result"),
)
_DEEPEST = 4
_LONGEST_OPENER = 400
_KIND = {
    bool: "a truth value",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    type(None): "null",
}


def recognise(head: str) -> bool:
    """Tell JSON by its first character; comments may stand before it."""
    start = _COMMENTS.match(head)
    return head[start.end() if start else 0 :][:1] in {"{", "["}


def read(text: Text) -> Iterator[Found]:
    """Yield a document for each record, or why there is none."""
    if _is_one_a_line(text.head):
        for line in text.own_lines(_begins):
            if line.text.strip():
                yield from _read_line(line, text.names)
    else:
        yield from _read_whole(text)


def _begins(line: str) -> bool:
    return line.startswith("{")


def _is_one_a_line(head: str) -> bool:
    """Tell JSONL by any line that is an object by itself and not indented; the first may be damaged."""
    if head.lstrip().startswith("["):
        return False
    if "\n" not in head.strip():
        # The first of many lines may be that long; else the file is one line of an object or more.
        return len(head.encode("utf-8", "surrogatepass")) >= HEAD
    return any(line.startswith("{") and _parses(mend(line)[0]) for line in head.split("\n"))


def _parses(text: str) -> bool:
    try:
        _loaded(text)
    except ValueError:
        return False
    return True


def _loaded(text: str) -> object:
    """Read a value; `NaN` and `Infinity`, which Python's own writer has and JSON has not, are nothing."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if "NaN" not in text and "Infinity" not in text:
            raise
        try:
            value: object = json.loads(text, parse_constant=lambda _: None)
            json.dumps(value, ensure_ascii=False).encode()  # Half a pair of surrogates is no text.
        except (ValueError, RecursionError):
            raise error from None
        return value


def _read_line(line: Line, names: Names) -> Iterator[Found]:
    where = f"line {line.number}"
    if not line.whole:
        yield Found(where, f"longer than {len(line.text):,} characters; expected one JSON object a line")
        return
    yield from _records(line.text, where, names)


def _read_whole(whole: Text) -> Iterator[Found]:
    """Read value after value, in an array or not, so that those before a damaged one are kept."""
    text = whole.whole()
    number, line, counted, position = 0, 1, 0, 0
    in_array = relaxed = False
    while (position := _next(text, position)) < len(text):
        if text[position] == ("]" if in_array else "["):
            in_array = not in_array
            position += 1
            continue
        number += 1
        line, counted = line + text.count("\n", counted, position), position
        where = f"record {number} (line {line})" if in_array else f"line {line}"
        try:
            _, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            if not relaxed and _ODD.search(text, position):
                text, relaxed, number = _plain(text), True, number - 1
                continue
            why = f"no JSON from here on ({_fault(error)}); what stands before is kept, the rest is left out"
            if whole.opens(text[position : position + _LONGEST_OPENER]):
                whole.passed.append(Rest(line, text[position:], why))
            else:
                yield Found(where, why)
            return
        yield from _records(text[position:end], where, whole.names)
        position = end


def _plain(text: str) -> str:
    """Put blanks for comments and for commas before a closing bracket, which JSON has not."""
    return _ODD_OR_TEXT.sub(lambda it: it[0] if it[0][0] == '"' else re.sub(r"[^\n]", " ", it[0]), text)


def _next(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match else position


def _records(text: str, where: str, names: Names) -> Iterator[Found]:
    mended, doubts = mend(text)
    try:
        value = _loaded(mended)
    except json.JSONDecodeError as error:
        yield Found(where, f"not JSON ({error.msg} at character {error.pos + 1}); cut in half, or damaged")
        return
    papers = _unwrapped(value, names)
    if not papers:
        yield Found(where, "an answer without any paper")
    for number, record in enumerate(papers, start=1):
        place = where if record is value else f"{where}, record {number}"
        if isinstance(record, dict) and (fault := raw_at(record, "error")) and not fits(record):
            yield Found(place, f"the service answers with an error: {one_line(fault)[:200]}; ask again")
        elif isinstance(record, dict):
            yield Found(place, to_document(_named(record, names), doubts=doubts))
        else:
            yield Found(place, f"{_KIND[type(record)]} where an object with a title was expected")


def _unwrapped(value: object, names: Names, depth: int = 0) -> list[object]:
    """Take a service's answer apart (`{"results": [{…}, …]}`), or an object with just one list of objects."""
    if not isinstance(value, dict) or fits(_named(value, names)) or depth == _DEEPEST:
        return [value]
    named: object = next(
        (value[name] for name in _WRAPPERS if isinstance(value.get(name), list | dict)), None
    )
    if isinstance(named, dict):
        return _unwrapped(named, names, depth + 1)
    if isinstance(named, list):
        return named
    if value and all(isinstance(one, dict) and fits(_named(one, names)) for one in value.values()):
        return list(value.values())  # papers by their names
    lists = [
        it
        for it in value.values()
        if isinstance(it, list) and it and all(isinstance(one, dict) for one in it)
    ]
    return lists[0] if len(lists) == 1 else [value]


def _named(record: dict[str, object], names: Names) -> dict[str, object]:
    """Give the fields the names that the user says they go by; `meta.name` is a field within another."""
    if not names:
        return record
    found = {ours: at(record, *theirs.split(".")) for theirs, ours in names.items()}
    return {**record, **{ours: value for ours, value in found.items() if value is not None}}


def _fault(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)
