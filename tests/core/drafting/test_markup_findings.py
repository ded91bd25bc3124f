"""What the parser complains about is told at its place, with what mends it; what a builder keeps quiet about is not."""

import pytest

from visioneditor.core.document.model import Markup
from visioneditor.core.document.parsing import parse
from visioneditor.core.drafting.findings import Finding
from visioneditor.core.drafting.markup_findings import find_in_markup
from visioneditor.core.drafting.text_change import apply_changes
from visioneditor.core.text import Lines


def find(text: str) -> list[Finding]:
    return list(find_in_markup(parse(text, Markup.RST), Lines(text)))


def mended(text: str, fix: int = 0) -> str:
    (found,) = find(text)
    return apply_changes(text, found.fixes[fix].changes)


def test_short_underline_is_made_as_long_as_its_title() -> None:
    text = "A longer title\n=======\n\nWords.\n"
    (found,) = find(text)
    assert (found.line, text[found.start : found.end]) == (2, "=======")
    assert mended(text) == "A longer title\n==============\n\nWords.\n"
    assert not find(mended(text))


def test_short_overline_grows_with_its_underline() -> None:
    assert (
        mended("=====\nA longer title\n=====\n\nWords.\n")
        == "==============\nA longer title\n==============\n\nWords.\n"
    )


def test_a_row_too_short_to_be_an_underline_is_told_only_where_it_may_be_meant_for_one() -> None:
    assert mended("Goals\n---\n\nWords.\n") == "Goals\n-----\n\nWords.\n"
    assert not find("specs\n::\n\n    code\n") and not find("and so on\n...\n")


def test_list_that_ends_without_a_blank_line_gets_one() -> None:
    text = "- one\n- two\nand on\n"
    assert not find(mended(text)) and mended(text) == "- one\n- two\n\nand on\n"


@pytest.mark.parametrize(
    ("reference", "mended_reference"),
    [("see scop_.", "see scope_."), ("see `dezign goals`_.", "see `design goals`_."), ("see dezign-goals_.", None)],
)
def test_reference_to_a_name_that_is_not_there_offers_those_like_it(
    reference: str, mended_reference: str | None
) -> None:
    text = f"{reference}\n\n.. _scope: https://example.org/\n.. _design goals: https://example.org/goals\n"
    (found,) = find(text)
    assert found.message.startswith("Nothing here is named")
    if mended_reference is not None:
        assert apply_changes(text, found.fixes[0].changes).startswith(mended_reference)
    else:
        assert apply_changes(text, found.fixes[0].changes).startswith("see `design goals`_.")


def test_titles_count_as_names() -> None:
    text = "Purpose\n=======\n\nsee Porpose_.\n"
    assert mended(text).endswith("see Purpose_.\n")


def test_role_with_two_letters_exchanged_is_told_and_one_of_an_extension_is_not() -> None:
    assert mended("see :dco:`charter`.\n") == "see :doc:`charter`.\n"
    assert not find("see :repo:`openstack/nova`.\n\n.. memberstable::\n")
    assert mended(".. imgae:: a.png\n") == ".. image:: a.png\n"


def test_hints_that_change_nothing_are_not_told() -> None:
    assert not find("2. second\n3. third\n")
    assert not find("see `a <https://example.org/>`_ and `a <https://example.org/>`_\n")


@pytest.mark.parametrize("sign", ["*", "**", "``", "`", "|"])
def test_sign_that_begins_markup_without_an_end_is_told_in_words_and_can_be_read_as_it_stands(sign: str) -> None:
    text = f"Words.\n\nThis and 2 * 3 is *so* and {sign}not closed.\n"
    (found,) = find(text)
    assert (found.line, text[found.start : found.end]) == (3, f"{sign}not")
    assert found.message.startswith(f"“{sign}” begins ") and found.message.endswith(" that does not end")
    assert not find(mended(text))
