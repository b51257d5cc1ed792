"""The address of a SPARQL endpoint → a store that can be asked over the network, ours or any other's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg.errors import QueryError, StoreError
from kg.rdf.vocab import PREFIXES
from kg.store.addresses import without_password
from kg.store.answers import Answer, Term

if TYPE_CHECKING:
    import httpx

_ACCEPT: Final = "application/sparql-results+json, application/n-triples, text/turtle;q=0.5"
_FORMATS: Final = {"application/n-triples": RdfFormat.N_TRIPLES, "text/turtle": RdfFormat.TURTLE}
_USED: Final = re.compile(r"(?<![\w.-])([a-z]+):")
_DECLARED: Final = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remote:
    """A graph behind a SPARQL endpoint: `address` is where it takes queries, `timeout` in seconds."""

    address: str
    timeout: float = 60.0

    @property
    def shown(self) -> str:
        """The address without a name and a password."""
        return without_password(self.address)

    def query(self, sparql: str) -> Answer | bool | list[Triple]:
        """Ask in SPARQL 1.1, our prefixes known: SELECT → Answer, ASK → bool, CONSTRUCT, DESCRIBE → triples.

        Raise QueryError where the endpoint finds the query at fault, StoreError where it does not answer.
        """
        response = self._sent(f"{_prologue(sparql)}{sparql}")
        kind = response.headers.get("content-type", "").partition(";")[0].strip()
        try:
            if kind in _FORMATS:
                return [quad.triple for quad in pyoxigraph.parse(response.content, _FORMATS[kind])]
            found = pyoxigraph.parse_query_results(response.content, QueryResultsFormat.JSON)
            if not isinstance(found, QuerySolutions):
                return bool(found)
            columns = tuple(variable.value for variable in found.variables)
            return Answer(columns, tuple(tuple(solution[name] for name in columns) for solution in found))
        except (SyntaxError, ValueError) as error:
            raise StoreError(
                f"{self.shown}: answers with {kind or 'no type'} ({error}), not SPARQL"
            ) from None

    def select(self, sparql: str) -> Answer:
        """Ask a SELECT query; raise QueryError for another form."""
        found = self.query(sparql)
        if not isinstance(found, Answer):
            raise QueryError("query: not a SELECT; write SELECT … WHERE { … }")
        return found

    def stream(self, sparql: str) -> Iterator[tuple[Term | None, ...]]:
        """Ask a SELECT query for its rows; all are held. Raise as `select` does, at the first row."""
        yield from self.select(sparql).rows

    def _sent(self, sparql: str) -> httpx.Response:
        import httpx

        try:
            response = httpx.post(
                self.address,
                data={"query": sparql},
                headers={"accept": _ACCEPT},
                timeout=self.timeout,
                follow_redirects=True,
            )
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise StoreError(f"{self.shown}: no answer ({error}); is the endpoint running?") from None
        if response.request.method != "POST":
            address = without_password(str(response.url.copy_with(query=None)))
            raise StoreError(f"{self.shown}: leads to {address}; give that address")
        if response.status_code == httpx.codes.BAD_REQUEST:
            raise QueryError(response.text.strip())
        if not response.is_success:
            raise StoreError(f"{self.shown}: {response.status_code} {response.text.strip()[:500]}")
        return response


def _prologue(sparql: str) -> str:
    """Declare those of our prefixes that the query may use: other endpoints do not know them."""
    wanted = set(_USED.findall(sparql)) - set(_DECLARED.findall(sparql))
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(wanted & set(PREFIXES)))
