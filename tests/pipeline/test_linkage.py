"""Links made anew for what a change can reach: the same parts as links made of all shards."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.linking import Observed, load_lexicon
from kg.model import Entity, EntityType
from kg.pipeline.folder import observations
from kg.pipeline.folder.shards import Shards
from kg.pipeline.links import linkage, register
from kg.pipeline.links.linkage import Before

from .quick import quickly

NAMES = (
    "llama", "llama 3", "llama3", "llama 3.1", "llama 3.1 70b", "llama 3.1 8b instruct", "llama 2",
    "fine tuning", "finetuning", "fine tun ing", "mixture of experts", "moe", "mo e", "gpt 4", "gpt4",
    "gp t 4", "gaussian process", "gp", "graph processing", "imagenet", "imagenet 1k", "tencent",
    "tencent ai lab", "tencent inc", "case", "foonet 2", "foonet 3", "foo net 3", "accuracy", "resnet 50",
    "resnet 101",
)  # fmt: skip
TYPES = (EntityType.MODEL, EntityType.METHOD, EntityType.DATASET, EntityType.ORGANIZATION)
ENTITIES = st.builds(Entity, st.sampled_from(TYPES), st.sampled_from(NAMES))
COUNTS = st.integers(1, 4)
FORMS = st.sampled_from(["upper", "title", "camel", "as it is"])
SHARD = st.dictionaries(ENTITIES, st.tuples(COUNTS, FORMS), max_size=8)
SPELLED = st.dictionaries(
    st.sampled_from([("moe", "mixture of experts"), ("gp", "gaussian process"), ("gp", "graph processing")]),
    COUNTS,
    max_size=2,
)
LEXICON = load_lexicon()


def written(name: str, form: str) -> str:
    title = name.title()
    return {"upper": name.upper(), "title": title, "camel": title.replace(" ", ""), "as it is": name}[form]


def shows(shard: dict[Entity, tuple[int, str]], spelled: dict[tuple[str, str], int]) -> Observed:
    seen = Observed()
    for entity, (count, form) in shard.items():
        seen.documents[entity] = count
        seen.forms[entity] = Counter({written(entity.name, form): count})
    for (short, long), count in spelled.items():
        seen.long_forms.setdefault((EntityType.METHOD, short), Counter())[long] = count
    return seen


def rows(shards: Shards) -> set[str]:
    with register.opened(shards.folder / register.FILE) as names:
        return set(names._connection.iterdump())


def check(shards: list[tuple[dict, dict]], before: set[str], after: set[str]) -> None:
    """Compare what is linked anew of all shards with what is made out of the links before."""
    with TemporaryDirectory() as folder, quickly():
        old, new, fresh = (Shards(Path(folder) / name) for name in ("old", "new", "fresh"))
        for one in (old, new, fresh):
            one.prepare()
            for number, given_ in enumerate(shards):
                one.write_lines("observed", str(number), observations.to_lines(shows(*given_)))
        linked = linkage.linked(old, sorted(before), LEXICON)
        found = linkage.relinked(new, Before(linked, sorted(before - after), sorted(after - before)), LEXICON)
        wanted = linkage.linked(fresh, sorted(after), LEXICON)
        assert [*found.links] == [*wanted.links]
        assert (found.claims, found.quads, found.counts) == (wanted.claims, wanted.quads, wanted.counts)
        assert rows(new) == rows(fresh)


@given(st.lists(st.tuples(SHARD, SPELLED), min_size=2, max_size=7), st.data())
@settings(max_examples=40, deadline=None)
def test_relinked_as_if_linked_anew(shards: list[tuple[dict, dict]], data: st.DataObject) -> None:
    numbers = st.sets(st.integers(0, len(shards) - 1).map(str), min_size=1)
    check(shards, data.draw(numbers), data.draw(numbers))


def test_a_family_that_was_made_and_one_that_the_lexicon_names_are_one_thing() -> None:
    """The family goes with `llama 3`; that the lexicon calls a Llama so stays."""
    gone = {Entity(EntityType.MODEL, "llama 3"): (1, "title")}
    stays = {
        Entity(EntityType.MODEL, "llama 3.1"): (1, "upper"),
        Entity(EntityType.METHOD, "llama"): (1, "title"),
    }
    check([(gone, {}), (stays, {})], {"0", "1"}, {"1"})
