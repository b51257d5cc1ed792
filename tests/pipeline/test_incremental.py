"""Papers added, changed and taken back, in any order: the same bytes and the same answers as a full build."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from kg.pipeline import Options, build, retract

from .quick import made, quickly, statements, written

TEXTS = (
    "We present FooNet, a model for fine-tuning. FooNet outperforms BERT by 2.5% accuracy on MMLU.",
    "We present Llama 3.1-70B. Llama 3.1-70B uses deep learning (DL) and reaches 90.1% on GSM8K.",
    "We present Llama 3.1-405B, which outperforms Llama 3.1-70B on MMLU and finetuning.",
    "Mixture of experts (MoE) is used by BarNet. BarNet is trained on MMLU with 560B parameters.",
    "MoE outperforms FooNet. Deep learning is a task. We evaluate mixture of experts on GSM8K.",
    "The dataset FooNet is used to train GPT-4. GPT-4 uses MoE and fine tuning.",
    "",
)
NAMES = st.lists(st.sampled_from([f"paper-{number}" for number in range(9)]), min_size=1, unique=True)
VERSIONS = st.lists(st.sampled_from(TEXTS), min_size=9, max_size=9)
OPTIONS = st.sampled_from([Options(), Options(evidence="compact"), Options(min_confidence=0.5)])


def papers(names: list[str], texts: list[str]) -> dict[str, tuple[str, str]]:
    return {name: (f"On {name}: FooNet", text) for name, text in zip(names, texts, strict=False)}


class Growing(RuleBasedStateMachine):
    """A graph that changes step by step, and the papers that should be in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp(prefix="kg-"))
        self.output = self.folder / "growing"
        self.held: dict[str, tuple[str, str]] = {}
        self.options = Options()

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def take_in(self, given: dict[str, tuple[str, str]], *, only: bool = False) -> None:
        with quickly():
            source = written(self.folder / "papers.jsonl", given)
            build([source], self.output, options=self.options, only=only, workers=1)
        self.held = given if only else self.held | given

    @initialize(names=NAMES, texts=VERSIONS)
    def begin(self, names: list[str], texts: list[str]) -> None:
        self.take_in(papers(names, texts))

    @rule(names=NAMES, texts=VERSIONS)
    def add_or_change(self, names: list[str], texts: list[str]) -> None:
        self.take_in(papers(names, texts))

    @rule(names=NAMES, texts=VERSIONS, options=OPTIONS)
    def choose_otherwise(self, names: list[str], texts: list[str], options: Options) -> None:
        self.options = options
        self.take_in(papers(names[:1], texts))

    @rule(names=NAMES, texts=VERSIONS)
    def keep_only(self, names: list[str], texts: list[str]) -> None:
        self.take_in(papers(names, texts), only=True)

    @rule(names=NAMES)
    def take_back(self, names: list[str]) -> None:
        gone = [name for name in names if name in self.held]
        if gone and len(gone) < len(self.held):
            with quickly():
                retract(gone, self.output, workers=1)
            self.held = {name: paper for name, paper in self.held.items() if name not in gone}

    @invariant()
    def it_is_as_if_built_anew(self) -> None:
        if self.held:
            fresh = self.folder / "fresh"
            shutil.rmtree(fresh, ignore_errors=True)
            with quickly():
                source = written(self.folder / "all.jsonl", dict(sorted(self.held.items(), reverse=True)))
                build([source], fresh, options=self.options, workers=1)
            assert made(self.output) == made(fresh)
            assert statements(self.output) == statements(fresh)


Growing.TestCase.settings = settings(
    max_examples=5, stateful_step_count=5, deadline=None, suppress_health_check=list(HealthCheck)
)
TestGrowing = Growing.TestCase
