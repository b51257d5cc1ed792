"""Small habits of services: each a record as one writes it, and the field that it is about."""

from pathlib import Path

import pytest

from kg.model import Document
from kg.sources import read

CROSSREF = (
    '{{"DOI": "10.1000/x", "title": ["On Kites"], "type": "journal-article", "issued"'
    ': {{"date-parts": [[2031]]}}, {}}}'
)
RSS = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/">'
    "<channel><item><title>On Kites</title><link>https://wind.example/1</link>{}</item></channel></rss>"
)
OAI_LIKE = '<rss version="2.0"><channel><item><title>{}</title></item></channel></rss>'
ANTHOLOGY = (
    '<collection id="L06"><volume id="1"><meta><booktitle>Wind</booktitle><year>2006</year></meta>'
    '<paper id="4"><title>On Kites</title><url>{}</url></paper></volume></collection>'
)
JATS = (
    "<article><front><article-meta><title-group><article-title>On Kites</article-title></title-group>"
    "<contrib-group>{}</contrib-group></article-meta></front></article>"
)
DBLP = (
    '<dblp><www key="homepages/1"><author>Ada Byron</author><title>Home Page</title></www>'
    '<article key="journals/w/1"><author>Ada Byron</author><title>On Kites.</title></article>'
    '<www key="homepages/2"><author>Bo Li</author></www>'
    '<article key="journals/w/2"><author>Bo Li</author><title>On Wind.</title></article></dblp>'
)


def papers(path: Path, text: str, encoding: str = "utf-8") -> list[Document]:
    path.write_text(text, encoding=encoding)
    found = list(read(path))
    assert all(isinstance(one, Document) for one in found), found
    return [one for one in found if isinstance(one, Document)]


def only(path: Path, text: str, encoding: str = "utf-8") -> Document:
    (found,) = papers(path, text, encoding)
    return found


def test_crossref_tells_the_particle_of_a_name(tmp_path: Path) -> None:
    people = '"author": [{"family": "Dijken", "given": "Johannes", "dropping-particle": "van"}]'
    assert [one.name for one in only(tmp_path / "a.json", CROSSREF.format(people)).authors] == [
        "Johannes van Dijken"
    ]


def test_crossref_tells_the_licence_of_what_was_published(tmp_path: Path) -> None:
    licences = (
        '"license": [{"content-version": "tdm", "URL": "https://mining.example/"},'
        ' {"content-version": "vor", "URL": "https://open.example/"}]'
    )
    assert only(tmp_path / "a.json", CROSSREF.format(licences)).licence == "https://open.example/"


@pytest.mark.parametrize(
    "told", ["<prism:doi>10.1000/x</prism:doi>", "<dc:identifier>doi:10.1000/x</dc:identifier>"]
)
def test_a_feed_tells_the_doi(tmp_path: Path, told: str) -> None:
    found = only(tmp_path / "a.xml", RSS.format(told))
    assert [(one.scheme, one.value) for one in found.identifiers] == [("doi", "10.1000/x")]


@pytest.mark.parametrize("reference", ["&#x1F;", "&#31;", "&#0;", "&#xD800;"])
def test_a_character_that_xml_forbids_costs_no_record(tmp_path: Path, reference: str) -> None:
    assert only(tmp_path / "a.xml", OAI_LIKE.format(f"On{reference} Kites")).title == "On Kites"


def test_an_address_elsewhere_is_no_id_of_the_anthology(tmp_path: Path) -> None:
    address = "http://www.lrec-conf.org/proceedings/lrec2006/pdf/4_pdf.pdf"
    found = only(tmp_path / "a.xml", ANTHOLOGY.format(address))
    assert (found.id, [(one.url, one.kind) for one in found.links]) == ("L06-1004", [(address, "pdf")])


def test_a_group_is_named_without_its_members(tmp_path: Path) -> None:
    members = (
        "<contrib contrib-type='author'><collab>Kite Consortium<contrib-group><contrib><name><surname>Byron"
        "</surname></name></contrib></contrib-group></collab></contrib>"
    )
    found = only(tmp_path / "a.xml", JATS.format(members))
    assert "Kite Consortium" in [one.name for one in found.authors]


def test_homepages_are_passed_over(tmp_path: Path) -> None:
    assert [one.title for one in papers(tmp_path / "a.xml", DBLP)] == ["On Kites", "On Wind"]


def test_a_key_in_another_encoding_is_mended(tmp_path: Path) -> None:
    entry = "@article{müller2004, title={On Kites}, affiliation={Kite Lab, Wind, Windham}}\n"
    found = only(tmp_path / "a.bib", entry, "latin-1")
    assert (found.id, found.organizations) == ("müller2004", ("Kite Lab, Wind, Windham",))


def test_what_a_note_leads_to_is_not_the_paper_itself(tmp_path: Path) -> None:
    note = r"note = {Extended version of \url{https://arxiv.org/abs/1706.03762}}"
    found = only(tmp_path / "a.bib", f"@article{{a, title={{On Kites}}, {note}}}\n")
    assert (found.identifiers, len(found.links)) == ((), 1)


def test_two_papers_of_one_title_and_nothing_else_are_two(tmp_path: Path) -> None:
    entries = [f"TY  - JOUR\nTI  - Deep learning\nAU  - {name}\nER  - \n" for name in ("LeCun, Y", "Good, I")]
    assert len({one.id for one in papers(tmp_path / "a.ris", "\n".join(entries))}) == 2


def test_a_team_stands_beside_names_with_the_family_first(tmp_path: Path) -> None:
    found = only(tmp_path / "a.csv", 'Title,Author\nOn Kites,"Gemini Team; Byron, Ada; Li, Bo"\n')
    assert [one.name for one in found.authors] == ["Gemini Team", "Ada Byron", "Bo Li"]


def test_half_a_pair_of_surrogates_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"title": "On \\ud83d Kites", "score": NaN}\n{"title": "On Wind"}\n')
    broken, whole = read(path)
    assert not isinstance(broken, Document)
    assert isinstance(whole, Document)
