"""What is to be said of a document's spelling: words nobody knows, and words spelled in two countries' ways."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache

from visioneditor.core.document.model import Document, ProblemLevel
from visioneditor.core.drafting.findings import Finding, FindingKind, Fix
from visioneditor.core.drafting.text_change import TextChange
from visioneditor.core.spelling.countries import Countries, Mixed
from visioneditor.core.spelling.prose_words import ProseWord, prose_words
from visioneditor.core.spelling.speller import Speller
from visioneditor.core.text import Lines

_TIMES_OF_NAMES = 3
_MOST_SUGGESTED = 200  # different words: in a document of another language nobody needs them


def find_spelling(
    document: Document,
    speller: Speller,
    *,
    countries: Countries | None = None,
    ignored: Collection[str] = (),
    is_cancelled: Callable[[], bool] = lambda: False,
) -> tuple[Finding, ...]:
    """All that is to be said of a document's words but those ignored, in order; countries where both may be meant."""

    @cache
    def is_told(word: str) -> bool:
        is_variant = countries is not None and countries.variant(word) is not None
        return word not in ignored and (is_variant or not speller.knows(word))

    words = list(prose_words(document, is_told))
    lines = Lines(document.text)
    found = _unknown(words, speller, lines, is_cancelled)
    for mixed in countries.find_mixed(words) if countries is not None else ():
        found += _mixed(mixed, lines)
    return tuple(sorted(found, key=lambda finding: finding.start))


def _unknown(
    words: Sequence[ProseWord], speller: Speller, lines: Lines, is_cancelled: Callable[[], bool]
) -> list[Finding]:
    """Words that are in no dictionary, each time they occur, with what may have been meant."""
    places: defaultdict[str, list[ProseWord]] = defaultdict(list)
    for word in words:
        if not speller.knows(word.text):
            places[word.text].append(word)
    found: list[Finding] = []
    names = _names(places)
    for number, (text, same) in enumerate(places.items()):
        if _root(text) in names:
            continue
        meant = speller.suggest(text) if number < _MOST_SUGGESTED and not is_cancelled() else ()
        times = f", {len(same)} times" if len(same) > 1 else ""
        found += _findings(same, lines, f"“{text}” is not in the dictionary{times}", meant)
    return found


def _names(places: Mapping[str, list[ProseWord]]) -> frozenset[str]:
    """Unknown words that a text has again and again with a capital: whoever wrote them means them."""
    counts: Counter[str] = Counter()
    for text, same in places.items():
        if text[0].isupper():
            counts[_root(text)] += len(same)
    return frozenset(word for word, count in counts.items() if count >= _TIMES_OF_NAMES)


def _root(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _mixed(mixed: Mixed, lines: Lines) -> list[Finding]:
    shown, line = mixed.other.text, lines.line_of(mixed.other.start)
    places: defaultdict[tuple[str, str], list[ProseWord]] = defaultdict(list)
    for word, variant in mixed.few:
        places[word.text, variant.spelled].append(word)
    found: list[Finding] = []
    for (text, spelled), same in places.items():
        message = f"“{text}” here, “{shown}” in line {line}: two ways of spelling"
        found += _findings(same, lines, message, (spelled,))
    return found


def _findings(same: list[ProseWord], lines: Lines, message: str, meant: tuple[str, ...]) -> list[Finding]:
    """Each place of one word, with fixes for that place and, for the likeliest one, for all of them."""
    everywhere: tuple[Fix, ...] = ()
    if len(same) > 1 and meant:
        changes = tuple(TextChange(one.start, one.end, meant[0]) for one in same)
        everywhere = (Fix(label=f"Use “{meant[0]}” in all {len(same)} places", changes=changes),)
    return [
        Finding(
            kind=FindingKind.SPELLING,
            level=ProblemLevel.WARNING,
            line=lines.line_of(word.start),
            start=word.start,
            end=word.end,
            message=message,
            fixes=(*(_fix(word, new) for new in meant), *everywhere),
        )
        for word in same
    ]


def _fix(word: ProseWord, new: str) -> Fix:
    return Fix(label=f"Use “{new}”", changes=(TextChange(word.start, word.end, new),))
