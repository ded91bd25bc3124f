"""What an editor adds while one types, and when it adds nothing."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.drafting.typing_aids import complete_underline, fit_rows, on_enter


def entered(text: str, markup: Markup = Markup.RST) -> str:
    """The text after Enter at the `|`, with the cursor as `|`."""
    at = text.index("|")
    text = text.replace("|", "", 1)
    typed = on_enter(text, at, markup)
    new = apply_changes(text, [typed.change])
    return f"{new[: typed.cursor]}|{new[typed.cursor :]}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("words|", "words\n|"),
        ("  words|", "  words\n  |"),
        ("* item|", "* item\n* |"),
        ("  - item| more", "  - item\n  - | more"),
        ("9. item|", "9. item\n10. |"),
        ("(a) item|", "(a) item\n(b) |"),
        ("#. item|", "#. item\n#. |"),
        ("* item\n* |", "* item\n|"),
        ("* one\n  * |\n", "* one\n|\n"),
        ("I. am no list|", "I. am no list\n|"),
        ("-- no list|", "-- no list\n|"),
    ],
)
def test_enter_goes_on_with_a_list_and_ends_it(before: str, after: str) -> None:
    assert entered(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("> quoted|", "> quoted\n> |"),
        ("> |", "|"),
        ("> - item|", "> - item\n> - |"),
        ("- [x] done|", "- [x] done\n- [ ] |"),
        ("a. no list|", "a. no list\n|"),
    ],
)
def test_enter_knows_the_signs_of_markdown(before: str, after: str) -> None:
    assert entered(before, Markup.MARKDOWN) == after


def test_enter_in_a_plain_text_is_a_line_end() -> None:
    assert entered("* item|", Markup.TEXT) == "* item\n|"


def completed(text: str) -> str | None:
    typed = complete_underline(text, len(text))
    return apply_changes(text, [typed.change]) if typed is not None else None


def test_underline_is_completed_below_a_title_only() -> None:
    assert completed("A title\n==") == "A title\n======="
    assert completed("A title\n=") is None
    assert completed("A title\n=======") is None
    assert completed("A title\n=-") is None
    assert completed("  indented\n==") is None
    assert completed("=====\n==") is None
    assert completed("==") is None


def fitted(text: str, title: str) -> str | None:
    change = fit_rows(text, text.index(title))
    return apply_changes(text, [change]) if change is not None else None


def test_rows_follow_their_title() -> None:
    assert fitted("x\n\nA title\n===\n", "A title") == "x\n\nA title\n=======\n"
    assert fitted("A title\n==========\n", "A title") == "A title\n=======\n"
    assert fitted("===\n A title\n===\n", " A title") == "=========\n A title\n=========\n"
    assert fitted("A title\n=======\n", "A title") is None
    assert fitted("words\nmore words\n", "words") is None
    assert fitted("=====  =====\na      b\n=====  =====\n", "a ") is None
