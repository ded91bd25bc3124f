"""Little that went far, headings that came and went, and what shows in no word: told as a careful reader would."""

import pytest

from tests.core.compare.samples import changed_blocks, compare_markdown, edits, kinds_by_title
from tests.core.compare.structures import BODIES
from visioneditor.core.compare.model import Comparison, Kind
from visioneditor.core.document.model import BlockKind

LONG_TITLE = "What the night watch has to do"


def changes(comparison: Comparison) -> tuple[int, int, int]:
    summary = comparison.summary
    return summary.words_added, summary.words_removed, summary.words_moved


def test_an_item_of_few_words_is_followed_by_the_address_in_it() -> None:
    item = "* [Tea Break](talks/0019-tea-break.md) (T-19)\n"
    comparison = compare_markdown(
        f"## Planned\n\n* One\n{item}\n## Held\n\n* Two\n", f"## Planned\n\n* One\n\n## Held\n\n* Two\n{item}"
    )
    assert changes(comparison) == (0, 0, 4)
    assert [block.kinds for _, block in changed_blocks(comparison)] == [(Kind.MOVED,)]


def test_an_item_that_stands_twice_goes_nowhere() -> None:
    item = "* [Tea Break](talks/0019-tea-break.md) (T-19)\n"
    comparison = compare_markdown(
        f"## Planned\n\n* One\n{item}{item}\n## Held\n\n* Two\n", f"## Planned\n\n* One\n\n## Held\n\n* Two\n{item}"
    )
    assert Kind.MOVED not in {kind for _, block in changed_blocks(comparison) for kind in block.kinds}


def test_a_telling_title_is_followed_to_another_place_over_a_new_text() -> None:
    old = f"# A\n\n{BODIES['kitchen']}\n\n## {LONG_TITLE}\n\n{BODIES['harbour']}\n\n# B\n\n{BODIES['garden']}\n"
    new = f"# A\n\n{BODIES['kitchen']}\n\n# B\n\n{BODIES['garden']}\n\n## {LONG_TITLE}\n\n{BODIES['library']}\n"
    assert kinds_by_title(compare_markdown(old, new)) == {LONG_TITLE: ["edited", "moved"]}


def test_a_section_that_lost_its_heading_is_a_section_less() -> None:
    old = f"## Preface\n\n{BODIES['kitchen']}\n\n## Rest\n\n{BODIES['garden']}\n"
    comparison = compare_markdown(old, old.removeprefix("## Preface\n\n"))
    assert kinds_by_title(comparison) == {"Preface": ["removed"], "": ["added"]}
    assert comparison.summary.words_removed == 1


def test_a_heading_set_as_text_keeps_its_section() -> None:
    old = f"## Preface to the tale of the red boat\n\n{BODIES['kitchen']}\n"
    comparison = compare_markdown(old, old.replace("## ", ""))
    assert changes(comparison)[:2] == (0, 0)
    assert [row.kinds for row in comparison.sections if Kind.REMOVED in row.kinds] == []


def test_a_section_whose_little_text_all_went_on_is_renamed() -> None:
    duty = "The chairs run the crew day by day, answer its letters and call its meetings."
    people = "* Ann Fairweather of the harbour office\n* Bo Lindgren of the lighthouse\n"
    old = f"# Crew\n\n{BODIES['harbour']}\n\n## Leads\n\n{people}"
    new = f"# Crew\n\n{BODIES['harbour']}\n\n## Leadership\n\n### Chairs\n\n{duty}\n\n{people}"
    said = kinds_by_title(compare_markdown(old, new))
    assert said == {"Leadership": ["added"], "Chairs": ["edited", "renamed", "releveled"]}


def test_a_section_put_further_up_below_a_new_parent_was_moved() -> None:
    first, second, third = (f"## {name}\n\n{BODIES[name]}\n\n" for name in ("garden", "library", "workshop"))
    old = f"# House\n\n{first}{second}{third}"
    new = f"# House\n\n## Begin here\n\n#{third}{first}{second}"
    assert kinds_by_title(compare_markdown(old, new)) == {
        "Begin here": ["added"],
        "workshop": ["moved", "releveled", "markup"],
    }


def test_of_two_that_changed_order_the_one_that_also_changed_its_level_was_moved() -> None:
    long = "\n\n".join([BODIES["library"], BODIES["workshop"]])
    old = f"# Rules\n\n{BODIES['kitchen']}\n\n### Checks\n\n{long}\n\n# Reasons\n\n{BODIES['garden']}\n"
    new = f"# Rules\n\n{BODIES['kitchen']}\n\n# Reasons\n\n{BODIES['garden']}\n\n# Checks\n\n{long}\n"
    assert kinds_by_title(compare_markdown(old, new)) == {"Checks": ["moved", "releveled", "markup"]}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("[handbook]: https://books.org/handbook\n", "link"),
        ("<!-- ask the harbour master -->\n", "markup"),
    ],
)
def test_what_came_without_a_word_is_a_link_where_it_leads_somewhere(line: str, kind: str) -> None:
    comparison = compare_markdown("Read it\n", f"Read it\n\n{line}")
    assert kinds_by_title(comparison) == {"": [kind]}
    summary = comparison.summary
    assert (summary.link_changes, summary.markup_changes) == ((1, 0) if kind == "link" else (0, 1))


def test_two_words_that_go_from_a_paragraph_to_the_item_behind_it_are_kept() -> None:
    old = "These are not there:\n+ Head Next\n- Thread Queue\n".replace("+ ", "\\- ")
    new = "These are not there:\n\n- Head Next\n  Thread Queue\n"
    assert changes(compare_markdown(old, new)) == (0, 0, 0)


def test_a_blank_within_a_code_span_parts_words() -> None:
    old = "It is ` open and may be called `public` when needed.\n"
    comparison = compare_markdown(old, old.replace("` open and", "`open` and"))
    assert changes(comparison) == (0, 0, 0)


def test_underscores_alone_are_compared_and_not_counted() -> None:
    comparison = compare_markdown("Call `max(with: 1)` now\n", "Call `max(_: 1)` now\n")
    assert edits(comparison) == [("replace", "with", "_")]
    assert changes(comparison) == (0, 1, 0)


def test_an_item_with_the_same_label_in_the_same_place_is_the_same_one() -> None:
    comparison = compare_markdown(
        "* Author: Ann\n* Status: **Under review until May**\n* Since: 2016\n",
        "* Author: Ann\n* Status: Rejected with thanks to all who wrote\n* Decision notes: none\n* Since: 2016\n",
    )
    rows = [(block.old is not None, block.new is not None) for _, block in changed_blocks(comparison)]
    assert rows == [(True, True), (False, True)]


def test_a_line_that_becomes_a_numbered_heading_keeps_its_words() -> None:
    line = "Which of these do you use most of all"
    comparison = compare_markdown(f"## A\n\nOne\n\n{line}\n\n* this\n", f"## A\n\nOne\n\n## 6. {line}\n\n* this\n")
    assert [edit for edit in edits(comparison) if edit[0] != "markup"] == [("insert", "", "6.")]


def test_the_end_of_a_heading_may_be_touched_up_where_it_becomes_text() -> None:
    start = "Sign the form that lies on the table of the pilot."
    old = f"## {start} For more information see the page of the office.\n\nText\n"
    new = f"## {start}\n\nFor more information please see the page of the office.\n\nText\n"
    comparison = compare_markdown(old, new)
    assert changes(comparison) == (1, 0, 0)
    assert BlockKind.HEADING in {block.old.kind for _, block in changed_blocks(comparison) if block.old}


def test_a_heading_put_on_the_line_of_its_signs_changes_no_word() -> None:
    comparison = compare_markdown(
        "#### \n**How to join the crew**\n\nText\n", "#### **How to join the crew**\n\nText\n"
    )
    assert changes(comparison) == (0, 0, 0)
