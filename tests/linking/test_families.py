import pytest

from kg.linking.families import families
from kg.linking.resolve import Decision
from kg.model import Entity, EntityType
from kg.text.names import normal_form


def told(*names: str, kind: EntityType = EntityType.MODEL) -> list[tuple[str, str, str]]:
    entities = [Entity(kind, name) for name in names]
    links = families(entities, Decision()).links(Decision(), {})
    return [
        (
            link.subject.name,
            link.predicate,
            link.object.name if isinstance(link.object, Entity) else link.object,
        )
        for link in links
    ]


@pytest.mark.parametrize(
    ("member", "family"),
    [
        ("llama 3.1 70b", "llama 3.1"),
        ("llama 3.1", "llama"),
        ("llama2", "llama"),
        ("bert base", "bert"),
        ("gpt 4", "gpt"),
        (normal_form("YOLOv8"), "yolo"),
        (normal_form("MobileNetV2"), "mobilenet"),
        ("qwen 2.5 72b instruct", "qwen2.5"),
        ("gemini 2.0 flash 001", "gemini"),
        (normal_form("T5-11B"), "t5"),
        (normal_form("T5-MoE-1.2T"), normal_form("T5-MoE")),
        (normal_form("o4-mini-2025-04-16"), normal_form("o4-mini")),
        (normal_form("A100 40GB"), "a100"),
        (normal_form("DALL-E 2"), normal_form("DALL-E")),
    ],
)
def test_the_longest_name_that_is_continued(member: str, family: str) -> None:
    assert told(member, family) == [(member, "variantOf", family)]


@pytest.mark.parametrize(
    "names",
    [
        ("bert", "sentence bert"),
        ("llama", "llama adapter"),
        ("t5", "t"),
        ("kitti", "kitti 3d"),
        ("v2", "v2 large"),
        ("swin v2", "swin v"),
    ],
)
def test_no_family(names: tuple[str, str]) -> None:
    assert told(*names) == []


def test_families_of_families_are_made() -> None:
    assert told("ibis 1 7b", "ibis 1 70b", "ibis 2") == [
        ("ibis", "type", "Model"),
        ("ibis", "prefLabel", "ibis"),
        ("ibis 1", "type", "Model"),
        ("ibis 1", "prefLabel", "ibis 1"),
        ("ibis 1", "variantOf", "ibis"),
        ("ibis 1 70b", "variantOf", "ibis 1"),
        ("ibis 1 7b", "variantOf", "ibis 1"),
        ("ibis 2", "variantOf", "ibis"),
    ]


@pytest.mark.parametrize("kind", [EntityType.TASK, EntityType.METRIC, EntityType.METHOD])
def test_other_types_have_no_families(kind: EntityType) -> None:
    assert told("task", "task 1", kind=kind) == []


def test_no_family_is_a_name_and_a_single_letter() -> None:
    assert told(normal_form("Ibis r1"), normal_form("Ibis r2")) == []


def test_no_family_of_datasets_is_made() -> None:
    assert told("cifar 10", "cifar 100", kind=EntityType.DATASET) == []
