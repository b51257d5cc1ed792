from pathlib import Path

import pyoxigraph
import pytest

from kg.model import Predicate, Quad
from kg.rdf import tallies, vocab
from kg.rdf.resolution import folded
from kg.rdf.vocab import RESOLVED_GRAPH
from kg.store import Store, create, open_store

ROLES = (
    *(vocab.SUBJECT, vocab.OBJECT, vocab.ON_DATASET, vocab.ON_TASK, vocab.BASELINE),
    *(vocab.COMPARED_BY, vocab.SPECIFIED_BY),
)
"""The properties of a claim or figure in which a thing has a part."""
YARDSTICKS = (vocab.OBJECT, vocab.ON_DATASET, vocab.SPECIFIED_BY)
"""Those in which what evaluates has it; in a claim or figure that evaluates."""
EVALUATING = (
    vocab.RESULT,
    vocab.PREDICATES[Predicate.EVALUATED_ON],
    vocab.PREDICATES[Predicate.MEASURED_BY],
)
"""What says of a claim or figure that it evaluates."""
SMALL = Path(__file__).parent.parent / "cases" / "store" / "small.trig"


def quad(found: pyoxigraph.Quad) -> Quad:
    in_default = isinstance(found.graph_name, pyoxigraph.DefaultGraph)
    graph = RESOLVED_GRAPH if in_default else str(found.graph_name)
    return Quad(str(found.subject), str(found.predicate), str(found.object), graph)


def completed(view: list[Quad]) -> list[Quad]:
    """Add to a resolved view, written by hand, what a build makes of it: small letters and tallies."""
    names = {
        Quad(quad.subject, vocab.HIDDEN_LABEL, folded(quad.object), RESOLVED_GRAPH)
        for quad in view
        if quad.predicate in (vocab.PREF_LABEL, vocab.ALT_LABEL, vocab.TITLE)
    }
    said = [*view, *_summed(view)]
    rows = sorted(set(tallies.noted(quad[:3] for quad in said)))
    return [*said, *names, *(Quad(*triple, RESOLVED_GRAPH) for triple in tallies.tallies(rows))]


def _summed(view: list[Quad]) -> set[Quad]:
    """Say in short of what papers speak, and with what they evaluate."""
    papers = {quad.subject: quad.object for quad in view if quad.predicate == vocab.PAPER}
    evaluating = {quad.subject for quad in view if quad.object in EVALUATING}
    return {
        Quad(papers[claim], short, thing, RESOLVED_GRAPH)
        for claim, role, thing, _ in view
        if claim in papers and role in ROLES and "/id/paper/" not in thing
        for short in (vocab.SPEAKS_OF, vocab.EVALUATES_WITH)
        if short == vocab.SPEAKS_OF or (claim in evaluating and role in YARDSTICKS)
    }


@pytest.fixture(scope="session")
def quads() -> list[Quad]:
    return sorted(map(quad, pyoxigraph.parse(path=SMALL)))


@pytest.fixture(scope="session")
def store(quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Store:
    place = tmp_path_factory.mktemp("store") / "small"
    named = (each for each in quads if each.graph != RESOLVED_GRAPH)
    create(place, named, completed([each for each in quads if each.graph == RESOLVED_GRAPH]))
    return open_store(place)
