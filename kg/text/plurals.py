"""A lower-case word → its singular, where it is a plural beyond doubt."""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IRREGULAR = {
    "corpora": "corpus",
    "matrices": "matrix",
    "indices": "index",
    "vertices": "vertex",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "syntheses": "synthesis",
    "diagnoses": "diagnosis",
    "biases": "bias",
    "lenses": "lens",
    "viruses": "virus",
    "corpuses": "corpus",
    "quizzes": "quiz",
    "caches": "cache",
    "headaches": "headache",
    "losses": "loss",
    "boxes": "box",
}
# A short plural may be a name in capitals as well (`DARTS` is no `DART`): only these lose their `s`.
_SHORT = _words(
    """
    acts aes aims apis apps areas arms asks bags balls bands banks bars beams bins birds bits bots calls
    cards cars cases cells chips clips cnns codes coils cores costs cpus crops cues cups cuts days deals
    dnns docs doors draws drops edges edits ends eyes faces facts files flops flows forms gains gaits games
    gans gaps gates gnns goals gpus grids hands heads hints holes homes hosts icons ideas items jobs jumps
    keys kinds lanes laws leaks legs limbs lines links lists llms lms loads logs loops lots maps masks memes
    menus mllms modes moes moves names needs nets nodes norms notes nouns npus pages pairs parts paths pipes
    plans plms plots poems polls pools poses posts ranks rates rays risks roads roles rooms rows rules runs
    saes scans seeds sets shots sides signs sites sizes slms slots snns spans stars steps tags tails talks
    tasks teams terms tests texts times tips tones tools tpus trees tubes turns types units users vaes verbs
    views vits vlas vlms votes walks walls waves ways wikis wires words works zones
    """
)
_KEPT = _words(
    """
    acoustics aerodynamics always analytics atlas besides canvas chaos christmas cosmos dynamics economics
    electronics ethics genetics graphics headquarters hydrodynamics informatics kairos kansas keras
    kinematics kinetics linguistics logistics mathematics means mechanics news optics overseas pandas
    perhaps phonetics physics politics pragmatics robotics semantics series species statistics texas
    thermodynamics whereas
    """
)
_IES = _words("movies cookies zombies calories selfies brownies")
_PLURAL_US = re.compile(r"[ctg]pus$|menus$")
_ES = re.compile(r"(?:ss|sh|tch|[nr]ch|oach|x|zz)es$")
_SINGULAR_ENDS = ("ss", "us", "is", "as", "os")
_PLURAL_ENDS = (
    *("areas", "ideas", "schemas", "cameras", "formulas", "gammas", "personas", "dilemmas", "agendas"),
    *("videos", "audios", "radios", "ratios", "arios", "photos", "portfolios", "studios", "demos", "logos"),
)
_SHORT_LENGTH = 6


def singular(word: str) -> str:
    """Take a plural's ending off; words of fewer than six letters only where they are known.

    >>> [singular(word) for word in "models strategies losses analysis bias nas darts llms".split()]
    ['model', 'strategy', 'loss', 'analysis', 'bias', 'nas', 'darts', 'llm']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if not word.endswith("s") or word in _KEPT or not word.isalpha():
        return word
    if word in _SHORT:
        return word[:-1]
    if len(word) < _SHORT_LENGTH or (word.endswith(_SINGULAR_ENDS) and not _ends_plural(word)):
        return word
    if word.endswith("ies"):
        return word[:-1] if word in _IES else word[:-3] + "y"
    return word[:-2] if _ES.search(word) else word[:-1]


def _ends_plural(word: str) -> bool:
    return word.endswith(_PLURAL_ENDS) or _PLURAL_US.search(word) is not None
