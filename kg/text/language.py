"""Text → its language where its script or its small words tell it, else an empty string."""

from __future__ import annotations

import re

# The kana before the ideographs, which Japanese has too.
_SCRIPTS = (
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("ja", "\u3040-\u30ff"),
    ("zh", "\u3400-\u9fff"),
    ("ru", "\u0400-\u04ff"),
    ("el", "\u0370-\u03ff"),
    ("he", "\u0590-\u05ff"),
    ("ar", "\u0600-\u06ff"),
    ("hi", "\u0900-\u097f"),
    ("th", "\u0e00-\u0e7f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("am", "\u1200-\u137f"),
)
_PATTERNS = tuple((language, re.compile(f"[{letters}]")) for language, letters in _SCRIPTS)
_FOREIGN = re.compile(f"[{''.join(letters for _, letters in _SCRIPTS)}]")
_SHARE = 0.3
_KANA_SHARE = 0.1
# Letters that others write in the same script, those of fewest languages first.
_OTHERS = (("be", "ў"), ("kk", "қғңұә"), ("mn", "өү"), ("sr", "ђћ"), ("mk", "ј"), ("uk", "іїєґ"), ("bg", "ъ"))
_OF_SCRIPT = {"ru": _OTHERS, "ar": (("ur", "ٹڈڑںہے"), ("fa", "پچژگ"))}
_FEW = 0.01

# Small words that hardly any text is without, but for what English has too (die, was, on, or, me).
_SMALL_WORDS = {
    "de": "der das und ist nicht mit den dem ein eine einer eines einem von für auf im sich wird werden"
    " auch als bei aus nach durch sind wir zur zum dass über dieser diese dieses wurde wurden können"
    " sowie zu einen",
    "fr": "les des est une dans pour qui que sur avec sont nous cette ces par plus du au aux ce être ont"
    " leur leurs entre mais la le un et en à de l d ainsi se il été peut",
    "es": "los las una del que por para con como más este esta entre sus su lo también ha sobre el la y"
    " un de en se es son al nos ser esto puede",
    "pt": "uma dos das que para com não é são como mais por foi pelo pela ao à também este esta entre sua"
    " seu em na um e de da do no os as nos ser pode",
    "it": "di che è per una della delle dei del sono gli nel nella con non si alla questo questa più un"
    " come anche il la e dal degli da al le l essere può",
    "nl": "het een van dat wordt zijn voor met op niet aan door ook bij naar deze uit worden kan te en de"
    " om tot hebben wij",
    "ca": "els les amb per una dels del que al de la i un és aquest aquesta l d en es com més són",
    "sv": "och att det som är för av den med till har ett från inte på en kan eller vi denna",
    "da": "og det som er for på af den med til har et fra ikke en kan eller vi denne der at blev",
    "nb": "og det som er for på av den med til har et fra ikke en kan eller vi denne å ble",
    "nn": "og det som er for på av den med til har frå ikkje ein ei eit dei vi å",
    "fi": "ja on ei että se oli ovat myös sekä joka tai kun voidaan tässä mukaan",
    "pl": "w i na z się do nie że jest to oraz dla przez są jako które która od po który została tym",
    "cs": "a v na se je že pro s jako z které k by byla jsou jsme nebo tato této pomocí",
    "ro": "și în de la cu pentru este care din pe sunt o a ale prin mai un această",
    "hu": "a az és hogy nem egy is egyes amely valamint ezt alapján során által",
    "tr": "ve bir bu ile için olarak olan de da daha çok gibi göre olduğu sonra",
    "id": "yang dan di dengan untuk dari pada dalam ini adalah tidak dapat sebagai oleh",
    "vi": "và của các được cho trong là một những này với không có để từ",
}
_ENGLISH = "the of and to in is for that with on by from we are this our it be which can an"
_OF_ENGLISH = frozenset(_ENGLISH.split())
_BY_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_ALL_SMALL = frozenset().union(*_BY_WORDS.values())
_NAMES = """
en english eng american british usenglish ukenglish
de german ger deu deutsch ngerman|fr french fre fra français francais|es spanish spa español espanol
pt portuguese por português|it italian ita italiano|nl dutch dut nld|sv swedish swe|da danish dan
no norwegian nor|fi finnish fin|pl polish pol|cs czech cze ces|ro romanian rum ron|hu hungarian hun
tr turkish tur|ru russian rus|uk ukrainian ukr|zh chinese chi zho|ja japanese jpn|ko korean kor
ar arabic ara|fa persian per fas|he hebrew heb|el greek gre ell|hi hindi hin|vi vietnamese vie
id indonesian ind|th thai tha|ca catalan cat
"""
_NAMED = {name: names.split()[0] for names in re.split(r"[|\n]", _NAMES.strip()) for name in names.split()}
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH_SHARE = 0.05
_SMALL_SHARE = 0.08
_FEWEST = 3


def tag_of(written: str) -> str:
    """Give the tag (BCP 47) of a language as bibliographic data name it, else an empty text.

    >>> tag_of("English"), tag_of("ger"), tag_of("pt_BR"), tag_of("English; French"), tag_of("a dialect")
    ('en', 'de', 'pt-BR', 'en', '')
    """
    name = written.replace(",", ";").partition(";")[0].strip()
    if name.casefold() in _NAMED:
        return _NAMED[name.casefold()]
    tag = name.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def language_of(text: str) -> str:
    """Tell a text's language; English has none, nor has what is too short to tell.

    >>> language_of("주파수 안정도 측정"), language_of("Ein Netz für die Analyse von Sprache und Bild")
    ('ko', 'de')
    """
    return by_script(text) or by_words(text)


def by_words(text: str) -> str:
    """Tell a language written in Latin letters by its small words, where English has far fewer of them."""
    english = sum(map(text.count, (" the ", " of ", " and ", " to ")))
    if english > _ENGLISH_SHARE * text.count(" "):
        return ""
    words = _WORD.findall(text.casefold())
    small = list(filter(_ALL_SMALL.__contains__, words))
    fewest = max(2 * sum(map(_OF_ENGLISH.__contains__, words)), _SMALL_SHARE * len(words))
    if len(small) <= max(fewest, _FEWEST - 1):
        return ""
    found = {language: list(filter(own.__contains__, small)) for language, own in _BY_WORDS.items()}
    language, most = max(found.items(), key=lambda it: len(it[1]))
    different = {word for word in most if len(word) > 1}  # formulas have single letters
    return language if len(most) > fewest and len(different) >= _FEWEST else ""


def by_script(text: str) -> str:
    """Tell a language by its letters, where at least three in ten are of its script; formulas' Greek is not.

    >>> by_script("주파수 안정도"), by_script("図から表を作る"), by_script("An α-attention model for Москва")
    ('ko', 'ja', '')
    """
    if text.isascii():
        return ""
    foreign = len(_FOREIGN.findall(text))
    if not foreign or foreign < _SHARE * sum(map(str.isalpha, text)):
        return ""
    counts = {language: len(pattern.findall(text)) for language, pattern in _PATTERNS}
    if counts["ja"] >= _KANA_SHARE * foreign:
        return "ja"
    most = max(counts, key=lambda language: counts[language])
    others = _OF_SCRIPT.get(most, ())
    return next((other for other, own in others if sum(map(text.count, own)) > _FEW * foreign), most)
