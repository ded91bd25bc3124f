"""Spelling a document of 12,000 lines, beside parsing it, which is done at each pause in typing anyway."""

from pathlib import Path

from tests.benchmarks.figures import Figure, compare_medians, time_in_turn
from tests.benchmarks.material import Material
from tests.benchmarks.shapes import Writer, make_revision
from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.spelling.checking import find_spelling
from visioneditor.core.spelling.prose_words import words_in
from visioneditor.services.dictionaries import Shelf, list_languages
from visioneditor.services.spelling import choose_languages

ROUNDS = 5
LINES = 12_000


def measure(material: Material, folder: Path) -> tuple[Figure, ...]:
    """With nothing known of it yet, the dictionaries unread; and again at a pause, when all but a line is known."""
    text = make_revision(Writer(material.vision), LINES).new
    document, edited = parse(text, Markup.RST), parse(text.replace("the", "teh", 1), Markup.RST)
    languages, _ = choose_languages(("en",), list_languages())
    warm = Shelf()
    turns = iter((document, edited) * ROUNDS)

    def first() -> None:
        words_in.cache_clear()
        shelf = Shelf()
        find_spelling(document, shelf.speller(languages), countries=shelf.countries(languages))

    def again() -> None:
        find_spelling(next(turns), warm.speller(languages), countries=warm.countries(languages))

    again()
    names = (f"spelling {LINES:,} lines for the first time", f"spelling {LINES:,} lines again after an edit")
    return tuple(
        compare_medians(
            name, "parsing them", *time_in_turn(ours, lambda: parse(text, Markup.RST), ROUNDS), unit="ms", bound=bound
        )
        for name, ours, bound in zip(names, (first, again), (None, 3.0), strict=True)
    )
