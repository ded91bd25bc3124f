"""What is to be said of a document's spelling: words nobody knows, and one word spelled in two countries' ways."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from visioneditor.core.document.model import Document, ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.spelling.prose_words import ProseWord, prose_words
from visioneditor.core.spelling.speller import Speller
from visioneditor.core.text import Lines

_MOST_SUGGESTED = 200  # different words: in a document of another language nobody needs them


def find_unknown(document: Document, speller: Speller, ignored: Iterable[str] = ()) -> tuple[ProseWord, ...]:
    """The words of a document's prose that are in no dictionary or list, in order."""
    passed = frozenset(ignored)
    return tuple(word for word in prose_words(document) if word.text not in passed and not speller.knows(word.text))


def find_misspelled(
    document: Document,
    speller: Speller,
    ignored: Iterable[str] = (),
    *,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """The unknown words of a document with what may have been meant, each time they occur."""
    places: defaultdict[str, list[ProseWord]] = defaultdict(list)
    for word in find_unknown(document, speller, ignored):
        places[word.text].append(word)
    lines = Lines(document.text)
    found: list[Finding] = []
    for number, (word_text, same) in enumerate(places.items()):
        meant = speller.suggest(word_text) if number < _MOST_SUGGESTED and not is_cancelled() else ()
        message = f"“{word_text}” is not in the dictionary"
        found += _findings(same, lines, message + _times(same), [(new, f"Use “{new}”") for new in meant])
    return tuple(sorted(found, key=lambda finding: finding.start))


def _times(same: list[ProseWord]) -> str:
    return f", {len(same)} times" if len(same) > 1 else ""


def _findings(same: list[ProseWord], lines: Lines, message: str, meant: list[tuple[str, str]]) -> list[Finding]:
    """Each place of one word, with fixes for that place and, for the likeliest one, for all of them."""
    everywhere: tuple[Fix, ...] = ()
    if len(same) > 1 and meant:
        changes = tuple(TextChange(one.start, one.end, meant[0][0]) for one in same)
        everywhere = (Fix(label=f"{meant[0][1]} in all {len(same)} places", changes=changes),)
    return [
        Finding(
            kind=FindingKind.SPELLING,
            level=ProblemLevel.WARNING,
            line=lines.line_of(word.start),
            start=word.start,
            end=word.end,
            message=message,
            fixes=(
                *(Fix(label=label, changes=(TextChange(word.start, word.end, new),)) for new, label in meant),
                *everywhere,
            ),
        )
        for word in same
    ]


# What differs between American and British spelling, by how words are written there; each is a family of its own:
# whoever writes "colour" may well write "organize".
_FAMILIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "z": (("iz", "is"), ("yz", "ys")),
    "or": (("or", "our"),),
    "er": (("er", "re"),),
    "l": (("l", "ll"), ("ll", "l")),
    "se": (("ense", "ence"),),
    "og": (("og", "ogue"),),
}


def find_two_ways(document: Document, american: Speller, british: Speller) -> tuple[Finding, ...]:
    """Words spelled in the way that fewer of the document's words of that kind are, and what goes with the others."""
    families: defaultdict[str, tuple[list[_Variant], list[_Variant]]] = defaultdict(lambda: ([], []))
    for word in prose_words(document):
        if word.text.islower():
            is_american, is_british = american.knows(word.text), british.knows(word.text)
            if is_american != is_british:
                found = _other_way(word.text, is_american, british if is_american else american)
                if found is not None:
                    families[found[0]][is_british].append((word, found[1]))
    lines = Lines(document.text)
    mixed = (sorted(pair, key=len) for pair in families.values() if pair[0] and pair[1])
    every = (finding for few, many in mixed for finding in _mixed(few, many, lines))
    return tuple(sorted(every, key=lambda finding: finding.start))


_Variant = tuple[ProseWord, str]  # a word, and how the other country spells it


def _other_way(word: str, is_american: bool, other: Speller) -> tuple[str, str] | None:
    """The family a word's spelling belongs to, and its spelling in the other country."""
    for family, pairs in _FAMILIES.items():
        for american, british in pairs:
            old, new = (american, british) if is_american else (british, american)
            at = word.rfind(old)
            while at > 0:
                spelled = word[:at] + new + word[at + len(old) :]
                if spelled != word and other.knows(spelled):
                    return family, spelled
                at = word.rfind(old, 0, at)
    return None


def _mixed(few: list[_Variant], many: list[_Variant], lines: Lines) -> list[Finding]:
    others = {word.text: word for word, _ in reversed(many)}
    shown = next(iter(dict.fromkeys(word.text for word, _ in many)))
    line = lines.line_of(others[shown].start)
    places: defaultdict[tuple[str, str], list[ProseWord]] = defaultdict(list)
    for word, spelled in few:
        places[word.text, spelled].append(word)
    found: list[Finding] = []
    for (text, spelled), same in places.items():
        message = f"“{text}” here, “{shown}” in line {line}: two ways of spelling"
        found += _findings(same, lines, message, [(spelled, f"Use “{spelled}”")])
    return found
