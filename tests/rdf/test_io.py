import io

import pytest
import rdflib

from kg.errors import GraphError
from kg.model import Quad
from kg.rdf.io import read_nquads, write_nquads, write_turtle

ONE = Quad("<http://a/s>", "<http://a/p>", '"x . <http://a/z> \\" y"@en-gb', "<http://a/g>")
TWO = Quad("<http://a/s>", "<http://a/p>", '"1"^^<http://a/t>', "<http://a/g>")


def test_what_is_written_is_read(quads: list[Quad]) -> None:
    file = io.BytesIO()
    write_nquads(quads, file)
    file.seek(0)
    assert list(read_nquads(file)) == quads


def test_comments_and_spaces_are_passed_over() -> None:
    lines = [
        b"# none\n",
        b"\n",
        b"  " + ONE.line().replace(" .\n", "\t.  \n").encode(),
        b"\r\n",
        TWO.line().encode(),
    ]
    assert list(read_nquads(lines)) == [ONE, TWO]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (b"<http://a/s> <http://a/p> <http://a/o> .", "no quad"),
        (b"_:b <http://a/p> <http://a/o> <http://a/g> .", "no quad"),
        (b'<http://a/s> <http://a/p> "open <http://a/g> .', "no quad"),
        (b'<http://a/s> <http://a/p> "x" <http://a/g>', "no quad"),
        (b'<http://a/s> <http://a/p> "\xff" <http://a/g> .', "expected UTF-8"),
    ],
)
def test_a_line_that_is_no_quad_is_named(line: bytes, complaint: str) -> None:
    with pytest.raises(GraphError, match=rf"^old\.nq:2: .*{complaint}"):
        list(read_nquads([ONE.line().encode(), line], name="old.nq"))


def test_the_readable_file_holds_all_but_the_evidence(quads: list[Quad]) -> None:
    file = io.BytesIO()
    write_turtle(quads, file)
    read = rdflib.Graph().parse(data=file.getvalue(), format="turtle")
    hidden = ("text", "mention", "record", "link")
    starts = tuple(f"<https://w3id.org/claimgraph/id/{kind}/" for kind in hidden)
    ends = tuple(
        f"<https://w3id.org/claimgraph/ontology#{name}>" for name in ("evidence", "evidenceSpan", "text")
    )
    kept = [q for q in quads if not q.subject.startswith(starts) and q.predicate not in ends]
    lines = "".join(f"{q.subject} {q.predicate} {q.object} .\n" for q in kept)
    assert set(read) == set(rdflib.Graph().parse(data=lines, format="nt"))
