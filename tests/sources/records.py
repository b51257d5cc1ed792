"""Two records of one made-up paper."""

from kg.model import Author, Document, Identifier, Link

TITLE = "KiteNet: Sparse Attention for Wind"
PREPRINT = Document(
    id="3101.00001",
    title=TITLE,
    abstract="We fly.",
    authors=(Author("Zoë Quill"), Author("Bo Li")),
    issued="2031-01-02",
    categories=("cs.CL",),
    identifiers=(Identifier("arxiv", "3101.00001v2"),),
    links=(Link("https://arxiv.org/abs/3101.00001", "page", "id"),),
    format="atom",
)
PUBLISHED = Document(
    id="quill2032",
    title="{KiteNet}: sparse attention for wind",
    abstract="",
    authors=(Author("Zoe Quill", ("Kite Lab",), "0000-0002-1825-0097"), Author("Bo Li", ("Wind Works",))),
    organizations=("Kite Lab", "Wind Works"),
    issued="2032-02",
    venue="Journal of Kites",
    identifiers=(Identifier("doi", "10.1000/kites.3"),),
    code_available=True,
    licence="cc-by",
    format="bibtex",
)
