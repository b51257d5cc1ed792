"""The entities that one document names → their classes and written names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Document, Entity, Naming
from kg.rdf import vocab
from kg.rdf.papers import organizations
from kg.rdf.terms import literal
from kg.rdf.triples import Triple
from kg.text.latex import in_line


def described(document: Document, namings: Iterable[Naming], others: Iterable[Entity]) -> Iterator[Triple]:
    """Describe each entity: the form written most often is its name here, every other form an alternative.

    Forms are as their reader sees them; the text has its LaTeX still, where a mention points at it.
    `others` are what claims speak of; where no naming tells how one is written, its normal form stands.
    """
    forms = _forms(document, namings)
    for thing in sorted({*forms, *others}):
        yield from _entity(thing, forms.get(thing, Counter([thing.name])))


def best(forms: Mapping[str, int]) -> list[str]:
    r"""Sort written forms: the most frequent first, then by the alphabet; a macro, `\sys`, last of all.

    >>> best({"\\sys": 3, "sys": 2, "Student Parallelism": 1, "SP": 1})
    ['SP', 'Student Parallelism', '\\sys', 'sys']
    """
    macros = {form[1:] for form in forms if form.startswith("\\")}
    return sorted(forms, key=lambda form: (form.lstrip("\\") in macros, -forms[form], form))


def _forms(document: Document, namings: Iterable[Naming]) -> dict[Entity, Counter[str]]:
    """Count how the document writes each entity; the record's organizations are written as it has them."""
    forms: dict[Entity, Counter[str]] = {}
    for name in dict.fromkeys(name for chain in organizations(document) for name in chain):
        forms.setdefault(vocab.organization(name), Counter())[name] += 1
    for naming in namings:
        written = in_line(document.text[naming.span.start : naming.span.end])
        forms.setdefault(naming.entity, Counter())[written] += 1
    return forms


def _entity(thing: Entity, forms: Mapping[str, int]) -> Iterator[Triple]:
    node = vocab.entity(thing)
    for class_ in vocab.CLASSES[thing.type]:
        yield node, vocab.TYPE, class_
    preferred, *others = best(forms)
    yield node, vocab.PREF_LABEL, literal(preferred)
    for form in others:
        yield node, vocab.ALT_LABEL, literal(form)
