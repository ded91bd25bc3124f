"""Taking changes over one after the other, in any order."""

from hypothesis import given
from hypothesis import strategies as st

from tests.core.compare.drafts import Drafts, drafts
from tests.core.compare.samples import VISION, compare_markdown, markdown
from visioneditor.core.compare.changes import list_changes
from visioneditor.core.compare.comparing import compare
from visioneditor.core.compare.taking import take_over
from visioneditor.core.compare.taking_steps import Steps, take_further
from visioneditor.core.document.parsing import parse

NEW = VISION.replace("what a cloud", "what one cloud").replace("### Versions", "### Upgrades")


@given(drafts(), st.data())
def test_in_whatever_order_they_are_taken_the_text_is_that_of_taking_them_at_once(
    made: Drafts, data: st.DataObject
) -> None:
    old, new = made.documents()
    comparison = compare(old, new)
    changes = list_changes(comparison)
    draft, steps = old, None
    for change in data.draw(st.permutations(changes)):
        taken, steps = take_further(comparison, [change], draft, steps)
        draft = parse(taken.text, made.markup)
    assert draft.text == take_over(comparison, changes, old).text


@given(drafts(), st.data())
def test_rejected_one_by_one_too(made: Drafts, data: st.DataObject) -> None:
    old, new = made.documents()
    comparison = compare(old, new)
    changes = list_changes(comparison)
    draft, steps = new, None
    for change in data.draw(st.permutations(changes)):
        taken, steps = take_further(comparison, [change], draft, steps, rejects=True)
        draft = parse(taken.text, made.markup)
    assert draft.text == take_over(comparison, changes, new, rejects=True).text


def test_words_written_between_two_of_them_stay() -> None:
    comparison = compare_markdown(VISION, NEW)
    first, second = list_changes(comparison)
    taken, steps = take_further(comparison, [first], markdown(VISION))
    own = taken.text.replace("Old clients", "Older clients")
    taken, _ = take_further(comparison, [second], markdown(own), steps)
    assert taken.text == NEW.replace("Old clients", "Older clients")


def test_what_is_left_is_told_once() -> None:
    comparison = compare_markdown(VISION, NEW)
    first, second = list_changes(comparison)
    draft = markdown(VISION.replace("what a cloud", "what our cloud"))
    taken, steps = take_further(comparison, [first], draft)
    assert taken.left == (first,)
    taken, _ = take_further(comparison, [second], draft, steps)
    assert not taken.left and "### Upgrades" in taken.text


def test_the_other_direction_begins_anew() -> None:
    comparison = compare_markdown(VISION, NEW)
    changes = list_changes(comparison)
    steps: Steps | None
    taken, steps = take_further(comparison, changes, markdown(VISION))
    taken, _ = take_further(comparison, changes[:1], markdown(taken.text), steps, rejects=True)
    assert taken.text == VISION.replace("### Versions", "### Upgrades")
