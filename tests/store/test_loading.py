"""RDF of others → a store in versions, whole or not at all."""

import gzip
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.store import open_store
from kg.store.loading import load
from kg.store.versions import Versions

BOMB = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><r/>'


def test_files_are_added_to_what_is_there(tmp_path: Path) -> None:
    turtle, quads = tmp_path / "a.ttl", tmp_path / "b.nq.gz"
    turtle.write_text("<a> <b> 1, 2 .", encoding="utf-8")
    quads.write_bytes(gzip.compress(b"<urn:a> <urn:b> <urn:c> <urn:g> .\n"))
    assert load([turtle], tmp_path / "store") == 2
    assert load([quads, turtle], tmp_path / "store", graph="urn:t") == 5
    store = open_store(Versions(tmp_path / "store").current())
    assert store.query("ASK { GRAPH <urn:t> { ?s ?p 1, 2 } GRAPH <urn:g> { <urn:a> ?q ?o } }")
    assert store.query(f"ASK {{ <{tmp_path.as_uri()}/a> ?p 1 }}")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ttl", b"<a> <b> .", r"a\.ttl: .*line 1"),
        ("a.csv", b"a,b", "no format of RDF by its name"),
        ("a.rdf", BOMB, "declares XML entities"),
        ("a.nt.gz", b"no gzip", r"a\.nt\.gz: .*nothing was loaded"),
        ("a.nt", None, "No such file"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(
    tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    good = tmp_path / "good.nt"
    good.write_bytes(b"<urn:a> <urn:b> <urn:c> .\n")
    load([good], tmp_path / "store")
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(GraphError, match=says):
        load([good, tmp_path / name], tmp_path / "store")
    assert len(open_store(Versions(tmp_path / "store").current()).engine) == 1


def test_a_graph_that_is_no_iri(tmp_path: Path) -> None:
    (tmp_path / "a.nt").write_bytes(b"<urn:a> <urn:b> <urn:c> .\n")
    with pytest.raises(GraphError, match="no IRI"):
        load([tmp_path / "a.nt"], tmp_path / "store", graph="no iri")
