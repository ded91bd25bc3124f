"""Tab sets an item with all that is under it deeper, Shift+Tab takes it back."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.indenting import is_item, shift_lines
from visioneditor.core.drafting.text_change import apply_changes

LIST = "- one\n- two\n  goes on\n\n  more of two\n- three\n"


def shifted(
    text: str, at: int, end: int | None = None, markup: Markup = Markup.MARKDOWN, *, deeper: bool = True
) -> str:
    change = shift_lines(text, at, at if end is None else end, markup, deeper=deeper)
    return apply_changes(text, [change]) if change is not None else text


def test_an_item_goes_deeper_with_all_that_is_under_it() -> None:
    assert shifted(LIST, LIST.index("two")) == "- one\n  - two\n    goes on\n\n    more of two\n- three\n"


def test_in_rst_a_deeper_item_stands_between_blank_lines() -> None:
    new = shifted(LIST, LIST.index("two"), markup=Markup.RST)
    assert new == "- one\n\n  - two\n    goes on\n\n    more of two\n\n- three\n"
    depths = [(block.kind.value, block.depth) for block in parse(new, Markup.RST).blocks if block.kind.value == "item"]
    assert len({depth for _, depth in depths}) == 2


@pytest.mark.parametrize("item", ["- x", "1. x", "(a) x", "#. x"])
def test_deeper_and_back_is_the_text_as_it_was(item: str) -> None:
    text = f"{item}\n{item}\n"
    deeper = shifted(text, len(item) + 1)
    assert deeper == f"{item}\n{' ' * (len(item) - 1)}{item}\n"
    assert shifted(deeper, deeper.index(item, 2), deeper=False) == text


def test_selected_lines_go_together_and_blank_ones_stay() -> None:
    text = "a\n\nb\nc\n"
    assert shifted(text, 0, 4) == "    a\n\n    b\nc\n"
    assert shifted("    a\n\n  b\n", 0, 9, deeper=False) == "a\n\nb\n"


def test_nothing_is_taken_back_where_nothing_stands() -> None:
    assert shift_lines("- a\n", 0, 0, Markup.RST, deeper=False) is None


def test_the_last_line_needs_no_end() -> None:
    assert shifted("- a\n- b", 5) == "- a\n  - b"


@pytest.mark.parametrize(("line", "expected"), [("- a", True), ("  10. a", True), ("a - b", False), ("- ", False)])
def test_what_an_item_is(line: str, expected: bool) -> None:
    assert is_item(line) is expected
