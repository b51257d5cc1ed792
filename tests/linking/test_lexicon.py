import re
from pathlib import Path

import pytest

from kg.errors import LinkingError
from kg.linking.lexicon import COLUMNS, Row, load_lexicon
from kg.model import Entity, EntityType
from kg.text.names import normal_form

BERT = Entity(EntityType.MODEL, "bert")
LONG = Entity(EntityType.MODEL, normal_form("Bidirectional Encoder Representations from Transformers"))


def written(folder: Path, *lines: str) -> Path:
    path = folder / "names.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_row_is_found_by_name_and_alias(tmp_path: Path) -> None:
    lexicon = load_lexicon(
        written(tmp_path, "# ours", "\t".join(COLUMNS), "Model\tBERT\tB.E.R.T.|Bert-like\thttps://a.org/b")
    )
    row = Row(EntityType.MODEL, "BERT", ("B.E.R.T.", "Bert-like"), "https://a.org/b", "names.tsv:3")
    assert lexicon.row(BERT) == lexicon.row(Entity(EntityType.MODEL, "bert like")) == row
    assert lexicon.row(Entity(EntityType.METHOD, "bert")) is None
    assert row.entity == BERT


def test_only_the_name_itself_is_canonical(tmp_path: Path) -> None:
    lexicon = load_lexicon(written(tmp_path, "Model\tBERT\tBertie\t"))
    assert lexicon.is_canonical(BERT)
    assert not lexicon.is_canonical(Entity(EntityType.MODEL, "bertie"))
    assert not lexicon.is_canonical(Entity(EntityType.MODEL, "other"))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (
            "Model BERT",
            "names.tsv:2: 1 columns; expected columns with tabs between: type, name, aliases, match, better",
        ),
        ("Bird\tWren\t\t", "names.tsv:2: no type 'Bird'; expected one of Model, Method"),
        ("Model\t \t\t", "names.tsv:2: no name; expected columns"),
        (
            "Model\tBERT\t\tQ61726893",
            "names.tsv:2: 'Q61726893' is no web address; leave it out or give an IRI",
        ),
        ("Metric\tBLEU\t\t\tup", "names.tsv:2: better 'up'; expected higher or lower, or nothing"),
        ("Model\tOther\tGPT 9\t", "names.tsv:2: 'GPT 9' stands at names.tsv:1 too; leave it in one row"),
    ],
)
def test_a_malformed_row_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    with pytest.raises(LinkingError) as raised:
        load_lexicon(written(tmp_path, "Model\tGPT-9\t\t", row))
    assert str(raised.value).startswith(complaint)


def test_a_missing_file_is_an_error_without_its_folder(tmp_path: Path) -> None:
    with pytest.raises(LinkingError, match=r"^none\.tsv: "):
        load_lexicon(tmp_path / "none.tsv")


def test_the_lexicon_that_ships_is_well_formed() -> None:
    lexicon = load_lexicon()
    rows = set(lexicon.rows.values())
    assert len(rows) > 700
    assert {row.type for row in rows} == set(EntityType)
    assert lexicon.row(LONG) == lexicon.row(BERT)


def test_a_metric_says_which_values_are_better() -> None:
    rows = load_lexicon().rows
    better = {name: rows[Entity(EntityType.METRIC, name)].better for name in ("bleu", "perplexity")}
    assert better == {"bleu": "higher", "perplexity": "lower"}


def test_rows_of_ones_own_join_and_split() -> None:
    lexicon = load_lexicon(own="Model\tERNIE\tBERT\t\nModel\tLLM\t\t\n")
    ernie, llm = Entity(EntityType.MODEL, "ernie"), Entity(EntityType.MODEL, "llm")
    assert lexicon.rows[BERT].entity == ernie
    assert lexicon.rows[BERT].reason == "own lexicon:1: ERNIE"
    assert lexicon.is_canonical(llm)
    assert not lexicon.is_canonical(BERT)
    assert lexicon.is_canonical(Entity(EntityType.MODEL, "large language model"))


def test_an_organization_belongs_to_the_one_whose_name_it_begins_with() -> None:
    lexicon = load_lexicon()
    kind = EntityType.ORGANIZATION
    found = {
        name: [whole.name for whole in lexicon.wholes(Entity(kind, name))]
        for name in ("google research", "google", "stanford university")
    }
    assert found == {"google research": ["google"], "google": [], "stanford university": []}


def test_web_addresses_of_things_elsewhere_are_wikidata_entities() -> None:
    matches = {row.match for row in load_lexicon().rows.values() if row.match}
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q\d+", match) for match in matches)
