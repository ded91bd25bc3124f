"""Taking changes over: accepted or rejected, all or some, into either text or a draft with words of its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.compare.drafts import Drafts, drafts
from tests.core.compare.samples import VISION, compare_markdown, markdown
from visioneditor.core.compare.changes import Change, list_changes
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.merging import merge_words
from visioneditor.core.compare.model import Comparison
from visioneditor.core.compare.taking import take_over

SECTION = VISION[VISION.index("## Self-service") : VISION.index("## Partitioning")]
NEW = (
    VISION.replace("what a cloud", "what one cloud")
    .replace("everyone. Nobody has", "all. No one has")
    .replace("- zones share the network of their region\n", "")
    .replace("## Interoperability", "Nothing falls over.\n\n## Interoperability")
    .replace("### Versions", "### Upgrades")
)


@pytest.fixture
def comparison() -> Comparison:
    return compare_markdown(VISION, NEW)


def change(comparison: Comparison, words: str) -> Change:
    return next(one for one in list_changes(comparison) if words in one.name)


def accepted(old: str, new: str, draft: str, words: str) -> str:
    comparison = compare_markdown(old, new)
    return take_over(comparison, [change(comparison, words)], markdown(draft)).text


@given(drafts())
def test_all_changes_of_a_comparison_make_the_new_text_and_none_the_old_one(made: Drafts) -> None:
    old, new = made.documents()
    comparison = compare(old, new)
    assert take_over(comparison, None, old).text == new.text
    assert take_over(comparison, None, new, rejects=True).text == old.text
    assert take_over(comparison, (), old).text == old.text
    assert take_over(comparison, None, new).text == new.text


@given(drafts())
def test_taken_one_by_one_they_bring_every_word_once(made: Drafts) -> None:
    old, new = made.documents()
    comparison = compare(old, new)
    taken = take_over(comparison, list_changes(comparison), old)
    assert sorted(taken.text.split()) == sorted(new.text.split()) and not taken.left


@given(drafts(), st.data())
def test_accepting_some_is_rejecting_the_others(made: Drafts, data: st.DataObject) -> None:
    old, new = made.documents()
    comparison = compare(old, new)
    changes = list_changes(comparison)
    chosen = [one for one in changes if data.draw(st.booleans())]
    others = [one for one in changes if one not in chosen]
    accepted = take_over(comparison, chosen, old).text
    rejected = take_over(comparison, others, new, rejects=True).text
    assert sorted(accepted.split()) == sorted(rejected.split())


def test_each_change_alone_changes_nothing_else(comparison: Comparison) -> None:
    old = markdown(VISION)
    expected = {
        "what one": VISION.replace("what a cloud", "what one cloud"),
        "open to all": VISION.replace("everyone. Nobody has", "all. No one has"),
        "zones": VISION.replace("- zones share the network of their region\n", ""),
        "Nothing falls": VISION.replace("## Interoperability", "Nothing falls over.\n\n## Interoperability"),
        "Upgrades": VISION.replace("### Versions", "### Upgrades"),
    }
    for words, text in expected.items():
        assert take_over(comparison, [change(comparison, words)], old).text == text, words


def test_a_rejected_change_goes_out_of_the_new_text_alone(comparison: Comparison) -> None:
    taken = take_over(comparison, [change(comparison, "zones")], markdown(NEW), rejects=True)
    zones = "- zones share the network of their region\n"
    assert taken.text == NEW.replace("- hosts", f"{zones}- hosts")


def test_a_moved_section_goes_where_it_stands_in_the_new_text() -> None:
    new = VISION.replace(SECTION, "").replace("## Interoperability", f"{SECTION}## Interoperability")
    assert accepted(VISION, new, VISION, "Self-service") == new


def test_a_moved_section_keeps_words_that_were_not_accepted() -> None:
    edited = SECTION.replace("everyone", "all")
    new = VISION.replace(SECTION, "").replace("## Interoperability", f"{edited}## Interoperability")
    assert accepted(VISION, new, VISION, "Self-service") == new.replace("open to all", "open to everyone")


def test_a_parted_paragraph_is_parted() -> None:
    new = VISION.replace("everyone. Nobody", "everyone.\n\nNobody")
    assert accepted(VISION, new, VISION, "Users help") == new


def test_only_the_edits_that_were_selected_are_made() -> None:
    first, second = VISION.replace("Users help", "People help"), VISION.replace("and wait", "and queue up")
    both = first.replace("and wait", "and queue up")
    comparison = compare_markdown(VISION, both)
    (found,) = list_changes(comparison)
    edits = found.rows[0].edits
    assert len(edits) == 2
    for edit, text in zip(edits, (first, second), strict=True):
        assert take_over(comparison, [found], markdown(VISION), only=[edit]).text == text
    assert take_over(comparison, [found], markdown(both), rejects=True, only=edits[:1]).text == second


DRAFT = VISION.replace("Users help themselves", "People help themselves").replace("Old clients", "Older clients")


def test_a_draft_keeps_its_own_words_beside_those_that_are_taken(comparison: Comparison) -> None:
    taken = take_over(comparison, [change(comparison, "open to all")], markdown(DRAFT))
    assert taken.text == DRAFT.replace("everyone. Nobody has", "all. No one has") and not taken.left


def test_a_draft_that_has_the_change_already_stays_as_it_is(comparison: Comparison) -> None:
    draft = NEW.replace("Users help", "People help")
    assert take_over(comparison, list_changes(comparison), markdown(draft)).text == draft


def test_a_change_is_left_where_the_draft_says_something_else_there(comparison: Comparison) -> None:
    draft = VISION.replace("open to everyone", "open to members").replace("zones share", "all zones share")
    chosen = [change(comparison, words) for words in ("open to all", "zones", "what one")]
    taken = take_over(comparison, chosen, markdown(draft))
    assert taken.text == draft.replace("what a cloud", "what one cloud")
    assert list(taken.left) == chosen[:2]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("a b x d", "y b c d", "y b x d"),
        ("x b c d", "a b\n c d", "x b\n c d"),
        ("a b c d e", "a b c d", "a b c d e"),
        ("a x c d", "a z c d", None),
        ("a x c d", "a x c d", "a x c d"),
    ],
)
def test_two_sets_of_edits_are_brought_together(one: str, other: str, both: str | None) -> None:
    assert merge_words("a b c d", one, other) == both
