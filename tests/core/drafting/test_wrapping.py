"""Wrapping anew: lines end elsewhere, and what is read stays the same."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reference.historical_documents import historical_documents, texts_of
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Kind
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.drafting.wrapping import Wrapping, columns, ends_sentence, rewrap

SAMPLE = 60
LAYOUT = {Kind.UNCHANGED, Kind.REFLOWED}


def wrapped(text: str, width: int = 40, markup: Markup = Markup.RST, wrapping: Wrapping = Wrapping.WIDTH) -> str:
    document = parse(text, markup)
    return apply_changes(text, rewrap(document, 0, len(text), width=width, wrapping=wrapping))


def only_layout_differs(old: Document, new: Document) -> bool:
    return all(set(row.kinds) <= LAYOUT for row in compare(old, new).sections)


def test_paragraph_fills_its_lines_to_the_width() -> None:
    text = "One two three\nfour five six seven eight nine ten eleven twelve.\n"
    assert wrapped(text, 30) == "One two three four five six\nseven eight nine ten eleven\ntwelve.\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* one two three four five six\n  seven eight\n", "* one two three four\n  five six seven eight\n"),
        ("10. one two three four five six\n", "10. one two three four\n    five six\n"),
        ("   quoted words of somebody else\n", "   quoted words of\n   somebody else\n"),
        (".. a comment that is rather long\n", ".. a comment that is\n   rather long\n"),
        (":field: what it says is longer here\n", ":field: what it says is\n    longer here\n"),
    ],
)
def test_what_stands_before_a_line_stays_before_its_lines(text: str, expected: str) -> None:
    assert wrapped(text, 20) == expected


def test_lines_that_would_become_a_term_stay() -> None:
    text = "* Manage the tracker\n  * Prepare it, for example:\n    https://example.org/tracker\n"
    assert wrapped(text, 79) == text


def test_markdown_quotations_and_items_keep_their_signs() -> None:
    text = "> one two three four five six seven\n\n- [x] one two three four five six\n"
    expected = "> one two three four\n> five six seven\n\n- [x] one two three\n  four five six\n"
    assert wrapped(text, 20, Markup.MARKDOWN) == expected


def test_a_hard_break_stays_where_it_is() -> None:
    text = "one two three four  \nfive six seven eight nine\n"
    assert wrapped(text, 20, Markup.MARKDOWN) == "one two three four  \nfive six seven eight\nnine\n"


@pytest.mark.parametrize("sign", ["-", "*", "+", "1.", "A)", "|", "..", "===", ":field:"])
def test_no_line_begins_with_what_would_be_markup_there(sign: str) -> None:
    text = f"nineteen letters xx {sign} and more words here\n"
    assert not any(line.startswith(sign) for line in wrapped(text, 21).splitlines())


def test_titles_tables_literals_and_mail_headers_are_left_as_they_are() -> None:
    text = (
        "A title that is longer than the width\n=====================================\n\n"
        "::\n\n    a literal that is longer than the width\n\n"
        "===================== =================\na table's first cell  and its second one\n"
        "===================== =================\n\n"
        "Title: one that is rather long\nAuthor: somebody with a long name\n"
    )
    assert wrapped(text, 20) == text


def test_a_blank_that_must_not_be_broken_at_is_no_place_for_a_line_end() -> None:
    assert wrapped("aaaaaaaaaa bbbbbbbbb\u00a0ccc\n", 20) == "aaaaaaaaaa\nbbbbbbbbb\u00a0ccc\n"


def test_wide_signs_take_two_columns() -> None:
    assert columns("徐ab") == 4


def test_only_what_the_span_touches_is_wrapped() -> None:
    text = "one two\nthree\n\nfour five\nsix\n"
    document = parse(text, Markup.RST)
    changes = rewrap(document, 15, 15, width=40)
    assert apply_changes(text, changes) == "one two\nthree\n\nfour five six\n"


def test_a_sentence_a_line() -> None:
    text = "It is so, e.g. here. Is it? “Yes.” Dr. A. Smith\nsays so.\n"
    assert wrapped(text, wrapping=Wrapping.SENTENCES) == "It is so, e.g. here.\nIs it?\n“Yes.”\nDr. A. Smith says so.\n"


def test_an_abbreviation_or_a_small_letter_ends_no_sentence() -> None:
    assert ends_sentence("done.", "Then")
    assert ends_sentence("(done.)", "“Then")
    assert not ends_sentence("etc.", "Then")
    assert not ends_sentence("done.", "then")
    assert not ends_sentence("J.", "Smith")


WORDS = st.sampled_from(
    ("one", "two,", "three.", "*four*", "``five", "six``", "-", "*", "1.", "A)", "..", "===", ":a:", "|", "#", ">", "[")
)


@given(st.lists(WORDS, min_size=1, max_size=40), st.integers(20, 60), st.sampled_from([Markup.RST, Markup.MARKDOWN]))
def test_wrapping_changes_no_word_and_wrapping_again_changes_nothing(
    some: list[str], width: int, markup: Markup
) -> None:
    text = "Begin " + " ".join(some) + "\n"
    once = wrapped(text, width, markup)
    assert once.split() == text.split()
    assert [block.kind for block in parse(once, markup).blocks] == [block.kind for block in parse(text, markup).blocks]
    assert wrapped(once, width, markup) == once


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_real_documents_are_read_as_before(
    governance: Path, in_soak: bool, record_property: Callable[[str, object], None]
) -> None:
    documents = historical_documents(governance)
    chosen = documents if in_soak else random.Random(4).sample(documents, SAMPLE)
    differing = []
    for at, (name, text) in enumerate(texts_of(governance, chosen)):
        document, wrapping = parse(text, Markup.RST), list(Wrapping)[at % 2]
        new = wrapped(text, (60, 79, 100)[at % 3], wrapping=wrapping)
        if not only_layout_differs(document, parse(new, Markup.RST)):
            differing.append(name)
    record_property("soak", f"{len(chosen) - len(differing)} of {len(chosen)} documents read the same wrapped anew")
    assert differing == []
