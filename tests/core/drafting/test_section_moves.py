"""Moving sections: whole, with all that stands in them, and to nowhere that the text could not say."""

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reference.historical_documents import historical_documents, texts_of
from visioneditor.core.document.model import Document, Markup, Section
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.heading_styles import write_heading
from visioneditor.core.drafting.section_moves import Way, move_section
from visioneditor.core.drafting.text_change import apply_changes

SAMPLE = 20
MOST = 8  # sections of one document

RST = """\
=====
Title
=====

.. _first-label:

First
=====

Words of the first.

Its child
---------

Words of the child.

.. _an-address: https://example.org

Second
======

Words of the second.

Third
=====

Words of the third.

.. _elsewhere: https://example.org/elsewhere
"""

MARKDOWN = "# Title\n\n## First\n\nOne.\n\n### Child ###\n\nIts words.\n\nSecond\n------\n\nTwo.\n"


def section(document: Document, title: str) -> Section:
    return next(one for one in document.sections if one.title == title)


def moved(text: str, title: str, way: Way, markup: Markup = Markup.RST) -> str | None:
    document = parse(text, markup)
    move = move_section(document, section(document, title), way)
    if move is None:
        return None
    new = apply_changes(text, [move.change])
    heading = parse(new, markup).section_at(move.heading)
    assert heading is not None
    assert heading.title == title
    return new


def outline(text: str | None, markup: Markup = Markup.RST) -> list[tuple[str, int]]:
    assert text is not None
    return [(one.title, one.level) for one in parse(text, markup).sections if one.number]


def test_section_goes_up_with_its_label_and_its_sub_sections() -> None:
    new = moved(RST, "First", Way.DOWN)
    assert outline(new) == [("Title", 1), ("Second", 2), ("First", 2), ("Its child", 3), ("Third", 2)]
    assert new is not None
    assert ".. _first-label:\n\nFirst\n=====\n" in new
    assert new.index("_an-address") < new.index("Third") < new.index("_elsewhere")


def test_up_and_down_again_is_the_text_as_it_was() -> None:
    up = moved(RST, "Second", Way.UP)
    assert up is not None
    assert moved(up, "Second", Way.DOWN) == RST


def test_section_goes_into_the_one_before_it_and_out_again() -> None:
    inside = moved(RST, "Second", Way.IN)
    assert outline(inside) == [("Title", 1), ("First", 2), ("Its child", 3), ("Second", 3), ("Third", 2)]
    assert inside is not None
    assert "Second\n------\n" in inside
    assert moved(inside, "Second", Way.OUT) == RST


def test_section_that_leaves_its_parent_stands_behind_it() -> None:
    text = RST.replace("Second\n======", "Second\n------")
    new = moved(text, "Its child", Way.OUT)
    assert outline(new) == [("Title", 1), ("First", 2), ("Second", 3), ("Its child", 2), ("Third", 2)]


def test_a_level_that_was_never_used_gets_a_sign_of_its_own() -> None:
    text = "A\n=\n\nB\n-\n\nC\n-\n"
    assert moved(text, "C", Way.IN) == "A\n=\n\nB\n-\n\nC\n~\n"


@pytest.mark.parametrize(
    ("title", "way"),
    [("Title", Way.UP), ("First", Way.UP), ("First", Way.IN), ("Third", Way.DOWN), ("First", Way.OUT)],
)
def test_nothing_is_moved_where_there_is_nowhere_to_go(title: str, way: Way) -> None:
    assert moved(RST, title, way) is None


def test_markdown_headings_of_either_kind_get_their_signs() -> None:
    inside = moved(MARKDOWN, "Second", Way.IN, Markup.MARKDOWN)
    assert inside is not None
    assert inside.endswith("### Second\n\nTwo.\n")
    out = moved(MARKDOWN, "Child", Way.OUT, Markup.MARKDOWN)
    assert out is not None
    assert "## Child ##\n" in out


def test_no_heading_goes_deeper_than_markdown_can_say() -> None:
    text = "".join(f"{'#' * level} {level}\n\n" for level in range(1, 7)) + "###### other\n"
    assert moved(text, "other", Way.IN, Markup.MARKDOWN) is None


def test_heading_keeps_its_indentation_below_an_overline_only() -> None:
    text = "=======\n Title\n=======\n\nSub\n===\n"
    document = parse(text, Markup.RST)
    first, second = (write_heading(document, one, level) for one, level in zip(document.sections, (2, 1), strict=True))
    assert first is not None
    assert second is not None
    assert apply_changes(text, [first, second]) == "Title\n=====\n\n===\nSub\n===\n"


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_sections_move_whole(
    governance: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    documents = historical_documents(governance)
    chosen = documents if in_soak else random.Random(6).sample(documents, SAMPLE)
    done = 0
    for name, text in texts_of(governance, chosen):
        document = parse(text, Markup.RST)
        some = random.Random(name).sample(document.sections, min(MOST, len(document.sections)))
        for at, one in enumerate(some):
            way = list(Way)[at % 4]
            move = move_section(document, one, way)
            if move is None:
                continue
            done += 1
            new = apply_changes(text, [move.change])
            if way in (Way.UP, Way.DOWN):
                assert Counter(new.split("\n")) - Counter(text.split("\n")) <= Counter({"": 2}), name
            else:
                assert Counter(one.source_title.split()) <= Counter(new.split()), name
            back = parse(new, Markup.RST)
            again = move_section(back, _at(back, move.heading), Way.DOWN if way is Way.UP else Way.UP)
            if way is Way.UP:
                assert again is not None, name
                assert apply_changes(new, [again.change]).split() == text.split(), name
    record_property("soak", f"{done} sections of {len(chosen)} documents moved whole")
    assert done


def _at(document: Document, offset: int) -> Section:
    found = document.section_at(offset)
    assert found is not None
    return found
