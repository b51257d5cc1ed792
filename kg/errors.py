"""Every error that claimgraph raises on purpose.

    KGError
    ├── SourceError       a file or record cannot be read
    ├── ExtractionError   weights missing or damaged, text that cannot be handled
    ├── LinkingError      a lexicon row is malformed
    ├── GraphError        quads or RDF that cannot be written, read or validated
    ├── StoreError        no store, a locked or damaged one
    │   └── QueryError    the query is at fault: syntax, unknown question, bad parameter, limit
    │       ├── MisaskedError    a shipped question is asked wrongly: no such name, a bad parameter
    │       ├── UnknownNameError nothing bears the name that was given
    │       ├── RefusedError     well formed, but never run: LOAD and SERVICE reach the network
    │       └── UnansweredError  well formed, but the engine cannot run it: an unknown function, say
    ├── OutputError       the output folder cannot be written, or is held by another build
    ├── UsageError        a command was typed wrongly
    ├── MissingExtraError an optional package is not installed
    └── EvaluationError   gold and predictions do not fit together

Each message names the place, the fact and the way out.
"""

_LISTS = "kg entities and kg ask papers list what there is"


class KGError(Exception):
    """Root of the tree: the CLI prints its message and exits with `exit_code`."""

    exit_code = 1


class SourceError(KGError):
    """A file or record cannot be read."""


class ExtractionError(KGError):
    """The weights are missing or damaged, or a text cannot be handled."""


class LinkingError(KGError):
    """A row of the lexicon is malformed."""


class GraphError(KGError):
    """RDF cannot be written, read or validated."""


class StoreError(KGError):
    """There is no store, or it is locked or damaged."""


class QueryError(StoreError):
    """The query is at fault: its syntax, an unknown question, a bad parameter, a limit."""


class MisaskedError(QueryError):
    """There is no such question, or it was given what it does not take."""

    exit_code = 2


class UnknownNameError(QueryError):
    """Nothing bears the name that was given; `fact` says so without a way out, `near` are names like it."""

    def __init__(self, fact: str, *, name: str, near: tuple[str, ...], listed: str = _LISTS) -> None:
        way_out = f"did you mean {', '.join(near)}?" if near else listed
        super().__init__(f"{fact}; {way_out}")
        self.fact = fact
        self.name = name
        self.near = near


class RefusedError(QueryError):
    """The query or update may be well formed, but what it wants is never done."""


class UnansweredError(QueryError):
    """The query or update is well formed, but cannot be run: a function is unknown, a graph is missing."""


class OutputError(KGError):
    """The output folder cannot be written, or another build holds it."""


class UsageError(KGError):
    """A command was typed wrongly."""

    exit_code = 2


class MissingExtraError(KGError):
    """An optional package is not installed; the message names the extra."""


class EvaluationError(KGError):
    """Gold and predictions do not fit together."""
