"""The graph → one HTML page that holds all it needs: pyvis on our own template, every text escaped."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Sequence
from importlib import resources

import networkx as nx
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from kg.viz import details, drawing, layout
from kg.viz.contents import PAPER_TYPE
from kg.viz.drawing import Line

_SCRIPTS = (
    "data", "words", "dom", "shapes", "theme", "state", "address", "labels", "canvas", "view", "lookup",
    "evidence", "cards", "panel", "filters", "search", "print", "main",
)  # fmt: skip
_ESCAPES = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})
_HUBS = 60
_LABEL = 7
_MANY = 600
"""From this many drawn lines on they are hidden while the picture is dragged, so that it follows the hand."""


def render(graph: nx.MultiDiGraph) -> str:
    """Render the page; the same graph gives the same bytes."""
    nodes = sorted(graph, key=lambda node: (-graph.nodes[node]["rank"], node))
    lines = drawing.lines(graph)
    network = _network(graph, nodes, [*lines, *drawing.spokes(graph)])
    network.templateEnv = _environment()
    network.templateEnv.globals["details"] = details.describe(graph, nodes, lines)
    network.path = "page.html"
    return str(network.generate_html())


def island(value: object) -> Markup:
    r"""Write JSON that may stand inside a script element: nothing in it ends the element or opens a comment.

    >>> print(island("</script>"))
    "\u003c/script\u003e"
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(written.translate(_ESCAPES))  # noqa: S704 (escaped above)


def _network(graph: nx.MultiDiGraph, nodes: Sequence[str], lines: Sequence[Line]) -> Network:
    network = Network(directed=True, cdn_resources="in_line", heading="claimgraph")
    sizes = _sizes(graph)
    foremost = drawing.foremost(lines)
    network.set_options(json.dumps(_options(len(foremost))))
    shown = [lines[number] for number in sorted(foremost)]
    places = layout.place(drawing.tied(graph, shown), {node: size + _LABEL for node, size in sizes.items()})
    numbers = {node: number for number, node in enumerate(nodes)}
    for node, number in numbers.items():
        place = places[node]
        network.add_node(
            number, label=" ", group=graph.nodes[node]["type"], size=sizes[node], x=place.x, y=place.y
        )
    bends = Counter[frozenset[str]]()
    for number, line in enumerate(lines):
        ends = frozenset((line.subject, line.object))
        bend = round(0.1 + 0.14 * bends[ends], 2)
        bends[ends] += 1
        network.add_edge(
            numbers[line.subject],
            numbers[line.object],
            id=number,
            predicate=line.predicate,
            quiet=number not in foremost,
            smooth={"enabled": True, "type": "curvedCW", "roundness": bend},
        )
    return network


def _sizes(graph: nx.MultiDiGraph) -> dict[str, float]:
    """Give nodes their radius, which grows with rank; papers, where they are few, are large, as hubs."""
    papers = sum(kind == PAPER_TYPE for _, kind in graph.nodes(data="type"))
    least = {PAPER_TYPE: 11 if papers <= _HUBS else 6}
    return {
        node: round(least.get(attributes["type"], 6) + 8 * math.sqrt(attributes["rank"]), 1)
        for node, attributes in graph.nodes(data=True)
    }


def _options(lines: int) -> dict[str, object]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": lines > _MANY,
            "hideEdgesOnZoom": lines > _MANY,
            "zoomSpeed": 0.6,
        },
        "nodes": {"chosen": False},
        "edges": {"chosen": False, "arrowStrikethrough": False, "selfReference": {"size": 14}},
    }


def _environment() -> Environment:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"page.html": _ours("page.html")})
    )
    scripts = (
        _library(),
        f'(() => {{\n"use strict";\n{"".join(_ours(f"{name}.js") for name in _SCRIPTS)}}})();',
    )
    style = _ours("page.css")
    environment.filters |= {"island": island, "parsed": json.loads}
    environment.globals |= {
        "scripts": [Markup(script) for script in scripts],  # noqa: S704 (the project's own and the library's code)
        "style": Markup(style),  # noqa: S704
        "policy": _policy(scripts, style),
    }
    return environment


def _policy(scripts: Sequence[str], style: str) -> str:
    """Allow these very scripts and this style, and a picture written into the page; forbid all else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _library() -> str:
    """Read vis-network as pyvis brings it, without the line that would send debuggers for a source map."""
    path = resources.files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    return re.sub(r"\n//# sourceMappingURL=.*", "", path.read_text(encoding="utf-8")).replace("\r\n", "\n")


def _ours(name: str) -> str:
    return (resources.files("kg.viz") / "web" / name).read_text(encoding="utf-8")
