"""Lines that are too long, blanks at their ends, tabs: told of one's own lines alone, and mended by one step."""

from typing import Any

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.line_findings import find_in_lines
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.text import Lines

SHORT = "A line that has room.\n" * 12
LONG = "many words that go on and on " * 3 + "\n"


def find(text: str, markup: Markup = Markup.RST, **wanted: Any) -> list[Finding]:
    return list(find_in_lines(parse(text, markup), Lines(text), **({"width": 40} | wanted)))


def mended(text: str) -> str:
    (found,) = find(text)
    return apply_changes(text, found.fixes[0].changes)


def test_long_line_is_told_from_the_column_on_and_its_paragraph_wrapped() -> None:
    text = f"{SHORT}\n{LONG.strip()}\n"
    (found,) = find(text)
    assert (found.line, found.start) == (14, text.index(LONG.strip()) + 40)
    assert max(map(len, mended(text).split("\n"))) <= 40 and mended(text).split() == text.split()


def test_lines_that_cannot_be_broken_are_let_be() -> None:
    address = "https://example.org/" + "a" * 60
    kept = (address, f"* {address}", "::\n\n    " + LONG.strip(), f".. image:: {'a' * 60}", "T" * 60 + "\n" + "=" * 60)
    assert not [one for each in kept for one in find(f"{SHORT}\n{each}\n")]


def test_where_nobody_keeps_to_a_width_nothing_is_told() -> None:
    assert not find(f"{LONG.strip()}\n\n" * 5)


def test_lines_of_the_base_are_not_told() -> None:
    text = f"{SHORT}\n{LONG.strip()}\n\nblanks  \n\ta tab\n"
    assert not find(text, base=text)
    assert [one.line for one in find(text, base=SHORT)] == [14, 16, 17]


def test_blanks_at_line_ends_are_one_finding_and_removed_together() -> None:
    text = "one \n\ntwo\t\n\nthree\n"
    assert [one.message for one in find(text)] == ["Blanks at the end of 2 lines"]
    assert mended(text) == "one\n\ntwo\n\nthree\n"


def test_line_that_is_being_written_may_end_in_a_blank() -> None:
    assert not find("one \n", line_in_hand=1)
    assert len(find("one \n\ntwo \n", line_in_hand=3)) == 1


def test_blanks_that_break_a_line_in_markdown_are_let_be() -> None:
    assert not find("one  \ntwo\n", Markup.MARKDOWN)


def test_tabs_become_the_blanks_that_are_read_outside_of_literal_text() -> None:
    assert mended("- a\tb\n\n::\n\n\tmake\n") == "- a     b\n\n::\n\n\tmake\n"
