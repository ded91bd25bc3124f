"""The account of every character, and the patch that is made of it."""

import pytest
from hypothesis import given

from tests.core.compare.accounts import broken_accounts, new_of, old_of
from tests.core.compare.drafts import Block, Drafts, drafts
from tests.core.compare.samples import VISION, compare_markdown
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.model import Comparison, RunKind
from visioneditor.core.document.model import Document, Markup
from visioneditor.core.document.parsing import parse

SECTION = VISION[VISION.index("## Self-service") : VISION.index("## Partitioning")]
REPEATED = dict.fromkeys(map(ord, " \n>|"))  # white space, and what a quote or a drawn table repeats on each line
GRID = """\
+----------+-------------+
| one two  | alpha beta  |
| three    | gamma delta |
+----------+-------------+
"""


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    """Each run that is not kept."""
    return [
        (run.kind.value, old_of(comparison, run), new_of(comparison, run))
        for run in comparison.runs()
        if run.kind is not RunKind.KEPT
    ]


@given(drafts())
def test_every_character_is_accounted_for(made: Drafts) -> None:
    assert broken_accounts(compare(*made.documents())) == []


@given(drafts())
def test_nothing_is_recorded_of_a_text_compared_with_itself(made: Drafts) -> None:
    document, _ = made.documents()
    comparison = compare(document, document)
    assert [run.kind for run in comparison.runs()] == [RunKind.KEPT]
    assert comparison.patch().recorded == 0


@given(drafts())
def test_of_a_text_wrapped_anew_only_white_space_is_recorded(made: Drafts) -> None:
    old, new = Drafts(made.markup, made.old, made.old).documents(5, 3)
    for kind, before, after in told(compare(old, new)):
        assert kind == RunKind.LAYOUT
        assert before.translate(REPEATED) == after.translate(REPEATED)


@given(drafts())
def test_the_account_of_exchanged_texts_is_the_mirror_image(made: Drafts) -> None:
    _check_mirror(*made.documents())


def _check_mirror(old: Document, new: Document) -> None:
    there = {(run.kind, run.old_start, run.old_end, run.new_start, run.new_end) for run in compare(old, new).runs()}
    back = {(run.kind, run.new_start, run.new_end, run.old_start, run.old_end) for run in compare(new, old).runs()}
    assert _without_empty(there) == _without_empty(back)


def _without_empty(runs: set[tuple[RunKind, int, int, int, int]]) -> set[tuple[RunKind, str, int, int]]:
    """Each side for itself: which of two touching runs of one kind are told as one depends on the order."""
    sides = {(kind, side, at) for kind, *spans in runs for side in (0, 1) for at in range(*spans[side * 2 :][:2])}
    return {(kind, str(side), at, 0) for kind, side, at in sides}


def test_a_paragraph_that_went_into_a_drawn_row_is_told_alike_from_either_side() -> None:
    row = "help (so) place place (so) place e.g. back of."
    paragraph = "(so) open place failure back (so) the users place. *strong* cloud and place API."
    old = (Block("table", tuple(row.split())), Block("paragraph", tuple(paragraph.split())))
    new = (Block("table", (*row.split(), *paragraph.split())),)
    _check_mirror(*Drafts(Markup.RST, old, new).documents(6, 3))


def test_what_came_at_one_point_is_told_in_the_same_order_from_either_side() -> None:
    link, long = "`link <x>`__.", "cloud cloud cloud cloud cloud."
    same = f"::\n\n   {link}\n   {link}\n\ncloud cloud cloud cloud.\n"
    old = f"cloud.\n\ncloud.\n\n::\n\n   cloud.\n   cloud.\n\n{link}\n=============\n\ncloud.\n\n{long}\n\n{same}"
    new = f"cloud.\n\ncloud.\n\ncloud.\n\n::\n\n   cloud. {link}\n   cloud. {link}\n\ncloud.\n\n{long}\n\n{same}"
    _check_mirror(parse(old, Markup.RST), parse(new, Markup.RST))


def test_an_edit_is_recorded_and_the_words_beside_it_are_kept() -> None:
    comparison = compare_markdown(VISION, VISION.replace("open to everyone", "open to anyone"))
    assert told(comparison) == [("edited", "everyone", "anyone")]
    assert comparison.patch().recorded == len("anyone")


def test_a_moved_section_is_taken_from_where_it_stood() -> None:
    new = VISION.replace(SECTION, "").replace("## Interoperability", SECTION + "## Interoperability")
    comparison = compare_markdown(VISION, new)
    assert told(comparison) == [("moved", SECTION, SECTION)]
    assert comparison.patch().recorded == 0


def test_a_link_that_leads_elsewhere_is_recorded_with_its_signs_only() -> None:
    old = VISION.replace("an API", "an [API](https://a.example/)")
    comparison = compare_markdown(old, old.replace("a.example", "b.example"))
    assert told(comparison) == [("edited", "](https://a.example/) ", "](https://b.example/) ")]


def test_words_that_share_a_drawn_row_with_an_edit_are_kept() -> None:
    documents = [parse(text, Markup.RST) for text in (GRID, GRID.replace("two  ", "zwei ").replace("three", "drei "))]
    comparison = compare(*documents)
    assert broken_accounts(comparison) == []
    assert [run[1:] for run in told(comparison) if run[0] == "edited"] == [("two", "zwei"), ("three", "drei")]


def test_the_patch_takes_kept_words_from_the_text_it_is_given() -> None:
    patch = compare_markdown(VISION, VISION.replace("open to everyone", "open to anyone")).patch()
    assert patch.apply(VISION.upper()) == VISION.upper().replace("OPEN TO EVERYONE", "OPEN TO anyone")


def test_a_patch_for_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="characters"):
        compare_markdown(VISION, VISION).patch().apply(VISION[1:])


def test_a_comparison_applied_to_its_old_text_gives_the_new_one() -> None:
    new = VISION.replace("- zones share", "- zones never share").replace("One client", "One\nclient")
    assert compare_markdown(VISION, new).apply(VISION) == new
