"""Wrapping only what was touched: as few lines differ from the base as can be."""

from difflib import unified_diff

from hypothesis import given
from hypothesis import strategies as st

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.rewrapping import rewrap_touched
from visioneditor.core.drafting.text_change import apply_changes

BASE = """\
The committee writes down what it wants to be true in some years, so that
nobody has to ask again. What is not written down here is decided by those
who do the work. A vision is no promise, and nobody is bound by a sentence
that stands in it.

Another paragraph, which nobody touches, is
wrapped in a way of its own.
"""


def rewrapped(base: str, draft: str, width: int = 76) -> str:
    return apply_changes(draft, rewrap_touched(parse(base, Markup.RST), parse(draft, Markup.RST), width=width))


def changed_lines(base: str, draft: str) -> int:
    lines = unified_diff(base.split("\n"), draft.split("\n"), lineterm="", n=0)
    return sum(line[:1] in "+-" and line[:3] not in ("+++", "---") for line in lines)


def test_nothing_is_wrapped_where_nothing_was_written() -> None:
    assert rewrapped(BASE, BASE) == BASE


def test_a_line_that_grew_too_long_takes_no_more_lines_along_than_it_must() -> None:
    draft = BASE.replace("nobody has to ask again.", "nobody, now or in many years to come, has to ask again.")
    result = rewrapped(BASE, draft)
    assert max(map(len, result.split("\n"))) <= 76
    assert changed_lines(BASE, result) <= 5
    assert result.endswith(BASE[BASE.index("who do the work") :])


def test_a_line_that_lost_a_few_words_stays_a_line() -> None:
    draft = BASE.replace("so that\n", "that\n").replace("down here is", "is")
    assert rewrapped(BASE, draft) == draft


def test_a_paragraph_of_ones_own_is_filled() -> None:
    draft = (
        BASE + "\nA paragraph that\nis new here\nhas no lines to be kept, and is therefore filled as any other is.\n"
    )
    result = rewrapped(BASE, draft)
    new = "A paragraph that is new here has no lines to be kept, and is therefore\nfilled as any other is.\n"
    assert result.startswith(BASE)
    assert result.removeprefix(BASE).split() == new.split()
    assert max(map(len, result.split("\n"))) <= 76
    assert result.count("\n") == BASE.count("\n") + 3


@given(
    st.integers(0, len(BASE.split(" ")) - 1),
    st.lists(st.sampled_from(["word", "a", "committee", "of"]), max_size=12),
    st.integers(0, 4),
)
def test_whatever_is_written_fits_and_keeps_its_words(at: int, some: list[str], gone: int) -> None:
    parts = BASE.split(" ")
    draft = " ".join([*parts[:at], *some, *parts[at + gone :]])
    result = rewrapped(BASE, draft)
    assert result.split() == draft.split()
    assert max(map(len, result.split("\n"))) <= 76
    assert rewrapped(BASE, result) == result
